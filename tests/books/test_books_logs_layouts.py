"""The other logs in layouts of a force's own: headings in its words, in another order, below titles, in two rows, in a table of Excel."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

import openpyxl
import pytest
from openpyxl.worksheet.table import Table as ExcelTable

from xlscore.books import Logs, headings, keep_logs
from xlscore.engine import open_book

MakeFile = Callable[[dict[str, Sequence[Sequence[Any]]]], Path]
Rows = list[list[Any]]
AT: Final = "2019-11-28"


def day(year: int, month: int, number: int) -> datetime.datetime:
    return datetime.datetime(year, month, number)


OWN_WORDS: Final[dict[str, Rows]] = {
    "briefing log": [
        ["Performance issue", "Date raised", "Identified by", "Action required", "By whom", "Latest position", "How resolved", "Date closed"],
        ["Thefts in the west", day(2019, 11, 18), "Weekly meeting", "Patrols", "North", "Fewer", None, None],
        ["Late letters", day(2019, 10, 1), "Survey", "Review", "South", "Changed", "New letters", day(2019, 10, 14)],
    ],
    "forward plan": [
        ["Date of meeting", "Agenda item", "Commissioned by", "Frequency", "Lead officer", "Data up to", "Status"],
        [day(2019, 8, 29), "Use of force", "Commissioner", "Quarterly", "North", "Q1 2019/20", "Done"],
        [day(2019, 12, 19), "Grades", None, None, "South", "Sep 2019", None],
    ],
    "deep dives": [
        ["Date", "Deep dive area", "Lead officer", "Progress", "Override reason"],
        [day(2019, 5, 30), "Burglary", "North", "Done", None],
        [day(2019, 8, 29), "Drugs", "South", "Done", None],
    ],
    "health dashboard": [
        ["Health indicator", "Measured as", "Good is", "Standard", "Latest", "Last period", "Deadline"],
        ["Sickness", "Days", "Lower", 4, 4.1, 4.4, None],
        ["Audit recommendations", "% complete", None, None, 0.9, 0.8, day(2019, 10, 31)],
    ],
    "table of the horizon": [
        ["Headline", "Published by", "Web link", "Announced", "What it is", "Objectives affected", "Expires"],
        ["A review", "Home Office", "https://example.org/review", "Oct 2019", "Begins", "Burglary; Drugs", day(2019, 12, 31)],
        ["A bill", "Parliament", None, "May 2019", "Passed", "All", day(2019, 6, 30)],
    ],
    "threats of the week": [
        ["W/C", "Emerging threat", "Location", "Threat level", "Mitigating actions", "Responsible officer", "Latest update"],
        [day(2019, 11, 18), "Thefts", "West", "High", "Patrols", "North", None],
        [day(2019, 11, 11), "Disorder", "East", "Low", "Officers", "South", "Closed: the fair is over"],
    ],
}  # fmt: skip
"""Each log with a force's own headings."""


def answer(found: Logs) -> dict[str, Any]:
    """What was understood, whatever it was called."""
    told = found.as_dict()
    return {
        "briefing log": [(i["issue"], i["raised"], i["source"], i["age"], i["open"]) for i in told["briefing"]],
        "forward plan": [(m["meeting"], [(i["item"], i["lead"], i["data_to"], i["proposed"]) for i in m["items"]]) for m in told["plan"]],
        "deep dives": [dive["objective"] for dive in told["deep_dives"]],
        "health dashboard": [(h["measure"], h["kind"], h["rag"], h["overdue"], h["change"]) for h in told["health"]],
        "table of the horizon": [(h["title"], h["source"], h["link"], h["objectives"], h["until"], h["current"]) for h in told["horizon"]],
        "threats of the week": [(t["week"], t["threat"], t["place"], t["level"], t["owner"], t["open"]) for t in told["threats"]],
    }  # fmt: skip


UNDERSTOOD: Final[dict[str, Any]] = {
    "briefing log": [("Thefts in the west", "2019-11-18", "Weekly meeting", 10, True), ("Late letters", "2019-10-01", "Survey", 13, False)],
    "forward plan": [("2019-12-19", [("Grades", "South", "2019-09", False), ("Use of force", "North", "2019-09", True)])],
    "deep dives": ["Burglary", "Drugs"],
    "health dashboard": [("Sickness", "Level", "Amber", False, pytest.approx(-0.3)), ("Audit recommendations", "Share done", "Red", True, pytest.approx(0.1))],
    "table of the horizon": [
        ("A review", "Home Office", "https://example.org/review", ["Burglary", "Drugs"], "2019-12-31", True),
        ("A bill", "Parliament", "", ["All"], "2019-06-30", False),
    ],
    "threats of the week": [("2019-11-18", "Thefts", "West", "High", "North", True), ("2019-11-11", "Disorder", "East", "Low", "South", False)],
}  # fmt: skip


def reordered(rows: Rows) -> Rows:
    return [row[::-1] for row in rows]


def titled(rows: Rows) -> Rows:
    width = len(rows[0])
    return [["Performance unit, November 2019"] + [None] * (width - 1), [None] * width, *rows]


def banded(rows: Rows) -> Rows:
    """A row of bands above the headings, as logs for a meeting have them."""
    width = len(rows[0])
    return [["What it is", None, "What is being done"] + [None] * (width - 3), *rows]


def in_two_lines(rows: Rows) -> Rows:
    """Headings of two words in two rows."""
    parts = [heading.rpartition(" ") for heading in rows[0]]
    return [[first or None for first, _, _ in parts], [last for _, _, last in parts], *rows[1:]]


def widened(rows: Rows) -> Rows:
    head, *body = rows
    return [["Our ref", *head[:2], "Classification", *head[2:], "Notes of the unit"]] + [
        [f"X{n}", *row[:2], "Official", *row[2:], "seen"] for n, row in enumerate(body)
    ]


LAYOUTS: Final[dict[str, Callable[[Rows], Rows]]] = {
    "own words": lambda rows: rows,
    "another order": reordered,
    "a title above": titled,
    "bands above": banded,
    "headings in two lines": in_two_lines,
    "further columns": widened,
    "a table of Excel": lambda rows: rows,
}


@pytest.mark.parametrize("kind", OWN_WORDS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_log_in_a_layout_of_a_force_s_own_is_found_and_nothing_typed_changes(
    make_file: MakeFile, kind: str, layout: str
) -> None:
    rows = LAYOUTS[layout](OWN_WORDS[kind])
    path = make_file({"Ours": rows})
    if layout == "a table of Excel":
        _as_table(path, len(rows), len(rows[0]))

    with open_book(path) as book:
        known = [table.kind for table in headings(book).tables]
        found = keep_logs(book, AT)
        after = book.sheets["Ours"].range((1, 1), (len(rows), len(rows[0]))).value

    assert known == [kind]
    assert answer(found)[kind] == UNDERSTOOD[kind]
    assert after == rows
    assert found.problems == ()


def _as_table(path: Path, last_row: int, last_column: int) -> None:
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Ours"]
    last = sheet.cell(last_row, last_column).coordinate
    sheet.add_table(ExcelTable(displayName="Ours", ref=f"A1:{last}"))
    workbook.save(path)
