"""What a force says once of its papers: the lines of the front sheet, marking and part, recipients, the standing sections.

Source: Essex Police, papers to the commissioner's board (front sheet; nil statements; standing risk text), and Leicestershire
Police, the same report to several panels.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from xlscore.rules.figures import Source
from xlscore.rules.papers.fields import PaperField, names_in, read_part
from xlscore.rules.words import name_key, tidy

__all__ = ["PaperSettings", "SettingText"]


@dataclass(frozen=True, slots=True)
class SettingText:
    """What a row of the table Paper says: of what, its words, its cell, and the kinds of paper it is for, none for all."""

    about: PaperField
    words: str
    source: Source
    papers: tuple[str, ...] = ()

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """Return its words line by line."""
        return tuple(line for line in (tidy(line) for line in self.words.splitlines()) if line)


@dataclass(frozen=True)
class PaperSettings:
    """What the table Paper of a workbook says, in its order; nothing where there is none."""

    texts: tuple[SettingText, ...] = field(default=())

    def text(self, about: PaperField, paper: str) -> SettingText | None:
        """Return what is said of something for a kind of paper: the row for that kind, else the one for all."""
        rows = [row for row in self.texts if row.about is about and (paper in row.papers or not row.papers)]
        return min(rows, key=lambda row: not row.papers, default=None)

    def words(self, about: PaperField, paper: str) -> str:
        """Return the same in one line, "" for nothing."""
        row = self.text(about, paper)
        return "" if row is None else " ".join(row.paragraphs)

    def part(self, paper: str) -> str:
        """Return the part in which a kind of paper stands; A, the narrower one, where nobody says."""
        row = self.text(PaperField.PART, paper)
        return "A" if row is None else read_part(row.words)

    def recipients(self, paper: str) -> tuple[str, ...]:
        """Return to whom a kind of paper goes: the recipients that are listed, else the one it is a report to."""
        listed_there = self.text(PaperField.RECIPIENTS, paper)
        if listed_there is not None:
            return names_in(listed_there.words)
        to = self.words(PaperField.REPORT_TO, paper)
        return (to,) if to else ()

    def kept_from_public(self, paper: str) -> frozenset[str]:
        """Return the names of areas, measures and sections of which nothing may stand in part A, as names are compared."""
        row = self.text(PaperField.PART_B, paper)
        return frozenset() if row is None else frozenset(map(name_key, names_in(row.words)))
