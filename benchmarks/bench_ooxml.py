"""The file engine beside its peers: small edits, bulk reading, bulk writing; seconds and megabytes.

    python benchmarks/bench_ooxml.py [runs]

1,000 cells set in a workbook of 200,000; one cell set in two million; two million mixed cells read; 500,000 cells written into a new
sheet, and over and beside those of a sheet. Peers: openpyxl, XlsxWriter, wolfxl, python-calamine (`pip install ".[benchmark]"`); one
that is not installed, or cannot do a job, is said. Each way runs in a process of its own, so that its peak memory is its own. Times are
processor time, so that a busy machine distorts them little, without the start of Python, the import of the library and the making of
the values; memory is that of the whole process, as Linux counts it.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
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
WOLFXL = "import wolfxl"
CALAMINE = "import python_calamine"
ONE_PLACE = f"[({BULK // 2}, 3, 0.5)]"


def edits(places: str) -> dict[str, Way]:
    """Return the ways to set some cells of a workbook."""
    return {
        "xlscore": Way(
            OURS,
            f"""
book = Workbook.open(source)
sheet = book.sheet("Data")
for row, column, value in {places}:
    sheet.set_value(row, column, value)
book.save(target)
""",
        ),
        "openpyxl": Way(
            OPENPYXL,
            f"""
book = openpyxl.load_workbook(source)
sheet = book["Data"]
for row, column, value in {places}:
    sheet.cell(row, column, value)
book.save(target)
""",
        ),
        "wolfxl": Way(
            WOLFXL,
            f"""
book = wolfxl.load_workbook(source, modify=True)
sheet = book["Data"]
for row, column, value in {places}:
    sheet.cell(row, column).value = value
book.save(target)
""",
        ),
    }


BARE = {
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
    "import of xlscore alone": Way(OURS, ""),
}
READ = {
    "xlscore": Way(
        OURS,
        """
sheet = Workbook.open(source).sheet("Data")
values = sheet.values(*sheet.used)
""",
    ),
    "python-calamine": Way(
        CALAMINE,
        """
values = python_calamine.CalamineWorkbook.from_path(source).get_sheet_by_name("Data").to_python()
""",
    ),
    "wolfxl": Way(
        WOLFXL,
        """
values = list(wolfxl.load_workbook(source, data_only=True)["Data"].iter_rows(values_only=True))
""",
    ),
    "openpyxl, read-only": Way(
        OPENPYXL,
        """
values = list(openpyxl.load_workbook(source, read_only=True, data_only=True)["Data"].iter_rows(values_only=True))
""",
    ),
}
NEW = {
    "xlscore": Way(
        ENGINE,
        """
pathlib.Path(target).write_bytes(blank_workbook())
book = open_book(target)
book.sheets[0]["A1"].value = rows
book.save()
""",
        BLOCK,
    ),
    "openpyxl": Way(
        OPENPYXL,
        """
book = openpyxl.Workbook()
for row in rows:
    book.active.append(row)
book.save(target)
""",
        BLOCK,
    ),
    "openpyxl, write only": Way(
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
    "XlsxWriter": Way(
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
        "xlscore": Way(
            ENGINE,
            f"""
book = open_book(source)
book.sheets[0][0, {column - 1}].value = rows
book.save(target)
""",
            BLOCK,
        ),
        "openpyxl": Way(
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


def mixed(path: Path) -> None:
    """Write the workbook that is read: texts, dates, fractions, whole numbers, truths, errors, blank cells."""
    book = xlsxwriter.Workbook(path)
    date, percent = book.add_format({"num_format": "dd/mm/yyyy"}), book.add_format({"num_format": "0.0%"})
    sheet = book.add_worksheet("Data")
    for row in range(BULK):
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


def measured(way: Way, source: Path, target: Path, runs: int) -> tuple[float, float] | str:
    """Return the median seconds and megabytes of several processes, or why there are none."""
    needed = way.imports.split()[1].split(".")[0] if way.imports.startswith("import ") else "xlscore"
    if find_spec(needed) is None:
        return "not installed"
    code = AROUND.format(**way._asdict())
    found = []
    for _ in range(runs):
        run = subprocess.run(
            [sys.executable, "-c", code, str(source), str(target)],
            capture_output=True,
            text=True,
            check=False,
        )
        if run.returncode:
            return (run.stderr.strip().splitlines() or ["failed"])[-1][:60]
        seconds, megabytes = run.stdout.split()
        found.append((float(seconds), float(megabytes)))
    return statistics.median(each[0] for each in found), statistics.median(each[1] for each in found)


Results = dict[str, tuple[float, float] | str]


def shown(console: Console, title: str, ways: Mapping[str, Way], source: Path, runs: int) -> Results:
    """Print the table of one job, and return seconds and megabytes of each way."""
    results = {
        name: measured(way, source, source.with_name("written.xlsx"), runs) for name, way in ways.items()
    }
    table = Table(title=f"{title}, median of {runs} runs")
    for heading in ("", "seconds", "peak MB"):
        table.add_column(heading, justify="left" if not heading else "right", no_wrap=True)
    for name, found in results.items():
        table.add_row(name, found, "") if isinstance(found, str) else table.add_row(
            name, f"{found[0]:.2f}", f"{found[1]:.0f}"
        )
    console.print(table)
    return results


def times(results: Results, name: str, other: str, place: int = 0) -> float:
    """Return how many times the seconds, or the megabytes, of another way one takes; not a number where one is wanting."""
    one, two = results[name], results[other]
    return float("nan") if isinstance(one, str) or isinstance(two, str) else one[place] / two[place]


def main(runs: int = 5) -> None:
    """Print a table for each job and the ratios that must hold."""
    console = Console()
    with tempfile.TemporaryDirectory() as folder:
        small, tall, large = (Path(folder, name) for name in ("small.xlsx", "tall.xlsx", "large.xlsx"))
        made(small)
        made_tall(tall)
        mixed(large)
        title = f"{EDITS:,} cells set in a workbook of {ROWS * COLUMNS:,} cells"
        found = shown(console, title, edits(PLACES) | BARE, small, runs)
        console.print(f"{times(found, 'openpyxl', 'xlscore'):.1f} times as fast as openpyxl (at least 10)")
        console.print(f"{times(found, 'xlscore', 'wolfxl'):.2f} times the time of wolfxl (at most 1)")
        bare, *imports = BARE
        console.print(f"{times(found, 'xlscore', bare):.1f} times the bare work on the part (at most 3)")
        less = times(found, "openpyxl", "xlscore", 1)
        console.print(f"{less:.1f} times less memory than openpyxl, whole process (at least 3)")
        above = [
            found[name][1] - found[alone][1]
            for name, alone in zip(("openpyxl", "xlscore"), imports, strict=True)
        ]
        console.print(f"{above[0] / above[1]:.1f} times less memory above the bare import")
        found = shown(console, f"one cell set in {BULK * COLUMNS:,}", edits(ONE_PLACE), large, runs)
        console.print(f"{times(found, 'openpyxl', 'xlscore'):.1f} times as fast as openpyxl")
        console.print(f"{times(found, 'xlscore', 'wolfxl'):.2f} times the time of wolfxl (at most 1)")
        found = shown(console, f"{BULK * COLUMNS:,} cells read", READ, large, runs)
        for name, most in {
            "python-calamine": " (at most 2)",
            "wolfxl": "",
            "openpyxl, read-only": "",
        }.items():
            console.print(f"{times(found, 'xlscore', name):.2f} times the time of {name}{most}")
        block = f"{BULK:,} rows of five cells"
        for title, ways in (
            (f"{block} written into a new sheet", NEW),
            (f"{block} written over those of a sheet", into(1)),
            (f"{block} written beside those of a sheet", into(6)),
        ):
            found = shown(console, title, ways, tall, runs)
            console.print(f"{times(found, 'openpyxl', 'xlscore'):.1f} times as fast as openpyxl (at least 2)")
            if "XlsxWriter" in ways:
                console.print(f"{times(found, 'XlsxWriter', 'xlscore'):.1f} times as fast as XlsxWriter")


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
