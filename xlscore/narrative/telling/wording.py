"""A verdict in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.narrative.model import ClaimVerdict, Judged
from xlscore.narrative.telling.advice import advice
from xlscore.rules.figures import Source

__all__ = ["around", "cells_named", "comment_on", "shortened", "what_is_wrong"]

_LONGEST: Final = 240
_MOST_CELLS: Final = 3


def shortened(text: str, longest: int = _LONGEST) -> str:
    """Return a sentence as it is quoted, a long one cut.

    >>> shortened("Gangs is graded Good."), len(shortened("word " * 100))
    ('Gangs is graded Good.', 240)
    """
    words = " ".join(text.split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def around(text: str, start: int, end: int, longest: int = 100) -> str:
    """Return a sentence as it stands in a list, of a long one what stands around some of its words.

    >>> around("Gangs is graded Good.", 0, 5), around("Gangs is Good. " * 3, 30, 35, 24)
    ('Gangs is graded Good.', '…is Good. Gangs is Good.')
    """
    words = " ".join(text.split())
    if len(words) <= longest:
        return words
    first = len(" ".join(text[:start].split()))
    last = first + len(" ".join(text[start:end].split())) + 1
    begin = max(0, min(first - (longest - (last - first)) // 2, len(words) - longest))
    found = words[begin : begin + longest]
    if begin:
        found = "…" + found.partition(" ")[2]
    return found if begin + longest >= len(words) else found.rpartition(" ")[0] + "…"


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
    words = advice(judged)
    agree = f" It would agree as “{words}”." if words else ""
    return f"{stated} {verdict}{_after(_cells(judged))}{agree}"


def cells_named(sources: Sequence[Source]) -> str:
    """Return which cells say so, a few of many."""
    places = list(dict.fromkeys(source.place for source in sources))
    more = len(places) - _MOST_CELLS
    return ", ".join(places) if more < 2 else f"{', '.join(places[:_MOST_CELLS])} and {more} more"


def _cells(judged: Judged) -> str:
    """Return the arithmetic, with the cells that it does not name itself before it."""
    others = [source for source in judged.sources if source.place not in judged.arithmetic]
    return ": ".join(part for part in (cells_named(others), judged.arithmetic) if part)


def _after(words: str) -> str:
    return f": {words.rstrip('.')}." if words else "."
