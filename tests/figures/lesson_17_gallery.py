"""The figures of lesson 17 with numbers of the size the lesson shows."""

import numpy as np
import pandas as pd

from course_utils.figures import lesson_17 as draw

YEARS = np.linspace(0, 5, 21)
SPREAD = np.random.default_rng(17).normal(1, 0.25, 50)


def _bands():
    falls, holds = -1.05 * YEARS[:, None] * SPREAD, YEARS[:, None] * (SPREAD - 1.15)
    return draw.spine_bands(YEARS, {"no drug": falls, "raloxifene 60 mg": holds}, "Ana")


HELD = pd.DataFrame(
    {
        "difference": [3.67, 0.0, 0.0, 3.67, 0.0, 0.0, 3.67],
        "hazard_ratio": [0.70, 1.0, 1.0, 0.70, 1.0, 0.91, 1.0],
    },
    index=["none held", "concentration", "receptor", "hormones", "cells", "density", "fracture"],
)
COPY = pd.DataFrame(
    {
        "model": [-3.1, 0.4, 3.5],
        "model_se": [0.36, 0.33, 0.49],
        "study": [-1.32, 1.28, 2.60],
        "study_se": [0.22, 0.23, 0.32],
    },
    index=["placebo", "raloxifene", "difference"],
)
OWN = pd.DataFrame(
    {
        "model": [-1.2, 1.1, 2.3],
        "model_se": [0.46, 0.46, 0.65],
        "study": [0.6, 2.6, 2.0],
        "study_se": [np.nan] * 3,
        "expected": [np.nan, np.nan, 1.5],
    },
    index=["placebo", "patch", "difference"],
)

LESSON_17 = {
    "spine bands": _bands,
    "links held": lambda: draw.links_held(HELD, "raloxifene", 3),
    "trial and copy": lambda: draw.trial_and_copy(COPY, "Johnston 2000"),
    "trial and copy, no intervals": lambda: draw.trial_and_copy(
        COPY.assign(study_se=np.nan), "Ettinger 2004"
    ),
    "plan, copy and trial": lambda: draw.trial_and_copy(
        OWN, "Ettinger 2004", "Spine after 2 years: plan, copy and trial"
    ),
}
