"""Does the scan predict?: the promised numbers, the trials behind the marks, the simulation."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.evidence.surrogates import people_per_arm_for_risks, share_explained
from course_utils.explorers.does_the_scan_predict import EXPLORER, compute
from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.scan_trials import real_trials, simulated_trials

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_the_default_predicts_0_88_for_raloxifene():
    assert run()["predicted"] == pytest.approx(0.877, abs=0.001)
    assert run()["predicted"] == pytest.approx(2 ** (-2.6 * 0.8 / 11))


def test_the_trial_saw_0_65_with_the_density_of_the_default():
    change, ratio = real_trials()["raloxifene"]
    assert change == pytest.approx(DEFAULTS["change"])
    assert ratio == pytest.approx(6.6 / 10.1)
    assert share_explained(run()["predicted"], ratio) == pytest.approx(0.31, abs=0.01)


def test_try_a_a_quality_of_0_74_matches_it():
    matched = run(**EXPLORER.tries[0].states[1])
    assert matched["expected"] == pytest.approx(real_trials()["raloxifene"][1], abs=0.005)


def test_try_b_fluoride_needs_5_8_to_lose_the_gain_and_17_to_reach_the_trial():
    # Riggs 1990: 72 against 24 non-vertebral, 163 against 136 vertebral fractures.
    result = run(change=35)
    assert result["predicted"] == pytest.approx(0.171, abs=0.001)
    assert result["to_no_effect"] == pytest.approx(5.84, abs=0.01)
    change, ratio = real_trials()["fluoride, elsewhere"]
    assert (change, ratio) == (35, 3)
    assert ratio / result["predicted"] == pytest.approx(17.5, abs=0.1)
    assert real_trials()["fluoride, spine"][1] == pytest.approx(1.2, abs=0.005)
    assert max(control.high for control in EXPLORER.controls if control.name == "quality") < 5.8


def test_try_c_37_people_find_density_but_not_fractures():
    result = run(**EXPLORER.tries[2].states[0])
    assert result["density_power"] == pytest.approx(0.8, abs=0.005)
    assert result["fracture_power"] < 0.05


def test_980_people_find_the_fall_the_trial_saw():
    assert run(quality=0.74)["fracture_power"] == pytest.approx(0.8, abs=0.02)
    assert people_per_arm_for_risks(10.1, 6.6) == pytest.approx(980, abs=15)


def test_simulated_trials_find_as_often_as_the_power_says():
    found = [t.finds for t in simulated_trials(10.1, 6.6, 980)]
    assert np.mean(found) == pytest.approx(0.8, abs=4 * np.sqrt(0.16 / 40))


def test_simulated_trials_spread_around_the_truth():
    ratios = np.log([t.ratio.estimate for t in simulated_trials(10, 8, 20_000)])
    assert ratios.mean() == pytest.approx(np.log(0.8), abs=4 * ratios.std() / np.sqrt(40))
    # √(1/a + 1/c − 2/n) with 1,600 and 2,000 events
    assert ratios.std(ddof=1) == pytest.approx(0.0322, rel=0.4)


def test_the_curves_are_the_model_and_the_marks_the_trials(explorer):
    explorer.set(gradient=1.5, quality=0.5, change=10)
    artists = explorer._frame.artists
    x, y = artists["curve"].get_data()
    assert np.allclose(y, 1.5 ** (-x * 0.8 / 11))
    assert np.allclose(artists["expected_curve"].get_ydata(), y / 2)
    assert artists["point"].get_ydata()[0] == pytest.approx(1.5 ** (-8 / 11) / 2)
    ax = artists["curve"].axes
    marks = {
        (line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines if line.get_marker() == "P"
    }
    assert marks == set(real_trials().values())


def test_any_state_is_finite():
    for state in random_states(EXPLORER, np.random.default_rng(1), 150):
        result = compute(**state)
        numbers = [result[k] for k in ("predicted", "expected", "density_power", "fracture_power")]
        assert np.isfinite(numbers).all() and 0 <= result["fracture_power"] <= 1
        reading = EXPLORER.summarize(result)
        assert "nan" not in reading and "inf" not in reading


def test_words_keep_apart_and_on_the_page(explorer):
    tiny = {"change": 40, "gradient": 3, "quality": 0.5, "people_per_arm": 20_000}
    for state in [tiny, *random_states(EXPLORER, np.random.default_rng(2), 12)]:
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
