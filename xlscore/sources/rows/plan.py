"""What the columns of a file of rows mean, and what its cells come to: asked once for each different text."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Final

from xlscore.rules.words import listed, name_key, quoted, tidy
from xlscore.sources.naming import BLANK
from xlscore.sources.tables.figures import NoCount, count_in

__all__ = ["Amount", "Named", "RowPlan", "find_headings", "headings_said", "read_amount"]

_MOST_NAMED: Final = 12


@dataclass(frozen=True, slots=True)
class Named:
    """What the texts of a type or a place come to: the name here, None for an unknown one."""

    name: str | None
    told: str
    """What the file calls it."""
    total: bool = False
    parent: str = ""
    several: tuple[str, ...] = ()
    """The measures between which nothing decides."""

    @property
    def plain(self) -> Named:
        """Return it without how the file spells it where that is never told: of a name that is known and no sum.

        >>> Named("Arson", "ARSON").plain, Named(None, "ARSON").plain.told
        (Named(name='Arson', told='Arson', total=False, parent='', several=()), 'ARSON')
        """
        known = self.name is not None and not self.total and self.told != BLANK
        return replace(self, told=self.name or self.told) if known else self


@dataclass(frozen=True, slots=True)
class Amount:
    """What a cell counts: None where it says no number; `wrong` where it says something else than "none"."""

    value: Fraction | None
    wrong: bool = False
    told: str = ""


Names = Callable[[Sequence[tuple[str, ...]]], Sequence[Named]]
"""What the different texts of a role's columns come to, all at once: some depend on one another."""


@dataclass(frozen=True)
class RowPlan:
    """What the columns mean, by their places from 0 on."""

    kind: str
    when: int
    is_day: bool
    measure_columns: tuple[int, ...]
    measures: Names
    place_columns: tuple[int, ...]
    places: Names
    count: int | None = None
    reference: int | None = None
    keep: Mapping[int, frozenset[str]] = field(default_factory=dict)
    """By column: what a row is kept for, as `name_key` compares; every column must say one of its own."""
    form: str = ""
    """How dates are written, in the words of Sources."""

    @property
    def columns(self) -> tuple[int, ...]:
        """Return all columns that mean something but the reference, each once."""
        asked = (self.when, *self.measure_columns, *self.place_columns, *self.keep)
        counted = () if self.count is None else (self.count,)
        return tuple(dict.fromkeys((*asked, *counted)))

    @property
    def days(self) -> tuple[int, ...]:
        """Return the columns that hold days, of which the time is cut off."""
        return (self.when,) if self.is_day else ()

    @property
    def needed(self) -> int:
        """Return how many cells a row must have at least for each of them to be there."""
        return max((*self.columns, -1 if self.reference is None else self.reference)) + 1

    def kept(self, texts: Sequence[str]) -> bool:
        """Return whether a row with these texts in the columns of `keep` is kept."""
        return all(
            name_key(tidy(text) or BLANK) in wanted
            for text, wanted in zip(texts, self.keep.values(), strict=True)
        )


def find_headings(
    rows: Sequence[Sequence[object]], wanted: Sequence[str]
) -> tuple[int, tuple[int, ...]] | None:
    """Return the first row that holds all the headings, from 0 on, and the column of each.

    >>> find_headings([("Street crime",), ("Month", "Crime Type")], ["crime type", "month"])
    (1, (1, 0))
    """
    asked = [name_key(name) for name in wanted]
    for at, row in enumerate(rows):
        here = [name_key(cell) if isinstance(cell, str) else "" for cell in row]
        if all(name in here for name in asked):
            return at, tuple(here.index(name) for name in asked)
    return None


def headings_said(rows: Sequence[Sequence[object]]) -> str:
    """Return what a file has for headings, for a sentence: the first of its rows with the most words.

    >>> headings_said([("Crimes",), ("When", "What"), ("1/4/2019", "Arson")])
    "its headings are 'When' and 'What'"
    """
    words = [[cell for cell in row if isinstance(cell, str) and any(map(str.isalpha, cell))] for row in rows]
    most = max(words, key=len, default=[])
    if not most:
        return "it has no headings"
    more = " and others" if len(most) > _MOST_NAMED else ""
    return f"its headings are {listed([quoted(cell) for cell in most[:_MOST_NAMED]])}{more}"


def read_amount(text: str) -> Amount:
    """Return what a cell counts; a correction may be below zero in any way that people write it.

    >>> [str(read_amount(text).value) for text in ("1,903", "-1", "\u22121", "(1)", "1-", "n/a", "many")]
    ['1903', '-1', '-1', '-1', '-1', 'None', 'None']
    """
    found = count_in(text)
    if isinstance(found, Fraction):
        return Amount(found)
    return Amount(None, found not in (NoCount.BLANK, NoCount.MARK), text.strip())
