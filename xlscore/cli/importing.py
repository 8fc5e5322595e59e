"""The command that brings outside files into a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xlscore.cli import book_pages
from xlscore.cli.filling import answer
from xlscore.cli.options import BackupOption, JsonOption, OutOption, QuietOption
from xlscore.cli.output import progress

__all__ = ["register"]

_Files = Annotated[
    list[Path],
    typer.Argument(
        metavar="FILE...", help="Extracts, published tables, archives of them.", show_default=False
    ),
]
_Into = Annotated[
    Path,
    typer.Option("--into", metavar="BOOK", help="The workbook with the monthly counts.", show_default=False),
]
_Kind = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="KIND",
        help="What kind of files they are, where their headings do not say it.",
        show_default=False,
    ),
]
_Sheet = Annotated[
    str | None,
    typer.Option(
        "--sheet",
        metavar="NAME",
        help="The sheet of the monthly counts, where two would do.",
        show_default=False,
    ),
]
_Store = Annotated[
    str,
    typer.Option(
        "--store",
        metavar="FILE|URL",
        help="The store of counts: a file, or postgresql://…; beside the workbook if left out.",
        show_default=False,
    ),
]
_Engine = Annotated[str, typer.Option("--engine", metavar="duckdb|spark", help="What counts the rows.")]


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    files: _Files,
    into: _Into,
    as_kind: _Kind = "",
    sheet: _Sheet = None,
    store: _Store = "",
    engine: _Engine = "duckdb",
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Bring extracts and published tables into the workbook's monthly counts."""
    from xlscore.books.importing.files import import_files

    with progress("Bringing in", quiet=quiet) as say:
        say(files[0].name if len(files) == 1 else f"{len(files)} files", 0, len(files))
        result = import_files(
            files, into, as_kind=as_kind, sheet=sheet, store=store, engine=engine, out=out, backup=backup
        )
    where = (out or into) if result.brings_anything else None
    return answer(result, lambda found: book_pages.told(found.told()), as_json, quiet, where)
