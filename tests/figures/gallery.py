"""Every figure the package draws, once, for the tests that hold for all of them."""

from importlib import import_module
from pathlib import Path

import numpy as np
import pandas as pd

from course_utils.exercises.registry import get_prediction
from course_utils.figures import lesson_00, lesson_01
from course_utils.figures.chain import LINKS, chain_strip
from course_utils.figures.course_map import course_map
from course_utils.physiology.bone import flows_to_stock, lagging_formation, remodeling_site
from tests.figures.evidence_gallery import EVIDENCE_GALLERY

JOHNSTON = pd.DataFrame(
    {
        "arm": ["placebo", "raloxifene 30 mg", "raloxifene 60 mg", "raloxifene 150 mg"],
        "mean_pct_change": [-1.32, 0.71, 1.28, 1.20],
        "se": [0.22, 0.23, 0.23, 0.24],
    }
)
NAMES = ("placebo", "raloxifene 60 mg")


def bath():
    """Tap at 8 % per year; the drain runs at 16 from year 1 to year 3."""
    years = np.linspace(0, 6, 601)
    return flows_to_stock(years, 8.0, np.where((years >= 1) & (years < 3), 16.0, 8.0))


def filling():
    """The opposite: more formation than resorption for a while."""
    years = np.linspace(0, 6, 601)
    return flows_to_stock(years, np.where((years >= 1) & (years < 3), 12.0, 8.0), 8.0)


def _bump():
    years = np.linspace(0, 10, 101)
    return years, 8 + 6 * np.exp(-((years - 5) ** 2))


def lesson_galleries():
    """Return the figures of every lesson that has a gallery file beside this one."""
    files = sorted(Path(__file__).parent.glob("lesson_*_gallery.py"))
    modules = [import_module(f"tests.figures.{file.stem}") for file in files]
    return {
        name: drawing
        for module in modules
        for name, drawing in getattr(module, module.__name__.split(".")[-1][:9].upper()).items()
    }


GALLERY = {
    "chain": lambda: chain_strip("bone cells", ("dose", "evidence")),
    "chain, all finished": lambda: chain_strip((), LINKS),
    "chain, all today": lambda: chain_strip(LINKS),
    "map of the course": course_map,
    "crowd of 100": lambda: lesson_00.two_crowds(
        18, 25, NAMES, "had hot flashes", study="five trials pooled, 1,165 women"
    ),
    "crowd of 1000": lambda: lesson_00.two_crowds(2.4, 1.1, NAMES, "broke a hip", population=1000),
    "same crowds": lambda: lesson_00.two_crowds(18, 18, NAMES, "had hot flashes"),
    "ladders": lambda: lesson_00.unit_ladders(
        {"David": 205, "a middle value": 500}, {"Ana now": 5, "David": 17, "Ana before": 100}
    ),
    "close ladders": lambda: lesson_00.unit_ladders({"David": 205}, {"Ana": 5, "David": 7}),
    "trial arms": lambda: lesson_00.trial_arms(JOHNSTON, "Johnston 2000", "spine density"),
    "flows": lambda: lesson_01.flows_over_stock(bath()),
    "flows filling": lambda: lesson_01.flows_over_stock(filling()),
    **{
        f"flows, sketch {letter}": lambda letter=letter: lesson_01.flows_over_stock(
            bath(), get_prediction("L01.P1").sketches[letter]
        )
        for letter in "AD"
    },
    "one flow": lambda: lesson_01.one_flow(*_bump()),
    "one site": lambda: lesson_01.one_site(remodeling_site()),
    "one site, deep": lambda: lesson_01.one_site(remodeling_site(burst=16)),
    "one site, weak": lambda: lesson_01.one_site(remodeling_site(formation_efficiency=0.0015)),
    "staircase": lambda: lesson_01.staircase(
        remodeling_site(cycles=10), remodeling_site(formation_efficiency=0.0015, cycles=10)
    ),
    "doubling": lambda: lesson_01.balanced_doubling(
        lagging_formation(np.linspace(0, 10, 201), resorption=16)
    ),
    "cast of cells": lesson_01.cast_of_cells,
    "four phases": lesson_01.four_phases,
    "four phases, timed": lambda: lesson_01.four_phases({"resorption": "3–6 weeks"}),
    "remodeling vs modeling": lesson_01.remodeling_vs_modeling,
    **lesson_galleries(),
    **EVIDENCE_GALLERY,
}
