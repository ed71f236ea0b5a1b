"""How much trials differ: Q, I², H² and the variance between trials, τ².

Everything is written for a design matrix X (k, p): a column of ones for plain pooling, more
columns for meta-regression. W is diag(1/(v+τ²)) and P = W − WX(XᵀWX)⁻¹XᵀW.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy import optimize, stats

# A grid finds the basin of the likelihood, a root of its slope the exact place.
GRID = np.concatenate([[0.0], np.logspace(-8, 4, 97)])


@dataclass(frozen=True)
class Fit:
    """Weighted least squares: coefficients (p,), their covariance (p, p), yᵀPy and P (k, k)."""

    beta: np.ndarray
    cov: np.ndarray
    rss: float
    projection: np.ndarray
    weights: np.ndarray


def weighted_fit(y, v, x, tau2=0.0):
    """Fit y = Xβ with weights 1/(v + τ²).

        β = (XᵀWX)⁻¹XᵀWy,   Cov β = (XᵀWX)⁻¹,   RSS = yᵀPy

    Parameters
    ----------
    y, v : array (k,)
        Effects and their variances, on the scale of the analysis.
    x : array (k, p)
        Design matrix of full column rank.
    tau2 : float
        Variance between trials.

    Returns
    -------
    Fit

    Raises
    ------
    ValueError
        If the columns of x are not independent (two covariates say the same).

    Source: Viechtbauer 2010, Journal of Statistical Software 36(3), doi:10.18637/jss.v036.i03.
    """
    # A QR factorization of the scaled design keeps accuracy when variances differ a lot.
    root = 1 / np.sqrt(v + tau2)
    q, r = np.linalg.qr(root[:, None] * x)
    if np.min(np.abs(np.diag(r)) / np.linalg.norm(root[:, None] * x, axis=0)) < 1e-10:
        raise ValueError("The covariates are not independent: one repeats the others.")
    beta = np.linalg.solve(r, q.T @ (root * y))
    inverse = np.linalg.inv(r)
    residual = root * (y - x @ beta)
    hat = np.eye(len(y)) - q @ q.T
    projection = root[:, None] * hat * root
    return Fit(beta, inverse @ inverse.T, float(residual @ residual), projection, root**2)


def estimate_tau2(y, v, x, method="REML"):
    """Variance between trials.

    DL (DerSimonian–Laird), HE (Hedges), HS (Hunter–Schmidt), SJ (Sidik–Jonkman), ML, REML,
    PM (Paule–Mandel), EB (empirical Bayes, the same root as PM); EE is 0.

        DL: (Q − (k−p)) / tr P        HE: (RSS_OLS − tr P₀V) / (k−p)
        PM: the τ² at which yᵀPy = k − p        REML: the maximum of the restricted likelihood

    Parameters
    ----------
    y, v : array (k,)
        Effects and variances.
    x : array (k, p)
        Design matrix.
    method : str
        One of the names above.

    Returns
    -------
    float
        τ² ≥ 0, in squared units of y; 0 when k = p, where nothing is left to estimate it.

    Raises
    ------
    ValueError
        If the method is unknown.

    Source: Veroniki et al. 2016, Research Synthesis Methods 7:55–79, doi:10.1002/jrsm.1164;
    definitions as in metafor, doi:10.18637/jss.v036.i03.
    """
    if method not in METHODS:
        raise ValueError(f"Unknown method {method!r}; known are {', '.join(METHODS)}.")
    if len(y) <= x.shape[1]:
        return 0.0
    return max(0.0, float(METHODS[method](y, v, x)))


def _dersimonian_laird(y, v, x):
    fit = weighted_fit(y, v, x)
    return (fit.rss - (len(y) - x.shape[1])) / np.trace(fit.projection)


def _hedges(y, v, x):
    fit = weighted_fit(y, np.ones_like(v), x)
    return (fit.rss - np.diag(fit.projection) @ v) / (len(y) - x.shape[1])


def _hunter_schmidt(y, v, x):
    fit = weighted_fit(y, v, x)
    return (fit.rss - len(y)) / fit.weights.sum()


def _sidik_jonkman(y, v, x):
    start = np.mean((y - y.mean()) ** 2)
    if start == 0:
        return 0.0
    return start * weighted_fit(y, v, x, start).rss / (len(y) - x.shape[1])


def _paule_mandel(y, v, x):
    return tau2_at(y, v, x, len(y) - x.shape[1])


def tau2_at(y, v, x, target):
    """The τ² at which yᵀP(τ²)y equals `target`; 0 if it is below the target already."""
    excess = lambda tau2: weighted_fit(y, v, x, tau2).rss - target  # noqa: E731
    if excess(0.0) <= 0:
        return 0.0
    upper = spread(y, v)
    while excess(upper) > 0:
        upper *= 4
    return optimize.brentq(excess, 0.0, upper, xtol=1e-14 * upper, rtol=1e-14)


def _likelihood(restricted):
    def maximum(y, v, x):
        grid = GRID * spread(y, v)
        best = int(np.argmax([_log_likelihood(y, v, x, t, restricted) for t in grid]))
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
        slope = lambda tau2: _slope(y, v, x, tau2, restricted)  # noqa: E731
        if slope(low) <= 0:
            return low
        return optimize.brentq(slope, low, high, xtol=1e-14 * high, rtol=1e-14)

    return maximum


def _log_likelihood(y, v, x, tau2, restricted):
    fit = weighted_fit(y, v, x, tau2)
    value = np.log(fit.weights).sum() - fit.rss
    return value + np.linalg.slogdet(fit.cov)[1] if restricted else value


def _slope(y, v, x, tau2, restricted):
    fit = weighted_fit(y, v, x, tau2)
    pull = fit.projection @ y
    expected = np.trace(fit.projection) if restricted else fit.weights.sum()
    return float(pull @ pull - expected)


METHODS = {
    "EE": lambda y, v, x: 0.0,
    "DL": _dersimonian_laird,
    "REML": _likelihood(restricted=True),
    "PM": _paule_mandel,
    "ML": _likelihood(restricted=False),
    "EB": _paule_mandel,
    "HE": _hedges,
    "HS": _hunter_schmidt,
    "SJ": _sidik_jonkman,
}


def spread(y, v):
    """A variance of the size of the data, to scale a search."""
    return float(np.mean((y - y.mean()) ** 2) + v.mean())


def tau2_standard_error(y, v, x, tau2, method):
    """Large-sample standard error of τ² for DL, ML and REML; NaN for the others.

        REML: √(2 / tr PP)    ML: √(2 / Σw²)
        DL: √(2(k−p) + 4τ² tr P + 2τ⁴ tr PP) / tr P    (P with τ² = 0)

    Source: as in metafor, doi:10.18637/jss.v036.i03.
    """
    if len(y) <= x.shape[1] or method not in ("DL", "ML", "REML"):
        return float("nan")
    fit = weighted_fit(y, v, x, 0.0 if method == "DL" else tau2)
    squares = float(np.sum(fit.projection**2))
    if method == "REML":
        return float(np.sqrt(2 / squares))
    if method == "ML":
        return float(np.sqrt(2 / np.sum(fit.weights**2)))
    trace, df = np.trace(fit.projection), len(y) - x.shape[1]
    return float(np.sqrt(2 * df + 4 * tau2 * trace + 2 * tau2**2 * squares) / trace)


def typical_variance(y, v, x):
    """Typical variance within trials, (k − p) / tr P: the yardstick of I² and H².

    Source: Higgins and Thompson 2002, Statistics in Medicine 21:1539–1558,
    doi:10.1002/sim.1186.
    """
    return (len(y) - x.shape[1]) / float(np.trace(weighted_fit(y, v, x).projection))


def i2_h2(y, v, x, tau2, method):
    """I² (percent) and H² as metafor defines them.

        I² = 100 τ²/(τ² + s²),  H² = (τ² + s²)/s²      s²: `typical_variance`
        common effect: I² = 100 max(0, (Q − df)/Q),  H² = Q/df

    Returns
    -------
    tuple of float
        (0, 1) when no degree of freedom is left.
    """
    df = len(y) - x.shape[1]
    if df < 1:
        return 0.0, 1.0
    if method == "EE":
        q = weighted_fit(y, v, x).rss
        return (100 * max(0.0, (q - df) / q) if q > 0 else 0.0), q / df
    within = typical_variance(y, v, x)
    return 100 * tau2 / (tau2 + within), (tau2 + within) / within


def q_profile(y, v, x, level=95):
    """Q-profile interval of τ².

        lower: yᵀP(τ²)y = χ²₁₋α/₂;   upper: yᵀP(τ²)y = χ²α/₂        (k − p degrees of freedom)

    Returns
    -------
    tuple of float
        (low, high); (0, 0) if even τ² = 0 is too large, (NaN, NaN) without degrees of freedom.

    Source: Viechtbauer 2007, Statistics in Medicine 26:37–52, doi:10.1002/sim.2514.
    """
    df = len(y) - x.shape[1]
    if df < 1:
        return float("nan"), float("nan")
    tail = (1 - level / 100) / 2
    high, low = stats.chi2.ppf(tail, df), stats.chi2.isf(tail, df)
    return tau2_at(y, v, x, low), tau2_at(y, v, x, high)
