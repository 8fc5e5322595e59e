"""A picture from shapes: the drawing as SVG, the same as PNG for programs that show no SVG, and its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from xlscore.papers.model import PaperPicture
from xlscore.tubemap.drawn.png import DRAWN_ELSEWHERE, font_files, write_png
from xlscore.tubemap.drawn.shapes import Dashes, Path, Shape
from xlscore.tubemap.drawn.svg import FONTS, draw_shapes
from xlscore.tubemap.geometry.plane import Point, apart
from xlscore.tubemap.placing.strokes import Stroke

__all__ = ["as_picture", "as_svg", "dashed", "line"]

_PRINT: Final = 300
"""Dots per inch of the PNG: what a page is printed with."""
_KEPT: Final = 32
"""So many PNGs are kept: the same chart stands in more than one paper."""


def as_svg(wide: float, high: float, alternative: str, shapes: Iterable[Shape]) -> str:
    """Return shapes as an SVG document of a size in millimetres, on white, with the words that say the same as its title."""
    size = f'width="{wide:g}mm" height="{high:g}mm" viewBox="0 0 {wide:g} {high:g}"'
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" font-family="{FONTS}">\n'
        f"<title>{escape(alternative)}</title>\n"
        f'<rect x="0" y="0" width="{wide:g}" height="{high:g}" fill="#FFFFFF"/>\n'
        f"{draw_shapes(shapes)}\n</svg>\n"
    )


def as_picture(
    key: str,
    title: str,
    alternative: str,
    svg: str,
    *,
    width_mm: float,
    inline: bool = False,
    cells: Sequence[str] = (),
    scale: float = 1.0,
) -> PaperPicture:
    """Return a drawing as a picture of a paper; `scale` is how large it stands there, 1 as it was drawn.

    Where this computer cannot make a PNG, asking for the picture's is refused with a `TubeMapError`.
    """
    return PaperPicture(
        key,
        title,
        alternative,
        _DotsOf(svg, round(_PRINT * scale)),
        svg.encode(),
        width_mm=width_mm,
        inline=inline,
        cells=tuple(cells),
    )


@dataclass(frozen=True, slots=True)
class _DotsOf:
    """What makes the PNG of a drawing, of so many dots an inch as drawn; of the same drawing the same."""

    svg: str
    dots: int

    def __call__(self) -> bytes:
        if DRAWN_ELSEWHERE.get() is not None:
            return write_png(self.svg, self.dots)
        return _png(self.svg, self.dots)


@lru_cache(maxsize=_KEPT)
def _png(svg: str, dots: int) -> bytes:
    return write_png(svg, dots, fonts=_fonts())


@lru_cache(maxsize=1)
def _fonts() -> list[str]:
    return font_files()


def line(name: str, points: Sequence[Point], colour: str, width: float) -> Path:
    """Return a line through points."""
    return Path(name, Stroke(points[0], tuple(points[1:])), colour, width)


def dashed(
    name: str, points: Sequence[Point], colour: str, width: float, *, dash: float, gap: float
) -> Dashes:
    """Return a line through points in dashes; each straight piece begins with one of its own."""
    pieces = []
    for start, end in pairwise(points):
        long = apart(start, end)
        at = 0.0
        while at < long:
            ends = (_on(start, end, at / long), _on(start, end, min(at + dash, long) / long))
            pieces.append(ends)
            at += dash + gap
    return Dashes(name, tuple(pieces), colour, width)


def _on(start: Point, end: Point, part: float) -> Point:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
