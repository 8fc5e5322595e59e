"""The small grammar of conditions: a measure in words, how it must stand or move, and against what.

    burglary falls below 3,000                    response at or above 80 %
    confidence improves                           violence falls by at least 5 %
    confidence better than the MSG average        confidence in the top quartile
    MSG position better than 5th                  MSG position of confidence improves
    gap to average narrows                        confidence gap to top quartile below 5 points
    redline met                                   response meets its minimum
    burglary target met                           confidence meets its aspiration

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
    target_kind,
)
from xlscore.rules.conditions.patterns import (
    AS_LOW_AS,
    BEHIND,
    CLOSED,
    COMPARED,
    ENDS_AT,
    GAP_ONLY,
    IS_MET,
    LEVEL,
    MEETS,
    MOVED_BY,
    NUMBERED,
    ON_TARGET,
    OR_BETTER,
    PLACES,
    TOP,
)
from xlscore.rules.conditions.words import (
    Clause,
    Comparison,
    ConditionWords,
    GroupBenchmark,
    Joint,
    Move,
    Quantity,
)
from xlscore.rules.figures_units import Unit
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import quoted, tidy

__all__ = ["HOW_TO", "read_condition"]

_MET: Final = (Quantity.REDLINE, Quantity.TARGET)
"""What is met or not, and neither has a level nor moves."""
HOW_TO: Final = (
    "Write a measure, then below, above, at least, at most or better than and a figure, the MSG average or the top quartile,"
    " or improves, worsens, falls, rises or narrows: 'burglary falls below 3,000', 'MSG position better than 5th', 'gap to"
    " average narrows', 'redline met', 'burglary target met'."
)


def read_condition(typed: str) -> ConditionWords:
    """Return what a condition asks, or refuse it with how to write it.

    >>> clause = read_condition("Burglary falls below 3,000").clauses[0]
    >>> clause.subject, clause.comparison.value, int(clause.figure)
    ('burglary', 'below', 3000)
    """
    text = _plain(typed)
    parted = {joint: clauses for joint in Joint if len(clauses := _parted(text, joint)) > 1}
    if len(parted) == 1:
        ((joint, clauses),) = parted.items()
        return ConditionWords(_with_subjects(clauses), joint)
    whole = None if parted else _clause(text)
    if whole is None:
        raise RuleError(Trouble.UNREADABLE, f"{quoted(typed)} cannot be tested as it is written.", HOW_TO)
    return ConditionWords((whole,))


def _parted(text: str, joint: Joint) -> list[Clause]:
    """Return the clauses that a word joins, none where they do not all say something.

    The word may stand within one: "child abuse and sexual exploitation falls", "at or above 80%".
    """
    found: list[Clause] = []
    held = ""
    for piece in re.split(rf",?\s+{joint}\s+", text):
        held = f"{held} {joint} {piece}" if held else piece
        clause = _clause(held)
        if clause is not None:
            found.append(clause)
            held = ""
    return [] if held else found


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
    text = re.sub(r"\s*([<>]=?)\s*", r" \1 ", text)
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
    meets = MEETS.fullmatch(text)
    if meets:
        subject, no = _words(meets["subject"]), bool(meets["no"])
        if meets["redline"]:
            return Clause(subject, Quantity.REDLINE, negated=no)
        return Clause(subject, Quantity.TARGET, target=target_kind(meets["target"]), negated=no)
    on = ON_TARGET.fullmatch(text)
    if on:
        return Clause(_words(on["subject"]), Quantity.TARGET, negated=bool(on["no"]))
    met = IS_MET.fullmatch(text)
    if met is None:
        return None
    said = read_quantity(_words(met["subject"]))
    settled = said.quantity in _MET
    return replace(said, subject=_words(said.subject), negated=bool(met["no"])) if settled else None


def _move(text: str) -> Clause | None:
    closed = CLOSED.fullmatch(text)
    if closed:
        said = read_quantity(_words(closed["subject"]))
        at = replace(said, comparison=Comparison.EQUAL, figure=Fraction(0), negated=bool(closed["no"]))
        return at if said.quantity is Quantity.GAP and said.benchmark else None
    found = MOVED_BY.fullmatch(text)
    if found is None:
        return None
    said = read_quantity(_words(found["subject"]))
    move = next(move for move in Move if found[move.name])
    if said.quantity in _MET or (said.quantity is Quantity.GAP and said.benchmark is None):
        return None
    if said.quantity is not Quantity.GAP and GAP_ONLY.match(found[move.name]):
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
    top = TOP.fullmatch(text)
    if top:
        said = read_quantity(_words(top["subject"]))
        if said.quantity not in (Quantity.VALUE, Quantity.POSITION):
            return None
        if top["top"].endswith("quartile"):
            return replace(said, quantity=Quantity.VALUE, comparison=Comparison.AT_OR_BETTER, benchmark=GroupBenchmark.TOP_QUARTILE, negated=bool(top["no"]))  # fmt: skip
        place = Fraction(top["top"].rpartition(" ")[2])
        return replace(said, quantity=Quantity.POSITION, comparison=Comparison.AT_OR_BETTER, figure=place, negated=bool(top["no"]))  # fmt: skip
    behind = OR_BETTER.fullmatch(text)
    if behind:
        return _compared(behind["subject"], BEHIND[behind["side"]], behind["target"], no=bool(behind["no"]))
    to = AS_LOW_AS.fullmatch(text)
    if to:
        return _compared(to["subject"], ENDS_AT[to["verb"].removesuffix("s")], to["target"], no=False)
    found = LEVEL.fullmatch(text)
    if found is None:
        return None
    comparison = next(c for c in COMPARED if found[c.name])
    return _compared(found["subject"], comparison, found["target"], no=bool(found["no"]))


def _compared(subject: str, comparison: Comparison, target: str, *, no: bool) -> Clause | None:
    """Return a level that something must have, None where the words could mean two things."""
    said, against = read_quantity(_words(subject)), read_target(target)
    benchmark = benchmark_of(target)
    if said.quantity in _MET:
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
        way = PLACES.get(comparison) if against.unit is Unit.POSITION else NUMBERED.get(comparison)
        return None if way is None else replace(said, comparison=way, figure=against.value, negated=no)
    if against.unit is Unit.POSITION or (said.quantity is Quantity.GAP and said.benchmark is None):
        return None
    return replace(said, comparison=comparison, figure=against.value, unit=against.unit, negated=no)


def _words(subject: str) -> str:
    return re.sub(r"^(?:the|our|its)\s+|\s+(?:of|at)$", "", tidy(subject))
