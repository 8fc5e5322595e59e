"""A kind of table: its columns with every spelling of their headings, and what it is recognised by."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Final

from xlscore.books.tables.words.vocabulary import ONE_WORD, column_key, said
from xlscore.rules.month_headings import BRACKETS
from xlscore.rules.words import name_key, tidy

__all__ = [
    "BETTER",
    "CAVEAT",
    "DATA_TO",
    "Column",
    "TableKind",
    "know",
    "known",
    "row_key",
    "test_of_words",
    "worded",
    "words_that_head",
]


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column of a table: our name for it in code, our heading for it, what others call it, who fills it."""

    field: str
    heading: str
    aliases: tuple[str, ...] = ()
    computed: bool = False
    """Whether the product fills it. What a person typed there is kept all the same."""
    formulas: tuple[str, ...] = ()
    """The shapes of the formulas that the product writes there, or once wrote (`tables.shapes`)."""
    grades: bool = False
    """Whether it holds grades: a column so headed that holds other things is not it."""
    with_figures: str = ""
    """The field that it is where its cells hold figures: under "Unit of measurement" stands "91.60 per 1,000 pop."."""
    own_names: bool = False
    """Whether it holds names that an officer made up; one of them may be called as a heading is."""
    words: tuple[str, ...] = ()
    """The only words that it holds: a row with one of them below its heading is a record, whatever else it reads as."""
    beside: str = ""
    """The field without which it is not read: "Date" says when the Oversight Board graded only beside its grade."""
    goes_on: bool = True
    """Whether a blank cell takes the text above it; a redline without a command is the force's, whatever stands above."""
    typed: str = ""
    """What figures people type there, "figures", "positions" or "scores": an unread column of such figures may be it."""
    number_format: str = "General"
    """How its numbers are shown where the product adds the column; its neighbour may hold percentages."""
    tones: str = ""
    """What its words are coloured as where the product adds the column; a person's column keeps its looks."""

    @property
    def spellings(self) -> tuple[str, ...]:
        """Return every spelling as it is compared, our own heading first."""
        return _spellings(self)


@cache
def _spellings(column: Column) -> tuple[str, ...]:
    return tuple(dict.fromkeys(column_key(text) for text in (column.heading, *column.aliases)))


@dataclass(frozen=True, slots=True, eq=False)
class TableKind:
    """A kind of table: the sheet where the templates put it, its columns in the templates' order, what it needs.

    `needs` holds the fields without which a row of headings is not this table; of a tuple in it, one is enough.
    `rows` is the field that names a row: a row without it is not a record.
    """

    kind: str
    sheet: str
    columns: tuple[Column, ...]
    needs: tuple[str | tuple[str, ...], ...]
    rows: str
    keys: tuple[str, ...] = ()
    """The fields that tell a record from the others, where its name alone does not."""
    force_rows: bool = True
    """Whether a row that sums up the others for the force is one of its records."""
    no_totals: frozenset[str] = frozenset()
    """KnownNames that a record may have, though in other tables they are those of a row that sums up the others."""
    prefilled: frozenset[str] = frozenset()
    """The fields that a blank form of ours has filled in: a row with nothing else is to be filled yet."""
    product_only: bool = False
    """Whether nobody but the product writes such a table, so that it has no other spellings."""
    also: str = ""
    """What else it is recognised by, for the sentence that says that it is not there."""
    sentences: bool = False
    """Whether a record is named by a whole sentence, however long: an action, an issue."""

    def column(self, field: str) -> Column:
        """Return the column of that field."""
        return next(column for column in self.columns if column.field == field)

    def heading(self, field: str) -> str:
        """Return our heading of that field.

        >>> TableKind("return", "Return", (Column("area", "Area"), Column("grade", "Grade")), ("area", "grade"), "area").heading("grade")
        'Grade'
        """
        return self.column(field).heading

    @property
    def headings(self) -> tuple[str, ...]:
        """Return our headings in the templates' order."""
        return tuple(column.heading for column in self.columns)

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """Return the fields of each need: one of them is enough.

        >>> TableKind("return", "Return", (), ("area", ("grade", "update")), "area").needed
        (('area',), ('grade', 'update'))
        """
        return _needed(self)

    @property
    def needs_headings(self) -> frozenset[str]:
        """Return our headings of what it needs, as they are compared: a table that only the product writes has them all.

        >>> sorted(TableKind("return", "Return", (Column("area", "Area"), Column("grade", "Grade")), ("area", "grade"), "area").needs_headings)
        ['area', 'grade']
        """
        return _needs_headings(self)

    @property
    def looked_for(self) -> str:
        """Return what the table is recognised by, for the sentence that says that it is not there.

        >>> TableKind("return", "Return", (Column("area", "Area"), Column("grade", "Grade")), ("area", "grade"), "area").looked_for
        "'Area' and 'Grade'"
        """
        parts = [said([self.heading(f) for f in fields], "or") for fields in self.needed]
        return said([*parts, *([self.also] if self.also else [])], "and", quoted=False)


@cache
def _needs_headings(layout: TableKind) -> frozenset[str]:
    return frozenset(column_key(layout.heading(fields[0])) for fields in layout.needed)


@cache
def _needed(layout: TableKind) -> tuple[tuple[str, ...], ...]:
    return tuple((need,) if isinstance(need, str) else need for need in layout.needs)


def row_key(names: Iterable[str]) -> str:
    """Return what a record is called by the names that tell it from the others.

    >>> row_key(["Burglary - Dwelling", "Recorded Crime"]), row_key(["", "Burglary"])
    ('burglarydwelling|recordedcrime', 'burglary')
    """
    return "|".join(name_key(name) for name in names).strip("|")


_KNOWN: Final[list[TableKind]] = []


def know(*layouts: TableKind) -> None:
    """Make kinds of tables known: where the headings of one stand, the table above ends."""
    _KNOWN.extend(layout for layout in layouts if layout not in _KNOWN)


def known() -> tuple[TableKind, ...]:
    """Return every kind of table that is known."""
    return tuple(_KNOWN)


_LETTERS: Final = re.compile(r"[a-z]+")
_FIRST_WORD: Final = re.compile(r"([A-Za-z]++)(?=[\s\-:;,./&0-9]|$)")
_A_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")
_LEFT_OUT: Final = frozenset(
    _LETTERS.findall(
        "january february march april may june july august sept september october november december jan feb mar apr jun jul aug sep oct "
        "nov dec spring summer autumn winter cycle no st nd rd th q h r mat fy ytd fytd ye quarter half year years month months rolling data "
        "dated date agreed as at of to in and the from ending ended end red line lines most similar group groups force forces family peer "
        "msf msg previous prior last time board meeting period"
    )
).union(ONE_WORD)
"""The words of a text that may be left out of its keys, or stand there as others."""


def test_of_words(spellings: Iterable[str]) -> Callable[[str], bool]:
    """Return what tells quickly of most texts that none of `heading_keys_of` is one of these, by a word that none of them has.

    >>> may_be = test_of_words(["final grade", "span of time"])
    >>> may_be("Case 4711"), may_be("42/4711"), may_be("Closed (final grade)"), may_be("Cycle 12 (Board's) Final Grading"), may_be("2024/25")
    (False, False, False, True, True)
    """
    spellings = tuple(spellings)
    ours = _LEFT_OUT.union(*map(_LETTERS.findall, spellings))
    if not all(map(_LETTERS.search, spellings)):
        return lambda _text: True

    def may_be(text: str) -> bool:
        # In a long list of cases the first word says so of nearly every cell.
        first = _FIRST_WORD.match(text)
        if first is not None and first[1].lower() not in ours:
            return False
        bare = _without_dress(BRACKETS.sub(" ", text))
        words = _LETTERS.findall(bare) or _LETTERS.findall(_without_dress(text))
        return ours.issuperset(words) if words else _A_YEAR.search(bare) is not None

    return may_be


def _without_dress(text: str) -> str:
    return re.sub("['’`]", "", unicodedata.normalize("NFKC", tidy(text)).casefold())


@cache
def words_that_head(layouts: tuple[TableKind, ...]) -> Callable[[str], bool]:
    """Return what tells quickly that a text is no heading of some tables, by a word that none of their headings has."""
    return test_of_words(
        spelling for layout in layouts for column in layout.columns for spelling in column.spellings
    )


def worded(*choices: str) -> tuple[str, ...]:
    """Return every heading that takes one wording from each choice; wordings are divided by "/", and "" is none.

    >>> worded("/board", "grade/decision")
    ('grade', 'decision', 'board grade', 'board decision')
    """
    made = (" ".join(filter(None, words)) for words in product(*(choice.split("/") for choice in choices)))
    return tuple(text for text in made if text)


BETTER: Final = Column(
    "better",
    "Better",
    ("polarity", "direction", "higher is better", "better when", "better is", "good is", "desired direction"),
)
"""Higher or Lower."""

DATA_TO: Final = Column(
    "data_to",
    "Data to",
    ("data month", "data as at", "data date", "period to", "data period", "date of data", "period"),
)
"""The end of the period that a figure covers; each measure has its own."""

CAVEAT: Final = Column(
    "caveat", "Caveat", ("caveats", "caveat on the figure", "caveats on the figures", "footnote", "footnotes"), computed=True
)  # fmt: skip
"""What the notes say of the measure of a row, as long as they do. A table without it gains it with the first such note."""
