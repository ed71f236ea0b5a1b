"""Runs Antimony text in libRoadRunner: an engine that shares no line with the course."""

from pathlib import Path

import numpy as np
import pytest

ORACLES = Path(__file__).parent / "oracles"
RELATIVE, ABSOLUTE = 1e-11, 1e-20


def roadrunner_run(text, times, states, *, values=None, changes=(), doses=()):
    """States at ``times`` as an array (n, s).

    ``values`` are set before the start. Between the times of ``changes`` (time, {name: value})
    and ``doses`` (time, {name: amount}) the engine runs through; there it is stopped.
    """
    engine = _engine(text)
    _set(engine, values or {})
    grid = sorted({*map(float, times), *(float(t) for t, _ in (*changes, *doses))})
    rows = []
    for now, then in zip(grid, [*grid[1:], None], strict=True):
        for new in (new for t, new in changes if t == now):
            _set(engine, new)
        for new in (new for t, new in doses if t == now):
            _set(engine, {name: engine[name] + amount for name, amount in new.items()})
        rows.append([engine[name] for name in states])
        if then is not None:
            engine.simulate(now, then, 2)
    return np.array(rows)[np.searchsorted(grid, times)]


def _set(engine, values):
    for name, value in values.items():
        engine[name] = value


def oracle(name, *arguments, **settings):
    """:func:`roadrunner_run` of ``oracles/<name>.ant``."""
    return roadrunner_run(
        (ORACLES / f"{name}.ant").read_text(encoding="utf-8"), *arguments, **settings
    )


def _engine(text):
    antimony = pytest.importorskip("antimony", reason="needs the test extra")
    roadrunner = pytest.importorskip("roadrunner", reason="needs the test extra")
    antimony.clearPreviousLoads()
    assert antimony.loadAntimonyString(text) >= 0, antimony.getLastError()
    engine = roadrunner.RoadRunner(antimony.getSBMLString(antimony.getMainModuleName()))
    engine.integrator.relative_tolerance = RELATIVE
    engine.integrator.absolute_tolerance = ABSOLUTE
    return engine
