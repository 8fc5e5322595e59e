"""The crime tree as a picture on a sheet of its own: native shapes, each part as high as this year's count.

The picture gives way to the new one each month; what a person put beside it stays. One that a person deleted stays away as long as
its sheet stands.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from xlscore.books.plan.dressing import FOOTERS
from xlscore.books.plan.edits import Drawn, NewSheet, PrintedPage
from xlscore.books.plan.ledger import Entries
from xlscore.books.plan.own_lines import plan_texts
from xlscore.books.plan.planner import Planner
from xlscore.charts.icicle import IciclePart, icicle_anchor
from xlscore.rules.exact import to_float
from xlscore.rules.monthly.month import MonthResult
from xlscore.rules.monthly.tree_picture import Leaning, TreeCell, picture_of, told
from xlscore.rules.words import key

__all__ = ["plan_icicle"]

_SHEET: Final = "Crime tree picture"
_BEGINS: Final = "Crime tree: "
_KIND: Final = "drawn crime tree"
_ABOUT: Final = (
    "Each part is as high as this year's count; its own parts stand beside it. Unusual: changed by more than chance. Thick border: worse,"
    " dashed: better, dotted: neither way is better. The outline on the sheet before has every figure."
)
_LETTERS: Final = 150
_HEAD: Final = 5
_WIDE, _HIGH, _LEAST, _ROW = 740.0, 420.0, 60.0, 15.0
"""In points: a page of A4 lying, the least that a tree takes, and how high a row is."""
_TEXT: Final = 8


def plan_icicle(planner: Planner, result: MonthResult, to: str, beside: str, *, draws: bool) -> list[str]:
    """Return the name of the picture's sheet, having planned it; none where there is no tree, or nothing that draws."""
    roots = picture_of(result.tree)
    found = _find(planner)
    if not draws or (found is None and not roots):
        return []
    name = found or planner.free_name(_SHEET)
    if found is None:
        planner.add_sheet(NewSheet(name, (), after=beside, head=_HEAD))
        planner.page(_page(name))
    texts = [f"Crime tree, year to date to {to}", *textwrap.wrap(_ABOUT, _LETTERS)]
    plan_texts(planner, f"{_KIND}: title", name, texts, is_new=found is None)
    kept: Mapping[tuple[str, str], object] = {} if found is None else planner.kept(_KIND, name)
    standing = set(map(key, planner.reading.drawn.get(name, ())))
    now: Entries = {}
    higher = {row.measure: row.higher_is_better for row in result.rows if not row.place}
    for root, row, high in _places(roots):
        shape = f"{_BEGINS}{root.measure}"
        mark = key(shape), "drawn"
        now[mark] = True
        if mark in kept and mark[0] not in standing:
            continue  # a person deleted it
        anchor = icicle_anchor(
            shape, told(result.tree, to), _part(root, higher), row=row, column=1, width=_WIDE, height=high, text_size=_TEXT
        )  # fmt: skip
        planner.draw(Drawn(name, shape, anchor, cell=f"A{row}"))
    planner.keep_entries(_KIND, name, now)
    return [name]


def _find(planner: Planner) -> str | None:
    """Return the sheet on which the picture stands, else ours of which a person deleted it."""
    reading = planner.reading
    for name, drawn in reading.drawn.items():
        if any(key(each).startswith(key(_BEGINS)) for each in drawn):
            return name
    usual = reading.sheet_name(_SHEET)
    return usual if usual is not None and planner.kept(_KIND, usual) else None


def _places(roots: Sequence[TreeCell]) -> Iterator[tuple[TreeCell, int, float]]:
    """Yield each root with the row that it begins in and how high it is: together they fill the page."""
    every, row = sum(to_float(root.count) for root in roots), _HEAD
    for root in roots:
        high = max(_LEAST, _HIGH * to_float(root.count) / every)
        yield root, row, high
        row += int(high / _ROW) + 2


def _part(cell: TreeCell, higher: Mapping[str, bool | None]) -> IciclePart:
    return IciclePart(
        label=cell.measure,
        value=to_float(cell.count),
        words=", ".join(cell.lines[1:]),
        tone=_tone(cell, higher.get(cell.measure, False)),
        parts=tuple(_part(part, higher) for part in cell.parts),
    )


def _tone(cell: TreeCell, higher_is_better: bool | None) -> str:
    if cell.leaning not in (Leaning.MORE, Leaning.LESS):
        return ""
    if higher_is_better is None:
        return "other"
    return "better" if (cell.leaning is Leaning.MORE) is higher_is_better else "worse"


def _page(name: str) -> PrintedPage:
    return PrintedPage(
        name, paper="A4", landscape=True, pages_wide=1, pages_tall=1, centred=True, footer=FOOTERS[1],
        columns="A:M", column_width=9.5,
    )  # fmt: skip
