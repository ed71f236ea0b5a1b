"""Every model of the library, exported as SBML, runs in libRoadRunner to the same numbers."""

import numpy as np
import pytest

from course_utils.physiology.axis import (
    DEGARELIX,
    LOOP_IN_TIME,
    ROEBLITZ,
    SMITH,
    TRIPTORELIN,
)
from course_utils.physiology.bone import (
    BONE_MASS,
    COOK_CYCLE,
    KOMAROVA_SITE,
    LEMAIRE,
    PIVONKA,
)
from course_utils.physiology.bone.core import BONE_CORE
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.drugs import Regimen, exposure
from course_utils.physiology.interchange import sbml
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import parameters_of, start_state
from course_utils.physiology.solve import solve

roadrunner = pytest.importorskip("roadrunner", reason="libroadrunner is not installed")
pytest.importorskip("antimony", reason="antimony is not installed")

ENDS = {
    LEMAIRE: 100,
    PIVONKA: 100,
    KOMAROVA_SITE: 200,
    COOK_CYCLE: 100,
    BONE_MASS: 10,
    BONE_CORE: 3650,
    ROEBLITZ: 60,
    SMITH: 20,
    LOOP_IN_TIME: 60,
    TRIPTORELIN: 60,
    DEGARELIX: 60,
}


def disagreement(model, times, **settings):
    """Largest difference from libRoadRunner, relative to each quantity's largest size."""
    runner = roadrunner.RoadRunner(sbml(model, **settings))
    runner.integrator.relative_tolerance = 1e-10
    runner.integrator.absolute_tolerance = 1e-14
    runner.integrator.maximum_num_steps = 200_000
    names = [s if s in runner.model.keys() else f"{s}_" for s in model.symbols]  # noqa: SIM118
    theirs = np.asarray(runner.simulate(0, times[-1], len(times), names))
    ours = solve(model, times, **settings, rtol=1e-10, atol=1e-12).to_numpy()
    size = np.abs(ours).max(axis=0)
    return np.max(np.abs(theirs - ours).max(axis=0)[size > 0] / size[size > 0])


@pytest.mark.parametrize("model", ENDS, ids=lambda model: model.name)
def test_a_model_runs_elsewhere_to_the_same_numbers(model):
    assert disagreement(model, np.linspace(0, ENDS[model], 41)) < 1e-6


@pytest.mark.parametrize(
    ("person", "plan"),
    [
        (Person.woman(50), []),
        (Person.woman(55), [Regimen("raloxifene", average=True)]),
        (Person.man(40), [Regimen("testosterone cypionate", average=True, start=30, stop=200)]),
        (Person.man(60, "secondary hypogonadism"), [Regimen("clomiphene", average=True)]),
    ],
    ids=["untreated woman", "raloxifene", "testosterone for a while", "clomiphene"],
)
def test_the_full_chain_with_its_drugs_runs_elsewhere_to_the_same_numbers(person, plan):
    model, numbers = CHAINS[person.sex], parameters_of(person)
    start = dict(zip(model.symbols, start_state(person, numbers), strict=True))
    times = np.linspace(0, 400, 41)
    settings = {"parameters": numbers, "start": start, "inputs": exposure(plan, 400)}
    assert disagreement(model, times, **settings) < 1e-6
