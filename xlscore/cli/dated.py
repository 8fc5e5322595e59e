"""The commands that take a day: the month up to it, the logs at it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from xlscore.cli import book_pages
from xlscore.cli.filling import fill_and_answer
from xlscore.cli.options import (
    BackupOption,
    BookArgument,
    HeadingOption,
    JsonOption,
    OutOption,
    QuietOption,
    SheetOption,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from xlscore.books.plan.kind import Planned

__all__ = ["log", "month"]


def month(
    book: BookArgument,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="YYYY-MM[-DD]",
            help="The last month of the report, or its last day; the latest if left out.",
            show_default=False,
        ),
    ] = None,
    sheet: SheetOption = None,
    heading: HeadingOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Compare the year to date with last year and its targets, and project the year's end."""
    return _do("month", book, heading, out, as_json, backup=backup, quiet=quiet, sheet=sheet, to=to)


def log(
    book: BookArgument,
    at: Annotated[
        str | None,
        typer.Option(
            "--at",
            metavar="YYYY-MM-DD",
            help="The day of the meeting; the next one of the forward plan if left out, else today.",
            show_default=False,
        ),
    ] = None,
    ics: Annotated[
        Path | None,
        typer.Option(
            "--ics",
            metavar="FILE",
            help="Write meetings and due dates as a calendar file, too.",
            show_default=False,
        ),
    ] = None,
    sheet: SheetOption = None,
    heading: HeadingOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Give new actions their numbers, say what is overdue, and what comes to the next meeting."""

    def do_more(found: Any) -> None:
        if ics is not None:
            from xlscore.books.logs.calendar_file import write_calendar

            write_calendar(found, ics)

    return _do(
        "log", book, heading, out, as_json, backup=backup, quiet=quiet, sheet=sheet, at=at, also=do_more
    )


def _do(
    name: str,
    book: Path,
    heading: Sequence[str] | None,
    out: Path | None,
    as_json: bool,
    *,
    backup: bool,
    quiet: bool,
    sheet: str | None,
    to: str | None = None,
    at: str | None = None,
    also: Callable[[Any], None] | None = None,
) -> int:
    from xlscore.books.kinds import KINDS
    from xlscore.books.plan.action import do
    from xlscore.books.plan.kind import Asked
    from xlscore.books.tables.named import told_headings

    kind = KINDS[name]
    asked = Asked(sheet, to=to, at=at, headings=told_headings(heading or ()))

    def page(found: Any) -> None:
        book_pages.told(kind.told(found))

    def fill(opened: Any) -> Planned:
        found: Planned = do(opened, kind, asked)
        if also is not None:
            also(found)
        return found

    return fill_and_answer(book, fill, page, out, as_json, backup=backup, quiet=quiet)
