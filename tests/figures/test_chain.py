"""The strip of nine links."""

import matplotlib.colors
import pytest

from course_utils.figures.chain import LINKS, chain_strip


def _state(described, link):
    ax = described.figure.axes[0]
    texts = {text.get_text().replace("\n", " "): text for text in ax.texts}
    box = ax.patches[list(texts).index(link)]
    face = matplotlib.colors.to_hex(box.get_facecolor())
    return face, texts[link].get_weight(), box.get_linewidth()


def test_all_nine_words_in_the_order_of_the_dose():
    strip = chain_strip()
    written = [text.get_text().replace("\n", " ") for text in strip.figure.axes[0].texts]
    assert tuple(written) == LINKS
    assert len(LINKS) == 9


def test_every_word_fits_its_box():
    strip = chain_strip(LINKS)
    strip.figure.draw_without_rendering()
    ax = strip.figure.axes[0]
    for text, box in zip(ax.texts, ax.patches, strict=True):
        word, room = text.get_window_extent(), box.get_window_extent()
        assert room.x0 + 1 < word.x0 and word.x1 < room.x1 - 1
        assert room.y0 < word.y0 and word.y1 < room.y1


def test_the_three_states_differ_in_more_than_color():
    strip = chain_strip("bone cells", ("dose",))
    today, finished, ahead = (_state(strip, link) for link in ("bone cells", "dose", "density"))
    assert today[1] == "bold" and finished[1] == ahead[1] == "normal"
    assert finished[2] > ahead[2]
    assert len({today[0], finished[0], ahead[0]}) == 3


def test_the_words_name_today_with_its_place():
    strip = chain_strip(active=("receptor", "concentration"), done="dose")
    assert "Today: concentration (link 2 of 9) and receptor (link 3 of 9)." in strip.alt
    assert "Finished: dose." in strip.summary


def test_an_unknown_link_lists_the_nine():
    with pytest.raises(ValueError, match="bone cells, density, fracture"):
        chain_strip("bones")
