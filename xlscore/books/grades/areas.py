"""The Areas sheet: which command leads an area, and whether its redline measures are met."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from xlscore.books.grades.formulas import met_formula
from xlscore.books.grades.headings import AREAS, REDLINES
from xlscore.books.grades.redlines.categories import read_categories
from xlscore.books.grades.redlines.changes import with_change
from xlscore.books.grades.redlines.histories import read_histories
from xlscore.books.grades.redlines.reading import group_standard, read_redline
from xlscore.books.grades.redlines.whose import Whose, whose_redlines
from xlscore.books.msg.history import month_of
from xlscore.books.msg.standing import Standing, benchmark_in, read_standings, standing_of
from xlscore.books.notes.beside import plan_caveats, read_caveats
from xlscore.books.notes.inputs import quoted_row
from xlscore.books.plan.planner import Answer, Owner, Planner
from xlscore.books.plan.quoted import QuotedRows
from xlscore.books.plan.unread import report_missing
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.finder import find_one
from xlscore.books.tables.policy import read_policy
from xlscore.books.tables.table import Table
from xlscore.rules.exact import cell_number
from xlscore.rules.figures import Figure, Source
from xlscore.rules.force.area_grades import RedlineMeasure
from xlscore.rules.grades import is_met
from xlscore.rules.notes import FORCE
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.redlines.redline import Redline
from xlscore.rules.series import month_name
from xlscore.rules.words import key, name_key

__all__ = ["AreaRedlines", "RedlinesTable", "is_leads", "plan_met", "read_leads", "read_redlines"]


@dataclass(frozen=True)
class AreaRedlines:
    """An area's redline measures, and the rows in which they stand."""

    area: str
    source: Source
    redlines: tuple[Redline, ...]
    rows: tuple[int, ...]
    commands: tuple[str, ...] = ()
    """The commands whose own they are, none for the force's."""

    @property
    def measures(self) -> tuple[RedlineMeasure, ...]:
        """Return what says whether each is met."""
        return tuple(redline.measure for redline in self.redlines)


@dataclass(frozen=True)
class RedlinesTable:
    """The table of redline measures, and those of each area."""

    table: Table
    areas: Mapping[str, AreaRedlines]
    quoted: QuotedRows
    """What each row quotes, for the notes on it."""
    of_commands: tuple[AreaRedlines, ...] = ()
    """Those that are of one command, or several, and of nobody else; "" for an area is all of them."""

    given: Mapping[int, Standing | None] = field(default_factory=dict)
    """What the MSG sheet says of each of the force's measures, None where it does not know one."""

    @property
    def every(self) -> tuple[AreaRedlines, ...]:
        """Return those of the areas and those of the commands."""
        return (*self.areas.values(), *self.of_commands)


def read_leads(reading: Reading, reader: Reader) -> dict[str, tuple[str, Table, int]]:
    """Return each area's lead command as typed, with where it stands."""
    table = find_one(reading.blocks, AREAS, is_leads)
    if table is None:
        return {}
    reader.look_over(table)
    leads: dict[str, tuple[str, Table, int]] = {}
    for row in table.records:
        area, lead = table.text(row, "area"), reader.text(table, row, "lead")
        mark = name_key(area)
        if mark in leads and lead and key(leads[mark][0]) != key(lead):
            reader.report(
                table, row, table.columns["lead"],
                f"'{area}' has a second lead command, {lead}.", f"Keep one; {leads[mark][0]} is taken.",
            )  # fmt: skip
        elif lead:
            leads[mark] = (lead, table, row)
    return leads


def is_leads(table: Table) -> bool:
    """Return whether a table with areas and leads is a list of them, and no grid or table of measures."""
    return (
        "measure" not in table.columns
        and len(table.others) <= 3
        and not {"redline", "final"} & table.columns.keys()
    )


def read_redlines(planner: Planner, reader: Reader) -> RedlinesTable | None:
    """Return the redline measures by area, None where the workbook has no table of them."""
    table = find_one(planner.reading.blocks, REDLINES)
    if table is None:
        return None
    names = table.filled_down("area")
    called = {row: f"The redline '{table.text(row, 'measure')}' of '{names[row]}'" for row in table.records}
    reader.twins(table, {row: table.row_key(row) for row in table.records}, "measure", called)
    standings = _Standings(planner.reading)
    whose = whose_redlines(planner.reading, table, reader)
    quoted = _quoted(planner.reading, table, whose)
    caveats = read_caveats(planner, quoted)
    found: dict[str, AreaRedlines] = {}
    of_commands: list[AreaRedlines] = []
    given: dict[int, Standing | None] = {}
    for row, whom in whose.items():
        redline = _redline(table, row, planner, reader, standings if whom.is_forces else None)
        if "value" in table.columns:
            given[row] = standings.of(table, row) if whom.is_forces else None
        redline = replace(redline, measure=replace(redline.measure, caveats=caveats[row]))
        source = Source(table.sheet, table.cell(row, "area"))
        if not whom.is_forces:
            redline = replace(redline, measure=replace(redline.measure, only_in=whom.area))
            of_commands.append(AreaRedlines(whom.area, source, (redline,), (row,), whom.commands))
            continue
        own = found.get(name_key(whom.area)) or AreaRedlines(whom.area, source, (), ())
        found[name_key(whom.area)] = replace(own, redlines=(*own.redlines, redline), rows=(*own.rows, row))
    areas = _with_more(found, planner.reading, reader)
    return RedlinesTable(table, areas, quoted, tuple(of_commands), given)


def _with_more(
    found: Mapping[str, AreaRedlines], reading: Reading, reader: Reader
) -> Mapping[str, AreaRedlines]:
    """Return the redlines with their months and categories, where the workbook has tables of them."""
    redlines = {(mark, name_key(one.name)): one for mark, area in found.items() for one in area.redlines}
    months = read_histories(reading, redlines, reader)
    categories = read_categories(reading, redlines, reader)
    return {
        mark: replace(
            area,
            redlines=tuple(
                replace(
                    one,
                    history=months.get((mark, name_key(one.name))),
                    categories=categories.get((mark, name_key(one.name)), ()),
                )
                for one in area.redlines
            ),
        )
        for mark, area in found.items()
    }


def _quoted(reading: Reading, table: Table, whose: Mapping[int, Whose]) -> QuotedRows:
    """Return what each redline quotes: its measure, which a note may also call with its area, or a command, before it.

    What a command's own redline quotes is of the command, not of the force.
    """
    force = (FORCE, read_policy(reading, Reader()).own_force)
    rows = {}
    for row, whom in whose.items():
        name, places = table.text(row, "measure"), force if whom.is_forces else whom.commands
        rows[row] = quoted_row(table, row, (name, f"{whom.area} {name}"), places=(*places, whom.area))
    return QuotedRows(table, rows)


class _Standings:
    """Where the force stands by the MSG sheet, worked out when the first measure asks for it."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def _by_measure(self) -> Mapping[str, Standing]:
        return read_standings(self._reading)

    def of(self, table: Table, row: int) -> Standing | None:
        """Return where the force stands in a row's measure, None where the MSG sheet does not know it."""
        return standing_of(self._by_measure, table, row)

    def reaches(self, table: Table, row: int, benchmark: Benchmark, reader: Reader) -> bool | None:
        """Return whether a row's measure is at its benchmark; one that the MSG sheet does not know is a problem."""
        standing = self.of(table, row)
        if standing is None:
            reader.at(
                table.sheet, table.cell(row, "minimum"),
                f"'{table.text(row, 'measure')}' is measured against the MSG, and has no row on the MSG sheet.",
                "Call it as there, enter the minimum as a number, or say in Met whether it is met.",
            )  # fmt: skip
        return None if standing is None else standing.reaches(benchmark)


def _redline(
    table: Table, row: int, planner: Planner, reader: Reader, standings: _Standings | None
) -> Redline:
    """Return a redline as typed; its figures are a matter only where nobody typed whether it is met.

    `standings` are those of the force, None for a command's own redline: where it stands against the group, nobody says.
    """
    ours = planner.owner(table, row, "met") is Owner.OURS
    typed = None if ours else reader.word(table, row, "met", is_met)
    quiet = reader if typed is None else Reader()
    benchmark = benchmark_in(table, row)
    by_group = typed is None and benchmark is not None
    if benchmark is not None and typed is None and standings is None:
        reader.at(
            table.sheet, table.cell(row, "minimum"),
            f"'{table.text(row, 'measure')}' of one command is measured against the MSG, which says nothing of commands.",
            "Enter the minimum as a number, or say in Met whether it is met.",
        )  # fmt: skip
    elif benchmark is not None and typed is None and standings is not None:
        typed = standings.reaches(table, row, benchmark, reader)
    standing = None if standings is None else standings.of(table, row)
    theirs = planner.owner(table, row, "value") is Owner.PERSON
    given = None if theirs or standing is None else standing.figure(table, row, planner.reading)
    measure = RedlineMeasure(
        name=table.text(row, "measure"),
        source=Source(table.sheet, table.cell(row, "measure")),
        value=_figure(table, row, "value", quiet) if theirs else given,
        minimum=None if benchmark is not None else _figure(table, row, "minimum", quiet),
        higher_is_better=quiet.better(table, row),
        typed=typed,
        by_group=by_group,
    )
    share = given is not None and standing is not None and is_percentage(standing.unit)
    standard = group_standard(benchmark, standing)
    read = read_redline(table, row, measure, standard, planner.reading, reader, quiet, is_share=share)
    if given is not None and standing is not None and standing.data_to is not None and not read.data_to:
        read = replace(read, data_to=month_name(standing.data_to))
    return with_change(read, table, row, planner.reading, reader)


def _figure(table: Table, row: int, name: str, reader: Reader) -> Figure | None:
    return reader.figure(table, row, table.columns.get(name))


def plan_met(redlines: RedlinesTable, planner: Planner, reader: Reader) -> None:
    """Plan the caveats, the values that the MSG sheet gives, and "Met" where value, minimum and direction say it: a native formula, kept live, where Excel reads both figures."""
    table = redlines.table
    report_missing(table, reader)
    plan_caveats(planner, redlines.quoted)
    for row, standing in redlines.given.items():
        given = None if standing is None else standing.figure(table, row, planner.reading)
        # A figure of another month may well be another one.
        month = month_of(table.value(row, "data_to"))
        alike = standing is None or None in (month, standing.data_to) or month == standing.data_to
        answer = Answer(None if given is None else cell_number(given.value))
        planner.answer(table, row, "value", answer, reader if alike else None)
    if "met" not in table.columns:
        return
    for area in redlines.every:
        for row, measure in zip(area.rows, area.measures, strict=True):
            planner.answer(table, row, "met", _met_answer(table, row, measure), reader)


def _met_answer(table: Table, row: int, measure: RedlineMeasure) -> Answer:
    if measure.by_group and measure.typed is not None:
        return Answer("Yes" if measure.typed else "No")
    if measure.met_by_value is None:
        return Answer(None)
    value = "Yes" if measure.met_by_value else "No"
    if not measure.is_computable:
        return Answer(value)
    return Answer(value, met_formula(table, row, higher_is_better=bool(measure.higher_is_better)))
