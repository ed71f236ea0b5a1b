"""Mechanisms added to the chain after its first calibration: limits and directions."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.axis.male import male_feedback
from course_utils.physiology.axis.pituitary import gnrh_drugs, pituitary_rates
from course_utils.physiology.bone.hormones import androgen_effect
from course_utils.physiology.bone.volume import volume_rate
from course_utils.physiology.chain import MALE_CHAIN
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.person import Person, simulate

MAN = MALE_CHAIN.parameters.numbers()
REST = (1.0, 1.0, 1.0, MAN.LH0, 1.0)
LH_RATE = 3


def lh_rate(receptors, agonist, p=MAN):
    G, P, _Rg, LH, feedback = REST
    return pituitary_rates(G, P, receptors, LH, feedback, gnrh_drugs(agonist, 0.0, p), p)[LH_RATE]


@given(
    receptors=st.floats(0, 1, allow_subnormal=False),
    fewer=st.floats(0, 1, allow_subnormal=False),
    agonist=st.floats(0.001, 10),
)
def test_a_flare_needs_receptors(receptors, fewer, agonist):
    assert lh_rate(0.0, agonist) == pytest.approx(0, abs=1e-9)
    assert lh_rate(fewer * receptors, agonist) <= lh_rate(receptors, agonist) + 1e-12


def test_with_all_receptors_the_flare_is_the_published_stimulation():
    stimulated = gnrh_drugs(1.0, 0.0, MAN)[0]
    expected = MAN.k_LH * MAN.LH0 * MAN.Emax * stimulated
    assert lh_rate(1.0, 1.0) == pytest.approx(expected, rel=1e-12)


@given(T=st.floats(0, 2000, allow_subnormal=False), more=st.floats(0, 2000, allow_subnormal=False))
def test_androgen_acts_on_bone_between_none_and_all_and_half_at_its_threshold(T, more):
    assert androgen_effect(MAN.T_half, MAN) == pytest.approx(0.5)
    assert 0 <= androgen_effect(T, MAN) <= androgen_effect(T + more, MAN) < 1


def test_above_the_threshold_more_androgen_changes_little():
    """From 500 to 1000 ng/dL a steep curve moves less than a hyperbola does."""
    hyperbola = MALE_CHAIN.parameters.numbers(n_T=1.0)
    moved = [androgen_effect(1000.0, p) - androgen_effect(500.0, p) for p in (MAN, hyperbola)]
    assert moved[0] < moved[1]


@given(e=st.floats(0.05, 1), a=st.floats(1, 4))
def test_without_estrogen_action_testosterone_alone_restrains_little(e, a):
    """Twice the androgen takes away less than half of the drive that estrogen held back."""
    no_estrogen = male_feedback(0.0, a, MAN)
    assert no_estrogen > male_feedback(e, a, MAN)
    assert male_feedback(0.0, 2.0, MAN) > 0.5 * male_feedback(0.0, 1.0, MAN)


@given(V=st.floats(0.3, 1.5), B=st.floats(0.3, 3), C=st.floats(0.3, 3), k=st.floats(0.01, 0.1))
def test_neutral_values_leave_filling_and_draining(V, B, C, k):
    """μ = 0 and γ = 1: dV/dt = k·(B − C·V)."""
    plain = k / 365.25 * (B - C * V)
    assert volume_rate(V, B, C, k, 0.0, 1.0) == pytest.approx(plain, rel=1e-12, abs=1e-18)


@given(V=st.floats(0.4, 0.99), cells=st.floats(0.3, 3))
def test_strain_calls_for_more_bone_where_bone_was_lost(V, cells):
    adapting, not_adapting = (volume_rate(V, cells, cells, 0.05, mu, 1.0) for mu in (1.0, 0.0))
    assert adapting > not_adapting > 0


def test_monthly_degarelix_keeps_a_man_castrate_for_a_year():
    """97.2 % of men on 240, then 80 mg were: table 1 of doi 10.2147/cia.s3503 (Klotz 2008)."""
    plan = [
        Regimen("degarelix", 240, every=math.inf),
        Regimen("degarelix_20", 80, every=28, start=28),
    ]
    year = simulate(Person.man(70), plan, times=np.arange(0, 365, 7.0), dosing="each dose")
    assert year["testosterone_ng_per_dl"].loc[28:].max() < 50


def test_without_gnrh_at_its_receptors_they_fade():
    _G, P, Rg, LH, feedback = REST
    rate = pituitary_rates(1.0, P, Rg, LH, feedback, gnrh_drugs(0.0, 1000.0, MAN), MAN)[2]
    assert rate == pytest.approx(-MAN.k_recover * MAN.Imax, rel=1e-4)
