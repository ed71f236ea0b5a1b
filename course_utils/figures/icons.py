"""Icon arrays: one risk, or several beside each other, as people of 100 or of 1,000."""

from __future__ import annotations

from course_utils.figures.palette import FONT_SIZE, INK, MUTED
from course_utils.figures.people import draw_crowd
from course_utils.figures.present import Described
from course_utils.figures.style import new_figure, title
from course_utils.figures.wording import listed

MOST_CROWDS = {100: 3, 1000: 2}


def icon_arrays(counts, outcome, *, population=1000, years=None, study=""):
    """Crowds of equal size; the first is what the others are compared with.

    Parameters
    ----------
    counts : mapping
        Name of a group → people of `population` with the event; rounded to whole people.
        Up to three groups of 100 or two of 1,000.
    outcome : str
        What happens, such as ``"a new vertebral fracture"``.
    population : int
        100 or 1000.
    years : float, optional
        Over how long.
    study : str
        Where the numbers come from.

    Returns
    -------
    Described

    Raises
    ------
    ValueError
        If there are too many groups, or more events than people.

    Source: icon arrays with a part–whole denominator, Galesic et al. 2009.
    """
    most = MOST_CROWDS.get(population)
    if most is None:
        raise ValueError(f"An icon array has 100 or 1000 people, not {population}.")
    if not 1 <= len(counts) <= most:
        raise ValueError(f"Icon arrays of {population} take 1 to {most} groups; got {len(counts)}.")
    people = {str(name): round(float(count)) for name, count in counts.items()}
    figure, axes, room = _sheet(len(people), population)
    first = next(iter(people.values()))
    for ax, (name, count) in zip(axes, people.items(), strict=True):
        draw_crowd(ax, count, first, population)
        title(ax, f"{name}: {count}" + (f" of {population:,}" if room else ""))
    over = f" over {years:g} years" if years is not None else ""
    figure.text(0.02, 0.02, _key(people), color=INK, size=FONT_SIZE)
    if study:
        figure.text(0.99, 0.02, study, ha="right", color=MUTED, size=FONT_SIZE, style="italic")
    return Described(figure, *_sentences(people, outcome, population, over, study))


def _sheet(groups, population):
    """Crowds of 100 stand side by side, crowds of 1,000 above each other."""
    if population == 100:
        share = 0.98 / max(groups, 2)
        figure, axes = new_figure(8.0, 4.3 if groups < 3 else 3.5, ncols=groups, squeeze=False)
        boxes = [(0.02 + share * i, 0.12, share - 0.03, 0.77) for i in range(groups)]
    else:
        inches = 0.4 + 3.0 * groups
        figure, axes = new_figure(8.0, inches, nrows=groups, squeeze=False)
        tall = 2.6 / inches
        boxes = [(0.02, 0.4 / inches + 3.0 / inches * i, 0.96, tall) for i in range(groups)][::-1]
    figure.set_layout_engine("none")
    for ax, box in zip(axes.flat, boxes, strict=True):
        ax.set_position(box)
        ax.set_anchor("NW")
    return figure, list(axes.flat), groups < 3


def _key(people):
    first, *others = people.values()
    more = " · plus: more" if any(count > first for count in others) else ""
    fewer = " · ring with bar: fewer" if any(count < first for count in others) else ""
    return f"cross: affected{more}{fewer}"


def _sentences(people, outcome, population, over, study):
    source = f" ({study})" if study else ""
    told = listed(f"{name} {count}" for name, count in people.items())
    crowds = "crowd" if len(people) == 1 else "crowds"
    alt = f"{len(people)} {crowds} of {population:,} dots; filled with {outcome}: {told}."
    (name, first), *others = people.items()
    changes = [f", {_change(count - first)} with {other}" for other, count in others]
    return alt, (
        f"{first:,} of {population:,} people have {outcome}{over} with {name}"
        f"{''.join(changes)}{source}."
    )


def _change(difference):
    if not difference:
        return "as many"
    return f"{abs(difference)} {'more' if difference > 0 else 'fewer'}"
