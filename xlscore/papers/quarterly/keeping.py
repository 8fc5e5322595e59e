"""What is kept for part B of an agenda, taken out of the quarter's figures before anything is said from them."""

from __future__ import annotations

from dataclasses import replace

from xlscore.papers.month.keeping import speaks_of, told_by, without
from xlscore.papers.quarterly.facts import QuarterFacts
from xlscore.rules.words import name_key

__all__ = ["without_quarter"]


def without_quarter(facts: QuarterFacts, names: frozenset[str]) -> QuarterFacts:
    """Return what a quarterly report may say where nothing of these objectives, measures, areas and groups may stand in it.

    Nor with what they could be worked out: a published figure stands beside the force's own, so that with a measure go the sums
    that it is part of and its own parts, with an area the other areas.
    """
    if not names:
        return facts
    areas = [each.result.inputs.place for each in facts.published]
    every, _ = told_by(facts.month, names, areas)  # the month's facts say what is left out besides
    indicators = tuple(
        each
        for each in facts.indicators
        if not speaks_of(each.result.inputs.indicator, names)
        and not speaks_of(each.result.inputs.priority, names)
        and name_key(each.result.inputs.indicator) not in every
    )
    published = tuple(
        each
        for each in facts.published
        if not speaks_of(each.result.inputs.measure, names)
        and not speaks_of(each.result.inputs.place, names)
        and every.isdisjoint((name_key(each.result.inputs.measure), name_key(each.result.inputs.place)))
    )
    return replace(
        facts,
        objectives=tuple(each for each in facts.objectives if names.isdisjoint(each.marks)),
        indicators=indicators,
        published=published,
        kept_back=(len(facts.indicators) - len(indicators), len(facts.published) - len(published)),
        dives=tuple(dive for dive in facts.dives if not speaks_of(f"{dive.objective} {dive.why}", names)),
        month=without(facts.month, names, areas),
    )
