"""Where one sentence ends and the next begins."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["sentences_in"]

_END: Final = re.compile(r"[.!?…]+[\"”’'»)\]]*(?=\s)|\n")
_BEGINS: Final = re.compile(r"[\"“‘'«(\[]*[A-Z0-9=£−–+•·\-]")
_ABBREVIATIONS: Final = "vs approx mr mrs ms dr prof st para paras fig figs dept supt insp sgt ch const det cllr rev hon incl excl avg cf viz ref refs sect vol"
_BEFORE_FIGURES: Final = (
    "no nos p pp c ca sec min max est ed al art reg regs jan feb mar apr jun jul aug sep sept oct nov dec"
)
"""What ends a sentence as any word does, unless a figure follows."""
_SHORT: Final = frozenset(_ABBREVIATIONS.split())
_SHORT_BEFORE_FIGURES: Final = frozenset(_BEFORE_FIGURES.split())
_WORD: Final = re.compile(r"([A-Za-z]+(?:\.[A-Za-z]+)*)[.…!?\"”’'»)\]]*$")
_NUMBERED: Final = re.compile(r"\s*[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[ivx]{1,5})[.)\]]+\s*$")


def sentences_in(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a paragraph begins and ends.

    >>> text = "No. 3 fell by 3.5 %, i.e. to 12. It was 15."
    >>> [text[start:end] for start, end in sentences_in(text)]
    ['No. 3 fell by 3.5 %, i.e. to 12.', 'It was 15.']
    """
    found = []
    start = 0
    for mark in _END.finditer(text):
        if _is_end(text, start, mark):
            found.append((start, mark.end()))
            start = mark.end()
    found.append((start, len(text)))
    return [trimmed for first, last in found if (trimmed := _trimmed(text, first, last)) is not None]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _is_end(text: str, start: int, mark: re.Match[str]) -> bool:
    rest = text[mark.end() :].lstrip()
    if mark[0] == "\n":
        # A line that breaks within a sentence goes on with a small letter.
        return not rest[:1].islower()
    if not _BEGINS.match(rest):
        return False
    if _NUMBERED.fullmatch(text[start : mark.end()]):
        return False
    if mark[0][0] != "." or mark[0].startswith(".."):
        return True
    word = _WORD.search(text[start : mark.end()])
    if word is None:
        return True
    before = word[1].casefold()
    if before in _SHORT:
        return False
    if before in _SHORT_BEFORE_FIGURES:
        return not rest[:1].isdigit()
    # "e.g.", "i.e.", "U.K.", an initial; but "a.m." and "p.m." end sentences as other words do.
    letters = before.split(".")
    return before in ("a.m", "p.m", "i") or not all(len(each) == 1 for each in letters)
