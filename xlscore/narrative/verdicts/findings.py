"""What holding a claim against one fact came to, and what several such findings come to together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimVerdict, Fact, Judged
from xlscore.narrative.verdicts.amounts import HowItHolds
from xlscore.narrative.verdicts.elsewhere import named_beside, told_elsewhere
from xlscore.narrative.verdicts.misprints import misprinted
from xlscore.rules.figures import Source

__all__ = ["FactFinding", "cannot_tell", "verdict_of"]


@dataclass(frozen=True)
class FactFinding:
    """What holding a claim against a fact came to."""

    held: HowItHolds
    fact: Fact
    would_agree: str = ""
    why: str = ""
    """Why it is left open."""
    exact: bool = True
    """Whether the fact is surely what the sentence speaks of; one that may be may agree, and does not contradict."""


def cannot_tell(claim: Claim, why: str, sources: tuple[Source, ...] = ()) -> Judged:
    """Return that a claim cannot be told, and why."""
    return Judged(claim, ClaimVerdict.CANNOT_TELL, sources, why=why)


def verdict_of(claim: Claim, findings: Sequence[FactFinding], knowledge: Knowledge) -> Judged:
    """Return what findings come to: one that agrees does, unless another cell says otherwise; they contradict only all together."""
    sure = [each for each in findings if each.exact]
    agreeing = [each for each in findings if each.held is HowItHolds.AGREES]
    differing = [each for each in sure if each.held is HowItHolds.DIFFERS]
    if agreeing:
        best = next((each for each in agreeing if each.exact), agreeing[0])
        other = next((each for each in differing if _is_of_one(each.fact, best.fact)), None)
        if other is not None:
            return cannot_tell(
                claim, _disagree(best.fact, other.fact), best.fact.sources + other.fact.sources
            )
        if differing and not best.exact:
            return cannot_tell(claim, "It may be another figure that is meant.", best.fact.sources)
        return Judged(claim, ClaimVerdict.AGREES, best.fact.sources, best.fact.arithmetic)
    left = next((each for each in findings if each.held is HowItHolds.OPEN), None)
    if left is not None:
        return cannot_tell(claim, left.why or "The figure is too rough to tell.", left.fact.sources)
    meant = misprinted(claim, knowledge)
    sure = [each for each in findings if each.fact is meant] or sure
    if not sure:
        return cannot_tell(claim, "The workbook has no figure that is surely meant.")
    return _contradicts(claim, sure, knowledge)


def _contradicts(claim: Claim, sure: Sequence[FactFinding], knowledge: Knowledge) -> Judged:
    first = sure[0]
    other = next(
        (each for each in sure[1:] if _is_of_one(first.fact, each.fact) and _differ(first.fact, each.fact)),
        None,
    )
    if other is not None:
        return cannot_tell(claim, _disagree(first.fact, other.fact), first.fact.sources + other.fact.sources)
    meant = named_beside(claim, first.fact, knowledge)
    if meant is not None:
        return Judged(claim, ClaimVerdict.AGREES, meant.sources, meant.arithmetic)
    why = told_elsewhere(claim, first.fact, knowledge)
    if why:
        return cannot_tell(claim, why, first.fact.sources)
    for each in sure:
        for source in each.fact.sources:
            wrong = knowledge.wrong_cells.get((source.sheet, source.cell))
            if wrong is not None:
                return cannot_tell(
                    claim, f"{source.place} is a problem of the workbook: {wrong}", each.fact.sources
                )
    return Judged(
        claim, ClaimVerdict.CONTRADICTS, first.fact.sources, first.fact.arithmetic, first.would_agree
    )


def _is_of_one(one: Fact, other: Fact) -> bool:
    """Return whether two facts answer the same question."""
    return _question(one) == _question(other)


def _question(fact: Fact) -> tuple[object, ...]:
    return (
        fact.kind, fact.name, fact.unit, fact.reference, fact.outcomes, fact.command, fact.place, fact.previous,
        fact.projected, isinstance(fact.value, str), fact.period,
    )  # fmt: skip


def _differ(one: Fact, other: Fact) -> bool:
    return one.value != other.value


def _disagree(one: Fact, other: Fact) -> str:
    said = [fact.arithmetic or (fact.sources[0].place if fact.sources else "") for fact in (one, other)]
    return f"The workbook disagrees with itself: {said[0]}, and {said[1]}."
