"""A composed paper as text: what stands beneath a heading, and every key of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl

from xlscore.papers.model import Block, Bullets, PaperPicture, PaperTable, Sentence, Sentences, WholePaper

__all__ = ["beneath", "block_texts", "keys_of", "sentence_of", "write_book"]


def write_book(path: Path, sheets: dict[str, list[list[Any]]]) -> Path:
    """Write sheets of rows into a plain workbook file."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def beneath(paper: WholePaper, heading: str) -> str:
    """Return the text of a section and of those below it, "" for a heading that is not there."""
    found, level = list[str](), 0
    for section in paper.sections:
        if level and section.level <= level:
            break
        if section.heading == heading and not level:
            level = section.level
        if level:
            found += [text for block in section.blocks for text in block_texts(block)]
    return "\n".join(found)


def block_texts(block: Block) -> Iterator[str]:
    """Yield the sentences of a block, the cells of a table, the words of a picture."""
    match block:
        case Sentences():
            yield from (sentence.text for sentence in block.sentences)
        case Bullets():
            shown = (block.lead, *block.items, *((block.nil,) if not block.items else ()))
            yield from (sentence.text for sentence in shown if sentence is not None)
        case PaperTable():
            yield from (cell.text for row in block.rows for cell in row.cells)
            yield from (sentence.text for sentence in block.notes)
        case PaperPicture():
            yield block.alternative
        case _:
            yield block.prompt


def sentence_of(paper: WholePaper, key: str) -> Sentence:
    """Return the sentence of a key."""
    return next(sentence for sentence in paper.sentences() if sentence.key == key)


def keys_of(paper: WholePaper) -> list[str]:
    """Return the keys of sections, blocks and sentences, as often as they are given."""
    found = [section.key for section in paper.sections]
    for block in paper.blocks():
        found.append(block.key)
    return [*found, *(sentence.key for sentence in paper.sentences())]
