"""The kinds of file that `import` knows, found by their headings; a new kind is a reader and a line here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xlscore.sources.counted import FileCounts
    from xlscore.sources.meanings import Meanings
    from xlscore.sources.naming import Naming

__all__ = ["FileKind", "Glimpse", "Leaf"]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A sheet of a file, or the whole of a text file (then its name is ""), with its first rows as they stand."""

    name: str
    rows: tuple[tuple[object, ...], ...]


@dataclass(frozen=True, slots=True)
class Glimpse:
    """The first look at a file: where it is, what it is called, how its sheets begin."""

    path: Path
    """Where it can be read; a file of an archive has been unpacked to here."""
    name: str
    """What it is called when it is told."""
    leaves: tuple[Leaf, ...]
    encoding: str = ""
    separator: str = ""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the word for it (`--as`), whether a file looks like one, and how one is read."""

    word: str
    what: str
    fits: Callable[[Glimpse], bool]
    read: Callable[[Glimpse, Meanings, Naming], FileCounts]
