"""What lesson 11 runs: pushes, men, restarts, and the model beside published hormone changes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import scipy

from course_utils.datasets import load
from course_utils.physiology import Person, simulate
from course_utils.physiology.axis import LOOP, loop_settings, steady_state
from course_utils.physiology.axis.loop_time import stop_testosterone
from course_utils.physiology.drugs import Regimen, gonadotropin
from course_utils.physiology.parameters import parameter_set

REPORTS = parameter_set("hpg_reports")
HALF_A_YEAR = 182.0
MONTH = 365.25 / 12
WEEKLY = Regimen("testosterone_cypionate", 200, "mg", every=7)
MEN = {
    "healthy": {},
    "quiet\nhypothalamus": {"kind": "secondary hypogonadism"},
    "failed\npituitary": {"kind": "pituitary failure"},
    "failed testis": {"kind": "testis failure"},
}
PUSHES = {
    "nothing": (),
    "enclomi-\nphene": "enclomiphene",
    "anastrozole": "anastrozole",
    "testosterone": Regimen("testosterone_cypionate", 100, "mg", every=7),
    "hCG": gonadotropin(),
    "GnRH\nagonist": "triptorelin",
    "GnRH\nantagonist": "degarelix",
}
COURSES = {
    "nothing": (),
    "clomiphene": ((21, 111, "clomiphene"),),
    "clomiphene + inhibitor": ((21, 111, ("clomiphene", "aromatase_inhibitor")),),
    "hCG, then clomiphene": ((0, 28, "hcg"), (28, 111, "clomiphene")),
}


def every_push_on_every_man():
    """Hormones and sperm after half a year of each push, for each man (full chain).

    Returns
    -------
    DataFrame indexed by man and push: LH and FSH (IU/L), testosterone (ng/dL), estradiol
    (pg/mL) and sperm output (1 in a healthy man).
    """
    names = ["lh_iu_per_l", "fsh_iu_per_l", "testosterone_ng_per_dl", "estradiol_pg_per_ml"]
    rows = {
        (man, push): simulate(Person.man(44, **kind), plan, times=np.array([0.0, HALF_A_YEAR]))[
            [*names, "sperm_output"]
        ].iloc[-1]
        for man, kind in MEN.items()
        for push, plan in PUSHES.items()
    }
    return pd.DataFrame(rows).T


def restarts(days):
    """Luis after a year on testosterone, by what he takes (teaching loop in time)."""
    return {name: stop_testosterone(days, courses) for name, courses in COURSES.items()}


def _from(day):
    return {"start": 364.0 + day}


def sperm_after_testosterone(weeks=52):
    """Sperm output of a healthy man after a year on testosterone, with and without drugs.

    The full chain: 200 mg of the ester a week until day 0, which is the first missed injection.

    Returns
    -------
    dict of str to Series indexed by day after stopping
    """
    on, end = Regimen("testosterone_cypionate", 200, "mg", every=7, stop=364.0), {"stop": 475.0}
    enclomiphene = Regimen("enclomiphene", 12.5, "mg", every=1, **_from(21), **end)
    plans = {
        "nothing": [on],
        "enclomiphene": [on, enclomiphene],
        "hCG, then enclomiphene": [on, gonadotropin(364.0, 392.0), enclomiphene],
    }
    times = np.arange(0.0, 364 + 7 * weeks + 1, 3.5)
    runs = {name: simulate(Person.man(36), plan, times=times) for name, plan in plans.items()}
    runs = {name: run["sperm_output"].loc[364.0:] for name, run in runs.items()}
    return {name: run.set_axis(run.index - 364.0) for name, run in runs.items()}


def day_of(series, level):
    """First day on which a curve of the model passes `level` upward, by straight lines."""
    days, values = series.index.to_numpy(), series.to_numpy()
    past = int(np.argmax((values[1:] >= level) & (values[:-1] < level))) + 1
    share = (level - values[past - 1]) / (values[past] - values[past - 1])
    return float(days[past - 1] + share * (days[past] - days[past - 1]))


def published_recovery():
    """Share of men back at 20 million sperm per mL without any drug (Liu 2006): months, percent.

    Returns
    -------
    DataFrame with ``month``, ``percent``, ``low`` and ``high`` (95 % interval where reported).
    """
    rows = [
        [month, *(REPORTS[f"liu_{name}_{month}"] for name in ("share", "low", "high"))]
        for month in (6, 12, 16)
    ]
    rows += [[24, REPORTS["liu_share_24"], np.nan, np.nan]]
    return pd.DataFrame(rows, columns=["month", "percent", "low", "high"])


def sperm_on_testosterone():
    """Sperm output over half a year on 200 mg a week, and after an abrupt stop of all support.

    Returns
    -------
    dict of str to Series indexed by day
    """
    days = np.arange(0.0, HALF_A_YEAR + 1, 2)
    held = simulate(Person.man(30), WEEKLY, times=days)["sperm_output"]
    step = days / parameter_set("chain_male")["tau_S"]
    line = pd.Series(np.exp(-step) * (1 + step + step**2 / 2), index=days)
    return {"all support gone at once": line, "on testosterone": held}


def lh_on_clomiphene():
    """Median LH of 15 men before and on clomiphene 25 mg a day (Helo 2017), IU/L."""
    table = load("hormone_outcomes").query("trial_id == 'HELO2017' and hormone == 'LH'")
    before, on = table.sort_values("time_d")["value"]
    return float(before), float(on)


def halved_estradiol(share=0.5):
    """A healthy man whose aromatase is blocked until estradiol is at `share` (teaching loop).

    Returns
    -------
    Hormones
    """
    usual = steady_state().estradiol_pg_per_ml

    def gap(inhibited):
        return steady_state(loop_settings(inhibited=inhibited)).estradiol_pg_per_ml - share * usual

    return steady_state(loop_settings(inhibited=scipy.optimize.brentq(gap, 0.05, 1)))


def _ratios(before, after):
    names = ("LH", "testosterone", "estradiol")
    return {name: b / a for name, a, b in zip(names, before, after, strict=True)}


def _loop(person, therapy):
    return _ratios(
        steady_state(loop_settings(person)), steady_state(loop_settings(person, therapy))
    )


def _chain(man, plan, day):
    columns = {"LH": "lh_iu_per_l", "FSH": "fsh_iu_per_l"}
    columns |= {"testosterone": "testosterone_ng_per_dl", "estradiol": "estradiol_pg_per_ml"}
    run = simulate(man, plan, times=np.array([0.0, float(day)]))
    return {name: run[column].iloc[1] / run[column].iloc[0] for name, column in columns.items()}


def _observed(trial, start=None):
    """Ratio on the drug to before, from levels or from percent changes, by hormone."""
    table = load("hormone_outcomes")
    rows = table[table["trial_id"] == trial]
    if start:
        rows = rows[rows["arm"] == start]
    changes = rows[rows["unit"] == "percent_change_from_baseline"]
    if len(changes):
        return dict(zip(changes["hormone"], 1 + changes["value"] / 100, strict=True))
    rows = rows[rows["citation_key"] != "burnettbowie2009ce"]
    rows = rows[rows["time_d"].isin(sorted(rows["time_d"].unique())[:2])]
    wide = rows.pivot_table(index="time_d", columns="hormone", values="value", aggfunc="first")
    return (wide.iloc[1] / wide.iloc[0]).to_dict()


def _short(observed):
    return {name.removeprefix("total_"): value for name, value in observed.items()}


def beside_the_trials():
    """Six studies of men that report a change of hormones on a drug, and the two models.

    Returns
    -------
    DataFrame with ``study``, ``hormone``, ``seen`` (level on the drug over level before),
    ``loop`` and ``chain`` (the same ratio in the teaching loop and in the full chain; NaN where
    a model has no such drug or hormone).
    """
    quiet, older = (
        Person.man(44, "secondary hypogonadism"),
        Person.man(66, "older low testosterone"),
    )
    raloxifene = Regimen("raloxifene", 120, "mg", every=1)
    blocked = {share: _ratios(steady_state(LOOP), halved_estradiol(share)) for share in (0.5, 0.54)}
    much = Regimen("anastrozole", REPORTS["veldhuis_dose"], "mg", every=1)
    veldhuis = {"LH": REPORTS["veldhuis_lh"], "estradiol": REPORTS["veldhuis_estradiol"]}
    cases = (
        ("clomiphene 25 mg\nHelo 2017", _observed("HELO2017"), _loop("david", "clomiphene"),
         _chain(quiet, "clomiphene", 788)),
        ("anastrozole 1 mg\nBurnett-Bowie 2009", _observed("BURNETTBOWIE2009"),
         _loop("older_man", "aromatase_inhibitor"), _chain(older, "anastrozole", 91)),
        ("anastrozole\nVeldhuis 2005", veldhuis, blocked[0.5], _chain(Person.man(45), much, 7)),
        ("letrozole 2.5 mg\nT'Sjoen 2005", _observed("TSJOEN2005", "letrozole_2.5mg young"),
         blocked[0.54], {}),
        ("raloxifene 120 mg\nDuschek 2004", _observed("DUSCHEK2004"),
         _loop("healthy", "raloxifene"), _chain(Person.man(65), raloxifene, 91)),
        ("tamoxifen\n57 infertile men", _observed("TAMOXIFEN_IOAT"), {},
         _chain(Person.man(35), "tamoxifen", 91)),
    )  # fmt: skip
    order = ("LH", "FSH", "testosterone", "estradiol")
    rows = [
        (study, name, _short(seen)[name], loop.get(name, np.nan), chain.get(name, np.nan))
        for study, seen, loop, chain in cases
        for name in order
        if name in _short(seen)
    ]
    return pd.DataFrame(rows, columns=["study", "hormone", "seen", "loop", "chain"])
