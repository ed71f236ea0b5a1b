"""The rows of a panel: one per control, aligned in columns.

A row shows its control's value and sends what a person asks for. It keeps no
state of the explorer; `show` tells it what to display.
"""

from __future__ import annotations

from dataclasses import dataclass

import ipywidgets as widgets

from course_utils.explorers.controls import Choice, Number, Toggle

EM_PER_LETTER = 0.58
BOX_EM = 5.5
CHOICE_EM = 10


@dataclass(frozen=True)
class Columns:
    """Widths of the columns, em: wide enough for the longest label and unit."""

    label: float
    unit: float

    @classmethod
    def of(cls, controls):
        """The columns that fit all `controls` of a panel."""
        labels = [len(control.label) for control in controls if not isinstance(control, Toggle)]
        units = [len(control.unit) for control in controls if isinstance(control, Number)]
        longest = (max(lengths, default=0) for lengths in (labels, units))
        return cls(*(1 + EM_PER_LETTER * letters for letters in longest))

    @property
    def style(self):
        """Widget style that makes a description as wide as its column."""
        return {"description_width": f"{self.label:.1f}em"}

    @property
    def entry(self):
        """Where the entry boxes begin, as a CSS length."""
        return f"calc({self.label:.1f}em + 8px)"


class NumberRow:
    """Label, entry box, unit and slider of one number."""

    def __init__(self, control, columns, send, refuse):
        self.control, self._send, self._refuse = control, send, refuse
        value = self._shown = control.default
        self.box = widgets.Text(
            value=control.format(value),
            description=control.label,
            continuous_update=False,
            style=columns.style,
            layout={"width": f"{columns.label + BOX_EM:.1f}em"},
        )
        kind = widgets.IntSlider if control.decimals == 0 else widgets.FloatSlider
        self.slider = kind(
            value=value,
            min=control.low,
            max=control.high,
            step=control.step,
            readout=False,
            tooltip=f"{control.label}, {control.unit}",
            layout={"flex": "1 1 10em", "width": "auto", "min_width": "8em"},
        )
        unit = widgets.Label(control.unit, layout={"width": f"{columns.unit:.1f}em"})
        # On a narrow page the slider goes below, the unit stays with its number.
        self.widget = side_by_side(widgets.HBox([self.box, unit]), self.slider)
        self.slider.observe(self._moved, "value")
        self.box.observe(self._typed, "value")

    def _moved(self, change):
        value = self.control.accept(_on_step(self.control, change["new"]))
        if value != self._shown:
            self._send(value)

    def _typed(self, change):
        if change["new"] == self.control.format(self._shown):
            return
        try:
            value = self.control.read(change["new"])
        except ValueError as refusal:
            self._refuse(f"{refusal} The setting stays at {self.control.text(self._shown)}.")
        else:
            self._send(value)
        self.box.value = self.control.format(self._shown)

    def show(self, value):
        """Put `value` into box and slider."""
        self._shown = value
        self.box.value = self.control.format(value)
        if _on_step(self.control, self.slider.value) != value:
            self.slider.value = value


class PickRow:
    """The row of a choice or a toggle."""

    def __init__(self, control, columns, send, _refuse):
        if isinstance(control, Choice):
            # Of the widgets for a choice only the drop-down list ties its label to the field.
            self.field = widgets.Dropdown(options=list(control.options.items()))
            self.field.layout.width = f"{columns.label + CHOICE_EM:.1f}em"
        else:
            self.field = widgets.Checkbox(layout={"width": "100%"})
        self.field.style.description_width = columns.style["description_width"]
        self.field.description = control.label
        self.field.value = control.default
        self.widget = side_by_side(self.field)
        self.field.observe(lambda change: send(change["new"]), "value")

    def show(self, value):
        """Put `value` into the field."""
        self.field.value = value


ROWS = {Number: NumberRow, Choice: PickRow, Toggle: PickRow}


def side_by_side(*children):
    """Widgets side by side; they wrap where the page is narrow."""
    layout = {"align_items": "center", "flex_flow": "row wrap", "width": "100%"}
    return widgets.HBox(children, layout=layout)


def _on_step(control, value):
    """A slider's value without the last digits that floating point adds."""
    return round(value, control.decimals)
