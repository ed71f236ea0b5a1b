"""Why trials differ: meta-regression on one or several covariates."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from course_utils.evidence.heterogeneity import estimate_tau2, i2_h2, weighted_fit
from course_utils.evidence.intervals import figures
from course_utils.evidence.pooling import TESTS, p_of_q
from course_utils.evidence.rows import Effects, read_rows


@dataclass(frozen=True)
class Regression:
    """A meta-regression: coefficients per unit of the covariate, on the scale of the analysis.

    `qm` tests all covariates together (χ² with `qm_df`, or F with `qm_df` and `df` after
    Hartung–Knapp); `qe` is the heterogeneity left over; `r2` is the share of τ² explained,
    percent.
    """

    effects: Effects
    names: tuple
    beta: tuple
    se: tuple
    cov: np.ndarray
    method: str
    test: str
    level: float
    df: float
    tau2: float
    i2: float
    h2: float
    r2: float
    qe: float
    qe_df: int
    qe_p: float
    qm: float
    qm_df: int
    qm_p: float
    note: str = ""

    def table(self):
        """One row per coefficient: estimate, se, interval, statistic, p value."""
        beta, se = np.array(self.beta), np.array(self.se)
        half = stats.t.isf((1 - self.level / 100) / 2, self.df) * se
        columns = {
            "estimate": beta,
            "se": se,
            "ci_low": beta - half,
            "ci_high": beta + half,
            "statistic": beta / se,
            "p_value": 2 * stats.t.sf(np.abs(beta / se), self.df),
        }
        return pd.DataFrame(columns, index=pd.Index(self.names, name="coefficient"))

    def __repr__(self):
        lines = [
            f"{name}: {figures(row.estimate)} ({self.level:g} % interval {figures(row.ci_low)} to "
            f"{figures(row.ci_high)}; p {figures(row.p_value)})"
            for name, row in self.table().iterrows()
        ]
        kind = "F" if math.isfinite(self.df) else "QM"
        lines.append(
            f"{len(self.effects)} trials, {self.method}; {kind} {figures(self.qm)} on "
            f"{self.qm_df} df (p {figures(self.qm_p)}); τ² left {figures(self.tau2)}, "
            f"R² {figures(self.r2)} %, QE {figures(self.qe)} on {self.qe_df} df"
        )
        return "\n".join(lines + ([f"Note: {self.note}"] if self.note else []))


def meta_regression(rows, covariates, method="REML", test="normal", level=95, **reading):
    """Explain the effects by one or several covariates (mixed effects).

        y = Xβ + u + e,   u ~ N(0, τ²),  e ~ N(0, v)
        QM = βᵀ(Cov β)⁻¹β over the covariates;  F = QM/m after Hartung–Knapp
        R² = 100 · max(0, (τ²₀ − τ²)/τ²₀),  τ²₀ without covariates

    Parameters
    ----------
    rows : pandas.DataFrame (k rows)
        See `read_rows`.
    covariates : str or list of str
        Columns. Numbers enter as they are; words become indicators against the first word in
        alphabetical order.
    method, test, level
        See `pool`.
    **reading
        measure, allow_mixed, allow_overlap of `read_rows`.

    Returns
    -------
    Regression

    Raises
    ------
    ValueError
        If a covariate is missing (column or value), repeats another, or too few rows are left.

    Source: Viechtbauer 2010, doi:10.18637/jss.v036.i03; Knapp and Hartung 2003,
    doi:10.1002/sim.1482.
    """
    if test not in TESTS:
        raise ValueError(f"Unknown test {test!r}; known are {', '.join(map(repr, TESTS))}.")
    effects = read_rows(rows, **reading)
    names, x = _design(effects, [covariates] if isinstance(covariates, str) else list(covariates))
    return regress(effects, names, x, method, test, level)


def predict_effect(fitted, value):
    """Mean effect at one value of a single covariate, and where a new trial would fall.

        y₀ = β₀ + β₁x;   se² = (1, x) Cov (1, x)ᵀ
        mean: y₀ ± t·se        new trial: y₀ ± t·√(se² + τ²)

    Parameters
    ----------
    fitted : Regression
        With one covariate.
    value : float or array (n,)
        In the unit of the covariate.

    Returns
    -------
    pandas.DataFrame (n rows)
        Index `value`; columns `estimate`, `ci_low`, `ci_high`, `prediction_low` and
        `prediction_high`, as ratios if the analysis is of ratios. The prediction interval is
        for the true effect of a new trial, without its own sampling error.

    Raises
    ------
    ValueError
        If the regression has more than one covariate.

    Source: Higgins, Thompson and Spiegelhalter 2009, doi:10.1111/j.1467-985X.2008.00552.x;
    `predict` of metafor, Viechtbauer 2010, doi:10.18637/jss.v036.i03.
    """
    if len(fitted.beta) != 2:
        raise ValueError(f"One covariate is needed; this regression has {len(fitted.beta) - 1}.")
    values = np.atleast_1d(np.asarray(value, dtype=float))
    x = np.column_stack([np.ones_like(values), values])
    middle, variance = x @ np.array(fitted.beta), np.einsum("ij,jk,ik->i", x, fitted.cov, x)
    quantile = stats.t.isf((1 - fitted.level / 100) / 2, fitted.df)
    near, far = quantile * np.sqrt(variance), quantile * np.sqrt(variance + fitted.tau2)
    columns = {
        "estimate": middle,
        "ci_low": middle - near,
        "ci_high": middle + near,
        "prediction_low": middle - far,
        "prediction_high": middle + far,
    }
    table = pd.DataFrame(columns, index=pd.Index(values, name="value"))
    return np.exp(table) if fitted.effects.is_ratio else table


def regress(effects, names, x, method, test, level):
    """Fit a design matrix x (k, p) whose first column is the intercept."""
    y, v, (k, p) = effects.yi, effects.vi, x.shape
    tau2 = estimate_tau2(y, v, x, method)
    fit = weighted_fit(y, v, x, tau2)
    cov, df = _scaled(fit, test, k, p)
    qm, qm_df, qm_p = _omnibus(fit.beta, cov, df)
    before = estimate_tau2(y, v, x[:, :1], method)
    r2 = 100 * max(0.0, (before - tau2) / before) if before > 0 else math.nan
    qe = weighted_fit(y, v, x).rss
    beta, se = tuple(map(float, fit.beta)), tuple(map(float, np.sqrt(np.diag(cov))))
    return Regression(
        effects, names, beta, se, cov, method, test, level, df, tau2,
        *i2_h2(y, v, x, tau2, method), r2, qe, k - p, p_of_q(qe, k - p), qm, qm_df, qm_p,
        effects.note,
    )  # fmt: skip


def _design(effects, covariates):
    columns = {"intercept": np.ones(len(effects))}
    for name in covariates:
        columns |= _columns(effects, name)
    if len(effects) <= len(columns):
        raise ValueError(
            f"{len(effects)} rows are too few for {len(columns)} coefficients; "
            "there must be more rows than coefficients."
        )
    return tuple(columns), np.column_stack(list(columns.values()))


def _columns(effects, name):
    if name not in effects.table:
        raise ValueError(f"The table has no column {name!r}.")
    values = effects.table[name]
    missing = [label for label, gap in zip(effects.labels, values.isna(), strict=True) if gap]
    if missing:
        raise ValueError(f"Row {missing[0]}: {name} is missing.")
    if pd.api.types.is_numeric_dtype(values):
        return {name: values.to_numpy(float)}
    words = sorted(values.astype(str).unique())
    return {f"{name}: {w}": (values.astype(str) == w).to_numpy(float) for w in words[1:]}


def _scaled(fit, test, k, p):
    if test == "normal":
        return fit.cov, math.inf
    scale = fit.rss / (k - p)
    return fit.cov * (max(1.0, scale) if test == TESTS[2] else scale), k - p


def _omnibus(beta, cov, df):
    m = len(beta) - 1
    q = float(beta[1:] @ np.linalg.solve(cov[1:, 1:], beta[1:])) if m else math.nan
    if not m:
        return math.nan, 0, math.nan
    if math.isinf(df):
        return q, m, p_of_q(q, m)
    return q / m, m, float(stats.f.sf(q / m, m, df))
