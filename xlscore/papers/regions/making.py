"""A paper as the content of a document: each region in its control, each sentence and figure in one of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from xlscore.papers.model import Bullets, PaperPicture, PaperTable, Phrase, Sentence, Sentences, Shade, Yours
from xlscore.papers.regions.layout import HeadLine, Region, sentence_tag, sentences_of
from xlscore.papers.regions.tags import bookmark_of, phrase_tag
from xlscore.papers.widths import LETTERS_POINTS, SIDES_MM, UPRIGHT_MM, least_width
from xlscore.word import (
    NewBlockControl,
    NewCell,
    NewControl,
    NewList,
    NewParagraph,
    NewPicture,
    NewRow,
    NewTable,
    Sideways,
)
from xlscore.word.made.pictures import png_size

if TYPE_CHECKING:
    from xlscore.word.content import Block, Inline

__all__ = [
    "HEAD_COLOUR",
    "HEAD_SHADE",
    "block_content",
    "line",
    "phrase_content",
    "picture_of",
    "region_block",
    "sentence_content",
    "sentence_control",
    "shade_of",
    "upright_block",
    "whole_content",
    "words_content",
]

_LONGEST_TITLE: Final = 64
_HIGHEST: Final = 138.0
HEAD_SHADE, HEAD_COLOUR = "14182B", "FFFFFF"
# The palette of the workbooks' grades: told apart by colour-blind readers, 4.5 to 1 against their letters.
_SHADES: Final[dict[Shade, tuple[str, str]]] = {
    Shade.OUTSTANDING: ("1F4E9E", "FFFFFF"),
    Shade.GOOD: ("2E7D32", "FFFFFF"),
    Shade.REQUIRES_IMPROVEMENT: ("B45309", "FFFFFF"),
    Shade.INADEQUATE: ("B00020", "FFFFFF"),
    Shade.GREEN: ("C8E6C9", "1B5E20"),
    Shade.AMBER: ("FFD9B3", "6B2C00"),
    Shade.RED: ("FFCDD2", "8B0000"),
}


def shade_of(shade: Shade | None) -> tuple[str, str]:
    """Return the colours of a cell and of its letters, "" for none."""
    return _SHADES.get(shade, ("", "")) if shade is not None else ("", "")


def whole_content(regions: Sequence[Region]) -> tuple[Block, ...]:
    """Return regions one behind the other; wide ones on pages that lie sideways, with the heading right above them."""
    content: list[Block] = []
    aside: list[Block] = []
    for number, region in enumerate(regions):
        following = regions[number + 1] if number + 1 < len(regions) else None
        leads = isinstance(region.block, HeadLine) and region.block.role.startswith("heading")
        if is_wide(region) or (leads and following is not None and is_wide(following)):
            aside.append(upright_block(region))
            continue
        if aside:
            content.append(Sideways(tuple(aside)))
            aside = []
        content.append(upright_block(region))
    return (*content, *((Sideways(tuple(aside)),) if aside else ()))


def is_wide(region: Region) -> bool:
    """Return whether a region needs a page that lies sideways."""
    match region.block:
        case PaperTable() as table:
            return (
                table.landscape
                or sum(_least_mm(each, table) for each in range(len(table.columns))) > UPRIGHT_MM
            )
        case PaperPicture() as picture:
            return picture.width_mm > UPRIGHT_MM
        case _:
            return False


def region_block(region: Region) -> Block:
    """Return a region as a paragraph or a control of its own, on a page that lies sideways where it is wide."""
    made = upright_block(region)
    return Sideways((made,)) if is_wide(region) else made


def upright_block(region: Region) -> Block:
    """Return a region as a paragraph or a control of its own, on the page that is there."""
    if isinstance(region.block, HeadLine):
        return line(region.block.sentence, region.block.role)
    return NewBlockControl(
        region.tag,
        region.title[:_LONGEST_TITLE],
        block_content(region),
        bookmark=bookmark_of(region.tag),
        lock="",
        prompt=region.block.prompt if isinstance(region.block, Yours) else "",
    )


def block_content(region: Region) -> tuple[Block, ...]:
    """Return what stands in the control of a block."""
    match region.block:
        case Sentences() as words:
            return (NewParagraph(words_content(words.sentences)),)
        case Bullets() as bullets:
            return _bullets(bullets)
        case PaperTable() as table:
            caption = sentences_of(table)[: len(sentences_of(table)) - len(table.notes)]
            return (
                *(line(each, "caption") for each in caption),
                _table(table),
                *(replace(line(note, "normal"), apart=not number) for number, note in enumerate(table.notes)),
            )
        case PaperPicture() as picture:
            shown = NewParagraph((picture_of(picture),))
            return (*(line(each, "caption") for each in sentences_of(picture)), shown)
        case _:
            return ()


def words_content(sentences: Sequence[Sentence]) -> tuple[Inline, ...]:
    """Return sentences in a line, a blank between them."""
    content: list[Inline] = []
    for sentence in sentences:
        content += [" ", sentence_control(sentence)] if content else [sentence_control(sentence)]
    return tuple(content)


def line(sentence: Sentence, role: str) -> NewParagraph:
    """Return a sentence as a paragraph of a role."""
    keep = role == "caption" or role.startswith("heading")
    return NewParagraph((sentence_control(sentence),), role=role, keep_with_next=keep)


def sentence_control(sentence: Sentence) -> NewControl:
    """Return the control of a sentence."""
    tag = sentence_tag(sentence)
    return NewControl(
        tag,
        _title(sentence.cells, sentence.key),
        sentence_content(sentence),
        bookmark=bookmark_of(tag),
        lock="",
    )


def sentence_content(sentence: Sentence) -> tuple[Inline, ...]:
    """Return what stands in the control of a sentence: its words, and its figures in controls of their own."""
    return tuple(
        part if isinstance(part, str) else phrase_content(sentence, part) for part in sentence.parts if part
    )


def phrase_content(sentence: Sentence, phrase: Phrase) -> NewControl:
    """Return the control of a figure; its title says where the figure comes from."""
    tag = phrase_tag(sentence.key, phrase.key)
    return NewControl(
        tag,
        _title(phrase.cells, phrase.key),
        (phrase.text,) if phrase.text else (),
        bookmark=bookmark_of(tag),
        lock="",
    )


def picture_of(picture: PaperPicture) -> NewPicture:
    """Return a picture as it is first written."""
    wide, high = png_size(picture.png)
    # With a heading and what it is called above it, it must fit a page that lies sideways.
    width = (
        min(picture.width_mm, _HIGHEST * wide / high) if picture.width_mm > UPRIGHT_MM else picture.width_mm
    )
    return NewPicture(
        picture.png,
        picture.alternative,
        round(width, 1),
        svg=picture.svg,
        name=picture.title[:_LONGEST_TITLE],
    )


def _bullets(bullets: Bullets) -> tuple[Block, ...]:
    content: list[Block] = []
    if bullets.lead:
        content.append(NewParagraph((sentence_control(bullets.lead),), keep_with_next=bool(bullets.items)))
    if bullets.items:
        items = [(sentence_control(item),) for item in bullets.items]
        content.append(NewList(items, numbered=bullets.numbered))
    elif bullets.nil:
        content.append(line(bullets.nil, "normal"))
    return tuple(content) or (NewParagraph(),)


def _table(table: PaperTable) -> NewTable:
    rows = [NewRow([NewCell(column.heading, right=column.figures) for column in table.columns])]
    for row in table.rows:
        cells = []
        for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True)):
            shade, colour = shade_of(cell.shade)
            bold = row.changed and number == 0
            cells.append(NewCell(cell.text, shade=shade, colour=colour, bold=bold, right=column.figures))
        rows.append(NewRow(cells))
    return NewTable(
        [column.share for column in table.columns],
        rows,
        title=table.title,
        description=table.summary,
        head_shade=HEAD_SHADE,
        head_colour=HEAD_COLOUR,
        least_mm=[_least_mm(number, table) for number in range(len(table.columns))],
        sides_mm=SIDES_MM,
        points=LETTERS_POINTS,
    )


def _least_mm(number: int, table: PaperTable) -> float:
    """Return how wide a column of a table is at the least; its heading is bold, and the first column may be."""
    column = table.columns[number]
    texts = [row.cells[number].text for row in table.rows]
    bold = [column.heading, *(texts if number == 0 else ())]
    return max(column.least_mm, least_width(texts, bold))


def _title(cells: Sequence[str], key: str) -> str:
    text = ", ".join(cells) or key
    return text if len(text) <= _LONGEST_TITLE else f"{text[: _LONGEST_TITLE - 1]}…"
