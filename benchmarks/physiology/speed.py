"""The chain and its bone core, beside libRoadRunner running the same SBML in this process.

Errors are the largest difference from our own solver at rtol 1e-10, relative to each
quantity's largest size.
"""

from __future__ import annotations

import numpy as np

from benchmarks.side_by_side import print_table, side_by_side
from course_utils.physiology import right_hand_side
from course_utils.physiology.bone.core import BONE_CORE
from course_utils.physiology.chain import CHAINS
from course_utils.physiology.cohort import enroll, follow_all
from course_utils.physiology.drugs import Regimen, exposure
from course_utils.physiology.interchange import antimony_text, sbml
from course_utils.physiology.many import solve_many
from course_utils.physiology.person import Person
from course_utils.physiology.scenario import parameters_of, start_state
from course_utils.physiology.solve import integrate, solve

TEN_YEARS = np.linspace(0, 3652.5, 121)
PERSONS = 10_000
COHORT = 2_000
TIGHT = {"rtol": 1e-10, "atol": 1e-13}
QUICK = {"rtol": 1e-6, "atol": 1e-8}


def main(repeats=9):
    """Print the three tables."""
    core(repeats)
    chain(repeats, "untreated", [])
    chain(repeats, "raloxifene, daily average", [Regimen("raloxifene", average=True)])
    persons(max(repeats // 3, 3))
    workers(max(repeats // 3, 3))


def core(repeats):
    """Eight states, ten years around menopause."""
    runner = _runner(sbml(BONE_CORE))

    numbers, start = BONE_CORE.parameters.numbers(), BONE_CORE.start()

    def ours():
        return integrate(
            BONE_CORE.rates,
            start,
            TEN_YEARS,
            BONE_CORE.quantities,
            numbers=numbers,
            rtol=3e-6,
            atol=1e-8,
        ).T

    ways = {
        "libRoadRunner": lambda: _run(runner, BONE_CORE.symbols),
        "ours, SciPy alone": plain(ours),
        "ours, numba": ours,
    }
    exact = solve(BONE_CORE, TEN_YEARS, **TIGHT).to_numpy()
    print_table(
        "Bone core, 8 states, 10 years",
        side_by_side(ways, repeats),
        "libRoadRunner",
        {name: _error(way(), exact) for name, way in ways.items()},
    )


def chain(repeats, title, plan):
    """The full chain of a woman from five years before to five after her final period."""
    person, model = Person.woman(46), CHAINS["woman"]
    numbers = parameters_of(person)
    given = exposure(plan, TEN_YEARS[-1])
    start = start_state(person, numbers)
    text = antimony_text(model, numbers.numbers(), start, inputs=given)
    runner = _runner(_translate(text))
    settings = {
        "parameters": numbers,
        "start": dict(zip(model.symbols, start, strict=True)),
        "inputs": given,
    }

    def ours():
        return solve(model, TEN_YEARS, **settings, **QUICK)

    ways = {
        "libRoadRunner": lambda: _run(runner, model.symbols),
        "ours, SciPy alone": plain(ours),
        "ours, numba": ours,
    }
    exact = solve(model, TEN_YEARS, **settings, **TIGHT).to_numpy()
    print_table(
        f"Full chain, {len(model.states)} states, 10 years, {title}",
        side_by_side(ways, repeats),
        "libRoadRunner",
        {name: _error(way(), exact) for name, way in ways.items()},
    )


def persons(repeats):
    """Ten thousand persons of the bone core who differ in one number, on one core."""
    turnover = np.random.default_rng(1).uniform(0.02, 0.06, PERSONS)
    runner, times = _runner(sbml(BONE_CORE)), TEN_YEARS[[0, -1]]

    def loop():
        results = np.empty((PERSONS, len(BONE_CORE.states)))
        for i, value in enumerate(turnover):
            runner.reset()
            runner["k_t"] = value
            results[i] = runner.simulate(0, times[-1], 2)[-1, 1:]
        return results

    def ours():
        return solve_many(BONE_CORE, times, {"k_t": turnover}, rtol=1e-5, atol=1e-7)[-1].T

    ways = {
        "libRoadRunner in a loop": loop,
        "ours, SciPy alone": plain(ours),
        "ours, numba": ours,
    }
    runner.timeCourseSelections = ["time", *BONE_CORE.symbols]
    exact = solve_many(BONE_CORE, times, {"k_t": turnover[:500]}, rtol=1e-11, atol=1e-13)[-1].T
    print_table(
        f"Bone core, {PERSONS} persons, 10 years, one core",
        side_by_side(ways, repeats),
        "libRoadRunner in a loop",
        {name: _error(way()[:500], exact) for name, way in ways.items()},
    )


def workers(repeats):
    """A cohort on the full chain, three years on raloxifene, with one process and with two."""
    people = enroll(Person.woman(57), COHORT, seed=1)
    visits = np.linspace(0, 3 * 365.25, 4)

    def followed(processes):
        return lambda: follow_all(people, ["raloxifene"] * COHORT, visits, workers=processes)

    ways = {"one process": followed(1), "two processes": followed(2)}
    medians = side_by_side(ways, repeats)
    print_table(f"Full chain, {COHORT} persons, 3 years", medians, "one process")
    kept = followed(1)()
    print(f"  kept of each person and output: {kept.nbytes / COHORT / kept.shape[2]:.0f} bytes")


def plain(way):
    """The same, without numba."""

    def run():
        right_hand_side.COMPILE = False
        try:
            return way()
        finally:
            right_hand_side.COMPILE = True

    return run


def _translate(text):
    import antimony

    antimony.clearPreviousLoads()
    if antimony.loadAntimonyString(text) < 0:
        raise ValueError(antimony.getLastError())
    return antimony.getSBMLString(antimony.getMainModuleName())


def _runner(document):
    import roadrunner

    runner = roadrunner.RoadRunner(document)
    runner.integrator.relative_tolerance = 1e-6
    runner.integrator.absolute_tolerance = 1e-9
    return runner


def _run(runner, symbols):
    runner.reset()
    return np.asarray(runner.simulate(0, TEN_YEARS[-1], len(TEN_YEARS), list(symbols)))


def _error(found, exact):
    found = np.asarray(found)
    return float(np.max(np.abs(found - exact).max(axis=0) / np.abs(exact).max(axis=0)))


if __name__ == "__main__":
    main()
