"""The whole chain: what each switch does, who takes what, and what the picture shows.

Relations are tested, not sizes: the numbers of the chain have their own tests.
"""

import re

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.datasets import load
from course_utils.explorers.kit import Explorer
from course_utils.explorers.kit.pace import Overtaken
from course_utils.explorers.kit.pace import run as run_steps
from course_utils.explorers.parts import chain_course, chain_trials, chain_words
from course_utils.explorers.parts.chain_people import (
    NAMES,
    THERAPIES,
    person_of,
    refusal_of,
    regimens_of,
)
from course_utils.explorers.whole_chain import EXPLORER
from course_utils.physiology.links import LINKS
from course_utils.physiology.scenario import simulate

PAIRS = [(p, t) for p in NAMES for t in THERAPIES if not refusal_of(p, t)]
REFUSED = [("ana", "trt"), ("luis", "raloxifene"), ("walter", "ai"), ("david", "tsec")]


def run(**changes):
    return run_steps(EXPLORER.compute, EXPLORER.defaults | {"draws": 3} | changes)


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_untreated_ana_loses_density_at_low_estradiol():
    result = run()
    assert result["course"]["estradiol"][0] == pytest.approx(5, abs=0.2)
    assert -8 < result["course"]["density"][60] < -2
    assert result["ratio"] == 1
    assert "no drug; after 5 years" in EXPLORER.summarize(result)


def test_the_line_is_the_chain_itself():
    regimens = regimens_of("ana", "raloxifene", 100)
    table = simulate(person_of("ana"), regimens, 10, dosing="average")
    result = run(therapy="raloxifene")
    assert np.array_equal(result["course"]["density"], table["lumbar_spine_bmd_percent"])
    assert np.array_equal(result["course"]["signal"], table["bone_signal"])
    untreated = simulate(person_of("ana"), (), 10)
    assert np.array_equal(result["without"]["density"], untreated["lumbar_spine_bmd_percent"])


def test_try_a_without_the_last_link_density_and_the_trial_stay():
    on, off = (run(**state) for state in EXPLORER.tries[0].states)
    assert np.array_equal(on["course"]["density"], off["course"]["density"])
    assert np.all(off["course"]["hazard"] == 1)
    assert on["ratio"] < 1 == off["ratio"]
    words = EXPLORER.summarize(off)
    assert "no prediction of fractures" in words
    assert "times the start" not in words
    assert "Delmas 2002" in words and "0.64 (0.53 to 0.76)" in words


def test_try_b_the_level_halves_and_what_follows_changes_less():
    full, half = run(therapy="raloxifene")["course"], run(**EXPLORER.tries[1].states[0])["course"]
    assert half["level"][6:] / full["level"][6:] == pytest.approx(0.5)
    # A signal that saturates keeps more than half of its effect.
    gain = (half["signal"][60] - half["signal"][0]) / (full["signal"][60] - full["signal"][0])
    assert 0.5 < gain < 1
    assert half["density"][60] < full["density"][60]


def test_try_c_hormones_differ_and_both_have_data():
    serm, hrt = (run(**state) for state in EXPLORER.tries[2].states)
    assert serm["course"]["estradiol"][60] == pytest.approx(5, abs=0.2)
    assert hrt["course"]["estradiol"][60] > 20
    assert hrt["course"]["signal"][60] > serm["course"]["signal"][60]
    for therapy in ("raloxifene", "hrt_oral"):
        assert chain_trials.density_of("ana", therapy) is not None
        assert chain_trials.fractures_of("ana", therapy) is not None


@pytest.mark.parametrize(("person", "therapy"), [*PAIRS, *REFUSED])
def test_each_pair_is_run_or_refused_in_words(person, therapy):
    result = run(person=person, therapy=therapy, years=10)
    words = EXPLORER.summarize(result)
    if refusal_of(person, therapy):
        assert result["therapy"] == "none"
        assert "is shown without it" in words
        bare = run(person=person, years=10)["course"]
        assert np.array_equal(result["course"]["density"], bare["density"])
    else:
        assert "shown without it" not in words
        assert all(np.isfinite(values).all() for values in result["course"].values())
        assert result["bands"]["draws"] == 3


def test_women_and_men_have_therapies_of_their_own():
    assert refusal_of("ana", "trt") and refusal_of("david", "hrt_oral")
    assert not refusal_of("david", "clomiphene")
    assert {t for t in THERAPIES if not refusal_of("luis", t)} == {"none", "trt", "clomiphene"}


def test_no_dose_taken_is_no_therapy():
    none, zero = run(), run(therapy="tsec", adherence=0)
    assert zero["course"]["density"] == pytest.approx(none["course"]["density"], abs=1e-6)
    assert zero["ratio"] == pytest.approx(1)


def test_more_doses_keep_more_bone():
    ends = [run(therapy="raloxifene", adherence=a)["course"]["density"][-1] for a in (0, 40, 100)]
    assert ends == sorted(ends)


@pytest.mark.parametrize(
    ("link", "names"),
    {
        "concentration": ("level",),
        "receptor": ("signal",),
        "hormones": ("testosterone",),
        "cells": ("resorbing", "building"),
        "density": ("density",),
        "fracture": ("hazard",),
    }.items(),
)
def test_a_link_that_is_off_stands_still_with_its_band(link, names):
    result = run(person="david", therapy="clomiphene", **{f"{link}_off": True})
    for name in names:
        course, (low, high) = result["course"][name], result["bands"][name]
        assert np.ptp(course) == pytest.approx(0, abs=1e-9 + 1e-6 * abs(course[0])), name
        assert np.ptp(low) == pytest.approx(0, abs=1e-6 * (1 + abs(low[0])))
        assert np.ptp(high) == pytest.approx(0, abs=1e-6 * (1 + abs(high[0])))


def test_without_concentration_nothing_follows():
    result = run(therapy="hrt_oral", concentration_off=True)
    assert result["course"]["density"] == pytest.approx(run()["course"]["density"], abs=1e-6)


def test_walter_on_raloxifene_is_compared_with_the_agonist_alone():
    result = run(person="walter", therapy="raloxifene")
    alone = run(person="walter", therapy="gnrh_agonist")
    assert np.array_equal(result["without"]["density"], alone["course"]["density"])
    assert result["course"]["density"][60] > result["without"]["density"][60]
    assert result["ratio"] < 1 < alone["ratio"]


def test_luis_stops_testosterone_after_half_a_year():
    stopped, went_on = (run(person="luis", therapy=t)["course"] for t in ("none", "trt"))
    assert stopped["testosterone"][3] == pytest.approx(went_on["testosterone"][3], rel=1e-6)
    assert stopped["testosterone"][36] < 0.8 * went_on["testosterone"][36]


def test_the_band_holds_its_share_and_follows_the_number_of_draws():
    for count in (1, 50, 200):
        bands = run(therapy="raloxifene", draws=count)["bands"]
        low, high = bands["density"]
        assert np.all(low <= high)
        assert bands["draws"] == count
    assert np.all(low[1:] < high[1:])
    one = run(therapy="raloxifene", draws=1)["bands"]
    assert np.array_equal(one["density"][0], one["density"][1])


def test_a_drug_without_uncertain_numbers_shows_no_range_of_its_level():
    words = chain_words.lines(run(therapy="raloxifene"))
    assert words["concentration"][1] == "draws: all alike"
    assert " to " in words["receptor"][1]
    assert " to " in chain_words.lines(run(therapy="tamoxifen"))["concentration"][1]


def test_one_draw_is_told_as_one():
    result = run(therapy="raloxifene", draws=1)
    words = chain_words.lines(result)
    said = [words["receptor"][1], words["density"][0], words["evidence"][0]]
    assert all("one draw: " in part for part in said)
    assert not any(" to " in part for part in said)
    assert re.search(r"\(1 draw, seed \d+: [+−][\d.]+ %\)", chain_words.reading(result))


def test_without_a_dose_nothing_is_predicted():
    result = run(therapy="raloxifene", adherence=0)
    words = chain_words.lines(result)
    assert words["concentration"] == ["no dose taken", ""]
    assert words["evidence"][0] == "nothing to compare"
    assert "times that without" not in chain_words.reading(result)


def test_a_held_link_to_fracture_makes_no_claim():
    words = chain_words.lines(run(therapy="raloxifene", fracture_off=True))
    assert words["fracture"] == ["no prediction", ""]
    assert words["evidence"][0] == "model: no prediction"


def test_counts_say_whose_doses_they_are():
    whose = [
        chain_words.lines(run(therapy="raloxifene", adherence=a))["decision"][-1] for a in (100, 50)
    ]
    assert whose == ["four largest; weights: one's own", "all doses taken, as in the trial"]


def test_years_only_cut_the_courses():
    short, long = (
        run(years=2, therapy="trt", person="david"),
        run(years=9, therapy="trt", person="david"),
    )
    assert short["course"] is long["course"]
    assert short["ratio"] != long["ratio"]


def test_the_computation_tells_how_far_it_is_and_can_be_overtaken():
    chain_course._drawn_course.cache_clear()
    parts = []
    run_steps(EXPLORER.compute, EXPLORER.defaults, progress=parts.append)
    assert len(parts) > 2
    assert all(0 <= part <= 1 for part in parts)
    assert parts == sorted(parts)
    with pytest.raises(Overtaken):
        run_steps(EXPLORER.compute, EXPLORER.defaults | {"adherence": 3}, wanted=lambda: False)


def test_trials_are_rows_of_the_tables_that_were_checked():
    densities, fractures = load("bmd_outcomes"), load("fracture_outcomes")
    for row in chain_trials.DENSITY:
        for person in row.people:
            found = chain_trials.density_of(person, row.therapy)
            here = densities[densities["citation_key"] == row.source]
            assert found.estimate in here["mean_pct_change"].tolist()
            assert not found.low > found.estimate and not found.high < found.estimate
    for row in chain_trials.FRACTURES:
        found = chain_trials.fractures_of(row.people[0], row.therapy)
        here = fractures[fractures["citation_key"] == row.source]
        assert found.estimate in here["estimate"].tolist()
        assert found.low < found.estimate < found.high


def test_raloxifene_counts_are_those_of_its_trial_per_1000():
    # RUTH: breast cancer 1.2 fewer and clots 1.2 more per 1,000 women and year.
    counts = dict(chain_trials.counts_of("ana", "raloxifene", 5))
    assert counts["Breast cancer"] == pytest.approx(-6)
    assert counts["Clots"] == pytest.approx(6)
    assert chain_trials.counts_of("david", "raloxifene", 5) == ()


def shown(explorer, name):
    return explorer._frame.artists[name].get_xydata()


def test_the_curves_end_at_the_chosen_year(explorer):
    explorer.set(therapy="raloxifene", years=4)
    for name in ("level", "signal", "estradiol", "resorbing", "density", "hazard"):
        assert shown(explorer, name)[-1, 0] == pytest.approx(4)
        band = explorer._frame.artists[name, "band"].get_xy()
        assert band[:, 0].max() == pytest.approx(4)
    assert shown(explorer, "density")[-1, 1] == explorer.result["course"]["density"][48]


def test_badges_say_what_is_model_data_or_off(explorer):
    explorer.set(therapy="raloxifene", cells_off=True)
    badges = [explorer._frame.artists[name, "badge"].get_text() for name in
              ("dose", "receptor", "cells", "density", "evidence")]  # fmt: skip
    assert badges == ["S assumed", "M model", "off: held", "M model, V data", "V data"]


def test_every_link_of_the_chain_has_its_switch():
    names = {control.name for control in EXPLORER.controls}
    assert {f"{link}_off" for link in LINKS} <= names


def test_any_state_reads_well():
    for state in random_states(EXPLORER, np.random.default_rng(1), 40):
        reading = EXPLORER.summarize(run_steps(EXPLORER.compute, state))
        assert "nan" not in reading and "inf" not in reading and len(reading) < 600


def test_words_keep_apart_and_on_the_page(explorer):
    states = random_states(EXPLORER, np.random.default_rng(2), 8)
    everyone = [{"person": p, "therapy": t, "years": 10, "draws": 2} for p, t in [*PAIRS, *REFUSED]]
    for state in [*states, *everyone]:
        assert faults_of(explorer.set(**(EXPLORER.defaults | state))) == [], state
        assert explorer.summary in explorer.alt
