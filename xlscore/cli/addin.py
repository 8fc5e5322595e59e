"""`xlscore addin`: build, generate, install, uninstall and doctor of the Excel add-in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from xlscore.cli.codes import CLEAN, PROBLEMS
from xlscore.cli.options import Commands, JsonOption, QuietOption
from xlscore.cli.output import console, print_json

__all__ = ["register"]

PythonOption = Annotated[
    str | None,
    typer.Option("--python", metavar="PATH", help="The Python that Excel shall start.", show_default=False),
]
LogonOption = Annotated[
    bool,
    typer.Option(
        "--server-at-logon",
        help="Start Python with the logon; Excel itself starts no process, which some security rules forbid.",
    ),
]


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    family = typer.Typer(cls=Commands, no_args_is_help=True, help="The Excel add-in.")
    for command in (build, generate, install, uninstall, doctor):
        family.command()(command)
    app.add_typer(family, name="addin")


def _say(lines: list[str], as_json: bool, quiet: bool = False) -> int:
    if as_json:
        print_json({"done": lines})
    elif not quiet:
        for line in lines:
            console().print(line, markup=False)
    return CLEAN


def build(
    path: Annotated[Path, typer.Argument(metavar="[FILE]", help="Where to write it.")] = Path("xlscore.xlam"),
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="FILE", help="The same, as other commands have it.", show_default=False
        ),
    ] = None,
    python: PythonOption = None,
    server_at_logon: LogonOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Make the add-in, on any operating system."""
    from xlscore.excel.build import build as build_addin

    built = build_addin(out or path, python, server_at_logon=server_at_logon)
    return _say([f"Built {built}"], as_json, quiet)


def generate(
    directory: Annotated[
        Path | None,
        typer.Argument(metavar="[DIR]", help="Where the texts are, vba_shim by default.", show_default=False),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the add-in's VBA and ribbon anew from the functions and buttons."""
    from xlscore.excel.generate import write
    from xlscore.resources import folder

    written = write(directory or folder("vba_shim"))
    return _say([f"Wrote {file}" for file in written] or ["Everything is current"], as_json, quiet)


def install(
    server_at_logon: LogonOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Put the add-in where your Excel opens it; no administrator rights needed."""
    from xlscore.excel.install import install as install_addin

    return _say(install_addin(server_at_logon=server_at_logon), as_json, quiet)


def uninstall(as_json: JsonOption = False, quiet: QuietOption = False) -> int:
    """Take the add-in away again."""
    from xlscore.excel.install import uninstall as uninstall_addin

    return _say(uninstall_addin(), as_json, quiet)


def doctor(as_json: JsonOption = False) -> int:
    """Look for what could keep the add-in from working here, and say how to put it right."""
    from xlscore.excel.doctor import FindingLevel, examine

    findings = examine()
    if as_json:
        print_json({"findings": [finding.as_dict() for finding in findings]})
    else:
        out = console()
        for finding in findings:
            out.print(f"{finding.level.value:<8} {finding.what}", markup=False)
            if finding.fix:
                out.print(f"{'':<8} → {finding.fix}", markup=False)
    return PROBLEMS if any(finding.level is FindingLevel.TROUBLE for finding in findings) else CLEAN
