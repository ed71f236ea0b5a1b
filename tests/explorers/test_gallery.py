"""The page with all explorers, without a browser."""

import pytest

from course_utils.explorers import NAMES
from course_utils.explorers.kit import gallery


@pytest.fixture
def opened(monkeypatch, tiny):
    """The explorers opened so far; each is a tiny one, or fails by name."""
    names = []

    def explore(name):
        names.append(name)
        if name == NAMES[-1]:
            raise RuntimeError("the <model> broke")
        return tiny()

    monkeypatch.setattr(gallery, "explore", explore)
    return names


def test_each_explorer_is_opened_when_it_is_chosen_and_only_once(opened):
    index, room = gallery.gallery().children
    assert [entry["name"] for entry in index.entries] == list(NAMES)
    assert opened == [NAMES[0]]
    first = room.children[0]
    index.chosen = NAMES[1]
    assert room.children[0] is not first
    index.chosen = NAMES[0]
    assert room.children[0] is first
    assert opened == [NAMES[0], NAMES[1]]


def test_a_broken_explorer_is_a_sentence_in_its_place(opened):
    index, room = gallery.gallery().children
    index.chosen = NAMES[-1]
    words = room.children[0].value
    assert 'role="alert"' in words
    assert "could not be opened: the &lt;model&gt; broke" in words
    index.chosen = NAMES[1]
    assert room.children[0].form["name"] == "tiny"


def test_an_entry_names_its_lesson():
    assert gallery._entry("one_pit_ten_pits") == {
        "name": "one_pit_ten_pits",
        "lesson": "L01",
        "title": "One pit, ten pits",
    }
