"""Regimens, adherence and interventions: what is refused, and which doses are taken."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.drugs import (
    FULL,
    AtRandom,
    Gap,
    Intervention,
    Regimen,
    WeekdaysOnly,
    calcium_and_vitamin_d,
    denosumab,
    exposure,
    gonadotropin,
    growth_hormone_secretagogue,
    sclerostin_antibody,
    titration,
)

PATTERNS = st.one_of(
    st.just(FULL),
    st.builds(AtRandom, st.floats(0, 1, allow_subnormal=False), st.integers(0, 99)),
    st.just(WeekdaysOnly()),
    st.builds(
        lambda a, b: Gap(a, a + b), st.floats(0, 200, allow_subnormal=False), st.floats(0.5, 100)
    ),
)


def test_a_regimen_fills_in_the_usual_dose_and_interval():
    plain = Regimen("triptorelin")
    assert (plain.dose, plain.unit, plain.every) == (3.75, "mg", 28)
    assert plain.drug.name == "triptorelin"


@pytest.mark.parametrize(
    ("name", "dose", "unit", "amount"),
    [
        ("raloxifene", 60, "mg", 60),
        ("raloxifene", 60_000, "ug", 60),
        ("raloxifene", 60_000, "µg", 60),
        ("raloxifene", 0.06, "g", 60),
        ("estradiol_patch", 50, "ug/d", 0.05),
        ("estradiol_patch", 0.05, "mg/d", 0.05),
    ],
)
def test_units_of_dose(name, dose, unit, amount):
    assert Regimen(name, dose, unit).amount == pytest.approx(amount)


@pytest.mark.parametrize(
    ("build", "sentence"),
    [
        (lambda: Regimen("tamoxifen", -20), "A dose of tamoxifen.* must be between 0 and 2000 mg"),
        (lambda: Regimen("tamoxifen", 20, "g"), "must be between 0 and 2000 mg"),
        (lambda: Regimen("tamoxifen", "much"), "dose must be a number"),
        (lambda: Regimen("tamoxifen", float("nan")), "dose must be a number"),
        (lambda: Regimen("tamoxifen", 20, "IU"), "is given in mg, ug, µg, mcg, g; got 'IU'"),
        (lambda: Regimen("tamoxifen", 20, "mg/d"), "is given in mg"),
        (lambda: Regimen("estradiol_patch", 50, "ug"), "is given in mg/d, ug/d"),
        (lambda: Regimen("estradiol_patch", 50, "ug/h"), "is given in mg/d, ug/d"),
        (lambda: Regimen("tamoxifen", every=0), "interval between doses .* at least one hour"),
        (lambda: Regimen("tamoxifen", every=-1), "at least one hour"),
        (lambda: Regimen("tamoxifen", start=-1), "must start on day 0 or later"),
        (lambda: Regimen("tamoxifen", start=30, stop=30), "stop after its start"),
        (lambda: Regimen("tamoxifen", every=math.inf, average=True), "no daily average"),
        (lambda: titration("clomiphene", [(30, 25), (0, 50)]), "rising days"),
        (lambda: Regimen("tamoxifen", adherence=0.8), "must be a pattern such as AtRandom"),
        (lambda: AtRandom(1.2), "share of doses taken must be 0 to 1"),
        (lambda: Gap(9, 9), "gap must end after it begins"),
        (lambda: Intervention("rankl_block", 1.2), "rankl_block must be between 0 and 1"),
        (lambda: Intervention("igf_drive", -1), "igf_drive must be a number of at least 0"),
        (lambda: Intervention("igf_drive", 2, 9, 3), "igf_drive must start on day 0 or later"),
    ],
)
def test_impossible_plans_are_refused_in_words(build, sentence):
    with pytest.raises(ValueError, match=sentence):
        build()


def test_unknown_names_are_refused():
    with pytest.raises(KeyError, match="raloxifene"):
        Regimen("raloxifen")
    with pytest.raises(KeyError, match="No input is called 'rank'"):
        Intervention("rank", 0.5)
    with pytest.raises(TypeError, match="a Regimen, an Intervention"):
        exposure([60], 10)
    with pytest.raises(ValueError, match="positive number of days"):
        exposure([], 0)


def test_doses_fall_on_the_start_and_every_interval_before_the_stop():
    assert Regimen("raloxifene", start=2, stop=6).dose_times(100).tolist() == [2, 3, 4, 5]
    assert Regimen("raloxifene", every=0.1, stop=0.3).dose_times(1).tolist() == [0, 0.1, 0.2]
    assert Regimen("degarelix", every=math.inf, start=3).dose_times(9).tolist() == [3]
    assert len(Regimen("raloxifene", start=50).dose_times(20)) == 0


def test_weekends_and_gaps():
    times = np.arange(14.0)
    taken = WeekdaysOnly().taken(times, 0)
    assert times[~taken].tolist() == [5, 6, 12, 13]
    gap = Gap(3, 6).taken(times, 0)
    assert times[~gap].tolist() == [3, 4, 5]
    assert Gap(3, 6).average(0, 10) == [(0, 3, 1.0), (3, 6, 0.0), (6, 10, 1.0)]
    assert Gap(30, 60).average(0, 10) == [(0, 10, 1.0)]


@given(
    share=st.floats(0, 1, allow_subnormal=False), seed=st.integers(0, 99), few=st.integers(1, 60)
)
@settings(deadline=None)
def test_a_longer_simulation_repeats_the_missed_days_of_a_shorter_one(share, seed, few):
    pattern = AtRandom(share, seed)
    long, short = pattern.taken(np.arange(200.0), 0), pattern.taken(np.arange(float(few)), 0)
    assert np.array_equal(long[:few], short)


def test_the_share_taken_is_the_share_asked_for():
    assert AtRandom(0.7, 5).taken(np.arange(20_000.0), 0).mean() == pytest.approx(0.7, abs=0.01)


@given(pattern=PATTERNS, start=st.floats(0, 40, allow_subnormal=False), length=st.floats(1, 300))
@settings(deadline=None)
def test_average_pieces_cover_the_regimen_once(pattern, start, length):
    pieces = pattern.average(start, start + length)
    assert sum(b - a for a, b, _ in pieces) == pytest.approx(length)
    assert all(0 <= share <= 1 for _, _, share in pieces)
    assert all(one[1] == two[0] for one, two in itertools.pairwise(pieces))


def test_a_patch_is_worn_without_seams_and_a_missed_one_leaves_a_gap():
    patch = Regimen("estradiol_patch", 50, "ug/d", 3.5, stop=21)
    assert patch.flows(100) == [(0, 21, 0.05)]
    missed = Regimen("estradiol_patch", 50, "ug/d", 3.5, stop=21, adherence=Gap(7, 10))
    assert missed.flows(100) == [(0, 7, 0.05), (10.5, 21, 0.05)]


def test_a_titration_changes_the_dose_on_its_days():
    steps = titration("clomiphene", [(0, 25), (30, 50)], stop=60)
    doses = [(r.start, r.stop, r.dose) for r in steps]
    assert doses == [(0, 30, 25), (30, 60, 50)]
    assert exposure(steps, 90).breaks == tuple(float(day) for day in range(1, 60))


@pytest.mark.parametrize(
    ("make", "channel", "value", "untreated"),
    [
        (calcium_and_vitamin_d, "parathyroid_factor", 0.85, 1),
        (growth_hormone_secretagogue, "igf_drive", 1.8, 1),
        (sclerostin_antibody, "sclerostin_block", 0.7, 0),
        (denosumab, "rankl_block", 0.9, 0),
        (gonadotropin, "gonadotropin_added", 5, 0),
    ],
)
def test_an_intervention_holds_from_start_to_stop(make, channel, value, untreated):
    plan = exposure(make(start=10, stop=20), 30)
    place = plan.channels.index(channel)
    assert plan.breaks == (10, 20)
    assert [plan.at(day)[place] for day in (0, 10, 19.9, 20)] == [
        untreated,
        pytest.approx(value),
        pytest.approx(value),
        untreated,
    ]


def test_two_interventions_on_one_channel_combine():
    def level(*plan):
        return exposure(plan, 10).table([5]).iloc[0]

    both = level(denosumab(block=0.5), denosumab(block=0.5))
    assert both["rankl_block_fraction"] == pytest.approx(0.75)
    both = level(calcium_and_vitamin_d(), calcium_and_vitamin_d(factor=0.5))
    assert both["parathyroid_factor"] == pytest.approx(0.425)
    both = level(gonadotropin(activity=3), gonadotropin(activity=4))
    assert both["gonadotropin_added_iu_per_l"] == pytest.approx(7)
