"""What is kept for part B of an agenda, taken out of the quarter's figures before anything is said from them."""

from __future__ import annotations

from dataclasses import replace

from xlscore.papers.month.keeping import speaks_of, without
from xlscore.papers.quarterly.facts import QuarterFacts

__all__ = ["without_quarter"]


def without_quarter(facts: QuarterFacts, names: frozenset[str]) -> QuarterFacts:
    """Return what a quarterly report may say where nothing of these objectives, measures, areas and groups may stand in it."""
    if not names:
        return facts
    return replace(
        facts,
        objectives=tuple(each for each in facts.objectives if names.isdisjoint(each.marks)),
        indicators=tuple(
            each
            for each in facts.indicators
            if not speaks_of(each.result.inputs.indicator, names)
            and not speaks_of(each.result.inputs.priority, names)
        ),
        published=tuple(
            each
            for each in facts.published
            if not speaks_of(each.result.inputs.measure, names)
            and not speaks_of(each.result.inputs.place, names)
        ),
        dives=tuple(dive for dive in facts.dives if not speaks_of(f"{dive.objective} {dive.why}", names)),
        month=without(facts.month, names),
    )
