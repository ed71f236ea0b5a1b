"""The daily rhythm of CTX, and the chance of one person's change to count."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.density import is_real_change
from course_utils.physiology.density.detection import chance_to_count
from course_utils.physiology.density.rhythm import RHYTHM, daily_ctx

hours = st.floats(0, 48, allow_subnormal=False)


def test_peak_low_and_swing_are_those_of_the_study():
    """Qvist 2002: highest about 05:00, lowest about 14:00, about ±40 % around the mean."""
    day = np.linspace(0, 24, 24 * 60, endpoint=False)
    ctx = daily_ctx(day)
    assert day[ctx.argmax()] == pytest.approx(5, abs=0.02)
    assert day[ctx.argmin()] == pytest.approx(14, abs=0.02)
    assert (ctx.max(), ctx.min()) == pytest.approx((1.4, 0.6))
    assert ctx.mean() == pytest.approx(1, abs=1e-3)


@given(hour=hours)
def test_fasting_leaves_a_quarter_of_the_swing(hour):
    assert daily_ctx(hour, fasting=True) - 1 == pytest.approx(0.25 * (daily_ctx(hour) - 1))


@given(hour=hours)
def test_days_repeat_and_the_curve_has_no_jump(hour):
    assert daily_ctx(hour) == pytest.approx(daily_ctx(hour + 24), abs=1e-9)
    assert abs(daily_ctx(hour + 1e-6) - daily_ctx(hour)) < 1e-5


def test_numbers_of_the_rhythm_are_cited():
    assert {RHYTHM.parameter(symbol).source for symbol in RHYTHM} == {"qvist2002"}


def test_no_change_counts_in_five_percent_both_ways():
    """2.77 is 1.96·√2, so each side keeps 2.5 % of chance."""
    assert 2 * chance_to_count(0, 0.010) == pytest.approx(0.05, abs=2e-4)


def test_a_change_of_the_limit_counts_in_half():
    assert chance_to_count(0.0277, 0.010) == pytest.approx(0.5, abs=1e-12)


def test_the_chance_is_the_share_found_by_drawing():
    rng = np.random.default_rng(1)
    first, second = 0.010 * rng.standard_normal((2, 200_000)) + np.array([[0.78], [0.80]])
    seen = is_real_change(first, second, 0.010) & (second > first)
    assert chance_to_count(0.02, 0.010) == pytest.approx(seen.mean(), abs=0.005)


@given(
    change=st.floats(-0.1, 0.1, allow_subnormal=False),
    more=st.floats(0.001, 0.1),
    error=st.floats(0.002, 0.05),
)
def test_larger_changes_are_never_harder_to_see(change, more, error):
    larger = np.sign(change or 1) * (abs(change) + more)
    assert chance_to_count(larger, error) >= chance_to_count(change, error)
    assert chance_to_count(change, error) == chance_to_count(-change, error)


def test_an_error_of_zero_is_refused():
    with pytest.raises(ValueError, match="must be positive"):
        chance_to_count(0.01, 0)
