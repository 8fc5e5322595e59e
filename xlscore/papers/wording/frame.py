"""What stands round every paper: title, front sheet, marking, part, and what is kept from the public."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from xlscore.books.papers.reading import read_paper_settings
from xlscore.books.tables.blocks import Reading
from xlscore.papers.kind import PaperAsked
from xlscore.papers.model import PaperTable, Section, WholePaper
from xlscore.papers.wording.keys import keyed
from xlscore.papers.wording.sentences import plain
from xlscore.papers.wording.standing import StandingWords, front_of, numbered
from xlscore.rules.papers.fields import PaperField, field_named
from xlscore.rules.papers.settings import PaperSettings
from xlscore.rules.problems import Problem
from xlscore.rules.words import listed, name_key, quoted

__all__ = ["PaperFrame", "frame_of"]

_NOTHING: Final = "-"
"""What stands where a table has nothing to say."""


@dataclass(frozen=True)
class PaperFrame:
    """The settings of a kind of paper, as the table Paper has them."""

    kind: str
    settings: PaperSettings
    recipient: str
    part: str
    problems: tuple[Problem, ...]

    @property
    def words(self) -> StandingWords:
        """Return the standing sections of the paper."""
        return StandingWords(self.settings, self.kind)

    @property
    def kept_back(self) -> frozenset[str]:
        """Return the names of which nothing may stand in the paper."""
        return self.settings.kept_from_public(self.kind) if self.part == "A" else frozenset()

    def paper(
        self, title: str, sections: Iterable[Section], as_of: str, *, with_numbers: bool = False
    ) -> WholePaper:
        """Return the paper with these sections; `title` is what it is called where nobody gave it a title.

        With numbers its sections are counted as they come, those that are kept back not among them.
        """
        public = tuple(_without_blanks(section) for section in _public(sections, self.kept_back))
        return WholePaper(
            kind=self.kind,
            title=self.settings.words(PaperField.TITLE, self.kind) or title,
            sections=numbered(public) if with_numbers else public,
            front=front_of(self.settings, self.kind, self.recipient),
            marking=self.settings.words(PaperField.MARKING, self.kind),
            part=self.part,
            as_of=as_of,
            recipients=self.settings.recipients(self.kind),
        )


def _without_blanks(section: Section) -> Section:
    """Return a section in whose tables no cell is blank: whoever hears one cannot tell whether something is missing."""
    blocks = tuple(_filled(block) if isinstance(block, PaperTable) else block for block in section.blocks)
    return replace(section, blocks=blocks)


def _filled(table: PaperTable) -> PaperTable:
    if all(cell.text.strip() for row in table.rows for cell in row.cells):
        return table
    rows = tuple(
        replace(
            row,
            cells=tuple(cell if cell.text.strip() else replace(cell, text=_NOTHING) for cell in row.cells),
        )
        for row in table.rows
    )
    note = plain(keyed(table.key, "blank"), f"{_NOTHING}: nothing is known, or nothing belongs there.")
    return replace(table, rows=rows, notes=(*table.notes, note))


def _public(sections: Iterable[Section], kept_back: frozenset[str]) -> Iterator[Section]:
    """Yield the sections without those that are kept back by their headings, and without what stands below them."""
    left_out = 0
    for section in sections:
        if left_out and section.level > left_out:
            continue
        left_out = section.level if _is_kept_back(section.heading, kept_back) else 0
        if not left_out:
            yield section


def _is_kept_back(heading: str, kept_back: frozenset[str]) -> bool:
    """Return whether a section is kept back, by its heading or by another name that its field goes by."""
    own = field_named(heading)
    return name_key(heading) in kept_back or (own is not None and own in map(field_named, kept_back))


def frame_of(reading: Reading, kind: str, asked: PaperAsked) -> PaperFrame:
    """Return what a workbook says of a kind of paper."""
    settings, problems = read_paper_settings(reading)
    recipient, unknown = _recipient(settings, kind, asked.recipient)
    return PaperFrame(kind, settings, recipient, asked.part or settings.part(kind), (*problems, *unknown))


def _recipient(settings: PaperSettings, kind: str, typed: str) -> tuple[str, tuple[Problem, ...]]:
    """Return a recipient as the table Paper has it, and as a problem one whom its list does not have."""
    listed_there = settings.text(PaperField.RECIPIENTS, kind)
    every = settings.recipients(kind)
    found = next((each for each in every if name_key(each) == name_key(typed)), None)
    if not typed or found is not None or listed_there is None:
        return found or typed, ()
    place = listed_there.source
    what = f"{quoted(typed)} is none of the recipients: {listed(list(every))}."
    return typed, (
        Problem(place.sheet, place.cell, what, "Add it to them, or write the paper for one of them."),
    )
