"""Placing new content beside what stands, and taking content away, with the rules of where Word wants what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, cast

from xlscore.ooxml.errors import UnsupportedValueError
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import Block, Inline, NewBlockControl, NewList, NewParagraph, NewTable, Sideways
from xlscore.word.looks.pages import cell_width, following_page, is_sideways, without_first_page
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.markers import outlive
from xlscore.word.xml.names import attribute, make, name_of, parent_of, w, within

__all__ = [
    "BLOCK",
    "CELL",
    "INLINE",
    "ROW",
    "hang",
    "level_of",
    "made_for",
    "put",
    "put_after",
    "put_before",
    "take_away",
]

INLINE: Final = "inline"
BLOCK: Final = "block"
ROW: Final = "row"
CELL: Final = "cell"
_LEVELS: Final = {"p": INLINE, "tbl": ROW, "tr": CELL}
_THROUGH: Final = ("sdt", "sdtContent", "customXml", "ins", "del", "moveFrom", "moveTo", "smartTag")
_NEED_PARAGRAPH: Final = ("tc", "txbxContent", "hdr", "ftr", "footnote", "endnote", "comment")
_BLOCKS: Final = (NewParagraph, NewList, NewTable, NewBlockControl, Sideways)
Content = Sequence[Inline] | Sequence[Block] | str


def level_of(element: Element) -> str:
    """Return among what an element stands: "inline", "block", "row" or "cell"."""
    for each in element.iterancestors():
        name = name_of(each)
        if name in _LEVELS:
            return _LEVELS[name]
        if name in ("hyperlink", "fldSimple", "bdo", "dir", "ruby"):
            return INLINE
        if name not in _THROUGH:
            return BLOCK
    return BLOCK


def made_for(
    level: str,
    content: Content,
    desk: Desk,
    part: str,
    at: Element,
    look: Element | None = None,
    *,
    behind: bool = False,
) -> list[Element]:
    """Return new content as elements that may stand on a level."""
    is_block = not isinstance(content, str) and any(isinstance(each, _BLOCKS) for each in content)
    if level == INLINE:
        if is_block:
            raise UnsupportedValueError(
                "A line takes text, pictures and controls of a line, no paragraphs or tables."
            )
        return desk.maker(part).inline(cast("Sequence[Inline] | str", content), look)
    if level != BLOCK:
        raise UnsupportedValueError(
            "New content stands in a line or between paragraphs, not among rows or cells."
        )
    if content and not is_block:
        content = (NewParagraph(cast("Sequence[Inline] | str", content)),)
    blocks = cast("Sequence[Block]", content)
    page, width = following_page(at, behind=behind), cell_width(at)
    made = desk.maker(part).blocks(blocks, page, width)
    is_turned = width is None and any(isinstance(each, Sideways) for each in blocks)
    if is_turned and page is not None and not is_sideways(page):
        without_first_page(page)  # what comes after them goes on where the pages before them ended
    return made


def put_after(element: Element, new: Sequence[Element]) -> None:
    """Put elements behind one."""
    parent = parent_of(element)
    put(parent, parent.index(element) + 1, new)


def put_before(element: Element, new: Sequence[Element]) -> None:
    """Put elements before one."""
    parent = parent_of(element)
    put(parent, parent.index(element), new)


def put(parent: Element, place: int, new: Sequence[Element]) -> None:
    """Put elements into one, at a place; no table touches another, for Word would make one of them."""
    if not new:
        return
    table = w("tbl")
    apart = list(new)
    if apart[-1].tag == table and place < len(parent) and parent[place].tag == table:
        apart.append(make("w:p"))
    if apart[0].tag == table and place and parent[place - 1].tag == table:
        apart.insert(0, make("w:p"))
    parent[place:place] = apart


def take_away(element: Element) -> None:
    """Take an element away; what begins or ends in it and elsewhere stays, comments and notes too, and a cell keeps a paragraph."""
    parent = parent_of(element)
    before, after = outlive([element], bookmarks=False)
    if level_of(element) == INLINE:
        put_before(element, [*before, *after])
        parent.remove(element)
        if parent.tag == w("sdtContent") and not any(each.tag == w("r") for each in parent.iter()):
            parent.append(make("w:r"))
        return
    ended = {attribute(each, "id") for each in after if each.tag == w("commentRangeEnd")}
    moved = [each for each in before if each.tag == w("commentRangeStart") and attribute(each, "id") in ended]
    moved += [each for each in after if each.tag in (w("commentRangeEnd"), w("r"))]
    put_before(element, [each for each in (*before, *after) if each not in moved])
    near, is_before = _neighbour(element)
    parent.remove(element)
    _keep_paragraph(parent)
    if near is None:
        near = next(parent.iter(w("p")), None)
    if near is not None:
        hang(near, *(((), moved) if is_before else (moved, ())))


def hang(paragraph: Element, before: Sequence[Element], after: Sequence[Element]) -> None:
    """Hang marks and references on a paragraph: at its beginning, and at its end."""
    first = 1 if len(paragraph) and paragraph[0].tag == w("pPr") else 0
    paragraph[first:first] = before
    paragraph.extend(after)


def _keep_paragraph(parent: Element) -> None:
    held = [name_of(each) for each in parent if name_of(each) in ("p", "tbl", "sdt")]
    is_content = parent.tag == w("sdtContent") and level_of(parent) == BLOCK
    needs_one = is_content or name_of(parent) in _NEED_PARAGRAPH
    if needs_one and (not held or (parent.tag == w("tc") and held[-1] == "tbl")):
        parent.append(make("w:p"))


def _neighbour(element: Element) -> tuple[Element | None, bool]:
    """Return the nearest paragraph before an element, else behind it, and whether it stands before."""
    here: Element | None = element
    while here is not None and name_of(here) not in ("body", "txbxContent"):
        for is_before in (True, False):
            for beside in here.itersiblings(preceding=is_before):
                found = [
                    each for each in beside.iter(w("p")) if next(within(each, "txbxContent"), None) is None
                ]
                if found:
                    return (found[-1] if is_before else found[0]), is_before
        here = here.getparent()
    return None, True
