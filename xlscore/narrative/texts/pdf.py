"""PDFs as blocks: lines joined, what is repeated on every page left out, tables told from text, headings known by their look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.narrative.model import SentencePlace
from xlscore.narrative.texts.blocks import BlockRole, TextBlock
from xlscore.narrative.texts.lines import TextLine, blocks_in, ends_open, is_caption, joined
from xlscore.narrative.texts.notes import printed_notes, with_notes
from xlscore.narrative.texts.pdf_pages import PdfPage, PrintedPiece, printed_page
from xlscore.narrative.texts.pdf_tables import TableSpot, cells_among, in_reading_order
from xlscore.narrative.texts.troubles import UnreadableTextError

__all__ = ["PdfReading", "pdf_text"]

_MARGIN: Final = 0.12
"""The share of a page at its head and at its foot in which running lines stand."""
_PAGE_NUMBER: Final = re.compile(
    r"\s*(?:page\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:of|/)\s*\d{1,4})?\s*$", re.IGNORECASE
)
_GOES_ON: Final = {BlockRole.TEXT: (",", ";"), BlockRole.ITEM: (",",)}
"""What ends a line of a sentence that goes on overleaf, besides a word; an item of a list may end with a semicolon."""
_LONG_LINE: Final = 7
_LARGER: Final = 1.12


@dataclass(frozen=True)
class PdfReading:
    """The blocks of a PDF, and what of it could not be read, each in a sentence."""

    blocks: tuple[TextBlock, ...]
    unread: tuple[str, ...] = ()


def pdf_text(data: bytes, name: str, say: Callable[[str, int, int], None] | None = None) -> PdfReading:
    """Return what is printed on the pages of a PDF; refused where none of it can be read."""
    pages = list(_pages(data, name, say))
    if not any(page.pieces for page in pages):
        if any(page.is_picture for page in pages):
            raise UnreadableTextError(
                f"{name} holds pictures of pages (a scan) and no text that can be read.",
                "Name the document that it was made from, or have its text recognised first.",
            )
        raise UnreadableTextError(f"{name} has no text.", "Name the paper itself.")
    if all(page.is_garbled for page in pages if page.pieces):
        raise UnreadableTextError(
            f"The letters of {name} cannot be told: its fonts do not say what they are.",
            "Name the document that it was made from.",
        )
    unread = _unread(pages)
    readable = [page for page in pages if not page.is_garbled]
    return PdfReading(tuple(_blocks(readable)), tuple(unread))


def _unread(pages: Sequence[PdfPage]) -> list[str]:
    pictures = [page.number for page in pages if page.is_picture]
    garbled = [page.number for page in pages if page.is_garbled]
    found = []
    if pictures:
        found.append(f"{_listed(pictures)} holds a picture (a scan) and no text that can be read.")
    if garbled:
        found.append(
            f"{_listed(garbled)} has letters that cannot be told, as its fonts do not say what they are."
        )
    return found


def _listed(found: Sequence[int]) -> str:
    shown = ", ".join(str(number) for number in found[:12]) + (" …" if len(found) > 12 else "")
    return f"Page {shown}" if len(found) == 1 else f"Each of the pages {shown}"


def _pages(data: bytes, name: str, say: Callable[[str, int, int], None] | None) -> Iterator[PdfPage]:
    try:
        import pypdfium2
    except ImportError:
        raise UnreadableTextError(
            "pypdfium2, which reads PDFs, is not on this computer.",
            "Install it: python -m pip install pypdfium2",
        ) from None
    if b"%PDF-" not in data[:1100]:
        raise UnreadableTextError(f"{name} is no PDF, whatever its name says.", "Name the paper itself.")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableTextError(
                f"{name} is encrypted and opens with a password only.", "Save a copy without it."
            ) from error
        raise UnreadableTextError(f"{name} is damaged or cut short.", "Make the PDF again.") from error
    try:
        for index in range(len(document)):
            if say is not None:
                say(f"page {index + 1}", index, len(document))
            try:
                page = document[index]
                yield printed_page(page, index + 1)
                page.close()
            except pypdfium2.PdfiumError as error:
                raise UnreadableTextError(
                    f"Page {index + 1} of {name} is damaged.", "Make the PDF again."
                ) from error
    finally:
        document.close()


def _blocks(pages: Sequence[PdfPage]) -> Iterator[TextBlock]:
    running = _running(pages)
    body = _body_size(pages)
    looks = _heading_looks(pages, body)
    lines: list[TextLine | None] = []
    notes: dict[str, TextBlock] = {}
    for page in pages:
        pieces = in_reading_order([piece for piece in page.pieces if not _is_running(piece, page, running)])
        text, noted = printed_notes(pieces, page.number)
        notes |= {_key(page, mark): note for mark, note in noted.items()}
        lines += _lines(page, text, body, looks)
        lines.append(None)
    return with_notes(_across_pages(blocks_in(lines)), notes)


def _key(page: PdfPage, mark: str) -> str:
    return f"{page.number}: {mark}"


def _running(pages: Sequence[PdfPage]) -> set[str]:
    """Return the lines at the head and at the foot that many pages have, numbers left out of account."""
    counts = Counter(
        text
        for page in pages
        for text in {_bare(piece.text) for piece in page.pieces if _is_outer(piece, page)}
    )
    return {text for text, times in counts.items() if times > 1 and times >= 0.4 * len(pages)}


def _bare(text: str) -> str:
    return re.sub(r"\d+", "#", text).strip().casefold()


def _is_outer(piece: PrintedPiece, page: PdfPage) -> bool:
    return piece.low > (1 - _MARGIN) * page.high or piece.low < _MARGIN * page.high


def _is_running(piece: PrintedPiece, page: PdfPage, running: set[str]) -> bool:
    return _is_outer(piece, page) and (_bare(piece.text) in running or bool(_PAGE_NUMBER.match(piece.text)))


def _body_size(pages: Sequence[PdfPage]) -> float:
    """Return the size in which most letters of long lines are printed: those of tables are smaller, and may be more."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for piece in page.pieces:
            sizes[round(piece.size, 1)] += len(piece.text) if len(piece.text.split()) > _LONG_LINE else 1
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _heading_looks(pages: Sequence[PdfPage], body: float) -> list[tuple[float, bool]]:
    """Return the looks of headings, the outermost first."""
    most_are_bold = (
        sum((1 if piece.bold else -1) * len(piece.text) for page in pages for piece in page.pieces) > 0
    )
    found = {
        (round(piece.size), piece.bold)
        for page in pages
        for piece in page.pieces
        if piece.size > _LARGER * body or (piece.bold and not most_are_bold and piece.size > 0.9 * body)
    }
    return sorted(found, reverse=True)


def _lines(
    page: PdfPage, pieces: Sequence[PrintedPiece], body: float, looks: Sequence[tuple[float, bool]]
) -> Iterator[TextLine]:
    cells = cells_among(pieces)
    last: PrintedPiece | None = None
    right = max((piece.right for piece in pieces), default=0.0)
    number = 0
    for piece in pieces:
        cell = cells.get(piece)
        begins = last is None or _begins(last, piece, cells.get(last), cell, right)
        number += begins
        look = (round(piece.size), piece.bold)
        depth = looks.index(look) + 1 if look in looks and cell is None else 0
        if depth and (
            re.search(r"[.;,]$", piece.text) or is_caption(piece.text) or len(piece.text.split()) > 22
        ):
            depth = 0
        yield TextLine(
            piece.text,
            SentencePlace(page.number, number),
            heading=depth,
            begins=begins,
            indent=round(piece.left / 4),
            looks=True,
            beside=None if cell is None else cell.beside,
            notes=tuple(_key(page, mark) for mark in piece.marks),
        )
        last = piece


def _begins(
    last: PrintedPiece, piece: PrintedPiece, before: TableSpot | None, cell: TableSpot | None, right: float
) -> bool:
    """Return whether a paragraph begins with a piece, by where it stands and how it looks."""
    if (before is None) != (cell is None) or (before and cell and before.key != cell.key):
        return True
    fall = last.low - piece.low
    if fall < -0.3 * piece.size or fall > 1.75 * max(piece.size, last.size):
        return True
    if abs(piece.size - last.size) > 0.8 or (piece.bold != last.bold and fall > 0.5 * piece.size):
        return True
    ended = bool(re.search(r"[.!?:;][\"”’)\]]*$", last.text))
    is_set_in = piece.left > last.left + 0.8 * piece.size and fall > 0.5 * piece.size
    if ended and is_set_in and not piece.text[:1].islower():
        return True
    return (
        ended
        and cell is None
        and last.right < 0.8 * right
        and piece.text[:1].isupper()
        and fall > 1.35 * piece.size
    )


def _across_pages(blocks: Sequence[TextBlock]) -> Iterator[TextBlock]:
    """Yield blocks, a sentence that goes on overleaf in one."""
    held: TextBlock | None = None
    for block in blocks:
        if (
            held is not None
            and held.role in (BlockRole.TEXT, BlockRole.ITEM)
            and block.role is BlockRole.TEXT
            and held.place.page != block.place.page
            and (ends_open(held.text) or held.text.endswith(_GOES_ON[held.role]))
            and block.text[:1].islower()
        ):
            held = replace(held, text=joined(held.text, block.text), notes=(*held.notes, *block.notes))
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held
