"""Synthesis of several results: the public door.

Pool (`pooling`), pool rare events (`rare`), explain differences (`regression`), look at groups,
single trials and the funnel (`sensitivity`), join a network (`network`, `indirect`). Bad, mixed
or overlapping rows are refused (`rows`).

>>> from course_utils.datasets import load
>>> from course_utils.evidence.synthesis import pool
>>> rows = load("fracture_outcomes").query("outcome == 'hip' and citation_key == 'uspstf2012'")
>>> pool(rows).measure
'HR'
"""

from course_utils.evidence.indirect import bucher
from course_utils.evidence.network import Network, network, network_from_arms
from course_utils.evidence.pooling import Pooled, pool
from course_utils.evidence.rare import effects_from_counts, pool_mantel_haenszel, pool_peto
from course_utils.evidence.regression import Regression, meta_regression, predict_effect
from course_utils.evidence.rows import Effects, read_rows
from course_utils.evidence.sensitivity import (
    Asymmetry,
    Subgroups,
    cumulative,
    egger,
    leave_one_out,
    subgroups,
)

__all__ = [
    "Asymmetry",
    "Effects",
    "Network",
    "Pooled",
    "Regression",
    "Subgroups",
    "bucher",
    "cumulative",
    "effects_from_counts",
    "egger",
    "leave_one_out",
    "meta_regression",
    "network",
    "network_from_arms",
    "pool",
    "pool_mantel_haenszel",
    "pool_peto",
    "predict_effect",
    "read_rows",
    "subgroups",
]
