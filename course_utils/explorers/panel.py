"""The live panel: labeled controls, one picture, one sentence.

Only core ipywidgets. The picture is one HTML widget with an ``<img alt>``, so a
frame costs one message and a screen reader has its words.
"""

from __future__ import annotations

import base64
import html

import ipywidgets as widgets

from course_utils.explorers.rows import BOX_EM, ROWS, Columns, side_by_side
from course_utils.figures.palette import COLORS

NOTICE = f"margin:0;padding-left:0.6em;line-height:1.4;border-left:4px solid {COLORS['resorption']}"
PROSE = "margin:0.2em 0;line-height:1.4;max-width:800px"


class Panel(widgets.VBox):
    """The widgets of one explorer; all it does is send changes and show the outcome."""

    def __init__(self, explorer):
        self.explorer = explorer
        controls = explorer.declaration.controls
        columns = Columns.of(controls)
        self.rows = {
            control.name: ROWS[type(control)](
                control, columns, self._sender(control.name), self._refuse
            )
            for control in controls
        }
        self.notice = widgets.HTML(layout={"flex": "1 1 18em", "margin": "2px 2px 2px 12px"})
        self.reset = widgets.Button(
            description="Reset",
            tooltip="Back to the default settings",
            layout={"width": f"{BOX_EM}em", "margin": f"2px 2px 2px {columns.entry}"},
        )
        self.reset.on_click(lambda _button: self._send(explorer.declaration.defaults))
        self.picture = widgets.HTML()
        self.sentence = widgets.HTML()
        explorer.on_change(self.refresh)
        self.refresh()
        super().__init__(self._children(), layout={"max_width": "820px"})

    def _children(self):
        declaration = self.explorer.declaration
        title = widgets.HTML(f"<strong>{html.escape(declaration.title)}</strong>")
        prompts = "".join(
            f"<li>{html.escape(attempt.prompt)}</li>" for attempt in declaration.tries
        )
        tries = widgets.HTML(f'<div style="{PROSE}"><strong>Try</strong><ol>{prompts}</ol></div>')
        rows = [row.widget for row in self.rows.values()]
        below = side_by_side(self.reset, self.notice)
        return [title, *rows, below, self.picture, self.sentence, *([tries] if prompts else [])]

    def _sender(self, name):
        return lambda value: self._send({name: value})

    def _send(self, values):
        self.notice.value = ""
        self.explorer.change(**values)

    def _refuse(self, words):
        self.notice.value = f'<p role="alert" style="{NOTICE}">{html.escape(words)}</p>'

    def refresh(self):
        """Bring picture, sentence and controls to the state of the explorer."""
        explorer = self.explorer
        self.picture.value = fault_html(explorer) if explorer.error else picture_html(explorer)
        words = html.escape(explorer.summary)
        self.sentence.value = f'<p role="status" aria-live="polite" style="{PROSE}">{words}</p>'
        for name, value in explorer.state.items():
            self.rows[name].show(value)


def picture_html(explorer):
    """The live frame as an ``<img>`` that keeps its place on the page while it changes."""
    width, height = explorer.page_size
    data = base64.b64encode(explorer.frame_png).decode("ascii")
    return (
        f'<img alt="{html.escape(explorer.alt)}" width="{width}" height="{height}"'
        f' style="max-width:100%;height:auto" src="data:image/png;base64,{data}">'
    )


def fault_html(explorer):
    """The sentence in place of a picture that could not be drawn."""
    words = f"{explorer.summary} Press Reset to go back to the default settings."
    return f'<p role="alert" style="{PROSE}">{html.escape(words)}</p>'
