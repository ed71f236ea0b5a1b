"""The data that are no tables: each follows the schema beside it, and a fault is found."""

import copy
import json

import jsonschema
import pytest

from course_utils.datasets import FOLDER


def read(name):
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


def validator(name):
    schema = read(f"{name}.schema.json")
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", ["profiles", "quiz_bank"])
def test_the_file_follows_its_schema(name):
    faults = [error.message for error in validator(name).iter_errors(read(f"{name}.json"))]
    assert not faults


@pytest.mark.parametrize(
    ("name", "group", "field", "value"),
    [
        ("quiz_bank", "items", "key", "E"),
        ("quiz_bank", "items", "bloom", "hard"),
        ("quiz_bank", "items", "misconceptions", {"A": "nonsense"}),
        ("quiz_bank", "items", "options", {"A": "one", "B": "two", "C": "three"}),
        ("profiles", "people", "fictional", False),
        ("profiles", "people", "numbers", [{"quantity": "age", "value": 54}]),
    ],
)
def test_a_fault_is_found(name, group, field, value):
    data = copy.deepcopy(read(f"{name}.json"))
    data[group][0][field] = value
    assert not validator(name).is_valid(data)
