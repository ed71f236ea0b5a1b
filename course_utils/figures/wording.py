"""Numbers as people read them: a real minus sign, the sign of a change, plain counts."""

from __future__ import annotations


def plain(value, digits=0):
    """``-1.3`` → ``"−1.3"``; never ``"−0.0"``."""
    text = f"{value:.{digits}f}"
    if float(text) == 0:
        text = text.lstrip("-")
    return text.replace("-", "−")


def signed(value, digits=0):
    """As `plain`, with ``+`` before a gain and no sign before zero."""
    text = plain(value, digits)
    return f"+{text}" if float(text.replace("−", "-")) > 0 else text


def listed(words):
    """``["a", "b", "c"]`` → ``"a, b and c"``."""
    words = [str(word) for word in words]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
