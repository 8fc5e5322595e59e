"""The rows of a text or a Parquet file, opened where they lie, or made tidy line by line where they are odd."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.rules.words import counted_in_words, quoted, tidy
from xlscore.sources.engines.counting import Counter, RowSource, group_rows, lone_texts, rows_in_all
from xlscore.sources.errors import NotCountedError, SourceError
from xlscore.sources.files.text_rows import text_rows
from xlscore.sources.kinds import Glimpse
from xlscore.sources.rows.plan import RowPlan
from xlscore.sources.run_dates import run_date_in

__all__ = ["Rows", "group_rows_of"]

_NARROW: Final = 2
"""In a table of two columns a cell alone is a row, in a wider one a note."""
_MOST_NAMED: Final = 3


@dataclass
class Rows:
    """Rows that have been grouped: where they lie, what stands around them, what is wrong with them."""

    source: RowSource
    run_date: date | None = None
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
    return found


def _group(counter: Counter, source: RowSource, plan: RowPlan) -> None:
    counter.open(source)
    for name, query in group_rows(plan.columns, plan.days, plan.reference).items():
        counter.keep(name, query)


def _is_plain(counter: Counter, source: RowSource, plan: RowPlan, lines: int) -> bool:
    try:
        _group(counter, source, plan)
        if _number(counter, rows_in_all()) != lines:
            return False
        return len(source.headings) <= _NARROW or not _number(
            counter, lone_texts(plan.when, plan.columns[1:])
        )
    except NotCountedError:
        return False


def _number(counter: Counter, query: str) -> int:
    return next((int(str(row[0])) for row in counter.ask(query)), 0)


def _tidied(file: Glimpse, header: int, headings: Sequence[str], plan: RowPlan) -> Rows:
    """Write the rows anew, each with as many cells as there are headings, and say what had to be done for it."""
    width = len(headings)
    assert file.folder is not None, "where a text is written anew has not been said"
    target = file.folder / f"tidy-{sum(1 for _ in file.folder.iterdir())}.csv"
    found = Rows(RowSource(target, tuple(headings), ",", 0))
    notes: list[str] = []
    short: list[int] = []
    long: list[int] = []
    marks: list[int] = []
    with target.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerow
        for row in text_rows(file.path, file.separator, width):
            if row.line <= header + 1:
                continue
            cells = tuple(cell.replace("\x01", " ").strip("\x1a") for cell in row.cells)
            filled = [cell for cell in cells if cell.strip()]
            if not filled:
                continue
            if len(filled) == 1 and width > _NARROW:
                notes.append(tidy(filled[0]))
                continue
            cut = cells[:width]
            if row.trouble and len(cells) != width:
                marks.append(row.line)
                found.unread += 1
                continue
            if row.trouble:
                marks.append(row.line)
            elif any(cell.strip() for cell in cells[width:]):
                long.append(row.line)
                found.unread += 1
                continue
            elif len(cells) < width:
                short.append(row.line)
                if len(cells) < plan.needed:
                    found.unread += 1
                    continue
            write((*cut, *("" for _ in range(width - len(cut)))))
    found.run_date = run_date_in(notes)
    _tell(found, file.name, width, notes, short, long, marks)
    return found


def _tell(
    found: Rows, name: str, width: int, notes: list[str], short: list[int], long: list[int], marks: list[int]
) -> None:
    if notes:
        found.said.append(
            f"{name}: {counted_in_words(len(notes), 'line')} of words alone {'is a note' if len(notes) == 1 else 'are notes'}, no rows: {_some([quoted(note) for note in notes])}."
        )
    for lines, what, do in (
        (short, f"fewer than the {width} cells of the headings; what is not there counts as blank, and a row without what is asked of it is left out", "Look whether a line is broken in two."),
        (long, f"more cells than the {width} of the headings and cannot be told apart; left out", "Put quotation marks around a text that holds the separator."),
        (marks, "a quotation mark that has no other, or stands within a cell", "Double it within the cell, or take it away."),
    ):  # fmt: skip
        if lines:
            rows = counted_in_words(len(lines), "row")
            found.problems.append(
                Problem(
                    name,
                    f"line {lines[0]}",
                    f"{rows[:1].upper()}{rows[1:]} ({_some([f'line {line}' for line in lines])}) {'has' if len(lines) == 1 else 'have'} {what}.",
                    do,
                )
            )


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _MOST_NAMED
    return ", ".join(texts[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
