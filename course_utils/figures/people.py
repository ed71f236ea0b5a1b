"""Crowds of 100 or 1,000 people as dots, for risks that are counts first."""

from __future__ import annotations

import numpy as np

from course_utils.figures.palette import COLORS, MUTED, PAPER

AFFECTED = COLORS["resorption"]
UNAFFECTED = "#BDBDBD"
POPULATIONS = (100, 1000)
SMALLEST_SIGNED_DOT = 6.5  # points
AISLE = 0.7  # free space between two blocks of 100, in dots


def crowd_positions(population=100):
    """Where each person stands: blocks of 10 × 10, filled row by row from the top left.

    Parameters
    ----------
    population : int
        100 (one block) or 1000 (20 rows of 50: five blocks wide, two high).

    Returns
    -------
    array (population, 2)
        x to the right, y upward, one dot per unit.

    Raises
    ------
    ValueError
        If the population is neither 100 nor 1000.
    """
    if population not in POPULATIONS:
        raise ValueError(f"A crowd has 100 or 1000 people, not {population}.")
    block, person = np.divmod(np.arange(population), 100)
    row, column = np.divmod(person, 10)
    block_row, block_column = np.divmod(block, 5)
    x = column + block_column * (10 + AISLE)
    y = row + block_row * (10 + AISLE)
    return np.column_stack([x, -y]).astype(float)


def crowd_groups(affected, before=None, population=100):
    """Who is who in a crowd, as slices of `crowd_positions`.

    Parameters
    ----------
    affected : int
        People affected in this crowd.
    before : int, optional
        People affected in the crowd it is compared with.
    population : int

    Returns
    -------
    dict of slices
        ``affected`` in both crowds, ``more`` affected only here, ``fewer`` affected only in
        the other crowd, ``unaffected``.
    """
    before = affected if before is None else before
    for count in (affected, before):
        if not 0 <= count <= population:
            raise ValueError(f"{count} of {population} people cannot be affected.")
    both, most = sorted((affected, before))
    return {
        "affected": slice(0, both),
        "more": slice(both, affected) if affected > before else slice(0, 0),
        "fewer": slice(both, before) if affected < before else slice(0, 0),
        "unaffected": slice(most, population),
    }


def crowd_marks(size):
    """Styles for ``Axes.plot`` of the groups of `crowd_groups`; `size` is the dot in points.

    Affected people are filled and bear a cross; those who make the difference are rings,
    with a plus (more) or a bar (fewer); all others are small and gray.
    """
    dot = {"linestyle": "none", "marker": "o", "markersize": size}
    ring = {"markerfacecolor": PAPER, "markeredgewidth": max(1.0, size / 8)}
    return {
        "unaffected": dot | {"color": UNAFFECTED, "markersize": 0.6 * size, "markeredgewidth": 0},
        "affected": dot | {"color": AFFECTED, "markeredgewidth": 0},
        "more": dot | ring | {"color": AFFECTED},
        "fewer": dot | ring | {"color": MUTED},
    }


def crowd_signs(size):
    """Styles of the small signs inside the dots of `crowd_marks`; none where they would clot."""
    if size < SMALLEST_SIGNED_DOT:
        return {}
    sign = {"linestyle": "none", "markersize": 0.45 * size, "markeredgewidth": max(1.0, size / 9)}
    return {
        "affected": sign | {"marker": "x", "color": PAPER},
        "more": sign | {"marker": "+", "color": AFFECTED},
        "fewer": sign | {"marker": "_", "color": MUTED},
    }


def draw_crowd(ax, affected, before=None, population=100):
    """Draw a crowd into `ax`, one dot per person, at equal scale.

    Parameters as in `crowd_groups`. Set the size of `ax` first: the dots follow it.

    Returns
    -------
    dict of str to list of Line2D
        The marks of each group, so that an explorer can move them.
    """
    places = crowd_positions(population)
    width, height = np.ptp(places, axis=0) + 1
    size = 0.78 * dot_room(ax, width, height)
    groups = crowd_groups(affected, before, population)
    ax.set(xlim=(-0.5, width - 0.5), ylim=(0.5 - height, 0.5), aspect="equal")
    ax.set_axis_off()
    drawn = {name: [] for name in groups}
    for styles in (crowd_marks(size), crowd_signs(size)):
        for name, style in styles.items():
            drawn[name] += ax.plot(*places[groups[name]].T, **style)
    return drawn


def dot_room(ax, width, height):
    """Points between two neighboring dots when `width` × `height` dots fill `ax`."""
    box = ax.get_position(original=True)
    inches = ax.figure.get_size_inches()
    return 72 * min(inches[0] * box.width / width, inches[1] * box.height / height)
