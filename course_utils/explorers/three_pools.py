"""Lesson 10: total, free and the ratio. Where a man's testosterone sits, and what bone reads."""

import numpy as np

from course_utils.explorers.kit.controls import Levels, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.pools_picture import draw, update
from course_utils.explorers.parts.pools_words import reading
from course_utils.physiology.axis import binding_pools
from course_utils.physiology.receptors import bone_signal
from course_utils.physiology.units import (
    estradiol_pg_per_ml_to_pmol_per_l,
    testosterone_nmol_per_l_to_ng_per_dl,
)

TOTALS = sorted({*range(2, 36), 3.47, 10.4, 15.4, 17.35, 34.7})  # nmol/L
SHBG = np.linspace(5, 120, 116)  # nmol/L
PMOL_PER_NMOL = 1000.0


def compute(total, shbg, albumin, estradiol, lines):
    """Three pools by mass action with one SHBG site, and the bone signal of total estradiol."""
    molar = estradiol_pg_per_ml_to_pmol_per_l(estradiol) / PMOL_PER_NMOL
    pools = binding_pools(total, molar, shbg=shbg, albumin=albumin)["testosterone"]
    along = binding_pools(total, molar, shbg=SHBG, albumin=albumin)["testosterone"]
    level = testosterone_nmol_per_l_to_ng_per_dl(total)
    return {
        "total": total,
        "shbg": shbg,
        "pools": pools._asdict(),
        "free": pools.free * PMOL_PER_NMOL,
        "percent": {name: 100 * part / total for name, part in pools._asdict().items()},
        "x": SHBG,
        "free along": along.free * PMOL_PER_NMOL,
        "testosterone": level,
        "estradiol": estradiol,
        "ratio": level / estradiol,
        "signal": bone_signal(estradiol),
        "lines": lines,
    }


EXPLORER = Declaration(
    name="three_pools",
    title="Three pools",
    picture=(
        "Above, a model bar of total testosterone in three pools: on SHBG, on albumin, free; left, "
        "free testosterone over SHBG; right, testosterone over estradiol, shaded by the bone "
        "signal of total estradiol, with lines of equal ratio."
    ),
    controls=(
        Levels("total", "Total testosterone", "nmol/L", TOTALS, 17.35),
        Number("shbg", "SHBG", "nmol/L", 5, 120, 5, 40),
        Number("albumin", "Albumin", "g/L", 25, 55, 1, 43),
        Number("estradiol", "Estradiol", "pg/mL", 1, 80, 1, 25),
        Toggle("lines", "Show ratio lines", "ratio lines shown", True),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=reading,
    pinned=("free along",),
    tries=(
        Try("Raise SHBG from 20 to 80. What do total and free do?", ({"shbg": 20}, {"shbg": 80})),
        Try(
            "Two men with the same low total, 10.4 nmol/L, SHBG 20 and 60: is it one story?",
            ({"total": 10.4, "shbg": 20}, {"total": 10.4, "shbg": 60}),
        ),
        Try(
            "Walk along the line of ratio 20. Does the signal in bone stay the same?",
            tuple(
                {"total": total, "estradiol": estradiol}
                for total, estradiol in ((3.47, 5), (17.35, 25), (34.7, 50))
            ),
        ),
    ),
)
