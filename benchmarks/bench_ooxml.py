"""Set 1,000 cells in a workbook of 200,000 cells: our editor, openpyxl, and the bare work on the zip part.

Then read two million cells: our reader, python-calamine (where it is installed) and openpyxl's read-only one.

    python benchmarks/bench_ooxml.py [runs]

Each way runs in a process of its own, so that its peak memory is its own. Times are processor time, so that a
busy machine distorts them little, without the start of Python and the import of the library; memory is that
of the whole process, as Linux counts it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import xlsxwriter
from rich.console import Console
from rich.table import Table

ROWS, COLUMNS, EDITS = 10_000, 20, 1_000
PART = "xl/worksheets/sheet1.xml"
# The peak that the kernel notes for a process counts from its start; that of getrusage includes its parent's.
AROUND = """
import pathlib, re, sys, time
{imports}
source, target = sys.argv[1:]
started = time.process_time()
{work}
seconds = time.process_time() - started
print(seconds, int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024)
"""
PLACES = f"((1 + number * {ROWS // EDITS}, 2 + number % 4, number + 0.5) for number in range({EDITS}))"
WAYS = {
    "xlscore.ooxml: open, set, save": (
        "from xlscore.ooxml import Workbook",
        f"""
book = Workbook.open(source)
sheet = book.sheet("Data")
for row, column, value in {PLACES}:
    sheet.set_value(row, column, value)
book.save(target)
""",
    ),
    "openpyxl: load, set, save": (
        "import openpyxl",
        f"""
book = openpyxl.load_workbook(source)
sheet = book["Data"]
for row, column, value in {PLACES}:
    sheet.cell(row, column, value)
book.save(target)
""",
    ),
    "unpack and repack that part only": (
        "import zipfile",
        f"""
with zipfile.ZipFile(source) as archive:
    content = archive.read("{PART}")
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("{PART}", content)
""",
    ),
    "import of openpyxl alone": ("import openpyxl", ""),
    "import of xlscore.ooxml alone": ("from xlscore.ooxml import Workbook", ""),
}
READ_ROWS = 100_000
READERS = {
    "xlscore.ooxml": (
        "from xlscore.ooxml import Workbook",
        """
sheet = Workbook.open(source).sheet("Data")
values = sheet.values(*sheet.used)
""",
    ),
    "python-calamine": (
        "import python_calamine",
        """
values = python_calamine.CalamineWorkbook.from_path(source).get_sheet_by_name("Data").to_python()
""",
    ),
    "openpyxl, read-only": (
        "import openpyxl",
        """
values = list(openpyxl.load_workbook(source, read_only=True)["Data"].iter_rows(values_only=True))
""",
    ),
}


def mixed(path: Path) -> None:
    """Write the workbook that is read: texts, dates, fractions, whole numbers, truths, errors, blank cells."""
    book = xlsxwriter.Workbook(path)
    date, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet("Data")
    for row in range(READ_ROWS):
        for column in range(COLUMNS):
            kind = column % 10
            if kind == 0:
                sheet.write_string(row, column, f"Force {row % 43} area {column}")
            elif kind == 1:
                sheet.write_number(row, column, 45_000 + row % 900, date)
            elif kind == 2 and row % 50 == 0:
                sheet.write_formula(row, column, "=1/0", None, "#DIV/0!")
            elif kind == 3 and row % 3 == 0:
                sheet.write_blank(row, column, None, percent)
            elif kind == 4:
                sheet.write_boolean(row, column, bool(row % 2))
            elif kind == 5:
                sheet.write_number(row, column, row * column)
            else:
                sheet.write_number(row, column, (row + 1) / (column + 7))
    book.close()


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


def measured(way: tuple[str, str], source: Path, target: Path, runs: int) -> tuple[float, float]:
    """Return the median seconds and megabytes of several processes."""
    imports, work = way
    code = AROUND.format(imports=imports, work=work)
    found = []
    for _ in range(runs):
        run = subprocess.run(
            [sys.executable, "-c", code, str(source), str(target)], capture_output=True, text=True, check=True
        )
        seconds, megabytes = run.stdout.split()
        found.append((float(seconds), float(megabytes)))
    return statistics.median(each[0] for each in found), statistics.median(each[1] for each in found)


def printed(console: Console, title: str, results: Mapping[str, tuple[float, float]]) -> None:
    """Print what was measured as a table."""
    table = Table(title=title)
    for heading in ("", "seconds", "peak MB"):
        table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
    for way, (seconds, megabytes) in results.items():
        table.add_row(way, f"{seconds:.2f}", f"{megabytes:.0f}")
    console.print(table)


def main(runs: int = 5) -> None:
    """Print both tables and the ratios that must hold."""
    console = Console()
    readers = {
        name: way
        for name, way in READERS.items()
        if find_spec(way[0].removeprefix("from ").removeprefix("import ").split(".")[0].split()[0])
    }
    with tempfile.TemporaryDirectory() as folder:
        source, target, much = (
            Path(folder, "big.xlsx"),
            Path(folder, "edited.xlsx"),
            Path(folder, "much.xlsx"),
        )
        made(source)
        results = {name: measured(way, source, target, runs) for name, way in WAYS.items()}
        mixed(much)
        read = {name: measured(way, much, target, runs) for name, way in readers.items()}
    title = f"{EDITS:,} cells set in a workbook of {ROWS * COLUMNS:,} cells, median of {runs} runs"
    printed(console, title, results)
    ours, other, bare, without_other, without_us = results.values()
    console.print(f"{other[0] / ours[0]:.1f} times as fast as openpyxl (at least 10)")
    console.print(f"{ours[0] / bare[0]:.1f} times the bare work on the part (at most 3)")
    console.print(f"{other[1] / ours[1]:.1f} times less memory than openpyxl, whole process (at least 3)")
    above = (other[1] - without_other[1]) / (ours[1] - without_us[1])
    console.print(f"{above:.1f} times less memory above the bare import")
    printed(console, f"{READ_ROWS * COLUMNS:,} cells read, median of {runs} runs", read)
    for name in list(read)[1:]:
        console.print(f"{read['xlscore.ooxml'][0] / read[name][0]:.1f} times the time of {name}")
    console.print("(of python-calamine's at most 2)")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
