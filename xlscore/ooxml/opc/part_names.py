"""Part names: absolute, with forward slashes, as in `/xl/workbook.xml`.

Archives spell them oddly (`xl\\workbook.xml`, `/xl/workbook.xml`); relationships point to them
relatively and percent-encoded. Names are compared without case (ECMA-376 part 2, section 7.2.3.5).
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Protocol, TypeVar
from urllib.parse import quote, unquote

from xlscore.ooxml.errors import HostileFileError

__all__ = ["Parts", "part_name", "relationships_name", "relative_target", "resolve_target"]


Made = TypeVar("Made")


class Pointer(Protocol):
    """What is asked of a relationship of another part: its type."""

    @property
    def type(self) -> str:
        """Return the whole type."""


class Parts(Protocol):
    """What the relationships of a part need of the package that they are in."""

    def __contains__(self, part: str) -> bool:
        """Return whether there is a part of this name."""

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""

    def write(self, part: str, data: bytes) -> None:
        """Replace the bytes of a part."""

    def put(self, part: str, data: bytes, content_type: str) -> None:
        """Write a part, adding it when it is not there yet."""

    def parsed(self, part: str, read: Callable[[bytes, str], Made]) -> Made:
        """Return what a reader makes of a part, kept until the part is written."""

    def keep(self, part: str, read: Callable[[bytes, str], Made], made: Made) -> None:
        """Keep what a reader would make of a part as it was just written."""

    def rels(self, part: str) -> Iterable[Pointer]:
        """Return the relationships of a part."""


@lru_cache(1024)
def part_name(spelling: str) -> str:
    """Return the part name for a name as an archive or a caller spells it.

    >>> part_name("xl\\\\workbook.xml")
    '/xl/workbook.xml'
    """
    name = "/" + spelling.replace("\\", "/").lstrip("/")
    segments = name.split("/")[1:]
    if ".." in segments or "\0" in name or ":" in segments[0]:
        raise HostileFileError(f"The file holds a part named {spelling!r}, which points outside the file.")
    return name


def relationships_name(part: str) -> str:
    """Return the name of the part that holds the relationships of `part`.

    >>> relationships_name("/xl/workbook.xml"), relationships_name("/")
    ('/xl/_rels/workbook.xml.rels', '/_rels/.rels')
    """
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"


def resolve_target(source: str, target: str) -> str:
    """Return the part name that `target` means in a relationship of `source`.

    >>> resolve_target("/xl/worksheets/sheet1.xml", "../drawings/drawing1.xml")
    '/xl/drawings/drawing1.xml'
    >>> resolve_target("/xl/workbook.xml", "/xl/my%20sheet.xml")
    '/xl/my sheet.xml'
    """
    path = unquote(target.replace("\\", "/").partition("#")[0])
    folder = source.rpartition("/")[0] or "/"
    return "/" + posixpath.normpath(posixpath.join(folder, path)).lstrip("/").removeprefix("../")


def relative_target(source: str, part: str) -> str:
    """Return how a relationship of `source` spells the way to `part`.

    >>> relative_target("/xl/worksheets/sheet1.xml", "/xl/drawings/drawing1.xml")
    '../drawings/drawing1.xml'
    """
    folder = source.rpartition("/")[0] or "/"
    return quote(posixpath.relpath(part, folder))
