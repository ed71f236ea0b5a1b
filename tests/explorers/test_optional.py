"""The control that takes a level or a word."""

import pytest

from course_utils.explorers.kit.optional import Optional

STOP = Optional("stop", "Stop on day", "", (7, 14, 30), "never", "never stopped")
OWN = Optional("level", "Estradiol", "pg/mL", (0, 0.5, 100), "own", "at her own level")


def test_the_word_is_the_default_and_stands_first():
    assert STOP.default == "never"
    assert STOP.values == ("never", 7, 14, 30)
    assert STOP.ends == (7, 30)


@pytest.mark.parametrize("typed", ["never", "Never", "  NEVER "])
def test_the_word_can_be_typed_in_any_case(typed):
    assert STOP.read(typed) == STOP.accept(typed) == "never"


def test_a_level_is_read_with_unit_and_comma():
    assert OWN.read("0,5 pg/mL") == 0.5
    assert OWN.accept(100) == 100


@pytest.mark.parametrize("typed", ["soon", "", "own and more", "nan"])
def test_other_words_are_refused_and_the_word_is_named(typed):
    with pytest.raises(ValueError, match=r"from 0 pg/mL to 100 pg/mL, or the word “own”\.$"):
        OWN.read(typed)


def test_a_number_between_levels_is_refused():
    with pytest.raises(ValueError, match="14 is the nearest"):
        STOP.accept(15)


def test_what_a_person_reads():
    assert OWN.phrase("own") == "at her own level"
    assert OWN.phrase(0.5) == "estradiol 0.5 pg/mL"
    assert (OWN.text("own"), OWN.text(100)) == ("own", "100 pg/mL")
    assert (OWN.format("own"), OWN.format(0.5)) == ("own", "0.5")
