"""Pulsatile LH against its ODEs, its printed averages, and pulse counting on known truth."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp

from course_utils.physiology.axis import (
    PULSES,
    find_pulses,
    match_pulses,
    pulsatile_man,
    pulse_train,
    sample_blood,
)

DAY = np.arange(0, 24.001, 1 / 6)


@pytest.fixture(scope="module")
def two_months():
    return [pulsatile_man(24 * 20, seed) for seed in range(6)]


def test_averages_and_range_are_the_printed_ones(two_months):
    lh = np.concatenate([table["lh_iu_per_l"] for table in two_months])
    # The printed run had mean 4.73, 2 to 98 percent range 1.4 to 9.3, testosterone 514.
    assert lh.mean() == pytest.approx(4.73, rel=0.03)
    low, high = np.percentile(lh, [2, 98])
    assert low == pytest.approx(1.4, abs=0.15)
    assert high == pytest.approx(9.3, abs=0.5)
    testosterone = np.concatenate([table["testosterone_ng_per_dl"] for table in two_months])
    assert testosterone.mean() == pytest.approx(514, rel=0.10)


def test_pulses_make_less_testosterone_than_steady_lh(two_months):
    mean = np.mean([table["testosterone_ng_per_dl"].mean() for table in two_months])
    assert mean < PULSES["T_M"]


def test_pulse_train_has_the_moments_it_promises():
    times, masses = pulse_train(24 * 2000, seed=3)
    waits = np.diff(times)
    assert waits.mean() == pytest.approx(2.0, rel=0.02)
    assert waits.std() / waits.mean() == pytest.approx(1 / np.sqrt(8), rel=0.03)
    assert masses.mean() == pytest.approx(4.76 * 0.535 * 2, rel=0.02)
    assert masses.std() / masses.mean() == pytest.approx(0.3, rel=0.05)


def test_a_long_mean_is_mass_over_interval_and_clearance():
    quick = PULSES.replace(interval=1.0)
    lh = pulsatile_man(24 * 120, 11, quick)["lh_iu_per_l"]
    assert lh.mean() == pytest.approx(PULSES["mass"] / (1.0 * PULSES["k_LH"]), rel=0.03)


def test_profile_agrees_with_its_equations_integrated_elsewhere():
    table = pulsatile_man(24, seed=5)
    times, masses = pulse_train(24, 5, run_in=96.0)

    def rates(_t, y):
        pool, lh, testosterone = y
        hill = lh**1.9 / (5.18**1.9 + lh**1.9)
        usual = 1 + 77.5 * 4.76**1.9 / (5.18**1.9 + 4.76**1.9)
        goal = 535 * (1 + 77.5 * hill) / usual + 15
        return [-pool / 0.15, pool / 0.15 - 0.535 * lh, 0.0901 * (goal - testosterone)]

    state, now, found = [0.0, 0.0, 500.0], -96.0, {}
    stops = np.unique(np.concatenate([times, np.arange(0, 24.5, 1.0)]))
    for stop in stops:
        if stop > now:
            run = solve_ivp(rates, (now, stop), state, "DOP853", rtol=1e-9, atol=1e-12)
            state, now = run.y[:, -1].tolist(), stop
        state[0] += masses[times == stop].sum()
        if stop >= 0 and float(stop).is_integer():
            found[round(stop)] = state[1:]
    for hour, (lh, testosterone) in found.items():
        row = table.iloc[hour * 60]
        assert row["lh_iu_per_l"] == pytest.approx(lh, rel=1e-6)
        assert row["testosterone_ng_per_dl"] == pytest.approx(testosterone, rel=5e-4)


def test_the_seed_decides():
    assert pulsatile_man(12, 4).equals(pulsatile_man(12, 4))
    assert not pulsatile_man(12, 4).equals(pulsatile_man(12, 5))


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    interval=st.floats(1, 3),
    spread=st.floats(0.1, 0.6),
    release=st.floats(0.05, 0.4),
)
def test_levels_are_positive_whatever_the_rhythm(seed, interval, spread, release):
    rhythm = PULSES.replace(interval=interval, mass_cv=spread, tau_release=release)
    table = pulsatile_man(24, seed, rhythm)
    assert (table > 0).all(axis=None)
    times, _ = pulse_train(24, seed, rhythm)
    assert (np.diff(times) > 0).all()


# --- samples and counting --------------------------------------------------------------------


def test_samples_come_every_ten_minutes_with_the_stated_noise():
    profile = pulsatile_man(24 * 40, 9)
    samples = sample_blood(profile, 10)
    assert np.diff(samples.index) == pytest.approx(1 / 6)
    error = samples / profile["lh_iu_per_l"].iloc[::10] - 1
    assert error.std() == pytest.approx(0.05, rel=0.05)
    assert error.mean() == pytest.approx(0, abs=0.004)


def test_counting_on_a_series_drawn_by_hand():
    level = pd.Series([5, 4, 3, 6, 5, 4, 4.2, 3.5, 7, 8, 6.0], index=np.arange(11) / 6)
    found = find_pulses(level, assay_cv=0.05, rise=3)
    assert found["nadir_iu_per_l"].tolist() == [3, 3.5]
    assert found["peak_iu_per_l"].tolist() == [6, 8]
    assert found["peak_hour"].tolist() == pytest.approx([3 / 6, 9 / 6])


def test_a_rise_below_the_threshold_is_no_pulse():
    level = pd.Series([4.0, 4.5, 4.0], index=[0, 1 / 6, 2 / 6])
    assert len(find_pulses(level, assay_cv=0.05, rise=3)) == 0
    assert len(find_pulses(level, assay_cv=0.05, rise=2)) == 1


def test_without_noise_almost_every_true_pulse_is_found():
    totals = np.zeros(3)
    for seed in range(20):
        profile = pulsatile_man(24, seed)
        found = find_pulses(sample_blood(profile, seed, assay_cv=0))
        totals += list(match_pulses(found, profile.attrs["pulse_hours"]).values())
    hits, missed, false = totals
    assert hits / (hits + missed) > 0.94  # two pulses minutes apart look like one
    assert false / hits < 0.03


def test_with_assay_noise_most_pulses_are_found():
    totals = np.zeros(3)
    for seed in range(20):
        profile = pulsatile_man(24, seed)
        found = find_pulses(sample_blood(profile, seed))
        totals += list(match_pulses(found, profile.attrs["pulse_hours"]).values())
    hits, missed, false = totals
    assert hits / (hits + missed) > 0.9
    assert false / hits < 0.05


def test_the_rule_finds_pulses_in_noise_and_fewer_with_sparse_samples_or_a_higher_bar():
    # What Ross et al. 1984 held against the 3 CV rule, in blood that does not pulse at all.
    flat = pd.DataFrame({"lh_iu_per_l": np.full(1441, 5.0)}, index=np.arange(1441) / 60)

    def count(every, rise):
        drawn = [sample_blood(flat, seed, every_minutes=every) for seed in range(30)]
        return np.mean([len(find_pulses(samples, rise=rise)) for samples in drawn])

    assert count(5, 3) > count(10, 3) > count(20, 3) > 1
    assert count(10, 4) < count(10, 3) / 2


def test_sparse_sampling_misses_pulses():
    profile = pulsatile_man(24 * 20, 21)
    dense = find_pulses(sample_blood(profile, 1, every_minutes=10))
    sparse = find_pulses(sample_blood(profile, 1, every_minutes=60))
    assert len(sparse) < 0.8 * len(dense)


@given(level=st.lists(st.floats(0.1, 50), min_size=2, max_size=60), factor=st.floats(1.0, 6.0))
def test_found_pulses_obey_the_rule_and_do_not_overlap(level, factor):
    samples = pd.Series(level, index=np.arange(len(level)) / 6)
    found = find_pulses(samples, assay_cv=0.05, rise=factor)
    least = 1 + 0.05 * factor
    assert (found["peak_iu_per_l"] >= least * found["nadir_iu_per_l"] * (1 - 1e-12)).all()
    assert (found["peak_hour"] > found["nadir_hour"]).all()
    assert (found["nadir_hour"].to_numpy()[1:] > found["peak_hour"].to_numpy()[:-1]).all()
    rescaled = find_pulses(samples * 4, assay_cv=0.05, rise=factor)
    assert rescaled["peak_hour"].tolist() == found["peak_hour"].tolist()


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: pulsatile_man(0), "more than 0 hours"),
        (lambda: sample_blood(pulsatile_man(1), 1, every_minutes=0.5), "whole minutes"),
        (lambda: sample_blood(pulsatile_man(1), 1, assay_cv=-1), "cannot be negative"),
        (lambda: find_pulses(pd.Series([1.0, 2.0]), rise=0), "must be positive"),
    ],
)
def test_impossible_requests_are_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_counting_knows_nothing_of_the_record_length():
    profile = pulsatile_man(24, 2)
    assert len(find_pulses(sample_blood(profile, 3))) == pytest.approx(24 / 2, abs=4)
    assert len(DAY) == len(sample_blood(profile, 3))
