"""Counts by quarter: changes as a count and a percentage, shares within a split, rates against a reference, small numbers hidden.

Source: Essex Police performance board minutes, 2019: use of force and stop and search each quarter, against the quarter before
and the same quarter a year before, by tactic, object, grounds, age and ethnicity; disproportionality as a ratio of rates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import to_float
from xlscore.rules.problems import RuleError
from xlscore.rules.quarterly.quarters import quarter_before, year_before
from xlscore.rules.quarterly.suppressing import hidden, is_small
from xlscore.rules.series import months_later
from xlscore.rules.statistics.expected_range import LIMITS_CONFIDENCE
from xlscore.rules.statistics.two_counts import RateRatio, is_unusual, rate_ratio
from xlscore.rules.words import name_key

__all__ = ["QuarterChange", "QuarterInputs", "QuarterResult", "is_total_row", "judge_quarters"]

_TOTALS: Final = frozenset(
    {"total", "totals", "all", "grandtotal", "overall", "overalltotal", "alltotal", "sum"}
)
_REFERENCE: Final = "white"


@dataclass(frozen=True, slots=True)
class QuarterInputs:
    """A row of counts: what it counts, of which split of which table, its quarters by their last month, its population."""

    table: str
    row: str
    split: str
    counts: Mapping[date, Fraction]
    population: Fraction | None = None

    @property
    def group(self) -> tuple[str, str]:
        """Return what it is a part of: a split of a table."""
        return name_key(self.table), name_key(self.split)


@dataclass(frozen=True, slots=True)
class QuarterChange:
    """A change on an earlier quarter: as a count, as a fraction of it (None of nothing), and whether chance alone explains it."""

    before: Fraction
    change: Fraction
    percent: Fraction | None
    unusual: bool
    slight: bool = False
    """Whether it is so small a percentage that it is called slight."""


@dataclass(frozen=True, slots=True)
class QuarterResult:
    """What a row comes to in the latest quarter; None is what cannot be said, or must not be."""

    inputs: QuarterInputs
    quarter: date
    count: Fraction | None = None
    suppressed: bool = False
    """Whether the latest count must not go out: it is small, or a small one could be worked out from it."""
    on_quarter: QuarterChange | None = None
    on_year: QuarterChange | None = None
    quarter_suppressed: bool = False
    """Whether the change on the quarter before must not go out."""
    year_suppressed: bool = False
    share: Fraction | None = None
    year_share: Fraction | None = None
    """Its share in the four quarters together; None where one of them is not known, or must not go out."""
    whole: Fraction | None = None
    """What the share is of."""
    whole_row: int | None = None
    """The place of the row that is the whole, None where the whole is the sum of the split's rows."""
    ratio: RateRatio | None = None
    reference: int | None = None
    """The place of the row whose rate its own is compared with; its own where it is the reference."""


def is_total_row(name: str) -> bool:
    """Return whether a row is called as the whole of its split.

    >>> is_total_row("Total"), is_total_row("All"), is_total_row("All other")
    (True, True, False)
    """
    return name_key(name) in _TOTALS


@dataclass
class _Group:
    """The rows of one split of a table, by their places."""

    parts: list[int] = field(default_factory=list)
    totals: list[int] = field(default_factory=list)
    named: bool = False


def judge_quarters(
    rows: Sequence[QuarterInputs], quarter: date, under: int, slight: Fraction
) -> tuple[QuarterResult, ...]:
    """Return what each row comes to in a quarter, in their order; counts under a number are hidden, changes up to a fraction slight.

    >>> rows = [QuarterInputs("Stop and search", "Drugs", "Object", {date(2019, 9, 1): Fraction(73)}),
    ...         QuarterInputs("Stop and search", "Other", "Object", {date(2019, 9, 1): Fraction(27)})]
    >>> [str(found.share) for found in judge_quarters(rows, date(2019, 9, 1), 5, Fraction(0))]
    ['73/100', '27/100']
    """
    groups = _groups(rows)
    before, last_year = quarter_before(quarter), year_before(quarter)
    year = tuple(months_later(quarter, -3 * each) for each in range(4))
    out = {at: _hidden_rows(rows, groups, at, under) for at in (*year, last_year)}
    found = [
        QuarterResult(
            row,
            quarter,
            row.counts.get(quarter),
            place in out[quarter],
            _change(row.counts, before, quarter, slight),
            _change(row.counts, last_year, quarter, slight),
            place in out[quarter] | out[before],
            place in out[quarter] | out[last_year],
        )
        for place, row in enumerate(rows)
    ]
    for group in groups.values():
        _add_shares(found, group, under)
        _add_year_shares(found, group, year, frozenset().union(*(out[at] for at in year)))
        _add_ratios(found, group)
    return tuple(found)


def _groups(rows: Sequence[QuarterInputs]) -> dict[tuple[str, str], _Group]:
    groups: dict[tuple[str, str], _Group] = {}
    for place, row in enumerate(rows):
        group = groups.setdefault(row.group, _Group(named=bool(row.split)))
        (group.totals if is_total_row(row.row) else group.parts).append(place)
    return groups


def _is_whole(group: _Group) -> bool:
    """Return whether a group's rows are the parts of something: of a named split, or beside a row of their total."""
    return (len(group.parts) > 1 and group.named) or bool(group.parts and group.totals)


def _hidden_rows(
    rows: Sequence[QuarterInputs], groups: Mapping[tuple[str, str], _Group], at: date, under: int
) -> frozenset[int]:
    found = {place for place, row in enumerate(rows) if is_small(row.counts.get(at), under)}
    for group in groups.values():
        if _is_whole(group):
            places = hidden([rows[place].counts.get(at) for place in group.parts], under)
            found |= {group.parts[each] for each in places}
    return frozenset(found)


def _change(
    counts: Mapping[date, Fraction], before: date, now: date, slight: Fraction
) -> QuarterChange | None:
    if before not in counts or now not in counts:
        return None
    was, is_now = counts[before], counts[now]
    percent = (is_now - was) / was if was else None
    is_slight = percent is not None and 0 < abs(percent) <= slight
    return QuarterChange(was, is_now - was, percent, is_unusual(to_float(is_now), to_float(was)), is_slight)


def _add_shares(found: list[QuarterResult], group: _Group, under: int) -> None:
    """Give each part its share of the total's row, else of the sum of the parts, where all of them are known."""
    if not _is_whole(group):
        return
    counts = [found[place].count for place in group.parts]
    row = group.totals[0] if group.totals else None
    known = [count for count in counts if count is not None]
    whole = (
        found[row].count
        if row is not None
        else sum(known, Fraction(0))
        if len(known) == len(counts)
        else None
    )
    if not whole or sum(known) > whole or is_small(whole, under):
        return  # a share of a hidden whole, even of nobody, would say how large it is
    for place in group.parts:
        count = found[place].count
        if count is not None:
            share = None if found[place].suppressed else count / whole
            found[place] = replace(found[place], share=share, whole=whole, whole_row=row)


def _add_year_shares(
    found: list[QuarterResult], group: _Group, year: Sequence[date], hidden_rows: frozenset[int]
) -> None:
    """Give each part that has a share that of the four quarters, where nothing of it could be worked out from the others."""
    counts = [found[place].inputs.counts for place in group.totals[:1] or group.parts]
    if hidden_rows & {*group.parts, *group.totals} or not all(at in each for each in counts for at in year):
        return
    whole = sum((each[at] for each in counts for at in year), Fraction(0))
    for place in group.parts:
        own = found[place].inputs.counts
        if whole and found[place].share is not None and all(at in own for at in year):
            found[place] = replace(found[place], year_share=sum(own[at] for at in year) / whole)


def _reference(found: Sequence[QuarterResult], group: _Group) -> int | None:
    """Return the row that the others' rates are compared with: White, else the largest population; a total last of all."""
    peopled = [place for place in group.parts if found[place].inputs.population]
    white = [place for place in peopled if name_key(found[place].inputs.row) == _REFERENCE] or [
        place for place in peopled if name_key(found[place].inputs.row).startswith(_REFERENCE)
    ]

    def size(place: int) -> Fraction:
        return found[place].inputs.population or Fraction(0)

    if white:
        return max(white, key=size)
    if len(peopled) > 1:
        return max(peopled, key=size)
    totals = [place for place in group.totals if found[place].inputs.population]
    return totals[0] if peopled and totals else None


def _add_ratios(found: list[QuarterResult], group: _Group) -> None:
    """Give each part with a population the ratio of its rate to the reference's; none where one of the counts is hidden."""
    base = _reference(found, group)
    if base is None:
        return
    other = found[base]
    for place in group.parts:
        each = found[place]
        if not each.inputs.population or each.count is None:
            continue
        ratio = None
        if place != base and other.count is not None and not (each.suppressed or other.suppressed):
            try:
                ratio = rate_ratio(
                    to_float(each.count),
                    to_float(each.inputs.population),
                    to_float(other.count),
                    to_float(other.inputs.population or Fraction(0)),
                    LIMITS_CONFIDENCE,
                )
            except RuleError:
                ratio = None  # a ratio to nothing is none
        found[place] = replace(each, ratio=ratio, reference=base)
