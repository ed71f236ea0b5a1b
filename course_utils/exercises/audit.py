"""The last steps of the claim audit: commit to a verdict, then see the course's own.

>>> from course_utils.exercises import record_verdict
>>> record_verdict("C-S3-06", "supported with limits", "medium", "Other pools gave 28 and 21 %.")
"""

from __future__ import annotations

from course_utils.exercises.cards import Card, Note, Text

CONFIDENCE = ("low", "medium", "high")
MOST_WORDS = 25


def record_verdict(register_id, verdict=None, confidence=None, reason=None, *, example=False):
    """Commit to a verdict on a claim, keep it, and only then show the course's verdict.

    Parameters
    ----------
    register_id : str
        Id of the claim, such as ``"C-S3-06"``.
    verdict : str, None or ...
        One of the six words of `verdict_scale()`. ``None`` or ``...`` records nothing.
    confidence : {"low", "medium", "high"}
        How sure you are.
    reason : str
        Why, in 25 words or fewer.
    example : bool
        A verdict worked out by the course: shown the same way, kept nowhere.

    Returns
    -------
    Note
        A card. What cannot be read is said on it in words; nothing is raised, nothing is
        kept, and the course's verdict stays hidden.
    """
    # Opens the tables of claims, so it waits until a verdict is asked for.
    from course_utils.evidence.claims import checked_verdict, reference_verdict

    if verdict is None or verdict is ...:
        return _card(register_id, "not recorded yet", "open", _HOW)
    try:
        reference = reference_verdict(register_id)
        mine = checked_verdict(verdict), _confidence(confidence), _reason(reason)
    except ValueError as problem:
        return _card(register_id, "could not read", "odd", str(problem))
    if example:
        compared = _comparison(mine, reference, "Example")
        return _card(register_id, "worked example", "info", *compared)
    trouble = _keep(register_id, *mine)
    return _card(register_id, "recorded", "info", *_comparison(mine, reference), trouble)


_HOW = (
    "Give a verdict, a confidence (low, medium or high) and a reason of at most "
    f"{MOST_WORDS} words. The course's verdict shows after yours."
)


def _comparison(mine, reference, whose="You"):
    verdict, confidence, reason = mine
    agrees = "Your verdict agrees with the course's."
    differs = "Your verdict differs. Name the evidence that would move you, or the course."
    closing = agrees if verdict == reference.verdict else differs
    return (
        f"{whose}: {verdict} ({confidence} confidence). {reason}",
        *(f"{heading}: {words}" for heading, words in reference.lines),
        *([closing] if whose == "You" else []),
    )


def _confidence(value):
    word = value.strip().lower() if isinstance(value, str) else value
    if word in CONFIDENCE:
        return word
    raise ValueError(f"Confidence must be low, medium or high; got {value!r}.")


def _reason(value):
    words = value.split() if isinstance(value, str) else []
    if not words:
        raise ValueError(f"Give a reason, in {MOST_WORDS} words or fewer.")
    if len(words) > MOST_WORDS:
        raise ValueError(f"Your reason has {len(words)} words; {MOST_WORDS} is the most.")
    return " ".join(words)


def _keep(register_id, verdict, confidence, reason):
    from course_utils.exercises import progress

    return progress.save_verdict(register_id, verdict, confidence, reason)


def _card(register_id, status, tone, *paragraphs):
    blocks = tuple(Text(words) for words in paragraphs if words)
    return Note(Card(f"Claim {register_id}", status, tone, blocks))
