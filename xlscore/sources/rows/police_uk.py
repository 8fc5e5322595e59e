"""The files of data.police.uk: street-level crime, outcomes, stop and search.

Street and outcomes bear the month alone, stop and search the day. The Crime ID is the reference: a crime that has none
(anti-social behaviour) is another one in each row.
Source: data.police.uk, "About our CSVs".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Final

from xlscore.errors import lane_words
from xlscore.rules.words import listed, name_key, quoted
from xlscore.sources.counted import FileCounts
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import FileKind, Glimpse
from xlscore.sources.meanings import Meanings
from xlscore.sources.naming import Naming
from xlscore.sources.rows.counts import count_rows
from xlscore.sources.rows.names import always, measures_in_one_column, measures_in_two_columns, small_areas
from xlscore.sources.rows.plan import Names, RowPlan, find_headings

__all__ = ["OUTCOMES", "STOP_AND_SEARCH", "STREET"]

_STREET: Final = ("Month", "LSOA code", "LSOA name", "Crime type")
_OUTCOMES: Final = ("Month", "LSOA code", "LSOA name", "Outcome type")
_SEARCHES: Final = ("Date", "Type", "Object of search", "Outcome")
_SEARCH: Final = "Stop and search"
_AREA: Final = re.compile(r"(.*\S)\s+\d{3}[A-Z]")
"""A small area's name: its district, and its number in it."""
_FORCE_IN_NAME: Final = re.compile(r"\d{4}-\d{2}-(.+)-stop-and-search", re.IGNORECASE)


def _has(file: Glimpse, headings: Sequence[str]) -> bool:
    return not file.is_workbook and any(find_headings(leaf.rows, headings) for leaf in file.leaves)


def _header(file: Glimpse, what: str, headings: Sequence[str]) -> tuple[int, tuple[int, ...]]:
    found = None if file.is_workbook else find_headings(file.leaves[0].rows, headings)
    if found is None:
        raise SourceError(
            f"{file.name} is no file of {what}: it has not the headings {listed(headings)} in one row.",
            lane_words("Tell its columns in Sources.", "Say what it is with --as, or leave --as out."),
        )
    return found


def _reference(file: Glimpse, header: int) -> int | None:
    row = file.leaves[0].rows[header]
    return next(
        (
            at
            for at, cell in enumerate(row)
            if isinstance(cell, str) and name_key(cell) == name_key("Crime ID")
        ),
        None,
    )


def _read_areas(
    word: str, what: str, headings: Sequence[str], file: Glimpse, told: Meanings, naming: Naming
) -> FileCounts:
    header, (month, code, name, kind) = _header(file, what, headings)
    plan = RowPlan(
        word, month, False, (kind,), measures_in_one_column(told, naming), (code, name), small_areas(naming),
        reference=_reference(file, header),
    )  # fmt: skip
    found = count_rows(file, header, plan, told)
    if naming.knows_places:
        return found
    return replace(found, said=(*_said_of_areas({place for _, place, _ in found.months}), *found.said))


def _said_of_areas(places: Collection[str]) -> Iterator[str]:
    """Yield that small areas are places, with what on Places gathers them: the beginning that most of them share.

    >>> next(_said_of_areas(["Blaby 001A", "Leicester 012A", "Leicester 002B"]))
    "Each small area (LSOA) such as 'Leicester 002B' is a place of its own, as Places has no row: a row 'Leicester' there gathers all whose names begin with it."
    """
    begins = Counter(found[1] for found in map(_AREA.fullmatch, places) if found)
    if begins:
        begin = min(begins, key=lambda each: (-begins[each], each))
        area = min(place for place in places if (found := _AREA.fullmatch(place)) and found[1] == begin)
        yield (
            f"Each small area (LSOA) such as {quoted(area)} is a place of its own, as Places has no row: "
            f"a row {quoted(begin)} there gathers all whose names begin with it."
        )


def _read_street(file: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    return _read_areas("street", "street-level crime", _STREET, file, told, naming)


def _read_outcomes(file: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    return _read_areas("outcomes", "outcomes", _OUTCOMES, file, told, naming)


def _read_searches(file: Glimpse, told: Meanings, naming: Naming) -> FileCounts:
    header, (day, _, sought, _) = _header(file, "stop and search", _SEARCHES)
    measures = measures_in_two_columns(told, naming, _SEARCH)
    plan = RowPlan("stop-and-search", day, True, (sought,), measures, (), _force(file, naming))
    return count_rows(file, header, plan, told)


def _force(file: Glimpse, naming: Naming) -> Names:
    """Return the place of searches, which no column has: the force, unless the file's name says another one's."""
    named = _FORCE_IN_NAME.search(file.base)
    if named is None or not naming.knows_force:
        return always("", ("",))
    force = named[1].replace("-", " ")
    place = naming.force(force)
    return always(force, () if place is None else (place,))


STREET: Final = FileKind(
    "street", "street-level crime of data.police.uk", lambda file: _has(file, _STREET), _read_street
)
OUTCOMES: Final = FileKind(
    "outcomes", "outcomes of data.police.uk", lambda file: _has(file, _OUTCOMES), _read_outcomes
)
STOP_AND_SEARCH: Final = FileKind(
    "stop-and-search", "stop and search of data.police.uk", lambda file: _has(file, _SEARCHES), _read_searches
)
