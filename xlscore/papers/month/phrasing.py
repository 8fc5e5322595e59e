"""Which words of a sentence stand and fall with its figures: an area with its change, a trend, a class, a list of strands.

A person may reword what stands round them. What is told apart here stays together: an area never keeps its name with another's figure.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from typing import Final

from xlscore.papers.model import Phrase, Sentence
from xlscore.papers.wording.keys import slug
from xlscore.papers.wording.sentences import marked, places, with_figures
from xlscore.rules.objectives.records import Said

__all__ = ["phrased"]

_STANDOUT: Final = re.compile(
    r"(?P<what>largest (?:fall|rise)(?: in (?:per cent|number))?|best|worst) (?P<words>.+?)(?=, (?:largest (?:fall|rise)|best|worst) |\.$)"
)
_UNDER: Final = re.compile(r"Under target: (?P<words>.+)\.$")
_CLASS: Final = re.compile(r"highest overall classification (?P<words>High|Medium|Low)")
_LONGEST: Final = 9
"""So long may a phrase's key be in a tag of Word."""


def phrased(key: str, told: Said, names: Iterable[str] = ()) -> Sentence:
    """Return what is said as a sentence with its phrases; `names` are those of areas and objectives, in which a number is no figure.

    >>> said = Said("City BCU down 8.5% and Counties BCU up 8.2%.", about="command units")
    >>> [phrase.text for phrase in phrased("k", said, ["City BCU", "Counties BCU"]).phrases]
    ['City BCU down 8.5%', 'Counties BCU up 8.2%']
    """
    cells, words = places(*told.sources), told.words
    known = [name for name in names if name]
    if told.about == "command units":
        return marked(key, words, _units(words, known, cells))
    if told.about == "areas that stand out":
        found = [Phrase(_mark(each["what"]), each["words"], cells) for each in _STANDOUT.finditer(words)]
        return marked(key, words, found)
    if told.about in ("entered", "months"):
        return marked(key, words, _movement(words, cells))
    tail = _UNDER.search(words) or _CLASS.search(words)
    if tail is None:
        return with_figures(key, words, cells, known)
    before = with_figures(key, words[: tail.start("words")], cells, known)
    rest = words[tail.end("words") :]
    kind = "under" if tail.re is _UNDER else "class"
    return Sentence(key, (*before.parts, Phrase(kind, tail["words"], cells), *((rest,) if rest else ())))


def _movement(words: str, cells: Sequence[str]) -> list[Phrase]:
    """Return trend and level of control as they are entered or worked out; of months the whole of what they say."""
    found = re.search(r"rolling 3-month trend ([^,]+?)(?=,|\.$)", words)
    level = re.search(r"level of control ([^,]+?)(?=,|\.$)", words)
    phrases = [
        Phrase(kind, each[1], tuple(cells)) for kind, each in (("trend", found), ("control", level)) if each
    ]
    return phrases or [Phrase("all", words.removesuffix("."), tuple(cells))]


def _units(words: str, names: Sequence[str], cells: Sequence[str]) -> list[Phrase]:
    """Return each command unit with what it comes to, in the order in which they stand."""
    longest_first = sorted(names, key=len, reverse=True)
    begins = list(re.finditer("|".join(map(re.escape, longest_first)), words)) if names else []
    found = []
    for place, begin in enumerate(begins):
        end = begins[place + 1].start() if place + 1 < len(begins) else len(words)
        text = re.sub(r"(?:,| and|\.)\s*$", "", words[begin.start() : end])
        found.append(Phrase(_mark(begin[0]), text, tuple(cells)))
    return found


def _mark(words: str) -> str:
    """Return the key of a phrase, short enough for a tag.

    >>> _mark("best"), len(_mark("largest fall in number"))
    ('best', 9)
    """
    whole = slug(words)
    return whole if len(whole) <= _LONGEST else f"{whole[:4]}-{zlib.crc32(whole.encode()) & 0xFFFF:04x}"
