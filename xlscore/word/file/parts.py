"""The parts of a document's file, each read once as a tree and written back with the bytes of what nobody changed."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from xlscore.ooxml.errors import EncryptedFileError, OoxmlError, PackageError
from xlscore.ooxml.opc.package import Package, read_file
from xlscore.ooxml.opc.zip_reading import OLE_MAGIC, ZipLimits
from xlscore.word.file.sentences import in_words_of_word
from xlscore.word.xml.kept import KeptTree
from xlscore.word.xml.names import W
from xlscore.word.xml.strict import is_strict, to_strict, to_usual

__all__ = ["DOCUMENT_TYPES", "DocumentParts"]

_BASE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_MACRO: Final = "application/vnd.ms-word."
DOCUMENT_TYPES: Final = {
    f"{_BASE}document.main+xml": ".docx",
    f"{_BASE}template.main+xml": ".dotx",
    f"{_MACRO}document.macroEnabled.main+xml": ".docm",
    f"{_MACRO}template.macroEnabledTemplate.main+xml": ".dotm",
}
_TYPE_OF: Final = {ending: content_type for content_type, ending in DOCUMENT_TYPES.items()}
_DECLARATION: Final = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# A document of a thousand pages is a few megabytes; what is read as a tree must fit the memory many times over.
LIMITS: Final = ZipLimits(file=512 << 20, part=256 << 20)


class DocumentParts:
    """The parts of one document."""

    def __init__(self, data: bytes, limits: ZipLimits | None = None) -> None:
        """Read the directory, and the main part."""
        _refuse_old_formats(data)
        with in_words_of_word():
            self.package = Package(data, limits or LIMITS)
            self.main = self._main()
            self._trees: dict[str, KeptTree] = {}
            self._sources: dict[str, bytes] = {}
            self.strict = False
            root = self.tree(self.main).root
            if is_strict(str(root.tag)):
                self.strict = True
                self._trees.clear()
                root = self.tree(self.main).root
        if root.tag != f"{{{W}}}document":
            raise PackageError(f"{self.main} is not the text of a Word document.")

    @classmethod
    def open(cls, source: str | os.PathLike[str] | bytes, limits: ZipLimits | None = None) -> DocumentParts:
        """Return the parts of a file, or of the bytes of one."""
        if isinstance(source, bytes):
            return cls(source, limits)
        path = Path(source)
        with in_words_of_word():
            data = read_file(path, limits or LIMITS)
        try:
            return cls(data, limits)
        except OoxmlError as error:
            if path.name in str(error):
                raise
            raise type(error)(f"{path.name}: {error}") from error

    def _main(self) -> str:
        for each in self.package.rels("/").by_type("officeDocument"):
            if not each.external and each.target in self.package:
                ending = DOCUMENT_TYPES.get(self.package.content_type(each.target))
                if ending is None:
                    raise PackageError(
                        "The file is no Word document.", "Name a .docx, .docm, .dotx or .dotm file."
                    )
                return each.target
        raise PackageError("The file is no Word document: it does not say where its text is.")

    @property
    def ending(self) -> str:
        """Return the ending that the file's kind has: ".docx", ".docm", ".dotx" or ".dotm"."""
        return DOCUMENT_TYPES[self.package.content_type(self.main)]

    def set_ending(self, ending: str) -> None:
        """Make it a file of another kind, as a template becomes a document."""
        self.package.set_content_type(self.main, _TYPE_OF[ending])

    def side(self, name: str) -> str:
        """Return how the file spells "left" and "right", which a strict one calls start and end."""
        return {"left": "start", "right": "end"}.get(name, name) if self.strict else name

    def tree(self, part: str) -> KeptTree:
        """Return the tree of a part, the same one each time it is asked for."""
        found = self._trees.get(part.casefold())
        if found is None:
            with in_words_of_word():
                data = self.package.read(part)
                found = KeptTree(to_usual(data, part) if self.strict else data, part)
            self._trees[part.casefold()] = found
        return found

    def add(self, part: str, xml: str, content_type: str) -> KeptTree:
        """Return the tree of a new part."""
        data = _DECLARATION + xml.encode()
        self.package.add(part, to_strict(data) if self.strict else data, content_type)
        return self.tree(part)

    def related(self, source: str, kind: str) -> Iterator[str]:
        """Yield the parts that a part points to by relationships of a kind, as "header", each once."""
        seen = set()
        for each in self.package.rels(source).by_type(kind):
            if not each.external and each.target in self.package and each.target.casefold() not in seen:
                seen.add(each.target.casefold())
                yield each.target

    def first(self, kind: str) -> str | None:
        """Return the part of a kind that the main part points to, or None."""
        return next(self.related(self.main, kind), None)

    def flush(self) -> None:
        """Hand the trees that were changed to the package."""
        for tree in self._trees.values():
            data = tree.to_bytes()
            if data is not tree.data:
                self._sources.setdefault(tree.part, self.package.read(tree.part))
                self.package.write(tree.part, to_strict(data) if self.strict else data)
            elif tree.part in self._sources:  # changed, handed over, and changed back
                self.package.write(tree.part, self._sources.pop(tree.part))


def _refuse_old_formats(data: bytes) -> None:
    if not data.startswith(OLE_MAGIC):
        return
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise EncryptedFileError(
            "The document is encrypted (password or sensitivity label).",
            "Open it in Word and save it without.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        raise PackageError(
            "The file is an old Word document (.doc), whatever its name says.",
            "Open it in Word and save it as .docx.",
        )
    raise EncryptedFileError(
        "The file is encrypted or an old binary one, not a Word document.",
        "Open it in its program and save it as .docx.",
    )
