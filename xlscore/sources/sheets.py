"""Rows on the sheets of a workbook, a row for each crime or count: written as one text, and read as such files are.

So dates, references, duplicates and conditions are the same on a sheet as in a text, and a row that is on two sheets is seen.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.rules.words import counted_in_words, name_key
from xlscore.sources.counted import FileCounts
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import FileKind, Glimpse, Leaf
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming
from xlscore.sources.tables.figures import is_nothing
from xlscore.sources.tables.pages import SourcePage, SourceRow, open_pages
from xlscore.sources.tables.said import said_of_hidden, said_of_others

__all__ = ["IsHeading", "read_sheets", "sheets_with"]

_FIRST_ROWS: Final = 60
_LINE: Final = re.compile(r"\bline (\d+)")
_BREAKS: Final = re.compile(r"[\r\n\x01]+")

IsHeading = Callable[[Sequence[object]], bool]
"""Whether a line of a sheet is the heading of rows that a kind of file has."""


@dataclass
class _Text:
    """The text that sheets are written to, and where its lines were."""

    file: str
    path: Path
    headings: tuple[str, ...] = ()
    lines: int = 0
    first: list[tuple[object, ...]] = field(default_factory=list)
    starts: list[tuple[int, SourcePage, int]] = field(default_factory=list)
    """From which line on which sheet, and the number that its line had there."""
    uncomputed: dict[str, tuple[int, str]] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def place(self, line: int) -> str:
        """Return where a line was on its sheet."""
        start, page, number = next(each for each in reversed(self.starts) if each[0] <= line)
        return page.place(number + line - start, 1)


def sheets_with(glimpse: Glimpse, is_heading: IsHeading) -> dict[str, bool]:
    """Return the sheets of a workbook that have such a heading among their first lines, and whether a row stands below it."""
    found = {}
    for leaf in glimpse.leaves:
        at = next((number for number, row in enumerate(leaf.rows, 1) if is_heading(row)), 0)
        if at:
            found[leaf.name] = len(leaf.rows) > at
    return found


def read_sheets(
    glimpse: Glimpse, kind: FileKind, is_heading: IsHeading, told: Meanings, naming: Naming
) -> FileCounts:
    """Return what the sheets that have such a heading come to together, read as a text of this kind."""
    text = _written(glimpse, is_heading)
    found = kind.read(
        replace(
            glimpse, path=text.path, leaves=(Leaf("", tuple(text.first)),), encoding="utf-8-sig", separator=",", lines=text.lines
        ),
        told,
        naming,
    )  # fmt: skip
    problems = [_moved(problem, text) for problem in found.problems]
    for sheet, (number, where) in text.uncomputed.items():
        cells = counted_in_words(number, "cell")
        problems.append(
            Problem(
                glimpse.name, where, f"On {sheet!r} {cells} of these rows {'has' if number == 1 else 'have'} a formula that nobody has computed yet.",
                "Open the workbook in Excel and save it.",
            )
        )  # fmt: skip
    return replace(found, problems=tuple(problems), said=(*text.said, *found.said))


def _written(glimpse: Glimpse, is_heading: IsHeading) -> _Text:
    """Write the sheets to one text, the first of them line by line as it stands, the columns of the others by their headings."""
    assert glimpse.folder is not None, "where a sheet is written as a text has not been said"
    text = _Text(glimpse.name, glimpse.folder / f"sheets-{sum(1 for _ in glimpse.folder.iterdir())}.csv")
    aside: list[str] = []
    with text.path.open("w", encoding="utf-8", newline="") as out:
        write = csv.writer(out, lineterminator="\n").writerow
        for page, rows in open_pages(glimpse):
            above, heading = _to_heading(rows, is_heading)
            if heading is None:
                aside.append(page.name)
                continue
            lines = _lines_of(text, page, above, heading, rows)
            for line in lines:
                write(line)
                text.lines += 1
                if len(text.first) < _FIRST_ROWS:
                    text.first.append(tuple(line))
    if not text.starts:
        raise SourceError(
            f"{glimpse.name} has no sheet with these columns.", "Look at the headings of its sheets."
        )
    text.said += said_of_others(aside)
    return text


def _to_heading(rows: Iterator[SourceRow], is_heading: IsHeading) -> tuple[list[SourceRow], SourceRow | None]:
    """Return the lines above the heading, and the heading, None where there is none."""
    above: list[SourceRow] = []
    for row in islice(rows, _FIRST_ROWS):
        if is_heading(row.cells):
            return above, row
        above.append(row)
    return above, None


def _lines_of(
    text: _Text,
    page: SourcePage,
    above: Sequence[SourceRow],
    heading: SourceRow,
    rows: Iterator[SourceRow],
) -> Iterator[Sequence[str]]:
    """Yield the lines of a sheet as texts: those of the first where they stood, with blank ones between."""
    names = tuple(cell_text(value) for value in heading.cells)
    if not text.headings:
        text.headings = names
        text.starts.append((1, page, 1))
        for row in (*above, heading):
            yield from _blank(row.number - 1 - text.lines)
            yield [cell_text(value) for value in row.cells]
    columns = _columns(text.headings, names)
    hidden = 0
    seen: dict[tuple[int, int], object] = {}
    for row in rows:
        if row.cells == heading.cells:
            continue
        if text.starts[-1][1] is not page:
            text.starts.append((text.lines + 1, page, row.number))
        _, _, first = text.starts[-1]
        start = text.starts[-1][0]
        yield from _blank(start + row.number - first - 1 - text.lines)
        hidden += row.number in page.hidden
        yield [_shown(text, page, row, column, seen) for column in columns]
    text.said += said_of_hidden(page, hidden)


def _blank(number: int) -> Iterator[Sequence[str]]:
    for _ in range(number):
        yield ()


def _columns(wanted: Sequence[str], names: Sequence[str]) -> list[int]:
    """Return the column of each heading of the first sheet on another one, 0 where it has none."""
    if names == wanted:
        return list(range(1, len(wanted) + 1))
    at: Mapping[str, int] = {
        name_key(name): column for column, name in reversed(list(enumerate(names, 1))) if name
    }
    return [at.get(name_key(name), 0) for name in wanted]


def _shown(
    text: _Text, page: SourcePage, row: SourceRow, column: int, seen: dict[tuple[int, int], object]
) -> str:
    """Return what is seen in a cell: of cells merged downwards what the first one holds."""
    if not column:
        return ""
    if page.is_uncomputed(row, column):
        number, where = text.uncomputed.get(page.name, (0, page.place(row.number, column)))
        text.uncomputed[page.name] = number + 1, where
    anchor = page.anchor(row.number, column)
    if anchor is None:
        value = row.at(column)
        if not is_nothing(value) and page.merged:
            seen[row.number, column] = value
        return cell_text(value)
    return cell_text(seen.get(anchor)) if anchor[1] == column else ""


def _moved(problem: Problem, text: _Text) -> Problem:
    """Return a problem of a line of the text as one of the cell of the sheet."""
    if problem.sheet != text.file:
        return problem
    found = _LINE.fullmatch(problem.cell)
    what = _LINE.sub(lambda line: text.place(int(line[1])), problem.what)
    return replace(problem, cell=text.place(int(found[1])) if found else problem.cell, what=what)


def cell_text(value: object) -> str:
    """Return a cell as a text file has it: a day as 2024-04-30, a whole number without a point.

    >>> [cell_text(value) for value in (datetime(2024, 4, 30), datetime(2024, 4, 30, 9, 5), 12.0, "two\\nlines", None)]
    ['2024-04-30', '2024-04-30 09:05:00', '12', 'two lines', '']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return _BREAKS.sub(" ", str(value))
