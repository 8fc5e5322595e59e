"""What the engine's own functions ask of live Excel, in a process of its own: `python -m tests.excel.engine_lane`.

Each task runs on xlwings' real Windows half over a recording Excel and a workbook of its own. What is printed is, for each
by its name, the answer and the calls, as JSON.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from tests.excel import fake_windows

xlwings = fake_windows.install()

from tests.excel import fake_excel  # noqa: E402  # Windows comes first
from xlscore import XlscoreError, engine  # noqa: E402  # as above

SPACE = "urn:example:ledger"
FIRST, SECOND = f'<ledger xmlns="{SPACE}" of="1"/>', f'<ledger xmlns="{SPACE}" of="2"/>'


def open_in_excel() -> tuple[Any, fake_excel.Workbook]:
    """Return a workbook that is open in the recording Excel, as xlwings has it and as Excel has it."""
    from xlwings import _xlwindows

    native = fake_excel.Workbook("Scorecard.xlsx", {"Grid": [["Area", "Final"], ["Burglary", "Good"]]})
    return xlwings.Book(impl=_xlwindows.Book(xl=native)), native


def what_it_can(book: Any, _native: Any) -> Any:
    """Say what the engine can."""
    return vars(engine.capabilities(book))


def keep_text(book: Any, native: Any) -> Any:
    """Read, write, write the same in other words, write something else, read."""
    native.CustomXMLParts.Add('<label xmlns="urn:example:label"/>')
    before = engine.read_custom_xml(book, SPACE)
    answers = [engine.write_custom_xml(book, SPACE, xml) for xml in (FIRST, FIRST.replace('"', "'"), SECOND)]
    held = sorted(part.NamespaceURI for part in native.CustomXMLParts.items)
    return [before, answers, engine.read_custom_xml(book, SPACE), held]


def keep_nonsense(book: Any, native: Any) -> Any:
    """Say with which sentence a text of another namespace is refused, and what is kept then."""
    engine.write_custom_xml(book, SPACE, FIRST)
    try:
        engine.write_custom_xml(book, SPACE, "<other/>")
    except XlscoreError as error:
        return [str(error), engine.read_custom_xml(book, SPACE)]
    return None


def let_go_of_arrays(book: Any, native: Any) -> Any:
    """Let go of a formula that spills, of one that fills an array, and of an ordinary cell."""
    sheet = native.Worksheets("Grid")
    sheet.arrays[1, 1] = ("spill", sheet.Range("A1:A2"))
    sheet.arrays[1, 2] = ("array", sheet.Range("B1:B2"))
    for cell in ("A1", "B1", "A2"):
        engine.release_array(book.sheets["Grid"][cell])
    return None


def bring_over(book: Any, native: Any) -> Any:
    """Bring a formula over, one that spills, one that fills an array, a long one, and one of somebody else's; then back."""
    from xlscore.books import bring_over as bring

    sheet = native.Worksheets("Grid")
    long = f"=YOY(1,2)&REPT({'1+' * 130}1,2)"
    sheet.formulas |= {
        (1, 3): "=YOY(A1,B1)",
        (1, 4): "=RATE_LIMITS(59,1)",
        (2, 4): "=RATE_LIMITS(59,1)",
        (1, 5): "=RAG(A1,B1)",
    }
    sheet.values[3, 7] = "as far as the sheet is used"
    sheet.formulas |= {(1, 6): long, (2, 3): "=OTHER.YOY(A1,B1)"}
    sheet.arrays |= {(1, 4): ("spill", sheet.Range("D1:D2")), (2, 4): ("spill", sheet.Range("D1:D2"))}
    sheet.arrays |= {(1, 5): ("array", sheet.Range("E1:E2")), (1, 6): ("array", sheet.Range("F1:F2"))}
    told = []
    for _ in range(2):
        found = bring(book)
        told.append([found.to, found.cells, [[problem.cell, problem.what] for problem in found.problems]])
    return told


def dress(book: Any, _native: Any) -> Any:
    """Copy a look."""
    sheet = book.sheets["Grid"]
    engine.copy_formats(sheet["A1:A2"], sheet["C1:C2"])
    return None


def put_drawings(book: Any, native: Any) -> Any:
    """Put two maps on sheets of which one holds its last drawing and a person's remark; say what is drawn there then."""
    from xlscore.books.plan.edits import Drawn
    from xlscore.excel.tube_map import copy_drawings

    grid = native.Worksheets("Grid")
    grid.Shapes.items += [fake_excel.Shape(grid, name) for name in ("Our remark", "tube map: commands")]
    other = native.Worksheets.Add()
    other.Name = "North"
    copy_drawings(
        book,
        [
            Drawn(sheet, name, fake_excel.anchor(name))
            for sheet, name in (("Grid", "Tube map: Commands"), ("North", "Tube map: North"))
        ],
    )
    return [[[shape.Name, shape.Left, shape.Top] for shape in sheet.Shapes.items] for sheet in (grid, other)]


def read_sheets(book: Any, native: Any) -> Any:
    """Read what a workbook says of itself: one sheet hidden, one deeply hidden, one tab a chart."""
    from xlscore.books.tables.blocks import Reading

    native.Worksheets.Add().Visible = 0
    native.Worksheets.Add().Visible = 2
    for sheet in native.Worksheets:
        sheet.values[1, 1] = "Area"
    native.charts.append("Chart1")
    reading = Reading(book)
    return [{block.sheet: block.visible for block in reading.blocks}, sorted(reading.taken_names)]


def lay_out(book: Any, native: Any) -> Any:
    """Set a sheet up for printing, bit by bit; dress a cell in a new style and another in it again; ask what a file would be asked."""
    sheet, changed = book.sheets["Grid"], []
    for page in (
        {"landscape": False, "paper": "A3", "pages_wide": 1, "pages_tall": 0},
        {"landscape": True, "title_rows": (1, 2), "title_columns": (1, 2), "centred": True},
        {"header": "&LGrades&RPage &P", "margins": {"left": 0.5}},
    ):
        changed.append(engine.set_page(sheet, **page))
    look = {"number_format": "0.0", "fill": "FFF2CC", "font_colour": "404040", "italic": True}
    changed.append(engine.apply_style(sheet["A1"], "Computed", **look))
    usual = type(native).Styles
    type(native).Styles = [SimpleNamespace(Name="Computed")]
    changed.append(engine.apply_style(sheet["A2"], "Computed", bold=True))
    type(native).Styles = usual
    native.Worksheets("Grid").ProtectDrawingObjects = True
    return [changed, engine.drawing_is_locked(sheet), engine.lacks_result(sheet["A1"])]


def ask_what_is_protected(book: Any, native: Any) -> Any:
    """Ask of a sheet before and after it was protected, with a cell left open, and once macros may change it; then of the workbook."""
    sheet, excel = book.sheets["Grid"], native.Worksheets("Grid")
    excel.open = {(1, 1)}

    def answers() -> list[bool]:
        cells = [engine.cells_are_locked(sheet, cells) for cells in ([(1, 1)], [(1, 1), (2, 2)])]
        return [*cells, engine.looks_are_locked(sheet)]

    found = [answers()]
    excel.ProtectContents = True
    found.append(answers())
    excel.Protection.AllowFormattingCells = excel.Protection.AllowFormattingRows = True
    found.append(answers())
    excel.ProtectionMode = True
    found.append(answers())
    before = engine.structure_is_locked(book)
    native.ProtectStructure = True
    return [found, [before, engine.structure_is_locked(book)]]


def carry_out_edits(book: Any, native: Any) -> Any:
    """Write edits with something of everything; say what was left alone, and what every sheet holds."""
    from tests.support.some_edits import GRID, some_edits
    from xlscore.books.plan.writer import write

    grid = native.Worksheets("Grid")
    grid.values.update({(r, c): v for r, row in enumerate(GRID, 1) for c, v in enumerate(row, 1)})
    changed = write(book, some_edits())
    cells = {
        sheet.Name: sorted(
            [r, c, sheet.formulas.get((r, c), value)] for (r, c), value in sheet.values.items()
        )
        for sheet in native.Worksheets
    }
    formulas = {
        sheet.Name: sorted([r, c, text] for (r, c), text in sheet.formulas.items())
        for sheet in native.Worksheets
    }
    return [[problem.cell for problem in changed], cells, formulas]


def put_charts(book: Any, native: Any) -> Any:
    """Put a chart in, change its looks as a person, point it at more months, ask of it; take it away."""
    from tests.support.some_edits import some_chart

    sheet, grid = book.sheets["Grid"], native.Worksheets("Grid")
    grid.Shapes.items.append(fake_excel.Shape(grid, "Our remark"))
    first, longer = some_chart(4, "3 in April"), some_chart(5, "9 in May")
    stood = [engine.chart_stands(sheet, first)]
    engine.put_charts(sheet, {"E2:H9": first})
    chart = grid.charts.items[0]
    made = [list(chart.place), chart.AlternativeText, [one.Formula for one in chart.Chart.series]]
    stood.append(engine.chart_stands(sheet, first))
    of_person = chart.Chart.series(2)
    of_person.Format.Line.ForeColor.RGB = 255
    of_person.owner.items.remove(chart.Chart.series(3))
    native.Application.calls.append(("the next month",))
    stood.append(engine.chart_stands(sheet, longer, described=first.description))
    missing = engine.put_charts(sheet, {"A1:B2": longer}, described={longer.name: first.description})
    stood.append(engine.chart_stands(sheet, longer, described=longer.description))
    after = [
        list(chart.place),
        chart.AlternativeText,
        [one.Formula for one in chart.Chart.series],
        of_person.Format.Line.ForeColor.RGB,
    ]
    native.Application.calls.append(("a person's words",))
    chart.AlternativeText = "Homes"
    engine.put_charts(sheet, {"E2:H9": first}, adds=["Concern"], described={first.name: longer.description})
    named = [chart.AlternativeText, [one.Name for one in chart.Chart.series]]
    engine.remove_charts(sheet, [first.name])
    return [stood, made, missing, after, named, [shape.Name for shape in grid.Shapes.items]]


def put_anatomies(book: Any, native: Any) -> Any:
    """Put in a chart of each anatomy, and ask whether it stands; then add a stretch to a control chart."""
    from tests.support.charted import FRAME, anatomies, control_cells
    from xlscore.charts.control import control_chart, stretch_names

    sheet = book.sheets["Grid"]
    stood = {}
    for name, chart in anatomies(named=True).items():
        native.Application.calls.append((name,))
        engine.put_charts(sheet, {"E2:H9": chart})
        stood[name] = engine.chart_stands(sheet, chart)
    first = control_chart(FRAME, control_cells(1))
    engine.put_charts(sheet, {"E2:H9": first})
    whole = control_chart(FRAME, control_cells(last=26))
    engine.put_charts(sheet, {"E2:H9": whole}, adds=stretch_names(2))
    chart = native.Worksheets("Grid").charts.items[-1]
    return [stood, [one.Name for one in chart.Chart.series]]


def draw_control_charts(_book: Any, _native: Any) -> Any:
    """Draw control charts in a workbook of its own, and once more; say what is drawn on each sheet, and what was changed then."""
    import datetime

    from xlwings import _xlwindows

    from xlscore.books import draw_control_charts as draw

    months = [datetime.datetime(2019 + n // 12, n % 12 + 1, 1) for n in range(30)]
    quiet = [100, 103, 98, 101, 99, 104, 97, 102, 100, 98] * 3
    native = fake_excel.Workbook(
        "Month.xlsx", {"Series": [["Measure", "Place", *months], ["Burglary", "", *quiet[:-1], 200]]}
    )
    book = xlwings.Book(impl=_xlwindows.Book(xl=native))
    said = draw(book).sentences()
    drawn = {sheet.Name: [chart.Name for chart in sheet.charts.items] for sheet in native.Worksheets}
    explorer = native.Worksheets("Explorer data")
    before = len(native.Application.calls)
    draw(book)
    changed = sorted({call[0] for call in native.Application.calls[before:]})
    return [said, drawn, len(explorer.formulas), changed]


TASKS: dict[str, Callable[[Any, Any], Any]] = {
    task.__name__: task
    for task in (
        what_it_can,
        keep_text,
        keep_nonsense,
        let_go_of_arrays,
        bring_over,
        dress,
        lay_out,
        put_drawings,
        read_sheets,
        carry_out_edits,
        ask_what_is_protected,
        put_charts,
        put_anatomies,
        draw_control_charts,
    )
}


def done(task: Callable[[Any, Any], Any]) -> tuple[Any, list[Any]]:
    """Return a task's answer and what it asked of Excel, on a workbook that is open for it alone."""
    book, native = open_in_excel()
    return task(book, native), list(native.Application.calls)


if __name__ == "__main__":
    json.dump({name: done(task) for name, task in TASKS.items()}, sys.stdout, default=str)
