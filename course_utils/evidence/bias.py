"""Four ways a study of a harmless, useless drug can find an effect, and the repair of each.

| bias | people from | naive | right |
|---|---|---|---|
| immortal time | `immortal_time_cohort` | `naive_rate_ratio` | `person_time_rr`, `landmark_rr` |
| healthy users | `healthy_user_cohort` | `naive_rate_ratio` | `person_time_rr(…, strata=10)` |
| informative drop-out | `drop_out_trial` | `completer_difference` | `weighted_difference` |
| selection | `clinic_sample` | `clinic_odds_ratio` | `weighted_odds_ratio` |

>>> from course_utils.evidence.bias import immortal_time_cohort, person_time_rr
>>> person_time_rr(immortal_time_cohort())
rate ratio 1.06 (95 % interval 0.96 to 1.16): time before the start counted as untreated
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from course_utils.evidence.bias_answer import Answer
from course_utils.evidence.bias_cohorts import (
    clinic_sample,
    drop_out_trial,
    healthy_user_cohort,
    immortal_time_cohort,
    treatment_cohort,
)
from course_utils.evidence.bias_time import (
    landmark_rr,
    naive_rate_ratio,
    person_time_rr,
    person_years,
)
from course_utils.evidence.bias_weights import (
    clinic_odds_ratio,
    completer_difference,
    weighted_difference,
    weighted_odds_ratio,
)

__all__ = [
    "Answer",
    "answers",
    "clinic_odds_ratio",
    "clinic_sample",
    "completer_difference",
    "drop_out_trial",
    "healthy_user_cohort",
    "immortal_time_cohort",
    "landmark_rr",
    "naive_rate_ratio",
    "person_time_rr",
    "person_years",
    "treatment_cohort",
    "weighted_difference",
    "weighted_odds_ratio",
]
COLUMNS = ["label", "measure", "estimate", "ci_low", "ci_high", "method"]


def answers(people, strata=10):
    """The naive and the right answers of one simulated study, beside the truth.

    Parameters
    ----------
    people : DataFrame
        From any simulator of this module.
    strata : int
        Groups of frailty for the cohorts.

    Returns
    -------
    DataFrame
        One row per analysis: ``label``, ``measure``, ``estimate``, ``ci_low``, ``ci_high``,
        ``method`` and ``truth``; fit for a forest plot without weights.

    Raises
    ------
    ValueError
        If the table does not come from one of the simulators.
    """
    if "follow_up_years" in people:
        made = {
            "naive: users from day one": naive_rate_ratio(people),
            "right shelf for each year": person_time_rr(people),
            "same, within frailty": person_time_rr(people, strata),
        }
    elif "stayed" in people:
        made = {
            "naive: those who stayed": completer_difference(people),
            "weighted for who left": weighted_difference(people),
        }
    elif "scanned" in people:
        made = {
            "naive: the scanned": clinic_odds_ratio(people),
            "weighted for the scan": weighted_odds_ratio(people),
        }
    else:
        raise ValueError("This table comes from none of the simulators, so no analysis fits it.")
    rows = [
        (label, a.measure, a.estimate, a.ci_low, a.ci_high, a.method) for label, a in made.items()
    ]
    return pd.DataFrame(rows, columns=COLUMNS).assign(truth=people.attrs.get("truth", np.nan))
