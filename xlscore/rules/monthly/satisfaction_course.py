"""The course of satisfaction: the rolling twelve months of a group as they stood at each month, with their range."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlscore.rules.monthly.satisfaction import SatisfactionInputs, SatisfactionResult, rolling_to
from xlscore.rules.monthly.satisfaction_words import percent, satisfaction_sentence
from xlscore.rules.series import month_name, months_from, months_later
from xlscore.rules.statistics.expected_range import Interval
from xlscore.rules.words import name_key

__all__ = ["SatisfactionCourse", "courses_of"]


@dataclass(frozen=True, slots=True)
class SatisfactionCourse:
    """The rolling shares of a group or a strand by month: None for a month whose twelve are not all known."""

    result: SatisfactionResult
    months: tuple[date, ...]
    rolling: tuple[Interval | None, ...]

    @property
    def name(self) -> str:
        """Return the group with its strand."""
        result = self.result
        return f"{result.group}, {result.strand}" if result.strand else result.group

    @property
    def title(self) -> str:
        """Return the answer in a line: where the share stands, and its target."""
        result = self.result
        share, to = result.rolling, result.to
        assert share is not None
        assert to is not None
        target = "" if result.target is None else f", target {percent(result.target)}"
        return f"{self.name}: {percent(share)} to {month_name(to)}{target}"

    @property
    def sentence(self) -> str:
        """Return the course for somebody who does not see it: how far it goes back, and where it stands."""
        known = [
            (month, each.value)
            for month, each in zip(self.months, self.rolling, strict=True)
            if each is not None
        ]
        (first, began), many = known[0], len(known)
        return (
            f"Rolling 12 months, {many} points from {month_name(first)} ({percent(began)}). "
            f"{satisfaction_sentence(self.result)}"
        )


def courses_of(
    rows: Sequence[SatisfactionInputs], results: Sequence[SatisfactionResult], most: int
) -> tuple[SatisfactionCourse, ...]:
    """Return the courses over the latest months, `most` at the most: of each group, and of the strands of one without an overall row.

    There is none of a share that was typed, and none before a second month has its twelve.

    >>> from fractions import Fraction
    >>> from xlscore.rules.monthly.satisfaction import Surveyed, judge_satisfaction
    >>> from xlscore.rules.policy import Policy
    >>> months = {months_later(date(2013, 4, 1), n): Surveyed(Fraction(38 + n), Fraction(50)) for n in range(13)}
    >>> row = SatisfactionInputs("Burglary", "", months, target=Fraction(85, 100))
    >>> (found,) = courses_of([row], judge_satisfaction([row], Policy()), 60)
    >>> found.title, [None if each is None else round(each.value, 3) for each in found.rolling]
    ('Burglary: 89.0% to Apr 2014, target 85.0%', [0.87, 0.89])
    """
    whole = {name_key(row.group) for row in rows if not row.strand}
    found = []
    for row, result in zip(rows, results, strict=True):
        if not result.by_figures or result.to is None or (row.strand and name_key(row.group) in whole):
            continue
        first = max(months_later(min(row.months), 11), months_later(result.to, 1 - most))
        months = tuple(months_from(first, result.to))
        rolling = tuple(rolling_to(row.months, month) for month in months)
        if sum(each is not None for each in rolling) > 1:
            found.append(SatisfactionCourse(result, months, rolling))
    return tuple(found)
