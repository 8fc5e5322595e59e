"""A tagged PDF as LibreOffice leaves it, written operator by operator: pictures as artifacts, Figures empty, no row headed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream


def picture(name: str, left: float, bottom: float, wide: float, high: float) -> str:
    """Return the operators that paint an image as LibreOffice does."""
    return f"/Artifact BMC\nq {wide} 0 0 {high} {left} {bottom} cm\n/{name} Do Q\nEMC\n"


def figure(box: tuple[float, float, float, float], alternative: str = "A map.") -> Dictionary:
    """Return an empty Figure that lies at a box; without words where `alternative` is empty."""
    made = Dictionary(S=Name.Figure, A=Dictionary(O=Name.Layout, BBox=Array(box)))
    if alternative:
        made.Alt = alternative
    return made


def cell(number: int | None, *, heads: bool = False, down: int = 1) -> Dictionary:
    """Return a cell of a table with the content of that number, empty without one."""
    held = Array([Dictionary(O=Name.Layout)])
    if heads:
        held.append(Dictionary(O=Name.Table, Scope=Name.Column))
    if down > 1:
        held.append(Dictionary(O=Name.Table, RowSpan=down))
    made = Dictionary(S=Name.TH if heads else Name.TD, A=held)
    if number is not None:
        made.K = Array([Dictionary(S=Name("/Standard"), K=Array([number]))])
    return made


def table(*rows: list[Dictionary]) -> Dictionary:
    """Return a table of rows of cells."""
    return Dictionary(S=Name.Table, K=Array([Dictionary(S=Name.TR, K=Array(row)) for row in rows]))


def heading(level: int, number: int) -> Dictionary:
    """Return a heading."""
    return Dictionary(S=Name(f"/H{level}"), K=Array([number]))


def link(number: int) -> Dictionary:
    """Return a link of the words of that number, which no area of the page belongs to."""
    return Dictionary(S=Name.Link, K=Array([number]))


def tagged(
    contents: str,
    *found: Dictionary,
    title: str = "",
    language: str = "en-GB",
    areas: Sequence[tuple[float, float, float, float]] = (),
) -> bytes:
    """Return a PDF of one page with these contents and this structure."""
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    page = pdf.pages[0]
    image = Stream(pdf, b"\x00\x00\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1)
    image.ColorSpace, image.BitsPerComponent = Name.DeviceRGB, 8
    form = Stream(pdf, b"0 0 10 5 re f", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 10, 5]))
    page.obj.Resources = Dictionary(XObject=Dictionary(Im1=image, Im2=image, Tr1=form))
    page.obj.Contents = pdf.make_stream(contents.encode())
    page.obj.StructParents = 0
    if areas:
        page.obj.Annots = Array(
            [
                pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array(area)))
                for area in areas
            ]
        )
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, RoleMap=Dictionary({"/Standard": Name.P})))
    whole = pdf.make_indirect(Dictionary(S=Name.Document, P=root, K=Array()))
    for element in found:
        whole.K.append(_held(pdf, element, whole, page.obj))
    root.K = whole
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array([0, pdf.make_indirect(Array())])))
    pdf.Root.StructTreeRoot, pdf.Root.MarkInfo = root, Dictionary(Marked=True)
    if language:
        pdf.Root.Lang = language
    with pdf.open_metadata() as metadata:
        metadata["pdfuaid:part"] = "1"
        if title:
            metadata["dc:title"] = title
    held = io.BytesIO()
    pdf.save(held)
    return held.getvalue()


def _held(pdf: Any, element: Any, parent: Any, page: Any) -> Any:
    made = pdf.make_indirect(element)
    made.P, made.Pg = parent, page
    if "/K" in made:
        made.K = Array(
            [_held(pdf, child, made, page) if isinstance(child, Dictionary) else child for child in made.K]
        )
    return made
