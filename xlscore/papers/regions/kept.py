"""Where what was last written travels: in the document itself, unseen, as a custom XML part."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from xlscore.papers.regions.remembered import PAPER_NAMESPACE, Remembered

if TYPE_CHECKING:
    from xlscore.word import Document

__all__ = ["read_kept", "write_kept"]

_TEXT: Final = re.compile(r"<(?:\w+:)?paper\b[^>]*>(.*)</(?:\w+:)?paper>", re.DOTALL)


def read_kept(document: Document) -> Remembered | None:
    """Return what was last written into a document, None where it is not there or cannot be read."""
    xml = document.custom_xml(PAPER_NAMESPACE)
    found = _TEXT.search(xml or "")
    return None if found is None else Remembered.read(unescape(found[1]))


def write_kept(document: Document, kept: Remembered) -> None:
    """Keep in a document what is written into it; the same is the same bytes."""
    document.set_custom_xml(
        PAPER_NAMESPACE, f'<paper xmlns="{PAPER_NAMESPACE}">{escape(kept.text())}</paper>'
    )
