"""The numbers of the lesson against published values, and wrong answers as students write them."""

import numpy as np
import pytest

from course_utils.exercises import check, lesson_11, registry
from course_utils.exercises import lesson_11_data as data
from course_utils.physiology.axis import loop_settings, steady_state


def test_the_keys():
    assert "".join(registry.get("L11.E1").key) == "DBAC"
    assert registry.get("L11.E2").key == pytest.approx(46.1, abs=0.1)
    assert registry.get("L11.E3").key == pytest.approx(91, abs=1)
    assert registry.get("L11.E4").key == "C"
    assert "".join(registry.get("L11.E5").key) == "DHBFAE"
    assert registry.get("L11.E6").key == pytest.approx((1.53, 1.68), abs=0.02)
    assert registry.get("L11.E7").key == "B"
    assert sum(registry.get(f"L11.E{n}").points for n in range(1, 8)) == 10


@pytest.mark.parametrize(
    ("id", "answer", "code"),
    [
        ("L11.E1", "BDAC", "M-FB-5"),
        ("L11.E1", ["D", "B", "A", "D"], "M-FB-6"),
        ("L11.E2", 39.4, "planted"),
        ("L11.E2", 16.9, "M-FB-4"),
        ("L11.E2", 27.7, "planted"),
        ("L11.E2", "46 ng/dL", "type"),
        ("L11.E3", 37, "M-FB-7"),
        ("L11.E3", 0, "M-FB-2"),
        ("L11.E4", "A", "M-FB-7"),
        ("L11.E5", "DHBFAC", "M-EPI-12"),
        ("L11.E6", (2.1, 1.95), "planted"),
        ("L11.E7", "C", "M-ODE-2"),
    ],
)
def test_listed_wrong_answers_as_a_student_would_write_them(id, answer, code):
    assert check(id, answer).code == code


@pytest.mark.parametrize(
    ("id", "letter", "told"),
    [
        ("L11.P1", "D", "17 to 39"),
        ("L11.P2", "A", "39 pg/mL on clomiphene and 8"),
        ("L11.P3", "B", "+808, +252, −1, +4"),
        ("L11.P4", "C", "day 2 after the antagonist and on day 19"),
        ("L11.P5", "D", "94 %"),
        ("L11.P6", "B", "471"),
    ],
)
def test_what_came_true(id, letter, told):
    asked = registry.get_prediction(id)
    assert asked.right() == letter
    assert told in asked.happened()


def test_the_patterns_follow_from_the_loop():
    assert lesson_11.pattern_of_each_push() == lesson_11.four_patterns()


def test_the_blueprints_rests_of_david():
    wanted = {"clomiphene": (4.8, 475, 39.4), "aromatase_inhibitor": (4.0, 350, 11.6)}
    for push, rest in wanted.items():
        assert lesson_11.david(push) == pytest.approx(rest, rel=0.02)


def test_no_setting_of_the_feedback_lets_lh_more_than_double():
    """LH = 10/(1 + f⁶) with f = 1 in a healthy man: 5 at rest, 10 at most."""
    highest = steady_state(loop_settings(inhibited=0.02, n_f=12, weight_E=1.0)).lh_iu_per_l
    assert highest <= 2 * steady_state().lh_iu_per_l


def test_a_call_needs_ears_and_an_answer():
    table = data.every_push_on_every_man()["testosterone_ng_per_dl"].unstack(sort=False)
    gains = table[list(data.PUSHES)[1]] - table["nothing"]
    assert list(gains > 50) == [True, True, False, False]
    assert list(table["hCG"] - table["nothing"] > 50) == [True, True, True, False]
    assert (table["testosterone"] > 900).all()


def test_sperm_falls_under_testosterone_in_every_man():
    table = data.every_push_on_every_man()["sperm_output"].unstack(sort=False)
    assert (table["testosterone"] < table["nothing"]).all()
    assert table.loc["healthy", "testosterone"] < 0.1


def test_the_line_of_three_steps_alone():
    line = data.sperm_on_testosterone()["all support gone at once"]
    assert np.interp(-0.5, -line.to_numpy(), line.index) == pytest.approx(2.674 * 25, abs=0.5)


def test_drugs_bring_sperm_back_days_sooner_in_the_chain():
    halves = {name: data.day_of(run, 0.5) for name, run in data.sperm_after_testosterone().items()}
    nothing, *treated = halves.values()
    assert nothing == pytest.approx(95, abs=3)
    assert all(5 < nothing - day < 25 for day in treated)


def test_published_recovery():
    table = data.published_recovery()
    assert list(table["percent"]) == [67, 90, 96, 100]
    assert tuple(table[["low", "high"]].iloc[0]) == (61, 72)


def test_hits_and_misses_beside_the_trials():
    table = data.beside_the_trials().set_index(["study", "hormone"])
    seen = {(study.split("\n")[1], name): row for (study, name), row in table.iterrows()}
    assert seen["Helo 2017", "estradiol"]["seen"] == pytest.approx(2.0)
    assert seen["Burnett-Bowie 2009", "testosterone"]["seen"] == pytest.approx(524 / 319)
    assert seen["Duschek 2004", "FSH"]["seen"] == pytest.approx(1.21)
    veldhuis = seen["Veldhuis 2005", "LH"]
    assert veldhuis["loop"] == pytest.approx(1.39, abs=0.02)
    assert veldhuis["seen"] == pytest.approx(2.1)
    assert (
        seen["57 infertile men", "FSH"]["chain"] < 1.1 < 2 < seen["57 infertile men", "FSH"]["seen"]
    )
