"""The own figure and the group's average of each measure on the MSG sheet, where both are there in one unit."""

from __future__ import annotations

from collections.abc import Mapping

from xlscore.books.msg.inputs import read as read_msg
from xlscore.books.msg.together import find_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.indicators import GroupValue
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.msg import Group, benchmark_value
from xlscore.rules.positions.records import GroupData, MeasureInputs
from xlscore.rules.problems import RuleError
from xlscore.rules.words import name_key

__all__ = ["read_group"]


def read_group(reading: Reading) -> Mapping[str, GroupValue]:
    """Return own figure and average by the measure's key, none where the workbook has no MSG sheet; nothing is planned."""
    if find_msg(reading) is None:
        return {}
    inputs = read_msg(Planner(reading), Reader())
    average = read_benchmark(inputs.policy.policy.msg_average) or Benchmark("average")
    found = {}
    for measure in inputs.rows.values():
        value = _of_data(measure.data, average) or _as_typed(measure)
        if value is not None:
            found[name_key(measure.measure)] = value
    return found


def _of_data(data: GroupData | None, average: Benchmark) -> GroupValue | None:
    if data is None or data.own is None or data.values.unread is not None:
        return None
    own = data.values.entries[data.own]
    if not isinstance(own, Figure):
        return None
    peers = (entry for place, entry in enumerate(data.values.entries) if place != data.own)
    # Which way is better does not move an average.
    group = Group(own.value, tuple(entry.value for entry in peers if isinstance(entry, Figure)), False)
    try:
        return GroupValue(own.value, benchmark_value(group, average))
    except RuleError:
        return None


def _as_typed(measure: MeasureInputs) -> GroupValue | None:
    """Return what a table prints itself: the own figure beside the average, or beside its difference from that."""
    printed, own = measure.typed.from_average, measure.typed.value
    if printed is None:
        return None
    if printed.average is not None:
        return GroupValue(printed.value.value, printed.average.value)
    return None if own is None else GroupValue(own.value, own.value - printed.by)
