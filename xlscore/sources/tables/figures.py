"""A cell where a count belongs: the count in whatever form it is typed, nothing, a mark that there is none, or what is no count."""

from __future__ import annotations

import re
from enum import Enum
from fractions import Fraction
from functools import lru_cache
from typing import Final

from xlscore.rules.figures import NoFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.words import key

__all__ = ["NoCount", "count_in", "is_nothing"]

_ALMOST: Final = 1e-6
"""So far a number may be from a whole one and is it: what a formula leaves behind."""
_DASHES: Final = frozenset("-–—−‐‑‒")
_SPACED: Final = re.compile(r"(?<=\d) (?=\d{3}(?!\d))")
"""The space between thousands, as some languages of Excel write them."""


class NoCount(Enum):
    """What a cell holds that has no count."""

    BLANK = "nothing"
    MARK = "a mark that there is no figure"
    DASH = "a dash, which is nought to some and no figure to others"
    UNREAD = "something else"


def is_nothing(value: object) -> bool:
    """Return whether a cell holds nothing that can be seen.

    >>> is_nothing(None), is_nothing(" \\u00a0"), is_nothing(0)
    (True, True, False)
    """
    return value is None or (isinstance(value, str) and not key(value))


def count_in(value: object) -> Fraction | NoCount:
    """Return the count that a cell holds, else what it holds instead. A correction below zero is a count.

    >>> [str(count_in(value)) for value in (12, 12.0, "1,234", "1 234", "\\u22121", "(1)", "1-", "12 (p)")]
    ['12', '12', '1234', '1234', '-1', '-1', '-1', '12']
    >>> [count_in(value).name for value in (None, "..", "N/A", "-", 12.5, "12%", "#REF!", True, "n/a", "12k")]
    ['BLANK', 'MARK', 'MARK', 'DASH', 'UNREAD', 'UNREAD', 'UNREAD', 'UNREAD', 'MARK', 'UNREAD']
    """
    if value is None:
        return NoCount.BLANK
    if isinstance(value, bool):
        return NoCount.UNREAD
    if isinstance(value, int):
        return Fraction(value)
    if isinstance(value, float):
        near = abs(value) < 1e15 and abs(value - round(value)) < _ALMOST
        return Fraction(round(value)) if near else NoCount.UNREAD
    return _count_in_text(value) if isinstance(value, str) else NoCount.UNREAD


@lru_cache(maxsize=65_536)
def _count_in_text(text: str) -> Fraction | NoCount:
    """Return the count that a text says: "1,234", or 1234 and 12.0 as text files write numbers."""
    bare = text.strip()
    if bare.isascii() and bare.isdigit():
        return Fraction(int(bare)) if len(bare) < 16 else NoCount.UNREAD
    if is_nothing(text):
        return NoCount.BLANK
    if key(text) in _DASHES:
        return NoCount.DASH
    whole, point, rest = bare.partition(".")
    if point and rest and not rest.strip("0") and whole.isascii() and whole.lstrip("-").isdigit():
        # 12.0 and 1.000 of a program; nobody types a count of thousands so, or read_figure would ask.
        bare = whole if len(rest) != len("000") else bare
    found = explain_figure(
        _SPACED.sub("", bare) if re.fullmatch(r"[-(−]?\d{1,3}(?: \d{3})+[-)]?", bare) else bare
    )
    if isinstance(found, NoFigure):
        return NoCount.MARK if found.missing else NoCount.UNREAD
    plain = found.unit is None and found.scale == 1 and found.of is None and not found.tied
    return found.value if plain and found.value.denominator == 1 else NoCount.UNREAD
