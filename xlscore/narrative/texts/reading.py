"""A document read: its sentences with their places, and what of it could not be read."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlscore.narrative.model import Passage
from xlscore.narrative.texts.blocks import BlockRole, TextBlock, passages_of
from xlscore.narrative.texts.troubles import UnreadableTextError

if TYPE_CHECKING:
    from xlscore.narrative.texts.word import MarkedText
    from xlscore.word import Document

__all__ = ["ReadPaper", "read_document", "read_word"]

_WORD: Final = (".docx", ".docm", ".dotx", ".dotm")
_LARGEST: Final = 64 << 20
"""A plain text of more bytes is no paper."""


@dataclass(frozen=True)
class ReadPaper:
    """The sentences of a document, and what of it could not be read, each in a sentence."""

    passages: tuple[Passage, ...]
    unread: tuple[str, ...] = ()
    marked: tuple[MarkedText, ...] = ()
    """Of a Word document, what its controls hold, by their tags."""
    tables: int = 0
    """How many tables of figures or grades it has, which hold no sentences."""


def read_document(
    path: str | os.PathLike[str], say: Callable[[str, int, int], None] | None = None
) -> ReadPaper:
    """Return the sentences of a .docx, .pdf, .txt or .md file; refused, with the reason, where none can be read."""
    file = Path(path)
    ending = file.suffix.lower()
    if ending in _WORD:
        from xlscore.word import Document

        return read_word(Document.open(file, to_edit=False), file.name)
    if ending == ".doc":
        raise UnreadableTextError(
            f"{file.name} is an old Word document (.doc).", "Open it in Word and save it as .docx."
        )
    if ending not in (".pdf", ".txt", ".md", ".markdown"):
        raise UnreadableTextError(
            f"{file.name} is no kind of document whose sentences are read.",
            "Name a .docx, .pdf, .txt or .md file.",
        )
    data = file.read_bytes()
    if not data.strip():
        raise UnreadableTextError(f"{file.name} is empty.", "Name the paper itself.")
    if ending == ".pdf":
        from xlscore.narrative.texts.pdf import pdf_text

        printed = pdf_text(data, file.name, say)
        return ReadPaper(passages_of(printed.blocks), printed.unread, tables=_tables(printed.blocks))
    from xlscore.narrative.texts.plain import markdown_blocks, text_blocks, text_of_bytes

    if len(data) > _LARGEST:
        raise UnreadableTextError(f"{file.name} is too large for a paper.", "Name the paper itself.")
    text = text_of_bytes(data, file.name)
    return _said(text_blocks(text) if ending == ".txt" else markdown_blocks(text), file.name)


def read_word(document: Document, name: str, cells: Mapping[str, Sequence[str]] | None = None) -> ReadPaper:
    """Return the sentences of a Word document; `cells` says of the tags of controls which cells their words are from."""
    from xlscore.narrative.texts.word import word_text

    found = word_text(document, cells or {})
    return replace(_said(found.blocks, name, found.unread), marked=found.marked)


def _said(blocks: Sequence[TextBlock], name: str, unread: tuple[str, ...] = ()) -> ReadPaper:
    passages = passages_of(blocks)
    if not passages and not unread:
        raise UnreadableTextError(f"{name} has no sentence in it.", "Name the paper itself.")
    return ReadPaper(passages, unread, tables=_tables(blocks))


def _tables(blocks: Sequence[TextBlock]) -> int:
    return sum(block.role is BlockRole.TABLE for block in blocks)
