"""The courses of "The cycle turns": the published cycle with one wire moved or one drug given."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from course_utils.physiology.axis import menstrual_cycle, surge_days
from course_utils.physiology.axis.cycle import POSITIVE_WIRES, ROEBLITZ

LAST_DAY = 84  # three of the published cycles
LUTEAL_DAYS = 14  # computed beyond the picture, so that a late surge can show what follows
DAYS = np.arange(0, LAST_DAY + LUTEAL_DAYS + 0.05, 0.1)
COLUMNS = ("lh_iu_per_l", "fsh_iu_per_l", "estradiol_pg_per_ml", "progesterone_ng_per_ml")
LEAST_SURGE = 20.0  # IU/L; below it lies all LH outside of surges
SAME_SURGE = 5.0  # days; a drug can split one surge into two peaks
OVULATION_RISE = 3.0  # ng/mL of progesterone, by which clinics tell an ovulation (recalled)
OVULATION_DAYS = 10.0


def cycle_settings(threshold, pulses, progesterone):
    """Numbers of the cycle with its turn, its GnRH or its progesterone changed.

    Parameters
    ----------
    threshold : float
        Factor on the estradiol at which GnRH pulses grow and quicken and LH is made faster.
    pulses : float
        GnRH pulses per day before estradiol and progesterone change them.
    progesterone : float
        Level that a constant supply adds to the blood, ng/mL.

    Returns
    -------
    ParameterSet
    """
    usual = ROEBLITZ.parameters
    moved = {name: threshold * usual[name] for name in POSITIVE_WIRES}
    supply = usual["b_P4"] + progesterone * usual["k_cl_P4"]
    return usual.replace(f_0=pulses, b_P4=supply, **moved)


@lru_cache(maxsize=256)
def follow_cycles(threshold, pulses, progesterone, dose, day):
    """Four hormones day by day from the published start, with one dose of cetrorelix.

    Parameters
    ----------
    threshold, pulses, progesterone
        As in :func:`cycle_settings`.
    dose, day : float
        mg of cetrorelix (0: none) and the day of its injection.

    Returns
    -------
    dict
        The four hormones over the days of the picture, and ``surges``: pairs of a day and
        whether an ovulation follows.

    Source: Röblitz et al. 2013, published model.
    """
    given = {day: 1000 * dose} if dose else {}  # the model doses in µg
    settings = cycle_settings(threshold, pulses, progesterone)
    table = menstrual_cycle(DAYS, cetrorelix=given, parameters=settings)
    shown = table.loc[: LAST_DAY + 0.01]
    surges = [(day, _ovulates(table, day)) for day in _separate(table) if day <= LAST_DAY]
    return {name: shown[name].to_numpy() for name in COLUMNS} | {"surges": surges}


def _separate(table):
    """Days of surges; of peaks close together the highest."""
    level, kept = table["lh_iu_per_l"], []
    for day in surge_days(table, LEAST_SURGE):
        if kept and day - kept[-1] < SAME_SURGE:
            kept[-1] = max(kept[-1], day, key=level.get)
        else:
            kept.append(day)
    return kept


def _ovulates(table, day):
    """True if a corpus luteum follows: progesterone rises in the days after the surge."""
    progesterone = table["progesterone_ng_per_ml"].loc[day : day + OVULATION_DAYS]
    return bool(progesterone.max() > progesterone.iloc[0] + OVULATION_RISE)
