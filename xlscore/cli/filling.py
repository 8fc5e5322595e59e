"""What the workbook commands share: fill a workbook's tables, print what came of it, return the exit code."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscore.cli.codes import CLEAN, PROBLEMS
from xlscore.cli.output import console, print_json, print_problems

if TYPE_CHECKING:
    from xlscore.books.plan.kind import Planned

__all__ = ["answer", "fill_and_answer"]


def answer(
    result: Planned, page: Callable[[Any], None], as_json: bool, quiet: bool, where: Path | None
) -> int:
    """Print a result and return the exit code."""
    if as_json:
        print_json(result.as_dict())
    else:
        if not quiet:
            page(result)
        print_problems(result.problems)
        if where is not None and not quiet:
            console().print(f"\nWritten to {where}", markup=False)
    return PROBLEMS if result.problems else CLEAN


def fill_and_answer(
    book: Path,
    fill: Callable[[Any], Planned],
    page: Callable[[Any], None],
    out: Path | None,
    as_json: bool,
    *,
    backup: bool,
    quiet: bool,
) -> int:
    """Fill a workbook's tables, print what came of it, and return the exit code."""
    from xlscore.books.files import workbook_file

    with workbook_file(book, out, backup=backup) as opened:
        result = fill(opened)
    return answer(result, page, as_json, quiet, out or book)
