"""The network of comparisons: which treatments were tested against which, and how often."""

from __future__ import annotations

import numpy as np

from course_utils.figures.palette import COLORS, INK, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, words
from course_utils.figures.wording import listed

LARGEST, SMALLEST = 34.0, 9.0  # diameter of a node, points
PLACES = (0.5, 0.4, 0.6, 0.32, 0.68, 0.25, 0.75)
CLEAR = 0.17  # distance two edge labels keep, in radii of the circle


def network_graph(comparisons, participants):
    """Treatments on a circle, joined where a trial compared them.

    The area of a node grows with its participants, the width of an edge with its trials;
    the number of trials stands on the edge.

    Parameters
    ----------
    comparisons : DataFrame
        ``treatment_a``, ``treatment_b`` and ``trials``, a count; rows of the same pair are
        added.
    participants : mapping
        Treatment → number of people; the order sets the places on the circle.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a treatment has no participants, is compared with itself, or a count is not
        positive; the row is named.

    Source: layout after Salanti et al., J Clin Epidemiol 2011.
    """
    people = {str(name): int(count) for name, count in dict(participants).items()}
    edges = _edges(comparisons, people)
    figure, ax = new_figure(8.0, 4.8)
    figure.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(-2.5, 2.5), ylim=(-1.5, 1.5), aspect="equal")
    ax.set_axis_off()
    places = _circle(people)
    _draw_edges(ax, edges, places)
    _draw_nodes(ax, people, places)
    return Described(figure, *_sentences(edges, people))


def _edges(comparisons, people):
    """Pair → number of trials."""
    edges = {}
    for row in comparisons.itertuples():
        pair = str(row.treatment_a), str(row.treatment_b)
        name = " against ".join(pair)
        if pair[0] == pair[1]:
            raise ValueError(f"Row {name!r} compares a treatment with itself.")
        if not row.trials > 0:
            raise ValueError(f"Row {name!r} has {row.trials} trials; it must be 1 or more.")
        for treatment in pair:
            if people.get(treatment, 0) <= 0:
                raise ValueError(f"Treatment {treatment!r} has no number of participants above 0.")
        key = pair if pair in edges else pair[::-1] if pair[::-1] in edges else pair
        edges[key] = edges.get(key, 0) + int(row.trials)
    if not edges:
        raise ValueError("A network needs at least one comparison.")
    return edges


def _circle(people):
    angles = np.pi / 2 - 2 * np.pi * np.arange(len(people)) / len(people)
    if len(people) == 2:
        angles = np.array([np.pi, 0])
    return dict(zip(people, np.column_stack([np.cos(angles), np.sin(angles)]), strict=True))


def _draw_edges(ax, edges, places):
    most, taken = max(edges.values()), []
    for (a, b), trials in edges.items():
        ends = np.array([places[a], places[b]])
        width = 1.2 + 7 * trials / most
        ax.plot(*ends.T, color=COLORS["placebo"], linewidth=width, solid_capstyle="butt", zorder=1)
    for (a, b), trials in edges.items():
        spots = [places[a] + share * (places[b] - places[a]) for share in PLACES]
        spot = next((s for s in spots if _is_free(s, taken)), spots[0])
        taken.append(spot)
        paper = {"facecolor": PAPER, "edgecolor": "none", "boxstyle": "round,pad=0.15"}
        words(ax, *spot, f"{trials}", ha="center", va="center", bbox=paper, zorder=4)


def _is_free(spot, taken):
    return all(np.hypot(*(spot - other)) > CLEAR for other in taken)


def _draw_nodes(ax, people, places):
    largest = max(people.values())
    for name, count in people.items():
        x, y = places[name]
        size = max(SMALLEST, LARGEST * np.sqrt(count / largest))
        style = {"markeredgecolor": INK, "color": COLORS["formation"], "zorder": 3}
        ax.plot(x, y, "o", markersize=size, **style)
        reach = 1 + (size / 2 + 9) / 115  # the circle's radius is about 115 points
        side = "center" if abs(x) < 0.3 else "left" if x > 0 else "right"
        height = "center" if abs(y) < 0.9 or side != "center" else "bottom" if y > 0 else "top"
        label = f"{name}\n{count:,} people"
        words(ax, x * reach, y * reach, label, ha=side, va=height)


def _sentences(edges, people):
    told = [f"{a}–{b} {trials}" for (a, b), trials in edges.items()]
    joined = {name for pair in edges for name in pair}
    pairs = len(people) * (len(people) - 1) // 2
    alt = (
        f"Network of {len(people)} treatments: "
        f"{listed(f'{name} ({count:,} people)' for name, count in people.items())}. "
        f"Trials per comparison: {'; '.join(told)}."
    )
    alone = [name for name in people if name not in joined]
    rest = f" Not joined: {listed(alone)}." if alone else ""
    summary = f"{len(edges)} of {pairs} possible pairs of treatments were compared directly.{rest}"
    return alt, summary
