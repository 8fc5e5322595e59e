"""Footnotes at their sentences: which printed lines are notes, and notes set behind the paragraphs that refer to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from xlscore.narrative.model import SentencePlace
from xlscore.narrative.texts.blocks import BlockRole, TextBlock
from xlscore.narrative.texts.lines import joined
from xlscore.narrative.texts.pdf_pages import PrintedPiece

__all__ = ["printed_notes", "with_notes"]

_BEGINS: Final = re.compile(r"(\d{1,3}|[*†‡§]+|[ivx]{1,4}(?=\s))\s*(?=[A-Z“‘(£])")
_WITHIN: Final = 1.75
"""Lines of a note are no further apart, in sizes of its letters."""


def with_notes(blocks: Iterable[TextBlock], notes: Mapping[str, TextBlock]) -> Iterator[TextBlock]:
    """Yield blocks, each followed by the notes that it refers to; a note that none refers to stands at the end."""
    left = dict(notes)
    for block in blocks:
        yield block
        for key in block.notes:
            if key in left:
                yield left.pop(key)
    yield from left.values()


def printed_notes(
    pieces: Sequence[PrintedPiece], page: int
) -> tuple[list[PrintedPiece], dict[str, TextBlock]]:
    """Return the pieces of a page that are no footnotes, and its footnotes by their marks."""
    referred = dict.fromkeys(mark for piece in pieces for mark in piece.marks)
    begun = {_mark_of(piece) for piece in pieces}
    # Those of endnotes, and of notes that stand under another page's table, begin no line here.
    marks = [mark for mark in referred if mark in begun]
    if not marks:
        return list(pieces), {}
    refers = next(index for index, piece in enumerate(pieces) if marks[0] in piece.marks)
    for start in range(refers + 1, len(pieces)):
        if pieces[start].low < pieces[refers].low and _mark_of(pieces[start]) == marks[0]:
            found, end = _from(pieces, start, marks)
            if len(found) == len(marks):
                place = {mark: SentencePlace(page, part=f"footnote {mark}") for mark in marks}
                notes = {mark: TextBlock(text, place[mark], BlockRole.NOTE) for mark, text in found.items()}
                return [*pieces[:start], *pieces[end:]], notes
    return list(pieces), {}


def _mark_of(piece: PrintedPiece) -> str:
    """Return the mark that a line begins with, "" where it begins with none."""
    found = _BEGINS.match(piece.text)
    return piece.mark or (found[1] if found and not piece.bold else "")


def _from(pieces: Sequence[PrintedPiece], start: int, marks: Sequence[str]) -> tuple[dict[str, str], int]:
    """Return the notes that begin at a piece, in the order of their marks, and which piece is the first behind them."""
    found: dict[str, str] = {}
    for index in range(start, len(pieces)):
        piece = pieces[index]
        if len(found) < len(marks) and _mark_of(piece) == marks[len(found)]:
            begins = _BEGINS.match(piece.text)
            text = piece.text if piece.mark or begins is None else piece.text[begins.end() :]
            found[marks[len(found)]] = text
            continue
        last = pieces[index - 1]
        goes_on = 0 < last.low - piece.low < _WITHIN * piece.size and abs(last.size - piece.size) < 0.8
        if not goes_on or piece.bold != last.bold:
            return found, index
        mark = marks[len(found) - 1]
        found[mark] = joined(found[mark], piece.text)
    return found, len(pieces)
