"""What the redline measures of an area know: figures, standards, gaps, whether they are met, and the last board's figures."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.gathering import Gathering, period_to, shown, spoken_names
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Sense
from xlscore.papers.board.reading import BoardArea
from xlscore.rules.figures import Figure, Source
from xlscore.rules.redlines.redline import Redline, gap_of, movement_of
from xlscore.rules.redlines.scale import HeldAs

__all__ = ["add_redlines"]

_OUTCOMES: Final = re.compile(r"\b(?:solved|detect\w*|outcomes?)\b", re.IGNORECASE)
_BARE: Final = re.compile(r"(?:solved|outcome|detection)s? rate|offences?(?: per [\d,]+ \w+)?", re.IGNORECASE)
_GAP_NOTED: Final = re.compile(r"\bgap ([-−–+]?\d+(?:\.\d+)?) (?:% )?(?:points|pts|pp)\b", re.IGNORECASE)
_PLACE_NOTED: Final = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b")
_REFERENCES: Final = {"average": ComparedWith.AVERAGE, "top quartile": ComparedWith.TOP_QUARTILE}


def add_redlines(area: BoardArea, found: Gathering) -> None:
    """Gather what an area's redline measures say, each by its name; the only one of its kind in the area by the area's, too."""
    redlines = [result.redline for result in area.grade.redlines.measures]
    names = []
    for redline in redlines:
        plain = next(iter(spoken_names(redline.name)), redline.name)
        is_bare = _BARE.fullmatch(plain) is not None
        whole = f"{area.name}: {redline.name}" if is_bare else redline.name
        aliases = (f"{area.name} {plain}",) if is_bare else spoken_names(redline.name)
        names.append(found.name(NameKind.REDLINE, whole, aliases))
        for fact in _facts(redline, names[-1]):
            found.fact(fact)
    found.parts[area.name] = tuple(names)
    for strand in (True, False):
        same = [redline for redline in redlines if bool(_OUTCOMES.search(redline.name)) is strand]
        if len(same) == 1:
            for fact in _facts(same[0], area.name):
                found.fact(fact)


def _facts(redline: Redline, name: str) -> Iterator[Fact]:
    measure, period = redline.measure, period_to(redline.data_to)
    own = _Figures(redline, name)
    if measure.value is not None:
        yield replace(own.level(measure.value), period=period)
    if redline.previous is not None:
        before = period_to(redline.previous_data_to)
        yield replace(own.level(redline.previous), period=before, previous=True)
    if measure.minimum is not None and redline.benchmark is None:
        yield replace(own.level(measure.minimum), kind=ClaimKind.TARGET, reference=ComparedWith.TARGET)
    yield from (replace(fact, period=period) for fact in own.against())
    moved = movement_of(redline)
    if moved is not None and measure.value is not None and redline.previous is not None:
        made = own.difference(moved.size, ClaimKind.CHANGE, (measure.value, redline.previous))
        yield replace(made, reference=ComparedWith.LAST_TIME, period=period)


class _Figures:
    """Makes facts of a redline's figures, in the numbers in which a sentence says them."""

    def __init__(self, redline: Redline, name: str) -> None:
        self.redline, self.name = redline, name
        self.outcomes = bool(_OUTCOMES.search(redline.name))
        self.better = redline.measure.higher_is_better
        self.unit = ClaimUnit.PERCENT if redline.held_as.is_share else ClaimUnit.OTHER

    def level(self, figure: Figure) -> Fact:
        """Return a figure of the measure."""
        value = _plain(figure.value, self.redline.held_as)
        said = f"{figure.source.place} {shown(value, self.unit)}"
        return Fact(
            ClaimKind.LEVEL, self.name, value, self.unit, (figure.source,), said,
            outcomes=self.outcomes, higher_is_better=self.better,
        )  # fmt: skip

    def difference(
        self, size: Fraction, kind: ClaimKind, of: tuple[Figure, ...], held: HeldAs | None = None
    ) -> Fact:
        """Return a difference between two figures: points between percentages."""
        held = self.redline.held_as if held is None else held
        unit = ClaimUnit.POINTS if held.is_share else ClaimUnit.OTHER
        value = _plain(size, held)
        said = " − ".join(f"{each.source.place} {shown(_plain(each.value, held), self.unit)}" for each in of)
        return Fact(
            kind, self.name, value, unit, tuple(each.source for each in of), f"{said} = {shown(value, unit)}",
            outcomes=self.outcomes, higher_is_better=self.better,
        )  # fmt: skip

    def against(self) -> Iterator[Fact]:
        """Yield how far it is from its standard, on which side of it, and whether it is met."""
        redline, measure = self.redline, self.redline.measure
        standard = redline.benchmark
        reference = ComparedWith.TARGET if standard is None else _reference(standard.name)
        gap = gap_of(redline)
        figures = tuple(each for each in (measure.value, measure.minimum) if each is not None)
        sources = tuple(each.source for each in figures) or (measure.source,)
        if gap is not None:
            held = redline.held_as if standard is None else standard.held_as
            made = self.difference(gap, ClaimKind.GAP, figures if standard is None else (), held)
            yield replace(made, reference=reference, sources=sources)
        met = measure.met
        yield from self._sides(gap, met, sources, reference)
        yield from self._noted(gap, reference)
        if reference is not ComparedWith.TARGET and met is not None:
            yield self._judged(met, sources, ComparedWith.TARGET)

    def _noted(self, gap: Fraction | None, reference: ComparedWith) -> Iterator[Fact]:
        """Yield the gap and the position that a person wrote into the measure's name."""
        source = (self.redline.measure.source,)
        bare = Fact(
            ClaimKind.GAP, self.name, None, ClaimUnit.POINTS, source, f"{source[0].place} {self.redline.name}",
            reference=reference, outcomes=self.outcomes, higher_is_better=self.better,
        )  # fmt: skip
        points, place = _GAP_NOTED.search(self.redline.name), _PLACE_NOTED.search(self.redline.name)
        if points is not None and gap is None:
            yield replace(bare, value=Fraction(points[1].replace("−", "-").replace("–", "-")) / 100)
        if place is not None:
            rank = Fraction(int(place[1]))
            yield replace(
                bare, kind=ClaimKind.RANK, value=rank, unit=ClaimUnit.PLACES, reference=ComparedWith.NONE
            )

    def _sides(
        self, gap: Fraction | None, met: bool | None, sources: tuple[Source, ...], reference: ComparedWith
    ) -> Iterator[Fact]:
        if met is not None:
            yield self._judged(met, sources, reference)
        side = _side(gap, met, self.better)
        if side is not None:
            yield Fact(
                ClaimKind.AGAINST, self.name, side, ClaimUnit.NONE, sources, reference=reference,
                outcomes=self.outcomes, higher_is_better=self.better,
                also=(Fraction(0),) if gap is None and met else (),
            )  # fmt: skip

    def _judged(self, met: bool, sources: tuple[Source, ...], reference: ComparedWith) -> Fact:
        way = Sense.BETTER if met else Sense.WORSE
        return Fact(
            ClaimKind.AGAINST, self.name, way.value, ClaimUnit.NONE, sources, "met" if met else "not met",
            reference=reference, outcomes=self.outcomes, higher_is_better=self.better,
        )  # fmt: skip


def _side(gap: Fraction | None, met: bool | None, better: bool | None) -> Fraction | None:
    """Return on which side of its standard a figure is, 1 for above: by the gap, else by whether it is met."""
    if gap is not None:
        return Fraction((gap > 0) - (gap < 0))
    if met is None or better is None:
        return None
    return Fraction(1 if met is better else -1)


def _reference(name: str) -> ComparedWith:
    return next((of for word, of in _REFERENCES.items() if word in name.casefold()), ComparedWith.OTHER)


def _plain(value: Fraction, held: HeldAs) -> Fraction:
    return held.per_cent(value) / 100 if held.is_share else value
