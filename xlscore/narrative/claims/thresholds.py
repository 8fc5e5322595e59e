"""The claims of limits: the upper limit of 718, above its mean (404), and under "above the upper limit:" the 212 of "250 v 212"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, Sense

__all__ = ["thresholds"]

_LIMIT = re.compile(
    r"\b(?:(?P<upper>upper|lower) (?:control |process )?limit|(?P<mean>(?:its|the|their) (?:own )?(?:long-run )?(?:mean|centre line)))\b(?! of (?:the|its|our) (?:group|msg|family|peers|similar|most))",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"(?: (?:for|on|in) [A-Za-z][A-Za-z -]{2,40}?)?\s*(?:of|is|at|,|was|being|stands at|which is|now)?\s*\(?\s*(?:of |at )?(?=\d)",
    re.IGNORECASE,
)
_PAIR = re.compile(r"\bv(?:s|ersus|\.)?\s+(?=\d)|\bagainst\s+(?=\d)", re.IGNORECASE)
_SENSES = {"upper": Sense.UP, "lower": Sense.DOWN}
_COUNTS = ("COUNT", "RATE")


def thresholds(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that a limit of a control chart is so much; which limit is meant, the direction says: none is the mean."""
    text = sentence.passage.text
    for match in _LIMIT.finditer(text):
        behind = _BEHIND.match(text, match.end())
        if behind is not None:
            yield from _limit(
                sentence, match.start(), behind.end(), _SENSES.get((match["upper"] or "").lower(), Sense.NONE)
            )
    lead = _LIMIT.search(sentence.passage.lead)
    if lead is not None and lead["upper"]:
        for pair in _PAIR.finditer(text):
            yield from _limit(sentence, pair.end(), pair.end(), _SENSES[lead["upper"].lower()])


def _limit(sentence: SentenceRead, start: int, figure: int, sense: Sense) -> Iterator[Claim]:
    at = next(
        (to for to, token in enumerate(sentence.tokens) if token.start == figure and token.type in _COUNTS),
        None,
    )
    if at is None:
        return
    token = sentence.tokens[at]
    subject = subject_of(sentence, at, range(at, at + 1))
    if token.amount is not None:
        yield Claim(
            kind=ClaimKind.THRESHOLD,
            passage=sentence.passage,
            start=min(start, token.start),
            end=token.end,
            subject=subject,
            amount=replace(token.amount, unit=ClaimUnit.CRIMES),
            direction=sense,
            period=period_near(sentence, at, sentence.clause_of(at)),
            hedge=hedge_of(sentence, at),
            modality=modality_of(sentence, at),
            doubts=doubts_of(sentence, at),
            reservations=reservations_of(sentence, at, subject),
        )
