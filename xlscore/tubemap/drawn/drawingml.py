"""The drawing as native shapes of a worksheet: DrawingML that a person can select, edit and print.

One map is one group in one anchor. A station is a group inside it, named "Station: Domestic Abuse", whose
alternative text says everything in one sentence; the shapes within it are marked as decoration, so that a
screen reader reads each station once. Lines are free forms, which keep their 45° and their lanes; text never
wraps by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from xlscore.tubemap.drawn.shapes import (
    Dashes,
    Ellipse,
    Panel,
    Path,
    Polygon,
    Scene,
    Shape,
    ShapeGroup,
    Words,
)
from xlscore.tubemap.geometry.plane import Point
from xlscore.tubemap.placing.strokes import Curve

__all__ = ["EMU", "write_anchor", "write_drawing"]

EMU = 36000
_SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_DECORATION = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_ALIGN = {"l": "l", "c": "ctr", "r": "r"}


def write_drawing(scenes: Sequence[Scene], rows: Sequence[int] = ()) -> str:
    """Return a whole drawing part with one anchor for each scene; `rows` says where each begins, from 0."""
    anchors = []
    number = 2
    for index, scene in enumerate(scenes):
        anchor, number = write_anchor(scene, number, row=rows[index] if rows else 0)
        anchors.append(anchor)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f"<xdr:wsDr {_SPACES}>{''.join(anchors)}</xdr:wsDr>"
    )


def write_anchor(scene: Scene, first_id: int, *, column: int = 0, row: int = 0) -> tuple[str, int]:
    """Return the anchor of one map, its cell counted from 0, and the next shape id that is free."""
    writer = _Writer(scene.magnified, first_id)
    wide, high = writer.size(scene.width), writer.size(scene.height)
    inside = "".join(writer.group(group) for group in scene.groups)
    # The map's own id is taken after those of its parts; ids need only differ.
    named = writer.named(scene.name, scene.alt)
    return (
        f"<xdr:oneCellAnchor {_SPACES}><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{wide}" cy="{high}"/>'
        f"<xdr:grpSp><xdr:nvGrpSpPr>{named}<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
        f"<xdr:grpSpPr>{_group_frame(0, 0, wide, high)}</xdr:grpSpPr>{inside}</xdr:grpSp>"
        "<xdr:clientData/></xdr:oneCellAnchor>",
        writer.next_id,
    )


def _group_frame(x: int, y: int, wide: int, high: int) -> str:
    return (
        f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm>'
    )


class _Writer:
    """Writes shapes with running ids, everything magnified by a factor."""

    def __init__(self, magnified: float, first_id: int) -> None:
        self.magnified = magnified
        self.next_id = first_id

    def size(self, millimetres: float) -> int:
        """Return a length in English Metric Units, on the printed page."""
        return round(millimetres * self.magnified * EMU)

    def named(self, name: str, alt: str | None) -> str:
        """Return the name, the id and the alternative text; without text the shape is decoration."""
        number = self.next_id
        self.next_id += 1
        if alt is None:
            return f'<xdr:cNvPr id="{number}" name={quoteattr(name)}>{_DECORATION}</xdr:cNvPr>'
        return f'<xdr:cNvPr id="{number}" name={quoteattr(name)} descr={quoteattr(alt)}/>'

    def group(self, group: ShapeGroup) -> str:
        """Return a group with its shapes; its frame is the box around them."""
        boxes = [_box(shape) for shape in group.shapes]
        left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
        right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
        x, y = self.size(left), self.size(top)
        frame = _group_frame(x, y, max(1, self.size(right) - x), max(1, self.size(bottom) - y))
        named = self.named(group.name, group.alt)
        inside = "".join(self.shape(shape) for shape in group.shapes)
        return (
            f"<xdr:grpSp><xdr:nvGrpSpPr>{named}<xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>"
            f"<xdr:grpSpPr>{frame}</xdr:grpSpPr>{inside}</xdr:grpSp>"
        )

    def shape(self, shape: Shape) -> str:
        """Return one shape."""
        if isinstance(shape, Words):
            place = self._place(shape.x, shape.y, shape.width, shape.height)
            look = (
                f'{place}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/><a:ln><a:noFill/></a:ln>'
            )
            return self._sp(shape.name, look, shape, ' txBox="1"')
        if isinstance(shape, Path):
            return self._sp(shape.name, self._path(shape), None)
        if isinstance(shape, Dashes):
            return self._sp(shape.name, self._dashes(shape), None)
        if isinstance(shape, Polygon):
            return self._sp(shape.name, self._polygon(shape), None)
        place = self._place(
            shape.x, shape.y, shape.width, shape.height, shape.angle if isinstance(shape, Panel) else 0
        )
        if isinstance(shape, Ellipse):
            geometry = '<a:prstGeom prst="ellipse"><a:avLst/></a:prstGeom>'
        elif shape.radius:
            share = min(50000, round(shape.radius / min(shape.width, shape.height) * 100000))
            geometry = (
                '<a:prstGeom prst="roundRect"><a:avLst>'
                f'<a:gd name="adj" fmla="val {share}"/></a:avLst></a:prstGeom>'
            )
        else:
            geometry = '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        return self._sp(shape.name, place + geometry + self._look(shape), shape.words)

    def _sp(self, name: str, look: str, words: Words | None, kind: str = "") -> str:
        named = self.named(name, None)
        return (
            f'<xdr:sp macro="" textlink=""><xdr:nvSpPr>{named}<xdr:cNvSpPr{kind}/></xdr:nvSpPr>'
            f"<xdr:spPr>{look}</xdr:spPr>{self._text(words) if words else ''}</xdr:sp>"
        )

    def _place(self, x: float, y: float, width: float, height: float, angle: int = 0) -> str:
        turned = f' rot="{angle * 60000}"' if angle else ""
        left, top = self.size(x), self.size(y)
        wide, high = self.size(x + width) - left, self.size(y + height) - top
        return f'<a:xfrm{turned}><a:off x="{left}" y="{top}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'

    def _look(self, shape: Panel | Ellipse | Polygon) -> str:
        fill = f'<a:solidFill><a:srgbClr val="{shape.fill}"/></a:solidFill>'
        if not shape.outline:
            return f"{fill}<a:ln><a:noFill/></a:ln>"
        return (
            f'{fill}<a:ln w="{self.size(shape.outline_width)}"><a:solidFill><a:srgbClr val="{shape.outline}"/>'
            "</a:solidFill></a:ln>"
        )

    def _path(self, path: Path) -> str:
        """Return a free form without a fill: a stroke. Its box is wider by half the stroke on every side."""
        left, top, right, bottom = _box(path)
        commands = ["<a:moveTo>" + self._point(path.stroke.start, left, top) + "</a:moveTo>"]
        for piece in path.stroke.pieces:
            if isinstance(piece, Curve):
                points = "".join(
                    self._point(point, left, top) for point in (piece.first, piece.second, piece.end)
                )
                commands.append(f"<a:cubicBezTo>{points}</a:cubicBezTo>")
            else:
                commands.append(f"<a:lnTo>{self._point(piece, left, top)}</a:lnTo>")
        return self._stroked(path, (left, top, right, bottom), "".join(commands), "rnd")

    def _dashes(self, dashes: Dashes) -> str:
        left, top, right, bottom = _box(dashes)
        commands = ""
        for first, *others in dashes.pieces:
            commands += f"<a:moveTo>{self._point(first, left, top)}</a:moveTo>"
            commands += "".join(f"<a:lnTo>{self._point(point, left, top)}</a:lnTo>" for point in others)
        return self._stroked(dashes, (left, top, right, bottom), commands, "flat")

    def _stroked(
        self, shape: Path | Dashes, box: tuple[float, float, float, float], commands: str, cap: str
    ) -> str:
        ink = f'<a:solidFill><a:srgbClr val="{shape.colour}"/></a:solidFill>'
        line = f'<a:ln w="{self.size(shape.width)}" cap="{cap}">{ink}<a:round/></a:ln>'
        return self._free_form(box, ' fill="none"', commands) + f"<a:noFill/>{line}"

    def _polygon(self, polygon: Polygon) -> str:
        left, top, right, bottom = _box(polygon)
        first, *others = polygon.points
        commands = f"<a:moveTo>{self._point(first, left, top)}</a:moveTo>"
        commands += "".join(f"<a:lnTo>{self._point(point, left, top)}</a:lnTo>" for point in others)
        return self._free_form((left, top, right, bottom), "", commands + "<a:close/>") + self._look(polygon)

    def _free_form(self, box: tuple[float, float, float, float], attributes: str, commands: str) -> str:
        left, top, right, bottom = box
        wide = self.size(right) - self.size(left)
        high = self.size(bottom) - self.size(top)
        return (
            f"{self._place(left, top, right - left, bottom - top)}"
            "<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/>"
            '<a:rect l="0" t="0" r="r" b="b"/>'
            f'<a:pathLst><a:path w="{wide}" h="{high}"{attributes}>{commands}</a:path></a:pathLst></a:custGeom>'
        )

    def _point(self, point: Point, left: float, top: float) -> str:
        return (
            f'<a:pt x="{self.size(point[0]) - self.size(left)}" y="{self.size(point[1]) - self.size(top)}"/>'
        )

    def _text(self, words: Words) -> str:
        bold = ' b="1"' if words.bold else ""
        look = (
            f'lang="en-GB" sz="{round(words.points * self.magnified * 100)}"{bold}><a:solidFill>'
            f'<a:srgbClr val="{words.colour}"/></a:solidFill><a:latin typeface="Arial"/><a:cs typeface="Arial"/>'
        )
        paragraphs = "".join(
            f'<a:p><a:pPr algn="{_ALIGN[words.align]}"/><a:r><a:rPr {look}</a:rPr>'
            f"<a:t>{escape(line)}</a:t></a:r></a:p>"
            for line in words.lines
        )
        return (
            '<xdr:txBody><a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr">'
            f"<a:noAutofit/></a:bodyPr><a:lstStyle/>{paragraphs}</xdr:txBody>"
        )


def _box(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a shape as it is written (a stroke with half its width around)."""
    if isinstance(shape, Path):
        points = [shape.stroke.start]
        for piece in shape.stroke.pieces:
            points += [piece.first, piece.second, piece.end] if isinstance(piece, Curve) else [piece]
        half = shape.width / 2
    elif isinstance(shape, Dashes):
        points, half = [point for piece in shape.pieces for point in piece], shape.width / 2
    elif isinstance(shape, Polygon):
        points, half = list(shape.points), 0.0
    else:
        return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs) - half, min(ys) - half, max(xs) + half, max(ys) + half
