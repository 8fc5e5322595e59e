"""What the workbook says of its measures: redlines, MSG, threat and impact, and monthly series as one list of facts."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from typing import Final

from xlscore.books.grades.areas import read_redlines
from xlscore.books.msg.inputs import read as read_msg
from xlscore.books.msg.positions import judge
from xlscore.books.msg.together import find_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.threat.headings import SCORECARD
from xlscore.books.threat.inputs import read as read_threat
from xlscore.books.threat.inputs import scorecards
from xlscore.books.threat.months import read_all_series
from xlscore.rules.conditions.measures import GapTo, MeasureFacts
from xlscore.rules.conditions.words import GroupBenchmark, Since, TargetKind
from xlscore.rules.exact import exact
from xlscore.rules.figures import Entry, Figure
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.gaps import is_ahead
from xlscore.rules.positions.msg import AspirationStatus
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.rag import Rag
from xlscore.rules.series import Series
from xlscore.rules.threats.card import judge_card
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.words import Purpose
from xlscore.rules.words import name_key

__all__ = ["read_facts"]

_PURPOSES: Final = {
    Purpose.CRIMES: "Recorded Crime",
    Purpose.OUTCOMES: "Crime Outcome Rate",
    Purpose.SATISFACTION: "Satisfaction",
    Purpose.AVERAGE: "Average",
}


def read_facts(reading: Reading) -> tuple[MeasureFacts, ...]:
    """Return what every table says of its measures; nothing is planned, and what is wrong there is theirs to tell."""
    return (*_of_redlines(reading), *_of_msg(reading), *_of_threats(reading))


def _of_redlines(reading: Reading) -> Iterator[MeasureFacts]:
    found = read_redlines(Planner(reading), Reader())
    for area in found.every if found is not None else ():
        whose = f"{' and '.join(area.commands)} " if area.commands else ""
        for measure in area.measures:
            value = measure.value
            yield MeasureFacts(
                f"{whose}{measure.name}",
                measure.source,
                area="" if area.commands else area.area,
                higher_is_better=measure.higher_is_better,
                share=True if is_percentage(measure.name) or _is_percent(value) else None,
                value=None if value is None else value.value,
                met=measure.met,
                targets={} if measure.met is None else {TargetKind.MINIMUM: measure.met},
            )


def _is_percent(figure: Figure | None) -> bool:
    return figure is not None and figure.text is not None and figure.text.unit in (Unit.PERCENT, Unit.POINTS)


def _of_msg(reading: Reading) -> Iterator[MeasureFacts]:
    if find_msg(reading) is None:
        return
    inputs = read_msg(Planner(reading), Reader())
    for row, result in judge(inputs, inputs.policy.policy).items():
        measure = inputs.rows[row]
        yield MeasureFacts(
            measure.measure,
            measure.source,
            higher_is_better=measure.better.value,
            share=is_percentage(measure.unit) if measure.unit else None,
            value=_exact(result.value),
            previous=_exact(result.previous_value),
            since=Since.QUARTER,
            position=result.position,
            previous_position=result.previous_position,
            gaps=_gaps(measure.better.value, result.to_average, result.to_top_quartile),
            previous_gaps=_gaps(
                measure.better.value, result.previous_to_average, result.previous_to_top_quartile
            ),
            targets=_aspiration(result.status),
        )


def _aspiration(status: AspirationStatus | None) -> dict[TargetKind, bool]:
    judged = status in (AspirationStatus.MET, AspirationStatus.BELOW)
    return {TargetKind.ASPIRATION: status is AspirationStatus.MET} if judged else {}


def _exact(value: float | None) -> Fraction | None:
    return None if value is None else exact(value)


def _gaps(
    higher: bool | None, average: float | str | None, quartile: float | str | None
) -> dict[GroupBenchmark, GapTo]:
    said = {
        GroupBenchmark.AVERAGE: GapTo(None) if is_ahead(average, higher) else _gap(average),
        GroupBenchmark.TOP_QUARTILE: _gap(quartile),
    }
    return {benchmark: gap for benchmark, gap in said.items() if gap is not None}


def _gap(change: float | str | None) -> GapTo | None:
    """Return a gap from the change required, None where it says none."""
    if isinstance(change, str):
        figure = read_figure(change)
        if figure is not None:
            return GapTo(figure.value)
        return GapTo(None) if "already" in name_key(change) else None
    return None if change is None else GapTo(exact(change))


def _of_threats(reading: Reading) -> Iterator[MeasureFacts]:
    known: set[tuple[str, Purpose | None]] = set()
    if find_one(reading.blocks, SCORECARD, scorecards(reading)) is not None:
        sheets = read_threat(reading, Reader())
        judged = judge_card(sheets.card, sheets.policy.policy).rows
        for row, result in zip(sheets.card.rows, judged, strict=True):
            known.add((name_key(row.objective), row.measures))
            yield _threat(row, result.rag)
    for (mark, purpose), series in (read_all_series(reading, Reader()) or {}).items():
        if (mark, purpose) not in known and purpose is not None:
            yield _months(series, purpose)


def _threat(row: ThreatInputs, rag: Rag | None) -> MeasureFacts:
    purpose = row.measures
    return MeasureFacts(
        f"{row.objective}, {row.purpose}",
        row.at,
        called=_called(row.objective, row.purpose, purpose),
        higher_is_better=None if purpose is None else row.higher_is_better,
        share=row.rate,
        value=_figure(row.actual),
        previous=_figure(row.previous),
        since=Since.YEAR,
        months=row.series,
        targets=_targets(row, rag),
    )


def _targets(row: ThreatInputs, rag: Rag | None) -> dict[TargetKind, bool]:
    """Return whether an objective's targets are met; without a stretch target nothing is said of one."""
    if rag is None or rag is Rag.GREY:
        return {}
    stretch = {TargetKind.STRETCH: rag is Rag.GREEN_STRETCH} if isinstance(row.stretch_target, Figure) else {}
    return {TargetKind.HARD: rag in (Rag.GREEN, Rag.GREEN_STRETCH), **stretch}


def _months(series: Series, purpose: Purpose) -> MeasureFacts:
    words = _PURPOSES[purpose]
    rate = purpose in (Purpose.OUTCOMES, Purpose.SATISFACTION)
    return MeasureFacts(
        f"{series.name}, {words}",
        series.points[-1].source,
        called=_called(series.name, words, purpose),
        higher_is_better=rate,
        share=rate,
        months=series,
    )


def _called(objective: str, words: str, purpose: Purpose | None) -> tuple[str, ...]:
    """Return what a row of an objective may be called: the objective alone is its recorded crime."""
    both = f"{objective} {words}"
    return (objective, both) if purpose is Purpose.CRIMES else (both,)


def _figure(entry: Entry) -> Fraction | None:
    return entry.value if isinstance(entry, Figure) else None
