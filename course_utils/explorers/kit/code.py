"""A state as one line of Python."""

from __future__ import annotations


def code_line(declaration, states):
    """The line that opens an explorer and walks through `states`, pinning all but the last.

    Parameters
    ----------
    declaration : Declaration
    states : list of dict
        Pinned states in their order, then the state of now.

    Returns
    -------
    str
        ``explore("name").set(a=1).pin().set(a=2)``; settings that stay are left out.
    """
    line, before = f'explore("{declaration.name}")', declaration.defaults
    for number, state in enumerate(states):
        changed = {name: value for name, value in state.items() if value != before[name]}
        settings = ", ".join(f"{name}={value!r}" for name, value in changed.items())
        line += (".pin()" if number else "") + (f".set({settings})" if settings else "")
        before = state
    return line
