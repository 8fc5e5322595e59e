"""The table of notes as read, and the rows of other tables beside which a note may stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from xlscore.books.notes.headings import NOTES, PLAIN_DATES, PLAIN_WORDS
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_required, is_product_only
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.periods import period_of
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.rules.figures import Source
from xlscore.rules.notes import FORCE, MeasureNote, Quoted, read_note_kind
from xlscore.rules.periods import read_period, read_span
from xlscore.rules.words import key, name_key

__all__ = ["find_notes", "quoted_row", "read_notes", "require_notes"]

_FIGURES: Final = ("value", "actual", "position", "met", "redline")
"""The columns whose heading may say up to when their figures go."""


def find_notes(reading: Reading, sheet: str | None = None) -> list[Table]:
    """Return the tables of notes, on one sheet or on all: notes in two tables are notes all the same."""
    found = find_all(reading.blocks, NOTES, _is_notes)
    return [table for table in found if sheet is None or key(table.sheet) == key(sheet)]


def require_notes(reading: Reading, sheet: str | None = None) -> None:
    """Refuse a workbook without notes, with the row that comes nearest to a table of them."""
    if not find_notes(reading, sheet):
        find_required(reading.blocks, NOTES, _is_notes, sheet)


def _is_notes(table: Table) -> bool:
    """Return whether a table is a person's, and no list of actions; the caveats beside figures of ours are no notes."""

    def headed(field: str, words: Sequence[str]) -> bool:
        column = table.columns.get(field)
        return column is None or column_key(shown(table.block.at(table.header, column))) in words

    if is_product_only(table):
        return False
    return "kind" in table.columns or not (headed("words", PLAIN_WORDS) and headed("date", PLAIN_DATES))


def read_notes(reading: Reading, reader: Reader, sheet: str | None = None) -> tuple[MeasureNote, ...]:
    """Return the workbook's notes; what cannot be read of one is a problem of its cell, and the note stands without it."""
    notes = []
    begins = int(read_policy(reading, Reader()).policy.year_begins)
    for table in find_notes(reading, sheet):
        _report_nameless(table, reader)
        reader.look_over(table)
        notes += [_note(table, row, reader, begins) for row in table.records]
    return tuple(note for note in notes if note.words)


def _note(table: Table, row: int, reader: Reader, year_begins: int) -> MeasureNote:
    measure, words = table.text(row, "measure"), reader.text(table, row, "words")
    if not words:
        reader.at(
            table.sheet,
            table.cell(row, "words"),
            f"The note on '{measure}' says nothing.",
            "Write its words.",
        )
    typed = reader.text(table, row, "date")
    span = read_span(typed, year_begins) if typed else None
    if typed and span is None:
        reader.at(
            table.sheet, table.cell(row, "date"),
            f"'{typed}' names no month with its year, so the note stands whatever its date.",
            "Type the month, for example Apr 2018, or Dec 2017 to Feb 2018.",
        )  # fmt: skip
    return MeasureNote(
        measure=measure,
        words=words,
        source=Source(table.sheet, table.cell(row, "measure")),
        kind=reader.word(table, row, "kind", read_note_kind),
        span=span,
        place=reader.text(table, row, "place"),
    )


def _report_nameless(table: Table, reader: Reader) -> None:
    """Report the notes that name no measure; a row without one is no record."""
    end = table.end if table.end is not None else table.block.last_row + 1
    for row in table.block.lines(table.header + 1):
        if row >= end:
            break
        more = any(not is_blank(table.value(row, name)) for name in ("date", "kind", "place"))
        if not table.text(row, "measure") and table.text(row, "words") and more:
            reader.at(
                table.sheet, table.cell(row, "measure"),
                "The note names no measure, so it stands beside none.",
                "Name the measure as its table does, or write All measures.",
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
        if name not in table.columns:
            continue
        column = table.columns[name]
        for line in (table.header, table.top):
            period = period_of(shown(table.block.at(line, column)))
            if period is not None and all(period):
                return date(*period, 1)
    return None
