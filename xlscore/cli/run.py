"""Running the command line: exit codes, and one sentence instead of a traceback.

0 done and clean · 1 done, problems found · 2 could not run: one sentence on standard error, nothing written.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Sequence

import typer

from xlscore.cli.codes import CLEAN, COULD_NOT_RUN
from xlscore.errors import XlscoreError

__all__ = ["main", "run"]


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Return the exit code of a command; whatever goes wrong is said in one sentence.

    >>> run(["call", "MSG_MOVE", "5", "4"])
    Improved
    0
    """
    from xlscore.cli.app import app

    _speak_utf8()
    noted: dict[str, bool] = {}
    try:
        code = typer.main.get_command(app).main(
            list(arguments), prog_name="xlscore", standalone_mode=False, obj=noted
        )
    except typer.Abort:
        return _refuse("Stopped.")
    except Exception as error:  # nobody ever sees a traceback
        if noted.get("debug"):
            traceback.print_exc()
        return _refuse(_sentence(error))
    return code if isinstance(code, int) else CLEAN


def _sentence(error: Exception) -> str:
    if isinstance(error, XlscoreError):
        return error.sentence
    if hasattr(error, "format_message"):
        return f"{error.format_message()} `xlscore --help` lists the commands."
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


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return COULD_NOT_RUN


def _speak_utf8() -> None:
    # A Windows console that speaks a code page would fail on ▲ and ◄►; what it cannot show becomes "?".
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure") and os.environ.get("PYTHONIOENCODING") is None:
            stream.reconfigure(errors="replace")
