"""What every explorer must hold, whatever it shows."""

import dataclasses
import gc
import io
import math
import numbers
import os
import re
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import numpy as np
import psutil
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from matplotlib.lines import Line2D
from PIL import Image

from course_utils.explorers import LESSON_OF, NAMES, explore
from course_utils.explorers.kit.controls import Number
from course_utils.explorers.kit.pace import run

STATES = 2000
ALL = os.environ.get("EXPLORERS") == "all"
# Each new state follows up to 200 persons for ten years, or a woman through 41 equations:
# 2,000 of them take more than a minute for each of the two.
FEWER = {} if ALL else {"whole_chain": 1000, "cycle_turns": 400}
SLOWEST = 0.2  # seconds one state may take on a quiet machine
PATIENCE = 10  # times that before a busy machine makes a test fail
GROWTH = 20_000_000  # bytes
BAD_WORDS = re.compile(r"\b(nan|inf|None|True|False)\b|e[+-]\d\d|\d\.\d{7}|-\d|  ")

pytestmark = pytest.mark.parametrize("name", NAMES)


@cache
def opened(name):
    """One explorer for all tests of this module."""
    return explore(name)


@pytest.fixture
def explorer(name):
    """The explorer at its defaults."""
    return opened(name).reset()


def states(declaration):
    """Hypothesis strategy: any state the controls allow."""
    return st.fixed_dictionaries(
        {control.name: st.sampled_from(control.values) for control in declaration.controls}
    )


def unusual(value, path="result"):
    """Where a result holds a number that is infinite; NaN marks gaps and is allowed."""
    if isinstance(value, Mapping):
        return [bad for key, part in value.items() for bad in unusual(part, f"{path}.{key}")]
    if dataclasses.is_dataclass(value):
        return unusual(vars(value) if hasattr(value, "__dict__") else {}, path)
    if isinstance(value, list | tuple):
        return [bad for n, part in enumerate(value) for bad in unusual(part, f"{path}[{n}]")]
    if hasattr(value, "to_numpy"):
        value = value.to_numpy()
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return [path] if np.isinf(value).any() else []
    infinite = isinstance(value, numbers.Real) and math.isinf(value)
    return [path] if infinite else []


def test_the_module_is_small_and_declares_only(name):
    module = import_module(f"course_utils.explorers.{name}")
    text = Path(module.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 80
    assert not re.search(r"ipywidgets|anywidget|pyplot|\.observe\(|on_click", text)
    assert module.EXPLORER.name == name
    assert module.__doc__.startswith(f"Lesson {LESSON_OF[name][1:]}: ")


def test_controls_are_complete(name):
    declaration = opened(name).declaration
    labels = [control.label for control in declaration.controls]
    assert len(set(labels)) == len(labels) >= 2
    for control in declaration.controls:
        assert control.name.isidentifier()
        assert control.label[0].isupper() or control.label[0].isdigit() or len(control.label) > 2
        assert control.accept(control.default) == control.default
        assert len(control.values) >= 2
        if isinstance(control, Number):
            texts = [control.format(value) for value in control.values]
            assert len(set(texts)) == len(texts), f"{control.label}: values look alike"
            assert [control.read(text) for text in texts] == list(control.values)


def test_each_try_has_its_reading_from_the_model(name, explorer):
    declaration = explorer.declaration
    assert len(declaration.tries) == 3
    rows = list(declaration.readings())
    assert len(rows) == sum(len(attempt.states) for attempt in declaration.tries)
    for attempt in declaration.tries:
        for values in attempt.states:
            explorer.reset().set(**values)
            assert explorer.summary.endswith(f"{rows[0][2]}.")
            assert explorer.settings == rows[0][1]
            rows.pop(0)


def test_words_follow_every_control(name, explorer):
    for control in explorer.declaration.controls:
        said = set()
        for value in (control.values[0], control.values[-1]):
            explorer.reset().set(**{control.name: value})
            assert explorer.alt.startswith(explorer.declaration.picture)
            assert explorer.summary in explorer.alt
            said.add(explorer.summary)
        assert len(said) == 2, f"{control.label}: the sentence does not follow"


def test_pixels_follow_every_control(name, explorer):
    # Some controls matter only together with others, as a dose does with a drug.
    declaration = explorer.declaration
    bases = [{}, *(values for attempt in declaration.tries for values in attempt.states)]
    for control in declaration.controls:
        values = control.values[:: max(1, len(control.values) // 6)]
        moved = (len(frames(explorer, base, control.name, values)) > 1 for base in bases)
        assert any(moved), f"{control.label}: the picture does not follow"


def frames(explorer, base, name, values):
    """The different pictures of some values of one control."""
    found = set()
    for value in values:
        explorer.change(**(explorer.declaration.defaults | base | {name: value}))
        if explorer.error is None:
            found.add(explorer.frame_png)
    return found


def test_every_state_has_a_finite_result_or_a_refusal_in_words(name, explorer):
    declaration = explorer.declaration

    @settings(
        max_examples=FEWER.get(name, STATES),
        deadline=1000 * SLOWEST * PATIENCE,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(states(declaration))
    def holds(state):
        try:
            result = run(declaration.compute, state)
        except ValueError as refusal:
            assert re.match(r"[A-Z].{15,250}\.$", str(refusal)), str(refusal)
            return
        assert unusual(result) == []
        sentence = declaration.summarize(result)
        assert 20 < len(sentence) < 600
        assert not BAD_WORDS.search(sentence), sentence

    holds()


def test_random_states_can_be_drawn(name, explorer):
    @settings(
        max_examples=25,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
        derandomize=True,
        database=None,
    )
    @given(states(explorer.declaration))
    def holds(state):
        explorer.change(**state)
        if explorer.error is not None:
            assert isinstance(explorer.error, ValueError), repr(explorer.error)
        else:
            assert Image.open(io.BytesIO(explorer.frame_png)).size == explorer.page_size

    holds()


def test_the_picture_after_a_walk_equals_one_drawn_afresh(name, explorer):
    declaration = explorer.declaration
    for control in declaration.controls:
        for value in (control.values[0], control.values[-1]):
            explorer.change(**{control.name: value})
    state = declaration.defaults | next(iter(declaration.tries)).states[0]
    explorer.reset().set(**state)
    assert explorer.frame_png == explore(name).set(**state).frame_png


def test_pinned_names_are_moving_lines(name, explorer):
    for part in explorer.declaration.pinned:
        assert isinstance(explorer._frame.artists[part], Line2D)
    explorer.pin().pin().pin()
    assert explorer.alt.count(" Pin ") == 3


def test_updates_leave_no_memory_behind(name, explorer):
    # The first and the heaviest explorer go the whole way.
    updates = 2000 if name in (NAMES[0], NAMES[-1]) else 200
    control = max(explorer.declaration.controls, key=lambda control: len(control.values))
    wanted = [explorer.state | {control.name: value} for value in control.values[:40]]
    found = [(state, *explorer.outcome(state)) for state in wanted]
    assert explorer.panel.shown["picture"]

    def update(times):
        for number in range(times):
            explorer.arrive(*found[number % len(found)])
        gc.collect()
        return psutil.Process().memory_info().rss

    before = update(100)
    assert update(updates) - before < GROWTH
