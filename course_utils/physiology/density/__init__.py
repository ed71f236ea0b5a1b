"""From cells to density and fracture: markers, sites, scores, hazards."""

from course_utils.physiology.density.hazard import (
    FRACTURES,
    annual_hazard,
    cumulative_risk,
    fracture_site,
    hazard_ratio,
)
from course_utils.physiology.density.markers import (
    MARKERS,
    least_significant_change,
    marker_change,
    measured,
)
from course_utils.physiology.density.precision import (
    density_precision,
    is_real_change,
    least_significant_density,
    measured_density,
    precision_error,
)
from course_utils.physiology.density.scores import (
    category,
    density_of,
    reference,
    t_score,
    z_score,
)
from course_utils.physiology.density.sites import (
    DENSITY,
    SITES,
    relative_density,
    site_density,
)

__all__ = [
    "DENSITY",
    "FRACTURES",
    "MARKERS",
    "SITES",
    "annual_hazard",
    "category",
    "cumulative_risk",
    "density_of",
    "density_precision",
    "fracture_site",
    "hazard_ratio",
    "is_real_change",
    "least_significant_change",
    "least_significant_density",
    "marker_change",
    "measured",
    "measured_density",
    "precision_error",
    "reference",
    "relative_density",
    "site_density",
    "t_score",
    "z_score",
]
