"""Strict files spell every namespace differently; between opening and saving they are turned into the usual spelling."""

from __future__ import annotations

import re

from xlscore.ooxml.errors import EditRefusedError
from xlscore.ooxml.xml.text import as_utf8

__all__ = ["is_strict", "to_strict", "to_usual"]

# ECMA-376 part 1, annex A; what is not listed has the same spelling in both, or is never written by us.
_PAIRS = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    b"http://purl.oclc.org/ooxml/officeDocument/math": b"http://schemas.openxmlformats.org/officeDocument/2006/math",
    b"http://purl.oclc.org/ooxml/drawingml/main": b"http://schemas.openxmlformats.org/drawingml/2006/main",
    b"http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing": b"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    b"http://purl.oclc.org/ooxml/drawingml/picture": b"http://schemas.openxmlformats.org/drawingml/2006/picture",
}
_USUAL = {usual: strict for strict, usual in _PAIRS.items()}


def _of(words: dict[bytes, bytes]) -> re.Pattern[bytes]:
    return re.compile(rb"(?<=[\"'])(?:" + b"|".join(map(re.escape, words)) + rb")(?=[\"'])")


_STRICT_WORDS, _USUAL_WORDS = _of(_PAIRS), _of(_USUAL)


def is_strict(namespace: str) -> bool:
    """Return whether a namespace, or the type of a relationship, is one of strict files."""
    return "purl.oclc.org/ooxml" in namespace


def to_usual(data: bytes, part: str) -> bytes:
    """Return a part of a strict file in the usual spelling; refused where it could not be turned back."""
    data = as_utf8(data, part)
    if _USUAL_WORDS.search(data):
        raise EditRefusedError(
            f"{part} is strict Open XML mixed with the usual kind.",
            "Open the document in Word and save it as a Word document (.docx).",
        )
    return _STRICT_WORDS.sub(lambda found: _PAIRS[found[0]], data)


def to_strict(data: bytes) -> bytes:
    """Return a part in the spelling of strict files.

    >>> to_strict(b'<a xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"/>')
    b'<a xmlns="http://purl.oclc.org/ooxml/drawingml/main"/>'
    """
    return _USUAL_WORDS.sub(lambda found: _USUAL[found[0]], data)
