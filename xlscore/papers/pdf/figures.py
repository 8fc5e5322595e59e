"""Pictures: each Figure of the structure gets what the page paints for it; what is painted beside everything is decoration.

LibreOffice leaves the Figure of a picture empty and paints the picture as an artifact, which a screen reader passes over.
Which of a page's artifacts belongs to which Figure is known by where it lies: a logo in the header is none.
"""

from __future__ import annotations

from typing import Any, Final

from xlscore.papers.pdf.painting import PageBox, PaintedStretch, as_stream, stretches
from xlscore.papers.pdf.structure import children, elements, kind, owned_numbers, remove

__all__ = ["DECORATION", "drop_decoration", "give_figures_their_content", "mark_decoration"]

DECORATION: Final = "xlscore: decoration"
"""The words of a picture that says nothing; its Figure goes, and what is painted stays an artifact."""
_SAME_PLACE: Final = 0.6
"""How much of a picture and of its Figure must be in both; LibreOffice rounds them to a twentieth of a point."""


def drop_decoration(pdf: Any) -> None:
    """Take the pictures out of the structure that are decoration."""
    for element, parent in list(elements(pdf.Root.StructTreeRoot)):
        if str(element.get("/Alt", "")) == DECORATION and not children(element):
            remove(element, parent)


def give_figures_their_content(pdf: Any) -> int:
    """Return how many pictures the paper has, after giving each empty Figure what is painted in its place."""
    roles = pdf.Root.StructTreeRoot.get("/RoleMap", {})
    figures = [each for each, _ in elements(pdf.Root.StructTreeRoot) if kind(each, roles) == "Figure"]
    empty: dict[tuple[int, int], list[Any]] = {}
    for figure in figures:
        if not children(figure) and "/Pg" in figure:
            empty.setdefault(figure.Pg.objgen, []).append(figure)
    for page in pdf.pages:
        if page.objgen in empty:
            _give(pdf, page, empty[page.objgen])
    return len(figures)


def _give(pdf: Any, page: Any, figures: list[Any]) -> None:
    painted = stretches(page)
    free = max((stretch.number for stretch in painted if stretch.number is not None), default=-1) + 1
    owners = owned_numbers(pdf, page)
    for figure in figures:
        box = _box(figure)
        if box is None:
            continue
        mine = _painted_for(box, painted)
        for stretch in mine:
            _mark(stretch, "/Figure", free)
            _own(owners, free, figure)
            free += 1
        if mine:
            numbers = [stretch.number for stretch in mine]
            figure.K = numbers[0] if len(numbers) == 1 else _array(numbers)
    page.obj.Contents = pdf.make_stream(as_stream(painted))


def _painted_for(box: PageBox, painted: list[PaintedStretch]) -> list[PaintedStretch]:
    """Return the artifacts that are a Figure's: the picture in its place, or all that is drawn within it."""
    free = [
        stretch for stretch in painted if stretch.mark == "/Artifact" and stretch.paints and stretch.whole
    ]
    near = [(max((box.shared(each) for each in stretch.pictures), default=0.0), stretch) for stretch in free]
    best, picture = max(near, key=lambda each: each[0], default=(0.0, None))
    if picture is not None and best >= _SAME_PLACE:
        return [picture]
    return [stretch for stretch in free if stretch.box is not None and box.holds(stretch.box)]


def mark_decoration(pdf: Any) -> int:
    """Return how many stretches were painted beside every mark, such as the border of a title, and are artifacts now."""
    marked = 0
    for page in pdf.pages:
        painted = stretches(page)
        beside = [stretch for stretch in painted if not stretch.mark and stretch.paints and stretch.whole]
        for stretch in beside:
            _mark(stretch, "/Artifact", None)
        if beside:
            page.obj.Contents = pdf.make_stream(as_stream(painted))
        marked += len(beside)
    return marked


def _mark(stretch: PaintedStretch, mark: str, number: int | None) -> None:
    """Put a mark round a stretch in place of its own."""
    import pikepdf

    inner = stretch.instructions[1:-1] if stretch.mark else stretch.instructions
    name, ends = pikepdf.Name(mark), pikepdf.ContentStreamInstruction([], pikepdf.Operator("EMC"))
    if number is None:
        begins = pikepdf.ContentStreamInstruction([name], pikepdf.Operator("BMC"))
    else:
        held = pikepdf.Dictionary(MCID=number)
        begins = pikepdf.ContentStreamInstruction([name, held], pikepdf.Operator("BDC"))
    stretch.mark, stretch.number, stretch.instructions = mark, number, [begins, *inner, ends]


def _own(owners: Any, number: int, element: Any) -> None:
    while len(owners) <= number:
        owners.append(None)
    owners[number] = element


def _box(figure: Any) -> PageBox | None:
    """Return the place of a Figure on its page, as LibreOffice wrote it beside it."""
    import pikepdf

    held = figure.get("/A", [])
    for attributes in held if isinstance(held, pikepdf.Array) else [held]:
        if isinstance(attributes, pikepdf.Dictionary) and "/BBox" in attributes:
            left, bottom, right, top = (float(side) for side in attributes.BBox)
            return PageBox(min(left, right), min(bottom, top), max(left, right), max(bottom, top))
    return None


def _array(numbers: list[int | None]) -> Any:
    import pikepdf

    return pikepdf.Array([number for number in numbers if number is not None])
