"""A measure's row on the MSG sheet: worked out live from the MSG data, or judged from the figures typed in it.

A position that a human typed makes a row a typed one: the paper prints positions and gaps without the other forces'
values, and then there is nothing to compute them from. Its aspiration is judged from the position, or for the average
from the words of the gap ("N/A - already better than average").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, Final

from xlscore.books.msg.data import MsgData, own_force_ref
from xlscore.books.plan.live import Answer, Ref, cell_ref, constant, live_call
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Number, Reader
from xlscore.books.tables.finder import Table
from xlscore.books.tables.policy import BookPolicy
from xlscore.rules.benchmark import Benchmark, read_benchmark
from xlscore.rules.msg import AspirationStatus, top_quartile_rank
from xlscore.rules.problems import RuleError
from xlscore.rules.words import is_missing_mark, key, tidy

__all__ = ["Judged", "judge_typed", "per_population", "work_out"]

GROUP_OF: Final = 8
"""A force has up to seven most similar forces: the size of the group where the row does not say it."""
_PER: Final = re.compile(
    r"per\s*([\d,]+)\s*(?:of\s+)?(?:the\s+)?(?:population|people|residents|head|persons)", re.IGNORECASE
)


@dataclass
class Judged:
    """What a row comes to: the answers by field, and the formulas that keep them right."""

    values: dict[str, Any] = field(default_factory=dict)
    live: dict[str, Answer] = field(default_factory=dict)

    def keep(self, name: str, answer: Answer) -> None:
        """Keep a formula's answer; one that is an error stays out of the sheet."""
        if not answer.error:
            self.live[name] = answer
            self.values[name] = answer.value


def per_population(unit: str) -> int | None:
    """Return of how many people a unit is a rate, None for any other unit.

    >>> per_population("per 1,000 population"), per_population("per 100 million vehicle km")
    (1000, None)
    """
    match = _PER.search(tidy(unit))
    return int(match[1].replace(",", "")) if match else None


def is_percentage(unit: str) -> bool:
    """Return whether a unit is per cent, or points of it."""
    return "%" in unit or key(unit).startswith(("percent", "percentage"))


def work_out(
    table: Table, row: int, data: MsgData, column: int, policy: BookPolicy, reader: Reader
) -> Judged:
    """Return a measure worked out from the MSG data, with the formulas for it."""
    here, judged = table.sheet, Judged()
    better = reader.better(table, row)
    if better is None:
        if is_blank(table.value(row, "better")):
            reader.at(here, table.cell(row, "better") or table.cell(row, "measure"),
                f"'{table.text(row, 'measure')}' does not say which way is better.", "Enter Higher or Lower.")  # fmt: skip
        return judged
    own_number = reader.number(
        data.table, data.own_row or 0, column, percentage=is_percentage(table.text(row, "unit"))
    )
    if own_number is None:
        return judged
    force, forces, values = own_force_ref(policy, here), data.forces(here), data.values(column, here)
    direction = cell_ref(table.block, row, table.columns["better"], here)
    group = (force, forces, values)
    own = data.own(column, here, force)
    if own is not None:
        judged.keep("value", Answer(f"={own.text}", own.value))
        judged.values["value"] = float(own_number.value)
    judged.keep("position", live_call("MSG_RANK", *group, direction))
    judged.keep("of", Answer(f"=COUNT({values.text})", _count(values)))
    average = Ref(policy.refer("msg_average", here), policy.policy.msg_average)
    people = _population(table, row, data, here, force)
    for name, benchmark in (("to_average", average), ("to_top_quartile", constant("top quartile"))):
        judged.keep(name, live_call("MSG_CHANGE", *group, benchmark, direction, *people))
    _against_aspiration(table, row, judged, group, direction, reader)
    counts = data.counts(table.text(row, "measure"), here)
    if counts is not None:
        kind = constant("proportion" if is_percentage(table.text(row, "unit")) else "rate")
        adjust = Ref(policy.refer("expected_adjust", here), policy.policy.expected_adjust)
        judged.keep("expected", live_call("MSG_EXPECTED", force, forces, *counts, kind, adjust))
    return judged


def _count(values: Ref) -> int:
    return sum(isinstance(v, (int, float)) and not isinstance(v, bool) for (v,) in values.value)


def _population(table: Table, row: int, data: MsgData, here: str, force: Ref) -> tuple[Ref, ...]:
    """Return population and base of a rate, as the last arguments of MSG_CHANGE; none for other measures."""
    per, column = per_population(table.text(row, "unit")), data.table.columns.get("population")
    people = None if column is None or per is None else data.own(column, here, force)
    return () if people is None or is_blank(people.value) else (people, constant(per))


def _against_aspiration(
    table: Table, row: int, judged: Judged, group: tuple[Ref, Ref, Ref], direction: Ref, reader: Reader
) -> None:
    aim = _aspiration(table, row, reader)
    if aim is _UNREADABLE:
        return
    if "aspiration" not in table.columns:
        judged.values["status"] = AspirationStatus.NONE.value
        return
    aspiration = cell_ref(table.block, row, table.columns["aspiration"], table.sheet)
    answer = live_call("MSG_STATUS", *group, aspiration, direction)
    if answer.error:
        reader.at(
            table.sheet, table.cell(row, "aspiration"), answer.error, "Choose an aspiration within the group."
        )
    judged.keep("status", answer)


_UNREADABLE: Final = object()


def _aspiration(table: Table, row: int, reader: Reader) -> Benchmark | object | None:
    """Return the aspiration's benchmark, None for none; an unreadable one is a problem."""
    value = table.value(row, "aspiration")
    if is_blank(value):
        return None
    before = len(reader.problems)
    found = reader.word(table, row, "aspiration", read_benchmark)
    return _UNREADABLE if len(reader.problems) > before else found


def whole_position(table: Table, row: int, name: str, reader: Reader) -> Number | None:
    """Return a typed position, None for a blank or wrong one; a position is a whole number from 1."""
    number = reader.number(table, row, table.columns.get(name))
    if number is None:
        return None
    if number.value < 1 or number.value.denominator != 1:
        reader.at(
            table.sheet, table.cell(row, name),
            f"{float(number.value):g} is not a position in the group.", "Enter a whole number from 1.",
        )  # fmt: skip
        return None
    return number


def judge_typed(table: Table, row: int, reader: Reader) -> Judged:
    """Return a measure judged from the position and the gaps that a human typed."""
    judged = Judged()
    position = whole_position(table, row, "position", reader)
    of = whole_position(table, row, "of", reader)
    value = reader.number(
        table, row, table.columns.get("value"), percentage=is_percentage(table.text(row, "unit"))
    )
    judged.values["value"] = None if value is None else float(value.value)
    judged.values["position"] = None if position is None else int(position.value)
    judged.values["of"] = None if of is None else int(of.value)
    for name in ("to_average", "to_top_quartile"):
        typed = table.value(row, name)
        judged.values[name] = None if is_blank(typed) else tidy(typed) if isinstance(typed, str) else typed
    aim = _aspiration(table, row, reader)
    if aim is _UNREADABLE:
        return judged
    if not isinstance(aim, Benchmark):
        none = AspirationStatus.NONE.value
        judged.keep("status", Answer(f'="{none}"', none))
        return judged
    test = _typed_test(table, row, aim, position, of)
    if test is None:
        reader.at(
            table.sheet, table.cell(row, "position") or table.cell(row, "measure"),
            f"'{table.text(row, 'measure')}' has an aspiration, and neither a position nor a gap to judge it by.",
            "Enter the position and the gap, or the forces' values on the MSG data sheet.",
        )  # fmt: skip
        return judged
    formula, met = test
    reached, below = AspirationStatus.MET.value, AspirationStatus.BELOW.value
    answer = Answer(f'=IF({formula},"{reached}","{below}")', reached if met else below)
    if position is None or position.sound:
        judged.keep("status", answer)
    judged.values["status"] = answer.value
    return judged


def _typed_test(
    table: Table, row: int, aim: Benchmark, position: Number | None, of: Number | None
) -> tuple[str, bool] | None:
    """Return the test of an aspiration on typed figures, as a formula's condition and its answer; None: cannot say."""
    if aim.kind in ("average", "peers", "median"):
        gap = table.value(row, "to_average")
        if is_blank(gap) or is_missing_mark(str(gap)):
            return None
        cell = table.cell(row, "to_average")
        if isinstance(gap, (int, float)) and not isinstance(gap, bool):
            return f"{cell}=0", gap == 0
        return f'ISNUMBER(SEARCH("already",{cell}))', "already" in key(str(gap))
    if position is None:
        return None
    cell = table.cell(row, "position")
    if aim.kind == "top quartile":
        size = GROUP_OF if of is None else int(of.value)
        try:
            last = top_quartile_rank(size)
        except RuleError:
            return None
        within = f"{cell}<={last}" if of is None else f"{cell}<=ROUNDUP({table.cell(row, 'of')}/4,0)"
        return within, position.value <= last
    place = Fraction(1 if aim.kind == "best" else aim.rank)
    return f"{cell}<={place}", position.value <= place
