"""Lesson 14: what a change of density predicts for fractures, and what a trial would see."""

import numpy as np

from course_utils.evidence.power import power_for_means, power_for_risks
from course_utils.evidence.surrogates import fracture_ratio_from_density
from course_utils.explorers.kit.controls import Levels, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.scan_picture import draw, update
from course_utils.explorers.parts.scan_trials import YEARS, reading, simulated_trials
from course_utils.physiology.parameters import parameter_set

CHANGES = np.linspace(-5, 40, 46)  # percent of the mean, where the curves are drawn
SPREAD = parameter_set("density_trial")["sd_change"]
QUALITY = sorted({*(n / 20 for n in range(10, 41)), 0.74})
PEOPLE = (37, 50, 70, 100, 150, 200, 300, 500, 700, 980, 1500, 2000, 3000, 5000, 7000)


def compute(change, gradient, quality, baseline, people_per_arm):
    """Predicted and expected ratio, simulated trials of that truth, and the power of a trial."""
    predicted = fracture_ratio_from_density(change, gradient)
    curve = fracture_ratio_from_density(CHANGES, gradient)
    return {
        "change": change,
        "predicted": predicted,
        "quality": quality,
        "expected": predicted * quality,
        "curve": (CHANGES, curve),
        "expected_curve": (CHANGES, curve * quality),
        "to_no_effect": 1 / predicted,
        "trials": simulated_trials(baseline, baseline * predicted * quality, people_per_arm),
        "people_per_arm": people_per_arm,
        "density_power": power_for_means(change, SPREAD, people_per_arm),
        "fracture_power": power_for_risks(baseline, baseline * predicted * quality, people_per_arm),
    }


EXPLORER = Declaration(
    name="does_the_scan_predict",
    title="Does the scan predict?",
    picture=(
        "Left: model curves of the fracture risk ratio over the change of density, with trial "
        "results as marks. Right: the ratio in simulated trials, and the power of a trial."
    ),
    controls=(
        Number("change", "Density difference", "%", -5, 40, 0.1, 2.6, decimals=1),
        Number("gradient", "Risk ratio per SD", "", 1.2, 3, 0.1, 2.0, decimals=1),
        Levels("quality", "Quality factor", "", QUALITY, 1),
        Number("baseline", f"Fracture risk in {YEARS} years", "%", 0.5, 15, 0.1, 10.1, decimals=1),
        Levels("people_per_arm", "People per arm", "", (*PEOPLE, 10_000, 14_000, 20_000), 980),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    tries=(
        Try(
            "Raloxifene: which quality factor brings the prediction to what the trial saw?",
            ({}, {"quality": 0.74}),
        ),
        Try(
            "Fluoride raised density by 35 %. How bad must the new bone be to undo that?",
            ({"change": 35}, {"change": 35, "quality": 2}),
        ),
        Try(
            "Take 37 people per arm. What can such a trial find, and what can it not?",
            ({"people_per_arm": 37},),
        ),
    ),
)
