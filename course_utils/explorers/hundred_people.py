"""Lesson 00: one change of risk, told as people, as points and as percent."""

from course_utils.evidence import effects
from course_utils.explorers.kit.controls import Choice, Number
from course_utils.explorers.kit.declaration import Declaration, Try
from course_utils.explorers.parts.dots import around_first, empty_crowd, fill_crowd, outline
from course_utils.figures.style import FONT_SIZE, MUTED, new_figure

DEFAULT_RISKS = {"baseline": 18, "treated": 25}  # percent


def compute(baseline, treated, people):
    """The people two risks (percent) stand for, and the difference in words."""
    return {
        "people": people,
        "affected": {"baseline": baseline * people // 100, "treated": treated * people // 100},
        "points": effects.percentage_points(baseline, treated),
        "relative_percent": effects.relative_change_percent(baseline, treated),
        "sentence": effects.difference_sentence(baseline, treated, out_of=people),
    }


def draw(_baseline):
    """Two crowds side by side; the default number stays outlined."""
    figure, axes = new_figure(8, 4.2, ncols=2)
    figure.set_layout_engine("none")
    artists = {}
    for ax, left, group in zip(axes, (0.02, 0.51), DEFAULT_RISKS, strict=True):
        ax.set_position((left, 0.13, 0.47, 0.79))
        artists |= {(group, *part): line for part, line in empty_crowd(ax).items()}
        artists[group, "title"] = ax.set_title(" ")
        artists[group, "ghost"], artists[group, "ghost words"] = outline(ax)
    key = "filled: affected · orange ring: more · gray ring: fewer than at the baseline risk"
    figure.text(0.02, 0.02, key, size=FONT_SIZE, color=MUTED)
    return figure, artists


def update(artists, result):
    """Fill as many dots as people are affected."""
    people, before = result["people"], result["affected"]["baseline"]
    for group, affected in result["affected"].items():
        crowd = {key[1:]: line for key, line in artists.items() if key[0] == group and key[2:]}
        fill_crowd(crowd, affected, before, people)
        default = DEFAULT_RISKS[group] * people // 100
        artists[group, "ghost"].set_data(*around_first(default, people))
        artists[group, "ghost words"].set_text(f"outlined: default {default}")
        artists[group, "title"].set_text(f"{group.capitalize()}: {affected} of {people:,}")


def summarize(result):
    """The change in people, in percentage points and in percent."""
    return result["sentence"]


EXPLORER = Declaration(
    name="hundred_people",
    title="Hundred people",
    picture="Two groups of people drawn as dots, one at the baseline risk and one treated.",
    controls=(
        Number("baseline", "Baseline risk", "%", 0, 50, 1, DEFAULT_RISKS["baseline"]),
        Number("treated", "Treated risk", "%", 0, 50, 1, DEFAULT_RISKS["treated"]),
        Choice("people", "People shown", {"100": 100, "1,000": 1000}, 100),
    ),
    compute=compute,
    draw=draw,
    update=update,
    summarize=summarize,
    tries=(
        Try(
            "Go from 1 % to 2 %. How large is the change in percent, how large in people?",
            ({"baseline": 1, "treated": 2},),
        ),
        Try(
            "Make the relative change −50 % in three different ways. Do they help equally many?",
            tuple({"baseline": risk, "treated": risk // 2} for risk in (2, 20, 50)),
        ),
        Try("Set both risks to 18 %. What do the three numbers say?", ({"treated": 18},)),
    ),
)
