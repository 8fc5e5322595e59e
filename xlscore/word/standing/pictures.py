"""Pictures that stand in a document: replaced where they stand, with the size and the words that a person gave them kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import refuse_unspeakable, whole_number
from xlscore.ooxml.xml.tree import Element
from xlscore.word.made.pictures import EMU, add_image, png_size, svg_extension
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.places import take_away
from xlscore.word.xml.names import ASVG, MC, PIC, WP, A, R, parent_of, within

__all__ = ["WordPicture", "pictures_in"]

_FALLBACK: Final = f"{{{MC}}}Fallback"
_FRAMES: Final = (f"{{{WP}}}inline", f"{{{WP}}}anchor")
_EMBED: Final = f"{{{R}}}embed"
_SAME_SHAPE: Final = 0.01


def pictures_in(element: Element, desk: Desk, part: str) -> Iterator[WordPicture]:
    """Yield the pictures inside an element in their order; charts and drawn shapes are none."""
    for frame in element.iter(*_FRAMES):
        blip = next(frame.iter(f"{{{A}}}blip"), None)
        is_picture = next(frame.iter(f"{{{PIC}}}pic"), None) is not None
        if is_picture and blip is not None and next(frame.iterancestors(_FALLBACK), None) is None:
            yield WordPicture(frame, blip, desk, part)


class WordPicture:
    """A picture; two of them are equal where they are the same place of the document."""

    def __init__(self, frame: Element, blip: Element, desk: Desk, part: str) -> None:
        """Bind to the frame of a drawing and to what it shows."""
        self.element = frame
        self.desk = desk
        self.part = part
        self._blip = blip

    def __eq__(self, other: object) -> bool:
        """Return whether both are the same place."""
        return isinstance(other, WordPicture) and self.element is other.element

    def __hash__(self) -> int:
        """Return what goes with equality."""
        return hash(self.element)

    @property
    def alternative(self) -> str:
        """Return the words that say the same."""
        found = self.element.find(f"{{{WP}}}docPr")
        return "" if found is None else found.get("descr", "")

    def set_alternative(self, text: str) -> None:
        """Say the same as the picture in these words."""
        refuse_unspeakable(text)
        for each in self.element.iter(f"{{{WP}}}docPr", f"{{{PIC}}}cNvPr"):
            each.set("descr", text)

    @property
    def size_mm(self) -> tuple[float, float]:
        """Return its width and height as it is shown."""
        extent = self.element.find(f"{{{WP}}}extent")
        if extent is None:
            return 0.0, 0.0
        return whole_number(extent.get("cx")) / EMU, whole_number(extent.get("cy")) / EMU

    @property
    def image(self) -> bytes:
        """Return the picture that every program shows; empty where it lies outside the document."""
        return self._bytes(self._blip.get(_EMBED))

    @property
    def svg(self) -> bytes | None:
        """Return the drawing beside it, or None."""
        drawing = self._svg_blip
        return None if drawing is None else self._bytes(drawing.get(_EMBED))

    @property
    def paragraph(self) -> Paragraph:
        """Return the paragraph that it stands in."""
        return Paragraph(next(within(self.element, "p")), self.desk, self.part)

    def replace(self, png: bytes, svg: bytes | None = None) -> None:
        """Show another picture in its place: as wide as it was, cropped and placed as it was, in its own proportions."""
        width, height = png_size(png)
        before = self.image
        if before == png and self.svg == svg:
            return
        old_shape = _shape(before)
        self._embed(self._blip, png, "png")
        drawing = self._svg_blip
        if svg is None and drawing is not None:
            self._forget(drawing)
        elif svg is not None and drawing is not None:
            self._embed(drawing, svg, "svg")
        elif svg is not None:
            self._add_svg(svg)
        shape = height / width
        if old_shape is None or abs(shape - old_shape) > _SAME_SHAPE * old_shape:
            self._set_height(shape, old_shape)

    def resize(self, width_mm: float, height_mm: float) -> None:
        """Show it in another size."""
        size = {"cx": str(round(width_mm * EMU)), "cy": str(round(height_mm * EMU))}
        inner = (each for each in self.element.iter(f"{{{A}}}ext") if each.get("cx") is not None)
        for each in (*self.element.iter(f"{{{WP}}}extent"), *inner):
            for name, length in size.items():
                each.set(name, length)

    def remove(self) -> None:
        """Take it away with its run."""
        run = next(within(self.element, "r"), None)
        if run is None:
            raise EditRefusedError("The picture stands in no line, so it is left; take it out in Word.")
        take_away(run)

    def _set_height(self, shape: float, old_shape: float | None) -> None:
        width, height = self.size_mm
        # Where somebody squeezed or cropped the old picture, the new one is squeezed alike.
        squeeze = 1.0 if old_shape is None or not width else (height / width) / old_shape
        self.resize(width, width * shape * squeeze)

    @property
    def _svg_blip(self) -> Element | None:
        return next(self._blip.iter(f"{{{ASVG}}}svgBlip"), None)

    def _bytes(self, relationship: str | None) -> bytes:
        package = self.desk.parts.package
        found = package.rels(self.part).find(relationship) if relationship else None
        return package.read(found.target) if found and not found.external and found.target in package else b""

    def _embed(self, blip: Element, data: bytes, ending: str) -> None:
        """Point a blip at new bytes: in the old part where nothing else shows it, else in a part of their own."""
        package = self.desk.parts.package
        relationship = blip.get(_EMBED, "")
        found = package.rels(self.part).find(relationship)
        is_ours_alone = (
            found is not None
            and not found.external
            and found.target in package
            and found.target.casefold().endswith(f".{ending}")
            and self._uses(relationship) == 1
            and self.desk.is_only_pointer(self.part, relationship)
        )
        if is_ours_alone and found is not None:
            package.write(found.target, data)
            return
        blip.set(_EMBED, add_image(self.desk.parts, self.part, data, ending))
        blip.attrib.pop(f"{{{R}}}link", "")
        self._drop(relationship)

    def _forget(self, drawing: Element) -> None:
        relationship = drawing.get(_EMBED, "")
        extension = parent_of(drawing)
        listed = parent_of(extension)
        listed.remove(extension)
        if not len(listed):
            self._blip.remove(listed)
        self._drop(relationship)

    def _drop(self, relationship: str) -> None:
        """Take a relationship away that nothing uses any more, and its part where nothing else points to it."""
        package = self.desk.parts.package
        found = package.rels(self.part).find(relationship) if relationship else None
        if found is None or self._uses(relationship):
            return
        alone = self.desk.is_only_pointer(self.part, relationship)
        package.rels(self.part).remove(relationship)
        if alone and not found.external and found.target in package:
            package.remove(found.target)

    def _uses(self, relationship: str) -> int:
        root = self.desk.parts.tree(self.part).root
        return sum(1 for each in root.iter() if relationship in each.attrib.values())

    def _add_svg(self, svg: bytes) -> None:
        made = svg_extension(add_image(self.desk.parts, self.part, svg, "svg"))
        listed = self._blip.find(f"{{{A}}}extLst")
        if listed is None:
            self._blip.append(made)
        else:
            listed.extend(list(made))


def _shape(image: bytes) -> float | None:
    """Return height by width of a PNG, None for another kind of picture."""
    try:
        width, height = png_size(image)
    except EditRefusedError:
        return None
    return height / width
