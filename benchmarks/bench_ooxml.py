"""Small edits and bulk writing: our editor, openpyxl, XlsxWriter, and the bare work on the zip part.

    python benchmarks/bench_ooxml.py [runs]

1,000 cells set in a workbook of 200,000; 500,000 cells written into a new sheet; the same 100,000 rows of five written over
and beside those of a sheet. Each way runs in a process of its own, so that its peak memory is its own. Times are processor
time, so that a busy machine distorts them little, without the start of Python, the import of the library and the making of
the values; memory is that of the whole process, as Linux counts it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from rich.console import Console
from rich.table import Table

ROWS, COLUMNS, EDITS = 10_000, 20, 1_000
BULK = 100_000
PART = "xl/worksheets/sheet1.xml"
# The peak that the kernel notes for a process counts from its start; that of getrusage includes its parent's.
AROUND = """
import pathlib, re, sys, time
{imports}
source, target = sys.argv[1:]
{values}
started = time.process_time()
{work}
seconds = time.process_time() - started
print(seconds, int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024)
"""
PLACES = f"((1 + number * {ROWS // EDITS}, 2 + number % 4, number + 0.5) for number in range({EDITS}))"
# Two texts, one of them different in every row, two whole numbers and a long fraction; most differ from what `made_tall` writes.
BLOCK = f"""
rows = [[f"Force {{row % 43}} area {{row}}", row + 1, row / 7, row * 3, "Essex" if row % 2 else "Kent"] for row in range({BULK})]
"""


class Way(NamedTuple):
    """One way to do a job: what it imports, what it writes and how."""

    imports: str
    work: str
    values: str = ""


OURS = "from xlscore.ooxml import Workbook"
ENGINE = "from xlscore.engine import open_book\nfrom xlscore.ooxml.opc.blank import blank_workbook"
OPENPYXL = "import openpyxl"
XLSXWRITER = "import xlsxwriter"
SMALL = {
    "xlscore.ooxml: open, set, save": Way(
        OURS,
        f"""
book = Workbook.open(source)
sheet = book.sheet("Data")
for row, column, value in {PLACES}:
    sheet.set_value(row, column, value)
book.save(target)
""",
    ),
    "openpyxl: load, set, save": Way(
        OPENPYXL,
        f"""
book = openpyxl.load_workbook(source)
sheet = book["Data"]
for row, column, value in {PLACES}:
    sheet.cell(row, column, value)
book.save(target)
""",
    ),
    "unpack and repack that part only": Way(
        "import zipfile",
        f"""
with zipfile.ZipFile(source) as archive:
    content = archive.read("{PART}")
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("{PART}", content)
""",
    ),
    "import of openpyxl alone": Way(OPENPYXL, ""),
    "import of xlscore.ooxml alone": Way(OURS, ""),
}
NEW = {
    "xlscore: Range.value, save": Way(
        ENGINE,
        """
pathlib.Path(target).write_bytes(blank_workbook())
book = open_book(target)
book.sheets[0]["A1"].value = rows
book.save()
""",
        BLOCK,
    ),
    "openpyxl: append, save": Way(
        OPENPYXL,
        """
book = openpyxl.Workbook()
for row in rows:
    book.active.append(row)
book.save(target)
""",
        BLOCK,
    ),
    "openpyxl, write only: append, save": Way(
        OPENPYXL,
        """
book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet()
for row in rows:
    sheet.append(row)
book.save(target)
""",
        BLOCK,
    ),
    "XlsxWriter: write_row, close": Way(
        XLSXWRITER,
        """
book = xlsxwriter.Workbook(target)
sheet = book.add_worksheet()
for number, row in enumerate(rows):
    sheet.write_row(number, 0, row)
book.close()
""",
        BLOCK,
    ),
}


def into(column: int) -> dict[str, Way]:
    """Return the ways to write the block into the sheet that is there, from a column on."""
    return {
        "xlscore: open, Range.value, save": Way(
            ENGINE,
            f"""
book = open_book(source)
book.sheets[0][0, {column - 1}].value = rows
book.save(target)
""",
            BLOCK,
        ),
        "openpyxl: load, set, save": Way(
            OPENPYXL,
            f"""
book = openpyxl.load_workbook(source)
sheet = book.worksheets[0]
for number, values in enumerate(rows, 1):
    for column, value in enumerate(values, {column}):
        sheet.cell(number, column, value)
book.save(target)
""",
            BLOCK,
        ),
    }


def made(path: Path) -> None:
    """Write the workbook: a fifth texts, two fifths whole numbers, two fifths long fractions."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    for row in range(ROWS):
        for column in range(COLUMNS):
            if column % 5 == 0:
                sheet.write_string(row, column, f"Force {row % 43} area {column}")
            else:
                sheet.write_number(row, column, row * column if column % 2 else (row + 1) / (column + 7))
    sums = book.add_worksheet("Sums")
    for row in range(50):
        sums.write_formula(row, 0, f"=SUM(Data!B{row + 1}:D{row + 1})", None, 0)
    book.close()


def made_tall(path: Path) -> None:
    """Write the workbook that a block is written into: as many rows and columns, other values."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    for row in range(BULK):
        sheet.write_row(row, 0, [f"Force {row % 43}", row, row / 9, row * 3, "Essex" if row % 3 else "Kent"])
    book.close()


def measured(way: Way, source: Path, target: Path, runs: int) -> tuple[float, float]:
    """Return the median seconds and megabytes of several processes."""
    code = AROUND.format(**way._asdict())
    found = []
    for _ in range(runs):
        run = subprocess.run(
            [sys.executable, "-c", code, str(source), str(target)], capture_output=True, text=True, check=True
        )
        seconds, megabytes = run.stdout.split()
        found.append((float(seconds), float(megabytes)))
    return statistics.median(each[0] for each in found), statistics.median(each[1] for each in found)


def shown(
    console: Console, title: str, ways: dict[str, Way], source: Path, runs: int
) -> list[tuple[float, float]]:
    """Print the table of one job, and return seconds and megabytes of each way."""
    results = {way: measured(ways[way], source, source.with_name("written.xlsx"), runs) for way in ways}
    table = Table(title=f"{title}, median of {runs} runs")
    for heading in ("", "seconds", "peak MB"):
        table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
    for way, (seconds, megabytes) in results.items():
        table.add_row(way, f"{seconds:.2f}", f"{megabytes:.0f}")
    console.print(table)
    return list(results.values())


def main(runs: int = 5) -> None:
    """Print a table for each job and the ratios that must hold."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        small, tall = Path(folder, "small.xlsx"), Path(folder, "tall.xlsx")
        made(small)
        made_tall(tall)
        title = f"{EDITS:,} cells set in a workbook of {ROWS * COLUMNS:,} cells"
        ours, other, bare, without_other, without_us = shown(console, title, SMALL, small, runs)
        console.print(f"{other[0] / ours[0]:.1f} times as fast as openpyxl (at least 10)")
        console.print(f"{ours[0] / bare[0]:.1f} times the bare work on the part (at most 3)")
        console.print(f"{other[1] / ours[1]:.1f} times less memory than openpyxl, whole process (at least 3)")
        above = (other[1] - without_other[1]) / (ours[1] - without_us[1])
        console.print(f"{above:.1f} times less memory above the bare import")
        block = f"{BULK:,} rows of five cells"
        for title, ways in (
            (f"{block} written into a new sheet", NEW),
            (f"{block} written over those of a sheet", into(1)),
            (f"{block} written beside those of a sheet", into(6)),
        ):
            ours, other, *rest = shown(console, title, ways, tall, runs)
            console.print(f"{other[0] / ours[0]:.1f} times as fast as openpyxl (at least 2)")
            for each in rest[-1:]:
                console.print(f"{each[0] / ours[0]:.1f} times as fast as XlsxWriter")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
