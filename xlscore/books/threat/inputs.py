"""Reading the threat and impact scorecard: its rows, the breakdown by area and the monthly series, as frozen records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.entries import read_entry, source_of
from xlscore.books.tables.figures.tolerances import report_tolerances
from xlscore.books.tables.finder import find_all, find_one, find_required, is_product_only
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.books.tables.words.vocabulary import column_key
from xlscore.books.threat.headings import BREAKDOWN, SCORECARD
from xlscore.books.threat.months import holds_months, read_all_series
from xlscore.books.threat.tolerances import read_tolerance
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Entry, Figure, Unread
from xlscore.rules.problems import RuleError
from xlscore.rules.series import Series
from xlscore.rules.threats.card import ThreatCard, UnitInputs
from xlscore.rules.threats.classes import Level, read_level
from xlscore.rules.threats.inputs import Counts, ThreatInputs, is_easier, wants_a_sign
from xlscore.rules.threats.levels import read_area_level
from xlscore.rules.threats.words import Purpose, is_rate, purpose_of, read_purpose
from xlscore.rules.words import name_key

__all__ = ["ThreatSheets", "is_breakdown", "is_scorecard", "read", "scorecards"]

_COUNTED = "Recorded Crime"
"""What a row of the breakdown counts that does not say."""


@dataclass(frozen=True)
class ThreatSheets:
    """What a workbook says of threat and impact: the inputs, and the tables whose records they are, in their order."""

    card: ThreatCard
    policy: BookPolicy
    scorecard: Table
    breakdown: Table | None = None
    has_series: bool = False


def read(reading: Reading, reader: Reader, sheet: str | None = None) -> ThreatSheets:
    """Return what a workbook says of threat and impact; what cannot be read is a problem."""
    reading.refuse_unknown(sheet)
    table = find_required(reading.blocks, SCORECARD, scorecards(reading), sheet)
    policy = read_policy(reading, reader)
    breakdown = find_one(reading.blocks, BREAKDOWN, is_breakdown)
    series = read_all_series(reading, reader)
    objectives = table.filled_down("objective")
    _report_twins(table, objectives, reader)
    report_tolerances(
        table,
        f"RAG takes the tolerance of a column 'Tolerance', else {float(policy.policy.rag_tolerance):.0%} for all rows",
        "Head it 'Tolerance' if it is that, or say in a table Headings (Sheet, Heading, Means) what it means (Tolerance, nothing).",
        reader,
    )
    for each in (table, breakdown):
        if each is not None:
            reader.look_over(each)
            reader.look_over(each, "objective")
    planner = Planner(reading)
    rows = tuple(_row(table, row, objectives[row], series or {}, planner, reader) for row in table.records)
    areas = () if breakdown is None else _areas(breakdown, reader)
    return ThreatSheets(ThreatCard(rows, areas), policy, table, breakdown, bool(series))


def scorecards(reading: Reading) -> Callable[[Table], bool]:
    """Return what tells the scorecard from look-alikes: monthly series with a year to date and a target are one beside it."""
    found = find_all(reading.blocks, SCORECARD, is_scorecard)
    if all(holds_months(table) for table in found):
        return is_scorecard
    return lambda table: is_scorecard(table) and not holds_months(table)


def is_scorecard(table: Table) -> bool:
    """Return whether a table with the scorecard's headings is the scorecard: it judges a threat, or some row says what it measures."""
    if is_product_only(table):
        return False
    if {"threat", "impact_score"} & table.columns.keys():
        return True
    purposes = [table.text(row, "purpose") for row in table.records]
    areas = BREAKDOWN.column("area").spellings
    of_areas = any(column_key(heading) in areas for heading in table.others.values())
    return not of_areas and (not purposes or any(map(purpose_of, purposes)))


def is_breakdown(table: Table) -> bool:
    """Return whether a table with the breakdown's headings is it, and neither the scorecard, which judges a threat, nor one of ours."""
    words = {name for f in ("threat", "impact_score") for name in SCORECARD.column(f).spellings}
    return not is_product_only(table) and not any(
        column_key(heading) in words for heading in table.others.values()
    )


def _row(
    table: Table,
    row: int,
    objective: str,
    series: Mapping[tuple[str, Purpose | None], Series],
    planner: Planner,
    reader: Reader,
) -> ThreatInputs:
    def typed(name: str) -> str:
        return table.text(row, name) if planner.owner(table, row, name) is Owner.PERSON else ""

    figures = _figures(table, row, objective, table.text(row, "purpose"), reader)
    figures = replace(figures, better=reader.better(table, row))
    tolerance, of_target = read_tolerance(table, row, figures, planner.reading, reader)
    impact: Level | None = None
    if typed("impact_class"):
        impact = reader.word(table, row, "impact_class", lambda text: read_level(text, "impact class"))
    inputs = ThreatInputs(
        objective=objective,
        purpose=figures.purpose,
        at=figures.at,
        actual=figures.actual,
        previous=figures.previous,
        hard_target=figures.hard_target,
        stretch_target=figures.stretch_target,
        tolerance=tolerance,
        of_target=of_target,
        impact_score=read_entry(reader, table, row, table.columns.get("impact_score")),
        counts=figures.counts,
        series=series.get((name_key(objective), figures.measures)),
        threat=reader.word(table, row, "threat", lambda text: read_level(text, "threat")),
        impact_class=impact,
        trend=typed("trend"),
        control=typed("control"),
        better=figures.better,
        group=table.text(row, "group"),
        lowest=reader.word(table, row, "lowest", read_area_level),
    )
    _report_easier(table, row, inputs, reader)
    return inputs


def _report_easier(table: Table, row: int, inputs: ThreatInputs, reader: Reader) -> None:
    """Report a stretch target that is easier than the hard target: one that meets it has not met the hard one."""
    if is_easier(inputs):
        hard, stretch = (shown(table.value(row, name)) for name in ("hard_target", "stretch_target"))
        reader.at(
            table.sheet, table.cell(row, "stretch_target"),
            f"The stretch target {stretch} is easier than the hard target {hard}.",
            "Swap the two, or correct one.",
        )  # fmt: skip


def _figures(table: Table, row: int, objective: str, purpose: str, reader: Reader) -> ThreatInputs:
    """Return a row with its figures; of a row that does not say what it counts none can be read."""
    column = table.columns.get("purpose", table.columns[table.layout.rows])
    at = source_of(table, row, column)
    try:
        measures = read_purpose(purpose)
    except RuleError as error:
        reader.at(at.sheet, at.cell, error.what, error.do)
        return ThreatInputs(objective, purpose, at)
    rate = is_rate(purpose)
    return ThreatInputs(
        objective,
        purpose,
        at,
        actual=read_entry(reader, table, row, table.columns.get("actual"), percentage=bool(rate)),
        previous=read_entry(reader, table, row, table.columns.get("previous"), percentage=bool(rate)),
        hard_target=_target(table, row, "hard_target", measures, reader),
        stretch_target=_target(table, row, "stretch_target", measures, reader),
        counts=Counts(
            read_entry(reader, table, row, table.columns.get("crimes")),
            read_entry(reader, table, row, table.columns.get("outcomes")),
        ),
    )


def _target(table: Table, row: int, name: str, measures: Purpose | None, reader: Reader) -> Entry:
    """Return a row's target; one on recorded crime that may be a fall or a rise is asked about, and read as neither."""
    entry = read_entry(
        reader, table, row, table.columns.get(name), percentage=measures is not Purpose.AVERAGE
    )
    if measures is not Purpose.CRIMES or not isinstance(entry, Figure) or not wants_a_sign(entry):
        return entry
    share = f"{to_float(entry.value) * 100:g}%"
    reader.at(
        table.sheet, entry.source.cell,
        f"{share} on recorded crime does not say whether a fall is meant or a rise is allowed.",
        f"Type -{share} for a fall; a rise that is allowed is typed as a text: '+{share}.",
    )  # fmt: skip
    return Unread(entry.source)


def _areas(table: Table, reader: Reader) -> tuple[UnitInputs, ...]:
    objectives = table.filled_down("objective")
    purposes = table.filled_down("purpose")
    return tuple(
        _area(table, row, objectives[row], purposes[row] or _COUNTED, reader) for row in table.records
    )


def _area(table: Table, row: int, objective: str, purpose: str, reader: Reader) -> UnitInputs:
    figures = _figures(table, row, objective, purpose, reader)
    return UnitInputs(
        table.text(row, "area"),
        figures,
        _target(table, row, "target", figures.measures, reader),
        reader.word(table, row, "level", read_area_level),
    )


def _report_twins(table: Table, objectives: Mapping[int, str], reader: Reader) -> None:
    seen: dict[tuple[str, str], str] = {}
    for row in table.records:
        mark = name_key(objectives[row]), name_key(table.text(row, "purpose"))
        if mark in seen:
            reader.at(
                table.sheet, table.cell(row, "objective"),
                f"'{objectives[row]}' by {table.text(row, 'purpose')} is there twice, first in {seen[mark]}.",
                "Keep one row of it.",
            )  # fmt: skip
        seen.setdefault(mark, table.cell(row, "objective"))
