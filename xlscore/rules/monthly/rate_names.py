"""Which two rows of counts an outcome rate is made of: its outcomes, and the crimes that they are of.

In this order: the two *Source names* of the measure, outcomes first; else its name without the words for a rate (*Burglary outcome rate*
is made of *Burglary* and *Burglary outcomes*), for the crimes also its *Parent*.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.threats.words import Purpose, purpose_of
from xlscore.rules.words import listed, name_key, quoted, tidy

__all__ = ["RateNames", "counted_as", "is_of_outcomes", "is_rate_purpose", "names_of_rate", "stem_of"]

_OUTCOMES: Final = frozenset(
    {"outcome", "outcomes", "detection", "detections", "detected", "solved", "resolved", "cleared"}
)
_BESIDE: Final = frozenset(
    {"positive", "sanction", "crime", "crimes", "with", "an", "a", "number", "of", "for", "in"}
)
"""Words that say nothing more beside those for outcomes: "number of crimes solved"."""
_RATE: Final = frozenset({"rate", "rates", "%", "percentage", "proportion", "share"})
_WORDS: Final = re.compile(r"[^\s()\[\],:;/–—-]+")
_IS_RATE: Final = re.compile(r"\brates?\b|%|\bper ?cent\b|\bpercentage\b|\bproportion\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RateNames:
    """An outcome rate's name, and those of the rows of counts that it is made of."""

    measure: str
    outcomes: str
    crimes: str


def is_rate_purpose(purpose: str) -> bool:
    """Return whether a purpose is a rate of outcomes, and neither their number nor that of crimes.

    >>> [is_rate_purpose(text) for text in ("Crime Outcome Rate", "% solved", "Outcomes", "Recorded Crime")]
    [True, True, False, False]
    """
    return purpose_of(purpose) is Purpose.OUTCOMES and _IS_RATE.search(purpose) is not None


def counted_as(measure: str, purpose: str) -> str:
    """Return what a row of counts is called by its measure and purpose: several rows may be of one measure.

    >>> counted_as("Burglary", "Recorded Crime"), counted_as("Burglary", "Outcomes"), counted_as("Burglary", "Crime Outcome Rate")
    ('Burglary', 'Burglary outcomes', 'Burglary outcome rate')
    """
    meant = purpose_of(purpose) if purpose else None
    if meant is Purpose.OUTCOMES:
        said = "outcome rate" if is_rate_purpose(purpose) else "outcomes"
        return measure if set(_tokens(measure)) & (_OUTCOMES | _RATE) else f"{measure} {said}"
    return f"{measure} ({tidy(purpose)})" if meant in (Purpose.SATISFACTION, Purpose.AVERAGE) else measure


def _tokens(name: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in _WORDS.findall(tidy(name)))


def stem_of(name: str) -> tuple[str, ...]:
    """Return the words of a name without those for outcomes and a rate; all of them where it has none of these at an end.

    >>> stem_of("All crime outcome rate"), stem_of("Outcomes of burglary"), stem_of("Positive outcomes")
    (('all', 'crime'), ('burglary',), ('positive', 'outcomes'))
    """
    words = list(_tokens(name))
    ours = _OUTCOMES | _RATE
    while words and words[-1] in ours:
        words.pop()
        if words and words[-1] in ("positive", "sanction"):
            words.pop()
    if len(words) == len(_tokens(name)):
        first = next((n for n, word in enumerate(words) if word in ours), None)
        if first is not None and all(word in _BESIDE for word in words[:first]):
            while words and words[0] in ours | _BESIDE:
                words.pop(0)
    return tuple(words) or _tokens(name)


def is_of_outcomes(name: str) -> bool:
    """Return whether a row's name says that it counts outcomes, and is no rate.

    >>> is_of_outcomes("Burglary outcomes"), is_of_outcomes("Burglary outcome rate"), is_of_outcomes("Burglary")
    (True, False, False)
    """
    words = set(_tokens(name))
    return bool(words & _OUTCOMES) and not words & _RATE and stem_of(name) != _tokens(name)


def names_of_rate(
    measure: str, sources: Sequence[str], parent: str, counted: Mapping[str, str]
) -> RateNames | None:
    """Return the two rows that an outcome rate is made of; None where neither is there, refused where one is, or there are several.

    `counted` holds the names of the rows of counts by their keys.

    >>> rows = {name_key(name): name for name in ("Burglary", "Burglary outcomes", "Robbery")}
    >>> found = names_of_rate("Burglary outcome rate", (), "", rows)
    >>> found.outcomes, found.crimes
    ('Burglary outcomes', 'Burglary')
    """
    said = [counted[name_key(name)] for name in sources if name_key(name) in counted]
    if len(said) == 2:
        return RateNames(measure, said[0], said[1])
    stem = stem_of(measure)
    crimes = _crimes(stem, parent, counted)
    stems = {stem, (*stem, "crime"), _without_crime(stem), *([stem_of(crimes)] if crimes else [])}
    outcomes = [name for name in said if is_of_outcomes(name)] or [
        name for name in counted.values() if is_of_outcomes(name) and stem_of(name) in stems
    ]
    if not crimes and not outcomes:
        return None
    do = "name both rows of counts in Source names, the outcomes first: outcomes; crimes."
    if len(outcomes) > 1:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(measure)} may be made of {listed([quoted(name) for name in outcomes], 'or')}.",
            f"To say it, {do}",
        )
    if not crimes or not outcomes:
        lacks, row = ("outcomes", f"{crimes} outcomes") if crimes else ("crimes", " ".join(stem).capitalize())
        raise RuleError(
            Trouble.MISSING,
            f"{quoted(measure)} is an outcome rate, and no row of monthly counts is found for its {lacks}, so it is not worked out.",
            f"Add the row, as {quoted(row)}, or {do}",
        )
    return RateNames(measure, outcomes[0], crimes)


def _crimes(stem: Sequence[str], parent: str, counted: Mapping[str, str]) -> str:
    name = " ".join(stem)
    for each in _spellings(name, parent):
        found = counted.get(name_key(each))
        if found and not is_of_outcomes(found):
            return found
    return ""


def _without_crime(stem: tuple[str, ...]) -> tuple[str, ...]:
    return stem[:-1] if len(stem) > 1 and stem[-1] == "crime" else stem


def _spellings(name: str, parent: str) -> Iterable[str]:
    yield from (
        name,
        f"{name} crimes",
        f"{name} offences",
        f"recorded {name}",
        f"{name} recorded",
        name.removesuffix(" crime"),
        parent,
    )
