"""What "The whole chain" says: the words above each panel and the reading."""

from __future__ import annotations

import numpy as np

from course_utils.explorers.parts.chain_course import SEED, SHARE
from course_utils.explorers.parts.chain_people import (
    THERAPIES,
    WITH_AGONIST,
    name_of,
    person_of,
    usual_level,
)
from course_utils.explorers.parts.chain_trials import SHOWN, counts_of, density_of, fractures_of
from course_utils.figures.wording import plain, signed
from course_utils.physiology.units import DAYS_PER_YEAR

BADGES = {"M": "M model", "V": "V data", "S": "S assumed", "M+V": "M model, V data"}
BADGES["V+S"] = "V, S weights"
OFF = "off: held"


def at_year(result, name):
    """A quantity at the chosen year, and its band there."""
    day, course, bands = result["years"] * DAYS_PER_YEAR, result["course"], result["bands"]
    value = float(np.interp(day, course["days"], course[name]))
    low, high = (float(np.interp(day, bands["days"], edge)) for edge in bands[name])
    return value, low, high


def short(value):
    """A number as short as it can be read: two or three digits."""
    size = abs(value)
    if size >= 99.5:
        return f"{value:,.0f}".replace("-", "−")
    return plain(value, 0 if size >= 9.95 else 1 if size >= 0.995 else 2)


def change(value):
    """A signed number, ``"+1.3"``; from 10 on without decimals."""
    return signed(value, 0 if abs(value) >= 9.95 else 1)


def period(years):
    """``"5 years"``."""
    return "1 year" if years == 1 else f"{years} years"


def headline(result):
    """Who takes what for how long; or why the pair is not run."""
    if result["refusal"]:
        words = result["refusal"]
        return f"{words[:1].upper()}{words[1:]}."
    who = f"{name_of(result['person'])} (fictional, {person_of(result['person']).age:.0f} years)"
    return f"{who}: {taken(result)}"


def taken(result):
    """What is taken, with what goes along with it."""
    words = THERAPIES[result["therapy"]].said
    if (result["person"], result["therapy"]) in WITH_AGONIST:
        words += " with a GnRH agonist"
    if result["person"] == "luis" and result["therapy"] != "trt":
        words = f"testosterone for half a year, then {words}"
    return words


def lines(result):
    """Words above each panel: panel → up to three lines."""
    therapy = THERAPIES[result["therapy"]]
    drug = therapy.said.split(" 2")[0] if not therapy.channel else therapy.channel
    level, low, high = (part / 100 for part in at_year(result, "level"))
    unit = usual_level(result["therapy"]) if therapy.channel else 0
    told = {
        "dose": [therapy.said, f"taken: {result['adherence']} % of doses" if unit else ""],
        "concentration": ["no drug in blood", ""],
        "receptor": [f"bone signal {_from_to(result, 'signal')}", _band(result, "signal")],
        "hormones": [
            f"estradiol {_from_to(result, 'estradiol')} pg/mL",
            f"testosterone {short(at_year(result, 'testosterone')[0])} ng/dL",
        ],
        "cells": [
            f"resorbing cells {signed(at_year(result, 'resorbing')[0])} %",
            f"building cells {signed(at_year(result, 'building')[0])} %",
        ],
        "density": [_spine(result), _trial_density(result)],
        "fracture": _hazard(result),
        "evidence": [_model_ratio(result), *_trial_ratio(result)],
        "decision": _counts(result),
    }  # fmt: skip
    if unit and not result["adherence"]:
        told["concentration"] = ["no dose taken", ""]
    elif unit:
        told["concentration"] = [
            f"{CHANNEL_WORDS.get(drug, drug)} {short(level * unit)} {therapy.unit}",
            _draws_between(result, low * unit, high * unit),
        ]
    return told


CHANNEL_WORDS = {"estradiol_added": "estradiol +", "testosterone_input": "input"}


def _from_to(result, name):
    first, last = short(result["course"][name][0]), short(at_year(result, name)[0])
    return first if first == last else f"{first} → {last}"


def _band(result, name):
    return _draws_between(result, *at_year(result, name)[1:])


def _draws_between(result, low, high):
    """Where most draws lie; a quantity without uncertain numbers has no range."""
    between = _between(result, short(low), short(high))
    if result["bands"]["draws"] == 1:
        return between
    return "draws: all alike" if low == high else f"draws: {between}"


def _hazard(result):
    if "fracture" in result["off"]:
        return ["no prediction", ""]
    return [f"spine hazard × {short(at_year(result, 'hazard')[0])}", _band(result, "hazard")]


def _spine(result):
    value, low, high = at_year(result, "density")
    return f"spine {change(value)} % ({_between(result, change(low), change(high))})"


def _between(result, low, high):
    """The range of the draws, or the only one."""
    return f"one draw: {low}" if result["bands"]["draws"] == 1 else f"{low} to {high}"


def _trial_density(result):
    found = density_of(result["person"], result["therapy"])
    if found is None:
        return "no such trial in the tables"
    return f"{found.study}: {change(found.estimate)} %"


def has_prediction(result):
    """Whether the chain predicts fractures of a therapy: something is taken, the link is on."""
    taken_at_all = result["therapy"] != "none" and result["adherence"] > 0
    return taken_at_all and "fracture" not in result["off"]


def _model_ratio(result):
    if "fracture" in result["off"]:
        return "model: no prediction"
    if not has_prediction(result):
        return "nothing to compare"
    return f"model {_model_numbers(result)}"


def _model_numbers(result):
    low, high = (f"{edge:.2f}" for edge in result["bands"]["ratio"])
    return f"{result['ratio']:.2f} ({_between(result, low, high)})"


def _trial_ratio(result):
    found = fractures_of(result["person"], result["therapy"])
    if found is None:
        none = result["therapy"] == "none"
        return ["", ""] if none else ["no fracture trial", "in the tables"]
    return [f"{found.study}, {found.what}", _ratio(*found[:3])]


def _ratio(value, low, high):
    return f"{value:.2f} ({low:.2f} to {high:.2f})"


def _counts(result):
    counts = counts_of(result["person"], result["therapy"], result["years"])
    if not counts:
        what = "None taken." if result["therapy"] == "none" else "No sheet in the tables."
        return ["what else happens?", what, "", "", "", ""]
    rows = [f"{name.lower()} {signed(change, 1)}" for name, change in counts]
    rows += [""] * (SHOWN - len(rows))
    whose = (
        "all doses taken, as in the trial"
        if result["adherence"] < 100
        else "four largest; weights: one's own"
    )
    return [f"per 1,000 women, {period(result['years'])}:", *rows, whose]


def _drawn_spine(result, low, high):
    count = result["bands"]["draws"]
    if count == 1:
        return f"1 draw, seed {SEED}: {low}"
    return f"{SHARE} % of {count} draws, seed {SEED}: {low} to {high}"


def reading(result):
    """The chain from dose to decision as one clause."""
    start = f"{result['refusal']}; " if result["refusal"] else ""
    words = lines(result)
    value, low, high = at_year(result, "density")
    parts = [
        f"{start}{taken(result)}; after {period(result['years'])}",
        words["concentration"][0],
        words["receptor"][0],
        words["hormones"][0],
        words["cells"][0],
        f"spine density {change(value)} % ({_drawn_spine(result, change(low), change(high))} %)",
    ]
    if "fracture" not in result["off"]:
        hazard = short(at_year(result, "hazard")[0])
        parts.append(f"hazard of spine fractures {hazard} times the start")
    if has_prediction(result):
        parts.append(f"averaged over the time {_model_numbers(result)} times that without")
    elif "fracture" in result["off"]:
        parts.append("no prediction of fractures")
    found = fractures_of(result["person"], result["therapy"])
    if found is not None:
        parts.append(f"trial: {found.study}, {found.what}, {_ratio(*found[:3])}")
    return ", ".join(parts)
