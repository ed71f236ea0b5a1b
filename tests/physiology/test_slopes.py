"""Exact slopes agree with differences of the rates; channels that stay 0 may be left out."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.axis import DEGARELIX, LOOP_IN_TIME, ROEBLITZ, TRIPTORELIN
from course_utils.physiology.bone import COOK_CYCLE, KOMAROVA_SITE, LEMAIRE, PIVONKA
from course_utils.physiology.bone.core import BONE_CORE
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.drugs import Regimen, exposure
from course_utils.physiology.drugs.channels import CHANNELS
from course_utils.physiology.flat import FlatRates, flat_rates, idle_channels
from course_utils.physiology.right_hand_side import is_formula
from course_utils.physiology.slopes import partials
from course_utils.physiology.symbols import Symbol, name
from tests.physiology.two_compartments import GUT

MODELS = {
    model.name: model
    for model in (
        *(GUT, LEMAIRE, PIVONKA, KOMAROVA_SITE, COOK_CYCLE, BONE_CORE),
        *(LOOP_IN_TIME, ROEBLITZ, TRIPTORELIN, DEGARELIX),
        *CHAINS.values(),
    )
    if is_formula(model.rates)
}
DRIVEN = {model.name for model in CHAINS.values()}


def bound_of(model, idle=()):
    numbers = model.parameters.numbers()
    inputs = len(CHANNELS) if model.name in DRIVEN else 0
    flat = flat_rates(model.rates, len(model.states), numbers, inputs, idle)
    places, slopes = flat.slopes
    return flat.bind(numbers, math.exp), places, slopes.bind(numbers, math.exp)


def filled(places, values, size):
    matrix = np.zeros((size, size))
    for place, value in zip(places, values, strict=True):
        matrix[place] = value
    return matrix


def by_differences(rates, time, state, more, sizes):
    """Central differences, and how much those to the left and to the right disagree."""
    here = np.array(rates(time, state, *more))
    columns, corners = [], []
    for j, size in enumerate(sizes):
        width = 1e-5 * size
        ends = [list(state), list(state)]
        ends[0][j] += width
        ends[1][j] -= width
        up, down = (np.array(rates(time, end, *more)) for end in ends)
        columns.append((up - down) / (2 * width))
        corners.append(np.abs(up - 2 * here + down) / width)
    return np.array(columns).T, np.array(corners).T


@pytest.mark.parametrize("model", MODELS.values(), ids=MODELS)
@given(data=st.data())
def test_slopes_are_those_of_the_rates(model, data):
    rates, places, slopes = bound_of(model)
    sizes = np.abs(model.sizes)
    factors = data.draw(st.lists(st.floats(0.3, 3), min_size=len(sizes), max_size=len(sizes)))
    state = (sizes * factors).tolist()
    levels = st.lists(st.floats(0, 2), min_size=len(CHANNELS), max_size=len(CHANNELS))
    more = (data.draw(levels),) if model.name in DRIVEN else ()
    exact = filled(places, slopes(10.0, state, *more), len(sizes))
    near, corner = by_differences(rates, 10.0, state, more, sizes)
    # In sizes of the states, so that small and large quantities count alike.
    scale = sizes[None, :] / sizes[:, None]
    largest = 1 + np.abs(exact * scale).max()
    smooth = corner * scale < 1e-2 * largest  # not so where a limit lies between the two ends
    assert smooth.mean() > 0.9
    assert (np.abs(exact - near) * scale)[smooth].max() < 1e-5 * largest


def test_slopes_of_two_compartments_are_their_rate_constants():
    _, places, slopes = bound_of(GUT)
    p = GUT.parameters
    assert filled(places, slopes(0.0, [3.0, 2.0]), 2).tolist() == [
        [-p["ka"], 0.0],
        [p["ka"], -p["ke"]],
    ]


def test_the_slope_of_a_size_at_zero_is_in_between():
    x = name("x")
    slope = partials([(x + abs(x)) / 2], [x])[0, 0]
    assert isinstance(slope, Symbol)
    flat = FlatRates(lambda _t, y, _p: ((y[0] + abs(y[0])) / 2,), 1, ())
    _, slopes = flat.slopes
    bound = slopes.bind((), math.exp)
    assert [bound(0.0, [at])[0] for at in (-1.0, 0.0, 1.0)] == [0.0, 0.5, 1.0]


def test_a_state_in_an_exponent_is_refused_in_words():
    x, y = name("x"), name("y")
    with pytest.raises(TypeError, match="exponent depends on the state"):
        partials([x**y], [x, y])


@pytest.mark.parametrize("model", CHAINS.values(), ids=CHAINS)
@given(data=st.data())
def test_rates_without_the_idle_channels_are_the_same(model, data):
    used = data.draw(st.sets(st.integers(0, len(CHANNELS) - 1)))
    idle = tuple(i for i in range(len(CHANNELS)) if i not in used)
    level = st.floats(0, 5)
    inputs = [data.draw(level) if i in used else 0.0 for i in range(len(CHANNELS))]
    state = model.start()
    numbers = model.parameters.numbers()
    whole = flat_rates(model.rates, len(state), numbers, len(CHANNELS)).bind(numbers, math.exp)
    # Made anew: there are half a million sets of channels.
    part = FlatRates(model.rates, len(state), numbers, len(CHANNELS), idle)
    assert part.bind(numbers, math.exp)(5.0, state, inputs) == pytest.approx(
        whole(5.0, state, inputs), rel=1e-12, abs=1e-14
    )


def test_a_tablet_leaves_the_channels_of_other_drugs_idle():
    tablet = exposure([Regimen("raloxifene", average=True)], 1000)
    (segment,) = tablet.segments
    idle = idle_channels(segment.base, segment.weights)
    used = [channel.column for i, channel in enumerate(CHANNELS) if i not in idle]
    assert used == ["raloxifene_nmol_per_l", "igf_drive_multiple", "parathyroid_factor"]
    assert {tablet.at(500)[i] for i in idle} == {0.0}


def test_what_adds_or_multiplies_nothing_is_left_out():
    x = name("x")
    assert all(same is x for same in (x + 0, 0 + x, x - 0, x * 1, 1 * x, x / 1, x**1))
    assert x * 0 == 0 * x == 0 / x == 0
    assert (0 - x).operation == "neg"
