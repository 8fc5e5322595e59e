"""The kinds of file that `import` knows, found by their headings; a new kind is a reader and a line in `reading`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from xlscore.sources.counted import FileCounts
    from xlscore.sources.engines.counting import Counter
    from xlscore.sources.meanings import Meanings
    from xlscore.sources.naming import Naming
    from xlscore.sources.rows.earlier import EarlierRows

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
    """Where it can be read; a file of an archive has been unpacked to here, a text is in UTF-8 here."""
    name: str
    """What it is called when it is told."""
    leaves: tuple[Leaf, ...]
    encoding: str = ""
    """What a text is read by now; "" for a workbook or a Parquet file."""
    separator: str = ""
    lines: int | None = None
    """How many lines a text has, where all end alike and nothing in them is odd; else None."""
    counter: Counter | None = None
    """What counts its rows."""
    earlier: list[EarlierRows] = field(default_factory=list)
    """The rows of this call that bear references, for the files that are read after them."""
    folder: Path | None = None
    """Where it may be written anew while it is read; deleted afterwards."""
    said: tuple[str, ...] = ()
    """What was seen on opening it; whoever reads the files adds it to what its kind says."""
    problems: tuple[Problem, ...] = ()

    @property
    def base(self) -> str:
        """Return its name without the archive and the folders that it lies in."""
        return self.name.replace("\\", "/").rpartition("/")[2]

    @property
    def is_text(self) -> bool:
        """Return whether it is a text of lines and cells."""
        return bool(self.separator)

    @property
    def is_workbook(self) -> bool:
        """Return whether it has sheets."""
        return any(leaf.name for leaf in self.leaves)


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the word for it (`--as`), whether a file looks like one, and how one is read."""

    word: str
    what: str
    fits: Callable[[Glimpse], bool]
    read: Callable[[Glimpse, Meanings, Naming], FileCounts]
