"""The regions of a whole paper in the order in which they are read: its front, its headings, its blocks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from xlscore.papers.merge.sentence import Said, Spot, said
from xlscore.papers.model import (
    Block,
    Bullets,
    PaperCell,
    PaperColumn,
    PaperPicture,
    PaperRow,
    PaperTable,
    Phrase,
    Section,
    Sentence,
    Sentences,
    WholePaper,
    Yours,
)
from xlscore.papers.regions.tags import RegionKind, phrase_tag, tag_of

__all__ = [
    "AS_OF",
    "FRONT",
    "FRONT_SHEET",
    "TITLE",
    "TITLE_LINE",
    "HeadLine",
    "Layout",
    "Region",
    "heading_of",
    "layout_of",
    "said_of",
    "sentence_tag",
    "sentences_of",
]

FRONT: Final = "paper.front"
TITLE: Final = "paper.title"
TITLE_LINE: Final = "Title"
FRONT_SHEET: Final = "Front sheet"
AS_OF: Final = "Figures up to"
"""What officers call what stands before the first section."""
_KINDS: Final[dict[type, RegionKind]] = {
    Sentences: RegionKind.WORDS,
    Bullets: RegionKind.LIST,
    PaperTable: RegionKind.TABLE,
    PaperPicture: RegionKind.PICTURE,
    Yours: RegionKind.YOURS,
}


@dataclass(frozen=True)
class HeadLine:
    """A line that stands by itself: the title, a heading, up to when the figures go."""

    sentence: Sentence
    role: str


@dataclass(frozen=True)
class Region:
    """A region that stands by itself: a headline or a block, and where it is in words."""

    tag: str
    kind: RegionKind
    where: str
    block: Block | HeadLine

    @property
    def is_heading(self) -> bool:
        """Return whether it is the heading of a section, which a template has of its own."""
        return isinstance(self.block, HeadLine) and self.block.role.startswith("heading")

    @property
    def title(self) -> str:
        """Return what an officer calls it."""
        return "" if isinstance(self.block, HeadLine) else self.block.title


@dataclass(frozen=True)
class Layout:
    """The regions of a paper, and everything in them that is found by a tag."""

    regions: tuple[Region, ...]
    marking: Region | None = None
    """What every page says at its head and its foot."""

    @cached_property
    def by_tag(self) -> dict[str, Region]:
        """Return the regions by their tags."""
        return {region.tag: region for region in self.regions}

    @cached_property
    def sentences(self) -> dict[str, tuple[Sentence, Region]]:
        """Return every sentence by its tag, with the region that it stands in."""
        return {
            sentence_tag(sentence): (sentence, region)
            for region in (*self.regions, *((self.marking,) if self.marking else ()))
            for sentence in sentences_of(region.block)
        }

    @cached_property
    def phrases(self) -> dict[str, Phrase]:
        """Return every figure by its tag."""
        return {
            phrase_tag(sentence.key, phrase.key): phrase
            for sentence, _ in self.sentences.values()
            for phrase in sentence.phrases
        }

    @cached_property
    def figures(self) -> dict[str, str]:
        """Return the text of every figure by its tag."""
        return {tag: phrase.text for tag, phrase in self.phrases.items()}


def layout_of(paper: WholePaper) -> Layout:
    """Return the regions of a paper."""
    regions = [_headline(TITLE, paper.title, "title", TITLE_LINE)]
    if paper.as_of:
        regions.append(_headline("paper.as-of", paper.as_of, "subtitle", AS_OF))
    if paper.front:
        front = _front(paper.front)
        regions.append(Region(tag_of(RegionKind.TABLE, FRONT), RegionKind.TABLE, front.title, front))
    for section in paper.sections:
        heading = heading_of(section)
        role = f"heading {section.level}"
        if heading:
            regions.append(_headline(f"{section.key}/heading", heading, role, heading))
        regions += [_block(block, heading) for block in section.blocks]
    marking = _headline("paper.marking", paper.marking, "header", "Marking") if paper.marking else None
    return Layout(tuple(regions), marking)


def heading_of(section: Section) -> str:
    """Return the heading of a section as it is read."""
    if section.appendix and section.number and section.heading:
        return f"{section.number}: {section.heading}"
    return f"{section.number} {section.heading}".strip()


def sentences_of(block: Block | HeadLine) -> tuple[Sentence, ...]:
    """Return the sentences of a region that stand in the document, in their order."""
    match block:
        case HeadLine():
            return (block.sentence,)
        case Sentences():
            return block.sentences
        case Bullets():
            shown = block.items or ((block.nil,) if block.nil else ())
            return ((block.lead,) if block.lead else ()) + shown
        case PaperTable():
            return (*_caption(block.key, block.title), *block.notes)
        case PaperPicture():
            return () if block.inline else _caption(block.key, block.title)
        case Yours():
            return ()


def said_of(sentence: Sentence) -> Said:
    """Return a sentence as it is compared, its figures by their tags."""
    return said(
        part if isinstance(part, str) else Spot(phrase_tag(sentence.key, part.key), part.text)
        for part in sentence.parts
    )


def sentence_tag(sentence: Sentence) -> str:
    """Return the tag of a sentence."""
    return tag_of(RegionKind.SENTENCE, sentence.key)


def _caption(key: str, title: str) -> tuple[Sentence, ...]:
    return () if key == FRONT or not title else (Sentence(f"{key}/title", (title,)),)


def _headline(key: str, text: str, role: str, where: str) -> Region:
    sentence = Sentence(key, (text,))
    return Region(sentence_tag(sentence), RegionKind.SENTENCE, where, HeadLine(sentence, role))


def _block(block: Block, heading: str) -> Region:
    kind = _KINDS[type(block)]
    return Region(tag_of(kind, block.key), kind, _where(heading, block.title), block)


def _where(heading: str, title: str) -> str:
    """Return where a block is, without saying twice what its title and its heading both say.

    >>> _where("3.0 Executive summary", "Executive summary: changes"), _where("2.0 Grades", "Grid"), _where("9.0 Future work", "Future work")
    ('3.0 Executive summary: changes', '2.0 Grades: Grid', '9.0 Future work')
    """
    words = heading.lstrip("0123456789. ")
    if words and title.casefold().startswith(words.casefold()):
        rest = title[len(words) :]
        if not rest or rest.startswith((":", ",")):
            return f"{heading}{rest}"
    return ": ".join(part for part in (heading, title) if part)


def _front(front: tuple[tuple[str, str], ...]) -> PaperTable:
    """Return the front sheet as a table; a line is known by what stands before it."""
    keys: list[str] = []
    for label, _ in front:
        key = "".join(sign if sign.isalnum() else "-" for sign in label.casefold())
        keys.append(key if key not in keys else f"{key}-{len(keys)}")
    return PaperTable(
        FRONT,
        FRONT_SHEET,
        (PaperColumn("item", "Item", 1.0), PaperColumn("detail", "Detail", 3.0)),
        tuple(
            PaperRow(key, (PaperCell(label), PaperCell(text)))
            for key, (label, text) in zip(keys, front, strict=True)
        ),
    )
