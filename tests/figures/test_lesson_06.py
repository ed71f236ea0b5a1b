"""Figures of lesson 06 against the blueprint's numbers and the evidence tables."""

import numpy as np
import pytest

from course_utils.bibliography import read_bib
from course_utils.datasets import FOLDER
from course_utils.figures import lesson_06 as draw
from course_utils.figures.lesson_06_data import relative_binding
from course_utils.physiology.parameters import parameter_set
from course_utils.physiology.receptors import fit_schild, inhibition_constant
from tests.figures.lesson_06_gallery import LESSON_06, blockers, experiment


def _texts(described):
    return [text.get_text() for ax in described.figure.axes for text in ax.texts]


def test_seats_are_the_blueprints():
    assert {"9 %", "50 %", "91 %"} <= set(_texts(LESSON_06["seats taken"]()))


def test_efficacy_moves_the_half_effect_mark_and_affinity_leaves_the_top():
    """τ 0.3 → .231, .769; 3 → .75, .25; 30 → .968, .0323 (blueprint)."""
    told = LESSON_06["two knobs"]()
    assert "τ 30 with half at 0.032 and top 0.97" in told.summary
    assert "τ 3 with half at 0.25 and top 0.75" in told.summary
    assert "τ 0.3 with half at 0.77 and top 0.23" in told.summary
    assert told.alt.count("top 0.75") == 4


def test_spare_seats_come_down_to_three_in_a_hundred():
    assert "3 % of the seats with τ 30" in LESSON_06["spare seats"]().summary


def test_dose_ratios_are_the_blueprints():
    written = _texts(LESSON_06["blocked"]())
    assert {"× 2", "× 11", "× 101"} <= set(written)


def test_every_blocked_curve_reaches_the_same_top():
    lines = [
        line for line in LESSON_06["blocked"]().figure.axes[0].lines if len(line.get_xdata()) > 9
    ]
    assert len(lines) == 4
    assert [line.get_ydata()[-1] for line in lines] == pytest.approx([0.75] * 4, abs=0.01)


def test_both_tracers_give_one_constant_and_hold_the_truth():
    _competitor, runs = experiment()
    for (_points, fit), tracer in zip(runs.values(), (0.1, 0.3), strict=True):
        low, high = (inhibition_constant(end, tracer, 0.1) for end in (fit.low, fit.high))
        assert low < 0.5 < high


def test_synthetic_points_are_marked_as_such():
    for name in ("competition, one", "competition, two", "Schild"):
        assert "points: synthetic" in _texts(LESSON_06[name]())


def test_the_slope_test_keeps_the_competitor_and_drops_the_other():
    fits = {name: fit_schild(*pair) for name, pair in blockers().items()}
    assert fits["blocker X"].slope_low < 1 < fits["blocker X"].slope_high
    assert fits["blocker Y"].slope_high < 1
    assert fits["blocker X"].dissociation_low < 2 < fits["blocker X"].dissociation_high


def test_five_studies_of_one_molecule():
    """The extremes, 178 % and 1.7 %, are in the picture with three more."""
    table = relative_binding()
    one = table[table["ligand"] == "4-hydroxytamoxifen"].set_index("study")["percent"]
    assert one["Kuiper 1997"] == 178
    assert one["Escande 2006"] == pytest.approx(1.7)
    assert one["review table 2017"] == pytest.approx(19.0, abs=0.05)
    assert one["Rich 2002"] == pytest.approx(5.0)
    assert one["Kwok 2010"] == 21
    assert "4-hydroxytamoxifen × 105" in draw.five_laboratories(table).summary


def test_binding_is_never_shown_for_one_study_alone_or_for_estradiol():
    counts = relative_binding().groupby("ligand").size()
    assert counts.min() >= 2
    assert "17beta-estradiol" not in counts.index


def test_measured_rates_give_the_measured_constants():
    """Rich 2002: K_D in the table is k_off over k_on of the same table."""
    numbers = parameter_set("er_binding_assays")
    for ligand in ("estradiol", "4oht"):
        ratio = 1e9 * numbers[f"rich_off_{ligand}"] / numbers[f"rich_on_{ligand}"]
        assert ratio == pytest.approx(numbers[f"rich_K_{ligand}"], rel=0.05)
    grip = [numbers[f"kwok_off_{x}"] / numbers[f"kwok_on_{x}"] for x in ("estradiol", "4oht")]
    assert 100 * grip[0] / grip[1] == pytest.approx(numbers["kwok_rba_4oht"], abs=1)


def test_the_sources_are_in_the_bibliography():
    known = read_bib((FOLDER / "sources.bib").read_text(encoding="utf-8"))
    numbers = parameter_set("er_binding_assays")
    assert {numbers.parameter(symbol).source for symbol in numbers} <= set(known)
    assert {"brzozowski1997", "shiau1998", "black1983", "cheng1973", "arunlakshana1959"} <= set(
        known
    )


def test_the_least_sum_of_squares_is_marked():
    described = LESSON_06["squares"]()
    assert any(text.startswith("least at 0.9") for text in _texts(described))
    curve = described.figure.axes[0].lines[0]
    assert curve.get_xdata()[np.argmin(curve.get_ydata())] == pytest.approx(0.95, abs=0.05)
