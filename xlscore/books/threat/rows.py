"""A row of the threat and impact scorecard: its figures as typed, and what follows from them.

Two meanings share one row style: for recorded crime the actual is a count and the target a change on last year; for an
outcome rate both are levels, and how many outcomes are short needs the counts behind the rate.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

from xlscore.books.plan.live import Answer, Ref, cell_ref, constant, live_call
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Number, Reader
from xlscore.books.tables.finder import Table
from xlscore.books.tables.policy import BookPolicy
from xlscore.books.tables.vocabulary import column_key
from xlscore.rules.rag import is_at_least_as_good

__all__ = ["Counts", "Figures", "Row", "against_target", "is_rate", "read_figures", "shortfall_of"]

_RATE_WORDS: Final = (
    "rate",
    "outcome",
    "solved",
    "detect",
    "satisfaction",
    "confidence",
    "percent",
    "%",
    "proportion",
)
_COUNT_WORDS: Final = ("recorded", "crime", "offence", "count", "volume", "number", "incident", "casualt")

Place = tuple[Table, int, str]
"""A table, a row and a field: where a figure stands."""


@dataclass
class Row:
    """What a row comes to: answers by field, and the formulas that keep them right."""

    values: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Answer] = field(default_factory=dict)

    def keep(self, name: str, answer: Answer, *, sound: bool = True) -> None:
        """Keep an answer; its formula too, when the cells hold what a formula can count with."""
        if not answer.error:
            self.values[name] = answer.value
            if sound:
                self.live[name] = answer


@dataclass(frozen=True)
class Counts:
    """The counts behind an outcome rate and where each stands."""

    crimes: Number | None = None
    outcomes: Number | None = None
    crimes_at: Place | None = None
    outcomes_at: Place | None = None


@dataclass(frozen=True)
class Figures:
    """A row's figures as typed; targets and rates are fractions."""

    rate: bool
    actual: Number | None
    previous: Number | None
    hard: Number | None
    stretch: Number | None
    impact: Number | None

    @property
    def sound(self) -> bool:
        """Return whether formulas would read the same figures."""
        read = (self.actual, self.previous, self.hard, self.stretch)
        return all(number is None or number.sound for number in read)


def is_rate(purpose: str) -> bool | None:
    """Return whether a purpose is a rate (a level) or a count (a change on last year); None for neither.

    >>> is_rate("Crime Outcome Rate"), is_rate("Recorded Crime"), is_rate("Feeling")
    (True, False, None)
    """
    words = f"{column_key(purpose)} {'%' if '%' in purpose else ''}"
    if any(word in words for word in _RATE_WORDS):
        return True
    return False if any(word in words for word in _COUNT_WORDS) else None


def read_figures(
    table: Table, row: int, reader: Reader, *, rate: bool, target: str = "hard_target"
) -> Figures:
    """Return a row's figures; what is no number, or a percentage without its sign, is a problem and is left out."""

    def number(name: str, *, percentage: bool) -> Number | None:
        return reader.number(table, row, table.columns.get(name), percentage=percentage)

    return Figures(
        rate,
        actual=number("actual", percentage=rate),
        previous=number("previous", percentage=rate),
        hard=number(target, percentage=True),
        stretch=number("stretch_target", percentage=True),
        impact=number("impact_score", percentage=False),
    )


def _ref(table: Table, row: int, name: str, number: Number | None, here: str) -> Ref:
    """Return a figure's cell as an argument; a number stored as text counts as the number that it shows."""
    cell = cell_ref(table.block, row, table.columns[name], here)
    return cell if number is None or number.sound else Ref(cell.text, number.value)


def year_on_year(table: Table, row: int, figures: Figures) -> Answer:
    """Return the change on last year: a fraction of a count, points of a rate."""
    here = table.sheet
    actual = _ref(table, row, "actual", figures.actual, here)
    previous = _ref(table, row, "previous", figures.previous, here)
    return live_call("YOY_POINTS" if figures.rate else "YOY", actual, previous)


def against_target(
    table: Table, row: int, figures: Figures, policy: BookPolicy, made: Row, reader: Reader
) -> None:
    """Work out change on last year and RAG."""
    known = figures.actual is not None and figures.previous is not None
    if known and "previous" in table.columns:
        change = year_on_year(table, row, figures)
        made.keep("year_on_year", change, sound=figures.sound)
        if change.error:
            reader.at(
                table.sheet, table.cell(row, "previous"), change.error, "Judge this row without the change."
            )
    answer = _rag(table, row, figures, policy)
    if answer is not None:
        made.keep("rag", answer, sound=figures.sound)


def _rag(table: Table, row: int, figures: Figures, policy: BookPolicy) -> Answer | None:
    here = table.sheet
    if "hard_target" not in table.columns:
        return None
    if _unread(table, row, "actual", figures.actual) or _unread(table, row, "hard_target", figures.hard):
        return None
    target = _ref(table, row, "hard_target", figures.hard, here)
    tolerance = Ref(policy.refer("rag_tolerance", here), policy.policy.rag_tolerance)
    ends = [tolerance]
    if "stretch_target" in table.columns and not _unread(table, row, "stretch_target", figures.stretch):
        ends.append(_ref(table, row, "stretch_target", figures.stretch, here))
    actual = _ref(table, row, "actual", figures.actual, here)
    if figures.actual is None or figures.hard is None:
        return live_call("RAG", actual, target)
    if figures.rate:
        return live_call("RAG", actual, target, constant(True), *ends)
    if figures.previous is None:
        if "previous" not in table.columns or _unread(table, row, "previous", figures.previous):
            return None
        return live_call("RAG", _ref(table, row, "previous", None, here), target)
    change = year_on_year(table, row, figures)
    return None if change.error else live_call("RAG", change.ref, target, constant(False), *ends)


def _unread(table: Table, row: int, name: str, number: Number | None) -> bool:
    """Return whether a cell holds something that is no figure to count with."""
    value = table.value(row, name)
    return (
        number is None
        and not is_blank(value)
        and not (isinstance(value, str) and column_key(value) in ("", "n a", "na"))
    )


def shortfall_of(
    table: Table, row: int, figures: Figures, counts: Counts, target: Ref | None, made: Row, reader: Reader
) -> None:
    """Work out how many crimes or outcomes the row is short of its target.

    A rate at its target is short of nothing, whatever the counts; below it, the counts must be known.
    """
    if figures.hard is None or target is None:
        return
    here = table.sheet
    if not figures.rate:
        if figures.actual is None or figures.previous is None:
            return
        actual = _ref(table, row, "actual", figures.actual, here)
        previous = _ref(table, row, "previous", figures.previous, here)
        _keep_or_report(
            table, row, live_call("SHORTFALL", actual, previous, target), figures.sound, made, reader
        )
        return
    if counts.crimes is not None and counts.outcomes is not None and counts.crimes_at and counts.outcomes_at:
        crimes, outcomes = (
            _ref(t, r, name, number, here)
            for (t, r, name), number in (
                (counts.crimes_at, counts.crimes),
                (counts.outcomes_at, counts.outcomes),
            )
        )
        sound = figures.sound and counts.crimes.sound and counts.outcomes.sound
        _keep_or_report(
            table, row, live_call("OUTCOMES_NEEDED", outcomes, crimes, target), sound, made, reader
        )
    elif figures.actual is not None and is_at_least_as_good(figures.actual.value, figures.hard.value, True):
        made.values["shortfall"] = 0


def _keep_or_report(table: Table, row: int, answer: Answer, sound: bool, made: Row, reader: Reader) -> None:
    if answer.error:
        reader.at(
            table.sheet,
            table.cell(row, "actual") or table.cell(row, "purpose"),
            answer.error,
            "Correct the figures of this row.",
        )
    made.keep("shortfall", answer, sound=sound)
