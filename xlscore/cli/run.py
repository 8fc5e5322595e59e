"""Running the command line: exit codes, and one sentence instead of a traceback.

0 done and clean · 1 done, problems found · 2 could not run: one sentence on standard error, nothing written; with
`--json` an object on standard output, too.
"""

from __future__ import annotations

import gc
import sys
import traceback
from collections.abc import Sequence
from functools import cache
from typing import Any

import typer

from xlscore.cli.codes import CLEAN, COULD_NOT_RUN
from xlscore.cli.leaving_out import leave_out_tables
from xlscore.cli.methods_when_used import make_methods_when_used
from xlscore.cli.output import never_fail_to_print, print_json
from xlscore.errors import XlscoreError, commands_typed
from xlscore.rules.problems import CellError

__all__ = ["main", "run"]

# A large sheet is hundreds of thousands of values and no circles of objects: to look through them for circles, at
# every few hundred new ones, is a fifth of the work.
_NEW_OBJECTS = 300_000


def main() -> None:
    """Run the command line and leave with its exit code."""
    gc.set_threshold(_NEW_OBJECTS)
    leave_out_tables()
    make_methods_when_used()
    code = run(sys.argv[1:])
    gc.freeze()  # nor is it looked through once more when all of it goes at once
    sys.exit(code)


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of a command; whatever goes wrong is said in one sentence.

    >>> run(["call", "MSG_MOVE", "5", "4"])
    Improved
    0
    """
    never_fail_to_print()
    as_json = _wants_json(arguments)
    noted: dict[str, bool] = {}
    try:
        with commands_typed():
            code = _commands().main(list(arguments), prog_name="xlscore", standalone_mode=False, obj=noted)
    except typer.Abort:
        return _refuse("Stopped.", as_json)
    except Exception as error:  # nobody ever sees a traceback
        if noted.get("debug"):
            traceback.print_exc()
        return _refuse(
            _sentence(error), as_json, code=error.code.value if isinstance(error, CellError) else ""
        )
    return code if isinstance(code, int) else CLEAN


@cache  # typer reads the signature of every command for it
def _commands() -> Any:
    """Return all commands, ready to run."""
    from xlscore.cli.app import app

    return typer.main.get_command(app)


def _sentence(error: Exception) -> str:
    if isinstance(error, XlscoreError):
        return error.sentence
    if hasattr(error, "format_message"):
        said = str(error.format_message()).rstrip()
        if said.startswith("Usage:"):  # a family without a command shows its help
            return said
        return f"{said.removesuffix('.')}. `xlscore --help` lists the commands."
    if isinstance(error, FileNotFoundError):
        return f"There is no file {error.filename}."
    if isinstance(error, IsADirectoryError):
        return f"{error.filename} is a folder, not a file."
    if isinstance(error, PermissionError):
        return f"{error.filename} cannot be opened or written; is it open in Excel, or read-only?"
    if isinstance(error, OSError):
        return f"{error.filename or 'The file'}: {(error.strerror or str(error)).lower()}."
    if isinstance(error, NotImplementedError) and str(error):
        return str(error)
    return f"Something unexpected happened ({type(error).__name__}); run again with --debug and report what it shows."


def _wants_json(arguments: Sequence[str]) -> bool:
    """Return whether `--json` is among the options, also where the line cannot be read otherwise."""
    options = arguments[: arguments.index("--")] if "--" in arguments else arguments
    return "--json" in options


def _refuse(sentence: str, as_json: bool, code: str = "") -> int:
    print(sentence, file=sys.stderr)
    if as_json:
        print_json({"error": sentence, "problems": []} | ({"code": code} if code else {}))
    return COULD_NOT_RUN
