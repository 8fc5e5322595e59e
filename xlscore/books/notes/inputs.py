"""The table of notes as read, and the rows of other tables beside which a note may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from xlscore.books.notes.headings import NOTES, PLAIN_DATES, PLAIN_WORDS
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.vocabulary import column_key, period_of
from xlscore.rules.figures import Source
from xlscore.rules.notes import FORCE, Note, Quoted, read_note_kind, read_period, read_span
from xlscore.rules.words import name_key

__all__ = ["find_notes", "quoted_row", "read_notes"]

_FIGURES: Final = ("value", "actual", "position", "met", "redline")
"""The columns whose heading may say up to when their figures go."""


def find_notes(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of notes, None where the workbook has none."""
    return find_one(reading.blocks, NOTES, _is_notes, sheet)


def _is_notes(table: Table) -> bool:
    def headed(field: str, words: Sequence[str]) -> bool:
        column = table.columns.get(field)
        return column is None or column_key(shown(table.block.at(table.header, column))) in words

    return "kind" in table.columns or not (headed("words", PLAIN_WORDS) and headed("date", PLAIN_DATES))


def read_notes(reading: Reading, reader: Reader, sheet: str | None = None) -> tuple[Note, ...]:
    """Return the workbook's notes; what cannot be read of one is a problem of its cell, and the note stands without it."""
    table = find_notes(reading, sheet)
    if table is None:
        return ()
    _report_wordless(table, reader)
    return tuple(_note(table, row, reader) for row in table.records)


def _note(table: Table, row: int, reader: Reader) -> Note:
    measure = reader.text(table, row, "measure")
    if not measure:
        reader.at(
            table.sheet, table.cell(row, "measure"),
            "The note names no measure, so it stands beside none.",
            "Name the measure as its table does, or write All measures.",
        )  # fmt: skip
    typed = reader.text(table, row, "date")
    span = read_span(typed) if typed else None
    if typed and span is None:
        reader.at(
            table.sheet, table.cell(row, "date"),
            f"'{typed}' names no month with its year, so the note stands whatever its date.",
            "Type the month, for example Apr 2018, or Dec 2017 to Feb 2018.",
        )  # fmt: skip
    return Note(
        measure=measure,
        words=reader.text(table, row, "words"),
        source=Source(table.sheet, table.cell(row, "measure")),
        kind=reader.word(table, row, "kind", read_note_kind),
        span=span,
        place=reader.text(table, row, "place"),
    )


def _report_wordless(table: Table, reader: Reader) -> None:
    """Report the notes that say nothing; a row without words is no record."""
    end = table.end if table.end is not None else table.block.last_row + 1
    for row in range(table.header + 1, end):
        said = [name for name in ("date", "kind") if not is_blank(table.value(row, name))]
        if row not in table.records and table.text(row, "measure") and said:
            reader.at(
                table.sheet, table.cell(row, "words"),
                f"The note on '{table.text(row, 'measure')}' says nothing.", "Write its words.",
            )  # fmt: skip


def quoted_row(
    table: Table, row: int, names: Iterable[str], data_to: str = "", places: Iterable[str] = (FORCE,)
) -> Quoted:
    """Return what a row quotes: its figures go as far as its own column says, else as the headings of its figures do."""
    last, months = read_period(data_to or table.text(row, "data_to"))
    return Quoted(
        tuple(dict.fromkeys(name for name in names if name_key(name))),
        tuple(dict.fromkeys(place for place in places if place)),
        last or _headed(table),
        months,
    )


def _headed(table: Table) -> date | None:
    """Return the month that the heading of a table's figures names, None for none."""
    for name in _FIGURES:
        column = table.columns.get(name)
        period = None if column is None else period_of(shown(table.block.at(table.header, column)))
        if period is not None and all(period):
            return date(*period, 1)
    return None
