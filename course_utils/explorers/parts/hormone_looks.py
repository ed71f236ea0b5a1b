"""How the hormones of the axis look in the explorers, and how their numbers are written."""

from __future__ import annotations

from course_utils.figures.palette import LOOKS

HORMONES = {
    "lh_iu_per_l": ("LH", "IU/L", LOOKS["LH"]),
    "testosterone_ng_per_dl": ("Testosterone", "ng/dL", LOOKS["testosterone"]),
    "estradiol_pg_per_ml": ("Estradiol", "pg/mL", LOOKS["estradiol"]),
}
"""Column → name, unit and look, in the order of the loop: brain, testis, aromatase."""


def level(hormone, value):
    """A hormone level as laboratories print it: testosterone whole, others with one decimal."""
    return f"{value:,.0f}" if hormone.startswith("testosterone") else f"{value:.1f}"


def step_above(value, steps):
    """The first of the rising `steps` that is not below `value`; the last one at the most."""
    return next((step for step in steps if value <= step), steps[-1])
