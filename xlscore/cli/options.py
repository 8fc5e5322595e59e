"""The options that commands share, so that each is spelt and explained once."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

__all__ = ["BackupOption", "BookArgument", "DebugOption", "JsonOption", "OutOption", "QuietOption"]

BookArgument = Annotated[Path, typer.Argument(metavar="BOOK", help="The workbook.", show_default=False)]
OutOption = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write there and leave BOOK alone.", show_default=False),
]
BackupOption = Annotated[bool, typer.Option("--backup", help="Keep a copy of BOOK as it was.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print only what needs attention.")]
DebugOption = Annotated[bool, typer.Option("--debug", help="Show where an error arose.")]
