"""Addresses that people wrote as text: links in the PDF, as one that is only printed cannot be followed by who cannot copy it.

The paper itself stays as it is; only the copy that goes to LibreOffice has them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word import Document, WordSpan
from xlscore.word.made.letters import letters
from xlscore.word.standing.spans import shown_leaves
from xlscore.word.xml.names import R, attribute, child, make, name_of, parent_of, value, w

__all__ = ["address_of", "link_addresses"]

_ADDRESS: Final = re.compile(
    r"""https?://[^\s<>"“”]+|www\.[\w-]+\.[^\W\d_]{2,}[^\s<>"“”]*|[\w.+-]+@[\w-]+(?:\.[\w-]+)+""",
    re.IGNORECASE,
)
_ENDS: Final = ".,;:!?'’*"
_BRACKETS: Final = {")": "(", "]": "[", "}": "{"}
_NOTES: Final = ("footnotes", "endnotes")
_LEADS_TO: Final = f"{{{R}}}id"


def link_addresses(document: Document) -> bool:
    """Return whether anything was changed so that the addresses in the text, its tables and notes can be followed.

    An address that somebody tracks changes in, or that a field writes, stays as it is. LibreOffice 7.4 drops a link whose
    letters have no style of letters, so each gets the one of links.
    """
    changed = False
    notes = (part for kind in _NOTES for part in document.parts.related(document.part, kind))
    for part in (document.part, *notes):
        root = document.parts.tree(part).root
        for paragraph in list(root.iter(w("p"))):
            text = "".join(text for _, text in shown_leaves(paragraph, document.desk))
            for start, end in reversed(list(_addresses(text))):
                span = WordSpan(paragraph, document.desk, part, start, end)
                changed |= _link(span, address_of(text[start:end]))
        for run in [
            run for link in root.iter(w("hyperlink")) if link.get(_LEADS_TO) for run in link.iter(w("r"))
        ]:
            changed |= _dress(run, document)
    return changed


def address_of(written: str) -> str:
    """Return where an address leads that is written as people write it: "www.police.uk", "clerk@force.police.uk"."""
    if "://" in written:
        return written
    return f"http://{written}" if written.casefold().startswith("www.") else f"mailto:{written}"


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses begin and end, without the signs of the sentence that stand behind them."""
    for found in _ADDRESS.finditer(text):
        address = found[0]
        while address and (
            address[-1] in _ENDS
            or address.count(address[-1]) > address.count(_BRACKETS.get(address[-1], address[-1]))
        ):
            address = address[:-1]
        yield found.start(), found.start() + len(address)


def _link(span: WordSpan, to: str) -> bool:
    ends = span.ends()
    if ends is None:
        return False
    first, last = ends
    held = [first, *_up_to(first, last)]
    if held[-1] is not last or parent_of(first) is not span.element or _is_written_by_a_field(first, held):
        return False
    relationship = span.desk.parts.package.rels(span.part).add("hyperlink", to, external=True)
    link = make("w:hyperlink", {"r:id": relationship})
    first.addprevious(link)
    link.extend(held)
    return True


def _dress(run: Element, document: Document) -> bool:
    look = child(run, "rPr")
    if value(look, "rStyle"):
        return False
    made = letters(look, style=document.desk.styles.id_of("link"))
    if look is not None:
        run.remove(look)
    if made is not None:
        run.insert(0, made)
    return True


def _up_to(first: Element, last: Element) -> Iterator[Element]:
    for each in first.itersiblings() if first is not last else ():
        yield each
        if each is last:
            return


def _is_written_by_a_field(first: Element, held: list[Element]) -> bool:
    """Return whether the elements are a link already, or what another field writes."""
    if any(name_of(each) in ("hyperlink", "fldSimple") for one in held for each in one.iter()):
        return True
    open_fields = 0
    for mark in (mark for each in first.itersiblings(preceding=True) for mark in each.iter(w("fldChar"))):
        open_fields += {"begin": 1, "end": -1}.get(attribute(mark, "fldCharType"), 0)
    return open_fields > 0
