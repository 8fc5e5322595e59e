"""Tables of one measure with months one way and years the other: every figure is of the month and the year that it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Final

from xlscore.rules.month_headings import words_of
from xlscore.rules.words import quoted
from xlscore.sources.tables.figures import count_in
from xlscore.sources.tables.pages import SourcePage, SourceRow
from xlscore.sources.tables.telling import TableTold
from xlscore.sources.tables.years import bare_month, year_of_banner
from xlscore.sources.wide.blocks import MonthBlock
from xlscore.sources.wide.heads import Head, heading_text, titles_above
from xlscore.sources.wide.labels import Labels
from xlscore.sources.wide.unheaded import says_no_counts

__all__ = ["blocks_by_year"]

_FEWEST: Final = 2
_Cell = tuple[date, tuple[int, int], object]
"""A month, where its figure stands, and the figure."""


def blocks_by_year(page: SourcePage, told: TableTold) -> list[MonthBlock]:
    """Return the table of a page that has months down and years across, or years down and months across."""
    found = (_block(page, view, told) for view in (page, page.turned()))
    return [block for block in found if block is not None][:1]


def _block(page: SourcePage, view: SourcePage, told: TableTold) -> MonthBlock | None:
    for row in view.rows:
        years = _years(row, told.year_begins)
        months = _months(view, row, min(years)) if len(years) >= _FEWEST else {}
        if len(months) < _FEWEST:
            continue
        if not _in_order(years, months):
            return None
        first = row.number if view is page else min(years)
        titles = titles_above(page, SourceRow(first, ()))
        measure, by = (told.measure, "") if told.measure else told.measure_said(page, titles)
        if not measure or (by and any(map(says_no_counts, (*titles, page.name)))):
            return None
        said = (f"All of it is {quoted(measure)}, as its {by} says.",) if by else ()
        labels = Labels((), (), {}, measure=measure, place=told.place)
        return _laid_out(view, row, list(_cells(view, years, months, told.year_begins)), labels, said)
    return None


def _in_order(years: Mapping[int, str], months: Mapping[int, int]) -> bool:
    """Return whether months below calendar years stand in their order: from April to March nobody knows which year the last are of."""
    calendar = any(" " not in text for text in years.values())
    return not calendar or list(months.values()) == sorted(months.values())


def _years(row: SourceRow, begins: int) -> dict[int, str]:
    """Return the columns of a line that are headed by years."""
    words = {column: words_of(heading_text(row.at(column))) for column in row.filled}
    found = {
        column: text for column, text in words.items() if year_of_banner(text, begins, begins) is not None
    }
    return found if len(set(found.values())) == len(found) else {}


def _months(view: SourcePage, head: SourceRow, first: int) -> dict[int, int]:
    """Return the lines below a heading that a month without a year begins, each once."""
    found: dict[int, int] = {}
    for row in view.rows:
        month = next(filter(None, (bare_month(row.at(column)) for column in range(1, first))), 0)
        if row.number > head.number and month:
            found[row.number] = month
    return found if len(set(found.values())) == len(found) else {}


def _cells(
    view: SourcePage, years: Mapping[int, str], months: Mapping[int, int], begins: int
) -> Iterator[_Cell]:
    for column, words in years.items():
        for number, month in months.items():
            year = year_of_banner(words, month, begins)
            if year is not None:
                yield date(year, month, 1), (number, column), view.row(number).at(column)


def _laid_out(
    view: SourcePage, head: SourceRow, cells: Sequence[_Cell], labels: Labels, said: tuple[str, ...]
) -> MonthBlock | None:
    """Return the figures as one line with a column for each month, which knows where they stand in the file."""
    if not any(isinstance(count_in(value), Fraction) for *_, value in cells):
        return None
    stands = {(head.number, at): place for at, (_, place, _) in enumerate(cells, 1)}
    row = SourceRow(head.number, tuple(value for *_, value in cells))
    page = SourcePage(
        view.name,
        (row,),
        visible=view.visible,
        formulas=frozenset(here for here, there in stands.items() if there in view.formulas),
        is_turned=view.is_turned,
        stands=stands,
    )
    dates = {at: month for at, (month, *_) in enumerate(cells, 1)}
    rows, columns = ({place[side] for _, place, _ in cells} for side in (0, 1))
    others = [
        heading_text(head.at(column))
        for column in head.filled
        if column > min(columns) and column not in columns
    ]
    others += [
        heading_text(line.at(1)) for line in view.rows if line.number > min(rows) and line.number not in rows
    ]
    return MonthBlock(
        page, Head(head.number, dates, {}, {}, {}), labels, dates, tuple(filter(None, others)), {}, 1, len(cells), (row,), said
    )  # fmt: skip
