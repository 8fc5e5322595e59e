"""What a workbook tells of outside files: its Sources, Measures and Places as `Meanings`, each unreadable entry a problem."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from xlscore.books.monthly.brought import MEASURES_FROM_FILES
from xlscore.books.monthly.headings import MEASURES, PLACES, SOURCES
from xlscore.books.monthly.inputs import is_measures, is_places
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_all, find_one
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.figures import Source
from xlscore.rules.monthly.rate_names import is_rate_purpose
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import key, listed, name_key, quoted
from xlscore.sources.meanings import Meanings, Means, MeasureTold, PlaceTold, SourceLine

__all__ = ["read_meanings"]

_BETWEEN: Final = re.compile(r"[;\n]")
_CODES: Final = re.compile(r"\s*[A-Z]\d{6,9}(?:\s*[,\s]\s*[A-Z]\d{6,9})+\s*", re.IGNORECASE)
_OTHERWISE: Final[Mapping[str, Means]] = {
    "day": Means.DATE, "type": Means.MEASURE, "offence": Means.MEASURE, "crimetype": Means.MEASURE, "area": Means.PLACE, "number": Means.COUNT,
    "counts": Means.COUNT, "months": Means.MONTH, "ref": Means.REFERENCE, "keep": Means.KEEP_ONLY,
}  # fmt: skip


def read_meanings(planner: Planner, reader: Reader) -> Meanings:
    """Return what the workbook tells of outside files; what cannot be read of it is a problem of its cell."""
    reading = planner.reading
    sources = tuple(line for table in find_all(reading.blocks, SOURCES) for line in _lines(table, reader))
    measures = _measures(planner, reader)
    _report_two_meanings(measures, sources, reader)
    policy = read_policy(reading, Reader())
    begins = int(policy.policy.year_begins)
    return Meanings(sources, measures, _places(reading, reader), policy.own_force, begins)


def read_means(typed: str) -> Means:
    """Return what a column means by the word that was typed; another word is refused with the list.

    >>> read_means("Keep only").value, read_means(" DATE ").value
    ('keep only', 'date')
    """
    word = key(typed)
    found = next((means for means in Means if key(means) == word), _OTHERWISE.get(word))
    if found is None:
        raise RuleError(
            Trouble.UNREADABLE, f"{quoted(typed)} is nothing that a column of a file can mean.",
            f"Type one of {listed([means.value for means in Means], 'or')}.",
        )  # fmt: skip
    return found


def _lines(table: Table, reader: Reader) -> list[SourceLine]:
    found = []
    for row in table.records:
        # Without a column, a value is the measure or the place of all rows.
        column, value = reader.text(table, row, "column"), reader.text(table, row, "value")
        typed = reader.text(table, row, "means")
        means = reader.word(table, row, "means", read_means)
        release = reader.text(table, row, "release")
        shared = means in (Means.MEASURE, Means.PLACE) and bool(value)
        line = SourceLine(
            table.text(row, "source"), column, means if column or shared else None, value,
            reader.text(table, row, "form"), release, Source(table.sheet, table.cell(row, "means")),
        )  # fmt: skip
        if (
            (typed and not column and not shared)
            or (column and not typed)
            or (means is Means.KEEP_ONLY and not value)
        ):
            missing = "Column" if not column else "Means" if not typed else "Value"
            field = {"Column": "column", "Means": "means", "Value": "value"}[missing]
            reader.at(
                table.sheet, table.cell(row, field) or table.cell(row, "source"),
                f"The row of '{line.pattern}' has no {missing}, so it tells nothing of a column.",
                f"Fill in {missing}, or take the row out.",
            )  # fmt: skip
            if missing == "Value":
                continue
        if line.means is not None or release or not typed:
            found.append(line)
    return found


def _measures(planner: Planner, reader: Reader) -> tuple[MeasureTold, ...]:
    """Return the measures of the table, none where files brought all of its rows and nobody filled in more: then others are welcome."""
    table = find_one(planner.reading.blocks, MEASURES, is_measures)
    if table is None:
        return ()
    brought = planner.rows_written(MEASURES_FROM_FILES, table.sheet)
    rest = [c.field for c in MEASURES.columns if c.field not in ("measure", "parent")]
    if all(
        table.row_key(row) in brought and not any(table.text(row, name) for name in rest)
        for row in table.records
    ):
        return ()
    return tuple(
        MeasureTold(
            table.text(row, "measure"), _names(table, row, reader), reader.text(table, row, "parent"), reader.text(table, row, "purpose"),
            Source(table.sheet, table.cell(row, "sources") or table.cell(row, "measure")),
        )
        for row in table.records
    )  # fmt: skip


def _names(table: Table, row: int, reader: Reader) -> tuple[str, ...]:
    """Return what extracts call a measure; the names of a rate are those of the counts that it is made of."""
    names = _parts(reader.text(table, row, "sources"))
    return () if is_rate_purpose(reader.text(table, row, "purpose")) else names


def _places(reading: Reading, reader: Reader) -> tuple[PlaceTold, ...]:
    table = find_one(reading.blocks, PLACES, is_places)
    if table is None:
        return ()
    found = [
        PlaceTold(
            table.text(row, "place"), reader.text(table, row, "parent"), reader.text(table, row, "kind"),
            _parts(reader.text(table, row, "codes")), Source(table.sheet, table.cell(row, "codes") or table.cell(row, "place")),
        )
        for row in table.records
    ]  # fmt: skip
    by_code: dict[str, PlaceTold] = {}
    for place in found:
        for code in place.codes:
            other = by_code.setdefault(name_key(code), place)
            if name_key(other.place) != name_key(place.place):
                reader.at(
                    place.source.sheet, place.source.cell,
                    f"'{code}' is a code of '{other.place}' and of '{place.place}'.", "Keep it with one of them; until then the last counts.",
                )  # fmt: skip
    return tuple(found)


def _report_two_meanings(
    measures: tuple[MeasureTold, ...], sources: tuple[SourceLine, ...], reader: Reader
) -> None:
    """Report a source name that two measures have, unless Sources has a condition by which they can be told apart."""
    if any(line.means is Means.MEASURE and line.value for line in sources):
        return
    seen: dict[str, MeasureTold] = {}
    for measure in measures:
        for name in measure.names:
            other = seen.setdefault(name_key(name), measure)
            if name_key(other.measure) != name_key(measure.measure):
                reader.at(
                    measure.source.sheet, measure.source.cell,
                    f"'{name}' is a source name of '{other.measure}' and of '{measure.measure}', so nobody can say which of them its rows are.",
                    "Take it out of one of them, or give Sources a condition (Means measure, with a Value) that tells them apart.",
                )  # fmt: skip


def _parts(text: str) -> tuple[str, ...]:
    """Return the names in a cell, divided by semicolons; codes alone may be divided by commas and spaces.

    >>> _parts("Theft; Theft, other"), _parts("E01025631, E01025632")
    (('Theft', 'Theft, other'), ('E01025631', 'E01025632'))
    """
    if _CODES.fullmatch(text):
        return tuple(re.findall(r"[A-Za-z]\d{6,9}", text))
    return tuple(part for part in map(str.strip, _BETWEEN.split(text)) if part)
