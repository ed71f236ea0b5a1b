"""The 91 behaviors the chain should show: rows as data, one function for each row.

The rows are in ``behaviors.csv``: name, window, whether the row influenced a choice (T) or not
(P), published anchor and its status, and the value of the first calibration as printed with the
specification of the model.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

from course_utils.physiology.receptors import hyperplasia_probability
from tests.physiology.behavior_runs import HALF, NO_AROMATASE, NO_RECEPTOR, OLDER, SECONDARY, YEAR

FILE = Path(__file__).with_name("behaviors.csv")
T, E2, LH, FSH = "testosterone_ng_per_dl", "estradiol_pg_per_ml", "lh_iu_per_l", "fsh_iu_per_l"
ENC, ZUC = "enclomiphene_nmol_per_l", "zuclomiphene_nmol_per_l"
CTX, P1NP, SPERM, UTERUS = "sctx_percent", "p1np_percent", "sperm_output", "uterus_signal"
NG_PER_ML = 0.406  # clomiphene isomers, from nmol/L
KNOWN_MISSES = frozenset()


@dataclass(frozen=True)
class Behavior:
    """One row of the report."""

    key: str
    check: str
    first: float
    low: float
    high: float
    chosen: str
    anchor: str
    status: str

    @property
    def known_miss(self):
        return self.key in KNOWN_MISSES

    def value(self, runs):
        return float(VALUES[self.key](runs))

    def passes(self, value):
        return self.low <= value <= self.high


def behaviors():
    """All rows, in the order of the specification."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return [_behavior(row) for row in csv.DictReader(file)]


def _behavior(row):
    numbers = {name: float(row[name]) for name in ("first", "low", "high")}
    return Behavior(**{**row, **numbers})


def _transition(r, years, site="lumbar_spine"):
    """Change of density so many years after the final period, percent of five years before."""
    return r.transition.bmd(site, (years + 5) * YEAR)


def _loss(r, start, stop):
    return (_transition(r, stop) - _transition(r, start)) / (stop - start)


def _diff(r, plan, years, other="placebo"):
    return r.after(plan).spine(years * YEAR) - r.after(other).spine(years * YEAR)


def _hyperplasia(r, plan):
    return 100 * hyperplasia_probability(r.after(plan).last(UTERUS))


def _falls_with_dose(r):
    signals = [r.after(plan).last(UTERUS) for plan in ("tsec, half", "tsec", "tsec, double")]
    return signals[0] > signals[1] > signals[2]


def _year(r, plan, kind="healthy", step=1.0):
    return r.man(plan, kind, YEAR, step)


def _agonist(r):
    return _year(r, "agonist", step=0.25)


def _without(r, kind):
    """Ten years after the condition began in a healthy man."""
    return r.man("nothing", kind, 10 * YEAR, 365.25, 0.0)


def _given(r, plan):
    return r.man(plan, NO_AROMATASE, 3 * YEAR, 30.0, 10.0)


def _stopped(r):
    return r.man("testosterone 200, stopped", "healthy", 600.0, 1.0)


VALUES = {
    "rest_woman": lambda r: r.fastest_rate_at_rest("woman"),
    "rest_man": lambda r: r.fastest_rate_at_rest("man"),
    "menopause_spine": lambda r: _transition(r, 5),
    "transmenopause_spine": lambda r: _transition(r, 2) - _transition(r, -1),
    "menopause_neck": lambda r: _transition(r, 5, "femoral_neck"),
    "spine_seven_years": lambda r: _transition(r, 7),
    "early_to_late_loss": lambda r: _loss(r, 1, 2) / _loss(r, 5, 10),
    "menopause_ctx": lambda r: r.transition.at(CTX, 9 * YEAR),
    "menopause_p1np": lambda r: r.transition.at(P1NP, 9 * YEAR),
    "menopause_fsh": lambda r: r.transition.at(FSH, 9 * YEAR),
    "placebo_spine": lambda r: r.after("placebo").spine(),
    "raloxifene_spine": lambda r: r.after("raloxifene").spine(),
    "raloxifene_minus_placebo": lambda r: _diff(r, "raloxifene", 3),
    "raloxifene_ctx": lambda r: r.after("raloxifene").at(CTX, HALF),
    "raloxifene_p1np": lambda r: r.after("raloxifene").at(P1NP, YEAR),
    "bazedoxifene_ctx": lambda r: r.after("bazedoxifene").at(CTX, HALF),
    "lasofoxifene_ctx": lambda r: r.after("lasofoxifene").at(CTX, HALF),
    "lasofoxifene_minus_placebo": lambda r: _diff(r, "lasofoxifene", 3),
    "estrogen_spine": lambda r: r.after("estrogens").spine(),
    "estrogen_hip": lambda r: r.after("estrogens").bmd("total_hip"),
    "estrogen_ctx": lambda r: r.after("estrogens").at(CTX, HALF),
    "low_patch_minus_placebo": lambda r: _diff(r, "patch 14", 2),
    "tamoxifen_after": lambda r: r.after("tamoxifen").spine(),
    "anastrozole_minus_placebo": lambda r: _diff(r, "anastrozole", 2),
    "tsec_minus_placebo": lambda r: _diff(r, "tsec", 2),
    "tsec_minus_raloxifene": lambda r: _diff(r, "tsec", 2, "raloxifene"),
    "tsec_minus_estrogen": lambda r: _diff(r, "tsec", 2, "lower estrogens"),
    "uterus_estrogen": lambda r: r.after("lower estrogens").last(UTERUS),
    "uterus_tsec": lambda r: r.after("tsec").last(UTERUS) / r.after("lower estrogens").last(UTERUS),
    "uterus_dose_order": _falls_with_dose,
    "hyperplasia_estrogen": lambda r: _hyperplasia(r, "estrogens"),
    "hyperplasia_tsec": lambda r: _hyperplasia(r, "tsec"),
    "uterus_tamoxifen": lambda r: r.after("tamoxifen").last(UTERUS),
    "uterus_raloxifene": lambda r: (
        r.after("raloxifene").last(UTERUS) - r.after("placebo").last(UTERUS)
    ),
    "breast_tamoxifen": lambda r: r.before("tamoxifen").last("breast_signal"),
    "tamoxifen_before": lambda r: r.before("tamoxifen").spine(),
    "tamoxifen_before_estradiol": lambda r: r.before("tamoxifen").ratio(E2, 3 * YEAR),
    "agonist_six_months": lambda r: r.before("agonist", HALF).spine(),
    "agonist_anastrozole": lambda r: r.before("agonist, anastrozole").spine(),
    "agonist_tamoxifen": lambda r: r.before("agonist, tamoxifen").spine(),
    "agonist_difference": lambda r: (
        r.before("agonist, tamoxifen").spine() - r.before("agonist, anastrozole").spine()
    ),
    "hazard_vertebral": lambda r: r.hazard("raloxifene", "vertebral"),
    "hazard_nonvertebral": lambda r: r.hazard("raloxifene", "nonvertebral"),
    "hazard_hip": lambda r: r.hazard("estrogens", "hip"),
    "secondary_t": lambda r: _year(r, "clomiphene", SECONDARY).at(T, 0),
    "secondary_e2": lambda r: _year(r, "clomiphene", SECONDARY).at(E2, 0),
    "secondary_lh": lambda r: _year(r, "clomiphene", SECONDARY).at(LH, 0),
    "clomiphene_t": lambda r: _year(r, "clomiphene", SECONDARY).at(T, 180),
    "clomiphene_e2": lambda r: _year(r, "clomiphene", SECONDARY).at(E2, 180),
    "clomiphene_lh": lambda r: _year(r, "clomiphene", SECONDARY).at(LH, 180),
    "clomiphene_fsh": lambda r: _year(r, "clomiphene", SECONDARY).ratio(FSH, 180),
    "isomer_ratio": lambda r: (
        _year(r, "clomiphene", SECONDARY).last(ZUC) / _year(r, "clomiphene", SECONDARY).last(ENC)
    ),
    "zuclomiphene_level": lambda r: NG_PER_ML * _year(r, "clomiphene", SECONDARY).last(ZUC),
    "zuclomiphene_accumulation": lambda r: (
        _year(r, "clomiphene", SECONDARY).last(ZUC) / _year(r, "clomiphene", SECONDARY).at(ZUC, 7)
    ),
    "enclomiphene_accumulation": lambda r: (
        _year(r, "clomiphene", SECONDARY).last(ENC) / _year(r, "clomiphene", SECONDARY).at(ENC, 7)
    ),
    "enclomiphene_t": lambda r: _year(r, "enclomiphene", SECONDARY).at(T, HALF),
    "enclomiphene_sperm": lambda r: _year(r, "enclomiphene", SECONDARY).ratio(SPERM, HALF),
    "enclomiphene_pituitary_failure": lambda r: r.man("enclomiphene", "pituitary failure").last(T),
    "enclomiphene_testis_failure": lambda r: (
        r.man("enclomiphene", "testis failure").last(T)
        - r.man("enclomiphene", "testis failure").at(T, 0)
    ),
    "testis_failure_lh": lambda r: r.man("enclomiphene", "testis failure").at(LH, 0),
    "enclomiphene_spine": lambda r: _year(r, "enclomiphene", SECONDARY).spine(),
    "older_t": lambda r: _year(r, "anastrozole", OLDER).ratio(T, 91),
    "older_e2": lambda r: _year(r, "anastrozole", OLDER).percent(E2, 91),
    "older_spine": lambda r: _year(r, "anastrozole", OLDER).spine(),
    "older_ctx": lambda r: _year(r, "anastrozole", OLDER).last(CTX),
    "testosterone_lh": lambda r: r.man("testosterone 200").last(LH),
    "testosterone_fsh": lambda r: r.man("testosterone 200").last(FSH),
    "testosterone_sperm": lambda r: r.man("testosterone 200").last(SPERM),
    "recovery_days": lambda r: _days_to_sperm(_stopped(r)),
    "recovery_lh": lambda r: _stopped(r).at(LH, 182 + 91),
    "tamoxifen_men": lambda r: r.man("tamoxifen").ratio(T, HALF),
    "raloxifene_men": lambda r: r.man("raloxifene").ratio(T, HALF),
    "no_aromatase_t": lambda r: _without(r, NO_AROMATASE).last(T),
    "no_aromatase_lh": lambda r: _without(r, NO_AROMATASE).last(LH),
    "no_aromatase_spine": lambda r: _without(r, NO_AROMATASE).spine(),
    "no_receptor_t": lambda r: _without(r, NO_RECEPTOR).last(T),
    "no_receptor_lh": lambda r: _without(r, NO_RECEPTOR).last(LH),
    "no_receptor_spine": lambda r: _without(r, NO_RECEPTOR).spine(),
    "no_aromatase_e2": lambda r: _without(r, NO_AROMATASE).last(E2),
    "no_aromatase_estradiol_given": lambda r: _given(r, "estradiol").spine(),
    "no_aromatase_testosterone_given": lambda r: _given(r, "testosterone 100").spine(),
    "flare_height": lambda r: _agonist(r).peak(T, 0, 14)[0] / _agonist(r).at(T, 0),
    "flare_day": lambda r: _agonist(r).peak(T, 0, 14)[1],
    "castrate_day": lambda r: _agonist(r).first_day(T, lambda values: values < 50),
    "castrate_t": lambda r: _agonist(r).at(T, 182),
    "deprivation_spine": lambda r: _agonist(r).spine(),
    "deprivation_hip": lambda r: _agonist(r).bmd("total_hip"),
    "deprivation_raloxifene": lambda r: (
        _year(r, "agonist, raloxifene", step=7.0).spine() - _agonist(r).spine()
    ),
    "antagonist_peak": lambda r: (
        r.man("antagonist", "healthy", 3.0, 0.1).peak(T)[0]
        / r.man("antagonist", "healthy", 3.0, 0.1).at(T, 0)
    ),
    "antagonist_day_3": lambda r: r.man("antagonist", "healthy", 3.0, 0.1).last(T),
    "secretagogue_p1np": lambda r: r.man("secretagogue", "healthy", 2 * YEAR, 30.0).last(P1NP),
}


def _days_to_sperm(run):
    """Days after the last dose week until sperm is back at 30 percent."""
    sperm = run.table[SPERM].loc[182:]
    return float(sperm.index[(sperm > 0.3).to_numpy().argmax()] - 182)


# Weak points that no row covers; shown on the page, not tested against a window.
FURTHER = {
    "spine loss per year at FMP +9 to +10 (%)": (lambda r: _loss(r, 9, 10), "slows with time"),
    "femoral neck, FMP −1 to +2 y (%)": (
        lambda r: _transition(r, 2, "femoral_neck") - _transition(r, -1, "femoral_neck"),
        "SWAN: −5.8",
    ),
    "estrogens minus placebo, total hip 3 y": (
        lambda r: r.after("estrogens").bmd("total_hip") - r.after("placebo").bmd("total_hip"),
        "PEPI: 3.4",
    ),
    "testosterone 50 mg a week, LH over rest": (
        lambda r: r.man("testosterone 50").ratio(LH, HALF),
        "Matsumoto 1990: about half",
    ),
    "testosterone 100 mg a week, LH (IU/L)": (
        lambda r: r.man("testosterone 100").last(LH),
        "Matsumoto 1990: suppressed as by 300 mg",
    ),
    "second agonist depot, peak of testosterone (ng/dL)": (
        lambda r: _agonist(r).peak(T, 28, 42)[0],
        "stays castrate, below 50 (recalled)",
    ),
}
