"""The forces of a group in order, as a picture: each with its figure, the average, the top quartile, and the range to expect of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from xlscore.rules.exact import exact, to_float
from xlscore.rules.figures import Figure
from xlscore.rules.policy import Policy
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.group import TOP_QUARTILE
from xlscore.rules.positions.msg import Group, benchmark_value, rank
from xlscore.rules.positions.records import GroupData, MeasureInputs, MeasureResult
from xlscore.rules.positions.units import is_percentage, per_population
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.expected_range import CHANCE_CONFIDENCE, RangeKind
from xlscore.rules.statistics.funnel import Adjustment
from xlscore.rules.statistics.group_limits import group_limits

__all__ = ["League", "Ranked", "league_of"]

_AS_MUCH: Final = Fraction(1, 50)
"""By so much of a figure a printed rate may differ from its count over its base and still be that rate."""
_METHODS: Final = {
    Adjustment.NONE: (
        "by each force's own 99.8% interval alone, which leaves out nearly every force of this size and is no sign of a difference;"
        " the Policy's Expected range can allow for the group's own spread"
    ),
    Adjustment.SHMI: "funnel limits at 99.8%, widened for the group's own spread (shmi)",
    Adjustment.CQC: "funnel limits at 99.8%, widened for the group's own spread (cqc)",
}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A force in the order of the group: its figure, and between what it is expected; None where nobody can say."""

    force: str
    value: Fraction
    is_own: bool
    position: int
    lower: Fraction | None = None
    upper: Fraction | None = None
    base: Fraction | None = None
    """What its figure is out of: its people, for most."""

    @property
    def is_outside(self) -> bool | None:
        """Return whether its figure lies outside of what is expected; None where nobody can say."""
        if self.lower is None or self.upper is None:
            return None
        return not self.lower <= self.value <= self.upper


@dataclass(frozen=True, slots=True)
class League:
    """A measure's forces in order, the best first, with what they are held against."""

    measure: str
    unit: str
    forces: tuple[Ranked, ...]
    higher_is_better: bool
    average: Fraction | None
    top_quartile: Fraction | None
    expected: str = ""
    """Where the own force stands against the expected range; "" where that goes by its own interval alone."""
    method: str = ""
    """How the expected range was worked out, "" where there is none."""
    pooled: Fraction | None = None
    """The figure of the whole group as one, around which the range lies."""

    @property
    def own(self) -> Ranked:
        """Return the own force."""
        return next(each for each in self.forces if each.is_own)

    @property
    def title(self) -> str:
        """Return the answer in a line."""
        said = f"{self.measure}: position {self.own.position} of {len(self.forces)}"
        return f"{said}, {self.expected[:1].lower()}{self.expected[1:]}" if self.expected else said

    @property
    def sentence(self) -> str:
        """Return what the picture shows, for whoever does not see it."""
        best = "highest" if self.higher_is_better else "lowest"
        unit = f" ({self.unit})" if self.unit else ""
        listed = "; ".join(f"{each.position} {each.force} {self.said(each.value)}" for each in self.forces)
        said = [f"{self.title}.", f"The forces of the group in order, the {best} first{unit}: {listed}."]
        said += [
            f"{name} {self.said(value)}."
            for name, value in (("Average", self.average), ("Top quartile", self.top_quartile))
            if value is not None
        ]
        if self.method:
            own = self.own
            if own.lower is not None and own.upper is not None:
                said.append(f"Expected of {own.force}: {self.said(own.lower)} to {self.said(own.upper)}.")
            said.append(f"Expected range: {self.method}.")
        return " ".join(said)

    def said(self, value: Fraction) -> str:
        """Return a figure as it is said: a share as a percentage, a rate with one place."""
        number = to_float(value)
        if is_percentage(self.unit) and abs(number) <= 1:
            return f"{number:.1%}"
        return f"{number:,.1f}" if abs(number) >= 1 else f"{number:.3g}"

    @property
    def is_share(self) -> bool:
        """Return whether the figures are parts of a whole, held as such: 0.18 for 18 %."""
        return is_percentage(self.unit) and all(abs(each.value) <= 1 for each in self.forces)

    @property
    def worth_naming(self) -> set[str]:
        """Return the forces whose points bear their names: the own one, and those outside where most are inside."""
        outside = {each.force for each in self.forces if each.is_outside}
        return {self.own.force, *(outside if 2 * len(outside) < len(self.forces) else ())}

    @property
    def title_by_size(self) -> str:
        """Return the answer of the picture by size in a line."""
        outside = [each.force for each in self.forces if each.is_outside]
        where = "outside" if self.own.is_outside else "within"
        return (
            f"{self.measure} by size: {len(outside)} of {len(self.forces)} forces outside of the expected range,"
            f" {self.own.force} {where} it"
        )

    @property
    def sentence_by_size(self) -> str:
        """Return what the picture by size shows, for whoever does not see it."""
        said = "; ".join(
            f"{each.force} {self.said(each.value)} (expected {self.said(each.lower or Fraction(0))} to"
            f" {self.said(each.upper or Fraction(0))}){', outside' if each.is_outside else ''}"
            for each in self.by_size
        )
        return (
            f"{self.title_by_size}. From the smallest to the largest: {said}. Expected range: {self.method}."
        )

    @property
    def by_size(self) -> tuple[Ranked, ...]:
        """Return the forces from the smallest to the largest, where each has a size and limits; else none."""
        if any(each.base is None or each.lower is None for each in self.forces):
            return ()
        return tuple(sorted(self.forces, key=lambda each: (each.base or 0, each.force)))


def league_of(inputs: MeasureInputs, result: MeasureResult, policy: Policy) -> League | None:
    """Return the forces of a measure's group in order, None where the data do not have them or cannot be read."""
    data, higher = inputs.data, inputs.better.value
    if data is None or data.own is None or higher is None or data.values.unread is not None:
        return None
    own = data.values.entries[data.own]
    if not isinstance(own, Figure) or any(not name.readable for name in data.names):
        return None
    others = [
        each.value for n, each in enumerate(data.values.entries) if n != data.own and isinstance(each, Figure)
    ]
    group = Group(own.value, tuple(others), higher)
    if not others:
        return None
    forces, method, pooled = _with_limits(data, _ranked(data, higher), inputs.unit, policy)
    by_data = result if result.by_data is None else result.by_data
    return League(
        inputs.measure,
        inputs.unit,
        tuple(forces),
        higher,
        _benchmark(group, read_benchmark(policy.msg_average) or Benchmark("average")),
        _benchmark(group, TOP_QUARTILE),
        ""
        if by_data.expected is None or method in ("", _METHODS[Adjustment.NONE])
        else by_data.expected.value,
        method,
        pooled,
    )


def _benchmark(group: Group, benchmark: Benchmark) -> Fraction | None:
    try:
        return benchmark_value(group, benchmark)
    except RuleError:
        return None  # a group of three has no quartile


def _ranked(data: GroupData, higher: bool) -> list[Ranked]:
    values = {
        place: entry.value for place, entry in enumerate(data.values.entries) if isinstance(entry, Figure)
    }
    found = [
        Ranked(
            data.names[place].value or "",
            value,
            place == data.own,
            rank(Group(value, tuple(other for n, other in values.items() if n != place), higher)),
            base=_base(data, place),
        )
        for place, value in values.items()
    ]
    return sorted(found, key=lambda each: (each.position, not each.is_own, each.force))


def _base(data: GroupData, place: int) -> Fraction | None:
    entry = None if data.bases is None else data.bases.entries[place]
    return entry.value if isinstance(entry, Figure) else None


def _with_limits(
    data: GroupData, forces: list[Ranked], unit: str, policy: Policy
) -> tuple[list[Ranked], str, Fraction | None]:
    """Return the forces with their limits, how those were worked out, and the group's own figure, where every force has its figure's count."""
    counts, bases = data.counts, data.bases
    if counts is None or bases is None or counts.unread or bases.unread:
        return forces, "", None
    at = {name.value or "": place for place, name in enumerate(data.names)}
    pairs = [(counts.entries[at[each.force]], bases.entries[at[each.force]]) for each in forces]
    known = [(c.value, b.value) for c, b in pairs if isinstance(c, Figure) and isinstance(b, Figure)]
    if len(known) < len(forces) or len(at) < len(data.names):
        return forces, "", None
    scale = _scale(forces, known, unit)
    if scale is None:
        return forces, "", None
    kind = RangeKind.PROPORTION if is_percentage(unit) else RangeKind.RATE
    adjust = Adjustment(policy.expected_adjust)
    try:
        limits = group_limits(
            [to_float(count) for count, _ in known],
            [to_float(base) for _, base in known],
            kind,
            adjust,
            confidence=CHANCE_CONFIDENCE,
        )
    except (RuleError, ArithmeticError):
        return forces, "", None  # said at the cells themselves
    limited = [
        replace(each, lower=exact(lower) * scale, upper=exact(upper) * scale)
        for each, (lower, upper) in zip(forces, limits, strict=True)
    ]
    pooled = sum((count for count, _ in known), Fraction(0)) / sum((base for _, base in known), Fraction(0))
    return limited, _METHODS[adjust], pooled * scale


def _scale(forces: Sequence[Ranked], pairs: Sequence[tuple[Fraction, Fraction]], unit: str) -> int | None:
    """Return by how much the figures are larger than count over base, None where they are not those of the counts.

    A share stands as 0.18 or as 18; a rate is per 1,000 people, or as its unit says.
    """
    if any(base <= 0 for _, base in pairs):
        return None
    for scale in (per_population(unit) or 1000, 1, 100, 1000, 10_000, 100_000):
        rates = [count / base * scale for count, base in pairs]
        if all(
            abs(each.value - rate) <= _AS_MUCH * max(abs(rate), abs(each.value))
            for each, rate in zip(forces, rates, strict=True)
        ):
            return scale
    return None
