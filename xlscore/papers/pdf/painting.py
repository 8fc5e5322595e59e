"""What a page of a PDF paints, stretch by stretch: what each is marked as, and the box that it fills.

Only marks are ever changed here. `painted` is what is left of a page without its marks; two pages that paint the same
look the same, whatever renders them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

__all__ = ["PageBox", "PaintedStretch", "as_stream", "painted", "stretches"]

_OPENS: Final = {"BMC", "BDC"}
_MARKS: Final = _OPENS | {"EMC", "MP", "DP"}
_FILLS: Final = {"S", "s", "f", "F", "f*", "B", "B*", "b", "b*"}
_SHOWS: Final = {"Tj", "TJ", "'", '"'}
_IMAGES: Final = {"Do", "INLINE IMAGE", "BI"}
_PAINTS: Final = _FILLS | _SHOWS | _IMAGES | {"sh"}

Matrix = tuple[float, float, float, float, float, float]
_AS_IT_IS: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True)
class PageBox:
    """A rectangle on a page, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float

    @classmethod
    def around(cls, points: Iterable[tuple[float, float]]) -> PageBox | None:
        """Return the box around some points, None where there is none."""
        held = list(points)
        if not held:
            return None
        across, up = [x for x, _ in held], [y for _, y in held]
        return cls(min(across), min(up), max(across), max(up))

    @property
    def area(self) -> float:
        """Return the area, with a thickness for what is only a line."""
        return max(self.right - self.left, 0.1) * max(self.top - self.bottom, 0.1)

    def shared(self, other: PageBox) -> float:
        """Return which part of both together is in both: 1 for the same box, 0 for two apart.

        >>> PageBox(0, 0, 2, 1).shared(PageBox(1, 0, 2, 1))
        0.5
        """
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.top, other.top) - max(self.bottom, other.bottom)
        if wide <= 0 or high <= 0:
            return 0.0
        return wide * high / (self.area + other.area - wide * high)

    def holds(self, other: PageBox, room: float = 1.0) -> bool:
        """Return whether the other box lies within this one, give or take `room`."""
        return (
            self.left - room <= other.left
            and other.right <= self.right + room
            and self.bottom - room <= other.bottom
            and other.top <= self.top + room
        )


@dataclass
class PaintedStretch:
    """Instructions that stand under one mark, or between two: what they paint, and where."""

    mark: str
    """ "/Artifact", "/P" …; empty between two marks."""
    number: int | None = None
    """The number by which the structure knows it (MCID)."""
    instructions: list[Any] = field(default_factory=list)
    box: PageBox | None = None
    pictures: list[PageBox] = field(default_factory=list)
    paints: bool = False
    whole: bool = True
    """Whether it begins and ends outside a text object, so that a mark may stand round it."""


def stretches(page: Any) -> list[PaintedStretch]:
    """Return a page's instructions as stretches, in the order in which they are painted."""

    made: list[PaintedStretch] = []
    pen = _Pen(page.resources.get("/XObject", {}))
    depth = 0
    for instruction in _instructions(page):
        operator = str(instruction.operator)
        if depth == 0 and operator in _OPENS:
            made.append(_marked(instruction))
        elif not made or (depth == 0 and made[-1].mark and operator != "EMC"):
            made.append(PaintedStretch(""))
        made[-1].instructions.append(instruction)
        depth += (operator in _OPENS) - (operator == "EMC")
        pen.follow(operator, instruction, made[-1])
        if depth == 0 and operator == "EMC":
            made.append(PaintedStretch(""))
    return [stretch for stretch in made if stretch.instructions]


def _marked(instruction: Any) -> PaintedStretch:
    import pikepdf

    kind, *more = instruction.operands
    held = more[0] if more else None
    number = held.get("/MCID") if isinstance(held, pikepdf.Dictionary) else None
    return PaintedStretch(str(kind), None if number is None else int(number))


class _Pen:
    """Follows the instructions of a page and keeps where on it each stretch paints."""

    def __init__(self, objects: Any) -> None:
        self._objects = objects
        self._at = _AS_IT_IS
        self._kept: list[Matrix] = []
        self._path: list[tuple[float, float]] = []
        self._line: Matrix = _AS_IT_IS
        self._in_text = False

    def follow(self, operator: str, instruction: Any, stretch: PaintedStretch) -> None:
        """Take one instruction into account."""
        if operator in ("BT", "ET"):
            self._in_text = operator == "BT"
            self._line = _AS_IT_IS
        stretch.whole = stretch.whole and not (operator in _MARKS and self._in_text)
        if operator == "q":
            self._kept.append(self._at)
        elif operator == "Q":
            self._at = self._kept.pop() if self._kept else _AS_IT_IS
        elif operator == "cm":
            self._at = _times(_numbers(instruction), self._at)
        elif operator in ("m", "l", "c", "v", "y", "re"):
            self._draw(operator, _numbers(instruction))
        elif operator in ("Tm", "Td", "TD"):
            self._move(operator, _numbers(instruction))
        self._paint(operator, instruction, stretch)

    def _draw(self, operator: str, numbers: Sequence[float]) -> None:
        if operator == "re":
            x, y, wide, high = numbers
            numbers = (x, y, x + wide, y, x, y + high, x + wide, y + high)
        pairs = zip(numbers[::2], numbers[1::2], strict=False)
        self._path += [_placed(x, y, self._at) for x, y in pairs]

    def _move(self, operator: str, numbers: Sequence[float]) -> None:
        if operator == "Tm":
            self._line = _matrix(numbers)
        else:
            self._line = _times((1.0, 0.0, 0.0, 1.0, numbers[0], numbers[1]), self._line)

    def _paint(self, operator: str, instruction: Any, stretch: PaintedStretch) -> None:
        points: list[tuple[float, float]] = []
        if operator in _IMAGES:
            points = [_placed(x, y, self._at) for x, y in self._corners(instruction)]
            box = PageBox.around(points)
            stretch.pictures += [box] if box else []
        elif operator in _SHOWS:
            points = [_placed(self._line[4], self._line[5], self._at)]
        elif operator in _FILLS:
            points = self._path
        if operator in _FILLS or operator == "n":
            self._path = []
        stretch.paints = stretch.paints or operator in _PAINTS
        if points:
            old = stretch.box
            corners = [(old.left, old.bottom), (old.right, old.top)] if old else []
            stretch.box = PageBox.around([*points, *corners])

    def _corners(self, instruction: Any) -> list[tuple[float, float]]:
        """Return the corners of an image, which fills the unit square, or of a drawing kept by itself, which says its own."""
        held = self._objects.get(str(instruction.operands[0])) if len(instruction.operands) == 1 else None
        if held is None or held.get("/Subtype") != "/Form":
            return [(0, 0), (1, 0), (0, 1), (1, 1)]
        left, bottom, right, top = (float(side) for side in held.BBox)
        own = _matrix([float(number) for number in held.get("/Matrix", _AS_IT_IS)])
        return [_placed(x, y, own) for x in (left, right) for y in (bottom, top)]


def painted(page: Any) -> bytes:
    """Return what a page paints, without marks: equal for two pages that look the same."""
    import pikepdf

    return pikepdf.unparse_content_stream(
        [each for each in _instructions(page) if str(each.operator) not in _MARKS]
    )


def _instructions(page: Any) -> list[Any]:
    """Return what a page consists of, nothing where it is blank."""
    import pikepdf

    return list(pikepdf.parse_content_stream(page)) if "/Contents" in page.obj else []


def as_stream(made: Iterable[PaintedStretch]) -> bytes:
    """Return stretches as the stream of a page."""
    import pikepdf

    return pikepdf.unparse_content_stream([each for stretch in made for each in stretch.instructions])


def _numbers(instruction: Any) -> tuple[float, ...]:
    return tuple(float(operand) for operand in instruction.operands)


def _matrix(numbers: Sequence[float]) -> Matrix:
    a, b, c, d, e, f = numbers
    return (a, b, c, d, e, f)


def _times(first: Sequence[float], then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)
