"""One sheet: its frame (title, key, print set-up) and its tables, drawn alike on every sheet.

Rows are counted from 0 here, as XlsxWriter counts them. A sheet's head takes six rows: title, subtitle, a line of
labels, the key, a gap, and then the table's headings.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from xlscore.books.plan.text_lines import lines_height, text_lines
from xlscore.books.plan.tones import WHITE, Tone
from xlscore.books.templates.heights import GrowingSheet
from xlscore.books.templates.printing import MARGINS, best_page, points_wide
from xlscore.books.templates.style import FIGURES, FONT, INK, NAVY, Formats
from xlscore.errors import XlscoreError

__all__ = ["HEAD_ROW", "Col", "Page", "Placed", "Row", "Shown"]

HEAD_ROW: Final = 5
"""The row of the first table's headings."""

Row = Mapping[str, Any]
"""A record to fill in: field → value."""

_LONGEST_TITLE, _LONGEST_HELP = 32, 255
HEAD_LINES: Final = 2
KEY_ROW: Final = 3
DEFAULT_WIDTH: Final = 8.43
DEFAULT_HEIGHT: Final = 15.0
WIDEST_CHIP: Final = 30
CHIP_SIZE: Final = 9


@dataclass(frozen=True, slots=True)
class Shown:
    """A value with a number format of its own, where the paper's row is in another unit than its column."""

    value: Any
    num_format: str


@dataclass(frozen=True, slots=True)
class Col:
    """A column of a template: its field and heading, its width, how it looks, who fills it, help, choices."""

    field: str
    heading: str
    width: float
    look: str = "text"
    computed: bool = False
    """Whether the product fills it; what an officer types there is kept, and looks like an entry."""
    help: str = ""
    choices: str | Sequence[str] = ()
    """Words for the drop-down, or a formula that names the cells they are in."""
    strict: bool = False
    """Whether a word that is no choice is refused; otherwise Excel asks whether to keep it (abbreviations)."""
    fixed: bool = False
    """Whether it is the template's own text, which nobody fills."""


@dataclass(frozen=True)
class Placed:
    """Where a table stands: its first and last row of values and the column of each field."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int] = field(default_factory=dict)

    def cell(self, name: str, row: int | None = None) -> str:
        """Return the address of a field's cell, in the first row if none is given, its column fixed."""
        return str(xl_rowcol_to_cell(self.first if row is None else row, self.columns[name], col_abs=True))

    def range(self, name: str) -> str:
        """Return the absolute address of a field's cells, with the sheet."""
        letter, quoted = xl_col_to_name(self.columns[name]), self.sheet.replace("'", "''")
        return f"'{quoted}'!${letter}${self.first + 1}:${letter}${self.last + 1}"


def row_height(columns: Sequence[Col], record: Row, lines: int) -> float:
    """Return how high a row is, in points, for the longest of its texts to be read in full."""
    needed = [
        text_lines(text, column.width, column.look == "strong")
        for column in columns
        if isinstance(text := _bare(record.get(column.field)), str)
    ]
    return lines_height(max([lines, *needed]))


def _bare(value: Any) -> Any:
    return value.value if isinstance(value, Shown) else value


class Page:
    """A worksheet under construction."""

    def __init__(self, workbook: Any, formats: Formats, name: str, tab: str = "#1F2F4F") -> None:
        self.workbook = workbook
        self.formats = formats
        self.name = name
        self.sheet = workbook.add_worksheet(name, worksheet_class=GrowingSheet)
        self.sheet.hide_gridlines(2)
        self.sheet.set_tab_color(tab)
        self._widths: dict[int, float] = {}
        self._bottom = 0
        self._last_column = 0

    def head(self, title: str, subtitle: str) -> None:
        """Write the sheet's title and its subtitle."""
        self.sheet.set_row(0, 27)
        self.sheet.write_string(0, 0, title, self.formats.of("title"))
        if subtitle:
            self.sheet.write_string(1, 0, subtitle, self.formats.of("subtitle"))
        self.sheet.set_row(4, 6)
        self.reach(HEAD_ROW, 0)

    def key(self, chips: Sequence[tuple[Tone, str]]) -> None:
        """Write the key, each word on its colour, in the longest run of columns that are not too wide for it.

        Call it once the table's columns have their widths; where no run has room, coloured squares stand in one line.
        """
        areas = self._chip_areas(chips)
        if areas is None:
            self._squares(chips)
            return
        self.sheet.write_string(KEY_ROW, 0, "Key", self.formats.of("label"))
        self.sheet.grow(KEY_ROW, 16)
        for (tone, words), (first, last) in zip(chips, areas, strict=True):
            look = self.formats.of("chip", bg_color=tone.fill, font_color=tone.ink)
            if last > first:
                self.sheet.merge_range(KEY_ROW, first, KEY_ROW, last, words, look)
            else:
                self.sheet.write_string(KEY_ROW, first, words, look)

    def _chip_areas(self, chips: Sequence[tuple[Tone, str]]) -> list[tuple[int, int]] | None:
        """Return the first and last column of each word of the key; None where they do not fit beside each other."""
        column, end = self._narrow_run()
        areas = []
        for _, words in chips:
            areas.append((column, self._chip_end(column, words)))
            column = areas[-1][1] + 1
        return areas if column <= end + 1 else None

    def _narrow_run(self) -> tuple[int, int]:
        runs: list[list[int]] = [[]]
        for column in range(1, self._last_column + 1):
            if self._widths.get(column, DEFAULT_WIDTH) > WIDEST_CHIP:
                runs.append([])
            else:
                runs[-1].append(column)
        longest = max(runs, key=len) or [1]
        return longest[0], longest[-1]

    def _chip_end(self, column: int, words: str) -> int:
        last, room = column, self._widths.get(column, DEFAULT_WIDTH)
        while text_lines(words, room, bold=True, points=CHIP_SIZE) > 1:
            last += 1
            room += self._widths.get(last, DEFAULT_WIDTH)
        return last

    def _squares(self, chips: Sequence[tuple[Tone, str]]) -> None:
        runs: list[Any] = [self.formats.over(font_name=FONT, bold=True, font_color=NAVY), "Key      "]
        for tone, words in chips:
            square = "□ " if tone.fill == WHITE else "■ "
            colour = tone.ink if tone.fill == WHITE else tone.fill
            runs += [self.formats.over(font_name=FONT, font_size=14, font_color=colour), square]
            runs += [self.formats.over(font_name=FONT, font_size=CHIP_SIZE, font_color=INK), f"{words}     "]
        self.sheet.grow(KEY_ROW, 20)
        self.sheet.write_rich_string(KEY_ROW, 0, *runs, self.formats.of("plain"))

    def labelled(self, row: int, column: int, label: str, value: str, help_text: str) -> None:
        """Write a label and, to its right, the entry it names."""
        self.sheet.grow(row, 18)
        self.sheet.write_string(row, column, label, self.formats.of("label"))
        look = self.formats.cell("labelled", entry=True)
        if value:
            self.sheet.write_string(row, column + 1, value, look)
        else:
            self.sheet.write_blank(row, column + 1, None, look)
        self._help((row, column + 1, row, column + 1), label, help_text)

    def table(
        self,
        name: str,
        columns: Sequence[Col],
        rows: Sequence[Row],
        *,
        at: tuple[int, int] = (HEAD_ROW, 0),
        blank_rows: int = 0,
        lines: int = 1,
        listed: bool = True,
    ) -> Placed:
        """Write a table: headings, records, and blank rows to fill in; return where it stands.

        Each row is as high as its text needs, and has room for so many `lines` at least.
        """
        head, left = at
        first, last = head + 1, head + max(1, len(rows) + blank_rows)
        if listed:
            self._list(name, columns, (head, left, last, left + len(columns) - 1))
        for number, column in enumerate(columns, start=left):
            self._column(column, number, head)
            for row in range(first, last + 1):
                record = rows[row - first] if row - first < len(rows) else {}
                self._cell(row, number, column, record.get(column.field))
            if column.choices or column.help:
                self._help((first, number, last, number), column.heading, column.help, column)
        self.sheet.grow(head, row_height(columns, {c.field: c.heading for c in columns}, HEAD_LINES))
        for row in range(first, last + 1):
            record = rows[row - first] if row - first < len(rows) else {}
            self.sheet.grow(row, row_height(columns, record, lines))
        self.reach(last, left + len(columns) - 1)
        return Placed(self.name, first, last, {c.field: n for n, c in enumerate(columns, start=left)})

    def _list(self, name: str, columns: Sequence[Col], area: tuple[int, int, int, int]) -> None:
        options = {
            "name": name,
            "style": None,
            "autofilter": False,
            "columns": [
                {"header": column.heading, "header_format": self._head_format(column)} for column in columns
            ],
        }
        if self.sheet.add_table(*area, options) not in (0, None):
            raise XlscoreError(f"The table {name} could not be placed on the sheet '{self.name}'.")

    def _head_format(self, column: Col) -> Any:
        side = (
            ""
            if column.look in ("text", "strong", "small")
            else " right"
            if column.look in FIGURES
            else " centre"
        )
        return self.formats.of(f"head{' computed' if column.computed or column.fixed else ''}{side}")

    def _column(self, column: Col, number: int, head: int) -> None:
        self.sheet.write_string(head, number, column.heading, self._head_format(column))
        self.width(number, column.width)

    def width(self, number: int, width: float) -> None:
        """Set a column's width, unless a table above has asked for more."""
        if width > self._widths.get(number, 0):
            self._widths[number] = width
            self.sheet.set_column(number, number, width)

    def _cell(self, row: int, number: int, column: Col, value: Any) -> None:
        shown = value if isinstance(value, Shown) else Shown(value, "")
        look = self.formats.cell(
            column.look,
            not (column.fixed or (column.computed and shown.value is None)),
            shown.num_format or None,
        )
        if shown.value is None:
            self.sheet.write_blank(row, number, None, look)
        elif isinstance(shown.value, str):
            self.sheet.write_string(row, number, shown.value, look)
        elif isinstance(shown.value, datetime.date):
            self.sheet.write_datetime(row, number, shown.value, look)
        else:
            self.sheet.write_number(row, number, shown.value, look)

    def _help(
        self, area: tuple[int, int, int, int], title: str, text: str, column: Col | None = None
    ) -> None:
        rule: dict[str, Any] = {"validate": "any"}
        if column is not None and column.choices:
            words = column.choices
            rule = {
                "validate": "list",
                "source": words if isinstance(words, str) else list(words),
                "error_type": "stop" if column.strict else "warning",
                "error_title": title[:_LONGEST_TITLE],
                "error_message": "This is not one of the words in the list."
                + ("" if column.strict else " The usual abbreviations are understood. Keep it?"),
            }
        if text:
            rule |= {"input_title": title[:_LONGEST_TITLE], "input_message": text[:_LONGEST_HELP]}
        self.sheet.data_validation(*area, rule)

    def colour(
        self, placed: Placed, fields: Sequence[str], rules: Callable[[str], list[Mapping[str, Any]]]
    ) -> None:
        """Lay conditions over the columns of these fields; `rules` makes them for a cell's address."""
        for name in fields:
            column = placed.columns[name]
            for rule in rules(xl_rowcol_to_cell(placed.first, column)):
                self.sheet.conditional_format(placed.first, column, placed.last, column, dict(rule))

    def section(self, row: int, first_column: int, last_column: int, text: str) -> None:
        """Write the heading of a part of the sheet, underlined across its columns."""
        look = self.formats.of("section")
        for column in range(first_column, last_column + 1):
            self.sheet.write_blank(row, column, None, look)
        self.sheet.write_string(row, first_column, text, look)
        self.sheet.set_row(row, 21)

    def note(self, row: int, column: int, text: str) -> None:
        """Write a line of small print."""
        self.sheet.write_string(row, column, text, self.formats.of("note"))
        self.reach(row, column)

    def live_note(self, row: int, column: int, formula: str, shown: str) -> None:
        """Write a line of small print that follows a setting, with the text it shows."""
        self.sheet.write_formula(row, column, formula, self.formats.of("note"), shown)
        self.reach(row, column)

    def reach(self, row: int, column: int) -> None:
        """Say that the page goes on to this cell."""
        self._bottom = max(self._bottom, row)
        self._last_column = max(self._last_column, column)

    def print_ready(
        self,
        freeze: tuple[int, int] | None = None,
        parts: Sequence[int] = (),
        paper: int | None = None,
        across: int = 1,
    ) -> None:
        """Set the sheet up to print as wide as a page, headings repeated, on A4 where it stays readable, else on A3.

        `parts` are the columns at which a further page begins, for tables that stand beside each other. A table of many columns prints
        on `across` pages beside each other, the frozen columns on each. No print area is set, so that rows which are added print too.
        """
        sheet = self.sheet
        setup = best_page([wide / across for wide in self._part_widths(parts)], self._height(), paper)
        if setup.landscape:
            sheet.set_landscape()
        sheet.set_paper(setup.paper)
        sheet.set_margins(**MARGINS)
        if parts:
            sheet.set_print_scale(
                int(setup.scale * 95)
            )  # a column that is a hair too wide would take a page of its own
            sheet.set_v_pagebreaks(list(parts))
        else:
            sheet.fit_to_pages(across, 1 if setup.squeezed or paper is not None else 0)
        sheet.center_horizontally()
        font = f'&"{FONT},Regular"&8'
        sheet.set_footer(f"&L{font}&F&C{font}&A&R{font}Page &P of &N")
        if freeze:
            sheet.freeze_panes(*freeze)
            sheet.repeat_rows(0, freeze[0] - 1)
            if across > 1:
                sheet.repeat_columns(0, freeze[1] - 1)

    def _part_widths(self, parts: Sequence[int]) -> list[float]:
        """Return how wide each page's columns are, in points."""
        edges = [0, *parts, self._last_column + 1]
        return [
            sum(points_wide(self._widths.get(column, DEFAULT_WIDTH)) for column in range(first, last))
            for first, last in pairwise(edges)
        ]

    def _height(self) -> float:
        rows = self.sheet.row_info
        known = [
            float(rows[row].height) * 0.75
            for row in range(self._bottom + 1)
            if row in rows and rows[row].height
        ]
        return sum(known) + (self._bottom + 1 - len(known)) * DEFAULT_HEIGHT
