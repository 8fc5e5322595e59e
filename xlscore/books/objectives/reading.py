"""All that a workbook has of each objective: its rows of the scorecard as judged, and what other tables have under its name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from xlscore.books.monthly.period import read_day_to, read_to
from xlscore.books.msg.inputs import read as read_msg
from xlscore.books.msg.positions import judge as judge_msg
from xlscore.books.msg.together import find_msg
from xlscore.books.notes.beside import read_caveats
from xlscore.books.notes.inputs import read_notes
from xlscore.books.objectives.kept import is_for, read_horizon, read_narrative, texts_beside
from xlscore.books.objectives.year_end import months_of
from xlscore.books.plan.kind import Asked
from xlscore.books.plan.planner import Planner
from xlscore.books.satisfaction.inputs import find_satisfaction
from xlscore.books.satisfaction.inputs import read as read_satisfaction
from xlscore.books.tables.cells import Reader
from xlscore.books.threat.inputs import ThreatSheets
from xlscore.books.threat.inputs import read as read_scorecard
from xlscore.books.threat.quoted import quoted_rows
from xlscore.rules.figures import Figure, Source
from xlscore.rules.monthly.satisfaction import judge_satisfaction
from xlscore.rules.notes import MeasureNote, Quoted, is_named, is_of
from xlscore.rules.objectives.control import control_row
from xlscore.rules.objectives.matching import names_of, subject_key
from xlscore.rules.objectives.narrative import is_ahead, meant_by
from xlscore.rules.objectives.records import (
    HorizonItem,
    ObjectiveInputs,
    ObjectiveText,
    Positioned,
    PurposeInputs,
    Said,
    SatisfactionOf,
    UnitOf,
)
from xlscore.rules.threats.against import short_between
from xlscore.rules.threats.card import JudgedCard, judge_card
from xlscore.rules.threats.groups import objective_groups
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.units import Standout, standouts
from xlscore.rules.threats.units_words import group_words
from xlscore.rules.words import name_key

__all__ = ["ObjectiveSheets", "read", "surveyed_groups"]


@dataclass(frozen=True)
class ObjectiveSheets:
    """The objectives of a workbook with all that it has of them, and what belongs to none."""

    scorecard: ThreatSheets
    objectives: tuple[ObjectiveInputs, ...]
    standouts: Mapping[tuple[str, str], Sequence[Standout]]
    to: date | None = None
    """The last day or month of the report, None where nothing says it."""
    sections: tuple[str, ...] = ()
    """Names on the narrative that are no objective's: sections of a paper."""
    unclaimed: tuple[str, ...] = ()
    """Groups of satisfaction that are called as no objective is."""
    surveyed: tuple[SatisfactionOf, ...] = ()
    """Every group of satisfaction; one without an overall row by its strands."""
    texts: tuple[ObjectiveText, ...] = ()
    """What the narrative says, of objectives and of sections."""
    horizon: tuple[HorizonItem, ...] = ()
    """All that lies ahead."""
    loose: tuple[UnitOf, ...] = ()
    """The rows of the breakdown for whose purpose the scorecard has none."""


@dataclass
class _Found:
    """What is found of one objective."""

    name: str
    purposes: list[PurposeInputs] = field(default_factory=list)
    group: str = ""
    satisfaction: list[SatisfactionOf] = field(default_factory=list)
    texts: list[ObjectiveText] = field(default_factory=list)


def read(planner: Planner, asked: Asked, reader: Reader) -> ObjectiveSheets:
    """Return the objectives of a workbook; what cannot be read of a narrative or a horizon is a problem of its cell."""
    reading, silent = planner.reading, Reader()  # what is wrong in other kinds' tables is told by them
    # Nobody else reads the scorecard where the pages alone are asked for, and all of them are of its figures.
    sheets = read_scorecard(reading, silent if asked.whole else reader, asked.sheet)
    judged = judge_card(sheets.card, sheets.policy.policy)
    found = _by_objective(planner, sheets, judged)
    surveyed = surveyed_groups(planner, asked)
    texts = read_narrative(reading, reader)
    groups = {name_key(here.group) for here in found.values()}
    for text in texts:  # a group that people write on has a page though the scorecard has no row for it
        mark = name_key(text.objective)
        if (
            mark not in found
            and mark not in groups
            and any(subject_key(each.result.group) == subject_key(text.objective) for each in surveyed)
        ):
            found[mark] = _Found(text.objective)
    beside = () if sheets.breakdown is None else texts_beside(sheets.breakdown, silent)
    sections = _share_texts(found, (*texts, *beside), reader)
    unclaimed = _share_satisfaction(found, surveyed)
    to = _end(planner, asked, sheets)
    ahead = [item for item in read_horizon(reading, reader) if is_ahead(item, to)]
    _report_unknown(ahead, found, reader)
    together = _groups(judged)
    positions, months = _positions(planner), months_of(planner, asked, [each.name for each in found.values()])
    objectives = tuple(
        ObjectiveInputs(
            each.name, tuple(each.purposes), each.group, together.get(name_key(each.group)), tuple(each.satisfaction),
            tuple(
                position for position in positions
                if name_key(position.measure) in names_of(each.name, [row.inputs.purpose for row in each.purposes])
            ),
            months.get(name_key(each.name)),
            tuple(each.texts),
            tuple(item for item in ahead if is_for(item, (each.name, each.group))),
        )
        for each in found.values()
    )  # fmt: skip
    return ObjectiveSheets(
        sheets, objectives, _standing(judged), to, sections, unclaimed, tuple(surveyed), texts, tuple(ahead),
        _loose(sheets, judged),
    )  # fmt: skip


def _by_objective(planner: Planner, sheets: ThreatSheets, judged: JudgedCard) -> dict[str, _Found]:
    quoted = quoted_rows(sheets)[0]
    caveats = read_caveats(planner, quoted)
    units, notes = _units(sheets, judged), read_notes(planner.reading, Reader())
    found: dict[str, _Found] = {}
    for row, inputs, result in zip(sheets.scorecard.records, judged.card.rows, judged.rows, strict=True):
        here = found.setdefault(name_key(inputs.objective), _Found(inputs.objective))
        here.group = here.group or inputs.group
        between = short_between(inputs, inputs.hard_target) if result.shortfall is not None else None
        here.purposes.append(
            PurposeInputs(
                inputs,
                result,
                tuple(units.get(_mark(inputs), ())),
                caveats[row],
                control_row(inputs, sheets.policy.policy, _notes_on(notes, quoted.rows[row])),
                between,
            )
        )
    return found


def _notes_on(notes: Sequence[MeasureNote], quoted: Quoted) -> list[MeasureNote]:
    return [note for note in notes if is_named(note, quoted) and is_of(note, quoted)]


def _units(sheets: ThreatSheets, judged: JudgedCard) -> dict[tuple[str, str], list[UnitOf]]:
    table, found = sheets.breakdown, dict[tuple[str, str], list[UnitOf]]()
    if table is None:
        return found
    for row, inputs, result in zip(table.records, judged.card.areas, judged.areas, strict=True):
        typed = None
        if result.year_on_year is None and "year_on_year" in table.columns:
            typed = Reader().figure(table, row, table.columns["year_on_year"], percentage=True)
        at = Source(table.sheet, table.cell(row, "area"))
        found.setdefault(_mark(inputs.figures), []).append(UnitOf(inputs, result, typed, at))
    return found


def _loose(sheets: ThreatSheets, judged: JudgedCard) -> tuple[UnitOf, ...]:
    """Return the rows of the breakdown for whose purpose the scorecard has no row."""
    known = set(map(_mark, judged.card.rows))
    return tuple(
        unit for mark, units in _units(sheets, judged).items() if mark not in known for unit in units
    )


def _mark(inputs: ThreatInputs) -> tuple[str, str]:
    meant = inputs.measures
    return name_key(inputs.objective), "" if meant is None else meant.value


def _standing(judged: JudgedCard) -> dict[tuple[str, str], list[Standout]]:
    found: dict[tuple[str, str], list[Standout]] = {}
    for each in standouts(judged):
        found.setdefault((name_key(each.objective), name_key(each.purpose)), []).append(each)
    return found


def _groups(judged: JudgedCard) -> dict[str, Said]:
    """Return each group of objectives added up, with the cells of their recorded crime."""
    found = {}
    for group in objective_groups(judged):
        names = {name_key(each) for each in group.objectives}
        cells = [
            entry.source
            for row in judged.card.rows
            if name_key(row.objective) in names and row.rate is False
            for entry in (row.actual, row.previous)
            if isinstance(entry, Figure)
        ]
        overall = None if group.overall is None else group.overall.value
        found[name_key(group.group)] = Said(group_words(group, overall), tuple(cells))
    return found


def surveyed_groups(planner: Planner, asked: Asked) -> list[SatisfactionOf]:
    """Return each group's overall row as judged; of a group without one each strand."""
    if find_satisfaction(planner.reading) is None:
        return []
    silent = Reader()
    found = read_satisfaction(planner, silent, None, None if asked.to is None else read_to(asked.to))
    results = judge_satisfaction([row.inputs for row in found.rows], found.policy.policy)
    whole = {name_key(each.group) for each in results if not each.strand}
    return [
        SatisfactionOf(result, Source(found.table.sheet, found.table.cell(row.row, "group")))
        for row, result in zip(found.rows, results, strict=True)
        if not result.strand or name_key(result.group) not in whole
    ]


def _share_satisfaction(found: Mapping[str, _Found], surveyed: Sequence[SatisfactionOf]) -> tuple[str, ...]:
    """Give each objective the satisfaction that is called as it or its group is; return the groups that nobody claims."""
    unclaimed = dict[str, None]()
    for each in surveyed:
        mark = subject_key(each.result.group)
        theirs = [
            here for here in found.values() if mark in (subject_key(here.name), subject_key(here.group))
        ]
        for here in theirs:
            here.satisfaction.append(each)
        if not theirs:
            unclaimed[each.result.group] = None
    return tuple(unclaimed)


def _share_texts(
    found: Mapping[str, _Found], texts: Sequence[ObjectiveText], reader: Reader
) -> tuple[str, ...]:
    """Give each objective the texts on it or on its group; return the names that are sections of a paper."""
    sections = dict[str, None]()
    for text in texts:
        mark = name_key(text.objective)
        theirs = [here for here in found.values() if mark in (name_key(here.name), name_key(here.group))]
        for here in theirs:
            here.texts.append(text)
        if theirs:
            continue
        meant = meant_by(text.objective, [here.name for here in found.values()])
        if meant:
            reader.at(
                text.source.sheet, text.source.cell,
                f"The text is on '{text.objective}', which is no objective of the scorecard, so it stands on no page.",
                f"Is '{meant}' meant? Call it as the scorecard does.",
            )  # fmt: skip
        else:
            sections[text.objective] = None
    return tuple(sections)


def _report_unknown(items: Sequence[HorizonItem], found: Mapping[str, _Found], reader: Reader) -> None:
    """Report each name on the horizon that is no objective's: no page points there."""
    for item in items:
        for name in item.objectives:
            one = HorizonItem(item.title, item.source, (name,))
            if not any(is_for(one, (here.name, here.group)) for here in found.values()):
                meant = meant_by(name, [here.name for here in found.values()])
                reader.at(
                    item.source.sheet, item.source.cell,
                    f"'{item.title}' concerns '{name}', which is no objective of the scorecard, so no page points to it.",
                    f"Is '{meant}' meant? Call it as the scorecard does." if meant else "Call it as the scorecard does, or write All.",
                )  # fmt: skip


def _positions(planner: Planner) -> list[Positioned]:
    if find_msg(planner.reading) is None:
        return []
    inputs = read_msg(planner, Reader())
    results = judge_msg(inputs, inputs.policy.policy)
    return [
        Positioned(
            inputs.rows[row].measure, result.update, inputs.rows[row].source,
            tuple(caveat for caveat in result.caveats if caveat not in result.update),
        )
        for row, result in results.items()
        if result.update
    ]  # fmt: skip


def _end(planner: Planner, asked: Asked, sheets: ThreatSheets) -> date | None:
    """Return up to when the report goes: as it was asked for, else as the scorecard's figures do."""
    if asked.to is not None:
        return read_day_to(asked.to)
    ends = [quoted.last for quoted in quoted_rows(sheets)[0].rows.values() if quoted.last is not None]
    return max(ends, default=None)
