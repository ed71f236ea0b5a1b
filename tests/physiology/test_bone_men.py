"""Bone in men: the printed formula, the blueprint's numbers, and the inverse of the signal."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone.men import equivalent_estradiol, men_bone_mass, men_bone_signal
from course_utils.physiology.receptors import bone_signal


@given(
    testosterone=st.floats(0, 2000, allow_subnormal=False),
    estradiol=st.floats(0, 200, allow_subnormal=False),
    weight=st.floats(0, 1, allow_subnormal=False),
    efficacy=st.floats(0, 1, allow_subnormal=False),
    dose=st.floats(0, 50, allow_subnormal=False),
)
def test_the_signal_is_the_printed_formula(testosterone, estradiol, weight, efficacy, dose):
    parts = men_bone_signal(testosterone, estradiol, weight, efficacy, dose)
    e = estradiol / 7
    seated = (e + efficacy * dose) / (1 + e + dose) * 107 / 100
    printed = (1 - weight) * seated + weight * min(1, testosterone / 500)
    assert sum(parts) == pytest.approx(printed, abs=1e-12)


def test_without_a_direct_share_it_is_the_signal_of_the_receptor():
    estradiol = np.array([0.0, 5, 17, 37])
    through, direct = men_bone_signal(300, estradiol)
    assert through == pytest.approx(bone_signal(estradiol))
    assert direct == 0


@given(estradiol=st.floats(0, 900, allow_subnormal=False))
def test_equivalent_estradiol_undoes_the_signal(estradiol):
    assert equivalent_estradiol(bone_signal(estradiol)) == pytest.approx(estradiol, abs=1e-9)


@pytest.mark.parametrize(
    ("estradiol", "efficacy", "dose", "change"),
    [(37, 0, 0, 1.9), (37, 0.5, 10, -1.2), (37, 0.1, 10, -5.2), (10, 0, 0, -1.8), (5, 0, 0, -4.6)],
)
def test_three_years_of_david(estradiol, efficacy, dose, change):
    before, after = bone_signal(17), sum(men_bone_signal(204, estradiol, 0, efficacy, dose))
    mass = men_bone_mass([0, 1, 2, 3], before, after)
    assert 100 * (mass[-1] / mass[0] - 1) == pytest.approx(change, abs=0.1)


@settings(max_examples=30)
@given(
    before=st.floats(0, 1.05, allow_subnormal=False),
    after=st.floats(0, 1.05, allow_subnormal=False),
)
def test_mass_moves_with_the_signal(before, after):
    mass = men_bone_mass([0, 1, 5], before, after)
    assert (mass[-1] - mass[0]) * (after - before) >= -1e-6


def test_impossible_values_are_refused_in_words():
    with pytest.raises(ValueError, match="cannot be negative"):
        men_bone_signal(-1, 10)
    with pytest.raises(ValueError, match="must be between 0 and 1"):
        men_bone_signal(500, 10, 1.5)
    with pytest.raises(ValueError, match="No estradiol gives"):
        equivalent_estradiol(1.2)
