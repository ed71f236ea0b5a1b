"""A wrong name is answered with the nearest right ones."""

from __future__ import annotations

from difflib import get_close_matches

CLOSE = 0.4  # likeness from which a known name is offered, 0 to 1


def nearest(word, known, most=3):
    """Sentence for a refusal: up to ``most`` near names, or all known ones if none is near.

    Parameters
    ----------
    word : object
        What was asked for.
    known : iterable of str

    Returns
    -------
    str
    """
    known = list(known)
    close = get_close_matches(str(word), known, n=most, cutoff=CLOSE)
    return f"Did you mean {' or '.join(close)}?" if close else f"Known: {', '.join(known)}."
