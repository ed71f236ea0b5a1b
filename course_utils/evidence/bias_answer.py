"""What an analysis of a simulated study hands back."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

Z_95 = 1.959964  # a normal distribution has 95 % of its area within ± this many standard errors


@dataclass(frozen=True)
class Answer:
    """What one analysis says: measure, estimate, 95 % interval, and how it was reached."""

    measure: str
    estimate: float
    ci_low: float
    ci_high: float
    method: str

    def __repr__(self):
        span = f"95 % interval {self.ci_low:.2f} to {self.ci_high:.2f}"
        return f"{self.measure} {self.estimate:.2f} ({span}): {self.method}".replace(" -", " −")


def on_log_scale(measure, ratio, standard_error, method):
    """The `Answer` for a ratio whose logarithm has this standard error."""
    factor = np.exp(Z_95 * standard_error)
    return Answer(measure, float(ratio), float(ratio / factor), float(ratio * factor), method)


def need(table, *columns):
    """Refuse a table without these columns, in words."""
    missing = [column for column in columns if column not in table]
    if missing:
        raise ValueError(f"The table has no column {missing[0]!r}; it needs {', '.join(columns)}.")
