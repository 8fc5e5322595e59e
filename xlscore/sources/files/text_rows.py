"""The rows of a text, line by line, such that a quotation mark too many spoils its own row alone."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

__all__ = ["TextRow", "text_rows"]

_MOST_LINES: Final = 60
"""So many lines a cell may have in which lines are broken."""
_LONGEST: Final = 4_000_000

csv.field_size_limit(_LONGEST)


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row of a text: the line that it begins in, its cells, and what is wrong with its quotation marks."""

    line: int
    cells: tuple[str, ...]
    lines: int = 1
    trouble: str = ""
    plain: str = ""
    """The line as it stands, where there is no quotation mark in it."""


def text_rows(
    path: Path, separator: str, width: int = 0, take: Callable[[int, str], bool] = lambda *_: False
) -> Iterator[TextRow]:
    """Return the rows of a text in UTF-8, blank lines left aside.

    A cell in quotation marks may go over lines. Where so many cells are expected (`width`), one that swallows lines which
    are rows themselves is not believed: then the line with the quotation mark is a row of its own, in trouble.

    A line without a quotation mark that `take` takes, by its number and text, is not returned: nearly all are such, and a row
    of each would cost more than all that is done with it.
    """
    with path.open(encoding="utf-8-sig", newline=None, errors="replace") as file:
        waiting: list[str] = []
        at = 0
        while line := waiting.pop(0) if waiting else file.readline():
            at += 1
            text = line.rstrip("\n")
            quoted = '"' in text
            if not quoted and take(at, text):
                continue
            if not text.strip():
                continue
            if not quoted:
                yield TextRow(at, tuple(text.split(separator)), plain=text)
                continue
            cells = _parted(text, separator)
            if cells is not None:
                yield TextRow(at, cells)
                continue
            joined = text
            taken = 0
            if _is_open(text, separator):
                while taken < _MOST_LINES and cells is None and len(joined) < _LONGEST:
                    if taken == len(waiting):
                        more = file.readline()
                        if not more:
                            break
                        waiting.append(more)
                    inner = waiting[taken].rstrip("\n")
                    if width > 1 and inner.count(separator) >= width - 1 and '"' not in inner:
                        break
                    taken += 1
                    joined += "\n" + inner
                    cells = _parted(joined, separator)
            if cells is not None and (width == 0 or len(cells) == width):
                del waiting[:taken]
                yield TextRow(at, tuple(" ".join(cell.split("\n")) for cell in cells), taken + 1)
                at += taken
                continue
            yield TextRow(
                at,
                tuple(next(csv.reader([text], delimiter=separator, skipinitialspace=True), [])),
                1,
                "quotation mark",
            )


def _parted(text: str, separator: str) -> tuple[str, ...] | None:
    """Return the cells of a row, None where its quotation marks do not pair or stand within a cell."""
    try:
        rows = list(csv.reader([text], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error:
        return None
    return tuple(rows[0]) if len(rows) == 1 else None


def _is_open(text: str, separator: str) -> bool:
    """Return whether a row goes on in the next line: a quotation mark that opens a cell and has no other behind it."""
    try:
        list(csv.reader([text], delimiter=separator, skipinitialspace=True, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False
