"""What a paper says before it is a document: sections of sentences, lists, tables and pictures.

Every place that a person may edit in Word has a key of its own, by which it is found again, and every figure says the cells
that it comes from. Nothing here knows Word or a workbook: the composers make it, the document is written from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Final

__all__ = [
    "CONTINUED",
    "Block",
    "Bullets",
    "PaperCell",
    "PaperColumn",
    "PaperPicture",
    "PaperRow",
    "PaperTable",
    "Phrase",
    "Section",
    "Sentence",
    "Sentences",
    "Shade",
    "WholePaper",
    "Yours",
]  # fmt: skip


@dataclass(frozen=True)
class Phrase:
    """Sentences that stand and fall with a figure: "two improvements", "5th", "7.0 % points".

    The noun belongs to its number, so that one improvement never becomes "two improvement".
    """

    key: str
    text: str
    cells: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sentence:
    """A sentence of standing words and phrases.

    >>> two = Phrase("down", "two deteriorations", ("Changes!D4",))
    >>> Sentence("changes", ("There were ", two, ".")).text
    'There were two deteriorations.'
    """

    key: str
    parts: tuple[str | Phrase, ...]

    @property
    def text(self) -> str:
        """Return the sentence as it is read."""
        return "".join(part if isinstance(part, str) else part.text for part in self.parts)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """Return the phrases of the sentence in their order."""
        return tuple(part for part in self.parts if isinstance(part, Phrase))

    @property
    def cells(self) -> tuple[str, ...]:
        """Return the cells that its figures come from, each once."""
        return tuple(dict.fromkeys(cell for phrase in self.phrases for cell in phrase.cells))


@dataclass(frozen=True)
class Sentences:
    """A paragraph of sentences."""

    key: str
    title: str
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True)
class Bullets:
    """A list, an item a sentence; with a sentence that leads to it, and one that stands instead where it has no item."""

    key: str
    title: str
    items: tuple[Sentence, ...]
    lead: Sentence | None = None
    nil: Sentence | None = None
    numbered: bool = False


class Shade(StrEnum):
    """What the colour of a table's cell means; the cell's words always say the same."""

    OUTSTANDING = "outstanding"
    GOOD = "good"
    ADEQUATE = "adequate"
    REQUIRES_IMPROVEMENT = "requires improvement"
    INADEQUATE = "inadequate"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True)
class PaperColumn:
    """A column of a table: its key, its heading as printed, its share of the width.

    `least_mm` keeps room for words that it may have in another month.
    """

    key: str
    heading: str
    share: float = 1.0
    figures: bool = False
    least_mm: float = 0.0


@dataclass(frozen=True)
class PaperCell:
    """The text of a table's cell, where it comes from, and what its colour would mean."""

    text: str
    cells: tuple[str, ...] = ()
    shade: Shade | None = None


@dataclass(frozen=True)
class PaperRow:
    """A row of a table, found again by its key; its first cell heads it."""

    key: str
    cells: tuple[PaperCell, ...]
    changed: bool = False


@dataclass(frozen=True)
class PaperTable:
    """A table with headings, a summary for those who hear it, and the notes beneath."""

    key: str
    title: str
    columns: tuple[PaperColumn, ...]
    rows: tuple[PaperRow, ...]
    summary: str = ""
    notes: tuple[Sentence, ...] = ()
    landscape: bool = False


@dataclass(frozen=True)
class PaperPicture:
    """A picture with the words that say the same; the PNG is shown where the drawing (SVG) cannot be.

    `dots` is that PNG, or what makes it: half a second of work for a tube map, of no use where the drawing stands already.
    """

    key: str
    title: str
    alternative: str
    dots: bytes | Callable[[], bytes]
    svg: bytes | None = None
    width_mm: float = 165.0
    inline: bool = False
    cells: tuple[str, ...] = ()

    @cached_property
    def png(self) -> bytes:
        """Return the PNG, made when it is first asked for."""
        return self.dots if isinstance(self.dots, bytes) else self.dots()


@dataclass(frozen=True)
class Yours:
    """A place that only people write in, with a line that says what belongs there while it is empty."""

    key: str
    title: str
    prompt: str


CONTINUED: Final = "continued"
"""What the title of a table says that goes on with the one before it: "Grid, continued: West to South"."""
Block = Sentences | Bullets | PaperTable | PaperPicture | Yours


@dataclass(frozen=True)
class Section:
    """A section under its heading: "3.0 Executive summary", or one of level 2 below it; an appendix is counted by itself."""

    key: str
    number: str
    heading: str
    blocks: tuple[Block, ...] = ()
    level: int = 1
    appendix: bool = False


@dataclass(frozen=True)
class WholePaper:
    """A whole paper of a kind: its front, its marking, its sections in their order.

    `part` is "A" for what the public reads and "B" for what it does not; `as_of` says in words what the figures go up to.
    """

    kind: str
    title: str
    sections: tuple[Section, ...]
    front: tuple[tuple[str, str], ...] = ()
    marking: str = ""
    part: str = "A"
    as_of: str = ""
    language: str = "en-GB"
    recipients: tuple[str, ...] = field(default=())

    def blocks(self) -> Iterator[Block]:
        """Yield every block in the order in which it is read."""
        for section in self.sections:
            yield from section.blocks

    def sentences(self) -> Iterator[Sentence]:
        """Yield every sentence in the order in which it is read, those of lists and notes too."""
        for block in self.blocks():
            match block:
                case Sentences():
                    yield from block.sentences
                case Bullets():
                    yield from (block.lead,) if block.lead else ()
                    yield from block.items
                    yield from (block.nil,) if block.nil and not block.items else ()
                case PaperTable():
                    yield from block.notes
