"""A simulated study as the bias lab shows it: its answer, and twelve people on their shelves."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from course_utils.explorers.parts.bias_words import LANDMARK_YEARS

KINDS = ((True, False, 4), (True, True, 3), (False, False, 2), (False, True, 3))


@dataclass(frozen=True)
class Strip:
    """One person: years counted as untreated and as treated, years left out, start, event.

    Spans are (from, to) in years; an empty one has both ends equal.
    """

    untreated: tuple
    treated: tuple
    left_out: tuple
    start: float | None
    end: float
    event: bool


def answer_of(analysis, cohort):
    """The `Answer` of an analysis, or None where too few people leave a shelf without events."""
    try:
        return analysis(cohort)
    except ValueError:
        return None


def twelve_people(cohort, analysis):
    """Up to twelve people that show all kinds: users or not, with an event or not.

    Parameters
    ----------
    cohort : DataFrame
        From `course_utils.evidence.bias.treatment_cohort`.
    analysis : str
        naive, person_time, strata or landmark.

    Returns
    -------
    tuple of Strip
        Users first, by their start; the first people of each kind in the order of the study.
    """
    chosen = [
        cohort[(cohort["started"] == user) & (cohort["event"] == event)].head(count)
        for user, event, count in KINDS
    ]
    people = pd.concat(chosen).sort_values(["started", "start_years"], ascending=[False, True])
    return tuple(_strip(person, analysis) for person in people.itertuples())


def _strip(person, analysis):
    end, event = float(person.follow_up_years), bool(person.event)
    start = float(person.start_years) if person.started else None
    return Strip(*_shelves(start, end, analysis), start, end, event)


def _shelves(start, end, analysis):
    """Untreated, treated and left-out years."""
    nothing = (0.0, 0.0)
    if analysis == "landmark":
        if end <= LANDMARK_YEARS:
            return nothing, nothing, (0.0, end)
        before, after = (0.0, LANDMARK_YEARS), (LANDMARK_YEARS, end)
        user = start is not None and start <= LANDMARK_YEARS
        return (nothing, after, before) if user else (after, nothing, before)
    if start is None:
        return (0.0, end), nothing, nothing
    if analysis == "naive":
        return nothing, (0.0, end), nothing
    return (0.0, start), (start, end), nothing
