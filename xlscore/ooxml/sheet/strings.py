"""Texts of cells: the shared strings part, rich text and phonetic guides.

The part is indexed, not loaded: a million strings cost eight bytes each until one is asked for.
"""

from __future__ import annotations

import re
from array import array
from operator import methodcaller

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.xml.text import as_utf8, check_xml, masked, plain, uncell_text

__all__ = ["SharedStrings", "one_text", "rich_text"]

ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
PHONETIC = re.compile(rb"<((?:[\w.-]+:)?rPh)(?=[\s/>])(?:[^>]*/>|.*?</\1\s*>)", re.DOTALL)
TEXT = re.compile(
    rb"<((?:[\w.-]+:)?t)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>(.*?)</\1\s*>)", re.DOTALL
)
# A text without runs, as nearly every one is spelt.
ONE_TEXT = re.compile(rb"<(si|is)><t(?: xml:space=\"preserve\")?>([^<]*+)</t></\1>")

PLAIN_ITEM = re.compile(rb"<si><t(?: xml:space=\"preserve\")?>([^<]*+)</t></si>")

_FEW = 4096
"""So many texts are read one by one; whoever asks for more asks for them all, and they are read at once."""
_AROUND_ONE_TEXT = {(b"<si><t>", b"</t></si>"), (b"<is><t>", b"</t></is>")}


class SharedStrings:
    """The texts that cells point to by number."""

    def __init__(self, data: bytes, part: str) -> None:
        """Index the part; texts are decoded when asked for and then kept."""
        self._data = as_utf8(data, part)
        seen = masked(self._data) if check_xml(self._data, part) else self._data
        self._starts = array("Q", map(methodcaller("start"), ITEM.finditer(seen)))
        self._known: dict[int, str] = {}

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        """Return the text of this number, phonetic guides left out."""
        text = self._known.get(index)
        if text is None and len(self._known) == _FEW:
            self._read_plain()
            text = self._known.get(index)
        if text is None:
            if not 0 <= index < len(self._starts):
                raise DamagedFileError(
                    f"A cell points to text {index}, but the workbook holds {len(self)} texts."
                )
            end = self._starts[index + 1] if index + 1 < len(self) else len(self._data)
            text = self._known[index] = rich_text(self._data[self._starts[index] : end])
        return text

    def _read_plain(self) -> None:
        """Read all texts at once where each is spelt as programs spell one without runs, and none holds a character spelt otherwise."""
        found: list[bytes] = PLAIN_ITEM.findall(self._data)
        whole = b"\0".join(found)
        # A text that stands in a comment, beside runs or in CDATA makes the numbers differ.
        is_plain = len(found) == len(self._starts) == self._data.count(b"<si>") and b"<!" not in self._data
        if is_plain and not any(sign in whole for sign in (b"&", b"\r", b"_x")):
            self._known = dict(enumerate(whole.decode().split("\0")))


def one_text(xml: bytes) -> str | None:
    """Return the text of an `<si>` or `<is>` element that holds nothing but one text, None for any other bytes.

    >>> one_text(b"<is><t>Red line</t></is>"), one_text(b"<is><t/></is>")
    ('Red line', None)
    """
    if (xml[:7], xml[-9:]) in _AROUND_ONE_TEXT and xml.count(b"<") == 4:
        text = xml[7:-9].decode()
        return uncell_text(plain(text)) if "&" in text or "\r" in text or "_x" in text else text
    one = ONE_TEXT.fullmatch(xml)
    return uncell_text(plain(one[2].decode())) if one else None


def rich_text(xml: bytes) -> str:
    """Return the text of an `<si>` or `<is>` slice: its runs joined, phonetic guides left out.

    >>> rich_text(b"<si><r><t>Red</t></r><r><t xml:space='preserve'> line</t></r><rPh><t>x</t></rPh></si>")
    'Red line'
    """
    if (text := one_text(xml)) is not None:
        return text
    if one := ONE_TEXT.match(xml):
        return uncell_text(plain(one[2].decode()))
    if b"<!" in xml or b"<?" in xml:
        xml = without_comments(xml)
    if b"rPh" in xml:
        xml = PHONETIC.sub(b"", xml)
    return uncell_text("".join(plain(match[2].decode()) for match in TEXT.finditer(xml) if match[2]))


UNUSUAL = re.compile(rb"<!--.*?-->|<!\[CDATA\[(.*?)\]\]>|<\?.*?\?>", re.DOTALL)


def without_comments(xml: bytes) -> bytes:
    """Return the slice with comments left out and CDATA spelt as ordinary text."""

    def usual(match: re.Match[bytes]) -> bytes:
        text = match[1] or b""
        return text.replace(b"&", b"&amp;").replace(b"<", b"&lt;").replace(b">", b"&gt;")

    return UNUSUAL.sub(usual, xml)
