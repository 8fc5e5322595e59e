"""`xlscore paper check`: which sentences of a paper do the workbook's figures contradict?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlscore.cli.filling import answer
from xlscore.cli.options import JsonOption, QuietOption
from xlscore.cli.output import console, progress, table

if TYPE_CHECKING:
    from xlscore.narrative.telling.answer import CheckedPaper

__all__ = ["check"]


def check(
    paper: Annotated[
        Path | None,
        typer.Argument(
            metavar="PAPER",
            help="The paper: .docx, .pdf, .txt or .md; the workbook's own narrative, if left out.",
            show_default=False,
        ),
    ] = None,
    book: Annotated[
        Path,
        typer.Option("--book", metavar="BOOK", help="The workbook that it speaks about.", show_default=False),
    ] = ...,  # type: ignore[assignment]
    everything: Annotated[
        bool,
        typer.Option("--all", help="List every claim, also what agrees and what cannot be told, and why."),
    ] = False,
    comments: Annotated[
        Path | None,
        typer.Option(
            "--comments",
            metavar="OUT.docx",
            help="A copy of the paper with a comment at each sentence that has to be put right.",
            show_default=False,
        ),
    ] = None,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="YYYY-MM",
            help="The last month of a report that was written by xlscore; the latest if left out.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Check the sentences of a paper against a workbook; nothing in the workbook changes."""
    from xlscore.narrative.checking import check_paper
    from xlscore.papers.kind import PaperAsked

    with progress("Checking", quiet=quiet) as say:
        checked = check_paper(book, paper, comments=comments, asked=PaperAsked(to=to), say=say)
    return answer(checked, lambda found: _page(found, everything), as_json, quiet, comments)


def _page(checked: CheckedPaper, everything: bool) -> None:
    """Print how many claims are what, and with `everything` each of them."""
    from xlscore.narrative.model import ClaimVerdict
    from xlscore.narrative.telling.answer import in_order, subject_of
    from xlscore.narrative.telling.wording import around, cells_named

    out = console()
    for line in checked.sentences_told():
        out.print(line, style="bold" if line == f"{checked.summary}." else None, markup=False)
    if everything and checked.judged:
        rows = [
            (
                each.verdict.value,
                each.claim.passage.place.words,
                around(each.claim.passage.text, each.claim.start, each.claim.end),
                each.claim.kind.value,
                subject_of(each.claim),
                each.claim.stated,
                each.why or each.arithmetic or cells_named(each.sources),
            )
            for each in in_order(checked.judged)
        ]
        out.print()
        out.print(table(("Verdict", "Where", "Sentence", "Claim", "About", "Says", "Why"), rows))
    elif checked.counts[ClaimVerdict.CANNOT_TELL]:
        out.print("Every claim with its verdict, and why: --all", markup=False)
