"""A change as count and percentage together, and whether the two can be of one base.

Source: Essex Police Balanced Scorecard, cycle 13: "8.0% (246) fewer solved for the 12 months to February 2019": 246 are 8.0 %
of 3,056 to 3,094, and of no other number.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import quoted

__all__ = ["CountChange", "TypedChange", "change_of", "incoherent", "possible_bases", "read_change"]

_SIGNS: Final = str.maketrans("−–—", "---")
_PERCENT: Final = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<number>\d[\d,]*(?:\.(?P<places>\d+))?)\s*(?:%|per\s?cent)", re.IGNORECASE
)
_COUNT: Final = re.compile(r"(?P<sign>[+-]?)\s*(?P<number>\d{1,3}(?:,\d{3})+|\d+)(?![\d.,]*\d)")
_FEWER: Final = re.compile(
    r"\b(?:fewer|less|lower|down|decreas\w*|reduc\w*|fall\w*|fell|drop\w*)\b", re.IGNORECASE
)
_MORE: Final = re.compile(
    r"\b(?:more|higher|up|increas\w*|rise|risen|rising|rose|grow\w*|grew)\b", re.IGNORECASE
)
_ODD: Final = re.compile(r"[^\w\s()+=,;:/.-]|\d")


@dataclass(frozen=True, slots=True)
class CountChange:
    """A change of a count, and what it is of the count before, as a percentage (None: of nothing, or not known)."""

    count: int
    percent: Fraction | None = None

    @property
    def words(self) -> str:
        """Return the change as count and percentage.

        >>> change_of(2834, 3080).words, CountChange(5).words
        ('-246 (-8.0%)', '+5')
        """
        if self.percent is None:
            return f"{self.count:+,}"
        return f"{self.count:+,} ({float(self.percent):+.1f}%)" if self.count else "no change (0.0%)"


def change_of(now: int, before: int) -> CountChange:
    """Return the change from a count to another; of nothing there is no percentage."""
    count = now - before
    return CountChange(count, Fraction(100 * count, before) if before > 0 else None)


@dataclass(frozen=True, slots=True)
class TypedChange:
    """A change as it is typed: its count, its percentage in the places that are written; either may be wanting."""

    count: int | None = None
    percent: Fraction | None = None
    places: int = 0

    @property
    def half(self) -> Fraction:
        """Return by how much a percentage so rounded may be off."""
        return Fraction(1, 2 * 10**self.places)

    @property
    def words(self) -> str:
        """Return the change as it is typed, in order."""
        percent = "" if self.percent is None else f"{float(self.percent):+.{self.places}f}%"
        count = "" if self.count is None else f"{self.count:+,}"
        return f"{count} ({percent})" if count and percent else count or percent


def read_change(text: str) -> TypedChange:
    """Return the change that a text says, the sign by its words where it has none.

    >>> read_change("8.0% (246) fewer").words, read_change("-246 = -8.0%").words, read_change("+12").words
    ('-246 (-8.0%)', '-246 (-8.0%)', '+12')
    """
    plain = text.translate(_SIGNS)
    percents = list(_PERCENT.finditer(plain))
    rest = _PERCENT.sub(" ", plain)
    counts = list(_COUNT.finditer(rest))
    words = _COUNT.sub(" ", rest)
    ways = [way for way, pattern in ((-1, _FEWER), (1, _MORE)) if pattern.search(words)]
    if (
        len(percents) > 1
        or len(counts) > 1
        or not (percents or counts)
        or len(ways) > 1
        or _ODD.search(words)
    ):
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(text)} is not read as a change.",
            "Type count and percentage with their signs, for example -246 (-8.0%).",
        )  # fmt: skip
    count, percent = (next(iter(found), None) for found in (counts, percents))
    signs = [_sign(found) for found in (count, percent)]
    told = ways[0] if ways else next((sign for sign in signs if sign), 1)
    number = None if count is None else (signs[0] or told) * int(count["number"].replace(",", ""))
    if percent is None:
        return TypedChange(number)
    share = (signs[1] or told) * Fraction(percent["number"].replace(",", ""))
    return TypedChange(number, share, len(percent["places"] or ""))


def _sign(found: re.Match[str] | None) -> int:
    return 0 if found is None else {"-": -1, "+": 1}.get(found["sign"], 0)


def possible_bases(change: TypedChange) -> tuple[int, int | None] | None:
    """Return the least and the largest count before, of which the count can be that percentage; None where none can.

    The largest is None where the percentage is rounded to nothing.

    >>> possible_bases(TypedChange(-246, Fraction(-8), 1))
    (3056, 3094)
    """
    if change.count is None or change.percent is None:
        return None
    size, share = abs(change.count), abs(change.percent)
    if change.count and change.percent and (change.count > 0) is not (change.percent > 0):
        return None
    if not size:
        return (1, None) if share <= change.half else None
    least = math.ceil(100 * size / (share + change.half))
    most = math.floor(100 * size / (share - change.half)) if share > change.half else None
    return None if most is not None and most < least else (least, most)


def incoherent(change: TypedChange, now: int | None = None, before: int | None = None) -> str:
    """Return what is wrong with a typed change in a clause, "" where count and percentage go together.

    `now` and `before` are the counts, as far as they are known.

    >>> incoherent(TypedChange(-246, Fraction(-8), 1), before=3080), incoherent(TypedChange(-246, Fraction(-8), 1), before=2900)
    ('', '-246 of 2,900 is -8.5%')
    """
    count = change.count
    if now is not None and before is not None and count is not None and count != now - before:
        return f"from {before:,} to {now:,} is {change_of(now, before).words}"
    if before is None and now is not None and count is not None:
        before = now - count
    if before is not None and before > 0 and change.percent is not None:
        actual = count if count is not None else None if now is None else now - before
        if actual is None:
            return ""
        share = Fraction(100 * actual, before)
        if abs(share - change.percent) <= change.half:
            return ""
        return f"{actual:+,} of {before:,} is {float(share):+.{max(change.places, 1)}f}%"
    if count is None or change.percent is None or possible_bases(change) is not None:
        return ""
    if count and change.percent and (count > 0) is not (change.percent > 0):
        return "one rises and the other falls"
    return "there is no number of which the one is the other"
