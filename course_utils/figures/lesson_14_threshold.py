"""Figures of lesson 14 on the turnover threshold: an article's four rows, and two doses."""

from __future__ import annotations

from matplotlib.patches import Rectangle

from course_utils.figures.effect_axis import set_effect_axis
from course_utils.figures.palette import LOOKS
from course_utils.figures.present import Described
from course_utils.figures.style import COLORS, INK, MUTED, new_figure, note, title, words
from course_utils.figures.wording import listed, plain

TRIAL = LOOKS["SERM"]
THINNEST = 2.8  # percent: a box of one value


def four_rows(rows, step, slope):
    """An article's rows, with a step and a slope that both go through the trials (F5).

    Parameters
    ----------
    rows : DataFrame indexed by drug
        ``fall_low``, ``fall_high`` (turnover, percent) and ``effect_low``, ``effect_high``
        (fewer nonvertebral fractures, percent), as the article states them; ``trial_low`` and
        ``trial_high``, the 95 % interval of a trial or meta-analysis, percent.
    step : (float, float)
        Fall at which the drawn step stands, and its height, percent.
    slope : (float, float)
        Fall where the drawn slope leaves zero, and its rise in percent per percent; 0 is a
        slope without any threshold.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 4.2)
    ax.set(xlim=(22, 86), ylim=(-13, 54))
    ax.set_xlabel("turnover markers fall by, % (as the article states)")
    title(ax, "Fewer fractures outside the spine, %")
    (at, high), end = step, 74
    ax.plot([24, at, at, end], [0, 0, high, high], color=INK, linewidth=1.8, linestyle="--")
    x = [24, max(24, slope[0]), end]
    y = [max(0, (fall - slope[0]) * slope[1]) for fall in x]
    ax.plot(x, y, color=INK, linewidth=1.8)
    words(ax, end + 0.7, high, "a threshold", va="center")
    words(ax, end + 0.7, y[-1], "a slope", va="center")
    _rows(ax, rows)
    note(ax, "boxes: the article; bars: trials", "upper left")
    told = listed(
        f"{drug}: markers {plain(row.fall_low)} to {plain(row.fall_high)} %, {_effect(row)}, "
        f"trials {plain(row.trial_low)} to {plain(row.trial_high)} %"
        for drug, row in zip(rows.index, rows.itertuples(), strict=True)
    )
    alt = f"Boxes and bars. {told}. A dashed step and a solid slope both pass through the bars."
    return Described(
        figure, alt, "A step and a slope both pass through what the trials leave possible."
    )


def _effect(row):
    if row.effect_high == 0:
        return "no consistent effect"
    if row.effect_low == row.effect_high:
        return f"{plain(row.effect_low)} % fewer"
    return f"{plain(row.effect_low)} to {plain(row.effect_high)} % fewer"


def _rows(ax, rows):
    for drug, row in zip(rows.index, rows.itertuples(), strict=True):
        height = max(row.effect_high - row.effect_low, THINNEST)
        low = (row.effect_low + row.effect_high - height) / 2
        look = {"facecolor": "none", "edgecolor": COLORS["SERM"], "linewidth": 2.2, "zorder": 3}
        width, middle = row.fall_high - row.fall_low, (row.fall_low + row.fall_high) / 2
        ax.add_patch(Rectangle((row.fall_low, low), width, height, **look))
        ends = [[0], [row.trial_high - row.trial_low]]
        bar = {"fmt": "none", "color": INK, "elinewidth": 1.6, "capsize": 5, "zorder": 2}
        ax.errorbar(middle, row.trial_low, yerr=ends, **bar)
        name = drug.replace(", ", ",\n")
        words(ax, middle, row.trial_high + 1, name, COLORS["SERM"], ha="center", va="bottom")


def two_doses(rows, missing):
    """Two doses of one drug in one trial: ratios by place, and the one not printed (F6).

    Parameters
    ----------
    rows : DataFrame
        ``place``, ``dose``, ``estimate``, ``ci_low``, ``ci_high``.
    missing : dict
        (place, dose) → what the report says instead of a number.

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.4)
    set_effect_axis(ax, (0.42, 1.5), ratio=True)
    ax.axvline(1, color=MUTED, linewidth=1.2)
    order = [("spine", "0.25 mg"), ("spine", "0.5 mg"), ("elsewhere", "0.25 mg"),
             ("elsewhere", "0.5 mg")]  # fmt: skip
    found = {(row.place, row.dose): row for row in rows.itertuples()}
    for y, key in zip((3.3, 2.3, 1.0, 0.0), order, strict=True):
        if key in missing:
            words(ax, 0.44, y, missing[key], MUTED, va="center", style="italic")
            continue
        row = found[key]
        ax.hlines(y, row.ci_low, row.ci_high, color=INK, linewidth=1.8)
        ax.plot(row.estimate, y, TRIAL.marker, color=COLORS["SERM"], markersize=12)
        text = f"{plain(row.estimate, 2)} ({plain(row.ci_low, 2)} to {plain(row.ci_high, 2)})"
        words(ax, 1.06, y, text, va="center_baseline")
    ax.set_yticks((3.3, 2.3, 1.0, 0.0), [f"{place}, {dose}" for place, dose in order])
    ax.set(ylim=(-0.6, 4.5), xlabel="hazard ratio against placebo")
    ax.grid(visible=False, axis="y")
    title(ax, "Fractures on two doses of lasofoxifene, 5 years")
    note(ax, "PEARL (Cummings 2010)", "upper right")
    told = listed(f"{row.place}, {row.dose} {plain(row.estimate, 2)}" for row in rows.itertuples())
    gaps = listed(f"{place}, {dose}: {text}" for (place, dose), text in missing.items())
    alt = f"Hazard ratios with intervals: {told}. Without a number: {gaps}."
    return Described(
        figure, alt, "Both doses act in the spine; outside it a reduction was shown on 0.5 mg only."
    )
