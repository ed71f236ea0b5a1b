"""The strip of nine boxes on top of every lesson: where on the chain are we today?"""

from __future__ import annotations

from matplotlib.patches import FancyBboxPatch
from matplotlib.textpath import TextPath

from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, FONT_SIZE, INK, MUTED, PAPER, new_figure

LINKS = (
    "dose",
    "concentration",
    "receptor",
    "hormones",
    "bone cells",
    "density",
    "fracture",
    "evidence",
    "decision",
)
"""The nine links, in the order a drug dose travels."""

WIDTH, HEIGHT = 800, 75  # the strip is laid out in pixels of the 8 × 0.75 inch figure
GAP = 9
FILL = "#EEEEEE"
BOXES = {
    "today": {"facecolor": COLORS["formation"], "edgecolor": COLORS["formation"], "linewidth": 2},
    "finished": {"facecolor": PAPER, "edgecolor": INK, "linewidth": 1.8},
    "ahead": {"facecolor": FILL, "edgecolor": FILL, "linewidth": 1},
}
LETTERS = {
    "today": {"color": PAPER, "weight": "bold"},
    "finished": {"color": INK, "weight": "normal"},
    "ahead": {"color": MUTED, "weight": "normal"},
}


def chain_strip(active=(), done=()):
    """The chain from dose to decision with today's links filled.

    Parameters
    ----------
    active : str or tuple of str
        Today's links (see `LINKS`): filled, white bold letters.
    done : str or tuple of str
        Links of finished lessons: outlined. All others are gray.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a name is not one of the nine links.
    """
    active, done = _links(active), _links(done)
    states = {
        link: "today" if link in active else "finished" if link in done else "ahead"
        for link in LINKS
    }
    figure, ax = new_figure(WIDTH / 100, HEIGHT / 100)
    figure.set_layout_engine("none")
    ax.set(position=(0, 0, 1, 1), xlim=(0, WIDTH), ylim=(0, HEIGHT))
    ax.set_axis_off()
    _boxes(ax, states)
    return Described(figure, *_sentences(active, done))


def _links(names):
    names = (names,) if isinstance(names, str) else tuple(names)
    for name in names:
        if name not in LINKS:
            raise ValueError(f"{name!r} is no link of the chain; the links are {', '.join(LINKS)}.")
    return tuple(link for link in LINKS if link in names)


def _boxes(ax, states):
    """Boxes as wide as their words, with the room that is left shared out evenly."""
    words = [_letter_width(link, LETTERS[state]["weight"]) for link, state in states.items()]
    padding = (WIDTH - 6 - GAP * (len(words) - 1) - sum(words)) / len(words)
    left = 3
    for (link, state), letters in zip(states.items(), words, strict=True):
        width = letters + padding
        box = FancyBboxPatch(
            (left + 2, 14), width - 4, HEIGHT - 28, boxstyle="round,pad=0,rounding_size=6"
        )
        box.set(**BOXES[state])
        ax.add_patch(box)
        ax.text(
            left + width / 2,
            HEIGHT / 2,
            link.replace(" ", "\n"),
            ha="center",
            va="center",
            size=FONT_SIZE,
            **LETTERS[state],
        )
        left += width + GAP
        if link != LINKS[-1]:
            ax.plot(left - GAP / 2, HEIGHT / 2, marker=">", color=MUTED, markersize=5)


def _letter_width(link, weight):
    prop = {"family": "DejaVu Sans", "weight": weight}
    longest = max(link.split(), key=len)
    return TextPath((0, 0), longest, FONT_SIZE, prop=prop).get_extents().width * 100 / 72


def _sentences(active, done):
    places = " and ".join(f"{link} (link {LINKS.index(link) + 1} of 9)" for link in active)
    today = f"Today: {places}." if active else "Today: the chain as a whole, all nine links."
    finished = f" Finished: {', '.join(done)}." if done else ""
    alt = f"Chain of nine links, {' → '.join(LINKS)}. {today}{finished}"
    return alt, today + finished
