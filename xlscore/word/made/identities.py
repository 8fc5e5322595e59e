"""The numbers by which Word tells controls, bookmarks and pictures apart; each may stand once in a document."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from typing import Final

from xlscore.ooxml.xml.tree import Element
from xlscore.word.xml.names import WP, attribute, value, w

__all__ = ["Identities", "bookmark_name"]

LONGEST_BOOKMARK: Final = 40
_SMALL: Final = 1 << 24
_DOC_PROPERTIES: Final = f"{{{WP}}}docPr"


class Identities:
    """The numbers and names that are free in a document."""

    def __init__(self, roots: Callable[[], Iterable[Element]]) -> None:
        """Bind to the roots of all parts with text; they are looked through when a number is first asked for."""
        self._roots = roots
        self._last: dict[str, int] = {}
        self._names: set[str] = set()

    def control(self) -> int:
        """Return the number of a new control."""
        return self._next("control")

    def bookmark(self) -> int:
        """Return the number of a new bookmark."""
        return self._next("bookmark")

    def picture(self) -> int:
        """Return the number of a new picture."""
        return self._next("picture")

    def bookmark_named(self, wanted: str) -> str:
        """Return the name of a new bookmark: the one that is wanted, or one like it that is not taken."""
        self._look()
        names = (
            wanted if number < 2 else bookmark_name(f"{wanted[:34]}_{number}") for number in range(1, 100_000)
        )
        name = next(name for name in names if name.casefold() not in self._names)
        self._names.add(name.casefold())
        return name

    def release(self, gone: Iterable[Element]) -> None:
        """Have the names of bookmarks free again that are in content which is taken away."""
        self._names -= _bookmarks_in(gone)

    def hold(self, standing: Iterable[Element]) -> None:
        """Have the names of bookmarks taken that are in content which stays after all."""
        self._names |= _bookmarks_in(standing)

    def _next(self, kind: str) -> int:
        self._look()
        self._last[kind] += 1
        return self._last[kind]

    def _look(self) -> None:
        if self._last:
            return
        self._last = {"control": 0, "bookmark": 0, "picture": 0}
        for root in self._roots():
            for each in root.iter(w("sdtPr"), w("bookmarkStart"), _DOC_PROPERTIES):
                if each.tag == w("sdtPr"):
                    self._note("control", value(each, "id"))
                elif each.tag == w("bookmarkStart"):
                    self._note("bookmark", attribute(each, "id"))
                    self._names.add(attribute(each, "name").casefold())
                else:
                    self._note("picture", each.get("id", ""))

    def _note(self, kind: str, text: str) -> None:
        # Word gives controls numbers of any size; ours go on from the small ones, so that they never reach the greatest.
        number = int(text) if re.fullmatch("[0-9]{1,10}", text) else 0
        if self._last[kind] < number < _SMALL:
            self._last[kind] = number


def _bookmarks_in(content: Iterable[Element]) -> set[str]:
    return {attribute(mark, "name").casefold() for each in content for mark in each.iter(w("bookmarkStart"))}


def bookmark_name(text: str) -> str:
    """Return a bookmark's name made of a text: letters, digits and "_", 40 at most, the same for the same text.

    >>> bookmark_name("xlscore:table:grid")
    'xlscore_table_grid'
    """
    name = re.sub(r"[^0-9A-Za-z]+", "_", text).strip("_")
    if not name[:1].isalpha():
        name = f"b_{name}"
    if len(name) <= LONGEST_BOOKMARK:
        return name
    return f"{name[: LONGEST_BOOKMARK - 9]}_{hashlib.sha256(text.encode()).hexdigest()[:8]}"
