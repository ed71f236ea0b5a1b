"""The live face of the claim browser: a search box, three menus, pages of claims."""

from __future__ import annotations

import ipywidgets as widgets

from course_utils.evidence.claim_search import choices, find_claims
from course_utils.exercises.claim_browser import claims_card

PAGE = 12
ANY = "any"


class Panel:
    """Shows the claims that fit the filters, a page at a time.

    Parameters
    ----------
    filters : dict
        Start values of ``words``, ``article``, ``lesson`` and ``verdict``; None for any.
    """

    def __init__(self, filters):
        self.words = widgets.Text(
            value=filters["words"], description="Words", placeholder="such as raloxifene hip"
        )
        self.menus = {name: _menu(name, filters[name]) for name in ("article", "lesson", "verdict")}
        self.before, self.after = _button("Previous"), _button("Next")
        self.claims = widgets.HTML()
        controls = [self.words, *self.menus.values()]
        for control in controls:
            control.observe(self._find, "value")
        self.before.on_click(lambda _button: self._turn(-PAGE))
        self.after.on_click(lambda _button: self._turn(PAGE))
        row = widgets.Box(controls, layout=widgets.Layout(flex_flow="row wrap"))
        self.box = widgets.VBox([row, self.claims, widgets.HBox([self.before, self.after])])
        self._find()

    def _find(self, _change=None):
        chosen = {k: None if m.value == ANY else m.value for k, m in self.menus.items()}
        self.found, self.start = find_claims(self.words.value, **chosen), 0
        self._show()

    def _turn(self, step):
        self.start += step
        self._show()

    def _show(self):
        self.claims.value = claims_card(self.found, self.start, PAGE).html()
        self.before.disabled = self.start == 0
        self.after.disabled = self.start + PAGE >= len(self.found)


def _menu(name, value):
    options = [ANY, *choices(name)]
    return widgets.Dropdown(options=options, value=value or ANY, description=name.capitalize())


def _button(words):
    return widgets.Button(description=words, layout=widgets.Layout(width="8em"))
