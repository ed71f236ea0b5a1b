"""The live face of a prediction: radio buttons and one button that locks the choice."""

from __future__ import annotations

import ipywidgets as widgets

from course_utils.exercises.cards import Card, Sketches, Text, inline_html

# ipywidgets gives every option one line; a long one must be allowed to wrap.
_LONG_OPTIONS = (
    "<style>.course-options, .course-options .widget-radio-box {height: auto}"
    ".course-options .widget-radio-box {max-width: 100%}"
    ".course-options .widget-radio-box label {height: auto; line-height: 1.4;"
    " white-space: normal; padding: 0.15em 0 0.15em 1.7em; margin: 0; position: relative}"
    ".course-options .widget-radio-box input {position: absolute; left: 0; top: 0.1em;"
    " margin: 0.2em 0 0 0}</style>"
)


def build(asked, lock):
    """A panel for one prediction.

    Parameters
    ----------
    asked : Prediction
    lock : callable
        Takes the prediction and a letter, locks it, and returns what to tell the student.

    Returns
    -------
    ipywidgets.VBox
        Its children: prompt, options, button, message.
    """
    prompt = widgets.HTML(_prompt(asked).html())
    options = radio_buttons(asked.options)
    button = widgets.Button(
        description="Lock my prediction",
        button_style="primary",
        tooltip="Lock the chosen option; it cannot be changed by accident afterwards",
        layout=widgets.Layout(width="13em", margin="0.4em 0 0 1em"),
    )
    message = widgets.HTML(say("Choose one option, then lock it."))

    def press(_button):
        if options.value is None:
            message.value = say("Choose one of the options first.")
            return
        message.value = say(lock(asked, options.value))
        options.disabled = button.disabled = True

    button.on_click(press)
    return widgets.VBox([prompt, options, button, message])


def radio_buttons(options):
    """Lettered options to choose from, none chosen; a long one wraps.

    Parameters
    ----------
    options : dict of str to str
        Letter → words.
    """
    buttons = widgets.RadioButtons(
        options=[(f"{letter} · {words}", letter) for letter, words in options.items()],
        value=None,
        layout=widgets.Layout(width="auto", max_width="46em", margin="0 0 0 1em"),
    )
    buttons.add_class("course-options")
    return buttons


def _prompt(asked):
    drawings = [Sketches(asked.sketches, asked.options)] if asked.sketches else []
    blocks = (Text(asked.prompt), *drawings)
    return Card(f"{asked.id} · {asked.title}", "your prediction", "info", blocks)


def say(words):
    """A line that a screen reader announces, as HTML with the style of the options."""
    # The theme's own ink: this line stands outside the card, on the notebook's ground.
    return _LONG_OPTIONS + (
        f'<p role="status" aria-live="polite" style="margin:0.3em 0 0 1em">{inline_html(words)}</p>'
    )
