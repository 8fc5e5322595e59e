"""What stands in the store: for each series and month the count of the newest release that holds it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from xlscore.sources.counted import Mark, Release
from xlscore.sources.store.database import Database
from xlscore.sources.store.schema import NEWEST, is_empty
from xlscore.sources.store.told import Key

__all__ = ["StandingCount", "day_of", "standing"]


@dataclass(frozen=True, slots=True)
class StandingCount:
    """What stands of a series in a month, and since which release."""

    mark: Mark
    count: Fraction
    until: date | None
    release: int
    of: Release


def standing(database: Database, first: date = date.min, last: date = date.max) -> dict[Key, StandingCount]:
    """Return what stands in the months from `first` to `last`."""
    if is_empty(database):
        return {}
    rows = database.ask(
        f"""SELECT s.measure_key, s.place_key, k.month, s.measure, s.place, k.count, k.per, k.until, k.release, k.name, k.ordered
            FROM ({NEWEST} WHERE c.month BETWEEN ? AND ?) k JOIN series s ON s.id = k.series WHERE k.latest = 1
            ORDER BY s.id, k.month""",
        first.isoformat(),
        last.isoformat(),
    )
    found = {}
    for measure_key, place_key, at, measure, place, count, per, until, release, name, ordered in rows:
        month = day_of(at)
        found[measure_key, place_key, month] = StandingCount(
            (measure, place, month),
            Fraction(count, per),
            day_of(until) if until else None,
            release,
            Release(name, day_of(ordered)),
        )
    return found


def day_of(told: object) -> date:
    """Return a day as a database tells it: PostgreSQL as a date, SQLite as a text."""
    return told if isinstance(told, date) else date.fromisoformat(str(told))
