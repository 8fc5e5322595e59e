"""A sparkline: the course of a figure as a small line in a line of text, with its values as words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from xlscore.charts.looks import DARK, GREY
from xlscore.papers.model import PaperPicture
from xlscore.papers.pictures.framing import as_picture, as_svg, line
from xlscore.tubemap.drawn.shapes import Ellipse, Shape
from xlscore.tubemap.geometry.plane import Point

__all__ = ["sparkline"]

_WIDE, _HIGH = 30.0, 6.0
_EDGE, _DOT = 1.0, 1.5
_STROKE: Final = 0.45
_NONE: Final = "no figure"


def sparkline(
    key: str,
    title: str,
    points: Sequence[tuple[str, float | None]],
    *,
    lowest_on_top: bool = False,
    said: Sequence[str] = (),
    cells: Sequence[str] = (),
) -> PaperPicture | None:
    """Return the course of a figure as a small picture, each point with its period; None with fewer than two figures.

    A place in a group has the first on top (`lowest_on_top`). `said` is each figure as the words have it, else as it is written
    without needless decimals; where a period has no figure the line is broken.
    """
    known = [value for _, value in points if value is not None]
    if len(known) < 2:
        return None
    words = list(said) or [_NONE if value is None else f"{value:,.10g}" for _, value in points]
    alternative = f"{title} from {points[0][0]} to {points[-1][0]}, in order: {', '.join(words)}."
    svg = as_svg(_WIDE, _HIGH, alternative, _shapes([value for _, value in points], lowest_on_top))
    return as_picture(key, title, alternative, svg, width_mm=_WIDE, inline=True, cells=cells)


def _shapes(values: Sequence[float | None], lowest_on_top: bool) -> Iterator[Shape]:
    known = [value for value in values if value is not None]
    low, high = min(known), max(known)
    across = (_WIDE - 2 * _EDGE) / (len(values) - 1)
    down = _HIGH - 2 * _EDGE

    def at(place: int, value: float) -> Point:
        part = 0.5 if low == high else (value - low) / (high - low)
        return _EDGE + across * place, _EDGE + down * (part if lowest_on_top else 1 - part)

    spots = [None if value is None else at(place, value) for place, value in enumerate(values)]
    for there, group in groupby(spots, lambda spot: spot is not None):
        run = [spot for spot in group if spot is not None]
        if there and len(run) > 1:
            yield line("Course", run, GREY, _STROKE)
        elif there:
            yield _dot("Figure", run[0], GREY, _DOT * 0.6)
    yield _dot("Latest", next(spot for spot in reversed(spots) if spot is not None), DARK, _DOT)


def _dot(name: str, spot: Point, colour: str, size: float) -> Ellipse:
    return Ellipse(name, spot[0] - size / 2, spot[1] - size / 2, size, size, colour)
