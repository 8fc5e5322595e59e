"""Headers and footers: the marking that every page says, in each kind of them that the sections show."""

from __future__ import annotations

from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import NewControl, NewParagraph
from xlscore.word.standing.controls import controls_in
from xlscore.word.standing.desk import Desk
from xlscore.word.xml.names import R, W, attribute, child, make, sub, w

__all__ = ["mark_pages", "number_pages"]

_ROOTS: Final = {"header": "hdr", "footer": "ftr"}
_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml"
_ID: Final = f"{{{R}}}id"


def mark_pages(desk: Desk, body: Element, text: str, *, tag: str, title: str) -> None:
    """Have every page say a text at its head and at its foot; an empty one takes it away."""
    for kind in _ROOTS:
        for part in _shown(desk, body, kind, make_missing=bool(text)):
            _mark(desk, part, kind, text, tag, title)


def number_pages(desk: Desk, body: Element) -> None:
    """Have every page say its number at its foot, below what stands there."""
    for part in _shown(desk, body, "footer", make_missing=True):
        line = make("w:p")
        sub(sub(line, "w:pPr"), "w:jc", {"w:val": "center"})
        sub(sub(sub(line, "w:fldSimple", {"w:instr": " PAGE "}), "w:r"), "w:t").text = "1"
        desk.parts.tree(part).root.append(line)


def _shown(desk: Desk, body: Element, kind: str, *, make_missing: bool) -> list[str]:
    """Return the headers, or footers, that pages show; where a page would show none, one is made."""
    sections = list(body.iter(w("sectPr")))
    if not sections and make_missing:
        sections = [sub(body, "w:sectPr")]
    has_even = _has_even_pages(desk)
    so_far: dict[str, str] = {}
    found: list[str] = []
    for section in sections:
        own = {
            attribute(each, "type") or "default": target
            for each in section.iterchildren(w(f"{kind}Reference"))
            if (target := _target(desk, each.get(_ID, "")))
        }
        # A section without one of its own shows that of the section before.
        so_far |= own
        wanted = [
            "default",
            *(["first"] if _has_first_page(section) else []),
            *(["even"] if has_even else []),
        ]
        for page in wanted:
            if page not in so_far and make_missing:
                so_far[page] = _new(desk, section, kind, page)
            if page in so_far:
                found.append(so_far[page])
    return list(dict.fromkeys(found))


def _target(desk: Desk, relationship: str) -> str:
    package = desk.parts.package
    found = package.rels(desk.parts.main).find(relationship)
    return found.target if found and not found.external and found.target in package else ""


def _has_first_page(section: Element) -> bool:
    found = child(section, "titlePg")
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _has_even_pages(desk: Desk) -> bool:
    part = desk.parts.first("settings")
    found = None if part is None else child(desk.parts.tree(part).root, "evenAndOddHeaders")
    return found is not None and attribute(found, "val") not in ("0", "false", "off")


def _new(desk: Desk, section: Element, kind: str, page: str) -> str:
    part = desk.parts.package.free_name(f"/word/{kind}{{}}.xml")
    root = _ROOTS[kind]
    desk.parts.add(part, f'<w:{root} xmlns:w="{W}"></w:{root}>', _TYPE.format(kind))
    relationship = desk.parts.package.rels(desk.parts.main).add(kind, part)
    reference = make(f"w:{kind}Reference", {"w:type": page})
    reference.set(_ID, relationship)
    references = [each for each in section if each.tag in (w("headerReference"), w("footerReference"))]
    section.insert(len(references), reference)
    return part


def _mark(desk: Desk, part: str, kind: str, text: str, tag: str, title: str) -> None:
    root = desk.parts.tree(part).root
    standing = [each for each in controls_in(root, desk, part) if each.tag == tag]
    if standing:
        for each in standing:
            if text:
                each.set_text(text)
            else:
                each.remove()
        return
    if not text:
        return
    role = "header" if kind == "header" else "footer"
    line = NewParagraph((NewControl(tag, title, (text,)),), role=role, centred=True)
    (made,) = desk.maker(part).blocks((line,), None)
    root.insert(0 if kind == "header" else len(root), made)
