"""A measure judged from what is typed in its row: the paper prints positions and gaps without the other forces' values.

An aspiration to a position is judged from the position, one to the average from the gap: a gap of nothing, or words
that say that the force is there already ("N/A - already better than average").
Source of the words: Essex Police MSG aspirations, January 2020 data.
"""

from __future__ import annotations

from typing import Any, Final

from xlscore.rules.benchmark import Benchmark
from xlscore.rules.figures import Figure
from xlscore.rules.msg import AspirationStatus, top_quartile_rank
from xlscore.rules.msg_measure_records import (
    Entries,
    Gap,
    JudgedBy,
    MeasureInputs,
    MeasureResult,
    Reason,
    Stated,
    TypedTest,
)
from xlscore.rules.problems import RuleError
from xlscore.rules.words import is_missing_mark, tidy

__all__ = ["GROUP_OF", "judge_typed", "typed_test", "whole_position"]

GROUP_OF: Final = 8
"""A force has up to seven most similar forces: the size of the group where the row does not say it."""
_ALREADY: Final = "already"


def whole_position(figure: Figure | None) -> int | Reason | None:
    """Return a position that is typed, the reason where it is none: a position is a whole number from 1."""
    if figure is None:
        return None
    if figure.value < 1 or figure.value.denominator != 1:
        what = f"{float(figure.value):g} is not a position in the group."
        return Reason(what, "Enter a whole number from 1.", figure.source, told=True)
    return int(figure.value)


def judge_typed(inputs: MeasureInputs) -> MeasureResult:
    """Return a measure as its row has it typed, with its aspiration judged."""
    typed = inputs.typed
    said: dict[str, Any] = {"value": None if typed.value is None else float(typed.value.value)}
    why_not = {}
    for name, figure in (("position", typed.position), ("of", typed.of)):
        found = whole_position(figure)
        if isinstance(found, Reason):
            why_not[name] = found
        else:
            said[name] = found
    said |= {"to_average": _shown(typed.to_average), "to_top_quartile": _shown(typed.to_top_quartile)}
    test = None
    if not inputs.aspiration.readable:
        why_not["status"] = Reason("The aspiration cannot be read.", source=inputs.aspiration.source)
    elif inputs.aspiration.value is None:
        said["status"] = AspirationStatus.NONE
    else:
        found_test = typed_test(inputs.aspiration.value, typed)
        if isinstance(found_test, TypedTest):
            test = found_test
            said["status"] = AspirationStatus.MET if test.met else AspirationStatus.BELOW
        else:
            why_not["status"] = found_test or _nothing_to_go_by(inputs)
    return MeasureResult(**said, typed=True, test=test, why_not=why_not)


def typed_test(aim: Benchmark, typed: Entries) -> TypedTest | Reason | None:
    """Return how an aspiration is judged from typed figures, the reason why not, or None where nothing is typed."""
    if aim.kind in ("average", "peers", "median"):
        return _by_gap(typed.to_average)
    position = whole_position(typed.position)
    if typed.position is None or not isinstance(position, int):
        return position if isinstance(position, Reason) else None
    at, sound = typed.position.source, typed.position.sound
    if aim.kind != "top quartile":
        last = 1 if aim.kind == "best" else aim.rank
        return TypedTest(JudgedBy.POSITION, at, position <= last, last, sound=sound)
    size = whole_position(typed.of)
    if isinstance(size, Reason):
        return size
    try:
        last = top_quartile_rank(GROUP_OF if size is None else size)
    except RuleError as error:
        do = "Correct the number of forces, or choose another aspiration."
        return Reason(error.what, error.do or do, typed.of.source if typed.of else at, told=True)
    if typed.of is None:
        return TypedTest(JudgedBy.POSITION, at, position <= last, last, sound=sound)
    sound = sound and typed.of.sound
    return TypedTest(JudgedBy.POSITION, at, position <= last, last, typed.of.source, sound)


def _by_gap(gap: Gap) -> TypedTest | None:
    if isinstance(gap, Figure):
        return TypedTest(JudgedBy.GAP, gap.source, gap.value == 0, sound=gap.sound)
    if gap is None or gap.value is None or gap.source is None or is_missing_mark(gap.value):
        return None
    return TypedTest(JudgedBy.WORDS, gap.source, _ALREADY in gap.value.lower())


def _shown(gap: Gap) -> float | str | None:
    if isinstance(gap, Stated):
        return None if gap.value is None else tidy(gap.value)
    return None if gap is None else float(gap.value)


def _nothing_to_go_by(inputs: MeasureInputs) -> Reason:
    return Reason(
        f"'{inputs.measure}' has an aspiration, and neither a position nor a gap to judge it by.",
        "Enter the position and the gap, or the forces' values on the MSG data sheet.",
        inputs.typed.place,
        told=True,
    )
