"""What rows come to: each is counted, left out with its reason, or unknown."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from xlscore.sources.counted import Left, Mark
from xlscore.sources.naming import BLANK
from xlscore.sources.rows.plan import Amount, Named
from xlscore.sources.rows.problems import Findings
from xlscore.sources.tables.totals import is_total

__all__ = ["RowSums", "SameRows", "as_fractions"]

_Exact = int | Fraction


@dataclass(frozen=True, slots=True)
class SameRows:
    """Rows that mean the same: how many they are, and how many of them repeat another in every cell."""

    text: str
    """What stands in the column of dates."""
    day: date | None
    measure: Named
    place: Named
    kept: bool
    amount: Amount
    rows: int
    again: int

    @property
    def nameless(self) -> bool:
        """Return whether they have neither a type nor a place, and so are no rows of a table."""
        return self.measure.told == BLANK and self.place.told in (BLANK, "")


@dataclass
class RowSums:
    """What rows have come to so far; later days than `limit` are in the future."""

    limit: date
    is_day: bool
    has_counts: bool
    found: Findings
    rows: int = 0
    counted: int = 0
    left: Tally[Left] = field(default_factory=Tally)
    unknown: int = 0
    short: _Exact = 0
    """What the unknown rows hold."""
    unknown_measures: Tally[str] = field(default_factory=Tally)
    unknown_places: Tally[str] = field(default_factory=Tally)
    months: dict[Mark, _Exact] = field(default_factory=dict)
    days: dict[Mark, _Exact] = field(default_factory=dict)
    sums: dict[Mark, _Exact] = field(default_factory=dict)
    silent: set[Mark] = field(default_factory=set)
    """Where a row has no count, or one that cannot be read: no 0 stands there unless other rows of it have one."""
    parents: dict[str, str] = field(default_factory=dict)
    covered: set[date] = field(default_factory=set)
    last_day: date | None = None
    in_all: _Exact = 0
    """What all its rows say together, of whatever month, type and place."""

    def add(self, same: SameRows) -> None:
        """Add rows that mean the same, each of them to one sum."""
        if same.nameless:
            self._set_aside(same)
            return
        self.rows += same.rows
        rows = same.rows
        if same.kept:
            self.left[Left.DUPLICATE] += same.again
            rows -= same.again
        reason = self._reason(same)
        if not rows:
            return
        if reason not in (Left.KEPT_OUT, Left.TOTAL) and same.amount.value is not None:
            self.in_all += _times(same.amount, rows)
        if reason is None and None in (same.measure.name, same.place.name):
            self._unknown(same, rows)
        elif reason is None:
            self._count(same, rows)
        else:
            self.left[reason] += rows
            self._tell(same, reason, rows)

    def leave_out(self, rows: int, reason: Left) -> None:
        """Leave out rows that cannot even be told apart into cells."""
        self.rows += rows
        self.left[reason] += rows

    @property
    def adds_up(self) -> bool:
        """Return whether what is counted, left out and unknown is all the rows."""
        return self.rows == self.counted + sum(self.left.values()) + self.unknown

    def _reason(self, same: SameRows) -> Left | None:
        """Return why rows are left out, None where they are not; notes which months the file covers."""
        if not same.kept:
            return Left.KEPT_OUT
        if same.measure.total or same.place.total:
            return Left.TOTAL
        if same.day is None:
            return Left.DATE if self.is_day else Left.NO_MONTH
        if same.day > self.limit:
            return Left.FUTURE
        self.covered.add(same.day.replace(day=1))
        self.last_day = same.day if self.last_day is None else max(same.day, self.last_day)
        return Left.NO_COUNT if same.amount.value is None else None

    def _set_aside(self, same: SameRows) -> None:
        """Set aside lines that name neither a type nor a place: a total of everything is a row all the same."""
        if same.day is None and is_total(same.text):
            self.leave_out(same.rows, Left.TOTAL)
            self._hold_against_all(same)
        elif same.day is None:
            self.found.notes += same.rows
        else:
            self.found.nameless += same.rows

    def _count(self, same: SameRows, rows: int) -> None:
        measure, place, day = same.measure.name, same.place.name, same.day
        assert measure is not None
        assert place is not None
        assert day is not None
        self.counted += rows
        if same.measure.parent:
            self.parents[measure] = same.measure.parent
        value = _times(same.amount, rows)
        _plus(self.months, (measure, place, day.replace(day=1)), value)
        if self.is_day:
            _plus(self.days, (measure, place, day), value)

    def _unknown(self, same: SameRows, rows: int) -> None:
        self.unknown += rows
        self.short += _times(same.amount, rows)
        if same.measure.name is None:
            self.unknown_measures[same.measure.told] += rows
            if same.measure.several:
                self.found.several[same.measure.told, same.measure.several] += rows
        if same.place.name is None:
            self.unknown_places[same.place.told] += rows

    def _hold_against_all(self, same: SameRows) -> None:
        if self.has_counts and same.amount.value is not None:
            self.found.own_totals.append(same.amount.value)

    def _tell(self, same: SameRows, reason: Left, rows: int) -> None:
        if reason is Left.TOTAL and not self.has_counts:
            self.found.summing[same.place.told if same.place.total else same.measure.told] += rows
        elif reason is Left.TOTAL and same.day is None and same.place.told in (BLANK, ""):
            self._hold_against_all(same)
        elif reason is Left.TOTAL and same.day is not None and same.amount.value is not None:
            mark = (same.measure.name or same.measure.told, same.place.name or "", same.day.replace(day=1))
            _plus(self.sums, mark, _times(same.amount, rows))
        elif reason in (Left.DATE, Left.NO_MONTH):
            self.found.no_date[same.text] += rows
        elif reason is Left.FUTURE:
            self.found.future[same.text] += rows
        elif reason is Left.NO_COUNT:
            measure, place, day = same.measure.name, same.place.name, same.day
            if measure is not None and place is not None and day is not None:
                self.silent.add((measure, place, day.replace(day=1)))
            (self.found.no_number if same.amount.wrong else self.found.no_count)[same.amount.told] += rows


def as_fractions(counts: Mapping[Mark, _Exact]) -> dict[Mark, Fraction]:
    """Return counts as fractions, equal ones as one and the same: there are millions of them."""
    made: dict[_Exact, Fraction] = {}
    return {mark: made.setdefault(value, Fraction(value)) for mark, value in counts.items()}


def _plus(counts: dict[Mark, _Exact], mark: Mark, value: _Exact) -> None:
    counts[mark] = counts.get(mark, 0) + value


def _times(amount: Amount, rows: int) -> _Exact:
    assert amount.value is not None
    value = amount.value * rows
    return value.numerator if value.denominator == 1 else value
