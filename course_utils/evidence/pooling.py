"""Pool effects of several trials: common effect or random effects."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from course_utils.evidence import heterogeneity
from course_utils.evidence.heterogeneity import estimate_tau2, i2_h2, weighted_fit
from course_utils.evidence.intervals import Effect, checked_level, figures, interval_words
from course_utils.evidence.rows import Effects, read_rows

TESTS = ("normal", "hartung-knapp", "hartung-knapp at least normal")
METHOD_NAMES = {
    "EE": "common effect, inverse variance",
    "MH": "common effect, Mantel–Haenszel",
    "Peto": "common effect, Peto",
}


@dataclass(frozen=True)
class Pooled:
    """One pooled result. Numbers are on the scale of the analysis (log for ratios).

    `ratio_or_value` and the tables give them back on the scale people read. `prediction_low`
    and `prediction_high` bound the effect of a new, similar trial; NaN without them. I² is in
    percent. `weights` add up to 100 percent.
    """

    effects: Effects
    method: str
    test: str
    level: float
    estimate: float
    se: float
    low: float
    high: float
    statistic: float
    df: float
    p_value: float
    tau2: float
    se_tau2: float
    i2: float
    h2: float
    q: float
    q_df: int
    q_p: float
    prediction_low: float
    prediction_high: float
    weights: tuple
    note: str = ""

    @property
    def k(self):
        """Number of trials."""
        return len(self.effects)

    @property
    def measure(self):
        """RR, HR, … or "HR+RR" for a mixture that was allowed."""
        return self.effects.measure

    @property
    def ratio_or_value(self):
        """(estimate, low, high) on the scale people read."""
        return tuple(self.to_reader(x) for x in (self.estimate, self.low, self.high))

    @property
    def prediction(self):
        """(low, high) of the prediction interval on the scale people read."""
        return self.to_reader(self.prediction_low), self.to_reader(self.prediction_high)

    def to_reader(self, value):
        """From the scale of the analysis to the scale people read."""
        return math.exp(value) if self.effects.is_ratio else value

    def effect(self):
        """The pooled result as an `Effect`, for numbers needed to treat or Bucher contrasts."""
        kind = self.measure if "+" not in self.measure else self.measure.split("+")[0]
        name = f"pooled, k = {self.k}"
        words = METHOD_NAMES.get(self.method, f"random effects, {self.method}")
        return Effect(kind, *self.ratio_or_value, self.se, self.level, words, self.note, name)

    def tau2_interval(self, level=None):
        """Q-profile interval of τ²; see `heterogeneity.q_profile`."""
        return heterogeneity.q_profile(*_arrays(self.effects), level=level or self.level)

    def i2_interval(self, level=None):
        """Interval of I² (percent) from the Q-profile interval of τ²."""
        within = heterogeneity.typical_variance(*_arrays(self.effects))
        return tuple(100 * t / (t + within) for t in self.tau2_interval(level))

    def table(self):
        """Trials with weights and the pooled result below, on the scale people read.

        Columns: label, estimate, ci_low, ci_high, weight_percent; ready for a forest plot.
        """
        z = stats.norm.ppf(0.5 + self.level / 200)
        yi, half = self.effects.yi, z * np.sqrt(self.effects.vi)
        back = np.exp if self.effects.is_ratio else np.asarray
        trials = pd.DataFrame(
            {
                "label": self.effects.labels,
                "estimate": back(yi),
                "ci_low": back(yi - half),
                "ci_high": back(yi + half),
                "weight_percent": self.weights,
            }
        )
        pooled = pd.DataFrame([["pooled", *self.ratio_or_value, 100.0]], columns=trials.columns)
        return pd.concat([trials, pooled], ignore_index=True)

    def summary(self):
        """All numbers of the result in one row, on the scale of the analysis."""
        skipped = {"effects", "weights"}
        row = {f: getattr(self, f) for f in self.__dataclass_fields__ if f not in skipped}
        return pd.DataFrame([{"k": self.k, "measure": self.measure} | row])

    def __repr__(self):
        estimate, low, high = self.ratio_or_value
        how = METHOD_NAMES.get(self.method, f"random effects, {self.method}, {self.test} interval")
        trials = f"{self.k} trial" + ("" if self.k == 1 else "s")
        words = [
            f"{self.measure or 'effect'} {figures(estimate)} "
            f"({interval_words(low, high, self.level)}), {trials}, {how}",
            f"I² {self.i2:.0f} %, τ² {figures(self.tau2)}, "
            f"Q {figures(self.q)} on {self.q_df} df (p {figures(self.q_p)})",
        ]
        if not math.isnan(self.prediction_low):
            words.append("prediction " + interval_words(*self.prediction, self.level))
        return "\n".join(words + ([f"Note: {self.note}"] if self.note else []))


def pool(
    rows,
    method="REML",
    test="normal",
    level=95,
    prediction="as test",
    measure=None,
    allow_mixed=False,
    allow_overlap=False,
):
    """Pool rows of a table by inverse variance.

        w = 1/(v + τ²),   θ = Σwy/Σw,   SE = 1/√Σw        (common effect: τ² = 0)
        Hartung–Knapp: SE² · s²,  s² = Σw(y − θ)²/(k − 1),  t with k − 1 df
        prediction: θ ± quantile · √(SE² + τ²)

    Parameters
    ----------
    rows : pandas.DataFrame (k rows)
        As `read_rows` takes them: one call from a filtered table.
    method : str
        EE (common effect), DL, REML, PM, ML, EB, HE, HS or SJ.
    test : str
        "normal"; "hartung-knapp"; or "hartung-knapp at least normal", where s² is not allowed
        below 1, because with τ² = 0 the plain form can be narrower than the normal interval.
    level : float
        Confidence level, percent.
    prediction : str
        "as test" takes the quantile of the test (normal, or t with k − 1 df), as metafor does;
        "hts" takes t with k − 2 df (Higgins, Thompson and Spiegelhalter).
    measure, allow_mixed, allow_overlap
        See `read_rows`.

    Returns
    -------
    Pooled

    Raises
    ------
    ValueError
        If rows are bad or overlap (the row is named) or an option is unknown.

    Source: Viechtbauer 2010, doi:10.18637/jss.v036.i03; DerSimonian and Laird 1986,
    doi:10.1016/0197-2456(86)90046-2; Knapp and Hartung 2003, doi:10.1002/sim.1482; Higgins,
    Thompson and Spiegelhalter 2009, doi:10.1111/j.1467-985X.2008.00552.x.
    """
    checked_level(level)
    _known("test", test, TESTS)
    _known("prediction", prediction, ("as test", "hts"))
    effects = read_rows(rows, measure, allow_mixed, allow_overlap)
    y, v, x = _arrays(effects)
    tau2 = estimate_tau2(y, v, x, method)
    fit = weighted_fit(y, v, x, tau2)
    test, note = _possible_test(test, len(effects), effects.note)
    estimate, (se, df) = float(fit.beta[0]), _standard_error(fit, test, len(effects))
    quantile, statistic, p_value = _test(estimate, se, df, level)
    low, high = estimate - quantile * se, estimate + quantile * se
    around = _prediction(estimate, se, tau2, quantile, len(y), method, prediction, level)
    i2, h2 = i2_h2(y, v, x, tau2, method)
    q, q_df = weighted_fit(y, v, x).rss, len(y) - 1
    return Pooled(
        effects, method, test, level, estimate, se, low, high, statistic, df, p_value, tau2,
        heterogeneity.tau2_standard_error(y, v, x, tau2, method), i2, h2, q, q_df,
        p_of_q(q, q_df), *around, tuple(100 * fit.weights / fit.weights.sum()), note,
    )  # fmt: skip


def p_of_q(q, df):
    """Upper tail of χ²; 1 without degrees of freedom."""
    return float(stats.chi2.sf(q, df)) if df > 0 else 1.0


def _arrays(effects):
    return effects.yi, effects.vi, np.ones((len(effects), 1))


def _known(what, value, accepted):
    if value not in accepted:
        known = ", ".join(repr(word) for word in accepted)
        raise ValueError(f"Unknown {what} {value!r}; known are {known}.")


def _possible_test(test, k, note):
    """One trial has no spread to estimate, so its interval is the normal one."""
    if k > 1 or test == "normal":
        return test, note
    words = "one trial: the interval is the normal one"
    return "normal", f"{note}; {words}" if note else words


def _standard_error(fit, test, k):
    se = math.sqrt(fit.cov[0, 0])
    if test == "normal":
        return se, math.inf
    scale = fit.rss / (k - 1)
    scale = max(1.0, scale) if test == "hartung-knapp at least normal" else scale
    return se * math.sqrt(scale), k - 1


def _test(estimate, se, df, level):
    """Quantile, statistic and two-sided p; t with infinite df is the normal distribution."""
    quantile = float(stats.t.isf((1 - level / 100) / 2, df))
    statistic = estimate / se if se > 0 else math.copysign(math.inf, estimate)
    return quantile, statistic, float(2 * stats.t.sf(abs(statistic), df))


def _prediction(estimate, se, tau2, quantile, k, method, kind, level):
    if method == "EE" or k < (3 if kind == "hts" else 2):
        return math.nan, math.nan
    if kind == "hts":
        quantile = float(stats.t.isf((1 - level / 100) / 2, k - 2))
    half = quantile * math.sqrt(se**2 + tau2)
    return estimate - half, estimate + half
