"""One grid of command grades as many forces might keep it: each layout is sheets of rows, the facts are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Rows = list[list[Any]]
Sheets = dict[str, Rows]

COMMANDS: Final = ("North", "South", "PPU", "CJ")
HEADINGS: Final = ["Theme", "Area", *COMMANDS, "Force Redline", "Performance Board Final Grade"]
FACTS: Final = (
    ("Keeping People Safe", "Burglary", "Good", "RI", "N/A", "N/A", "RI", "Good"),
    ("Keeping People Safe", "Robbery", "Good", "Good", "RI", "N/A", "N/A", "Good"),
    ("Our Priorities", "Domestic Abuse", "RI", "RI", "Good", "N/A", "N/A", "RI"),
    ("Our Priorities", "Gangs & Knives", "Good", "Good", "Good", "Outstanding", "N/A", "Good"),
    ("Our People", "Our People", "Outstanding", "Outstanding", "Good", "Outstanding", "", "Outstanding"),
)
STOPS: Final[Rows] = [
    ["Map", "Line", "Sequence", "Area"],
    ["Force", "Safety", 1, "Burglary"],
    [None, None, 2, "Robbery"],
    [None, "People", 1, "Robbery"],
    [None, None, 2, "Domestic Abuse"],
]
SUGGESTED: Final = {
    "Burglary": "Requires Improvement",
    "Robbery": "Good",
    "Domestic Abuse": "Requires Improvement",
    "Gangs & Knives": "Good",
    "Our People": "Outstanding",
}


def facts() -> Rows:
    """The rows without headings, fresh each time."""
    return [list(row) for row in FACTS]


def plain() -> Sheets:
    return {"Grid": [HEADINGS, *facts()]}


def with_stops(*further: list[Any], **sheets: Rows) -> Sheets:
    """The grid, and the stops of a map of it: two lines that meet, two areas on none; then further stops and sheets."""
    return {
        "Grid": [["Cycle", "Cycle 13"], HEADINGS, *facts()],
        "Lines and stops": [*STOPS, *further],
        **sheets,
    }


def titles_above() -> Sheets:
    above: Rows = [
        ["Essex style scorecard"],
        ["Area of review: all", None, "Final version"],
        [],
        ["Cycle", "Cycle 13"],
        [],
    ]
    return {"Grid": [*above, HEADINGS, *facts()]}


def merged_themes() -> Sheets:
    rows = facts()
    for row, above in zip(reversed(rows[1:]), reversed(rows[:-1]), strict=True):
        if row[0] == above[0]:
            row[0] = None
    return {"Grid": [HEADINGS, *rows]}


def columns_reversed() -> Sheets:
    return {"Grid": [row[::-1] for row in [HEADINGS, *facts()]]}


def extra_columns() -> Sheets:
    rows = [
        [*row[:2], f"R{n}", "Chief officer lead A", *row[2:6], "some remark about it", *row[6:], "more text"]
        for n, row in enumerate(facts())
    ]
    heads = [*HEADINGS[:2], "Ref", "Owner", *HEADINGS[2:6], "Comments", *HEADINGS[6:], "Notes"]
    return {"Grid": [heads, *rows]}


def banner_over_commands() -> Sheets:
    return {"Grid": [["", "", "Command self-assessment"], HEADINGS, *facts()]}


def headings_in_two_rows() -> Sheets:
    upper = ["Theme", "Area", "Commands", None, None, None, "Force", "Performance Board"]
    return {"Grid": [upper, [None, None, *COMMANDS, "Redline", "Final Grade"], *facts()]}


def headings_merged_down() -> Sheets:
    upper = [None, None, "Commands", None, None, None, "Force Redline", "Final Grade"]
    return {"Grid": [["A title"], upper, ["Theme", "Area", *COMMANDS], *facts()]}


def dressed_headings() -> Sheets:
    heads = [
        "THEME ",
        "AREA1",
        "North",
        "South",
        "PPU",
        "CJ 2",
        "FORCE\nREDLINE\n(Feb 2019)3",
        "Performance  Board's\u00a0FINAL GRADE (12/06/2019)",
    ]
    return {"Grid": [heads, *facts()]}


def theme_banners() -> Sheets:
    rows: Rows = []
    theme = None
    for row in facts():
        if row[0] != theme:
            theme = row[0]
            rows.append([theme])
        rows.append(row[1:])
    return {"Grid": [HEADINGS[1:], *rows]}


def blank_lines_and_notes() -> Sheets:
    rows = facts()
    return {
        "Grid": [
            HEADINGS, *rows[:2], [], *rows[2:4], [], rows[4], [],
            ["* Redline data to February 2019"], ["Source: performance analysis unit"], [], ["Key"], ["O", "Outstanding"], ["G", "Good"],
        ]
    }  # fmt: skip


def other_sheets_first() -> Sheets:
    return {
        "Read me": [
            ["This workbook holds the Area grades"],
            ["Area", "who to ask"],
            ["Burglary", "the unit"],
        ],
        "Cycle thirteen": [HEADINGS, *facts()],
        "Data": [["Area", "Offences"], ["Burglary", 12.0]],
    }


def headings_repeated() -> Sheets:
    rows = facts()
    return {"Grid": [HEADINGS, *rows[:3], HEADINGS, *rows[3:]]}


def far_from_the_corner() -> Sheets:
    return {"Grid": [[]] * 6 + [[None] * 5 + row for row in [HEADINGS, *facts()]]}


def abbreviations() -> Sheets:
    short = {"Good": "g", "RI": "r i", "Outstanding": " O ", "N/A": "-"}
    return {"Grid": [HEADINGS, *[[*row[:2], *(short.get(v, v) for v in row[2:])] for row in facts()]]}


def spacer_columns() -> Sheets:
    return {"Grid": [[*row[:2], None, *row[2:6], None, *row[6:]] for row in [HEADINGS, *facts()]]}


def totals_below() -> Sheets:
    return {"Grid": [HEADINGS, *facts(), [None, "Total", 4.0, 3.0, 2.0, 2.0, None, 3.0]]}


def changes_below() -> Sheets:
    changes: Rows = [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Robbery", "Good", "Good", "No change", "steady"],
    ]
    return {"Grid": [HEADINGS, *facts(), [], ["Changes since last cycle"], *changes]}


def last_cycle_beside() -> Sheets:
    heads = [*HEADINGS[:6], "Cycle 12 Final Grade", HEADINGS[6], "Cycle 13 Final Grade"]
    return {"Grid": [heads, *[[*row[:6], "Good", *row[6:]] for row in facts()]]}


def area_called_otherwise() -> Sheets:
    return {
        "Grid": [["Plan theme", "Priority", *HEADINGS[2:6], "Recommended grade", "Board Grade"], *facts()]
    }


def area_without_heading() -> Sheets:
    return {"Grid": [["", "", *HEADINGS[2:]], *facts()]}


def grade_and_evidence_per_command() -> Sheets:
    upper: list[Any] = [None, None]
    lower: list[Any] = ["Theme", "Area"]
    for name in COMMANDS:
        upper += [name, None]
        lower += ["Grade", "Evidence"]
    rows = [
        [*row[:2], *[cell for grade in row[2:6] for cell in (grade, "what it rests on")], *row[6:]]
        for row in facts()
    ]
    return {"Grid": [[*upper, "Force", None], [*lower, "Redline", "Final grade"], *rows]}


SAME_FACTS: Final[tuple[Callable[[], Sheets], ...]] = (
    plain, titles_above, merged_themes, columns_reversed, extra_columns, banner_over_commands, headings_in_two_rows,
    headings_merged_down, dressed_headings, theme_banners, blank_lines_and_notes, other_sheets_first, headings_repeated,
    far_from_the_corner, abbreviations, spacer_columns, totals_below, changes_below, last_cycle_beside, area_called_otherwise,
    area_without_heading, grade_and_evidence_per_command,
)  # fmt: skip
