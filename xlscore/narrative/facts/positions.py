"""What the table of MSG positions knows: ranks, figures, averages, gaps, what is required, movements, aspirations."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.books.msg.positions import plan_msg
from xlscore.books.plan.planner import Planner
from xlscore.books.tables.blocks import Reading
from xlscore.books.tables.cells import Reader
from xlscore.books.tables.policy import read_policy
from xlscore.narrative.facts.gathering import Gathering, period_to, shown, source_at, spoken_names
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Sense
from xlscore.narrative.states import ASPIRED, EXPECTED_RANGE
from xlscore.papers.msg.reading import MsgMeasure, read_msg_facts
from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import Policy
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.positions.msg import AspirationStatus
from xlscore.rules.positions.units import is_percentage, per_population

__all__ = ["add_positions", "speaks_of_outcomes"]

_OUTCOMES: Final = re.compile(r"\b(?:solved|detect\w*|outcomes?)\b", re.IGNORECASE)
_COUNTED: Final = re.compile(r"\s+(?:offences|crimes)$", re.IGNORECASE)
_ALREADY: Final = "already"
_THOUSAND: Final = 1000
_AVERAGES: Final = {"peers": "average", "median": "average"}
"""What else is called the average, in papers."""
_STATUS: Final = {AspirationStatus.MET: Sense.BETTER, AspirationStatus.BELOW: Sense.WORSE}


def add_positions(reading: Reading, found: Gathering) -> None:
    """Gather what the table of positions and the group's data behind it say."""
    facts = read_msg_facts(reading)
    found.problems += plan_msg(Planner(reading)).problems
    policy = read_policy(reading, Reader()).policy
    for each in facts.measures:
        stem = stem_of(each.name, [other.name for other in facts.measures])
        name = found.name(NameKind.MEASURE, each.name, (*spoken_names(each.name), stem))
        measure = _Measure(each, name)
        for fact in measure.facts(policy):
            found.fact(fact)
        found.dated += measure.past()
        for force, fact in measure.peers():
            found.fact(replace(fact, place=found.name(NameKind.PLACE, force)))


def stem_of(name: str, names: Sequence[str]) -> str:
    """Return what offences are called beside the rate at which they are solved, "" where no such rate stands there.

    >>> stem_of("Homicide Offences", ["Homicide Offences", "Homicide Solved Rate"]), stem_of("Vehicle Offences", [])
    ('Homicide', '')
    """
    stem = _COUNTED.sub("", name)
    rates = (other for other in names if _OUTCOMES.search(other))
    return stem if stem != name and any(other.startswith(f"{stem} ") for other in rates) else ""


def speaks_of_outcomes(name: str) -> bool:
    """Return whether a measure is of what became of crimes, by its name.

    >>> speaks_of_outcomes("Homicide Solved Rate"), speaks_of_outcomes("Homicide Offences")
    (True, False)
    """
    return _OUTCOMES.search(name) is not None


class _Measure:
    """Makes the facts of a measure, in the numbers in which a sentence says them."""

    def __init__(self, each: MsgMeasure, name: str) -> None:
        self.each, self.name, self.result = each, name, each.result
        unit = each.inputs.unit
        self.share = is_percentage(unit)
        self.unit = (
            ClaimUnit.PERCENT
            if self.share
            else ClaimUnit.RATE
            if per_population(unit) == _THOUSAND
            else ClaimUnit.OTHER
        )
        self.counted = per_population(unit) is not None
        self.period = period_to(each.found.data_to)
        value = each.result.value
        self.scale = 100 if self.share and value is not None and abs(value) > 1 else 1

    def facts(self, policy: Policy) -> Iterator[Fact]:
        """Yield what the measure's row and the group's data say."""
        yield from self._ranks()
        yield from self._levels(policy)
        for reference, change, at in (
            (ComparedWith.AVERAGE, self.result.to_average, "to_average"),
            (ComparedWith.TOP_QUARTILE, self.result.to_top_quartile, "to_top_quartile"),
        ):
            yield from self._required(reference, change, self._at(at))
        yield from self._aspiration()
        if self.result.expected is not None:
            state = self.result.expected.value
            made = self._made(
                ClaimKind.THRESHOLD, state.split()[0].lower(), ClaimUnit.NONE, self._at("expected")
            )
            yield replace(made, limit=EXPECTED_RANGE, arithmetic=f"{made.sources[0].place} {state}")

    def past(self) -> list[Fact]:
        """Return its positions of before, each with its month."""
        at = self._at("history")
        return [
            replace(
                self._made(ClaimKind.RANK, Fraction(position), ClaimUnit.PLACES, at), period=period_to(period)
            )
            for period, position in self.each.found.history[:-1]
        ]

    def peers(self) -> Iterator[tuple[str, Fact]]:
        """Yield what the group's data say of the other forces."""
        data = self.each.inputs.data
        for place, name in enumerate(() if data is None else data.names):
            entry = data.values.entries[place] if data is not None else None
            if data is not None and place != data.own and name.value and isinstance(entry, Figure):
                value = self._scaled(entry.value, entry.value)
                yield name.value, self._made(ClaimKind.LEVEL, value, self.unit, (entry.source,))
                counted = None if data.counts is None else data.counts.entries[place]
                if isinstance(counted, Figure):
                    unit = ClaimUnit.OUTCOMES if self.share else ClaimUnit.CRIMES
                    yield name.value, self._made(ClaimKind.LEVEL, counted.value, unit, (counted.source,))

    def _made(
        self,
        kind: ClaimKind,
        value: Fraction | str | None,
        unit: ClaimUnit,
        sources: tuple[Source, ...],
        said: str = "",
    ) -> Fact:
        where = sources[0].place if sources else ""
        return Fact(
            kind, self.name, value, unit, sources, said or f"{where} {shown(value, unit)}".strip(),
            outcomes=speaks_of_outcomes(self.each.name), period=self.period,
            higher_is_better=self.each.found.higher_is_better,
        )  # fmt: skip

    def _at(self, *fields: str) -> tuple[Source, ...]:
        return tuple(map(source_at, self.each.cells(*fields)))

    def _scaled(self, value: Fraction, by: Fraction | None = None) -> Fraction:
        if by is not None and self.share and self.scale == 1 and abs(by) > 1:
            return value / 100
        return value / self.scale

    def _ranks(self) -> Iterator[Fact]:
        now, before = self.result.position, self.result.previous_position
        if now is not None:
            made = self._made(ClaimKind.RANK, Fraction(now), ClaimUnit.PLACES, self._at("position"))
            yield replace(made, of=self.result.of)
        if before is not None:
            made = self._made(
                ClaimKind.RANK, Fraction(before), ClaimUnit.PLACES, self._at("previous_position")
            )
            yield replace(made, previous=True, period=None, of=self.result.of)
        if now is not None and before is not None:
            at = self._at("position", "previous_position")
            said = f"{at[-1].place} {before} − {at[0].place} {now}"
            yield self._made(ClaimKind.MOVEMENT, Fraction(before - now), ClaimUnit.PLACES, at, said)

    def _levels(self, policy: Policy) -> Iterator[Fact]:
        now, before, data = self.result.value, self.result.previous_value, self.each.inputs.data
        if now is not None:
            yield self._made(ClaimKind.LEVEL, self._scaled(exact(now)), self.unit, self._at("value"))
        if before is not None:
            value = self._scaled(exact(before), exact(before))
            at = (self.each.inputs.typed.previous_value or self.each.inputs).source
            yield replace(self._made(ClaimKind.LEVEL, value, self.unit, (at,)), previous=True, period=None)
        away = self.each.inputs.typed.from_average
        if away is not None and away.average is not None:
            value = self._scaled(away.average.value, away.average.value)
            yield self._average(value, (away.average.source,))
        both = None if data is None else own_and_average(data, policy)
        if both is not None and data is not None:
            own, average = both
            yield self._average(self._scaled(average, average), (data.values.source,))
            mine, mean = self._scaled(own.value, own.value), self._scaled(average, average)
            cells = (own.source, data.values.source)
            unit = ClaimUnit.POINTS if self.share else self.unit
            yield replace(self._made(ClaimKind.GAP, mine - mean, unit, cells), reference=ComparedWith.AVERAGE)
            if mean and not self.share:
                far = self._made(ClaimKind.GAP, mine / mean - 1, ClaimUnit.PERCENT, cells)
                yield replace(far, reference=ComparedWith.AVERAGE)
        if data is not None and data.own is not None:
            yield from self._counts()

    def _average(self, value: Fraction, sources: tuple[Source, ...]) -> Fact:
        return replace(self._made(ClaimKind.LEVEL, value, self.unit, sources), reference=ComparedWith.AVERAGE)

    def _counts(self) -> Iterator[Fact]:
        """Yield the number of events behind the measure, and what it is out of where it is a rate of those."""
        data = self.each.inputs.data
        if data is None or data.own is None:
            return
        counted = ClaimUnit.OUTCOMES if self.share else ClaimUnit.CRIMES
        of = data.bases if self.share else None
        for column, unit in ((data.counts, counted), (of, ClaimUnit.CRIMES)):
            entry = None if column is None else column.entries[data.own]
            if isinstance(entry, Figure):
                yield self._made(ClaimKind.LEVEL, entry.value, unit, (entry.source,))

    def _required(
        self, reference: ComparedWith, change: float | str | None, at: tuple[Source, ...]
    ) -> Iterator[Fact]:
        """Yield the change that a benchmark requires, how far it is, and on which side of it the force stands."""
        better = self.each.found.higher_is_better
        if isinstance(change, str):
            if _ALREADY not in change.casefold():
                return
            none = self._made(ClaimKind.CHANGE_REQUIRED, None, ClaimUnit.NONE, at)
            yield replace(none, reference=reference)
            yield from self._against(
                reference, Sense.BETTER, None if better is None else 1 if better else -1, at, True
            )
            return
        if change is None:
            return
        exactly = exact(change)
        value = self._scaled(exactly, exactly) if self.share else exactly
        unit = ClaimUnit.POINTS if self.share else ClaimUnit.CRIMES if self.counted else ClaimUnit.OTHER
        is_needed = better is None or value == 0 or (value > 0) is better
        required = value if is_needed and value else None
        yield replace(self._made(ClaimKind.CHANGE_REQUIRED, required, unit, at), reference=reference)
        yield replace(self._made(ClaimKind.GAP, -value, unit, at), reference=reference)
        way = Sense.BETTER if required is None else Sense.WORSE
        yield from self._against(reference, way, (value < 0) - (value > 0), at, False)

    def _against(
        self, reference: ComparedWith, way: Sense, side: int | None, at: tuple[Source, ...], open_end: bool
    ) -> Iterator[Fact]:
        yield replace(self._made(ClaimKind.AGAINST, way.value, ClaimUnit.NONE, at), reference=reference)
        if side is not None and (reference is ComparedWith.AVERAGE or not open_end):
            stands = "above" if side > 0 else "below" if side < 0 else "at"
            said = f"{at[0].place if at else self.name}: {stands} the {reference.value}"
            made = self._made(ClaimKind.AGAINST, Fraction(side), ClaimUnit.NONE, at, said)
            yield replace(made, reference=reference, also=(Fraction(0),) if open_end else ())

    def _aspiration(self) -> Iterator[Fact]:
        found, status = self.each.found, self.result.status
        at = self._at("aspiration")
        way = None if status is None else _STATUS.get(status)
        if way is not None:
            said = f"aspiration {found.aspiration}: {status.value.lower() if status else ''}"
            judged = self._made(
                ClaimKind.AGAINST,
                way.value,
                ClaimUnit.NONE,
                self._at("status", "aspiration", "position"),
                said,
            )
            yield replace(judged, reference=ComparedWith.ASPIRATION)
        aim = self.each.inputs.aspiration.value
        if aim is not None or status is AspirationStatus.NONE:
            aspired = (
                "none" if aim is None else "best" if aim.rank == 1 else _AVERAGES.get(aim.kind, aim.kind)
            )
            state = self._made(ClaimKind.THRESHOLD, aspired, ClaimUnit.NONE, at or self._at("status"))
            yield replace(state, limit=ASPIRED)
        if aim is not None and aim.kind == "rank":
            made = self._made(ClaimKind.TARGET, Fraction(aim.rank), ClaimUnit.PLACES, at)
            yield replace(made, reference=ComparedWith.ASPIRATION)
        if self.each.outcomes is not None:
            needed, count, base = self.each.outcomes
            made = self._made(
                ClaimKind.OUTCOMES_REQUIRED, Fraction(needed), ClaimUnit.OUTCOMES, (count.source, base.source)
            )
            yield replace(made, reference=ComparedWith.AVERAGE)
