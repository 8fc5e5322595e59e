"""The options that commands share, so that each is spelt and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from xlscore.cli.plain_values import take_plain_values

__all__ = [
    "BackupOption",
    "BookArgument",
    "Commands",
    "HeadingOption",
    "JsonOption",
    "KeptBackupOption",
    "OutOption",
    "QuietOption",
    "SheetOption",
]

BookArgument = Annotated[Path, typer.Argument(metavar="BOOK", help="The workbook.", show_default=False)]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write there and leave BOOK alone.", show_default=False),
]
BackupOption = Annotated[bool, typer.Option("--backup", help="Keep a copy of BOOK as it was.")]
KeptBackupOption = Annotated[
    bool, typer.Option("--backup", help="Said or not, a copy of BOOK as it was is kept.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what needs attention.")]


def _note_debug(context: typer.Context, wanted: bool) -> None:
    # What is noted outlives the context: `xlscore.cli.run` asks after the command has failed.
    if wanted:
        context.ensure_object(dict)["debug"] = True


def _only_debug(
    _debug: Annotated[
        bool,
        typer.Option(
            "--debug",
            callback=_note_debug,
            is_eager=True,  # before another option is refused
            expose_value=False,
            help="Show where an error arose.",
        ),
    ] = False,
) -> None: ...


class Commands(TyperGroup):
    """A family of commands whose `--debug` may stand before a command or behind it."""

    def __init__(self, **settings: Any) -> None:
        """Give the option to the family and to each command that is no family itself."""
        super().__init__(**settings)
        alone = [each for each in self.commands.values() if not isinstance(each, Commands)]
        for each in (self, *alone):
            each.params.extend(_debug_option())

    def get_params(self, ctx: Any) -> list[Any]:
        """Return the family's own options, that for help among them."""
        own = super().get_params(ctx)
        take_plain_values(own)
        return own

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command by its name, None where there is none."""
        found = super().get_command(ctx, cmd_name)
        if found is not None:
            take_plain_values(found.get_params(ctx))
        return found


def _debug_option() -> list[Any]:
    # Typer makes options of functions only; what an option is made of differs from release to release.
    family = typer.Typer(add_completion=False)
    family.command()(_only_debug)
    return typer.main.get_command(family).params


SheetOption = Annotated[
    str | None,
    typer.Option(
        "--sheet", metavar="NAME", help="The sheet that is meant, where two would do.", show_default=False
    ),
]

HeadingOption = Annotated[
    list[str] | None,
    typer.Option(
        "--heading",
        metavar='"HEADING=FIELD"',
        help="What a heading means; may be said several times.",
        show_default=False,
    ),
]
