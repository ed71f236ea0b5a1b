"""The ladder of evidence: the rung a claim stands on, and the rung its evidence reaches."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from course_utils.figures.chain import FILL
from course_utils.figures.palette import COLORS, INK, MUTED, PAPER
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, words

RUNGS = (
    "receptor or cell",
    "hormone or marker in blood",
    "bone density",
    "fracture seen on an X-ray",
    "fracture that is felt",
    "function and survival",
)
"""From mechanism to what matters to a person; the last three need trials of outcomes."""


def evidence_ladder(shown=None, claimed=None, notes=None, rungs=RUNGS):
    """Stairs from mechanism to outcome, with a mark for the evidence and one for the claim.

    Parameters
    ----------
    shown : str, optional
        Highest rung that evidence reaches; that rung and those below it are filled.
    claimed : str, optional
        Rung the claim speaks about.
    notes : dict, optional
        Rung → a few words, such as ``{"bone density": "spine +35 %"}``.
    rungs : sequence of str
        From the lowest to the highest; up to eight.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If a rung is not on the ladder; the sentence lists those that are.

    Source: order of endpoints after the surrogate-endpoint framework of Fleming and
    DeMets 1996.
    """
    rungs, notes = tuple(rungs), dict(notes or {})
    for rung in (shown, claimed, *notes):
        if rung is not None and rung not in rungs:
            raise ValueError(f"{rung!r} is no rung of this ladder; there are {', '.join(rungs)}.")
    reached = rungs.index(shown) if shown else -1
    figure, ax = new_figure(8.0, 0.6 + 0.5 * len(rungs))
    figure.set_layout_engine("none")
    ax.set_position((0, 0, 1, 1))
    ax.set(xlim=(0, 100), ylim=(-0.35, len(rungs) + 0.35))
    ax.set_axis_off()
    for step, rung in enumerate(rungs):
        _step(ax, step, rung, step <= reached, notes.get(rung, ""))
    marks = {shown: "● evidence reaches here", claimed: "▲ the claim stands here"}
    if shown == claimed and shown:
        marks = {shown: "● claim and evidence meet"}
    for rung, text in marks.items():
        if rung:
            words(ax, 99, rungs.index(rung) + 0.4, text, ha="right", va="center", weight="bold")
    return Described(figure, *_sentences(rungs, shown, claimed, notes))


def _step(ax, step, rung, reached, text):
    start = 1.5 + 3.2 * step
    ground = FILL if reached else PAPER
    look = {"facecolor": ground, "edgecolor": INK if reached else MUTED}
    line = {"linestyle": "-" if reached else "--", "linewidth": 1.4}
    ax.add_patch(Rectangle((start, step), 33, 0.8, **look, **line))
    words(ax, start + 1.2, step + 0.4, rung, va="center")
    if text:
        words(ax, start + 34.2, step + 0.4, text, COLORS["testosterone"], va="center")


def _sentences(rungs, shown, claimed, notes):
    told = "".join(f" {rung[:1].upper()}{rung[1:]}: {text}." for rung, text in notes.items())
    alt = f"A ladder of evidence, from low to high: {', '.join(rungs)}.{told}"
    return alt, _point(rungs, shown, claimed)


def _point(rungs, shown, claimed):
    if not (shown or claimed):
        return f"Evidence climbs {len(rungs)} rungs, from “{rungs[0]}” to “{rungs[-1]}”."
    if not (shown and claimed):
        what = "evidence reaches" if shown else "claim stands on"
        place = rungs.index(shown or claimed) + 1
        return f"The {what} the rung “{shown or claimed}”, {place} of {len(rungs)}."
    gap = rungs.index(claimed) - rungs.index(shown)
    if gap == 0:
        return f"Claim and evidence meet on the rung “{shown}”."
    size = f"{abs(gap)} rung{'s' if abs(gap) > 1 else ''} {'above' if gap > 0 else 'below'}"
    return f"The claim stands on “{claimed}”, {size} its evidence, “{shown}”."
