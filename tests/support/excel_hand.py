"""A person's hand on a drawn map: what Excel leaves in a workbook's file when a shape is dragged, deleted, recoloured.

Excel moves a shape in a group by its `off`, and draws the frames of all groups around it anew: the box around what they
hold, in the units of what they hold (`chOff`, `chExt`) and on the sheet (`off`, `ext`) alike. The shapes of a group that was
dragged keep their numbers: only the group's own `off` says that it stands elsewhere.
"""

from __future__ import annotations

import copy
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
X = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
MM = 36000
Element = ElementTree.Element


class Hand:
    """The drawing of one map in a workbook's file."""

    def __init__(self, root: Element, name: str) -> None:
        """Take hold of the map of that name."""
        self.root, self.name = root, name

    @property
    def map(self) -> Element:
        """Return the map's group."""
        return self.group(f"Tube map: {self.name}")

    def group(self, name: str) -> Element:
        """Return the group of that name, of the map where it has one, else of the sheet."""
        found = [each for each in self.root.iter(f"{X}grpSp") if _name(each) == name]
        if name.startswith("Tube map: "):
            return found[0]
        inside = [each for each in found if any(each is one for one in self._mine())]
        return (inside or found)[0]

    def _mine(self) -> Iterator[Element]:
        for each in self.root.iter(f"{X}grpSp"):
            if _name(each) == f"Tube map: {self.name}":
                yield from each.iter()

    def shape(self, group: str, name: str) -> Element:
        """Return a shape of a group."""
        return next(each for each in self.group(group).iter(f"{X}sp") if _name(each) == name)

    def box(self, group: str, shape: str) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of a shape in millimetres, as it is written."""
        left, top, right, bottom = _box(self.shape(group, shape))
        return left / MM, top / MM, right / MM, bottom / MM

    def drag(self, group: str, across: float, down: float, shape: str = "") -> None:
        """Drag a group, or a shape in it, by so many millimetres."""
        dragged = self.shape(group, shape) if shape else self.group(group)
        place = _xfrm(dragged).find(f"{A}off")
        assert place is not None
        place.set("x", str(int(place.get("x", "0")) + round(across * MM)))
        place.set("y", str(int(place.get("y", "0")) + round(down * MM)))
        self.reframe()

    def reframe(self) -> None:
        """Draw the frames of all groups of the map anew, the innermost first, as Excel does."""
        for group in (each for each in reversed(list(self.map.iter(f"{X}grpSp")))):
            boxes = [_box(child) for child in _children(group)]
            left, top = min(box[0] for box in boxes), min(box[1] for box in boxes)
            right, bottom = max(box[2] for box in boxes), max(box[3] for box in boxes)
            xfrm = _xfrm(group)
            off, ext, inner, size = (xfrm.find(f"{A}{each}") for each in ("off", "ext", "chOff", "chExt"))
            assert off is not None
            assert ext is not None
            assert inner is not None
            assert size is not None
            scale = [int(ext.get(way, "1")) / (int(size.get(way, "1")) or 1) for way in ("cx", "cy")]
            for at, way, low, high, times in zip(
                ("x", "y"), ("cx", "cy"), (left, top), (right, bottom), scale, strict=True
            ):
                there = int(off.get(at, "0")) + (low - int(inner.get(at, "0"))) * times
                off.set(at, str(round(there)))
                ext.set(way, str(round((high - low) * times)))
                inner.set(at, str(low))
                size.set(way, str(high - low))

    def settle(self) -> None:
        """Write every shape where it stands on the sheet, and every group's frame likewise, as a program does that forgets how it came there."""

        def write(group: Element, scale: tuple[float, float], shift: tuple[float, float]) -> None:
            for child in _children(group):
                xfrm = _xfrm(child)
                off, ext = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
                assert off is not None
                assert ext is not None
                inner, size = xfrm.find(f"{A}chOff"), xfrm.find(f"{A}chExt")
                place = [
                    int(off.get(at, "0")) * by + to for at, by, to in zip("xy", scale, shift, strict=True)
                ]
                wide = [int(ext.get(at, "0")) * by for at, by in zip(("cx", "cy"), scale, strict=True)]
                if inner is not None and size is not None:
                    by = (
                        wide[0] / (int(size.get("cx", "1")) or 1),
                        wide[1] / (int(size.get("cy", "1")) or 1),
                    )
                    to = (
                        place[0] - by[0] * int(inner.get("x", "0")),
                        place[1] - by[1] * int(inner.get("y", "0")),
                    )
                    write(child, by, to)
                    _set(inner, size, place, wide)
                _set(off, ext, place, wide)

        xfrm = _xfrm(self.map)
        off, ext, inner, size = (xfrm.find(f"{A}{each}") for each in ("off", "ext", "chOff", "chExt"))
        assert off is not None
        assert ext is not None
        assert inner is not None
        assert size is not None
        place = [float(off.get(at, "0")) for at in ("x", "y")]
        wide = [float(ext.get(at, "0")) for at in ("cx", "cy")]
        by = (wide[0] / int(size.get("cx", "1")), wide[1] / int(size.get("cy", "1")))
        to = (place[0] - by[0] * int(inner.get("x", "0")), place[1] - by[1] * int(inner.get("y", "0")))
        write(self.map, by, to)
        _set(inner, size, place, wide)

    def move_map(self, across: float, down: float, times: float = 1.0, higher: float = 1.0) -> None:
        """Drag the whole map, and pull it larger."""
        xfrm = _xfrm(self.map)
        off, ext = xfrm.find(f"{A}off"), xfrm.find(f"{A}ext")
        assert off is not None
        assert ext is not None
        off.set("x", str(int(off.get("x", "0")) + round(across * MM)))
        off.set("y", str(int(off.get("y", "0")) + round(down * MM)))
        ext.set("cx", str(round(int(ext.get("cx", "0")) * times)))
        ext.set("cy", str(round(int(ext.get("cy", "0")) * times * higher)))

    def turn_map(self, degrees: int) -> None:
        """Turn the whole map."""
        _xfrm(self.map).set("rot", str(degrees * 60000))

    def delete(self, group: str, shape: str = "") -> None:
        """Delete a group, or a shape in it."""
        gone = self.shape(group, shape) if shape else self.group(group)
        parents = {child: parent for parent in self.root.iter() for child in parent}
        parents[gone].remove(gone)
        self.reframe()

    def colour(self, group: str, shape: str, colour: str) -> None:
        """Give a shape another colour: its line if it is one, else its fill."""
        looks = self.shape(group, shape).find(f"{X}spPr")
        assert looks is not None
        fill = looks.find(f"{A}solidFill")
        if fill is None:
            fill = looks.find(f"{A}ln/{A}solidFill")
        assert fill is not None
        fill[:] = [ElementTree.Element(f"{A}srgbClr", {"val": colour})]

    def retype(self, group: str, shape: str, words: str) -> None:
        """Type other words into a shape."""
        paragraphs = self.shape(group, shape).findall(f"{X}txBody/{A}p")
        for number, paragraph in enumerate(paragraphs):
            for text in paragraph.iter(f"{A}t"):
                text.text = words if number == 0 else ""

    def ungroup(self) -> None:
        """Ungroup the map: each group in it becomes one of the sheet's own."""
        whole = self.map
        anchor = next(each for each in self.root if whole in list(each))
        place = list(self.root).index(anchor)
        self.settle()
        self.root.remove(anchor)
        for number, child in enumerate(list(_children(whole))):
            self.root.insert(place + number, anchored(child))

    def lift(self, group: str) -> None:
        """Cut a group out of the map and put it on the sheet where it was."""
        self.settle()
        lifted = self.group(group)
        self.map.remove(lifted)
        self.root.append(anchored(lifted))
        self.reframe()

    def copy_out(self, group: str) -> None:
        """Put a copy of a group on the sheet, beside the map."""
        twin = copy.deepcopy(self.group(group))
        off = _xfrm(twin).find(f"{A}off")
        assert off is not None
        off.set("x", str(int(off.get("x", "0")) + 60 * MM))
        self.root.append(anchored(twin))

    def group_with(self, name: str, other: str) -> None:
        """Group the map with a text box of a person's under a name of Excel's."""
        whole = self.map
        anchor = next(each for each in self.root if whole in list(each))
        box = copy.deepcopy(next(self.map.iter(f"{X}sp")))
        named = box.find(f"{X}nvSpPr/{X}cNvPr")
        assert named is not None
        named.set("name", other)
        outer = copy.deepcopy(whole)
        for child in list(_children(outer)):
            outer.remove(child)
        outer_named = outer.find(f"{X}nvGrpSpPr/{X}cNvPr")
        assert outer_named is not None
        outer_named.set("name", name)
        place = list(anchor).index(whole)
        anchor.remove(whole)
        outer.extend([whole, box])
        anchor.insert(place, outer)


def anchored(shape: Element) -> Element:
    """Return an anchor of its own for a shape."""
    left, top, right, bottom = _box(shape)
    anchor = ElementTree.Element(f"{X}twoCellAnchor")
    for name, x, y in (("from", left, top), ("to", right, bottom)):
        corner = ElementTree.SubElement(anchor, f"{X}{name}")
        for field, value in (("col", 0), ("colOff", x), ("row", 0), ("rowOff", y)):
            ElementTree.SubElement(corner, f"{X}{field}").text = str(value)
    anchor.append(shape)
    ElementTree.SubElement(anchor, f"{X}clientData")
    return anchor


def _children(group: Element) -> Iterator[Element]:
    return (each for each in group if each.tag in (f"{X}grpSp", f"{X}sp"))


def _xfrm(shape: Element) -> Element:
    found = shape.find(f"{X}grpSpPr/{A}xfrm") if shape.tag == f"{X}grpSp" else shape.find(f"{X}spPr/{A}xfrm")
    assert found is not None
    return found


def _box(shape: Element) -> tuple[int, int, int, int]:
    off, ext = _xfrm(shape).find(f"{A}off"), _xfrm(shape).find(f"{A}ext")
    assert off is not None
    assert ext is not None
    x, y = int(off.get("x", "0")), int(off.get("y", "0"))
    return x, y, x + int(ext.get("cx", "0")), y + int(ext.get("cy", "0"))


def _set(off: Element, ext: Element, place: list[float], wide: list[float]) -> None:
    off.set("x", str(round(place[0])))
    off.set("y", str(round(place[1])))
    ext.set("cx", str(round(wide[0])))
    ext.set("cy", str(round(wide[1])))


def _name(shape: Element) -> str:
    named = next((each for each in shape.iter() if each.tag == f"{X}cNvPr"), None)
    return "" if named is None else named.get("name", "")


@contextmanager
def hand_on(path: Path, name: str) -> Iterator[Hand]:
    """Yield the map of that name in a workbook's file; what is done to it is in the file afterwards."""
    with zipfile.ZipFile(path) as book:
        parts = {item: book.read(item) for item in book.namelist()}
    wanted = f'name="Tube map: {name}"'.encode()
    part = next(item for item in parts if item.startswith("xl/drawings/drawing") and wanted in parts[item])
    root = ElementTree.fromstring(parts[part])
    yield Hand(root, name)
    parts[part] = ElementTree.tostring(root, xml_declaration=True, encoding="UTF-8")
    rewrite(path, lambda _: parts)


def rewrite(path: Path, change: Callable[[dict[str, bytes]], dict[str, bytes]]) -> None:
    """Write a workbook's file with other parts."""
    with zipfile.ZipFile(path) as book:
        parts = change({item: book.read(item) for item in book.namelist()})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for item, data in parts.items():
            book.writestr(item, data)
