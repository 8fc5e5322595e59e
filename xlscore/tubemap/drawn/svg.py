"""The drawing as SVG: the same shapes in the same places as on the worksheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from xml.sax.saxutils import escape, quoteattr

from xlscore.tubemap.drawn.shapes import Dashes, Ellipse, Path, Polygon, Scene, Shape, ShapeGroup, Words
from xlscore.tubemap.geometry.fonts import BASELINE, MM_PER_POINT
from xlscore.tubemap.placing.strokes import Curve

__all__ = ["EDGE", "FONTS", "draw_shapes", "view_box", "write_svg"]

FONTS = "Arial, 'Liberation Sans', Helvetica, sans-serif"

# White around the drawing, in mm: a picture is pasted beside text, a worksheet has its own margins.
EDGE = 5.0


def write_svg(scene: Scene) -> str:
    """Return the drawing as an SVG document, in millimetres, with each group's sentence as its title."""
    left, top, wide, high = view_box(scene)
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_n(wide * scene.magnified)}mm" '
        f'height="{_n(high * scene.magnified)}mm" viewBox="{_n(left)} {_n(top)} {_n(wide)} {_n(high)}" role="img" font-family="{FONTS}">',
        f"<title>{escape(scene.alt)}</title>",
        f'<rect x="{_n(left)}" y="{_n(top)}" width="{_n(wide)}" height="{_n(high)}" fill="#FFFFFF"/>',
    ]
    parts += [_group(group) for group in scene.groups]
    return "\n".join([*parts, "</svg>\n"])


def view_box(scene: Scene) -> tuple[float, float, float, float]:
    """Return what of the plane the picture shows, in mm: left, top, width, height."""
    return -EDGE, -EDGE, scene.width + 2 * EDGE, scene.height + 2 * EDGE


def draw_shapes(shapes: Iterable[Shape]) -> str:
    """Return shapes as SVG."""
    return "".join(_shape(shape) for shape in shapes)


def _n(value: float) -> str:
    """Return a length with at most four decimals."""
    return f"{value:.4f}".rstrip("0").rstrip(".") if abs(value) > 5e-5 else "0"


def _group(group: ShapeGroup) -> str:
    spoken = f"<title>{escape(group.alt)}</title>" if group.alt else ""
    role = ' role="img"' if group.alt else ' aria-hidden="true"'
    return f"<g data-name={quoteattr(group.name)}{role}>{spoken}{draw_shapes(group.shapes)}</g>"


def _shape(shape: Shape) -> str:
    if isinstance(shape, Words):
        return _words(shape)
    named = f"data-name={quoteattr(shape.name)}"
    if isinstance(shape, Path):
        return (
            f'<path {named} d="{_path(shape)}" fill="none" stroke="#{shape.colour}" '
            f'stroke-width="{_n(shape.width)}" stroke-linecap="round" stroke-linejoin="round"/>'
        )
    if isinstance(shape, Dashes):
        pieces = "".join("M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) for points in shape.pieces)
        return (
            f'<path {named} d="{pieces}" fill="none" stroke="#{shape.colour}" '
            f'stroke-width="{_n(shape.width)}" stroke-linejoin="round"/>'
        )
    look = f'fill="#{shape.fill}"'
    if shape.outline:
        look += f' stroke="#{shape.outline}" stroke-width="{_n(shape.outline_width)}"'
    if isinstance(shape, Polygon):
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in shape.points)
        return f'<polygon {named} points="{points}" {look} stroke-linejoin="round"/>'
    middle = (shape.x + shape.width / 2, shape.y + shape.height / 2)
    words = _words(replace(shape.words, name=shape.name)) if shape.words else ""
    if isinstance(shape, Ellipse):
        return (
            f'<ellipse {named} cx="{_n(middle[0])}" cy="{_n(middle[1])}" '
            f'rx="{_n(shape.width / 2)}" ry="{_n(shape.height / 2)}" {look}/>{words}'
        )
    turned = f' transform="rotate({shape.angle} {_n(middle[0])} {_n(middle[1])})"' if shape.angle else ""
    round_corner = f' rx="{_n(min(shape.radius, shape.width / 2, shape.height / 2))}"' if shape.radius else ""
    return (
        f'<rect {named} x="{_n(shape.x)}" y="{_n(shape.y)}" width="{_n(shape.width)}" '
        f'height="{_n(shape.height)}"{round_corner} {look}{turned}/>{words}'
    )


def _path(shape: Path) -> str:
    start = shape.stroke.start
    parts = [f"M{_n(start[0])} {_n(start[1])}"]
    for piece in shape.stroke.pieces:
        if isinstance(piece, Curve):
            points = (piece.first, piece.second, piece.end)
            parts.append("C" + " ".join(f"{_n(x)} {_n(y)}" for x, y in points))
        else:
            parts.append(f"L{_n(piece[0])} {_n(piece[1])}")
    return "".join(parts)


def _words(words: Words) -> str:
    size = words.points * MM_PER_POINT
    step = words.height / max(1, len(words.lines))
    anchor = {"l": "start", "c": "middle", "r": "end"}[words.align]
    x = words.x + {"l": 0.0, "c": words.width / 2, "r": words.width}[words.align]
    weight = ' font-weight="bold"' if words.bold else ""
    rows = "".join(
        f'<tspan x="{_n(x)}" y="{_n(words.y + number * step + BASELINE * size)}">{escape(line)}</tspan>'
        for number, line in enumerate(words.lines)
    )
    return (
        f'<text data-name={quoteattr(words.name)} font-size="{_n(size)}" text-anchor="{anchor}" '
        f'fill="#{words.colour}"{weight}>{rows}</text>'
    )
