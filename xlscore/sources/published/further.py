"""What a release of the police force area tables has besides its numbers of offences: named for what it is, its counts told where asked.

Offences with a knife are among the numbers of offences, and incidents are no offences, so neither is in any sum of these. They
are told of the own force where the workbook's Measures know them by name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.figures_dates import read_month
from xlscore.rules.month_headings import MONTH, words_of
from xlscore.rules.periods import YEAR, Span
from xlscore.rules.series import months_later
from xlscore.rules.words import listed, quoted, tidy
from xlscore.sources.counted import Published, Release
from xlscore.sources.naming import Naming
from xlscore.sources.published.areas import area_name, bare_heading, is_force, place_of_force
from xlscore.sources.published.force_table import AREA_NAMES, area_heading
from xlscore.sources.tables.figures import count_in
from xlscore.sources.tables.pages import SourcePage, SourceRow

__all__ = ["further_figures", "is_table_of_forces", "said_of_further"]

_PERIOD: Final = re.compile(rf"({MONTH})\s*['’]?(\d\d)\s+to\s+({MONTH})\s*['’]?(\d\d)", re.IGNORECASE)
_HEAD_ROWS: Final = 3
_SELECTED: Final = "Selected offences involving a knife"
_INCIDENTS: Final = "Anti-social behaviour incidents"
_WHAT: Final = (
    (("population estimates",), "populations"),
    (("household estimates",), "households"),
    (("experiences",), "a survey's estimates"),
    (("incidents", "category"), "percentages of incidents"),
    (("incidents",), "incidents, which are no offences"),
    (("knife", "rates"), "rates"),
    (("knife",), "offences with a knife, which are among the numbers of offences"),
    (("percentage change",), "percentage changes"),
    (("rate of offences",), "rates"),
)
"""What a table is by the words of its title, the first that fits."""


def said_of_further(pages: Sequence[SourcePage], last: date) -> Iterator[str]:
    """Yield what the other tables of a release hold, and by which names what they count is told."""
    named = {tidy(page.name): what for page in pages if (what := _what(page))}
    if named:
        others = listed([f"{quoted(name)} ({what})" for name, what in named.items()])
        yield f"The other tables are in no sum: {others}."
    counts = {name for page in pages for name, _, _ in _columns(page, last)}
    if counts:
        yield f"Where Measures have a row or a source name for them, these are told of the own force, too: {listed(sorted(repr(name) for name in counts))}."


def further_figures(
    pages: Sequence[SourcePage], naming: Naming, publisher: str, release: Release, last: date
) -> Iterator[Published]:
    """Yield the own force's counts of the other tables that the workbook's measures know, each period once."""
    seen: set[tuple[str, Span]] = set()
    for page in pages if naming.knows_measures else ():
        row = _own_row(page, naming)
        for name, span, column in _columns(page, last) if row is not None else ():
            measures = naming.measures(name)
            value = None if row is None else count_in(row.at(column))
            if len(measures) == 1 and (name, span) not in seen and isinstance(value, Fraction):
                seen.add((name, span))
                yield Published(
                    measures[0], "", publisher, release.name, span.first, span.last, value, is_leaf=False
                )


def is_table_of_forces(page: SourcePage) -> bool:
    """Return whether a sheet is a table by police force area, by its title."""
    return bool(_what(page))


def _what(page: SourcePage) -> str:
    """Return what a table of forces holds, "" for another sheet."""
    title = _title(page)
    if "police force area" not in title:
        return ""
    return next((what for words, what in _WHAT if all(word in title for word in words)), "other figures")


def _title(page: SourcePage) -> str:
    return words_of(str(page.rows[0].at(1) or "")) if page.rows else ""


def _heading(page: SourcePage) -> SourceRow | None:
    """Return the line that heads a table's columns; one release names the areas' column by nothing."""
    units = (row for row in page.rows if len([value for value in row.cells if _is_number_of(value)]) > 1)
    return area_heading(page) or next(units, None)


def _is_number_of(value: object) -> bool:
    return isinstance(value, str) and words_of(value).startswith("number of")


def _columns(page: SourcePage, last: date) -> Iterator[tuple[str, Span, int]]:
    """Yield the columns of counts: what they count, of which months, and where they are."""
    heading, title = _heading(page), _title(page)
    if heading is None or "police force area" not in title or not ("knife" in title or "incidents" in title):
        return
    year = Span(months_later(last, 1 - YEAR), last)
    near = [row for row in page.rows if abs(row.number - heading.number) < _HEAD_ROWS]
    lines = [row.number for row in near if not any(map(_is_figure, row.cells))]
    for column in range(1, max(len(row.cells) for row in page.rows) + 1):
        texts = [text for line in lines if (text := tidy(str(page.shown(line, column) or "")))]
        units = [text for text in texts if _is_number_of(text)]
        if not units or any("change" in words_of(text) for text in texts):
            continue
        span = next(filter(None, map(_span, texts)), None)
        others = [text for text in texts if text not in units and _span(text) is None]
        if "incidents" in words_of(units[0]):
            yield _INCIDENTS, span or year, column
        elif span or any("total" in words_of(text) for text in others):
            yield _SELECTED, span or year, column
        elif others:
            yield f"{bare_heading(others[-1])} involving a knife", year, column


def _is_figure(value: object) -> bool:
    return isinstance(count_in(value), Fraction)


def _span(text: str) -> Span | None:
    """Return the months of a heading, of digits that run into a footnote's those of the year.

    >>> _span("Apr '07 to Mar '083").words, _span("Number of incidents")
    ('Apr 2007 to Mar 2008', None)
    """
    found = _PERIOD.search(text)
    ends = [read_month(f"{found[at]} 20{found[at + 1]}") for at in (1, 3)] if found else []
    first, last = ends if ends else (None, None)
    return Span(first, last) if first is not None and last is not None and first <= last else None


def _own_row(page: SourcePage, naming: Naming) -> SourceRow | None:
    """Return the row of the own force, None where a table has none."""
    heading = _heading(page)
    headed = () if heading is None else heading.filled
    name = next(
        (c for c in headed if heading and words_of(bare_heading(str(heading.at(c)))) in AREA_NAMES), 1
    )
    for row in page.rows:
        held, code = row.at(name), row.at(name - 1) if name > 1 else None
        if heading is not None and row.number > heading.number and isinstance(held, str):
            called = area_name(held), tidy(code) if isinstance(code, str) else ""
            if is_force(*called) and place_of_force(*called, naming) == "":
                return row
    return None
