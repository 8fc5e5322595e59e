"""An icicle: a whole parted into its parts, and these into theirs, as native shapes as high as their figures are large."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.ooxml.xml.text import attribute_text, element_text

__all__ = ["PART_LOOKS", "IciclePart", "PartLook", "icicle_anchor"]

_EMU: Final = 12_700
"""Of these units are in a point."""
_LINE: Final = 12.0
"""How high a line of text is, in points; what is lower than this shows none."""
_GAP: Final = 1.5
_DECORATION: Final = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


@dataclass(frozen=True, slots=True)
class PartLook:
    """How a part looks: its fill, and the colour, width and dashes of its border, so that it is known without colour."""

    fill: str
    edge: str
    width: float
    dashes: str = "solid"


PART_LOOKS: Final = {
    "": PartLook("F2F2F2", "7F7F7F", 0.75),
    "worse": PartLook("FBD9BD", "7A3300", 2.5),
    "better": PartLook("D6F1FB", "00496B", 2.0, "sysDash"),
    "other": PartLook("E6DDF0", "490092", 1.5, "sysDot"),
}
"""The tones that a part may have, by name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IciclePart:
    """A part: its name, how large it is, what is said of it beneath its name, its tone, and its own parts."""

    label: str
    value: float
    words: str = ""
    tone: str = ""
    parts: tuple[IciclePart, ...] = ()


def icicle_anchor(
    name: str,
    description: str,
    whole: IciclePart,
    *,
    row: int,
    column: int,
    width: float,
    height: float,
    text_size: float = 8,
) -> str:
    """Return the anchor of a group of this name at a cell, counted from 1, so many points wide and high.

    The whole stands at the left, its parts beside it from the top as given. Parts that are too small for a line of text are
    gathered at the bottom of theirs, as so many more. The alternative text is the group's; a screen reader passes over the
    shapes in it.
    """
    deep = _depth(whole)
    boxes = list(_boxes(whole, 0, 0.0, height))
    shapes = "".join(
        _shape(number, box, width / deep, text_size, name) for number, box in enumerate(boxes, 3)
    )
    size = f'cx="{_emu(width)}" cy="{_emu(height)}"'
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column - 1}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row - 1}</xdr:row>"
        f"<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:ext {size}/><xdr:grpSp><xdr:nvGrpSpPr>"
        f'<xdr:cNvPr id="2" name="{_quoted(name)}" descr="{_quoted(description)}"/><xdr:cNvGrpSpPr/></xdr:nvGrpSpPr>'
        f'<xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/><a:chOff x="0" y="0"/><a:chExt {size}/></a:xfrm></xdr:grpSpPr>'
        f"{shapes}</xdr:grpSp><xdr:clientData/></xdr:oneCellAnchor>"
    )


@dataclass(frozen=True, slots=True)
class _Box:
    """A part where it is drawn: at which depth, from where, and how high."""

    part: IciclePart
    depth: int
    top: float
    height: float


def _depth(part: IciclePart) -> int:
    return 1 + max((_depth(each) for each in part.parts), default=0)


def _boxes(part: IciclePart, depth: int, top: float, height: float) -> Iterator[_Box]:
    """Yield a part and all in it; the parts of a part are as high as their shares of it, and leave free what they lack."""
    yield _Box(part, depth, top, height)
    known = sum(max(0.0, each.value) for each in part.parts)
    if known <= 0:
        return
    for each in _gathered(part.parts, height / max(part.value, known)):
        high = max(0.0, each.value) * height / max(part.value, known)
        yield from _boxes(each, depth + 1, top, high)
        top += high


def _gathered(parts: Sequence[IciclePart], scale: float) -> list[IciclePart]:
    """Return the parts that are high enough for a line of text, and the others as one that says how many they are."""
    small = [each for each in parts if 0 < each.value * scale < _LINE]
    seen = [each for each in parts if each.value * scale >= _LINE]
    if not small:
        return seen
    if len(small) == 1:
        return [*seen, *small]
    tones = {each.tone for each in small}
    return [
        *seen,
        IciclePart(
            label=f"{len(small)} smaller",
            value=sum(each.value for each in small),
            words=", ".join(each.label for each in small),
            tone=tones.pop() if len(tones) == 1 else "",
        ),
    ]


def _shape(number: int, box: _Box, wide: float, text_size: float, name: str) -> str:
    tone = PART_LOOKS[box.part.tone]
    # A border is drawn half inside and half outside of its shape: thick ones stay clear of their neighbours.
    half = tone.width / 2
    place = (
        f'<a:off x="{_emu(box.depth * wide + half)}" y="{_emu(box.top + half)}"/>'
        f'<a:ext cx="{_emu(wide - _GAP - tone.width)}" cy="{_emu(max(0.5, box.height - _GAP - tone.width))}"/>'
    )
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{number}" name="{_quoted(f"{name}: {box.part.label}")}">'
        f"{_DECORATION}</xdr:cNvPr><xdr:cNvSpPr/></xdr:nvSpPr><xdr:spPr><a:xfrm>{place}</a:xfrm>"
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{tone.fill}"/></a:solidFill><a:ln w="{_emu(tone.width)}"><a:solidFill>'
        f'<a:srgbClr val="{tone.edge}"/></a:solidFill><a:prstDash val="{tone.dashes}"/></a:ln></xdr:spPr>'
        f"{_words(box, text_size)}</xdr:sp>"
    )


def _words(box: _Box, text_size: float) -> str:
    """Return what stands in a part: its name and what is said of it, on one line or below each other, as there is room."""
    size = round(100 * text_size)
    high = box.height - _GAP

    def run(text: str, bold: int) -> str:
        return (
            f'<a:r><a:rPr lang="en-GB" sz="{size}" b="{bold}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Arial"/></a:rPr>'
            f"<a:t>{element_text(text).decode()}</a:t></a:r>"
        )

    label, words = run(box.part.label, 1), run(box.part.words, 0) if box.part.words else ""
    if high < _LINE - _GAP:
        lines = '<a:p><a:endParaRPr lang="en-GB" sz="100"/></a:p>'
    elif high >= 2.4 * _LINE and words:
        lines = f"<a:p>{label}</a:p><a:p>{words}</a:p>"
    else:
        lines = f"<a:p>{label}{run(' ', 0) if words else ''}{words}</a:p>"
    return (
        '<xdr:txBody><a:bodyPr vertOverflow="clip" horzOverflow="clip" wrap="square" lIns="36000" tIns="0" rIns="18000" bIns="0" '
        f'anchor="ctr"/><a:lstStyle/>{lines}</xdr:txBody>'
    )


def _emu(points: float) -> int:
    return round(points * _EMU)


def _quoted(text: str) -> str:
    return attribute_text(text).decode()
