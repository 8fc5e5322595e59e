"""The ways in which a map is set out, in the order in which they are tried: its size and place, its letters, its names.

A new map has the largest letters that fit at any size; one that is drawn again stays as it was as far as can be.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import sqrt

from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.model.staying import FURTHER, FURTHER_STEPS, HARDLY, NUDGES
from xlscore.tubemap.model.style import Style
from xlscore.tubemap.placing.runs import KeptLane

__all__ = ["First", "Fit", "Place", "Try", "Wishes", "tries_again", "tries_anew"]

Place = tuple[int, int]


@dataclass(frozen=True)
class First:
    """How calm and how large a map was when it was laid out: how often its lines turned by 45°, and millimetres to a unit."""

    turning: int
    unit: float


@dataclass(frozen=True)
class Fit:
    """How the grid lies on a page: millimetres to a unit, where its column 0 and row 0 are, and who has which lane.

    `letters` is the size of the names in points, 0 where nobody knows, and `brief` whether the words beside them are short.
    `first` is how the map was when it was laid out, None where nobody knows.
    """

    page: str
    unit: float
    left: float
    top: float
    lanes: tuple[KeptLane, ...] = ()
    letters: float = 0.0
    brief: bool = False
    first: First | None = None

    def shifted(self, across: int, down: int) -> Fit:
        """Return the fit of the same page where everything stands so many columns further right and rows further down."""
        return replace(
            self,
            left=self.left - across * self.unit,
            top=self.top - down * self.unit,
            lanes=tuple(lane.shifted(across, down) for lane in self.lanes),
        )

    def lies_as(self, other: Fit) -> bool:
        """Return whether a map lies just as by another fit: the order of its lanes, by their names in a workbook, says nothing."""
        return replace(self, lanes=()) == replace(other, lanes=()) and set(self.lanes) == set(other.lanes)


@dataclass(frozen=True)
class Wishes:
    """Where names stood, by station, and which of these sides bind."""

    sides: Mapping[str, str] = field(default_factory=dict)
    firm: Collection[str] = ()


@dataclass(frozen=True)
class Try:
    """One way to set a map out: its size and place, where names should stand, its letters, whether names may be led off.

    Only where it is `doubtful` may a name be as near to another station as to its own.
    """

    unit: float
    origin: Point
    wishes: Wishes
    style: Style
    leaders: bool = False
    doubtful: bool = False


def tries_anew(fits: Sequence[tuple[float, Point]], wishes: Wishes, style: Style) -> list[Try]:
    """Return the ways to set out a map at some sizes, the largest letters with full words first."""
    styles, some = style.ladder, fits[1::2] or fits
    tries = [Try(*one, wishes, letters) for letters in styles for one in fits]
    tries += [Try(*one, wishes, styles[-1], leaders=True) for one in some]
    tries += [Try(*one, wishes, letters, doubtful=True) for letters in styles[-2:] for one in fits]
    return tries + [Try(*one, wishes, styles[-1], leaders=True, doubtful=True) for one in some]


def tries_again(
    fits: Sequence[tuple[float, Point]], wishes: Sequence[Wishes], style: Style, fit: Fit
) -> list[Try]:
    """Return the ways to set out a map that is drawn again, as like the one before as can be, at these sizes and places.

    The letters stay as large as they were, if names on other sides make that possible; then the map is moved by less than
    anybody sees, its names beside their stations or else led off; only then is it drawn smaller.
    """
    styles = _no_larger(style, fit)
    here, *smaller = fits
    nudged = [(here[0], (here[1][0] + across, here[1][1] + down)) for across, down in NUDGES]
    further = _further(here, fit)
    tries = [Try(*one, wish, letters) for wish in wishes for one in further for letters in styles]
    tries += _kept_at(*here, wishes, styles)
    tries += [Try(*one, wishes[-1], letters) for letters in styles for one in nudged]
    for leaders, doubtful in ((True, False), (False, True), (True, True)):
        tries += [Try(*one, wishes[-1], styles[-1], leaders, doubtful) for one in nudged]
    for one in smaller:
        tries += _kept_at(*one, wishes, styles)
    return tries


def _kept_at(unit: float, origin: Point, wishes: Sequence[Wishes], styles: Sequence[Style]) -> list[Try]:
    """Return the ways to draw a map again at one size; a name on another side is less than smaller letters of all names."""
    tries = [Try(unit, origin, wish, style) for style in styles for wish in wishes]
    tries += [Try(unit, origin, wish, styles[-1], leaders=True) for wish in wishes]
    tries += [Try(unit, origin, wish, style, doubtful=True) for style in styles for wish in wishes]
    return tries + [Try(unit, origin, wish, styles[-1], leaders=True, doubtful=True) for wish in wishes]


def _no_larger(style: Style, fit: Fit) -> Sequence[Style]:
    """Return the letters to try, none larger than those of the drawing before: the size of a map stays."""
    ladder = style.ladder
    most = fit.letters or style.name_points
    return [one for one in ladder if one.name_points <= most + 1e-9 and one.brief >= fit.brief] or ladder[-1:]


def _further(here: tuple[float, Point], fit: Fit) -> list[tuple[float, Point]]:
    """Return a place that is not the one before, and places further on: a map that must make way does so with its names."""
    unit, (left, top) = here
    across, down = left - fit.left, top - fit.top
    far = sqrt(across * across + down * down)
    if far < HARDLY:
        return []
    steps = [1 + FURTHER * step / far for step in range(FURTHER_STEPS)]
    return [(unit, (fit.left + across * step, fit.top + down * step)) for step in steps]
