"""The teaching scanner: what it conserves, and what a shadow does to density."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.density.scanner import (
    SCANNER,
    VERTEBRAE,
    areal_density,
    scan_spine,
)

QUIET = {symbol: SCANNER[symbol] for symbol in SCANNER} | {"position_noise": 0.0, "grain": 0.0}
FINE = QUIET | {"pixel": 0.02}  # cm; a crushed vertebra gains or loses one row of pixels
sizes = st.floats(0.5, 10)


@given(rho=st.floats(0.05, 2), height=sizes, width=sizes, depth=sizes)
def test_a_block_is_as_dense_as_it_is_deep(rho, height, width, depth):
    assert areal_density(rho, height, width, depth) == pytest.approx(rho * depth, rel=1e-12)


@pytest.mark.parametrize("sizes", [(0, 1, 1), (1, -1, 1), (1, 1, 0)])
def test_a_block_without_size_is_refused(sizes):
    with pytest.raises(ValueError, match="positive size"):
        areal_density(0.2, *sizes)


@settings(max_examples=15, deadline=None)
@given(share=st.floats(0.5, 1.0), name=st.sampled_from(VERTEBRAE))
def test_crushing_keeps_the_mineral_and_raises_the_density(share, name):
    whole, crushed = scan_spine(parameters=FINE), scan_spine({name: share}, parameters=FINE)
    before, after = whole.report.loc[name], crushed.report.loc[name]
    assert after["bone_mineral_g"] == pytest.approx(before["bone_mineral_g"], rel=0.02)
    assert after["area_cm2"] == pytest.approx(share * before["area_cm2"], rel=0.02)
    assert after["bmd_g_per_cm2"] == pytest.approx(before["bmd_g_per_cm2"] / share, rel=0.02)


def test_the_others_stay_as_they_were():
    whole, crushed = scan_spine(parameters=QUIET), scan_spine({"L2": 0.7}, parameters=QUIET)
    for name in ("L1", "L3", "L4"):
        assert crushed.report.loc[name].to_numpy() == pytest.approx(
            whole.report.loc[name].to_numpy(), rel=0.02
        )


def test_the_total_is_summed_mineral_over_summed_area():
    report = scan_spine(seed=3).report
    parts = report.loc[list(VERTEBRAE)]
    total = parts["bone_mineral_g"].sum() / parts["area_cm2"].sum()
    assert report.loc["L1–L4", "bmd_g_per_cm2"] == pytest.approx(total)


def test_a_finer_pixel_gives_the_same_density():
    coarse = scan_spine(parameters=QUIET).report["bmd_g_per_cm2"]
    fine = scan_spine(parameters=QUIET | {"pixel": 0.03}).report["bmd_g_per_cm2"]
    assert fine.to_numpy() == pytest.approx(coarse.to_numpy(), rel=0.01)


def test_repeat_scans_differ_by_about_one_percent_in_total():
    """Four vertebrae with a noise of 1.5 % each leave about 0.75 % in the total."""
    total = [scan_spine(seed=s).report.loc["L1–L4", "bmd_g_per_cm2"] for s in range(20)]
    spread = np.std(total, ddof=1) / np.mean(total)
    assert 0.004 < spread < 0.012


def test_the_same_seed_gives_the_same_picture():
    assert np.array_equal(scan_spine(seed=5).image, scan_spine(seed=5).image)


@pytest.mark.parametrize("crushed", [{"L7": 0.5}, {"L2": 0}, {"L2": 1.2}, {"T12": 0.5}])
def test_an_impossible_fracture_is_refused(crushed):
    with pytest.raises(ValueError, match="L1, L2, L3, L4"):
        scan_spine(crushed)
