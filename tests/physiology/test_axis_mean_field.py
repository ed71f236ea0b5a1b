"""Mean-field axes of a man and a woman: pieces, limits and what must hold at any setting."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.axis.female import (
    estradiol_of_a_woman,
    female_feedback,
    ovarian_reserve,
    ovarian_response,
)
from course_utils.physiology.axis.male import (
    estradiol_of_a_man,
    leydig_rate,
    lh_effect,
    male_feedback,
    sperm_support,
    testosterone_production,
)
from course_utils.physiology.axis.pituitary import aromatase_block, gnrh_drugs, pituitary_rates
from course_utils.physiology.chain import FEMALE_CHAIN, MALE_CHAIN

# Read as a name, pytest would take the formula for a test.
testosterone_production.__test__ = False

MAN = MALE_CHAIN.parameters.numbers()
WOMAN = FEMALE_CHAIN.parameters.numbers()
ratios = st.floats(0, 20, allow_subnormal=False)


@given(e=ratios, a=ratios, more=st.floats(0.01, 5))
def test_more_hormone_never_means_more_gnrh(e, a, more):
    now = male_feedback(e, a, MAN)
    assert male_feedback(e + more, a, MAN) < now
    assert male_feedback(e, a + more, MAN) < now
    assert 0 < now <= male_feedback(0, 0, MAN)
    assert female_feedback(e + more, 0.5, WOMAN) < female_feedback(e, 0.5, WOMAN)


def test_at_rest_every_piece_is_one():
    assert male_feedback(1, 1, MAN) == pytest.approx(1, abs=1e-15)
    assert female_feedback(1, 1, WOMAN) == pytest.approx(1, abs=1e-15)
    assert sperm_support(1, 1, MAN) == pytest.approx(1, abs=1e-15)
    assert ovarian_response(1, 1, WOMAN) == pytest.approx(1, abs=1e-15)
    assert leydig_rate(1, MAN.LH0, MAN) == pytest.approx(0, abs=1e-17)
    made = testosterone_production(MAN.LH0, 1, MAN)
    assert made == pytest.approx(MAN.k_T * (MAN.T0 - MAN.T_adrenal))


def test_the_response_to_lh_is_the_published_curve():
    """Tornøe 2007: H3 = 77.5·LH^1.9/(5.18^1.9 + LH^1.9), half of it at 5.18 IU/L."""
    assert lh_effect(5.18, MAN) == pytest.approx(77.5 / 2)
    assert lh_effect(10.36, MAN) == pytest.approx(77.5 * 2**1.9 / (1 + 2**1.9))


def test_testosterone_follows_lh_as_its_slope_says():
    """d ln T/d ln LH = κ·(1 − s)·H3/(1 + H3)·(T0 − T_adrenal)/T0 with s = H3/Lmax."""
    h = lh_effect(MAN.LH0, MAN)
    slope = MAN.kappa * (1 - h / MAN.Lmax) * h / (1 + h) * (1 - MAN.T_adrenal / MAN.T0)
    up, down = (testosterone_production(MAN.LH0 * f, 1, MAN) for f in (1.001, 0.999))
    adrenal = MAN.k_T * MAN.T_adrenal
    assert math.log((up + adrenal) / (down + adrenal)) / math.log(1.001 / 0.999) == pytest.approx(
        slope, rel=1e-5
    )


@given(t=st.floats(0, 3000, allow_subnormal=False), block=st.floats(0, 1, allow_subnormal=False))
def test_estradiol_per_testosterone_is_what_aromatase_leaves(t, block):
    free = estradiol_of_a_man(t, 0, MAN)
    assert estradiol_of_a_man(t, block, MAN) == pytest.approx((1 - block) * free)
    assert free >= MAN.E_adrenal


@given(c=st.floats(0, 1e4, allow_subnormal=False), more=st.floats(0.1, 100))
def test_aromatase_block_rises_and_never_reaches_its_roof(c, more):
    assert aromatase_block(c, MAN) < aromatase_block(c + more, MAN) < MAN.AI_max
    assert aromatase_block(MAN.AI_half, MAN) == pytest.approx(MAN.AI_max / 2)


@given(
    agonist=st.floats(-1e-12, 100, allow_subnormal=False),
    antagonist=st.floats(-1e-12, 1000, allow_subnormal=False),
)
def test_effects_at_the_gnrh_receptor_stay_between_none_and_all(agonist, antagonist):
    """Tiny negative concentrations come from sums of exponentials and count as none."""
    stimulated, lost, blocked = gnrh_drugs(agonist, antagonist, MAN)
    assert 0 <= stimulated <= 1 and 0 <= lost <= 1 and 0 <= blocked <= MAN.Imax


def test_half_effects_lie_at_the_published_concentrations():
    """Tornøe 2007: triptorelin 0.047 ng/mL, degarelix 1.49 ng/mL with at most 94.2 % block."""
    assert gnrh_drugs(0.047, 0, MAN)[0] == pytest.approx(0.5)
    assert gnrh_drugs(0, 1.49, MAN)[2] == pytest.approx(0.942 / 2)


def test_an_agonist_flares_first_and_an_antagonist_never():
    at_rest = (1.0, 1.0, 1.0, MAN.LH0, 1.0)
    flare = pituitary_rates(*at_rest, gnrh_drugs(1.0, 0.0, MAN), MAN)
    block = pituitary_rates(*at_rest, gnrh_drugs(0.0, 10.0, MAN), MAN)
    assert flare[3] > 0 > flare[2]
    assert block[3] < 0  # no flare, and receptors fade because GnRH no longer keeps them up
    assert flare[2] < block[2] < 0


def test_the_reserve_is_half_gone_before_the_final_period():
    p = FEMALE_CHAIN.parameters.replace(final_period_day=1000.0).numbers()
    days = np.linspace(-4000, 8000, 200)
    reserve = ovarian_reserve(days, p)
    assert np.all(np.diff(reserve) <= 0)
    assert reserve[0] > 0.999 and reserve[-1] < 1e-6
    assert ovarian_reserve(1000 - 365.25 * p.reserve_lead, p) == pytest.approx(0.5)


@given(
    w=st.floats(0, 1, allow_subnormal=False),
    f=st.floats(0, 30, allow_subnormal=False),
    l=st.floats(0, 30, allow_subnormal=False),
    block=st.floats(0, 0.62, allow_subnormal=False),
)
def test_estradiol_of_a_woman_stays_in_bounds(w, f, l, block):  # noqa: E741
    level = estradiol_of_a_woman(w, f, l, block, WOMAN)
    roof = WOMAN.E_adrenal + (WOMAN.E0 - WOMAN.E_adrenal) * w * WOMAN.ovary_max
    assert 0 < level <= roof * (1 + 1e-12)
    assert level <= estradiol_of_a_woman(w, f, l, 0, WOMAN) * (1 + 1e-12)


@given(
    itt=st.floats(0, 5, allow_subnormal=False),
    f=st.floats(0, 10, allow_subnormal=False),
    more=st.floats(0.01, 2),
)
def test_sperm_needs_both_testosterone_and_fsh(itt, f, more):
    now = sperm_support(itt, f, MAN)
    assert sperm_support(itt + more, f, MAN) >= now
    assert sperm_support(itt, f + more, MAN) >= now
    assert sperm_support(0, f, MAN) == 0 == sperm_support(itt, 0, MAN)
