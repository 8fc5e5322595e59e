"""The tables of the published papers in the layouts in which forces print them, as sheets of rows with their merged cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from tests.support.published import printed

__all__ = [
    "PrintedSheet", "essex_grid", "essex_msg_aspirations", "essex_msg_update", "leicestershire_scorecard",
    "two_row_grid", "write_sheets",
]  # fmt: skip

Rows = list[list[Any]]


@dataclass
class PrintedSheet:
    """A sheet as it is printed: its rows, what is merged (first row, first column, last row, last column; from 1)."""

    rows: Rows
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)

    def moved(self, down: int, right: int) -> PrintedSheet:
        """Return the sheet with its cells further down and to the right."""
        rows: Rows = [[] for _ in range(down)] + [[None] * right + list(row) for row in self.rows]
        return PrintedSheet(rows, [(a + down, b + right, c + down, d + right) for a, b, c, d in self.merged])

    def titled(self, *titles: str) -> PrintedSheet:
        """Return the sheet with titles above its cells, each merged over the table."""
        width = max(len(row) for row in self.rows)
        made = self.moved(len(titles), 0)
        for n, title in enumerate(titles):
            made.rows[n] = [title]
            made.merged.append((n + 1, 1, n + 1, width))
        return made


def write_sheets(path: Path, sheets: Mapping[str, PrintedSheet]) -> Path:
    """Write sheets into a plain workbook file, merged as they are printed."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, printed_sheet in sheets.items():
        sheet = book.create_sheet(name)
        for row in printed_sheet.rows:
            sheet.append(list(row))
        for top, left, bottom, right in printed_sheet.merged:
            sheet.merge_cells(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
    book.save(path)
    return path


LONE = ("Keeping People Safe", "Innovation", "Efficient", "Community Focused", "Our People")
"""The themes that are one area: their name stands in the first column, over both, and no area in the second."""


def essex_grid(*, names: str = "both", final: str = "Performance Board Final Grades") -> PrintedSheet:
    """Return the grid of the 13th cycle as it is printed.

    `names`: "both", the first heading spans the two columns of names; "area over both", it says Area; "area", the heading
    Area stands over the second column alone.
    """
    head, *facts = printed("essex_grid")
    commands = head[2:10]
    first = {"both": ["13th Cycle", None], "area over both": ["Area", None], "area": [None, "Area"]}[names]
    rows: Rows = [[*first, *commands, final, "Force Redline (Recommended Grade) February 2019"]]
    merged = [] if names == "area" else [(1, 1, 1, 2)]
    last = ""
    for n, (theme, area, *grades) in enumerate(facts, 2):
        *given, redline, board = grades
        if theme in LONE:
            rows.append([theme, None, *given, board, redline])
            merged.append((n, 1, n, 2))
        else:
            rows.append([theme if theme != last else None, area, *given, board, redline])
        last = theme
    inner = [n for n, fact in enumerate(facts, 2) if fact[0] not in LONE]
    merged.append((inner[0], 1, inner[-1], 1))
    return PrintedSheet(rows, merged)


_UNIT_SAID = {
    "%": "{}",
    "per 1000 population": "{} per 1,000 pop.",
    "% of contracted hours": "{} of contracted hours lost",
}


def _msg_rows() -> list[dict[str, str]]:
    head, *rows = printed("essex_msg")
    return [dict(zip(head, row, strict=True)) for row in rows]


def essex_msg_aspirations(*, rows: int = 2) -> PrintedSheet:
    """Return the table of aspirations as it is printed: a title, two rows of headings, texts with units in the cells."""
    upper = [
        "Priority Area", "Available from iQuanta", "Per 1000 pop. or Unit of Measurement", None,
        "MSG Position Sparkline - Previous 12 Data Points (see notes)", "Change required to reach MSG Average",
        "Change required to reach top quartile rank in MSG", "Aspiration", "Rationale",
    ]  # fmt: skip
    lower = [None, None, "MSG Position", "Unit of Measurement", *[None] * 5]
    merged = [(1, 3, 1, 4), *((1, c, 2, c) for c in (1, 2, 5, 6, 7, 8, 9))]
    heads: Rows = (
        [upper, lower] if rows == 2 else [[*upper[:2], "MSG Position", "Unit of Measurement", *upper[4:]]]
    )
    made: Rows = [*heads]
    last = ""
    for row in _msg_rows():
        said = _UNIT_SAID.get(row["unit"], "{} " + row["unit"]).format(row["value"])
        position = row["position_jan_2020"] + (
            f" (Last data to {row['data_to']})" if row["data_to"] != "Jan 2020" else ""
        )
        aspiration = row["aspiration"] + ("." if "in MSG" in row["aspiration"] else "")
        made.append([
            row["theme"] if row["theme"] != last else None, row["measure"], position, said, None, row["change_to_average"],
            row["change_to_top_quartile"], aspiration, None,
        ])  # fmt: skip
        last = row["theme"]
    return PrintedSheet(made, merged if rows == 2 else []).titled("Essex's MSG Aspiration")


def essex_msg_update() -> PrintedSheet:
    """Return the paper's second table: both quarters' positions under dated headings, the update in words."""
    heads = [
        "Priority Area", "Available from iQuanta", "Aspiration", "October 2019 MSG Position", "January 2020 MSG Position",
        "Update January 2020 data",
    ]  # fmt: skip
    made: Rows = [heads]
    for row in _msg_rows():
        made.append([
            row["theme"], row["measure"], row["aspiration"], row["position_oct_2019"], row["position_jan_2020"], "As before.",
        ])  # fmt: skip
    return PrintedSheet(made)


_ARROW = {"stable": "◄►", "up": "▲", "down": "▼"}


def leicestershire_scorecard(*, texts: bool = True, years: str = "below") -> PrintedSheet:
    """Return the emergent scorecard as it is printed: a title, two rows of headings with banners, 13 rows.

    `texts`: figures as texts, else as numbers; `years`: whether 2012/13 and 2011/12 stand below or above the words.
    """
    upper: list[Any] = ["Strategic Objectives", None, "Hard Target", "Stretch Target", "Actual Performance", "Previous Year Performance",
        "Year on Year Change", "Rolling 3 Month Trend", "Level of Control", "Overall Threat", "Overall Impact", None, "Overall"]  # fmt: skip
    lower: list[Any] = ["Title", "Purpose", None, None, "2012/13", "2011/12", None, None, None, None,
        "Overall Impact Score", "Overall Impact Classification", None]  # fmt: skip
    if years == "above":
        upper[4:6], lower[4:6] = lower[4:6], upper[4:6]
    rows: Rows = [upper, lower]
    head, *facts = printed("leicestershire_scorecard")
    for fact in facts:
        row = dict(zip(head, fact, strict=True))
        figures = [
            row[name]
            for name in ("hard_target", "stretch_target", "actual", "previous_year", "year_on_year_change")
        ]
        figures = [f"{int(f):,}" if f.isdigit() else f for f in figures]
        given: list[Any] = figures if texts else [_number(figure) for figure in figures]
        rows.append([
            row["title"], row["purpose"], *(g or None for g in given), _ARROW[row["rolling_3_month_trend"]], row["level_of_control"],
            row["threat"], row["impact_score"] if texts else float(row["impact_score"]), row["impact_classification"],
            row["overall_classification"],
        ])  # fmt: skip
    merged = [(1, 1, 1, 2), (1, 11, 1, 12), *((1, c, 2, c) for c in (3, 4, 7, 8, 9, 10, 13))]
    return PrintedSheet(rows, merged).titled("Emergent Scorecard 2013/14")


def _number(printed_figure: str) -> float | None:
    if not printed_figure:
        return None
    bare = printed_figure.replace(",", "")
    return round(float(bare[:-1]) / 100, 6) if bare.endswith("%") else float(bare)


def two_row_grid(*, area: str = "upper") -> PrintedSheet:
    """Return the grid under two rows of headings: a banner over the commands, the other headings merged down.

    `area`: whether the heading Area stands in the upper row, merged down, or in the lower row alone.
    """
    head, *facts = printed("essex_grid")
    commands = head[2:10]
    upper: list[Any] = ["Area" if area == "upper" else None, "Command self-assessment", *[None] * 7]
    upper += ["Redline Measure", "Final Grade", "Rationale"]
    lower: list[Any] = [None if area == "upper" else "Area", *commands, None, None, None]
    down = [10, 11, 12, *([1] if area == "upper" else [])]
    merged = [(1, 2, 1, 9), *((1, column, 2, column) for column in down)]
    return PrintedSheet([upper, lower, *([name, *grades] for _, name, *grades in facts)], merged)
