"""What is remembered of a region that was written just now."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from xlscore.papers.merge.sentence import SentenceBase
from xlscore.papers.merge.table import TableText
from xlscore.papers.model import PaperPicture, PaperTable, Yours
from xlscore.papers.regions.layout import HeadLine, Layout, Region, said_of, sentence_tag, sentences_of
from xlscore.papers.regions.making import shade_of
from xlscore.papers.regions.remembered import sentence_entry, table_entry

__all__ = ["digest", "new_entry", "shades_of", "text_of_table"]


def text_of_table(table: PaperTable) -> TableText:
    """Return the words of a table of a paper."""
    return TableText(
        tuple((column.key, column.heading) for column in table.columns),
        tuple((row.key, tuple(cell.text for cell in row.cells)) for row in table.rows),
    )


def shades_of(table: PaperTable) -> dict[tuple[str, str], str]:
    """Return the colours of its cells by the keys of row and column."""
    return {
        (row.key, column.key): shade_of(cell.shade)[0]
        for row in table.rows
        for column, cell in zip(table.columns, row.cells, strict=True)
        if cell.shade is not None
    }


def digest(data: bytes | None) -> str:
    """Return by what a picture is known again, "" for none."""
    return sha256(data).hexdigest()[:20] if data else ""


def new_entry(layout: Layout, tag: str) -> dict[str, Any] | None:
    """Return what is remembered of a region written whole; None for one that is remembered with another."""
    if tag in layout.sentences:
        return sentence_entry(SentenceBase(said_of(layout.sentences[tag][0])))
    region = layout.by_tag.get(tag)
    return None if region is None else _of_block(region)


def _of_block(region: Region) -> dict[str, Any]:
    keys = [sentence_tag(sentence) for sentence in sentences_of(region.block)]
    match region.block:
        case PaperTable() as table:
            return {**table_entry(text_of_table(table), shades_of(table)), "keys": keys}
        case PaperPicture() as picture:
            known = {"png": digest(picture.png), "svg": digest(picture.svg), "alt": picture.alternative}
            return {**known, "keys": keys}
        case HeadLine() | Yours():
            return {}
        case _:
            return {"keys": keys}
