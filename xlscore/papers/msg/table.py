"""The table of MSG positions: every measure with position, movement, gaps now and previously, aspiration and status, in words too.

Source: Essex Police MSG aspirations, January 2020 data, table 1 and the notes beneath it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from xlscore.papers.model import PaperCell, PaperColumn, PaperRow, PaperTable, Sentence, Shade
from xlscore.papers.msg.reading import UNREAD, MsgFacts, MsgMeasure
from xlscore.papers.msg.summary import said_aim
from xlscore.papers.wording.keys import slugs
from xlscore.papers.wording.sentences import with_figures
from xlscore.rules.positions.lists import in_groups
from xlscore.rules.positions.msg import AspirationStatus, Movement
from xlscore.rules.positions.update import printed_change, printed_value
from xlscore.rules.words import counted_in_words

__all__ = ["msg_table"]

_NONE: Final = "N/A"
_UNJUDGED: Final = "cannot be judged"
_SHADES: Final = {
    AspirationStatus.MET.value: Shade.GREEN,
    AspirationStatus.BELOW.value: Shade.RED,
    Movement.IMPROVED.value: Shade.GREEN,
    Movement.DETERIORATED.value: Shade.RED,
}


@dataclass(frozen=True)
class _Column:
    """A column of the table: what it is headed, how wide it is, what a measure says in it, and whether it may be left out."""

    key: str
    heading: str
    share: float
    says: Callable[[MsgMeasure], str]
    fields: tuple[str, ...]
    may_go: bool = False
    figures: bool = False


def _text(name: str) -> Callable[[MsgMeasure], str]:
    def say(each: MsgMeasure) -> str:
        value = getattr(each.found, name)
        return _NONE if value in (None, "") else str(value)

    return say


def _gap(name: str) -> Callable[[MsgMeasure], str]:
    """Return what says a gap, and what it was before where that is known."""

    def say(each: MsgMeasure) -> str:
        now, before = getattr(each.found, name), getattr(each.found, f"previous_{name}")
        said = UNREAD if name in each.unread else printed_change(now, each.found.unit)
        if f"previous_{name}" in each.unread:
            return f"{said} (previously: {UNREAD})"
        return said if before is None else f"{said} ({printed_change(before, each.found.unit)} previously)"

    return say


def _value(each: MsgMeasure) -> str:
    return printed_value(each.found.value, each.found.unit, typed=each.found.is_typed)


def _course(each: MsgMeasure) -> str:
    """Return the past positions in their order, as the sparkline beside them draws them."""
    return ", ".join(str(position) for _, position in each.found.history) or _NONE


_COLUMNS: Final = (
    _Column("source", "Source", 1.2, _text("source"), ("source",), may_go=True),
    _Column("unit", "Unit", 1.2, _text("unit"), ("value",), may_go=True),
    _Column("value", "Value", 0.9, _value, ("value",), figures=True),
    _Column("before", "Previous position", 0.9, _text("previous_position"), ("previous_position",), may_go=True, figures=True),
    _Column("position", "Position", 0.9, _text("position"), ("position",), figures=True),
    _Column("of", "Of", 0.5, _text("of"), ("position",), may_go=True, figures=True),
    _Column("move", "Movement", 1.1, _text("move"), ("move", "position", "previous_position"), may_go=True),
    _Column("course", "Course", 1.2, _course, ("history",), may_go=True),
    _Column("average", "Change to reach the MSG average", 1.5, _gap("to_average"), ("to_average", "previous_to_average"), may_go=True),
    _Column(
        "quartile", "Change to reach the top quartile", 1.5, _gap("to_top_quartile"), ("to_top_quartile", "previous_to_top_quartile"), may_go=True,
    ),
    _Column("expected", "Expected range", 1.1, _text("expected"), ("expected",), may_go=True),
    _Column("aspiration", "Aspiration", 1.2, lambda each: said_aim(each) or _NONE, ("aspiration",)),
    _Column("status", "Status", 1.1, _text("status"), ("status", "position", "aspiration")),
    _Column("data_to", "Data to", 0.9, _text("data_to"), ("data_to",), may_go=True),
)  # fmt: skip


def msg_table(facts: MsgFacts) -> PaperTable:
    """Return the table of the measures; a column in which no measure says anything is left out."""
    columns = [
        column
        for column in _COLUMNS
        if not column.may_go or any(_said(column, each) != _NONE for each in facts.measures)
    ]
    rows = tuple(
        PaperRow(
            each.key,
            (PaperCell(each.name), *(_cell(column, each) for column in columns)),
            changed=each.result.move in (Movement.IMPROVED, Movement.DETERIORATED),
        )
        for each in facts.measures
    )
    number = counted_in_words(len(rows), "measure")
    return PaperTable(
        "positions",
        "MSG positions",
        (
            PaperColumn("measure", "Measure", 2.2),
            *(PaperColumn(c.key, c.heading, c.share, c.figures) for c in columns),
        ),
        rows,
        f"Where the force stands in its Most Similar Group in {number}: position, change required, aspiration and status.",
        tuple(_notes(facts, [column.key for column in columns])),
        landscape=True,
    )


def _cell(column: _Column, each: MsgMeasure) -> PaperCell:
    text = _said(column, each)
    cells = each.at.get("history", ()) if column.key == "course" else each.cells(*column.fields)
    return PaperCell(text, cells, _SHADES.get(text) if column.key in ("move", "status") else None)


def _said(column: _Column, each: MsgMeasure) -> str:
    """Return what a measure says in a column; where that is nothing, whether something stands there that cannot be read."""
    said = column.says(each)
    if said != _NONE or column.key in ("course", "unit"):
        return said
    first, *others = ("of",) if column.key == "of" else column.fields
    if first in each.unread:
        return UNREAD
    unjudged = column.key == "status" and each.found.aspiration
    return _UNJUDGED if unjudged or not each.unread.isdisjoint(others) else said


def _notes(facts: MsgFacts, columns: list[str]) -> Iterator[Sentence]:
    """Yield the notes beneath the table: periods, units, sources, what is assumed, the aspirations' course, boards."""
    measures, found = facts.measures, facts.positions
    names = [each.name for each in measures]
    cells = tuple(cell for each in measures for cell in each.cells("data_to"))
    for number, note in enumerate(found.notes, 1):
        yield with_figures(f"notes.{number}", note, cells, names)
    sources = in_groups((each.name, [each.found.source] if each.found.source else []) for each in measures)
    marks = slugs(sources)
    for source, members in sources.items():
        yield Sentence(f"notes.source.{marks[source]}", (f"{source}: {'; '.join(members)}.",))
    for board, members in found.boards.items():
        yield Sentence(
            f"notes.board.{slugs([board])[board]}", (f"Monitored by {board}: {'; '.join(members)}.",)
        )
    if found.without_board:
        yield Sentence("notes.no-board", (f"Monitored by no board: {'; '.join(found.without_board)}.",))
    for number, course in enumerate(found.courses, 1):
        yield with_figures(f"notes.course.{number}", course, (), names)
    if {"average", "quartile"} & set(columns):
        yield Sentence(
            "notes.static", ("A change required is only valid if all other forces stay as they are.",)
        )
