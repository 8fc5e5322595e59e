"""The own months of every measure and place, with what earlier releases said of them and what the notes say."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from xlscore.books.monthly.days_store import store_beside
from xlscore.books.monthly.inputs import CountsRow, MonthSheets, has_counts, read_silently
from xlscore.books.monthly.names import place_key
from xlscore.books.monthly.rows import inputs_of
from xlscore.books.notes.inputs import read_notes
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import read_policy
from xlscore.books.threat.months import read_all_series
from xlscore.rules.monthly.published import OwnMonths, PublishedInputs, RevisedMonth, released_in
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.notes import FORCE, Quoted, caveats_beside
from xlscore.rules.series import months_between, next_month
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key

__all__ = ["Own"]

Months = Mapping[date, Fraction]


class Own:
    """The workbook's own counts, as the month reads them; what is wrong there is the month's to tell, but for the store."""

    def __init__(self, reading: Reading, reader: Reader) -> None:
        self._reading = reading
        self._reader = reader
        self._store = store_beside(reading)
        self._sheets: MonthSheets | None = read_silently(reading) if has_counts(reading, None) else None
        self._own_force = read_policy(reading, Reader()).own_force
        self._notes = read_notes(reading, Reader())
        self._places: dict[tuple[str, str], str] = {}
        self._months = self._read()

    def place(self, typed: str) -> str:
        """Return a place as it is compared; "" for the force, under its own name too."""
        mine = self._own_force and name_key(typed) == name_key(self._own_force)
        return "" if mine else place_key(typed)

    def has_place(self, typed: str) -> bool:
        """Return whether some measure has months in a place."""
        return any(place == self.place(typed) for _, place in self._months)

    def of(self, inputs: PublishedInputs) -> OwnMonths | None:
        """Return the own months of a published figure's measure and place, None where the workbook has none."""
        mark = name_key(inputs.measure), self.place(inputs.place)
        months = self._months.get(mark)
        if months is None:
            return None
        others = {
            self._places[other]: found
            for other, found in self._months.items()
            if other[0] == mark[0] and other != mark
        }
        return OwnMonths(months, others, self._revised(inputs), self._said(inputs))

    def row(self, measure: str, place: str) -> CountsRow | None:
        """Return the row of counts of a measure and a place, None where it is a sum, or has days alone."""
        mark = name_key(measure), self.place(place)
        rows = () if self._sheets is None else self._sheets.rows
        return next((row for row in rows if row.mark == mark), None)

    def _read(self) -> dict[tuple[str, str], Months]:
        found: dict[tuple[str, str], Months] = {}
        for (objective, purpose), series in (read_all_series(self._reading, Reader()) or {}).items():
            if purpose is Purpose.CRIMES:
                self._places[objective, ""] = ""
                found[objective, ""] = {p.month: p.value for p in series.points if p.value is not None}
        if self._sheets is not None:
            year = ReportingYear.of(date.today(), int(self._sheets.policy.policy.year_begins))
            for row in inputs_of(self._sheets, year, None):
                mark = name_key(row.measure), self.place(row.place)
                self._places[mark] = row.place
                found[mark] = row.counts
        return found

    def _said(self, inputs: PublishedInputs) -> tuple[str, ...]:
        """Return what the notes say of the measure, as long as they stand beside a figure of these months."""
        places = (
            (inputs.place,) if self.place(inputs.place) else tuple(filter(None, (FORCE, self._own_force)))
        )
        months = months_between(inputs.span.first, inputs.span.last) + 1
        return caveats_beside(self._notes, Quoted((inputs.measure,), places, inputs.span.last, months))

    def _revised(self, inputs: PublishedInputs) -> tuple[RevisedMonth, ...]:
        """Return the months of which an earlier release said another figure, by the store beside the workbook; none without one.

        Where the published release says when it came out, what counts is what stood then.
        """
        from xlscore.sources.store.database import StoreError
        from xlscore.sources.store.keeping import open_store

        if self._store is None:
            return ()
        released = released_in(inputs.release)
        revised = []
        try:
            with open_store(self._store) as store:
                for month in inputs.span.months:
                    history = store.history(
                        inputs.measure, "" if not self.place(inputs.place) else inputs.place, month
                    )
                    earlier = [
                        k for k in history[1:] if released is None or k.release.order < next_month(released)
                    ]
                    newest_then = (
                        bool(history)
                        and released is not None
                        and history[0].release.order < next_month(released)
                    )
                    if earlier and not newest_then and earlier[0].count != history[0].count:
                        revised.append(RevisedMonth(month, earlier[0].count, history[0].count))
        except StoreError as error:
            self._reader.at(
                "", "", f"What earlier releases said cannot be read from {self._store.name}: {error}",
                "Import the files again.",
            )  # fmt: skip
            self._store = None  # said once
            return ()
        return tuple(revised)
