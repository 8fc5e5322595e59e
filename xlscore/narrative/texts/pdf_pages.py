"""What is printed on the pages of a PDF, piece by piece, each with its place and its look."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

__all__ = ["PdfPage", "PrintedPiece", "printed_page"]

_BOLD: Final = 600
_LIGATURES: Final = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}
_BOLD_NAME: Final = re.compile(r"bold|black|heavy|semibold|demi", re.IGNORECASE)
_MARKER: Final = re.compile(r"(?:\W|\d{1,2}(?:\.\d{1,2})*[.)]?|\(?[a-z]{1,3}[.)]|o)\s*$")
_HYPHEN: Final = ("\x02", "\ufffe")
_BEHIND_MARKER: Final = 4
"""A wider gap, in sizes of the letters, is between two cells, and what stands before it is no bullet."""
_MARKS: Final = frozenset("0123456789*†‡§ivx")
"""What marks of footnotes and of endnotes are written with."""
_SMALL: Final = 0.8
"""A raised mark is so much smaller than the letters beside it."""


@dataclass(frozen=True)
class PrintedPiece:
    """Letters on a line without a wide gap; the height is counted from the foot of the page."""

    text: str
    left: float
    right: float
    low: float
    size: float
    bold: bool
    marks: tuple[str, ...] = ()
    """The raised marks of footnotes in it, which its text is without."""
    mark: str = ""
    """The raised mark that it begins with, as a footnote does."""


@dataclass(frozen=True)
class PdfPage:
    """A page: its pieces in the order in which they are read."""

    number: int
    pieces: tuple[PrintedPiece, ...]
    high: float
    is_picture: bool = False
    """Whether something is painted on it, and no text."""
    is_garbled: bool = False
    """Whether its letters cannot be told, as its fonts do not say what they are."""


def printed_page(page: Any, number: int) -> PdfPage:
    """Return what is printed on a page of pypdfium2's."""
    from pypdfium2 import raw

    text_page = page.get_textpage()
    try:
        letters = [
            raw.FPDFText_GetUnicode(text_page, index) for index in range(raw.FPDFText_CountChars(text_page))
        ]
        pieces = tuple(_whole(_pieces(text_page, letters)))
    finally:
        text_page.close()
    shown = [code for code in letters if code > 32]
    strange = sum(
        code in (0xFFFD, 0xFFFF) or (0xE000 <= code <= 0xF8FF and not 0xF000 <= code <= 0xF0FF)
        for code in shown
    )
    strange += sum(code == 0 for code in letters)
    painted = not shown and raw.FPDFPage_CountObjects(page) > 0
    return PdfPage(
        number, pieces, page.get_height(), painted, strange > 0.3 * max(1, len(shown)) and strange > 5
    )


def _pieces(text_page: Any, letters: list[int]) -> Iterator[PrintedPiece]:
    start = 0
    for index, code in enumerate([*letters, 10]):
        if code in (10, 13):
            if index > start:
                yield from _pieces_of_line(text_page, letters, start, index)
            start = index + 1


def _whole(pieces: Iterator[PrintedPiece]) -> Iterator[PrintedPiece]:
    """Yield pieces, those of a line joined that PDFium parts at a raised mark: between them is no wide gap."""
    held: PrintedPiece | None = None
    for piece in pieces:
        one = None if held is None else _joined(held, piece)
        if one is None and held is not None:
            yield held
        held = piece if one is None else one
    if held is not None:
        yield held


def _joined(first: PrintedPiece, second: PrintedPiece) -> PrintedPiece | None:
    """Return two pieces of a line as one, None where they are not."""
    size = max(first.size, second.size)
    if not -0.2 * size <= second.left - first.right <= size:
        return None
    if _is_mark(second, first):
        return replace(first, right=second.right, marks=(*first.marks, second.text))
    if _is_mark(first, second):
        return replace(second, left=first.left, mark=first.text)
    if abs(first.low - second.low) > 0.1 * size or abs(first.size - second.size) > 0.1 * size:
        return None
    is_near = second.left - first.right < 0.15 * size or second.text[:1] in ",.;:!?)’”"
    return replace(
        first,
        text=first.text + ("" if is_near else " ") + second.text,
        right=second.right,
        bold=first.bold and second.bold,
        marks=(*first.marks, *filter(None, [second.mark]), *second.marks),
    )


def _is_mark(piece: PrintedPiece, beside: PrintedPiece) -> bool:
    return (
        _MARKS.issuperset(piece.text)
        and piece.size < _SMALL * beside.size
        and 0.1 * beside.size < piece.low - beside.low < beside.size
    )


def _pieces_of_line(text_page: Any, letters: list[int], start: int, end: int) -> Iterator[PrintedPiece]:
    """Yield the pieces of a line between its wide gaps; in justified text all gaps are wide, and nearly alike."""
    size = _size(text_page, start, end, letters)
    gaps = dict(_gaps(text_page, letters, start, end))
    widest, narrowest = max(gaps.values(), default=0.0), min(gaps.values(), default=0.0)
    is_justified = len(gaps) > 3 and widest < min(1.35 * narrowest, 2 * size)
    first = start
    for index, gap in gaps.items():
        leads = gap < _BEHIND_MARKER * size and _MARKER.match(_word(letters, first, index))
        if gap > size and not is_justified and not leads:
            yield from _piece(text_page, letters, first, index)
            first = index + 1
    yield from _piece(text_page, letters, first, end)


def _gaps(text_page: Any, letters: list[int], start: int, end: int) -> Iterator[tuple[int, float]]:
    """Yield how wide each gap between the words of a line is, by its last blank."""
    for index in range(start + 1, end - 1):
        if letters[index] not in (32, 160) or letters[index + 1] in (32, 160):
            continue
        before = index - 1
        while before > start and letters[before] in (32, 160):
            before -= 1
        left, right = _box(text_page, before), _box(text_page, index + 1)
        yield index, right[0] - left[1]


def _piece(text_page: Any, letters: list[int], start: int, end: int) -> Iterator[PrintedPiece]:
    while start < end and letters[start] in (32, 160):
        start += 1
    while end > start and letters[end - 1] in (32, 160):
        end -= 1
    if start == end:
        return
    marks = dict(_raised(text_page, letters, start, end))
    left, right = _box(text_page, start), _box(text_page, end - 1)
    first = marks.pop(start, None)
    if first is not None:
        start = next(each for each in range(start + len(first), end) if letters[each] not in (32, 160))
    text, place = "", start
    for index, mark in marks.items():
        text += _word(letters, place, index)
        place = index + len(mark)
    text += _word(letters, place, end)
    bold = all(_is_bold(text_page, index) for index in (start, (start + end) // 2, end - 1))
    size = _size(text_page, start, end, letters)
    yield PrintedPiece(
        text, left[0], right[1], _baseline(text_page, start), size, bold, tuple(marks.values()), first or ""
    )


def _raised(text_page: Any, letters: list[int], start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield where the raised marks of footnotes in a piece begin, and what they are."""
    beside = next(
        (each for each in range(start, end) if not _may_be_mark(letters[each], or_blank=True)), None
    )
    mark = ""
    for index in range(start, end):
        code = letters[index]
        if beside is not None and _may_be_mark(code) and _is_raised(text_page, letters, index, beside):
            mark += chr(code)
            continue
        if mark:
            yield index - len(mark), mark
            mark = ""
        if code not in (32, 160):
            beside = index
    if mark:
        yield end - len(mark), mark


def _may_be_mark(code: int, *, or_blank: bool = False) -> bool:
    return chr(code) in _MARKS or (or_blank and code in (32, 160))


def _is_raised(text_page: Any, letters: list[int], index: int, beside: int) -> bool:
    size = _size(text_page, beside, beside + 1, letters)
    rise = _baseline(text_page, index) - _baseline(text_page, beside)
    return _size(text_page, index, index + 1, letters) < _SMALL * size and 0.1 * size < rise < size


def _word(letters: list[int], start: int, end: int) -> str:
    text = ""
    for code in letters[start:end]:
        sign = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        text += _LIGATURES.get(sign, sign)
    return _unbroken(text)


def _unbroken(text: str) -> str:
    """Return a line in which a word that was broken at its end is whole again, as PDFium joins it with a mark."""
    for mark in _HYPHEN:
        while mark in text:
            before, _, behind = text.partition(mark)
            word = before.rpartition(" ")[2]
            whole = word.isalpha() and behind[:1].islower()
            text = before + ("" if whole else "-") + behind
    return text


def _box(text_page: Any, index: int) -> tuple[float, float]:
    """Return the left and the right edge of a letter."""
    from pypdfium2 import raw

    edges = [ctypes.c_double() for _ in range(4)]
    raw.FPDFText_GetCharBox(text_page, index, *(ctypes.byref(each) for each in edges))
    return edges[0].value, edges[1].value


def _baseline(text_page: Any, index: int) -> float:
    from pypdfium2 import raw

    across, high = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text_page, index, ctypes.byref(across), ctypes.byref(high))
    return high.value


def _size(text_page: Any, start: int, end: int, letters: list[int]) -> float:
    """Return the size of the letters of a line as they are printed."""
    from pypdfium2 import raw

    index = next((each for each in range(start, end) if letters[each] > 32), start)
    matrix = raw.FS_MATRIX()
    scale = 1.0
    if raw.FPDFText_GetMatrix(text_page, index, ctypes.byref(matrix)):
        scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    return max(1.0, float(raw.FPDFText_GetFontSize(text_page, index)) * scale)


def _is_bold(text_page: Any, index: int) -> bool:
    from pypdfium2 import raw

    if raw.FPDFText_GetFontWeight(text_page, index) >= _BOLD:
        return True
    flags = ctypes.c_int()
    name = ctypes.create_string_buffer(128)
    length = raw.FPDFText_GetFontInfo(text_page, index, name, 128, ctypes.byref(flags))
    return 0 < length <= 128 and bool(_BOLD_NAME.search(name.value.decode("latin-1")))
