"""What a document is made of, whatever file it is: headings, paragraphs, items of lists and cells, as passages of a sentence each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from xlscore.narrative.model import Passage, SentencePlace
from xlscore.narrative.texts.sentences import sentences_in

__all__ = [
    "BlockRole",
    "TextBlock",
    "bullet_of",
    "has_figures",
    "has_verb",
    "is_narrative",
    "leads",
    "number_of",
    "passages_of",
    "plain",
]

_BULLET: Final = re.compile(
    r"\s*(?:[•·●○◦▪▫■□➢➤►✓✔*\uf0b7\uf0a7\uf0d8\u2043\uf02d]|[-–—](?=\s)|o(?=\s+[A-Z]))\s*"
)
_NUMBER: Final = re.compile(
    r"\s*(?:[(\[](?:\d{1,3}|[a-z]|[ivx]{1,5})[)\]]|\d{1,3}\)|\d{1,2}(?:\.\d{1,2}){1,3}\.?(?=\s+[A-Z“‘(])|\d{1,3}\.(?=\s)|[a-z][.)](?=\s)|[ivx]{1,5}[.)](?=\s))\s*"
)
_HEADING_NUMBER: Final = re.compile(
    r"\s*(?:(?:appendix|annex|section|chapter|part)\s+(?:[A-Z]|\d{1,2})\s*[:.–-]?|\d{1,2}(?:\.\d{1,2})*\.?(?=\s+(?!(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec))[A-Z“‘])|[A-Z]\.(?=\s))\s*",
    re.IGNORECASE,
)
_LEADS: Final = re.compile(
    r"[:–—-]\s*$|\b(?:following|as follows|these (?:are|were))\b[^.]*\.?\s*$", re.IGNORECASE
)
_SAME_LENGTH: Final = str.maketrans(
    {
        "\u00a0": " ",
        "\u2007": " ",
        "\u2009": " ",
        "\u202f": " ",
        "\u200a": " ",
        "\u2011": "-",
        "\u2010": "-",
        "\t": " ",
    }
)
_VERB: Final = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|remains?|remained|stands?|stood|improve[sd]?|deteriorate[sd]?|declined?|fell|falls|rose|rises|dropped|increased|decreased|"
    r"reduced|moved|went|saw|met|missed|exceeds?|exceeded|shows?|showed|recorded|achieved|graded|ranks?|ranked|will|should|could|may|must|can|provides?)\b"
)
_LONGEST_LIST: Final = 1000
_WORDS: Final = re.compile(r"[A-Za-z][A-Za-z'’&-]+")


_FIGURE: Final = re.compile(
    r"[-+−–(£\s]*\d[\d,.\s]*(?:%|pp|pts?|st|nd|rd|th|m|k|bn)?\s*\)?[*†]?|Outstanding|Good|Requires Improvement|RI|Inadequate|[◄►▲▼↑↓→]+"
)
_FIGURES_OF_TABLE: Final = 2


class BlockRole(Enum):
    """What a block is in its document."""

    TEXT = auto()
    HEADING = auto()
    ITEM = auto()
    CELL = auto()
    NOTE = auto()
    """Of a footnote or an endnote, which stands behind the paragraph that refers to it."""
    TABLE = auto()
    """A table of figures or grades, which has no sentences: only that it is there is known."""


@dataclass(frozen=True)
class TextBlock:
    """A paragraph of a document, of whichever kind."""

    text: str
    place: SentencePlace
    role: BlockRole = BlockRole.TEXT
    level: int = 1
    """Of a heading or an item, how deep: 1 is the outermost."""
    beside: tuple[str, ...] = ()
    cells: tuple[tuple[int, int, str], ...] = ()
    """Which characters of it a cell stands behind."""
    notes: tuple[str, ...] = ()
    """The footnotes that it refers to."""


def plain(text: str) -> str:
    """Return a text with every blank a blank and every hyphen a hyphen, letter by letter as long as it was.

    >>> plain("8.3\u00a0% year\u2011on\u2011year")
    '8.3 % year-on-year'
    """
    return text.translate(_SAME_LENGTH)


def bullet_of(text: str) -> int:
    """Return how many characters of a line are its bullet, 0 where it has none.

    >>> bullet_of("• Gangs"), bullet_of("Gangs"), bullet_of("-8.3 %")
    (2, 0, 0)
    """
    found = _BULLET.match(text)
    return found.end() if found else 0


def number_of(text: str, *, heading: bool = False) -> int:
    """Return how many characters of a line are the number that it is counted with, 0 where it has none.

    >>> number_of("7. All forces"), number_of("7 areas"), number_of("6.1 Links", heading=True)
    (3, 0, 4)
    """
    found = (_HEADING_NUMBER if heading else _NUMBER).match(text)
    return found.end() if found and found.end() < len(text) else 0


def leads(sentence: str) -> bool:
    """Return whether a sentence leads to a list.

    >>> leads("Improved in three areas:"), leads("The following improved."), leads("Gangs improved.")
    (True, True, False)
    """
    return bool(_LEADS.search(sentence)) or not re.search(r"[.!?…][\"”’)\]]*\s*$", sentence)


def is_narrative(text: str, *, strictly: bool = False) -> bool:
    """Return whether the text of a table's cell is words about something, not a figure, a grade or a name.

    Strictly, it has a verb, or ends as a sentence does: headings of a printed table are words, too.

    >>> is_narrative("The solved rate fell by 2 points."), is_narrative("Requires Improvement")
    (True, False)
    """
    is_words = len(_WORDS.findall(text)) > 3
    return is_words and (not strictly or has_verb(text) or bool(re.search(r"[.!?]\W*$", text)))


def is_figure(text: str) -> bool:
    """Return whether a cell of a table says a figure or a grade, and nothing else.

    >>> is_figure("(12.4%)"), is_figure("Requires  Improvement"), is_figure("31/05/2019"), is_figure("Good progress")
    (True, True, False, False)
    """
    return bool(_FIGURE.fullmatch(" ".join(text.split())))


def has_figures(cells: Iterable[str]) -> bool:
    """Return whether the cells of a table, those that name its rows left out, make it one of figures or grades.

    >>> has_figures(["1,903", "2,076"]), has_figures(["Update the plan", "1"])
    (True, False)
    """
    return sum(map(is_figure, cells)) >= _FIGURES_OF_TABLE


def has_verb(text: str) -> bool:
    """Return whether one of the verbs that papers say what happened with is among the words.

    >>> has_verb("Gangs improved"), has_verb("Gangs")
    (True, False)
    """
    return bool(_VERB.search(text))


def passages_of(blocks: Iterable[TextBlock]) -> tuple[Passage, ...]:
    """Return the sentences of a document with what stands around each."""
    every = [block for block in blocks if block.text.strip() and block.role is not BlockRole.TABLE]
    found: list[Passage] = []
    headings: list[tuple[int, str]] = []
    for index, block in enumerate(every):
        if block.role is BlockRole.HEADING:
            headings = [each for each in headings if each[0] < block.level]
        above = tuple(text for _, text in headings)
        found += _sentences(every, index, above)
        if block.role is BlockRole.HEADING:
            headings.append((block.level, _stripped(block)))
    return tuple(found)


def _stripped(block: TextBlock) -> str:
    return plain(block.text)[_begins(block) :].strip().rstrip(":")


def _begins(block: TextBlock) -> int:
    """Return where the words of a block begin: behind its bullet and its number."""
    if block.role is BlockRole.HEADING:
        return number_of(plain(block.text), heading=True)
    text = plain(block.text)
    start = bullet_of(text) if block.role is BlockRole.ITEM else 0
    return start + number_of(text[start:])


def _sentences(every: Sequence[TextBlock], index: int, above: tuple[str, ...]) -> list[Passage]:
    block = every[index]
    text = plain(block.text)
    start = _begins(block)
    spans = [(start + first, start + last) for first, last in sentences_in(text[start:])]
    items = _items_under(every, index) if spans and leads(text[slice(*spans[-1])]) else ()
    lead = _lead_of(every, index) if block.role is BlockRole.ITEM else ""
    found = []
    before = ""
    for number, (first, last) in enumerate(spans):
        found.append(
            Passage(
                text[first:last],
                block.place,
                above,
                lead,
                items if number == len(spans) - 1 else (),
                block.beside,
                before,
                first,
                tuple((a - first, b - first, cell) for a, b, cell in block.cells if first <= a and b <= last),
            )
        )
        before = text[first:last]
    return found


def _items_under(every: Sequence[TextBlock], index: int) -> tuple[str, ...]:
    """Return the items of the list that a block leads to, without the items under those."""
    block = every[index]
    depth = block.level if block.role is BlockRole.ITEM else 0
    if block.role is BlockRole.HEADING:
        return ()
    found: list[str] = []
    level = None
    for each in every[index + 1 :]:
        if each.role is BlockRole.NOTE:
            continue
        if each.role is not BlockRole.ITEM or each.level <= depth or each.beside != block.beside:
            break
        level = each.level if level is None else level
        if each.level <= level:
            found.append(_stripped(each))
    return tuple(found)


def _lead_of(every: Sequence[TextBlock], index: int) -> str:
    """Return the sentence that an item of a list hangs on, "" for none."""
    level = every[index].level
    for each in reversed(every[max(0, index - _LONGEST_LIST) : index]):
        if each.role is BlockRole.NOTE:
            continue
        if each.beside != every[index].beside or each.role is BlockRole.HEADING:
            return ""
        if each.role is BlockRole.ITEM and each.level >= level:
            continue
        text = plain(each.text)[_begins(each) :]
        last = text[slice(*sentences_in(text)[-1])]
        if each.role is BlockRole.ITEM:
            if leads(last) and last.rstrip().endswith(":"):
                return last
            level = each.level
            continue
        return last if leads(last) else ""
    return ""
