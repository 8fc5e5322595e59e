"""The days that a workbook names: of meetings and papers, of changed grades, of what lies ahead, of notes, and since when a concern runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from xlscore.books.control.headings import CONTROL_SUMMARY
from xlscore.books.notes.inputs import read_notes
from xlscore.books.objectives.kept import read_horizon
from xlscore.books.papers.reading import read_paper_settings
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import read_policy
from xlscore.narrative.days import APPROVED, BEGINS, CHANGED, CONCERN, EVENT, MEETING, NOTE, UNTIL, WRITTEN
from xlscore.narrative.facts.gathering import Gathering, period_to
from xlscore.narrative.facts.sheets import WrittenCells
from xlscore.narrative.model import ClaimKind, Fact, KnownName, NameKind, Period
from xlscore.ooxml.values.addresses import cell_address
from xlscore.rules.figures import Source
from xlscore.rules.figures_dates import day_said, read_day, read_day_or_month, read_month
from xlscore.rules.force.command_changes import CommandChange
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.series import month_name
from xlscore.rules.words import name_key

__all__ = ["add_days", "day_changed"]

_OF_PAPERS: Final = {
    PaperField.MEETING: MEETING,
    PaperField.WRITTEN: WRITTEN,
    PaperField.APPROVED: APPROVED,
}
_FROM: Final = re.compile(
    r"\b(?:concern|improvement|Still high|Still low|in a row)\b[^.]*\bfrom (?P<month>[A-Z][a-z]{2} (?:19|20)\d\d)\b"
)
"""How the summary of the control charts says since when something is so."""


def add_days(reading: Reading, found: Gathering) -> None:
    """Gather the days of papers, of what lies ahead and of notes, and since when the control charts show a concern."""
    names = {name_key(each): name for name in found.names for each in (name.name, *name.aliases)}
    found.days += [
        *_of_papers(reading),
        *_ahead(reading, names),
        *_of_notes(reading, names),
        *_since(reading, names),
        *_year(reading),
    ]


def day_changed(area: str, change: CommandChange) -> Fact | None:
    """Return on which day a command's grade in an area was changed, None where no day is named."""
    if change.day is None:
        return None
    return replace(_on(area, change.day, change.source, CHANGED), command=change.command)


def _on(name: str, day: date, source: Source, what: str) -> Fact:
    said = day_said(day)
    period = Period(said, day, day)
    return Fact(
        ClaimKind.DATE, name, day, sources=(source,), arithmetic=f"{source.place} {said}", period=period, limit=what
    )  # fmt: skip


def _in(name: str, month: date, source: Source, what: str) -> Fact:
    said = month_name(month)
    made = _on(name, month, source, what)
    return replace(made, period=period_to(month, 1), arithmetic=f"{source.place} {said}")


def _of_papers(reading: Reading) -> Iterator[Fact]:
    for text in read_paper_settings(reading)[0].texts:
        day = read_day(text.words)
        if text.about in _OF_PAPERS and day is not None:
            yield _on("", day, text.source, _OF_PAPERS[text.about])


def _ahead(reading: Reading, names: dict[str, KnownName]) -> Iterator[Fact]:
    """Yield when what lies ahead was announced, and until when it is expected, of each objective that it is on."""
    for item in read_horizon(reading, Reader()):
        for objective in item.objectives:
            known = names.get(name_key(objective))
            if known is None:
                continue
            announced = read_day_or_month(item.when)
            if announced is not None:
                made = _on if read_day(item.when) else _in
                yield replace(made(known.name, announced, item.source, EVENT), limit=f"{EVENT}: {item.title}")
            if item.until is not None:
                yield _in(known.name, item.until.replace(day=1), item.source, UNTIL)


def _of_notes(reading: Reading, names: dict[str, KnownName]) -> Iterator[Fact]:
    for note in read_notes(reading, Reader()):
        known = names.get(name_key(note.measure))
        if known is not None and note.span is not None and note.span.first == note.span.last:
            made = _in(known.name, note.span.first, note.source, f"{NOTE}: {note.words}")
            yield replace(made, place=_place(note.place, names))


def _since(reading: Reading, names: dict[str, KnownName]) -> Iterator[Fact]:
    """Yield since when a chart shows what it shows, as the summary says it: at each width of its limits."""
    table = WrittenCells(reading, CONTROL_SUMMARY).table
    if table is None:
        return
    for row in table.records:
        known = names.get(name_key(table.text(row, "measure")))
        for column in ("says", "anew"):
            cell, said = table.cell(row, column), _FROM.search(table.text(row, column))
            month = None if said is None else read_month(said["month"])
            if cell and month is not None and known is not None:
                made = _in(known.name, month, Source(table.sheet, cell), CONCERN)
                yield replace(made, place=_place(table.text(row, "place"), names))


def _year(reading: Reading) -> Iterator[Fact]:
    """Yield with which month the year begins, where the workbook says it itself."""
    policy = read_policy(reading, Reader())
    if "year_begins" in policy.cells:
        sheet, row, column = policy.cells["year_begins"]
        source, month = (
            Source(sheet, cell_address(row, column)),
            month_name(date(2000, int(policy.policy.year_begins), 1)).split()[0],
        )
        yield Fact(
            ClaimKind.DATE, "", month, sources=(source,), arithmetic=f"{source.place} {month}", period=Period(month), limit=BEGINS
        )  # fmt: skip


def _place(typed: str, names: dict[str, KnownName]) -> str:
    """Return how a place is called by the facts, "" for the force."""
    known = names.get(name_key(typed))
    return known.name if known is not None and known.kind is NameKind.PLACE else ""
