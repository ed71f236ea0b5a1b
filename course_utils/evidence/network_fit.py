"""Linear algebra of a network: generalized least squares, heterogeneity, Q within designs."""

import numpy as np

from course_utils.evidence.heterogeneity import GRID


def least_squares(y, v, x):
    """Generalized least squares: coefficients, covariance, Q and P."""
    w = np.linalg.inv(v)
    cov = np.linalg.inv(x.T @ w @ x) if x.shape[1] else np.zeros((0, 0))
    p = w - w @ x @ cov @ x.T @ w
    return cov @ x.T @ w @ y, cov, float(y @ p @ y), p


def _moments(evidence, x, q, df, p):
    return max(0.0, (q - df) / float(np.sum(p * evidence.delta)))


def _restricted(evidence, x, q, df, p):
    """REML by a grid and two refinements of it: the likelihood may have several tops."""
    grid = GRID * float(np.mean(np.diag(evidence.v)) + np.var(evidence.y))
    for _ in range(6):
        best = int(np.argmax([_likelihood(evidence, x, t) for t in grid]))
        low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
        grid = np.linspace(low, high, 21)
    return float(grid[10]) if best else 0.0


def _likelihood(evidence, x, tau2):
    total = evidence.v + tau2 * evidence.delta
    _, cov, q, _ = least_squares(evidence.y, total, x)
    return -np.linalg.slogdet(total)[1] + np.linalg.slogdet(cov)[1] - q


TAU2 = {"EE": lambda *_: 0.0, "DL": _moments, "REML": _restricted}


def q_within_designs(evidence):
    """Q and df within designs: trials with the same set of treatments, fitted alone."""
    q, df = 0.0, 0
    for rows in evidence.designs():
        x = evidence.design[rows]
        used = x[:, np.any(x != 0, axis=0)][:, 1:]
        q += least_squares(evidence.y[rows], evidence.v[np.ix_(rows, rows)], used)[2]
        df += len(rows) - used.shape[1]
    return q, df
