"""A data pack as an .xlsx that reads well aloud: cover, contents, notes, then a table a sheet, each marked up as a table.

What the guidance of the Government Statistical Service on spreadsheets asks: one table a sheet from its first column on, headings in one row,
no merged cell, no blank row or column, nothing said by colour alone, units in the headings, signs explained, links named.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from xlscore.books.plan.text_lines import lines_height, text_lines
from xlscore.books.templates.book import new_workbook
from xlscore.books.templates.heights import GrowingSheet
from xlscore.ooxml.opc.saving import replace_file
from xlscore.papers.pack.errors import PackError
from xlscore.papers.pack.pack import DataPack
from xlscore.papers.pack.tables import CONFIDENTIAL, NOT_AVAILABLE, PackCell, PackTable
from xlscore.rules.words import counted

__all__ = ["WrittenPack", "write_pack"]

_SUFFIX: Final = ".xlsx"
_FIRST: Final = 3
"""The row of a table's headings: below its title, where it comes from, and how to move on."""
_NARROWEST, _WIDEST = 9, 60
_FILTER: Final = 4
"""What the button of a filter takes of a heading's width."""
_PAGE: Final = 100
_LONGEST_NAME: Final = 31
_NOT_IN_A_NAME: Final = re.compile(r"[\[\]:*?/\\']+")
_CONTENTS, _NOTES, _COVER = "Contents", "Notes", "Cover"
_DATE: Final = "d mmmm yyyy"
_NUMBER: Final = "#,##0.###"


@dataclass(frozen=True)
class WrittenPack:
    """What became of a data pack: the file, and the sheet of each table."""

    file: Path
    pack: DataPack
    sheets: tuple[str, ...]

    @property
    def problems(self) -> Sequence[Any]:
        """Return what is wrong in the data that the pack shows."""
        return self.pack.problems

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "file": str(self.file),
            "title": self.pack.title,
            "tables": [
                {"sheet": sheet, "title": table.title, "from": table.sheet, "rows": len(table.rows), "columns": list(table.headings)}
                for sheet, table in zip(self.sheets, self.pack.tables, strict=True)
            ],
            "left_out": [{"table": each.table, "from": each.sheet, "why": each.why} for each in self.pack.left_out],
            "kept_back": self.pack.kept_back,
            "problems": [problem.as_dict() for problem in self.pack.problems],
        }  # fmt: skip


def write_pack(pack: DataPack, out: Path) -> WrittenPack:
    """Return what became of a data pack after writing it to `out`, the same bytes for the same pack; another file there is left alone."""
    if out.suffix.casefold() != _SUFFIX:
        raise PackError(f"A data pack's name should end in {_SUFFIX}, as in {out.with_suffix(_SUFFIX).name}.")
    sheets = _names(pack.tables)
    with TemporaryDirectory() as scratch:
        built = Path(scratch) / "pack.xlsx"
        with new_workbook(built, pack.title, "Data pack: every table on a sheet of its own.") as builder:
            _Writer(builder.workbook, pack, sheets).write()
        data = built.read_bytes()
        if not out.exists():
            replace_file(out, [data])
        elif out.read_bytes() != data:
            raise PackError(
                f"{out.name} is there already, and is not this data pack.", "Give the new one another name."
            )
    return WrittenPack(out, pack, sheets)


def _names(tables: Sequence[PackTable]) -> tuple[str, ...]:
    """Return a name for the sheet of each table: its number, and the sheet that it comes from."""
    return tuple(
        f"{number} {_NOT_IN_A_NAME.sub(' ', table.sheet)}"[:_LONGEST_NAME].rstrip()
        for number, table in enumerate(tables, start=1)
    )


class _Writer:
    """Writes a pack into a workbook that is being built."""

    def __init__(self, workbook: Any, pack: DataPack, sheets: Sequence[str]) -> None:
        self._workbook = workbook
        self._pack = pack
        self._sheets = sheets
        self._formats: dict[str, Any] = {}
        self._text = workbook.add_format({"text_wrap": True, "valign": "top"})
        self._title = workbook.add_format({"bold": True, "font_size": 16, "valign": "top"})
        self._heading = workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self._link = workbook.add_format({"underline": 1, "font_color": "#0B3D91", "valign": "top"})

    def write(self) -> None:
        """Write every sheet."""
        self._cover()
        self._contents()
        self._notes()
        for number, (name, table) in enumerate(zip(self._sheets, self._pack.tables, strict=True), start=1):
            self._table(number, name, table)

    def _sheet(self, name: str, title: str, lines: Sequence[str]) -> Any:
        """Return a new sheet that begins with its title and some lines, in its first column."""
        sheet = self._workbook.add_worksheet(name, GrowingSheet)
        sheet.write_string(0, 0, title, self._title)
        for row, line in enumerate(lines, start=1):
            sheet.write_string(row, 0, line)
        sheet.grow(0, 24)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{_escaped(self._pack.title)}&RPage &P of &N")
        return sheet

    def _cover(self) -> None:
        pack = self._pack
        about = [f"{label}: {words}" for label, words in pack.about]
        lines = [
            *about,
            f"This data pack has {counted(len(pack.tables), 'table')}, each on a sheet of its own.",
            f"The sheet '{_CONTENTS}' lists the tables and leads to each; the sheet '{_NOTES}' explains signs and units.",
        ]
        sheet = self._workbook.add_worksheet(_COVER, GrowingSheet)
        sheet.set_column(0, 0, _PAGE)
        for row, line in enumerate([pack.title, *lines]):
            sheet.write_string(row, 0, line, self._text if row else self._title)
            sheet.grow(row, 24 if row == 0 else lines_height(text_lines(line, _PAGE)))

    def _contents(self) -> None:
        sheet = self._sheet(_CONTENTS, _CONTENTS, ["This sheet has one table: the sheets of this data pack."])
        rows = [
            (name, table.title, table.sheet, len(table.rows))
            for name, table in zip(self._sheets, self._pack.tables, strict=True)
        ]
        headings = ("Sheet", "Table", "Sheet of the workbook", "Rows (number)")
        self._mark(sheet, "Contents", headings, len(rows), first=2)
        for row, (name, title, source, number) in enumerate(rows, start=3):
            sheet.write_url(row, 0, f"internal:'{name}'!A1", self._link, name, f"Go to the sheet {name}")
            for column, text in enumerate((title, source), start=1):
                sheet.write_string(row, column, text, self._text)
            sheet.write_number(row, 3, number, self._format(_NUMBER))
        self._fit(sheet, 2, headings, [tuple(map(str, row)) for row in rows])

    def _notes(self) -> None:
        notes = [
            (NOT_AVAILABLE, "No figure or text: not available, not entered, or not worked out."),
            ("Units", "Stand in brackets in a heading. Where rows differ, the column of units says each."),
            ("Percentages", "Are numbers shown as percentages: 18.2% is 0.182 to a program."),
            ("Tables", "Hold the records of the workbook; logs of work, how maps are drawn, and the figures behind charts are not in the pack."),
        ]  # fmt: skip
        if any(CONFIDENTIAL in table.texts() for table in self._pack.tables):
            notes.insert(1, (CONFIDENTIAL, "A text that is not published."))
        if self._pack.kept_back:
            notes.append(
                (
                    "Rows",
                    "Some rows are not published, some of them because others could be worked out with them; their number is on the sheet of the table.",
                )
            )
        sheet = self._sheet(_NOTES, _NOTES, ["This sheet has one table: what signs and units mean."])
        self._mark(sheet, "Notes", ("Sign or word", "What it means"), len(notes), first=2)
        for row, pair in enumerate(notes, start=3):
            for column, text in enumerate(pair):
                sheet.write_string(row, column, text, self._text)
        self._fit(sheet, 2, ("Sign or word", "What it means"), notes)

    def _table(self, number: int, name: str, table: PackTable) -> None:
        kept = f" {counted(table.rows_kept_back, 'row')} not published." if table.rows_kept_back else ""
        sheet = self._sheet(
            name,
            f"Table {number}: {table.title}",
            [f"This sheet has one table, from the sheet '{table.sheet}' of the workbook.{kept}"],
        )
        sheet.write_url(
            2, 0, f"internal:'{_CONTENTS}'!A1", self._link, "Back to the contents", "Go to the sheet Contents"
        )
        self._mark(sheet, f"Table_{number}", table.headings, len(table.rows), first=_FIRST)
        for row, cells in enumerate(table.rows, start=_FIRST + 1):
            for column, cell in enumerate(cells):
                self._cell(sheet, row, column, cell)
        self._fit(
            sheet, _FIRST, table.headings, [tuple(_shown(cell) for cell in cells) for cells in table.rows]
        )

    def _mark(self, sheet: Any, name: str, headings: Sequence[str], rows: int, *, first: int) -> None:
        """Mark the cells up as a table whose headings stay in sight and are printed on every page."""
        columns = [{"header": heading, "header_format": self._heading} for heading in headings]
        sheet.add_table(
            first, 0, first + rows, len(headings) - 1,
            {"name": name, "columns": columns, "style": None, "autofilter": True},
        )  # fmt: skip
        sheet.freeze_panes(first + 1, 1)
        sheet.repeat_rows(first)

    def _cell(self, sheet: Any, row: int, column: int, cell: PackCell) -> None:
        value = cell.value
        if isinstance(value, float):
            sheet.write_number(row, column, value, self._format(_number_format(cell.number_format)))
        elif isinstance(value, date):
            day = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
            sheet.write_datetime(row, column, day.replace(tzinfo=None), self._format(_DATE))
        else:
            sheet.write_string(row, column, str(value), self._text)

    def _format(self, number_format: str) -> Any:
        if number_format not in self._formats:
            self._formats[number_format] = self._workbook.add_format(
                {"num_format": number_format, "valign": "top"}
            )
        return self._formats[number_format]

    def _fit(self, sheet: Any, first: int, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Make columns as wide as what is in them, within limits, and rows as high as their text."""
        widths = []
        for column, heading in enumerate(headings):
            longest = max((len(row[column]) for row in rows), default=0)
            words = max((len(word) for word in heading.split()), default=0) + _FILTER
            widths.append(min(_WIDEST, max(_NARROWEST, words, longest + 2)))
            sheet.set_column(column, column, widths[column])
        heads = max(
            text_lines(text, width - _FILTER, bold=True) for text, width in zip(headings, widths, strict=True)
        )
        sheet.grow(first, lines_height(heads))
        for row, texts in enumerate(rows, start=first + 1):
            lines = max(text_lines(text, width) for text, width in zip(texts, widths, strict=True))
            if lines > 1:
                sheet.grow(row, lines_height(lines))


def _number_format(shown: str) -> str:
    """Return how a number is shown: as in the workbook where that is a percentage, else whole or with its decimals.

    >>> _number_format("0.0%"), _number_format("General"), _number_format('[Red]0.0"!"')
    ('0.0%', '#,##0.###', '#,##0.###')
    """
    return shown if re.fullmatch(r"0(?:\.0+)?%", shown) else "0.0%" if "%" in shown else _NUMBER


def _shown(cell: PackCell) -> str:
    if isinstance(cell.value, float):
        return f"{cell.value:,.3f}".rstrip("0").rstrip(".")
    return f"{cell.value:%d %B %Y}" if isinstance(cell.value, date) else str(cell.value)


def _escaped(text: str) -> str:
    return text.replace("&", "&&")[:200]
