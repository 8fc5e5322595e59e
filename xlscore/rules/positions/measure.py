"""A measure's row on the MSG sheet: from what is read, to where the force stands in it.

A row without data of the group, or with a position that a person typed, is judged from what is typed in it; any other
is worked out from the data. How the position has moved is said of both.
"""

from __future__ import annotations

from dataclasses import replace

from xlscore.rules.policy import Policy
from xlscore.rules.positions.group import judge_in_group
from xlscore.rules.positions.msg import move
from xlscore.rules.positions.records import MeasureInputs, MeasureResult, Reason
from xlscore.rules.positions.typed import gap_shown, judge_typed, whole_position
from xlscore.rules.positions.update import rank_against_figure, update_words

__all__ = ["MeasureInputs", "MeasureResult", "is_typed_row", "judge_measure"]


def is_typed_row(*, has_data: bool, position_entered: bool) -> bool:
    """Return whether a row is judged from what is typed in it: no data, or a position that a person typed.

    >>> is_typed_row(has_data=True, position_entered=True), is_typed_row(has_data=True, position_entered=False)
    (True, False)
    """
    return position_entered or not has_data


def judge_measure(inputs: MeasureInputs, policy: Policy) -> MeasureResult:
    """Return where the force stands in a measure.

    >>> from fractions import Fraction
    >>> from xlscore.rules.positions.benchmark import Benchmark
    >>> from xlscore.rules.figures import Figure, Source
    >>> from xlscore.rules.positions.records import Entries, Stated
    >>> name, now, before = (Source("MSG", cell) for cell in ("A2", "E2", "G2"))
    >>> typed = Entries(now, position=Figure(Fraction(1), now), previous_position=Figure(Fraction(3), before))
    >>> row = MeasureInputs("All crime", name, "", Stated(), Stated(Benchmark("best")), typed)
    >>> found = judge_measure(row, Policy())
    >>> found.status.value, found.move.value
    ('Met or exceeded', 'Improved')
    """
    by_data = None if inputs.data is None else judge_in_group(inputs, inputs.data, policy)
    typed = by_data is None or is_typed_row(has_data=True, position_entered=inputs.typed.position_entered)
    judged = judge_typed(inputs, by_data) if typed or by_data is None else by_data
    result = _with_what_was(inputs, _with_move(inputs, judged))
    of_group = () if by_data is None else by_data.caveats
    caveats = (*filter(None, (rank_against_figure(inputs, result),)), *of_group, *inputs.notes)
    update = update_words(inputs, result, policy.msg_average)
    return replace(result, update=" ".join((update, *inputs.notes)) if update else "", caveats=caveats)


def _with_what_was(inputs: MeasureInputs, result: MeasureResult) -> MeasureResult:
    typed = inputs.typed
    return replace(
        result,
        previous_value=None if typed.previous_value is None else float(typed.previous_value.value),
        previous_to_average=gap_shown(typed.previous_to_average),
        previous_to_top_quartile=gap_shown(typed.previous_to_top_quartile),
    )


def _with_move(inputs: MeasureInputs, result: MeasureResult) -> MeasureResult:
    previous = whole_position(inputs.typed.previous_position)
    if isinstance(previous, Reason):
        return replace(result, why_not={**result.why_not, "previous_position": previous})
    if previous is None or result.position is None:
        what = "There is no position before." if previous is None else "There is no position now."
        why_not = {**result.why_not, "move": Reason(what, source=inputs.typed.place)}
        return replace(result, previous_position=previous, why_not=why_not)
    return replace(result, previous_position=previous, move=move(previous, result.position))
