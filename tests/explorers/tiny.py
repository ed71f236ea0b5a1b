"""A small explorer for the tests of the kit: a straight line that can be made to fail."""

import dataclasses

import numpy as np

from course_utils.explorers.kit import Explorer
from course_utils.explorers.kit.controls import Choice, Number, Toggle
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.kit.drawing import ghost, line
from course_utils.figures.style import new_figure

X = np.linspace(0, 1, 5)


def compute(slope, shape, marked):
    """A line; no model exists for slope 13."""
    if slope == 13:
        raise ZeroDivisionError("slope 13 has no line")
    return {"y": slope * X if shape == "line" else slope * X**2, "marked": marked, "slope": slope}


def draw(baseline):
    """One Axes with the ghost of the first line."""
    figure, ax = new_figure(4, 2)
    ax.set(xlim=(0, 1), ylim=(0, 20))
    ghost(ax, X, baseline["y"])
    return figure, {"line": line(ax, "bone mass"), "mark": ax.plot(1, 1, "o")[0]}


def update(artists, result):
    """Move the line; drawing slope 7 fails."""
    if result["slope"] == 7:
        raise RuntimeError("the pen broke")
    artists["line"].set_data(X, result["y"])
    artists["mark"].set_visible(result["marked"])
    artists["line"].axes.set_ylim(0, 20 if result["y"].max() <= 20 else 40)


DECLARATION = Declaration(
    name="tiny",
    title="Tiny <line>",
    picture="One line over x.",
    controls=(
        Number("slope", "Slope", "mm", 0, 30, 0.5, 2, decimals=1),
        Choice("shape", "Shape", {"straight": "line", "bent": "parabola"}, "line"),
        Toggle("marked", "Mark the end", "end marked"),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=lambda result: f"the line ends at {result['y'][-1]:.1f} mm",
    tries=(Try("Make it steep & bent.", ({"slope": 9}, {"slope": 9, "shape": "parabola"})),),
)


def tiny(**changes):
    """The tiny explorer, with parts of its declaration replaced."""
    return Explorer(dataclasses.replace(DECLARATION, **changes))
