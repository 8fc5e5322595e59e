"""Targets of a year as a table has them: a change on the year before, or the level itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final

from xlscore.rules.figures import Source
from xlscore.rules.monthly.year_to_date import YearToDate
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.periods import read_period
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.rag import Rag, rag
from xlscore.rules.words import key, quoted, tidy

__all__ = ["TargetWay", "YearTarget", "means_a_fall", "read_target_way", "read_target_year", "year_of"]

_TWO_YEARS: Final = re.compile(
    r"(?:fy|(?:financial )?year)?\s*(?P<first>(?:20)?\d\d)\s*[/–-]\s*(?P<second>(?:20)?\d\d)", re.IGNORECASE
)
_ONE_YEAR: Final = re.compile(r"(?:fy|(?:financial |calendar )?year)?\s*(?P<year>20\d\d)", re.IGNORECASE)
_LAST_OF_THIS_CENTURY: Final = 80
"""From here on two digits mean the century before."""
_FALLS: Final = frozenset({"reduction", "decrease", "fall", "reduce"})


class TargetWay(StrEnum):
    """What a target says."""

    CHANGE = "Change"
    LEVEL = "Level"


def read_target_way(typed: str) -> TargetWay:
    """Return what a target says, from the word typed for it.

    >>> read_target_way("reduction").value, read_target_way("Level").value
    ('Change', 'Level')
    """
    word = key(typed)
    if word in ("change", "changeonlastyear", "increase", "%", *_FALLS):
        return TargetWay.CHANGE
    if word in ("level", "total", "number", "count"):
        return TargetWay.LEVEL
    raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} is no kind of target.", "Enter Change or Level.")


def means_a_fall(typed: str) -> bool:
    """Return whether the word for a kind of target says that its figure is a fall: a Reduction of 10% is -10%.

    >>> means_a_fall("Reduction"), means_a_fall("Change")
    (True, False)
    """
    return key(typed) in _FALLS


def read_target_year(typed: str, begins: int) -> int | None:
    """Return the calendar year in which the year begins that a text names, None for a text that names none, or more than one.

    >>> [read_target_year(text, 4) for text in ("2018/19", "19/20", "FY 2021-2022", "2019", "Mar 2022", "2018/21", "soon")]
    [2018, 2019, 2021, 2019, 2021, None, None]
    """
    said = tidy(typed)
    if two := _TWO_YEARS.fullmatch(said):
        first, second = (int(two[name]) % 100 for name in ("first", "second"))
        if second != (first + 1) % 100:
            return None
        return first + (2000 if first < _LAST_OF_THIS_CENTURY else 1900)
    if one := _ONE_YEAR.fullmatch(said):
        return int(one["year"])
    month, _ = read_period(said)
    return None if month is None else ReportingYear.of(month, begins).first.year


def year_of(year: int, begins: int) -> ReportingYear:
    """Return the reporting year that begins in a calendar year."""
    return ReportingYear.of(date(year, begins, 1), begins)


@dataclass(frozen=True, slots=True)
class YearTarget:
    """A target of a year: a Change is a fraction of the year before (-0.05), a Level the total of the year."""

    value: Fraction
    kind: TargetWay
    source: Source
    said: str = ""
    """What it is where nobody agreed it: a milestone."""
    is_in_cell: bool = True
    """Whether its cell holds this very number, so that a formula may stand on it; a Reduction of 10% is -10%."""
    is_bare: bool = False
    """Whether it is a level only because it is a whole number without a sign of per cent, and no word says its kind."""
    stretch: YearTarget | None = None
    """What is asked for beyond it, of the same kind."""

    def of_year(self, year_before: Fraction | None) -> Fraction | None:
        """Return the total that the year may come to, None where the year before is not known."""
        if self.kind is TargetWay.LEVEL:
            return self.value
        return None if year_before is None else year_before * (1 + self.value)

    def change_on(self, year_before: Fraction | None) -> Fraction | None:
        """Return the change on the year before, as a fraction of it; None where that is not known, or was nothing.

        >>> YearTarget(Fraction(90), TargetWay.LEVEL, Source("Targets", "F2")).change_on(Fraction(100))
        Fraction(-1, 10)
        """
        if self.kind is TargetWay.CHANGE:
            return self.value
        return self.value / year_before - 1 if year_before else None

    def may_be_a_percentage(self, year_before: Fraction | None, most: Fraction) -> bool:
        """Return whether a bare number would ask for a larger fall than the most in a year: 5 beside 1,200 may be meant as 5%.

        >>> target = YearTarget(Fraction(5), TargetWay.LEVEL, Source("Targets", "F2"), is_bare=True)
        >>> target.may_be_a_percentage(Fraction(1200), Fraction(15, 100)), target.may_be_a_percentage(Fraction(5), Fraction(15, 100))
        (True, False)
        """
        if not self.is_bare or self.value > 100 or not year_before:
            return False
        return self.value < year_before * (1 - most)

    def to_date(self, last_to_date: Fraction | None, year_before: Fraction | None) -> Fraction | None:
        """Return what the year so far may have come to: as much of the year's total as last year had by then.

        >>> place = Source("Targets", "F2")
        >>> YearTarget(Fraction(-1, 10), TargetWay.CHANGE, place).to_date(Fraction(50), None)
        Fraction(45, 1)
        >>> YearTarget(Fraction(90), TargetWay.LEVEL, place).to_date(Fraction(50), Fraction(100))
        Fraction(45, 1)
        """
        if last_to_date is None:
            return None
        if self.kind is TargetWay.CHANGE:
            return last_to_date * (1 + self.value)
        return self.value * last_to_date / year_before if year_before else None

    def status(
        self, counts: YearToDate, year_before: Fraction | None, higher_is_better: bool, tolerance: Fraction
    ) -> Rag | None:
        """Return the status of the change so far against the change that the target asks for, None where nobody knows that.

        >>> place = Source("Targets", "F2")
        >>> target = YearTarget(Fraction(-1, 10), TargetWay.CHANGE, place, stretch=YearTarget(Fraction(-2, 10), TargetWay.CHANGE, place))
        >>> [target.status(YearToDate(Fraction(n), Fraction(100)), None, False, Fraction(5, 100)).value for n in (80, 90, 95)]
        ['Green (stretch)', 'Green', 'Amber']
        """
        by_now = self.to_date(counts.last, year_before)
        further = None if self.stretch is None else self.stretch.to_date(counts.last, year_before)
        if by_now is None:
            return None
        asked, stretch = (
            each / counts.last - 1 if each is not None and counts.last else None for each in (by_now, further)
        )
        return rag(counts.percent, asked, higher_is_better, tolerance, stretch)
