"""Which column of a force's own extract means what: as Sources tells, or as plain headings say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Final

from xlscore.rules.month_headings import months_of
from xlscore.rules.problems import Problem
from xlscore.rules.words import counted_in_words, listed, listed_up_to, name_key, quoted, tidy
from xlscore.sources.errors import SourceError
from xlscore.sources.meanings import Meanings, Means, SourceLine
from xlscore.sources.naming import BLANK
from xlscore.sources.rows.dates import is_form
from xlscore.sources.rows.plan import headings_said
from xlscore.sources.tables.figures import count_in

__all__ = [
    "Columns",
    "conditions_of",
    "looks_plain",
    "plain_columns",
    "told_columns",
    "typeless_header",
]

_DAY: Final = (
    "date", "recorded date", "date recorded", "crime recorded date", "recorded on", "reported date", "date reported", "offence date",
    "date of offence", "incident date", "date of incident", "crime date", "date of crime", "created date", "date created", "day",
)  # fmt: skip
_MONTH: Final = ("month", "recorded month", "month recorded", "crime month", "offence month", "period")
_MAJOR: Final = (
    "major", "major type", "major text", "major class", "category", "crime category", "offence category", "offence group", "crime group",
    "main category",
)  # fmt: skip
_MINOR: Final = (
    "type", "crime type", "type of crime", "offence", "offence type", "offence description", "crime", "measure", "incident type", "minor",
    "minor type", "minor text", "minor class", "sub category", "subcategory", "crime subtype", "sub type", "subtype", "offence subgroup",
    "offence sub group", "crime sub group", "ho offence", "recorded offence",
)  # fmt: skip
_PLACES: Final = (
    ("beat", "ward", "neighbourhood"),
    ("lpu", "lpa", "local policing unit", "local policing area", "npt", "npa", "borough", "district", "station", "place", "area", "unit"),
    ("command", "division", "bcu", "basic command unit", "cluster", "county", "force", "force name"),
)  # fmt: skip
"""Headings of places, the smallest first."""
_COUNT: Final = (
    "count", "counts", "no of crimes", "number of crimes", "number of offences", "no of offences", "crimes", "offences", "volume",
    "crime count", "offence count", "recorded crimes", "recorded offences", "total", "records",
)  # fmt: skip
_PERHAPS_COUNT: Final = ("value", "figure", "figures", "amount", "quantity", "qty", "sum", "number")
"""Headings of counts, and of what was stolen or found, too."""
_REFERENCE: Final = (
    "crime id", "crime number", "crime no", "crime ref", "crime reference", "crime reference number", "crime ref no", "reference", "ref", "ref no",
    "reference number", "urn", "unique id", "id", "occurrence number", "incident number", "crime report number",
)  # fmt: skip
_ORDER: Final = re.compile(r"(?<=[a-z])(?:dd?mm?yy(?:yy)?|mm?dd?yy(?:yy)?|yyyymmdd)$")
"""The order of dates that a heading says behind its name, as `name_key` leaves it."""
_FEW: Final = 12
_CONDITION: Final = re.compile(r"\s*(?:=|→|->|=>|⇒)\s*")


@dataclass
class Columns:
    """The columns of an extract by what they mean, from 0 on; a constant where no column says it."""

    header: int
    when: int | None = None
    is_day: bool = False
    form: str = ""
    measures: tuple[int, ...] = ()
    measure: str = ""
    conditions: tuple[tuple[int, Mapping[str, str]], ...] = ()
    """For a column: what it says, and the measure that a row with it belongs to."""
    places: tuple[int, ...] = ()
    """The smallest first."""
    place: str = ""
    count: int | None = None
    reference: int | None = None
    keep: dict[int, frozenset[str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def said(self, headings: Sequence[object]) -> str:
        """Return what is not read of a file whose columns nobody told, and that it has no place, for a sentence; "" for neither.

        >>> Columns(0, when=1, measures=(0,), is_day=True).said(["Offence", "Date", "Unit name"])
        "'Unit name' is not read; no column is known as a place, so that all of it is the force's"
        """
        read = {*self.measures, *self.places, self.when, self.count, self.reference}
        others = [
            quoted(cell) for at, cell in enumerate(headings) if at not in read and str(cell or "").strip()
        ]
        parts = (
            [f"{listed_up_to(_FEW, others)} {'is' if len(others) == 1 else 'are'} not read"] if others else []
        )
        if not self.places:
            parts.append("no column is known as a place, so that all of it is the force's")
        return "; ".join(parts)


def told_columns(
    name: str, rows: Sequence[Sequence[object]], lines: Sequence[SourceLine], told: Meanings
) -> Columns:
    """Return the columns as rows of Sources tell them; refused where one is not there, or the date or the measure is not told."""
    lines = [line for line in lines if line.means is not None]
    wanted = tuple(dict.fromkeys(name_key(line.column) for line in lines if line.column.strip()))
    header = _header(name, rows, wanted, lines)
    here = _keys(rows[header])
    named = (line.column for line in lines if line.column.strip())
    doubled = [column for column in named if here.count(name_key(column)) > 1]
    if doubled:
        raise SourceError(
            f"{name} has the heading {quoted(doubled[0])} more than once.",
            "Give each of them a name of its own.",
        )
    found = Columns(header)
    problems: list[Problem] = []
    for line in lines:
        if line.column.strip():
            _take(found, line, here.index(name_key(line.column)), name, told, problems)
        else:
            _take_constant(found, line, name, problems)
    found.problems = tuple(problems)
    if found.when is None:
        raise SourceError(
            f"Sources tells neither a date nor a month of {name}.", "Add a row whose Means is date or month."
        )
    if not found.measures and not found.measure:
        raise SourceError(
            f"Sources does not tell what {name} counts.",
            "Add a row whose Means is measure: its column, or no column and the measure as Value.",
        )
    if len(found.measures) > 2:
        raise SourceError(
            f"Sources tells {counted_in_words(len(found.measures), 'column')} of measures of {name}.",
            "Tell one, or a major and a minor type.",
        )
    return found


def _header(
    name: str, rows: Sequence[Sequence[object]], wanted: Sequence[str], lines: Sequence[SourceLine]
) -> int:
    best = max(range(len(rows)), key=lambda at: (len(set(wanted) & set(_keys(rows[at]))), -at), default=0)
    here = set(_keys(rows[best])) if rows else set()
    missing = [line.column for line in lines if line.column.strip() and name_key(line.column) not in here]
    if missing:
        raise SourceError(
            f"{name} has no column {listed([quoted(one) for one in dict.fromkeys(missing)], 'or')} in one row with the others, which Sources tells; {headings_said(rows)}.",
            "Correct Sources, or its pattern of file names.",
        )
    return best


def _take_constant(found: Columns, line: SourceLine, name: str, problems: list[Problem]) -> None:
    """Take over what a row of Sources says without a column: a measure or a place that all rows share."""
    value = tidy(line.value)
    if line.means is Means.MEASURE and value:
        found.measure = value
    elif line.means is Means.PLACE and value:
        found.place = value
    else:
        _object(
            problems,
            line,
            f"A row of Sources without a column says nothing of {name}.",
            "Name the column; a measure or place that is the same for all rows is its Value.",
        )


def _take(
    found: Columns, line: SourceLine, column: int, name: str, told: Meanings, problems: list[Problem]
) -> None:
    """Take over what a row of Sources says of a column."""
    match line.means:
        case Means.DATE | Means.MONTH:
            _refuse_second(found.when, column, name, "date or month")
            found.when, found.is_day, found.form = column, line.means is Means.DATE, line.form
            if line.form.strip() and not is_form(line.form):
                _object(
                    problems,
                    line,
                    f"{quoted(line.form)} is no form of dates that is known, and is not heeded.",
                    "Write it as dd/mm/yyyy, mm/dd/yyyy or yyyy-mm-dd.",
                )
        case Means.COUNT:
            _refuse_second(found.count, column, name, "count")
            found.count = column
        case Means.REFERENCE:
            _refuse_second(found.reference, column, name, "reference")
            found.reference = column
        case Means.PLACE:
            # Told from the large to the small, as a heading stands before what it heads.
            found.places = (column, *found.places)
        case Means.MEASURE if tidy(line.value):
            says = conditions_of(line, told, problems)
            found.conditions = (*found.conditions, (column, says)) if says else found.conditions
        case Means.MEASURE:
            found.measures = (*found.measures, column)
        case _:
            _keep(found, line, column, problems)


def _keep(found: Columns, line: SourceLine, column: int, problems: list[Problem]) -> None:
    values = frozenset(name_key(one) for one in line.value.split(";") if one.strip())
    if values:
        found.keep[column] = found.keep.get(column, frozenset()) | values
        return
    _object(
        problems,
        line,
        f"Sources says of {quoted(line.column)} keep only, but not what, so that all its rows count.",
        "Write what to keep as Value, several with ; between.",
    )


def conditions_of(line: SourceLine, told: Meanings, problems: list[Problem]) -> dict[str, str]:
    """Return what a condition says: "Dwelling = Burglary dwelling", either side first, several with ; between."""
    known = {name_key(one.measure): one.measure for one in told.measures}
    says = {}
    for part in filter(None, map(tidy, line.value.split(";"))):
        sides = _CONDITION.split(part)
        measures = [side for side in sides if name_key(side) in known]
        if len(sides) != 2 or not measures:
            _object(
                problems,
                line,
                f"{quoted(part)} does not say which measure a row belongs to.",
                "Write what the column says = the measure, as Measures names it.",
            )
            continue
        measure = sides[1] if sides[1] in measures else sides[0]
        text = sides[0] if measure == sides[1] else sides[1]
        says[name_key(text or BLANK)] = known[name_key(measure)]
    return says


def _object(problems: list[Problem], line: SourceLine, what: str, do: str) -> None:
    problems.append(Problem(line.source.sheet, line.source.cell, what, do))


def _refuse_second(first: int | None, second: int, name: str, what: str) -> None:
    if first is not None and first != second:
        raise SourceError(f"Sources tells two columns of {name} as its {what}.", "Keep one.")


def looks_plain(rows: Sequence[Sequence[object]]) -> bool:
    """Return whether a row of headings names a date or month and a type in plain words.

    >>> looks_plain([("Crimes of the year",), ("Recorded date", "Offence", "LPU")]), looks_plain([("Officer", "Shift")])
    (True, False)
    """
    return _plain_header(rows) is not None


def _plain_header(rows: Sequence[Sequence[object]]) -> int | None:
    for at, row in enumerate(rows):
        here = _keys(row)
        when, types = _of(here, (*_DAY, *_MONTH)), _of(here, (*_MAJOR, *_MINOR))
        if when and types and not _is_of_months(rows[at + 1 :], when[0], types):
            return at
    return None


def _is_of_months(rows: Sequence[Sequence[object]], when: int, types: Sequence[int]) -> bool:
    """Return whether rows are of a month each, with numbers below what could head a type: "Crime" beside "ASB" heads counts."""
    lines = [[str(cell or "").strip() for cell in row] for row in rows]
    lines = [line for line in lines if when < len(line) and line[when]]
    months = [month for line in lines for month in months_of([line[when]]) if month is not None]
    cells = [line[at] for line in lines for at in types if at < len(line) and line[at]]
    numbers = bool(cells) and all(isinstance(count_in(cell), Fraction) for cell in cells)
    return numbers and len(months) > 1 and len(set(months)) == len(months)


def typeless_header(rows: Sequence[Sequence[object]]) -> int | None:
    """Return the row of headings of rows that have a date, and a place, a count or a reference, and nothing besides, so no type.

    >>> typeless_header([("Burglary",), ("Recorded date", "LPU")]), typeless_header([("Date", "Shift")])
    (1, None)
    """
    others = (*(word for level in _PLACES for word in level), *_COUNT, *_REFERENCE)
    for at, row in enumerate(rows):
        here = _keys(row)
        when, known = _of(here, (*_DAY, *_MONTH)), _of(here, others)
        headed = sum(bool(str(cell or "").strip()) for cell in row)
        if len(when) == 1 and known and len(known) + 1 == headed:
            return at
    return None


def plain_columns(name: str, rows: Sequence[Sequence[object]], measure: str = "") -> Columns:
    """Return the columns that plain headings name; refused where two of them could mean the same.

    With a `measure` all rows are of that one, and no column is asked for the type.

    >>> found = plain_columns("x.csv", [("Crime no.", "Recorded Date", "Type", "BCU", "LPU")])
    >>> found.reference, found.when, found.is_day, found.measures, found.places
    (0, 1, True, (2,), (4, 3))
    """
    header = typeless_header(rows) if measure else _plain_header(rows)
    if header is None:
        raise SourceError(
            f"{name} has no plain headings of a date or month and a type; {headings_said(rows)}.",
            "Tell its columns in Sources (date or month, measure, place, count).",
        )
    here = _keys(rows[header])
    days, months = _of(here, _DAY), _of(here, _MONTH)
    found = Columns(header, measure=measure)
    when = _only(name, rows[header], days or months, "date" if days else "month")
    assert when is not None, "a plain header has a date or a month"
    found.when, found.is_day = when, bool(days)
    majors, minors = _of(here, _MAJOR), _of(here, _MINOR)
    if len(majors) == 1 and len(minors) == 1:
        found.measures = (majors[0], minors[0])
    elif not measure:
        only = _only(name, rows[header], [*majors, *minors], "measure")
        assert only is not None, "a plain header has a type"
        found.measures = (only,)
    for level in _PLACES:
        place = _only(name, rows[header], _of(here, level), "place")
        if place is not None:
            found.places = (*found.places, place)
    found.count = _only(name, rows[header], _of(here, _COUNT), "count")
    perhaps = _of(here, _PERHAPS_COUNT)
    if found.count is None and perhaps:
        raise SourceError(
            f"{name} has {quoted(rows[header][perhaps[0]])}, which could be its count or something else.",
            "Tell its columns in Sources: that one as count, or the others alone.",
        )
    found.reference = _only(name, rows[header], _of(here, _REFERENCE), "reference")
    return found


def _only(name: str, headings: Sequence[object], columns: Sequence[int], what: str) -> int | None:
    if len(columns) > 1:
        several = listed([quoted(headings[at]) for at in columns])
        raise SourceError(
            f"{name} has {several}, each of which could be its {what}.",
            f"Tell in Sources which column means {what}.",
        )
    return columns[0] if columns else None


def _of(here: Sequence[str], words: Sequence[str]) -> list[int]:
    wanted = {name_key(word) for word in words}
    return [at for at, heading in enumerate(here) if _ORDER.sub("", heading) in wanted]


def _keys(row: Sequence[object]) -> list[str]:
    return [name_key(cell) if isinstance(cell, str) else "" for cell in row]
