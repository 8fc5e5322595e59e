"""Reading a redline's figures: in which numbers they are held, up to when they go, what stood at the last board."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.books.msg.history import month_of
from xlscore.books.msg.standing import Standing
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import shown_figure
from xlscore.books.tables.table import Table, shown
from xlscore.rules.figures import Figure
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.group import gap_from_change
from xlscore.rules.redlines.redline import GroupStandard, Redline
from xlscore.rules.redlines.scale import HeldAs, ShownFigure, scale_of
from xlscore.rules.series import month_name

__all__ = ["comparable", "group_standard", "read_redline"]

_NAMES: Final = {"average": "MSG average", "top quartile": "top quartile rank of the MSG"}


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
    *,
    is_share: bool = False,
) -> Redline:
    """Return a measure with its last figure and its dates; figures that cannot be compared are a problem, and are not.

    `of_met` hears of figures that matter only where nobody typed whether the measure is met; `is_share` is whether the value
    comes from elsewhere, where it is a percentage.
    """
    previous = reader.figure(table, row, table.columns.get("previous_value"))
    said = is_share or is_percentage(table.text(row, "unit")) or is_percentage(measure.name)
    measure, alike = comparable(measure, table, row, reading, of_met, said=said)
    held, previous = (HeldAs.PLAIN, None) if alike is None else (alike, previous)
    own = _shown(measure, table, row, reading)
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


def comparable(
    measure: RedlineMeasure, table: Table, row: int, reading: Reading, reader: Reader, *, said: bool
) -> tuple[RedlineMeasure, HeldAs | None]:
    """Return a measure and in which numbers it is held; figures that cannot be compared are a problem, and are left out."""
    held = scale_of(_shown(measure, table, row, reading), said=said)
    if held is not None:
        _report_direction(measure, table, row, reader)
        return measure, held
    value, minimum = table.text(row, "value"), table.text(row, "minimum")
    reader.report(
        table, row, table.columns["minimum"],
        f"The value {value} and the minimum {minimum} of '{measure.name}' cannot be compared: one is a percentage, the other no percentage.",
        "Type both in the same way, a percentage with its sign: 80%.",
    )  # fmt: skip
    return replace(measure, value=None, minimum=None), None


def _report_direction(measure: RedlineMeasure, table: Table, row: int, reader: Reader) -> None:
    """Report a measure with value and minimum of which nobody says which way is better: it is neither met nor not."""
    told = (
        measure.higher_is_better is not None or measure.typed is not None or bool(table.text(row, "better"))
    )
    if told or measure.value is None or measure.minimum is None:
        return
    reader.report(
        table, row, table.columns["minimum"],
        f"'{measure.name}' has a value and a minimum, and nothing says which way is better: whether it is met is not known.",
        "Type Higher or Lower in a column Better, or Yes or No in a column Met.",
    )  # fmt: skip


def _shown(measure: RedlineMeasure, table: Table, row: int, reading: Reading) -> list[ShownFigure]:
    return [shown_figure(figure, table, row, name, reading) for name, figure in _own(measure)]


def _own(measure: RedlineMeasure) -> list[tuple[str, Figure]]:
    figures = (("value", measure.value), ("minimum", measure.minimum))
    return [(name, figure) for name, figure in figures if figure is not None]


def _data_to(table: Table, row: int, name: str, figure: Figure | None) -> str:
    """Return up to when data go, as the column says or else the figure itself: a month as it is named, else what is typed."""
    value = table.value(row, name)
    month = month_of(value)
    if month is None and not shown(value) and figure is not None:
        month = figure.data_to
    return shown(value) if month is None else month_name(month)
