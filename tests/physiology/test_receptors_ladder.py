"""The rungs from occupancy to two states: textbook values, limits and laws."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.receptors import (
    antagonized_effect,
    apparent_dissociation,
    competitive_occupancy,
    competitive_signal,
    del_castillo_katz,
    dose_ratio,
    effect_after_inactivation,
    gaddum,
    half_effect_concentration,
    hill,
    irreversible_occupancy,
    maximal_effect,
    occupancy,
    operational,
    two_state,
)

# The machine that runs these may be busy.
PATIENT = settings(deadline=None)
CONSTANT = st.floats(1e-4, 1e4)
AMOUNT = st.floats(0, 1e5, allow_subnormal=False)


@pytest.mark.parametrize(("ratio", "bound"), [(1, 1 / 2), (10, 10 / 11), (0.1, 1 / 11), (3, 0.75)])
def test_occupancy_at_multiples_of_the_constant(ratio, bound):
    assert occupancy(ratio * 0.35, 0.35) == pytest.approx(bound, rel=1e-14)


@PATIENT
@given(AMOUNT, AMOUNT, CONSTANT)
def test_more_ligand_never_empties_receptors(one, other, constant):
    low, high = sorted((one, other))
    assert 0 <= occupancy(low, constant) <= occupancy(high, constant) <= 1


@PATIENT
@given(st.lists(st.tuples(AMOUNT, CONSTANT), min_size=1, max_size=6))
def test_shares_of_the_seat_and_the_empty_share_add_up(ligands):
    amounts, constants = zip(*ligands, strict=True)
    empty = 1 / (1 + sum(c / k for c, k in ligands))
    assert competitive_occupancy(amounts, constants).sum() + empty == pytest.approx(1, abs=1e-12)


@PATIENT
@given(AMOUNT, AMOUNT, CONSTANT, CONSTANT)
def test_two_copies_of_a_ligand_act_as_one(first, second, constant, other):
    split = competitive_occupancy((first, second, 1.0), (constant, constant, other))
    whole = competitive_occupancy((first + second, 1.0), (constant, other))
    assert split[0] + split[1] == pytest.approx(whole[0], abs=1e-12)
    assert split[2] == pytest.approx(whole[1], abs=1e-12)


@PATIENT
@given(AMOUNT, AMOUNT, CONSTANT, CONSTANT)
def test_competition_of_two_is_the_equation_of_gaddum(agonist, blocker, k_a, k_b):
    shared = competitive_occupancy((agonist, blocker), (k_a, k_b))[0]
    assert gaddum(agonist, k_a, blocker, k_b) == pytest.approx(shared, rel=1e-10, abs=1e-14)


def test_competition_takes_curves():
    curves = competitive_occupancy((np.array([0.0, 1.0, 3.0]), 2.0), (1.0, 2.0))
    assert curves == pytest.approx(np.array([[0, 1 / 3, 3 / 5], [1 / 2, 1 / 3, 1 / 5]]))
    assert competitive_signal((1.0, 2.0), (1.0, 2.0), (1.0, 0.5)) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("tau", "top", "half"),
    [(0.3, 0.231, 0.769), (1, 0.5, 0.5), (3, 0.75, 0.25), (30, 0.968, 0.0323)],
)
def test_operational_values_of_the_course(tau, top, half):
    constant = 4.0
    assert maximal_effect(tau) == pytest.approx(top, abs=5e-4)
    assert half_effect_concentration(constant, tau) == pytest.approx(half * constant, rel=2e-3)
    assert operational(1e9, constant, tau) == pytest.approx(top, abs=5e-4)


@PATIENT
@given(CONSTANT, st.floats(0.01, 100), st.floats(0.5, 4))
def test_half_effect_is_half_of_the_top_for_any_slope(constant, tau, slope):
    half = half_effect_concentration(constant, tau, slope)
    effect = operational(half, constant, tau, slope)
    assert effect == pytest.approx(maximal_effect(tau, slope) / 2, rel=1e-8)


@PATIENT
@given(AMOUNT, CONSTANT)
def test_with_small_tau_the_effect_is_occupancy(agonist, constant):
    tau = 1e-7
    effect = operational(agonist, constant, tau)
    assert effect / tau == pytest.approx(occupancy(agonist, constant), rel=1e-6, abs=1e-12)
    assert operational(agonist, constant, 0.0) == 0


@pytest.mark.parametrize(("blocker", "ratio"), [(1, 2), (10, 11), (100, 101)])
def test_dose_ratios_of_the_course(blocker, ratio):
    assert dose_ratio(blocker, 1.0) == ratio
    assert apparent_dissociation(0.2, blocker, 1.0) == pytest.approx(0.2 * ratio)


@PATIENT
@given(AMOUNT, CONSTANT, st.floats(0.01, 100), AMOUNT, CONSTANT)
def test_the_dose_ratio_restores_the_effect(agonist, k_a, tau, blocker, k_b):
    more = agonist * dose_ratio(blocker, k_b)
    alone = operational(agonist, k_a, tau)
    assert antagonized_effect(more, k_a, tau, blocker, k_b) == pytest.approx(alone, rel=1e-9)


def test_spare_receptors_move_the_curve_before_the_top_falls():
    high = [effect_after_inactivation(1e6, 1.0, 100.0, q) for q in (1.0, 0.1)]
    half = [half_effect_concentration(1.0, 100.0 * q) for q in (1.0, 0.1)]
    assert high[1] > 0.9 * high[0]
    assert half[1] > 8 * half[0]


def test_irreversible_loss_follows_its_rate():
    # At C = K half of the receptors are at risk, so the rate is k/2.
    assert irreversible_occupancy(5.0, 5.0, 0.2, 10.0) == pytest.approx(1 - np.exp(-1.0))
    assert irreversible_occupancy(5.0, 5.0, 0.2, 0.0) == 0


def test_hill_with_slope_one_is_occupancy_and_steepens():
    assert hill(3.0, 1.5) == pytest.approx(occupancy(3.0, 1.5))
    assert hill(1.5, 1.5, 4.0) == pytest.approx(0.5)
    assert hill(3.0, 1.5, 2.0) == pytest.approx(4 / 5)


@PATIENT
@given(AMOUNT, CONSTANT, st.floats(1e-3, 1e3))
def test_two_state_without_basal_activity_is_del_castillo_katz(agonist, constant, gating):
    basal = 1e-9
    active = two_state(agonist, constant, basal, gating / basal)
    expected = del_castillo_katz(agonist, constant, gating)
    assert active == pytest.approx(expected, rel=1e-5, abs=2e-9)


@PATIENT
@given(st.floats(1e-3, 1e3), st.floats(1e-3, 1e3), CONSTANT)
def test_a_ligand_moves_activity_as_it_prefers_the_active_shape(basal, preference, constant):
    rest = two_state(0.0, constant, basal, preference)
    full = two_state(1e12 * constant, constant, basal, preference)
    assert rest == pytest.approx(basal / (1 + basal), rel=1e-12)
    target = basal * preference / (1 + basal * preference)
    assert full == pytest.approx(target, rel=1e-5)
    assert two_state(constant, constant, basal, 1.0) == pytest.approx(rest, rel=1e-12)


def test_two_state_obeys_its_cycle():
    # Four states weighed one by one: R, R*, AR, AR*.
    ratio, basal, preference = 0.7, 0.2, 30.0
    weights = np.array([1, basal, ratio, ratio * basal * preference])
    active = (weights[1] + weights[3]) / weights.sum()
    assert two_state(ratio, 1.0, basal, preference) == pytest.approx(active, rel=1e-14)


@pytest.mark.parametrize(
    ("act", "words"),
    [
        (lambda: occupancy(-1, 1), "concentration must not be negative"),
        (lambda: occupancy(1, 0), "dissociation constant must be greater than zero"),
        (lambda: occupancy("much", 1), "must be a number"),
        (lambda: occupancy(np.nan, 1), "must be finite"),
        (lambda: competitive_occupancy((1, 2), (1,)), "Each ligand needs one concentration"),
        (lambda: operational(1, 1, -2), "tau must not be negative"),
        (lambda: effect_after_inactivation(1, 1, 1, 1.2), "between 0 and 1"),
    ],
)
def test_impossible_values_are_refused_in_words(act, words):
    with pytest.raises(ValueError, match=words):
        act()
