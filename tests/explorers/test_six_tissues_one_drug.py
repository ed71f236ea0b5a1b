"""Six tissues, one drug: the promised bars, bounds, and what the table says of people."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pictures import faults_of, random_states

from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.tissue_facts import SIX
from course_utils.explorers.six_tissues_one_drug import EXPLORER, compute

DEFAULTS = EXPLORER.defaults
STATES = st.fixed_dictionaries({c.name: st.sampled_from(c.values) for c in EXPLORER.controls})
TSEC = {"drug": "none", "estradiol": 60, "second": "bazedoxifene"}


def run(**changes):
    return compute(**(DEFAULTS | changes))


def test_try_a_raloxifene_raises_bone_and_lowers_breast_and_brain():
    result = run()
    assert result["without"] == pytest.approx(0.417, abs=0.001)
    assert result["signals"]["bone"] == pytest.approx(0.63, abs=0.005)
    assert result["signals"]["breast"] == pytest.approx(0.06, abs=0.005)
    assert result["signals"]["brain: heat"] == pytest.approx(0.08, abs=0.005)


def test_try_b_tamoxifen_turns_the_uterus_round():
    assert run(drug="tamoxifen")["signals"]["uterus"] == pytest.approx(0.59, abs=0.005)
    assert run()["signals"]["uterus"] < run()["without"]


def test_try_c_protection_of_the_uterus_costs_the_brain():
    start, end = run(**TSEC, dose=0)["signals"], run(**TSEC, dose=20)["signals"]
    assert list(start.values()) == pytest.approx([0.90] * 6, abs=0.005)
    assert end["uterus"] == pytest.approx(0.29, abs=0.005)
    assert end["bone"] == pytest.approx(0.73, abs=0.005)
    assert end["brain: heat"] == pytest.approx(0.36, abs=0.005)


def test_the_dose_that_takes_the_uterus_back_to_its_level_after_menopause():
    below = [d for d in range(51) if run(**TSEC, dose=d)["signals"]["uterus"] <= 0.4175]
    assert below[0] == 11


@settings(max_examples=200, deadline=None, derandomize=True)
@given(STATES)
def test_each_signal_lies_between_its_ligands(state):
    result = compute(**state)
    assert set(result["signals"]) == set(SIX)
    for signal in result["signals"].values():
        assert 0 <= signal <= 1
        if not result["drugs"] or state["dose"] == 0:
            assert signal == pytest.approx(result["without"])
    assert result["signals"]["brain: heat"] == result["signals"]["brain: LH"]


@pytest.mark.parametrize("tissue", SIX)
def test_more_of_a_full_blocker_never_raises_a_signal(tissue):
    signals = [run(**TSEC, dose=dose)["signals"][tissue] for dose in range(51)]
    assert np.all(np.diff(signals) <= 0)


def test_words_from_studies_come_from_the_table():
    people = run(drug="tamoxifen")["people"]
    assert people["uterus"] == "agonist"
    assert people["breast"] == "antagonist"
    assert people["bone"] == "agonist\nor antagonist"  # before and after menopause
    assert set(run(drug="none")["people"].values()) == {"not listed"}
    assert set(run(second="bazedoxifene")["people"].values()) == {"not listed"}


def test_the_sentence_sorts_the_tissues():
    text = EXPLORER.summarize(run())
    assert "rise: bone to 0.63 and liver to 0.59" in text
    assert "fall: breast to 0.06" in text


def test_no_words_overlap_and_bars_are_as_high_as_the_signals():
    explorer = Explorer(EXPLORER)
    for state in random_states(EXPLORER, np.random.default_rng(8), 40):
        explorer.set(**state)
        assert faults_of(explorer) == [], state
        artists = explorer._frame.artists
        for tissue, signal in explorer.result["signals"].items():
            assert artists["bar", tissue].get_height() == signal
        assert artists["before"].get_visible() == state["thresholds"]
