"""A file of rows, counted: each row is counted, left out with its reason, or unknown, and the three add up."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import partial
from typing import Final, TypeVar

from xlscore.rules.monthly.days import last_day
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.engines.counting import (
    Counter,
    count_by_roles,
    number_of,
    role_texts,
    rows_in_all,
)
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.releases import release_of
from xlscore.sources.rows.dates import read_dates
from xlscore.sources.rows.earlier import find_doubles
from xlscore.sources.rows.plan import Amount, Named, RowPlan, read_amount
from xlscore.sources.rows.problems import Findings, row_problems
from xlscore.sources.rows.sums import RowSums, SameRows, as_fractions
from xlscore.sources.rows.table import group_rows_of
from xlscore.sources.tables.pages import SourcePage
from xlscore.sources.tables.telling import told_of
from xlscore.sources.tables.years import years_of_rows

__all__ = ["count_rows"]

_T = TypeVar("_T")
_MOST_TEXTS: Final = 500_000
"""So many different types or places are none: the column means something else."""


@dataclass(frozen=True)
class _Meant:
    """What the different texts of each role mean, by their numbers."""

    when: Sequence[tuple[str, date | None]]
    measures: Sequence[Named]
    places: Sequence[Named]
    kept: Sequence[bool]
    amounts: Sequence[Amount]


def count_rows(file: Glimpse, header: int, plan: RowPlan, told: Meanings) -> FileCounts:
    """Return what a file of rows comes to; `header` is the line of its headings, from 0 on."""
    counter = file.counter
    assert counter is not None, "what counts the rows has not been said"
    rows = group_rows_of(file, header, plan, counter)
    findings = Findings()
    roles = _roles(plan)
    limit = rows.run_date or told.today or date.today()
    sums = RowSums(limit, plan.is_day, plan.count is not None, findings)
    meant = _meanings_of(
        counter, rows.source.headings, plan, roles, sums, partial(_years, file, header, told)
    )
    months_met = {day.replace(day=1) for _, day in meant.when if day}
    each_referenced = find_doubles(file, rows.source, plan, months_met, findings)
    _add_up(counter, plan, meant, roles, sums)
    sums.leave_out(rows.unread, Left.NO_COUNT)
    assert sums.adds_up, "a row is counted twice or not at all"
    findings.has_rows = sums.rows > 0
    findings.all_kept_out = 0 < sums.rows == sums.left[Left.KEPT_OUT]
    covered = tuple(sorted(sums.covered))
    months = as_fractions(sums.months)
    problems, said = row_problems(file, header, plan, covered, sums.in_all, findings)
    return FileCounts(
        file=file.name,
        kind=plan.kind,
        rows=sums.rows,
        counted=sums.counted,
        left_out={reason: number for reason, number in sums.left.items() if number},
        unknown=sums.unknown,
        months=months,
        covered=covered,
        release=release_of(file, told, covered[-1] if covered else None),
        days=as_fractions(sums.days),
        part=_part(covered, rows.run_date, sums.last_day, plan.is_day),
        parents=sums.parents,
        sums=as_fractions(sums.sums),
        silent=frozenset(sums.silent - months.keys()),
        unknown_measures=dict(sums.unknown_measures),
        unknown_places=dict(sums.unknown_places),
        short=Fraction(sums.short),
        has_references=each_referenced,
        said=(*rows.said, *said),
        problems=(*rows.problems, *problems),
    )


def _years(file: Glimpse, header: int, told: Meanings, months: Collection[int]) -> Mapping[int, date]:
    """Return which months are meant without a year: by the titles above the headings, else by the file's name."""
    titles = [str(cell) for row in file.leaves[0].rows[:header] for cell in row if str(cell or "").strip()]
    return years_of_rows(months, told_of(file, told).said_of(SourcePage("", ()), titles), told.year_begins)


def _roles(plan: RowPlan) -> dict[str, tuple[int, ...]]:
    """Return the columns of each role that has any, in the order in which their numbers come back."""
    asked = {
        "moment": (plan.when,),
        "measure": plan.measure_columns,
        "place": plan.place_columns,
        "keeping": tuple(plan.keep),
        "amount": () if plan.count is None else (plan.count,),
    }
    return {role: columns for role, columns in asked.items() if columns}


def _meanings_of(
    counter: Counter,
    headings: Sequence[str],
    plan: RowPlan,
    roles: Mapping[str, Sequence[int]],
    sums: RowSums,
    years: Callable[[Collection[int]], Mapping[int, date]],
) -> _Meant:
    """Ask for the different texts of each role, say what they mean, and hand the numbers of the meanings back."""
    texts = {role: _texts(counter, headings, role, columns) for role, columns in roles.items()}
    moments = [row[0] for row in texts["moment"]]
    dates = read_dates(moments, headings[plan.when], plan.form, not plan.is_day, years)
    sums.found.month_first = dates.guessed
    days = [(text, dates.days[text]) for text in moments]
    nothing: list[tuple[str, ...]] = [()]

    def numbered(role: str, meant: Iterable[_T]) -> list[_T]:
        numbers: dict[_T, int] = {}
        ids = [numbers.setdefault(one, len(numbers)) for one in meant]
        if role in roles:
            kinds = {**{f"c{at}": "VARCHAR" for at in roles[role]}, "id": "INTEGER"}
            counter.table(f"of_{role}", kinds, ((*row, at) for row, at in zip(texts[role], ids, strict=True)))
        return list(numbers)

    return _Meant(
        numbered("moment", (("" if day and day <= sums.limit else text, day) for text, day in days)),
        numbered("measure", (one.plain for one in plan.measures(texts.get("measure", nothing)))),
        numbered("place", (one.plain for one in plan.places(texts.get("place", nothing)))),
        numbered("keeping", map(plan.kept, texts.get("keeping", nothing))),
        numbered(
            "amount",
            (read_amount(row[0]) if row else Amount(Fraction(1)) for row in texts.get("amount", nothing)),
        ),
    )


def _texts(
    counter: Counter, headings: Sequence[str], role: str, columns: Sequence[int]
) -> list[tuple[str, ...]]:
    """Return the different texts of a role's columns, those of most rows first: their spelling is the one that is told."""
    found = [
        (_whole(row[-1]), tuple(map(str, row[:-1])))
        for row in counter.ask(role_texts(columns, _MOST_TEXTS + 1))
    ]
    if len(found) > _MOST_TEXTS:
        named = " and ".join(headings[at] for at in columns)
        raise SourceError(
            f"{named} has over {_MOST_TEXTS:,} different texts, which are no {role}s.",
            "Say in Sources which column is meant.",
        )
    return [texts for _, texts in sorted(found, key=lambda one: (-one[0], one[1]))]


def _add_up(
    counter: Counter, plan: RowPlan, meant: _Meant, roles: Mapping[str, Sequence[int]], sums: RowSums
) -> None:
    """Add the groups up by what they mean."""
    at = {role: number for number, role in enumerate(roles)}
    for row in counter.ask(count_by_roles(roles, plan.columns)):
        numbers = [_whole(cell) for cell in row]
        moment, measure, place, keeping, amount = (
            numbers[at[role]] if role in at else 0
            for role in ("moment", "measure", "place", "keeping", "amount")
        )
        text, day = meant.when[moment]
        sums.add(
            SameRows(
                text,
                day,
                meant.measures[measure],
                meant.places[place],
                meant.kept[keeping],
                meant.amounts[amount],
                *numbers[-2:],
            )
        )
    seen = sums.rows + sums.found.nameless + sums.found.notes
    assert seen == number_of(counter, rows_in_all()), "rows were lost between two queries"


def _part(
    covered: Sequence[date], run_date: date | None, last_row: date | None, is_day: bool
) -> dict[date, date]:
    """Return the last month with its last day, where it is cut short: by the day of the run, or by the last row's."""
    if not covered:
        return {}
    last = covered[-1]
    end = last_day(last)
    known = run_date or (last_row if is_day else None)
    return {last: known} if known is not None and last <= known < end else {}


def _whole(cell: object) -> int:
    assert isinstance(cell, int), "a number of rows is a whole one"
    return cell
