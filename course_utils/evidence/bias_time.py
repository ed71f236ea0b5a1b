"""Rate ratios from people who start a drug on the way: who was treated, and when.

The naive analysis sorts people; the right ones sort person-years.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.evidence.bias_answer import need, on_log_scale

DAY_ONE = "users counted as treated from day one"
OWN_SHELF = "time before the start counted as untreated"


def person_years(cohort, naive=False):
    """Events and person-years on the shelf of the treated and on that of the untreated.

    Parameters
    ----------
    cohort : DataFrame
        From `treatment_cohort`, or with its columns.
    naive : bool
        If true, all the time of a person who ever starts counts as treated.

    Returns
    -------
    DataFrame
        Rows ``treated`` and ``untreated``; columns ``events``, ``person_years`` and
        ``rate_per_100_person_years``.
    """
    events, years = _shelves(cohort, _treated_years(cohort, naive), _strata(cohort, 1))
    rows = {"events": events[:, 0], "person_years": years[:, 0]}
    table = pd.DataFrame(rows, index=["treated", "untreated"])
    rate = 100 * table["events"] / table["person_years"]
    return table.assign(rate_per_100_person_years=rate)


def naive_rate_ratio(cohort):
    """Rate ratio if whoever starts at any time counts as a user from day one.

        RR = (events in users / all years of users) / (events / years in the others)

    The years before the start are immortal: a user must have lived through them to become
    one. They swell the denominator of the users, and early events fall to the others, so
    RR comes out too low.

    Parameters
    ----------
    cohort : DataFrame
        From `treatment_cohort`, or with its columns.

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        If a column is missing or no event happened in one of the groups.

    Source: Levesque et al., BMJ 2010.
    """
    return _pooled_ratio(cohort, _treated_years(cohort, naive=True), 1, DAY_ONE)


def person_time_rr(cohort, strata=1):
    """Rate ratio with each year on the shelf of what the person took in that year.

        RR = Σ aᵢ·t₀ᵢ/tᵢ / Σ bᵢ·t₁ᵢ/tᵢ        over strata i of equal size by frailty
        var(ln RR) = Σ (aᵢ + bᵢ)·t₁ᵢ·t₀ᵢ/tᵢ² / (Σ aᵢ·t₀ᵢ/tᵢ · Σ bᵢ·t₁ᵢ/tᵢ)

    a and b are events with and without treatment, t₁ and t₀ the years, t their sum.

    Parameters
    ----------
    cohort : DataFrame
        From `treatment_cohort`, or with its columns.
    strata : int
        Groups of frailty compared within; 1 leaves frailty alone, 10 are deciles.

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        If a column is missing, or events or years are missing on one shelf.

    Source: Mantel–Haenszel rate ratio with the variance of Greenland and Robins 1985.
    """
    method = OWN_SHELF + (f", within {strata} groups of frailty" if strata > 1 else "")
    return _pooled_ratio(cohort, _treated_years(cohort), strata, method)


def landmark_rr(cohort, landmark_years=3.0, strata=1):
    """Rate ratio among people still followed at a landmark, sorted by what they took until then.

    Both clocks start at the landmark. A person who starts later stays among the untreated,
    which pulls RR toward 1 if the drug works; choose a landmark after most starts.

    Parameters
    ----------
    cohort : DataFrame
        From `treatment_cohort`, or with its columns.
    landmark_years : float
        Years after day one; must leave follow-up behind it.
    strata : int
        As in `person_time_rr`.

    Returns
    -------
    Answer

    Raises
    ------
    ValueError
        If nobody is followed beyond the landmark.

    Source: Anderson, Cain and Gelber, J Clin Oncol 1983.
    """
    need(cohort, "start_years", "follow_up_years", "event")
    late = cohort[cohort["follow_up_years"] > landmark_years]
    if late.empty or not landmark_years >= 0:
        raise ValueError(f"Nobody is followed beyond a landmark at {landmark_years} years.")
    left = late["follow_up_years"] - landmark_years
    late = late.assign(follow_up_years=left, started=late["start_years"] <= landmark_years)
    treated = np.where(late["started"], left, 0.0)
    method = f"sorted at a landmark of {landmark_years:g} years"
    return _pooled_ratio(late, treated, strata, method)


def _treated_years(cohort, naive=False):
    need(cohort, "started", "start_years", "follow_up_years", "event")
    before = 0.0 if naive else cohort["start_years"]
    return np.where(cohort["started"], cohort["follow_up_years"] - before, 0.0)


def _strata(cohort, strata):
    """Number of each person's stratum, 0 to strata − 1, equal in size by frailty."""
    if strata == 1:
        return np.zeros(len(cohort), dtype=int)
    need(cohort, "frailty_sd")
    return pd.qcut(cohort["frailty_sd"].rank(method="first"), strata, labels=False).to_numpy()


def _shelves(cohort, treated_years, stratum):
    """Events and years, each (2, strata): first row treated, second untreated."""
    started, event = cohort["started"].to_numpy(bool), cohort["event"].to_numpy(bool)
    untreated_years = cohort["follow_up_years"] - treated_years
    events = [np.bincount(stratum, event & shelf) for shelf in (started, ~started)]
    years = [np.bincount(stratum, shelf) for shelf in (treated_years, untreated_years)]
    return np.array(events, dtype=int), np.array(years)


def _pooled_ratio(cohort, treated_years, strata, method):
    (a, b), (t1, t0) = _shelves(cohort, treated_years, _strata(cohort, strata))
    total = t1 + t0
    top, bottom = np.sum(a * t0 / total), np.sum(b * t1 / total)
    if not (top > 0 and bottom > 0):
        raise ValueError("A rate ratio needs events and person-years on both shelves.")
    variance = np.sum((a + b) * t1 * t0 / total**2) / (top * bottom)
    return on_log_scale("rate ratio", top / bottom, np.sqrt(variance), method)
