"""Contrast against the published anchors, and the meanings of colors."""

import pytest

from course_utils.figures.palette import COLORS, LOOKS, contrast, look_of, text_color

OKABE_ITO = {"#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9", "#F0E442"}


def test_contrast_agrees_with_the_definition():
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#FFFFFF") == pytest.approx(1)
    assert contrast("#777777") == pytest.approx(4.48, abs=0.01)  # the well-known near miss
    assert contrast("#0072B2", "#FFFFFF") == contrast("#FFFFFF", "#0072B2")


@pytest.mark.parametrize("color", sorted(OKABE_ITO | set(COLORS.values())))
def test_words_in_a_color_can_be_read(color):
    assert contrast(text_color(color)) >= 4.5


def test_dark_colors_stay_as_they_are():
    assert text_color("#0072B2") == "#0072b2"


def test_colors_are_okabe_ito_or_gray():
    for color in COLORS.values():
        gray = color[1:3] == color[3:5] == color[5:7]
        assert gray or color in OKABE_ITO


def test_lines_stand_out_from_the_page():
    lines = set(COLORS) - {"osteocyte"}  # a filled cell with a gray outline
    assert all(contrast(COLORS[meaning]) >= 3 for meaning in lines)


def test_every_meaning_has_a_cue_beside_its_color():
    assert LOOKS["resorption"].hatch != LOOKS["formation"].hatch
    cues = [(look.line, look.marker, look.hatch) for name, look in LOOKS.items()]
    assert len({cue for cue in cues}) >= len(cues) - 1  # placebo and bone mass differ in gray
    assert LOOKS["testosterone"].line == "--"
    assert LOOKS["SERM"].line == ":"


def test_unknown_meaning_lists_the_known_ones():
    with pytest.raises(ValueError, match="resorption, formation"):
        look_of("cortisol")
