"""In which strand a figure is: of recorded crime or of outcomes."""

from __future__ import annotations

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.words.stems import OUTCOME_STEMS, stem, words_in
from xlscore.narrative.model import KnownName

__all__ = ["in_strand", "is_outcomes", "strand_around", "strand_of"]

_TOPIC = ("NAME", "FOREIGN")
_PARTS = (("OF",), ("NAME",), ("CRIME",))
"""What stands between a share and whose part was solved: "14.8% of crimes were solved", "one in six car thefts is solved"."""


def strand_of(sentence: SentenceRead, at: int, span: range) -> bool | None:
    """Return whether the figure is of outcomes by the words of its phrase and clause; None where they do not say."""
    types = sentence.types
    if (
        types[at] == "PERCENT"
        and types[at + 1 : at + 2] in _PARTS
        and "OUTCOME" in types[at + 1 : sentence.segment_of(at).stop]
    ):
        return True
    if any(types[to] == "OUTCOME" for to in span if to < len(types)):
        return True
    if any(types[to] == "CRIME" for to in span if to < len(types)):
        return False
    if types[at] in ("RANK", "WORDRANK") and any(types[to] in _TOPIC for to in span if to > at):
        return None
    behind = types[at + 1 : sentence.segment_of(at).stop]
    if "OUTCOME" in behind and not {"CRIME", *_TOPIC}.intersection(behind[: behind.index("OUTCOME")]):
        return True
    for to in range(at, -1, -1):
        if types[to] == "OUTCOME":
            return True
        if types[to] == "CRIME" and to < at - 1:
            return False
    clause = sentence.clause_of(at)
    named = [to for to in clause if types[to] in _TOPIC]
    later = [to for to in named if to > at]
    # The first name behind a figure is its own where none stands before it; an outcome behind the next one is that one's.
    others = later if len(later) < len(named) else later[1:]
    after = types[at + 1 : others[0] if others else clause.stop]
    return True if "OUTCOME" in after and "CRIME" not in after else None


def strand_around(sentence: SentenceRead) -> bool | None:
    """Return whether the figures are of outcomes by the lead, the row and the headings; None where they do not say."""
    passage = sentence.passage
    for text in (passage.lead, *passage.beside, *reversed(passage.headings)):
        stems = {stem(word) for word in words_in(text)}
        if stems & OUTCOME_STEMS:
            return True
        if "crime" in stems or "recorded" in stems:
            return False
    return None


def is_outcomes(name: KnownName) -> bool:
    """Return whether a name says itself that it is of outcomes: a solved rate."""
    return bool({stem(word) for word in words_in(name.name)} & OUTCOME_STEMS)


def in_strand(names: tuple[KnownName, ...], outcomes: bool | None) -> tuple[KnownName, ...]:
    """Return of names that the workbook has in two strands those of the strand that is meant."""
    if len({is_outcomes(name) for name in names}) < 2:
        return names
    return tuple(name for name in names if is_outcomes(name) == bool(outcomes))
