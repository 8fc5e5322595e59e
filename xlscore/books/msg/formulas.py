"""A measure's answers as formulas: each says in cells what the rule said in figures, and comes to the same.

What has no answer has no formula; nor has an answer from cells that Excel would read otherwise than the rule did.
"""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.formulas import cell_of, literal
from xlscore.books.tables.headings import policy_name
from xlscore.books.tables.policy import BookPolicy
from xlscore.functions.cell_names import cell_name
from xlscore.ooxml.values.addresses import cell_address, parse_box, quoted_sheet
from xlscore.rules.figures import Figure, Source
from xlscore.rules.positions.group import TOP_QUARTILE
from xlscore.rules.positions.measure import MeasureInputs, MeasureResult
from xlscore.rules.positions.msg import AspirationStatus
from xlscore.rules.positions.records import FigureColumn, GroupData, JudgedBy, Stated, TypedTest
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.statistics.expected_range import RangeKind

__all__ = ["formulas", "own_and_gap"]

GAP_PLACES: Final = 10
"""So many places are kept of the difference between two cells, so that 5.2 less 4.1 is 1.1."""

_WILD: Final = frozenset("*?~")
"""What MATCH does not take to the letter."""


def formulas(
    inputs: MeasureInputs, result: MeasureResult, policy: BookPolicy, position: Source
) -> dict[str, str]:
    """Return the formula of each answer by field; `position` is the cell that has the measure's position."""
    here = inputs.source.sheet
    worked_out = result if not result.typed else result.by_data
    written = dict[str, str]()
    if inputs.data is not None and worked_out is not None:
        written = _worked_out(inputs, inputs.data, worked_out, policy)
    if result.typed:
        written = {name: text for name, text in written.items() if name in result.from_data}
        written |= _typed(inputs, result)
    before, typed = inputs.typed.previous_position, inputs.typed.position
    sound = before is not None and before.sound and (not result.typed or (typed is not None and typed.sound))
    if result.move is not None and before is not None and sound:
        written["move"] = _call("MSG_MOVE", cell_of(before.source, here), cell_of(position, here))
    return written


def _typed(inputs: MeasureInputs, result: MeasureResult) -> dict[str, str]:
    gap = _gap(inputs, result)
    if "status" in result.from_data or result.status is None:
        return gap
    if result.test is None:
        # A status without a test is that of a row without an aspiration.
        return gap | {"status": f"={literal(result.status.value)}"}
    if not result.test.native:
        return gap
    met, below = (literal(status.value) for status in (AspirationStatus.MET, AspirationStatus.BELOW))
    return gap | {"status": f"=IF({_condition(result.test, inputs.source.sheet)},{met},{below})"}


def _gap(inputs: MeasureInputs, result: MeasureResult) -> dict[str, str]:
    """Return the change required from the typed figure and the average beside it, as a formula on the two cells."""
    away, here = inputs.typed.from_average, inputs.source.sheet
    if away is None or away.average is None or not away.native or inputs.typed.to_average is not None:
        return {}
    own, average = cell_of(away.value.source, here), cell_of(away.average.source, here)
    return {"to_average": f"=ROUND({average}-{own},{GAP_PLACES})"}


def _condition(test: TypedTest, here: str) -> str:
    judged = cell_of(test.cell, here)
    if test.by is JudgedBy.GAP:
        return f"{judged}=0"
    if test.by is JudgedBy.DIFFERENCE:
        return f"{judged}{'>=' if test.higher else '<='}{0 if test.of is None else cell_of(test.of, here)}"
    if test.by is JudgedBy.WORDS:
        return f'ISNUMBER(SEARCH("already",{judged}))'
    return f"{judged}<={test.last}" if test.of is None else f"{judged}<=ROUNDUP({cell_of(test.of, here)}/4,0)"


def _worked_out(
    inputs: MeasureInputs, data: GroupData, result: MeasureResult, policy: BookPolicy
) -> dict[str, str]:
    here = inputs.source.sheet
    written = dict[str, str]()
    if data.own is None or inputs.better.source is None or result.value is None:
        return written
    force, names, values = (
        _own_force(data.own_force, policy, here),
        _range(data.names_at, here),
        _range(data.values.source, here),
    )
    own, better = _own(data, data.values, force, here), cell_of(inputs.better.source, here)
    if own:
        written["value"] = f"={own}"
    if data.values.unread is None and all(figure.native for figure in data.values.figures):
        written["of"] = f"=COUNT({values})"
    if result.position is not None:
        group = (force, names, values)
        written["position"] = _call("MSG_RANK", *group, better)
        people = _people(inputs, data, force)
        average = policy.refer("msg_average", here)
        for name, benchmark in (("to_average", average), ("to_top_quartile", literal(TOP_QUARTILE.kind))):
            if getattr(result, name) is not None:
                written[name] = _call("MSG_CHANGE", *group, benchmark, better, *people)
        if result.status is not None and inputs.aspiration.source is not None:
            written["status"] = _call("MSG_STATUS", *group, cell_of(inputs.aspiration.source, here), better)
    if result.expected is not None and data.counts is not None and data.bases is not None:
        counts, bases = (_range(column.source, here) for column in (data.counts, data.bases))
        kind = literal((RangeKind.PROPORTION if is_percentage(inputs.unit) else RangeKind.RATE).value)
        adjust = policy.refer("expected_adjust", here)
        written["expected"] = _call("MSG_EXPECTED", force, names, counts, bases, kind, adjust)
    return written


def own_and_gap(data: GroupData, policy: BookPolicy, here: str) -> tuple[str, str]:
    """Return the own force's figure, and how far it is from the group's average, as a formula on the sheet `here` says them; "" for none."""
    force, names, values = (
        _own_force(data.own_force, policy, here),
        _range(data.names_at, here),
        _range(data.values.source, here),
    )
    own = _own(data, data.values, force, here)
    gap = _call("MSG_GAP", force, names, values, policy.refer("msg_average", here))
    return (own, gap.removeprefix("=")) if own else ("", "")


def _people(inputs: MeasureInputs, data: GroupData, force: str) -> tuple[str, ...]:
    """Return population and base of a rate, as the last arguments of MSG_CHANGE; none for other measures."""
    per = per_population(inputs.unit)
    if per is None or data.population is None:
        return ()
    people = _own(data, data.population, force, inputs.source.sheet, as_text=True)
    return (people, literal(per)) if people else ()


def _own(data: GroupData, column: FigureColumn, force: str, here: str, *, as_text: bool = False) -> str:
    """Return the own force's figure in a column, looked up by its name where the names are alike to the letter.

    "" for none; so for one that is a text to Excel's own arithmetic, unless it is for a function of ours.
    """
    own = None if data.own is None else column.entries[data.own]
    if data.own is None or not isinstance(own, Figure) or not (own.native or (as_text and own.sound)):
        return ""
    name, wanted = data.names[data.own].value or "", data.own_force.value or ""
    if name.lower() != wanted.lower() or _WILD & set(wanted):
        return cell_of(own.source, here)
    return f"INDEX({_range(column.source, here)},MATCH({force},{_range(data.names_at, here)},0))"


def _own_force(own_force: Stated[str], policy: BookPolicy, here: str) -> str:
    """Return the own force's name as an argument: its name in the workbook, its cell, or the text."""
    if own_force.source is None:
        return literal(own_force.value)
    name = policy_name("own_force")
    return name if name in policy.names else cell_of(own_force.source, here)


def _call(name: str, *arguments: str) -> str:
    return f"={cell_name(name)}({','.join(arguments)})"


def _range(source: Source, here: str) -> str:
    box = parse_box(source.cell)
    first = cell_address(box.top, box.left, absolute=True)
    last = cell_address(box.bottom, box.right, absolute=True)
    sheet = "" if source.sheet == here else f"{quoted_sheet(source.sheet)}!"
    return f"{sheet}{first}:{last}"
