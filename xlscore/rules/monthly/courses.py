"""Targets of several years: the straight line to a target that lies ahead, the milestones on the way, and the one of this year.

Source: Leicestershire target setting, 2013: milestones over two or three years. A long-term level is followed the same way: from the last
whole year in equal steps; where the last whole year is already there, it is to be held.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import explain_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.monthly.agreed import Milestone, shown_level
from xlscore.rules.monthly.targets import read_target_year, year_of
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.projection import Projection, course
from xlscore.rules.words import quoted, tidy

__all__ = ["course_words", "line_to", "read_milestones", "shown_milestones", "shown_target", "to_level"]

_PART: Final = re.compile(r"\s*[;\n]\s*")
_OF_YEAR: Final = re.compile(r"(?P<year>[^:=]+?)\s*[:=]\s*(?P<figure>[^(]+?)\s*(?:\(.*\))?")


def line_to(
    last_year: int, last: Fraction, year: int, target: Fraction, higher_is_better: bool
) -> tuple[Milestone, ...]:
    """Return where a measure is to be in each year from the one after its last whole year to the target's.

    >>> [int(step.level) for step in line_to(2017, Fraction(2000), 2021, Fraction(1600), False)]
    [1900, 1800, 1700, 1600]
    """
    steps = year - last_year
    reached = last >= target if higher_is_better else last <= target
    return tuple(
        Milestone(last_year + step, target if reached else last + (target - last) * step / steps)
        for step in range(1, steps + 1)
    )


def to_level(milestone: Milestone, before: Fraction | None) -> Fraction | None:
    """Return a milestone as the level of its year; `before` is the level of the year that its change is on."""
    if milestone.level is not None:
        return milestone.level
    return None if before is None or milestone.change is None else before * (1 + milestone.change)


def whole_level(level: Fraction, is_rate: bool, higher_is_better: bool) -> Fraction:
    """Return a level as it is printed: of crimes the last whole one that meets it."""
    if is_rate:
        return level
    return Fraction(math.ceil(level) if higher_is_better else math.floor(level))


def shown_target(target: Fraction | None, higher_is_better: bool | None) -> Fraction | None:
    """Return a year's target of crimes as it is printed: as a milestone is, so that two tables say one figure.

    >>> shown_target(Fraction(12872, 3), False), shown_target(None, True)
    (Fraction(4290, 1), None)
    """
    if target is None or higher_is_better is None:
        return target
    return whole_level(target, False, higher_is_better)


def shown_milestones(
    milestones: Sequence[Milestone], begins: int, is_rate: bool, higher_is_better: bool
) -> str:
    """Return milestones as their cell takes them, and as `read_milestones` reads them.

    >>> shown_milestones([Milestone(2013, Fraction(1750), Fraction(-1, 8)), Milestone(2014, None, Fraction(-1, 4))], 4, False, False)
    '2013/14: 1,750 (-12.5%); 2014/15: -25.0%'
    """
    said = []
    for step in milestones:
        name = year_of(step.year, begins).name
        change = "" if step.change is None else f"{to_float(step.change):+.1%}"
        if step.level is None:
            said.append(f"{name}: {change}")
            continue
        level = shown_level(whole_level(step.level, is_rate, higher_is_better), is_rate)
        said.append(f"{name}: {level}" + (f" ({change})" if change else ""))
    return "; ".join(said)


def read_milestones(typed: str, begins: int, is_rate: bool) -> tuple[Milestone, ...]:
    """Return the milestones that a text says: each a year, a colon and a level; of counts a percentage is a change.

    >>> [(step.year, step.level, step.change) for step in read_milestones("2013/14: 1,750 (-12.5%); 2014/15: -25%", 4, False)]
    [(2013, Fraction(1750, 1), None), (2014, None, Fraction(-1, 4))]
    """
    found = []
    for part in _PART.split(tidy(typed).strip("; ")) if tidy(typed) else ():
        said = _OF_YEAR.fullmatch(part)
        figure = None if said is None else explain_figure(said["figure"])
        year = None if said is None else read_target_year(said["year"], begins)
        if year is None or not isinstance(figure, TextFigure):
            raise RuleError(
                Trouble.UNREADABLE,
                f"{quoted(part)} is no milestone.",
                "Type the year, a colon and the figure: 2019/20: 1,750.",
            )
        is_share = figure.unit in (Unit.PERCENT, Unit.POINTS)
        if is_rate and not (is_share or 0 <= figure.value <= 1):
            raise RuleError(
                Trouble.UNREADABLE, f"{quoted(part)} is no rate.", "Type it in per cent: 2019/20: 32%."
            )
        if is_share and not is_rate:
            found.append(Milestone(year, None, figure.value))
        else:
            found.append(Milestone(year, figure.value))
    return tuple(found)


def course_words(
    expected: Fraction, projection: Projection | None, why_not: str, is_rate: bool, higher_is_better: bool
) -> tuple[str, str]:
    """Return the verdict on a year's level, "" for none, and in words what is expected and what is projected.

    >>> course_words(Fraction(1900), Projection(Fraction(900), Fraction(1850), Fraction(1800), Fraction(1880)), "", False, False)
    ('On course', '1,850 projected (1,800 to 1,880), 1,900 at most')
    """
    at = f"{shown_level(whole_level(expected, is_rate, higher_is_better), is_rate)} at {'least' if higher_is_better else 'most'}"
    if projection is None:
        return "", f"{at}; no projection: {why_not.rstrip('.')}"
    ends = [
        None if end is None else shown_level(end if is_rate else Fraction(round(end)), is_rate)
        for end in (projection.total, projection.low, projection.high)
    ]
    spread = "" if ends[1] is None or ends[1] == ends[2] else f" ({ends[1]} to {ends[2]})"
    return course(projection, expected, higher_is_better).value, f"{ends[0]} projected{spread}, {at}"
