"""The four levers: the curriculum's multiples, the chain's own rates, and what must hold."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone import LEMAIRE_NUMBERS, lemaire_cells, lemaire_steady_state
from course_utils.physiology.bone.lemaire import pth_effect
from course_utils.physiology.bone.levers import LEVERS, lever_response, pulled, wnt_activity
from course_utils.physiology.parameters import parameter_set

fold = st.floats(0.1, 10)


@pytest.mark.parametrize(
    ("lever", "setting", "osteoclasts", "osteoblasts"),
    [
        ("OPG", 0.8, 1.10, 1.06),
        ("OPG", 0.4, 1.48, 1.28),
        ("OPG", 0.25, 1.81, 1.45),
        ("RANKL", 1.5, 1.20, 1.12),
        ("RANKL", 2.0, 1.37, 1.22),
        ("sclerostin", 1.3, 1.02, 0.96),
        ("sclerostin", 0.3, 0.95, 1.13),
    ],
)
def test_multiples_of_an_independent_calculation(lever, setting, osteoclasts, osteoblasts):
    assert pulled(lever, setting) == pytest.approx((osteoclasts, osteoblasts), abs=0.011)


def test_doubled_hormone_synthesis_is_an_infusion_of_the_same_size_at_the_receptor():
    """S_P twice is the ligand of I_P = S_P, less the binding sites an infusion adds."""
    p = LEMAIRE_NUMBERS.replace(S_P=2 * LEMAIRE_NUMBERS["S_P"]).numbers()
    assert pth_effect(p) == pytest.approx(2 * pth_effect(LEMAIRE_NUMBERS.numbers()))
    infused = lemaire_steady_state(I_P=LEMAIRE_NUMBERS["S_P"]).C / lemaire_steady_state().C
    assert pulled("PTH", 2.0)[0] == pytest.approx(infused, rel=0.03)


@given(setting=fold)
@settings(max_examples=40, deadline=None)
def test_sclerostin_rests_where_the_chain_rests(setting):
    """At the new rest the rates of the chain's multipliers m_R and m_O vanish."""
    chain, p = parameter_set("chain_bone"), LEMAIRE_NUMBERS.numbers()
    w, rest = wnt_activity(setting), lemaire_steady_state()
    clasts, blasts = pulled("sclerostin", setting)
    C, B = clasts * rest.C, blasts * rest.B
    R = B * p.k_B * (C + p.f0 * p.Cs) / (C + p.Cs) / (p.f0 * p.d_B)
    m_R, m_O = w ** chain["wnt_R"], w ** chain["wnt_O"]
    rates = lemaire_cells(R, B, C, pth_effect(p), p, m_R=m_R, m_O=m_O)
    assert np.abs(rates) / (R, B, C) == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_at_rest_changes_nothing(lever):
    assert pulled(lever, 1.0) == pytest.approx((1.0, 1.0), rel=1e-12)


@given(lever=st.sampled_from(LEVERS), one=fold, other=fold)
@settings(max_examples=60, deadline=None)
def test_each_lever_pulls_one_way(lever, one, other):
    low, high = sorted((one, other))
    clasts = np.subtract(pulled(lever, high), pulled(lever, low))
    signs = {"RANKL": (1, 1), "OPG": (-1, -1), "PTH": (1, 1), "sclerostin": (1, -1)}[lever]
    assert np.all(clasts * signs >= -1e-9)


@given(lever=st.sampled_from(("RANKL", "PTH")), setting=st.floats(1.01, 10))
@settings(max_examples=40, deadline=None)
def test_the_gap_opens_toward_loss_when_the_accelerator_is_pressed(lever, setting):
    clasts, blasts = pulled(lever, setting)
    assert clasts > blasts > 1


def test_a_response_has_a_row_per_setting():
    table = lever_response("OPG", (0.5, 1.0))
    assert list(table.index) == [0.5, 1.0]
    assert tuple(table.loc[0.5]) == pulled("OPG", 0.5)


@pytest.mark.parametrize(("lever", "setting"), [("calcium", 1), ("OPG", 0), ("PTH", -1)])
def test_impossible_levers_are_refused_in_words(lever, setting):
    with pytest.raises(ValueError, match=r"there are RANKL|positive multiple"):
        pulled(lever, setting)
