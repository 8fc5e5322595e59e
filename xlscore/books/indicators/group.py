"""The own figure and the group's average of each measure: from the table of MSG averages, else from the MSG sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from xlscore.books.monthly.msg_averages import read_kept
from xlscore.books.msg.formulas import own_and_gap
from xlscore.books.msg.inputs import read as read_msg
from xlscore.books.msg.together import find_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.formulas import cell_of
from xlscore.books.tables.policy import BookPolicy
from xlscore.rules.figures import Figure
from xlscore.rules.monthly.indicators import GroupValue
from xlscore.rules.periods import YEAR
from xlscore.rules.positions.beside import beside_average
from xlscore.rules.positions.records import GroupData
from xlscore.rules.series import months_later
from xlscore.rules.words import name_key

__all__ = ["GroupFound", "read_group"]


@dataclass(frozen=True)
class GroupFound:
    """An own figure beside the group's average, and where both stand."""

    value: GroupValue
    own: Figure
    average: Figure | None = None
    """The average's cell, where it stands in one."""
    away: Figure | None = None
    """The cell of the difference between the two, where the table prints that."""
    data: GroupData | None = None
    """The data of the group, where they are worked out from that."""

    def difference(self, policy: BookPolicy, here: str) -> str:
        """Return the difference as a share of the average as a formula on the sheet `here`, "" where none says it."""
        if self.value.average <= 0:
            return ""
        if self.average is not None:
            sound = self.own.sound and self.average.sound
            return (
                f"=YOY({cell_of(self.own.source, here)},{cell_of(self.average.source, here)})"
                if sound
                else ""
            )
        if self.away is not None:
            own, away = cell_of(self.own.source, here), cell_of(self.away.source, here)
            return f"={away}/({own}-{away})" if self.own.native and self.away.native else ""
        own, gap = ("", "") if self.data is None else own_and_gap(self.data, policy, here)
        return f"={gap}/({own}-{gap})" if own else ""


def read_group(reading: Reading, reader: Reader, to: date | None = None) -> Mapping[str, GroupFound]:
    """Return own figure and average by the measure's key, none where the workbook has neither; nothing is planned.

    Of the periods in the table of MSG averages the latest counts, up to a month where one is asked for. What is wrong on the MSG sheet is told by the
    action whose table it is.
    """
    return {**_of_sheet(reading), **_of_table(reading, reader, to)}


def _of_table(reading: Reading, reader: Reader, to: date | None) -> dict[str, GroupFound]:
    found: dict[str, GroupFound] = {}
    every = read_kept(reading, set(), reader)
    averages = {
        (name_key(each.measure), each.month, each.months): each.average.value
        for each in every
        if each.average is not None
    }
    for kept in sorted(every, key=lambda each: each.month):
        if kept.own is not None and kept.average is not None and (to is None or kept.month <= to):
            before = averages.get((name_key(kept.measure), months_later(kept.month, -YEAR), kept.months))
            value = GroupValue(kept.own.value, kept.average.value, kept.month, before)
            found[name_key(kept.measure)] = GroupFound(value, kept.own, kept.average)
    return found


def _of_sheet(reading: Reading) -> dict[str, GroupFound]:
    if find_msg(reading) is None:
        return {}
    inputs = read_msg(Planner(reading), Reader())
    found = {}
    for measure in inputs.rows.values():
        both = beside_average(measure, inputs.policy.policy)
        if both is not None:
            value = GroupValue(both.own.value, both.average)
            found[name_key(measure.measure)] = GroupFound(value, both.own, both.printed, both.away, both.data)
    return found
