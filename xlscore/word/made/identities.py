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
_DOC_PROPERTIES: Final = f"{{{WP}}}docPr"


class Identities:
    """The numbers and names that are free in a document."""

    def __init__(self, roots: Callable[[], Iterable[Element]]) -> None:
        """Bind to the roots of all parts with text; they are looked through when a number is first asked for."""
        self._roots = roots
        self._taken: dict[str, set[int]] = {}
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

    def forget(self) -> None:
        """Look through the document anew when a number is asked for next."""
        self._taken.clear()
        self._names.clear()

    def _next(self, kind: str) -> int:
        self._look()
        taken = self._taken[kind]
        number = max((each for each in taken if each < 1 << 30), default=0) + 1
        taken.add(number)
        return number

    def _look(self) -> None:
        if self._taken:
            return
        controls: set[int] = set()
        bookmarks: set[int] = set()
        pictures: set[int] = set()
        for root in self._roots():
            for each in root.iter(w("sdtPr"), w("bookmarkStart"), _DOC_PROPERTIES):
                if each.tag == w("sdtPr"):
                    _note(controls, value(each, "id"))
                elif each.tag == w("bookmarkStart"):
                    _note(bookmarks, attribute(each, "id"))
                    self._names.add(attribute(each, "name").casefold())
                else:
                    _note(pictures, each.get("id", ""))
        self._taken = {"control": controls, "bookmark": bookmarks, "picture": pictures}


def _note(numbers: set[int], text: str) -> None:
    if re.fullmatch(r"-?[0-9]{1,10}", text):
        numbers.add(int(text))


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
