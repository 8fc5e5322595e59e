"""Of which regions an officer takes the workbook's where it and the paper are in conflict."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Final

from xlscore.papers.regions.layout import Layout, Region
from xlscore.papers.regions.titles import as_compared, names_of

__all__ = ["ALL", "Theirs"]

ALL: Final = "all"
"""What is typed for every region."""


@dataclass
class Theirs:
    """What was asked for by name: regions by title, heading or tag, parts of a table as conflicts call them, or all of them.

    >>> asked = Theirs.of(["Grid: row “Gangs”, column “Now”"])
    >>> asked.takes("Grid", part="row “Gangs”, column “Now”"), asked.takes("Grid", part="row “Cyber”, column “Now”")
    (True, False)
    """

    asked: dict[str, str] = field(default_factory=dict)
    """The names as they are compared, with what was typed."""
    found: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, typed: Iterable[str]) -> Theirs:
        """Return what was asked for from what was typed."""
        return cls({as_compared(each): each for each in typed})

    def takes(self, *names: str, region: Region | None = None, part: str = "") -> bool:
        """Return whether the workbook's is taken of a place that is called so, or stands in such a region."""
        if not self.asked:
            return False
        if ALL in self.asked:
            return True
        every = {as_compared(name) for name in names if name} | set(names_of(region) if region else ())
        every |= {as_compared(f"{name}: {part}") for name in every} if part else set()
        self.found |= every & self.asked.keys()
        return not every.isdisjoint(self.asked)

    def within(self, *names: str, region: Region | None = None) -> Callable[[str], bool]:
        """Return how to ask it of the parts of a region."""
        return lambda part: self.takes(*names, region=region, part=part)

    def unknown(self, layout: Layout) -> list[tuple[str, list[str]]]:
        """Return what was typed that names nothing in the paper, each with what may have been meant."""
        titles = {name: region.where for region in layout.regions for name in names_of(region)}
        tags = map(as_compared, (*layout.by_tag, *layout.sentences, *layout.figures))
        known = {*titles, *tags, ALL, *self.found}
        return [
            (typed, list(dict.fromkeys(titles[near] for near in get_close_matches(name, titles, 3, 0.6))))
            for name, typed in self.asked.items()
            # Of a table that is known a part that is in conflict no more is settled, not unknown.
            if name not in known and not name.startswith(tuple(f"{one}: row “" for one in titles))
        ]
