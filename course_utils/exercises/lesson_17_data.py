"""Lesson 17: Ana's chain with its links held, her band of draws, and two trials copied."""

from __future__ import annotations

from functools import cache, lru_cache

import numpy as np
import pandas as pd

from course_utils.datasets import load
from course_utils.exercises.clinic import clinic_person
from course_utils.exercises.trial_plan import LIMITS, closed, locked_plan
from course_utils.physiology import Person, simulate, virtual_trial
from course_utils.physiology.density.sites import site_density
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.ensemble import follow_draws
from course_utils.physiology.links import LINKS
from course_utils.physiology.parameters import parameter_set

SPINE, OUTCOME = "lumbar_spine_bmd_percent", "lumbar_spine_bmd_g_per_cm2"
DESIGN = parameter_set("lesson_17")
SEED = 20261121
PER_ARM = 42  # what exercise 1 works out
FEWEST, MOST_PER_ARM = LIMITS["ULTRA"]["per_arm"]  # 160 people take some ten seconds
Z95 = 1.96
COPIES = {
    # trial → people (age, final period, spread of age), arms of the copy, arms of the paper
    "RLX_PREV_3Y": ("johnston", {"placebo": (), "raloxifene": "raloxifene"},
                    {"placebo": "placebo", "raloxifene": "raloxifene_60mg"}, 3),
    "ULTRA": ("ultra", {"placebo": (), "patch": "estradiol_patch_14"},
              {"placebo": "placebo", "patch": "e2_0.014mg"}, 2),
}  # fmt: skip


@cache
def links_held(who="ana", plan="raloxifene", years=3):
    """Spine and fracture hazard with one link after the other held at its start.

    Returns
    -------
    DataFrame indexed by the link held ("none held" first)
        ``with_drug`` and ``without`` (spine change, percent), ``difference`` (percentage
        points) and ``hazard_ratio`` (spine fractures, with over without, at the end).
    """
    person, rows = clinic_person(who), {}
    for link in ((), *LINKS):
        on, without = (simulate(person, p, years, off=link).iloc[-1] for p in (plan, ()))
        ratio = on["vertebral_hazard_ratio"] / without["vertebral_hazard_ratio"]
        name = link or "none held"
        rows[name] = on[SPINE], without[SPINE], on[SPINE] - without[SPINE], ratio
    columns = ["with_drug", "without", "difference", "hazard_ratio"]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("held")


@lru_cache(maxsize=8)
def spine_draws(who, plan, years=5, count=50):
    """Spine change of one person under draws of the chain's uncertain numbers.

    Returns
    -------
    tuple (years array (m,), percent array (m, count))
        The same draws whatever the plan, so that two plans can be subtracted draw by draw.
    """
    taken = [Regimen(plan, average=True)] if plan else []
    every = follow_draws(clinic_person(who), taken, years, count, SEED)
    parts = (every.state(symbol) for symbol in ("Vt", "Vc", "M"))
    spine = site_density("lumbar_spine", *parts)
    return np.linspace(0, years, len(spine)), 100 * (spine / spine[0] - 1)


def at_three_years(plan):
    """Spine change of Ana after three years in each of the draws: array (50,)."""
    years, spine = spine_draws("ana", plan)
    return spine[np.argmin(np.abs(years - 3))]


def people_like(trial):
    """The typical participant of a copied trial, and the spread of ages (standard deviation)."""
    name = COPIES[trial][0]
    typical = Person.woman(DESIGN[f"{name}_age"], DESIGN[f"{name}_final_period"])
    return typical, DESIGN[f"{name}_age_sd"]


@lru_cache(maxsize=4)
def run_copy(trial, per_arm, seed=SEED):
    """A virtual trial after the plan of a published one: spine change at the end, by arm.

    Parameters
    ----------
    trial : str
        A key of ``COPIES``.
    per_arm, seed : int

    Returns
    -------
    DataFrame indexed by arm
        ``mean`` (percent), ``se`` and ``n`` (those still there at the end).

    Raises
    ------
    ValueError
        If more people are asked for than a lesson has time for.
    """
    if not FEWEST <= per_arm <= MOST_PER_ARM:
        raise ValueError(
            f"A copy takes {FEWEST} to {MOST_PER_ARM} people per arm here; got {per_arm}."
        )
    typical, spread = people_like(trial)
    _, arms, _, years = COPIES[trial]
    run = virtual_trial(
        typical, arms, int(per_arm), years, outcomes=OUTCOME, seed=seed, design={"age_sd": spread}
    )
    return changes_by_arm(run, OUTCOME)


def changes_by_arm(trial, outcome):
    """Mean change from start to end with its standard error, of those who stayed."""
    wide = trial.pivot(index=["arm", "person"], columns="year", values=outcome)
    change = 100 * (wide.iloc[:, -1] / wide.iloc[:, 0] - 1).dropna()
    found = change.groupby("arm").agg(["mean", "sem", "count"]).loc[trial["arm"].unique()]
    return found.set_axis(["mean", "se", "n"], axis="columns")


def published_arms(trial):
    """The arms of the paper that a copy imitates, as in the table of densities.

    Returns
    -------
    DataFrame indexed by arm of the copy
        ``mean`` and ``se`` (missing where the abstract prints none), percent.
    """
    _, _, arms, years = COPIES[trial]
    table = load("bmd_outcomes")
    here = (table["trial_id"] == trial) & (table["site"] == "lumbar_spine")
    rows = table[here & (table["time_y"] == years)].set_index("arm")
    chosen = rows.loc[list(arms.values()), ["mean_pct_change", "se"]]
    return chosen.set_axis(list(arms), axis="index").set_axis(["mean", "se"], axis="columns")


def difference(arms):
    """The last arm minus the first: (percentage points, standard error)."""
    gap = arms["mean"].iloc[-1] - arms["mean"].iloc[0]
    return float(gap), float(np.hypot(*arms["se"].iloc[[0, -1]]))


def side_by_side(copy, paper):
    """Model and paper with the distance between them in standard errors.

    Returns
    -------
    DataFrame
        A row per arm and one for the difference: ``model``, ``model_se``, ``study``,
        ``study_se``, ``apart`` (model minus study, in standard errors of that).
    """
    rows = {name: (*copy.loc[name, ["mean", "se"]], *paper.loc[name, ["mean", "se"]])
            for name in copy.index}  # fmt: skip
    rows["difference"] = (*difference(copy), *difference(paper))
    columns = ["model", "model_se", "study", "study_se"]
    table = pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype(float)
    gap = table["model"] - table["study"]
    return table.assign(apart=gap / np.hypot(table["model_se"], table["study_se"]))


def johnston_copied():
    """The lesson's own copy beside Johnston 2000."""
    return side_by_side(run_copy("RLX_PREV_3Y", PER_ARM), published_arms("RLX_PREV_3Y"))


def run_locked(trial):
    """The copy of a trial by the student's locked plan, or a card if there is none.

    Returns
    -------
    DataFrame or Note
    """
    plan = locked_plan(trial)
    if plan is None:
        return closed(trial, "No plan is locked yet, so nothing was run.")
    return run_copy(trial, int(plan["per_arm"]), int(plan["seed"])).round(2)


def own_copy(trial):
    """The student's copy beside the published trial and the difference the plan expected.

    Returns
    -------
    DataFrame as `side_by_side`, or None while no plan is locked
        One more column ``expected``, filled in the row ``difference``.
    """
    plan = locked_plan(trial)
    if plan is None:
        return None
    copy = run_copy(trial, int(plan["per_arm"]), int(plan["seed"]))
    table = side_by_side(copy, published_arms(trial))
    table.loc["difference", "expected"] = float(plan["expected"])
    return table


def ultra_result():
    """The published result of the ultra-low-dose patch in one sentence."""
    arms = published_arms("ULTRA")["mean"]
    told = ", ".join(f"{name} {value:+.1f} %" for name, value in arms.items())
    return f"Spine density after 2 years: {told}."


def ultra_sentence(plan):
    """The student's expectation beside the published difference."""
    found = difference(published_arms("ULTRA"))[0]
    return (
        f"You expected {plan['expected']:g} percentage points; the trial found {found:.1f} "
        "(Ettinger 2004; both arms took calcium and vitamin D)."
    )


def count_draws():
    """Draws that end above the start on raloxifene, draws above no drug, and all draws."""
    on, without = at_three_years("raloxifene"), at_three_years("")
    return int((on > 0).sum()), int((on > without).sum()), on.size
