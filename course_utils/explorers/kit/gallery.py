"""All explorers on one page: a list to choose from, and room for one at a time."""

from __future__ import annotations

import html
from functools import cache
from importlib import import_module
from importlib.resources import files

import anywidget
import ipywidgets as widgets
import traitlets

from course_utils.explorers import LESSON_OF, NAMES, explore

PAGE = files("course_utils.explorers.kit")


class Index(anywidget.AnyWidget):
    """The list of explorers; `chosen` is the name of the one that is open."""

    _esm = PAGE.joinpath("gallery.js").read_text(encoding="utf-8")
    _css = PAGE.joinpath("gallery.css").read_text(encoding="utf-8")
    entries = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)


def gallery():
    """A page with all explorers; each is computed when it is first opened.

    Returns
    -------
    ipywidgets.VBox
        The list and the chosen explorer.
    """
    opened = cache(panel_or_sentence)
    index = Index(entries=[_entry(name) for name in NAMES], chosen=NAMES[0])
    room = widgets.VBox([opened(NAMES[0])])

    def choose(change):
        room.children = [opened(change["new"])]

    index.observe(choose, "chosen")
    return widgets.VBox([index, room])


def panel_or_sentence(name):
    """The panel of an explorer, or a sentence in its place when it cannot be opened."""
    try:
        return explore(name).panel
    except Exception as fault:  # the other explorers stay within reach
        words = f"The explorer {name} could not be opened: {fault}"
        return widgets.HTML(f'<p class="fault" role="alert">{html.escape(words)}</p>')


def _entry(name):
    """What the list says about an explorer; one that is broken is named all the same."""
    try:
        title = import_module(f"course_utils.explorers.{name}").EXPLORER.title
    except Exception:  # choosing it tells the reason
        title = name.replace("_", " ").capitalize()
    return {"name": name, "lesson": LESSON_OF[name], "title": title}
