"""Pictures and shapes of a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import drawings
from xlscore.ooxml.xml.text import real_number
from xlscore.ooxml.xml.tree import local, real

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet

__all__ = ["Picture", "Pictures", "Shape", "Shapes"]

_EMU_PER_POINT, _POINTS_PER_PIXEL = 12_700, 0.75
_PICTURE = (
    "<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>{right}</xdr:colOff>"
    "<xdr:row>{row}</xdr:row><xdr:rowOff>{down}</xdr:rowOff></xdr:from>"
    '<xdr:ext cx="{width}" cy="{height}"/>'
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="2" name={name}/>'
    '<xdr:cNvPicPr><a:picLocks noChangeAspect="1"/></xdr:cNvPicPr></xdr:nvPicPr>'
    '<xdr:blipFill><a:blip r:embed="@picture"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>'
    '<xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic><xdr:clientData/></xdr:oneCellAnchor>'
)


class _Placed:
    """Where a drawn object lies, worked out from its anchor and the sheet's widths and heights."""

    def __init__(self, sheet: FileSheet, name: str) -> None:
        self._sheet, self._name = sheet, name

    @property
    def item(self) -> drawings.DrawnObject:
        """Return the object as the file has it now."""
        for item in drawings.drawn(self._sheet.book.workbook.package, self._sheet.file.part):
            if item.name == self._name:
                return item
        raise XlscoreError(f"There is no {self._name!r} on {self._sheet.name} any more.")

    @property
    def parent(self) -> FileSheet:
        """Return the sheet."""
        return self._sheet

    def _point(self, tag: str) -> tuple[float, float] | None:
        corner = next((each for each in self.item.anchor if local(each) == tag), None)
        if corner is None:
            return None
        parts = {local(each): real_number(each.text) for each in corner}
        row, column = (max(int(parts.get(key, 0)), 0) + 1 for key in ("row", "col"))
        cell = self._sheet.range((row, column))
        return (
            cell.left + parts.get("colOff", 0) / _EMU_PER_POINT,
            cell.top + parts.get("rowOff", 0) / _EMU_PER_POINT,
        )

    def _start(self) -> tuple[float, float]:
        start = self._point("from")
        if start is not None:
            return start
        place = next((each for each in self.item.anchor if local(each) == "pos"), None)
        if place is None:
            return 0.0, 0.0
        return real(place, "x") / _EMU_PER_POINT, real(place, "y") / _EMU_PER_POINT

    def _size(self) -> tuple[float, float]:
        end, start = self._point("to"), self._start()
        if end is not None:
            return end[0] - start[0], end[1] - start[1]
        size = next((each for each in self.item.anchor if local(each) == "ext"), None)
        if size is None:
            return 0.0, 0.0
        return real(size, "cx") / _EMU_PER_POINT, real(size, "cy") / _EMU_PER_POINT

    @property
    def name(self) -> str:
        """Return the name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        item = self.item
        taken = {each.name.casefold() for each in drawings.drawn(self._package(), self._sheet.file.part)}
        if value.casefold() in taken - {self._name.casefold()}:
            raise XlscoreError(f"There is something called {value!r} on {self._sheet.name} already.")
        drawings.rename_drawn(self._package(), self._sheet.file.part, item.name, value)
        self._name = value

    def _package(self) -> Any:
        return self._sheet.book.workbook.package

    def delete(self) -> None:
        """Delete the object; everything else stays."""
        self._sheet.refuse_if_protected("objects")
        drawings.remove_drawn(
            self._package(), self._sheet.file, self._sheet.file.part, lambda name: name == self._name
        )

    left = property(lambda self: self._start()[0], doc="Return how far it is from the left edge, in points.")
    top = property(lambda self: self._start()[1], doc="Return how far it is from the top edge, in points.")
    width = property(lambda self: self._size()[0], doc="Return its width in points.")
    height = property(lambda self: self._size()[1], doc="Return its height in points.")


@answers_for("Shape")
class Shape(_Placed, base_classes.Shape):  # type: ignore[misc]
    """A shape, text box, picture or chart."""

    @property
    def type(self) -> str:
        """Return the kind of object."""
        return self.item.kind

    @property
    def text(self) -> str:
        """Return the text in the shape."""
        return "".join(each.text or "" for each in self.item.anchor.iter() if local(each) == "t")


@answers_for("Picture")
class Picture(_Placed, base_classes.Picture):  # type: ignore[misc]
    """One picture."""

    lock_aspect_ratio = True

    def _replace(self, data: bytes | None, place: tuple[float, float], size: tuple[float, float]) -> None:
        sheet, package = self._sheet, self._package()
        part = drawings.drawing_part(package, sheet.file.part)
        if data is None and part is not None:
            link = next(
                value
                for each in self.item.anchor.iter()
                for key, value in each.attrib.items()
                if str(key).endswith("}embed")
            )
            data = package.read(package.rels(part).get(str(link)).target)
        assert data is not None
        _put(sheet, self._name, data, place, size, lambda name: name == self._name)

    def _resized(self, *, width: float | None = None, height: float | None = None) -> None:
        old_width, old_height = self._size()
        if self.lock_aspect_ratio and old_width and old_height:
            scale = width / old_width if width is not None else (height or old_height) / old_height
            self._replace(None, self._start(), (old_width * scale, old_height * scale))
        else:
            self._replace(None, self._start(), (width or old_width, height or old_height))

    @property
    def width(self) -> float:
        """Return the width in points."""
        return self._size()[0]

    @width.setter
    def width(self, value: float) -> None:
        self._resized(width=value)

    @property
    def height(self) -> float:
        """Return the height in points."""
        return self._size()[1]

    @height.setter
    def height(self, value: float) -> None:
        self._resized(height=value)

    @property
    def left(self) -> float:
        """Return how far it is from the left edge, in points."""
        return self._start()[0]

    @left.setter
    def left(self, value: float) -> None:
        self._replace(None, (value, self.top), self._size())

    @property
    def top(self) -> float:
        """Return how far it is from the top edge, in points."""
        return self._start()[1]

    @top.setter
    def top(self, value: float) -> None:
        self._replace(None, (self.left, value), self._size())

    def update(self, filename: str) -> Picture:
        """Return the picture after it shows another image in the same place and size."""
        self._replace(Path(filename).read_bytes(), self._start(), self._size())
        return self


def _put(
    sheet: FileSheet,
    name: str,
    data: bytes,
    place: tuple[float, float],
    size: tuple[float, float],
    replaces: Callable[[str], bool],
) -> None:
    sheet.refuse_if_protected("objects")
    row, down = _cell_at(place[1], lambda at: sheet.range((at, 1)).height)
    column, right = _cell_at(place[0], lambda at: sheet.range((1, at)).width)
    xml = _PICTURE.format(
        column=column - 1,
        right=round(right * _EMU_PER_POINT),
        row=row - 1,
        down=round(down * _EMU_PER_POINT),
        width=round(size[0] * _EMU_PER_POINT),
        height=round(size[1] * _EMU_PER_POINT),
        name=quoteattr(name),
    )
    package = sheet.book.workbook.package
    drawings.put_drawing(
        package, sheet.file, sheet.file.part, [xml], replaces=replaces, pictures={"picture": data}
    )


def _cell_at(points: float, size_of: Callable[[int], float]) -> tuple[int, float]:
    """Return the row or column at a distance from the edge, and how far into it."""
    at = 1
    while points >= size_of(at) and at < 16_384:
        points -= size_of(at)
        at += 1
    return at, points


class _Collection(base_classes.Collection):  # type: ignore[misc]
    """The drawn objects of a sheet."""

    def __init__(self, sheet: FileSheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> FileSheet:
        """Return the sheet."""
        return self._sheet

    def _names(self) -> list[str]:
        found = drawings.drawn(self._sheet.book.workbook.package, self._sheet.file.part)
        return [item.name for item in found if self._takes(item)]

    def _takes(self, item: drawings.DrawnObject) -> bool:
        return True

    def _wrap(self, name: str) -> Any:
        return Shape(self._sheet, name)

    def __call__(self, key: int | str) -> Any:
        """Return an object by its position from 1 or its name."""
        names = self._names()
        if isinstance(key, int):
            return self._wrap(names[key - 1])
        for name in names:
            if name.casefold() == key.casefold():
                return self._wrap(name)
        raise KeyError(key)

    def __len__(self) -> int:
        """Return how many objects there are."""
        return len(self._names())

    def __iter__(self) -> Iterator[Any]:
        """Yield the objects."""
        return (self._wrap(name) for name in self._names())

    def __contains__(self, key: Any) -> bool:
        """Return whether there is an object of this name."""
        return any(name.casefold() == str(key).casefold() for name in self._names())


@answers_for("Shapes")
class Shapes(_Collection):
    """Everything that is drawn on a sheet."""


@answers_for("Pictures")
class Pictures(_Collection, base_classes.Pictures):  # type: ignore[misc]
    """The pictures of a sheet."""

    def _takes(self, item: drawings.DrawnObject) -> bool:
        return item.kind == "picture"

    def _wrap(self, name: str) -> Picture:
        return Picture(self._sheet, name)

    def add(
        self,
        filename: str,
        link_to_file: bool = False,
        save_with_document: bool = True,
        left: float | None = None,
        top: float | None = None,
        width: float = -1,
        height: float = -1,
        anchor: Any = None,
    ) -> Picture:
        """Return a new picture, at a place in points or at a cell."""
        if link_to_file:
            raise NotOnAFileError(
                "A picture that stays outside the workbook needs Excel; let it be saved within."
            )
        data = Path(filename).read_bytes()
        _, pixels_wide, pixels_tall = drawings.image_size(data)
        size = (
            width if width and width > 0 else pixels_wide * _POINTS_PER_PIXEL,
            height if height and height > 0 else pixels_tall * _POINTS_PER_PIXEL,
        )
        cell = anchor.impl if anchor is not None else None
        place = (cell.left, cell.top) if cell is not None else (left or 0, top or 0)
        taken = {
            item.name for item in drawings.drawn(self._sheet.book.workbook.package, self._sheet.file.part)
        }
        number = 1
        while f"Picture {number}" in taken:
            number += 1
        name = f"Picture {number}"
        _put(self._sheet, name, data, place, size, lambda _: False)
        return Picture(self._sheet, name)
