"""What stands between a document and a verdict: sentences with their places, claims, facts and what became of each claim.

Percentages and points are fractions as everywhere (51.2 % is 0.512, 1.7 points are 0.017); a printed figure is the interval
of all figures that print so.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.figures import Source

__all__ = [
    "UNKNOWN_ROLE",
    "UNSURE_COMPARED",
    "UNSURE_LENGTH",
    "UNSURE_NAME",
    "UNSURE_OFFENCE",
    "UNSURE_PLACE",
    "UNSURE_ROLE",
    "UNSURE_TIME",
    "Claim",
    "ClaimKind",
    "ClaimSubject",
    "ClaimUnit",
    "ClaimVerdict",
    "ComparedWith",
    "Fact",
    "Hedge",
    "Judged",
    "KnownName",
    "Modality",
    "NameKind",
    "Passage",
    "Period",
    "PrintedAmount",
    "Sense",
    "SentencePlace",
]  # fmt: skip

UNSURE_ROLE: Final = "What “{}” counts is not said in so many words."
"""The reservation of a figure that no words beside it give a role."""
UNKNOWN_ROLE: Final = "What “{}” counts is not said in words that are known."
"""The doubt of a figure that no words beside it give any role."""
UNSURE_COMPARED: Final = "“{}” compares several."
"""The reservation of a figure in a part that sets several beside each other."""
UNSURE_LENGTH: Final = "The workbook does not say whether its figures are of {}."
"""The reservation of what is said of so many months."""
UNSURE_NAME: Final = "The sentence calls it otherwise than the workbook."
UNSURE_OFFENCE: Final = "The sentence names no offence."
"""The reservations of what is told in everyday words, or without any for what was counted."""
UNSURE_PLACE: Final = "It stands under “{}” and may be of {}."
UNSURE_TIME: Final = "It stands under “{}” and may be of that time."
"""The reservation of what stands under a heading that names a time."""


@dataclass(frozen=True)
class SentencePlace:
    """Where a sentence stands: in a document's page and paragraph, in a file's line, or in a cell of the workbook."""

    page: int | None = None
    paragraph: int | None = None
    """Counted from 1 through the document's body, tables included; in a plain text, the line."""
    part: str = ""
    """What else names the place: "table 2, row 3", "footnote 4"; "" in the body."""
    source: Source | None = None
    """The cell, for the workbook's own narrative."""

    @property
    def words(self) -> str:
        """Return the place as an officer finds it.

        >>> SentencePlace(page=3, paragraph=12).words
        'page 3, paragraph 12'
        """
        if self.source is not None:
            return self.source.place
        named = [(self.page, "page"), (self.paragraph, "paragraph")]
        return ", ".join(
            [*(f"{word} {number}" for number, word in named if number), *filter(None, [self.part])]
        )


@dataclass(frozen=True)
class Passage:
    """A sentence, with what stands around it that says what it is about."""

    text: str
    place: SentencePlace
    headings: tuple[str, ...] = ()
    """The headings above it, the outermost first."""
    lead: str = ""
    """Of an item of a list, the sentence that leads to it: "Improved in three areas:"."""
    items: tuple[str, ...] = ()
    """Of a sentence that leads to a list, its items."""
    beside: tuple[str, ...] = ()
    """Of a cell of a table, its row's first cell and its column's heading, the workbook's row and column for its own narrative."""
    before: str = ""
    """The sentence before it in the same paragraph, for "this" and "it"."""
    start: int = 0
    """Where it begins in its paragraph's text."""
    cells: tuple[tuple[int, int, str], ...] = ()
    """Of a paper by us, which characters of the sentence a cell stands behind: start, end, "Sheet!A1"."""


class NameKind(StrEnum):
    """What a name of the workbook names."""

    AREA = "area"
    MEASURE = "measure"
    OBJECTIVE = "objective"
    COMMAND = "command"
    PLACE = "place"
    QUADRANT = "quadrant"
    REDLINE = "redline"
    RISK = "risk"
    FORCE = "force"
    PEERS = "peers"


@dataclass(frozen=True)
class KnownName:
    """A name as the workbook has it, and what else it is called there or in a heading."""

    kind: NameKind
    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    """Of a name that gathers others (LPAs), the workbook's names of those."""


class ClaimKind(StrEnum):
    """What a sentence says of its subject."""

    LEVEL = "level"
    CHANGE = "change"
    COUNT = "count"
    RANK = "rank"
    MOVEMENT = "movement"
    GAP = "gap"
    CHANGE_REQUIRED = "change required"
    SHORTFALL = "shortfall"
    OUTCOMES_REQUIRED = "outcomes required"
    TARGET = "target"
    AGAINST = "comparison"
    GRADE = "grade"
    CHANGE_OF_GRADE = "change of grade"
    COUNT_OF_AREAS = "count of areas"
    MEMBERS = "list membership"
    DATE = "date"
    SHARE = "share"
    SUM = "sum of parts"
    THRESHOLD = "threshold"
    RECORD = "record"
    OTHER = "other"


class ClaimUnit(StrEnum):
    """What an amount counts."""

    NONE = ""
    PERCENT = "%"
    POINTS = "points"
    PLACES = "places"
    CRIMES = "crimes"
    OUTCOMES = "outcomes"
    AREAS = "areas"
    COMMANDS = "commands"
    MEASURES = "measures"
    RATE = "per 1,000"
    OTHER = "other"


class Sense(StrEnum):
    """Which way a figure went or stands; better and worse where the sentence judges instead of counting."""

    NONE = ""
    UP = "up"
    DOWN = "down"
    SAME = "same"
    BETTER = "better"
    WORSE = "worse"


class ComparedWith(StrEnum):
    """What a figure is compared with."""

    NONE = ""
    LAST_YEAR = "last year"
    LAST_TIME = "last time"
    TARGET = "target"
    ASPIRATION = "aspiration"
    AVERAGE = "MSG average"
    TOP_QUARTILE = "top quartile"
    BOTTOM_QUARTILE = "bottom quartile"
    OTHER = "other"


class Hedge(StrEnum):
    """How near to its word a figure is meant."""

    EXACT = ""
    ABOUT = "about"
    OVER = "over"
    UNDER = "under"
    AT_LEAST = "at least"
    AT_MOST = "at most"


class Modality(StrEnum):
    """Whether it is said to be so."""

    IS = "is"
    NOT = "not"
    WILL = "will"
    MAY = "may"
    """Should, could, would, aims to: what nobody says to be so."""


@dataclass(frozen=True)
class PrintedAmount:
    """A figure as it is printed: all figures from `value - half` to `value + half` print so; 0 for one that is counted."""

    value: Fraction
    half: Fraction
    unit: ClaimUnit
    text: str


@dataclass(frozen=True)
class Period:
    """Which period a sentence speaks of: its words, and its first and last day where they are known."""

    text: str
    first: date | None = None
    last: date | None = None
    previous: bool = False
    """Whether it is the period before the workbook's own (last cycle, previously, the last board)."""


@dataclass(frozen=True)
class ClaimSubject:
    """What a claim is about."""

    names: tuple[KnownName, ...] = ()
    """The workbook's names that are meant; two or more where the sentence leaves open which, or where it names them all (`together`)."""
    foreign: str = ""
    """A name that the workbook does not have, as the sentence has it."""
    together: bool = False
    alike: bool = False
    """Whether the names are of one thing that stands in several tables, so that one of them must say so."""
    outcomes: bool = False
    """Whether the strand is outcomes (solved rate, detections), not recorded crime or volumes."""
    commands: tuple[KnownName, ...] = ()
    """Whose grade or figure it is; () for the force's."""
    places: tuple[KnownName, ...] = ()
    how: str = ""
    """Where the subject was found: "sentence", "lead", "before", "beside" or "heading"."""


@dataclass(frozen=True)
class Claim:
    """One thing that a sentence says, with a role for its figure or grade; `doubts` are reasons why no workbook could tell."""

    kind: ClaimKind
    passage: Passage
    start: int
    end: int
    subject: ClaimSubject
    amount: PrintedAmount | None = None
    grades: tuple[str, ...] = ()
    """Full names of grades: one of a grade, several where any of them is meant ("Good or above"); the one before and the one now of a change, "" for one that is not said."""
    direction: Sense = Sense.NONE
    reference: ComparedWith = ComparedWith.NONE
    period: Period | None = None
    hedge: Hedge = Hedge.EXACT
    modality: Modality = Modality.IS
    of: PrintedAmount | None = None
    """Of how many: "two of the three", "3rd of 8", the whole of a share."""
    others: tuple[PrintedAmount, ...] = ()
    """Figures of the same sentence with which this one has to add up, each in its role by the kind."""
    members: tuple[KnownName, ...] = ()
    """Who is said to be in a list or a count; of a comparison, with whom."""
    states: tuple[str, ...] = ()
    """Of a state that a table names, what it is of and then each that is meant: "expected range", "above", "below"."""
    all_but: int | None = None
    """0 where the sentence says all of them, 1 for all but one; None where it gives a number or names."""
    only: bool = False
    """Whether nobody else is said to be in the list ("the only commands", "only Rape")."""
    doubts: tuple[str, ...] = ()
    reservations: tuple[str, ...] = ()
    """Reasons why something else may be meant: with one, it may agree and does not contradict."""

    @property
    def stated(self) -> str:
        """Return the words that state it."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True)
class Fact:
    """What the workbook says of a name: a kind of claim's true answer, with the cells that say so."""

    kind: ClaimKind
    name: str
    """The workbook's own name."""
    value: Fraction | str | date | frozenset[str] | None
    """A figure, a grade's full name, a day, the members of a list; None where the workbook says that there is none."""
    unit: ClaimUnit = ClaimUnit.NONE
    sources: tuple[Source, ...] = ()
    arithmetic: str = ""
    """How it comes from the cells, in one line: "Scorecard!C5 1,904 − 0.9 × Scorecard!D5 2,180"."""
    reference: ComparedWith = ComparedWith.NONE
    outcomes: bool = False
    command: str = ""
    place: str = ""
    period: Period | None = None
    previous: bool = False
    """Whether it is of the period, or the cycle, before the workbook's own."""
    also: tuple[Fraction, ...] = field(default=())
    """Other figures that would be as right: a count that follows from a printed rate is a set."""
    of: int | None = None
    """Of how many: the size of the group that a rank is in."""
    higher_is_better: bool | None = None
    """Which way is better, for what is said to be better or worse; None where the workbook does not say."""
    projected: bool = False
    """Whether it is what the year is expected to end with."""
    limit: str = ""
    """Of a control chart's limit, which one it is: "upper limit", "lower limit" or "mean"; of a level, the score that it is; of a state, of what: "chance"."""


class ClaimVerdict(StrEnum):
    """What became of a claim."""

    AGREES = "agrees"
    CONTRADICTS = "contradicts"
    DOES_NOT_ADD_UP = "does not add up"
    CANNOT_TELL = "cannot tell"


@dataclass(frozen=True)
class Judged:
    """A claim and its verdict."""

    claim: Claim
    verdict: ClaimVerdict
    sources: tuple[Source, ...] = ()
    arithmetic: str = ""
    would_agree: str = ""
    """What the sentence would have to say, for one that contradicts or does not add up."""
    why: str = ""
    """Why it cannot be told."""
