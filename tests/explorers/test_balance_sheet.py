"""Balance sheet: the promised numbers, badges, weights without a winner, words on the page."""

import numpy as np
import pytest
from pictures import faults_of, random_states

from course_utils.evidence.balance import GROUPS, SHEETS, balance_lines
from course_utils.explorers.balance_sheet import EXPLORER, TREATMENTS, compute
from course_utils.explorers.kit import Explorer
from course_utils.explorers.parts.balance_words import WEIGH

DEFAULTS = EXPLORER.defaults


def run(**changes):
    return compute(**(DEFAULTS | changes))


def difference(**changes):
    return run(**changes)["lines"].set_index("outcome")["difference"]


@pytest.fixture(scope="module")
def explorer():
    return Explorer(EXPLORER)


@pytest.fixture(autouse=True)
def fresh(explorer):
    explorer.reset()


def test_try_a_estrogen_plus_progestogen_for_five_years():
    # The lesson promises +3, +4.5, +4.5, +6 and −8; the printed difference for diabetes,
    # −15 per 10,000 a year, makes −7.5, the two rates 72 and 88 make −8.
    lines = difference()
    promised = {"Coronary events": 3, "Stroke": 4.5, "Clots in the lung": 4.5}
    promised |= {"Clots in deep veins": 6, "Diabetes": -7.5}
    for outcome, events in promised.items():
        assert lines[outcome] == pytest.approx(events)
    assert (72 - 88) * 5 / 10 == -8


def test_try_b_only_the_clots_move_threefold():
    before, after = difference(), difference(**EXPLORER.tries[1].states[0])
    ratio = after / before
    clots = run()["lines"].set_index("outcome")["group"] == "clots"
    assert np.allclose(ratio[clots], 3) and np.allclose(ratio[~clots], 1)


def test_try_c_the_same_drug_in_two_trials_gives_two_sheets():
    ruth, more = (difference(**state) for state in EXPLORER.tries[2].states)
    assert ruth["Breast cancer"] == pytest.approx(-6)
    assert ruth["Clots"] == pytest.approx(6)
    assert more["Spine fracture on X-ray"] < 5 * ruth["Clinical spine fracture"]
    assert set(ruth.index) != set(more.index)


def test_every_sheet_can_be_chosen_and_fits():
    assert set(TREATMENTS.values()) == set(SHEETS)
    assert max(len(sheet.lines) for sheet in SHEETS.values()) == 8


def test_without_weights_nothing_is_ranked_and_nothing_ever_summed(explorer):
    assert all(DEFAULTS[f"{group}_weight"] == 0 for group in GROUPS)
    assert WEIGH not in explorer.summary
    assert explorer._frame.artists["unsaid"].get_visible()
    explorer.set(stroke_weight=5, fracture_weight=1)
    assert f"{WEIGH}, not summed: any fracture 1 × 23.0, stroke 5 × 4.5" in explorer.summary
    assert not explorer._frame.artists["unsaid"].get_visible()
    assert "total" not in explorer.summary and "better" not in explorer.summary


def test_a_patch_bears_its_badge(explorer):
    explorer.set(route="patch")
    artists = explorer._frame.artists
    for i, outcome in enumerate(explorer.result["lines"]["outcome"]):
        badge = "observational" in artists["sheet", i, "value"].get_text()
        assert badge == outcome.startswith("Clots")
        assert (artists["sheet", i, "bar"].get_linestyle() == "--") == badge
    reading = EXPLORER.summarize(explorer.result)
    assert reading.count("(observational)") == 2 and "not randomized" in reading


def test_no_patch_is_made_up(explorer):
    explorer.set(treatment="raloxifene_more", route="patch")
    reading = EXPLORER.summarize(explorer.result)
    assert "no patch of raloxifene was studied" in reading
    assert "(observational)" not in reading
    assert explorer.result["lines"]["difference"].equals(
        balance_lines("raloxifene_more")["difference"]
    )


def test_bars_and_whiskers_are_the_lines(explorer):
    explorer.set(treatment="raloxifene_ruth", clots_times=2)
    artists = explorer._frame.artists
    for i, line in enumerate(explorer.result["lines"].itertuples()):
        row = {part: artists["sheet", i, part] for part in ("bar", "interval", "trial")}
        assert row["bar"].get_width() == pytest.approx(line.difference)
        if row["interval"].get_visible():
            assert list(row["interval"].get_xdata()) == [line.ci_low, line.ci_high]
        assert row["trial"].get_visible() == (line.group == "clots")
    assert not artists["sheet", 7, "bar"].get_visible()
    explorer.set(interval=False)
    assert not any(artists["sheet", i, "interval"].get_visible() for i in range(8))
    assert " to " not in explorer.summary.split(": ", 1)[1].split("per 1,000")[1]


def test_any_state_is_finite_or_says_what_is_not_known():
    for state in random_states(EXPLORER, np.random.default_rng(1), 150):
        result = compute(**state)
        known = result["lines"].query("ratio == ''")["difference"]
        assert np.isfinite(known.to_numpy(float)).all() and (known.abs() <= 1000).all()
        reading = EXPLORER.summarize(result)
        assert "nan" not in reading and "inf" not in reading


def test_words_keep_apart_and_on_the_page(explorer):
    for state in random_states(EXPLORER, np.random.default_rng(2), 20):
        assert faults_of(explorer.set(**state)) == []
        assert explorer.summary in explorer.alt
