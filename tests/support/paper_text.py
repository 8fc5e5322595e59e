"""All that a reader of a composed paper reads, as one text."""

from __future__ import annotations

from collections.abc import Iterator

from xlscore.papers.model import Block, Bullets, PaperPicture, PaperTable, Sentences, WholePaper, Yours

__all__ = ["text_of"]


def text_of(paper: WholePaper) -> str:
    """Return the paper's title, front, headings, sentences, tables and what its pictures say, a line each."""
    lines = [paper.title, paper.as_of, *(f"{label}: {text}" for label, text in paper.front)]
    for section in paper.sections:
        lines.append(f"{section.number} {section.heading}")
        for block in section.blocks:
            lines += _lines(block)
    return "\n".join(lines)


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Sentences():
            yield " ".join(sentence.text for sentence in block.sentences)
        case Bullets():
            yield block.title
            yield from (sentence.text for sentence in (block.lead, *block.items) if sentence)
            if not block.items and block.nil:
                yield block.nil.text
        case PaperTable():
            yield block.title
            yield block.summary
            yield " | ".join(column.heading for column in block.columns)
            yield from (" | ".join(cell.text for cell in row.cells) for row in block.rows)
            yield from (note.text for note in block.notes)
        case PaperPicture():
            yield f"{block.title}: {block.alternative}"
        case Yours():
            yield block.title
