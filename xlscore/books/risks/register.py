"""The risk register as read and judged: each risk with what it belongs to, its score, and whether it is a redline."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from fractions import Fraction
from functools import partial
from typing import Final

from xlscore.books.plan.kind import KnownNames, known_names
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.risks.headings import RISKS
from xlscore.books.tables.blocks import Reading, is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import exact
from xlscore.rules.figures import Source
from xlscore.rules.force.risk_words import IMPACT_STEP, read_impact, read_likelihood
from xlscore.rules.force.risks import (
    RiskInputs,
    RiskRedline,
    RiskResult,
    is_closed,
    judge_risk,
    risk_is_redline,
)
from xlscore.rules.problems import RuleError
from xlscore.rules.threats.words import is_force
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["Belongs", "RiskRow", "RisksTable", "find_register", "read_register"]

_FORCE: Final = "Force"
_SCORED: Final = (("likelihood", read_likelihood), ("impact", partial(read_impact, step=IMPACT_STEP)))
_LONGEST_NAME: Final = 150
"""A longer text is read as a note below a table."""


class Belongs(StrEnum):
    """What a risk belongs to."""

    AREA = "area"
    COMMAND = "command"
    FORCE = "force"


@dataclass(frozen=True)
class RiskRow:
    """A risk: its row, what it belongs to by the names of the grid, what was read of it and what that comes to."""

    row: int
    places: tuple[tuple[Belongs, str], ...]
    inputs: RiskInputs
    result: RiskResult
    column: str = ""
    """The field that names its areas, where each of its cells names one area and nothing else; "" else."""


@dataclass(frozen=True)
class RisksTable:
    """The table of risks and each of its rows."""

    table: Table
    policy: BookPolicy
    rows: tuple[RiskRow, ...]

    def redlines(self, belongs: Belongs, name: str = "") -> tuple[RiskRedline, ...]:
        """Return the risks over the limit of an area or a command, or of the force."""
        return tuple(
            RiskRedline(
                row.inputs.ref, row.result.score, self.policy.policy.risk_redline_over, row.inputs.source
            )
            for row in self.rows
            if row.result.redline and row.result.score is not None and self._is_of(row, belongs, name)
        )

    def of_area(self, name: str) -> tuple[RiskRow, ...]:
        """Return the risks of an area, whatever they score."""
        return tuple(row for row in self.rows if self._is_of(row, Belongs.AREA, name))

    @staticmethod
    def _is_of(row: RiskRow, belongs: Belongs, name: str) -> bool:
        return any(kind is belongs and name_key(called) == name_key(name) for kind, called in row.places)


def find_register(reading: Reading, sheet: str | None = None) -> Table | None:
    """Return the table of risks, None where the workbook has none."""
    return find_one(reading.blocks, RISKS, sheet=sheet)


def read_register(planner: Planner, reader: Reader, table: Table) -> RisksTable:
    """Return the risks as read and judged; what cannot be read is a problem of its cell."""
    policy = read_policy(planner.reading, reader)
    names = known_names(planner.reading)
    _report_unread_rows(table, reader)
    reader.twins(table, {row: name_key(table.text(row, "ref")) for row in table.records}, "ref")
    rows = []
    step = exact(policy.policy.impact_step)
    rolled = "previous_score" in table.columns and any(table.text(r, "previous_score") for r in table.records)
    for row in table.records:
        inputs = _inputs(table, row, planner, reader, step)
        inputs = replace(inputs, was_known=not rolled or bool(table.text(row, "previous_score")))
        result = judge_risk(inputs, exact(policy.policy.risk_redline_over))
        places = _places(table, row, names, reader)
        if (
            result.redline
            and not places
            and not any(table.text(row, f) for f in ("where", "area", "command"))
        ):
            reader.at(
                table.sheet, table.cell(row, "ref"),
                f"Risk {inputs.ref} is over the limit and names no area and no command, so it is nobody's redline.",
                f"Name its area or command as the grid does, or write {_FORCE} for the whole force.",
            )  # fmt: skip
        rows.append(RiskRow(row, places, inputs, result, _plain_column(table, row, places)))
    return RisksTable(table, policy, tuple(rows))


def _inputs(table: Table, row: int, planner: Planner, reader: Reader, step: Fraction) -> RiskInputs:
    problems = len(reader.problems)
    likelihood = reader.word(table, row, "likelihood", _unless_missing(read_likelihood))
    impact = reader.word(table, row, "impact", _unless_missing(partial(read_impact, step=step)))
    unread = len(reader.problems) > problems
    typed = None
    if planner.owner(table, row, "score") is Owner.PERSON:
        figure = reader.figure(table, row, table.columns["score"])
        if figure is not None:
            typed = reader.word(table, row, "score", lambda _text: _checked(figure.value))
    readable = len(reader.problems) == problems
    ref = table.text(row, "ref")
    if not unread and typed is None and (likelihood is None) != (impact is None):
        lacking = "likelihood" if likelihood is None else "impact"
        reader.at(
            table.sheet, table.cell(row, lacking),
            f"Risk {ref} has no {lacking}, so it has no score.", f"Enter its {lacking}.",
        )  # fmt: skip
    source = Source(table.sheet, table.cell(row, "ref"))
    before = table.text(row, "previous_score")
    last = None if is_missing_mark(before) else reader.figure(table, row, table.columns["previous_score"])
    return RiskInputs(
        ref,
        source,
        likelihood,
        impact,
        typed,
        is_closed(table.text(row, "status")),
        None if last is None else last.value,
        readable,
    )


def _unless_missing(read: Callable[[str], Fraction]) -> Callable[[str], Fraction | None]:
    return lambda typed: None if is_missing_mark(typed) else read(typed)


def _checked(score: Fraction) -> Fraction:
    """Return a typed score that a risk can have, or refuse it."""
    risk_is_redline(score, score)
    return score


def _places(table: Table, row: int, names: KnownNames, reader: Reader) -> tuple[tuple[Belongs, str], ...]:
    """Return what a risk belongs to; a name that the grid does not have is a problem of its cell."""
    either = {Belongs.AREA: names.areas, Belongs.COMMAND: names.commands}
    both = {"area", "command"} <= table.columns.keys()
    known = {
        "where": either,
        # Of the two, a table that has one only puts in it whatever a risk belongs to.
        "area": {Belongs.AREA: names.areas} if both else either,
        "command": {Belongs.COMMAND: names.commands} if both else either,
    }
    found: dict[tuple[Belongs, str], None] = {}
    for field, kinds in known.items():
        typed = reader.text(table, row, field)
        if is_missing_mark(typed):
            continue
        for name in _parted(typed, kinds):
            place = _place(table, row, field, name, kinds, reader)
            if place is not None:
                found[place] = None
    return tuple(found)


def _parted(typed: str, kinds: Mapping[Belongs, Sequence[str]]) -> list[str]:
    """Return the names in a cell: one, or several with semicolons between them."""
    every = {name_key(name) for names in kinds.values() for name in names}
    if name_key(typed) in every:
        return [typed]
    return [part for part in (shown(part) for part in typed.split(";")) if part]


def _place(
    table: Table, row: int, field: str, name: str, kinds: Mapping[Belongs, Sequence[str]], reader: Reader
) -> tuple[Belongs, str] | None:
    spelt = {
        kind: next((n for n in names if name_key(n) == name_key(name)), None) for kind, names in kinds.items()
    }
    hits = [(kind, called) for kind, called in spelt.items() if called is not None]
    if not hits and is_force(name):
        return Belongs.FORCE, _FORCE
    if len(hits) == 1:
        return hits[0]
    said = " and ".join(kind.value for kind in kinds)
    if hits:
        reader.at(
            table.sheet, table.cell(row, field), f"'{name}' is an area and a command of the grid, so the risk could be of either.",
            "Give the table a column Area and a column Command.",
        )  # fmt: skip
    elif any(kinds.values()):
        noun = "neither an area nor a command" if len(kinds) > 1 else f"no {said}"
        reader.at(
            table.sheet, table.cell(row, field), f"'{name}' is {noun} of the grid.",
            f"Call it as the grid does, or write {_FORCE} for the whole force.",
        )  # fmt: skip
    elif len(kinds) == 1:
        return next(iter(kinds)), name  # no grid says otherwise, and the heading says what it is
    return None


def _plain_column(table: Table, row: int, places: Sequence[tuple[Belongs, str]]) -> str:
    """Return the field whose cell is an area's name as the grid has it, so that Excel's own comparison finds it."""
    areas = [name for kind, name in places if kind is Belongs.AREA]
    if len(areas) != 1:
        return ""
    fields = ("where", "area")
    return next((f for f in fields if str(table.value(row, f)).casefold() == areas[0].casefold()), "")


def _report_unread_rows(table: Table, reader: Reader) -> None:
    """Report the rows among and right below the risks that are scored and have no name, or a story for one."""
    columns = sorted({*table.columns.values(), *table.others})
    last = max(table.records, default=table.header)
    for row in range(table.header + 1, table.end or table.block.last_row + 1):
        if row > last and all(is_blank(table.block.at(row, c)) for c in columns):
            break
        if row in table.records or not all(_reads(table, row, *each) for each in _SCORED):
            continue
        name = table.text(row, "ref")
        if not name or len(name) > _LONGEST_NAME:
            what = "has no name" if not name else "has too long a name"
            reader.at(
                table.sheet, table.cell(row, "ref"), f"A risk {what}, so it is not read.",
                f"Give it a short {RISKS.heading('ref')}.",
            )  # fmt: skip


def _reads(table: Table, row: int, field: str, read: Callable[[str], object]) -> bool:
    try:
        return not is_blank(table.value(row, field)) and read(shown(table.value(row, field))) is not None
    except RuleError:
        return False
