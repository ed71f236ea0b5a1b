"""When only some people are seen at the end: those who stayed, those who were scanned.

The naive analysis takes them for everybody; the right one weights each of them by
1 / P(seen), so that they stand for the people like them who were not.
"""

from __future__ import annotations

import numpy as np
from scipy.special import expit

from course_utils.evidence.bias_answer import Z_95, Answer, need, on_log_scale


def completer_difference(trial):
    """Difference in mean change among those who stayed, drug minus control.

        Δ = mean(Y | drug, stayed) − mean(Y | control, stayed)

    If people who do badly leave one arm, its completers look better than the arm was.

    Parameters
    ----------
    trial : DataFrame
        From `drop_out_trial`, or with its columns.

    Returns
    -------
    Answer
        In percentage points.

    Raises
    ------
    ValueError
        If fewer than two people stayed in an arm.

    Source: definition.
    """
    return _difference(trial, lambda arm: np.ones(len(arm)), "only those who stayed")


def weighted_difference(trial):
    """As `completer_difference`, each person who stayed standing for those like them who left.

        weight = 1 / P(stayed | change in year 1), logistic in each arm
        mean   = Σ weight · Y / Σ weight
        SE²    = Σ weight² · (Y − mean)² / (Σ weight)²

    Right if leaving depends on what was measured (the first year), wrong if not.

    Parameters
    ----------
    trial : DataFrame
        From `drop_out_trial`, or with its columns.

    Returns
    -------
    Answer
        In percentage points.

    Raises
    ------
    ValueError
        If fewer than two people stayed in an arm.

    Source: inverse-probability-of-censoring weights, Robins, Rotnitzky and Zhao 1995.
    """
    return _difference(trial, _censoring_weights, "those who stayed, weighted for who left")


def clinic_odds_ratio(sample):
    """Odds ratio of fracture among scanned people only.

        OR = (a·d) / (b·c),   var(ln OR) = 1/a + 1/b + 1/c + 1/d

    A scan is an effect of both drug and fracture. Among the scanned, who came without the
    drug more often came for a fracture; OR comes out too low by s₁₁·s₀₀ / (s₁₀·s₀₁), with s
    the chance of a scan by user and fracture.

    Parameters
    ----------
    sample : DataFrame
        From `clinic_sample`, or with its columns.

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        If one of the four groups has no scanned person.

    Source: Berkson 1946; Woolf 1955 for the variance.
    """
    return _odds_ratio(sample, lambda scanned: np.ones(len(scanned)), "scanned people only")


def weighted_odds_ratio(sample):
    """Odds ratio with each scanned person standing for all those like them in the town.

        weight = 1 / P(scan);  OR = (A·D) / (B·C) of the summed weights
        var(ln OR) = Σ over the four groups of  Σ weight² / (Σ weight)²

    Parameters
    ----------
    sample : DataFrame
        From `clinic_sample`, or with its columns. The chance of a scan must be known.

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        If one of the four groups has no scanned person.

    Source: Horvitz and Thompson 1952.
    """
    return _odds_ratio(
        sample, lambda scanned: 1 / scanned["chance_of_scan"], "weighted by 1 / chance of a scan"
    )


def _difference(trial, weigh, method):
    need(trial, "arm", "change_year_1_percent", "stayed", "change_year_3_percent")
    means, variances = zip(
        *(_weighted_mean(trial[trial["arm"] == arm], weigh) for arm in ("drug", "control")),
        strict=True,
    )
    delta, half = means[0] - means[1], Z_95 * np.sqrt(sum(variances))
    return Answer("difference, percentage points", delta, delta - half, delta + half, method)


def _weighted_mean(arm, weigh):
    stayed = arm["stayed"].to_numpy(bool)
    if stayed.sum() < 2:
        raise ValueError("Each arm needs at least two people who stayed to the end.")
    weight, late = np.asarray(weigh(arm))[stayed], arm["change_year_3_percent"][stayed]
    mean = np.average(late, weights=weight)
    return mean, np.sum(weight**2 * (late - mean) ** 2) / weight.sum() ** 2


def _censoring_weights(arm):
    early = arm["change_year_1_percent"].to_numpy()
    stayed = arm["stayed"].to_numpy(float)
    return 1 / _fitted_chance((early - early.mean()) / early.std(), stayed)


def _fitted_chance(x, yes):
    """Chance of `yes` given x by logistic regression; Newton's steps to the maximum."""
    if yes.all():
        return np.ones(len(x))
    design, slope = np.column_stack([np.ones(len(x)), x]), np.zeros(2)
    for _ in range(25):
        chance = expit(design @ slope)
        information = (design * (chance * (1 - chance))[:, None]).T @ design
        step = np.linalg.solve(information, design.T @ (yes - chance))
        slope = slope + step
        if np.abs(step).max() < 1e-10:
            break
    return expit(design @ slope)


def _odds_ratio(sample, weigh, method):
    need(sample, "user", "fracture", "chance_of_scan", "scanned")
    scanned = sample[sample["scanned"]]
    weight = np.asarray(weigh(scanned), dtype=float)
    group = 2 * scanned["user"].to_numpy(int) + scanned["fracture"].to_numpy(int)
    sums, squares = (np.bincount(group, weight**power, minlength=4) for power in (1, 2))
    if not sums.all():
        raise ValueError("An odds ratio needs scanned people in all four groups.")
    ratio = sums[3] * sums[0] / (sums[2] * sums[1])
    return on_log_scale("odds ratio", ratio, np.sqrt(np.sum(squares / sums**2)), method)
