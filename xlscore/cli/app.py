"""The commands, gathered from their families."""

from __future__ import annotations

from typing import Annotated

import typer

import xlscore
from xlscore.cli import addin, books, functions, importing, new, paper, web
from xlscore.cli.options import Commands

__all__ = ["app"]

app = typer.Typer(
    cls=Commands,
    name="xlscore",
    help="Police performance scorecards in Excel: grades, MSG positions, threat and impact, tube map.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"xlscore {xlscore.__version__}")
        raise typer.Exit


@app.callback()
def _common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Police performance scorecards in Excel: grades, MSG positions, threat and impact, tube map."""


functions.register(app)
books.register(app)
importing.register(app)
addin.register(app)
new.register(app)
paper.register(app)
web.register(app)
