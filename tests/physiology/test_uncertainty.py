"""Bands and sensitivities: exact on functions known on paper, in order on the chain."""

import numpy as np
import pytest

from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.parameters import Parameter, ParameterSet
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import simulate
from course_utils.physiology.sensitivity import (
    global_sensitivity,
    local_sensitivity,
    spine_outcome,
)
from course_utils.physiology.uncertainty import UNCERTAIN, draws, uncertain, uncertainty_band

CHAIN = chain_parameters("woman")


def known(**rows):
    return ParameterSet(
        "on_paper",
        [Parameter(s, s, v, "", "", "calibrated", low, high) for s, (v, low, high) in rows.items()],
    )


def test_only_numbers_without_a_measurement_are_drawn():
    chosen = uncertain(CHAIN)
    assert {CHAIN.parameter(s).level for s in chosen} <= set(UNCERTAIN)
    assert "K_LP" not in chosen
    assert "final_period_day" not in chosen


def test_draws_stay_in_range_and_center_on_the_triangle():
    numbers = known(a=(1.0, 0.0, 4.0), b=(2.0, 1.0, 3.0))
    sets = draws(numbers, 400, seed=1)
    a, b = (np.array([s[symbol] for s in sets]) for symbol in "ab")
    assert 0 <= a.min() <= a.max() <= 4
    # The mean of a triangular distribution is (low + mode + high)/3.
    assert a.mean() == pytest.approx(5 / 3, abs=0.02)
    assert b.mean() == pytest.approx(2.0, abs=0.01)
    assert draws(numbers, 3, seed=1) == draws(numbers, 3, seed=1)


def test_the_band_holds_the_asked_share_of_draws_and_starts_closed():
    band = uncertainty_band(Person.woman(56), "raloxifene", 2, count=12)
    spine = "lumbar_spine_bmd_percent"
    low, middle, high = (band[f"{spine}_{edge}"] for edge in ("low", "median", "high"))
    assert (low <= middle).all() and (middle <= high).all()
    assert high.iloc[0] - low.iloc[0] == pytest.approx(0, abs=1e-9)
    assert high.iloc[-1] - low.iloc[-1] > 0.5
    assert band[spine].equals(simulate(Person.woman(56), "raloxifene", 2)[spine])


def product(values):
    p = {"a": 3.0, "b": 2.0, "c": 1.0} | values
    return p["a"] ** 2 * p["b"] + 0 * p["c"]


PAPER = known(a=(3.0, 1.0, 5.0), b=(2.0, 1.0, 3.0), c=(1.0, 0.0, 2.0))


def test_local_effects_are_the_derivatives_on_paper():
    table = local_sensitivity(product, PAPER, step=0.001)
    # y = a²·b at a = 3, b = 2: a·dy/da = 2y = 36, b·dy/db = y = 18.
    assert table["effect"].to_dict() == pytest.approx({"a": 36, "b": 18, "c": 0}, rel=1e-4)
    assert list(table.index) == ["a", "b", "c"]


def test_morris_ranks_a_linear_function_exactly():
    pytest.importorskip("SALib", reason="the optional package SALib is not installed")
    table = global_sensitivity(lambda v: 5 * v["a"] - 2 * v["b"], PAPER, trajectories=6)
    # Effects count per full range: 5·(5 − 1) = 20 and 2·(3 − 1) = 4.
    assert table["mu_star"].to_dict() == pytest.approx({"a": 20, "b": 4, "c": 0}, abs=1e-9)
    assert table["sigma"].abs().max() < 1e-9


def test_turnover_matters_for_the_spine_and_a_drug_not_taken_does_not():
    table = local_sensitivity(spine_outcome, symbols=["k_t", "K_alpha_tamoxifen", "EC50"])
    assert abs(table.loc["k_t", "effect"]) > 0.1
    assert table.loc["K_alpha_tamoxifen", "effect"] == pytest.approx(0, abs=1e-4)
    assert table.loc["EC50", "effect"] == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("act", "sentence"),
    [
        (lambda: draws(CHAIN, 0), "whole number"),
        (lambda: uncertainty_band(Person.woman(56), share=1.5), "between 0 and 1"),
        (lambda: local_sensitivity(product, PAPER, step=0), "between 0 and 0.2"),
    ],
)
def test_impossible_settings_are_refused_in_words(act, sentence):
    with pytest.raises(ValueError, match=sentence):
        act()
