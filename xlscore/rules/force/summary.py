"""The executive summary of a cycle: how many grades changed and which, how many areas have each grade, who left a grade.

Source: Essex Police Balanced Scorecard, cycle 13, section 3.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.grades import Grade, GradeChange, change_sentence, count_sentence
from xlscore.rules.words import counted_in_words, listed

__all__ = ["changed_count", "changes_sentences", "counts_sentences", "in_order_of_change"]

_SINCE_LAST: Final = "last cycle"


def changed_count(changes: Sequence[AreaChange], since: str = _SINCE_LAST) -> str:
    """Return how many of the Board's grades have changed, and how many of them for the better, "" where none has.

    >>> from xlscore.rules.grades import Grade
    >>> better = AreaChange("Digital Crime", Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)
    >>> worse = [AreaChange(name, Grade.OUTSTANDING, Grade.GOOD) for name in ("Innovation", "Our People")]
    >>> changed_count([better, *worse], "cycle 12"), changed_count([better])
    ('There were three changes since cycle 12: one improvement, two deteriorations.', 'There was one change since last cycle: one improvement.')
    """
    agreed = [change for change in changes if change.agreed and change.changed]
    if not agreed:
        return ""
    kinds = [
        counted_in_words(number, noun)
        for kind, noun in ((GradeChange.IMPROVED, "improvement"), (GradeChange.DETERIORATED, "deterioration"))
        if (number := sum(change.change is kind for change in agreed))
    ]
    verb = "was" if len(agreed) == 1 else "were"
    return f"There {verb} {counted_in_words(len(agreed), 'change')} since {since}: {', '.join(kinds)}."


def changes_sentences(changes: Sequence[AreaChange]) -> list[str]:
    """Return how many grades changed since last cycle, and a sentence for each: improvements first.

    What nobody has agreed yet is no change: it stands below, as what would change.
    """
    return [*filter(None, [changed_count(changes)])] + [
        change_sentence(each.area, each.previous, each.current, agreed=each.agreed, since=each.run_clause)
        for each in in_order_of_change(changes)
        if each.previous is not None and each.current is not None
    ]


def in_order_of_change(changes: Sequence[AreaChange]) -> list[AreaChange]:
    """Return the changes as they are listed: what is agreed first, improvements before what became worse."""
    changed = [change for change in changes if change.changed]
    return sorted(changed, key=lambda change: (not change.agreed, change.change is not GradeChange.IMPROVED))


def counts_sentences(counts: Mapping[Grade, int], changes: Sequence[AreaChange]) -> list[str]:
    """Return how many areas have each grade, best first; of a grade that no area has any more, which areas left it."""
    return [_count(number, grade, changes) for grade, number in counts.items()]


def _count(number: int, grade: Grade, changes: Sequence[AreaChange]) -> str:
    sentence = count_sentence(number, grade)
    left = [change for change in changes if number == 0 and change.agreed and change.previous is grade]
    clauses = []
    for verb, kind in (("upgraded", GradeChange.IMPROVED), ("downgraded", GradeChange.DETERIORATED)):
        areas = [change.area for change in left if change.change is kind]
        if areas:
            clauses.append(f"{listed(areas)} {'was' if len(areas) == 1 else 'were'} {verb}")
    return f"{sentence.removesuffix('.')} (since {listed(clauses)})." if clauses else sentence
