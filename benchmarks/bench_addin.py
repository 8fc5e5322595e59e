"""What a worksheet function costs in each lane's Python half, and one array formula against 1,000 cells.

`python -m benchmarks.bench_addin` prints the tables of docs/using-in-excel.md. Each lane runs in a process of its
own: plain Python, xlwings' real COM server on stubs of Windows (cells as ranges, as xlwings' own wrappers send
them, and as values, as ours do), and xlwings Server's entry for custom functions. What crosses between Excel
and Python costs extra and is not in these figures; in LibreOffice's, a crossing of another kind is.
"""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
POINTS, COLUMNS = 124, 8
CELLS = (POINTS + 1) * COLUMNS
"""A control chart of 124 months fills 1,000 cells, its headings included."""

LANES = ("plain", "classic: ranges", "classic: values", "server")
SERIES = [[50.0 + (n * 7919) % 13] for n in range(POINTS)]


def seconds(call: Callable[[], Any], least: float = 0.05) -> float:
    """Return the best time of one call, over runs that last long enough to be measured."""
    call()
    times, best = 1, float("inf")
    while True:
        start = time.perf_counter()
        for _ in range(times):
            call()
        taken = time.perf_counter() - start
        best = min(best, taken / times)
        if taken >= least:
            return best
        times *= 4


def table(callers: Callable[[str, list[Any]], Callable[[], Any]]) -> dict[str, float]:
    """Return the seconds of each function's example, and of the series as one formula and as a cell of many."""
    from tests.excel.vectors import examples_cells
    from xlscore.functions import REGISTRY

    found = {
        name: seconds(callers(name, examples_cells(f.example.arguments))) for name, f in REGISTRY.items()
    }
    chart = callers("SPC", [SERIES])
    found["(one formula)"] = seconds(chart)
    start = time.perf_counter()
    for _ in range(CELLS):
        chart()
    found["(a formula in each cell)"] = time.perf_counter() - start
    return found


def spreadsheet() -> dict[str, dict[str, float]]:
    """Measure LibreOffice working the chart out again: one array formula, and an INDEX of it in each of its cells."""
    import tempfile

    import xlsxwriter

    from tests.support.functions_office import FunctionsOffice

    office = FunctionsOffice()
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name in ("(one formula)", "(a formula in each cell)"):
            path = Path(folder, f"{name}.xlsx")
            book = xlsxwriter.Workbook(path)
            sheet = book.add_worksheet()
            sheet.write_column(0, 0, [row[0] for row in SERIES])
            if name == "(one formula)":
                sheet.write_array_formula(0, 2, POINTS, 1 + COLUMNS, f"{{=SPC(A1:A{POINTS})}}")
            else:
                for cell in range(CELLS):
                    row, column = divmod(cell, COLUMNS)
                    formula = f"=INDEX(SPC($A$1:$A${POINTS}),{row + 1},{column + 1})"
                    sheet.write_formula(row, 2 + column, formula)
            book.close()
            with office.open(path) as opened:
                start = time.perf_counter()
                opened.recalculate()
                found[name] = time.perf_counter() - start
    office.stop()
    return {"LibreOffice, with its own crossing": found}


def plain() -> dict[str, dict[str, float]]:
    """Measure the functions as Python calls them."""
    from tests.excel.vectors import LEFT_OUT
    from xlscore.functions import REGISTRY

    def caller(name: str, cells: list[Any]) -> Callable[[], Any]:
        given = [None if cell == LEFT_OUT else cell for cell in cells]
        return lambda: REGISTRY[name](*given)

    return {"plain": table(caller)}


def classic() -> dict[str, dict[str, float]]:
    """Measure the functions behind xlwings' COM server."""
    from tests.excel import classic_lane, fake_excel
    from tests.excel.vectors import LEFT_OUT
    from xlscore.functions.cell_names import cell_name

    server = importlib_server()
    book = fake_excel.Workbook("Book1.xlsx", {"Sheet1": []})

    def ranges(name: str, cells: list[Any]) -> Callable[[], Any]:
        given = [
            fake_excel.MISSING if c == LEFT_OUT else classic_lane.as_range(c, book.ActiveSheet, 1 + 400 * i)
            for i, c in enumerate(cells)
        ]
        caller = book.ActiveSheet.Cells(9000, 1)
        return lambda: server.CallUDF(classic_lane.MODULE, cell_name(name), given, None, caller)

    def values(name: str, cells: list[Any]) -> Callable[[], Any]:
        given = [fake_excel.MISSING if c == LEFT_OUT else classic_lane.as_values(c) for c in cells]
        return lambda: server.CallUDF(classic_lane.MODULE, cell_name(name), given)

    return {"classic: ranges": table(ranges), "classic: values": table(values)}


def importlib_server() -> Any:
    """Return xlwings' COM server, once Windows is stubbed."""
    import importlib

    return importlib.import_module("xlwings.com_server").XLPython()


def server() -> dict[str, dict[str, float]]:
    """Measure the functions as custom functions of xlwings Server and Lite."""
    from tests.excel import server_lane
    from xlscore.excel import udfs
    from xlscore.functions.cell_names import cell_name

    xlwings_server = server_lane.xlwings.server
    module = ModuleType("custom_functions")
    module.__dict__.update({name: getattr(udfs, name) for name in udfs.__all__})
    loop = asyncio.new_event_loop()

    def caller(name: str, cells: list[Any]) -> Callable[[], Any]:
        args = [server_lane.block(cell) for cell in cells]
        request = {
            "client": "Office.js", "func_name": cell_name(name), "caller_address": "[Book1.xlsx]Sheet1!A900",
            "culture_info_name": "en-GB", "date_format": "dd/MM/yyyy", "version": server_lane.xlwings.__version__,
            "runtime": "1.4",
        }  # fmt: skip
        return lambda: loop.run_until_complete(
            xlwings_server.custom_functions_call({**request, "args": list(args)}, module)
        )

    measured = table(caller)
    loop.close()
    return {"server": measured}


def report(found: dict[str, dict[str, float]]) -> str:
    """Return the measurements as two tables in Markdown."""
    lines = [
        "| function (its example) | " + " | ".join(f"{lane}, µs" for lane in LANES) + " |",
        "|---|" + "--:|" * len(LANES),
    ]
    names = [name for name in found["plain"] if not name.startswith("(")]
    for name in names:
        lines.append(f"| {name} | " + " | ".join(f"{found[lane][name] * 1e6:.0f}" for lane in LANES) + " |")
    means = [sum(found[lane][name] for name in names) / len(names) * 1e6 for lane in LANES]
    lines.append("| **mean** | " + " | ".join(f"**{mean:.0f}**" for mean in means) + " |")
    lines += [
        "",
        f"| a control chart that fills {CELLS:,} cells | one array formula | a formula in each cell | ratio |",
    ]
    lines.append("|---|--:|--:|--:|")
    for lane, times in found.items():
        one, many = times["(one formula)"], times["(a formula in each cell)"]
        lines.append(f"| {lane} | {one * 1e3:.1f} ms | {many * 1e3:,.0f} ms | 1 : {many / one:,.0f} |")
    return "\n".join(lines)


def main(lane: str) -> None:
    """Measure one lane and print it as JSON, or all lanes and print the tables."""
    measures = {"plain": plain, "classic": classic, "server": server, "spreadsheet": spreadsheet}
    if lane:
        out, sys.stdout = sys.stdout, sys.stderr
        json.dump(measures[lane](), out)
        return
    found: dict[str, dict[str, float]] = {}
    for name in measures:
        run = subprocess.run(
            [sys.executable, "-m", "benchmarks.bench_addin", name],
            capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}, check=True,
        )  # fmt: skip
        found |= json.loads(run.stdout)
    print(report(found))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "")
