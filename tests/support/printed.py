"""Small PDFs as a printer driver writes them: letters in Helvetica at their places, or a picture of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

A4 = (595, 842)


@dataclass(frozen=True)
class Printed:
    """Letters at a place, counted from the foot of the page."""

    text: str
    left: float = 57
    low: float = 700
    size: float = 11
    bold: bool = False


def lines(
    texts: Sequence[str], *, left: float = 57, top: float = 700, size: float = 11, lead: float = 14
) -> list[Printed]:
    """Return lines below one another."""
    return [Printed(text, left, top - lead * number, size) for number, text in enumerate(texts)]


def pdf(*pages: Sequence[Printed] | None) -> bytes:
    """Return a PDF of pages; None is a page that a scanner made."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    for bold in (False, True):
        name = b"Helvetica-Bold" if bold else b"Helvetica"
        objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/" + name + b"/Encoding/WinAnsiEncoding>>")
    objects.append(
        _stream(
            b"\x80", b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray"
        )
    )
    kids = []
    for page in pages:
        body = b"q 595 0 0 842 0 0 cm /I1 Do Q" if page is None else b"\n".join(_shown(each) for each in page)
        objects.append(_stream(body))
        kids.append(len(objects) + 1)
        resources = b"<</Font<</F1 3 0 R/F2 4 0 R>>/XObject<</I1 5 0 R>>>>"
        box = b"[0 0 %d %d]" % A4
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox"
            + box
            + b"/Resources"
            + resources
            + b"/Contents %d 0 R>>" % (kids[-1] - 1)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    return _file(objects)


def _stream(body: bytes, more: bytes = b"") -> bytes:
    return b"<<" + more + b"/Length %d>>stream\n" % len(body) + body + b"\nendstream"


def _shown(each: Printed) -> bytes:
    text = each.text.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
    font = b"/F2" if each.bold else b"/F1"
    return b"BT %s %g Tf %g %g Td (%s) Tj ET" % (font, each.size, each.left, each.low, text)


def _file(objects: Sequence[bytes]) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return (
        data
        + head
        + table
        + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(data))
    )
