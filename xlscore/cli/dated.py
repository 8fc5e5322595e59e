"""The work that is asked of a day: the month up to it, the logs at it; each function's own parameters are options of its command."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

__all__ = ["log", "month"]


def month(
    book: Any,
    asked: Any,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="YYYY-MM[-DD]",
            help="The last month of the report, or its last day; the latest if left out.",
            show_default=False,
        ),
    ] = None,
) -> Any:
    """Return the year to date against last year and its targets, and the projection to the year's end."""
    return _done("month", book, replace(asked, to=to))


def log(
    book: Any,
    asked: Any,
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
) -> Any:
    """Return what the logs came to, having written the calendar file where one is asked for."""
    found = _done("log", book, replace(asked, at=at))
    if ics is not None:
        from xlscore.books.logs.calendar_file import write_calendar

        write_calendar(found, ics)
    return found


def _done(name: str, book: Any, asked: Any) -> Any:
    from xlscore.books.kinds import KINDS
    from xlscore.books.plan.action import do

    return do(book, KINDS[name], asked)
