"""The dashboard and the emergent scorecard of a monthly report, as tables with words beside every colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Final

from xlscore.books.control.summary import caveats_of
from xlscore.books.monthly.inputs import MonthSheets
from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable, Sentence
from xlscore.papers.month.facts import MonthFacts
from xlscore.papers.month.shown import (
    change_cell,
    figure_cell,
    level_cell,
    rag_cell,
    short_cell,
    signed_points,
    target_cell,
    word_cell,
)
from xlscore.papers.wording.keys import keyed, slug
from xlscore.papers.wording.sentences import places, plain, with_figures
from xlscore.rules.control.records import LimitLevel
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.monthly.month import RowResult
from xlscore.rules.monthly.outcome_rates import RateResult
from xlscore.rules.monthly.satisfaction_words import percent
from xlscore.rules.objectives.amounts import number_words
from xlscore.rules.objectives.records import ObjectivePage, PageSection, UnitOf, sources_of
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import counted, name_key

__all__ = ["areas_table", "counts_table", "dashboard_table", "scorecard_table"]

_DASHBOARD: Final = (
    PaperColumn("measure", "Measure", 2.2), PaperColumn("purpose", "What is measured", 2.2), PaperColumn("this", "This year", 1.0, True),
    PaperColumn("last", "Last year", 1.0, True), PaperColumn("change", "Change", 1.1, True), PaperColumn("target", "Target", 0.8, True),
    PaperColumn("short", "Short by", 1.2, True), PaperColumn("rag", "Status", 0.8),
)  # fmt: skip
_SCORECARD: Final = (
    PaperColumn("title", "Strategic objective", 3.0), PaperColumn("purpose", "Purpose", 3.0), PaperColumn("hard", "Hard target", 0.8, True),
    PaperColumn("stretch", "Stretch target", 0.8, True), PaperColumn("actual", "Actual", 0.9, True),
    PaperColumn("previous", "Previous year", 0.9, True), PaperColumn("change", "Year on year change", 1.1, True),
    PaperColumn("trend", "Rolling 3-month trend", 0.8), PaperColumn("control", "Level of control", 1.1),
    PaperColumn("threat", "Overall threat", 0.9), PaperColumn("score", "Impact score", 0.7, True),
    PaperColumn("impact", "Impact class", 0.9), PaperColumn("overall", "Overall", 0.9),
)  # fmt: skip
_AREAS: Final = (
    PaperColumn("area", "Area", 2.0), PaperColumn("this", "This year", 1.0, True), PaperColumn("last", "Last year", 1.0, True),
    PaperColumn("change", "Change", 1.0, True), PaperColumn("short", "Short by", 1.2, True),
)  # fmt: skip
_COUNTS: Final = (
    PaperColumn("measure", "Measure", 2.4), PaperColumn("this", "This year to date", 1.1, True), PaperColumn("last", "Last year to date", 1.1, True),
    PaperColumn("change", "Change", 1.4, True), PaperColumn("chance", "More than chance", 1.0), PaperColumn("short", "Short by", 1.0, True),
    PaperColumn("rag", "Status", 0.8), PaperColumn("end", "Projected year", 1.6, True), PaperColumn("verdict", "Target at year's end", 1.1),
)  # fmt: skip
_TRENDS: Final = {"▲": "▲ up", "▼": "▼ down", "◄►": "◄► level"}
_YES: Final = {True: "yes", False: "no", None: ""}
_NO_FIGURE: Final = "not known"
_FEWEST: Final = 3
"""So many areas with a figure of this year make a table; of fewer the sentences say all."""


def dashboard_table(facts: MonthFacts) -> PaperTable | None:
    """Return the rows of the scorecard and the groups of satisfaction against their targets, None where there are none."""
    rows = tuple(_unique([*_of_scorecard(facts), *_of_satisfaction(facts)]))
    if not rows:
        return None
    return PaperTable(
        "dashboard.table", "Police and crime dashboard", _DASHBOARD, rows,
        summary=f"{counted(len(rows), 'measure')} against last year and target, with the status of each in words.",
        notes=(
            plain(
                "dashboard.key",
                "Green: the target is met; Green (stretch): the stretch target too. Amber: it is missed by no more than the tolerance. Red: it is missed by more. Grey: no target or no figure.",
            ),
        ),
        landscape=True,
    )  # fmt: skip


def _of_scorecard(facts: MonthFacts) -> Iterator[PaperRow]:
    for page, section in facts.rows:
        row = section.row
        inputs, result = row.inputs, row.result
        figures = places(*sources_of(inputs.actual, inputs.previous))
        against = places(*sources_of(inputs.actual, inputs.previous, inputs.hard_target))
        cells = (
            word_cell(page.objective, inputs.at), word_cell(section.title, inputs.at), figure_cell(inputs.actual, inputs),
            figure_cell(inputs.previous, inputs), change_cell(result.year_on_year, inputs, figures),
            target_cell(inputs.hard_target, inputs), short_cell(result.shortfall, inputs, against), rag_cell(result.rag, against),
        )  # fmt: skip
        yield PaperRow(keyed(slug(page.objective), slug(section.title)), cells)


def _of_satisfaction(facts: MonthFacts) -> Iterator[PaperRow]:
    for each in facts.surveyed:
        found, cells = each.result, places(each.source)
        named = f"{found.group}, {found.strand}" if found.strand else found.group
        gap = found.gap
        yield PaperRow(
            keyed("satisfaction", slug(named)),
            (
                PaperCell(named, cells), PaperCell("Satisfaction, 12 months", cells),
                PaperCell("" if found.rolling is None else percent(found.rolling), cells), PaperCell(""), PaperCell(""),
                PaperCell("" if found.target is None else f"{to_float(found.target * 100):.4g}%", cells),
                PaperCell("" if gap is None else "on target" if gap >= 0 else signed_points(-gap).lstrip("+"), cells),
                rag_cell(found.rag, cells),
            ),
        )  # fmt: skip


def scorecard_table(facts: MonthFacts) -> PaperTable | None:
    """Return the emergent scorecard in its thirteen columns, None where the workbook has none."""
    rows = tuple(_unique(_scorecard_row(page, section) for page, section in facts.rows))
    if not rows:
        return None
    return PaperTable(
        "scorecard.table", "Emergent scorecard", _SCORECARD, rows,
        summary=f"{counted(len(rows), 'row')}: performance, threat and impact of each strategic objective, with its overall classification.",
        landscape=True,
    )  # fmt: skip


def _scorecard_row(page: ObjectivePage, section: PageSection) -> PaperRow:
    row = section.row
    inputs, result = row.inputs, row.result
    at, figures = places(inputs.at), places(*sources_of(inputs.actual, inputs.previous))
    score = places(*sources_of(inputs.impact_score))
    trend = inputs.trend if result.trend is None else result.trend.value
    control = inputs.control if result.control is None else result.control.value
    impact = result.impact_class or inputs.impact_class
    cells = (
        word_cell(page.objective, inputs.at), word_cell(section.title, inputs.at), target_cell(inputs.hard_target, inputs),
        target_cell(inputs.stretch_target, inputs), figure_cell(inputs.actual, inputs), figure_cell(inputs.previous, inputs),
        change_cell(result.year_on_year, inputs, figures), PaperCell(_TRENDS.get(trend, trend), at), PaperCell(control, at),
        PaperCell("" if inputs.threat is None else inputs.threat.value, at), _number_cell(inputs.impact_score),
        PaperCell("") if impact is None else level_cell(impact.value, score or at),
        PaperCell("") if result.overall is None else level_cell(result.overall.value, (*at, *score)),
    )  # fmt: skip
    return PaperRow(keyed(slug(page.objective), slug(section.title)), cells)


def _number_cell(entry: Entry) -> PaperCell:
    if not isinstance(entry, Figure):
        return PaperCell("")
    return PaperCell(number_words(entry.value), places(entry.source))


def areas_table(page: ObjectivePage, section: PageSection, key: str) -> PaperTable | None:
    """Return the areas of a row with the force, None where too few of them have a figure."""
    units = [unit for unit in section.row.units if unit.inputs.too_low is False]
    told = [
        unit
        for unit in units
        if isinstance(unit.inputs.figures.actual, Figure) and not is_force(unit.inputs.area)
    ]
    if len(told) < _FEWEST:
        return None
    rows = tuple(_unique(_area_row(unit) for unit in units))
    title = f"{page.objective}: {section.title} by area"
    return PaperTable(
        key, title, _AREAS, rows, summary=f"{counted(len(rows), 'area')} against last year and target."
    )


def _area_row(unit: UnitOf) -> PaperRow:
    inputs, result = unit.inputs.figures, unit.result
    figures = places(*sources_of(inputs.actual, inputs.previous, unit.typed_change))
    against = (*figures, *places(*sources_of(unit.inputs.target)))
    cells = (
        word_cell(unit.inputs.area, unit.at), figure_cell(inputs.actual, inputs), figure_cell(inputs.previous, inputs),
        change_cell(unit.change, inputs, figures), short_cell(result.shortfall, inputs, against),
    )  # fmt: skip
    return PaperRow(slug(unit.inputs.area), cells)


def counts_table(facts: MonthFacts) -> PaperTable | None:
    """Return the force's monthly counts and outcome rates that stand on no row of the scorecard, None where there are none."""
    month = facts.month
    if month is None:
        return None
    known = {name_key(page.objective) for page in facts.pages}
    rows = [
        _count_row(facts, row)
        for row in month.result.rows
        if not row.place and name_key(row.measure) not in known
    ]
    rows += [_rate_row(facts, rate) for rate in month.rates if not rate.place]
    if not rows:
        return None
    return PaperTable(
        "counts.table", "The year to date", _COUNTS, tuple(_unique(rows)),
        summary=f"{counted(len(rows), 'measure')} of the force, this year to date against the same months or days of last year.",
        notes=tuple(_caveats(facts, month.sheets)),
        landscape=True,
    )  # fmt: skip


def _caveats(facts: MonthFacts, sheets: MonthSheets) -> Iterator[Sentence]:
    """Yield what the notes say of the months of each measure of the force, beside which they stand until they have left them."""
    for row in facts.charts:
        if row.series.place or row.level is not LimitLevel.STRICT:
            continue
        name = row.series.measure
        for words in caveats_of(row, sheets):
            key = keyed("caveat", slug(name), slug(words))
            yield with_figures(key, f"{name}: {words}", facts.count_cells(name), [name])


def _count_row(facts: MonthFacts, row: RowResult) -> PaperRow:
    cells = facts.count_cells(row.measure)
    found = row.projected.projection
    end = ""
    if found is not None:
        total, low, high = (
            None if n is None else f"{round(to_float(n)):,}" for n in (found.total, found.low, found.high)
        )
        end = f"{total} ({low} to {high})" if low and high and low != high else f"{total}"
    return PaperRow(
        slug(row.measure),
        (
            PaperCell(row.measure, cells), _counted(row.to_date.this, cells, _NO_FIGURE), _counted(row.to_date.last, cells),
            PaperCell(_change(row), cells), PaperCell(_YES[row.to_date.unusual], cells),
            PaperCell("" if row.short is None else f"{row.short:,}" if row.short else "on target", cells), rag_cell(row.rag, cells),
            PaperCell(end, cells), PaperCell(row.verdict, cells),
        ),
    )  # fmt: skip


def _rate_row(facts: MonthFacts, rate: RateResult) -> PaperRow:
    cells, found, short = facts.count_cells(rate.measure), rate.to_date, rate.required
    return PaperRow(
        slug(rate.measure),
        (
            PaperCell(rate.measure, cells),
            *(PaperCell("" if each is None else percent(each), cells) for each in (found.this, found.last)),
            PaperCell("" if found.points is None else signed_points(found.points), cells),
            PaperCell(_YES[found.unusual], cells),
            PaperCell("" if short is None else counted(short, "outcome") if short else "on target", cells),
            rag_cell(rate.rag, cells), PaperCell("", cells), PaperCell(rate.verdict, cells),
        ),
    )  # fmt: skip


def _counted(value: Fraction | None, cells: tuple[str, ...], none: str = "") -> PaperCell:
    return PaperCell(none if value is None else number_words(value), cells)


def _change(row: RowResult) -> str:
    change, share = row.to_date.change, row.to_date.percent
    if change is None:
        return ""
    said = f"{to_float(change):+,.10g}" if change else "0"
    return said if share is None else f"{said} ({to_float(share):+.1%})"


def _unique(rows: Iterable[PaperRow]) -> Iterator[PaperRow]:
    """Yield rows each under a key of its own: one that is there twice is counted."""
    seen: dict[str, int] = {}
    for row in rows:
        seen[row.key] = seen.get(row.key, 0) + 1
        yield row if seen[row.key] == 1 else PaperRow(f"{row.key}-{seen[row.key]}", row.cells, row.changed)
