"""Push the loop: the blueprint's numbers, doses, courses, and the words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.push_courses import (
    DAYS,
    PERSONS,
    THERAPIES,
    course_settings,
    follow_course,
)
from course_utils.explorers.push_the_loop import EXPLORER, compute
from course_utils.physiology.axis import loop_settings, steady_state, stop_testosterone

DEFAULTS = EXPLORER.defaults
LH, T, E2 = "lh_iu_per_l", "testosterone_ng_per_dl", "estradiol_pg_per_ml"


def run(**changes):
    return compute(**(DEFAULTS | changes))


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_try_a_clomiphene_doubles_david_s_estradiol():
    before, after = (run(**state)["now"] for state in EXPLORER.tries[0].states)
    assert (round(before[LH], 1), round(after[LH], 1)) == (2.9, 4.8)
    assert before[T] == pytest.approx(204, rel=0.02)
    assert after[T] == pytest.approx(475, rel=0.02)
    assert before[E2] == pytest.approx(16.9, rel=0.02)
    assert after[E2] == pytest.approx(39.4, rel=0.02)


def test_try_b_the_inhibitor_gives_the_same_testosterone_and_opposite_estradiol():
    now = run(**EXPLORER.tries[1].states[0])["now"]
    assert now[T] == pytest.approx(475, rel=0.02)
    assert now[E2] == pytest.approx(7.9, rel=0.02)


def test_try_c_on_the_drug_high_and_afterward_like_untreated():
    on, off = (run(**state) for state in EXPLORER.tries[2].states)
    assert on["now"][T] == pytest.approx(704, rel=0.03)
    assert off["now"][T] == pytest.approx(472, rel=0.03)
    assert off["now"][T] == pytest.approx(off["without"][T], rel=1e-3)
    assert "is an assumption" in EXPLORER.summarize(off)


@pytest.mark.parametrize("therapy", ["clomiphene", "pure antagonist", "GnRH agonist"])
def test_dose_1_is_the_therapy_of_the_parameter_table(therapy):
    name = {"pure antagonist": "antagonist", "GnRH agonist": "gnrh_agonist"}.get(therapy, therapy)
    assert steady_state(course_settings("david", therapy, 1)) == pytest.approx(
        steady_state(loop_settings("david", name))
    )


@pytest.mark.parametrize("person", PERSONS.values())
@pytest.mark.parametrize("therapy", THERAPIES)
def test_dose_0_changes_nothing(person, therapy):
    rest = steady_state(course_settings(person, therapy, 0))
    assert rest == pytest.approx(steady_state(loop_settings(person)))


def test_inhibitor_doses_multiply():
    left = [course_settings("david", "aromatase inhibitor", dose)["inhibited"] for dose in (1, 2)]
    assert left == pytest.approx([0.4, 0.16])


def test_luis_is_the_stopping_experiment_of_the_library():
    ours = follow_course("luis", "clomiphene", 1, 21, 111)
    theirs = stop_testosterone(DAYS, [(21, 111, "clomiphene")])
    assert ours[T] == pytest.approx(theirs[T].to_numpy(), rel=1e-6)
    assert ours["testis_capacity"][0] == pytest.approx(0.13, abs=0.005)
    untreated = follow_course("luis", "none", 0, 0, 540)[T]
    assert untreated.min() == pytest.approx(370, rel=0.03)
    assert DAYS[40:][untreated[40:] > 450][0] == pytest.approx(90, abs=6)


def test_a_course_that_ends_before_it_begins_is_none():
    result = run(therapy="clomiphene", start=200, stop=100)
    assert not result["given"]
    assert "untreated" in EXPLORER.summarize(result)


def test_nothing_moves_before_the_course():
    for therapy in list(THERAPIES)[1:]:
        treated = follow_course("david", therapy, 1, 100, 300)
        untreated = follow_course("david", "none", 0, 0, 540)
        assert treated[T][:100] == pytest.approx(untreated[T][:100], rel=1e-4)


def test_any_state_is_finite_and_not_negative():
    for state in random_states(EXPLORER, np.random.default_rng(1), 200):
        result = compute(**state)
        for arm in ("treated", "untreated"):
            values = np.array(list(result[arm].values()))
            assert np.isfinite(values).all()
            assert values.min() > -1e-6
        assert result["treated"][LH].max() <= 12
        assert result["treated"][T].max() <= 2400


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 12):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt


def test_shading_and_gray_curves_belong_to_a_course(explorer):
    artists = explorer._frame.artists
    assert not artists[T, "untreated"].get_visible()
    explorer.set(therapy="clomiphene", start=50, stop=90)
    span = artists[T, "span"]
    assert (span.get_x(), span.get_width(), span.get_visible()) == (50, 40, True)
    assert artists[T, "untreated"].get_visible()


def test_what_is_set_shows_even_while_nothing_is_given(explorer):
    words = explorer._frame.artists["course"].get_text()
    explorer.set(dose=2)
    assert "2 ×" in explorer._frame.artists["course"].get_text() != words
