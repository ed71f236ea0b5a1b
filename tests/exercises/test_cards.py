"""Cards read well without color, in a dark theme and through a screen reader."""

import re
from html.parser import HTMLParser

import pytest

from course_utils.exercises import cards, check, hint, predict, registry, reveal, solution, warmup


def luminance(color):
    parts = [int(color[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def all_cards():
    check("L00.E1", 3)
    shown = [check(e.id, ...) for e in registry.all_exercises()]
    shown += [check("L00.E1", 17.3), check("L00.E3", (7, 7)), check("L00.E1", 1.7), check("?", 1)]
    shown += [hint("L00.E1"), solution("L00.E1"), warmup("L01"), warmup("L77")]
    shown += [show(p.id) for p in registry.all_predictions() for show in (predict, reveal)]
    return shown


class Balanced(HTMLParser):
    """Fails on a tag that is closed out of order or left open."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attrs):
        self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        """A tag that closes itself opens nothing."""

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.mark.parametrize("tone", cards.TONES)
@pytest.mark.parametrize("paper", [cards.PAPER, cards.QUIET_PAPER])
def test_inks_stand_out_from_their_ground(tone, paper):
    assert contrast(cards.TONES[tone][1], paper) >= 4.5
    assert contrast(cards.INK, paper) >= 4.5


def test_black_on_white_is_the_known_contrast():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def test_every_card_is_sound_html_with_a_role_a_label_and_a_heading():
    for shown in all_cards():
        page = shown._repr_mimebundle_()["text/html"]
        parser = Balanced()
        parser.feed(page)
        assert parser.open == []
        assert re.match(r'<div role="(status|group)"', page)
        assert 'role="heading"' in page
        assert re.search(r'aria-label="[^"]+"', page)


def test_every_piece_of_text_has_its_own_ink():
    """A dark theme recolors plain paragraphs and code; ours state their color."""
    for shown in all_cards():
        page = shown._repr_mimebundle_()["text/html"]
        for tag in re.findall(r"<(?:p|code|li|summary|details|pre)\b[^>]*>", page):
            assert f"color:{cards.INK}" in tag, tag


def test_plain_text_says_what_the_html_says():
    for shown in all_cards():
        bundle = shown._repr_mimebundle_()
        plain = re.sub(r"\W+", "", bundle["text/plain"])
        page = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", bundle["text/html"])
        page = page.replace("&quot;", '"').replace("&gt;", ">").replace("&lt;", "<")
        for word in page.replace("&#x27;", "'").replace("&amp;", "&").split():
            assert re.sub(r"\W+", "", word) in plain


def test_the_status_is_a_word():
    for answer, word in ((17.3, "Correct"), (1, "Look again"), (..., "Not answered yet")):
        assert word in repr(check("L00.E1", answer))


def test_markup_in_a_text_is_shown_as_text():
    block = cards.Text("a < b & `x<y`").html()
    assert "a &lt; b &amp; <code" in block
    assert "x&lt;y</code>" in block


def test_sketches_carry_their_description():
    page = predict("L01.P1")._repr_mimebundle_()["text/html"]
    labels = re.findall(r'<svg role="img" aria-label="Sketch ([A-D]): ([^"]+)"', page)
    assert [letter for letter, _ in labels] == ["A", "B", "C", "D"]
    assert [words for _, words in labels] == list(
        registry.get_prediction("L01.P1").options.values()
    )
