"""What leaves the house: `paper pdf`, the accessible PDF of a paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlscore.cli.filling import answer
from xlscore.cli.options import JsonOption, QuietOption
from xlscore.cli.output import console, progress

if TYPE_CHECKING:
    from xlscore.papers.pdf.writing import WrittenPdf

__all__ = ["pdf"]


def pdf(
    paper: Annotated[
        Path, typer.Argument(metavar="PAPER", help="The paper, a Word document.", show_default=False)
    ],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where the PDF goes, beside the paper by default.",
            show_default=False,
        ),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write a paper as an accessible PDF (tagged, PDF/UA-1), with LibreOffice."""
    from xlscore.papers.pdf.writing import write_pdf

    target = out or paper.with_suffix(".pdf")
    with progress("Writing", quiet=quiet) as say:
        written = write_pdf(paper, target, say=say)
    return answer(written, _pdf_page, as_json, quiet, target)


def _pdf_page(written: WrittenPdf) -> None:
    """Print what became of a paper."""
    of = (
        (written.pages, "page", "pages"),
        (written.pictures, "picture", "pictures"),
        (written.row_headings, "row with its heading", "rows with their headings"),
    )
    counted = ", ".join(f"{number} {one if number == 1 else more}" for number, one, more in of)
    console().print(f"{written.title}\n{counted}", markup=False)
    if not written.problems:
        console().print("Tagged for screen readers, as PDF/UA-1 asks.", markup=False)
