"""A trial planned, locked, then looked at: the published result stays shut until the plan is in.

>>> from course_utils.exercises.trial_plan import fingerprint
>>> fingerprint({"per_arm": 40})
'8a0b…'

The lock is the one of predictions: the first plan stays, in this kernel and in the file of
progress. The fingerprint lets anybody check later that a plan was not changed afterwards.
"""

from __future__ import annotations

import hashlib
import json

from course_utils.exercises import progress, session
from course_utils.exercises.cards import Card, Note, Text
from course_utils.exercises.reading import in_words

FIELDS = {
    "question": "one sentence a trial can answer",
    "people": "who takes part, by age",
    "arms": "the name of each arm",
    "endpoint": "what is compared, at which time",
    "per_arm": "how many people in each arm",
    "years": "how long",
    "analysis": "which number decides, with which interval",
    "expected": "the difference you expect, in the unit of the endpoint",
    "seed": "a whole number for the draw of people",
}
NUMBERS = ("per_arm", "years", "expected", "seed")
WHOLE = ("per_arm", "seed")
# A plan that cannot be run must not open the result: trial → entry → least and most.
LIMITS = {"ULTRA": {"per_arm": (10, 80), "years": (2, 2), "expected": (-20, 20)}}
SHOWN = 12  # signs of the fingerprint that are shown


def fingerprint(plan):
    """A short text that changes with every sign of the plan.

        the first 12 of 64 signs of SHA-256 over the plan as sorted JSON

    Parameters
    ----------
    plan : dict

    Returns
    -------
    str
    """
    text = json.dumps(plan, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:SHOWN]


def lock_plan(trial, plan=None, *, reset=False):
    """Lock a plan for one trial, before its result is shown.

    Parameters
    ----------
    trial : str
        Which trial, such as "ULTRA".
    plan : dict
        The entries of ``FIELDS``. Nothing is locked while one is missing.
    reset : bool
        Take the lock away, on purpose.

    Returns
    -------
    Note
        A card; what is missing or unreadable is said on it in words.
    """
    if reset:
        session.locked.pop(_item(trial), None)
        trouble = progress.release_prediction(_item(trial))
        return _card(trial, "open again", "open", "The lock is off; the next plan counts.", trouble)
    held = locked_plan(trial)
    if held:
        return _already(trial, held, plan)
    problem = _problem(plan) or _outside(trial, plan)
    if problem:
        return _card(trial, "not locked yet", "open", problem)
    return _locked_now(trial, plan)


def locked_plan(trial):
    """The plan that is locked for a trial, or ``None``."""
    text = session.locked.get(_item(trial)) or progress.get_prediction(_item(trial))
    try:
        return json.loads(text) if text else None
    except ValueError:
        return None


def closed(trial, words):
    """A card for a trial that has nothing to show yet, and why."""
    return _card(trial, "closed", "open", words)


def published(trial, result, sentence):
    """The published result, if a plan is locked; else a card that says what to do first.

    Parameters
    ----------
    trial : str
    result : callable
        The result in one sentence; called only when it may be shown.
    sentence : callable
        The locked plan → one sentence that compares it with the result.

    Returns
    -------
    Note
    """
    plan = locked_plan(trial)
    if plan is None:
        return closed(
            trial, "The published result stays shut until a plan is locked in the cell above."
        )
    progress.record(_item(trial), "opened", kind="reveal", detail={"plan": fingerprint(plan)})
    return _card(trial, "opened", "info", sentence(plan), result())


def _problem(plan):
    if plan is None or plan is ...:
        return f"A plan has these entries: {', '.join(FIELDS)}."
    if not isinstance(plan, dict):
        return f"I got {in_words(plan)}; a plan is a dict with {', '.join(FIELDS)}."
    missing = [name for name in FIELDS if plan.get(name) in (None, ..., "", (), [])]
    if missing:
        return f"Still open: {'; '.join(f'{name} ({FIELDS[name]})' for name in missing)}."
    for name in NUMBERS:
        if isinstance(plan[name], bool) or not isinstance(plan[name], (int, float)):
            return f"{name} must be a number ({FIELDS[name]}); I got {in_words(plan[name])}."
    for name in WHOLE:
        if plan[name] < 0 or not float(plan[name]).is_integer():
            return f"{name} must be a whole number from 0 up; I got {plan[name]:g}."
    return ""


def _outside(trial, plan):
    for name, (least, most) in LIMITS.get(trial, {}).items():
        if not least <= plan[name] <= most:
            allowed = f"{least}" if least == most else f"{least} to {most}"
            return f"{name} may be {allowed} here; you wrote {plan[name]:g}."
    return ""


def _locked_now(trial, plan):
    try:
        text = json.dumps(plan, sort_keys=True, ensure_ascii=False)
    except (TypeError, ValueError):
        return _card(trial, "not locked yet", "open", "Use plain words and numbers in the plan.")
    kept, trouble = progress.lock_prediction(_item(trial), text)
    session.locked[_item(trial)] = kept
    words = f"Locked, fingerprint {fingerprint(json.loads(kept))}. Now run the trial."
    return _card(trial, "locked", "info", words, trouble)


def _already(trial, held, plan):
    again = isinstance(plan, dict) and fingerprint(plan) != fingerprint(held)
    words = f"A plan is locked, fingerprint {fingerprint(held)}."
    if again:
        words += f" Yours has {fingerprint(plan)}: it differs, and the first one stays."
    more = f'To begin afresh and say so in the report: `lock_plan("{trial}", reset=True)`.'
    return _card(trial, "locked before", "info", words, more)


def _item(trial):
    return f"L17.PLAN.{trial}"


def _card(trial, status, tone, *words):
    return Note(Card(f"Plan for {trial}", status, tone, tuple(Text(w) for w in words if w)))
