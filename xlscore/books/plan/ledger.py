"""The workbook's ledger: which values the product last wrote, so that they are told from those a person typed.

An entry is found by the kind of table, the sheet, the row's key (its area, its measure) and the field, so that sorting a
table, inserting rows or renaming its sheet loses nothing. A value in a cell is ours only if it is what the ledger says;
once somebody has typed another one, it is theirs. Formulas need no entry: their shape tells (`tables.shapes`).

The ledger travels in the workbook as a custom XML part, which Excel keeps and nobody sees. Where the program behind the
book has no such place, or the part is gone or unreadable, there is no entry, and every value is a person's.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from xlscore.books.plan.edits import Scalar
from xlscore.ooxml.errors import OoxmlError
from xlscore.ooxml.xml.tree import parse
from xlscore.rules.words import key

__all__ = ["NAMESPACE", "Ledger", "Place"]

NAMESPACE: Final = "urn:xlscore:ledger"
_FORM: Final = "1"

Place = tuple[str, str]
"""A table: its kind, and its sheet's name as names are compared."""


@dataclass
class Ledger:
    """The entries of each table, by row key and field."""

    tables: dict[Place, dict[tuple[str, str], Scalar]] = field(default_factory=dict)

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
            entries = json.loads(root.text or "") if root.get("form") == _FORM else []
        except (OoxmlError, ValueError):
            return cls()
        return cls(_tables(entries))

    def xml(self) -> str:
        """Return the ledger as its part's text; one order, so that the same entries are the same bytes."""
        entries = [
            [kind, sheet, [[row, name, value] for (row, name), value in sorted(rows.items())]]
            for (kind, sheet), rows in sorted(self.tables.items())
            if rows
        ]
        text = escape(json.dumps(entries, separators=(",", ":")))
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

    def take(self, place: Place, sheets: Iterable[str]) -> dict[tuple[str, str], Scalar]:
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


def _tables(entries: object) -> dict[Place, dict[tuple[str, str], Scalar]]:
    """Return the entries as they were kept; what is not of that form was written by nobody of us, and counts for nothing."""
    found: dict[Place, dict[tuple[str, str], Scalar]] = {}
    for entry in entries if isinstance(entries, list) else []:
        match entry:
            case [str(kind), str(sheet), [*rows]]:
                found[kind, sheet] = {}
                for row in rows:
                    match row:
                        case [str(name), str(of), (str() | int() | float() | bool()) as value]:
                            found[kind, sheet][name, of] = value
    return found
