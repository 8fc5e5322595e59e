"""The small grammar of conditions: a measure in words, how it must stand or move, and against what.

    burglary falls below 3,000                    response at or above 80 %
    confidence improves                           violence falls by at least 5 %
    confidence better than the MSG average        confidence in the top quartile
    MSG position better than 5th                  MSG position of confidence improves
    gap to average narrows                        confidence gap to top quartile below 5 points
    redline met                                   response meets its minimum

Clauses are joined by "and" or by "or". Without a measure the area's own is meant. What is not of these forms is refused
with a sentence that says how to write it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.rules.conditions.parts import (
    benchmark_of,
    read_quantity,
    read_target,
    taken_apart,
)
from xlscore.rules.conditions.words import Asked, Benchmark, Clause, Comparison, Joint, Move, Quantity
from xlscore.rules.figures_units import Unit
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import quoted, tidy

__all__ = ["HOW_TO", "read_condition"]

HOW_TO: Final = (
    "Write a measure, then below, above, at least, at most or better than and a figure, the MSG average or the top quartile,"
    " or improves, worsens, falls, rises or narrows: 'burglary falls below 3,000', 'MSG position better than 5th', 'gap to"
    " average narrows', 'redline met'."
)
_LINK: Final = (
    r"(?:(?:is|are|was|has been|have been|stays?|remains?|keeps?|goes|gets|falls?|drops?|reduces?|rises?|increases?|improves?|moves?"
    r"|stands?|returns?)\s+(?:(?:still|now|back|down|up|to)\s+)*)?"
)
_NOT: Final = r"(?P<no>(?:does not|do not|doesn't|don't|did not|is not|isn't|are not|has not|hasn't|have not|not|no longer|fails? to)\s+)?"
_COMPARED: Final = {
    Comparison.AT_OR_BETTER: r"at or better than|equal to or better than|no worse than|not worse than|reaches|reach",
    Comparison.AT_OR_WORSE: r"at or worse than|no better than|not better than",
    Comparison.BETTER: r"better than",
    Comparison.WORSE: r"worse than",
    Comparison.AT_OR_ABOVE: r"at or above|at least|no less than|not less than|not below|no lower than|not under|no fewer than|above or at|>=",
    Comparison.AT_OR_BELOW: r"at or below|at most|no more than|not more than|not above|not over|no higher than|below or at|<=",
    Comparison.BELOW: r"below|under|less than|fewer than|lower than|<",
    Comparison.ABOVE: r"above|over|more than|greater than|higher than|exceeds|exceed|>",
    Comparison.EQUAL: r"equals|equal to|exactly|=",
}  # fmt: skip
_BEHIND: Final = {
    "better": Comparison.AT_OR_BETTER, "worse": Comparison.AT_OR_WORSE,
    **dict.fromkeys(("above", "more", "higher", "over"), Comparison.AT_OR_ABOVE),
    **dict.fromkeys(("below", "fewer", "less", "lower", "under"), Comparison.AT_OR_BELOW),
}  # fmt: skip
_MOVES: Final = {
    Move.IMPROVES: r"improves?|improved|improving|gets? better|is better|narrows?|narrowed|narrowing|shrinks?|shrinking",
    Move.WORSENS: r"worsens?|worsened|worsening|deteriorates?|deteriorated|deteriorating|gets? worse|is worse|widens?|widened|widening",
    Move.FALLS: r"falls?|fell|fallen|falling|decreases?|decreased|decreasing|reduces?|reduced|reducing|drops?|dropped|dropping|goes down|declines?|declining|is down",
    Move.RISES: r"rises?|rose|risen|rising|increases?|increased|increasing|goes up|grows?|growing|is up",
    Move.STAYS: r"unchanged|stays the same|stay the same|remains the same",
    Move.HOLDS: r"holds?|is held|is maintained|is sustained|maintained",
}  # fmt: skip
_ENDS_AT: Final = {
    **dict.fromkeys(("fall", "drop", "reduce"), Comparison.AT_OR_BELOW),
    **dict.fromkeys(("rise", "increase"), Comparison.AT_OR_ABOVE),
    "improve": Comparison.AT_OR_BETTER,
}  # fmt: skip
"""Where a figure stands that "falls to" another."""
_GAP_ONLY: Final = re.compile(r"(?:narrow|shrink|widen)")
_AUX: Final = r"(?:(?:is|are|has|have|continues? to|keeps?)\s+)?"
_MOVED: Final = "|".join(f"(?P<{move.name}>{words})" for move, words in _MOVES.items())
_TO: Final = "|".join(f"(?P<{c.name}>{words})" for c, words in _COMPARED.items())

_IS_MET: Final = re.compile(rf"(?P<subject>.*?)\b(?:(?:is|are|has been|have been)\s+)?{_NOT}(?:all\s+)?met")
_MEETS: Final = re.compile(
    rf"(?P<subject>.*?)\s*\b{_NOT}meets?\s+(?:its|the|their)\s+(?:redlines?|minimum standards?|minimum|standards?)"
)
_MOVE: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_AUX}{_NOT}{_AUX}(?:{_MOVED})(?:\s+by\s+(?P<least>at least\s+|more than\s+|over\s+)?(?P<by>\S.*))?"
)
_AS_LOW_AS: Final = re.compile(
    r"(?P<subject>.*?)\s*(?<!\S)(?P<verb>falls?|drops?|reduces?|rises?|increases?|improves?)\s+to\s+(?P<target>\d.*|the .*|msg .*)"
)
_LEVEL: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_LINK}{_NOT}(?:{_TO})\s*(?P<target>(?:the\s+|its\s+|our\s+)?[\w£+-].*)"
)
_OR_BETTER: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_LINK}{_NOT}(?:at\s+)?(?P<target>[\d£][^ ]*(?:\s+(?:%|points|offences|in (?:the |its )?msg))?)\s+or\s+(?P<side>{'|'.join(_BEHIND)})"
)
_TOP: Final = re.compile(rf"(?P<subject>.*?)\s*(?<!\S)(?:(?:is|are|stays?|remains?)\s+)?{_NOT}in\s+(?:the\s+)?(?P<top>top quartile|upper quartile|top \d+)(?:\s+(?:rank|of (?:the|its) msg|in (?:the|its) msg))?")  # fmt: skip
_CLOSED: Final = re.compile(rf"(?P<subject>.*?\bgap\b.*?)\s+(?:is|has)\s+{_NOT}(?:been\s+)?closed")


def read_condition(typed: str) -> Asked:
    """Return what a condition asks, or refuse it with how to write it.

    >>> clause = read_condition("Burglary falls below 3,000").clauses[0]
    >>> clause.subject, clause.comparison.value, int(clause.figure)
    ('burglary', 'below', 3000)
    """
    text = _plain(typed)
    for joint in Joint:
        parts = re.split(rf",?\s+{joint}\s+", text)
        if len(parts) > 1 and not any(
            f" {other} " in text for other in Joint if other is not joint and _joins(text, other)
        ):
            clauses = [_clause(part) for part in parts]
            if all(clause is not None for clause in clauses):
                return Asked(_with_subjects([clause for clause in clauses if clause is not None]), joint)
    whole = _clause(text) if not any(_joins(text, joint) for joint in Joint) else None
    if whole is None:
        raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} cannot be tested as it is written.", HOW_TO)
    return Asked((whole,))


def _joins(text: str, joint: Joint) -> bool:
    """Return whether a word joins whole clauses, as "and" does in "burglary falls and robbery falls"."""
    parts = re.split(rf",?\s+{joint}\s+", text)
    return len(parts) > 1 and any(_clause(part) is not None for part in parts[:-1])


def _plain(typed: str) -> str:
    """Return a condition in small letters, its signs and spaces in order."""
    text = tidy(typed).casefold().rstrip(".;")
    for old, new in (
        ("≥", ">="),
        ("≤", "<="),
        ("−", "-"),
        ("’", "'"),
        ("per cent", "%"),
        ("percent", "%"),
        ("red line", "redline"),
    ):
        text = text.replace(old, new)
    text = re.sub(r"(\d)\s+%", r"\1%", text).removeprefix("if ").removeprefix("that ")
    return tidy(re.sub(r"^(?:the|our)\s+", "", text))


def _with_subjects(clauses: list[Clause]) -> tuple[Clause, ...]:
    """Return the clauses, one without a measure of its own speaking of the one before it."""
    found: list[Clause] = []
    for clause in clauses:
        same = found and not clause.subject and clause.quantity is not Quantity.REDLINE
        found.append(replace(clause, subject=found[-1].subject) if same else clause)
    return tuple(found)


def _clause(text: str) -> Clause | None:
    bare, since, months = taken_apart(text)
    found = _redline(bare) or _move(bare) or _level(bare)
    if found is None:
        return None
    if (since and found.move is None) or (months and found.quantity is not Quantity.VALUE):
        return None
    return replace(found, since=since, months=months)


def _redline(text: str) -> Clause | None:
    meets = _MEETS.fullmatch(text)
    if meets:
        return Clause(_words(meets["subject"]), Quantity.REDLINE, negated=bool(meets["no"]))
    met = _IS_MET.fullmatch(text)
    if met is None:
        return None
    said = read_quantity(_words(met["subject"]))
    return (
        Clause(said.subject, said.quantity, negated=bool(met["no"]))
        if said.quantity is Quantity.REDLINE
        else None
    )


def _move(text: str) -> Clause | None:
    closed = _CLOSED.fullmatch(text)
    if closed:
        said = read_quantity(_words(closed["subject"]))
        at = replace(said, comparison=Comparison.EQUAL, figure=Fraction(0), negated=bool(closed["no"]))
        return at if said.quantity is Quantity.GAP and said.benchmark else None
    found = _MOVE.fullmatch(text)
    if found is None:
        return None
    said = read_quantity(_words(found["subject"]))
    move = next(move for move in Move if found[move.name])
    if said.quantity is Quantity.REDLINE or (said.quantity is Quantity.GAP and said.benchmark is None):
        return None
    if said.quantity is not Quantity.GAP and _GAP_ONLY.match(found[move.name]):
        return None
    if said.quantity is Quantity.POSITION and move in (Move.FALLS, Move.RISES):
        return None  # a position that falls may be a higher number or a worse place
    if said.quantity is Quantity.GAP:
        move = {Move.FALLS: Move.IMPROVES, Move.RISES: Move.WORSENS}.get(move, move)
    clause = replace(said, move=move, negated=bool(found["no"]))
    if not found["by"]:
        return clause
    by = read_target(found["by"])
    if by is None or move in (Move.STAYS, Move.HOLDS) or said.quantity is not Quantity.VALUE:
        return None
    strict = (
        Comparison.ABOVE if found["least"] and not found["least"].startswith("at") else Comparison.AT_OR_ABOVE
    )
    return replace(clause, figure=by.value, unit=by.unit, comparison=strict)


def _level(text: str) -> Clause | None:
    top = _TOP.fullmatch(text)
    if top:
        said = read_quantity(_words(top["subject"]))
        if said.quantity not in (Quantity.VALUE, Quantity.POSITION):
            return None
        if top["top"].endswith("quartile"):
            return replace(said, quantity=Quantity.VALUE, comparison=Comparison.AT_OR_BETTER, benchmark=Benchmark.TOP_QUARTILE, negated=bool(top["no"]))  # fmt: skip
        place = Fraction(top["top"].rpartition(" ")[2])
        return replace(said, quantity=Quantity.POSITION, comparison=Comparison.AT_OR_BETTER, figure=place, negated=bool(top["no"]))  # fmt: skip
    to = _AS_LOW_AS.fullmatch(text)
    if to:
        return _compared(to["subject"], _ENDS_AT[to["verb"].removesuffix("s")], to["target"], no=False)
    behind = _OR_BETTER.fullmatch(text)
    if behind:
        return _compared(behind["subject"], _BEHIND[behind["side"]], behind["target"], no=bool(behind["no"]))
    found = _LEVEL.fullmatch(text)
    if found is None:
        return None
    comparison = next(c for c in _COMPARED if found[c.name])
    return _compared(found["subject"], comparison, found["target"], no=bool(found["no"]))


def _compared(subject: str, comparison: Comparison, target: str, *, no: bool) -> Clause | None:
    """Return a level that something must have, None where the words could mean two things."""
    said, against = read_quantity(_words(subject)), read_target(target)
    benchmark = benchmark_of(target)
    if said.quantity is Quantity.REDLINE:
        return None
    if benchmark is not None:
        if said.quantity is not Quantity.VALUE:
            return None
        return replace(said, comparison=comparison, benchmark=benchmark, negated=no)
    if against is None or (
        not said.subject and said.quantity is Quantity.VALUE and against.unit is Unit.COUNT
    ):
        return None
    if against.unit is Unit.POSITION and said.quantity is Quantity.VALUE:
        said = replace(said, quantity=Quantity.POSITION)
    if said.quantity is Quantity.POSITION:
        way = _PLACES.get(comparison) if against.unit is Unit.POSITION else _NUMBERED.get(comparison)
        return None if way is None else replace(said, comparison=way, figure=against.value, negated=no)
    if against.unit is Unit.POSITION or (said.quantity is Quantity.GAP and said.benchmark is None):
        return None
    return replace(said, comparison=comparison, figure=against.value, unit=against.unit, negated=no)


def _words(subject: str) -> str:
    return re.sub(r"^(?:the|our|its)\s+", "", tidy(subject))


_NUMBERED: Final = {
    way: way for way in (Comparison.BETTER, Comparison.AT_OR_BETTER, Comparison.WORSE, Comparison.AT_OR_WORSE, Comparison.EQUAL)
}  # fmt: skip
"""A place is the better the lower its number, so "below 5" could mean either."""
_PLACES: Final = _NUMBERED | {
    Comparison.ABOVE: Comparison.BETTER, Comparison.BELOW: Comparison.WORSE, Comparison.AT_OR_ABOVE: Comparison.AT_OR_BETTER,
}  # fmt: skip
