"""The models of the axis, exported, run in libRoadRunner to the same numbers."""

import numpy as np
import pytest

from course_utils.physiology import right_hand_side
from course_utils.physiology.axis import DEGARELIX, LOOP_IN_TIME, ROEBLITZ, SMITH, TRIPTORELIN
from course_utils.physiology.interchange import antimony
from course_utils.physiology.solve import solve
from tests.physiology import other_engine
from tests.physiology.other_engine import roadrunner_run

CASES = [
    (SMITH, {}, 24),
    (LOOP_IN_TIME, {"LH": 2.0, "X": 400.0, "A": 0.3, "R": 0.2}, 60),
    (TRIPTORELIN, {"D1": 1.5, "C": 2.0}, 20),
    (DEGARELIX, {"D1": 3.0, "D2": 45.0}, 20),
    (ROEBLITZ, {"Ago_d": 100.0, "Ant_d": 500.0}, 10),
]


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(right_hand_side, "COMPILE", False)
    monkeypatch.setattr(other_engine, "ABSOLUTE", 1e-13)


@pytest.mark.parametrize(("model", "start", "end"), CASES, ids=[case[0].name for case in CASES])
def test_the_exported_model_is_the_same_model(model, start, end):
    times = np.linspace(0, end, 21)
    ours = solve(model, times, start=start, rtol=1e-10, atol=1e-13).to_numpy()
    theirs = roadrunner_run(antimony(model), times, model.symbols, values=start)
    peaks = np.abs(theirs).max(axis=0)
    assert np.abs(ours - theirs).max() > 0
    assert np.allclose(ours, theirs, rtol=1e-6, atol=1e-6 * peaks + 1e-13)


@pytest.mark.parametrize("model", [case[0] for case in CASES], ids=lambda model: model.name)
def test_a_symbol_names_one_thing(model):
    assert not set(model.symbols) & set(model.parameters)
    assert len(set(model.columns)) == len(model.columns)
