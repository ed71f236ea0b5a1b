"""What the page needs to know about an explorer: its form once, its state each time.

A control is a row of places: place 0 is its lowest value or first option. The page speaks
of places and typed words only, so that limits, rounding and refusals stay in the controls.
"""

from __future__ import annotations

from course_utils.explorers.kit.controls import Choice, Number


def form_of(declaration):
    """Title, prompts and controls as plain data."""
    return {
        "name": declaration.name,
        "title": declaration.title,
        "tries": [attempt.prompt for attempt in declaration.tries],
        "controls": [_row(control) for control in declaration.controls],
    }


def _row(control):
    row = {"name": control.name, "label": control.label, "places": len(control.values) - 1}
    if isinstance(control, Number):
        texts = [control.format(value) for value in control.values]
        return row | {"kind": "number", "unit": control.unit, "texts": texts}
    if isinstance(control, Choice):
        return row | {"kind": "choice", "texts": list(control.options)}
    return row | {"kind": "toggle"}


def places_of(declaration, state):
    """Control name → place of its value in `state`."""
    return {control.name: _place(control, state[control.name]) for control in declaration.controls}


def _place(control, value):
    # An option may be True where another is 1, so kinds are compared too.
    for place, known in enumerate(control.values):
        if known == value and isinstance(known, bool) == isinstance(value, bool):
            return place
    raise ValueError(f"{value!r} is no value of {control.label}.")


def values_at(declaration, places):
    """Control name → value at a place; a place beyond the end counts as the end."""
    controls = {control.name: control for control in declaration.controls}
    found = {}
    for name, place in places.items():
        values = controls[name].values
        found[name] = values[min(max(int(place), 0), len(values) - 1)]
    return found


def read_typed(declaration, name, text):
    """Value of what a person typed; ValueError in words if it is refused."""
    control = next(control for control in declaration.controls if control.name == name)
    return control.read(text)
