"""What leaves the house: `paper pdf`, the accessible PDF of a paper; `paper pack`, a workbook's tables for the public."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from xlscore.cli.filling import answer
from xlscore.cli.options import BookArgument, HeadingOption, JsonOption, QuietOption
from xlscore.cli.output import console, progress, table
from xlscore.errors import XlscoreError
from xlscore.rules.words import counted

if TYPE_CHECKING:
    from xlscore.papers.pack.writing import WrittenPack
    from xlscore.papers.pdf.writing import WrittenPdf

__all__ = ["pack", "pdf"]


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


def pack(
    book: BookArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            metavar="FILE",
            help="Where the pack goes, beside the workbook by default; another file there is left alone.",
            show_default=False,
        ),
    ] = None,
    heading: HeadingOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Write a data pack: a workbook's tables with their answers, accessible, without what is for part B."""
    from xlscore.books.files import workbook_file
    from xlscore.books.tables.named import told_headings
    from xlscore.papers.pack.pack import gather
    from xlscore.papers.pack.writing import write_pack

    target = out or book.with_name(f"{book.stem} (data pack).xlsx")
    if target.resolve() == book.resolve():
        raise XlscoreError("The data pack cannot replace the workbook itself; give another name with --out.")
    with workbook_file(book, save=False) as opened:
        gathered = gather(opened, book.stem, headings=told_headings(heading or ()))
    return answer(write_pack(gathered, target), _pack_page, as_json, quiet, target)


def _pack_page(written: WrittenPack) -> None:
    """Print what a pack holds, and what it does not."""
    tables = written.pack.tables
    rows = [(name, made.title, len(made.rows)) for name, made in zip(written.sheets, tables, strict=True)]
    out = console()
    out.print(table(("Sheet", "Table", "Rows"), rows, right=(2,)))
    if written.pack.kept_back:
        out.print(f"\nKept back for part B: {counted(written.pack.kept_back, 'row')}", markup=False)
    for each in written.pack.left_out:
        out.print(f"Left out: {each.table} on '{each.sheet}': {each.why}", markup=False)
