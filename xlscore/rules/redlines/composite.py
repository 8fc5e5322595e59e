"""A composite redline: its categories against the group and their trends, said as "all … except …".

Source: Essex Police Balanced Scorecard, cycle 13: "High Harm Solved also remains below the MSG average, with the exception of
Robbery of Personal Property"; "Essex is better than the MSG average for the volume of VWI and Other Sexual Offences per 1,000
population, and is the same as the MSG average for Rape"; "the trend for all High Harm offence categories is rising (with the
exception of Burglary Dwelling)".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Final

from xlscore.rules.exact import cell_number
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import listed, quoted

__all__ = ["AgainstGroup", "Category", "CategoryTrend", "read_trend", "said_composite"]


class AgainstGroup(StrEnum):
    """Where a category stands against the MSG average."""

    ABOVE = "above"
    BELOW = "below"
    SAME = "the same as"


class CategoryTrend(StrEnum):
    """Which way a category goes, as it is typed."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    IMPROVING = "improving"
    DETERIORATING = "deteriorating"


_TRENDS: Final = (
    (re.compile(r"◄►|→|↔|\b(?:steady|stable|flat|level|unchanged|no change|same)\b"), CategoryTrend.STEADY),
    (re.compile(r"\b(?:improv\w*|better)\b"), CategoryTrend.IMPROVING),
    (re.compile(r"\b(?:deteriorat\w*|worse\w*)\b"), CategoryTrend.DETERIORATING),
    (re.compile(r"▲|↑|\b(?:ris(?:e|es|ing)|up|upwards?|increas\w*)\b"), CategoryTrend.RISING),
    (re.compile(r"▼|↓|\b(?:fall\w*|down|downwards?|decreas\w*|declin\w*|reduc\w*)\b"), CategoryTrend.FALLING),
)


def read_trend(typed: str) -> CategoryTrend:
    """Return the trend that a word or an arrow says.

    >>> read_trend("slightly deteriorating").value, read_trend("▲").value, read_trend("Reducing").value
    ('deteriorating', 'rising', 'falling')
    """
    found = [trend for pattern, trend in _TRENDS if pattern.search(typed.lower())]
    if len(found) == 1 and not re.search(r"\b(?:not|no longer)\b", typed.lower()):
        return found[0]
    raise RuleError(
        Trouble.UNREADABLE, f"{quoted(typed)} says no trend.", "Use rising, falling or steady, or an arrow."
    )


@dataclass(frozen=True, slots=True)
class Category:
    """A category of a composite redline: its own figure and the group's, which way is better, its trend."""

    name: str
    own: Fraction | None = None
    group: Fraction | None = None
    higher_is_better: bool | None = None
    trend: CategoryTrend | None = None

    @property
    def against(self) -> AgainstGroup | None:
        """Return where it stands against the MSG average, None where a figure is wanting.

        >>> Category("Rape", Fraction(1), Fraction(1)).against.value
        'the same as'
        """
        if self.own is None or self.group is None:
            return None
        if self.own == self.group:
            return AgainstGroup.SAME
        return AgainstGroup.ABOVE if self.own > self.group else AgainstGroup.BELOW

    @property
    def better(self) -> bool | None:
        """Return whether it is better than the MSG average; None where it is the same, or nobody can say."""
        if self.against in (None, AgainstGroup.SAME) or self.higher_is_better is None:
            return None
        return (self.against is AgainstGroup.ABOVE) is self.higher_is_better

    def as_dict(self) -> dict[str, Any]:
        """Return the record as the command line's JSON prints it."""
        own, group = (None if value is None else cell_number(value) for value in (self.own, self.group))
        return {
            "measure": self.name,
            "own": own,
            "msg": group,
            "against": None if self.against is None else self.against.value,
            "better": self.better,
            "trend": None if self.trend is None else self.trend.value,
        }


def said_composite(categories: Sequence[Category]) -> tuple[str, ...]:
    """Return where the categories stand against the group, and their trends, in sentences.

    >>> solved = [Category(name, Fraction(1), Fraction(2), True) for name in ("Burglary", "Rape")]
    >>> said_composite([*solved, Category("Robbery", Fraction(3), Fraction(2), True)])
    ('All its categories are below (worse than) the MSG average except Robbery.',)
    """
    said = [(_place(category), category.name) for category in categories if category.against is not None]
    silent = [category.name for category in categories if category.against is None]
    trends = [(c.trend.value, c.name) for c in categories if c.trend is not None]
    without = [category.name for category in categories if category.trend is None]
    places, moves = _grouped(said, silent), _grouped(trends, without)
    behind = f" {listed(silent)} cannot be compared." if said and silent else ""
    return tuple(filter(None, (f"{places}{behind}", moves)))


def _place(category: Category) -> str:
    than = {True: " (better than)", False: " (worse than)", None: ""}[category.better]
    return f"{category.against}{than} the MSG average"


def _grouped(said: Sequence[tuple[str, str]], silent: Sequence[str]) -> str:
    """Return what holds of names: of all, of all except a few, or of which; "" where nothing is said of any.

    Exceptions are fewer than half, and none are made where nothing is known of some.
    """
    by_place: dict[str, list[str]] = {}
    for place, name in said:
        by_place.setdefault(place, []).append(name)
    if not by_place:
        return ""
    most = max(by_place, key=lambda place: len(by_place[place]))
    few = [(name, place) for place, name in said if place != most]
    if len(said) > 1 and not silent and 2 * len(few) < len(said):
        whole = f"All its categories are {most}"
        return f"{whole} except {listed([name for name, _ in few])}." if few else f"{whole}."
    parts = [
        f"{listed(names)} {'is' if len(names) == 1 else 'are'} {place}" for place, names in by_place.items()
    ]
    return f"{'; '.join(parts)}."
