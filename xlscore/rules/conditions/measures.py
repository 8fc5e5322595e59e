"""What a workbook says of its measures, and which of them the words of a condition mean."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from xlscore.rules.conditions.words import GroupBenchmark, Since, TargetKind
from xlscore.rules.figures import Source
from xlscore.rules.grades import Grade
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.series import Series
from xlscore.rules.words import name_key, quoted, without_footnote

__all__ = ["AreaFacts", "GapTo", "MeasureFacts", "find_measures"]

_WORD: Final = re.compile(r"[^\W_]+|%")
_REMARK: Final = re.compile(r"\s*\([^()]*\)")
_UNIT: Final = re.compile(r",\s*(?:%|per\b).*$", re.IGNORECASE)
_LITTLE: Final = frozenset(
    {"the", "of", "for", "in", "our", "its", "a", "an", "and", "number", "force", "forces"}
)
_MOST_NAMED: Final = 4


@dataclass(frozen=True, slots=True)
class GapTo:
    """How far it is to a benchmark of the group: None where only words say that the force is better already."""

    size: Fraction | None

    @property
    def left(self) -> Fraction:
        """Return what is left of the gap: nothing where the force is there."""
        return Fraction(0) if self.size is None else abs(self.size)


@dataclass(frozen=True)
class MeasureFacts:
    """What one table says of a measure; None is what it does not say."""

    name: str
    source: Source
    called: tuple[str, ...] = ()
    """What it may be called besides its name."""
    area: str = ""
    """The area whose redline it is, "" for none."""
    higher_is_better: bool | None = None
    share: bool | None = None
    """Whether its figures are percentages, None where nothing says so."""
    value: Fraction | None = None
    previous: Fraction | None = None
    since: Since = Since.LAST_TIME
    """When the figures before are from."""
    position: int | None = None
    previous_position: int | None = None
    gaps: Mapping[GroupBenchmark, GapTo] = field(default_factory=dict)
    previous_gaps: Mapping[GroupBenchmark, GapTo] = field(default_factory=dict)
    met: bool | None = None
    targets: Mapping[TargetKind, bool] = field(default_factory=dict)
    """Whether each target that its table has for it is met, the one that goes first named first."""
    months: Series | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Return the spellings that are its name: whole, without a remark in brackets, without its unit behind a comma."""
        return tuple(dict.fromkeys((self.name, self.bare, without_footnote(self.bare), *self.called)))

    @property
    def bare(self) -> str:
        """Return its name without remarks in brackets and without the unit behind a comma: what tables have in common."""
        return _UNIT.sub("", _REMARK.sub("", self.name)) or self.name


@dataclass(frozen=True)
class AreaFacts:
    """What a condition is tested by: its area, that area's redline, and what the workbook says of every measure."""

    area: str
    redline: Grade | None
    measures: Sequence[MeasureFacts]
    trend_tolerance: Fraction


def find_measures(subject: str, area: str, known: Sequence[MeasureFacts]) -> tuple[MeasureFacts, ...]:
    """Return what all tables say of the measure that a condition names; nothing is guessed.

    A name counts before words of a name, an area's own redline measure before others. Without words the area's only redline
    measure is meant, else the measure that is called as the area.

    >>> place = Source("MSG", "B4")
    >>> known = [MeasureFacts(name, place) for name in ("Public Confidence (CSEW)", "All Crime Offences")]
    >>> find_measures("confidence", "Community Focused", known)[0].name
    'Public Confidence (CSEW)'
    """
    own = [each for each in known if name_key(each.area) == name_key(area) and each.area]
    others = [each for each in known if not each.area] + [
        each for each in known if each.area and each not in own
    ]
    if not subject:
        return _of_area(area, own, others)
    for matches in (_is_called, _has_words):
        for among in (own, [*own, *others]) if matches is _has_words else ([*own, *others],):
            found = [each for each in among if matches(each, subject)]
            if found:
                return _one(subject, found, own)
    names = _listed([each.name for each in (*own, *others)])
    raise RuleError(
        Trouble.MISSING,
        f"No measure of this workbook is called {quoted(subject)}.",
        f"Call it as its table does{f', for example {names}' if names else ''}.",
    )


def _of_area(
    area: str, own: Sequence[MeasureFacts], others: Sequence[MeasureFacts]
) -> tuple[MeasureFacts, ...]:
    names = {name_key(each.name) for each in own}
    if len(names) == 1:
        return tuple(own) + tuple(each for each in others if not each.area and _is_called(each, own[0].name))
    if not own:
        found = [
            each for each in others if not each.area and (_is_called(each, area) or _has_words(each, area))
        ]
        exact = [each for each in found if _is_called(each, area)]
        if found and len({name_key(each.name) for each in exact or found}) == 1:
            return tuple(exact or found)
    which = f": it has {_listed([each.name for each in own])}" if own else ""
    raise RuleError(
        Trouble.MISSING,
        f"The condition does not say which measure of {quoted(area)} is meant{which}.",
        "Name the measure as its table does.",
    )


def _one(
    subject: str, found: Sequence[MeasureFacts], own: Sequence[MeasureFacts]
) -> tuple[MeasureFacts, ...]:
    """Return the tables' facts of one measure, or refuse words that fit several."""
    if any(each in own for each in found):
        found = [each for each in found if each in own or not each.area]
    marks = {(name_key(each.bare), name_key(each.area) if each not in own else "") for each in found}
    plain = {mark for mark, _ in marks}
    if len(plain) > 1 or len([area for _, area in marks if area]) > 1:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(subject)} could be {_listed([_with_area(each) for each in found], 'or')}.",
            "Call the measure as its table does.",
        )
    return tuple(found)


def _with_area(each: MeasureFacts) -> str:
    return f"{each.name} of {each.area}" if each.area else each.name


def _is_called(each: MeasureFacts, subject: str) -> bool:
    words = _words_of(subject)
    return any(
        name_key(subject) == name_key(name) or (words and words == _words_of(name)) for name in each.names
    )


def _has_words(each: MeasureFacts, subject: str) -> bool:
    wanted = _words_of(subject)
    return bool(wanted) and any(wanted <= _words_of(name) for name in each.names)


def _words_of(text: str) -> frozenset[str]:
    """Return the words of a name as they are compared: in small letters, in the singular, without little words."""
    return frozenset(_singular(word) for word in _WORD.findall(text.casefold()) if word not in _LITTLE)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _listed(names: Sequence[str], joint: str = "and") -> str:
    once = [f"'{name}'" for name in dict.fromkeys(names)]
    more = len(once) - _MOST_NAMED
    if more > 0:
        return f"{', '.join(once[:_MOST_NAMED])} {joint} {more} more"
    return f" {joint} ".join(filter(None, (", ".join(once[:-1]), *once[-1:])))
