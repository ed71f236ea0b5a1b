"""Unit conversions: known values, round trips, refusals."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology import units

amounts = st.floats(0, 1e6, allow_subnormal=False)


def test_published_conversion_factors():
    assert units.testosterone_ng_per_dl_to_nmol_per_l(1) == pytest.approx(0.03467, rel=1e-3)
    assert units.estradiol_pg_per_ml_to_pmol_per_l(1) == pytest.approx(3.671, rel=1e-3)


@given(amounts)
def test_round_trips(amount):
    there = units.testosterone_ng_per_dl_to_nmol_per_l(amount)
    assert units.testosterone_nmol_per_l_to_ng_per_dl(there) == pytest.approx(amount)
    there = units.estradiol_pg_per_ml_to_pmol_per_l(amount)
    assert units.estradiol_pmol_per_l_to_pg_per_ml(there) == pytest.approx(amount)


def test_arrays_keep_their_shape():
    converted = units.estradiol_pg_per_ml_to_pmol_per_l(np.array([5.0, 100.0]))
    assert converted == pytest.approx([5 * 3.671, 367.1], rel=1e-3)


@pytest.mark.parametrize("bad", [-1, float("nan"), "much", None, [1, -2]])
def test_bad_concentrations_are_refused_in_words(bad):
    with pytest.raises(ValueError, match="concentration in ng/dL"):
        units.testosterone_ng_per_dl_to_nmol_per_l(bad)
