"""The forces of a group in order, as a picture: each with its figure, the average, the top quartile, and the range to expect of it."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from xlscore.rules.exact import to_float
from xlscore.rules.figures import Figure
from xlscore.rules.policy import Policy
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.group import TOP_QUARTILE
from xlscore.rules.positions.msg import Group, benchmark_value, rank
from xlscore.rules.positions.ranked import METHODS, Ranked, with_limits
from xlscore.rules.positions.records import GroupData, MeasureInputs, MeasureResult
from xlscore.rules.positions.units import is_percentage
from xlscore.rules.problems import RuleError
from xlscore.rules.statistics.funnel import Adjustment

__all__ = ["League", "league_of"]


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
        if self.method == METHODS[Adjustment.NONE]:
            return f"{self.measure} by size, limits by each force's own interval alone"
        outside = [each.force for each in self.forces if each.is_outside]
        where = "outside" if self.own.is_outside else "within"
        return f"{self.measure} by size: {self.own.force} {where} the expected range, {len(outside)} of {len(self.forces)} outside"

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
    forces, method, pooled = with_limits(data, _ranked(data, higher), inputs.unit, policy)
    by_data = result if result.by_data is None else result.by_data
    return League(
        inputs.measure,
        inputs.unit,
        tuple(forces),
        higher,
        _benchmark(group, read_benchmark(policy.msg_average) or Benchmark("average")),
        _benchmark(group, TOP_QUARTILE),
        ""
        if by_data.expected is None or method in ("", METHODS[Adjustment.NONE])
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
