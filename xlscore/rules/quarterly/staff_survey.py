"""A staff survey: each measure against the last survey and against the other forces.

Source: Essex Police performance board minutes, 2019: all but one of the measures improved; vision the best of 40 forces.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from xlscore.rules.words import in_words, listed

__all__ = ["Against", "SurveyInputs", "SurveyResult", "judge_survey", "survey_sentences"]


class Against(StrEnum):
    """How a measure stands against another figure of it."""

    BETTER = "Better"
    SAME = "Same"
    WORSE = "Worse"


@dataclass(frozen=True, slots=True)
class SurveyInputs:
    """A measure of a survey: this time's figure, last time's, the mean of the other forces and how many those are."""

    measure: str
    this: Fraction | None
    last: Fraction | None = None
    peers: Fraction | None = None
    peers_n: int | None = None
    higher_is_better: bool = True
    rank: int | None = None


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """What a measure comes to; None is what cannot be said."""

    inputs: SurveyInputs
    change: Fraction | None
    since_last: Against | None
    to_peers: Fraction | None
    against_peers: Against | None


def judge_survey(rows: Sequence[SurveyInputs]) -> tuple[SurveyResult, ...]:
    """Return how each measure stands against last time and against the peers.

    >>> (found,) = judge_survey([SurveyInputs("Vision", Fraction(62, 10), Fraction(58, 10), Fraction(55, 10), 40)])
    >>> str(found.change), found.since_last.value, found.against_peers.value
    ('2/5', 'Better', 'Better')
    """
    return tuple(
        SurveyResult(
            row,
            _difference(row.this, row.last),
            _against(row.this, row.last, row.higher_is_better),
            _difference(row.this, row.peers),
            _against(row.this, row.peers, row.higher_is_better),
        )
        for row in rows
    )


def _difference(this: Fraction | None, other: Fraction | None) -> Fraction | None:
    return None if this is None or other is None else this - other


def _against(this: Fraction | None, other: Fraction | None, higher_is_better: bool) -> Against | None:
    if this is None or other is None:
        return None
    if this == other:
        return Against.SAME
    return Against.BETTER if (this > other) is higher_is_better else Against.WORSE


def survey_sentences(results: Sequence[SurveyResult]) -> list[str]:
    """Return the survey in sentences: how many measures improved, how many are better than the peers, which are best.

    >>> rows = [SurveyInputs(name, Fraction(this), Fraction(last), Fraction(5), 40) for name, this, last in (("Vision", 7, 6), ("Pay", 4, 5))]
    >>> survey_sentences(judge_survey(rows))
    ['One of 2 measures improved since the last survey; worse: Pay.', 'One of 2 measures is better than the mean of the other forces; worse: Pay.']
    """
    said = []
    since = [(each.inputs.measure, each.since_last) for each in results if each.since_last is not None]
    if since:
        better = sum(way is Against.BETTER for _, way in since)
        said.append(f"{_of(better, len(since))} improved since the last survey{_worse(since)}.")
    peers = [(each.inputs.measure, each.against_peers) for each in results if each.against_peers is not None]
    if peers:
        better = sum(way is Against.BETTER for _, way in peers)
        verb = "is" if better == 1 else "are"
        said.append(
            f"{_of(better, len(peers))} {verb} better than the mean of the other forces{_worse(peers)}."
        )
    best = [each.inputs for each in results if each.inputs.rank == 1]
    if best:
        most = max((each.peers_n or 0 for each in best), default=0)
        said.append(
            f"Best of {most}: {listed([b.measure for b in best])}."
            if most
            else f"Best: {listed([b.measure for b in best])}."
        )
    return said


def _of(number: int, of: int) -> str:
    if number == of and of > 1:
        return f"All {in_words(of)} measures"
    if number == of - 1 and of > 2:
        return f"All but one of {of} measures"
    words = in_words(number) if number else "none"
    return f"{words[:1].upper()}{words[1:]} of {of} measure{'' if of == 1 else 's'}"


def _worse(told: Sequence[tuple[str, Against | None]]) -> str:
    names = [name for name, way in told if way is Against.WORSE]
    return f"; worse: {listed(names)}" if names else ""
