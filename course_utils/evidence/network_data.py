"""From tables to the matrices of a network: contrasts, their covariance, and what connects."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import pandas as pd

from course_utils.evidence.counts import cells
from course_utils.evidence.intervals import at, number
from course_utils.evidence.rows import PART_OF, read_rows, row_labels

NEEDED = {
    "RR": ("events", "n"),
    "OR": ("events", "n"),
    "RD": ("events", "n"),
    "IRR": ("events", "person_years"),
    "MD": ("mean",),
}


@dataclass(frozen=True)
class Evidence:
    """Contrasts y (m,) of each trial against its first arm, covariance v (m, m), design (m, T).

    `delta` (m, m) has the pattern of the heterogeneity: 1 on the diagonal, ½ within a trial.
    `keys` holds, per contrast, the trial and the set of treatments in it.
    """

    y: np.ndarray
    v: np.ndarray
    design: np.ndarray
    delta: np.ndarray
    keys: tuple
    treatments: tuple
    measure: str
    is_ratio: bool

    @property
    def trials(self):
        """Number of trials."""
        return len({trial for trial, _ in self.keys})

    def designs(self):
        """Positions of the contrasts of each design (set of treatments)."""
        sets = [arms for _, arms in self.keys]
        return [[i for i, arms in enumerate(sets) if arms == one] for one in dict.fromkeys(sets)]


def read_contrasts(rows, tolerance=1e-3, **reading):
    """Evidence from contrasts; all pairs of a multi-arm trial are needed.

        cov(y_i0, y_j0) = (v_i0 + v_j0 − v_ij)/2

    Parameters
    ----------
    rows : pandas.DataFrame
        `trial_id` or study, `arm`, `comparator`, and effects as `read_rows` takes them.
    tolerance : float
        How far y_ij may be from y_i0 − y_j0 in a multi-arm trial, scale of the analysis.
    **reading
        measure and allow_mixed of `read_rows`.

    Returns
    -------
    Evidence

    Raises
    ------
    ValueError
        See `network`.

    Source: variance of a difference; Rücker 2012, doi:10.1002/jrsm.1058.
    """
    effects = read_rows(rows, allow_overlap=True, **reading)
    table = effects.table
    missing = [c for c in ("arm", "comparator") if c not in table]
    if missing:
        raise ValueError(f"The table lacks {', '.join(missing)}.")
    _refuse_families(effects.labels)
    trials = {}
    arms = zip(table["arm"], table["comparator"], strict=True)
    for label, (a, b), y, v in zip(effects.labels, arms, effects.yi, effects.vi, strict=True):
        _add_pair(trials.setdefault(label, {}), label, str(a), str(b), float(y), float(v))
    blocks = [_contrast_block(trial, given, tolerance) for trial, given in trials.items()]
    return _assemble(blocks, effects.measure, effects.is_ratio)


def read_arms(rows, measure):
    """Evidence from one row per arm; see `network_from_arms`."""
    table = pd.DataFrame(rows)
    if measure not in NEEDED:
        raise ValueError(f"Unknown measure {measure!r}; known are {', '.join(NEEDED)}.")
    missing = [c for c in ("treatment", *NEEDED[measure]) if c not in table]
    if missing or table.empty:
        what = f"lacks {', '.join(missing)}" if missing else "has no rows"
        raise ValueError(f"The table {what}.")
    labels = np.array(row_labels(table), dtype=object)
    _refuse_families(labels)
    trials = dict.fromkeys(labels)
    blocks = [_arm_block(trial, table[labels == trial], measure) for trial in trials]
    return _assemble(blocks, measure, measure in ("RR", "OR", "IRR"))


def _refuse_families(labels):
    for label in dict.fromkeys(labels):
        if PART_OF.get(label) in labels:
            raise ValueError(f"Rows {label} and {PART_OF[label]} hold the same people; keep one.")


def _add_pair(given, label, a, b, y, v):
    if a == b:
        raise ValueError(f"{at(label)}{a} is compared with itself.")
    if (a, b) in given:
        raise ValueError(f"{at(label)}{a} against {b} appears twice; keep one version.")
    given[a, b], given[b, a] = (y, v), (-y, v)


def _contrast_block(trial, given, tolerance):
    arms = tuple(sorted({arm for pair in given for arm in pair}))
    base, others = arms[0], arms[1:]
    for pair in combinations(arms, 2):
        if pair not in given:
            raise ValueError(
                f"{at(trial)}a trial with {len(arms)} arms needs all {math.comb(len(arms), 2)} "
                f"contrasts; {pair[0]} against {pair[1]} is missing. Or use network_from_arms."
            )
    y = np.array([given[arm, base][0] for arm in others])
    for i, j in combinations(range(len(others)), 2):
        if abs(given[others[i], others[j]][0] - (y[i] - y[j])) > tolerance:
            raise ValueError(f"{at(trial)}the contrasts of its arms contradict each other.")
    to_base = np.array([given[arm, base][1] for arm in others])
    between = [[given[a, b][1] if a != b else 0.0 for b in others] for a in others]
    v = (to_base[:, None] + to_base - np.array(between)) / 2
    if np.linalg.eigvalsh(v).min() <= 0:
        raise ValueError(f"{at(trial)}the variances of its contrasts cannot belong together.")
    return trial, arms, y, v


def _arm_block(trial, table, measure):
    arms = tuple(str(t) for t in table["treatment"])
    if len(arms) < 2 or len(set(arms)) < len(arms):
        raise ValueError(f"{at(trial)}two arms or more with different treatments are needed.")
    y, v = _ARM_VALUES[measure](trial, table)
    order = np.argsort(arms)
    y, v = y[order], v[order]
    return trial, tuple(sorted(arms)), y[1:] - y[0], np.diag(v[1:]) + v[0]


def _from_counts(transform):
    def values(trial, table):
        checked = [
            cells(e, n, 0, 1, trial)[:2] for e, n in zip(table["events"], table["n"], strict=True)
        ]
        events, none = np.array(checked, float).T
        zero = 0 in events or 0 in none
        return transform(events + 0.5 * zero, none + 0.5 * zero)

    return values


def _rates(trial, table):
    events, time = (np.array([number(x) for x in table[c]]) for c in ("events", "person_years"))
    if not (np.all(events >= 0) and np.all(time > 0)):
        raise ValueError(f"{at(trial)}events must not be negative; person-years must be above 0.")
    events = events + 0.5 * (0 in events)
    return np.log(events / time), 1 / events


def _means(trial, table):
    mean = table["mean"].to_numpy(float)
    if "se" in table:
        se = table["se"].to_numpy(float)
    elif {"sd", "n"} <= set(table.columns):
        se = table["sd"].to_numpy(float) / np.sqrt(table["n"].to_numpy(float))
    else:
        raise ValueError("For MD the table needs se, or sd and n.")
    if not (np.all(np.isfinite(mean)) and np.all(se > 0)):
        raise ValueError(f"{at(trial)}a mean is missing or a standard error is not above 0.")
    return mean, se**2


_ARM_VALUES = {
    "RR": _from_counts(lambda e, o: (np.log(e / (e + o)), 1 / e - 1 / (e + o))),
    "OR": _from_counts(lambda e, o: (np.log(e / o), 1 / e + 1 / o)),
    "RD": _from_counts(lambda e, o: (e / (e + o), e * o / (e + o) ** 3)),
    "IRR": _rates,
    "MD": _means,
}


def _assemble(blocks, measure, is_ratio):
    treatments = tuple(sorted({arm for _, arms, _, _ in blocks for arm in arms}))
    _refuse_parts([arms for _, arms, _, _ in blocks])
    keys = tuple((trial, arms) for trial, arms, y, _ in blocks for _ in y)
    size = len(keys)
    v, delta, design = np.zeros((size, size)), np.zeros((size, size)), []
    start = 0
    for _, arms, y, block in blocks:
        here = slice(start, start + len(y))
        v[here, here], delta[here, here] = block, (np.eye(len(y)) + 1) / 2
        design += [[(t == arm) * 1.0 - (t == arms[0]) for t in treatments] for arm in arms[1:]]
        start += len(y)
    y = np.concatenate([y for _, _, y, _ in blocks])
    return Evidence(y, v, np.array(design), delta, keys, treatments, measure, is_ratio)


def _refuse_parts(sets):
    parts = []
    for arms in sets:
        touching = [p for p in parts if p & set(arms)]
        parts = [p for p in parts if p not in touching] + [set(arms).union(*touching)]
    if len(parts) > 1:
        words = " | ".join(", ".join(sorted(part)) for part in parts)
        raise ValueError(f"The network falls into {len(parts)} parts that no trial joins: {words}.")
