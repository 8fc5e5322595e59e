"""New pictures: a PNG, the drawing (SVG) beside it for whoever can show it, and the words that say the same."""

from __future__ import annotations

import struct
from typing import Final

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.text import refuse_unspeakable
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import NewPicture
from xlscore.word.file.parts import DocumentParts
from xlscore.word.xml.names import PIC, make, sub

__all__ = ["EMU", "add_image", "drawing", "png_size", "svg_extension"]

EMU: Final = 36_000
_PNG: Final = b"\x89PNG\r\n\x1a\n"
# Microsoft, [MS-ODRAWXML] 2.3.2.9: the extension by which a picture names its drawing.
_SVG_URI: Final = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_TYPES: Final = {"png": "image/png", "svg": "image/svg+xml"}


def png_size(png: bytes) -> tuple[int, int]:
    """Return width and height of a PNG in dots; refused where it is none."""
    if not png.startswith(_PNG) or len(png) < 24:
        raise UnsupportedValueError(
            "The picture is no PNG; give one as the picture that every program shows."
        )
    width, height = struct.unpack(">II", png[16:24])
    if not width or not height:
        raise UnsupportedValueError("The picture has no dots; give a PNG that has some.")
    return width, height


def add_image(parts: DocumentParts, source: str, data: bytes, ending: str) -> str:
    """Return the relationship of a part to a picture, which is added unless the part has it already."""
    for each in parts.package.rels(source).by_type("image"):
        if not each.external and each.target in parts.package and parts.package.read(each.target) == data:
            return each.id
    part = parts.package.free_name(f"/word/media/image{{}}.{ending}")
    parts.package.add(part, data, _TYPES[ending])
    return parts.package.rels(source).add("image", part)


def drawing(picture: NewPicture, parts: DocumentParts, source: str, identity: int) -> Element:
    """Return a picture as the drawing of a run."""
    refuse_unspeakable(picture.alternative, picture.name)
    dots = png_size(picture.png)
    height_mm = picture.height_mm or picture.width_mm * dots[1] / dots[0]
    size = {"cx": round(picture.width_mm * EMU), "cy": round(height_mm * EMU)}
    name = picture.name or f"Picture {identity}"
    words = {"id": identity, "name": name, "descr": picture.alternative}
    made = make("w:drawing")
    inline = sub(made, "wp:inline", dict.fromkeys(("distT", "distB", "distL", "distR"), 0))
    sub(inline, "wp:extent", size)
    sub(inline, "wp:docPr", words)
    frame = sub(inline, "wp:cNvGraphicFramePr")
    sub(frame, "a:graphicFrameLocks", {"noChangeAspect": 1})
    data = sub(sub(inline, "a:graphic"), "a:graphicData", {"uri": PIC})
    shown = sub(data, "pic:pic")
    about = sub(shown, "pic:nvPicPr")
    sub(about, "pic:cNvPr", words)
    sub(about, "pic:cNvPicPr")
    fill = sub(shown, "pic:blipFill")
    blip = sub(fill, "a:blip", {"r:embed": add_image(parts, source, picture.png, "png")})
    if picture.svg is not None:
        blip.append(svg_extension(add_image(parts, source, picture.svg, "svg")))
    sub(sub(fill, "a:stretch"), "a:fillRect")
    properties = sub(shown, "pic:spPr")
    frame = sub(properties, "a:xfrm")
    sub(frame, "a:off", {"x": 0, "y": 0})
    sub(frame, "a:ext", size)
    sub(sub(properties, "a:prstGeom", {"prst": "rect"}), "a:avLst")
    return made


def svg_extension(relationship: str) -> Element:
    """Return what a picture says of its drawing."""
    listed = make("a:extLst")
    extension = sub(listed, "a:ext", {"uri": _SVG_URI})
    sub(extension, "asvg:svgBlip", {"r:embed": relationship})
    return listed
