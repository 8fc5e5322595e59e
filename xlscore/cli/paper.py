"""`xlscore paper`: the papers that a workbook's figures go into."""

from __future__ import annotations

import typer

from xlscore.cli import paper_check, paper_in, paper_out
from xlscore.cli.options import Commands

__all__ = ["register"]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    family = typer.Typer(cls=Commands, no_args_is_help=True, help="Papers: for Word, as PDF, as a data pack.")
    commands = (
        paper_in.write,
        paper_in.refresh,
        paper_in.regions,
        paper_in.relink,
        paper_check.check,
        paper_out.pdf,
        paper_out.pack,
    )
    for command in commands:
        family.command()(command)
    app.add_typer(family, name="paper")
