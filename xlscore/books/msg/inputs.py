"""The MSG sheet as read: each measure's row with its words, what is typed in it, and the group's data behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, TypeVar

from xlscore.books.msg.data import MsgData, read_figure, read_msg_data
from xlscore.books.msg.downwards import report_nameless
from xlscore.books.msg.history import Past, month_of, read_past
from xlscore.books.msg.register import Register, judge_aspiration, read_register
from xlscore.books.msg.together import MsgTables, Place, required_msg
from xlscore.books.notes.beside import read_caveats
from xlscore.books.notes.inputs import quoted_row
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.tables.blocks import is_blank
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.figures.percentages import shown_figure
from xlscore.books.tables.figures.tolerances import report_tolerances
from xlscore.books.tables.policy import BookPolicy, read_policy
from xlscore.books.tables.table import Table, shown
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source, TextFigure
from xlscore.rules.figures_text import read_figure as read_text_figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.notes import FORCE, Quoted
from xlscore.rules.positions.benchmark import Benchmark, read_aspiration
from xlscore.rules.positions.gaps import says_gap
from xlscore.rules.positions.lists import names_period
from xlscore.rules.positions.measure import is_typed_row
from xlscore.rules.positions.records import Entries, Entry, FromAverage, Gap, MeasureInputs, Stated
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.scale import scale_of
from xlscore.rules.series import month_name
from xlscore.rules.words import is_missing_mark, name_key

__all__ = ["MsgInputs", "read", "said_data_to"]

_GAP_REMEDY: Final = "Type the gap as a figure, or that the force is there already."
_TYPED: Final = ("value", "position", "of", "to_average", "to_top_quartile")
T = TypeVar("T")


@dataclass(frozen=True)
class MsgInputs:
    """The table of measures, each of its rows as read, and the policy that holds."""

    tables: MsgTables
    policy: BookPolicy
    rows: Mapping[int, MeasureInputs]
    data_to: Mapping[int, str]
    """Up to when the data of each row go: as its own column says, else as the position or the value does."""
    past: Past
    """The positions of past periods."""
    register: Register
    """When each aspiration was set, and what it was before."""
    quoted: QuotedRows
    """What each row quotes, for the notes on it."""
    beside: tuple[QuotedRows, ...]
    """The same of each table in which the notes are written: those that have a column for them, else the one that is filled."""
    boards: Mapping[int, str]
    """What each row says of who monitors it."""

    @property
    def table(self) -> Table:
        """Return the table that is filled."""
        return self.tables.table


def read(planner: Planner, reader: Reader, sheet: str | None = None) -> MsgInputs:
    """Return the MSG sheet as read; what cannot be read is a problem."""
    reading = planner.reading
    reading.refuse_unknown(sheet)
    tables = required_msg(reading, sheet)
    table = tables.table
    policy = read_policy(reading, reader)
    names = [table.text(row, "measure") for row in table.records]
    data = read_msg_data(reading, reader, policy, names, tables.stack)
    report_nameless(table, reader)
    reader.twins(table, {row: name_key(table.text(row, "measure")) for row in table.records}, "measure")
    report_tolerances(
        table,
        "an aspiration is met or it is not, and whether a figure is within what chance explains is the expected range",
        "Say in a table Headings (Sheet, Heading, Means) that it means nothing.",
        reader,
    )
    past = read_past(reading, names, reader, tables.stack)
    register = read_register(reading, names, reader)
    data_to = {row: said_data_to(tables, row) for row in table.records}
    _report_data_to(tables, reader)
    rows = {row: _read_row(tables, row, data, planner, reader) for row in table.records}
    rows = {row: _with_aspiration(tables, row, inputs, register, reader) for row, inputs in rows.items()}
    quoted = _quoted(tables, policy, data, data_to)
    beside = _beside(tables, quoted)
    caveats = _caveats(planner, tables, quoted, beside)
    rows = {
        row: replace(_with_history(inputs, past, data_to[row]), notes=caveats[row])
        for row, inputs in rows.items()
    }
    boards = {row: tables.under_merge(reading, row, "monitored_by") for row in table.records}
    return MsgInputs(tables, policy, rows, data_to, past, register, quoted, beside, boards)


def _beside(tables: MsgTables, quoted: QuotedRows) -> tuple[QuotedRows, ...]:
    """Return what the rows quote of each table that the notes go into, the one that is filled first."""
    others: dict[object, tuple[Table, dict[int, Quoted]]] = {}
    for row, places in tables.others.items():
        for table, there in places:
            if "caveat" in table.columns:
                others.setdefault(table.mark, (table, {}))[1][there] = quoted.rows[row]
    more = tuple(QuotedRows(table, rows) for table, rows in others.values())
    return more if more and "caveat" not in tables.table.columns else (quoted, *more)


def _caveats(
    planner: Planner, tables: MsgTables, quoted: QuotedRows, beside: tuple[QuotedRows, ...]
) -> dict[int, tuple[str, ...]]:
    """Return what has to be said beside each row, with what a person typed beside it in another table of the record."""
    found = dict(read_caveats(planner, quoted))
    elsewhere = {each.table.mark: read_caveats(planner, each) for each in beside if each is not quoted}
    for row, places in tables.others.items():
        said = (text for table, there in places for text in elsewhere.get(table.mark, {}).get(there, ()))
        found[row] = tuple(dict.fromkeys((*found[row], *said)))
    return found


def _quoted(
    tables: MsgTables, policy: BookPolicy, data: MsgData | None, data_to: Mapping[int, str]
) -> QuotedRows:
    """Return what each row quotes: a position is the own force's, and a note on another force of the group is on it, too."""
    table = tables.table
    forces = () if data is None else tuple(name.value or "" for name in data.names)
    places = (FORCE, policy.own_force, *forces)
    rows = {
        row: quoted_row(table, row, (table.text(row, "measure"),), data_to[row], places)
        for row in table.records
    }
    return QuotedRows(table, rows)


def said_data_to(tables: MsgTables, row: int) -> str:
    """Return up to when a measure's data go, as its column says or else its figures; "" where nothing says it."""
    return tables.text(row, "data_to") or _said_month(tables, row) or tables.period


def _report_data_to(tables: MsgTables, reader: Reader) -> None:
    """Say which texts under "Data to" name no period at all."""
    for row in tables.table.records:
        table, at = tables.place(row, "data_to")
        said = tables.text(row, "data_to")
        if said and not is_missing_mark(said) and month_of(said) is None and not names_period(said):
            reader.at(
                table.sheet, table.cell(at, "data_to"),
                f"'{said}' under 'Data to' names no month that can be read.",
                "Type the month and the year up to which the data go: Jan 2020.",
            )  # fmt: skip


def _with_aspiration(
    tables: MsgTables, row: int, inputs: MeasureInputs, register: Register, reader: Reader
) -> MeasureInputs:
    """Return a measure with the aspiration that holds by its row and the register."""
    course, blank = register.of(inputs.measure), not tables.text(row, "aspiration")
    return replace(
        inputs, aspiration=judge_aspiration(inputs.measure, inputs.aspiration, blank, course, reader)
    )


def _with_history(inputs: MeasureInputs, past: Past, data_to: str) -> MeasureInputs:
    """Return a measure with its last position before this one from the history, where its row has none."""
    if inputs.typed.previous_position is not None:
        return inputs
    before = past.before(inputs.measure, month_of(data_to))
    return replace(inputs, typed=replace(inputs.typed, previous_position=before))


def _read_row(
    tables: MsgTables, row: int, data: MsgData | None, planner: Planner, reader: Reader
) -> MeasureInputs:
    table = tables.table
    measure, unit = table.text(row, "measure"), _unit(tables, row)
    entered = _is_entered(table, row, planner)
    group = None if data is None else data.group(measure, unit, reader)
    way = tables.place(row, "better")
    better = _stated(*way, "better", reader, lambda: reader.better(*way))
    before = _position(*tables.place(row, "previous_position"), "previous_position", reader)
    typed = Entries(
        _place(table, row),
        previous_position=before,
        previous_value=_figure(tables.place(row, "previous_value"), "previous_value", unit, reader),
        previous_to_average=_before(tables, row, "previous_to_average", reader)
        or _gap_before(tables, row, unit, reader),
        previous_to_top_quartile=_before(tables, row, "previous_to_top_quartile", reader),
    )
    if is_typed_row(has_data=group is not None, position_entered=entered):
        typed = _with_entries(typed, tables, row, unit, planner, reader)
    name = Source(table.sheet, table.cell(row, "measure"))
    aim = _aspiration(*tables.place(row, "aspiration"), reader)
    return MeasureInputs(measure, name, unit, better, aim, typed, group)


def _is_entered(table: Table, row: int, planner: Planner) -> bool:
    """Return whether a person gave the position; where a formula cannot be told from a value, nobody is said to have."""
    can_say = planner.reading.formulas(table.sheet) is not None
    return can_say and planner.owner(table, row, "position") is Owner.PERSON


def _with_entries(
    before: Entries, tables: MsgTables, row: int, unit: str, planner: Planner, reader: Reader
) -> Entries:
    """Return the entries with what a person typed of the measure; what is ours is worked out anew."""
    typed = {name: _typed_at(tables, row, name, planner) for name in _TYPED}
    theirs = {name: place for name, place in typed.items() if place is not None}

    def position(name: str) -> Figure | None:
        return _position(*theirs[name], name, reader) if name in theirs else None

    def gap(name: str) -> Gap:
        return _gap(*theirs[name], name, reader) if name in theirs else None

    stands, value = position("position"), _value(tables, row, unit, theirs.get("value"), reader)
    return replace(
        before,
        position_entered="position" in theirs,
        position=stands,
        of=position("of") or _group_size(stands),
        value=value,
        to_average=gap("to_average"),
        to_top_quartile=gap("to_top_quartile"),
        from_average=_from_average(tables, row, value, unit, planner, reader),
    )


def _from_average(
    tables: MsgTables, row: int, value: Figure | None, unit: str, planner: Planner, reader: Reader
) -> FromAverage | None:
    """Return how far the row says the average is: its difference, else the average beside the own figure."""
    said = _figure(tables.place(row, "difference"), "difference", unit, reader)
    if said is not None:
        return FromAverage(said)
    average = _figure(tables.place(row, "average"), "average", unit, reader)
    if average is None or value is None:
        return None
    if _cannot_compare(tables, row, value, average, planner, unit):
        table, at = tables.place(row, "average")
        reader.at(
            table.sheet, table.cell(at, "average"),
            f"The figure {tables.text(row, 'value')} and the average {tables.text(row, 'average')} cannot be compared: one is a percentage, the other no percentage.",
            "Type both in the same way, a percentage with its sign: 55%.",
        )  # fmt: skip
        return None
    return FromAverage(value, average)


def _cannot_compare(
    tables: MsgTables, row: int, value: Figure, average: Figure, planner: Planner, unit: str
) -> bool:
    """Return whether the own figure and the average beside it are of two scales: 57.5 against 55%."""
    figures = {"value": value, "average": average}
    shown = [
        shown_figure(figure, *tables.place(row, name), name, planner.reading)
        for name, figure in figures.items()
    ]
    return scale_of(shown, said=is_percentage(unit)) is None


def _typed_at(tables: MsgTables, row: int, name: str, planner: Planner) -> Place | None:
    """Return the first place where a person has typed a field of a measure, None for nowhere."""
    places = (place for place in tables.places(row) if planner.owner(*place, name) is Owner.PERSON)
    return next(places, None)


def _unit(tables: MsgTables, row: int) -> str:
    """Return a measure's unit; where its own cell is blank or has the figure too ("91.60 per 1,000 pop."), the figure's."""
    typed = tables.text(row, "unit")
    said = read_text_figure(typed) if typed else _text_figure(*tables.place(row, "value"), "value")
    return typed if said is None or (typed and not said.words) else said.words


def _value(tables: MsgTables, row: int, unit: str, typed: Place | None, reader: Reader) -> Figure | None:
    """Return the value as typed; the paper prints it in the column of its unit, where it has no column of values."""
    if typed is not None:
        return _figure(typed, "value", unit, reader)
    table, at = tables.place(row, "unit")
    in_unit = _text_figure(table, at, "unit")
    if in_unit is None or not in_unit.words or not is_blank(tables.value(row, "value")):
        return None
    return reader.figure(table, table.line(at, "unit") or at, table.columns["unit"])


def _figure(place: Place, name: str, unit: str, reader: Reader) -> Figure | None:
    table, at = place
    found = _entry(table, at, name, reader, unit=unit)
    return found if isinstance(found, Figure) else None


def _entry(
    table: Table, row: int, name: str, reader: Reader, *, position: bool = False, unit: str = ""
) -> Entry:
    """Return the figure of a measure's field, which may stand in a row of its own; None for none."""
    line = table.line(row, name)
    if line is None:
        return None
    return read_figure(table, line, table.columns.get(name), reader, position=position, unit=unit)


def _before(tables: MsgTables, row: int, name: str, reader: Reader) -> Gap:
    place = tables.place(row, name)
    return _gap(*place, name, reader) if name in place[0].columns else None


def _gap_before(tables: MsgTables, row: int, unit: str, reader: Reader) -> Gap:
    """Return last time's gap where the difference of last time, or both figures, have a column; None where they have none."""
    table, before = tables.table, None if tables.stack is None else tables.stack.before
    if before is None:
        return None

    def figure(name: str) -> Figure | None:
        line = table.line(row, name) if name in table.columns else None
        found = None if line is None else read_figure(table, line, before, reader, unit=unit)
        return found if isinstance(found, Figure) else None

    away, own, average = (figure(name) for name in ("difference", "value", "average"))
    if away is not None:
        return Figure(-away.value, away.source, native=False)
    if own is None or average is None:
        return None
    return Figure(average.value - own.value, average.source, native=False)


def _text_figure(table: Table, row: int, name: str) -> TextFigure | None:
    value = table.value(row, name)
    return read_text_figure(value) if isinstance(value, str) else None


def _said_month(tables: MsgTables, row: int) -> str:
    """Return the month that the figures of a row say their data go up to, "" where none says it."""
    places = tables.places(row)
    said = [_text_figure(*place, name) for name in ("position", "value", "unit") for place in places]
    months = [figure.data_to for figure in said if figure is not None and figure.data_to is not None]
    return month_name(months[0]) if months else ""


def _group_size(position: Figure | None) -> Figure | None:
    """Return the size of the group where the position says it: "8 out of 8"."""
    said = None if position is None else position.text
    if position is None or said is None or said.of is None:
        return None
    return Figure(Fraction(said.of), position.source, sound=False, native=False)


def _place(table: Table, row: int) -> Source:
    return Source(table.sheet, table.cell(row, "position") or table.cell(row, "measure"))


def _position(table: Table, row: int, name: str, reader: Reader) -> Figure | None:
    found = _entry(table, row, name, reader, position=True)
    return found if isinstance(found, Figure) else None


def _gap(table: Table, row: int, name: str, reader: Reader) -> Gap:
    """Return a gap as typed, a figure or words; a date or a truth is neither."""
    value, source = table.value(row, name), Source(table.sheet, table.cell(row, name))
    if isinstance(value, str):
        said = read_text_figure(value)
        if said is not None and said.unit is not Unit.POSITION:
            return Figure(said.value, source, native=False, text=said)
        words = reader.text(table, row, name)
        if words and says_gap(words):
            return Stated(value, source)
        if words:
            reader.at(source.sheet, source.cell, f"'{shown(value)}' is no gap that can be read.", _GAP_REMEDY)
        return None
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return Figure(exact(value), source)
    if not is_blank(value):
        what = f"'{shown(value)}' stands where a gap belongs."
        reader.at(source.sheet, source.cell, what, _GAP_REMEDY)
    return None


def _stated(table: Table, row: int, name: str, reader: Reader, ask: Callable[[], T | None]) -> Stated[T]:
    """Return what a cell says, with its place; what the reader has a problem with is not readable."""
    cell = table.cell(row, name)
    before = len(reader.problems)
    said = ask()
    source = Source(table.sheet, cell) if cell else None
    return Stated(said, source, readable=len(reader.problems) == before)


def _aspiration(table: Table, row: int, reader: Reader) -> Stated[Benchmark]:
    return _stated(
        table, row, "aspiration", reader, lambda: reader.word(table, row, "aspiration", read_aspiration)
    )
