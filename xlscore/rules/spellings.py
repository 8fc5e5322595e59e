"""One spelling of each grade in one grid: how a grade is typed most often, offered to whoever wants it, never forced."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from xlscore.rules.grade_marks import ARROW
from xlscore.rules.grades import Grade
from xlscore.rules.words import tidy

__all__ = ["Spelling", "says_more", "uneven_spellings"]

_MORE: Final = re.compile(rf"[(\[\d*†‡]|{ARROW}")


@dataclass(frozen=True, slots=True)
class Spelling:
    """A grade that is typed in several ways: each with how often, the one it is typed in most often first."""

    grade: Grade
    ways: tuple[tuple[str, int], ...]

    @property
    def usual(self) -> str:
        """Return the way in which it is typed most often."""
        return self.ways[0][0]

    def sentence(self) -> str:
        """Return the ways in words.

        >>> Spelling(Grade.GOOD, (("Good", 21), ("G", 3))).sentence()
        "Good is typed in 2 ways: 'Good' (21 times) and 'G' (3 times)."
        """
        said = [f"'{way}' ({times} time{'' if times == 1 else 's'})" for way, times in self.ways]
        return f"{self.grade.value} is typed in {len(said)} ways: {', '.join(said[:-1])} and {said[-1]}."


def says_more(typed: str) -> bool:
    """Return whether a cell says more than its grade, a date or a footnote: that would be lost in another spelling.

    >>> says_more("Good (March 2017)"), says_more("RI ↓"), says_more("requires improvement")
    (True, True, False)
    """
    return _MORE.search(typed) is not None


def uneven_spellings(typed: Iterable[tuple[str, Grade]]) -> tuple[Spelling, ...]:
    """Return the grades that are typed in several ways, the best grade first.

    The commonest way comes first; of two that are equally common the full name, else the first of the alphabet. Spaces
    around and within a way are no way of their own, for a tidy grid has none of them; a capital letter is one.

    >>> uneven_spellings([("RI", Grade.REQUIRES_IMPROVEMENT), ("Requires Improvement", Grade.REQUIRES_IMPROVEMENT)])[0].usual
    'Requires Improvement'
    """
    ways: dict[Grade, Counter[str]] = {}
    for text, grade in typed:
        ways.setdefault(grade, Counter())[text] += 1
    found = []
    for grade in sorted(ways, reverse=True):
        tidied = Counter[str]()
        for text, times in ways[grade].items():
            tidied[tidy(text)] += times
        ordered = sorted(tidied.items(), key=lambda way: (-way[1], way[0] != grade.value, way[0]))
        if len(tidied) > 1:
            found.append(Spelling(grade, tuple(ordered)))
    return tuple(found)
