"""A second look at figures that could not be told: by their own words, and by the other figures of their sentence."""

from __future__ import annotations

from collections.abc import Sequence

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Judged, Passage
from xlscore.narrative.verdicts.near.echoed import echoed
from xlscore.narrative.verdicts.near.exchanged import exchanged
from xlscore.narrative.verdicts.near.misread import misread
from xlscore.narrative.verdicts.near.paralleled import paralleled
from xlscore.narrative.verdicts.near.recognised import recognised
from xlscore.narrative.verdicts.near.shares import shared
from xlscore.narrative.verdicts.near.unsaid_units import as_share

__all__ = ["looked_at_again"]


def looked_at_again(found: Sequence[Judged], knowledge: Knowledge) -> tuple[Judged, ...]:
    """Return what became of claims, with those told after all that could not be."""
    known = [
        exchanged(as_share(shared(recognised(each, knowledge), knowledge), knowledge), knowledge)
        for each in found
    ]
    beside: dict[Passage, list[Judged]] = {}
    for each in known:
        beside.setdefault(each.claim.passage, []).append(each)
    told = [misread(each, beside[each.claim.passage], knowledge) for each in known]
    told = [paralleled(each, beside[each.claim.passage], knowledge) for each in told]
    return tuple(echoed(each, knowledge) for each in told)
