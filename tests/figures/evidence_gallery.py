"""Evidence figures, once each, drawn from published numbers; joined to the gallery."""

import numpy as np
import pandas as pd

from course_utils.evidence.bias import answers, healthy_user_cohort
from course_utils.evidence.pooling import pool
from course_utils.figures.balance import balance_sheet
from course_utils.figures.forest import forest
from course_utils.figures.funnel import funnel
from course_utils.figures.icons import icon_arrays
from course_utils.figures.ladder import evidence_ladder
from course_utils.figures.network import network_graph

# Vertebral fracture: Delmas 2002, Cummings 2010, Cummings 2011, Smith 2010, Cummings 2008.
VERTEBRAL = pd.DataFrame(
    {
        "label": ["MORE", "PEARL", "GENERATIONS", "Toremifene in ADT", "LIFT"],
        "measure": ["RR", "HR", "RR", "RR", "HR"],
        "estimate": [0.64, 0.58, 0.59, 0.50, 0.55],
        "ci_low": [0.53, 0.47, 0.45, 0.25, 0.41],
        "ci_high": [0.76, 0.70, 0.77, 1.015, 0.74],
    }
)
# Deaths and people of the 13 BCG trials (Colditz 1994), widely used to test pooling.
BCG = pd.DataFrame(
    {
        "label": [
            "Aronson 1948",
            "Ferguson & Simes 1949",
            "Rosenthal et al 1960",
            "Hart & Sutherland 1977",
            "Frimodt-Moller et al 1973",
            "Stein & Aronson 1953",
            "Vandiviere et al 1973",
            "TPT Madras 1980",
            "Coetzee & Berjak 1968",
            "Rosenthal et al 1961",
            "Comstock et al 1974",
            "Comstock & Webster 1969",
            "Comstock et al 1976",
        ],
        "events_arm": [4, 6, 3, 62, 33, 180, 8, 505, 29, 17, 186, 5, 27],
        "n_arm": [
            123, 306, 231, 13598, 5069, 1541, 2545, 88391, 7499, 1716, 50634, 2498, 16913
        ],
        "events_comparator": [11, 29, 11, 248, 47, 372, 10, 499, 45, 65, 141, 3, 29],
        "n_comparator": [
            139, 303, 220, 12867, 5808, 1451, 629, 88391, 7277, 1665, 27338, 2341, 17854
        ],
    }
)  # fmt: skip
# Random effects by REML with the normal interval, as metafor gives them.
POOLED = {
    "label": "Random effects (REML)",
    "estimate": 0.489,
    "ci_low": 0.344,
    "ci_high": 0.696,
    "prediction_low": 0.155,
    "prediction_high": 1.549,
    "note": "I² = 92 %, τ² = 0.31",
}
# Women's Health Initiative, estrogen plus progestin, per 10,000 person-years (Manson 2013).
WHI = pd.DataFrame(
    {
        "outcome": ["coronary disease", "stroke", "lung clot", "leg clot", "diabetes"],
        "difference": [3.0, 4.5, 4.5, 5.5, -8.0],
    }
)


def with_ratio(table, tau2=0.313):
    """Risk ratio with its 95 % interval from counts, and the weight 1 / (v + τ²)."""
    a, n1, c, n0 = (
        table[name] for name in ("events_arm", "n_arm", "events_comparator", "n_comparator")
    )
    ratio = (a / n1) / (c / n0)
    variance = 1 / a - 1 / n1 + 1 / c - 1 / n0
    factor = np.exp(1.959964 * np.sqrt(variance))
    limits = {"ci_low": ratio / factor, "ci_high": ratio * factor}
    return table.assign(estimate=ratio, **limits, weight=1 / (variance + tau2))


TWENTY = pd.DataFrame(
    {
        "label": [f"Invented study {letter}" for letter in "ABCDEFGHIJKLMNOPQRST"],
        "estimate": np.linspace(-2, 2, 20),
        "ci_low": np.linspace(-2, 2, 20) - np.linspace(0.3, 2, 20),
        "ci_high": np.linspace(-2, 2, 20) + np.linspace(0.3, 2, 20),
    }
)
DRUGS = {
    "placebo": 9000,
    "raloxifene": 5100,
    "lasofoxifene": 5700,
    "bazedoxifene": 3800,
    "tibolone": 2300,
    "estrogen": 800,
}
PAIRS = pd.DataFrame(
    [("placebo", drug, n) for drug, n in zip(list(DRUGS)[1:], (5, 2, 3, 1, 4), strict=True)]
    + [("raloxifene", "bazedoxifene", 2), ("raloxifene", "tibolone", 1)],
    columns=["treatment_a", "treatment_b", "trials"],
)

EVIDENCE_GALLERY = {
    "forest": lambda: forest(
        VERTEBRAL,
        {"label": "Pooled", "estimate": 0.59, "ci_low": 0.53, "ci_high": 0.66},
        measure="RR or HR",
        favors=("drug", "placebo"),
    ),
    "forest with counts": lambda: forest(
        with_ratio(BCG[:12]),
        POOLED,
        measure="RR",
        favors=("vaccine", "none"),
        arms=("Vaccine", "None"),
    ),
    "forest of 20": lambda: forest(TWENTY, measure="MD", favors=("drug", "placebo")),
    "forest of one, off the axis": lambda: forest(
        pd.DataFrame(
            {"label": ["Maricic 2005"], "estimate": [0.10], "ci_low": [0.01], "ci_high": [0.63]}
        ),
        measure="RR",
        favors=("raloxifene", "placebo"),
    ),
    "forest, two summaries": lambda: forest(
        VERTEBRAL,
        [
            {"label": "Common effect", "estimate": 0.59, "ci_low": 0.53, "ci_high": 0.66},
            POOLED | {"label": "Random effects, invented heterogeneity"},
        ],
        measure="RR or HR",
    ),
    "forest without weights": lambda: forest(
        answers(healthy_user_cohort()), weights=False, favors=("users", "non-users")
    ),
    "forest of a pooled result": lambda: forest(pool(VERTEBRAL, allow_mixed=True)),
    "funnel": lambda: funnel(with_ratio(BCG), POOLED, measure="RR", asymmetry="Egger: P = 0.19"),
    "funnel of differences": lambda: funnel(
        TWENTY, {"estimate": 0.1, "ci_low": 0.0, "ci_high": 0.2}, measure="MD"
    ),
    "balance": lambda: balance_sheet(
        WHI, 5, treatment="estrogen plus progestin, against placebo", study="WHI, Manson 2013"
    ),
    "balance with intervals": lambda: balance_sheet(
        WHI.assign(ci_low=WHI["difference"] - 4, ci_high=WHI["difference"] + 5.5), 5
    ),
    "balance, one side": lambda: balance_sheet(WHI[WHI["difference"] > 0], 10),
    "ladder": evidence_ladder,
    "ladder with a gap": lambda: evidence_ladder(
        "bone density", "fracture that is felt", {"bone density": "spine +35 % in 4 years"}
    ),
    "ladder, met": lambda: evidence_ladder(
        "fracture seen on an X-ray", "fracture seen on an X-ray"
    ),
    "network": lambda: network_graph(PAIRS, DRUGS),
    "network of two": lambda: network_graph(PAIRS.iloc[:1], {"placebo": 10, "raloxifene": 4000}),
    "network of three": lambda: network_graph(
        PAIRS.iloc[:1], {"placebo": 10, "raloxifene": 400, "teriparatide": 50}
    ),
    "icons of 100": lambda: icon_arrays(
        {"placebo": 18, "raloxifene 60 mg": 25, "tibolone": 11},
        "hot flashes",
        population=100,
        years=3,
    ),
    "icons of 1000": lambda: icon_arrays(
        {"placebo": 101, "raloxifene 60 mg": 66},
        "a new vertebral fracture",
        years=3,
        study="MORE, Ettinger 1999",
    ),
    "icons, one crowd": lambda: icon_arrays({"placebo": 101}, "a new vertebral fracture"),
    "icons, one crowd of 100": lambda: icon_arrays({"placebo": 10}, "one", population=100),
}
