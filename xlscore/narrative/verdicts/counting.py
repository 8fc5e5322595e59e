"""How many areas, commands or measures are as a sentence says, and whether those that it lists are."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimVerdict,
    ComparedWith,
    Hedge,
    Judged,
    NameKind,
    Sense,
)
from xlscore.narrative.verdicts.criteria import CountedNames
from xlscore.narrative.verdicts.doubts import SATISFIED
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.population import counted
from xlscore.rules.words import in_words, listed, name_key

__all__ = ["judge_count", "judge_members"]

_BETTER: Final = re.compile(r"\b(?:improv\w+|upgraded?)\b", re.IGNORECASE)
_WORSE: Final = re.compile(r"\b(?:deteriorat\w+|downgraded?|worsen\w*)\b", re.IGNORECASE)
_GRADE: Final = re.compile(r"\brequir(?:es?|ing) improvement\b", re.IGNORECASE)
_CLAUSE: Final = re.compile(r"[;.]|\b(?:while|whilst|whereas|but|although)\b", re.IGNORECASE)
_MOST_NAMED: Final = 8
_MANY: Final = 2
"""A count that is more than so many times all of them is one of others."""


def judge_count(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what a number of areas, commands or measures comes to."""
    found = counted(claim, knowledge)
    if found.why:
        return cannot_tell(claim, found.why)
    total = len(found.yes) + len(found.no) + len(found.open)
    wanted, line = _wanted(claim, total), _line(found)
    if _is_whole(claim) and wanted is not None:
        if wanted == total:
            return Judged(claim, ClaimVerdict.AGREES, found.sources, f"{total} of them")
        return _differs(claim, found, in_words(total), line)
    if wanted is None:
        return cannot_tell(claim, "The sentence gives no number.", found.sources)
    if wanted > _MANY * total and claim.amount is not None and claim.of is None:
        return cannot_tell(claim, "There are so many of something else.", found.sources)
    least, most = len(found.yes), len(found.yes) + len(found.open)
    hedge = Hedge.EXACT if claim.all_but is not None else claim.hedge
    if claim.of is not None and claim.of.value != total:
        if claim.of.value > total and claim.of.value in _sizes(knowledge) and _fits(wanted, least, hedge):
            if claim.reference is ComparedWith.ASPIRATION and not found.open:
                # What has no aspiration can neither meet one nor fall short of it.
                return Judged(claim, ClaimVerdict.AGREES, found.sources, line)
            return cannot_tell(claim, "Of some of them the workbook does not say it.", found.sources)
        return _differs(claim, found, f"{in_words(least)} of {in_words(total)}", line)
    bad = [name.name for name in claim.members if name.name in found.no]
    if bad:
        return _differs(claim, found, f"without {listed(bad)}", line)
    if _fits(wanted, least, hedge) and _fits(wanted, most, hedge):
        return Judged(claim, ClaimVerdict.AGREES, found.sources, line)
    if claim.of is None and _fits(wanted, len(set(map(_objective, found.yes))), hedge):
        return cannot_tell(
            claim, "It may be the objectives that are counted, and not their lines.", found.sources
        )
    if any(_fits(wanted, number, hedge) for number in range(least, most + 1)):
        return cannot_tell(claim, f"Of {listed(found.open)} it is not known.", found.sources)
    return _differs(claim, found, in_words(least), line)


def judge_members(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what a list comes to: each that it names is as it says, and nobody else where it says so."""
    if not claim.members:
        return cannot_tell(claim, "The sentence does not say who is meant.")
    found = counted(claim, knowledge)
    if found.why:
        return cannot_tell(claim, found.why)
    if _says_both(claim):
        return cannot_tell(claim, "The sentence and what leads to it say two directions.", found.sources)
    named = [name for member in claim.members for name in member.members or (member.name,)]
    wrong = [name for name in named if name in found.no]
    if mentions(claim, SATISFIED) and any(SATISFIED.search(name) is None for name in wrong):
        return cannot_tell(claim, "It may be satisfaction that is meant.", found.sources)
    if wrong and claim.period is None and claim.grades and _names_cycle_before(claim, knowledge):
        return cannot_tell(claim, "It may be the cycle before that is meant.", found.sources)
    alike = [
        other.name for other in knowledge.names if any(_stem(other.name) == _stem(name) for name in wrong)
    ]
    if len(alike) > len(wrong):
        return cannot_tell(claim, f"It may be {listed(alike, 'or')} that is meant.", found.sources)
    unknown = [name for name in named if name not in (*found.yes, *found.no)]
    line = _line(found)
    if wrong:
        return _differs(claim, found, f"without {listed(wrong)}", line)
    if unknown:
        return cannot_tell(claim, f"The workbook does not say it of {listed(unknown)}.", found.sources)
    others = [name for name in found.yes if name not in named]
    if claim.only and others:
        return _differs(claim, found, f"{listed(others)} too", line)
    if claim.only and found.open:
        return cannot_tell(claim, f"Of {listed(found.open)} it is not known.", found.sources)
    return Judged(claim, ClaimVerdict.AGREES, found.sources, line)


def _names_cycle_before(claim: Claim, knowledge: Knowledge) -> bool:
    """Return whether the sentence names the cycle before: "cycle 12's eight RIs included Gangs"."""
    return bool(knowledge.before) and name_key(knowledge.before) in name_key(claim.passage.text)


def _says_both(claim: Claim) -> bool:
    """Return whether an item of a list says another direction than what leads to the list."""
    other = {Sense.BETTER: _WORSE, Sense.WORSE: _BETTER}.get(claim.direction)
    text = claim.passage.text
    if not claim.passage.lead:
        start = max([0, *(met.end() for met in _CLAUSE.finditer(text, 0, claim.start))])
        end = _CLAUSE.search(text, claim.end)
        text = text[start : end.start() if end else len(text)]
    return other is not None and other.search(_GRADE.sub("", text)) is not None


def _objective(line: str) -> str:
    """Return what a line of a table is about, whichever strand it is of."""
    return line.removesuffix(" (outcomes)")


def _stem(name: str) -> str:
    """Return a name without its note: "Percentage Sick" is of officers or of staff."""
    return name.partition(" (")[0]


def _differs(claim: Claim, found: CountedNames, right: str, line: str) -> Judged:
    if found.doubtful:
        return cannot_tell(claim, "It may be others that are counted.", found.sources)
    return Judged(claim, ClaimVerdict.CONTRADICTS, found.sources, line, right)


def _is_whole(claim: Claim) -> bool:
    """Return whether the number is the whole that others are of: "none of the three"."""
    said = "" if claim.amount is None else re.escape(claim.amount.text)
    return (
        bool(said)
        and re.search(
            rf"\bof (?:the|its|these|those|our|your|their|all)? ?{said}\b", claim.passage.text, re.IGNORECASE
        )
        is not None
    )


def _sizes(knowledge: Knowledge) -> set[int]:
    """Return how many names there are of each kind."""
    return {len(knowledge.named(kind)) for kind in NameKind}


def _wanted(claim: Claim, total: int) -> Fraction | None:
    if claim.all_but is not None:
        return Fraction(total - claim.all_but)
    return None if claim.amount is None else claim.amount.value


def _fits(wanted: Fraction, number: int, hedge: Hedge) -> bool:
    match hedge:
        case Hedge.OVER:
            return number > wanted
        case Hedge.AT_LEAST:
            return number >= wanted
        case Hedge.UNDER:
            return number < wanted
        case Hedge.AT_MOST:
            return number <= wanted
        case Hedge.ABOUT:
            return abs(number - wanted) <= 1
        case _:
            return number == wanted


def _line(found: CountedNames) -> str:
    if not found.yes:
        return f"none of {len(found.no) + len(found.open)}"
    names = listed(found.yes[:_MOST_NAMED])
    more = len(found.yes) - _MOST_NAMED
    return f"{len(found.yes)}: {names}{f' and {more} more' if more > 0 else ''}"
