"""Names and facts while they are gathered: a name that several tables have is one, with the aliases of all."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimUnit, Fact, KnownName, NameKind, Period
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import read_data_to
from xlscore.rules.periods import Span
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key, tidy

__all__ = ["Gathering", "period_to", "shown", "source_at", "spoken_names"]

_NOTE: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_PER: Final = re.compile(r"[,\s]+(?:volumes? )?per\s+[\d,]+\s*\w*$", re.IGNORECASE)
_PAIR: Final = re.compile(r"(?P<one>[^-–—]+?)\s+[-–—]\s+(?P<two>[^-–—]+)")


@dataclass
class Gathering:
    """What has been gathered so far."""

    facts: dict[Fact, None] = field(default_factory=dict)
    dated: list[Fact] = field(default_factory=list)
    days: list[Fact] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    parts: dict[str, tuple[str, ...]] = field(default_factory=dict)
    themes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    written: list[tuple[str, str, Source]] = field(default_factory=list)
    cycle: str = ""
    before: str = ""
    _names: dict[str, KnownName] = field(default_factory=dict)

    @property
    def names(self) -> tuple[KnownName, ...]:
        """Return the names gathered so far."""
        return tuple(self._names.values())

    def name(
        self, kind: NameKind, name: str, aliases: Iterable[str] = (), members: Iterable[str] = ()
    ) -> str:
        """Return how a name is called by the facts of it, having gathered it: as the first table has it that knows it."""
        mark = name_key(name)
        known = self._names.get(mark, KnownName(kind, tidy(name)))
        also = dict[str, None].fromkeys((*known.aliases, *filter(None, map(tidy, (name, *aliases)))))
        also.pop(known.name, None)
        joined = tuple(dict.fromkeys((*known.members, *members)))
        self._names[mark] = KnownName(known.kind, known.name, tuple(also), joined)
        return known.name

    def fact(self, made: Fact) -> None:
        """Gather a fact, unless it is there already with the same answer from the same cells."""
        self.facts[made] = None

    def gathered(self) -> Knowledge:
        """Return all of it."""
        return Knowledge(
            tuple(_without_shared(self._names.values())),
            tuple(self.facts),
            tuple(dict.fromkeys(self.problems)),
            tuple(self.dated),
            tuple(self.days),
            self.parts,
            self.themes,
            tuple(self.written),
            self.cycle,
            self.before,
        )


def _without_shared(names: Iterable[KnownName]) -> Iterator[KnownName]:
    """Yield the names without the aliases that two of a kind share: "Percentage Sick" is neither officers nor staff."""
    every = list(names)
    held = Counter(
        (name.kind, mark) for name in every for mark in {*map(name_key, (name.name, *name.aliases))}
    )
    for name in every:
        alone = tuple(alias for alias in name.aliases if held[name.kind, name_key(alias)] == 1)
        yield replace(name, aliases=alone)


def spoken_names(name: str) -> tuple[str, ...]:
    """Return what a name is called in a sentence as well: without its note, without its base, the other way round.

    >>> spoken_names("Burglary - Dwelling"), spoken_names("Public Confidence (CSEW)"), spoken_names("Offences per 1000 population")
    (('Dwelling Burglary', 'Burglary Dwelling'), ('Public Confidence',), ('Offences',))
    """
    plain = tidy(_NOTE.sub("", name))
    found = [plain]
    if pair := _PAIR.fullmatch(plain):
        found += [f"{pair['two']} {pair['one']}", f"{pair['one']} {pair['two']}"]
    found.append(tidy(_PER.sub("", plain)))
    return tuple(dict.fromkeys(each for each in found if each and each != name))


def source_at(place: str) -> Source:
    """Return the cell of a place as problems name it.

    >>> source_at("MSG!E7")
    Source(sheet='MSG', cell='E7')
    """
    sheet, _, cell = place.rpartition("!")
    return Source(sheet, cell)


def period_to(data_to: str | date | None, months: int | None = None) -> Period | None:
    """Return the period whose last month is named, None where none is: so many months long, or of an unknown length.

    >>> period_to("Feb 2019").last, period_to("lately")
    (datetime.date(2019, 2, 1), None)
    """
    last = read_data_to(data_to) if isinstance(data_to, str) else data_to
    if last is None:
        return None
    first = last if months == 1 else None
    return Period(Span(first or last, last).words if first else f"to {month_name(last)}", first, last)


def shown(value: Fraction | str | date | frozenset[str] | None, unit: ClaimUnit) -> str:
    """Return a fact's value as an officer reads it.

    >>> shown(Fraction(-83, 1000), ClaimUnit.PERCENT), shown(Fraction(1904), ClaimUnit.CRIMES), shown(Fraction(17, 1000), ClaimUnit.POINTS)
    ('-8.3%', '1,904', '1.7 points')
    """
    if value is None:
        return "none"
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return month_name(value)
    if isinstance(value, frozenset):
        return ", ".join(sorted(value))
    share = unit in (ClaimUnit.PERCENT, ClaimUnit.POINTS)
    number = float(round(value * 100 if share else value, 2))
    text = f"{number:,.2f}".rstrip("0").rstrip(".")
    return f"{text}%" if unit is ClaimUnit.PERCENT else f"{text} points" if unit is ClaimUnit.POINTS else text
