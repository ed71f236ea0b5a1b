"""The small model of the lessons against every number the curriculum prints."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_utils.physiology.receptors import (
    TEACHING_LIGANDS,
    TEACHING_TISSUES,
    bone_signal,
    coregulator_efficacy,
    crossover,
    dose_for_signal,
    efficacy_odds,
    rank_one_fit,
    tissue_efficacies,
    tissue_signal,
    two_ligand_signal,
)

# The machine that runs these may be busy.
PATIENT = settings(max_examples=60, deadline=None)
ESTRADIOL = [0, 1, 5, 10, 12, 15, 25, 37, 60, 100]
S_BONE = {
    None: [0, 0.134, 0.446, 0.629, 0.676, 0.730, 0.836, 0.900, 0.958, 1.000],
    "tamoxifen": [0.611, 0.615, 0.627, 0.641, 0.646, 0.654, 0.678, 0.704, 0.744, 0.797],
    "raloxifene": [0.662, 0.665, 0.676, 0.688, 0.693, 0.700, 0.722, 0.744, 0.781, 0.827],
}
# bone, breast, uterus, liver, brain
TABLE = {
    "estradiol": [1, 1, 1, 1, 1],
    "tamoxifen": [0.60, 0.10, 0.60, 0.70, 0.15],
    "raloxifene": [0.65, 0.03, 0.03, 0.60, 0.05],
    "bazedoxifene": [0.65, 0.02, 0.00, 0.50, 0.10],
    "lasofoxifene": [0.75, 0.02, 0.10, 0.60, 0.05],
    "ospemifene": [0.60, 0.05, 0.25, 0.50, 0.05],
    "enclomiphene": [0.30, 0.05, 0.05, 0.30, 0.00],
    "zuclomiphene": [0.60, 0.30, 0.40, 0.50, 0.60],
}


@pytest.mark.parametrize("ligand", S_BONE)
def test_every_cell_of_the_bone_table(ligand):
    assert bone_signal(np.array(ESTRADIOL, dtype=float), ligand) == pytest.approx(
        S_BONE[ligand], abs=0.002
    )


def test_every_cell_of_the_tissue_table():
    table = tissue_efficacies()
    assert list(table.columns) == ["bone", "breast", "uterus", "liver", "brain"]
    assert {ligand: list(row) for ligand, row in table.iterrows()} == TABLE


def test_crossovers_of_the_course():
    assert crossover(0.60) == pytest.approx(10.5, abs=0.05)
    assert crossover(0.65) == pytest.approx(13.0, abs=0.05)
    with pytest.raises(ValueError, match="no crossover"):
        crossover(1.0)


@pytest.mark.parametrize(
    ("tissue", "estradiol", "ligand", "dose", "before", "after"),
    [
        ("bone", 5, "raloxifene", 20, 0.42, 0.63),
        ("breast", 5, "raloxifene", 20, 0.42, 0.06),
        ("brain", 5, "raloxifene", 20, 0.42, 0.08),
        ("uterus", 5, "tamoxifen", 20, 0.42, 0.59),
        ("uterus", 60, "bazedoxifene", 20, 0.90, 0.29),
        ("bone", 60, "bazedoxifene", 20, 0.90, 0.73),
        ("brain", 60, "bazedoxifene", 20, 0.90, 0.36),
    ],
)
def test_signals_of_the_six_tissues(tissue, estradiol, ligand, dose, before, after):
    assert tissue_signal(tissue, estradiol) == pytest.approx(before, abs=0.005)
    assert tissue_signal(tissue, estradiol, ligand, dose) == pytest.approx(after, abs=0.005)


def test_bazedoxifene_dose_that_quiets_the_uterus():
    target = tissue_signal("uterus", 5)
    dose = dose_for_signal(target, 60, 0.0)
    assert dose == pytest.approx(11.0, abs=0.05)
    assert tissue_signal("uterus", 60, "bazedoxifene", dose) == pytest.approx(target, rel=1e-12)
    with pytest.raises(ValueError, match="must lie between"):
        dose_for_signal(0.95, 60, 0.0)


@PATIENT
@given(
    st.floats(0, 500, allow_subnormal=False),
    st.floats(0.1, 100),
    st.floats(1e-3, 1e4),
    st.floats(0, 1, allow_subnormal=False),
)
def test_the_sign_is_set_by_efficacy_against_the_present_signal(estradiol, k, dose, efficacy):
    ratio = estradiol / k
    change = two_ligand_signal(estradiol, k, dose, efficacy) - ratio / (1 + ratio)
    gap = efficacy - ratio / (1 + ratio)
    assume(abs(gap) > 1e-6)
    assert np.sign(change) == np.sign(gap)


@PATIENT
@given(st.floats(0.01, 0.99), st.floats(0.1, 100), st.floats(0, 1e3, allow_subnormal=False))
def test_at_the_crossover_no_dose_changes_anything(efficacy, k, dose):
    turn = crossover(efficacy, k)
    assert two_ligand_signal(turn, k, dose, efficacy) == pytest.approx(efficacy, rel=1e-9)


def test_a_larger_dose_goes_further_the_same_way_to_the_drugs_own_level():
    signals = [bone_signal(100, "tamoxifen", dose) for dose in (0, 20, 40, 1e6)]
    assert np.all(np.diff(signals) < 0)
    assert signals[-1] == pytest.approx(0.60 / (100 / 107), abs=1e-4)
    assert bone_signal(100, efficacy=0.60, dose=20) == signals[1]


def test_coregulator_account():
    assert coregulator_efficacy(0.5, 2) == pytest.approx(0.50)
    assert efficacy_odds(coregulator_efficacy(3.0, 7.0)) == pytest.approx(21.0)


@PATIENT
@given(
    st.lists(st.floats(0.05, 20), min_size=3, max_size=3),
    st.lists(st.floats(0.05, 20), min_size=2, max_size=2),
)
def test_a_table_made_with_one_dial_is_found_to_be_rank_one(rho, chi):
    chi = [1.0, *chi]
    table = pd.DataFrame(coregulator_efficacy(np.array(rho)[:, None], np.array(chi)[None, :]))
    fit = rank_one_fit(table)
    assert fit.worst == pytest.approx(1, abs=1e-9)
    assert list(fit.preference) == pytest.approx(rho, rel=1e-8)
    assert list(fit.balance) == pytest.approx(chi, rel=1e-8)


def test_the_uterus_breaks_rank_one():
    odds = efficacy_odds(tissue_efficacies())
    assert odds.loc["tamoxifen", "uterus"] / odds.loc["tamoxifen", "bone"] == pytest.approx(1.0)
    ratio = odds.loc["raloxifene", "uterus"] / odds.loc["raloxifene", "bone"]
    assert ratio == pytest.approx(60, abs=2)
    four = tissue_efficacies().loc[["tamoxifen", "raloxifene"], ["bone", "uterus"]]
    # The misfit of a 2 × 2 table is shared by its four cells.
    assert rank_one_fit(four).worst == pytest.approx(ratio**0.25, rel=1e-9)
    assert rank_one_fit().worst > 3


def test_unknown_words_get_the_nearest_right_one():
    with pytest.raises(KeyError, match="raloxifene"):
        tissue_signal("bone", 5, "raloxifen")
    with pytest.raises(KeyError, match="uterus"):
        tissue_signal("uterine", 5)
    with pytest.raises(ValueError, match="between 0 and 1"):
        two_ligand_signal(5, 7, 20, 1.4)
    assert set(TABLE) == set(TEACHING_LIGANDS)
    assert len(TEACHING_TISSUES) == 5
