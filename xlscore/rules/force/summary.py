"""The executive summary of a cycle: how many grades changed and which, how many areas have each grade, who left a grade.

Source: Essex Police Balanced Scorecard, cycle 13, section 3.0.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlscore.rules.force.area_change import AreaChange
from xlscore.rules.grades import Grade, GradeChange, change_sentence, count_sentence
from xlscore.rules.words import counted_in_words, listed

__all__ = ["changes_sentences", "counts_sentences"]


def changes_sentences(changes: Sequence[AreaChange]) -> list[str]:
    """Return how many grades changed since last cycle, and a sentence for each: improvements first.

    What nobody has agreed yet is no change: it stands below, as what would change.
    """
    agreed = [change for change in changes if change.agreed and change.changed]
    open_still = [change for change in changes if not change.agreed and change.changed]
    said = []
    if agreed:
        kinds = [
            counted_in_words(number, noun)
            for kind, noun in ((GradeChange.IMPROVED, "improvement"), (GradeChange.DETERIORATED, "deterioration"))
            if (number := sum(change.change is kind for change in agreed))
        ]  # fmt: skip
        verb = "was" if len(agreed) == 1 else "were"
        said = [f"There {verb} {counted_in_words(len(agreed), 'change')} since last cycle: {', '.join(kinds)}."]  # fmt: skip
    return said + [
        change_sentence(each.area, each.previous, each.current, agreed=each.agreed, since=each.run_clause)
        for each in (*_ordered(agreed), *_ordered(open_still))
        if each.previous is not None and each.current is not None
    ]


def _ordered(changes: Sequence[AreaChange]) -> list[AreaChange]:
    return sorted(changes, key=lambda change: change.change is not GradeChange.IMPROVED)


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
