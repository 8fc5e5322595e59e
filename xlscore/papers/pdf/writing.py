"""A Word document as an accessible PDF: exported, repaired, proved, written in one step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from xlscore.ooxml.opc.saving import replace_file
from xlscore.papers.pdf.document import read_document
from xlscore.papers.pdf.errors import PdfError
from xlscore.papers.pdf.headings import break_before
from xlscore.papers.pdf.office import SECONDS, export_tagged, find_office
from xlscore.papers.pdf.repair import Repaired, repair
from xlscore.rules.problems import Problem

__all__ = ["WrittenPdf", "write_pdf"]

_BREAKS: Final = 4
"""So many headings are taken from the foot of a page; each takes LibreOffice as long as the whole paper."""
_DOCUMENTS: Final = (".docx", ".docm", ".dotx", ".dotm")

Say = Callable[[str, int, int], None]


@dataclass(frozen=True)
class WrittenPdf:
    """What became of a paper: the file, its title, pages, pictures, headed rows, and what people must put right in Word."""

    file: Path
    title: str
    pages: int
    pictures: int
    row_headings: int
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "file": str(self.file),
            "title": self.title,
            "pages": self.pages,
            "pictures": self.pictures,
            "row_headings": self.row_headings,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def write_pdf(document: Path, out: Path, *, say: Say | None = None, seconds: float = SECONDS) -> WrittenPdf:
    """Return what became of the document after writing it to `out` as a tagged PDF.

    Nothing is written where LibreOffice is not there, fails or takes longer than `seconds`.
    """
    tell = say or (lambda _name, _done, _of: None)
    if document.suffix.casefold() not in _DOCUMENTS:
        raise PdfError(f"{document.name} is not a Word document.", "Give one that ends in .docx.")
    if out.suffix.casefold() != ".pdf":
        raise PdfError(
            f"{out.name} is not the name of a PDF.",
            f"Give one that ends in .pdf, as in {out.with_suffix('.pdf').name}.",
        )
    read = read_document(document)
    office = find_office()
    tell("the PDF in LibreOffice", 0, 3)

    def made_of(data: bytes) -> Repaired:
        exported = export_tagged(data, document.name, office=office, seconds=seconds)
        tell("what a screen reader needs", 1, 3)
        return repair(exported, title=read.title)

    repaired = _with_headings_kept(read.data, made_of)
    tell("the file", 2, 3)
    replace_file(out, [repaired.data])
    tell("the file", 3, 3)
    return WrittenPdf(
        out,
        repaired.title,
        repaired.pages,
        repaired.pictures,
        repaired.row_headings,
        (*read.problems, *repaired.problems),
    )


def _with_headings_kept(data: bytes, made_of: Callable[[bytes], Repaired]) -> Repaired:
    """Return the PDF of a document in which no heading stands at a page's foot that a break before it takes from there."""
    repaired = made_of(data)
    for _ in range(_BREAKS):
        if not repaired.headings.at_foot:
            break
        heading = repaired.headings.at_foot[0]
        broken = break_before(data, heading, repaired.headings.count)
        if broken is None:
            break
        again = made_of(broken)
        if heading in again.headings.at_foot or again.headings.count != repaired.headings.count:
            break
        data, repaired = broken, again
    return repaired
