"""What the pooled result hangs on: subgroups, single trials, their order, the funnel."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd

from course_utils.evidence.intervals import figures
from course_utils.evidence.pooling import p_of_q, pool
from course_utils.evidence.regression import regress
from course_utils.evidence.rows import read_rows


@dataclass(frozen=True)
class Subgroups:
    """Pooled results by group, and the test that the groups differ (`q_between`)."""

    groups: dict
    by: str
    q_between: float
    df: int
    p_value: float

    def table(self):
        """One row per group, on the scale people read."""
        rows = [
            (name, g.k, *g.ratio_or_value, g.tau2, g.i2, g.q) for name, g in self.groups.items()
        ]
        columns = [self.by, "trials", "estimate", "ci_low", "ci_high", "tau2", "i2_percent", "q"]
        return pd.DataFrame(rows, columns=columns)

    def __repr__(self):
        lines = [f"{name}: {group!r}".split("\n")[0] for name, group in self.groups.items()]
        between = f"between groups: Q {figures(self.q_between)} on {self.df} df"
        return "\n".join([*lines, f"{between} (p {figures(self.p_value)})"])


def subgroups(rows, by, method="REML", **options):
    """Pool within groups and test the difference between them; τ² is separate in each group.

        Q_between = Σ(θ_g − θ̄)²/SE_g²,   χ² with G − 1 df

    Parameters
    ----------
    rows : pandas.DataFrame
        See `read_rows`.
    by : str
        Column with the groups.
    method, **options
        See `pool`.

    Returns
    -------
    Subgroups

    Raises
    ------
    ValueError
        As `pool`; or if the column is missing or has fewer than two groups.

    Source: Borenstein and Higgins 2013, Prevention Science 14:134–143,
    doi:10.1007/s11121-013-0377-7.
    """
    reading = {k: options.pop(k) for k in list(options) if k in _READING}
    effects = read_rows(rows, **reading)
    if by not in effects.table or effects.table[by].nunique() < 2:
        raise ValueError(f"The column {by!r} must exist and hold at least two groups.")
    if effects.table[by].isna().any():
        raise ValueError(f"A row has no value of {by}.")
    keys = effects.table[by].to_numpy()
    groups = {k: pool(effects.take(keys == k), method, **options) for k in sorted(set(keys))}
    y = np.array([g.estimate for g in groups.values()])
    w = np.array([1 / g.se**2 for g in groups.values()])
    q = float(np.sum(w * (y - np.average(y, weights=w)) ** 2))
    return Subgroups(groups, by, q, len(y) - 1, p_of_q(q, len(y) - 1))


_READING = ("measure", "allow_mixed", "allow_overlap")


@dataclass(frozen=True)
class Asymmetry:
    """Egger's test. `slope` is per unit of standard error; `limit` is the effect at SE = 0."""

    slope: float
    slope_se: float
    statistic: float
    df: float
    p_value: float
    limit: float
    limit_low: float
    limit_high: float
    model: str

    def table(self):
        """One row with all numbers."""
        return pd.DataFrame([{f: getattr(self, f) for f in self.__dataclass_fields__}])

    def __repr__(self):
        kind = "z" if math.isinf(self.df) else f"t on {self.df:g} df"
        return (
            f"funnel asymmetry: {kind} = {figures(self.statistic)}, p {figures(self.p_value)}; "
            f"effect as SE goes to 0: {figures(self.limit)} ({figures(self.limit_low)} to "
            f"{figures(self.limit_high)})"
        )


def egger(rows, model="lm", method="REML", level=95, **reading):
    """Egger's regression test: do small trials report larger effects?

        y = β₀ + β₁·SE          β₁ ≠ 0 is asymmetry, β₀ the effect of a huge trial

    Parameters
    ----------
    rows : pandas.DataFrame (k rows, 3 or more; below 10 the test has little power)
        See `read_rows`.
    model : str
        "lm": weights 1/v, residual variance free, t with k − 2 df (the classical test);
        "rma": mixed effects with τ², normal test.
    method : str
        τ² estimator of "rma".
    level : float
        Confidence level of the limit, percent.
    **reading
        measure, allow_mixed, allow_overlap of `read_rows`.

    Returns
    -------
    Asymmetry

    Raises
    ------
    ValueError
        With fewer than three rows, equal standard errors or an unknown model.

    Source: Egger et al. 1997, BMJ 315:629–634, doi:10.1136/bmj.315.7109.629; Sterne and Egger
    2005 for the models, as in metafor's regtest.
    """
    if model not in ("lm", "rma"):
        raise ValueError(f"Unknown model {model!r}; known are 'lm' and 'rma'.")
    effects = read_rows(rows, **reading)
    if len(effects) < 3:
        raise ValueError(f"Egger's test needs three trials or more; got {len(effects)}.")
    if np.ptp(effects.vi) <= 1e-12 * effects.vi.max():
        raise ValueError("All standard errors are equal; the funnel has no width to test.")
    x = np.column_stack([np.ones(len(effects)), np.sqrt(effects.vi)])
    # With τ² = 0 and the free scale of Hartung–Knapp the fit is weighted least squares.
    method, test = ("EE", "hartung-knapp") if model == "lm" else (method, "normal")
    table = regress(effects, ("limit", "se"), x, method, test, level).table()
    limit, slope = table.loc["limit"], table.loc["se"]
    df = len(effects) - 2 if model == "lm" else math.inf
    return Asymmetry(
        slope.estimate, slope.se, slope.statistic, df, slope.p_value,
        limit.estimate, limit.ci_low, limit.ci_high, model,
    )  # fmt: skip


def leave_one_out(rows, method="REML", **options):
    """Pool again without each row in turn.

    Parameters and errors are those of `pool`; two rows or more are needed.

    Returns
    -------
    pandas.DataFrame
        One row per trial left out: estimate, interval (scale people read), tau2, i2_percent.

    Source: Viechtbauer and Cheung 2010, doi:10.1002/jrsm.11.
    """
    effects, options = _reading(rows, options)
    if len(effects) < 2:
        raise ValueError("Leaving one out needs two rows or more.")
    sets = [np.arange(len(effects)) != i for i in range(len(effects))]
    return _pooled_table(effects, sets, "left_out", method, options)


def cumulative(rows, order=None, method="REML", **options):
    """Pool the first row, the first two, and so on.

    Parameters
    ----------
    rows : pandas.DataFrame
        See `read_rows`.
    order : str, optional
        Column to sort by first, for instance a year; without it the order of the rows.
    method, **options
        See `pool`.

    Returns
    -------
    pandas.DataFrame
        One row per trial added: estimate, interval (scale people read), tau2, i2_percent.

    Raises
    ------
    ValueError
        As `pool`, or if the column is missing.

    Source: Lau et al. 1992, NEJM 327:248–254, doi:10.1056/NEJM199207233270406.
    """
    effects, options = _reading(rows, options)
    if order is not None:
        if order not in effects.table:
            raise ValueError(f"The table has no column {order!r}.")
        effects = effects.take(np.argsort(effects.table[order].to_numpy(), kind="stable"))
    sets = [np.arange(len(effects)) <= i for i in range(len(effects))]
    return _pooled_table(effects, sets, "added", method, options)


def _reading(rows, options):
    given = {k: options.pop(k) for k in list(options) if k in _READING}
    return read_rows(rows, **given), options


def _pooled_table(effects, sets, label, method, options):
    results = [pool(effects.take(chosen), method, **options) for chosen in sets]
    rows = [(*r.ratio_or_value, r.p_value, r.tau2, r.i2) for r in results]
    columns = ["estimate", "ci_low", "ci_high", "p_value", "tau2", "i2_percent"]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(0, label, effects.labels)
    return table
