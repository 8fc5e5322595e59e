"""What a large sheet that has nothing to do with the scorecard costs every action, in seconds of processor time.

    python benchmarks/bench_foreign.py
    python benchmarks/bench_foreign.py check "unique texts"

A sheet of 200,000 cells of one kind is added to a sample, and each action runs with it and without it, as a command of its own,
three times; the difference of the least is printed. It is to stay under a second; where it does not, a mark stands behind it. Words after the name choose actions, kinds of cells and shapes.

Beside them, what two readers take that do nothing but read that sheet's values (`pip install ".[benchmark]"`): how fast the machine
is differs by two within minutes, and they say how fast it was.
"""

from __future__ import annotations

import re
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from xlscore.ooxml import Workbook
from xlscore.ooxml.around.sheets import add_sheet
from xlscore.ooxml.values.addresses import cell_address

ROOT: Final = Path(__file__).resolve().parent.parent
SAMPLE: Final = ROOT / "workbooks" / "sample-balanced-scorecard-essex.xlsx"
SAMPLES: Final = {
    "month": ROOT / "workbooks" / "sample-monthly-performance-london.xlsx",
    "scorecard": ROOT / "workbooks" / "sample-threat-impact-leicestershire.xlsx",
}
"""The samples of the actions for which Essex's has no tables."""
CELLS: Final = 200_000
MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
GOAL: Final = 1.0
TIMES: Final = 3
PEERS: Final = {
    "python-calamine": """
import python_calamine
def read(): return python_calamine.CalamineWorkbook.from_path(source).get_sheet_by_name("Foreign").to_python()
""",
    "openpyxl, read-only": """
import openpyxl
def read(): return list(openpyxl.load_workbook(source, read_only=True, data_only=True)["Foreign"].iter_rows(values_only=True))
""",
}
"""What else reads such a sheet, and how."""
AROUND: Final = """
import sys, time
source = sys.argv[1]
{reads}
started = time.process_time()
values = read()
print(time.process_time() - started)
"""
ACTIONS: Final = ("check", "headings", "grades", "refresh", "msg", "month", "scorecard")
WORDS: Final = (
    "Good",
    "Requires improvement",
    "Essex",
    "North",
    "Burglary",
    "Comment",
    "Not applicable",
    "2024/25",
)

Spelt = Callable[[int], str]
"""A cell's attributes and content, from its number."""


def text(said: str) -> str:
    """Return a text in the cell itself."""
    return f' t="inlineStr"><is><t>{said}</t></is></c>'


def mixed(number: int) -> str:
    """Return each of the kinds in turn."""
    return list(KINDS.values())[number % (len(KINDS) - 1)](number)


KINDS: Final[Mapping[str, Spelt]] = {
    "numbers": lambda n: f"><v>{n * 7 % 9973 / 10}</v></c>",
    "unique texts": lambda n: text(f"Crime number {n}"),
    "unique shared texts": lambda n: f' t="s"><v>@{n}</v></c>',
    "repeated texts": lambda n: text(WORDS[n % len(WORDS)]),
    "dates": lambda n: f' s="1"><v>{40_000 + n % 6000}</v></c>',
    "formulas": lambda n: f"><f>A{n + 1}*2</f><v>{n}</v></c>",
    "error formulas": lambda n: f' t="e"><f>A{n + 1}/0</f><v>#DIV/0!</v></c>',
    "one error formula": lambda n: ' t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    "error values": lambda n: f' t="e"><v>{("#N/A", "#REF!", "#DIV/0!")[n % 3]}</v></c>',
    "mixed": mixed,
}


def filled(width: int, apart: int = 1) -> Iterator[tuple[int, int]]:
    """Yield the rows and columns of the cells, so many beside each other, each so far from the next."""
    for number in range(CELLS):
        row, column = divmod(number, width)
        yield 1 + row, 1 + column * apart + (row * 31 % apart)


SHAPES: Final[Mapping[str, tuple[int, int]]] = {
    "one column": (1, 1), "20 columns": (20, 1), "500 columns": (500, 1), "scattered": (20, 37)
}  # fmt: skip


def foreign(spelt: Spelt, width: int, apart: int) -> bytes:
    """Return a sheet of such cells."""
    rows: dict[int, list[str]] = {}
    for number, (row, column) in enumerate(filled(width, apart)):
        rows.setdefault(row, []).append(f'<c r="{cell_address(row, column)}"{spelt(number)}')
    lines = "".join(f'<row r="{row}">{"".join(cells)}</row>' for row, cells in rows.items())
    return f'<worksheet xmlns="{MAIN}"><sheetData>{lines}</sheetData></worksheet>'.encode()


def made(path: Path, sheet: bytes, sample: Path = SAMPLE) -> None:
    """Write a sample with the sheet behind its own, and the texts it shares behind those that are there."""
    book = Workbook.open(sample)
    added = add_sheet(book, "Foreign", len(book.sheets))
    if b"<v>@" in sheet:
        (part,) = (each.target for each in book.package.rels(book.part).by_type("sharedStrings"))
        old = book.package.read(part)
        first = len(re.findall(rb"<si[ />]", old))
        sheet = re.sub(rb"<v>@([0-9]+)", lambda found: b"<v>%d" % (first + int(found[1])), sheet)
        new = b"".join(b"<si><t>Crime number %d</t></si>" % number for number in range(CELLS))
        book.package.write(part, old.replace(b"</sst>", new + b"</sst>"))
    book.package.write(added.part, sheet)
    added.reload()
    book.save(path)


def seconds(action: str, book: Path, folder: str) -> float:
    """Return the processor time of an action on a copy of a workbook."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    out = () if action in ("check", "headings") else ("--out", f"{folder}/out.xlsx")
    command = [sys.executable, "-m", "xlscore", action, str(book), *out]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert "Traceback" not in done.stderr, done.stderr
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def reading(peer: str, book: Path) -> str:
    """Return the processor time that a peer takes to read the sheet, or why there is none."""
    found = []
    for _ in range(TIMES):
        command = [sys.executable, "-c", AROUND.format(reads=PEERS[peer]), str(book)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            absent = "ModuleNotFoundError" in done.stderr
            return "not installed" if absent else (done.stderr.strip().splitlines() or ["failed"])[-1][:40]
        found.append(float(done.stdout))
    return f"{min(found):.2f}"


def _least(action: str, book: Path, folder: str) -> float:
    return min(seconds(action, book, folder) for _ in range(TIMES))


def main(*chosen: str) -> None:
    """Print the table."""
    actions, kinds, shapes = (
        [each for each in every if each in chosen] or list(every) for every in (ACTIONS, KINDS, SHAPES)
    )
    title = (
        f"Seconds more for a sheet of {CELLS:,} cells (goal: under {GOAL:g}), and what others take to read it"
    )
    table = Table("Cells", "Shape", *actions, *PEERS, title=title)
    with tempfile.TemporaryDirectory() as folder:
        samples = {each: SAMPLES.get(each, SAMPLE) for each in actions}
        alone = {each: _least(each, samples[each], folder) for each in actions}
        for kind in kinds:
            for shape in shapes:
                sheet = foreign(KINDS[kind], *SHAPES[shape])
                books = {sample: Path(folder) / f"foreign-{sample.name}" for sample in samples.values()}
                for sample, path in books.items():
                    made(path, sheet, sample)
                more = [_least(each, books[samples[each]], folder) - alone[each] for each in actions]
                others = [reading(each, next(iter(books.values()))) for each in PEERS]
                table.add_row(kind, shape, *(f"{each:.2f}{' !' * (each >= GOAL)}" for each in more), *others)
    Console().print(table)


if __name__ == "__main__":
    main(*sys.argv[1:])
