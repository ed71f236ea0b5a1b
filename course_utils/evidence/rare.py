"""Pool counts and rates directly: Mantel–Haenszel and Peto, and effects per trial."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
from scipy import stats

from course_utils.evidence.counts import cells
from course_utils.evidence.intervals import at, checked_level, number
from course_utils.evidence.pooling import Pooled, p_of_q
from course_utils.evidence.rare_formulas import POOLED, SINGLE
from course_utils.evidence.rows import Effects, refuse_overlap, row_labels

COUNTS = ("events_arm", "n_arm", "events_comparator", "n_comparator")
RATES = ("events_arm", "person_years_arm", "events_comparator", "person_years_comparator")


def effects_from_counts(rows, measure="RR", allow_overlap=False):
    """Effect and variance of each trial, for `pool`, `meta_regression` and the others.

    RR and OR on the log scale, RD as a proportion, IRR on the log scale. If any of the four
    cells of a trial is 0, 0.5 is added to all four (to both event counts for IRR), as metafor
    does by default; trials without a zero cell are not touched.

    Parameters
    ----------
    rows : pandas.DataFrame (k rows)
        Columns events_arm, n_arm, events_comparator, n_comparator; for IRR person_years_arm
        and person_years_comparator instead of the n.
    measure : str
        RR, OR, RD or IRR.
    allow_overlap : bool
        See `read_rows`.

    Returns
    -------
    Effects
        k effects; `note` names the corrected trials.

    Raises
    ------
    ValueError
        Names the row with a negative count, more events than people, or a missing count.

    Source: Viechtbauer 2010, doi:10.18637/jss.v036.i03 (escalc).
    """
    table, labels, counts = _read(rows, measure, allow_overlap)
    zero = (counts if measure != "IRR" else counts[:, ::2]).min(axis=1) == 0
    yi, vi = SINGLE[measure](*_add_half(counts, zero, measure).T)
    names = ", ".join(label for label, is_zero in zip(labels, zero, strict=True) if is_zero)
    note = f"0.5 added to the cells of {names}, where a cell is 0" if names else ""
    return Effects(yi, vi, labels, measure, measure not in ("RD",), table, note)


def pool_mantel_haenszel(rows, measure="RR", level=95, allow_overlap=False):
    """Common effect by Mantel and Haenszel; zero cells need no correction.

        OR = Σ(ad/N) / Σ(bc/N)                variance: Robins, Breslow and Greenland
        RR = Σ(a n₂/N) / Σ(c n₁/N)            variance: Greenland and Robins
        RD = Σ((a n₂ − c n₁)/N) / Σ(n₁n₂/N)   variance: Sato
        IRR = Σ(x₁T₂/T) / Σ(x₂T₁/T)           variance: Greenland and Robins

    Q compares the trials' own effects (0.5 added where a cell is 0) with the pooled one; trials
    where nobody or everybody has the event do not enter Q, as in metafor.

    Parameters
    ----------
    rows, measure, allow_overlap
        See `effects_from_counts`.
    level : float
        Confidence level, percent.

    Returns
    -------
    Pooled
        τ² is 0; weights are the Mantel–Haenszel weights in percent.

    Raises
    ------
    ValueError
        As `effects_from_counts`, or if a pooled ratio is not defined because one side has no
        event in any trial.

    Source: Mantel and Haenszel 1959, JNCI 22:719–748, doi:10.1093/jnci/22.4.719; Greenland and
    Robins 1985, Biometrics 41:55–68, doi:10.2307/2530643; Robins, Breslow and Greenland 1986,
    Biometrics 42:311–323, doi:10.2307/2531052.
    """
    effects = effects_from_counts(rows, measure, allow_overlap)
    counts = _read(rows, measure, allow_overlap)[2]
    estimate, variance, weights = POOLED[measure](*counts.T)
    if not (math.isfinite(estimate) and variance > 0):
        raise ValueError(f"The pooled {measure} is not defined: one side has no event in any row.")
    used = _informative(counts, measure)
    q = float(np.sum((effects.yi - estimate)[used] ** 2 / effects.vi[used]))
    return _result(effects, "MH", estimate, variance, weights, q, int(used.sum()) - 1, level)


def pool_peto(rows, level=95, allow_overlap=False):
    """Common odds ratio by Peto's one-step method, for rare events and balanced arms.

        ln OR = Σ(O − E) / ΣV,   SE = 1/√ΣV
        E = n₁m/N,   V = n₁n₂m(N − m) / (N²(N − 1)),   m events in all

    Parameters
    ----------
    rows, level, allow_overlap
        See `pool_mantel_haenszel`.

    Returns
    -------
    Pooled
        Trials without any event carry no weight.

    Raises
    ------
    ValueError
        As `effects_from_counts`, or if no row has an event.

    Source: Yusuf et al. 1985, Progress in Cardiovascular Diseases 27:335–371,
    doi:10.1016/S0033-0620(85)80003-7.
    """
    effects = effects_from_counts(rows, "OR", allow_overlap)
    a, b, c, d = _read(rows, "OR", allow_overlap)[2].T
    n1, n2, m, total = a + b, c + d, a + c, a + b + c + d
    excess = a - n1 * m / total
    v = n1 * n2 * m * (total - m) / (total**2 * (total - 1))
    if v.sum() == 0:
        raise ValueError("No row has an event in some and not in all people; nothing to pool.")
    used = v > 0
    estimate = excess.sum() / v.sum()
    q = float(np.sum(excess[used] ** 2 / v[used]) - excess.sum() ** 2 / v.sum())
    return _result(effects, "Peto", estimate, 1 / v.sum(), v, q, int(used.sum()) - 1, level)


def _result(effects, method, estimate, variance, weights, q, df, level):
    estimate, se, q = float(estimate), float(np.sqrt(variance)), max(0.0, q)
    half = float(stats.norm.isf((1 - checked_level(level) / 100) / 2)) * se
    p_value = float(2 * stats.norm.sf(abs(estimate / se)))
    i2 = 100 * max(0.0, (q - df) / q) if q > 0 and df > 0 else 0.0
    h2 = q / df if df > 0 else 1.0
    share = tuple(100 * weights / weights.sum())
    return Pooled(
        effects, method, "normal", level, estimate, se, estimate - half, estimate + half,
        estimate / se, math.inf, p_value, 0.0, math.nan, i2, h2, q, max(df, 0), p_of_q(q, df),
        math.nan, math.nan, share, effects.note,
    )  # fmt: skip


def _read(rows, measure, allow_overlap):
    """Table, labels and the cells (k, 4): a, b, c, d, or x₁, T₁, x₂, T₂ for IRR."""
    if measure not in SINGLE:
        raise ValueError(f"Unknown measure {measure!r}; known are {', '.join(SINGLE)}.")
    table = pd.DataFrame(rows)
    columns = RATES if measure == "IRR" else COUNTS
    missing = [c for c in columns if c not in table]
    if missing or table.empty:
        what = f"lacks {', '.join(missing)}" if missing else "has no rows"
        raise ValueError(f"The table {what}; needed are {', '.join(columns)}.")
    labels = row_labels(table)
    if not allow_overlap:
        refuse_overlap(table, labels)
    check = _rate_cells if measure == "IRR" else cells
    rows = table[list(columns)].itertuples(index=False)
    pairs = zip(rows, labels, strict=True)
    return table, labels, np.array([check(*row, label) for row, label in pairs], float)


def _rate_cells(events, time, events_comparator, time_comparator, name):
    values = [number(x) for x in (events, time, events_comparator, time_comparator)]
    if not all(math.isfinite(x) and x >= 0 for x in values) or 0 in values[1::2]:
        raise ValueError(f"{at(name)}events must not be negative and person-time must be above 0.")
    return values


def _add_half(counts, zero, measure):
    columns = np.array([1, 0, 1, 0]) if measure == "IRR" else np.ones(4)
    return counts + 0.5 * zero[:, None] * columns


def _informative(counts, measure):
    """Trials with an event in some and not in all people: the others leave Q, as in metafor."""
    a, b, c, d = counts.T
    return a + c > 0 if measure == "IRR" else (a + c > 0) & (b + d > 0)
