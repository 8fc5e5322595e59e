"""The workbook's ledger: which values the product last wrote, so that they are told from those a person typed.

An entry is found by the kind of table, the sheet, the row's key (its area, its measure) and the field, so that sorting a
table, inserting rows or renaming its sheet loses nothing. A value in a cell is ours only if it is what the ledger says;
once somebody has typed another one, it is theirs, and stays theirs even if they type ours again after the next run. A
row that was renamed is known by its values, and so is a sheet. Formulas need no entry: their shape tells (`tables.shapes`).

Where a button may break off half-way (Excel itself carries it out in several messages), the ledger is written beforehand with what
stood before beside what will stand: both are ours until the button has come to its end.

The ledger travels in the workbook as a custom XML part, which Excel keeps and nobody sees. Where the program behind the
book has no such place, or the part is gone or unreadable, there is no entry, and every value is a person's.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from xml.sax.saxutils import escape

from xlscore.books.plan.agreement import same
from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.records import dated, undated
from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.xml.tree import parse
from xlscore.rules.words import key

__all__ = ["NAMESPACE", "Entries", "Ledger", "Place", "still_standing"]

NAMESPACE: Final = "urn:xlscore:ledger"
_FORM: Final = "1"
_BEFORE: Final = "before"
"""Behind an entry: a version that does not know the word passes over it."""
_USUAL: Final = 3

Place = tuple[str, str]
"""A table: its kind, and its sheet's name as names are compared."""

Entries = dict[tuple[str, str], Scalar]
"""The values that we last wrote into a table, by row key and field."""
_FEWEST: Final = 2
"""So many values must stand for a row to be known by them: a single one may well be typed by chance."""


@dataclass
class Ledger:
    """The entries of each table, by row key and field."""

    tables: dict[Place, Entries] = field(default_factory=dict)
    before: dict[Place, Entries] = field(default_factory=dict)
    """What stood before a button that has not come to its end: as much ours as what it was going to write."""

    @classmethod
    def read(cls, xml: str | None) -> Ledger:
        """Return the ledger that a custom XML part holds, an empty one where it cannot be read.

        >>> ledger = Ledger()
        >>> ledger.keep(("grid", "grid"), "burglary", "final", "Good")
        >>> Ledger.read(ledger.xml()).tables == ledger.tables, Ledger.read("<x").tables
        (True, {})
        """
        if not xml:
            return cls()
        try:
            root = parse(xml.encode())
            entries = json.loads(root.text or "", object_hook=undated) if root.get("form") == _FORM else []
        except (OoxmlError, ValueError, RecursionError):
            return cls()
        return cls(_tables(entries, _USUAL), _tables(entries, _USUAL + 1))

    def xml(self) -> str:
        """Return the ledger as its part's text; one order, so that the same entries are the same bytes."""
        places = {place for part in (self.tables, self.before) for place, rows in part.items() if rows}
        entries = [
            [*place, [*_rows(self.tables, place), *_rows(self.before, place, _BEFORE)]]
            for place in sorted(places)
        ]
        text = escape(json.dumps(entries, separators=(",", ":"), default=dated))
        return f'<ledger xmlns="{NAMESPACE}" form="{_FORM}">{text}</ledger>'

    def of(self, place: Place, sheets: Iterable[str]) -> Mapping[tuple[str, str], Scalar]:
        """Return a table's entries; where its sheet has none, those of a sheet that is gone: it was renamed.

        `sheets` are the names of the workbook's sheets. Where tables of that kind stood on several sheets that are gone,
        nobody can say which was renamed to this one, and no value is ours.
        """
        if place in self.tables:
            return self.tables[place]
        here = {key(name) for name in sheets}
        gone = [other for other in self.tables if other[0] == place[0] and other[1] not in here]
        return self.tables[gone[0]] if len(gone) == 1 else {}

    def take(self, place: Place, sheets: Iterable[str]) -> Entries:
        """Return a table's entries to be changed, taken over from its sheet's former name if it was renamed."""
        entries = dict(self.of(place, sheets))
        if place not in self.tables:
            here = {key(name) for name in sheets}
            for other in [o for o in self.tables if o[0] == place[0] and o[1] not in here]:
                del self.tables[other]
        return self.tables.setdefault(place, entries)

    def keep(self, place: Place, row: str, name: str, value: Scalar) -> None:
        """Keep that the product wrote a value; a blank one is no entry."""
        entries = self.tables.setdefault(place, {})
        if value is None:
            entries.pop((row, name), None)
        else:
            entries[row, name] = value

    def as_in(self, before: Ledger, entries: Iterable[tuple[str, str, str, str]]) -> Ledger:
        """Return the ledger with these values as one before had them: what was not written still holds what it held.

        >>> old, new = Ledger({("grid", "grid"): {("burglary", "final"): "Good"}}), Ledger({("grid", "grid"): {}})
        >>> new.as_in(old, [("grid", "grid", "burglary", "final")]).tables == old.tables
        True
        """
        made = self.without(entries)
        for kind, sheet, row, name in entries:
            made.keep((kind, sheet), row, name, before.tables.get((kind, sheet), {}).get((row, name)))
        return made

    def begun(self, stood: Ledger, sheets: Iterable[str]) -> Ledger:
        """Return the ledger for while it is being carried out in a workbook of these sheets, whose ledger is `stood`.

        >>> old, new = Ledger({("grid", "grid"): {("gangs", "final"): "Good"}}), Ledger({("grid", "grid"): {("gangs", "final"): "RI"}})
        >>> begun = Ledger.read(new.begun(old, ["Grid"]).xml())
        >>> begun.tables == new.tables, begun.before == old.tables
        (True, True)
        """
        before, names = {place: dict(rows) for place, rows in self.before.items()}, list(sheets)
        for place in {*self.tables, *stood.tables}:
            now = self.tables.get(place, {})
            was = {mark: value for mark, value in stood.of(place, names).items() if now.get(mark) != value}
            before[place] = before.get(place, {}) | was
        return Ledger(self.tables, before)

    def without(self, entries: Iterable[tuple[str, str, str, str]]) -> Ledger:
        """Return the ledger without the values that were not written after all.

        >>> Ledger({("grid", "grid"): {("burglary", "final"): "Good"}}).without([("grid", "grid", "burglary", "final")]).tables
        {('grid', 'grid'): {}}
        """
        gone = set(entries)
        return Ledger(
            {
                place: {mark: value for mark, value in rows.items() if (*place, *mark) not in gone}
                for place, rows in self.tables.items()
            },
            self.before,
        )


def still_standing(
    entries: Entries, rows: Mapping[str, Sequence[Mapping[str, Scalar]]], *, renamed: bool
) -> Entries:
    """Return the entries that still hold: those whose value stands in its row. What was typed over is no more ours.

    `rows` holds by row key what its fields hold now, twice where two records are called the same. A row of a new name
    takes over the entries of one that is gone if all of them stand there. With `renamed` the entries are those of a sheet
    that is gone: unless most of them stand here, this is another table, and none is ours.

    >>> entries = {("burglary", "final"): "Good", ("burglary", "why"): "2 of 3", ("robbery", "final"): "Good"}
    >>> still_standing(entries, {"theft": [{"final": "Good", "why": "2 of 3"}], "robbery": [{"final": "RI"}]}, renamed=False)
    {('theft', 'final'): 'Good', ('theft', 'why'): '2 of 3'}
    >>> still_standing(entries, {"robbery": [{"final": "Good"}]}, renamed=True)
    {}
    """
    by_row: dict[str, dict[str, Scalar]] = {}
    for (row, name), value in entries.items():
        by_row.setdefault(row, {})[name] = value
    lost = {row: values for row, values in by_row.items() if row not in rows and len(values) >= _FEWEST}
    moved: dict[str, str] = {}
    for row, found in rows.items():
        if row not in by_row and len(found) == 1:
            fitting = [name for name, values in lost.items() if _stand(values, found[0])]
            if len(fitting) == 1:
                moved[row] = fitting[0]
    once = {row: name for row, name in moved.items() if list(moved.values()).count(name) == 1}
    kept = {
        (row, name): value
        for row, found in rows.items()
        for name, value in by_row.get(once.get(row, row), {}).items()
        if any(same(cells.get(name), value) for cells in found)
    }
    return {} if renamed and 2 * len(kept) <= len(entries) else kept


def _stand(values: Mapping[str, Scalar], cells: Mapping[str, Scalar]) -> bool:
    return all(same(cells.get(name), value) for name, value in values.items())


def _rows(tables: Mapping[Place, Entries], place: Place, *more: str) -> list[list[object]]:
    return [[row, name, value, *more] for (row, name), value in sorted(tables.get(place, {}).items())]


def _tables(entries: object, parts: int) -> dict[Place, Entries]:
    """Return the entries as they were kept, by how many parts they have; what is not of that form was written by nobody of us, and counts for nothing."""
    found: dict[Place, Entries] = {}
    for entry in entries if isinstance(entries, list) else []:
        match entry:
            case [str(kind), str(sheet), [*rows]]:
                found[kind, sheet] = dict(_entry(row) for row in rows if _is_entry(row, parts))
    return {place: kept for place, kept in found.items() if kept or parts == _USUAL}


def _is_entry(row: object, parts: int) -> bool:
    match row:
        case [str(), str(), str() | int() | float() | bool() | datetime.date(), *more]:
            return len(more) + _USUAL == parts and all(each == _BEFORE for each in more)
    return False


def _entry(row: Sequence[Any]) -> tuple[tuple[str, str], Scalar]:
    return (row[0], row[1]), row[2]
