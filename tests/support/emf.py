"""An enhanced metafile read back from its records, by Microsoft's open specification [MS-EMF] and knowing no writer of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from struct import unpack_from

Point = tuple[float, float]


@dataclass(frozen=True)
class ReadShape:
    """A drawn shape: its points in mm (curves in sixteen parts), the fill and the outline or "" for none, the outline's width."""

    group: str
    points: tuple[Point, ...]
    closed: bool
    fill: str
    outline: str
    width: float


@dataclass(frozen=True)
class ReadLine:
    """A line of text: where it begins on its baseline, how wide its letters are together, and how it looks."""

    group: str
    text: str
    x: float
    baseline: float
    width: float
    size: float
    colour: str
    bold: bool
    face: str


@dataclass
class Metafile:
    """What a metafile draws, in mm from its left upper corner."""

    width: float
    height: float
    description: list[str]
    shapes: list[ReadShape] = field(default_factory=list)
    lines: list[ReadLine] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at < len(data):
        number, size = unpack_from("<2I", data, at)
        assert size >= 8
        assert size % 4 == 0
        yield number, data[at : at + size]
        at += size
    assert at == len(data)


def _colour(number: int) -> str:
    return f"{number & 255:02X}{number >> 8 & 255:02X}{number >> 16 & 255:02X}"


def _curve(points: list[Point]) -> Iterator[Point]:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = points
    for part in range(1, 17):
        t = part / 16
        a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3
        yield a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def read_emf(data: bytes) -> Metafile:
    """Return what a metafile draws; a record that this reader does not know fails."""
    frame = unpack_from("<4i", data, 24)
    signature, _version, size, count = unpack_from("<4I", data, 40)
    handles, _, words, words_at, _palette, *device = unpack_from("<2H3I4I", data, 56)
    micrometres = unpack_from("<2I", data, 100)
    assert signature == 0x464D4520
    assert size == len(data)
    assert [device[2] * 1000, device[3] * 1000] == list(micrometres)
    mm = device[2] / device[0]  # of a dot
    assert mm == device[3] / device[1]
    said = data[words_at : words_at + 2 * words].decode("utf-16-le").rstrip("\0").split("\0")
    made = Metafile((frame[2] - frame[0]) / 100, (frame[3] - frame[1]) / 100, said)
    records = list(_records(data))
    assert len(records) == count
    assert (records[0][0], records[-1][0]) == (1, 14)

    objects: dict[int, tuple[str, tuple[object, ...]]] = {}
    taken: dict[str, tuple[object, ...]] = {}
    text_colour, group = "000000", ""
    path: list[Point] = []
    closed = False
    settings: dict[int, tuple[int, ...]] = {}

    def points(record: bytes, at: int, number: int) -> list[Point]:
        flat = unpack_from(f"<{2 * number}i", record, at)
        return [(x * mm, y * mm) for x, y in zip(flat[::2], flat[1::2], strict=True)]

    def drawn(where: list[Point], is_closed: bool, *, filled: bool = True, lined: bool = True) -> None:
        fill = str(taken["brush"][0]) if filled else ""
        outline, width = taken["pen"] if lined else ("", 0.0)
        made.shapes.append(ReadShape(group, tuple(where), is_closed, fill, str(outline), float(str(width))))

    for number, record in records[1:-1]:
        if number in (9, 10, 11, 12, 17, 18, 19, 22):
            settings[number] = unpack_from(f"<{(len(record) - 8) // 4}i", record, 8)
        elif number == 3:
            drawn(points(record, 28, unpack_from("<I", record, 24)[0]), True)
        elif number == 24:
            text_colour = _colour(unpack_from("<I", record, 8)[0])
        elif number == 27 or number == 54:
            path += points(record, 8, 1)
        elif number == 5:
            count = unpack_from("<I", record, 24)[0]
            bends = points(record, 28, count)
            for at in range(0, count, 3):
                path += _curve([path[-1], *bends[at : at + 3]])
        elif number == 59:
            path, closed = [], False
        elif number == 61:
            closed = True
        elif number == 60:
            pass
        elif number == 63:
            drawn(path, closed)
        elif number == 64:
            drawn(path, closed, filled=False)
        elif number == 42:
            (left, top), (right, bottom) = points(record, 8, 2)
            drawn([(left, top), (right, top), (right, bottom), (left, bottom)], True)
        elif number == 39:
            handle, style, colour = unpack_from("<3I", record, 8)
            assert style == 0
            objects[handle] = "brush", (_colour(colour),)
        elif number == 95:
            handle, *bitmap = unpack_from("<5I", record, 8)
            style, width, brush, colour, _hatch, entries = unpack_from("<6I", record, 28)
            assert (style & 0x000F0000, brush, bitmap) == (0x00010000, 0, [0, 0, 0, 0])
            assert style & 0xFF00 in (0, 0x200)  # round or flat ends, round corners
            assert entries == 0  # no dashes
            objects[handle] = "pen", (_colour(colour), width * mm)
        elif number == 82:
            handle, height, _w, _e, _o, weight = unpack_from("<I5i", record, 8)
            face = record[40:104].decode("utf-16-le").partition("\0")[0]
            objects[handle] = "font", (-height * mm, weight >= 600, face)
        elif number == 37:
            handle = unpack_from("<I", record, 8)[0]
            none = {0x80000005: ("brush", ("",)), 0x80000008: ("pen", ("", 0.0))}
            kind, look = none[handle] if handle in none else objects[handle]
            taken[kind] = look
        elif number == 40:
            del objects[unpack_from("<I", record, 8)[0]]
        elif number == 70:
            length, mark, kind_of = unpack_from("<I4sI", record, 8)
            assert mark == b"GDIC"
            assert length <= len(record) - 12
            if kind_of == 2:
                letters = unpack_from("<I", record, 36)[0]
                group = record[40 : 40 + 2 * letters].decode("utf-16-le")
                made.groups.append(group)
            else:
                assert kind_of == 3
                group = ""
        elif number == 84:
            mode, across, down = unpack_from("<I2f", record, 24)
            assert (mode, across, down) == (1, 1.0, 1.0)
            x, y, letters, text_at, _options = unpack_from("<2i3I", record, 36)
            widths_at = unpack_from("<I", record, 72)[0]
            text = record[text_at : text_at + 2 * letters].decode("utf-16-le")
            advances = unpack_from(f"<{letters}I", record, widths_at)
            size_mm, bold, font = taken["font"]
            made.lines.append(
                ReadLine(
                    group, text, x * mm, y * mm, sum(advances) * mm, float(str(size_mm)), text_colour,
                    bool(bold), str(font),
                )
            )  # fmt: skip
        else:
            raise AssertionError(f"The metafile has a record of number {number}.")
    assert objects == {}, "what was made is deleted"
    assert max(len(objects), 1) < handles
    assert settings[9] == settings[11], "a unit is a dot"
    assert (settings[17], settings[22]) == (
        (8,),
        (24,),
    )  # as the window says; text begins left on its baseline
    return made
