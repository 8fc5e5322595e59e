"""Plain texts and Markdown as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from xlscore.narrative.model import SentencePlace
from xlscore.narrative.texts.blocks import BlockRole, TextBlock
from xlscore.narrative.texts.lines import TextLine, blocks_in, columns_of, joined
from xlscore.narrative.texts.notes import with_notes
from xlscore.narrative.texts.troubles import UnreadableTextError

__all__ = ["markdown_blocks", "text_blocks", "text_of_bytes"]

_RULE: Final = re.compile(r"\s*\|?\s*:?-{3,}:?\s*(?:\|\s*:?-{3,}:?\s*)*\|?\s*$")
_ATX: Final = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_LINK: Final = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)|<(https?://[^>]*)>")
_REFERENCE: Final = re.compile(r"(?<!\\)\[\^([^\]\s]+)\]")
_NOTE: Final = re.compile(r"\s{0,3}\[\^([^\]\s]+)\]:\s*(.*)$")
_MARKS: Final = re.compile(
    r"(\*\*|__|~~|`)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])([*_])(?=[^\s*_])(.+?)(?<=[^\s*_])\3(?!\w)"
)


def text_of_bytes(data: bytes, name: str) -> str:
    """Return the text of a file's bytes, in Unicode or as older Windows programs write it."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableTextError(
                    f"{name} is cut short or damaged.", "Save it again as a text."
                ) from error
    if b"\0" in data:
        raise UnreadableTextError(f"{name} is no text.", "Name a .docx, .pdf, .txt or .md file.")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def text_blocks(text: str) -> list[TextBlock]:
    """Return the blocks of a plain text; a place is a line."""
    return blocks_in(_lines(text))


def _lines(text: str) -> Iterator[TextLine | None]:
    for number, line in enumerate(re.split(r"\r\n|[\n\r\f\v]", text), start=1):
        if not line.strip():
            yield None
            continue
        indent = len(line) - len(line.lstrip())
        cells = columns_of(line)
        # "4.0<tab>Introduction" is a heading with its number, no row of a table; so is a bullet with its tab.
        is_row = len(cells) > 2 or (len(cells) == 2 and len(cells[0]) > 6)
        yield TextLine(
            line, SentencePlace(part=f"line {number}"), indent=indent, cells=cells if is_row else ()
        )


def markdown_blocks(text: str) -> list[TextBlock]:
    """Return the blocks of a text in Markdown, its marks taken off, footnotes behind the paragraphs that refer to them."""
    lines = re.split(r"\r\n|[\n\r]", text)
    notes: dict[str, TextBlock] = {}
    return list(with_notes(blocks_in(_marked_lines(lines, notes)), notes))


def _marked_lines(lines: list[str], notes: dict[str, TextBlock]) -> Iterator[TextLine | None]:
    """Yield the lines of the text itself, and put those of its footnotes among the notes."""
    fenced = False
    note = ""
    for number, line in enumerate(lines, start=1):
        place = SentencePlace(part=f"line {number}")
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
            continue
        if fenced:
            continue
        begins = _NOTE.match(line)
        if begins:
            note = begins[1]
            notes[note] = TextBlock(_unmarked(begins[2])[0], place, BlockRole.NOTE)
            yield None
            continue
        if note and line.strip() and (lines[number - 2].strip() or line.startswith(("    ", "\t"))):
            notes[note] = replace(notes[note], text=joined(notes[note].text, _unmarked(line)[0]))
            continue
        note = note if not line.strip() else ""
        following = lines[number] if number < len(lines) else ""
        heading = _ATX.match(line)
        if not line.strip():
            yield None
        elif heading:
            yield _line(heading[2], place, heading=len(heading[1]))
        elif re.fullmatch(r"\s{0,3}(=+|-+)\s*", line) and number > 1 and lines[number - 2].strip():
            continue
        elif re.fullmatch(r"\s{0,3}(=+|-{3,})\s*", following) and not line.lstrip().startswith(
            ("|", "-", "*", "+", ">")
        ):
            yield _line(line, place, heading=1 if "=" in following else 2)
        elif line.lstrip().startswith("|"):
            if not _RULE.match(line):
                cells = [_unmarked(each.strip()) for each in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
                found = tuple(each for _, marks in cells for each in marks)
                yield TextLine(line, place, cells=tuple(cell for cell, _ in cells), notes=found)
        else:
            bare = re.sub(r"^\s*>\s?", "", line)
            bulleted = re.sub(r"^(\s*)[+*-](\s+)", r"\1•\2", bare)
            yield _line(bulleted, place, indent=len(bare) - len(bare.lstrip()))


def _line(text: str, place: SentencePlace, *, heading: int = 0, indent: int = 0) -> TextLine:
    words, notes = _unmarked(text)
    return TextLine(words, place, heading=heading, indent=indent, notes=notes)


def _unmarked(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a line without the marks of Markdown, and the footnotes that it refers to."""
    notes = tuple(_REFERENCE.findall(text))
    text = _REFERENCE.sub("", text)
    text = _LINK.sub(lambda found: found[1] or found[2] or "", text)
    before = ""
    while before != text:
        before = text
        text = _MARKS.sub(lambda found: found[2] or found[4], text)
    return re.sub(r"\\([\\`*_{}\[\]()#+.!|>~-])", r"\1", text), notes
