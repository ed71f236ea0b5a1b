"""Bone cells and bone mass, from two flows and a stock to published models of the cells.

Every public name of the modules can be imported from here.
"""

from course_utils.physiology.bone.core import BONE_CORE, bone_core_rates, menopause_signal
from course_utils.physiology.bone.cycles import (
    DAY_STEP,
    DAYS_PER_CYCLE,
    lowest_point,
    refilled_day,
    remodeling_site,
)
from course_utils.physiology.bone.decoy import (
    DECOY,
    free_rankl,
    rank_occupancy,
    trapped_rankl,
)
from course_utils.physiology.bone.flows import (
    FULL_BONE_PERCENT,
    TWO_FLOWS,
    flows_to_stock,
    lagging_formation,
)
from course_utils.physiology.bone.hormones import (
    bone_cell_rates,
    bone_rates,
    hormone_signal,
    sclerostin_rate,
)
from course_utils.physiology.bone.komarova import (
    KOMAROVA,
    KOMAROVA_SITE,
    komarova_modes,
    komarova_rates,
    komarova_steady_state,
    repeated_bursts,
)
from course_utils.physiology.bone.lemaire import (
    LEMAIRE,
    LEMAIRE_NUMBERS,
    lemaire_cells,
    lemaire_rates,
    lemaire_steady_state,
)
from course_utils.physiology.bone.mass import (
    BONE_MASS,
    BONE_MASS_NUMBERS,
    bone_mass_flows,
    resting_bone_mass,
)
from course_utils.physiology.bone.mass_course import bone_mass, change_since, therapy
from course_utils.physiology.bone.one_cycle import (
    COOK,
    COOK_CYCLE,
    wnt_cycle,
)
from course_utils.physiology.bone.pivonka import (
    PIVONKA,
    PIVONKA_NUMBERS,
    pivonka_rates,
    pivonka_steady_state,
)
from course_utils.physiology.bone.rest import resting_cells
from course_utils.physiology.bone.volume import mineralization_rate, volume_rate

__all__ = [
    "BONE_CORE",
    "BONE_MASS",
    "BONE_MASS_NUMBERS",
    "COOK",
    "COOK_CYCLE",
    "DAYS_PER_CYCLE",
    "DAY_STEP",
    "DECOY",
    "FULL_BONE_PERCENT",
    "KOMAROVA",
    "KOMAROVA_SITE",
    "LEMAIRE",
    "LEMAIRE_NUMBERS",
    "PIVONKA",
    "PIVONKA_NUMBERS",
    "TWO_FLOWS",
    "bone_cell_rates",
    "bone_core_rates",
    "bone_mass",
    "bone_mass_flows",
    "bone_rates",
    "change_since",
    "flows_to_stock",
    "free_rankl",
    "hormone_signal",
    "komarova_modes",
    "komarova_rates",
    "komarova_steady_state",
    "lagging_formation",
    "lemaire_cells",
    "lemaire_rates",
    "lemaire_steady_state",
    "lowest_point",
    "menopause_signal",
    "mineralization_rate",
    "pivonka_rates",
    "pivonka_steady_state",
    "rank_occupancy",
    "refilled_day",
    "remodeling_site",
    "repeated_bursts",
    "resting_bone_mass",
    "resting_cells",
    "sclerostin_rate",
    "therapy",
    "trapped_rankl",
    "volume_rate",
    "wnt_cycle",
]
