"""Lines of a text as paragraphs, headings, items of lists and cells, for files that do not say themselves what is what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.narrative.model import SentencePlace
from xlscore.narrative.texts.blocks import (
    BlockRole,
    TextBlock,
    bullet_of,
    has_figures,
    has_verb,
    is_narrative,
    number_of,
)

__all__ = ["TextLine", "blocks_in", "columns_of", "ends_open", "is_caption", "is_heading", "joined", "row_in"]

_STOP: Final = re.compile(r"[.!?;:,…][\"”’)\]]*\s*$")
_COLUMNS: Final = re.compile(r"\t+| {3,}")
_MOST_WORDS: Final = 14
_CAPTION: Final = re.compile(
    r"\s*(?:table|figure|fig|chart|control chart|graph|map|tube map|picture|image|source|note)\b.*[:.\d]",
    re.IGNORECASE,
)
_FIGURES: Final = re.compile(r"(?:(?<!\S)(?:[-+−(]?\d[\d.,]*%?\)?|[◄►▲▼]+)(?:\s+|$)){3}")
"""Three figures with nothing between them."""
_ROW: Final = re.compile(
    r"(?P<label>[A-Z][^.;:!?]{1,70}?)\s+(?:(?:RI|Good|Outstanding|Inadequate|Requires Improvement|N/?A|[-–]|[◄►▲▼]+)(?:\s+|$)){2,}(?P<rest>(?:[A-Z“].*)?)$",
    re.DOTALL,
)
_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_DOTTED: Final = re.compile(r"(?:\.\s?){5}|…\s*\d+\s*$")
"""An entry of a table of contents."""
_UNWRAPPED: Final = 160
"""A text with longer lines has a paragraph a line."""
_UNNUMBERED: Final = 6
"""How deep a heading without a number is taken to be: it ends with the next one of any kind."""


@dataclass(frozen=True)
class TextLine:
    """A line as it is printed, with what its look says where the file has looks."""

    text: str
    place: SentencePlace
    heading: int = 0
    """Its depth as a heading, 0 where it does not look as one."""
    begins: bool = False
    """Whether its look says that a paragraph begins with it."""
    indent: int = 0
    looks: bool = False
    """Whether the file has looks: then only what looks as a heading is one."""
    cells: tuple[str, ...] = ()
    """Of a row of a table, what stands in its columns."""
    beside: tuple[str, ...] | None = None
    """Of a line in a table's cell, the first cell of its row, where it is another."""
    notes: tuple[str, ...] = ()
    """The footnotes that it refers to."""


def is_heading(text: str) -> bool:
    """Return whether a line that stands by itself heads what follows.

    >>> is_heading("Daily spread-sheet"), is_heading("Gangs is graded Good"), is_heading("and so on")
    (True, False, False)
    """
    words = text.split()
    if not words or len(words) > _MOST_WORDS or _STOP.search(text.rstrip(" :")):
        return False
    first = next((sign for sign in text[number_of(text, heading=True) :] if sign.isalnum()), "")
    if not first or not (first.isupper() or (first.isdigit() and number_of(text, heading=True))):
        return False
    if (text.rstrip().endswith(":") and len(words) > 5) or is_caption(text):
        return False
    return not has_verb(text)


def is_caption(text: str) -> bool:
    """Return whether a line says what a picture or a table shows, and heads no text.

    >>> is_caption("Table 3 Grades"), is_caption("Control chart: Robbery"), is_caption("Robbery")
    (True, True, False)
    """
    return bool(_CAPTION.match(text))


def is_row_of_figures(text: str) -> bool:
    """Return whether a line was a row of a table, of which only the words and figures are left.

    >>> is_row_of_figures("Burglary Recorded Crime -10% 1,903 2,076 -8.3%"), is_row_of_figures("Burglary: 1,903, 173 fewer.")
    (True, False)
    """
    if _STOP.search(text):
        return False
    words = text.split()
    figures = sum(any(sign.isdigit() for sign in word) for word in words)
    return bool(_FIGURES.search(text)) or (figures > 2 and figures > 0.3 * len(words) and not has_verb(text))


def row_in(text: str) -> tuple[str, str] | None:
    """Return what begins a row of a table of which only the words are left, and what is said behind its grades; None for prose.

    >>> row_in("Gangs RI RI - All three graded themselves as Good."), row_in("Gangs Good RI"), row_in("Gangs is Good.")
    (('Gangs', 'All three graded themselves as Good.'), ('Gangs', ''), None)
    """
    found = _ROW.match(text)
    return None if found is None else (found["label"].strip(), found["rest"].strip(" -–"))


def depth_of(text: str) -> int:
    """Return how deep a heading is by its number, as one without a number where it has none.

    >>> depth_of("6.1 Links"), depth_of("6.0 Implications"), depth_of("Summary")
    (2, 1, 6)
    """
    number = re.match(r"\s*(\d+(?:\.\d+)*)", text)
    if number and number_of(text, heading=True):
        return len([part for part in number[1].split(".") if part != "0"]) or 1
    return 1 if number_of(text, heading=True) else _UNNUMBERED


def ends_open(text: str) -> bool:
    """Return whether a line ends within a sentence.

    >>> ends_open("fell by"), ends_open("It fell.")
    (True, False)
    """
    return not _STOP.search(text)


def joined(first: str, second: str) -> str:
    """Return two lines of a sentence as one; a word that was broken at the end of a line is whole again.

    >>> joined("performance", "structures"), joined("perfor-", "mance"), joined("long-", "Term Plan")
    ('performance structures', 'performance', 'long- Term Plan')
    """
    first = first.rstrip()
    second = second.lstrip()
    if re.search(r"[a-z][-\u00ad\ufffe\x02]$", first) and second[:1].islower():
        return first[:-1] + second
    if re.search(r"(?:^|[\s(])[-−–+£]$", first) and second[:1].isdigit():
        return first + second
    return f"{first.rstrip(chr(0xAD))} {second}" if first else second


def columns_of(text: str) -> tuple[str, ...]:
    """Return what stands in the columns of a line that is a row of a table, nothing for a line that is none."""
    cells = tuple(each.strip() for each in _COLUMNS.split(text.strip()))
    return cells if len(cells) > 1 else ()


def _counts_on(first: str, second: str) -> bool:
    """Return whether a line has the number after that of another."""
    one, other = (re.match(r"\s*(\d{1,3})[.)]\s", text) for text in (first, second))
    return one is not None and other is not None and int(other[1]) == int(one[1]) + 1


def blocks_in(lines: Iterable[TextLine | None]) -> list[TextBlock]:
    """Return the blocks that lines make; None stands for a blank line."""
    return _Gathering().of(lines)


class _Gathering:
    """Lines on their way to blocks."""

    def __init__(self) -> None:
        self.found: list[TextBlock] = []
        self.current: list[TextLine] = []
        self.heads: tuple[str, ...] = ()
        self.indents: list[int] = []
        self.wide = 0
        self.item_look = 0
        """How the last item of a list looked, as a depth of headings."""
        self.cells: list[str] = []
        """The cells of a table up to here, those that name its rows left out."""
        self.columns: set[int] = set()
        """How far its columns are set in."""
        self.broken = False
        """Whether a text has come since its last cell."""
        self.tables = 0
        """How many of figures or grades there are."""

    def of(self, lines: Iterable[TextLine | None]) -> list[TextBlock]:
        """Return the blocks of all lines."""
        every = list(lines)
        self.wide = max((len(line.text.strip()) for line in every if line and not line.cells), default=0)
        blank = True
        for line in every:
            if line is None or not line.text.strip():
                blank = True
                continue
            if not line.cells:
                self.heads = ()
            if line.cells:
                self._close()
                self._row(line)
                self._refer(line.notes)
            else:
                if self.current and self._begins(line, blank):
                    self._close()
                self.current.append(line)
            blank = False
        self._close()
        self._end_table()
        return [*self.found, *(TextBlock("", SentencePlace(), BlockRole.TABLE) for _ in range(self.tables))]

    def _end_table(self) -> None:
        self.tables += has_figures(self.cells)
        self.cells, self.columns, self.broken = [], set(), False

    def _tabled(self, line: TextLine, text: str) -> None:
        """Note what stands in a table's cell or row, and that the table is at its end where a text stands in none.

        A further line of a cell looks as a text does on a printed page: the table goes on where its columns do.
        """
        if line.beside is not None:
            if self.broken and line.beside and line.indent not in self.columns:
                self._end_table()
            if line.beside:
                self.cells.append(text)
                self.columns.add(line.indent)
        elif not bullet_of(text) and (row_in(text) is not None or is_row_of_figures(text)):
            self.cells += text.split()
        elif _LETTERS.search(text):
            self.broken = True
            if not line.looks or line.heading or is_caption(text):
                self._end_table()

    def _begins(self, line: TextLine, blank: bool) -> bool:
        """Return whether a paragraph begins with a line."""
        last = self.current[-1]
        text = line.text.lstrip()
        if bullet_of(text):
            return True
        if (line.beside is None) != (last.beside is None):
            return True
        if line.beside is not None:
            return line.begins
        if line.heading or last.heading:
            return line.heading != last.heading or blank
        ended = bool(_STOP.search(last.text))
        if number_of(text) and (blank or ended or _counts_on(self.current[0].text, text)):
            return True
        if (blank or line.begins) and not ended and text[:1].islower() and not self._heads(self.current):
            return False
        if (
            blank
            or line.begins
            or (
                not line.looks
                and (self.wide > _UNWRAPPED or (last.text.rstrip().endswith(":") and text[:1].isupper()))
            )
        ):
            return True
        # A heading with its text right below it: a short line, and the next begins as a sentence does.
        short = len(last.text.strip()) < 0.6 * self.wide
        return (
            not last.looks
            and len(self.current) == 1
            and short
            and is_heading(last.text)
            and text[:1].isupper()
        )

    def _heads(self, lines: Sequence[TextLine]) -> bool:
        return bool(lines[0].heading) or (
            not lines[0].looks and len(lines) < 3 and is_heading(self._text(lines))
        )

    @staticmethod
    def _text(lines: Sequence[TextLine]) -> str:
        parts = [""]
        for line in lines:
            # Only the last line can end with a broken word, and a paragraph of thousands of lines is looked through once.
            new = line.text.lstrip()
            parts[-1] = joined(parts[-1], new).removesuffix(new)
            parts.append(new)
        return "".join(parts).strip()

    def _close(self) -> None:
        """Make a block of what has gathered."""
        lines, self.current = self.current, []
        if lines:
            self._add(lines)
            self._refer([note for line in lines for note in line.notes])

    def _refer(self, notes: Sequence[str]) -> None:
        """Have the last block refer to notes: where the lines that do are none, they are nearest to it."""
        if notes and self.found:
            self.found[-1] = replace(self.found[-1], notes=(*self.found[-1].notes, *notes))

    def _add(self, lines: Sequence[TextLine]) -> None:
        text, place = self._text(lines), lines[0].place
        self._tabled(lines[0], text)
        if not _LETTERS.search(text) or _DOTTED.search(text):
            return
        if bullet_of(text) or (self._is_counted(text) and not self._heads_by_look(lines[0])):
            self._lead_stays_text()
            self.item_look = lines[0].heading
            self.found.append(TextBlock(text, place, BlockRole.ITEM, self._level(lines[0].indent)))
            return
        self.indents = []
        beside = lines[0].beside
        if beside is not None:
            if is_narrative(text, strictly=True):
                self.found.append(TextBlock(text, place, BlockRole.CELL, beside=beside))
        elif (row := row_in(text)) is not None:
            if is_narrative(row[1]):
                self.found.append(TextBlock(row[1], place, BlockRole.CELL, beside=(row[0],)))
        elif is_row_of_figures(text):
            return
        elif lines[0].heading and len(text.split()) <= 2 * _MOST_WORDS:
            depth = depth_of(text)
            depth = depth if depth < _UNNUMBERED and not lines[0].looks else lines[0].heading
            self.found.append(TextBlock(text, place, BlockRole.HEADING, depth))
        elif not lines[0].looks and len(lines) < 3 and is_heading(text):
            self.found.append(TextBlock(text, place, BlockRole.HEADING, depth_of(text)))
        else:
            self.found.append(TextBlock(text, place))

    def _heads_by_look(self, line: TextLine) -> bool:
        """Return whether a counted line is a heading: it looks as one, and the item before it does not look the same."""
        before = self.found[-1] if self.found else None
        is_alike = before is not None and before.role is BlockRole.ITEM and self.item_look == line.heading
        return bool(line.heading) and not is_alike

    def _lead_stays_text(self) -> None:
        """Make a short line that leads to a list a paragraph, which was taken for a heading before the list was seen."""
        before = self.found[-1] if self.found else None
        if before is not None and before.role is BlockRole.HEADING and before.text.rstrip().endswith(":"):
            self.found[-1] = TextBlock(before.text, before.place)

    def _is_counted(self, text: str) -> bool:
        """Return whether a line with a number or a letter before it is an item of a list, and no numbered paragraph."""
        number = number_of(text)
        if not number:
            return False
        if not text.lstrip()[:1].isdigit():
            return True
        if re.match(r"\s*\d+\.\d", text):
            return False
        before = self.found[-1] if self.found else None
        if before is None or before.role is BlockRole.HEADING:
            return False
        if before.role is BlockRole.ITEM:
            return bool(number_of(before.text))
        return before.text.rstrip().endswith(":") and not number_of(before.text)

    def _level(self, indent: int) -> int:
        while self.indents and self.indents[-1] > indent:
            self.indents.pop()
        if not self.indents or self.indents[-1] < indent:
            self.indents.append(indent)
        return len(self.indents)

    def _row(self, line: TextLine) -> None:
        """Make blocks of the cells of a row in which something is said."""
        self.indents = []
        self.cells += line.cells[1:]
        if len(self.heads) != len(line.cells):
            # A first row in which something is said is no row of headings.
            has_heads = not any(is_narrative(text, strictly=True) for text in line.cells)
            self.heads = line.cells if has_heads else ("",) * len(line.cells)
            if has_heads:
                return
        for number, text in enumerate(line.cells):
            if is_narrative(text):
                beside = (line.cells[0] if number else "", self.heads[number])
                found = tuple(name for name in beside if name)
                self.found.append(TextBlock(text, line.place, BlockRole.CELL, beside=found))
