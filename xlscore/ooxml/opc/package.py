"""A workbook as a package of parts: read lazily, changed part by part, the rest copied raw."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import wraps
from itertools import count
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from xlscore.ooxml.errors import (
    FileBusyError,
    HostileFileError,
    MissingPartError,
    PackageError,
    SaveError,
)
from xlscore.ooxml.opc.content_types import CONTENT_TYPES_PART, ContentTypes
from xlscore.ooxml.opc.part_names import part_name, relationships_name
from xlscore.ooxml.opc.relationships import Relationships
from xlscore.ooxml.opc.zip_reading import Archive, Entry, ZipLimits
from xlscore.ooxml.opc.zip_writing import ZipWriter
from xlscore.ooxml.xml.text import ill_formed

__all__ = ["Package", "as_one"]

Made = TypeVar("Made")
Given = ParamSpec("Given")
Answer = TypeVar("Answer")
_XML = (".xml", ".rels", ".vml")
_TARGETS = re.compile(r"""\bTarget\s*=\s*["']([^"']*)""")


def _file_name(part: str) -> str:
    return part.strip().rpartition("/")[2].casefold()


def _unguarded() -> None:
    """Allow every change: nobody watches over the package yet."""


def as_one(change: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Return a change of a workbook that is made whole: where it is refused, nothing of it stays.

    The first of its arguments that is a package, or has one, tells what is changed.
    """

    @wraps(change)
    def whole(*given: Given.args, **named: Given.kwargs) -> Answer:
        package = next(found for each in given if (found := _package_of(each)) is not None)
        with package.as_one():
            return change(*given, **named)

    return whole


def _package_of(given: object) -> Package | None:
    found: Any = given if isinstance(given, Package) else getattr(given, "package", None)
    return found if isinstance(found, Package) else None


class Package:
    """The parts of one workbook file."""

    def __init__(self, data: bytes, limits: ZipLimits | None = None) -> None:
        """Read the directory of a file's bytes; parts are unpacked when asked for."""
        self._archive = Archive(data, limits)
        self._written: dict[str, Sequence[bytes | memoryview]] = {}
        self._added: dict[str, bytes] = {}
        self._added_names: dict[str, str] = {}
        self._removed: set[str] = set()
        self._unchecked: set[str] = set()
        self._types: ContentTypes | None = None
        self._relationships: dict[str, Relationships] = {}
        self._kept: dict[str, dict[object, Any]] = {}
        self._free: dict[str, int] = {}
        self._missing: set[str] | None = None
        self.revision = 0
        self.refuse_unless_editable: Callable[[], None] = _unguarded
        self._hold_others: list[Callable[[], Callable[[bool], None]]] = []
        if CONTENT_TYPES_PART not in self:
            raise PackageError("The file is a zip but not a workbook: it has no list of content types.")

    @classmethod
    def open(cls, source: str | os.PathLike[str] | bytes, limits: ZipLimits | None = None) -> Package:
        """Return the package of a file, or of the bytes of one."""
        if isinstance(source, bytes):
            return cls(source, limits)
        return cls(read_file(Path(source), limits or ZipLimits()), limits)

    @property
    def source(self) -> bytes:
        """Return the bytes of the file this package was opened from."""
        return self._archive.data

    @property
    def is_touched(self) -> bool:
        """Return whether any part differs from the file that was opened."""
        return bool(self._written or self._added or self._removed)

    def __contains__(self, part: str) -> bool:
        """Return whether there is a part of this name, compared without case."""
        return self._exact(part) is not None

    def names(self) -> list[str]:
        """Return the names of all parts, in the order of the file."""
        return [*(entry.name for entry in self._entries()), *self._added]

    def read(self, part: str) -> bytes:
        """Return the bytes of a part."""
        name = self._exact(part)
        if name is None:
            raise MissingPartError(f"The workbook has no part {part}; open it in Excel and save it again.")
        if name in self._added:
            return self._added[name]
        if name in self._written:
            self._written[name] = [b"".join(self._written[name])]
            return bytes(self._written[name][0])
        entry = self._archive.find(name)
        assert entry is not None
        return self._archive.read(entry)

    def parsed(self, part: str, read: Callable[[bytes, str], Made]) -> Made:
        """Return what a reader makes of a part, kept beside its bytes until the part is written.

        Whoever asks shares what was made, and must not change it.
        """
        kept = self._kept.setdefault(part.casefold(), {})
        if read not in kept:
            kept[read] = read(self.read(part), part)
        made: Made = kept[read]
        return made

    def keep(self, part: str, read: Callable[[bytes, str], Made], made: Made) -> None:
        """Keep what a reader would make of a part as it was just written, where a writer knows it already."""
        self._kept.setdefault(part.casefold(), {})[read] = made

    def guard(
        self, refuse_unless_editable: Callable[[], None], hold: Callable[[], Callable[[bool], None]]
    ) -> None:
        """Ask before every change whether it may be made.

        `hold` notes the state of what is not in the package yet, and returns what is told at the end of a change
        that is made as one whether to go back to it.
        """
        self.refuse_unless_editable = refuse_unless_editable
        self._hold_others.append(hold)

    @contextmanager
    def as_one(self) -> Iterator[None]:
        """Make the changes within whole: where one of them is refused, none was made."""
        written, added, removed = dict(self._written), dict(self._added), set(self._removed)
        unchecked, revision = set(self._unchecked), self.revision
        ends = [hold() for hold in self._hold_others]
        try:
            yield
        except BaseException:
            if self.revision != revision:
                self._written, self._added, self._removed = written, added, removed
                self._added_names = {name.casefold(): name for name in added}
                self._unchecked = unchecked
                self._types = None
                self._kept.clear()
                self._free.clear()
                self.revision += 1
            for end in ends:
                end(True)
            raise
        for end in ends:
            end(False)

    def write(self, part: str, data: bytes) -> None:
        """Replace the bytes of a part; the bytes the file has already leave it untouched."""
        self.write_pieces(part, [data])

    def write_pieces(
        self, part: str, pieces: Sequence[bytes | memoryview], *, is_checked: bool = False
    ) -> None:
        """Replace a part by bytes in pieces, which saves a second copy of a large sheet.

        Before the file is saved it is checked that the part is well formed, unless the writer has done so.
        """
        name = self._exact(part)
        if name is None:
            raise MissingPartError(f"The workbook has no part {part} to write to.")
        is_old = name not in self._added and self._archive.holds(name, pieces)
        if is_old and name not in self._written:
            return
        self._changing(name)
        if name in self._added:
            self._added[name] = b"".join(pieces)
        elif is_old:
            self._written.pop(name, None)
        else:
            self._written[name] = pieces
        if is_checked or is_old:
            self._unchecked.discard(name)
        if name.casefold() == CONTENT_TYPES_PART.casefold():
            self._types = None

    def _changing(self, name: str) -> None:
        """Note that a part is changed, or refuse it before anything of it is."""
        self.refuse_unless_editable()
        self.revision += 1
        self._kept.pop(name.casefold(), None)
        self._unchecked.add(name)

    def add(self, part: str, data: bytes, content_type: str) -> None:
        """Add a part that is not there yet and declare its content type."""
        name = part_name(part)
        if name in self:
            raise PackageError(f"The workbook has a part {part} already.")
        self._changing(name)
        self._added[name] = data
        self._added_names[name.casefold()] = name
        self._set_types(self._content_types().with_part(name, content_type))

    def put(self, part: str, data: bytes, content_type: str) -> None:
        """Write a part, adding it when it is not there yet."""
        if part in self:
            self.write(part, data)
        else:
            self.add(part, data, content_type)

    def remove(self, part: str, drop_references: bool = False) -> None:
        """Remove a part and its own relationships, and those that point to it when asked."""
        name = self._exact(part)
        if name is None:
            return
        self._changing(name)
        self._free.clear()
        if drop_references:
            self._drop_references(name)
        for gone in (name, self._exact(relationships_name(name))):
            if gone is None:
                continue
            self._written.pop(gone, None)
            self._kept.pop(gone.casefold(), None)
            self._unchecked.discard(gone)
            if self._added.pop(gone, None) is None:
                self._removed.add(gone)
            else:
                del self._added_names[gone.casefold()]
            self._set_types(self._content_types().without_part(gone))

    def content_type(self, part: str) -> str:
        """Return the content type of a part."""
        return self._content_types().of(part)

    def set_content_type(self, part: str, content_type: str) -> None:
        """Declare another content type for a part, as when a template becomes a workbook."""
        self._set_types(self._content_types().with_part(part, content_type))

    def rels(self, part: str) -> Relationships:
        """Return the relationships of a part; of the package itself for an empty name or a slash."""
        source = "/" if part in ("", "/") else part_name(part)
        return self._relationships.setdefault(source.casefold(), Relationships(self, source))

    def free_name(self, pattern: str) -> str:
        """Return the first name of the pattern, as `/xl/worksheets/sheet{}.xml`, that is not taken.

        Nor is one to which the file points without having such a part: what is new would be taken for it.
        """
        if self._missing is None:
            self._missing = self._pointed_to() - set(map(_file_name, self.names()))
        names = map(pattern.format, count(first := self._free.get(pattern, 1)))
        free = (name not in self and _file_name(name) not in self._missing for name in names)
        number = self._free[pattern] = next(number for number, is_free in enumerate(free, first) if is_free)
        return pattern.format(number)

    def _pointed_to(self) -> set[str]:
        """Return the file names of all parts that the file's relationships lead to."""
        found = set()
        for entry in self._entries():
            if entry.name.endswith(".rels"):
                with suppress(PackageError):
                    found |= set(
                        map(_file_name, _TARGETS.findall(self.read(entry.name).decode("utf-8", "replace")))
                    )
        return found

    def chunks(self) -> list[bytes | memoryview]:
        """Return the file as a list of byte chunks; untouched parts are the file's own bytes."""
        if not self.is_touched:
            return [self.source]
        for name in sorted(self._unchecked):
            self._refuse_ill_formed(name)
        self._unchecked.clear()
        writer = ZipWriter()
        for entry in self._archive.entries:
            if entry.is_folder or entry.name not in self._removed:
                changed = None if entry.is_folder else self._written.get(entry.name)
                if changed is None:
                    writer.copy(self._archive, entry)
                else:
                    writer.write(entry.name, changed, (self._archive, entry))
        for name, data in self._added.items():
            writer.write(name, [data])
        return writer.finish(self._archive.comment)

    def to_bytes(self) -> bytes:
        """Return the file; the same bytes as were opened when nothing was touched."""
        return b"".join(self.chunks())

    def _refuse_ill_formed(self, name: str) -> None:
        """Refuse to save a part that is not well formed; one that was so before is no worse than it was."""
        if not name.casefold().endswith(_XML) or not (fault := ill_formed([self.read(name)])):
            return
        entry = self._archive.find(name)
        if entry is None or not ill_formed([self._archive.read(entry)]):
            raise SaveError(
                f"{name} would not be well-formed XML ({fault}), so nothing was saved; "
                "make this change in Excel."
            )

    def _entries(self) -> Iterator[Entry]:
        return (
            entry
            for entry in self._archive.entries
            if not entry.is_folder and entry.name not in self._removed
        )

    def _exact(self, part: str) -> str | None:
        try:
            name = part_name(part)
        except HostileFileError:
            return None
        entry = self._archive.find(name)
        if entry is not None and entry.name not in self._removed:
            return entry.name
        return self._added_names.get(name.casefold())

    def _content_types(self) -> ContentTypes:
        if self._types is None:
            self._types = ContentTypes(self.read(CONTENT_TYPES_PART))
        return self._types

    def _set_types(self, types: ContentTypes) -> None:
        if types is not self._content_types():
            self.write(CONTENT_TYPES_PART, types.data)
            self._types = types

    def _drop_references(self, part: str) -> None:
        for name in self.names():
            folder, _, file = name.rpartition("/")
            if not (folder.endswith("/_rels") and file.endswith(".rels")):
                continue
            source = folder.removesuffix("/_rels") + "/" + file.removesuffix(".rels")
            relationships = self.rels(source)
            relationships.remove(
                *(
                    each.id
                    for each in relationships
                    if not each.external and each.target.casefold() == part.casefold()
                )
            )


def read_file(path: Path, limits: ZipLimits) -> bytes:
    """Return the bytes of a file, with a sentence when it cannot be read."""
    try:
        found = path.stat()
        if not (stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)):
            # A pipe would be waited for without end, and a device has none.
            raise PackageError(f"{path.name} is a pipe or a device, not a file; name the workbook itself.")
        if found.st_size > limits.file:
            raise HostileFileError(
                f"{path.name} is larger than {limits.file >> 20} MB; Excel could not open it."
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise PackageError(f"There is no file {path.name} in that folder; check the name.") from error
    except PermissionError as error:
        raise FileBusyError(
            f"{path.name} cannot be read; close it in Excel or ask for access to it."
        ) from error
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PackageError(f"{path.name} cannot be read as a file ({reason}).") from error
