"""Which rows of the trial tables stand on which balance sheet."""

from __future__ import annotations

from dataclasses import dataclass

GROUPS = ("fracture", "clots", "breast", "stroke", "heart")
ONCE = "vertebral_morphometric"  # counted once per woman, so the risk levels off with time
BASELINE_IN = {("MORE", ONCE): "ettinger1999"}  # where the ratio's source prints no risk
PRINTED = "_absolute_difference"


@dataclass(frozen=True)
class Sheet:
    """One trial's sheet.

    `lines` are (outcome in words, group, arguments of `balance_rows.find_row` after the
    trial); the group is one of `GROUPS`, or "" if the baseline stays that of the trial.
    """

    trial_id: str
    treatment: str
    people: str
    tablets: bool  # of estrogen, so that a patch is another question
    lines: tuple
    note: str = ""  # what sets one line apart from the others


def _lines(source, text, arm=None):
    """Lines ``words | group | outcome [| source [| arm]]``; +diff is a printed difference."""
    found = []
    for line in text.strip().splitlines():
        words, group, outcome, *other = (part.strip() for part in line.split("|"))
        outcome = outcome.replace(" +diff", PRINTED)
        own = group == "fracture" and PRINTED not in outcome
        table = "fracture_outcomes" if own else "safety_outcomes"
        key, which = (*other, *(source, arm)[len(other) :])
        found.append((words, group, (outcome, key, table, which)))
    return tuple(found)


WHI_EP = _lines(
    "uspstf2012",
    """
    Any fracture         | fracture | total_fracture +diff
    Diabetes             |          | diabetes +diff
    Coronary events      | heart    | coronary_heart_disease | manson2013
    Breast cancer        | breast   | invasive_breast_cancer +diff
    Stroke               | stroke   | stroke_any +diff
    Clots in the lung    | clots    | pulmonary_embolism +diff
    Clots in deep veins  | clots    | deep_vein_thrombosis +diff
    Gallbladder disease  |          | gallbladder_disease +diff
    """,
)
WHI_EA = _lines(
    "uspstf2012",
    """
    Any fracture         | fracture | total_fracture +diff
    Diabetes             |          | diabetes
    Coronary events      | heart    | coronary_heart_disease
    Breast cancer        | breast   | invasive_breast_cancer +diff
    Stroke               | stroke   | stroke_any +diff
    Clots in the lung    | clots    | pulmonary_embolism
    Clots in deep veins  | clots    | deep_vein_thrombosis +diff
    Gallbladder disease  |          | gallbladder_disease +diff
    """,
)
RUTH = _lines(
    "barrettconnor2006",
    """
    Clinical spine fracture| fracture | clinical_vertebral_fracture +diff
    Coronary events        | heart    | coronary_event
    Breast cancer          | breast   | invasive_breast_cancer +diff
    Any stroke             | stroke   | stroke_any | mosca2009
    Fatal stroke           | stroke   | fatal_stroke +diff
    Clots                  | clots    | venous_thromboembolism +diff
    """,
)
MORE = _lines(
    "cummings1999",
    """
    Spine fracture on X-ray | fracture | vertebral_morphometric | delmas2002 | raloxifene_60mg
    Fractures elsewhere     | fracture | nonvertebral | delmas2002 | raloxifene_60_and_120mg
    Heart or brain events   | heart | coronary_or_cerebrovascular_event | barrettconnor2002
    Breast cancer           | breast   | invasive_breast_cancer | cummings1999 | raloxifene_pooled
    Clots                   | clots    | venous_thromboembolism | cummings1999 | raloxifene_pooled
    """,
    arm="raloxifene_60mg",
)
PEARL = _lines(
    "cummings2010",
    """
    Spine fracture on X-ray | fracture | vertebral_morphometric
    Fractures elsewhere     | fracture | nonvertebral
    Coronary heart disease  | heart    | coronary_heart_disease
    ER+ breast cancer       | breast   | er_positive_breast_cancer
    Stroke                  | stroke   | stroke_any
    Clots                   | clots    | venous_thromboembolism
    """,
    arm="lasofoxifene_0.5mg",
)
AGED = "women of 50 to 79"
SHEETS = {
    "estrogen_progestogen": Sheet(
        "WHI_EP", "estrogen plus progestogen", f"{AGED} with a uterus", True, WHI_EP
    ),
    "estrogen_alone": Sheet(
        "WHI_EA",
        "estrogen alone",
        f"{AGED} after hysterectomy",
        True,
        WHI_EA,
        "breast cancer: over 11.8 years",
    ),
    "raloxifene_ruth": Sheet(
        "RUTH", "raloxifene", "women with heart disease or risks for it", False, RUTH
    ),
    "raloxifene_more": Sheet("MORE", "raloxifene", "women with osteoporosis", False, MORE),
    "lasofoxifene": Sheet("PEARL", "lasofoxifene", "women with osteoporosis", False, PEARL),
}
