"""``claim_browser``: every claim of the five articles, with filters, verdict and evidence.

>>> from course_utils.exercises import claim_browser
>>> claim_browser("hot flashes")  # filters in a notebook, folded claims elsewhere
"""

from __future__ import annotations

from course_utils.exercises.cards import Card, Folded, Note, Text
from course_utils.exercises.live import Live


def claim_browser(words="", article=None, lesson=None, verdict=None):
    """Browse the claims that the course judges.

    Parameters
    ----------
    words, article, lesson, verdict : str, optional
        Where to start; as in :func:`course_utils.evidence.claim_search.find_claims`.

    Returns
    -------
    ClaimBrowser
        A panel with a search box and three menus. Without widgets a card with the claims, the
        verdict of each folded away.
    """
    # Opens the tables of claims, so it waits until they are asked for.
    from course_utils.evidence.claim_search import find_claims

    try:
        return ClaimBrowser(
            find_claims(words, article, lesson, verdict),
            {"words": words, "article": article, "lesson": lesson, "verdict": verdict},
        )
    except ValueError as error:
        return Note(Card("Claims", "no such claims", "odd", (Text(str(error)),)))


class ClaimBrowser(Live):
    """Some claims, as a card and as a panel with filters."""

    def __init__(self, claims, filters):
        self.claims, self.filters = claims, filters

    def card(self):
        return claims_card(self.claims)

    def build(self):
        from course_utils.exercises.claim_panel import Panel

        return Panel(self.filters).box


def claims_card(claims, start=0, most=None):
    """A card with some claims, each opening on its verdict.

    Parameters
    ----------
    claims : pandas.DataFrame
        From ``find_claims``.
    start, most : int, optional
        First row and number of rows to show; all if left out.
    """
    shown = claims.iloc[start : None if most is None else start + most]
    count = f"{len(claims)} claims" if len(claims) != 1 else "1 claim"
    if len(shown) < len(claims):
        count += f", {start + 1} to {start + len(shown)} shown"
    first = Text("Judge each claim for yourself, then open it." if len(claims) else NOTHING)
    blocks = (Folded(_question(row), _answer(row)) for row in shown.to_dict("records"))
    return Card("Claims of the articles, paraphrased", count, "info", (first, *blocks), live=True)


NOTHING = "No claim fits. Take a word or a filter away."


def _question(row):
    return f"{row['claim_id']} · {row['claim']}"


def _answer(row):
    parts = [
        f"{row['verdict'].capitalize()} ({row['checked']}).",
        row["reason"],
        f"Numbers: {row['effect']}." if row["effect"] else "",
        f"Sources: {row['sources']}." if row["sources"] else "No source found.",
        f"Treated in {row['lesson']}"
        + (f" as {row['register_id']}." if row["register_id"] else "."),
    ]
    return " ".join(part for part in parts if part)
