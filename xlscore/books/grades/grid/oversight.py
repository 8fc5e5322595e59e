"""What the Oversight Board made of a grade, in the grid or in a command's return: grade, by whom, when, why.

The grid has it of an area, or of each command beside its own grade; a return of its command.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlscore.books.grades.grid.reviews import Reviewed
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said
from xlscore.rules.force.area_grades import AreaInputs, AreaResult
from xlscore.rules.force.command_changes import CommandChange, Oversight
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Scale, grade_name

__all__ = [
    "OVERSIGHT_FIELDS",
    "dated_text",
    "oversight_dict",
    "read_oversight",
    "read_review",
    "report_other_own",
    "report_oversight",
    "said_by",
]

OVERSIGHT_FIELDS: Final = ("oversight", "oversight_by", "oversight_date", "oversight_reason")


def read_oversight(table: Table, row: int, reader: Reader, scale: Scale) -> Oversight | None:
    """Return what the Oversight Board made of a row's grade, None where its cell is blank."""
    column = table.columns.get("oversight")
    if column is None or table.block.is_blank(row, column):
        return None
    grade, readable = reader.grade(table, row, column, scale)
    source = Source(table.sheet, cell_address(row, column))
    return Oversight(
        TypedGrade(grade, source, is_entered=True, is_readable=readable),
        reader.text(table, row, "oversight_by"),
        dated_text(table, row, "oversight_date", reader),
        reader.text(table, row, "oversight_reason"),
    )


def read_review(table: Table, row: int, pair: Reviewed, typed: TypedGrade) -> Oversight | None:
    """Return what the Oversight Board made of one command's grade, None where its cell in the grid is blank."""
    if not typed.is_entered:
        return None
    return Oversight(typed, why="" if pair.reason is None else shown(table.block.at(row, pair.reason)))


def report_other_own(
    area: str,
    own: TypedGrade,
    chain: Sequence[tuple[CommandChange, Table, int]],
    reader: Reader,
) -> None:
    """Report a change of a command's grade that leads to the Oversight Board's, and not from what the command gave itself.

    `chain` are the changes of that command that are kept, each with its row, oldest first.
    """
    if not chain or not own.is_entered or not own.is_readable or own.source is None:
        return
    if any(own.grade in (change.before, change.after) for change, _, _ in chain):
        return
    change, table, row = chain[0]
    reader.report(
        table, row, table.columns["before"],
        f"{area}: {change.command} changed from {grade_name(change.before)} here, and gave itself {grade_name(own.grade)}"
        f" ({own.source.place}).",
        "Correct the one that is wrong; the grid's is kept.",
    )  # fmt: skip


def dated_text(table: Table, row: int, name: str, reader: Reader) -> str:
    """Return what a cell says of when, a date as its day: "15 April 2019"."""
    text = reader.text(table, row, name)
    return day_said(table.value(row, name)) or text


def report_oversight(table: Table, row: int, area: AreaInputs, result: AreaResult, reader: Reader) -> None:
    """Report an Oversight Board's grade that is another than the one suggested, without a reason."""
    seen = area.oversight
    if seen is None or not result.lacks_oversight_reason:
        return
    column = table.columns.get("oversight_reason", table.columns["oversight"])
    reader.report(
        table, row, column,
        f"{area.area}: the Oversight Board's grade {grade_name(seen.grade.grade)} is not the suggested"
        f" {grade_name(result.suggestion.grade)}, without a reason.",
        "Write why, in a column Oversight reason.",
    )  # fmt: skip


def said_by(by: str, when: str, why: str) -> str:
    """Return who, when and why in one text, as far as they are said.

    >>> said_by("Oversight Board", "15 April 2019", "same evidence"), said_by("", "", "same evidence")
    ('Oversight Board, 15 April 2019: same evidence', 'same evidence')
    """
    return ": ".join(filter(None, (", ".join(filter(None, (by, when))), why)))


def oversight_dict(seen: Oversight) -> dict[str, str | None]:
    """Return what the Oversight Board made of a grade as the command line's JSON prints it."""
    grade = grade_name(seen.grade.grade) if seen.grade.is_readable else None
    return {"grade": grade, "by": seen.by, "when": seen.when, "why": seen.why}
