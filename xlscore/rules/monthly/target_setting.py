"""The table of targets judged: what to suggest for each row, which milestone a year is judged by where nobody agreed a target, the course.

A row of a year that is over is history: nothing is said of it. A target is suggested for this year and the next; one that lies further ahead
is followed by its course.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xlscore.rules.figures import Source
from xlscore.rules.monthly.agreed import AskedTarget, Milestone, against, is_under_floor, shown_level
from xlscore.rules.monthly.courses import course_words, line_to, to_level
from xlscore.rules.monthly.msg_trend import Monitoring, MsgHistory, monitoring
from xlscore.rules.monthly.projecting import Projected
from xlscore.rules.monthly.suggesting import SuggestedTarget, suggest
from xlscore.rules.monthly.targets import TargetWay, YearTarget, year_of
from xlscore.rules.monthly.year_to_date import Counts
from xlscore.rules.policy import Policy
from xlscore.rules.printed import printed_alike

__all__ = ["Followed", "TargetResult", "TargetRow", "judge_target", "this_years_target", "whole_years"]


@dataclass(frozen=True, slots=True)
class TargetRow:
    """A row of the table of targets, and the milestones that stand in it."""

    asked: AskedTarget
    source: Source
    milestones: tuple[Milestone, ...] = ()
    typed: bool = False
    """Whether a person typed them."""


@dataclass(frozen=True)
class Followed:
    """What is known of a measure in a place: its whole years, the MSG's figures, its projected year, its change on last year."""

    year: int
    to: date
    begins: int
    policy: Policy
    years: Mapping[int, Fraction] = field(default_factory=dict)
    msg: MsgHistory = field(default_factory=MsgHistory)
    counts: Counts = field(default_factory=dict)
    projected: Projected = field(default_factory=lambda: Projected(None, ""))
    change: Fraction | None = None


@dataclass(frozen=True, slots=True)
class TargetResult:
    """What a row of targets came to."""

    row: TargetRow
    suggestion: SuggestedTarget
    milestones: tuple[Milestone, ...]
    monitoring: Monitoring | None
    expected: Fraction | None
    """The level of this year that the course is held against."""
    verdict: str
    course: str
    is_under_floor: bool = False
    """Whether the agreed target asks for less than the least reduction."""
    remark: str = ""


def whole_years(counts: Counts, begins: int) -> dict[int, Fraction]:
    """Return the total of each year of which every month is known, by the calendar year in which it begins.

    >>> months = {date(2018 + (m + 3) // 12, (m + 3) % 12 + 1, 1): Fraction(10) for m in range(14)}
    >>> whole_years(months, 4)
    {2018: Fraction(120, 1)}
    """
    found: dict[int, list[Fraction]] = {}
    for month in sorted(counts):
        found.setdefault(month.year - (month.month < begins), []).append(counts[month])
    return {year: sum(months, Fraction(0)) for year, months in found.items() if len(months) == 12}


def this_years_target(rows: Sequence[TargetRow], known: Followed) -> YearTarget | None:
    """Return the milestone that this year is judged by where no target for it is agreed, None for none.

    `rows` are those of one measure in one place. First this year's own row counts, then that of the latest year before, then the
    nearest level that lies ahead.
    """
    name = year_of(known.year, known.begins).name

    def target(row: TargetRow, level: Fraction, said: str) -> YearTarget:
        return YearTarget(level, TargetWay.LEVEL, row.source, f"{said}; no target for it is agreed", False)

    for row in sorted(rows, key=lambda each: -each.asked.year):
        year = row.asked.year
        if year > known.year:
            continue
        steps = row.milestones if row.typed or year < known.year else _suggest(row, known).spread
        step = next((each for each in steps if each.year == known.year), None)
        level = None if step is None else to_level(step, known.years.get(year - 1))
        if level is None or (year < known.year and not _was_agreed(row, known)):
            continue
        of = f" of the target of {year_of(year, known.begins).name}"
        if year == known.year:
            of = "" if row.typed else " suggested for it"
        return target(row, level, f"judged by the milestone of {name}{of}")
    for row in sorted(rows, key=lambda each: each.asked.year):
        steps = _line(row, known)
        if steps and steps[0].level is not None:
            return target(
                row, steps[0].level, f"judged by the milestone of {name} on the way to {_ahead(row, known)}"
            )
    return None


def _was_agreed(row: TargetRow, known: Followed) -> bool:
    """Return whether a past row's milestones bind: a person typed them, or the target that was agreed is their first or none."""
    agreed, first = row.asked.agreed, row.milestones[0]
    if row.typed or agreed is None:
        return True
    before = known.years.get(row.asked.year - 1)
    levels = agreed.of_year(before), to_level(first, before)
    if None in levels:
        return False
    asked, step = (level or Fraction(0) for level in levels)
    return printed_alike(asked, step, None if row.asked.is_rate else before or asked)


def _ahead(row: TargetRow, known: Followed) -> str:
    agreed = row.asked.agreed
    level = "" if agreed is None else shown_level(agreed.value, row.asked.is_rate)
    return f"{level} in {year_of(row.asked.year, known.begins).name}"


def _line(row: TargetRow, known: Followed) -> tuple[Milestone, ...]:
    """Return the milestones from this year to a level that lies ahead, () for a row that is none or whose last year is not whole."""
    asked, last = row.asked, known.years.get(known.year - 1)
    if asked.year <= known.year or last is None or asked.agreed is None or asked.higher_is_better is None:
        return ()
    if asked.agreed.kind is not TargetWay.LEVEL:
        return ()
    return line_to(known.year - 1, last, asked.year, asked.agreed.value, asked.higher_is_better)


def _suggest(row: TargetRow, known: Followed) -> SuggestedTarget:
    asked, policy = row.asked, known.policy
    before = known.years.get(asked.year - 1)
    projected = known.projected.projection
    if before is None and asked.year == known.year + 1 and projected is not None:
        before = projected.total if asked.is_rate else Fraction(round(projected.total))
    own = [level for year, level in known.years.items() if year < asked.year]
    return suggest(asked, before, own, known.msg, known.begins, policy, known.counts)


def judge_target(row: TargetRow, agreed_now: YearTarget | None, known: Followed) -> TargetResult:
    """Return what a row of this year or of one that lies ahead came to; `agreed_now` is what this year is judged by."""
    asked = row.asked
    suggestion, line = SuggestedTarget(None, (), ""), _line(row, known)
    if asked.year <= known.year + 1:
        suggestion = _suggest(row, known)
    before = known.years.get(asked.year - 1)
    flag = None
    if not asked.place and asked.higher_is_better is False and not asked.is_rate:
        flag = monitoring(known.msg.points, known.to, known.change, known.policy)
    expected, verdict, course = _course(row, line, agreed_now, known)
    under = is_under_floor(asked, before, known.policy)
    differs = [against(asked, suggestion.value, before), "weaker than the least reduction" if under else ""]
    return TargetResult(
        row,
        suggestion,
        row.milestones if row.typed else line or suggestion.spread,
        flag,
        expected,
        verdict,
        course,
        under,
        "; ".join(filter(None, (suggestion.basis, ", ".join(filter(None, differs))))),
    )


def _course(
    row: TargetRow, line: Sequence[Milestone], agreed_now: YearTarget | None, known: Followed
) -> tuple[Fraction | None, str, str]:
    """Return the level of this year, the verdict on it and the course in words."""
    asked, last = row.asked, known.years.get(known.year - 1)
    if asked.higher_is_better is None:
        return None, "", ""
    if asked.year == known.year:
        expected = None if agreed_now is None else agreed_now.of_year(last)
        if agreed_now is None:
            return None, "", ""
        if expected is None:
            return None, "", f"not known: {year_of(known.year - 1, known.begins).name} is not whole"
        verdict, words = _held(expected, asked, known)
        return expected, verdict, f"{words}; {agreed_now.said}" if agreed_now.said else words
    if not line:
        return None, "", _no_course(asked, known)
    expected = line[0].level
    if expected is None or last is None:
        return None, "", ""
    verdict, words = _held(expected, asked, known)
    name = year_of(known.year - 1, known.begins).name
    if len({step.level for step in line}) == 1:
        way = f"{_ahead(row, known)} was reached in {name} ({shown_level(last, asked.is_rate)}) and is to be held"
    else:
        way = f"on the line from {shown_level(last, asked.is_rate)} in {name} to {_ahead(row, known)}"
    return expected, verdict, f"{words}; {way}"


def _held(expected: Fraction, asked: AskedTarget, known: Followed) -> tuple[str, str]:
    verdict, words = course_words(
        expected,
        known.projected.projection,
        known.projected.why_not,
        asked.is_rate,
        asked.higher_is_better is True,
    )
    return verdict, f"{verdict}: {words}" if verdict else words


def _no_course(asked: AskedTarget, known: Followed) -> str:
    if asked.agreed is None:
        return ""
    name = year_of(asked.year - 1, known.begins).name
    if asked.agreed.kind is TargetWay.CHANGE:
        if asked.year == known.year + 1:
            first = year_of(asked.year, known.begins).first
            return f"begins with {first:%B}"
        return f"no course: a change on {name} cannot be followed before that year is over; a level can"
    return f"no course: {year_of(known.year - 1, known.begins).name} is not whole"
