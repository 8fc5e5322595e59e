"""What is told of the tables of a file besides their headings: by Sources, by the workbook's names, by titles and file names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Final

from xlscore.rules.month_headings import MONTH, words_of
from xlscore.rules.words import tidy
from xlscore.sources.kinds import Glimpse
from xlscore.sources.meanings import Meanings, Means, SourceLine
from xlscore.sources.naming import Naming
from xlscore.sources.releases import lines_of
from xlscore.sources.tables.pages import SourcePage
from xlscore.sources.tables.totals import is_total

__all__ = ["TableTold", "told_of"]

_OFFENCE: Final = re.compile(
    r"burglar|robber|theft|stealing|violen|assault|homicide|murder|manslaughter|\brapes?\b|sexual|drugs?\b|arson|damage|vehicle (?:crime|offence)|"
    r"shoplift|fraud|forgery|public order|weapon|possession of|harass|stalk|knife|firearm|\bgun\b|\bhate\b|domestic abuse|crimes?\b|offences?\b|"
    r"anti ?social|\basb\b|trafficking|kidnap|incidents?\b|cyber|offending|wounding|bicycle|robbery|nuisance"
)
"""Words that types of crime are made of, whatever the force."""
_TWO_NAMES: Final = re.compile(
    r"\s+(?:by|per|in each|for each|across)\s.*|[,:(–—|].*|\s+-\s.*", re.IGNORECASE
)
_DATED: Final = re.compile(
    rf"\b(?:(?:19|20)\d\d(?:\s*[/-]\s*\d\d(?:\d\d)?)?|{MONTH}|fy\s*\d\d.*|to|from|until|in|year|ending|ended|monthly|months?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class TableTold:
    """What is told of a file's tables."""

    file: str
    """The file's name without folder and ending."""
    lines: Sequence[SourceLine]
    told: Meanings

    @cached_property
    def naming(self) -> Naming:
        """Return what names mean, made only for a table that no heading explains: a unit may have thousands of codes."""
        return Naming(self.told)

    @property
    def year_begins(self) -> int:
        """Return the number of the month with which a reporting year begins."""
        return self.told.year_begins

    @cached_property
    def measure(self) -> str:
        """Return the measure of all rows that Sources tells, "" for none."""
        return self._constant(Means.MEASURE)

    @cached_property
    def place(self) -> str:
        """Return the place of all rows that Sources tells, "" for none."""
        return self._constant(Means.PLACE)

    def _constant(self, means: Means) -> str:
        told = (tidy(line.value) for line in self.lines if line.means is means and not line.column.strip())
        return next(filter(None, told), "")

    def said_of(self, page: SourcePage, titles: Sequence[str]) -> tuple[Sequence[str], ...]:
        """Return what is said of a table, the nearest first: titles, its sheet's name, its file's."""
        return titles, [page.name] if page.name else [], [self.file]

    def measure_said(self, page: SourcePage, titles: Sequence[str]) -> tuple[str, str]:
        """Return the one measure that a title, a sheet's name or a file's says a table counts, and which of them says it."""
        for texts, where in zip(self.said_of(page, titles), ("title", "sheet", "file's name"), strict=True):
            known = {name for text in texts for name in self._known_in(text)}
            if known:
                return (known.pop(), where) if len(known) == 1 else ("", "")
            worded = [] if self.naming.knows_measures else list(filter(None, map(_subject, texts)))
            if worded:
                return worded[0], where
        return "", ""

    def _known_in(self, text: str) -> set[str]:
        """Return the measures of the workbook that a text names: of names within one another the longest."""
        rest, found = f" {words_of(text)} ", set[str]()
        for name, measures in self._by_length:
            if f" {name} " in rest:
                rest = rest.replace(f" {name} ", " | ")
                found.update(measures)
        return found

    @cached_property
    def _by_length(self) -> list[tuple[str, tuple[str, ...]]]:
        names = self.naming.measure_names if self.naming.knows_measures else ()
        named = {words_of(name): self.naming.measures(name) for name in names}
        return sorted(named.items(), key=lambda each: -len(each[0]))

    def are_measures(self, names: Sequence[str]) -> bool | None:
        """Return whether names that nothing heads are types, False for places; None where nothing says it.

        >>> told = TableTold("crimes", (), Meanings())
        >>> told.are_measures(["Burglary", "Robbery"]), told.are_measures(["North", "South"])
        (True, None)
        """
        asked = [name for name in names if name and not is_total(name, of_places=True)]
        if self.measure:
            return False
        if self.place:
            return True
        naming = self.naming
        types = sum(bool(naming.measures(name)) for name in asked) if naming.knows_measures else 0
        places = sum(naming.place(name) is not None for name in asked) if naming.knows_places else 0
        if types != places:
            return types > places
        worded = sum(bool(_OFFENCE.search(words_of(name))) for name in asked)
        return True if 2 * worded >= max(len(asked), 1) else None


def told_of(glimpse: Glimpse, told: Meanings) -> TableTold:
    """Return what is told of a file's tables."""
    stem = PurePath(glimpse.base.removesuffix(".gz")).stem
    return TableTold(stem, lines_of(glimpse, told), told)


def _subject(title: str) -> str:
    """Return what a title says that a table counts, "" where it speaks of no crime.

    >>> _subject("Residential burglary by LPU, April 2018 to March 2019"), _subject("burglary_2018-19"), _subject("Sheet1")
    ('Residential burglary', 'Burglary', '')
    """
    plain = _TWO_NAMES.sub("", tidy(title.replace("_", " ")))
    bare = tidy(_DATED.sub(" ", plain)).strip(" -–/.")
    return bare[:1].upper() + bare[1:] if _OFFENCE.search(words_of(bare)) else ""
