"""Every measure and place of a month's workbook: counted by itself, or added up from its parts, by months and by days."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from fractions import Fraction

from xlscore.books.monthly.inputs import MonthSheets
from xlscore.rules.monthly.adding_up import Added, Family, Mark, add_days, add_months, add_up
from xlscore.rules.monthly.days import DayCounts, months_of
from xlscore.rules.monthly.month import RowInputs
from xlscore.rules.monthly.tree import in_order
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import RESTARTS, NoteKind, Quoted, is_named, is_of
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["family_of", "inputs_of", "months_counted"]

Months = Mapping[date, Fraction]


def months_counted(sheets: MonthSheets) -> dict[Mark, Months]:
    """Return the months of every measure and place that is counted by itself: its row's, else the whole months of its days.

    Where its parts have more months, as from before there were days, it is their sum, with the days' months behind it.
    """
    found: dict[Mark, Months] = {row.mark: row.counts for row in sheets.rows}
    if sheets.days is None:
        return found
    summed = add_up(found, found, family_of(sheets), add_months)
    for mark, days in sheets.days.counts.items():
        if mark in found:
            continue
        of_days = months_of(days, sheets.days.covered)
        of_parts = summed[mark].value if mark in summed else {}
        if of_days.keys() - of_parts.keys():
            found[mark] = {**of_days, **of_parts}
    return found


def family_of(sheets: MonthSheets) -> Family:
    """Return which measures and places are part of which."""
    parents = {name_key(measure): name_key(parent) for measure, parent in sheets.parents.items()}
    return Family(parents, sheets.places)


def inputs_of(sheets: MonthSheets, year: ReportingYear, day: date | None) -> tuple[RowInputs, ...]:
    """Return every measure and place, the force first: as it is counted by itself, else as the sum of its parts."""
    family = family_of(sheets)
    own = months_counted(sheets)
    months = add_up(own, own, family, add_months)
    days = _days(sheets, own, family)
    names = _Names(sheets, months)
    target_year = (
        None if day is None else ReportingYear.of(day, int(sheets.policy.policy.year_begins)).first.year
    )
    found = []
    for mark in names.in_order(months):
        measure, place = names.measure(mark[0]), names.place(mark)
        added = months[mark]
        by_day = days.get(mark)
        found.append(
            RowInputs(
                measure,
                place,
                added.value,
                _above(mark, months, sheets.places) if mark[1] else None,
                sheets.targets.get((*mark, year.first.year)),
                sheets.better.get(mark[0], False),
                _restarts(sheets, measure, place, year),
                "; ".join(filter(None, (_said(added, family), _parted(sheets, measure, place, year)))),
                None if by_day is None else by_day.value,
                None if target_year is None else sheets.targets.get((*mark, target_year)),
                sheets.methods.get(mark[0]),
            )
        )
    return tuple(found)


def _days(sheets: MonthSheets, months: Collection[Mark], family: Family) -> dict[Mark, Added[DayCounts]]:
    """Return the days of every measure and place that has them.

    A measure of which the table of days has any row has its days at every place of that table: where it has no row, there was none.
    """
    if sheets.days is None:
        return {}
    own: dict[Mark, DayCounts] = dict(sheets.days.counts)
    measures, places = {mark[0] for mark in own}, {mark[1] for mark in own}
    expected = [mark for mark in months if mark[0] in measures]
    for mark in expected:
        if mark[1] in places and family.is_leaf(mark[1]):
            own.setdefault(mark, {})
    # A whole is a sum of days only where all its parts, by months too, have days.
    return add_up(own, [*expected, *months], family, add_days)


class _Names:
    """How measures and places are spelt, and in which order they stand."""

    def __init__(self, sheets: MonthSheets, marks: Iterable[Mark]) -> None:
        self._measures: dict[str, str] = {}
        self._places: dict[Mark, str] = {}
        spelt: dict[str, str] = {}
        told = [(row.mark, row.measure, row.place) for row in sheets.rows]
        if sheets.days is not None:
            told += [(mark, *names) for mark, names in sheets.days.names.items()]
        for mark, measure, place in told:
            self._measures.setdefault(mark[0], measure)
            self._places.setdefault(mark, place)
            spelt.setdefault(mark[1], place)
        for measure in sheets.parents:
            self._measures.setdefault(name_key(measure), measure)
        self._order = [name_key(measure) for measure, _ in in_order(sheets.parents)]
        self._spelt = {**sheets.place_names, **spelt}
        self._marks = marks

    def measure(self, measure: str) -> str:
        """Return a measure as it is spelt."""
        return self._measures[measure]

    def place(self, mark: Mark) -> str:
        """Return a place as it is spelt beside its measure, else anywhere; "" for the force."""
        return self._places.get(mark) or self._spelt.get(mark[1], mark[1]) if mark[1] else ""

    def in_order(self, marks: Collection[Mark]) -> list[Mark]:
        """Return the marks measure by measure, each before its parts, and the force before its places."""
        by_measure: dict[str, list[Mark]] = {measure: [] for measure in (*self._order, *self._measures)}
        for mark in marks:
            by_measure[mark[0]].append(mark)
        return [mark for here in by_measure.values() for mark in sorted(here, key=lambda mark: bool(mark[1]))]


def _above(mark: Mark, months: Mapping[Mark, Added[Months]], places: Mapping[str, str]) -> Months | None:
    """Return the counts of the place that a place is a part of, the force's where that has none."""
    measure, place = mark
    above = months.get((measure, places.get(place, ""))) or months.get((measure, ""))
    return None if above is None else above.value


def _said(added: Added[Months], family: Family) -> str:
    """Return of what a row is the sum; parts that are counted nowhere are said to be in none."""
    if added.places:
        return f"sum of {_counted(len(added.places), 'place')}"
    if added.measures:
        whole = family.measures[added.measures[0][0]]
        every = sum(parent == whole for parent in family.measures.values())
        summed = len(added.measures)
        return f"sum of {_counted(summed, 'measure')}" + (
            "" if summed == every else f", {every - summed} more without counts"
        )
    return ""


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _restarts(sheets: MonthSheets, measure: str, place: str, year: ReportingYear) -> date | None:
    """Return the latest month up to now from which a break or a step change makes the level begin anew."""
    return _latest_of(RESTARTS, sheets, measure, place, year)


def _parted(sheets: MonthSheets, measure: str, place: str, year: ReportingYear) -> str:
    """Return that a break lies between the years that are compared, "" for none; a step change is real, and is compared."""
    month = _latest_of((NoteKind.BREAK,), sheets, measure, place, year)
    if month is None or month <= year.before.first:
        return ""
    return f"break in {month_name(month)}: the two years are not like with like"


def _latest_of(
    kinds: Collection[NoteKind], sheets: MonthSheets, measure: str, place: str, year: ReportingYear
) -> date | None:
    quoted = Quoted((measure,), sheets.places_of(place))
    months = [
        note.span.first
        for note in sheets.notes
        if note.kind in kinds and note.span is not None and is_named(note, quoted) and is_of(note, quoted)
    ]
    return max((month for month in months if month <= year.to), default=None)
