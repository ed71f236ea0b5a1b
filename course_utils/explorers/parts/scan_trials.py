"""Trials for "Does the scan predict?": some simulated, three that took place."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy import stats

from course_utils.datasets import load
from course_utils.evidence.bias_cohorts import SEED
from course_utils.evidence.effects import Effect, risk_ratio
from course_utils.explorers.parts.effect_marks import ratio_words

YEARS = 3
TRIALS = 40


@dataclass(frozen=True)
class SimulatedTrial:
    """People with a fracture (treated, untreated) and the ratio with its interval."""

    events: tuple
    ratio: Effect

    @property
    def words(self):
        """Ratio and interval."""
        return ratio_words(self.ratio.estimate, self.ratio.low, self.ratio.high)

    @property
    def finds(self):
        """Whether the interval leaves out 1."""
        return not self.ratio.low <= 1 <= self.ratio.high


def simulated_trials(untreated_percent, treated_percent, people_per_arm):
    """Forty trials of the same truth; the same luck in all states, so that they move smoothly.

        events ~ binomial(people, risk), drawn by its quantile at fixed uniform numbers

    Parameters
    ----------
    untreated_percent, treated_percent : float
        Risks over the trial, percent.
    people_per_arm : int

    Returns
    -------
    list of SimulatedTrial

    Source: inverse transform sampling, common random numbers.
    """
    luck = np.random.default_rng(SEED).random((TRIALS, 2))
    risks = np.array([treated_percent, untreated_percent]) / 100
    counts = stats.binom.ppf(luck, people_per_arm, risks).astype(int)
    return [
        SimulatedTrial((int(a), int(c)), risk_ratio(int(a), people_per_arm, int(c), people_per_arm))
        for a, c in counts
    ]


def reading(result):
    """Prediction, one simulated trial, and the chances to find density and fractures."""
    first = result["trials"][0]
    treated, untreated = first.events
    return (
        f"density alone predicts a fracture risk ratio of {result['predicted']:.2f}, with this "
        f"quality it is {result['expected']:.2f}, and a quality factor of "
        f"{result['to_no_effect']:.2f} would make it 1; a simulated trial counts {treated:,} "
        f"against {untreated:,} people with a fracture in {YEARS} years among "
        f"{result['people_per_arm']:,} per arm, ratio {first.words}; the chance to find the "
        f"change is {100 * result['density_power']:.0f} % for density and "
        f"{100 * result['fracture_power']:.0f} % for fractures"
    )


@cache
def real_trials():
    """Density difference (percent) and fracture ratio of trials, with the words beside them.

    Returns
    -------
    dict of str to (float, float)
        Raloxifene: spine density of the prevention trials, spine fractures on X-ray in the
        treatment trial. Fluoride: numbers of fractures, so the ratio has no valid interval.
    """
    density, fractures = load("bmd_outcomes"), load("fracture_outcomes")
    spine = density[density.site == "lumbar_spine"]
    change = spine[spine.trial_id == "RLX_PREV_3Y"].set_index("arm")["mean_pct_change"]
    more = fractures.query("trial_id == 'MORE' and citation_key == 'ettinger1999'").iloc[0]
    fluoride = fractures[fractures.trial_id == "RIGGS1990"].set_index("outcome")
    gain = spine[spine.trial_id == "RIGGS1990"]["mean_pct_change"].iloc[0]
    ratio = fluoride["events_arm"] / fluoride["events_comparator"]
    return {
        "raloxifene": (
            float(change["raloxifene_60mg"] - change["placebo"]),
            float(more["rate_arm"] / more["rate_comparator"]),
        ),
        "fluoride, spine": (float(gain), float(ratio["vertebral_morphometric"])),
        "fluoride, elsewhere": (float(gain), float(ratio["nonvertebral"])),
    }
