"""A measure worked out from the group's data: value, position, changes required, aspiration, expected range.

The benchmark of the average and the allowance for overdispersion are the Policy's. A rate per so many people gives its
changes in whole offences of the own population; any other measure gives them in its own unit.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import partial
from typing import Any, Final, TypeVar

from xlscore.rules.exact import cell_number
from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import Policy
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.msg import (
    AspirationStatus,
    Group,
    already_there,
    benchmark_value,
    change_required,
    rank,
    status,
)
from xlscore.rules.positions.records import (
    FigureColumn,
    GroupData,
    MeasureInputs,
    MeasureResult,
    Reason,
    Unread,
)
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.statistics.difference import Difference, group_difference
from xlscore.rules.statistics.expected_range import CHANCE_CONFIDENCE, Expected, RangeKind, against_group
from xlscore.rules.statistics.funnel import Adjustment

__all__ = ["TOP_QUARTILE", "judge_in_group", "own_and_average"]

TOP_QUARTILE: Final = Benchmark("top quartile")
_FROM_DATA: Final = ("value", "position", "of", "to_average", "to_top_quartile", "status", "expected")
T = TypeVar("T")


def judge_in_group(inputs: MeasureInputs, data: GroupData, policy: Policy) -> MeasureResult:
    """Return a measure worked out from the data of the group."""
    own = _own(inputs, data)
    if isinstance(own, Reason):
        return MeasureResult(why_not=dict.fromkeys(_FROM_DATA, own))
    group = _group(inputs, data, own)
    average = _average(policy)
    found: dict[str, Any] = {
        "value": float(own.value),
        "of": len(data.values.figures),
        "position": group if isinstance(group, Reason) else rank(group),
        "to_average": _change(inputs, data, group, average),
        "to_top_quartile": _change(inputs, data, group, TOP_QUARTILE),
        "status": _status(inputs, group),
        "expected": _expected(inputs, data, policy),
    }
    said = {name: answer for name, answer in found.items() if not isinstance(answer, Reason)}
    said["caveats"] = tuple(filter(None, (_no_difference(inputs, data, policy),)))
    return MeasureResult(**said, why_not={n: answer for n, answer in found.items() if n not in said})


def own_and_average(data: GroupData, policy: Policy) -> tuple[Figure, Fraction] | None:
    """Return the own force's figure and the group's average, as the Policy has it; None where the data have not both."""
    own = None if data.own is None else data.values.entries[data.own]
    if not isinstance(own, Figure) or data.values.unread is not None:
        return None
    peers = (entry for place, entry in enumerate(data.values.entries) if place != data.own)
    # Which way is better does not move an average.
    group = Group(own.value, tuple(entry.value for entry in peers if isinstance(entry, Figure)))
    try:
        return own, benchmark_value(group, _average(policy))
    except RuleError:
        return None  # no peer has a figure


def _average(policy: Policy) -> Benchmark:
    return read_benchmark(policy.msg_average) or Benchmark("average")


def _own(inputs: MeasureInputs, data: GroupData) -> Figure | Reason:
    """Return the own force's figure, or why there is nothing to work out."""
    if data.own is None:
        return Reason("None of the forces in the data is the own force.", source=data.own_force.source)
    if inputs.better.value is None:
        if not inputs.better.readable:
            return Reason("Which way is better cannot be read.", source=inputs.better.source)
        what = f"'{inputs.measure}' does not say which way is better."
        return Reason(what, "Enter Higher or Lower.", inputs.better.source or inputs.source, told=True)
    own = data.values.entries[data.own]
    if own is None:
        name = data.names[data.own].value
        return Reason(f"{name} has no value, so it has no position.", source=data.values.source)
    return _unread(own) if isinstance(own, Unread) else own


def _unread(entry: Unread) -> Reason:
    return Reason(f"{entry.source.place} holds nothing that can be counted with.", source=entry.source)


def _nameless(data: GroupData) -> Reason | None:
    found = next((name for name in data.names if not name.readable), None)
    return None if found is None else Reason("A force's name cannot be read.", source=found.source)


def _group(inputs: MeasureInputs, data: GroupData, own: Figure) -> Group | Reason:
    if (nameless := _nameless(data)) is not None:
        return nameless
    if data.values.unread is not None:
        return _unread(data.values.unread)
    peers = (e for place, e in enumerate(data.values.entries) if place != data.own)
    figures = tuple(entry.value for entry in peers if isinstance(entry, Figure))
    return Group(own.value, figures, bool(inputs.better.value))


def _change(
    inputs: MeasureInputs, data: GroupData, group: Group | Reason, benchmark: Benchmark
) -> float | str | Reason:
    if isinstance(group, Reason):
        return group
    people, per = _people(data), per_population(inputs.unit)
    if per is not None and isinstance(people, Unread):
        return _unread(people)
    population = None if per is None or not isinstance(people, Figure) else people
    size = None if population is None else population.value

    def work_out() -> float | str:
        change = change_required(group, benchmark, size, Fraction(per or 1000))
        return already_there(group, benchmark) or cell_number(change)

    at = data.values.source if population is None else population.source
    return _ask(work_out, at, "Correct the figures of the MSG data.")


def _people(data: GroupData) -> Figure | Unread | None:
    return None if data.population is None or data.own is None else data.population.entries[data.own]


def _status(inputs: MeasureInputs, group: Group | Reason) -> AspirationStatus | Reason:
    aim = inputs.aspiration
    if not aim.readable:
        return Reason("The aspiration cannot be read.", source=aim.source)
    if aim.value is None:
        return AspirationStatus.NONE
    if isinstance(group, Reason):
        return group
    do = "Choose an aspiration within the group."
    return _ask(lambda: status(group, aim.value), aim.source, do, tell=True)


def _expected(inputs: MeasureInputs, data: GroupData, policy: Policy) -> Expected | Reason:
    if data.counts is None or data.bases is None or data.own is None:
        return Reason("The data do not have the counts behind the measure.", source=data.values.source)
    if (nameless := _nameless(data)) is not None:
        return nameless
    if (unread := data.counts.unread or data.bases.unread) is not None:
        return _unread(unread)
    pairs = _pairs(data.counts, data.bases, data.own)
    if pairs is None:
        what = f"{data.names[data.own].value} has no count or no base, so nothing is expected of it."
        return Reason(what, source=data.counts.source)
    kind = RangeKind.PROPORTION if is_percentage(inputs.unit) else RangeKind.RATE
    adjust = Adjustment(policy.expected_adjust)
    do = "Correct the counts of the MSG data."
    return _ask(lambda: _against(pairs, kind, adjust), _culprit(pairs, kind), do)


def _no_difference(inputs: MeasureInputs, data: GroupData, policy: Policy) -> str:
    """Return the caveat that the forces of the group do not differ, "" where they do or nobody can say."""
    if data.counts is None or data.bases is None or data.own is None:
        return ""
    pairs = None if data.counts.unread or data.bases.unread else _pairs(data.counts, data.bases, data.own)
    if pairs is None:
        return ""
    kind = RangeKind.PROPORTION if is_percentage(inputs.unit) else RangeKind.RATE
    adjust = Adjustment(policy.expected_adjust)
    counts, bases = _plain(pairs)
    found = _ask(lambda: group_difference(counts, bases, kind, adjust))
    if not isinstance(found, Difference) or found.significant:
        return ""
    how = "without" if adjust is Adjustment.NONE else f"with {adjust.value}"
    return (
        f"No significant difference in the group of {len(pairs)} (chi-square {found.statistic:.1f} on {found.freedom} degrees of"
        f" freedom, {how} adjustment for overdispersion): the position says little."
    )


def _plain(pairs: Sequence[tuple[Figure, Figure]]) -> tuple[list[float], list[float]]:
    return [float(count.value) for count, _ in pairs], [float(base.value) for _, base in pairs]


def _pairs(counts: FigureColumn, bases: FigureColumn, own: int) -> list[tuple[Figure, Figure]] | None:
    """Return counts with what they are out of, the own force's first; None where it has none."""
    every = list(zip(counts.entries, bases.entries, strict=True))
    own_first = [every.pop(own), *every]
    known = [(c, b) for c, b in own_first if isinstance(c, Figure) and isinstance(b, Figure)]
    return None if None in own_first[0] else known


def _against(pairs: Sequence[tuple[Figure, Figure]], kind: RangeKind, adjust: Adjustment) -> Expected:
    counts, bases = _plain(pairs)
    return against_group(0, counts, bases, kind, adjust, confidence=CHANCE_CONFIDENCE)


def _culprit(pairs: Sequence[tuple[Figure, Figure]], kind: RangeKind) -> Source:
    """Return where the first count stands that cannot be held against what it is out of; the own one, if none."""
    for pair in pairs:
        if isinstance(_ask(partial(_against, [pair], kind, Adjustment.NONE)), Reason):
            return pair[0].source
    return pairs[0][0].source


def _ask(rule: Callable[[], T], at: Source | None = None, do: str = "", *, tell: bool = False) -> T | Reason:
    """Return a rule's answer, or why it has none; what is merely not there is no problem unless it is to be told."""
    try:
        return rule()
    except RuleError as error:
        return Reason(error.what, error.do or do, at, told=tell or error.trouble is not Trouble.MISSING)
    except ArithmeticError:
        return Reason("The numbers are too large or too small to count with.", do, at, told=True)
