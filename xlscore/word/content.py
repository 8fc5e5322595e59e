"""What can be written into a document, as plain values; `Document`, `Control` and `Paragraph` take them and make the XML.

A role ("heading 1", "bullet") is looked up among the document's own styles, so that a paper looks as the force's other papers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

__all__ = [
    "Block",
    "Inline",
    "NewBlockControl",
    "NewCell",
    "NewControl",
    "NewList",
    "NewParagraph",
    "NewPicture",
    "NewRow",
    "NewRun",
    "NewTable",
    "Sideways",
]


@dataclass(frozen=True)
class NewRun:
    """Text of one look; a line feed is a line break, a tab a tab. Colours are "RRGGBB"."""

    text: str
    bold: bool = False
    italic: bool = False
    colour: str = ""
    style: str = ""


@dataclass(frozen=True)
class NewPicture:
    """A picture in a line: the PNG, shown where the drawing (SVG) cannot be, and the words that say the same.

    Without a height it has the proportions of the PNG.
    """

    png: bytes
    alternative: str
    width_mm: float
    height_mm: float = 0.0
    svg: bytes | None = None
    name: str = ""


@dataclass(frozen=True)
class NewControl:
    """A content control in a line: a sentence, a phrase, a picture. With a bookmark it has a second anchor round it."""

    tag: str
    title: str
    content: Sequence[Inline] = ()
    bookmark: str = ""
    lock: str = "sdtLocked"
    prompt: str = ""
    """What it shows while it is empty."""


@dataclass(frozen=True)
class NewParagraph:
    """A paragraph of a role, or of a style by its name."""

    content: Sequence[Inline] | str = ()
    role: str = "normal"
    style: str = ""
    keep_with_next: bool = False
    page_break_before: bool = False
    centred: bool = False
    apart: bool = False
    """Whether there is room above it: a note below a table."""


@dataclass(frozen=True)
class NewList:
    """A list of items; a numbered one counts from 1 for itself."""

    items: Sequence[Sequence[Inline] | str]
    numbered: bool = False


@dataclass(frozen=True)
class NewCell:
    """A cell of a table: text or whole paragraphs, its colour, how many columns it covers."""

    content: Sequence[Inline] | str | tuple[NewParagraph, ...] = ""
    shade: str = ""
    colour: str = ""
    bold: bool = False
    right: bool = False
    span: int = 1


@dataclass(frozen=True)
class NewRow:
    """A row of a table."""

    cells: Sequence[NewCell | str]


@dataclass(frozen=True)
class NewTable:
    """A table: the shares of its columns in the width of the page, rows that head it, what it is called and what it says."""

    shares: Sequence[float]
    rows: Sequence[NewRow]
    header_rows: int = 1
    title: str = ""
    description: str = ""
    style: str = ""
    head_shade: str = ""
    head_colour: str = ""
    least_mm: Sequence[float] = ()
    """How wide each column is at the least, so that no word is broken, with what is free at its sides (`sides_mm`)."""
    sides_mm: float = 0.0
    points: float = 0.0
    """The size of the letters for which that holds; where the page has less room, smaller ones are taken."""


@dataclass(frozen=True)
class NewBlockControl:
    """A content control round whole paragraphs and tables."""

    tag: str
    title: str
    content: Sequence[Block] = ()
    bookmark: str = ""
    lock: str = "sdtLocked"
    prompt: str = ""


@dataclass(frozen=True)
class Sideways:
    """Blocks on pages of their own that lie sideways, for wide tables."""

    content: Sequence[Block] = field(default=())


Inline = str | NewRun | NewControl | NewPicture
Block = NewParagraph | NewList | NewTable | NewBlockControl | Sideways
