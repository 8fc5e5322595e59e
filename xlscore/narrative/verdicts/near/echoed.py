"""A figure that the workbook has in its own words alone, where a sentence says the same of the same name: "480 are under investigation"."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.words.stems import content, stem, words_in
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimVerdict, Hedge, Judged, Modality, PrintedAmount
from xlscore.narrative.verdicts.misprints import misprints
from xlscore.narrative.verdicts.near.recognised import is_plain, is_without_role
from xlscore.rules.words import name_key

__all__ = ["echoed"]

_FEWEST: Final = 2
_OF_THREE: Final = 3
_TWO_THIRDS: Final = 2
_NUMBER: Final = re.compile(r"(?<![\w.,])\d[\d,]*(?:\.\d+)?(?![\d.,]*\d)")


def echoed(found: Judged, knowledge: Knowledge) -> Judged:
    """Return what a figure that could not be told comes to by a cell that says it of the same name in nearly the same words.

    It agrees with the cell's figure, and contradicts where it misprints the only one of a cell all of whose words are said.
    """
    claim = found.claim
    if found.verdict is not ClaimVerdict.CANNOT_TELL or claim.amount is None or not _is_said_so(claim):
        return found
    names = {name_key(name.name) for name in claim.subject.names}
    said = {stem(word) for word in words_in(claim.passage.text)}
    own = {word for name in claim.subject.names for word in content(words_in(name.name))}
    for name, text, source in knowledge.written:
        numbers = _NUMBER.findall(text)
        words = set(content(words_in(_NUMBER.sub(" ", text)))) - own
        if name_key(name) not in names or not words or not numbers:
            continue
        line = f"{source.place} says: {text}"
        if claim.amount.text in numbers and _OF_THREE * len(words & said) >= _TWO_THIRDS * len(words):
            return Judged(claim, ClaimVerdict.AGREES, (source,), line)
        if is_plain(found) and words <= said and len(numbers) == 1 and _misprints(claim.amount, numbers[0]):
            return Judged(claim, ClaimVerdict.CONTRADICTS, (source,), line, numbers[0])
    return found


def _misprints(said: PrintedAmount, number: str) -> bool:
    return "." not in number and misprints(said, Fraction(number.replace(",", "")))


def _is_said_so(claim: Claim) -> bool:
    """Return whether a sentence of a paper says a figure of two digits as it is: the workbook's words are no proof of themselves."""
    return (
        claim.passage.place.source is None
        and claim.amount is not None
        and sum(map(str.isdigit, claim.amount.text)) >= _FEWEST
        and claim.hedge in (Hedge.EXACT, Hedge.ABOUT)
        and claim.modality is Modality.IS
        and not claim.subject.foreign
        and (not claim.doubts or is_without_role(claim))
    )
