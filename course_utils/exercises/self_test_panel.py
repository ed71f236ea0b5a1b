"""The live face of a self-test: one question, radio buttons, check, next."""

from __future__ import annotations

import ipywidgets as widgets

from course_utils.exercises.cards import Card, Text
from course_utils.exercises.prediction_panel import radio_buttons, say
from course_utils.exercises.self_test import verdict


class Panel:
    """Asks the questions in turn and counts those right at the first try.

    Parameters
    ----------
    items : list of dict
        Questions of the quiz bank.
    """

    def __init__(self, items):
        self.items = items
        self.stem, self.message = widgets.HTML(), widgets.HTML()
        self.options = radio_buttons({})
        self.check = _button("Check my answer", "primary", self._check)
        self.next = _button("Next question", "", self._next)
        buttons = widgets.HBox([self.check, self.next])
        self.box = widgets.VBox([self.stem, self.options, buttons, self.message])
        self._start()

    @property
    def item(self):
        """The question on the panel."""
        return self.items[self.place]

    def _start(self):
        self.place, self.right = 0, 0
        self._ask()

    def _ask(self):
        item, count = self.item, f"question {self.place + 1} of {len(self.items)}"
        heading = f"{item['id']} · L{item['lesson']}"
        self.stem.value = Card(heading, count, "info", (Text(item["stem"]),)).html()
        self.options.options = [(f"{k} · {words}", k) for k, words in item["options"].items()]
        self.options.value = None
        self.options.disabled = self.check.disabled = False
        self.next.description = "Skip" if self.place + 1 < len(self.items) else "Finish"
        self.message.value = say("Choose one option, then check it.")

    def _check(self, _button):
        letter = self.options.value
        if letter is None:
            self.message.value = say("Choose one of the options first.")
            return
        word, lines = verdict(self.item, letter)
        self.right += word == "right"
        self.options.disabled = self.check.disabled = True
        tone = "good" if word == "right" else "look"
        card = Card(self.item["id"], word, tone, tuple(map(Text, lines)), live=True)
        self.message.value = card.html()
        self.next.description = "Next question" if self.place + 1 < len(self.items) else "Finish"

    def _next(self, _button):
        if self.next.description == "Start again":
            self._start()
        elif self.place + 1 < len(self.items):
            self.place += 1
            self._ask()
        else:
            self._finish()

    def _finish(self):
        count = f"{self.right} of {len(self.items)} right"
        self.options.disabled = self.check.disabled = True
        self.message.value = say(f"{count}. Nothing was stored.")
        self.next.description = "Start again"


def _button(words, style, act):
    button = widgets.Button(
        description=words,
        button_style=style,
        layout=widgets.Layout(width="11em", margin="0.4em 0 0 1em"),
    )
    button.on_click(act)
    return button
