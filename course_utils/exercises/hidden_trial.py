"""Track B: a trial on synthetic people whose truth only the lecturer's key knows.

A group has 100 credits. Scans are cheap and sure, fractures are dear and rare, and the truth may
let one go up while the other goes up too.
"""

from __future__ import annotations

import hashlib

import numpy as np

from course_utils.exercises.cards import Card, Note, Text
from course_utils.exercises.trial_plan import locked_plan
from course_utils.physiology.parameters import parameter_set

NUMBERS = parameter_set("hidden_trial")
TRUTHS = ("raloxifene_like", "hormone_like", "testosterone_like", "empty")
TRIAL = "TRACK_B"
SCANS_EACH = 2


def price(per_arm, years, scans=True, fractures=True):
    """What a trial costs at most, by item.

    Parameters
    ----------
    per_arm : int
    years : float
    scans, fractures : bool
        What is bought. Fractures are charged as expected without a drug.

    Returns
    -------
    dict, item → credits
        With ``total``; clots are reported in any case and cost nothing.

    Raises
    ------
    ValueError
        If a number is not positive.
    """
    if not (per_arm >= 1 and years > 0):
        raise ValueError(f"People and years must be above 0; got {per_arm!r} and {years!r}.")
    people = 2 * int(per_arm)
    expected = people * years * NUMBERS["fracture_rate"]
    items = {
        "people followed": people * years * NUMBERS["person_year"],
        "scans": people * SCANS_EACH * NUMBERS["scan"] * bool(scans),
        "fractures judged": expected * NUMBERS["adjudication"] * bool(fractures),
    }
    return items | {"total": sum(items.values())}


def truth_of(key):
    """The truth behind a lecturer's key: the same key, the same truth. For the lecturer."""
    digest = hashlib.sha256(f"capstone {key}".encode()).digest()
    return TRUTHS[digest[0] % len(TRUTHS)]


def hidden_trial(key=None, *, scans=True, fractures=True):
    """Run the locked plan of track B under a lecturer's key.

    Parameters
    ----------
    key : str
        What the lecturer gave the group; it decides the truth.
    scans, fractures : bool
        What the group bought.

    Returns
    -------
    DataFrame or Note
        Per arm the people, and what was bought; a card if there is no locked plan, no key or
        not enough money.
    """
    plan = locked_plan(TRIAL)
    problem = _problem(plan, key, scans, fractures)
    if problem:
        return Note(Card("Track B", "not run", "open", (Text(problem),)))
    return _results(truth_of(key), plan, scans, fractures)


def _problem(plan, key, scans, fractures):
    if plan is None:
        return f'Lock a plan first: `lock_plan("{TRIAL}", plan)`.'
    if not (isinstance(key, str) and key.strip()):
        return "Give the key from your lecturer, in quotation marks."
    try:
        total = price(plan["per_arm"], plan["years"], scans, fractures)["total"]
    except (ValueError, OverflowError) as refusal:
        return str(refusal)
    if total > NUMBERS["credits"]:
        return f"This costs {total:.0f} credits; a group has {NUMBERS['credits']:g}."
    return ""


def _results(truth, plan, scans, fractures):
    import pandas as pd

    rng = np.random.default_rng(int(abs(plan["seed"])))
    arms = {"placebo": "empty", "tablet": truth}
    rows = [_arm(rng, name, own, plan, scans, fractures) for name, own in arms.items()]
    table = pd.DataFrame(rows).set_index("arm")
    table.attrs["synthetic"] = "Invented people and an invented truth."
    return table


def _arm(rng, name, truth, plan, scans, fractures):
    n, years = int(plan["per_arm"]), float(plan["years"])
    row = {"arm": name, "people": n}
    middle = years * NUMBERS["loss"] + NUMBERS[f"{truth}_density"]
    change = rng.normal(middle, NUMBERS["change_sd"], n)
    if scans:
        error = change.std(ddof=1) / n**0.5 if n > 1 else np.nan
        row |= {"spine_percent": round(change.mean(), 2), "spine_se": round(error, 2)}
    broken = _with_event(rng, n, years * NUMBERS["fracture_rate"] * NUMBERS[f"{truth}_fracture"])
    clots = _with_event(rng, n, years * NUMBERS["clot_rate"] * NUMBERS[f"{truth}_clot"])
    return row | ({"people_with_fracture": broken} if fractures else {}) | {"clots": clots}


def _with_event(rng, n, hazard):
    return int(rng.binomial(n, 1 - np.exp(-hazard)))
