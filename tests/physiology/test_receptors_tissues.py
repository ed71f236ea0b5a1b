"""Readouts per tissue: printed numbers of the model and the order that trials show."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import (
    DRUGS,
    TISSUES,
    hyperplasia_probability,
    tissue_readouts,
    tissue_signals,
    tsec_dose_response,
)

# The machine that runs these may be busy.
PATIENT = settings(max_examples=40, deadline=None)
# Steady states the specification prints, nM; 57 pg/mL stand for 0.45 mg of conjugated estrogens.
TAMOXIFEN_20_MG = {"tamoxifen": 232.0, "desmethyltamoxifen": 485.0, "endoxifen": 17.0}
RALOXIFENE_60_MG = {"raloxifene": 1.86}
BAZEDOXIFENE_20_MG = 6.28
AFTER_MENOPAUSE = 6.0


def one(place, estradiol, **drugs):
    return tissue_signals(estradiol, **drugs)[f"{place}_signal"].item()


def test_signals_are_one_in_the_reference_woman():
    row = tissue_signals(100.0).iloc[0]
    assert [row[f"{place}_signal"] for place in TISSUES] == pytest.approx([1.0] * 5, rel=1e-12)


def test_printed_signals_of_the_uterus_and_breast():
    assert one("uterus", 63) == pytest.approx(0.874, abs=0.001)
    ratio = one("uterus", 63, bazedoxifene=BAZEDOXIFENE_20_MG) / one("uterus", 63)
    assert ratio == pytest.approx(0.529, abs=0.001)
    assert one("uterus", 6, **TAMOXIFEN_20_MG) == pytest.approx(1.02, abs=0.006)
    rise = one("uterus", 6, **RALOXIFENE_60_MG) - one("uterus", 6)
    assert rise == pytest.approx(0.0706, abs=0.0005)


def test_hyperplasia_of_the_printed_regimens():
    # 0.625 mg counts as 80 pg/mL; the model prints 15.6 and 0.071 percent.
    readouts = tissue_readouts([86.0, 63.0], bazedoxifene=[0.0, BAZEDOXIFENE_20_MG])
    percent = readouts["endometrial_hyperplasia_percent"]
    assert percent[0] == pytest.approx(15.6, abs=0.1)
    assert percent[1] == pytest.approx(0.071, abs=0.001)


@PATIENT
@given(st.floats(0, 3, allow_subnormal=False), st.floats(0, 3, allow_subnormal=False))
def test_hyperplasia_rises_with_the_signal_up_to_its_top(one_signal, other_signal):
    low, high = sorted((one_signal, other_signal))
    top = parameter_set("er_readouts")["hyperplasia_top"]
    assert 0 <= hyperplasia_probability(low) <= hyperplasia_probability(high) <= top
    assert hyperplasia_probability(1.0) == pytest.approx(top / 2)


def test_raloxifene_after_menopause_turns_tissues_in_different_directions():
    before = tissue_signals(AFTER_MENOPAUSE).iloc[0]
    after = tissue_signals(AFTER_MENOPAUSE, **RALOXIFENE_60_MG).iloc[0]
    assert after["bone_signal"] > before["bone_signal"] + 0.1
    assert after["breast_signal"] < before["breast_signal"]
    assert abs(after["uterus_signal"] - before["uterus_signal"]) < 0.15


@pytest.mark.parametrize("estradiol", [63.0, 86.0])
def test_bazedoxifene_quiets_the_uterus_first(estradiol):
    doses = np.array([0.0, 3.14, 6.28, 12.56])
    table = tsec_dose_response(doses, estradiol)
    assert np.all(np.diff(table["uterus_signal"]) < 0)
    assert np.all(np.diff(table["endometrial_hyperplasia_percent"]) < 0)
    kept = table.loc[6.28] / table.loc[0.0]
    assert kept["uterus_signal"] < kept["vaginal_maturation_relative"] < kept["bone_signal"]
    # Bone stays well above the untreated woman.
    assert table.loc[6.28, "bone_signal"] > one("bone", AFTER_MENOPAUSE) + 0.3


@PATIENT
@given(st.floats(0.1, 400), st.sampled_from(DRUGS), st.floats(0, 500, allow_subnormal=False))
def test_any_mixture_gives_finite_positive_signals(estradiol, drug, dose):
    row = tissue_signals(estradiol, **{drug: dose}).iloc[0]
    for place in TISSUES:
        assert 0 < row[f"{place}_signal"] < 10


def test_a_table_has_one_row_per_mixture_and_units_in_its_columns():
    table = tissue_signals([6.0, 100.0], raloxifene=[0.0, 1.86], endoxifen=17.0)
    assert list(table.columns[:3]) == [
        "estradiol_pg_per_ml",
        "raloxifene_nmol_per_l",
        "endoxifen_nmol_per_l",
    ]
    assert list(table["endoxifen_nmol_per_l"]) == [17.0, 17.0]
    alone = tissue_signals(100.0, raloxifene=1.86, endoxifen=17.0)
    assert table.iloc[1].to_list() == pytest.approx(alone.iloc[0].to_list())


def test_other_numbers_reach_every_readout():
    readouts = {**parameter_set("er_readouts"), "hyperplasia_top": 0.2}
    tissues = parameter_set("er_tissues").replace(X50_bone=0.28)
    usual = tissue_readouts(40.0).iloc[0]
    changed = tissue_readouts(40.0, parameters={"er_readouts": readouts, "er_tissues": tissues})
    half = usual["endometrial_hyperplasia_percent"] / 2
    assert changed["endometrial_hyperplasia_percent"].item() == pytest.approx(half)
    assert changed["bone_signal"].item() < usual["bone_signal"]


def test_without_alpha_receptors_estradiol_does_little():
    assert one("bone", 100) == pytest.approx(1)
    null = tissue_signals(100.0, alpha_efficacy=0.0)["bone_signal"].item()
    assert null < 0.25
