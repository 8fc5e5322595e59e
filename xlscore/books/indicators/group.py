"""The own figure and the group's average of each measure on the MSG sheet, where both are there in one unit."""

from __future__ import annotations

from collections.abc import Mapping

from xlscore.books.msg.inputs import read as read_msg
from xlscore.books.msg.together import find_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.rules.monthly.indicators import GroupValue
from xlscore.rules.policy import Policy
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.positions.records import GroupData, MeasureInputs
from xlscore.rules.words import name_key

__all__ = ["read_group"]


def read_group(reading: Reading) -> Mapping[str, GroupValue]:
    """Return own figure and average by the measure's key, none where the workbook has no MSG sheet; nothing is planned."""
    if find_msg(reading) is None:
        return {}
    inputs = read_msg(Planner(reading), Reader())
    found = {}
    for measure in inputs.rows.values():
        value = _of_data(measure.data, inputs.policy.policy) or _as_typed(measure)
        if value is not None:
            found[name_key(measure.measure)] = value
    return found


def _of_data(data: GroupData | None, policy: Policy) -> GroupValue | None:
    both = None if data is None else own_and_average(data, policy)
    return None if both is None else GroupValue(both[0].value, both[1])


def _as_typed(measure: MeasureInputs) -> GroupValue | None:
    """Return what a table prints itself: the own figure beside the average, or beside its difference from that."""
    printed, own = measure.typed.from_average, measure.typed.value
    if printed is None:
        return None
    if printed.average is not None:
        return GroupValue(printed.value.value, printed.average.value)
    return None if own is None else GroupValue(own.value, own.value - printed.by)
