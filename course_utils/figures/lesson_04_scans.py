"""Figures of lesson 04 that show what a scanner sees: two blocks, two scans of a spine."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Polygon
from scipy.ndimage import gaussian_filter

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    FONT_SIZE,
    INK,
    MUTED,
    PAPER,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed, signed

SHADE = 0.15  # g/cm², one step of gray: enough to see a bone, few enough for a small picture


def two_blocks(blocks):
    """Blocks of the same material, drawn in perspective, with what a scanner reports.

    Parameters
    ----------
    blocks : dict
        Name → (height, width, depth, all cm; areal density, g/cm²).

    Returns
    -------
    Described
    """
    figure, ax = new_figure(8.0, 3.3)
    ax.set_aspect("equal")
    ax.set_axis_off()
    left = 0.0
    for name, (height, width, depth, bmd) in blocks.items():
        _block(ax, left, height, width, depth)
        told = f"{name}\n{height:g} × {width:g} × {depth:g} cm\nscan: {bmd:.2f} g/cm²"
        words(ax, left + width / 2, -0.35, told, ha="center", va="top")
        left += width + depth + 2.2
    ax.set(xlim=(-0.8, left - 1.2), ylim=(-2.4, 6.0))
    title(ax, "Same material, two sizes")
    settle(figure)
    told = listed(f"the {name} block {bmd:.2f}" for name, (*_, bmd) in blocks.items())
    alt = f"Blocks of bone of the same material, seen at an angle; the scan reports {told} g/cm²."
    summary = f"The same material in different sizes: the scan gives {told} g/cm²."
    return Described(figure, alt, summary)


def _block(ax, x, height, width, depth):
    """Front, top and side of one block; the depth runs up and to the right."""
    slant = 0.42 * depth
    front = [(x, 0), (x + width, 0), (x + width, height), (x, height)]
    top = [front[3], front[2], (x + width + slant, height + slant), (x + slant, height + slant)]
    side = [front[1], (x + width + slant, slant), top[2], front[2]]
    for corners, shade in ((front, "#E8E4DA"), (top, "#F5F3EE"), (side, "#CFC9BA")):
        ax.add_patch(Polygon(corners, closed=True, facecolor=shade, edgecolor=INK, linewidth=1.2))
    style = {"arrowstyle": "<->", "color": COLORS["resorption"], "linewidth": 1.6}
    ax.annotate("", (x + width + 0.15, 0), (x + width + slant + 0.15, slant), arrowprops=style)
    words(
        ax, x + width + slant / 2 + 0.35, slant / 2 - 0.1, "depth", COLORS["resorption"], va="top"
    )


def scan_pair(before, after, names, numbers=False):
    """Two scans of a spine side by side, with or without the numbers of each vertebra.

    Parameters
    ----------
    before, after : SpineScan
        As `course_utils.physiology.density.scanner.scan_spine` returns them.
    names : (str, str)
        What stands over each picture.
    numbers : bool
        Write density and area of each vertebra beside it.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 5.6, ncols=2)
    for ax, scan, name in zip(axes, (before, after), names, strict=True):
        _picture(ax, scan, name, numbers)
    note(axes[1], "synthetic")
    change = _percent(before.report, after.report, "bmd_g_per_cm2")
    alt = (
        f"Two gray pictures of a lumbar spine, synthetic, L1 to L4 outlined: {names[0]} and "
        f"{names[1]}. {_told(before, after) if numbers else 'The second differs in one place.'}"
    )
    summary = f"L1–L4 together: {signed(change['L1–L4'], 1)} % in the second scan."
    if numbers:
        summary = f"{summary} {_told(before, after)}"
    return Described(figure, alt, summary)


def _told(before, after):
    """Which vertebra changed most, in density and in area."""
    bmd = _percent(before.report, after.report, "bmd_g_per_cm2").drop("L1–L4")
    area = _percent(before.report, after.report, "area_cm2")
    most = bmd.abs().idxmax()
    rest = bmd.drop(most).abs().max()
    return (
        f"{most} changes by {signed(bmd[most], 0)} % in density and {signed(area[most], 0)} % in "
        f"area; the others stay within {rest:.0f} %."
    )


def _percent(before, after, column):
    return 100 * (after[column] / before[column] - 1)


def _picture(ax, scan, name, numbers):
    rows, columns = scan.image.shape
    wide, high = columns * scan.pixel_cm, rows * scan.pixel_cm
    extent = (-wide / 2, wide / 2, high, 0)
    shades = SHADE * np.round(gaussian_filter(scan.image, 1.2) / SHADE)
    ax.imshow(shades, cmap="gray", vmin=-0.35, vmax=2.3, extent=extent, aspect="equal")
    ax.set(xticks=[], yticks=[])
    ax.grid(visible=False)
    title(ax, name)
    for vertebra, (left, right, y) in scan.outlines.items():
        edge = {"color": PAPER, "linewidth": 1.2}
        ax.plot([*left, *right[::-1], left[0]], [*y, *y[::-1], y[0]], **edge)
        style = {"color": PAPER, "va": "center", "size": FONT_SIZE}
        ax.text(-wide / 2 + 0.3, y.mean(), vertebra, weight="bold", **style)
        if numbers:
            row = scan.report.loc[vertebra]
            said = f"{row['bmd_g_per_cm2']:.2f}\n{row['area_cm2']:.1f} cm²"
            ax.text(wide / 2 - 0.2, y.mean(), said, ha="right", **style)
    total = scan.report.loc["L1–L4"]
    ax.set_xlabel(
        f"L1–L4: {total['bmd_g_per_cm2']:.3f} g/cm², {total['area_cm2']:.1f} cm²", color=MUTED
    )
