"""The evidence that a command's return holds, in one column or in one for numbers and one for words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any, Final

from xlscore.books.evidence.headings import GOOD_PRACTICE
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, share_cells
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.force.evidence import EvidenceKind, ReturnedEvidence, evidence_kind, is_evidence
from xlscore.rules.problems import ExcelError

__all__ = ["returned_evidence"]

_FIELDS: Final = ("evidence_numbers", "evidence_words", "evidence", "good_practice", "redlines", "risks")
_PLACES: Final = re.compile(r"(?<=\.)[0#?]+")


def returned_evidence(
    reading: Reading, table: Table, place: str, reader: Reader
) -> tuple[ReturnedEvidence, ...]:
    """Return the evidence of a return, area by area; a cell that holds an error is a problem."""
    found = []
    columns = _columns(table)
    for row in table.records:
        for column, kind in columns.items():
            value, source = table.block.at(row, column), Source(place, cell_address(row, column))
            error = ExcelError.read(value)
            if error is not None:
                reader.at(
                    place,
                    source.cell,
                    f"The cell holds the error {error.value}.",
                    "Put its formula or its sources right.",
                )
            elif not is_blank(value):
                text = _text(value, partial(_format, reading, table, (row, column)))
                if is_evidence(text):
                    found.append(ReturnedEvidence(table.text(row, "area"), kind, text, source))
    return (*found, *_listed(reading, table, place))


def _listed(reading: Reading, form: Table, place: str) -> Iterator[ReturnedEvidence]:
    """Yield the good practice that a return lists in a table of its own; an area that is merged down holds for its rows."""
    for table in find_all(reading.blocks, GOOD_PRACTICE):
        if table.sheet == form.sheet and share_cells(table, form):
            continue
        where, areas = f"{place.partition(']')[0]}]{table.sheet}", table.filled_down("area")
        for row in table.records:
            text = table.text(row, "text")
            if is_evidence(text):
                source = Source(where, table.cell(row, "text"))
                said = str(table.value(row, "text")).strip()
                yield ReturnedEvidence(areas[row], EvidenceKind.GOOD_PRACTICE, said, source)


def _columns(table: Table) -> dict[int, EvidenceKind]:
    """Return the columns of evidence: those of the layout, and any further one that is headed as evidence.

    "Evidence (numbers)" and "Evidence (words)" are one heading with two notes.
    """
    words = {word for name in _FIELDS for word in table.layout.column(name).spellings}
    own = {table.columns[name] for name in _FIELDS if name in table.columns}
    more = {column for column, heading in table.others.items() if column_key(heading) in words}
    return {
        column: evidence_kind(shown(table.block.at(table.header, column))) for column in sorted(own | more)
    }


def _text(value: Any, number_format: Callable[[], str]) -> str:
    """Return a cell's evidence as it was written; a number as the cell shows it, with its thousands apart."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shape = number_format()
        if "%" in shape:
            return f"{value:.{len(_PLACES.findall(shape)[0]) if _PLACES.search(shape) else 0}%}"
        return f"{value:,.10g}"
    return shown(value)


def _format(reading: Reading, table: Table, place: tuple[int, int]) -> str:
    return str(reading.book.sheets[table.sheet].range(place).number_format or "")
