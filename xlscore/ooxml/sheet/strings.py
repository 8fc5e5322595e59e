"""Texts of cells: the shared strings part, rich text and phonetic guides.

The part is indexed, not loaded: a million strings cost eight bytes each until one is asked for.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from operator import methodcaller

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.xml.text import as_utf8, check_xml, masked, plain, starts_of, uncell_text

__all__ = ["SharedStrings", "one_text", "plain_texts", "rich_text"]

ITEM = re.compile(rb"<(?:[\w.-]+:)?si(?=[\s/>])")
PHONETIC = re.compile(rb"<((?:[\w.-]+:)?rPh)(?=[\s/>])(?:[^>]*/>|.*?</\1\s*>)", re.DOTALL)
TEXT = re.compile(
    rb"<((?:[\w.-]+:)?t)(?=[\s/>])(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?:/>|>(.*?)</\1\s*>)", re.DOTALL
)
# A text without runs, as nearly every one is spelt.
ONE_TEXT = re.compile(rb"<(si|is)><t(?: xml:space=\"preserve\")?>([^<]*+)</t></\1>")

# An item, and its text where that is spelt so.
PLAIN_ITEM = re.compile(rb"<si>(?:<t(?: xml:space=\"preserve\")?>([^<]*+)</t></si>)?+")

_FEW, _ONE_OF = 4096, 8
"""So many texts are read one by one, or one of so many where there are more; then all are read at once."""
_AROUND_ONE_TEXT = {(b"<si><t>", b"</t></si>"), (b"<is><t>", b"</t></is>")}


class SharedStrings:
    """The texts that cells point to by number."""

    def __init__(self, data: bytes, part: str) -> None:
        """Index the part; texts are decoded when asked for and then kept."""
        self._data = as_utf8(data, part)
        self._hides = check_xml(self._data, part)
        seen = masked(self._data) if self._hides else self._data
        # A search for the bytes of the tag itself is much faster than one for what may stand in it.
        plainly = b":si" not in seen and seen.count(b"<si>") == seen.count(b"<si")
        self._starts = (
            starts_of(b"<si>", seen)
            if plainly
            else array("Q", map(methodcaller("start"), ITEM.finditer(seen)))
        )
        self._known: dict[int, str] = {}
        self._most = max(_FEW, len(self._starts) // _ONE_OF)

    def __len__(self) -> int:
        """Return how many texts there are."""
        return len(self._starts)

    def __getitem__(self, index: int) -> str:
        """Return the text of this number, phonetic guides left out."""
        text = self._known.get(index)
        if text is None and len(self._known) == self._most:
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

    def all_of(self, numbers: Sequence[int]) -> list[str]:
        """Return the texts of these numbers."""
        try:
            return list(map(self._known.__getitem__, numbers))
        except KeyError:
            self._read_together(numbers)
            return list(map(self.__getitem__, numbers))

    def _read_together(self, numbers: Sequence[int]) -> None:
        """Read those of some texts that are not known yet, where all are spelt as programs spell one without runs."""
        new = [number for number in dict.fromkeys(numbers) if number not in self._known]
        # The last text ends with the part; where many are known, all are read at once.
        if min(new) >= 0 and max(new) < len(self) - 1 and len(self._known) + len(new) < self._most:
            starts, data = self._starts, self._data
            texts = plain_texts([data[starts[number] : starts[number + 1]] for number in new], b"si")
            if texts is not None:
                self._known.update(zip(new, texts, strict=True))

    def _read_plain(self) -> None:
        """Read all texts at once that are spelt as programs spell one without runs; the others are read when asked for."""
        found: list[bytes] = [] if self._hides else PLAIN_ITEM.findall(self._data)
        if len(found) == len(self._starts):  # items that are spelt in another way make the numbers differ
            texts = _spelt(b"\0".join(found).decode(), "\0")
            self._known |= {number: text for number, text in enumerate(texts) if text}


def _spelt(whole: str, between: str) -> list[str]:
    """Return what texts say that hold no markup, from all of them with this between."""
    texts = whole.split(between)
    if not ("&" in whole or "\r" in whole or "_x" in whole):
        return texts
    return [
        uncell_text(plain(text)) if "&" in text or "\r" in text or "_x" in text else text for text in texts
    ]


def plain_texts(items: Sequence[bytes], element: bytes = b"is") -> list[str] | None:
    """Return the texts of `<is>` or `<si>` elements where each holds nothing but one, spelt as most programs do; None if one does not.

    >>> plain_texts([b"<is><t>Red</t></is>", b"<is><t>line</t></is>"]), plain_texts([b"<is><t/></is>"])
    (['Red', 'line'], None)
    """
    begins, ends = b"<%s><t>" % element, b"</t></%s>" % element
    between = ends + b"\0" + begins
    whole = b"\0".join(items)
    alone = whole.startswith(begins) and whole.endswith(ends)
    if not (alone and whole.count(between) == len(items) - 1 and whole.count(b"<") == 4 * len(items)):
        return None
    return _spelt(whole[7:-9].decode(), between.decode())


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
