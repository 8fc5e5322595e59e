"""The sheets of the command grades: Grid, Changes, Grade changes, Areas, Quadrants."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.books.grades.headings import (
    AREAS,
    CHANGES,
    COMMANDS,
    CYCLE_LABELS,
    GRADE_CHANGES,
    GRID,
    REDLINES,
)
from xlscore.books.plan.tones import SIGN_TONES
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.templates.book import Builder
from xlscore.books.templates.colouring import grade_key, grades, once, overrides, signs, when
from xlscore.books.templates.columns import col
from xlscore.books.templates.page import HEAD_ROW, Col, Row
from xlscore.books.templates.words import BETTER, GRADES, YES_NO
from xlscore.books.templates.words import QUADRANTS as QUADRANT_NAMES
from xlscore.rules.force.quadrants import NOT_YET_GRADED

__all__ = [
    "Board",
    "add_areas",
    "add_changes",
    "add_grade_changes",
    "add_grid",
    "add_quadrants",
    "command_names",
]

_USUAL: Final = 8
_GRADE_HELP: Final = (
    "Outstanding, Good, Requires Improvement, Inadequate or N/A; O, G, RI and I are understood."
)
_BETTER_HELP: Final = "Higher or Lower: which is the better way for this measure?"
_DATA_TO_HELP: Final = "The last month that the figure covers, for example Feb 2019."


def command_names(number: int) -> tuple[str, ...]:
    """Return the headings of so many commands' columns, for an officer to write the names over.

    >>> command_names(2)
    ('Command 1', 'Command 2')
    """
    return tuple(f"Command {n}" for n in range(1, number + 1))


@dataclass(frozen=True)
class Board:
    """What a balanced scorecard is filled with; the blank template has none of it."""

    title: str = "Command grades"
    about: str = (
        "Each command's grade in each area, the force's redline, the grade suggested and the grade agreed."
    )
    cycle: str = ""
    commands: tuple[str, ...] = command_names(_USUAL)
    oversight: bool = False
    """Whether the Oversight Board's grade has a column beside each command's."""
    grid: Sequence[Row] = ()
    changes: Sequence[Row] = ()
    changes_about: str = "Last cycle's grade against this cycle's. A change needs its rationale."
    grade_changes: Sequence[Row] = ()
    grade_changes_about: str = "A command's grade that the Oversight Board or the meeting changed. The Grid holds the last grade; the one before it is kept here."
    groups: Sequence[Row] = ()
    areas: Sequence[Row] = ()
    redlines: Sequence[Row] = ()
    areas_about: str = "Who leads each area, and the minimum standards (redlines) that cap its grade."
    risks: Sequence[Row] = ()
    risks_about: str = "The force's risks. One that scores over the limit on the Policy sheet is a redline of its area or its command."
    conditions: Sequence[Row] = ()
    conditions_about: str = "What the last Board asked of the figures. Where a condition is fulfilled and its grade is not given, the reason is asked for."
    quadrants: Sequence[Row] = ()
    quadrants_about: str = "The rebalanced scorecard: a quadrant's redline measures compare with the MSG, its KPIs are the levers that move them."
    notes: Sequence[Row] = ()
    notes_about: tuple[str, ...] = ()
    """What the Notes sheet says of itself, where that is not what the template says."""


def add_grid(book: Builder, board: Board) -> None:
    """Add the Grid: themes, areas, a column per command, redline, suggestion, why, final grade, override, rationale."""
    page = book.page(GRID.sheet)
    command_width = 11.5
    graded = _graded(board)
    columns = [
        col(GRID, "theme", 15, "strong", "The theme that the area belongs to; repeat it on each of its rows."),
        col(GRID, "area", 25, "strong", "The area of business that is graded. Each stands here once."),
        *(
            Col(name, name, command_width, "grade", help=f"{whose} {_GRADE_HELP}", choices=GRADES)
            for name, whose in graded.items()
        ),
        col(GRID, "redline", 12, "grade", "The grade that the redline measures allow; filled from the Areas sheet if blank.", choices=GRADES),
        col(GRID, "suggested", 15, "grade", "Suggested by the rule on the Policy sheet. The Board decides."),
        col(GRID, "why", 44, "small", "How the suggestion came about."),
        col(GRID, "final", 15, "grade", "The Performance Board's grade. Filled from the suggestion only while it is blank; your entry is never overwritten.", choices=GRADES),
        col(GRID, "override", 10, "word", "Yes where the final grade is not the suggested one."),
        col(GRID, "rationale", 54, "small", "Why the Board gave this grade. Required for an override and for every change since last cycle."),
        *([col(GRID, "caveat", 46, "small", "What the Notes sheet says of the area. What you type here is kept.")] if board.notes else []),
    ]  # fmt: skip
    page.head(board.title, board.about)
    page.labelled(2, 0, CYCLE_LABELS[0], board.cycle, "The cycle that is being graded, for example Cycle 14.")
    placed = page.table("tblGrid", columns, board.grid, blank_rows=0 if board.grid else 15, lines=4)
    page.colour(placed, ["theme"], once(book.formats))
    page.colour(placed, [*graded, "redline", "suggested", "final"], grades(book.formats))
    page.colour(placed, ["override"], overrides(book.formats))
    page.key(grade_key())
    page.print_ready(freeze=(HEAD_ROW + 1, 2))


def _graded(board: Board) -> dict[str, str]:
    """Return the headings of the commands' columns, each with whose grade stands in it."""
    found: dict[str, str] = {}
    for name in board.commands:
        found[name] = f"{name}'s own grade."
        if board.oversight:
            found[f"{name} oversight"] = f"What the Oversight Board made of {name}'s grade; blank: the same."
    return found


def add_changes(book: Builder, board: Board) -> None:
    """Add the Changes sheet: last cycle, this cycle, the change, its rationale."""
    page = book.page(CHANGES.sheet)
    columns = [
        col(CHANGES, "area", 40, "strong", "The area, as it is called on the Grid."),
        col(
            CHANGES,
            "previous",
            22,
            "grade",
            "Last cycle's final grade. Next cycle fills it in.",
            choices=GRADES,
        ),
        col(CHANGES, "current", 22, "grade", "This cycle's final grade, from the Grid."),
        col(CHANGES, "change", 16, "word", "Improved, Deteriorated, No change, First grading or Not graded."),
        col(CHANGES, "rationale", 60, help_text="Why the grade has changed; it goes into the board paper."),
    ]
    page.head("Changes since last cycle", board.changes_about)
    placed = page.table("tblChanges", columns, board.changes, blank_rows=0 if board.changes else 15, lines=2)
    page.colour(placed, ["previous", "current"], grades(book.formats))
    page.colour(placed, ["change"], signs(book.formats))
    page.key(grade_key())
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def add_grade_changes(book: Builder, board: Board) -> None:
    """Add the Grade changes sheet: changes of commands' grades before the Board, and beside them the commands' groups."""
    page = book.page(GRADE_CHANGES.sheet)
    columns = [
        col(GRADE_CHANGES, "cycle", 12, "word", "The cycle in which the grade changed; blank is the Grid's. Earlier cycles stay and no longer count."),
        col(GRADE_CHANGES, "area", 30, "strong", "The area, as it is called on the Grid."),
        col(GRADE_CHANGES, "command", 14, "word", "The command, as the Grid heads its column."),
        col(GRADE_CHANGES, "before", 14, "grade", "Its grade before the change.", choices=GRADES),
        col(GRADE_CHANGES, "after", 14, "grade", "Its grade after the change, which the Grid has now.", choices=GRADES),
        col(GRADE_CHANGES, "by", 20, help_text="Who changed it: the command itself, or the Oversight Board."),
        col(GRADE_CHANGES, "when", 15, "word", "The day of the meeting, for example 15 April 2019."),
        col(GRADE_CHANGES, "why", 46, "small", "Why it was changed. Required."),
    ]  # fmt: skip
    groups = [
        col(COMMANDS, "command", 15, "strong", "A command, as the Grid heads its column."),
        col(COMMANDS, "group", 12, "word", "What it is called together with others, for example LPA: Why then says 'all three LPAs Good'."),
    ]  # fmt: skip
    page.head("Grade changes", board.grade_changes_about)
    placed = page.table(
        "tblGradeChanges", columns, board.grade_changes, blank_rows=15 - len(board.grade_changes), lines=2
    )
    page.width(len(columns), 3)
    blank = max(1, 15 - len(board.groups))
    page.table("tblCommands", groups, board.groups, at=(HEAD_ROW, len(columns) + 1), blank_rows=blank)
    page.colour(placed, ["before", "after"], grades(book.formats))
    page.key(grade_key())
    page.print_ready(freeze=(HEAD_ROW + 1, 0))


def add_areas(book: Builder, board: Board) -> None:
    """Add the Areas sheet: each area's lead command, and beside it the redline measures."""
    page = book.page(AREAS.sheet)
    leads = [
        col(AREAS, "theme", 17, help_text="The theme that the area belongs to."),
        col(AREAS, "area", 29, "strong", "The area, as it is called on the Grid."),
        col(AREAS, "lead", 14, "word", "The command whose own grade goes first; blank: the majority of the commands does.",
             choices=board.commands),
    ]  # fmt: skip
    redlines = [
        col(REDLINES, "area", 24, "strong", "The area that this minimum standard belongs to."),
        col(REDLINES, "measure", 36, help_text="The minimum standard, for example: emergency response within target."),
        col(REDLINES, "command", 11, "word", "Blank: the force's redline. A command: its own, which counts for its grade in the area alone.", choices=board.commands),
        col(REDLINES, "value", 10, "rate", "The own figure. A percentage with its sign: 73.6%. Left blank, it is the MSG sheet's of the measure."),
        col(REDLINES, "minimum", 13, "rate", "The figure that must be reached, for example the MSG average."),
        col(REDLINES, "better", 10, "word", _BETTER_HELP, choices=BETTER, strict=True),
        col(REDLINES, "met", 9, "word", "Yes or No. Worked out from value and minimum; type it where they are not published.", choices=YES_NO),
        col(REDLINES, "data_to", 10, "word", _DATA_TO_HELP),
        col(REDLINES, "previous_value", 11, "rate", "The same figure at the last board. The next cycle moves this cycle's value here."),
        col(REDLINES, "previous_data_to", 12, "word", "Up to when that figure goes."),
        col(REDLINES, "said", 32, "small", "What the figures say, in words."),
    ]  # fmt: skip
    page.head("Areas and redlines", board.areas_about)
    left = page.table("tblAreas", leads, board.areas, blank_rows=0 if board.areas else 15)
    page.width(3, 3)
    blank = max(1, left.last - left.first + 1 - len(board.redlines))
    right = page.table("tblRedlines", redlines, board.redlines, at=(HEAD_ROW, 4), blank_rows=blank)
    page.colour(left, ["theme"], once(book.formats))
    page.colour(right, ["met"], signs(book.formats))
    page.print_ready(freeze=(HEAD_ROW + 1, 0))


def add_quadrants(book: Builder, board: Board) -> None:
    """Add the Quadrants sheet: Focus, Process, Service User and Innovation with redline measures and KPIs."""
    page = book.page(QUADRANTS.sheet)
    columns = [
        col(QUADRANTS, "quadrant", 18, "strong", "Focus, Process, Service User or Innovation.", choices=QUADRANT_NAMES),
        col(QUADRANTS, "kind", 10, "word", "Redline: compared with the MSG. KPI: a lever that moves it.", choices=("Redline", "KPI")),
        col(QUADRANTS, "measure", 36, help_text="The measure."),
        col(QUADRANTS, "value", 12, "rate", "The force's own figure. A percentage with its sign: 73.6%."),
        col(QUADRANTS, "minimum", 12, "rate", "What must be reached: a number, or MSG average or top quartile, which are read from the MSG sheet."),
        col(QUADRANTS, "better", 10, "word", _BETTER_HELP, choices=BETTER, strict=True),
        col(QUADRANTS, "met", 10, "word"),
        col(QUADRANTS, "data_to", 12, "word", _DATA_TO_HELP),
        col(QUADRANTS, "lever", 22, help_text="For a KPI: the redline that it should move, called as in its own row."),
        col(QUADRANTS, "grade", 17, "grade", "The quadrant's grade, on its first row; Not yet graded while its measures are being built.",
             choices=GRADES),
        col(QUADRANTS, "previous", 17, "grade", "The quadrant's grade of last cycle, on its first row.", choices=GRADES),
        col(QUADRANTS, "change", 14, "word"),
        col(QUADRANTS, "narrative", 44, "small", "What stands behind the figures."),
    ]  # fmt: skip
    page.head("Quadrants", board.quadrants_about)
    placed = page.table("tblQuadrants", columns, board.quadrants or _blank_quadrants(), lines=2)
    page.colour(placed, ["quadrant"], once(book.formats))
    page.colour(placed, ["met"], signs(book.formats))
    page.colour(placed, ["grade", "previous"], grades(book.formats))
    page.key([*grade_key(), (SIGN_TONES["none"], NOT_YET_GRADED)])
    page.colour(
        placed,
        ["value", "minimum"],
        when(book.formats, f'=ISNUMBER(SEARCH("%",{placed.cell("measure")}))', "0.0%"),
    )
    page.print_ready(freeze=(HEAD_ROW + 1, 1))


def _blank_quadrants() -> list[Row]:
    rows: list[Row] = []
    for name in QUADRANT_NAMES:
        rows.append({"quadrant": name, "kind": "Redline", "grade": NOT_YET_GRADED})
        rows += [{"quadrant": name, "kind": "KPI"}] * 3
    return rows
