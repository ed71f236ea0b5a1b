"""One pit, ten pits: the promised numbers, and both ends of every control."""

import itertools

import numpy as np
import pytest

from course_utils.explorers import explore
from course_utils.explorers.one_pit_ten_pits import EXPLORER, compute
from course_utils.physiology.bone import komarova_steady_state, remodeling_site

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return explore("one_pit_ten_pits")


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_the_default_pit_has_the_published_depth_and_balance():
    result = run()
    day, low = result["lowest"]
    assert low == pytest.approx(89.84, abs=0.05)
    assert day == pytest.approx(12.2, abs=0.5)
    assert result["end"] == pytest.approx(99.98, abs=0.05)


def test_try_a_a_larger_burst_digs_deeper_and_ends_within_0_6_percent():
    result = run(burst=16)
    assert result["lowest"][1] == pytest.approx(85.2, abs=0.05)
    assert abs(result["end"] - 100) < 0.6


def test_try_b_a_small_imbalance_repeats():
    once, ten = run(formation_efficiency=0.0015), run(formation_efficiency=0.0015, cycles=10)
    assert once["end"] == pytest.approx(98.3, abs=0.05)
    assert (ten["end"] - 100) / 10 == pytest.approx(-1.7, abs=0.05)
    assert "83.2 % of the start, −1.7 percentage points per cycle" in EXPLORER.summarize(ten)


def test_try_c_more_formation_ends_above_the_start():
    assert run(formation_efficiency=0.0019)["end"] == pytest.approx(101.6, abs=0.05)


def test_the_prompts_lead_to_these_states():
    states = [state for attempt in EXPLORER.tries for state in attempt.states]
    assert states == [
        {"burst": 16},
        {"formation_efficiency": 0.0015},
        {"formation_efficiency": 0.0015, "cycles": 10},
        {"formation_efficiency": 0.0019},
    ]


ENDS = list(itertools.product(*(control.ends for control in EXPLORER.controls)))


@pytest.mark.parametrize("values", ENDS, ids=str)
def test_all_corners_of_the_controls_draw_what_the_model_says(explorer, values):
    state = dict(zip(DEFAULTS, values, strict=True))
    explorer.set(**state)
    site = remodeling_site(state["burst"], state["formation_efficiency"], state["cycles"])
    artists = explorer._frame.artists
    for name in site:
        x, y = artists[name].get_data()
        assert np.isfinite(y).all()
        assert np.array_equal(y, site[name].loc[x])
        low, high = artists[name].axes.get_ylim()
        assert low <= max(0, y.min()) and y.max() <= high
        assert artists[name].axes.get_xlim()[1] == 200 * state["cycles"]
    end = site["bone_mass_percent"].iloc[-1]
    if end > 0:
        assert f"bone ends at {end:.1f} % of the start" in explorer.summary
        assert artists["end"].get_text() == f"end {end:.1f} %"
    else:
        assert "no bone is left and the model ends" in explorer.summary
        assert explorer.result["site"]["bone_mass_percent"].iloc[:-1].min() > 0
    assert explorer.summary in explorer.alt
    assert artists["osteoclasts_cells area"].get_visible() == state["flows"]


def test_the_hatched_areas_are_what_drains_and_fills(explorer):
    explorer.set(flows=True)
    rest_clasts, rest_blasts = komarova_steady_state()
    for name, rest in (("osteoclasts_cells", rest_clasts), ("osteoblasts_cells", rest_blasts)):
        corners = explorer._frame.artists[f"{name} area"].get_xy()
        assert corners[:, 1].min() == pytest.approx(rest)
        assert corners[:, 1].max() == pytest.approx(explorer.result["site"][name].max())


def test_the_background_is_drawn_anew_only_for_new_limits(explorer, monkeypatch):
    drawn = []
    frame = explorer._frame
    real = frame._change_background
    monkeypatch.setattr(frame, "_change_background", lambda limits: (drawn.append(1), real(limits)))
    for burst in range(2, 17):
        explorer.set(burst=burst)
    assert drawn == []
    explorer.set(cycles=20)
    assert len(drawn) == 1


def test_each_burst_is_still_drawn_with_twenty_cycles(explorer):
    explorer.set(cycles=20, burst=16)
    peaks = np.sum(explorer._frame.artists["osteoclasts_cells"].get_ydata() == 16)
    assert peaks == 20
