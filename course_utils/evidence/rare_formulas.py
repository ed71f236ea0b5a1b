"""Formulas for counts: effect and variance of each trial, and Mantel–Haenszel over trials.

Arrays (k,): a, b people with and without the event in the treated arm, c, d in the comparison
arm; for rates x₁, T₁, x₂, T₂. Single trials give (effect, variance); pooled ones give
(estimate, variance, weights). Sources stand with the public functions in `rare`.
"""

import math

import numpy as np


def _log_rr(a, b, c, d):
    y = np.log(a / (a + b)) - np.log(c / (c + d))
    return y, 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)


def _log_or(a, b, c, d):
    return np.log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d


def _rd(a, b, c, d):
    n1, n2 = a + b, c + d
    return a / n1 - c / n2, a * b / n1**3 + c * d / n2**3


def _log_irr(x1, t1, x2, t2):
    return np.log(x1 / t1) - np.log(x2 / t2), 1 / x1 + 1 / x2


def _mh_rr(a, b, c, d):
    n1, n2 = a + b, c + d
    total = n1 + n2
    r, s = np.sum(a * n2 / total), np.sum(c * n1 / total)
    variance = np.sum(n1 * n2 * (a + c) / total**2 - a * c / total) / _safe(r * s)
    return _log(r, s), variance, c * n1 / total


def _mh_or(a, b, c, d):
    total = a + b + c + d
    p, q, r, s = (a + d) / total, (b + c) / total, a * d / total, b * c / total
    sums = np.sum(r), np.sum(s)
    if 0 in sums:
        return math.nan, math.nan, s
    first = np.sum(p * r) / sums[0] ** 2
    middle = np.sum(p * s + q * r) / (sums[0] * sums[1])
    variance = (first + middle + np.sum(q * s) / sums[1] ** 2) / 2
    return _log(*sums), variance, s


def _mh_rd(a, b, c, d):
    n1, n2 = a + b, c + d
    total = n1 + n2
    weights = n1 * n2 / total
    estimate = np.sum((a * n2 - c * n1) / total) / weights.sum()
    first = c * (n1 / total) ** 2 - a * (n2 / total) ** 2 + n1 * n2 * (n2 - n1) / (2 * total**2)
    second = (a * d + c * b) / total / 2
    return estimate, (estimate * first.sum() + second.sum()) / weights.sum() ** 2, weights


def _mh_irr(x1, t1, x2, t2):
    total = t1 + t2
    r, s = np.sum(x1 * t2 / total), np.sum(x2 * t1 / total)
    variance = np.sum(t1 * t2 * (x1 + x2) / total**2) / _safe(r * s)
    return _log(r, s), variance, x2 * t1 / total


def _log(r, s):
    return math.log(r / s) if r > 0 and s > 0 else math.nan


def _safe(value):
    return value if value > 0 else math.nan


SINGLE = {"RR": _log_rr, "OR": _log_or, "RD": _rd, "IRR": _log_irr}
POOLED = {"RR": _mh_rr, "OR": _mh_or, "RD": _mh_rd, "IRR": _mh_irr}
