"""Exposure over time: superposition, steady state, and ODEs written from the equations."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import solve_ivp
from scipy.linalg import expm

from course_utils.physiology.drugs import (
    DEFAULTS,
    DRUGS,
    NAMES,
    AtRandom,
    Gap,
    Regimen,
    WeekdaysOnly,
    calcium_and_vitamin_d,
    drug,
    exposure,
    titration,
)

LN2 = math.log(2)
DAYS = np.linspace(0, 90, 361) + 1e-3
name = st.sampled_from(DRUGS)
share = st.floats(0.01, 20)


def own_dose(drug_name):
    return drug(drug_name).parameters["dose"]


def added(plan, end_day=90, times=DAYS):
    """Inputs less their values without treatment, (k, 19)."""
    return exposure(plan, end_day).values(times) - np.array(DEFAULTS)


# --- hand-written mass balances: dx/dt = K·x, amounts in mg or nmol/L, time in days -----------


def tamoxifen_matrix():
    """Gut (mg) → tamoxifen → both metabolites (nmol/L)."""
    ka, k, n, e = 24 * 1.90, 24 * 9.66 / 753, 24 * 3.6 / 1700, 24 * 5.1 / 400
    return np.array(
        [
            [-ka, 0, 0, 0],
            [ka * 1e6 / (371.5 * 753), -k, 0, 0],
            [0, 0.75 * k * 753 / 1700, -n, 0],
            [0, 0.0386 * k * 753 / 400, 0, -e],
        ]
    )


def clomiphene_matrix():
    """Gut and blood of enclomiphene, then of zuclomiphene."""
    matrix = np.zeros((4, 4))
    for place, (clearance, volume) in ((0, (200, 2886)), (2, (9, 9350))):
        matrix[place, place] = -24.0
        matrix[place + 1, place] = 24 * 1e6 / (406 * volume)
        matrix[place + 1, place + 1] = -24 * clearance / volume
    return matrix


def degarelix_matrix():
    """Fast and slow depot (mg), central and peripheral amount (mg)."""
    fast, slow = LN2 / 1.98, LN2 / 73.7
    cl, q, vc, vp = 24 * 2.54, 24 * 6.59, 13.2, 36.1
    return np.array(
        [
            [-fast, 0, 0, 0],
            [0, -slow, 0, 0],
            [fast, slow, -(cl + q) / vc, q / vp],
            [0, 0, q / vc, -q / vp],
        ]
    )


BODIES = {  # drug: (matrix, amounts of one mg, {state: (channel, scale)}, lag in days)
    "tamoxifen": (
        tamoxifen_matrix(),
        [1, 0, 0, 0],
        {1: ("tamoxifen", 1), 2: ("desmethyltamoxifen", 1), 3: ("endoxifen", 1)},
        0.455 / 24,
    ),
    "clomiphene": (
        clomiphene_matrix(),
        [0.62, 0, 0.38, 0],
        {1: ("enclomiphene", 1), 3: ("zuclomiphene", 1)},
        0.0,
    ),
    "degarelix": (
        degarelix_matrix(),
        [0.24 * 0.0573, 0.24 * 0.9427, 0, 0],
        {2: ("degarelix", 1000 / 13.2)},
        0.0,
    ),
    "testosterone_cypionate": (
        np.array([[-LN2 / 8]]),
        [0.699],
        {0: ("testosterone_input", LN2 / 8 * 1e5 / 505)},
        0.0,
    ),
}


@pytest.mark.parametrize(
    ("drug_name", "dose", "every", "missed"),
    [
        ("tamoxifen", 20, 1, [3, 4, 40, 41, 42]),
        ("clomiphene", 25, 1, [10, 11]),
        ("degarelix", 240, 28, []),
        ("testosterone_cypionate", 100, 7, [14, 21]),
    ],
)
def test_closed_form_is_the_differential_equation_dose_by_dose(drug_name, dose, every, missed):
    """90 days of doses, some missed, against SciPy restarted at every dose."""
    matrix, entry, read, lag = BODIES[drug_name]

    class Missed:
        def taken(self, times, start):
            return ~np.isin(times, missed)

    plan = exposure(Regimen(drug_name, dose, every=every, adherence=Missed()), 90)
    state, time = np.zeros(len(matrix)), 0.0
    doses = [t + lag for t in np.arange(0, 90, every) if t not in missed]
    for start, stop in zip(doses, [*doses[1:], 90], strict=True):
        state = state if start == time else expm(matrix * (start - time)) @ state
        state = state + dose * np.array(entry, dtype=float)
        middle = (start + stop) / 2
        run = solve_ivp(
            lambda t, x: matrix @ x,
            (start, stop),
            state,
            t_eval=[middle, stop],
            method="LSODA",
            rtol=1e-10,
            atol=1e-10,
        )
        for place, (channel, scale) in read.items():
            ours = plan.at(middle)[NAMES.index(channel)]
            assert ours == pytest.approx(scale * run.y[place, 0], rel=1e-6)
        state, time = run.y[:, 1], stop


@given(first=name, second=name, factor=share, day=st.integers(0, 40))
@settings(max_examples=15, deadline=None)
def test_two_regimens_add_and_doses_scale(first, second, factor, day):
    one, two = Regimen(first), Regimen(second, start=day)
    apart = added(one) + added(two)
    assert added([one, two]) == pytest.approx(apart, rel=1e-9, abs=1e-9)
    larger = Regimen(first, own_dose(first) * factor)
    assert added(larger) == pytest.approx(factor * added(one), rel=1e-9, abs=1e-9)


@given(which=name, delay=st.integers(0, 50))
@settings(max_examples=25, deadline=None)
def test_a_later_start_is_the_same_curve_later(which, delay):
    later = added(Regimen(which, start=delay), 200, DAYS + delay)
    assert later == pytest.approx(added(Regimen(which), 200), rel=1e-7, abs=1e-7)


@given(which=name, stop=st.integers(5, 80))
@settings(max_examples=25, deadline=None)
def test_nothing_is_felt_before_it_happens(which, stop):
    """A dose on day ``stop`` or later leaves every earlier day as it was."""
    early = DAYS[stop > DAYS]
    assert np.array_equal(
        added(Regimen(which, stop=stop), times=early), added(Regimen(which), times=early)
    )


@given(
    which=name,
    kept=st.floats(0, 1, allow_subnormal=False),
    seed=st.integers(0, 9),
    dose=st.floats(0, 1, allow_subnormal=False),
    average=st.booleans(),
)
@settings(max_examples=25, deadline=None)
def test_every_input_stays_positive_and_finite(which, kept, seed, dose, average):
    plan = Regimen(which, dose * own_dose(which), average=average, adherence=AtRandom(kept, seed))
    values = added(plan)
    assert np.isfinite(values).all()
    assert values.min() > -1e-9 * max(1, values.max())


@pytest.mark.parametrize("which", DRUGS)
def test_the_mean_over_a_steady_interval_is_rate_over_clearance(which):
    usual = drug(which)
    every = usual.parameters["every"]
    start = every * math.ceil(2500 / every)
    grid = start + every * (np.arange(40_000) + 0.5) / 40_000
    plan = exposure(Regimen(which), start + every)
    for channel, level in usual.average_levels(own_dose(which), every).items():
        mean = plan.table(grid).filter(like=channel).iloc[:, 0].mean()
        assert mean == pytest.approx(level, rel=1e-4)
        steady = exposure(Regimen(which, average=True), 3000).at(2999)[NAMES.index(channel)]
        assert steady == pytest.approx(level, rel=1e-8)


@pytest.mark.parametrize("which", DRUGS)
def test_area_of_one_dose_is_its_average_level_times_the_interval(which):
    """∫ c dt over the segments in closed form, against the level of a constant rate."""
    once = exposure(Regimen(which, every=math.inf if "patch" not in which else 1, stop=1), 3000)
    for channel, level in drug(which).average_levels(own_dose(which), 1).items():
        place = once.channels.index(channel)
        area = 0.0
        for segment in once.segments:
            length = segment.stop - segment.start
            area += segment.base[place] * length
            fades = -np.expm1(-segment.rates * length) / segment.rates
            area += (segment.weights[place] * fades).sum()
        assert area == pytest.approx(level, rel=1e-6)


@given(which=name, average=st.booleans(), time=st.floats(0, 89.9, allow_subnormal=False))
@settings(max_examples=25, deadline=None)
def test_one_time_many_times_and_segments_agree(which, average, time):
    plan = exposure([Regimen(which, average=average), calcium_and_vitamin_d(start=30)], 90)
    one = plan.at(time)
    assert all(type(value) is float for value in one)
    assert one == pytest.approx(plan.values([time])[0], rel=1e-12, abs=1e-12)
    assert plan.table([time]).iloc[0].to_numpy() == pytest.approx(one)
    (here,) = [s for s in plan.segments if s.start <= time < s.stop]
    by_hand = here.base + here.weights @ np.exp(-here.rates * (time - here.start))
    assert one == pytest.approx(by_hand, rel=1e-9, abs=1e-9)
    assert here.base.shape == (19,)
    assert here.weights.shape == (19, len(here.rates))


def test_segments_follow_one_another_without_a_jump_where_no_bolus_falls():
    """Tablets are absorbed first, so blood levels are continuous across doses."""
    plan = exposure(Regimen("tamoxifen"), 30)
    for place in range(3):
        for one, two in itertools.pairwise(plan.segments):
            length = one.stop - one.start
            before = one.base[place] + one.weights[place] @ np.exp(-one.rates * length)
            after = two.base[place] + two.weights[place].sum()
            assert after == pytest.approx(before, rel=1e-9, abs=1e-9)


def test_no_treatment_is_one_segment_of_defaults():
    plan = exposure([], 100)
    assert plan.breaks == ()
    assert plan.at(50) == DEFAULTS
    assert plan.channels == NAMES


def test_average_dosing_has_one_segment_per_change():
    plan = exposure(titration("tamoxifen", [(0, 20), (100, 40)], stop=200, average=True), 400)
    assert plan.breaks == (100, 200)
    assert plan.at(99.9)[0] == pytest.approx(232.2, rel=1e-3)
    assert plan.at(199.9)[0] == pytest.approx(2 * 232.2, rel=1e-3)
    assert plan.at(399.9)[0] == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("pattern", [AtRandom(0.6, 3), WeekdaysOnly(), Gap(20, 40)])
def test_missed_doses_are_the_full_course_less_the_missed_part(pattern):
    taken = pattern.taken(np.arange(90.0), 0)
    missed = [
        Regimen("clomiphene", every=math.inf, start=float(day)) for day in np.nonzero(~taken)[0]
    ]
    less = added(Regimen("clomiphene")) - added(missed)
    assert added(Regimen("clomiphene", adherence=pattern)) == pytest.approx(less, abs=1e-7)


def test_two_missed_weeks_hit_the_short_lived_isomer_only():
    plan = exposure(Regimen("clomiphene", adherence=Gap(200, 214)), 214)
    table = plan.table([199.99, 213.99])
    left = table.iloc[1] / table.iloc[0]
    assert left["enclomiphene_nmol_per_l"] < 1e-6
    assert 0.7 < left["zuclomiphene_nmol_per_l"] < 0.75


def test_columns_carry_their_units():
    columns = exposure([], 1).table([0.5]).columns
    assert "endoxifen_nmol_per_l" in columns
    assert "estradiol_added_pg_per_ml" in columns
    assert "testosterone_input_ng_per_dl_per_day" in columns
    assert len(columns) == 19
