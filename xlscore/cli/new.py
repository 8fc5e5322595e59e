"""`xlscore new` writes a blank workbook of a kind; `xlscore demo` writes the filled samples and a paper, and says what is in them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from xlscore.cli import demo_page
from xlscore.cli.codes import CLEAN, PROBLEMS
from xlscore.cli.options import JsonOption, QuietOption
from xlscore.cli.output import console, print_json
from xlscore.errors import XlscoreError
from xlscore.resources import folder

if TYPE_CHECKING:
    from xlscore.books import Refreshed
    from xlscore.rules.problems import Problem

__all__ = ["register"]

_KINDS: Final = ("balanced-scorecard", "threat-impact", "monthly-performance", "action-log", "command-return")
_SUFFIX: Final = ".xlsx"
_PAPER_OF: Final = "balanced-scorecard"
_PAPER: Final = "sample-board-paper-essex.docx"


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    app.command()(new)
    app.command()(demo)


def new(
    kind: Annotated[
        str, typer.Argument(metavar="KIND", help=f"One of {', '.join(_KINDS)}.", show_default=False)
    ],
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="Where the workbook goes.", show_default=False)
    ],
    commands: Annotated[
        int | None,
        typer.Option(
            "--commands", metavar="N", help="How many commands' columns the grid has.", show_default=False
        ),
    ] = None,
    force: Annotated[
        str | None,
        typer.Option(
            "--force", metavar="NAME", help="Your force, for titles and the Policy sheet.", show_default=False
        ),
    ] = None,
    oversight: Annotated[
        bool,
        typer.Option(
            "--oversight",
            help="Give the Oversight Board's grade a column beside each command's own, or in a return.",
        ),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write a blank workbook: a balanced scorecard, a threat and impact scorecard, a monthly one, an action log, or a command's return."""
    wanted = kind.strip().casefold().replace(" ", "-").replace("_", "-")
    if wanted not in _KINDS:
        raise XlscoreError(
            f"There is no kind of workbook '{kind}'; use {', '.join(_KINDS[:-1])} or {_KINDS[-1]}."
        )
    if path.suffix.casefold() != _SUFFIX:
        raise XlscoreError(
            f"The workbook's name should end in {_SUFFIX}, as in {path.with_suffix(_SUFFIX).name}."
        )
    if path.exists():
        raise XlscoreError(f"{path} is there already and may hold your work; give another name.")
    if commands is None and force is None and not oversight:
        _copy(f"{wanted}{_SUFFIX}", path)
    else:
        _build(wanted, path, commands, force, oversight=oversight)
    if as_json:
        print_json({"kind": wanted, "file": str(path)})
    elif not quiet:
        console().print(f"Written to {path}", markup=False)
    return CLEAN


def demo(
    where: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="The folder for the samples.", show_default=True)
    ] = Path("xlscore-demo"),
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write the filled samples and a board paper, and say what is in them."""
    from xlscore.books.samples import SAMPLES

    files = {kind: where / sample.file for kind, sample in SAMPLES.items()}
    paper = where / _PAPER
    _refuse_to_replace(files)
    results: dict[str, Refreshed] = {}
    for kind, path in files.items():
        _copy(path.name, path)
        results[kind] = _refreshed(path, SAMPLES[kind].at, paper if kind == _PAPER_OF else None)
    summary = demo_page.summary(results)
    if paper.exists():
        files["board-paper"] = paper
    if as_json:
        print_json({"files": {kind: str(path) for kind, path in files.items()}, "summary": summary})
    elif not quiet:
        demo_page.show(summary, {kind: sample.title for kind, sample in SAMPLES.items()}, files)
    return PROBLEMS if summary["problems"] else CLEAN


def _refreshed(path: Path, at: str | None, paper: Path | None) -> Refreshed:
    """Return what a sample says; its board paper is written too, where one is asked for."""
    from xlscore.books import refresh
    from xlscore.books.files import workbook_file

    with workbook_file(path) as book:
        result = refresh(book, at=at)
        lacking = () if paper is None else _write_paper(book, paper)
    return replace(result, besides=(*result.besides, *lacking))


def _write_paper(book: Any, path: Path) -> tuple[Problem, ...]:
    """Write the board paper of a workbook and return its problems; the same paper again is no harm, an edited one is left."""
    from xlscore.papers.files import PaperError, write_paper
    from xlscore.rules.problems import Problem
    from xlscore.tubemap import TubeMapError

    try:
        return write_paper(book, path, kind="board").problems
    except PaperError as error:
        raise _changed(path) from error
    except TubeMapError as error:  # no letters to draw its pictures with, which the workbooks do without
        return (Problem(path.name, "", "The board paper was not written.", str(error)),)


def _build(kind: str, path: Path, commands: int | None, force: str | None, *, oversight: bool) -> None:
    """Write a workbook with so many commands, the force's name and the Oversight Board's columns at `path`, in one step."""
    from xlscore.books.templates.ours import build_ours
    from xlscore.ooxml.opc.saving import replace_file

    with TemporaryDirectory() as scratch:
        built = Path(scratch) / path.name
        build_ours(kind, built, commands, force, oversight=oversight)
        _make_room(path)
        replace_file(path, [built.read_bytes()])


def _make_room(path: Path) -> None:
    """Make the folder that a file goes into."""
    if path.parent.exists() and not path.parent.is_dir():
        raise XlscoreError(f"{path.parent} is a file, not a folder; give a folder.")
    path.parent.mkdir(parents=True, exist_ok=True)


def _copy(name: str, path: Path) -> None:
    """Write the committed workbook of that name at `path`, in one step."""
    from xlscore.ooxml.opc.saving import replace_file

    _make_room(path)
    if not path.exists():
        replace_file(path, [(folder("workbooks") / name).read_bytes()])


def _refuse_to_replace(files: dict[str, Path]) -> None:
    """Refuse a folder in which a sample has been worked on; the same sample again is no harm."""
    for path in files.values():
        if path.exists() and path.read_bytes() != (folder("workbooks") / path.name).read_bytes():
            raise _changed(path)


def _changed(path: Path) -> XlscoreError:
    return XlscoreError(f"{path} is there already and has been changed; give another folder.")
