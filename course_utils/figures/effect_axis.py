"""The axis an effect is read on: logarithmic around 1 for ratios, plain around 0 otherwise."""

from __future__ import annotations

import numpy as np
from matplotlib.ticker import FixedFormatter, FixedLocator, NullLocator

from course_utils.figures.palette import FONT_SIZE, MUTED
from course_utils.figures.wording import plain

WIDEST = 40.0  # a ratio axis ends at 1/40 and 40; intervals beyond get an arrow
TICK_SETS = (
    (1,),
    (1, 3),
    (1, 2, 5),
    (1, 1.5, 2, 3, 5, 7),
    (1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4, 6, 8),
)


def effect_limits(low, high, ratio):
    """Ends of the axis: all values and the line of no effect, with a little air."""
    null = 1.0 if ratio else 0.0
    low, high = min(np.min(low), null), max(np.max(high), null)
    if not ratio:
        air = 0.06 * ((high - low) or 1.0)
        return low - air, high + air
    low, high = max(low, 1 / WIDEST), min(high, WIDEST)
    air = max(high / low, 1.2) ** 0.06
    return low / air, high * air


def set_effect_axis(ax, limits, ratio, axis="x"):
    """Scale, limits and as many round ticks as fit without touching."""
    pick = getattr(ax, f"{axis}axis")
    getattr(ax, f"set_{axis}scale")("log" if ratio else "linear")
    getattr(ax, f"set_{axis}lim")(limits)
    ticks = _log_ticks(limits, _room(ax)) if ratio else _plain_ticks(limits, _room(ax))
    pick.set_major_locator(FixedLocator(ticks))
    pick.set_minor_locator(NullLocator())
    pick.set_major_formatter(FixedFormatter([f"{tick:g}".replace("-", "−") for tick in ticks]))


def _room(ax):
    """Width of the axes in points."""
    return 72 * ax.figure.get_size_inches()[0] * ax.get_position(original=True).width


def _log_ticks(limits, room):
    best = [1.0]
    low, high = np.log(limits)
    for digits in TICK_SETS:
        ticks = [d * 10.0**e for e in range(-3, 4) for d in digits]
        ticks = [tick for tick in ticks if limits[0] <= tick <= limits[1]]
        places = (np.log(ticks) - low) / (high - low) * room
        if len(ticks) > 1 and _apart(ticks, places) and len(ticks) <= 7:
            best = ticks
    return best


def _plain_ticks(limits, room):
    span = limits[1] - limits[0]
    for step in sorted(d * 10.0**e for e in range(-4, 5) for d in (1, 2, 5)):
        ticks = np.arange(np.ceil(limits[0] / step), np.floor(limits[1] / step) + 1) * step
        ticks = [round(float(tick), 10) for tick in ticks[:60]]
        if span / step < 8 and _apart(ticks, (np.array(ticks) - limits[0]) / span * room):
            return ticks
    return [0.0]


def _apart(ticks, places):
    """Whether labels keep a letter's width between them."""
    widths = np.array([0.64 * FONT_SIZE * len(f"{tick:g}") for tick in ticks])
    return bool(np.all(np.diff(places) > (widths[1:] + widths[:-1]) / 2 + 0.35 * FONT_SIZE))


def null_line(ax, ratio, **line):
    """The vertical line of no effect."""
    return ax.axvline(1 if ratio else 0, **({"color": MUTED, "linewidth": 1.2, "zorder": 1} | line))


def null_words(ratio):
    """The value of no effect as written."""
    return plain(1.0 if ratio else 0.0)
