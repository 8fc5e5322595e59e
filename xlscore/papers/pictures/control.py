"""A control chart in a paper: the same figures, lines and signs as the native chart of the workbook, with a key in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Final

from xlscore.books.control.chart_cells import notes_of
from xlscore.charts.looks import COMMON, CONCERN, DARK, EDGES, GREY, IMPROVEMENT, NEUTRAL, PALE, TARGET
from xlscore.papers.model import PaperPicture
from xlscore.papers.pictures.framing import as_picture, as_svg, dashed, line
from xlscore.papers.pictures.scales import AxisScale, scale_of
from xlscore.rules.control.records import ChartKind, ControlPoint, ControlRow
from xlscore.rules.figures_dates import day_said
from xlscore.rules.series import month_name
from xlscore.rules.statistics.spc import Variation
from xlscore.tubemap.drawn.shapes import Dashes, Ellipse, Polygon, Shape, Words
from xlscore.tubemap.geometry.fonts import LINE_HEIGHT, MM_PER_POINT, text_width, wrappings
from xlscore.tubemap.geometry.plane import Point

__all__ = ["control_picture"]

_WIDE, _PLOT = 165.0, 52.0
"""The width of a picture and the height of what is drawn of its figures, in millimetres."""
_RIGHT, _TOP, _AXIS = 3.0, 3.0, 6.0
_MARGIN: Final = 0.5
_POINTS: Final = 8.0
_INK: Final = "1A1A1A"
_LINE: Final = _POINTS * MM_PER_POINT * LINE_HEIGHT
_THIN, _STROKE, _THICK = 0.15, 0.35, 0.5
_SIGN: Final = 2.0
"""How wide the sign of a point is."""
_DASH, _LONG = (1.6, 1.1), (4.0, 1.6)
_FEWEST_APART: Final = 17.0
"""Millimetres between the months that the axis names."""
_SIGNS: Final = {
    Variation.CONCERN: ("diamond", CONCERN, "concern"),
    Variation.IMPROVEMENT: ("square", IMPROVEMENT, "improvement"),
    Variation.HIGH: ("triangle", NEUTRAL, "high"),
    Variation.LOW: ("triangle", NEUTRAL, "low"),
    Variation.COMMON_CAUSE: ("circle", COMMON, "usual"),
}


def control_picture(key: str, row: ControlRow, *, cells: Sequence[str] = ()) -> PaperPicture:
    """Return the control chart of a row as a picture; its words say the last value, what it is, and what the notes say."""
    notes = notes_of(row)
    told = [f"{month_name(row.points[place].month)}: {words}." for place, (_, words) in notes.items()]
    alternative = " ".join([row.alternative_text, *told])
    plan = _Plan(row)
    svg = as_svg(_WIDE, plan.high, alternative, plan.shapes())
    return as_picture(
        key, f"{row.kind.value.capitalize()}: {row.title}", alternative, svg, width_mm=_WIDE, cells=cells
    )


@dataclass(frozen=True)
class _Plan:
    """A chart and where everything on it stands, in millimetres."""

    row: ControlRow

    @cached_property
    def scale(self) -> AxisScale:
        heights = [(p.value, p.mean, p.lower, p.upper, self._target) for p in self.row.points]
        return scale_of(height for each in heights for height in each if height is not None)

    @cached_property
    def left(self) -> float:
        """Return where the figures begin: beside the widest words of the axis."""
        return round(max(text_width(text, _POINTS) for _, text in self._axis_marks()) + 2.5, 2)

    def _axis_marks(self) -> Iterator[tuple[float, str]]:
        share = self.row.series.is_rate
        places = max(0, self.scale.places - 2) if share else self.scale.places
        for mark in self.scale.marks:
            yield mark, f"{mark:.{places}%}" if share else f"{mark:,.{places}f}"

    @property
    def _target(self) -> float | None:
        has_none = self.row.kind.is_between or self.row.kind is ChartKind.RUN
        return None if has_none else self.row.series.target

    @cached_property
    def notes(self) -> list[str]:
        """Return the words of the notes in lines that fit beneath the chart."""
        said = (
            f"{letter}  {month_name(self.row.points[place].month)}: {words}"
            for place, (letter, words) in notes_of(self.row).items()
        )
        return [text for note in said for text in _lines(note, _WIDE - self.left - _RIGHT)]

    @property
    def high(self) -> float:
        """Return how high the picture is, with its key and its notes."""
        return round(_TOP + _PLOT + _AXIS + _LINE * (1.4 + len(self.notes)) + 1.0, 2)

    def x(self, place: int) -> float:
        """Return where a point stands across, counted from 0."""
        room = (_WIDE - self.left - _RIGHT) / len(self.row.points)
        return self.left + room * (place + 0.5)

    def y(self, value: float) -> float:
        """Return where a value stands down the picture."""
        return _TOP + _PLOT * (1 - self.scale.part(value))

    def shapes(self) -> Iterator[Shape]:
        """Yield the shapes from the back to the front."""
        yield from self._axes()
        yield from self._lines()
        yield from self._figures()
        yield from self._marks()
        yield from self._key()

    def _axes(self) -> Iterator[Shape]:
        for mark, text in self._axis_marks():
            height = self.y(mark)
            yield line("Grid", [(self.left, height), (_WIDE - _RIGHT, height)], PALE, _THIN)
            yield _words("Mark", 0, height - _LINE / 2, self.left - 1.5, text, "r")
        foot = self.y(self.scale.low)
        yield line("Axis", [(self.left, foot), (_WIDE - _RIGHT, foot)], GREY, _STROKE)
        for place, name in self._months():
            yield line("Tick", [(self.x(place), foot), (self.x(place), foot + 1.0)], GREY, _STROKE)
            half = text_width(name, _POINTS) / 2
            middle = min(self.x(place), _WIDE - _MARGIN - half)
            yield _words("Month", middle - half, foot + 1.5, 2 * half, name, "c")

    def _months(self) -> Iterator[tuple[int, str]]:
        """Yield the points that the axis names, the last one always, and others as far apart as their words are wide."""
        number = len(self.row.points)
        across = self.x(number - 1) - self.x(0)
        apart = max(1, -(-number * _FEWEST_APART // max(across, 1.0)))
        if not self.row.kind.is_between and apart > 2:
            apart = next((months for months in (3, 4, 6, 12) if months >= apart), number)
        days = self.row.kind is ChartKind.DAYS_BETWEEN
        for place in range(number - 1, -1, -int(apart)):
            month = self.row.points[place].month
            if self.x(place) - 6 > self.left - 8:
                yield place, day_said(month) if days else month_name(month)

    def _lines(self) -> Iterator[Shape]:
        for part in self.row.segments:
            ends = self._between(part.start, part.stop)
            if part.mean is not None:
                yield line("Mean", self._level(ends, self.row.points[part.start].mean), DARK, _THICK)
            point = self.row.points[part.start]
            for limit in (point.upper, point.lower):
                if limit is not None:
                    yield _dashes("Limit", self._level(ends, limit), GREY, _STROKE, _DASH)
        if self._target is not None:
            ends = self._between(0, len(self.row.points))
            yield _dashes("Target", self._level(ends, self._target), TARGET, _THICK, _LONG)

    def _between(self, start: int, stop: int) -> tuple[float, float]:
        half = (self.x(1) - self.x(0)) / 2 if len(self.row.points) > 1 else 3.0
        return self.x(start) - half, self.x(stop - 1) + half

    def _level(self, ends: tuple[float, float], value: float | None) -> list[Point]:
        height = self.y(value or 0.0)
        return [(ends[0], height), (ends[1], height)]

    def _figures(self) -> Iterator[Shape]:
        placed = [(place, point) for place, point in enumerate(self.row.points)]
        for known, group in groupby(placed, lambda pair: pair[1].value is not None):
            run = [self._spot(place, point) for place, point in group]
            if known and len(run) > 1:
                yield line("Figures", run, GREY, _STROKE)
        for place, point in placed:
            if point.value is not None:
                yield _sign(point.variation, self._spot(place, point))

    def _spot(self, place: int, point: ControlPoint) -> Point:
        return self.x(place), self.y(point.value or 0.0)

    def _marks(self) -> Iterator[Shape]:
        """Yield a cross and a letter for each month with a note."""
        for place, (letter, _) in notes_of(self.row).items():
            x, y = self._spot(place, self.row.points[place])
            yield _cross((x, y))
            yield _words("Note", x - 4, max(0.0, y - _SIGN - _LINE), 8, letter, "c", bold=True)

    def _key(self) -> Iterator[Shape]:
        """Yield what the signs and lines mean, of those that are there, and beneath them the notes."""
        x, top = self.left, _TOP + _PLOT + _AXIS + _LINE * 0.2
        middle = top + _LINE / 2
        for variation in dict.fromkeys([Variation.COMMON_CAUSE, *(p.variation for p in self.row.points)]):
            word = _SIGNS[variation][2]
            if variation is Variation.COMMON_CAUSE and self.row.kind.is_between:
                word = f"{self.row.unit} from event to event, usual"
            yield _sign(variation, (x + 1.0, middle))
            yield _words("Key", x + 3.5, top, 30, word)
            x += 3.5 + text_width(word, _POINTS) + 5.0
        for word, shape in self._line_keys():
            yield shape(x, middle)
            yield _words("Key", x + 9.5, top, 40, word)
            x += 9.5 + text_width(word, _POINTS) + 5.0
        for number, text in enumerate(self.notes):
            yield _words("Note", self.left, top + _LINE * (1.2 + number), _WIDE - self.left, text)

    def _line_keys(self) -> Iterator[tuple[str, _KeyLine]]:
        word = "median" if self.row.kind in (ChartKind.RUN, ChartKind.MONTHS_BETWEEN) else "mean"
        yield word, _KeyLine(DARK, _THICK)
        if any(point.upper is not None for point in self.row.points):
            yield "limits", _KeyLine(GREY, _STROKE, _DASH)
        if self._target is not None:
            yield "target", _KeyLine(TARGET, _THICK, _LONG)


@dataclass(frozen=True, slots=True)
class _KeyLine:
    """A line of the key."""

    colour: str
    width: float
    dashes: tuple[float, float] | None = None

    def __call__(self, x: float, y: float) -> Shape:
        ends = [(x, y), (x + 8.0, y)]
        if self.dashes is None:
            return line("Key", ends, self.colour, self.width)
        return _dashes("Key", ends, self.colour, self.width, self.dashes)


def _dashes(
    name: str, ends: Sequence[Point], colour: str, width: float, dashes: tuple[float, float]
) -> Dashes:
    return dashed(name, ends, colour, width, dash=dashes[0], gap=dashes[1])


def _words(
    name: str, x: float, y: float, wide: float, text: str, align: str = "l", *, bold: bool = False
) -> Words:
    return Words(name, x, y, wide, _LINE, (text,), _POINTS, _INK, bold, align)


def _sign(variation: Variation, spot: Point) -> Shape:
    """Return the sign of a point: a shape of its own for each meaning, larger than a usual one where it signals."""
    shape, colour, name = _SIGNS[variation]
    corners: tuple[Point, ...]
    x, y = spot
    half = _SIGN / 2
    edge, width = EDGES[colour], _STROKE / 2
    if shape == "circle":
        return Ellipse(name, x - half * 0.6, y - half * 0.6, _SIGN * 0.6, _SIGN * 0.6, colour, edge, width)
    if shape == "diamond":
        half *= 1.3
        corners = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    elif shape == "square":
        half *= 0.9
        corners = ((x - half, y - half), (x + half, y - half), (x + half, y + half), (x - half, y + half))
    else:
        up = 1 if variation is Variation.HIGH else -1
        half *= 1.1
        corners = ((x, y - up * half), (x + half, y + up * half), (x - half, y + up * half))
    return Polygon(name, corners, colour, edge, width)


def _cross(spot: Point) -> Dashes:
    x, y = spot
    arm = _SIGN * 0.6
    strokes = (((x - arm, y - arm), (x + arm, y + arm)), ((x - arm, y + arm), (x + arm, y - arm)))
    return Dashes("Cross", strokes, DARK, _STROKE)


def _lines(text: str, wide: float) -> Sequence[str]:
    """Return a text in lines that fit."""
    number = 1 + int(text_width(text, _POINTS) / wide)
    return next(
        (
            way
            for way in wrappings(text, _POINTS, limit=wide, most=number + 2)
            if max(text_width(each, _POINTS) for each in way) <= wide
        ),
        (text,),
    )
