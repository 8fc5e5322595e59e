"""What the control charts came to, as the command line prints it and as a person reads it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from xlscore.books.control.words import assurance_said, state_said, variation_said
from xlscore.books.monthly.boards.showing import FORCE
from xlscore.rules.control.records import ControlResult, ControlRow, LimitLevel, State
from xlscore.rules.problems import Problem
from xlscore.rules.series import month_name
from xlscore.rules.statistics.spc import Variation
from xlscore.rules.words import counted

__all__ = ["ControlCharts", "Explorer"]

_NAMED: Final = 3
_SIX_DIGITS: Final = 6


@dataclass(frozen=True)
class ControlCharts:
    """What the control charts came to."""

    to: date | None
    """The last month; None where no month has a figure yet."""
    result: ControlResult
    sheets: tuple[str, ...]
    """The sheets that are written."""
    problems: tuple[Problem, ...]
    caveats: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """What the notes say of each row, by its place in the result."""
    drawn: tuple[str, ...] = ()
    """What there is to say of the charts on their pages."""

    def sentences(self) -> list[str]:
        """Return in few lines which charts are a new concern, how many continue, and how many would be by chance."""
        if self.to is None or not self.result.rows:
            return ["No whole month has a figure yet."]
        said = []
        for level in LimitLevel:
            rows = self.result.of(level)
            if rows:
                charts = counted(len(rows), "chart")
                said.append(
                    f"{level.value.capitalize()} limits, {charts} to {month_name(self.to)}: {_counts(rows)}."
                )
        strict = self.result.of(LimitLevel.STRICT)
        new = [r for r in strict if r.state is State.NEW and r.variation is not Variation.IMPROVEMENT]
        said += [row.sentence for row in new[:_NAMED]]
        return [*said, *self.drawn, *self.result.false_alarms]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "to": None if self.to is None else f"{self.to:%Y-%m}",
            "control": [
                _as_dict(row, self.caveats.get(place, ())) for place, row in enumerate(self.result.rows)
            ],
            "false_alarms": list(self.result.false_alarms),
            "sheets": list(self.sheets),
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def shown(self) -> list[tuple[object, ...]]:
        """Return the charts that show more than chance, or did a month ago, as a screen shows them."""
        return [
            (
                row.series.measure,
                row.series.place or FORCE,
                row.level.value,
                variation_said(row.variation),
                assurance_said(row.assurance),
                state_said(row.state),
                "" if row.above_expected is None else f"{row.above_expected:+,.0f}",
            )
            for row in self.result.rows
            if row.state is not State.NONE
        ]


@dataclass(frozen=True)
class Explorer:
    """Where any chart can be looked at."""

    sheet: str
    """The sheet; "" where no month has a figure yet."""
    charts: int
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return what to do there."""
        if not self.sheet:
            return ["No month has a figure yet."]
        charts = counted(self.charts, "chart")
        return [f"Choose a measure and a place in the yellow cells of the sheet {self.sheet}: {charts}."]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as JSON holds it."""
        problems = [problem.as_dict() for problem in self.problems]
        return {"sheet": self.sheet, "charts": self.charts, "problems": problems}


def _counts(rows: Sequence[ControlRow]) -> str:
    """Return how many charts are what, the new ones of each first."""
    told = []
    for variation in (Variation.CONCERN, Variation.HIGH, Variation.LOW, Variation.IMPROVEMENT):
        here = [row for row in rows if row.variation is variation]
        if here:
            new = sum(row.state is State.NEW for row in here)
            noun = (
                variation.value
                if len(here) == 1 or variation in (Variation.HIGH, Variation.LOW)
                else f"{variation.value}s"
            )
            told.append(f"{len(here)} {noun} ({new} new)")
    ended = sum(row.state is State.ENDED for row in rows)
    if ended:
        told.append(f"{ended} ended")
    return ", ".join(told) if told else "none shows more than chance"


def _plain(value: float | None) -> float | None:
    return None if value is None else round(value, _SIX_DIGITS)


def _as_dict(row: ControlRow, caveats: tuple[str, ...]) -> dict[str, Any]:
    last, suggestion = row.last, row.suggestion
    return {
        "measure": row.series.measure,
        "area": row.series.place,
        "level": row.level.value,
        "chart": row.kind.value,
        "unit": row.unit,
        "adjusted": row.is_adjusted,
        "to": str(last.month) if row.kind.is_between else f"{last.month:%Y-%m}",
        "value": _plain(last.value),
        "mean": _plain(last.mean),
        "lower": _plain(last.lower),
        "upper": _plain(last.upper),
        "variation": row.variation.value,
        "assurance": None if row.assurance is None else row.assurance.value,
        "signal": row.signal.value or None,
        "state": row.state.value,
        "above_expected": _plain(row.above_expected),
        "new_limits_from": None if suggestion is None else f"{suggestion.month:%Y-%m}",
        "new_limits_because": None if suggestion is None else suggestion.reason,
        "sentence": row.sentence,
        "caveats": list(caveats),
    }
