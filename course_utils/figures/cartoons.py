"""Drawings for lesson 01: who works on bone, in which order, and on which surface."""

from __future__ import annotations

from matplotlib.patches import Wedge

from course_utils.figures.cells import (
    BONE_EDGE,
    MATRIX,
    bone,
    new_bone,
    osteoblast,
    osteoclast,
    osteocyte,
    paler,
    pit,
    pointer,
    resting_cell,
    stage,
)
from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    LOOKS,
    MUTED,
    new_figure,
    note,
    settle,
    title,
    words,
)

PHASES = {
    "activation": "a signal calls\nosteoclasts in",
    "resorption": "osteoclasts\ndig a pit",
    "reversal": "small cells clean\nthe pit floor",
    "formation": "osteoblasts\nfill the pit",
}


def cast_of_cells():
    """The three kinds of bone cells at work: recycler, builder, inspector (F5).

    Returns
    -------
    Described
        A drawing, not to scale.
    """
    figure, ax = new_figure(8.0, 3.4)
    stage(ax, 16, 6.6)
    bone(ax, 0, 16, 4.0, pits=((4.0, 4.0, 1.5), (11.2, 4.6, 1.5)))
    osteoclast(ax, 4.0, 3.35, 1.5)
    new_bone(ax, 11.2, 4.6, 1.5, 4.0, 3.2)
    for place in range(5):
        osteoblast(ax, 9.76 + 0.72 * place, 3.55, 0.8)
    for x, y in ((1.6, 1.6), (4.3, 1.1), (7.4, 2.2), (10.6, 1.2), (14.4, 1.7)):
        osteocyte(ax, x, y, 1.0)
    digger, builder = COLORS["resorption"], COLORS["formation"]
    pointer(ax, "osteoclast, the recycler:\nremoves bone", (3.4, 5.6), (4, 4.2), digger)
    pointer(ax, "osteoblasts, the builders:\nlay down bone", (12.6, 5.6), (11.2, 3.95), builder)
    pointer(ax, "osteocytes, the inspectors:\nsense and signal", (8.0, 4.35), (7.4, 2.5))
    words(ax, 0.2, 0.15, "bone", MUTED, va="bottom")
    note(ax, "drawing, not to scale", "lower right")
    settle(figure)
    alt = (
        "Drawing of a bone surface: one large osteoclast sits in the pit it digs, five osteoblasts "
        "sit on new bone in a second pit, five osteocytes lie inside the bone, joined by fine "
        "processes."
    )
    summary = (
        "Three kinds of cells keep bone: osteoclasts remove it, osteoblasts lay it down, and "
        "osteocytes inside it sense and signal."
    )
    return Described(figure, alt, summary)


def four_phases(durations=None):
    """Four phases of remodeling at one spot, in order.

    Parameters
    ----------
    durations : dict, optional
        Phase → its duration in words, e.g. ``{"resorption": "3–6 weeks"}``; only what is
        given is written.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a name is not one of the four phases.
    """
    durations = dict(durations or {})
    for name in durations:
        if name not in PHASES:
            raise ValueError(f"The phases are {', '.join(PHASES)}; there is no {name!r}.")
    figure, axes = new_figure(8.0, 2.5 if durations else 2.3, ncols=4)
    painters = (_activation, _resorption, _reversal, _formation)
    for number, (ax, name, paint) in enumerate(zip(axes, PHASES, painters, strict=True), 1):
        stage(ax, 4, 3.1)
        paint(ax)
        title(ax, f"{number} {name}")
        told = PHASES[name] + (f"\n{durations[name]}" if name in durations else "")
        words(ax, 2, -0.15, told, ha="center", va="top")
    settle(figure)
    told = "; ".join(
        f"{name}: {PHASES[name]}{f', {durations[name]}' if name in durations else ''}"
        for name in PHASES
    ).replace("\n", " ")
    alt = f"Four drawings of the same spot of bone, one after the other: {told}."
    return Described(figure, alt, f"Four phases at one spot, always in this order: {told}.")


def _activation(ax):
    bone(ax, 0, 4, 1.7)
    osteocyte(ax, 2.0, 0.7, 0.9)
    ax.annotate("", (2, 1.65), (2, 1.05), arrowprops={"arrowstyle": "->", "color": INK})
    for x, y in ((1.0, 2.75), (1.8, 2.35), (2.7, 2.7)):
        resting_cell(ax, x, y, 0.5, COLORS["resorption"])


def _resorption(ax):
    bone(ax, 0, 4, 1.7, pits=((2, 2.6, 0.9),))
    osteoclast(ax, 2, 1.5, 1.05)


def _reversal(ax):
    bone(ax, 0, 4, 1.7, pits=((2, 2.6, 0.9),))
    x, y = pit(2, 2.6, 0.9, 1.7)
    for place in (7, 14, 20, 26, 33):
        resting_cell(ax, x[place], y[place] + 0.14, 0.36)


def _formation(ax):
    bone(ax, 0, 4, 1.7, pits=((2, 2.6, 0.9),))
    new_bone(ax, 2, 2.6, 0.9, 1.7, 1.25)
    for place in range(4):
        osteoblast(ax, 1.28 + 0.48 * place, 1.47, 0.5)


def remodeling_vs_modeling():
    """Remodeling replaces bone where it was; modeling moves the surfaces (F6).

    Returns
    -------
    Described
        Cross-sections of a shaft, a drawing, not to scale.
    """
    figure, axes = new_figure(8.0, 3.4, ncols=2, width_ratios=(1.75, 1))
    _remodeling(axes[0])
    _modeling(axes[1])
    settle(figure)
    alt = (
        "Two drawings of a bone shaft cut across. Remodeling: one spot is removed, then the same "
        "spot is replaced, and the ring looks as before. Modeling: bone is added on the outside "
        "and removed on the inside, and the ring becomes wider."
    )
    summary = (
        "Remodeling removes and replaces bone at the same spot, so the shape stays; modeling adds "
        "on one surface and removes on another, so the shape changes."
    )
    return Described(figure, alt, summary)


def _remodeling(ax):
    stage(ax, 10.5, 6.4)
    title(ax, "Remodeling: same spot, same shape")
    steps = ((2.4, "resorption", "first remove"), (8.0, "formation", "then replace"))
    for x, meaning, label in steps:
        _ring(ax, x, 3.6, 1.2, 2.2)
        _ring(ax, x, 3.6, 1.5, 2.2, meaning, (60, 120))
        words(ax, x, 0.9, label, COLORS[meaning], ha="center", va="top")
    ax.annotate("", (5.6, 3.6), (4.8, 3.6), arrowprops={"arrowstyle": "-|>", "color": INK})


def _modeling(ax):
    stage(ax, 6.0, 6.4)
    title(ax, "Modeling: new shape")
    _ring(ax, 3.0, 3.6, 1.6, 2.2)
    _ring(ax, 3.0, 3.6, 2.2, 2.6, "formation")
    _ring(ax, 3.0, 3.6, 1.2, 1.6, "resorption")
    words(ax, 3.0, 0.9, "add outside", COLORS["formation"], ha="center", va="top")
    words(ax, 3.0, 3.6, "remove\ninside", COLORS["resorption"], ha="center", va="center")


def _ring(ax, x, y, inner, outer, meaning=None, turn=(0, 360)):
    """A ring, or a part of it; plain bone, or hatched with a meaning."""
    style = {"facecolor": MATRIX, "edgecolor": BONE_EDGE, "linewidth": 1.4}
    if meaning:
        look = LOOKS[meaning]
        style = {"facecolor": paler(look.color, 0.75), "edgecolor": look.color, "hatch": look.hatch}
    ax.add_patch(Wedge((x, y), outer, *turn, width=outer - inner, **style))
