"""The rebuilt table against the claims it reads and the abstracts of the trials."""

import pandas as pd
import pytest

from course_utils.evidence import fracture_table as table


def test_the_articles_numbers_are_read_from_its_claims():
    claimed = table.claimed_cells()
    assert claimed.loc[("hormone therapy", "vertebral"), ["low", "high"]].tolist() == [50, 60]
    assert claimed.loc[("hormone therapy", "nonvertebral"), ["low", "high"]].tolist() == [30, 40]
    assert claimed.loc[("lasofoxifene", "nonvertebral"), ["low", "high"]].tolist() == [24, 24]
    assert claimed.loc[("raloxifene", "nonvertebral"), ["low", "high"]].isna().all()
    assert len(claimed) == 8


@pytest.mark.parametrize(
    ("label", "fewer", "low", "high"),
    [
        ("WHI E+P, felt", 32, 4, 52),  # HR 0.68 (0.48 to 0.96)
        ("MORE 60 mg, X-ray", 36, 24, 47),  # Delmas 2002: 0.64 (0.53 to 0.76)
        ("PEARL 0.5 mg", 24, 9, 36),  # Cummings 2010: 0.76 (0.64 to 0.91)
        ("6 trials pooled", 13, -8, 29),  # Wells 2002: 0.87 (0.71 to 1.08)
    ],
)
def test_marks_are_the_printed_ratios_as_percent_fewer(label, fewer, low, high):
    row = table.measured_cells().set_index("label").loc[label]
    assert row[["fewer", "low", "high"]].tolist() == pytest.approx([fewer, low, high])


def test_each_interval_holds_its_estimate_and_nothing_is_recalled():
    measured = table.measured_cells()
    printed = measured.dropna(subset=["low"])
    assert (printed["low"] < printed["fewer"]).all() and (printed["fewer"] < printed["high"]).all()
    assert not measured["verification"].str.startswith("recalled").any()


def test_only_the_hormone_cells_lie_above_their_estimates():
    cells = table.claimed_beside_measured()
    assert set(cells.index[cells["verdict"] == "overstated"].get_level_values("drug")) == {
        "hormone therapy"
    }
    assert cells.loc[("hormone therapy", "vertebral"), "trials"] == "32 to 36 %"
    assert cells.loc[("bazedoxifene", "nonvertebral"), "trials"] == "late subgroup only"


def test_a_source_that_fits_no_row_is_named():
    with pytest.raises(ValueError, match="0 rows fit the mark 'nowhere'"):
        table._measured(table.Source("nowhere", "MORE", "hip", "delmas2002"))


def test_the_table_is_plain_data():
    assert isinstance(table.claimed_beside_measured(), pd.DataFrame)
