"""What a machine can find out about a written claim audit, criterion by criterion."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from typing import NamedTuple

from course_utils.exercises.audit import CONFIDENCE, MOST_WORDS
from course_utils.exercises.audit_rows import look_up
from course_utils.exercises.clinic import run_again
from course_utils.exercises.reading import type_name

MOST_CARD_WORDS = 150
KINDS = (
    "definition", "mechanism", "measured number", "comparison", "causal outcome", "safety",
    "rule of thumb", "slogan",
)  # fmt: skip
FIELDS = {
    "claim_id": "", "kind": "", "test": "",
    "population": "", "comparator": "", "endpoint": "", "years": None,
    "runs": [], "model_limits": "",
    "evidence": [], "bias": "",
    "verdict": "", "confidence": "", "reason": "", "repaired": "",
    "card": "", "change_my_mind": "", "seed": None,
}  # fmt: skip

_ADVICE = re.compile(
    r"\b(you should|should (?:take|start|stop|ask|avoid|use|try)|must (?:take|start|stop)|ought|"
    r"recommend\w*|advis\w*|start taking|stop taking|switch to|worth taking|you need)\b",
    re.IGNORECASE,
)
_NUMBER = r"\d[\d,.]*"
_WORD_TIME = r"(?:\d+(?:\.\d+)?|one|two|three|four|five|six|ten|half a|a)"
_TIME = re.compile(rf"\b{_WORD_TIME}[ -](?:years?|months?|weeks?|days?)\b", re.IGNORECASE)
_COUNTS = re.compile(
    rf"\b{_NUMBER}(?:\s+[\w-]+){{0,5}}?\s+(?:of|in|per|out of|among)\s+(?:every |the )?{_NUMBER}"
    rf"|\b(?:of|in|per|among)\s+(?:every\s+)?(?:100|1[, ]?000|10[, ]?000)\b[^.]*?\d"
    rf"|\bfrom\s+{_NUMBER}\s*(?:%|\S+)?\s+to\s+{_NUMBER}\s*(?:%|\w+/\w+)",
    re.IGNORECASE,
)
_DIRECTION = re.compile(
    r"\b(too (?:high|low|large|small|good|bad|strong)|larger|smaller|bigger|higher|lower|inflat\w*|"
    r"overst\w*|underst\w*|upward|downward|exaggerat\w*|shrink\w*|stronger|weaker|better|worse|"
    r"toward \w+|more|less)\b",
    re.IGNORECASE,
)
_JARGON = (
    "hazard ratio", "relative risk", "confidence interval", "endpoint", "SERM", "agonist",
    "antagonist", "surrogate", "RR", "HR", "ARR", "NNT", "BMD", "placebo-controlled",
)  # fmt: skip


class Finding(NamedTuple):
    """One thing looked for: whether it is there, and words for the card."""

    there: bool
    words: str


def findings(criterion, audit):
    """What is there and what is missing for one criterion; never raises.

    Parameters
    ----------
    criterion : str
        A key of ``CHECKS``.
    audit : dict

    Returns
    -------
    list of Finding
    """
    try:
        return CHECKS[criterion](audit)
    except Exception as error:
        words = f"this part could not be read ({type_name(error)}); compare it with the template"
        return [Finding(False, words)]


def unknown_fields(audit):
    """A sentence for each field the template does not have."""
    said = []
    for name in audit:
        if name not in FIELDS:
            near = get_close_matches(str(name), FIELDS, n=1, cutoff=0.5)
            meant = f" Did you mean `{near[0]}`?" if near else ""
            said.append(f"No field is called {str(name)[:40]!r}.{meant}")
    return said


def text_of(audit, name):
    """The words in a field, or "" if it holds none."""
    value = audit.get(name)
    return " ".join(value.split()) if isinstance(value, str) else ""


def _question(audit):
    kind = text_of(audit, "kind").lower()
    named = f"kind is one of {', '.join(KINDS)}"
    return [
        _claim(audit),
        Finding(kind in KINDS, kind if kind in KINDS else named),
        Finding(len(text_of(audit, "test").split()) >= 5, "a testable sentence"),
        *(Finding(bool(text_of(audit, part)), part)
          for part in ("population", "comparator", "endpoint")),
        Finding(_is_number(audit.get("years")), "the time in years"),
    ]  # fmt: skip


def _claim(audit):
    from course_utils.evidence.claim_search import find_claims
    from course_utils.evidence.claims import audit_card

    name = text_of(audit, "claim_id")
    if not name:
        return Finding(False, "the id of a claim, such as C-S1-12 or S3-04")
    if name in set(find_claims()["claim_id"]):
        return Finding(True, f"claim {name}")
    try:
        return Finding(True, f"claim {audit_card(name).register_id}")
    except ValueError as problem:
        return Finding(False, str(problem).rstrip("."))


def _model(audit):
    runs = audit.get("runs") or []
    limits = Finding(bool(text_of(audit, "model_limits")), "what the model leaves out")
    if isinstance(runs, str):  # a reason why the model has nothing to say about this claim
        return [Finding(len(runs.split()) >= 5, "why the model has nothing to say"), limits]
    again = [run_again(run) for run in runs]
    changed = sum(one.agrees and one.changed for one in again)
    return [
        Finding(any(one.agrees for one in again), "a run that comes out the same again"),
        Finding(changed >= 1, "a changed setting"),
        Finding(changed >= 2, "a second changed setting"),
        *(Finding(False, one.words) for one in again if not one.agrees),
        limits,
    ]  # fmt: skip


def _evidence(audit):
    rows = [look_up(entry) for entry in (audit.get("evidence") or [])]
    good = [row for row in rows if not row.problem]
    studies = {study for row in good for study in row.studies}
    return [
        Finding(bool(good), f"rows that exist: {len(good)} of {len(rows)}"),
        Finding(len(studies) >= 2, f"independent sources: {len(studies)} of 2"),
        Finding(any(row.has_interval for row in good), "an interval or a standard error"),
        Finding(bool(_COUNTS.search(_told(audit))), "absolute numbers"),
        *(Finding(False, row.problem) for row in rows if row.problem),
    ]


def _told(audit):
    return " ".join(text_of(audit, name) for name in ("reason", "repaired", "card"))


def _bias(audit):
    words = text_of(audit, "bias")
    return [
        Finding(len(words.split()) >= 8, "a sentence on bias or transport"),
        Finding(bool(_DIRECTION.search(words)), "the direction it pushes the number"),
    ]


def _verdict(audit):
    from course_utils.evidence.claims import WORDS

    word, reason = text_of(audit, "verdict").lower(), text_of(audit, "reason")
    sure, count = text_of(audit, "confidence").lower(), len(reason.split())
    scale = f"a verdict on the scale ({', '.join(WORDS)})"
    found = [
        Finding(word in WORDS, f"verdict: {word}" if word in WORDS else scale),
        Finding(sure in CONFIDENCE, "confidence: low, medium or high"),
        Finding(
            0 < count <= MOST_WORDS,
            f"a reason of {count} word{'s' * (count != 1)} (1 to {MOST_WORDS})",
        ),
        Finding(bool(text_of(audit, "repaired")), "a repaired sentence"),
        Finding(bool(text_of(audit, "change_my_mind")), "what would change your mind"),
    ]
    return [*found, *_too_strong(audit, word)]


def _too_strong(audit, word):
    """A model alone gives no verdict on people."""
    modest = ("", "untested", "not checkable")
    if audit.get("evidence") or word in modest:
        return []
    return [Finding(False, "a row of evidence: without one a claim is at most untested")]


def _communication(audit):
    card = text_of(audit, "card")
    count, advice = len(card.split()), _ADVICE.search(card)
    jargon = [word for word in _JARGON if re.search(rf"\b{re.escape(word)}\b", card)]
    if not card:
        return [Finding(False, "the card")]
    said = f"plain words for {', '.join(jargon)}"
    return [
        Finding(count <= MOST_CARD_WORDS, f"{count} words (at most {MOST_CARD_WORDS})"),
        Finding(bool(_COUNTS.search(card)), "people counted, as “35 of 1,000”"),
        Finding(bool(_TIME.search(card)), "over how long"),
        Finding(not advice, f"advice taken out (“{advice[0]}”)" if advice else "no advice found"),
        Finding(not jargon, said if jargon else "no jargon found"),
    ]


def _reproducibility(audit):
    seed = audit.get("seed")
    runs = audit.get("runs") or []
    again = [] if isinstance(runs, str) else [run_again(run) for run in runs]
    same = all(one.agrees for one in again) and bool(runs)
    return [
        Finding(isinstance(seed, int) and not isinstance(seed, bool), "a seed (a whole number)"),
        Finding(same, "every number of the model comes out again"),
    ]


def _is_number(value):
    return isinstance(value, (int, float)) and not isinstance(value, bool) and value > 0


CHECKS: dict[str, Callable] = {
    "question": _question,
    "model": _model,
    "evidence": _evidence,
    "bias": _bias,
    "verdict": _verdict,
    "communication": _communication,
    "reproducibility": _reproducibility,
}
