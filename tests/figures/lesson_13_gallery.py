"""The figures of lesson 13 with the numbers of the lesson."""

from course_utils.evidence.audit_tables import reference_audit
from course_utils.evidence.fracture_table import claimed_cells
from course_utils.evidence.pooling import pool
from course_utils.exercises import lesson_13 as data
from course_utils.figures import lesson_13 as draw
from course_utils.figures.forest import forest
from course_utils.figures.icons import icon_arrays

LABELS = {"MORE": "weak bones, X-ray", "RUTH": "heart risk, felt"}


def _baselines():
    table = data.two_baselines()
    return draw.by_baseline(table.assign(label=table.index.map(LABELS)), 0.65)


def _rebuilt(fracture):
    return draw.rebuilt(claimed_cells(), data.measured_cells(), fracture)


def _hips():
    versions = data.hip_versions()
    naive = pool(versions, method="EE", allow_overlap=True)
    limits = dict(zip(("estimate", "ci_low", "ci_high"), naive.ratio_or_value, strict=True))
    wrong = limits | {"label": "Pooled as three trials: wrong"}
    return forest(versions, wrong, weights=False, limits=(0.35, 1.4))


def _hearts():
    return forest(data.heart_versions(), measure="HR or RR", weights=False, limits=(0.8, 1.8))


LESSON_13 = {
    "five headlines": lambda: draw.five_headlines(
        10.1, 6.6, 3, "new spine fractures", "MORE, Ettinger 1999"
    ),
    "a thousand women": lambda: icon_arrays(
        {"placebo": 101, "raloxifene 60 mg": 66}, "a new spine fracture on X-ray", years=3
    ),
    "early looks": lambda: draw.early_looks(data.felt_over_time(), "MORE"),
    "two baselines": _baselines,
    "article, vertebral": lambda: _rebuilt("vertebral"),
    "article, nonvertebral": lambda: _rebuilt("nonvertebral"),
    "hip versions": _hips,
    "heart versions": _hearts,
    "references": lambda: draw.reference_squares(reference_audit()),
}
