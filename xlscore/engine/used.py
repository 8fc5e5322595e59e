"""What a sheet holds, read at once: values and formulas, however far one stray cell stands from the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from typing import Any, overload

import xlwings

from xlscore.engine import values
from xlscore.engine.ranges import Range

__all__ = ["SparseRow", "SparseRows", "formulas_in", "used_values"]

# A used range larger than this is mostly blank, and is read without its blanks.
_MOST_CELLS = 1_000_000


class SparseRow(Sequence[Any]):
    """A row of values most of which are blank: it reads as any row, and `held` has what it holds by the place in it."""

    __slots__ = ("held",)

    def __init__(self, held: Mapping[int, Any]) -> None:
        """Hold values by their places, counted from 0 and ascending."""
        self.held = held

    def __len__(self) -> int:
        """Return the place after that of the last value."""
        return next(reversed(self.held.keys()), -1) + 1  # type: ignore[call-overload]

    @overload
    def __getitem__(self, place: int) -> Any: ...
    @overload
    def __getitem__(self, place: slice) -> list[Any]: ...
    def __getitem__(self, place: int | slice) -> Any:
        """Return the value in a place, None for a blank, or a list of those of a slice."""
        if isinstance(place, slice):
            return [self.held.get(each) for each in range(*place.indices(len(self)))]
        if not -len(self) <= place < len(self):
            raise IndexError("The row ends before this place.")
        return self.held.get(place % len(self))

    def __iter__(self) -> Iterator[Any]:
        """Yield every value, the blanks among them."""
        return map(self.held.get, range(len(self)))


class SparseRows(Sequence[Sequence[Any]]):
    """The rows of a sheet most of which are blank: they read as any rows, and `held` has the others by their places.

    Whoever walks `held` never walks a million blank rows.
    """

    __slots__ = ("_count", "held")

    def __init__(self, held: Mapping[int, Sequence[Any]], count: int) -> None:
        """Hold rows by their places, counted from 0 and ascending, among so many."""
        self.held = held
        self._count = count

    def __len__(self) -> int:
        """Return how many rows there are, the blank ones among them."""
        return self._count

    @overload
    def __getitem__(self, place: int) -> Sequence[Any]: ...
    @overload
    def __getitem__(self, place: slice) -> list[Sequence[Any]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Any]:
        """Return the row in a place, an empty one for a blank, or a list of those of a slice."""
        if isinstance(place, slice):
            return [self.held.get(each, ()) for each in range(*place.indices(self._count))]
        if not -self._count <= place < self._count:
            raise IndexError("The sheet ends before this row.")
        return self.held.get(place % self._count, ())

    def __iter__(self) -> Iterator[Sequence[Any]]:
        """Yield every row, the blank ones among them."""
        return (self.held.get(place, ()) for place in range(self._count))


def used_values(sheet: xlwings.Sheet) -> tuple[int, int, Sequence[Sequence[Any]]]:
    """Return the row and column of the first used cell of a sheet, and the values row by row, errors as texts.

    Where few cells of a large used range of a file hold anything, as a stray cell in a far corner makes it, a row ends
    at its last value, a blank one is empty, and one that is mostly blank is a `SparseRow`; where most rows are blank, they
    are `SparseRows`.
    """
    used = sheet.used_range
    top, left = int(used.row), int(used.column)
    impl = used.impl
    if isinstance(impl, Range):
        return top, left, _read(impl)
    found = used.options(ndim=2, err_to_str=True).value
    return top, left, [list(row) for row in found or ()]


def _read(used: Range) -> Sequence[Sequence[Any]]:
    return _without_blanks(used) if len(used) > _MOST_CELLS else _whole(used)


def _whole(used: Range) -> list[Sequence[Any]]:
    box = used.box
    rows: list[Sequence[Any]] = [[None] * box.columns] * box.rows
    whole = list(range(box.left, box.right + 1))
    for numbers, columns, stored in used.sheet.file.runs_in(box):
        at, width, held = numbers[0] - box.top, len(columns), values.as_shown(stored)
        if columns == whole and numbers[-1] - numbers[0] == len(numbers) - 1:
            rows[at : at + len(numbers)] = zip(*[iter(held)] * width, strict=True)
        elif held:
            for place, number in enumerate(numbers):
                here = held[place * width : place * width + width]
                filled = here if columns == whole else _row(box.left, columns, here, box.columns)
                rows[number - box.top] = filled
    return rows


def _without_blanks(used: Range) -> Sequence[Sequence[Any]]:
    box, rows = used.box, dict[int, Sequence[Any]]()
    whole = list(range(box.left, box.right + 1))
    for numbers, columns, stored in used.sheet.file.runs_in(box):
        width, held = len(columns), values.as_shown(stored)
        places = [number - box.top for number in numbers]
        if columns == whole:
            rows.update(zip(places, zip(*[iter(held)] * width, strict=True), strict=True))
        elif held:
            for at, place in enumerate(places):
                rows[place] = _row(box.left, columns, held[at * width : at * width + width], 0)
    if len(rows) * 2 > box.rows:
        return [rows.get(place, ()) for place in range(box.rows)]
    return SparseRows({place: row for place, row in sorted(rows.items()) if row}, box.rows)


def _row(left: int, columns: Sequence[int], held: Sequence[Any], width: int) -> Sequence[Any]:
    """Return a row of at least so many values; of two in one place the first counts."""
    found = dict(zip(reversed(columns), reversed(held), strict=True))
    if not width:
        filled = [column for column in found if found[column] is not None]
        width = max(filled, default=left - 1) - left + 1
        if len(filled) * 4 < width:
            return SparseRow({column - left: found[column] for column in sorted(filled)})
    row = [None] * width
    for column, value in found.items():
        if value is not None:
            row[column - left] = value
    return row


def formulas_in(
    sheet: xlwings.Sheet, among: Callable[[Set[str]], Set[str]] | None = None
) -> dict[tuple[int, int], str]:
    """Return the formulas of a sheet by row and column, each with its equals sign.

    `among` says which of some formulas are wanted; then the others are left out, which is much less work where there are
    many.
    """
    used = sheet.used_range
    if isinstance(used.impl, Range):
        return used.impl.sheet.file.formulas(among=among)
    top, left, found = int(used.row), int(used.column), used.formula
    lines = found if isinstance(found, (list, tuple)) else ((found,),)
    all_of_them = {
        (top + down, left + right): text
        for down, line in enumerate(lines)
        for right, text in enumerate(line if isinstance(line, (list, tuple)) else (line,))
        if isinstance(text, str) and text.startswith("=")
    }
    if among is None:
        return all_of_them
    wanted = among(set(all_of_them.values()))
    return {place: text for place, text in all_of_them.items() if text in wanted}
