"""The audit of claims: the scale of verdicts, the claim to judge, the course's own verdict.

A claim card says what is claimed and what would have to be true. The verdict is kept
apart, because a reader commits to one before seeing the course's.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from difflib import get_close_matches
from typing import NamedTuple

from course_utils.datasets import cite, load
from course_utils.evidence.audit_tables import contradictions as contradictions
from course_utils.evidence.audit_tables import reference_audit as reference_audit


class Verdict(NamedTuple):
    """One step of the scale: the word comes first, the symbol never stands alone."""

    word: str
    symbol: str
    use_when: str


VERDICTS = (
    Verdict("supported", "●", "independent evidence backs what is claimed"),
    Verdict("supported with limits", "◐", "true for some people or outcomes; name them"),
    Verdict("overstated", "▲", "right direction, but too strong or too sure"),
    Verdict("contradicted", "✕", "good evidence or logic points the other way"),
    Verdict("untested", "?", "no adequate evidence found for this claim"),
    Verdict("not checkable", "–", "a slogan or a value; nothing to test as it is"),
)
WORDS = tuple(verdict.word for verdict in VERDICTS)
MODEL_ONLY, MODEL_SAYS = "model only", "Model says"
# Dark ink on a light ground, so that a card reads the same in a light and a dark notebook.
_BOX = (
    "background-color:#fbfaf6;color:#1f1f1f;border:1px solid #b9b6aa;border-left:6px solid #0b4f85;"
    "border-radius:4px;padding:0.6em 0.9em;margin:0.3em 0;max-width:46em;line-height:1.45;"
    "box-sizing:border-box;overflow-wrap:anywhere"
)

_LINE = "margin:0.25em 0;color:#1f1f1f"


@dataclass(frozen=True)
class ClaimCard:
    """A claim before it is judged: what is claimed, its kind, and what would have to be true."""

    register_id: str
    claim: str
    article: str
    kind: str
    test: str

    @property
    def lines(self):
        """The card as (heading, words) pairs."""
        return [
            (f"Claim {self.register_id}", self.claim),
            ("Found in", f"article {self.article} (paraphrased)"),
            ("Kind", self.kind),
            ("What would have to be true", self.test),
        ]

    def _repr_html_(self):
        return _as_html(self.lines)

    def __repr__(self):
        return _as_text(self.lines)


@dataclass(frozen=True)
class ReferenceVerdict:
    """The course's current verdict on a claim, with its reason, its sources and its date."""

    register_id: str
    verdict: str
    symbol: str
    reason: str
    sources: str
    checked_on: str

    @property
    def lines(self):
        """The verdict as (heading, words) pairs."""
        pairs = [
            (f"Course verdict on {self.register_id}", f"{self.verdict} {self.symbol}"),
            ("Reason", self.reason),
            ("Sources", self.sources),
            ("Judged on", f"{self.checked_on}; better evidence can change it"),
        ]
        return [(heading, words) for heading, words in pairs if words]

    def _repr_html_(self):
        return _as_html(self.lines)

    def __repr__(self):
        return _as_text(self.lines)


def verdict_scale():
    """The six verdicts.

    Returns
    -------
    pandas.DataFrame
        Index ``verdict``; columns ``symbol`` and ``use when``.
    """
    import pandas as pd

    rows = [(v.word, v.symbol, v.use_when) for v in VERDICTS]
    return pd.DataFrame(rows, columns=["verdict", "symbol", "use when"]).set_index("verdict")


def audit_card(register_id):
    """The card of one claim, without its verdict.

    Parameters
    ----------
    register_id : str
        Id in the register, such as ``"C-S3-06"``.

    Returns
    -------
    ClaimCard

    Raises
    ------
    ValueError
        If the register has no such claim; the sentence gives the nearest right ids.
    """
    row = _row(register_id)
    return ClaimCard(
        row["register_id"],
        row["claim_paraphrase"],
        row["article"],
        row["claim_kind"],
        row["what_would_have_to_be_true"],
    )


def reference_verdict(register_id):
    """The course's verdict on one claim; show it only after the reader has committed.

    Parameters
    ----------
    register_id : str
        Id in the register, such as ``"C-S3-06"``.

    Returns
    -------
    ReferenceVerdict

    Raises
    ------
    ValueError
        If the register has no such claim.
    """
    row = _row(register_id)
    sources = cite(row) if isinstance(row["citation_key"], str) else ""
    symbol = dict(zip(WORDS, (v.symbol for v in VERDICTS), strict=True))[row["verdict"]]
    return ReferenceVerdict(
        row["register_id"], row["verdict"], symbol, row["reason"], sources, row["checked_on"]
    )


def checked_verdict(verdict):
    """One of the six words, forgiving case and outer blanks.

    Raises
    ------
    ValueError
        If the word is not on the scale; the sentence lists the six.
    """
    word = verdict.strip().lower() if isinstance(verdict, str) else verdict
    if word in WORDS:
        return word
    raise ValueError(f"{verdict!r} is not on the scale; choose one of: {', '.join(WORDS)}.")


def model_only_problem(verdict, reason, basis):
    """What is wrong with a verdict that rests on a model alone; empty if nothing is.

    A model shows what its equations say, not what happens in people. Such a claim is at most
    ``untested``, with a reason that starts with "Model says".
    """
    if basis != MODEL_ONLY or (verdict == "untested" and reason.startswith(MODEL_SAYS)):
        return ""
    return f"Evidence from a model alone gives at most 'untested', with a '{MODEL_SAYS} …' reason."


def _row(register_id):
    table = load("claim_audits", include_unverified=True)
    row = table[table["register_id"] == register_id]
    if len(row):
        return row.iloc[0]
    close = get_close_matches(str(register_id), list(table["register_id"]), n=3, cutoff=0.3)
    raise ValueError(f"The register has no claim {register_id!r}; near it: {', '.join(close)}.")


def _as_html(lines):
    rows = (
        f'<p style="{_LINE}"><strong>{_safe(head)}:</strong> {_safe(words)}</p>'
        for head, words in lines
    )
    return f'<div role="group" style="{_BOX}">{"".join(rows)}</div>'


def _safe(words):
    return html.escape(str(words))


def _as_text(lines):
    return "\n".join(f"{heading}: {words}" for heading, words in lines)
