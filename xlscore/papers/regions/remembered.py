"""What was last written into each region, which travels in the document itself: the base of the next merge."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from xlscore.papers.merge.sentence import SentenceBase, Spot, said
from xlscore.papers.merge.table import TableText

__all__ = ["PAPER_NAMESPACE", "Remembered", "sentence_entry", "sentence_from", "table_entry", "table_from"]

PAPER_NAMESPACE: Final = "urn:xlscore:paper:1"
_FORM: Final = 1
Entry = dict[str, Any]


@dataclass
class Remembered:
    """What the paper was made of, and what stands where: for each tag an entry for each control that has it, known by the control's number.

    A copy that a person made has a number of its own; what was written into the one that it was copied from is what was
    written into it.
    """

    kind: str = ""
    book: str = ""
    recipient: str = ""
    sheet: str = ""
    regions: dict[str, list[Entry]] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()
    """From which sheets of the workbook; none in papers of before they were kept."""
    _taken: set[int] = field(default_factory=set)

    def of(self, tag: str, number: str) -> Entry | None:
        """Return what was written into a control, None where nothing was into any with its tag."""
        entries = self.regions.get(tag)
        if not entries:
            return None
        for entry in entries:
            if entry.get("id") == number and id(entry) not in self._taken:
                self._taken.add(id(entry))
                return entry
        return entries[0]

    def peek(self, tag: str, number: str) -> Entry | None:
        """Return what was written into a control, without its being used up where two have one number."""
        entries = self.regions.get(tag, [])
        return next(
            (entry for entry in entries if entry.get("id") == number), entries[0] if entries else None
        )

    def keep(self, tag: str, number: str, entry: Mapping[str, Any]) -> None:
        """Remember what is written into a control."""
        self.regions.setdefault(tag, []).append({"id": number, **entry})

    def drop(self, tag: str, number: str) -> None:
        """Forget what is written into a control that goes."""
        left = [entry for entry in self.regions.pop(tag, []) if entry["id"] != number]
        if left:
            self.regions[tag] = left

    def text(self) -> str:
        """Return it as text; the same regions are the same text."""
        regions = dict(sorted(self.regions.items()))
        asked = {"recipient": self.recipient, "sheet": self.sheet}
        sheets = {"sheets": list(self.sheets)} if self.sheets else {}
        told = {"form": _FORM, "kind": self.kind, "book": self.book, **asked, **sheets, "regions": regions}
        return json.dumps(told, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str | None) -> Remembered | None:
        """Return what a text remembers, None where there is none or it cannot be read.

        >>> kept = Remembered("board", "b.xlsx")
        >>> kept.keep("xlscore:yours:a", "7", {})
        >>> Remembered.read(kept.text()) == kept, Remembered.read("{")
        (True, None)
        """
        try:
            told = json.loads(text or "")
            regions = told["regions"]
            if told["form"] != _FORM or not all(isinstance(each, list) for each in regions.values()):
                return None
            kind, book, recipient, sheet = (
                str(told.get(name, "")) for name in ("kind", "book", "recipient", "sheet")
            )
            return cls(kind, book, recipient, sheet, regions, tuple(map(str, told.get("sheets", ()))))
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            return None


def sentence_entry(base: SentenceBase) -> Entry:
    """Return a sentence as it is remembered."""
    parts = [part if isinstance(part, str) else [part.tag, part.text] for part in base.parts]
    return {"said": parts, **({"own": dict(sorted(base.own.items()))} if base.own else {})}


def sentence_from(entry: Entry | None) -> SentenceBase | None:
    """Return the sentence that was remembered, None for none."""
    if entry is None or "said" not in entry:
        return None
    parts = (part if isinstance(part, str) else Spot(part[0], part[1]) for part in entry["said"])
    return SentenceBase(said(parts), entry.get("own", {}))


def table_entry(base: TableText, shades: Mapping[tuple[str, str], str]) -> Entry:
    """Return a table as it is remembered, with the colours that we gave its cells."""
    entry: Entry = {
        "columns": [list(column) for column in base.columns],
        "rows": [[key, list(texts)] for key, texts in base.rows],
        "shades": [[row, column, shade] for (row, column), shade in sorted(shades.items()) if shade],
    }
    if base.touched:
        entry["touched"] = True
    if base.repeats:
        entry["repeats"] = [list(each) for each in base.repeats]
    return entry


def table_from(entry: Entry | None) -> tuple[TableText, dict[tuple[str, str], str]]:
    """Return the table that was remembered, with the colours of its cells; an empty one for none."""
    if entry is None:
        return TableText((), ()), {}
    columns = tuple((key, heading) for key, heading in entry["columns"])
    rows = tuple((key, tuple(texts)) for key, texts in entry["rows"])
    shades = {(row, column): shade for row, column, shade in entry["shades"]}
    repeats = tuple((row, column, text, called) for row, column, text, called in entry.get("repeats", ()))
    return TableText(columns, rows, bool(entry.get("touched")), repeats), shades
