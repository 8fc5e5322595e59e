"""How one walks through a tree: beside, above and below an element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Final

from xlscore.ooxml.xml.plain_names import meant

__all__ = ["Walks"]

_STEP: Final = re.compile(r"(?:\{[^}]*\})?[^/{}]+")


class Walks:
    """What stands round an element and in it."""

    __slots__ = ()
    _parent: Any
    _children: Any
    tag: Any
    text: str | None
    tail: str | None

    def getnext(self) -> Any | None:
        """Return the next child of the parent."""
        return next(self.itersiblings(), None)

    def getprevious(self) -> Any | None:
        """Return the child of the parent before this one."""
        return next(self.itersiblings(preceding=True), None)

    def itersiblings(self, *tags: str, preceding: bool = False) -> Iterator[Any]:
        """Yield the parent's children behind this one, or those before it, the nearest first."""
        if self._parent is not None:
            others, here = self._parent._children, self._parent.index(self)
            beside = others[:here][::-1] if preceding else others[here + 1 :]
            yield from filter(meant(tags), beside)

    def iterchildren(self, *tags: str, reversed: bool = False) -> Iterator[Any]:  # noqa: A002  # lxml's name
        """Yield the children of these names."""
        yield from filter(meant(tags), self._children[::-1] if reversed else list(self._children))

    def iterancestors(self, *tags: str) -> Iterator[Any]:
        """Yield what the element stands in, the nearest first."""
        is_meant, here = meant(tags), self._parent
        while here is not None:
            if is_meant(here):
                yield here
            here = here._parent

    def iter(self, *tags: str) -> Iterator[Any]:
        """Yield the element and all below it, in the order of the document."""
        is_meant, waiting = meant(tags), [self]
        while waiting:
            here = waiting.pop()
            if is_meant(here):
                yield here
            waiting.extend(here._children[::-1])

    def itertext(self) -> Iterator[str]:
        """Yield the texts in the element."""
        if isinstance(self.tag, str):
            if self.text:
                yield self.text
            for each in self._children:
                yield from each.itertext()
                if each.tail:
                    yield each.tail

    def find(self, path: str) -> Any | None:
        """Return the first element down a path."""
        return next(iter(self.findall(path)), None)

    def findall(self, path: str) -> list[Any]:
        """Return the elements down a path of names; `.//` looks at every depth."""
        if path.startswith(".//"):
            return [each for each in self.iter(path[3:]) if each is not self]
        found = [self]
        for step in _STEP.findall(path):
            found = [child for each in found for child in each.iterchildren(step)]
        return found
