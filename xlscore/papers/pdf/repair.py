"""The repair of a tagged PDF as a whole, proved to change no page."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

from xlscore.papers.pdf.errors import NoOfficeError, PdfError
from xlscore.papers.pdf.faults import remaining_faults
from xlscore.papers.pdf.figures import drop_decoration, give_figures_their_content, mark_decoration
from xlscore.papers.pdf.headings import HeadingPlaces, places_of_headings
from xlscore.papers.pdf.links import tie_links
from xlscore.papers.pdf.painting import painted
from xlscore.papers.pdf.structure import drop_empty_paragraphs
from xlscore.papers.pdf.tables import head_the_rows
from xlscore.rules.problems import Problem

__all__ = ["Repaired", "repair"]

_CLAIM: Final = "pdfuaid:part"


@dataclass(frozen=True)
class Repaired:
    """A repaired PDF: how many pages, pictures and row headings it has, what people must put right, where its headings stand."""

    data: bytes
    pages: int
    pictures: int
    row_headings: int
    title: str
    problems: tuple[Problem, ...]
    headings: HeadingPlaces


def repair(data: bytes, *, title: str, language: str = "en-GB") -> Repaired:
    """Return the PDF with its pictures, tables, title and language as PDF/UA-1 asks.

    `title` and `language` stand where the document itself says none. The file calls itself PDF/UA only where nothing is
    left that people must put right.
    """
    pikepdf = _pikepdf()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            raise PdfError(
                "LibreOffice wrote a PDF without structure.", "Install LibreOffice 7 or later and try again."
            )
        before = [painted(page) for page in pdf.pages]
        drop_decoration(pdf)
        pictures = give_figures_their_content(pdf)
        mark_decoration(pdf)
        tie_links(pdf)
        drop_empty_paragraphs(pdf)
        row_headings = head_the_rows(pdf)
        known = _name(pdf, title, language)
        faults = remaining_faults(pdf)
        headings = places_of_headings(pdf)
        _claim(pdf, conforms=not faults)
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True)
        pages = len(pdf.pages)
    _prove(pikepdf, made.getvalue(), before)
    return Repaired(made.getvalue(), pages, pictures, row_headings, known, faults, headings)


def _pikepdf() -> Any:
    try:
        import pikepdf
    except ImportError:
        raise NoOfficeError(
            "The PDF cannot be made accessible without pikepdf.",
            'Run in the project\'s folder: python -m pip install ".[pdf]"',
        ) from None
    return pikepdf


def _name(pdf: Any, title: str, language: str) -> str:
    """Return the title after seeing that the PDF has one, shows it, and says its language."""
    import pikepdf

    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        known = str(metadata.get("dc:title", "")).strip() or title
        metadata["dc:title"] = known
    pdf.docinfo["/Title"] = known
    preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences
    if not str(pdf.Root.get("/Lang", "")).strip():
        pdf.Root.Lang = language
    return known


def _claim(pdf: Any, *, conforms: bool) -> None:
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        if conforms:
            metadata[_CLAIM] = "1"
        elif _CLAIM in metadata:
            del metadata[_CLAIM]


def _prove(pikepdf: Any, made: bytes, before: list[bytes]) -> None:
    """Refuse a repair after which a page would not paint what it painted before."""
    with pikepdf.open(io.BytesIO(made)) as written:
        after = [painted(page) for page in written.pages]
    changed = [
        number for number, pair in enumerate(zip(before, after, strict=True), start=1) if pair[0] != pair[1]
    ]
    if changed:
        raise PdfError(
            f"Page {changed[0]} would look different after its repair, so no PDF was written.",
            "Save the paper as PDF in Word instead.",
        )
