"""The words that a figure has for itself: between the breaks and figures beside it, and which places, months and ways they name."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, NameKind

__all__ = ["MONTH_WORD", "FigureWords", "any_of", "words_of"]


def any_of(pattern: str) -> re.Pattern[str]:
    """Return what finds any of these words, whole."""
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_NUMBER: Final = r"(?<![\w.,])[+−▲▼-]?\d[\d,]*(?:\.\d+)?(?![\d.,]*(?:st|nd|rd|th)\b)%?"
_BREAK: Final = re.compile(
    rf"[;:()\[\]–—|→?!]|(?<=\s)-(?=\s)|,(?!\d)|\.(?!\d)|{_NUMBER}|\b(?:and|but|while|whilst|whereas|than|against|versus|vs?|compared (?:with|to)|compares with|as opposed to|when|where)\b",
    re.IGNORECASE,
)
"""What ends the words that are a figure's own."""
_PART: Final = re.compile(r"[;:?!]|\.(?!\d)")
_UP: Final = any_of(
    r"up|r[io]se[sn]?|rises|rising|increas\w+|grew|grow[ns]?|growing|growth|more|higher|extra|additional|climb\w*|gain\w*|jump\w*|▲|upwards?"
)
_DOWN: Final = any_of(
    r"down|f[ae]ll(?:s|en|ing)?|decreas\w+|reduc\w+|fewer|less|lower|drop\w*|declin\w+|cut|downwards?|shed"
)
MONTH_WORD: Final = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
"""A month's name, as a regular expression."""
_MONTHS: Final = re.compile(rf"(?<!\w)({MONTH_WORD})(?:['’]s)?(?: (20\d\d))?(?![\w-])", re.IGNORECASE)
_SHORT: Final = [name.casefold() for name in calendar.month_abbr]
_NOT_MONTHS: Final = ("may", "mar")
_FIGURES: Final = re.compile(r"(?<![\w.,])(\d[\d,]*(?:\.\d+)?)(?![\d.,]*(?:st|nd|rd|th)\b)( ?%| per ?cent)?")
_GENERAL: Final = frozenset({NameKind.FORCE, NameKind.PEERS})


@dataclass(frozen=True)
class FigureWords:
    """A figure of a sentence and the words beside it."""

    claim: Claim
    start: int
    end: int

    @property
    def text(self) -> str:
        """Return the sentence."""
        return self.claim.passage.text

    @cached_property
    def before(self) -> str:
        """Return its own words before it."""
        return self.text[self._opens[1] : self.start]

    @cached_property
    def after(self) -> str:
        """Return its own words behind it."""
        met = _BREAK.search(self.text, self.end)
        return self.text[self.end : met.start() if met else len(self.text)]

    @cached_property
    def link(self) -> str:
        """Return what breaks off right before it: "against", "(", the figure before."""
        first, last = self._opens
        return self.text[first:last].lower() if len(self.before.split()) < 2 else ""

    @cached_property
    def label(self) -> str:
        """Return the words before what breaks off right before it: the name of "Target: 6,179"."""
        if not self.link or self.link[:1].isdigit():
            return ""
        first = self._opens[0]
        spans = [met.end() for met in _BREAK.finditer(self.text) if met.end() <= first]
        return self.text[spans[-1] if spans else 0 : first]

    @cached_property
    def signed(self) -> int:
        """Return the sign that it is printed with: 1, -1, or 0 for none."""
        found = (
            self.text[max(0, self.start - 1) : self.start] + self.text[self.start : self.start + 1]
        ).strip()
        return 1 if "+" in found or "▲" in found else -1 if any(each in found for each in "−-▼") else 0

    @cached_property
    def own(self) -> str:
        """Return its own words on both sides."""
        return f"{self.before} # {self.after}"

    @cached_property
    def part(self) -> str:
        """Return the part of the sentence between full stops, colons and semicolons in which it stands."""
        first = max((met.end() for met in _PART.finditer(self.text, 0, self.start)), default=0)
        met = _PART.search(self.text, self.end)
        return self.text[first : met.start() if met else len(self.text)]

    @cached_property
    def around(self) -> str:
        """Return the sentence with its lead and its headings."""
        passage = self.claim.passage
        return " \n ".join((*passage.headings, passage.lead, self.text))

    @cached_property
    def _opens(self) -> tuple[int, int]:
        spans = [met.span() for met in _BREAK.finditer(self.text) if met.end() <= self.start]
        return spans[-1] if spans else (0, 0)

    def ways(self, text: str) -> set[int]:
        """Return which ways a text says that something went: 1, -1."""
        return {way for way, words in ((1, _UP), (-1, _DOWN)) if words.search(text)}

    def months(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield the months that a text names: where, which and of what year, 0 where that is not said."""
        for met in _MONTHS.finditer(text):
            if met[1] in _NOT_MONTHS:
                continue
            yield met.start(), _SHORT.index(met[1][:3].casefold()), int(met[2] or 0)

    def month(self, knowledge: Knowledge) -> date | None:
        """Return the month named nearest to it, as the latest of that name that the workbook has; None where none is."""
        latest = knowledge.latest_month
        found = sorted(
            self.months(self.text), key=lambda each: min(abs(each[0] - self.start), abs(each[0] - self.end))
        )
        if latest is None or not found:
            return None
        _, number, year = found[0]
        return date(year or latest.year - (number > latest.month), number, 1)

    def places(self, knowledge: Knowledge) -> list[tuple[int, str]]:
        """Return where the sentence names which place of the workbook."""
        text = self.text.casefold()
        found: dict[int, str] = {}
        for name in knowledge.names:
            if name.kind is not NameKind.PLACE:
                continue
            for called in (name.name, *name.aliases):
                for met in re.finditer(rf"(?<!\w){re.escape(called.casefold())}(?!\w)", text):
                    found.setdefault(met.start(), name.name)
        for place in self.claim.subject.places:
            if place.kind not in _GENERAL and place.name not in found.values():
                found.setdefault(-1, place.name)
        return sorted(found.items())

    def in_turn(self, knowledge: Knowledge) -> bool:
        """Return whether places and figures like this one take turns in its part of the sentence, so that each has its own."""
        first = self.text.find(self.part)
        names = [(at, "place") for at, _ in self.places(knowledge) if at >= 0]
        for name in knowledge.named(NameKind.FORCE):
            for called in (name.name, *name.aliases):
                names += [
                    (met.start(), "place")
                    for met in re.finditer(rf"(?<!\w){re.escape(called)}(?!\w)", self.text)
                ]
        share = self.text[self.start : self.end].rstrip().endswith(("%", "per cent", "percent"))
        figures = [
            (met.start(), "figure")
            for met in _FIGURES.finditer(self.text)
            if bool(met[2]) is share and len(met[1].strip("0").replace(",", "").replace(".", "")) > 1
        ]
        row = [kind for at, kind in sorted((*names, *figures)) if first <= at < first + len(self.part)]
        return len(row) % 2 == 0 and all(one != other for one, other in pairwise(row)) and len(row) > 1


def words_of(claim: Claim) -> FigureWords | None:
    """Return the words beside a claim's figure, None where it does not stand in the sentence as it is."""
    if claim.amount is None:
        return None
    at = claim.passage.text.find(claim.amount.text, claim.start)
    return None if at < 0 else FigureWords(claim, at, at + len(claim.amount.text))
