"""Tables with a column for each month as counts: what every row became, what each month says, and what stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from xlscore.rules.words import name_key, quoted
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import Glimpse
from xlscore.sources.meanings import Meanings, Means
from xlscore.sources.naming import Naming
from xlscore.sources.releases import release_of
from xlscore.sources.run_dates import run_date_in
from xlscore.sources.tables.pages import SourcePage, SourceRow, read_pages
from xlscore.sources.tables.telling import TableTold, told_of
from xlscore.sources.wide.blocks import MonthBlock, blocks_of
from xlscore.sources.wide.by_year import blocks_by_year
from xlscore.sources.wide.heads import bare_months, head_of, heading_text
from xlscore.sources.wide.labels import labels_of
from xlscore.sources.wide.lines import Body, body_of
from xlscore.sources.wide.meant import MeantRows, meant_by
from xlscore.sources.wide.month_rows import MonthRow
from xlscore.sources.wide.sums import sums_of, totals_among
from xlscore.sources.wide.tally import Tally
from xlscore.sources.wide.turned import column_of_months, turned_blocks
from xlscore.sources.wide.unheaded import says_no_counts, unheaded_blocks

__all__ = ["no_tables", "read_wide", "wide_sheets"]

_FEWEST: Final = 2


def wide_sheets(glimpse: Glimpse, told: Meanings, *, headed: bool = False) -> list[str]:
    """Return the sheets of a file that have a table with months, as far as their first lines show; "" is a text's.

    `headed` asks only for those with a column for each month and a heading over the type.
    """
    about = told_of(glimpse, told)
    if (headed and _tells_months(about)) or _tells_rows(about):
        return []
    pages = tuple(_first_pages(glimpse))
    found = [blocks_of(page, about) for page in pages] if headed else _tables_of(pages, about)
    return [page.name for page, blocks in zip(pages, found, strict=True) if blocks]


def _tells_months(told: TableTold) -> bool:
    return any(line.means in (Means.DATE, Means.MONTH) for line in told.lines)


def _tells_rows(told: TableTold) -> bool:
    """Return whether Sources tells a file's columns as those of single rows: a column of months alone heads a table, too."""
    means = {line.means for line in told.lines if line.column.strip()}
    return Means.DATE in means or (Means.MONTH in means and len(means) > 1)


def no_tables(glimpse: Glimpse, told: Meanings) -> SourceError | None:
    """Return why the months of a file cannot be read as its tables, None where it has none."""
    about = told_of(glimpse, told)
    return next(
        filter(None, (_why_no_table(glimpse.name, page, about) for page in _first_pages(glimpse))), None
    )


def read_wide(glimpse: Glimpse, told: Meanings, naming: Naming, *, kind: str = "extract") -> FileCounts:
    """Return what a file of tables with months comes to; one without any is refused in a sentence."""
    about = told_of(glimpse, told)
    pages = tuple(read_pages(glimpse))
    blocks = list(zip(pages, _tables_of(pages, about), strict=True))
    bodies = [body_of(block) for _, found in blocks for block in found]
    if not bodies:
        raise no_tables(glimpse, told) or SourceError(
            f"'{glimpse.name}' has no table with a column for each month and one for the type.",
            "Tell in Sources which of its columns is the measure.",
        )
    tally = Tally(glimpse.name)
    _say(tally, blocks, bodies, about)
    lines = [line for body in bodies for line in body.lines]
    today, run = told.today or date.today(), run_date_in(tuple(_beside(bodies)))
    until = min(today, run) if run else today
    covered = _covered(lines, until)
    totals = totals_among(lines)
    meant = meant_by(lines, totals, naming, told)
    tally.problems += meant.problems
    totals |= meant.totals
    tally.say_future(lines, until)
    _count(tally, lines, totals, meant, covered)
    tally.say_cells()
    tally.say_gaps(covered)
    release = release_of(glimpse, told, covered[-1] if covered else today.replace(day=1))
    return replace(
        tally.counts(kind, covered, release),
        part=_part(covered, run),
        sums=sums_of(lines, totals, covered, meant, naming, tally.report),
        said=tuple(tally.said),
        problems=tuple(tally.problems),
    )


def _tables_of(pages: Sequence[SourcePage], told: TableTold) -> list[list[MonthBlock]]:
    """Return the tables of each page: those with a heading over the type where any page has some, else those without, else turned ones."""
    found = [blocks_of(page, told) for page in pages]
    for way in (unheaded_blocks, turned_blocks, blocks_by_year):
        if not any(found):
            found = [way(page, told) for page in pages]
    return found


def _why_no_table(name: str, page: SourcePage, told: TableTold) -> SourceError | None:
    """Return why a page with months has no table that can be read, None where it has no months."""
    where = f"{name}, {quoted(page.name)}," if page.name else name
    for view in (page, page.turned()):
        for row in view.rows:
            if len(row.filled) > _FEWEST and bare_months(row.cells) and head_of(view, row, told) is None:
                return SourceError(
                    f"{where} has months without a year, and nothing says which year they are of.",
                    "Write the year into the headings (Apr 2024) or over them (2024/25), or into the title, the sheet's name or the file's.",
                )
    column = column_of_months(page)
    heads = [head_of(page, row, told) for row in page.rows]
    heads += [head_of(page.turned(), page.turned().row(column), told)] if column else []
    if not any(heads):
        return None
    texts = [cell for row in page.rows for cell in row.cells if isinstance(cell, str)]
    if any(map(says_no_counts, texts)):
        return SourceError(
            f"{where} has no counts of single months, as it says: rates, averages, percentages, or twelve months at a time.",
            "Export the counts by month; other figures are in no series.",
        )
    return SourceError(
        f"{where} has months, and nothing says whether the names beside them are types or places, or what is counted.",
        "Tell in Sources its measure (Means measure, no Column, the measure as Value) where they are places, "
        "or its place, such as the force (Means place, no Column, the place as Value), where they are types.",
    )


def _say(
    tally: Tally,
    blocks: Sequence[tuple[SourcePage, Sequence[MonthBlock]]],
    bodies: Sequence[Body],
    told: TableTold,
) -> None:
    """Say what stands beside the rows of the tables, and which pages cannot be read."""
    headed = any(not block.said and not block.labels.measure for _, found in blocks for block in found)
    rest = [page for page, found in blocks if not found]
    undated = [page.name for page in rest if _undated(page, told)]
    # Beside tables that are headed another sheet may be their summary; beside those that are not it is one like them.
    unsaid = [page.name for page in rest if not headed and _why_no_table("", page, told) is not None]
    tally.say_pages([(page, found) for page, found in blocks if page.name not in (*undated, *unsaid)])
    for name in undated:
        tally.report(
            name,
            f"The sheet {quoted(name)} has months without a year, and is not read.",
            "Write the year into its headings, its title or its name.",
        )
    for name in unsaid:
        if name not in undated:
            tally.report(
                name,
                f"The sheet {quoted(name)} has months, and nothing says what it counts; it is not read.",
                "Call it, or head it, as Measures does, or take it out of the file.",
            )
    for body in bodies:
        tally.say_body(body)


def _undated(page: SourcePage, told: TableTold) -> bool:
    """Return whether a page has a table with a heading over its types and months without a year."""
    return any(
        bool(bare_months(row.cells)) and head_of(page, row, told) is None
        and labels_of({c: heading_text(row.at(c)) for c in row.filled}, told.lines) is not None
        for row in page.rows
    )  # fmt: skip


def _first_pages(glimpse: Glimpse) -> Iterable[SourcePage]:
    for leaf in glimpse.leaves:
        yield SourcePage(
            leaf.name, tuple(SourceRow(number, cells) for number, cells in enumerate(leaf.rows, 1))
        )


def _beside(bodies: Sequence[Body]) -> Iterable[object]:
    """Yield what stands above and below the rows of blocks."""
    for body in bodies:
        page, head = body.block.page, body.block.head
        for row in page.rows:
            if row.number < head.row:
                yield from row.cells
        yield from body.notes


def _covered(lines: Sequence[MonthRow], until: date) -> tuple[date, ...]:
    """Return the months for which any row has a figure, none of them in the future."""
    return tuple(sorted({month for line in lines for month in line.figures if month <= until}))


def _part(covered: Sequence[date], run: date | None) -> dict[date, date]:
    """Return the day at which the month of the run date is cut short."""
    if run is None or run.replace(day=1) not in covered or (run + timedelta(days=1)).day == 1:
        return {}
    return {run.replace(day=1): run}


def _count(
    tally: Tally, lines: Sequence[MonthRow], totals: frozenset[int], meant: MeantRows, covered: Sequence[date]
) -> None:
    """Count each row, or say why it is left out or unknown."""
    filled = {(id(line.block), month) for line in lines for month in line.figures}
    for at, line in enumerate(lines):
        tally.rows += 1
        if _is_kept_out(line):
            tally.left[Left.KEPT_OUT] += 1
            continue
        if at in totals:
            tally.left[Left.TOTAL] += 1
            continue
        place, what = meant.places[at], meant.measures[at]
        if place is None or len(what.names) != 1:
            tally.add_unknown(line, place, what, covered)
            continue
        if what.parent:
            tally.parents.setdefault(what.names[0], what.parent)
        if any(month in covered for month in line.figures):
            tally.counted += 1
        else:
            tally.left[_why_none(line)] += 1
        tally.add(line, what.names[0], place, covered, {m for m in covered if (id(line.block), m) in filled})


def _why_none(line: MonthRow) -> Left:
    """Return why a row of a known type and place has no count."""
    if not line.block.months:
        return Left.NO_MONTH
    return Left.FUTURE if line.figures else Left.NO_COUNT


def _is_kept_out(line: MonthRow) -> bool:
    page, kept = line.block.page, line.block.labels.kept
    return any(
        name_key(heading_text(page.shown(line.number, column))) not in values
        for column, values in kept.items()
    )
