"""By which criterion areas, commands and measures are counted or listed: a grade, a direction, or a comparison."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xlscore.narrative.claims.cues import sense_of
from xlscore.narrative.claims.graded import grades_said
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import ComparedWith, Sense

__all__ = ["WAYS", "CountCriterion", "criterion_in", "criterion_of", "is_of"]

WAYS = {
    "GAIN": Sense.BETTER,
    "LOSS": Sense.WORSE,
    "RISE": Sense.BETTER,
    "FALL": Sense.WORSE,
    "FLAT": Sense.SAME,
}
"""What a word says of those that are counted: whether they are better or worse."""
_VERBS = {"MET": Sense.BETTER, "REACH": Sense.BETTER, "MISSED": Sense.WORSE}
"""What a verb right before a number says of those that it counts: "we meet three of our seven aspirations"."""
_BEYOND_TOLERANCE = re.compile(
    r"\b(?:by more than|beyond|outside) (?:the |its |their |our )?tolerance\b", re.IGNORECASE
)
"""What makes a target that is missed a Red one."""
_GOALS = {
    "TARGET": ComparedWith.TARGET,
    "ASPIRATION": ComparedWith.ASPIRATION,
    "AVERAGE": ComparedWith.AVERAGE,
}


@dataclass(frozen=True)
class CountCriterion:
    """What is counted or listed: a grade, a direction, or a comparison."""

    grades: tuple[str, ...] = ()
    direction: Sense = Sense.NONE
    reference: ComparedWith = ComparedWith.NONE
    places: frozenset[int] = frozenset()

    @property
    def says(self) -> bool:
        """Return whether anything is said by which to count."""
        return (
            bool(self.grades) or self.direction is not Sense.NONE or self.reference is not ComparedWith.NONE
        )


def criterion_of(sentence: SentenceRead, at: int) -> CountCriterion:
    """Return by what is counted: what stands between the number and the next one of its kind, or right before it."""
    before = _right_before(sentence, at)
    if before is not None:
        return criterion_in(sentence, range(before, at))
    end = next(
        (
            to
            for to in range(at + 1, sentence.clause_of(at).stop)
            if sentence.types[to] == "STOP"
            or (
                to in sentence.roles
                and sentence.roles[to].kind == "count of areas"
                and not is_of(sentence, to)
            )
        ),
        sentence.clause_of(at).stop,
    )
    found = criterion_in(sentence, range(at + 1, end))
    verb = _VERBS.get(sentence.types[at - 1]) if at else None
    if found.reference in _GOALS.values() and found.direction is Sense.NONE and verb is not None:
        return replace(found, direction=verb)
    if found.says:
        return found
    start = max(
        [0, *(to + 1 for to in range(at) if sentence.types[to] == "STOP" or sentence.tokens[to].is_figure)]
    )
    return criterion_in(sentence, range(start, at))


def _right_before(sentence: SentenceRead, at: int) -> int | None:
    """Return the place of the grade or the way that a number is of: "Good for seven areas", "worsened for one"."""
    back = at - 1
    while back > 0 and sentence.types[back] == "THE":
        back -= 1
    leads = back > 0 and sentence.types[back] == "IN" and sentence.tokens[back].text.lower() in ("for", "in")
    return back - 1 if leads and sentence.types[back - 1] in ("GRADE", *WAYS) else None


def criterion_in(sentence: SentenceRead, within: range) -> CountCriterion:
    """Return what the tokens of a range count by."""
    grades = [at for at in grades_said(sentence) if at in within]
    if grades and not {"MET", "MISSED"}.intersection(sentence.types[within.start : grades[0]]):
        # "at Good or better" names one grade and more; the workbook's own order decides, so it is said as a comparison.
        return CountCriterion(
            tuple(sentence.tokens[to].grade for to in grades[:1]), places=frozenset(grades[:1])
        )
    types = [sentence.types[to] for to in within]
    reference = next((_GOALS[kind] for kind in types if kind in _GOALS), ComparedWith.NONE)
    if "MET" in types or "REACH" in types:
        sense = Sense.WORSE if "NOT" in types else Sense.BETTER
        return CountCriterion(
            (), sense, reference if reference is not ComparedWith.NONE else ComparedWith.TARGET
        )
    if (
        "MISSED" in types
        and within
        and _BEYOND_TOLERANCE.search(sentence.passage.text, sentence.tokens[within.start].start)
    ):
        return CountCriterion(("Red",))
    if "MISSED" in types:
        return CountCriterion(
            (), Sense.WORSE, reference if reference is not ComparedWith.NONE else ComparedWith.TARGET
        )
    side = next((to for to in within if sentence.types[to] in ("ABOVE", "BELOW")), None)
    moved = next((to for to in within if sentence.types[to] in ("GAIN", "LOSS")), within.stop)
    if reference is not ComparedWith.NONE and side is not None and side < moved:
        return CountCriterion((), sense_of(sentence.tokens[side]), reference)
    sense = next((WAYS[kind] for kind in types if kind in WAYS), Sense.NONE)
    if sense is not Sense.NONE:
        return CountCriterion((), sense, ComparedWith.LAST_TIME)
    if "CHANGES" in types:
        return CountCriterion((), Sense.NONE, ComparedWith.LAST_TIME)
    return CountCriterion()


def is_of(sentence: SentenceRead, at: int) -> bool:
    """Return whether a number is of how many there are: the fifteen of "seven of its fifteen"."""
    return any(
        kind in ("OF", "FROM", "NONE", "EACH", "ALLBUT") for kind in sentence.types[max(0, at - 2) : at]
    )
