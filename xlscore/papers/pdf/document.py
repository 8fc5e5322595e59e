"""The Word document as it goes to LibreOffice: looked through for its title, for pictures that are decoration, for tracked changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from xlscore.papers.pdf.addresses import link_addresses
from xlscore.papers.pdf.figures import DECORATION
from xlscore.rules.problems import Problem
from xlscore.word import Document
from xlscore.word.xml.names import w

__all__ = ["DocumentForPdf", "read_document"]

_TITLES: Final = ("title", "heading 1")
_CHANGES: Final = ("ins", "del", "moveFrom", "moveTo")
_ON: Final = ("1", "true", "on")


@dataclass(frozen=True)
class DocumentForPdf:
    """A document on its way to LibreOffice: its bytes, its title, and what to say of it."""

    data: bytes
    title: str
    problems: tuple[Problem, ...]


def read_document(path: Path) -> DocumentForPdf:
    """Return a document as it goes to LibreOffice; what is no Word document is refused by its name.

    LibreOffice knows nothing of Word's "Mark as decorative": such a picture gets words by which it is known in the PDF. It
    prints words of a control in the wrong place, so it is handed none.
    """
    document = Document.open(path, to_edit=False)
    for picture in document.pictures:
        marks = (each.get("val") for each in picture.element.iter("{*}decorative"))
        if not picture.alternative.strip() and any(mark in _ON for mark in marks):
            picture.set_alternative(DECORATION)
    problems = (*_tracked(document), *_unwritten(document))
    return DocumentForPdf(_for_office(document), _title(document) or path.stem, problems)


def _for_office(document: Document) -> bytes:
    """Return the bytes of a document without controls, its addresses as links."""
    plain = document.without_controls()
    copy = Document.open(plain, to_edit=False)
    return copy.to_bytes() if link_addresses(copy) else plain


def _title(document: Document) -> str:
    """Return the title of a document's properties, else what stands over its text."""
    own = document.properties.title.strip()
    if own:
        return own
    for role in _TITLES:
        found = next(
            (each.text.strip() for each in document.paragraphs if each.role == role and each.text.strip()), ""
        )
        if found:
            return found
    return ""


def _tracked(document: Document) -> Iterator[Problem]:
    """Yield as a problem that changes are tracked."""
    if next(document.body.iter(*map(w, _CHANGES)), None) is not None:
        yield Problem(
            "The paper", "", "There are tracked changes, and the PDF shows them.",
            "Accept or reject them in Word, and write the PDF again.",
        )  # fmt: skip


def _unwritten(document: Document) -> Iterator[Problem]:
    """Yield as problems the places in which what belongs there is still to be written."""
    for control in document.controls():
        prompt = " ".join("".join(each.text or "" for each in control.element.iter(w("t"))).split())
        if control.is_placeholder and prompt:
            place = f"'{control.title}'" if control.title else "A place of the paper"
            yield Problem(
                "The paper", "", f"{place} is not written yet, and the PDF says: {prompt}",
                "Write it in Word, or delete it, and write the PDF again.",
            )  # fmt: skip
