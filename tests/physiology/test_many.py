"""Many persons at once give what each gives alone."""

import numpy as np
import pytest

from course_utils.physiology.bone import LEMAIRE, lemaire_steady_state
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.drugs import Regimen, drug, exposure
from course_utils.physiology.many import solve_many
from course_utils.physiology.solve import RanAway, solve
from tests.physiology.two_compartments import EXPLOSIVE, GUT

TIMES = np.array([0.0, 100.0, 400.0, 1000.0])
CHAIN = CHAINS["woman"]
TURNOVER = np.array([0.035, 0.048, 0.06])


def alone(values, inputs):
    parameters = chain_parameters("woman", **values)
    return solve(CHAIN, TIMES, parameters=parameters, inputs=inputs).to_numpy()


def test_persons_of_the_full_chain_equal_each_alone():
    inputs = exposure([Regimen("raloxifene", average=True, start=50, stop=600)], 1000)
    values = {"k_t": TURNOVER, "final_period_day": np.array([-900.0, 0.0, 300.0])}
    many = solve_many(CHAIN, TIMES, values, inputs=inputs)
    for person in range(3):
        own = {symbol: value[person] for symbol, value in values.items()}
        assert np.allclose(many[..., person], alone(own, inputs), rtol=1e-5, atol=1e-7)


def test_each_person_may_have_an_exposure_of_their_own():
    clearances = np.array([0.5, 1.0, 2.0])
    shared = [Regimen(drug("raloxifene").scaled(CL=clearances), average=True)]
    many = solve_many(CHAIN, TIMES, {"k_t": TURNOVER}, inputs=exposure(shared, 1000))
    for person, factor in enumerate(clearances):
        own = exposure([Regimen(drug("raloxifene").scaled(CL=factor), average=True)], 1000)
        single = alone({"k_t": TURNOVER[person]}, own)
        assert np.allclose(many[..., person], single, rtol=1e-5, atol=1e-7)


def test_persons_settle_where_their_own_steady_state_is():
    production = np.array([0.4, 0.8, 1.5]) * LEMAIRE.parameters["K_OP"]
    ends = solve_many(LEMAIRE, [0, 2000], {"K_OP": production})[-1]
    for person, value in enumerate(production):
        rest = lemaire_steady_state(K_OP=value)
        assert ends[:, person] == pytest.approx([rest.R, rest.B, rest.C], rel=1e-5)


def test_more_persons_than_a_block_keep_their_order(monkeypatch):
    monkeypatch.setattr("course_utils.physiology.many.BLOCK", 7)
    ke = np.linspace(0.05, 0.5, 20)
    start = np.vstack([np.zeros(20), np.ones(20)])
    many = solve_many(GUT, [0, 4], {"ke": ke}, start=start)
    assert np.allclose(many[-1, 1], np.exp(-4 * ke), rtol=1e-5)


def test_a_person_who_runs_away_is_refused_in_words():
    with pytest.raises(RanAway, match="bone cells ran away"):
        solve_many(EXPLOSIVE, [0, 10], {"ka": np.array([0.01, 1.0])})


@pytest.mark.parametrize("own", [False, True], ids=["one exposure for all", "one for each"])
def test_compiled_and_plain_rates_bring_many_persons_to_the_same_place(own, monkeypatch):
    pytest.importorskip("numba", reason="numba is not installed")
    scale = np.array([0.5, 1.0, 2.0]) if own else 1.0
    tablets = [Regimen(drug("raloxifene").scaled(CL=scale), average=True, start=50, stop=600)]
    found = []
    for wanted in (True, False):
        monkeypatch.setattr("course_utils.physiology.right_hand_side.COMPILE", wanted)
        given = exposure(tablets, 1000)
        found.append(solve_many(CHAIN, TIMES, {"k_t": TURNOVER}, inputs=given, rtol=1e-5))
    assert found[0] == pytest.approx(found[1], rel=1e-8, abs=1e-8)
