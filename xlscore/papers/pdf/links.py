"""Links and other things to press: each belongs to the words that it lies on, and is reached in reading order.

A link that goes on over the end of a line is two areas on the page, of which LibreOffice ties only the first to its words.
"""

from __future__ import annotations

from typing import Any, Final

from xlscore.papers.pdf.painting import PageBox, stretches
from xlscore.papers.pdf.structure import children, elements, kind, next_key

__all__ = ["loose_links", "tie_links"]

_PRINTED: Final = 4
"""The flag of what is printed as it is seen."""


def tie_links(pdf: Any) -> None:
    """Tie the areas of links to their words; what is printed is as on the screen, and is reached in reading order."""
    import pikepdf

    for page in pdf.pages:
        for area in page.obj.get("/Annots", []):
            page.obj.Tabs = pikepdf.Name.S
            area.F = int(area.get("/F", 0)) | _PRINTED
    links = _links(pdf)
    for page, areas in loose_links(pdf):
        _tie(pdf, page, areas, [link for link in links if _is_on(link, page)])


def loose_links(pdf: Any) -> list[tuple[Any, list[Any]]]:
    """Return the pages that have areas of links which belong to no words, with these areas."""
    tied = {held.Obj.objgen for link in _links(pdf) for held in children(link) if _is_object(held)}
    found = [
        (
            page,
            [
                area
                for area in page.obj.get("/Annots", [])
                if area.get("/Subtype") == "/Link" and area.objgen not in tied
            ],
        )
        for page in pdf.pages
    ]
    return [(page, areas) for page, areas in found if areas]


def _links(pdf: Any) -> list[Any]:
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    return [element for element, _ in elements(pdf.Root.StructTreeRoot) if kind(element, roles) == "Link"]


def _tie(pdf: Any, page: Any, loose: list[Any], links: list[Any]) -> None:
    import pikepdf

    boxes = {stretch.number: stretch.box for stretch in stretches(page) if stretch.number is not None}
    for area in loose:
        left, bottom, right, top = (float(side) for side in area.Rect)
        around = PageBox(left, bottom, right, top)
        under = [link for link in links if any(_lies(around, boxes.get(number)) for number in _numbers(link))]
        if not under:
            continue
        key = next_key(pdf)
        held = pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Obj=area, Pg=page.obj)
        under[0].K = pikepdf.Array([*children(under[0]), held])
        area.StructParent = key
        pikepdf.NumberTree(pdf.Root.StructTreeRoot.ParentTree)[key] = under[0]


def _lies(around: PageBox, box: PageBox | None) -> bool:
    """Return whether words begin within an area."""
    return box is not None and around.holds(PageBox(box.left, box.bottom, box.left, box.bottom))


def _numbers(link: Any) -> list[int]:
    return [int(held) for held in children(link) if isinstance(held, int)]


def _is_object(held: Any) -> bool:
    import pikepdf

    return isinstance(held, pikepdf.Dictionary) and "/Obj" in held


def _is_on(element: Any, page: Any) -> bool:
    return "/Pg" in element and element.Pg.objgen == page.objgen
