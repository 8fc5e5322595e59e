"""A workbook's formulas as they stand, and how it spells our functions: read when first asked for, once.

All that reads formulas gets ours as the desktop spells them, so that a cell is known as ours in every Excel; what is
written gets the workbook's own spelling again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from functools import cached_property, partial
from typing import Final
from xml.sax.saxutils import quoteattr

import xlwings as xw

from xlscore.books.tables.own_calls import (
    DESKTOP,
    NAMESPACE_SETTING,
    as_on_desktop,
    called_under,
    calls_ours,
    learnt_namespaces,
    namespace_key,
    namespaces_told,
    prefix_counts,
    respelt,
    stored_prefix,
    that_may_call_ours,
    web_calls,
)
from xlscore.engine import Capabilities, formulas_in, read_custom_xml, reading_of, write_custom_xml
from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.values.addresses import cell_address
from xlscore.ooxml.xml.tree import parse
from xlscore.rules.problems import Problem
from xlscore.rules.words import listed

__all__ = ["Formulas", "WrittenFormulas", "note_namespace"]

Formulas = Mapping[tuple[int, int], str]
"""Formulas by row and column, each with its equals sign."""

_NOTED: Final = "urn:xlscore:web"


class WrittenFormulas:
    """The formulas of a workbook's sheets."""

    def __init__(self, book: xw.Book, can: Capabilities) -> None:
        self._book = book
        self._can = can
        self._stand: dict[str, Formulas | None] = {}
        self._read: dict[str, Formulas | None] = {}
        self._ours: dict[str, Formulas] = {}
        self._doubtful: dict[str, dict[tuple[str, int, int], frozenset[str]]] = {}

    def stand(self, sheet: str) -> Formulas | None:
        """Return a sheet's formulas as they stand; None where the program behind the book cannot say."""
        if sheet not in self._stand:
            self._stand[sheet] = self._formulas(sheet) if self._can.formulas else None
        return self._stand[sheet]

    def read(self, sheet: str) -> Formulas | None:
        """Return a sheet's formulas, ours as the desktop spells them; None where the program behind the book cannot say."""
        if sheet not in self._read:
            stand = self.stand(sheet)
            self._read[sheet] = None if stand is None else self._on_desktop(sheet, stand)
        return self._read[sheet]

    def as_read(self, sheet: str, row: int, column: int, formula: str) -> str:
        """Return a cell's formula, its calls of ours as the desktop spells them."""
        return self._on_desktop(sheet, {(row, column): formula})[row, column]

    def ours(self, sheet: str) -> Formulas:
        """Return a sheet's formulas that call our functions, as they stand; none where nobody can say."""
        if sheet not in self._ours:
            self._ours[sheet] = _calling(found := self._like(sheet), self._known(sheet, found))
        return self._ours[sheet]

    def calling(self, sheet: str, namespaces: Set[str]) -> Formulas:
        """Return a sheet's formulas that call our functions, as they stand, where these namespaces are ours."""
        found = self._like(sheet)
        self._known(sheet, found)
        return _calling(found, namespaces)

    @cached_property
    def namespaces(self) -> frozenset[str]:
        """Return the namespaces of the web's spelling that are ours in this workbook."""
        told = self._told
        if not self._can.formulas:
            return told
        like = {text for name in self._sheets for text in self._like(name).values()}
        others = web_calls(like).keys() - told
        for name in self._sheets if others else ():
            like.update(self._formulas(name, partial(called_under, namespaces=others)).values())
        return told | learnt_namespaces(like, told)

    @cached_property
    def prefix(self) -> str:
        """Return what this workbook puts before our functions' names, as most of its formulas do; the desktop's is nothing."""
        if not self._can.formulas:
            return DESKTOP
        counts: Counter[str] = Counter()
        for sheet in dict.fromkeys([*self._stand, *self._sheets]):
            if sheet not in self._stand and counts:
                break  # the tables that are at work say it; the rest is read only where they do not
            for text in self.ours(sheet).values():
                counts.update(prefix_counts([text], self.namespaces))
        desktop = counts.pop(DESKTOP, 0)
        if counts.total() <= desktop:
            return DESKTOP
        prefix = max(counts, key=lambda each: (counts[each], each))
        return prefix if self._can.native else stored_prefix(prefix)

    def spelt(self, formula: str) -> str:
        """Return a formula of ours as this workbook spells it."""
        return (
            formula if not formula or self.prefix == DESKTOP else respelt(formula, self.prefix, frozenset())
        )

    @property
    def doubtful(self) -> tuple[Problem, ...]:
        """Return as problems the namespaces, on what was read so far, that may be ours or another add-in's."""
        return self.doubtful_besides(())

    def doubtful_besides(self, namespaces: Iterable[str]) -> tuple[Problem, ...]:
        """Return them without those that were told meanwhile."""
        told = set(namespaces)
        return tuple(
            _doubtful(space, at) for space, at in sorted(self._doubtful.items()) if space not in told
        )

    @cached_property
    def _told(self) -> frozenset[str]:
        return namespaces_told() | _noted(self._book)

    @property
    def _sheets(self) -> Iterable[str]:
        return (sheet.name for sheet in self._book.sheets)

    def _like(self, sheet: str) -> Formulas:
        # A list of somebody's has thousands of formulas that are asked for by nobody else.
        return self._stand.get(sheet) or (
            self._formulas(sheet, that_may_call_ours) if self._can.formulas else {}
        )

    def _formulas(self, sheet: str, among: Callable[[Set[str]], Set[str]] | None = None) -> Formulas:
        with reading_of(self._book.sheets[sheet]):
            return formulas_in(self._book.sheets[sheet], among)

    def _on_desktop(self, sheet: str, stand: Formulas) -> Formulas:
        known = self._known(sheet, stand)
        other = as_on_desktop(stand.values(), known)
        return {place: other.get(text, text) for place, text in stand.items()} if other else stand

    def _known(self, sheet: str, formulas: Formulas) -> frozenset[str]:
        """Return the namespaces that are ours, and take note of the formulas under others."""
        like = {
            text: spaces
            for text in that_may_call_ours(set(formulas.values()))
            if (spaces := web_calls([text]))
        }
        if all(space in self._told for spaces in like.values() for space in spaces):
            return self._told
        for (row, column), text in formulas.items():
            for space, names in like.get(text, {}).items():
                if space not in self.namespaces:
                    self._doubtful.setdefault(space, {})[sheet, row, column] = names
        return self.namespaces


def _calling(formulas: Formulas, namespaces: Set[str]) -> Formulas:
    ours = {text for text in set(formulas.values()) if calls_ours(text, namespaces)}
    return {place: text for place, text in formulas.items() if text in ours}


def note_namespace(book: xw.Book, namespace: str) -> bool:
    """Return whether the workbook knows a namespace of the web add-in as ours from now on."""
    spaces = sorted(_noted(book) | {namespace_key(namespace)})
    return write_custom_xml(
        book, _NOTED, f"<web xmlns={quoteattr(_NOTED)} namespaces={quoteattr(' '.join(spaces))}/>"
    )


def _noted(book: xw.Book) -> frozenset[str]:
    xml = read_custom_xml(book, _NOTED)
    if not xml:
        return frozenset()
    try:
        return frozenset((parse(xml.encode()).get("namespaces") or "").upper().split())
    except OoxmlError:
        return frozenset()


def _doubtful(space: str, cells: Mapping[tuple[str, int, int], frozenset[str]]) -> Problem:
    sheet, row, column = min(cells)
    names = listed(sorted({name for found in cells.values() for name in found}))
    alone = len(cells) == 1
    number = "This formula calls" if alone else f"This and {len(cells) - 1} more formulas call"
    left = "it was" if alone else "they were"
    return Problem(
        sheet,
        cell_address(row, column),
        f"{number} {names} under the name {space}, which may be another add-in's, so {left} left alone.",
        f"If {space} is what IT called Scorecard's add-in, have IT set {NAMESPACE_SETTING} to it.",
    )
