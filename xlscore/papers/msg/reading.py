"""What the paper on MSG positions is composed from: the measures as the workbook's own action judges them, and their cells."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.msg.answer import Measure, MsgPositions
from xlscore.books.msg.inputs import MsgInputs
from xlscore.books.msg.positions import judged_from
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.tables.blocks import Reading
from xlscore.papers.wording.keys import slugs
from xlscore.papers.wording.sentences import places
from xlscore.rules.figures import Figure, Source
from xlscore.rules.positions.outcomes import outcomes_to_average
from xlscore.rules.positions.records import MeasureInputs, MeasureResult
from xlscore.rules.positions.summary import since_when
from xlscore.rules.problems import Problem
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["UNREAD", "MsgFacts", "MsgMeasure", "read_msg_facts"]

_FIELDS: Final = (
    "value", "position", "previous_position", "move", "to_average", "to_top_quartile", "previous_to_average",
    "previous_to_top_quartile", "aspiration", "status", "expected", "data_to", "source", "monitored_by", "narrative",
)  # fmt: skip
_FIGURES: Final = (
    "value", "position", "of", "previous_position", "to_average", "to_top_quartile", "previous_to_average", "previous_to_top_quartile",
)  # fmt: skip
UNREAD: Final = "cannot be read"
"""What stands in a paper in place of what cannot be read."""


@dataclass(frozen=True)
class MsgMeasure:
    """A measure of the paper: what was read of it, what it comes to, its key, and the cell of each field."""

    key: str
    inputs: MeasureInputs
    result: MeasureResult
    found: Measure
    at: Mapping[str, tuple[str, ...]]
    narrative: str
    """What a person wrote of it; "" where nobody did."""
    outcomes: tuple[int, Figure, Figure] | None
    """How many more outcomes reach the average, the own count and what it is out of."""
    unread: frozenset[str] = frozenset()
    """The fields in which something stands that could not be read as what belongs there."""

    @property
    def name(self) -> str:
        """Return what the measure is called."""
        return self.found.measure

    def cells(self, *fields: str) -> tuple[str, ...]:
        """Return the cells of these fields, each once; where none of them has one, the cell that names the measure."""
        found = dict.fromkeys(cell for name in fields for cell in self.at.get(name, ()))
        return tuple(found) or places(self.inputs.source)


@dataclass(frozen=True)
class MsgFacts:
    """All that the paper on MSG positions says: the measures that it may speak of, and what they come to together."""

    measures: tuple[MsgMeasure, ...]
    positions: MsgPositions
    """The same measures as the workbook's own action judges them."""
    average: str
    """Which average the group is held against, as the Policy says."""
    since: str
    """Since when positions have moved, in words."""
    kept_back: int
    problems: tuple[Problem, ...]


def read_msg_facts(
    reading: Reading, sheet: str | None = None, kept_back: frozenset[str] = frozenset()
) -> MsgFacts:
    """Return what a workbook's paper on MSG positions says, without the measures and themes that are kept back."""
    inputs, results, positions = judged_from(reading, sheet)
    every = _measures(reading, inputs, results, positions.measures, positions.problems)
    measures = tuple(
        each
        for each in every
        if name_key(each.name) not in kept_back and name_key(each.found.theme) not in kept_back
    )
    return MsgFacts(
        measures,
        replace(positions, measures=tuple(each.found for each in measures)),
        inputs.policy.policy.msg_average,
        since_when([_before(each.found) for each in measures if each.found.move is not None]),
        len(every) - len(measures),
        positions.problems,
    )


def _measures(
    reading: Reading,
    inputs: MsgInputs,
    results: Mapping[int, MeasureResult],
    found: Sequence[Measure],
    problems: Sequence[Problem],
) -> list[MsgMeasure]:
    """Return the measures of the table; of one that is there twice, which is a problem, the first row holds."""
    planner = Planner(reading)
    wrong = {(problem.sheet, problem.cell) for problem in problems}
    keys = slugs(measure.measure for measure in found)
    once: dict[str, MsgMeasure] = {}
    for (row, result), told in zip(results.items(), found, strict=True):
        read, unread = inputs.rows[row], _unread(inputs, row, told, wrong)
        measure = replace(told, data_to=UNREAD) if "data_to" in unread else told
        once.setdefault(
            name_key(measure.measure),
            MsgMeasure(
                keys[measure.measure], read, result, measure, _cells(inputs, row), _narrative(planner, inputs, row),
                outcomes_to_average(read, inputs.policy.policy), unread,
            ),
        )  # fmt: skip
    return list(once.values())


def _cells(inputs: MsgInputs, row: int) -> dict[str, tuple[str, ...]]:
    """Return the cell of each field of a measure; a position of before may stand in the table of past positions."""
    found = {}
    for name in _FIELDS:
        table, at = inputs.tables.place(row, name)
        cell = table.cell(at, name)
        if cell:
            found[name] = places(Source(table.sheet, cell))
    before = inputs.rows[row].typed.previous_position
    if before is not None:
        found["previous_position"] = places(before.source)
    past = inputs.past.of(inputs.rows[row].measure)
    if past:
        found["history"] = places(*(figure.source for _, figure in past))
    return found


def _unread(
    inputs: MsgInputs, row: int, measure: Measure, wrong: Collection[tuple[str, str]]
) -> frozenset[str]:
    """Return the fields of a measure that came to nothing though something stands in their cells, which is a problem there."""
    found = {"aspiration"} if not inputs.rows[row].aspiration.readable else set()
    for name in _FIGURES:
        table, at = inputs.tables.place(row, name)
        stands = not is_missing_mark(table.text(at, name)) and (table.sheet, table.cell(at, name)) in wrong
        if stands and getattr(measure, name) is None:
            found.add(name)
    table, at = inputs.tables.place(row, "data_to")
    if (table.sheet, table.cell(at, "data_to")) in wrong:
        found.add("data_to")
    return frozenset(found)


def _narrative(planner: Planner, inputs: MsgInputs, row: int) -> str:
    """Return a person's own words on a measure, with their lines; the update that we suggest there is none of theirs."""
    table, at = inputs.tables.place(row, "narrative")
    if "narrative" not in table.columns or planner.owner(table, at, "narrative") is not Owner.PERSON:
        return ""
    return str(table.value(at, "narrative") or "").strip()


def _before(measure: Measure) -> str | None:
    """Return the period of the position before, where the past positions say it."""
    if len(measure.history) < 2:
        return None
    (period, before), (_, now) = measure.history[-2:]
    return period if (before, now) == (measure.previous_position, measure.position) else None
