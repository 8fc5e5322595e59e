"""The merge of a single text: a figure, a table's cell, an alternative text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from xlscore.papers.merge.fates import Fate

__all__ = ["MergedText", "is_told_apart", "merge_text"]

_DISTINCT: Final = 3
"""How many digits a figure has that two places do not have by chance."""
_SPELT_OUT: Final = 8
"""How many signs it has where it has fewer digits and says what it counts."""


@dataclass(frozen=True)
class MergedText:
    """The text that is to stand, what is remembered as written by us, and what became of it."""

    text: str
    base: str | None
    state: Fate


def merge_text(base: str | None, stands: str, new: str | None, *, theirs: bool = False) -> MergedText:
    """Return the merge of a text; `base` None was never written by us, `new` None is no longer said by the workbook.

    What nobody touched follows the workbook. A person's text stays, and is a conflict for as long as the workbook says
    something else than when we last wrote; with `theirs` the workbook's is taken. What a person emptied stays empty.

    >>> merge_text("7", "7", "8").text, merge_text("7", "seven", "7").state.value, merge_text("7", "seven", "8").state.value
    ('8', 'kept', 'conflict')
    >>> merge_text("7", "seven", "8", theirs=True).text, merge_text("7", "seven", "7", theirs=True).text
    ('8', 'seven')
    """
    if new is not None and stands == new:
        return MergedText(stands, new, Fate.UNCHANGED)
    if stands == base:
        return MergedText(new or "", new, Fate.WRITTEN)
    if base is None and not stands:
        return MergedText(new or "", new, Fate.WRITTEN if new else Fate.UNCHANGED)
    if base and not stands:
        return MergedText("", base, Fate.GONE)
    if base is not None and new == base:
        return MergedText(stands, base, Fate.KEPT)
    if new is None and base is None:
        return MergedText(stands, None, Fate.KEPT)
    if theirs and new is not None:
        return MergedText(new, new, Fate.WRITTEN)
    return MergedText(stands, base, Fate.CONFLICT)


def is_told_apart(figure: str) -> bool:
    """Return whether a figure says too much to stand in two places by chance.

    >>> is_told_apart("13.7 %"), is_told_apart("9 of 15 areas"), is_told_apart("7"), is_told_apart("Requires Improvement")
    (True, True, False, False)
    """
    digits = sum(sign.isdigit() for sign in figure)
    return digits >= _DISTINCT or (digits > 0 and len(figure) >= _SPELT_OUT)
