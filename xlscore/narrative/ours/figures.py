"""A figure that we wrote: whether it says otherwise now, and the claim that it makes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject, ClaimVerdict, Judged, Passage
from xlscore.rules.figures import Source

__all__ = ["agreeing", "cells_at", "figure_claim", "has_figure", "otherwise", "says_otherwise", "sources_of"]

_FIGURES: Final = re.compile(r"\d+(?:[.,]\d+)*")
_FIGURE: Final = re.compile(
    r"\d|\b(?:no|none|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|all|both)\b",
    re.IGNORECASE,
)
_WRITTEN: Final = "as xlscore wrote it from these cells"


def has_figure(text: str) -> bool:
    """Return whether a text has a number in it, in digits or as a word.

    >>> has_figure("two changes"), has_figure("5th"), has_figure("Gangs")
    (True, True, False)
    """
    return bool(_FIGURE.search(text))


def says_otherwise(stands: str, new: str) -> bool:
    """Return whether what stands there is not what would be written now, nor that with a person's words beside it.

    >>> says_otherwise("7.0 % points", "7.0 points"), says_otherwise("two changes", "three changes"), says_otherwise("5th (provisional)", "5th")
    (False, True, False)
    """
    now = _FIGURES.findall(new)
    if now:
        there = _FIGURES.findall(stands)
        return any(figure not in there for figure in now) and bool(stands.strip())
    return bool(_words(stands)) and _words(new) not in _words(stands)


def _words(text: str) -> str:
    return " ".join(text.split()).casefold()


def agreeing(claim: Claim, cells: tuple[Source, ...]) -> Judged:
    """Return the verdict on what stands as it would be written now."""
    return Judged(claim, ClaimVerdict.AGREES, cells, _WRITTEN)


def otherwise(passage: Passage, start: int, end: int, new: str, cells: Sequence[str]) -> Judged:
    """Return the verdict on a figure that would be written otherwise now."""
    line = f"the paper says “{passage.text[start:end]}”, the workbook now gives “{new}”"
    return Judged(figure_claim(passage, start, end), ClaimVerdict.CONTRADICTS, sources_of(cells), line, new)


def figure_claim(passage: Passage, start: int, end: int) -> Claim:
    """Return a figure of ours as a claim of which no more is known than its words."""
    return Claim(ClaimKind.OTHER, passage, start, end, ClaimSubject())


def cells_at(passage: Passage, start: int, end: int) -> tuple[Source, ...]:
    """Return the cells behind some letters of a sentence, else all cells behind it."""
    here = [cell for first, last, cell in passage.cells if first < end and start < last]
    return sources_of(here or [cell for *_, cell in passage.cells])


def sources_of(cells: Sequence[str]) -> tuple[Source, ...]:
    """Return cells by their sheets and addresses.

    >>> sources_of(["Grid!B2", "Grid!B2"])
    (Source(sheet='Grid', cell='B2'),)
    """
    found = (cell.rpartition("!") for cell in dict.fromkeys(cells))
    return tuple(Source(sheet, address) for sheet, _, address in found)
