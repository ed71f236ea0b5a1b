"""One remodeling cycle driven by lost osteocytes and Wnt-10b: what must hold on the way."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.bone import COOK, COOK_CYCLE, wnt_cycle
from course_utils.physiology.solve import solve

CELLS = ["osteocytes_cells", "preosteoblasts_cells", "osteoblasts_cells", "osteoclasts_cells"]


def test_a_normal_cycle_brings_osteocytes_and_bone_back():
    cycle = wnt_cycle()
    assert cycle["osteocytes_cells"].iloc[0] == 180
    assert cycle["osteocytes_cells"].iloc[-1] == pytest.approx(200, abs=1e-3)
    assert cycle["bone_volume_percent"].iloc[-1] == pytest.approx(100, abs=0.1)
    assert cycle["bone_volume_percent"].min() < 97


def test_digging_comes_before_filling():
    cycle = wnt_cycle()
    assert cycle["osteoclasts_cells"].idxmax() < cycle["osteoblasts_cells"].idxmax()


def test_wnt_raises_osteoblasts_and_bone_and_lowers_osteoclasts():
    """The abstract: more preosteoblasts and osteoblasts, fewer osteoclasts."""
    cycles = [wnt_cycle(wnt) for wnt in (-1, 0, 1.8, 50)]
    peaks = [cycle.max() for cycle in cycles]
    for column, sign in ((CELLS[1], 1), (CELLS[2], 1), (CELLS[3], -1)):
        assert np.all(np.diff([sign * peak[column] for peak in peaks]) > 0), column
    assert np.all(np.diff([cycle["bone_volume_percent"].iloc[-1] for cycle in cycles]) > 0)


@settings(deadline=None)
@given(
    wnt=st.floats(-1, 100, allow_subnormal=False),
    lost=st.floats(0, 60, allow_subnormal=False),
    g21=st.floats(1, 2.2),
    f14=st.floats(0.5, 1.5),
)
def test_cells_are_never_negative_and_osteocytes_never_exceed_their_places(wnt, lost, g21, f14):
    cycle = wnt_cycle(wnt, lost, parameters=COOK.replace(g21=g21, f14=f14))
    assert (cycle[CELLS] >= -1e-9).all(axis=None)
    assert cycle["osteocytes_cells"].max() <= 200 + 1e-6
    assert cycle["osteocytes_cells"].diff().min() >= -1e-6


@settings(deadline=None)
@given(wnt=st.floats(-1, 100, allow_subnormal=False))
def test_bone_is_the_balance_of_digging_and_filling(wnt):
    days = np.linspace(0, 100, 4001)
    cycle = wnt_cycle(wnt, times=days)
    net = COOK["k2"] * cycle["osteoblasts_cells"] - COOK["k1"] * cycle["osteoclasts_cells"]
    change = cycle["bone_volume_percent"].iloc[-1] - 100
    assert np.trapezoid(net, days) == pytest.approx(change, abs=1e-3)


def test_nothing_lost_nothing_happens():
    cycle = wnt_cycle(lost_osteocytes=0)
    np.testing.assert_allclose(cycle, cycle.iloc[[0]].to_numpy().repeat(len(cycle), axis=0))


def test_full_wnt_never_ends_which_is_why_one_cycle_is_all():
    net_growth = 0.261 * 50 / 56.26 - 0.1 - 0.0833 * 50 / 56.26
    table = solve(COOK_CYCLE.replace(Wnt=50), [0.0, 300.0, 400.0])
    preosteoblasts = table["preosteoblasts_cells"].to_numpy()
    assert net_growth > 0
    assert np.log(preosteoblasts[2] / preosteoblasts[1]) / 100 == pytest.approx(
        net_growth, rel=0.01
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [((-2,), "Wnt-10b fold change"), ((0, 250), "At most 200 osteocytes"), ((0, -5), "osteocytes")],
)
def test_impossible_settings_are_refused(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        wnt_cycle(*arguments)
