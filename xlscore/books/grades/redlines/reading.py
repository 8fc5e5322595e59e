"""Reading a redline's figures: in which numbers they are held, up to when they go, what stood at the last board."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from xlscore.books.msg.history import month_of
from xlscore.books.msg.standing import Standing
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.table import Table, shown
from xlscore.engine import reading_of
from xlscore.rules.figures import Figure
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.group import gap_from_change
from xlscore.rules.redlines.redline import GroupStandard, Redline
from xlscore.rules.redlines.scale import HeldAs, ShownFigure, scale_of
from xlscore.rules.series import month_name

__all__ = ["group_standard", "per_cent_places", "read_redline", "shown_figure"]

_NAMES: Final = {"average": "MSG average", "top quartile": "top quartile rank of the MSG"}
_PERCENT: Final = re.compile(r"(?:\.(?P<places>[0#?]+))?%")


def group_standard(benchmark: Benchmark | None, standing: Standing | None) -> GroupStandard | None:
    """Return a benchmark that stands as a minimum, with the gap to it as the MSG sheet has it; None for none."""
    if benchmark is None:
        return None
    name = _NAMES.get(benchmark.kind, f"{benchmark.kind} of the MSG")
    if standing is None:
        return GroupStandard(name)
    return gap_from_change(name, standing.change_to(benchmark), standing.unit)


def read_redline(
    table: Table,
    row: int,
    measure: RedlineMeasure,
    standard: GroupStandard | None,
    reading: Reading,
    reader: Reader,
    of_met: Reader,
) -> Redline:
    """Return a measure with its last figure and its dates; figures that cannot be compared are a problem, and are not.

    `of_met` hears of figures that matter only where nobody typed whether the measure is met.
    """
    previous = reader.figure(table, row, table.columns.get("previous_value"))
    said = is_percentage(table.text(row, "unit")) or is_percentage(measure.name)
    own = [shown_figure(figure, table, row, name, reading) for name, figure in _own(measure)]
    held = scale_of(own, said=said)
    if held is None:
        value, minimum = table.text(row, "value"), table.text(row, "minimum")
        of_met.report(
            table, row, table.columns["minimum"],
            f"The value {value} and the minimum {minimum} of '{measure.name}' cannot be compared: one is a percentage, the other no percentage.",
            "Type both in the same way, a percentage with its sign: 80%.",
        )  # fmt: skip
        measure, held, previous = replace(measure, value=None, minimum=None), HeldAs.PLAIN, None
    if previous is not None:
        before = shown_figure(previous, table, row, "previous_value", reading)
        if not own:
            held = scale_of([before], said=said) or held
        elif scale_of([*own, before], said=said) is not held:
            reader.report(
                table, row, table.columns["previous_value"],
                f"The previous value {table.text(row, 'previous_value')} of '{measure.name}' cannot be compared with its value {table.text(row, 'value')}.",
                "Type both in the same way, a percentage with its sign: 80%.",
            )  # fmt: skip
            previous = None
    return Redline(
        measure,
        held,
        _data_to(table, row, "data_to", measure.value),
        previous,
        _data_to(table, row, "previous_data_to", previous),
        standard,
    )


def _own(measure: RedlineMeasure) -> list[tuple[str, Figure]]:
    figures = (("value", measure.value), ("minimum", measure.minimum))
    return [(name, figure) for name, figure in figures if figure is not None]


def shown_figure(figure: Figure, table: Table, row: int, name: str, reading: Reading) -> ShownFigure:
    """Return a figure of a field's cell, with whether that shows its number as a percentage."""
    bare = figure.text is None
    return ShownFigure(figure, bare and per_cent_places(reading, table, row, table.columns[name]) is not None)


def per_cent_places(reading: Reading, table: Table, row: int, column: int) -> int | None:
    """Return in how many places a cell shows its number as a percentage, None where it shows none, or nobody can say."""
    if not reading.can.number_formats:
        return None
    sheet = reading.book.sheets[table.sheet]
    with reading_of(sheet):
        found = _PERCENT.search(str(sheet.range((row, column)).number_format or ""))
    return None if found is None else len(found["places"] or "")


def _data_to(table: Table, row: int, name: str, figure: Figure | None) -> str:
    """Return up to when data go, as the column says or else the figure itself: a month as it is named, else what is typed."""
    value = table.value(row, name)
    month = month_of(value)
    if month is None and not shown(value) and figure is not None:
        month = figure.data_to
    return shown(value) if month is None else month_name(month)
