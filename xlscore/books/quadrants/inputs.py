"""The table of quadrants as read: each quadrant's measures, with what the MSG sheet says of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from xlscore.books.grades.redlines.reading import comparable
from xlscore.books.msg.standing import Standing, benchmark_in, read_standings, standing_of
from xlscore.books.notes.beside import read_caveats
from xlscore.books.notes.inputs import quoted_row
from xlscore.books.plan.planner import Owner, Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.quadrants.headings import QUADRANTS
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_required
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure, Source
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.force.quadrants import NOT_YET_GRADED, QuadrantInputs, QuadrantMeasure, Role, read_role
from xlscore.rules.grades import Grade, Scale, is_met
from xlscore.rules.notes import FORCE
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.words import key, name_key

__all__ = ["QuadrantsSheet", "read"]


@dataclass(frozen=True)
class QuadrantsSheet:
    """The table of quadrants, each quadrant with the row that begins it, and each row's measure."""

    table: Table
    quadrants: Mapping[int, QuadrantInputs]
    rows: Mapping[int, QuadrantMeasure]
    values: Mapping[int, float]
    """The own values that the MSG sheet gives, by row."""
    typed: Mapping[int, Grade]
    """The grades that a person typed, by the row that begins the quadrant."""
    scale: Scale
    quoted: QuotedRows
    """What each row quotes, for the notes on it."""


def read(planner: Planner, reader: Reader, sheet: str | None = None) -> QuadrantsSheet:
    """Return the quadrants as read; what cannot be read is a problem of its cell."""
    planner.reading.refuse_unknown(sheet)
    table = find_required(planner.reading.blocks, QUADRANTS, sheet=sheet)
    scale = read_policy(planner.reading, Reader()).policy.grade_scale
    standings = read_standings(planner.reading)
    names = table.filled_down("quadrant")
    commands = _commands(table, names)
    marks = {
        row: tuple(map(name_key, (names[row], commands.get(row, ""), table.text(row, "measure"))))
        for row in table.records
    }
    reader.twins(table, marks, "measure")
    quoted = _quoted(planner, table, commands)
    caveats = read_caveats(planner, quoted)
    rows = {row: _measure(table, row, standings, planner, reader) for row in table.records}
    rows = {
        row: replace(each, standard=replace(each.standard, caveats=caveats[row]))
        for row, each in rows.items()
    }
    first: dict[tuple[str, str], int] = {}
    for row in table.records:
        first.setdefault((name_key(names[row]), name_key(commands.get(row, ""))), row)
    quadrants = {
        begin: QuadrantInputs(
            names[begin],
            tuple(
                rows[row]
                for row in table.records
                if (name_key(names[row]), name_key(commands.get(row, ""))) == mark
            ),
            commands.get(begin, ""),
            _previous(table, begin, reader, scale),
        )
        for mark, begin in first.items()
    }
    quadrants = {begin: _with_elsewhere(quadrant, quadrants) for begin, quadrant in quadrants.items()}
    _report_levers(table, rows, reader)
    values = {
        row: to_float(figure.value)
        for row in table.records
        if (standing := standing_of(standings, table, row)) is not None
        and (figure := standing.figure(table, row, planner.reading)) is not None
    }
    found = {begin: _typed_grade(table, begin, planner, scale) for begin in quadrants}
    typed = {begin: grade for begin, grade in found.items() if grade is not None}
    return QuadrantsSheet(table, quadrants, rows, values, typed, scale, quoted)


def _commands(table: Table, names: Mapping[int, str]) -> Mapping[int, str]:
    """Return each row's command, a blank one taking the command above, but not into the next quadrant: that is the force's.

    Only where the commands stand before the quadrants does one go on over several of these.
    """
    filled = table.filled_down("command")
    if not filled or table.columns.get("command", 0) < table.columns["quadrant"]:
        return filled
    found: dict[int, str] = {}
    quadrant = last = ""
    for row in table.records:
        if name_key(names[row]) != quadrant:
            quadrant, last = name_key(names[row]), ""
        last = table.text(row, "command") or last
        found[row] = last
    return found


def _quoted(planner: Planner, table: Table, commands: Mapping[int, str]) -> QuotedRows:
    """Return what each row quotes, under its name or the name before a comma and its unit; a command's row is on it."""
    force = (FORCE, read_policy(planner.reading, Reader()).own_force)
    rows = {}
    for row in table.records:
        name, command = table.text(row, "measure"), commands.get(row, "")
        rows[row] = quoted_row(
            table, row, (name, name.rpartition(",")[0]), places=(command,) if command else force
        )
    return QuotedRows(table, rows)


def _with_elsewhere(quadrant: QuadrantInputs, quadrants: Mapping[int, QuadrantInputs]) -> QuadrantInputs:
    """Return a quadrant with the redlines of the others, of the same command."""
    others = [
        other
        for other in quadrants.values()
        if other is not quadrant and name_key(other.command) == name_key(quadrant.command)
    ]
    redlines = tuple(m for other in others for m in other.measures if m.role is Role.REDLINE)
    return replace(quadrant, elsewhere=redlines)


def _report_levers(table: Table, rows: Mapping[int, QuadrantMeasure], reader: Reader) -> None:
    """Report a KPI that should move what is no redline of the table."""
    redlines = {name_key(m.standard.name) for m in rows.values() if m.role is Role.REDLINE}
    for row, measure in rows.items():
        if measure.lever_for and name_key(measure.lever_for) not in redlines:
            reader.at(
                table.sheet, table.cell(row, "lever"),
                f"'{measure.standard.name}' should move '{measure.lever_for}', which is no redline of this table.",
                "Call the redline as in its own row.",
            )  # fmt: skip


def _typed_grade(table: Table, row: int, planner: Planner, scale: Scale) -> Grade | None:
    """Return the grade that a person typed; what cannot be read is named where it disagrees with the figures."""
    if planner.owner(table, row, "grade") is not Owner.PERSON or key(table.text(row, "grade")) == key(
        NOT_YET_GRADED
    ):
        return None
    return Reader().grade(table, row, table.columns["grade"], scale)[0]


def _previous(table: Table, row: int, reader: Reader, scale: Scale) -> Grade | None:
    if key(table.text(row, "previous")) == key(NOT_YET_GRADED):
        return None
    return reader.grade(table, row, table.columns.get("previous"), scale)[0]


def _measure(
    table: Table, row: int, standings: Mapping[str, Standing], planner: Planner, reader: Reader
) -> QuadrantMeasure:
    role = reader.word(table, row, "kind", read_role) if table.text(row, "kind") else None
    if role is None and not table.text(row, "kind"):
        reader.at(
            table.sheet, table.cell(row, "kind") or table.cell(row, "measure"),
            f"'{table.text(row, 'measure')}' is said to be neither a redline nor a KPI, so it is read as a KPI.",
            "Enter Redline or KPI.",
        )  # fmt: skip
    ours = planner.owner(table, row, "met") is Owner.OURS
    typed = None if ours else reader.word(table, row, "met", is_met)
    standing, benchmark = standing_of(standings, table, row), benchmark_in(table, row)
    quiet = reader if typed is None else Reader()
    if typed is None and benchmark is not None:
        typed = None if standing is None else standing.reaches(benchmark)
        if standing is None and role is Role.REDLINE:
            reader.at(
                table.sheet, table.cell(row, "minimum"),
                f"'{table.text(row, 'measure')}' is measured against the MSG, and has no row on the MSG sheet.",
                "Call it as there, or enter the minimum as a number.",
            )  # fmt: skip
    standard = RedlineMeasure(
        name=table.text(row, "measure"),
        source=Source(table.sheet, table.cell(row, "measure")),
        value=_value(table, row, standing, planner, quiet),
        minimum=None if benchmark is not None else quiet.figure(table, row, table.columns.get("minimum")),
        higher_is_better=quiet.better(table, row),
        typed=typed,
    )
    said = is_percentage(standard.name) or (standing is not None and is_percentage(standing.unit))
    standard, _ = comparable(standard, table, row, planner.reading, quiet, said=said)
    before = quiet.figure(table, row, table.columns.get("previous_value"))
    return QuadrantMeasure(role or Role.KPI, standard, table.text(row, "lever"), before)


def _value(
    table: Table, row: int, standing: Standing | None, planner: Planner, reader: Reader
) -> Figure | None:
    """Return the own value: a person's, else the MSG sheet's."""
    if planner.owner(table, row, "value") is Owner.PERSON:
        return reader.figure(table, row, table.columns["value"])
    return None if standing is None else standing.figure(table, row, planner.reading)
