"""Planning the cells of the threat and impact scorecard and its breakdown from their results."""

from __future__ import annotations

from typing import Final

from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table
from xlscore.books.threat.formulas import area_answers, overall_answer, row_answers
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import ThreatSheets
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.card import JudgedCard
from xlscore.rules.threats.classes import Level, read_level
from xlscore.rules.threats.row import ThreatRow

__all__ = ["plan"]

_SLACK: Final = 0.0015
"""A typed change on last year may differ by this: the paper's figures are rounded to a tenth of a per cent."""
_NEEDS: Final = {
    "year_on_year": "previous",
    "impact_class": "impact_score",
    "overall": "threat",
    "rag": "actual",
    "shortfall": "actual",
}
"""A column that is missing is added where the table has this one."""
_FROM_SERIES: Final = ("trend", "control")


def plan(planner: Planner, sheets: ThreatSheets, judged: JudgedCard, reader: Reader) -> None:
    """Plan every computed cell of the scorecard and its breakdown; what the figures contradict is a problem."""
    table = sheets.scorecard
    _plan_columns(planner, sheets)
    for number, inputs, result in zip(table.records, judged.card.rows, judged.rows, strict=True):
        _report(table, number, result, reader)
        answers = row_answers(inputs, result, sheets.policy, table.sheet)
        if "suggested_threat" not in table.columns:
            del answers["suggested_threat"]
        for name, answer in answers.items():
            _answer(planner, table, number, name, answer, reader)
        _answer(planner, table, number, "overall", _overall(planner, sheets, number, result, answers), reader)
    if sheets.breakdown is None:
        return
    for number, area, found in zip(sheets.breakdown.records, judged.card.areas, judged.areas, strict=True):
        if area.too_low is None:
            reader.at(
                sheets.breakdown.sheet, sheets.breakdown.cell(number, "area"),
                f"Whether '{area.area}' is a BCU or an LPU is not said, and '{area.figures.objective}' is broken down to BCUs.",
                "Say it in a column 'Level of area'.",
            )  # fmt: skip
        error = found.why_not("shortfall")
        if error is not None and error.trouble is Trouble.OUT_OF_RANGE:
            place = sheets.breakdown.cell(number, "actual") or area.figures.at.cell
            reader.at(
                sheets.breakdown.sheet, place, error.what, error.do or "Correct the figures of this row."
            )
        for name, answer in area_answers(area, found, sheets.breakdown.sheet).items():
            planner.answer(sheets.breakdown, number, name, answer, reader, slack=_slack(name))


def _plan_columns(planner: Planner, sheets: ThreatSheets) -> None:
    """Plan the columns that can be filled from what the table has, in the order of the paper."""
    table = sheets.scorecard
    for column in SCORECARD.columns:
        if _NEEDS.get(column.field) in table.columns or (sheets.has_series and column.field in _FROM_SERIES):
            planner.column(table, column.field)


def _answer(planner: Planner, table: Table, row: int, name: str, answer: Answer, reader: Reader) -> None:
    planner.answer(table, row, name, answer, reader, slack=_slack(name))


def _slack(name: str) -> float:
    return _SLACK if name == "year_on_year" else 0.0


def _overall(
    planner: Planner, sheets: ThreatSheets, row: int, result: ThreatRow, answers: dict[str, Answer]
) -> Answer:
    """Return the overall class on the cells of threat and impact class; on the score, where a person's class differs."""
    table, impact = sheets.scorecard, answers["impact_class"]
    if result.overall is None:
        return Answer(None)
    threat = table.cell(row, "threat"), table.value(row, "threat")
    column = planner.column(table, "impact_class")
    stands = impact.value
    if planner.owner(table, row, "impact_class", impact.formula) is Owner.PERSON:
        stands = table.value(row, "impact_class")
    said = cell_address(row, column), stands
    if result.impact_class is not None and _level(stands) is not result.impact_class:
        if not impact.formula:
            return Answer(result.overall.value)
        said = impact.formula.removeprefix("="), impact.value
    return overall_answer(result, threat, said, sheets.policy, table.sheet)


def _level(value: object) -> Level | None:
    try:
        return read_level(value, "impact class") if isinstance(value, str) else None
    except RuleError:
        return None


def _report(table: Table, row: int, result: ThreatRow, reader: Reader) -> None:
    """Report what the figures of a row cannot be: a change on nothing, a count below zero."""
    for name, place, do in (
        ("year_on_year", "previous", "Judge this row without the change."),
        ("shortfall", "actual", "Correct the figures of this row."),
        ("impact_class", "impact_score", "Correct the impact score."),
    ):
        error = result.why_not(name)
        if error is not None and error.trouble is Trouble.OUT_OF_RANGE:
            reader.at(table.sheet, table.cell(row, place), error.what, error.do or do)
