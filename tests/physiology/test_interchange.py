"""Exported models run elsewhere to the same numbers."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.arithmetic import exp, greater, lesser, positive, saturating
from course_utils.physiology.interchange import antimony, sbml
from course_utils.physiology.solve import solve
from course_utils.physiology.symbols import Writer, name
from tests.physiology.two_compartments import GUT

number = st.floats(0.1, 5)


def expression(a, b, c):
    shared = (a - b) / (c + 1)
    return shared - (b - c) - shared**2 / (a / b) + (2 - a) ** 2 * exp(-c) - -abs(shared)


@given(a=number, b=number, c=number)
def test_a_traced_expression_means_what_it_computed(a, b, c):
    node = expression(*map(name, "abc"))
    writer = Writer([node])
    (text,) = writer.texts()
    scope = {"a": a, "b": b, "c": c, "exp": math.exp, "abs": abs}
    for term, right in writer.lines:
        scope[term] = eval(right.replace("^", "**"), scope)
    assert eval(text.replace("^", "**"), scope) == pytest.approx(expression(a, b, c), rel=1e-12)


def test_shared_terms_are_written_once():
    writer = Writer([expression(*map(name, "abc"))])
    writer.texts()
    assert writer.lines == [("v1", "(a - b) / (c + 1)")]


def test_terms_of_fixed_names_become_constants():
    a, b, x = map(name, "abx")
    writer = Writer([(a + b) * x + (a + b) ** 2 - a], fixed={"a", "b"})
    assert writer.texts() == ["k1 * x + k2 - k3"]
    assert writer.constants == [("k1", "a + b"), ("k2", "k1 ^ 2"), ("k3", "a")]


def test_a_decision_inside_a_rates_function_is_refused():
    with pytest.raises(TypeError, match="plain arithmetic"):
        bool(name("a"))


@given(a=st.floats(-1e6, 1e6, allow_subnormal=False), b=st.floats(-1e6, 1e6, allow_subnormal=False))
def test_plain_arithmetic_helpers(a, b):
    assert lesser(a, b) == pytest.approx(min(a, b), rel=1e-9, abs=1e-9)
    assert greater(a, b) == pytest.approx(max(a, b), rel=1e-9, abs=1e-9)
    assert positive(a) == max(a, 0)
    assert exp(a / 1e5) == pytest.approx(math.exp(a / 1e5), rel=1e-14)
    assert saturating(abs(b) + 1, 3.0, 2) == pytest.approx(1 / (1 + 9 / (abs(b) + 1) ** 2))


SETTINGS = {
    "start": {"gut": 3.0},
    "changes": [(5.0, {"ke": 0.5})],
    "doses": [(2.0, {"gut": 4.0}), (8.0, {"blood": 1.0})],
}


def test_sbml_runs_in_libroadrunner_to_the_same_numbers():
    roadrunner = pytest.importorskip("roadrunner", reason="libroadrunner is not installed")
    pytest.importorskip("antimony", reason="antimony is not installed")
    runner = roadrunner.RoadRunner(sbml(GUT, **SETTINGS))
    runner.integrator.relative_tolerance = 1e-11
    runner.integrator.absolute_tolerance = 1e-14
    theirs = np.asarray(runner.simulate(0, 12.5, 26, ["gut", "blood"]))
    ours = solve(GUT, np.linspace(0, 12.5, 26), **SETTINGS).to_numpy()
    # At the very time of a dose the two print the value after and before it.
    dosed = np.isin(np.linspace(0, 12.5, 26), [2.0, 8.0])
    assert np.allclose(theirs[~dosed], ours[~dosed], rtol=1e-6, atol=1e-9)


def test_antimony_text_names_quantities_and_units():
    text = antimony(GUT, **SETTINGS)
    assert 'gut is "amount in gut (mg)"' in text
    assert "gut' = -ka * gut" in text
    assert "at (time >= 5.0), t0 = false: ke = 0.5" in text
