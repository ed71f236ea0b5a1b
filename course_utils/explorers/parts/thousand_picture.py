"""The picture of "Per thousand": two crowds, three ways to say a change, and a trial's view."""

from __future__ import annotations

from course_utils.explorers.parts import thousand_words as said
from course_utils.explorers.parts.dots import around_first, empty_crowd, fill_crowd, outline
from course_utils.explorers.parts.effect_marks import (
    centered_words,
    empty_interval,
    hide,
    move_interval,
    ratio_axis,
    ratio_words,
)
from course_utils.figures.palette import FONT_SIZE, INK, MUTED, TITLE_SIZE
from course_utils.figures.people import crowd_marks
from course_utils.figures.style import new_figure

CROWD = 1000
GROUPS = ("untreated", "treated")
BOXES = {"untreated": (0.015, 0.545, 0.645, 0.38), "treated": (0.015, 0.075, 0.645, 0.38)}
TRIAL = (0.7, 0.135, 0.28, 0.11)
RIGHT = 0.69  # where the words beside the crowds begin, share of the width
SAID = {"people": 0.925, "points": 0.735, "relative": 0.675, "needed": 0.6}
WIDEST = (0.2, 5)  # the axis of ratios


def draw(baseline):
    """Two crowds above each other; the numbers of the default settings stay outlined."""
    figure, axes = new_figure(8, 5.2, nrows=3)
    figure.set_layout_engine("none")
    artists = {}
    for ax, group in zip(axes, GROUPS, strict=False):
        ax.set_position(BOXES[group])
        artists |= {(group, *part): line for part, line in empty_crowd(ax).items()}
        artists[group, "title"] = ax.set_title(" ")
        artists[group, "ghost"], words = outline(ax)
        words.set_text(f"outlined: default {_affected(baseline, group)}")
        artists[group, "ghost"].set_data(*around_first(_affected(baseline, group), CROWD))
    _key(axes[2])
    return figure, artists | _words(axes[2]) | _trial(axes[2])


def _key(ax):
    """What the three kinds of dots mean."""
    for group, x, words in (
        ("affected", 0.24, "affected"),
        ("more", 0.37, "more"),
        ("fewer", 0.46, "fewer than untreated"),
    ):
        look = crowd_marks(7)[group] | {"clip_on": False, "transform": ax.figure.transFigure}
        ax.plot([x], [0.024], **look)
        style = {"transform": ax.figure.transFigure, "va": "center_baseline", "color": MUTED}
        ax.text(x + 0.013, 0.024, words, size=FONT_SIZE, **style)


def _words(ax):
    """The change as people, in points, in percent and as a number needed."""
    style = {"color": INK, "va": "top", "linespacing": 1.35, "size": FONT_SIZE}
    style |= {"transform": ax.figure.transFigure}
    words = {("said", name): ax.text(RIGHT, y, " ", **style) for name, y in SAID.items()}
    words["said", "people"].set(size=TITLE_SIZE + 2, weight="bold")
    return words


def _trial(ax):
    """Ratio and interval a trial of the chosen size would expect."""
    ax.set_position(TRIAL)
    ratio_axis(ax, WIDEST, "risk ratio in a trial")
    ax.set_ylim(0, 1)
    marks = empty_interval(ax, "prediction", simulated=True)
    marks["point"].set_marker("D")
    marks["words"] = centered_words(ax, "prediction")
    marks["words"].set(linespacing=1.35, y=1.02)
    return {("trial", part): mark for part, mark in marks.items()}


def update(artists, result):
    """Fill the dots, then say the same in words."""
    before, refused = _affected(result, "untreated"), bool(result["refusal"])
    after = before if refused else _affected(result, "treated")
    for group, affected in zip(GROUPS, (before, after), strict=True):
        crowd = {key[1:]: mark for key, mark in artists.items() if key[0] == group and key[2:]}
        fill_crowd(crowd, affected, before, CROWD)
        for mark in crowd.values():
            mark.set_visible(mark.get_visible() and not (refused and group == "treated"))
    time = said.period(result["years"])
    artists["untreated", "title"].set_text(f"Without treatment: {before} of 1,000 in {time}")
    told = "no such risk" if refused else f"{after} of 1,000 in {time}"
    artists["treated", "title"].set_text(f"With treatment: {told}")
    _say(artists, result)
    _show_trial({part: artists["trial", part] for part in _PARTS}, result)


_PARTS = ("span", "point", "below", "above", "words")


def _affected(result, group):
    risk = result["untreated"]
    if group == "treated":
        risk += result["difference"].estimate
    return round(CROWD * risk)


def _say(artists, result):
    texts = dict.fromkeys(SAID, "")
    texts["people"] = "A risk above 100 %\ncannot be:\nthe ratio cannot be\ncarried so far"
    if not result["refusal"]:
        change = said.people(result).replace(" per ", "\nper ")
        number = said.needed(result)
        for words in (" treated for ", " for one", " nothing"):
            number = number.replace(words, f"\n{words[1:]}")
        texts = {
            "people": f"{change} people\nin {said.period(result['years'])}",
            "points": said.points(result),
            "relative": said.relative(result),
            "needed": number,
        }
    for name, text in texts.items():
        artists["said", name].set_text(text)


def _show_trial(marks, result):
    hidden = bool(result["refusal"]) or not result["interval"]
    words = marks["words"]
    lines = {part: mark for part, mark in marks.items() if part != "words"}
    if hidden:
        hide(lines)
        words.set_text("" if result["refusal"] else "interval not shown")
        return
    ratio = result["trial_ratio"]
    move_interval(lines, 0.5, ratio.estimate, ratio.low, ratio.high)
    treated, untreated = result["events"]
    told = ratio_words(ratio.estimate, ratio.low, ratio.high)
    if not any(result["events"]):
        hide(lines)
        told = "it cannot tell"
    arm = f"{result['people_per_arm']:,} per arm expect"
    words.set_text(f"{arm}\n{treated:,} against {untreated:,} events:\n{told}")
