"""Cards that turn into a widget where a kernel can answer it, and stay cards elsewhere."""

from __future__ import annotations

import sys

from course_utils.exercises.cards import Shown

WIDGET_TYPE = "application/vnd.jupyter.widget-view+json"


class Live(Shown):
    """A card with a live face.

    A subclass gives ``card()``, ``build()`` for the widget and, if the card can be settled,
    ``is_open()``.
    """

    _panel = None

    def build(self):
        """Make the widget; called once, when it is first shown."""
        raise NotImplementedError

    def is_open(self):
        """Whether there is still something to answer."""
        return True

    def panel(self):
        """The widget of this card."""
        if self._panel is None:
            self._panel = self.build()
        return self._panel

    def data(self):
        """The widget's entry in the bundle of representations; a card alone where it fails."""
        if not (self.is_open() and _in_notebook()):
            return {}
        try:
            model = self.panel().model_id
        except Exception:
            return {}
        return {WIDGET_TYPE: {"version_major": 2, "version_minor": 0, "model_id": model}}


def _in_notebook():
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return getattr(shell, "kernel", None) is not None
