"""A recording Excel: the COM objects that xlwings' Windows half asks for, over a dictionary of cells.

Every call that changes something is kept in `Application.calls`, as the words Excel's own object model uses. A macro of the
workbook's own that answers each change of a cell is there too, as the call `Worksheet_Change`, while events are on.
"""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

import xlscore
from tests.excel.fake_windows import ComError
from xlscore.engine import draw, drawn_names, save_book
from xlscore.ooxml.values.addresses import column_letters, parse_box

RANGE_CLASS = "{00020846-0000-0000-C000-000000000046}"
MISSING = -2147352572
_ANCHOR = (
    '<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="127000" cy="127000"/><xdr:sp macro="" textlink="">'
    '<xdr:nvSpPr><xdr:cNvPr id="0" name={name}/><xdr:cNvSpPr/></xdr:nvSpPr>'
    '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:sp><xdr:clientData/></xdr:absoluteAnchor>'
)


def anchor(name: str) -> str:
    """The DrawingML of a small rectangle of that name."""
    return _ANCHOR.format(name=quoteattr(name))


class Ole:
    """The type information by which xlwings knows a range."""

    def GetTypeInfo(self) -> Ole:
        return self

    def GetTypeAttr(self) -> Any:
        return type("TypeAttr", (), {"iid": RANGE_CLASS})()


class Workbooks(list["Workbook"]):
    """The open workbooks; a file that xlscore has written can be opened, with the names of what is drawn in it."""

    def __init__(self, application: Application) -> None:
        super().__init__()
        self.application = application

    def Open(self, path: str, links: int, read_only: bool) -> Workbook:
        """Open a file as Excel does; the officer's own workbook stays the active one here."""
        with xlscore.open_book(path) as book:
            opened = Workbook(Path(path).name, {sheet.name: [] for sheet in book.sheets}, self.application)
            for sheet, made in zip(book.sheets, opened.Worksheets, strict=True):
                made.Shapes.items += [Shape(made, name) for name in drawn_names(sheet)]
        self.application.calls.append(("Workbooks.Open", opened.Name, links, read_only))
        return opened


class Application:
    """Excel itself."""

    Name, Version, Hwnd, Visible = "Microsoft Excel", "16.0", 1, True

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.Workbooks = Workbooks(self)
        self.clipboard: list[str] = []
        self.Selection: Any = None
        self.ScreenUpdating = True
        self.Calculation = -4105
        self.DisplayAlerts = self.EnableEvents = True
        self.macro_options: list[tuple[str, dict[str, Any]]] = []

    DefaultFilePath = ""
    RECORDED = ("StatusBar", "EnableEvents", "ScreenUpdating", "Calculation")

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "StatusBar" or (name in self.RECORDED and name in vars(self)):
            self.calls.append((name, value))
        object.__setattr__(self, name, value)

    def MacroOptions(self, macro: str, **options: Any) -> None:
        self.macro_options.append((macro, options))

    @property
    def ActiveSheet(self) -> Worksheet:
        return self.ActiveWorkbook.ActiveSheet

    @property
    def ActiveWindow(self) -> Recorder:
        return Recorder(self, "ActiveWindow")

    def InchesToPoints(self, inches: float) -> float:
        return 72 * inches

    @property
    def ActiveWorkbook(self) -> Workbook:
        return self.Workbooks[0]


class Recorder:
    """A part of Excel that a test needs no answer from: takes whatever is set or called, and records it."""

    def __init__(self, application: Application, words: str) -> None:
        object.__setattr__(self, "_application", application)
        object.__setattr__(self, "_words", words)

    def __setattr__(self, name: str, value: Any) -> None:
        self._application.calls.append((f"{self._words}.{name}", value))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return Recorder(self._application, f"{self._words}.{name}")

    def __call__(self, *args: Any, **named: Any) -> Recorder:
        self._application.calls.append((self._words, args))
        return self

    def __iter__(self) -> Any:
        return iter(())


class Components:
    """A VBA project's modules."""

    def __init__(self) -> None:
        self.imported: list[str] = []

    def __call__(self, name: str) -> Any:
        raise ComError(-1, "not found", None, None)

    def Remove(self, module: Any) -> None:
        """Nothing was there before."""

    def Import(self, path: str) -> None:
        with open(path, encoding="utf-8") as file:
            self.imported.append(file.read())


class Collection:
    """Sheets and the like: counted from 1, or by name."""

    def __init__(self, items: list[Any]) -> None:
        self.items = items

    @property
    def Count(self) -> int:
        return len(self.items)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Any:
        return iter(self.items)

    def __call__(self, which: Any) -> Any:
        if isinstance(which, (int, float)):
            return self.items[int(which) - 1]
        for item in self.items:
            if item.Name.casefold() == str(which).casefold():
                return item
        raise ComError(-1, f"no {which}", None, None)


class XmlParts(Collection):
    """The custom XML parts of a workbook, those that Excel itself keeps among them."""

    def __init__(self, application: Application, items: list[XmlPart]) -> None:
        super().__init__(items)
        self.application = application

    def SelectByNamespace(self, namespace: str) -> XmlParts:
        return XmlParts(self.application, [item for item in self.items if item.NamespaceURI == namespace])

    def Add(self, xml: str) -> None:
        self.items.append(XmlPart(self, xml))
        self.application.calls.append(("CustomXMLParts.Add", xml))


class XmlPart:
    """One custom XML part; Excel hands it out with a declaration, spelt its own way."""

    def __init__(self, parts: XmlParts, xml: str) -> None:
        root = ElementTree.fromstring(xml)
        self.parts, self.NamespaceURI = parts, root.tag.rpartition("}")[0].removeprefix("{")
        self.XML = f'<?xml version="1.0"?>\r\n{ElementTree.canonicalize(xml)}'

    def Delete(self) -> None:
        self.parts.items.remove(self)
        self.parts.application.calls.append(("CustomXMLPart.Delete", self.NamespaceURI))


class Workbook:
    """A workbook: its sheets by name, each a dictionary of values by (row, column)."""

    def __init__(
        self, name: str, sheets: dict[str, list[list[Any]]], application: Application | None = None
    ) -> None:
        self.Name = self.FullName = name
        self.Path = ""
        self.Application = application or Application()
        self.Application.Workbooks.append(self)
        self.VBProject = type("VBProject", (), {"VBComponents": Components()})()
        self._sheets = [Worksheet(self, sheet, rows) for sheet, rows in sheets.items()]
        self.Names = Collection([])
        self.Date1904 = False
        self.charts: list[str] = []
        self.ProtectStructure = False
        self.CustomXMLParts = XmlParts(self.Application, [])

    @property
    def Worksheets(self) -> Collection:
        return Sheets(self)

    @property
    def Sheets(self) -> Collection:
        """All tabs: the sheets and the charts that have a tab of their own."""
        return Collection([*self._sheets, *(SimpleNamespace(Name=name) for name in self.charts)])

    @property
    def ActiveSheet(self) -> Worksheet:
        return self._sheets[0]

    def Activate(self) -> None:
        self.Application.calls.append(("Workbook.Activate", self.Name))

    def Close(self, save: bool) -> None:
        self.Application.Workbooks.remove(self)
        self.Application.calls.append(("Workbook.Close", self.Name, save))

    def SaveCopyAs(self, path: str) -> None:
        """Write the values and the shapes as a file, as Excel does with the workbook."""
        import xlsxwriter

        if not Path(path).parent.is_dir():
            raise ComError(-2147352567, "Exception occurred.", None, None)
        self.Application.calls.append(("Workbook.SaveCopyAs", Path(path).name, self.Application.Calculation))

        book = xlsxwriter.Workbook(path, {"remove_timezone": True, "default_date_format": "dd/mm/yyyy"})
        for sheet in self._sheets:
            written = book.add_worksheet(sheet.Name)
            for (row, column), value in sheet.values.items():
                written.write(row - 1, column - 1, value)
        book.close()
        with xlscore.open_book(path) as copy:
            for sheet in self._sheets:
                anchors = [anchor(shape.Name) for shape in sheet.Shapes.items]
                draw(copy.sheets[sheet.Name], anchors, replaces=lambda _: False)
            save_book(copy)

    @property
    def Styles(self) -> Recorder:
        return Recorder(self.Application, "Workbook.Styles")

    @property
    def Windows(self) -> Any:
        return lambda which: Recorder(self.Application, "Workbook.Window")


class Sheets(Collection):
    """The worksheets, to which one can be added."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__(workbook._sheets)
        self.workbook = workbook

    def Add(self, Before: Any = None, After: Any = None, **named: Any) -> Worksheet:  # noqa: N803  # Excel's names
        if self.workbook.ProtectStructure:
            raise ComError(-2146827284, "The workbook's structure is protected.", None, None)
        sheet = Worksheet(self.workbook, f"Sheet{len(self.items) + 1}", [])
        place = (
            self.items.index(After) + 1 if After is not None else self.items.index(Before) if Before else 0
        )
        self.items.insert(place, sheet)
        self.workbook.Application.calls.append(("Worksheets.Add", place))
        return sheet


class PageBreaks(Collection):
    """The rows before which a person or a program begins a page."""

    MANUAL = -4135

    def __init__(self) -> None:
        super().__init__([])

    def Add(self, Before: SimpleNamespace) -> None:  # noqa: N803  # Excel's name
        made = SimpleNamespace(Type=self.MANUAL, Location=Before)
        made.Delete = lambda: self.items.remove(made)
        self.items.append(made)


class Worksheet:
    """One sheet."""

    def __init__(self, workbook: Workbook, name: str, rows: list[list[Any]]) -> None:
        self.Parent, self._name = workbook, name
        self.Application = workbook.Application
        self.Visible = -1
        self.ProtectDrawingObjects = False
        # Protected, every cell is locked but those in `open`, and no look may change.
        self.ProtectContents = self.ProtectionMode = False
        self.open: set[tuple[int, int]] = set()
        self.Protection = SimpleNamespace(AllowFormattingCells=False, AllowFormattingRows=False)
        self.values = {
            (r, c): v for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v is not None
        }
        self.formulas: dict[tuple[int, int], str] = {}
        self.arrays: dict[tuple[int, int], tuple[str, Range]] = {}
        self.Names = Collection([])
        self.ListObjects = Collection([])
        self.Shapes = Shapes(self)
        self.charts = ChartObjects(self)
        self.HPageBreaks = PageBreaks()

    def Rows(self, row: int) -> SimpleNamespace:
        """One row, before which a page can begin."""
        return SimpleNamespace(Row=row)

    def ChartObjects(self) -> ChartObjects:
        """The charts of the sheet, which are shapes too."""
        return self.charts

    @property
    def Name(self) -> str:
        return self._name

    @Name.setter
    def Name(self, name: str) -> None:
        self.Application.calls.append(("Worksheet.Name", name))
        self._name = name

    @property
    def Index(self) -> int:
        return self.Parent._sheets.index(self) + 1

    @property
    def Cells(self) -> SheetCells:
        return SheetCells(self)

    def Range(self, first: Any, last: Any = None) -> Range:
        if isinstance(first, str):
            box = parse_box(first.replace("$", ""))
            return Range(self, (box.top, box.left, box.bottom, box.right))
        return Range(self, (first.Row, first.Column, last.Row, last.Column))

    @property
    def UsedRange(self) -> Range:
        bottom = max((r for r, _ in self.values), default=1)
        return Range(self, (1, 1, bottom, max((c for _, c in self.values), default=1)))

    def Activate(self) -> None:
        self.Application.calls.append(("Worksheet.Activate", self.Name))

    def Paste(self) -> None:
        """Put what was copied last on this sheet, under a name that Excel gives it."""
        self.Shapes.items.append(Shape(self, f"Group {len(self.Shapes.items) + 1}"))
        self.Application.calls.append(("Worksheet.Paste", self.Name, self.Application.clipboard[-1]))

    @property
    def PageSetup(self) -> Recorder:
        return Recorder(self.Application, f"{self.Name}!PageSetup")

    def Move(self, Before: Worksheet) -> None:  # noqa: N803  # Excel's name
        sheets = self.Parent._sheets
        sheets.remove(self)
        sheets.insert(sheets.index(Before), self)
        self.Application.calls.append(("Worksheet.Move", self.Name))


class Shapes(Collection):
    """What is drawn on a sheet."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__([])
        self.Parent = sheet


class ChartObjects(Collection):
    """The charts of a sheet, to which one can be added over a place in points."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__([])
        self.Parent = sheet

    Item = Collection.__call__

    def Add(self, left: float, top: float, width: float, height: float) -> ChartObject:
        made = ChartObject(self.Parent, f"Chart {len(self.items) + 1}", (left, top, width, height))
        self.items.append(made)
        self.Parent.Shapes.items.append(made)
        self.Parent.Application.calls.append(("ChartObjects.Add", self.Parent.Name, left, top, width, height))
        return made


class ChartObject:
    """A chart on a sheet, with a series that Excel made of its own accord."""

    AlternativeText = ""
    Placement = 1

    def __init__(self, sheet: Worksheet, name: str, place: tuple[float, ...]) -> None:
        self.Parent, self.Name, self.place = sheet, name, place
        self.Chart = Recorded(sheet.Application, "Chart", {})
        vars(self.Chart)["series"] = SeriesCollection(sheet.Application)
        self.Chart.series.NewSeries()

    def Delete(self) -> None:
        self.Parent.charts.items.remove(self)
        self.Parent.Shapes.items.remove(self)
        self.Parent.Application.calls.append(("ChartObject.Delete", self.Parent.Name, self.Name))


class SeriesCollection(Collection):
    """The series of a chart."""

    def __init__(self, application: Application) -> None:
        super().__init__([])
        self.application = application

    Item = Collection.__call__

    def NewSeries(self) -> Series:
        self.items.append(Series(self))
        return self.items[-1]


class Recorded(Recorder):
    """A chart or a part of one: what is set is recorded, and given back."""

    def __init__(self, application: Application, words: str, held: dict[str, Any]) -> None:
        super().__init__(application, words)
        object.__setattr__(self, "held", held)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        self.held[f"{self._words}.{name}"] = value

    def __getattr__(self, name: str) -> Any:
        if name == "SeriesCollection":
            return lambda: vars(self)["series"]
        words = f"{self._words}.{name}"
        if name.startswith("__"):
            raise AttributeError(name)
        return self.held[words] if words in self.held else Recorded(self._application, words, self.held)

    def __call__(self, *args: Any, **named: Any) -> Recorded:
        return Recorded(self._application, f"{self._words}{args}", self.held)


class Series(Recorded):
    """A series: its name is that of its formula, and one that refers to what is no cells is refused."""

    def __init__(self, owner: SeriesCollection) -> None:
        super().__init__(owner.application, "Series", {"Series.Formula": "=SERIES(,,Grid!$A$1:$A$2,1)"})
        object.__setattr__(self, "owner", owner)

    def __setattr__(self, name: str, value: Any) -> None:
        if name == "Formula" and not re.fullmatch(
            r"=SERIES\([^,]*,([^,]+!\$[^,]+)?,[^,]+!\$[^,]+,\d+\)", value
        ):
            raise ComError(-2146827284, f"{value} is no series.", None, None)
        super().__setattr__(name, value)

    @property
    def Name(self) -> str:
        return str(self.held["Series.Formula"]).removeprefix("=SERIES(").partition(",")[0].strip('"')

    @property
    def PlotOrder(self) -> int:
        return self.owner.items.index(self) + 1

    def Delete(self) -> None:
        self.owner.items.remove(self)


class Shape:
    """A shape on a sheet: it can be copied, renamed, moved and deleted."""

    def __init__(self, sheet: Worksheet, name: str) -> None:
        self.Parent, self.Name = sheet, name
        self.Left = self.Top = 7.0

    def Copy(self) -> None:
        self.Parent.Application.clipboard.append(self.Name)
        self.Parent.Application.calls.append(("Shape.Copy", self.Parent.Name, self.Name))

    def Delete(self) -> None:
        self.Parent.Shapes.items.remove(self)
        self.Parent.Application.calls.append(("Shape.Delete", self.Parent.Name, self.Name))


class SheetCells:
    """All cells of a sheet: one of them when it is called; there are no sparklines."""

    def __init__(self, sheet: Worksheet) -> None:
        self._sheet = sheet
        self.SparklineGroups = SimpleNamespace(Count=0)

    def __call__(self, row: int, column: int) -> Range:
        return Range(self._sheet, (row, column, row, column))


class Format:
    """A font, a fill, a border: takes and gives whatever is set, and records it."""

    def __init__(self, owner: Range, words: str) -> None:
        object.__setattr__(self, "_owner", owner)
        object.__setattr__(self, "_words", words)

    def __setattr__(self, name: str, value: Any) -> None:
        self._owner.record(f"{self._words}.{name}", value)

    def __getattr__(self, name: str) -> Any:
        return Format(self._owner, f"{self._words}.{name}")

    def __call__(self, *args: Any, **named: Any) -> Any:
        self._owner.record(self._words, args)
        return Format(self._owner, self._words)


class Range:
    """A block of cells of one sheet."""

    CLSID = RANGE_CLASS

    def __init__(self, sheet: Worksheet, box: tuple[int, int, int, int]) -> None:
        object.__setattr__(self, "Worksheet", sheet)
        object.__setattr__(self, "box", box)
        object.__setattr__(self, "_oleobj_", Ole())

    def __setattr__(self, name: str, value: Any) -> None:
        if name in ("Value", "Value2", "Formula", "Formula2"):
            self._fill(name, value)
        else:
            self.record(name, value)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return Format(self, name)

    def record(self, words: str, value: Any) -> None:
        if self.Worksheet.ProtectContents and words not in (
            "Value",
            "Value2",
            "Formula",
            "Formula2",
            "Worksheet_Change",
        ):
            raise ComError(-2146827284, f"{words} on a protected sheet.", None, None)
        self.Worksheet.Application.calls.append(
            (words, f"{self.Worksheet.Name}!{self.GetAddress(False, False)}", value)
        )

    # As wide as Excel's columns and as high as its rows are, in points.
    Left = property(lambda self: 48.0 * (self.box[1] - 1))
    Top = property(lambda self: 15.0 * (self.box[0] - 1))
    Width = property(lambda self: 48.0 * (self.box[3] - self.box[1] + 1))
    Height = property(lambda self: 15.0 * (self.box[2] - self.box[0] + 1))
    Row = property(lambda self: self.box[0])
    Column = property(lambda self: self.box[1])
    Count = property(lambda self: (self.box[2] - self.box[0] + 1) * (self.box[3] - self.box[1] + 1))
    Parent = property(lambda self: self.Worksheet)
    Application = property(lambda self: self.Worksheet.Application)

    @property
    def NumberFormat(self) -> str:
        """How the cells show their numbers: nobody has dressed them."""
        return "General"

    @property
    def HasSpill(self) -> bool:
        return self.Worksheet.arrays.get(self.box[:2], ("",))[0] == "spill"

    @property
    def HasArray(self) -> bool:
        return self.Worksheet.arrays.get(self.box[:2], ("",))[0] == "array"

    @property
    def SpillingToRange(self) -> Range:
        return self.Worksheet.arrays[self.box[:2]][1]

    CurrentArray = SpillingToRange

    @property
    def Rows(self) -> Any:
        return type("Rows", (), {"Count": self.box[2] - self.box[0] + 1})()

    @property
    def Columns(self) -> Any:
        return type("Columns", (), {"Count": self.box[3] - self.box[1] + 1})()

    def GetAddress(self, row_absolute: bool = True, column_absolute: bool = True, *rest: Any) -> str:
        top, left, bottom, right = self.box
        corners = [(top, left)] if (top, left) == (bottom, right) else [(top, left), (bottom, right)]
        d, e = "$" * bool(column_absolute), "$" * bool(row_absolute)
        return ":".join(f"{d}{column_letters(c)}{e}{r}" for r, c in corners)

    @property
    def Address(self) -> str:
        return self.GetAddress()

    def Cells(self, row: int, column: int) -> Range:
        return self.Worksheet.Cells(self.Row + row - 1, self.Column + column - 1)

    def _read(self, cells: dict[tuple[int, int], Any], other: dict[tuple[int, int], Any], blank: Any) -> Any:
        top, left, bottom, right = self.box
        rows = tuple(
            tuple(cells.get((r, c), other.get((r, c), blank)) for c in range(left, right + 1))
            for r in range(top, bottom + 1)
        )
        return rows[0][0] if self.Count == 1 else rows

    @property
    def Value(self) -> Any:
        return self._read(self.Worksheet.values, {}, None)

    Value2 = Value

    @property
    def Formula(self) -> Any:
        return self._read(self.Worksheet.formulas, self.Worksheet.values, "")

    Formula2 = Formula

    MergeCells = False

    @property
    def AllowEdit(self) -> bool:
        top, left, bottom, right = self.box
        cells = {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
        return not self.Worksheet.ProtectContents or cells <= self.Worksheet.open

    def _fill(self, name: str, value: Any) -> None:
        if not self.AllowEdit:
            raise ComError(-2146827284, "The cell is on a protected sheet.", None, None)
        self.record(name, value)
        if self.Application.EnableEvents:
            self.record("Worksheet_Change", None)
        top, left, bottom, right = self.box
        for r in range(top, bottom + 1):
            for c in range(left, right + 1):
                held = value[r - top][c - left] if isinstance(value, (list, tuple)) else value
                self.Worksheet.formulas.pop((r, c), None)
                if isinstance(held, str) and re.match(r"=.", held):
                    self.Worksheet.formulas[r, c] = held
                elif held in (None, ""):
                    self.Worksheet.values.pop((r, c), None)
                else:
                    # An apostrophe in front says that what follows is a text, and is no part of it.
                    self.Worksheet.values[r, c] = held.removeprefix("'") if isinstance(held, str) else held

    def __call__(self, row: int, column: int = 1) -> Range:
        return self.Cells(row, column)

    def Select(self) -> None:
        self.Application.Selection = self
