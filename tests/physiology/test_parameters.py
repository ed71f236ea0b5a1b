"""The parameter table and its read-only sets."""

import csv

import pytest

from course_utils.physiology.parameters import LEVELS, TABLE, parameter_set


def rows():
    with TABLE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['model']}.{row['symbol']}")
def test_every_number_has_name_level_and_a_value_inside_its_range(row):
    assert row["name"]
    assert row["level"] in LEVELS
    assert row["source"] or row["level"] != "published model"
    if row["level"] in ("calibrated", "recalled"):
        assert row["note"] or row["source"], "calibrated or recalled from what?"
    value = float(row["value"])
    assert not row["low"] or float(row["low"]) <= value
    assert not row["high"] or value <= float(row["high"])


def test_replace_makes_a_new_set_and_marks_the_number_as_the_readers():
    before = parameter_set("komarova2003")
    after = before.replace(k2=0.0015)
    assert (before["k2"], after["k2"]) == (0.0017, 0.0015)
    assert after.parameter("k2").level == "teaching assumption"
    assert before != after
    assert before == parameter_set("komarova2003").replace()


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: parameter_set("komarova"), "komarova2003"),
        (lambda: parameter_set("komarova2003")["K2"], "k2"),
        (lambda: parameter_set("komarova2003").replace(kk=1), "k2"),
    ],
)
def test_unknown_names_get_the_nearest_right_one(act, sentence):
    with pytest.raises(KeyError, match=sentence):
        act()


@pytest.mark.parametrize("value", ["a lot", None, float("inf"), -0.1])
def test_impossible_values_are_refused_in_words(value):
    with pytest.raises(ValueError, match=r"formation efficiency \(k2\) must be"):
        parameter_set("komarova2003").replace(k2=value)


def test_a_set_prints_its_table():
    table = parameter_set("komarova2003").table()
    assert table.loc["k2", "value"] == 0.0017
    assert table.loc["k2", "level"] == "published model"
    assert "k2 = 0.0017" in repr(parameter_set("komarova2003"))
    assert "<table" in parameter_set("komarova2003")._repr_html_()
