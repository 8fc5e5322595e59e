"""The days that a workbook's sheet would be too long for: an import keeps them in the store beside it, and they count as those of a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Final

from xlscore.books.monthly.days import DaySheet
from xlscore.books.monthly.names import place_key
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.rules.monthly.adding_up import Mark
from xlscore.rules.monthly.days import covered_by
from xlscore.rules.words import name_key

__all__ = ["read_stored_days", "store_beside"]

_YEARS: Final = 2


def store_beside(reading: Reading) -> Path | None:
    """Return the store of counts beside a workbook, None where there is none."""
    from xlscore.sources.store.keeping import beside

    path = Path(str(reading.book.fullname))
    return beside(path) if path.is_file() and beside(path).is_file() else None


def read_stored_days(reading: Reading, reader: Reader, own_force: str, until: date) -> DaySheet | None:
    """Return the days up to one that the store beside a workbook has of this year and the one before, None where it has none."""
    from xlscore.sources.store.database import StoreError
    from xlscore.sources.store.keeping import open_store

    path = store_beside(reading)
    if path is None:
        return None
    try:
        with open_store(path) as store:
            told = store.days(date(until.year - _YEARS, 1, 1), until)
    except StoreError as error:
        reader.at("", "", f"The days of {path.name} cannot be read: {error}", "Import the files again.")
        return None
    counts: dict[Mark, dict[date, int]] = {}
    names: dict[Mark, tuple[str, str]] = {}
    force = place_key(own_force)
    for (measure, place, day), count in told.items():
        where = place_key(place)
        mark = name_key(measure), "" if where == force else where
        names.setdefault(mark, (measure, place if mark[1] else ""))
        if count.denominator == 1:
            days = counts.setdefault(mark, {})
            days[day] = days.get(day, 0) + int(count)
    every = {day for _, _, day in told}
    return DaySheet(None, counts, names, covered_by(every), min(every), max(every)) if every else None
