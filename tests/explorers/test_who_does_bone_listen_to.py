"""Who does bone listen to: the blueprint's numbers, the lines, and the words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.listening_lines import EQUAL, TESTOSTERONE
from course_utils.explorers.who_does_bone_listen_to import EXPLORER, compute
from course_utils.physiology.bone.men import men_bone_signal

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_try_a_without_aromatase_only_the_androgen_share_is_left():
    none, some = (run(**state) for state in EXPLORER.tries[0].states)
    assert none["signal"] == 0
    assert some["parts"] == pytest.approx((0, 0.15))


def test_try_b_the_drug_in_bone_turns_the_sign():
    absent, present = (run(**state) for state in EXPLORER.tries[1].states)
    assert absent["change"] == pytest.approx(1.9, abs=0.1)
    assert present["change"] == pytest.approx(-1.2, abs=0.1)


def test_try_c_the_inhibitor_costs_bone_though_testosterone_rises():
    result = run(**EXPLORER.tries[2].states[0])
    assert result["change"] == pytest.approx(-1.8, abs=0.1)
    assert result["place"][0] > result["start"][0]


@pytest.mark.parametrize(("estradiol", "rest"), [(5, 85.5), (15, 92.9), (25, 95.7), (37, 97.4)])
def test_bone_rests_where_the_teaching_model_has_it(estradiol, rest):
    assert run(estradiol=estradiol)["rest"] == pytest.approx(rest, abs=0.1)


def test_a_neutral_efficacy_leaves_david_s_bone_alone():
    # S(37, d = 10, ε) = S(17) at ε = 0.625: the exercise of the lesson.
    neutral = run(testosterone=475, estradiol=37, drug="SERM", efficacy=0.625)
    assert neutral["change"] == pytest.approx(0, abs=0.05)


def test_without_a_direct_share_testosterone_does_not_matter():
    changes = {run(testosterone=level)["change"] for level in (50, 500, 1200)}
    assert len(changes) == 1
    assert run(testosterone=50, weight=0.4)["change"] < run(testosterone=500, weight=0.4)["change"]


def test_above_500_more_testosterone_adds_nothing():
    assert (
        run(testosterone=500, weight=0.4)["signal"] == run(testosterone=1200, weight=0.4)["signal"]
    )


def test_lines_have_the_signal_they_say():
    own = {"weight": 0.2, "drug": "SERM", "efficacy": 0.5, "dose": 3}
    lines = run(**own)["lines"]
    drawn = 0
    for level in EQUAL:
        seen = ~np.isnan(lines[level])
        parts = men_bone_signal(TESTOSTERONE[seen], lines[level][seen], 0.2, 0.5, 3)
        assert sum(parts) == pytest.approx(level, abs=2e-3)
        drawn += seen.sum()
    assert drawn > 50


def test_any_state_is_finite_and_more_estradiol_is_more_signal():
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        result = compute(**state)
        assert np.isfinite([*result["mass"], result["rest"], result["signal"]]).all()
        more = compute(**(state | {"estradiol": 60}))
        assert more["signal"] >= result["signal"] - 1e-12
        assert more["rest"] >= result["rest"] - 1e-9
        # Bone moves toward its rest, away from where David began.
        moved, way = result["change"], result["signal"] - result["before"]
        assert moved * way >= -1e-6


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 20):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt


def test_the_bar_is_as_long_as_the_signal(explorer):
    explorer.set(testosterone=250, estradiol=10, weight=0.4)
    through, direct = (explorer._frame.artists[part] for part in ("through", "direct"))
    assert through.get_width() + direct.get_width() == pytest.approx(explorer.result["signal"])
    assert direct.get_width() == pytest.approx(0.2)
