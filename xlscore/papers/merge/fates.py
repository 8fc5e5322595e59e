"""What a merge makes of a place: its state, and what a person has to be told about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Fate", "MergeNote", "Why", "worst"]


class Fate(StrEnum):
    """What became of a place in the paper."""

    WRITTEN = "written"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    CONFLICT = "conflict"
    GONE = "gone"
    SKIPPED = "skipped"


_WEIGHT = {
    Fate.UNCHANGED: 0,
    Fate.GONE: 1,
    Fate.KEPT: 2,
    Fate.WRITTEN: 3,
    Fate.SKIPPED: 4,
    Fate.CONFLICT: 5,
}


def worst(states: Iterable[Fate]) -> Fate:
    """Return the state of a whole from those of its parts: what has to be looked at counts most.

    >>> worst([Fate.WRITTEN, Fate.CONFLICT, Fate.KEPT]).value, worst([]).value
    ('conflict', 'unchanged')
    """
    return max(states, key=_WEIGHT.__getitem__, default=Fate.UNCHANGED)


class Why(StrEnum):
    """What a note is about."""

    FIGURE = "a figure, a cell, a text that a person changed"
    WORDS = "a reworded sentence of which the workbook's now has other words"
    SAID_NO_MORE = "a person's words round what the workbook no longer says"
    UNWRAPPED = "words that stand without their control"
    LACKING = "a figure that was taken out of its sentence"
    DELETED = "what a person deleted"
    NEW_COLUMN = "a column that the table has no place for"
    MERGED = "merged cells"
    TRACKED = "tracked changes"
    BOUND = "a control that Word fills from data"
    REPEATS = "a person's row or column that repeats one of ours"
    NO_HEADINGS = "a table without its row of headings"
    REPLACED = "a picture that a person put there"


@dataclass(frozen=True)
class MergeNote:
    """What a person may want to know of a part: where in its region, its state, what stands and what the workbook says.

    `told` is set where a figure may be out of date, or is no longer refreshed: a problem until a person settles it.
    """

    part: str
    state: Fate
    why: Why
    stands: str = ""
    new: str = ""
    keys: tuple[str, ...] = ()
    told: bool = False
