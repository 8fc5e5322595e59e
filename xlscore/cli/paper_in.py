"""What comes into the house's papers: `paper write`, `refresh`, `regions` and `relink`, the papers that people edit in Word."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlscore.cli.filling import answer
from xlscore.cli.options import BackupOption, BookArgument, JsonOption, QuietOption, SheetOption
from xlscore.cli.output import console, progress, table

if TYPE_CHECKING:
    from xlscore.papers.files import PaperAnswer, PlacesAnswer

__all__ = ["refresh", "regions", "relink", "write"]

_Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar="KIND",
        help="board, msg, monthly, panel or quarterly; the first that the workbook has tables for, if left out.",
        show_default=False,
    ),
]
_Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="FILE",
        help="The force's own template, .docx or .dotx; the one that the table Paper names, else ours, if left out.",
        show_default=False,
    ),
]
_Paper = Annotated[Path, typer.Argument(metavar="PAPER", help="The paper, a .docx.", show_default=False)]
_Book = Annotated[
    Path, typer.Option("--book", metavar="BOOK", help="The workbook that it is from.", show_default=False)
]
_Out = Annotated[
    Path | None,
    typer.Option("--out", metavar="FILE", help="Write there and leave PAPER alone.", show_default=False),
]
_To = Annotated[
    str | None,
    typer.Option(
        "--to",
        metavar="YYYY-MM",
        help="The last month of the report; the latest if left out.",
        show_default=False,
    ),
]
_Recipient = Annotated[
    str,
    typer.Option(
        "--recipient",
        metavar="NAME",
        help="For whom the front sheet is; all, if left out.",
        show_default=False,
    ),
]
_Theirs = Annotated[
    list[str] | None,
    typer.Option(
        "--theirs",
        metavar="PLACE",
        help="Where this place is in conflict, take what the workbook says; all for every place.",
        show_default=False,
    ),
]


def write(
    book: BookArgument,
    out: Annotated[Path, typer.Option("--out", metavar="FILE", help="The new paper.", show_default=False)],
    kind: _Kind = "",
    template: _Template = None,
    to: _To = None,
    recipient: _Recipient = "",
    sheet: SheetOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write a paper from a workbook, for people to edit in Word."""
    from xlscore.papers.files import write_paper
    from xlscore.papers.kind import PaperAsked

    asked = PaperAsked(to=to, recipient=recipient, sheet=sheet)
    with progress("Writing", quiet=quiet) as say:
        written = write_paper(book, out, kind=kind, template=template, asked=asked, say=say)
    return answer(written, _page, as_json, quiet, written.written)


def refresh(
    paper: _Paper,
    book: _Book,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and write nothing.")
    ] = False,
    theirs: _Theirs = None,
    to: _To = None,
    recipient: _Recipient = "",
    sheet: SheetOption = None,
    out: _Out = None,
    backup: BackupOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Bring a paper that people have edited up to date; what they wrote stays."""
    from xlscore.papers.files import refresh_paper
    from xlscore.papers.kind import PaperAsked

    asked = PaperAsked(to=to, recipient=recipient, sheet=sheet)
    with progress("Refreshing", quiet=quiet) as say:
        found = refresh_paper(
            paper, book, dry_run=dry_run, theirs=theirs or (), out=out, backup=backup, asked=asked, say=say
        )
    return _answered(found, as_json, quiet)


def regions(
    template: Annotated[
        Path, typer.Argument(metavar="TEMPLATE", help="A template, or a paper.", show_default=False)
    ],
    book: Annotated[
        Path | None,
        typer.Option(
            "--book",
            metavar="BOOK",
            help="The workbook whose paper it is for; our sample if left out.",
            show_default=False,
        ),
    ] = None,
    kind: _Kind = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Say which places a template has, which titles are known, and which parts of the paper have no place."""
    from xlscore.papers.files import paper_places

    return answer(paper_places(template, book, kind=kind), _places, as_json, quiet, None)


def relink(paper: _Paper, out: _Out = None, as_json: JsonOption = False, quiet: QuietOption = False) -> int:
    """Find the regions of a paper again that another program dropped."""
    from xlscore.papers.files import relink_paper

    found = relink_paper(paper, out=out)
    return _answered(found, as_json, quiet)


def _answered(found: PaperAnswer, as_json: bool, quiet: bool) -> int:
    """Print what became of a paper, also that nothing did, and return the exit code."""
    code = answer(found, _page, as_json, quiet, found.written)
    if not (found.changed or as_json or quiet):
        console().print("\nNothing to change.", markup=False)
    return code


def _page(found: PaperAnswer) -> None:
    """Print how many regions are in which state, and where what is not as written is, each once."""
    from xlscore.papers.regions.states import innermost

    out = console()
    out.print(found.title, style="bold", markup=False)
    if found.template:
        out.print(f"In the template {found.template}.", markup=False)
    counts: dict[str, int] = {}
    for region in found.regions:
        counts[region.state] = counts.get(region.state, 0) + 1
    out.print(
        " · ".join(f"{number} {state}" for state, number in counts.items()) or "No regions.", markup=False
    )
    left = innermost(region for region in found.regions if region.state not in ("written", "unchanged"))
    if left:
        out.print(table(("State", "Kind", "Where"), [(each.state, each.kind, each.where) for each in left]))


def _places(found: PlacesAnswer) -> None:
    """Print the places of a template."""
    rows = [(each.state, each.title, each.kind, each.where) for each in found.places]
    out = console()
    if rows:
        out.print(table(("State", "Title", "Kind", "Part of the paper"), rows))
    else:
        out.print("No control has a title: the paper would be written at the end.", markup=False)
