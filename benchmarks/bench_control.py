"""What control charts cost: 14 types in 12 places over 60 months, the summary, every chart that signals and the explorer.

Printed is the processor time of each step and the size of the workbook, beside XlsxWriter making a workbook of the same counts with the
same charts in the same run. `python benchmarks/bench_control.py`
"""

from __future__ import annotations

import datetime
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from xlscore.books.control.control import draw_control_charts
from xlscore.engine import charts_of, open_book

TYPES, PLACES, MONTHS, CHARTS = 14, 12, 60, 24
DAYS: Final = [datetime.date(2019 + n // 12, n % 12 + 1, 1) for n in range(MONTHS)]
Rows = list[list[Any]]


def counts() -> Rows:
    """Return the table of counts: of every seventh row the last month is far too high, so that two dozen charts and more are drawn."""
    numbers = random.Random(15)
    rows: Rows = [["Measure", "Place", *DAYS]]
    for number in range(TYPES * PLACES):
        level = numbers.choice((20, 60, 140))
        values = [level + (n * 7 + number) % 5 - 2 for n in range(MONTHS)]
        if number % 7 == 0:
            values[-1] += 4 * level
        rows.append([f"Type {number // PLACES + 1:02}", f"Place {number % PLACES + 1:02}", *values])
    return rows


def by_xlsxwriter(path: Path, rows: Rows, charts: list[list[tuple[str, str]]] | None = None) -> None:
    """Write the counts and, where charts are given, each of them: its series by name and cells."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "mmm yyyy"})
    sheet = book.add_worksheet("Series")
    for row, cells in enumerate(rows):
        sheet.write_row(row, 0, cells)
    places = book.add_worksheet("Places")
    for row, place in enumerate(["Place", *sorted({cells[1] for cells in rows[1:]})]):
        places.write(row, 0, place)
    data, page = (book.add_worksheet(name) if charts else None for name in ("Chart data", "Control charts"))
    for number, series in enumerate(charts or ()):
        chart = book.add_chart({"type": "line"})
        for row in range(MONTHS):
            for column in range(10):
                data.write(number * 62 + row, column, rows[number + 1][2 + row] if column else DAYS[row])
        for name, _ in series:
            first, last = number * 62 + 1, number * 62 + MONTHS
            chart.add_series(
                {
                    "name": name,
                    "categories": f"='Chart data'!$A${first}:$A${last}",
                    "values": f"='Chart data'!$B${first}:$B${last}",
                }
            )
        page.insert_chart(number // 3 * 15, number % 3 * 8, chart)
    book.close()


@contextmanager
def timed(words: str, say: Callable[[str], None]) -> Iterator[None]:
    """Say how much processor time something took."""
    before = time.process_time()
    yield
    say(f"{words:<58} {time.process_time() - before:6.2f} s")


def run(folder: Path, say: Callable[[str], None]) -> tuple[float, int, int]:
    """Return the processor time of the first month, the size of the workbook, and how many charts stand on its pages."""
    path, rows = folder / "counts.xlsx", counts()
    by_xlsxwriter(path, rows)
    started = time.process_time()
    with timed("summary, pages of charts, explorer", say), open_book(path) as book:
        draw_control_charts(book)
        book.save()
    spent = time.process_time() - started
    with timed("the same once more, nothing to change", say), open_book(path) as book:
        draw_control_charts(book)
        book.save()
        charts = [
            [(each.name, each.values) for each in chart.series]
            for chart in charts_of(book.sheets["Control charts"])
        ]
    size = path.stat().st_size
    with timed(f"XlsxWriter: the counts and {len(charts)} charts of as many series", say):
        by_xlsxwriter(folder / "other.xlsx", rows, charts)
    say(
        f"charts {len(charts)}; size {size / 1e6:.2f} MB, XlsxWriter's {(folder / 'other.xlsx').stat().st_size / 1e6:.2f} MB"
    )
    return spent, size, len(charts)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        seconds, size, charts = run(Path(made), print)
    sys.exit(0 if seconds <= 10 and size <= 2_000_000 and charts >= CHARTS else 1)
