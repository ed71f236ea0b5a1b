"""Binding proteins against printed values, the closed form, mass balance and monotonicity."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from course_utils.physiology.axis import (
    SODERGARD,
    VERMEULEN,
    binding_pools,
    binding_table,
    free_testosterone,
)

# nmol/L; none, or from one molecule per liter up.
TOTAL = st.just(0.0) | st.floats(1e-15, 1e3)
GLOBULIN = st.just(0.0) | st.floats(1e-15, 1e3)
ALBUMIN = st.floats(5, 70)
SETS = st.sampled_from((VERMEULEN, SODERGARD))


@pytest.mark.parametrize(
    ("total", "shbg", "free", "percent"),
    [
        (17.35, 20, 468, 2.70),
        (17.35, 40, 323, 1.86),
        (17.35, 60, 242, 1.39),
        (17.35, 80, 192, 1.10),
        (10.4, 20, 265, None),
        (10.4, 60, 136, None),
        (15.4, 42.4, 271, None),
    ],
)
def test_printed_free_testosterone(total, shbg, free, percent):
    level = free_testosterone(total, shbg)
    assert level == pytest.approx(free, abs=0.6)
    if percent:
        assert level / total / 10 == pytest.approx(percent, abs=0.006)


def test_worked_example_of_the_authors_page():
    # Vermeulen's page: T 10 nmol/L, SHBG 40 nmol/L → 1.7388e-10 mol/L, free 1.74 %; the page
    # rounds its square root, hence half a percent.
    assert free_testosterone(10, 40) == pytest.approx(173.88, rel=5e-3)


@pytest.mark.parametrize(
    ("testosterone", "estradiol", "shbg", "albumin", "free_t", "on_shbg_t", "free_e", "on_shbg_e"),
    [
        (18.0, 0.09, 46.0, 46.0, 2.0, (43, 45), 2.4, (28, 30)),
        (1.2, 0.35, 71.0, 42.0, 1.5, (62, 62), 2.0, (45, 46)),
    ],
)
def test_fractions_of_men_and_women_fit_sodergards_abstract(
    testosterone, estradiol, shbg, albumin, free_t, on_shbg_t, free_e, on_shbg_e
):
    # The abstract prints fractions only; SHBG and albumin are set to give testosterone's, and
    # estradiol's must then follow from its own constants.
    pools = binding_pools(testosterone, estradiol, shbg=shbg, albumin=albumin, parameters=SODERGARD)
    for name, free, (low, high) in (
        ("testosterone", free_t, on_shbg_t),
        ("estradiol", free_e, on_shbg_e),
    ):
        pool = pools[name]
        assert 100 * pool.free / sum(pool) == pytest.approx(free, abs=0.1)
        assert low - 1.5 <= 100 * pool.shbg_bound / sum(pool) <= high + 1.5


@given(t=TOTAL, e=TOTAL, d=TOTAL, shbg=GLOBULIN, albumin=ALBUMIN, constants=SETS)
def test_mass_balance_of_steroids_and_shbg(t, e, d, shbg, albumin, constants):
    pools = binding_pools(t, e, d, shbg=shbg, albumin=albumin, parameters=constants)
    for total, pool in zip((t, e, d), pools.values(), strict=True):
        assert sum(pool) == pytest.approx(total, rel=1e-10, abs=1e-300)
        assert min(pool) >= 0
    bound = sum(pool.shbg_bound for pool in pools.values())
    assert bound <= shbg * (1 + 1e-12)
    free_shbg = shbg - bound
    for name, pool in pools.items():
        # Mass action: bound = K · free steroid · free SHBG; what cancels is bounded by SHBG.
        pull = constants[f"{name}_shbg"] * 1e-9 * pool.free
        slack = 1e-10 * shbg * pull
        assert pool.shbg_bound == pytest.approx(pull * free_shbg, rel=1e-8, abs=slack)


@given(t=TOTAL, shbg=GLOBULIN, albumin=ALBUMIN)
def test_alone_the_closed_form_and_newton_agree(t, shbg, albumin):
    pool = binding_pools(t, shbg=shbg, albumin=albumin)["testosterone"]
    closed = free_testosterone(t, shbg, albumin)
    assert closed == pytest.approx(1000 * pool.free, rel=1e-9, abs=1e-12)
    assert closed <= 1000 * t


@given(
    t=st.floats(0.1, 100), shbg=st.floats(0, 200, allow_subnormal=False), more=st.floats(0.1, 100)
)
def test_free_falls_with_shbg_and_albumin_and_rises_with_total(t, shbg, more):
    free = free_testosterone(t, shbg)
    assert 0 < free < 1000 * t
    assert free_testosterone(t, shbg + more) < free
    assert free_testosterone(t, shbg, 43 + more / 4) < free
    assert free_testosterone(t + more, shbg) > free


@given(t=st.floats(0.5, 60), e=st.floats(0.01, 2), d=st.floats(0.1, 5), shbg=st.floats(5, 150))
def test_competitors_set_each_other_free(t, e, d, shbg):
    both = binding_pools(t, e, shbg=shbg)
    three = binding_pools(t, e, d, shbg=shbg)
    alone = binding_pools(t, shbg=shbg)
    assert both["testosterone"].free >= alone["testosterone"].free
    assert three["testosterone"].free > both["testosterone"].free
    assert three["estradiol"].free > both["estradiol"].free
    assert both["estradiol"].free > binding_pools(0, e, shbg=shbg)["estradiol"].free * (1 - 1e-12)


@given(t=TOTAL, e=TOTAL, shbg=GLOBULIN)
def test_scaling_all_levels_by_tenfold_matches_constants_divided_by_ten(t, e, shbg):
    weak = VERMEULEN.replace(albumin=10)
    once = binding_pools(t, e, shbg=shbg, albumin=10)
    assert once == binding_pools(t, e, shbg=shbg, parameters=weak)


def test_twin_ligands_act_as_one():
    twin = VERMEULEN.replace(
        estradiol_shbg=6e8, testosterone_shbg=6e8, estradiol_albumin=4e4, testosterone_albumin=4e4
    )
    split = binding_pools(8.0, 12.0, shbg=30.0, parameters=twin)
    whole = binding_pools(20.0, shbg=30.0, parameters=twin)["testosterone"]
    assert split["testosterone"].free + split["estradiol"].free == pytest.approx(whole.free)


def test_arrays_give_what_single_values_give():
    totals, shbg = np.array([[5.0], [20.0]]), np.array([10.0, 40.0, 90.0])
    many = binding_pools(totals, 0.1, shbg=shbg)["estradiol"].free
    assert many.shape == (2, 3)
    for i, j in np.ndindex(2, 3):
        one = binding_pools(float(totals[i, 0]), 0.1, shbg=float(shbg[j]))["estradiol"].free
        assert many[i, j] == pytest.approx(one, rel=1e-13)
    assert np.allclose(free_testosterone(totals, shbg)[1, 2], free_testosterone(20, 90))


def test_table_in_laboratory_units():
    table = binding_table([500.0, 300.0], [25.0, 17.0], 40.0)
    assert table["testosterone_nmol_per_l"].tolist() == pytest.approx([17.337, 10.402], abs=1e-3)
    assert table["free_testosterone_percent"].between(1, 3).all()
    assert table["free_estradiol_percent"].between(2, 3).all()
    # Estradiol in men is a hundredfold below SHBG: it hardly moves free testosterone.
    alone = free_testosterone(table["testosterone_nmol_per_l"].to_numpy(), 40.0)
    assert np.allclose(table["free_testosterone_pmol_per_l"], alone, rtol=2e-3)


def test_nothing_bound_without_proteins():
    pool = binding_pools(10.0, shbg=0.0, albumin=0.0)["testosterone"]
    assert pool == (10.0, 0.0, 0.0)
    assert free_testosterone(0, 40) == 0


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: free_testosterone(-1, 40), "testosterone in nmol/L cannot be negative"),
        (
            lambda: free_testosterone(10, float("nan")),
            "SHBG in nmol/L cannot be negative or missing",
        ),
        (lambda: binding_pools(10, -1, shbg=40), "estradiol in nmol/L"),
        (lambda: binding_pools(10, shbg=40, albumin=-1), "albumin in g/L"),
    ],
)
def test_impossible_levels_are_refused_in_words(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
