"""Ten years of bone: the promised numbers, the balance of flows and stock, and the picture."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.years_course import CHANGE, FORMATION, MASS, RESORPTION, mass_at
from course_utils.explorers.ten_years_of_bone import EXPLORER, compute

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def masses(table, years):
    return [mass_at(table, year) for year in years]


def test_the_default_follows_the_reference_run():
    years = (0, 1, 2, 3, 4, 5, 8, 10, 15, 20)
    reference = (100, 99.8, 98.9, 96.5, 94.3, 92.8, 90.5, 89.6, 87.9, 86.9)
    assert masses(run()["followed"], years) == pytest.approx(reference, abs=0.1)


@pytest.mark.parametrize(
    ("treatment", "calcium", "changes"),
    [
        ("none", False, (-1.0, -1.8, -2.4, -3.5, -5.3)),
        ("none", True, (-0.4, -1.0, -1.6, -2.7, -4.7)),
        # These two reference runs include the supplement: their turnover falls by 25 and 47 %.
        ("raloxifene", True, (1.4, 1.8, 1.8, 1.4, 0.5)),
        ("estradiol", True, (3.6, 5.0, 5.4, 5.7, 5.9)),
    ],
)
def test_treatments_from_year_5_follow_the_reference_runs(treatment, calcium, changes):
    table = run(treatment=treatment, calcium=calcium)["followed"]
    found = [100 * (mass_at(table, 5 + n) / mass_at(table, 5) - 1) for n in (1, 2, 3, 5, 10)]
    assert found == pytest.approx(changes, abs=0.1)


@pytest.mark.parametrize(
    ("treatment", "fall"), [("none", 7), ("raloxifene", 25), ("estradiol", 47)]
)
def test_turnover_falls_as_in_the_reference_runs_with_the_supplement(treatment, fall):
    table = run(treatment=treatment, calcium=True)["followed"]
    assert 100 * (1 - table[RESORPTION].loc[7] / table[RESORPTION].loc[5]) == pytest.approx(
        fall, abs=0.6
    )


@pytest.mark.parametrize(("start", "end"), [(3, 98.9), (5, 98.2), (10, 96.5)])
def test_a_later_start_of_hormone_therapy_leaves_less(start, end):
    table = run(treatment="estradiol", start=start)["followed"]
    assert mass_at(table, 20) == pytest.approx(end, abs=0.1)


def test_try_a_the_loss_is_fastest_in_year_2_9():
    year, rate = run(**EXPLORER.tries[0].states[0])["steepest"]
    assert year == pytest.approx(2.88, abs=0.05)
    assert rate == pytest.approx(-2.62, abs=0.01)


def test_try_b_the_first_year_after_the_stop_takes_4_percent():
    result = run(**EXPLORER.tries[1].states[1])
    assert result["first_year_off"] == pytest.approx(-4.0, abs=0.05)
    found = masses(result["followed"], (10, 11, 12, 20))
    assert found == pytest.approx((97.7, 93.8, 91.9, 88.0), abs=0.1)
    assert "in the first year after the stop it changes by −4.0 %" in EXPLORER.summarize(result)


def test_try_c_without_adaptation_the_loss_stays_constant():
    # κ is constant then: dB/dt → −δ·(1 − S)·R with S = (5/12)/(100/107) and R = R0·(1 + a·(1 − S)).
    lack = 1 - (5 / 12) / (100 / 107)
    expected = -0.17 * lack * 8 * (1 + 1.6 * lack)
    change = run(**EXPLORER.tries[2].states[0])["followed"][CHANGE]
    assert change.loc[10:20].to_numpy() == pytest.approx(expected, abs=0.01)
    with_it = run()["followed"][CHANGE]
    assert with_it.loc[20] > with_it.loc[10] > change.loc[20]


def test_the_stock_is_the_sum_of_the_flows():
    for state in ({}, {"treatment": "estradiol"}, {"lag": 0.2, "estradiol": 1}):
        table = run(**state)["followed"]
        gap, dt = table[FORMATION] - table[RESORPTION], np.diff(table.index)
        gained = np.concatenate(
            [[0], np.cumsum(dt * (gap.to_numpy()[1:] + gap.to_numpy()[:-1]) / 2)]
        )
        assert table[MASS].to_numpy() == pytest.approx(100 + gained, abs=0.06)


def test_less_estradiol_and_less_adaptation_leave_less_bone():
    ends = [mass_at(run(estradiol=level)["followed"], 20) for level in (1, 5, 20, 60)]
    assert ends == sorted(ends)
    ends = [mass_at(run(adaptation=gamma)["followed"], 20) for gamma in (0, 0.3, 0.65, 1)]
    assert ends == sorted(ends)


def test_before_its_start_a_treatment_changes_nothing():
    result = run(treatment="raloxifene", start=8)
    before = result["treated"][MASS].loc[:8]
    assert before.to_numpy() == pytest.approx(result["untreated"][MASS].loc[:8], abs=1e-6)


def test_without_a_choice_a_thin_line_shows_a_treatment_for_comparison(explorer):
    artists = explorer._frame.artists
    assert "raloxifene-like\nfrom year 5" in artists["other label"].get_text()
    assert not artists["mass span"].get_visible()
    followed = artists["followed"].get_ydata()
    assert followed == pytest.approx(explorer.result["untreated"][MASS].iloc[::2].to_numpy())
    explorer.set(treatment="raloxifene")
    assert artists["mass span"].get_visible()
    assert "untreated" in artists["other label"].get_text()
    assert artists["followed"].get_linewidth() > artists["other"].get_linewidth()


def test_the_shaded_years_are_the_treated_ones(explorer):
    explorer.set(treatment="estradiol", start=3, stop=12)
    for name in ("mass", "flows", "change"):
        span = explorer._frame.artists[f"{name} span"]
        assert (span.get_x(), span.get_width()) == (3, 9)


def test_a_stop_before_the_start_is_refused_in_words():
    with pytest.raises(ValueError, match="must stop after it starts"):
        run(treatment="raloxifene", start=10, stop=6)


def test_any_state_is_finite_or_refused_and_stays_within_the_axes(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        try:
            result = compute(**state)
        except ValueError as refusal:
            assert state["stop"] != "never" and state["stop"] <= state["start"]
            assert str(refusal).endswith(".")
            continue
        reading = EXPLORER.summarize(result)
        assert "nan" not in reading and "inf" not in reading
        for name in ("treated", "untreated"):
            assert np.isfinite(result[name].to_numpy()).all()
            assert result[name][MASS].between(30, 102).all()
        assert result["followed"][CHANGE].loc[:20].abs().max() < 12
        assert result["followed"][RESORPTION].max() < 20


def test_words_keep_apart_and_on_the_page(explorer):
    states = random_states(EXPLORER, np.random.default_rng(2), 24)
    for state in states:
        if state["stop"] == "never" or state["stop"] > state["start"]:
            assert faults_of(explorer.set(**state)) == []
            assert explorer.summary in explorer.alt
