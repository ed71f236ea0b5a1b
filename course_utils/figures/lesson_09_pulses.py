"""LH pulse by pulse as samples show it, and the two sites of feedback as studies saw them."""

from __future__ import annotations

import numpy as np

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    INK,
    MUTED,
    data_points,
    model_line,
    new_figure,
    note,
    settle,
    title,
    words,
)
from course_utils.figures.wording import listed


def watched_pulses(profile, watched):
    """One simulated day of LH, and what samples of it show.

    Parameters
    ----------
    profile : DataFrame
        As ``pulsatile_man`` returns it, with the true pulses in ``attrs["pulse_hours"]``.
    watched : dict
        Minutes between samples → (samples as ``sample_blood`` returns them, pulses as
        ``find_pulses`` returns them).

    Returns
    -------
    Described
    """
    true = profile.attrs["pulse_hours"]
    top = 1.45 * max(profile["lh_iu_per_l"].max(), *(s.max() for s, _found in watched.values()))
    figure, axes = new_figure(
        8.0, 1.1 + 1.75 * (1 + len(watched)), nrows=1 + len(watched), sharex=True
    )
    title(axes[0], f"LH, IU/L, minute by minute: {len(true)} pulses (ticks)")
    lh = profile["lh_iu_per_l"]
    model_line(axes[0], lh.index, lh, "", "formation", linewidth=1.6)
    axes[0].plot(true, np.full(len(true), 0.05 * top), "|", color=INK, markersize=9, mew=2)
    for ax, (minutes, (samples, found)) in zip(axes[1:], watched.items(), strict=True):
        _samples(ax, minutes, samples, found, top)
    for ax in axes:
        ax.set(xlim=(0, profile.index[-1]), ylim=(0, top))
    axes[-1].set(xlabel="hours", xticks=range(0, int(profile.index[-1]) + 1, 4))
    told = listed(
        f"{len(f)} in samples of every {_time(minutes)}" for minutes, (_s, f) in watched.items()
    )
    alt = (
        f"Rows over {profile.index[-1]:.0f} hours, simulated: above, LH with {len(true)} true "
        f"pulses; below, noisy samples with the counted peaks marked: {told}."
    )
    return Described(
        figure, alt, f"Of {len(true)} pulses in this simulated day the rule counts {told}."
    )


def _time(minutes):
    return "minute" if minutes == 1 else f"{minutes} minutes"


def _samples(ax, minutes, samples, found, top):
    title(ax, f"sampled every {_time(minutes)}: the rule counts {len(found)}")
    thin = {"markersize": 2} if minutes < 5 else {"markersize": 4}
    ax.plot(samples.index, samples, ".", color=COLORS["formation"], **thin)
    peaks = found["peak_hour"], found["peak_iu_per_l"] + 0.13 * top
    ax.plot(*peaks, "v", color=COLORS["resorption"], markersize=6, clip_on=False)
    note(ax, "simulated samples")


SITES = {
    "GnRH pulses in 12 h,\ntheir own GnRH": {
        "testosterone": ("pulses_before_T", "pulses_on_T"),
        "estradiol": ("pulses_before_E", "pulses_on_E"),
    },
    "LH pulse size, IU/L,\nGnRH from a pump": {"estradiol": ("pump_before_E", "pump_on_E")},
    "Mean LH, µg/L,\nGnRH from a pump": {
        "testosterone": ("pump_mean_before_T", "pump_mean_on_T"),
    },
}
STUDIES = ("Pitteloud 2008", "Pitteloud 2008", "Sheckter 1989")


def two_sites(measured):
    """What the hormones slow in men with their own GnRH, and in men whose GnRH is pumped in.

    Parameters
    ----------
    measured : ParameterSet
        ``feedback_sites``: means and their standard errors.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 4.2, ncols=3, width_ratios=(1.35, 1.05, 1))
    told = []
    for ax, (name, hormones), study in zip(axes, SITES.items(), STUDIES, strict=True):
        title(ax, name)
        told += [_pair(ax, measured, hormone, pair, study) for hormone, pair in hormones.items()]
        ax.grid(visible=False, axis="x")
        ax.set(xlim=(-0.5, 2.25), xticks=(0, 1), ylim=(0, ax.get_ylim()[1] * 1.32))
        ax.set_xticklabels(("before", "on it"))
        ax.yaxis.get_major_locator().set_params(integer=True, nbins=6)
        note(ax, study)
    settle(figure)
    alt = (
        "Three panels, means with standard errors. " + "; ".join(told) + ". The last two are from "
        "men without GnRH of their own, who get it in fixed pulses from a pump."
    )
    summary = "With GnRH fixed by a pump LH still falls, so the pituitary listens too; "
    summary += "with their own GnRH the pulses slow down, so the hypothalamus listens."
    return Described(figure, alt, summary)


def _pair(ax, measured, hormone, pair, study):
    mean = np.array([measured[name] for name in pair])
    sem = np.array([measured[f"{name}_sem"] for name in pair])
    shift = -0.06 if hormone == "testosterone" else 0.06
    x = np.array([0, 1]) + shift
    data_points(ax, x, mean, (mean - sem, mean + sem), study, hormone, badge=False, markersize=9)
    ax.plot(x, mean, color=MUTED, linewidth=1, linestyle=":", zorder=1)
    words(
        ax,
        1.26,
        mean[1],
        hormone.replace("testosterone", "testos-\nterone"),
        COLORS[hormone],
        va="center",
    )
    return f"{hormone}, {study}: {mean[0]:g} ± {sem[0]:g} to {mean[1]:g} ± {sem[1]:g}"
