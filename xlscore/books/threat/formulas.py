"""The results of a scorecard row as cells take them: each value, and the formula that keeps it right.

A formula is a rendering of a result: on the cells that it names it gives what the result says, which a test asks of
every one. Where no formula would (a count stored as text, months that a list of cells cannot hold, a rate at its target
whose counts are unknown, a threat typed as H under a matrix of the force's own), the value stands without one.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from fractions import Fraction

from xlscore.books.plan.edits import Scalar
from xlscore.books.plan.planner import Answer
from xlscore.books.tables.figures.months import every_month, known_months
from xlscore.books.tables.formulas import cell_of
from xlscore.books.tables.policy import BookPolicy
from xlscore.functions.cell_names import cell_name
from xlscore.ooxml.values.addresses import cell_address, quoted_sheet
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Blank, Entry, Figure, Unread
from xlscore.rules.threats.card import UnitInputs, UnitRow
from xlscore.rules.threats.classes import OVERALL_MATRIX, Level
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.row import ThreatRow
from xlscore.rules.threats.words import Purpose

__all__ = ["area_answers", "as_cell", "overall_answer", "row_answers"]

_LEVELS = '{"Low","Medium","High"}'


def as_cell(value: Enum | Fraction | int | None) -> Scalar:
    """Return a result as a cell holds it.

    >>> as_cell(Fraction(-1, 8)), as_cell(Fraction(2)), as_cell(Level.HIGH), as_cell(None)
    (-0.125, 2, 'High', None)
    """
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 and abs(value) < 2**53 else to_float(value)
    return value


def row_answers(inputs: ThreatInputs, result: ThreatRow, policy: BookPolicy, here: str) -> dict[str, Answer]:
    """Return the answers of a row by field, but for the overall class, whose formula needs the cell of the impact class."""
    tolerance = policy.refer("trend_tolerance", here)
    spc = [policy.refer(name, here) for name in ("spc_limits", "spc_run", "spc_screen")]
    cuts = [policy.refer(name, here) for name in ("impact_medium_from", "impact_high_from")]
    return {
        "year_on_year": _answer(result.year_on_year, lambda: _year_on_year(inputs, here)),
        "trend": _answer(result.trend, lambda: _months(inputs, "TREND", known_months, [tolerance], here)),
        "control": _answer(result.control, lambda: _months(inputs, "CONTROL_LEVEL", every_month, spc, here)),
        "impact_class": _answer(
            result.impact_class, lambda: _call("IMPACT_CLASS", [inputs.impact_score], here, cuts)
        ),
        "rag": _answer(result.rag, lambda: _rag(inputs, policy, here)),
        "shortfall": _answer(result.shortfall, lambda: _shortfall(inputs, inputs.hard_target, here)),
        "suggested_threat": Answer(as_cell(result.suggested_threat)),
    }


def area_answers(area: UnitInputs, result: UnitRow, here: str) -> dict[str, Answer]:
    """Return the answers of an area by field."""
    return {
        "year_on_year": _answer(result.year_on_year, lambda: _year_on_year(area.figures, here)),
        "shortfall": _answer(result.shortfall, lambda: _shortfall(area.figures, area.target, here)),
    }


def overall_answer(
    result: ThreatRow, threat: tuple[str, object], impact: tuple[str, object], policy: BookPolicy, here: str
) -> Answer:
    """Return the overall class, looked up in the Policy's matrix so that the matrix is a setting.

    `threat` and `impact` are how the formula says each of the two, and what that is as it stands.
    """
    words = [level.value.casefold() for level in Level]
    plain = all(isinstance(value, str) and value.casefold() in words for _, value in (threat, impact))

    def formula() -> str:
        if policy.matrix is not None and plain:
            sheet, top, left = policy.matrix
            first, last = (
                cell_address(top, left, absolute=True),
                cell_address(top + 2, left + 2, absolute=True),
            )
            found = ",".join(f"MATCH({text},{_LEVELS},0)" for text, _ in (threat, impact))
            return f"=INDEX({quoted_sheet(sheet)}!{first}:{last},{found})"
        published = policy.policy.overall == OVERALL_MATRIX
        return f"=OVERALL_CLASS({threat[0]},{impact[0]})" if published else ""

    return _answer(result.overall, formula)


def _answer(value: Enum | Fraction | int | None, formula: Callable[[], str]) -> Answer:
    return Answer(None) if value is None else Answer(as_cell(value), formula())


def _call(name: str, entries: list[Entry], here: str, ends: list[str] | None = None) -> str:
    """Return the formula that calls a function of ours on entries, "" where it would not read them as we do."""
    texts = [_cell(entry, here) for entry in entries]
    if None in texts:
        return ""
    return f"={cell_name(name)}({','.join([*(text for text in texts if text), *(ends or [])])})"


def _cell(entry: Entry, here: str) -> str | None:
    if entry is None or isinstance(entry, Unread) or (isinstance(entry, Figure) and not entry.sound):
        return None
    return cell_of(entry.source, here)


def _year_on_year(inputs: ThreatInputs, here: str) -> str:
    return _call("YOY_POINTS" if inputs.rate else "YOY", [inputs.actual, inputs.previous], here)


def _months(
    inputs: ThreatInputs, name: str, text: Callable[..., str | None], ends: list[str], here: str
) -> str:
    series = inputs.series
    months = text(series, here) if series is not None and series.sound else None
    return "" if months is None else f"={cell_name(name)}({','.join([months, *ends])})"


def _rag(inputs: ThreatInputs, policy: BookPolicy, here: str) -> str:
    if isinstance(inputs.actual, Blank) or isinstance(inputs.hard_target, Blank):
        return _call("RAG", [inputs.actual, inputs.hard_target], here)
    if inputs.measures is Purpose.CRIMES and isinstance(inputs.previous, Blank):
        return _call("RAG", [inputs.previous, inputs.hard_target], here)
    counted = inputs.measures is Purpose.CRIMES
    judged = _year_on_year(inputs, here).removeprefix("=") if counted else _cell(inputs.actual, here)
    target = _cell(inputs.hard_target, here)
    if not judged or target is None:
        return ""
    tolerance = _tolerance(inputs, target, policy, here)
    if not tolerance:
        return ""
    ends = [judged, target, "TRUE" if inputs.higher_is_better else "FALSE", tolerance]
    if isinstance(inputs.stretch_target, (Figure, Blank)):
        stretch = _cell(inputs.stretch_target, here)
        if stretch is None:
            return ""
        ends.append(stretch)
    return f"=RAG({','.join(ends)})"


def _tolerance(inputs: ThreatInputs, target: str, policy: BookPolicy, here: str) -> str:
    """Return how a formula says the tolerance: the row's own cell, else the Policy's; "" where Excel would read it otherwise."""
    own, aim = inputs.tolerance, inputs.hard_target
    of_policy = own is None or isinstance(own, Blank)
    said = policy.refer("rag_tolerance", here) if of_policy else _cell(own, here)
    if said is None or not (inputs.of_target or (of_policy and inputs.measures is Purpose.AVERAGE)):
        return said or ""
    native = [entry for entry in (aim, own) if isinstance(entry, Figure)]
    if not isinstance(aim, Figure) or aim.value < 0 or not all(entry.native for entry in native):
        return ""
    return f"{said}*{target}"


def _shortfall(inputs: ThreatInputs, target: Entry, here: str) -> str:
    if inputs.measures is Purpose.CRIMES:
        return _call("SHORTFALL", [inputs.actual, inputs.previous, target], here)
    crimes, outcomes = inputs.counts.crimes, inputs.counts.outcomes
    if isinstance(crimes, Figure) and isinstance(outcomes, Figure):
        return _call("OUTCOMES_NEEDED", [outcomes, crimes, target], here)
    if inputs.by_rate:
        return _call("OUTCOMES_NEEDED", [inputs.actual, crimes, target], here, ["TRUE"])
    return ""
