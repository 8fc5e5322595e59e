"""Tables with a column for each month as counts: what every row became, what each month says, and what stands aside."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from xlscore.rules.words import name_key
from xlscore.sources.counted import FileCounts, Left
from xlscore.sources.errors import SourceError
from xlscore.sources.kinds import Glimpse
from xlscore.sources.meanings import Meanings, Means
from xlscore.sources.naming import Naming
from xlscore.sources.releases import lines_of, release_of
from xlscore.sources.run_dates import run_date_in
from xlscore.sources.tables.pages import SourcePage, SourceRow, read_pages
from xlscore.sources.wide.blocks import blocks_of
from xlscore.sources.wide.heads import heading_text
from xlscore.sources.wide.lines import Body, body_of
from xlscore.sources.wide.meant import MeantRows, meant_by
from xlscore.sources.wide.month_rows import MonthRow
from xlscore.sources.wide.sums import sums_of, totals_among
from xlscore.sources.wide.tally import Tally

__all__ = ["read_wide", "wide_sheets"]


def wide_sheets(glimpse: Glimpse, told: Meanings) -> list[str]:
    """Return the sheets of a file that have a table with a column for each month, as far as their first lines show; "" is a text's."""
    lines = lines_of(glimpse, told)
    if any(line.means in (Means.DATE, Means.MONTH) for line in lines):
        return []
    return [page.name for page in _first_pages(glimpse) if blocks_of(page, lines)]


def read_wide(glimpse: Glimpse, told: Meanings, naming: Naming, *, kind: str = "extract") -> FileCounts:
    """Return what a file of tables with a column for each month comes to; one without any is refused in a sentence."""
    told_of_file = lines_of(glimpse, told)
    pages = tuple(read_pages(glimpse))
    blocks = [(page, blocks_of(page, told_of_file)) for page in pages]
    bodies = [body_of(block) for _, found in blocks for block in found]
    if not bodies:
        raise SourceError(
            f"'{glimpse.name}' has no table with a column for each month and one for the type.",
            "Tell in Sources which of its columns is the measure.",
        )
    tally = Tally(glimpse.name)
    today = told.today or date.today()
    run = run_date_in(tuple(_beside(bodies)))
    tally.say_pages(blocks)
    for body in bodies:
        tally.say_body(body)
    lines = [line for body in bodies for line in body.lines]
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
    last = covered[-1] if covered else today.replace(day=1)
    return FileCounts(
        glimpse.name,
        kind,
        tally.rows,
        tally.counted,
        dict(tally.left),
        tally.unknown,
        tally.months,
        covered,
        release_of(glimpse, told, last),
        is_table=True,
        part=_part(covered, run),
        parents=tally.parents,
        sums=sums_of(lines, totals, covered, meant, naming, tally.report),
        silent=frozenset(tally.silent - tally.months.keys()),
        unknown_measures=dict(tally.measures),
        unknown_places=dict(tally.places),
        said=tuple(tally.said),
        problems=tuple(tally.problems),
    )


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
