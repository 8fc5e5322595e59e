"""Which row and which column of a table that stands is which of ours: by its name, and where a person changed that, by the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlscore.papers.merge.table import StandingRow, TableText

__all__ = ["FoundLines", "find"]

_ENOUGH: Final = 0.5
"""The share of its other cells by which a row or a column is known whose name a person changed: more than this."""


@dataclass(frozen=True)
class FoundLines:
    """Whose the rows and columns of a table are: a row's number or a grid column to our key.

    A copied row or column has the key of the one that it was copied from. `alike` are rows and columns of a person's that repeat what we
    wrote into another: they may be out of date, but are never written.
    """

    rows: Mapping[int, str]
    columns: Mapping[int, str]
    alike_rows: Mapping[int, str]
    alike_columns: Mapping[int, str]


def find(base: TableText, new: TableText, stands: Sequence[StandingRow]) -> FoundLines:
    """Return whose the rows and columns are of a table whose first row has the headings."""
    columns, alike_columns = _columns(base, new, stands)
    rows, alike_rows = _rows(base, new, columns, stands)
    return FoundLines(rows, columns, alike_rows, alike_columns)


def _columns(
    base: TableText, new: TableText, stands: Sequence[StandingRow]
) -> tuple[dict[int, str], dict[int, str]]:
    headings = stands[0].cells
    found: dict[int, str] = {}
    for names in (base.columns, new.columns):
        for key, heading in names:
            at = next((n for n, text in enumerate(headings) if n not in found and _same(text, heading)), None)
            if key not in found.values() and at is not None:
                found[at] = key
    ours = {
        key: {
            text
            for table in (base, new)
            for (_, column), text in table.texts.items()
            if column == key and text
        }
        for key, _ in base.columns
    }
    rows = [
        row
        for row in stands[1:]
        if not row.left and any(row.cells[at] in ours.get(key, ()) for at, key in found.items())
    ] or [row for row in stands[1:] if not row.left]
    alike: dict[int, str] = {}
    for at in range(len(headings)):
        if at in found:
            continue
        shares = {key: _share([row.cells[at] for row in rows], texts) for key, texts in ours.items() if texts}
        if not shares:
            continue
        key = max(shares, key=shares.__getitem__)
        copied = shares[key] > 0 and _same(headings[at], base.headings[key])
        if shares[key] <= _ENOUGH and not copied:
            continue
        if copied or key not in found.values():
            found[at] = key
        else:
            alike[at] = key
    return dict(sorted(found.items())), alike


def _rows(
    base: TableText, new: TableText, columns: Mapping[int, str], stands: Sequence[StandingRow]
) -> tuple[dict[int, str], dict[int, str]]:
    head = base.columns[0][0] if base.columns else ""
    at = next((column for column, key in columns.items() if key == head), None)
    names = {key: texts[0] or "" for key, texts in base.rows if texts}
    texts = base.texts
    order = list(names)
    free = set(range(1, len(stands)))
    found: dict[int, str] = {}

    def alike(key: str, place: int) -> float:
        """Return which share of a row's cells, beside its first, stands as we wrote it into another."""
        pairs = [
            (text, stands[place].cells[column])
            for column, name in columns.items()
            if name != head and (text := texts.get((key, name)))
        ]
        return sum(text == cell for text, cell in pairs) / len(pairs) if pairs else 0.0

    named = [
        (order.index(key), -alike(key, place), place)
        for key in order
        for place in sorted(free)
        if (alike(key, place) == 1 if at is None else _same(stands[place].cells[at], names[key]))
    ]
    # The likest first: where two of our rows have one name, each finds its own.
    for number, _, place in sorted(named, key=lambda pair: (pair[1], pair[0], pair[2])):
        if place in free and order[number] not in found.values():
            found[place] = order[number]
            free.discard(place)
    for number, unlike, place in named:
        if place in free and -unlike > _ENOUGH:
            found[place] = order[number]
            free.discard(place)
    # What has our name and too little else of ours is a person's, and may repeat a figure all the same.
    like = {place: order[number] for number, _, place in named if place in free}
    for place in sorted(free - like.keys()):
        key = max(order, key=lambda key: alike(key, place), default=None)
        if key is None or alike(key, place) <= _ENOUGH:
            continue
        sure = alike(key, place) == 1 or _between(place, order.index(key), found, order)
        if key not in found.values() and sure:
            found[place] = key
        else:
            like[place] = key
    for key, new_texts in new.rows:  # a person made room for it already
        if at is None or key in names or not new_texts or not new_texts[0]:
            continue
        for place in sorted(free - found.keys() - like.keys()):
            if _same(stands[place].cells[at], new_texts[0]):
                found[place] = key
                break
    return dict(sorted(found.items())), like


def _between(place: int, number: int, found: Mapping[int, str], order: Sequence[str]) -> bool:
    """Return whether a row stands where ours stood: behind those that we wrote before it, before those behind."""
    return all((order.index(key) < number) == (other < place) for other, key in found.items() if key in order)


def _share(cells: Sequence[str], ours: set[str]) -> float:
    filled = [cell for cell in cells if cell]
    return sum(cell in ours for cell in filled) / len(filled) if filled else 0.0


def _same(one: str, other: str | None) -> bool:
    return " ".join(one.split()).casefold() == " ".join((other or "").split()).casefold()
