"""The workbook commands: one for each kind of scorecard work, and refresh, check, headings, collate, roll, freeze."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from xlscore.cli import book_pages, dated
from xlscore.cli.filling import answer, fill_and_answer
from xlscore.cli.options import (
    BackupOption,
    BookArgument,
    HeadingOption,
    JsonOption,
    KeptBackupOption,
    OutOption,
    QuietOption,
    SheetOption,
)
from xlscore.cli.output import console, progress
from xlscore.errors import XlscoreError

if TYPE_CHECKING:
    from xlscore.books.plan.kind import Asked, Kind, Planned
    from xlscore.books.tables.named import Told

__all__ = ["register"]


def _picture(kind: str, what: str) -> Any:
    """Return the option that names a file in which the map is to be written besides."""
    return typer.Option(
        f"--{kind}", metavar="FILE", help=f"Write the map as {what}, too.", show_default=False
    )


def register(app: typer.Typer) -> None:
    """Add the commands of this family."""
    from xlscore.books.kinds import KINDS

    own = {command.__name__: command for command in (grades, tubemap)}
    for kind in KINDS.values():
        app.command(kind.name, help=kind.help)(own.get(kind.name) or _kind_command(kind))
    app.command("refresh", help="Do all of these that apply to the workbook.")(_refresh_command())
    for name, (help_text, ask, page) in _ASKING.items():
        app.command(name, help=f"{help_text}; nothing is written.")(_asking_command(ask, page))
    for command in (backtest, collate, roll, freeze, bring_over):
        app.command(command.__name__.replace("_", "-"))(command)


def _kind_command(kind: Kind) -> Callable[..., int]:
    """Return the command of a kind of scorecard work; one that does more than fill its tables is written out below."""

    def fill(book: Any, asked: Asked) -> Planned:
        from xlscore.books.plan.action import do

        found: Planned = do(book, kind, asked)
        return found

    dated_work = {work.__name__: work for work in (dated.month, dated.log)}
    return _filling_command(
        dated_work.get(kind.name, fill),
        lambda found: book_pages.told(kind.told(found)),
        own=dated_work.get(kind.name),
    )


def _refresh_command() -> Callable[..., int]:
    """Return the command that does the work of every kind; no sheet of it is one among two."""

    def fill(book: Any, asked: Asked) -> Planned:
        from xlscore.books import refresh

        return refresh(book, draw_new_maps=True, headings=asked.headings)

    return _filling_command(fill, book_pages.refreshed, without=("sheet",))


def _filling_command(
    fill: Callable[..., Planned],
    page: Callable[[Any], None],
    *,
    without: Sequence[str] = (),
    own: Callable[..., Any] | None = None,
) -> Callable[..., int]:
    """Return a command that fills a workbook's tables; `without` names the options that it does not take.

    Of a function `own` the parameters behind the workbook and what is asked are options of the command besides.
    """

    def command(
        book: BookArgument,
        sheet: SheetOption = None,
        heading: HeadingOption = None,
        out: OutOption = None,
        backup: BackupOption = False,
        as_json: JsonOption = False,
        quiet: QuietOption = False,
        **more: Any,
    ) -> int:
        from xlscore.books.plan.kind import Asked
        from xlscore.books.tables.named import told_headings

        asked = Asked(sheet, headings=told_headings(heading or ()))
        return fill_and_answer(
            book, lambda opened: fill(opened, asked, **more), page, out, as_json, backup=backup, quiet=quiet
        )

    whole = inspect.signature(command, eval_str=True)
    added = [] if own is None else list(inspect.signature(own, eval_str=True).parameters.values())[2:]
    first, *rest = (each for each in whole.parameters.values() if each.kind is not each.VAR_KEYWORD)
    taken = [first, *added, *(option for option in rest if option.name not in without)]
    # Typer reads a command's options from its signature.
    command.__signature__ = whole.replace(parameters=taken)  # type: ignore[attr-defined]
    return command


def _asking_command(ask: Callable[[Any, Told], Planned], page: Callable[[Any], None]) -> Callable[..., int]:
    """Return a command that only says something of a workbook."""

    def command(
        book: BookArgument,
        heading: HeadingOption = None,
        as_json: JsonOption = False,
        quiet: QuietOption = False,
    ) -> int:
        from xlscore.books.files import workbook_file
        from xlscore.books.tables.named import told_headings

        told = told_headings(heading or ())
        with workbook_file(book, save=False) as opened:
            result = ask(opened, told)
        return answer(result, page, as_json, quiet, None)

    return command


def _check(book: Any, told: Told) -> Planned:
    from xlscore.books import check

    return check(book, told)


def _headings(book: Any, told: Told) -> Planned:
    from xlscore.books import headings

    return headings(book, told)


_ASKING: Final[dict[str, tuple[str, Callable[[Any, Told], Planned], Callable[[Any], None]]]] = {
    "check": ("Say what is wrong in the workbook's data", _check, book_pages.checked),
    "headings": (
        "Say which tables and columns are understood, which not, and what to do",
        _headings,
        book_pages.understood,
    ),
}
"""The commands that write nothing: what each says, how it is found out, how it is printed."""


def grades(
    book: BookArgument,
    agree: Annotated[
        bool,
        typer.Option(
            "--agree", help="Agree the final grades that are still suggestions; nothing else is done."
        ),
    ] = False,
    area: Annotated[
        list[str] | None,
        typer.Option(
            "--area", metavar="AREA", help="Agree this area only; may be repeated.", show_default=False
        ),
    ] = None,
    tidy: Annotated[
        bool,
        typer.Option(
            "--tidy",
            help="Spell each grade in the grid as it is typed most often; nothing else is done.",
        ),
    ] = False,
    sheet: SheetOption = None,
    heading: HeadingOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Generate force grades, agree them, or spell them alike."""
    from xlscore.books.files import workbook_file
    from xlscore.books.kinds import KINDS

    if agree and tidy:
        raise XlscoreError("--agree and --tidy are two things: do one, look, then the other.")
    if area and not agree:
        raise XlscoreError("--area says which grades to agree; give --agree, too.")
    if not (agree or tidy):
        generate = _kind_command(KINDS[grades.__name__])
        return generate(
            book, sheet=sheet, heading=heading, out=out, backup=backup, as_json=as_json, quiet=quiet
        )
    from xlscore.books.grades.agree import agree_grades
    from xlscore.books.grades.tidy import tidy_grades
    from xlscore.books.tables.named import told_headings

    told = told_headings(heading or ())
    with workbook_file(book, out, backup=backup) as opened:
        if agree:
            agreed = agree_grades(opened, area or (), sheet, headings=told)
        else:
            tidied = tidy_grades(opened, sheet, headings=told)
    if agree:
        return answer(agreed, book_pages.agreed, as_json, quiet, out or book)
    return answer(tidied, book_pages.tidied, as_json, quiet, out or book)


def tubemap(
    book: BookArgument,
    map_name: Annotated[
        str | None, typer.Option("--map", metavar="NAME", help="Draw this map only.", show_default=False)
    ] = None,
    svg: Annotated[Path | None, _picture("svg", "an SVG picture")] = None,
    png: Annotated[Path | None, _picture("png", "a PNG picture")] = None,
    emf: Annotated[Path | None, _picture("emf", "a picture for Word (EMF)")] = None,
    html: Annotated[Path | None, _picture("html", "a web page")] = None,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Draw the map even where something touches and the old one was good."),
    ] = False,
    sheet: SheetOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Draw the tube map: the grades as lines and stations, on a sheet per map."""
    from xlscore.books import draw_tube_map
    from xlscore.books.files import workbook_file
    from xlscore.books.kinds import KINDS
    from xlscore.books.maps.pictures import write_pictures

    with workbook_file(book, out, backup=backup) as opened:
        with progress("Drawing", quiet=quiet) as say:
            result = draw_tube_map(opened, map_name, sheet, say=say, anyway=anyway)
        result = write_pictures(result, {"svg": svg, "png": png, "emf": emf, "html": html})
    told = KINDS[tubemap.__name__].told
    return answer(result, lambda found: book_pages.told(told(found)), as_json, quiet, out or book)


def backtest(
    book: BookArgument,
    sheet: SheetOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Say how well the projection would have done in this workbook's own past years."""
    from xlscore.books.monthly.month import backtest as try_past_years

    return fill_and_answer(
        book,
        lambda opened: try_past_years(opened, sheet),
        book_pages.backtested,
        out,
        as_json,
        backup=backup,
        quiet=quiet,
    )


def collate(
    returns: Annotated[
        list[Path], typer.Argument(metavar="RETURN...", help="The commands' returns.", show_default=False)
    ],
    into: Annotated[
        Path, typer.Option("--into", metavar="BOOK", help="The workbook with the grid.", show_default=False)
    ],
    sheet: SheetOption = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Take the commands' returns into the grid; what stands there already stays."""
    from xlscore.books.files import opened_files, workbook_file
    from xlscore.books.grades.collate import collate as collate_returns

    with opened_files(returns) as returned, workbook_file(into, out, backup=backup) as opened:
        result = collate_returns(opened, returned, sheet)
    return answer(result, book_pages.collated, as_json, quiet, out or into)


def roll(
    book: BookArgument,
    to: Annotated[
        str,
        typer.Option(
            "--to", metavar="CYCLE", help='The next cycle, for example "Cycle 14".', show_default=False
        ),
    ],
    sheet: SheetOption = None,
    out: OutOption = None,
    _backup: KeptBackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Begin the next cycle: this cycle becomes the last one, entries are cleared, a Grade history sheet keeps them.

    What rolling clears cannot be typed again from memory, so a copy of the workbook as it was always stays beside it.
    """
    from xlscore.books.files import backup_name, workbook_file
    from xlscore.books.grades.roll import roll as roll_book

    with workbook_file(book, out, backup=True) as opened:
        result = roll_book(opened, to, sheet)
    code = answer(result, book_pages.rolled, as_json, quiet, out or book)
    if not (as_json or quiet):
        elsewhere = out is not None and out.resolve() != book.resolve()
        console().print(f"As it was: {book if elsewhere else backup_name(book)}", markup=False)
    return code


def freeze(
    book: BookArgument,
    out: OutOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write a copy for people without the add-in: our functions as values, Excel's own formulas kept."""
    from xlscore.books import freeze as freeze_book
    from xlscore.books.files import frozen_name, workbook_file

    target = out if out is not None else frozen_name(book)
    if target.resolve() == book.resolve():
        raise XlscoreError(
            "The copy for circulation cannot replace the workbook itself; give another name with --out."
        )
    with workbook_file(book, target) as opened:
        result = freeze_book(opened)
    return answer(result, book_pages.frozen, as_json, quiet, target)


def bring_over(
    book: BookArgument,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="WHERE",
            help="web or desktop; else the desktop if any is spelt as on the web.",
            show_default=False,
        ),
    ] = None,
    namespace: Annotated[
        str | None,
        typer.Option(
            "--namespace",
            metavar="NAME",
            help="What IT called the web add-in, if not SCORECARD.",
            show_default=False,
        ),
    ] = None,
    out: OutOption = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Spell our functions as on the desktop or as in Excel on the web; results and all else stay."""
    from xlscore.books import bring_over as bring_formulas_over

    return fill_and_answer(
        book,
        lambda opened: bring_formulas_over(opened, to, namespace),
        book_pages.brought_over,
        out,
        as_json,
        backup=backup,
        quiet=quiet,
    )
