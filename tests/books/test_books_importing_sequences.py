"""Files, typing and clearing in any order: what a person typed is never lost, and the rest is what the newest file says."""

from __future__ import annotations

from datetime import date
from typing import Final

import xlwings as xw
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.importer import file_of
from tests.support.properties import examples
from xlscore.books.importing.bringing import bring_in
from xlscore.engine import engine
from xlscore.sources.counted import Release

MONTHS: Final = [date(2019, month, 1) for month in range(1, 5)]
PLACES: Final = ["North", "South"]
RELEASES: Final = [date(2019, month, 1) for month in range(4, 8)]
CELLS: Final = st.tuples(st.sampled_from(PLACES), st.sampled_from(MONTHS))
FILES: Final = st.tuples(
    st.sampled_from(RELEASES), st.dictionaries(CELLS, st.integers(0, 4), min_size=1, max_size=6)
)
STEPS: Final = st.lists(
    FILES.map(lambda told: ("file", *told))
    | st.tuples(st.just("type"), CELLS, st.integers(10, 14))
    | st.tuples(st.just("clear"), CELLS, st.none()),
    max_size=7,
)


class Model:
    """What every cell should hold, whose it is, and by which release."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, date], int] = {}
        self.release: dict[tuple[str, date], date] = {}

    def bring(self, release: date, counts: dict[tuple[str, date], int]) -> None:
        for cell, count in counts.items():
            if cell not in self.held:
                self.held[cell], self.release[cell] = count, release
            elif self.held[cell] == count:
                if cell in self.release:
                    self.release[cell] = max(release, self.release[cell])
            elif cell in self.release and release >= self.release[cell]:
                self.held[cell], self.release[cell] = count, release

    def type(self, cell: tuple[str, date], value: int | None) -> None:
        self.release.pop(cell, None)
        self.held.pop(cell, None)
        if value is not None:
            self.held[cell] = value


def _cells(sheet: xw.Sheet) -> dict[tuple[str, date], xw.Range]:
    block = sheet.used_range
    columns = {sheet.range((1, column)).value: column for column in range(1, block.columns.count + 1)}
    rows = {sheet.range((row, 2)).value: row for row in range(2, block.rows.count + 1)}
    return {
        (place, month): sheet.range((row, columns[f"{month:%b %Y}"]))
        for place, row in rows.items()
        for month in MONTHS
        if f"{month:%b %Y}" in columns and place in PLACES
    }


@given(STEPS)
@settings(deadline=None, max_examples=examples(60))
def test_whatever_is_brought_typed_and_cleared_nothing_typed_is_lost(
    steps: list[tuple[str, object, object]],
) -> None:
    book = xw.Book(impl=engine().impl.apps.add(add_book=True).books.active)
    sheet, model = book.sheets[0], Model()
    sheet.name = "Series"
    sheet["A1"].value = [
        ["Measure", "Place", *(f"{month:%b %Y}" for month in MONTHS)],
        *(["Burglary", place, *[None] * len(MONTHS)] for place in PLACES),
    ]

    for what, first, second in steps:
        if what == "file":
            counts = second
            assert isinstance(first, date)
            assert isinstance(counts, dict)
            file = file_of(
                {("Burglary", *cell): count for cell, count in counts.items()},
                is_table=True,
                release=Release(f"{first:%b %Y}", first),
                covered=(),
            )
            bring_in(book, lambda _, file=file: [file])
            model.bring(first, counts)
        else:
            cell = first
            assert isinstance(cell, tuple)
            _cells(sheet)[cell].value = second
            model.type(cell, second)  # type: ignore[arg-type]
        shown = {cell: here.value for cell, here in _cells(sheet).items() if here.value is not None}
        assert shown == model.held
    book.close()
