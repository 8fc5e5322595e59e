"""Notes on measures: what happened to a figure that its reader must know, and how long that has to be said beside it.

A note stands beside every measure that it names, from its date on, as long as the figures quoted reach back to it: a
figure of twelve months carries it for twelve months. A break and a step change part the figures before from those after,
so they stand until the year that is compared with lies behind them, too. A note without a date always stands, and so
does every note beside figures of which nobody says up to when they go.
Source: Essex Police Balanced Scorecard, cycle 13: recording (crime data accuracy) and counting rules named wherever the
measure is quoted, and earlier years that make a comparison difficult.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.periods import YEAR, Span
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import months_between
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import key, name_key, quoted, tidy, without_footnote

__all__ = [
    "FORCE", "RESTARTS", "MeasureNote", "NoteKind", "Quoted", "annotation", "caveat", "caveats_beside", "is_named", "is_of", "read_note_kind", "stands",
]  # fmt: skip

FORCE: Final = "Force"
"""The place of a figure that is the whole force's."""


class NoteKind(StrEnum):
    """What a note tells of."""

    RECORDING = "Recording"
    COUNTING_RULES = "Counting rules"
    EVENT = "Event"
    BREAK = "Break"
    STEP_CHANGE = "Step change"


RESTARTS: Final = (NoteKind.BREAK, NoteKind.STEP_CHANGE)
"""What parts the figures before from those after."""

_KINDS: Final = {
    key(word): kind
    for kind, words in {
        NoteKind.RECORDING: "Recording/Recording change/Recording practice/Change in recording/Data quality/Data accuracy/Crime data accuracy/CDA/Crime data integrity/CDI",
        NoteKind.COUNTING_RULES: "Counting rules/Counting rule/Counting rules change/Change in counting rules/Home Office Counting Rules/HOCR/Rules",
        NoteKind.EVENT: "Event/One-off/One-off event/Incident/Operation",
        NoteKind.BREAK: "Break/Break in series/Series break/Break in the series/Discontinuity",
        NoteKind.STEP_CHANGE: "Step change/Step/Step-change/Shift/Level shift",
    }.items()
    for word in words.split("/")
}


def read_note_kind(typed: str) -> NoteKind:
    """Return what a note tells of, from the word typed for it.

    >>> read_note_kind("HOCR").value, read_note_kind("break in series").value
    ('Counting rules', 'Break')
    """
    try:
        return _KINDS[key(typed)]
    except KeyError:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is no kind of note.",
            f"Use {', '.join(kind.value for kind in NoteKind)}, or leave it blank.",
        ) from None


@dataclass(frozen=True, slots=True)
class MeasureNote:
    """A note on a measure: its words, and from when on, where and of what kind it is; None and "" for what is not said."""

    measure: str
    words: str
    source: Source
    kind: NoteKind | None = None
    span: Span | None = None
    place: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A figure as a table quotes it: what its measure goes by, whose it is, up to when it goes and how far back."""

    names: tuple[str, ...]
    places: tuple[str, ...] = (FORCE,)
    last: date | None = None
    months: int | None = None
    """How many months it covers; None: nobody says, and then it is a year."""
    is_measure: bool = True
    """Whether it is a measure; an area that is graded is none, so that a note on all measures is not on it."""


def is_named(note: MeasureNote, quoted_: Quoted) -> bool:
    """Return whether a note is on the measure of a figure.

    Names compare as those of measures do; the footnote digits of one of the two may be wanting in the other, so that
    "Category 1" and "Category 2" stay two measures. "All measures" is every one.

    >>> at = Source("Notes", "B2")
    >>> [is_named(MeasureNote(name, "", at), Quoted(("Stalking & Harassment 2",))) for name in ("stalking and harassment", "Stalking & Harassment 3")]
    [True, False]
    """
    if name_key(note.measure) in _EVERY:
        return quoted_.is_measure
    mark = name_key(note.measure)
    bare = name_key(without_footnote(note.measure))
    return any(
        mark in (name_key(name), name_key(without_footnote(name))) or bare == name_key(name)
        for name in quoted_.names
    )


_EVERY: Final = frozenset({"all", "allmeasures", "everymeasure"})


def is_of(note: MeasureNote, quoted_: Quoted) -> bool:
    """Return whether a note is on the place of a figure; one that names no place is on every place.

    >>> at = Source("Notes", "B2")
    >>> [is_of(MeasureNote("Burglary", "", at, place=place), Quoted(("Burglary",), ("Force", "Essex"))) for place in ("", "whole force", "ESSEX", "North")]
    [True, True, True, False]
    """
    if not note.place:
        return True
    marks = {name_key(place) for place in quoted_.places}
    whole = is_force(note.place) and any(is_force(place) for place in quoted_.places)
    return whole or name_key(note.place) in marks or name_key(without_footnote(note.place)) in marks


def stands(note: MeasureNote, quoted_: Quoted) -> bool:
    """Return whether the months that a figure covers reach back to a note, and up to it.

    >>> note = MeasureNote("Burglary", "", Source("Notes", "B2"), span=Span(date(2018, 4, 1), date(2018, 4, 1)))
    >>> months = [date(2018, 3, 1), date(2018, 4, 1), date(2019, 3, 1), date(2019, 4, 1)]
    >>> [stands(note, Quoted(("Burglary",), last=month)) for month in months]
    [False, True, True, False]
    """
    if note.span is None or quoted_.last is None:
        return True
    months = quoted_.months or YEAR
    reach = months + (max(YEAR, months) if note.kind in RESTARTS else 0)
    return note.span.first <= quoted_.last and months_between(note.span.last, quoted_.last) < reach


def caveat(note: MeasureNote) -> str:
    """Return a note as it is said beside a figure: of what kind, from when and where it is, then its words.

    >>> at = Source("Notes", "B2")
    >>> caveat(MeasureNote("Harassment", "Counted as the first offence", at, NoteKind.COUNTING_RULES, Span(date(2018, 4, 1), date(2018, 4, 1)), "North"))
    'Counting rules, Apr 2018, North: Counted as the first offence.'
    >>> caveat(MeasureNote("Harassment", "Counted as the first offence.", at))
    'Counted as the first offence.'
    """
    said = tidy(note.words)
    said += "" if said.endswith((".", "!", "?", ")")) else "."
    about = [part for part in (note.kind, note.span.words if note.span else "", note.place) if part]
    return f"{', '.join(about)}: {said}" if about else said


def annotation(note: MeasureNote) -> str:
    """Return a note as it is written on a chart, where its month is seen: of what kind it is, and its words.

    >>> annotation(MeasureNote("Harassment", "Counted anew", Source("Notes", "B2"), NoteKind.COUNTING_RULES))
    'Counting rules: Counted anew'
    """
    words = tidy(note.words)
    return f"{note.kind.value}: {words}" if note.kind else words


def caveats_beside(notes: Iterable[MeasureNote], quoted_: Quoted) -> tuple[str, ...]:
    """Return what has to be said beside a figure, in the order of the notes, each once.

    >>> at = Source("Notes", "B2")
    >>> caveats_beside([MeasureNote("Burglary", "Fewer officers.", at), MeasureNote("Robbery", "None.", at)], Quoted(("Burglary",)))
    ('Fewer officers.',)
    """
    found = (note for note in notes if is_named(note, quoted_) and is_of(note, quoted_))
    return tuple(dict.fromkeys(caveat(note) for note in found if stands(note, quoted_)))
