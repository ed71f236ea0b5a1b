"""A model small enough to be solved on paper: gut → blood → out."""

from course_utils.physiology.arithmetic import exp, formula, positive
from course_utils.physiology.model import Model, State
from course_utils.physiology.parameters import Parameter, ParameterSet


def parameters(**values):
    return ParameterSet(
        "two_compartments",
        [
            Parameter(s, s, v, "1/d", "", "teaching assumption", 0.0, 50.0)
            for s, v in values.items()
        ],
    )


@formula
def outflow(amount, rate):
    return rate * positive(amount)


@formula
def gut_rates(time, state, p):
    gut, blood = state
    return -p.ka * gut, p.ka * gut - outflow(blood, p.ke)


@formula
def driven_rates(time, state, p, inputs):
    (blood,) = state
    return (inputs[0] * exp(-inputs[1]) - p.ke * blood,)


@formula
def explosive_rates(time, state, p):
    (cells,) = state
    return (p.ka * cells**2,)


@formula
def sinking_rates(time, state, p):
    (cells,) = state
    return (-p.ka - cells**0.5,)


STATES = (State("gut", "amount_in_gut", "mg", 0.0), State("blood", "amount_in_blood", "mg", 0.0))
GUT = Model("gut_and_blood", STATES, gut_rates, parameters(ka=2.0, ke=0.3))
DRIVEN = Model("driven", STATES[1:], driven_rates, parameters(ke=0.3))
CELLS = (State("cells", "bone_cells", "pM", 1.0),)
EXPLOSIVE = Model("explosive", CELLS, explosive_rates, parameters(ka=1.0))
SINKING = Model("sinking", CELLS, sinking_rates, parameters(ka=1.0))
