"""Two antibodies, one wiring: the chain's markers and density beside what trials measured."""

from __future__ import annotations

from course_utils.figures.present import Described
from course_utils.figures.style import (
    COLORS,
    data_points,
    label_line_end,
    new_figure,
    note,
    settle,
    title,
)
from course_utils.figures.style import model_line as line
from course_utils.figures.wording import plain, signed


def two_antibodies(rankl, sclerostin, untreated, measured):
    """Markers above, density below; left without RANKL, right without sclerostin.

    Parameters
    ----------
    rankl, sclerostin, untreated : DataFrame
        As ``simulate`` returns them: antibody against RANKL, against sclerostin, nothing.
    measured : ParameterSet
        ``bone_probes``: density in the trials, percent from baseline.

    Returns
    -------
    Described
    """
    figure, axes = new_figure(8.0, 5.8, nrows=2, ncols=2, sharey="row")
    names = ("Antibody against RANKL", "Antibody against sclerostin")
    for ax, table, name in zip(axes[0], (rankl, sclerostin), names, strict=True):
        _markers(ax, table, name)
    _density(axes[1, 0], rankl, untreated, "total_hip")
    _density(axes[1, 1], sclerostin, untreated, "lumbar_spine")
    hip = [measured[f"denosumab_hip_{year}"] for year in (1, 2, 3)]
    spine = measured["romosozumab_spine_1"]
    for ax, years, values, study in (
        (axes[1, 0], (1, 2, 3), hip, "marks: Austin 2012"),
        (axes[1, 1], (1,), (spine,), "mark: McClung 2014"),
    ):
        marks = {"badge": False, "capsize": 0, "markersize": 10, "fmt": "D", "clip_on": False}
        data_points(ax, years, values, (values, values), study, "placebo", zorder=6, **marks)
        note(ax, study, "upper left")
        ax.set_xlabel("years")
    for ax, top in zip(axes.T.flat, (3, 3, 1, 1), strict=True):
        ticks = (0, 1, 2, 3) if top == 3 else (0, 0.25, 0.5, 0.75, 1)
        ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
        ax.set_xlim(0, top)
    settle(figure)
    return Described(figure, *_sentences(rankl, sclerostin, hip, spine))


def _markers(ax, table, name):
    ax.set_yticks(range(-80, 41, 20), [plain(tick) for tick in range(-80, 41, 20)])
    ax.set_ylim(-80, 45)
    title(ax, name)
    if "RANKL" in name:
        ax.set_ylabel("markers, % change")
    line(ax, table["time_year"], table["sctx_percent"], "CTX", "resorption")
    line(ax, table["time_year"], table["p1np_percent"], "P1NP", "formation", linestyle="--")


def _density(ax, table, untreated, site):
    column, end = f"{site}_bmd_percent", table["time_year"].iloc[-1]
    alone = untreated[untreated["time_year"] <= end]
    ax.set_yticks((0, 5, 10), ["0", "5", "10"])
    ax.set_ylim(-3.5, 14.5)
    ax.set_ylabel(f"{site.replace('_', ' ')} BMD, % change")
    line(ax, table["time_year"], table[column], "treated")
    drawn = {"color": COLORS["baseline"], "linestyle": "--", "linewidth": 1.6}
    ax.plot(alone["time_year"], alone[column], **drawn)
    label_line_end(ax, end, alone[column].iloc[-1], "untreated", COLORS["baseline"])


def _sentences(rankl, sclerostin, hip, spine):
    model_hip = rankl["total_hip_bmd_percent"].iloc[-1]
    model_spine = sclerostin["lumbar_spine_bmd_percent"].iloc[-1]
    markers = {
        name: " and ".join(
            f"{marker} {signed(table[column].iloc[-1])} %"
            for marker, column in (("CTX", "sctx_percent"), ("P1NP", "p1np_percent"))
        )
        for name, table in (("RANKL", rankl), ("sclerostin", sclerostin))
    }
    alt = (
        f"Four panels, model lines and trial marks. Against RANKL: {markers['RANKL']} at the end, "
        f"hip {signed(model_hip, 1)} % after 3 years in the model, marks at "
        f"{signed(hip[0], 1)}, {signed(hip[1], 1)}, {signed(hip[2], 1)} %. Against sclerostin: "
        f"{markers['sclerostin']}, spine {signed(model_spine, 1)} % after 1 year, "
        f"mark at {signed(spine, 1)} %."
    )
    summary = (
        f"The wiring answers the antibody against RANKL about as people do (hip after 3 years: "
        f"model {signed(model_hip, 1)} %, FREEDOM trial {signed(hip[2], 1)} %) and misses most of "
        f"the antibody against sclerostin (spine after 1 year: model {signed(model_spine, 1)} %, "
        f"trial {signed(spine, 1)} %)."
    )
    return alt, summary
