"""The first mathematical loop of the male axis (Smith 1980), kept for its history.

Three equations with one threshold: release of LHRH stops where testosterone is above c/h.
The model can cycle; later work showed pulses to come from the hypothalamus itself, so read it
as the starting point of the field. The paper's quantities have no laboratory units.
"""

from __future__ import annotations

from course_utils.physiology.arithmetic import formula, positive
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import parameter_set


@formula
def smith_rates(time, state, p):
    """LHRH R, LH L and testosterone T, per hour.

    dR/dt = max(c − h·T, 0) − b1·R,   dL/dt = g1·R − b2·L,   dT/dt = g2·L − b3·T
    """
    R, L, T = state
    return positive(p.c - p.h * T) - p.b1 * R, p.g1 * R - p.b2 * L, p.g2 * L - p.b3 * T


SMITH = Model(
    name="smith1980",
    states=(
        State("R", "lhrh", "", 0.5),
        State("L", "lh", "", 22.0),
        State("T", "testosterone", "", 15.0),
    ),
    rates=smith_rates,
    parameters=parameter_set("smith1980"),
    time_unit="hour",
    source="Smith 1980, Bull Math Biol 42",
)


def smith_steady_state(parameters=SMITH.parameters):
    """Resting values (R, L, T) of Smith 1980, where release and loss balance.

        T = c / (h + b1·b2·b3/(g1·g2)),   L = b3·T/g2,   R = b2·L/g1

    Parameters
    ----------
    parameters : mapping with c, h, b1, b2, b3, g1, g2

    Returns
    -------
    (float, float, float)
    """
    p = parameters
    level = p["c"] / (p["h"] + p["b1"] * p["b2"] * p["b3"] / (p["g1"] * p["g2"]))
    lh = p["b3"] * level / p["g2"]
    return p["b2"] * lh / p["g1"], lh, level
