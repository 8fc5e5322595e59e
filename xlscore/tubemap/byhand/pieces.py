"""The shapes of a drawn map as they stand in a sheet's drawing: where each is, its colour, its words.

A program that saves a workbook writes the frames of groups and shapes as it likes: Excel stretches the frame of a group
when something in it is moved, leaves the shapes of a group that was resized as they were, and gives every group a place
of its own when the map is ungrouped. So the frames are composed from the outermost in, and only where a shape's middle
comes out counts. The frame of the whole map is left out: where it stands and how large it is says nothing about a station.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from math import cos, radians, sin
from typing import Final, TypeAlias
from xml.etree import ElementTree

from xlscore.rules.words import key
from xlscore.tubemap.drawn.drawingml import EMU
from xlscore.tubemap.drawn.shapes import KEY, LINE, MAP, STATION, TAG
from xlscore.tubemap.geometry.plane import Point

__all__ = [
    "Found",
    "Piece",
    "Pieces",
    "Spot",
    "find_pieces",
    "read_kept",
    "written",
]

_GROUPS: Final = ("Heading", "Key", "Areas on no line")
_PARTS: Final = (STATION, LINE, TAG, KEY)
_SHAPES: Final = {"sp", "pic", "cxnSp", "graphicFrame", "contentPart"}

Spot: TypeAlias = tuple[str, str, int]
"""A shape: its group, its name, and which one of that name it is."""
_Frame: TypeAlias = tuple[float, float, float, float, float, float]
"""x and y on the page from those in a frame: a x + b y + c, and d x + e y + f."""

_WHOLE: Final[_Frame] = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0)


@dataclass(frozen=True)
class Piece:
    """A shape: its middle and its size in millimetres, its colour (that of its words where it has no other), its words."""

    x: float
    y: float
    wide: float
    high: float
    colour: str
    words: str


Pieces: TypeAlias = Mapping[Spot, Piece]


@dataclass(frozen=True)
class Found:
    """What stands of a map on its sheet."""

    pieces: Pieces
    loose: tuple[str, ...] = ()
    """The names of what stands outside the map's group and belongs to it: it was ungrouped, or cut out of it."""
    foreign: tuple[str, ...] = ()
    """The names of the groups in which the map is together with shapes of a person."""
    twice: tuple[str, ...] = ()
    """The groups that stand outside the map's group more than once: another map's beside it, or a copy."""


def find_pieces(xml: str, name: str, known: Iterable[str] = ()) -> Found:
    """Return the shapes of the map of that name in a drawing; `known` are its groups, found wherever they stand.

    A group of that name beside the map's own group counts only where the map has lost it: else it is a copy of a person's.
    """
    if "<!DOCTYPE" in xml:
        return Found({})
    try:
        root = ElementTree.fromstring(xml)
    except ElementTree.ParseError:
        return Found({})
    ours = set(known)
    tops = [_Top(top, name) for anchor in root for top in _shapes(anchor)]
    home = next((top for top in tops if top.mine), None)
    inside = [] if home is None else home.mine
    there = {group for group, _, _ in inside}
    foreign = [top.name for top in tops if top is home and not all(group for group, _, _ in top.rest)]
    loose, seen = [], Counter[str]()
    for top in tops:
        groups = {group for group, _, _ in top.rest}
        if top is home or not groups & ours or groups & there:
            continue
        if not groups <= ours:
            foreign.append(top.name)
            continue
        loose.append(top.name)
        seen.update(groups)
        # As they would stand within the map.
        back = _WHOLE if home is None else _inverse(home.frame)
        inside = inside + [(group, shape, _moved(piece, back)) for group, shape, piece in top.rest]
    return Found(
        _numbered(inside),
        tuple(loose),
        tuple(dict.fromkeys(foreign)),
        tuple(group for group in seen if seen[group] > 1),
    )


class _Top:
    """What is drawn in one anchor: the shapes of the map that is wanted, and the others."""

    def __init__(self, top: ElementTree.Element, wanted: str) -> None:
        self.name = _name(top)
        self.wanted = key(MAP + wanted)
        self.frame = _WHOLE
        self.mine: list[tuple[str, str, Piece]] = []
        self.rest: list[tuple[str, str, Piece]] = []
        self._walk(top, "", self.rest, _WHOLE)

    def _walk(
        self, shape: ElementTree.Element, group: str, into: list[tuple[str, str, Piece]], frame: _Frame
    ) -> None:
        """Gather each shape with the group of ours that it stands in; other maps are left out."""
        name = _name(shape)
        if _local(shape) != "grpSp":
            into.append((group, name, _piece(shape, frame)))
            return
        frame = _inner(shape, frame)
        if name.startswith(MAP):
            if key(name) != self.wanted or self.mine:
                return
            # As it is written within the map, whatever became of the whole.
            self.frame, into, group, frame = frame, self.mine, "", _WHOLE
        elif name in _GROUPS or name.startswith(_PARTS):
            group = name
        for child in _shapes(shape):
            self._walk(child, group, into, frame)


def _numbered(shapes: Iterable[tuple[str, str, Piece]]) -> dict[Spot, Piece]:
    seen: Counter[tuple[str, str]] = Counter()
    found: dict[Spot, Piece] = {}
    for group, shape, piece in shapes:
        found[group, shape, seen[group, shape]] = piece
        seen[group, shape] += 1
    return found


def _shapes(parent: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield what is drawn in an anchor or a group, also where a program wrote it twice for older ones."""
    for child in parent:
        if _local(child) == "AlternateContent":
            choice = next((each for each in child if _local(each) == "Choice"), None)
            yield from _shapes(choice) if choice is not None else ()
        elif _local(child) == "grpSp" or _local(child) in _SHAPES:
            yield child


def _inner(group: ElementTree.Element, frame: _Frame) -> _Frame:
    """Return the frame of what stands in a group."""
    xfrm = _below(group, "grpSpPr", "xfrm")
    place = {} if xfrm is None else {_local(each): each for each in xfrm}
    if xfrm is None or not {"off", "ext", "chOff", "chExt"} <= place.keys():
        return frame
    wide, high = (
        _length(place["ext"], each) / (_length(place["chExt"], each) or _length(place["ext"], each) or 1.0)
        for each in ("cx", "cy")
    )
    left = _length(place["off"], "x") - wide * _length(place["chOff"], "x")
    top = _length(place["off"], "y") - high * _length(place["chOff"], "y")
    x, y = (
        _length(place["off"], at) + _length(place["ext"], size) / 2 for at, size in (("x", "cx"), ("y", "cy"))
    )
    return _after(_after((wide, 0.0, left, 0.0, high, top), _turned(xfrm, x, y)), frame)


def _turned(xfrm: ElementTree.Element, x: float, y: float) -> _Frame:
    """Return the turning and the mirroring of a frame about its middle."""
    angle = radians(float(xfrm.get("rot", "0")) / 60000)
    across = -1.0 if xfrm.get("flipH") in ("1", "true") else 1.0
    down = -1.0 if xfrm.get("flipV") in ("1", "true") else 1.0
    a, b, d, e = cos(angle) * across, -sin(angle) * down, sin(angle) * across, cos(angle) * down
    return a, b, x - a * x - b * y, d, e, y - d * x - e * y


def _after(first: _Frame, then: _Frame) -> _Frame:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return p * a + q * d, p * b + q * e, p * c + q * f + r, s * a + t * d, s * b + t * e, s * c + t * f + u


def _inverse(frame: _Frame) -> _Frame:
    """Return the way back from a page into a frame."""
    a, b, c, d, e, f = frame
    whole = a * e - b * d
    if not whole:
        return _WHOLE
    return (
        e / whole,
        -b / whole,
        (b * f - e * c) / whole,
        -d / whole,
        a / whole,
        (d * c - a * f) / whole,
    )


def _moved(piece: Piece, frame: _Frame) -> Piece:
    x, y = _at(frame, piece.x, piece.y)
    return replace(piece, x=x, y=y)


def _at(frame: _Frame, x: float, y: float) -> Point:
    a, b, c, d, e, f = frame
    return round(a * x + b * y + c, 2), round(d * x + e * y + f, 2)


def _piece(shape: ElementTree.Element, frame: _Frame) -> Piece:
    words = " ".join(
        "".join(text.text or "" for text in paragraph.iter() if _local(text) == "t")
        for paragraph in shape.iter()
        if _local(paragraph) == "p"
    )
    x, y, wide, high = _box(shape)
    return Piece(*_at(frame, x, y), wide, high, _colour(shape), " ".join(words.split()))


def _box(shape: ElementTree.Element) -> tuple[float, float, float, float]:
    """Return the middle of a shape, and how wide and high it is as it is turned."""
    xfrm = next((each for each in shape.iter() if _local(each) == "xfrm"), None)
    place = {} if xfrm is None else {_local(each): each for each in xfrm}
    if xfrm is None or "off" not in place or "ext" not in place:
        return 0.0, 0.0, 0.0, 0.0
    wide, high = (_length(place["ext"], size) for size in ("cx", "cy"))
    x, y = _length(place["off"], "x") + wide / 2, _length(place["off"], "y") + high / 2
    a, b, _, d, e, _ = _turned(xfrm, 0.0, 0.0)
    return x, y, round(abs(a) * wide + abs(b) * high, 2), round(abs(d) * wide + abs(e) * high, 2)


def _colour(shape: ElementTree.Element) -> str:
    """Return the colour of a shape's fill, else of its line, else of its words, "" where it has none."""
    looks = next((each for each in shape if _local(each) == "spPr"), None)
    line = None if looks is None else next((each for each in looks if _local(each) == "ln"), None)
    fill = _filling(looks)
    if fill is None:
        fill = _filling(line)
    if fill is None:
        fill = _filling(next((each for each in shape.iter() if _local(each) == "rPr"), None))
    if fill is None or not len(fill):
        return ""
    colour = fill[0]
    value = colour.get("lastClr" if _local(colour) == "sysClr" else "val", "")
    changed = "".join(f" {_local(each)} {each.get('val', '')}" for each in colour)
    return f"{value.upper()}{changed}"


def _filling(looks: ElementTree.Element | None) -> ElementTree.Element | None:
    if looks is None:
        return None
    return next((each for each in looks if _local(each) == "solidFill"), None)


def _name(shape: ElementTree.Element) -> str:
    named = next((each for each in shape.iter() if _local(each) == "cNvPr"), None)
    return "" if named is None else named.get("name", "")


def _below(shape: ElementTree.Element, *names: str) -> ElementTree.Element | None:
    here: ElementTree.Element | None = shape
    for name in names:
        here = None if here is None else next((each for each in here if _local(each) == name), None)
    return here


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _length(element: ElementTree.Element, name: str) -> float:
    """Return a length in millimetres; one that is no number, which no program writes, is none."""
    try:
        return float(element.get(name, "0")) / EMU
    except ValueError:
        return 0.0


def written(pieces: Pieces) -> dict[str, str]:
    """Return the shapes of each group as a text, to be kept and read again."""
    found: dict[str, list[str]] = {}
    for (group, name, _), piece in pieces.items():
        numbers = (str(round(100 * value)) for value in (piece.x, piece.y, piece.wide, piece.high))
        row = "\t".join((name, *numbers, piece.colour, piece.words))
        found.setdefault(group, []).append(row)
    return {group: "\n".join(rows) for group, rows in found.items()}


def read_kept(texts: Mapping[str, str]) -> dict[Spot, Piece]:
    """Return the shapes that were kept as texts; a line that cannot be read was written by nobody of us.

    >>> kept = {("Tag: CJ", "Tag", 0): Piece(1.5, 2.25, 9.5, 4.0, "003688", "CJ")}
    >>> read_kept(written(kept)) == kept
    True
    """
    shapes = []
    for group, text in texts.items():
        for row in text.split("\n"):
            parts = row.split("\t")
            try:
                name, x, y, wide, high, colour, words = parts
                place = (int(x) / 100, int(y) / 100, int(wide) / 100, int(high) / 100)
                shapes.append((group, name, Piece(*place, colour, words)))
            except ValueError:
                continue
    return _numbered(shapes)
