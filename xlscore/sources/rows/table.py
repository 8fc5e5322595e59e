"""The rows of a text or a Parquet file, opened where they lie, or made tidy line by line where they are odd."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, TextIO

from xlscore.rules.problems import Problem
from xlscore.rules.words import counted_in_words, quoted, tidy
from xlscore.sources.engines.counting import (
    Counter,
    RowSource,
    doubtful_rows,
    group_rows,
    number_of,
    rows_in_all,
)
from xlscore.sources.errors import NotCountedError, SourceError
from xlscore.sources.files.text_rows import TextRow, text_rows
from xlscore.sources.kinds import Glimpse
from xlscore.sources.rows.plan import RowPlan
from xlscore.sources.run_dates import run_date_in

__all__ = ["Rows", "group_rows_of"]

_NARROW: Final = 2
"""In a table of two columns a cell alone is a row, in a wider one a note."""
_MOST_NAMED: Final = 3
_MOST_KEPT: Final = 1_000
_FILLED: Final = 2
"""A line with so many filled cells is no note."""
_LONGEST: Final = 100_000
"""No name, date or count is longer than this; what is behind it in a cell is no loss."""


@dataclass
class Rows:
    """Rows that have been grouped: where they lie, what stands around them, what is wrong with them."""

    source: RowSource
    run_date: date | None = None
    written: int = 0
    """Rows that were written anew."""
    unread: int = 0
    """Rows whose cells cannot be told apart."""
    said: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def group_rows_of(file: Glimpse, header: int, plan: RowPlan, counter: Counter) -> Rows:
    """Return the rows below a header, grouped by what stands in the plan's columns.

    They are counted where they lie; where that does not come to as many rows as there are lines, or a line may be a note, the
    file is read line by line.
    """
    rows = file.leaves[0].rows
    headings = tuple(tidy(cell) if isinstance(cell, str) else "" for cell in rows[header])
    run_date = run_date_in([cell for row in rows[:header] for cell in row])
    if not file.is_text:
        source = RowSource(file.path, headings, parquet=True)
        _group(counter, source, plan)
        return Rows(source, run_date)
    if file.lines is not None:
        source = RowSource(file.path, headings, file.separator, header + 1)
        if _is_plain(counter, source, plan, file.lines - header - 1):
            return Rows(source, run_date)
    found = _tidied(file, header, headings, plan)
    found.run_date = run_date or found.run_date
    try:
        _group(counter, found.source, plan)
    except NotCountedError as error:
        raise SourceError(
            f"{file.name} cannot be read as a table of {len(headings)} columns ({error.what}).",
            "Save it again as .csv.",
        ) from error
    assert number_of(counter, rows_in_all()) == found.written, "rows were lost between writing and counting"
    return found


def _group(counter: Counter, source: RowSource, plan: RowPlan) -> None:
    counter.open(source)
    for name, query in group_rows(plan.columns, plan.days, plan.reference).items():
        counter.keep(name, query)


def _is_plain(counter: Counter, source: RowSource, plan: RowPlan, lines: int) -> bool:
    try:
        _group(counter, source, plan)
        if number_of(counter, rows_in_all()) != lines:
            return False
        return not number_of(counter, doubtful_rows(plan.when, plan.columns[1:], source.headings))
    except NotCountedError:
        return False


@dataclass
class _Met:
    """Something that was met in lines: how often, and the first few times what or where."""

    number: int = 0
    first: list[str] = field(default_factory=list)

    def add(self, what: str) -> None:
        """Note it once more."""
        self.number += 1
        if len(self.first) < _MOST_KEPT:
            self.first.append(what)

    @property
    def named(self) -> str:
        """Return the first few, and how many more there are."""
        more = self.number - _MOST_NAMED
        return ", ".join(self.first[:_MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


@dataclass
class _Odd:
    """What a text has that is no plain row."""

    notes: _Met = field(default_factory=_Met)
    headings: _Met = field(default_factory=_Met)
    short: _Met = field(default_factory=_Met)
    long: _Met = field(default_factory=_Met)
    marks: _Met = field(default_factory=_Met)


def _tidied(file: Glimpse, header: int, headings: Sequence[str], plan: RowPlan) -> Rows:
    """Write the rows anew, each with as many cells as there are headings, and say what had to be done for it."""
    width = len(headings)
    assert file.folder is not None, "where a text is written anew has not been said"
    target = file.folder / f"tidy-{sum(1 for _ in file.folder.iterdir())}.csv"
    found = Rows(RowSource(target, tuple(headings), file.separator, 0))
    odd = _Odd()
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, delimiter=file.separator, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        plain = PlainLines(header + 1, headings, file.separator, out)
        for row in text_rows(file.path, file.separator, width, plain.take):
            if row.line <= header + 1:
                continue
            cells = tuple(cell[:_LONGEST].replace("\x01", " ").strip("\x1a") for cell in row.cells)
            if _is_row(cells, headings, plan.when, odd, row.line):
                if _can_be_read(row, cells, width, plan.needed, odd):
                    write((*cells[:width], *("" for _ in range(width - len(cells)))))
                    found.written += 1
                else:
                    found.unread += 1
    found.written += plain.written
    found.run_date = run_date_in(odd.notes.first)
    _tell(found, file.name, width, odd)
    return found


class PlainLines:
    """Takes lines that can be written as they stand: nearly all can, and are not looked at cell by cell.

    >>> from io import StringIO
    >>> out = StringIO()
    >>> plain = PlainLines(1, ("Date", "Type", "Unit"), ",", out)
    >>> [plain.take(at, text) for at, text in enumerate(("Date,Type,Unit", "1/4/19,Arson,West", "1/5/19,,West", "Note,,", "x,y"), 1)]
    [False, True, True, False, False]
    >>> plain.written, out.getvalue()
    (2, '1/4/19,Arson,West\\n1/5/19,,West\\n')
    """

    def __init__(self, above: int, headings: Sequence[str], separator: str, out: TextIO) -> None:
        """Make one for the lines below a heading."""
        self.written = 0
        self._above, self._separator, self._out = above, separator, out
        self._separators, self._first = len(headings) - 1, headings[0] or " "
        self._spaced, self._doubled = f" {separator}", separator * 2

    def take(self, line: int, text: str) -> bool:
        """Return whether a line is plain, having written it."""
        separator = self._separator
        if (
            line <= self._above
            or text.count(separator) != self._separators
            or len(text) >= _LONGEST
            or self._spaced in text
            or not (text.isprintable() or (separator == "\t" and text.replace("\t", "").isprintable()))
            or text.startswith(self._first)
            or (self._is_gappy(text) and self._separators + 1 - text.split(separator).count("") < _FILLED)
        ):
            return False
        self._out.write(f"{text}\n")
        self.written += 1
        return True

    def _is_gappy(self, text: str) -> bool:
        """Return whether a line may have so many blank cells that it is a note."""
        separator = self._separator
        ends = text.startswith(separator) or text.endswith(separator)
        return self._doubled in text or ends or self._separators < _FILLED


def _is_row(cells: Sequence[str], headings: Sequence[str], when: int, odd: _Odd, line: int) -> bool:
    """Return whether a line is a row of the table: no blank one, no note, not the headings once more."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return False
    if tuple(map(tidy, cells)) == headings:
        odd.headings.add(f"line {line}")
        return False
    words = when < len(cells) and cells[when].strip() and not cells[when].strip()[0].isdigit()
    if len(filled) == 1 and (len(headings) > _NARROW or words):
        odd.notes.add(tidy(filled[0]))
        return False
    return True


def _can_be_read(row: TextRow, cells: Sequence[str], width: int, needed: int, odd: _Odd) -> bool:
    """Return whether it is known which cell of a row is which."""
    where = f"line {row.line}"
    if row.trouble:
        odd.marks.add(where)
        return len(cells) == width
    if any(cell.strip() for cell in cells[width:]):
        odd.long.add(where)
        return False
    if len(cells) < width:
        odd.short.add(where)
    return len(cells) >= needed


def _tell(found: Rows, name: str, width: int, odd: _Odd) -> None:
    """Say what was met: a note is none of the rows, a row that is ragged may change a count."""
    for met, what in ((odd.notes, "words alone, no row"), (odd.headings, "the headings once more, no row")):
        if met.number:
            quoted_ones = _Met(met.number, [quoted(one) for one in met.first]) if met is odd.notes else met
            found.said.append(
                f"{name}: {counted_in_words(met.number, 'line')} with {what}: {quoted_ones.named}."
            )
    for met, what, do in (
        (odd.short, f"fewer than the {width} cells of the headings; what is not there counts as blank, and a row without what is asked of it is left out", "Look whether a line is broken in two."),
        (odd.long, f"more cells than the {width} of the headings and cannot be told apart; left out", "Put quotation marks around a text that holds the separator."),
        (odd.marks, "a quotation mark that has no other, or stands within a cell", "Double it within the cell, or take it away."),
    ):  # fmt: skip
        if met.number:
            rows = counted_in_words(met.number, "row")
            said = (
                f"{rows[:1].upper()}{rows[1:]} ({met.named}) {'has' if met.number == 1 else 'have'} {what}."
            )
            found.problems.append(Problem(name, met.first[0], said, do))
