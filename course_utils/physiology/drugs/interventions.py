"""Interventions that are not drugs in blood: factors that hold over a stretch of time.

Their kinetics are left out: each is on from ``start`` to ``stop`` and off otherwise.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from course_utils.physiology.drugs.channels import CHANNELS, INDEX
from course_utils.physiology.parameters import parameter_set

VALUES = parameter_set("interventions")


@dataclass(frozen=True)
class Intervention:
    """A channel held at ``value`` from day ``start`` to day ``stop`` (None: to the end)."""

    channel: str
    value: float
    start: float = 0.0
    stop: float | None = None

    def __post_init__(self):
        if self.channel not in INDEX:
            raise KeyError(f"No input is called {self.channel!r}. It is one of {', '.join(INDEX)}.")
        value, most = float(self.value), 1.0 if self._blocks else math.inf
        if not 0 <= value <= most or math.isinf(value):
            limits = "between 0 and 1" if self._blocks else "a number of at least 0"
            raise ValueError(f"{self.channel} must be {limits}; got {self.value!r}.")
        stop = math.inf if self.stop is None else float(self.stop)
        if not 0 <= self.start < stop:
            raise ValueError(
                f"{self.channel} must start on day 0 or later and stop after its start; "
                f"got start {self.start!r} and stop {self.stop!r}."
            )
        object.__setattr__(self, "stop", stop)

    @property
    def _blocks(self):
        return CHANNELS[INDEX[self.channel]].combine == "block"


def calcium_and_vitamin_d(start=0.0, stop=None, factor=VALUES["calcium_vitamin_d"]):
    """Calcium and vitamin D: parathyroid hormone at ``factor`` of its baseline."""
    return Intervention("parathyroid_factor", factor, start, stop)


def sclerostin_antibody(start=0.0, stop=None, block=VALUES["sclerostin_antibody"]):
    """Antibody such as romosozumab: share ``block`` (0 to 1) of sclerostin signal taken away."""
    return Intervention("sclerostin_block", block, start, stop)


def denosumab(start=0.0, stop=None, block=VALUES["denosumab"]):
    """Antibody against RANKL: share ``block`` (0 to 1) of free RANKL taken away."""
    return Intervention("rankl_block", block, start, stop)


def growth_hormone_secretagogue(start=0.0, stop=None, drive=VALUES["gh_secretagogue"]):
    """Secretagogue such as ibutamoren: IGF-1 drive, multiple of baseline."""
    return Intervention("igf_drive", drive, start, stop)


def gonadotropin(start=0.0, stop=None, activity=VALUES["gonadotropin"]):
    """hCG, or gonadorelin seen at the testis: LH-like activity added, IU/L."""
    return Intervention("gonadotropin_added", activity, start, stop)
