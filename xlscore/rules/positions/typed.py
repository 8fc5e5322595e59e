"""A measure judged from what is typed in its row: the paper prints positions and gaps without the other forces' values.

An aspiration to a position is judged from the position, one to the average from the gap: a gap of nothing, or words
that say that the force is there already ("N/A - already better than average"). What nobody typed is taken from the
group's data, where the workbook has them.
Source of the words: Essex Police MSG aspirations, January 2020 data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from xlscore.rules.figures import Figure
from xlscore.rules.figures_units import Unit
from xlscore.rules.positions.benchmark import Benchmark
from xlscore.rules.positions.msg import AspirationStatus, top_quartile_rank
from xlscore.rules.positions.records import (
    Entries,
    Gap,
    JudgedBy,
    MeasureInputs,
    MeasureResult,
    Reason,
    Stated,
    TypedTest,
)
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import RuleError
from xlscore.rules.words import is_missing_mark, tidy

__all__ = [
    "GROUP_OF",
    "MOST_FORCES",
    "beyond_group",
    "gap_shown",
    "judge_typed",
    "typed_test",
    "whole_position",
]

GROUP_OF: Final = 8
"""A force has up to seven most similar forces: the size of the group where the row does not say it."""
MOST_FORCES: Final = 60
"""More forces than the United Kingdom has, with the others that take part."""
_ALREADY: Final = "already"
_NOT_SAID: Final[Stated[bool]] = Stated()
_FROM_DATA: Final = ("value", "of", "to_average", "to_top_quartile", "expected")
_BY_GAP: Final = ("average", "peers", "median")


def whole_position(figure: Figure | None) -> int | Reason | None:
    """Return a position that is typed, the reason where it is none: a position is a whole number from 1."""
    if figure is None:
        return None
    if figure.value < 1 or figure.value.denominator != 1:
        what = f"{float(figure.value):g} is not a position in the group."
        return Reason(what, "Enter a whole number from 1.", figure.source, told=True)
    return int(figure.value)


def beyond_group(inputs: MeasureInputs) -> tuple[Reason, ...]:
    """Return what is typed as a position and is none of the group, of the size that its row says, or is counted in something else."""
    of, found = whole_position(inputs.typed.of), []
    positions = (inputs.typed.position, inputs.typed.previous_position)
    for figure in positions:
        text = None if figure is None else figure.text
        if figure is not None and text is not None and text.unit not in (None, Unit.POSITION):
            what = f"'{text.typed}' stands where a position in the group belongs."
            found.append(Reason(what, "Enter the position alone.", figure.source, told=True))
    if not isinstance(of, int):
        return tuple(found)
    if of > MOST_FORCES and inputs.typed.of is not None:
        what = f"{of} is said to be the number of forces in the group of '{inputs.measure}'."
        found.append(Reason(what, "Correct the number of forces.", inputs.typed.of.source, told=True))
    for figure in positions:
        place = whole_position(figure)
        if isinstance(place, int) and figure is not None and place > of:
            what = f"Position {place} of '{inputs.measure}' is beyond its group of {of}."
            found.append(
                Reason(what, "Correct the position or the number of forces.", figure.source, told=True)
            )
    aim = inputs.aspiration
    if aim.value is not None and aim.value.kind == "rank" and (aim.value.rank or 0) > of:
        what = (
            f"The aspiration of '{inputs.measure}', position {aim.value.rank}, is beyond its group of {of}."
        )
        found.append(Reason(what, "Correct the aspiration or the number of forces.", aim.source, told=True))
    return tuple(found)


def judge_typed(inputs: MeasureInputs, by_data: MeasureResult | None = None) -> MeasureResult:
    """Return a measure as its row has it typed, with its aspiration judged; `by_data` is what the data give for it."""
    typed = inputs.typed
    found: dict[str, Any] = {
        "value": None if typed.value is None else float(typed.value.value),
        "position": whole_position(typed.position),
        "of": whole_position(typed.of),
        "to_average": _to_average(inputs),
        "to_top_quartile": gap_shown(typed.to_top_quartile),
        "expected": None,
    }
    taken = set() if by_data is None else {name for name in _FROM_DATA if found[name] is None}
    why_not = {name: answer for name, answer in found.items() if isinstance(answer, Reason)}
    said = {name: answer for name, answer in found.items() if name not in why_not}
    test = _judged(inputs, by_data)
    if test is by_data is not None:
        taken.add("status")
    elif isinstance(test, Reason):
        why_not["status"] = test
    elif isinstance(test, TypedTest):
        said["status"] = AspirationStatus.MET if test.met else AspirationStatus.BELOW
    else:
        said["status"] = AspirationStatus.NONE
    if by_data is not None:
        said |= {name: getattr(by_data, name) for name in taken}
        # A row that says too little for the data to be used is complete as it is typed.
        usable = by_data.value is not None
        reasons = {name: reason for name, reason in by_data.why_not.items() if name in taken}
        why_not |= {n: replace(reason, told=reason.told and usable) for n, reason in reasons.items()}
    return MeasureResult(
        **said,
        typed=True,
        test=test if isinstance(test, TypedTest) else None,
        by_data=by_data,
        from_data=frozenset(taken),
        why_not=why_not,
    )


def _judged(
    inputs: MeasureInputs, by_data: MeasureResult | None
) -> TypedTest | Reason | MeasureResult | None:
    """Return how the aspiration is judged, the reason why it cannot be, or None for no aspiration."""
    aim = inputs.aspiration
    if not aim.readable:
        return Reason("The aspiration cannot be read.", source=aim.source)
    if aim.value is None:
        return None
    size = None if by_data is None else by_data.of
    test = typed_test(aim.value, inputs.typed, size, inputs.better)
    if test is None and by_data is not None and by_data.status is not None and aim.value.kind in _BY_GAP:
        return by_data
    return test or Reason(
        f"'{inputs.measure}' has an aspiration, and neither a position nor a gap to judge it by.",
        "Enter the position and the gap, or the forces' values on the MSG data sheet.",
        inputs.typed.place,
        told=True,
    )


def typed_test(
    aim: Benchmark, typed: Entries, size: int | None = None, better: Stated[bool] = _NOT_SAID
) -> TypedTest | Reason | None:
    """Return how an aspiration is judged from typed figures, the reason why not, or None where nothing is typed.

    `size` is how many forces the data have, for a row that does not say it; `better` whether higher is better, by which a
    difference from the average is judged.
    """
    if aim.kind in _BY_GAP:
        return _by_gap(typed.to_average) or _by_difference(typed, better)
    position = whole_position(typed.position)
    if typed.position is None or not isinstance(position, int):
        return position if isinstance(position, Reason) else None
    at, native = typed.position.source, typed.position.native
    if aim.kind != "top quartile":
        last = 1 if aim.kind == "best" else aim.rank
        return TypedTest(JudgedBy.POSITION, at, position <= last, last, native=native)
    of = whole_position(typed.of)
    if isinstance(of, Reason):
        return of
    try:
        last = top_quartile_rank(of or size or GROUP_OF)
    except RuleError as error:
        do = "Correct the number of forces, or choose another aspiration."
        return Reason(error.what, error.do or do, typed.of.source if typed.of else at, told=True)
    if typed.of is None:
        return TypedTest(JudgedBy.POSITION, at, position <= last, last, native=native)
    native = native and typed.of.native
    return TypedTest(JudgedBy.POSITION, at, position <= last, last, typed.of.source, native)


def _by_gap(gap: Gap) -> TypedTest | None:
    if isinstance(gap, Figure):
        return TypedTest(JudgedBy.GAP, gap.source, gap.value == 0, native=gap.native)
    if gap is None or gap.value is None or gap.source is None or is_missing_mark(gap.value):
        return None
    return TypedTest(JudgedBy.WORDS, gap.source, _ALREADY in gap.value.lower())


def _by_difference(typed: Entries, better: Stated[bool]) -> TypedTest | Reason | None:
    """Return how an average is judged to be reached by the difference from it, whose sign means nothing without a direction."""
    away = typed.from_average
    if away is None:
        return None
    at = away.value.source
    if better.value is None:
        what = (
            "Whether higher or lower is better is not said, so nothing follows from how far the average is."
        )
        return Reason(what, "Type Higher or Lower in a column Better.", at, told=True)
    met = away.by >= 0 if better.value else away.by <= 0
    of = None if away.average is None else away.average.source
    return TypedTest(JudgedBy.DIFFERENCE, at, met, of=of, higher=better.value, native=away.native)


def _to_average(inputs: MeasureInputs) -> float | str | None:
    """Return the gap as typed, else the opposite of the difference from the average.

    A difference in per cent of a measure that is no percentage has no unit in which the gap could be said.
    """
    typed = inputs.typed
    said, away = gap_shown(typed.to_average), typed.from_average
    if said is not None or away is None:
        return said
    text = away.value.text
    share = text is not None and text.unit in (Unit.PERCENT, Unit.POINTS)
    return None if share and away.average is None and not is_percentage(inputs.unit) else float(-away.by)


def gap_shown(gap: Gap) -> float | str | None:
    """Return a gap as it is answered: a number, or the text that was typed."""
    if isinstance(gap, Stated):
        return None if gap.value is None else tidy(gap.value)
    if gap is None:
        return None
    return float(gap.value) if gap.text is None else gap.text.typed
