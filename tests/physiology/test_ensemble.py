"""Draws followed together agree with the chain run draw by draw."""

import numpy as np
import pytest

from course_utils.physiology import ensemble
from course_utils.physiology.chain_parameters import chain_parameters
from course_utils.physiology.density.sites import site_density
from course_utils.physiology.drugs.schedules import Regimen
from course_utils.physiology.ensemble import MOST, follow_draws
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import simulate
from course_utils.physiology.uncertainty import draws

SEED = 7
ANA = Person.woman(54, 49)
PRIYA = Person.woman(38)
MAN = Person.man(44, "secondary hypogonadism")
SETTINGS = {
    "after the menopause": (ANA, ()),
    "a tablet": (ANA, ("raloxifene",)),
    "estradiol at once": (ANA, ("conjugated_estrogens",)),
    "hormones fall at once": (PRIYA, ("triptorelin",)),
    "a man": (MAN, ("testosterone_cypionate",)),
}


def followed(person, drugs, count=4, years=10, off=()):
    regimens = [Regimen(name, average=True) for name in drugs]
    return regimens, follow_draws(person, regimens, years, count, SEED, off)


def spine(every):
    relative = site_density("lumbar_spine", every.state("Vt"), every.state("Vc"), every.state("M"))
    return 100 * (relative / relative[0] - 1)


@pytest.mark.parametrize("name", SETTINGS)
def test_each_draw_is_the_chain_run_with_its_numbers(name):
    person, drugs = SETTINGS[name]
    regimens, every = followed(person, drugs)
    sets = draws(chain_parameters(person.sex), MOST, SEED)
    for place in (0, 3):
        table = simulate(person, regimens, times=every.days, parameters=sets[place])
        assert spine(every)[:, place] == pytest.approx(
            table["lumbar_spine_bmd_percent"].to_numpy(), abs=0.05
        )
        cells = every.state("C")[:, place] / every.state("C")[0, place]
        expected = table["osteoclasts"].to_numpy() / table["osteoclasts"].iloc[0]
        assert cells == pytest.approx(expected, abs=0.05)
        assert cells[-1] == pytest.approx(expected[-1], rel=1e-3)
        assert every.state("E2")[-1, place] == pytest.approx(
            table["estradiol_pg_per_ml"].iloc[-1] - every.inputs[-1, 10], rel=1e-3
        )


@pytest.mark.parametrize("name", ["a tablet", "estradiol at once", "a man"])
def test_bands_stand_where_a_hundred_times_finer_steps_put_them(name, monkeypatch):
    person, drugs = SETTINGS[name]

    def edges():
        every = followed(person, drugs, count=50)[1]
        parts = (spine(every), every.state("C"))
        return [np.percentile(part, (5, 95), axis=1) for part in parts]

    quick = edges()
    finer = {key: value / 100 for key, value in ensemble.TOLERANCES.items()}
    monkeypatch.setattr(ensemble, "TOLERANCES", finer)
    for near, exact in zip(quick, edges(), strict=True):
        assert np.abs(near - exact).max() < 0.003 * np.ptp(exact)


@pytest.mark.parametrize("link", ["concentration", "receptor", "hormones", "cells", "density"])
def test_links_are_held_as_in_a_single_run(link):
    regimens, every = followed(ANA, ("conjugated_estrogens",), count=2, years=5, off=(link,))
    sets = draws(chain_parameters("woman"), MOST, SEED)
    table = simulate(ANA, regimens, times=every.days, parameters=sets[1], off=(link,))
    assert spine(every)[:, 1] == pytest.approx(
        table["lumbar_spine_bmd_percent"].to_numpy(), abs=0.05
    )


def test_fewer_draws_are_the_first_ones():
    few, many = (followed(ANA, ("raloxifene",), count, years=2)[1] for count in (3, 8))
    assert np.allclose(few.states, many.states[..., :3], rtol=1e-3, atol=1e-6)


def test_what_is_held_does_not_move():
    every = followed(ANA, ("raloxifene",), count=3, years=2, off=("hormones", "cells", "density"))
    for symbol in ("E2", "LH", "C", "B", "Vt", "M"):
        state = every[1].state(symbol)
        assert np.array_equal(state, np.repeat(state[:1], len(state), axis=0)), symbol


def test_a_drug_may_differ_between_draws():
    drug = Regimen("raloxifene").drug.scaled(CL=np.array([0.5, 1.0, 2.0]), V=np.ones(3),
                                             ka=np.ones(3), MW=np.ones(3))  # fmt: skip
    plan = [Regimen(drug, average=True)]
    every = follow_draws(ANA, plan, 2, 3, SEED)
    level = every.inputs[-1, 3]
    assert level / level[1] == pytest.approx([2, 1, 0.5])


@pytest.mark.parametrize("count", [0, 201, -5])
def test_impossible_numbers_of_draws_are_refused(count):
    with pytest.raises(ValueError, match="1 to 200"):
        follow_draws(ANA, [], 1, count, SEED)
