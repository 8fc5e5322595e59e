"""A verdict in words."""

from __future__ import annotations

from typing import Final

from xlscore.narrative.model import ClaimVerdict, Judged

__all__ = ["comment_on", "shortened", "what_is_wrong"]

_LONGEST: Final = 240


def shortened(text: str) -> str:
    """Return a sentence as it is quoted, a long one cut.

    >>> shortened("Gangs is graded Good."), len(shortened("word " * 100))
    ('Gangs is graded Good.', 240)
    """
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"


def what_is_wrong(judged: Judged) -> str:
    """Return what is wrong with a claim: what it states, what the cells or its own figures say."""
    stated = f"“{shortened(judged.claim.stated)}”"
    if judged.verdict is ClaimVerdict.DOES_NOT_ADD_UP:
        return f"does not add up at {stated}{_after(judged.arithmetic)}"
    return f"says {stated}, which the workbook contradicts{_after(_cells(judged))}"


def comment_on(judged: Judged) -> str:
    """Return what a comment in the paper says of a claim."""
    stated = f"“{shortened(judged.claim.stated)}”"
    verdict = (
        "does not add up"
        if judged.verdict is ClaimVerdict.DOES_NOT_ADD_UP
        else "is not what the workbook says"
    )
    agree = f" It would agree as “{judged.would_agree}”." if judged.would_agree else ""
    return f"{stated} {verdict}{_after(_cells(judged))}{agree}"


def _cells(judged: Judged) -> str:
    """Return the arithmetic, with the cells that it does not name itself before it."""
    places = [source.place for source in judged.sources if source.place not in judged.arithmetic]
    return ": ".join(part for part in (", ".join(places), judged.arithmetic) if part)


def _after(words: str) -> str:
    return f": {words.rstrip('.')}." if words else "."
