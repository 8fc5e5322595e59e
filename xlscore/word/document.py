"""A Word document: opened, read and changed place by place, saved with every byte that nobody touched."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import Final

from xlscore.ooxml.around.custom_xml import read_custom_xml, write_custom_xml
from xlscore.ooxml.errors import EditRefusedError, FileBusyError
from xlscore.ooxml.opc.package import Package
from xlscore.ooxml.opc.saving import owner_of, replace_file
from xlscore.ooxml.opc.zip_reading import ZipLimits
from xlscore.ooxml.xml.tree import Element
from xlscore.word.content import Block
from xlscore.word.file.hindrances import hindrance, tracks_changes
from xlscore.word.file.parts import DocumentParts
from xlscore.word.file.properties import CoreProperties
from xlscore.word.file.sentences import in_words_of_word
from xlscore.word.standing.bookmarks import Bookmark, bookmarks_in
from xlscore.word.standing.comments import Comments
from xlscore.word.standing.controls import Control, control_tagged, controls_in
from xlscore.word.standing.desk import Desk
from xlscore.word.standing.margins import mark_pages, number_pages
from xlscore.word.standing.paragraphs import Paragraph
from xlscore.word.standing.pictures import WordPicture, pictures_in
from xlscore.word.standing.places import made_for, put, put_before
from xlscore.word.standing.tables import WordTable
from xlscore.word.standing.wrappings import through
from xlscore.word.xml.names import child, w

__all__ = ["Document"]

_DOCUMENT_OF: Final = {".dotx": ".docx", ".dotm": ".docm"}


class Document:
    """A document while it is worked on; nothing is written to disk before it is saved."""

    def __init__(self, parts: DocumentParts, path: Path | None = None) -> None:
        """Bind to the parts of a file."""
        self.parts = parts
        self.path = path
        self.desk = Desk(parts)
        self._source = parts.package.source

    @classmethod
    def open(
        cls, source: str | os.PathLike[str] | bytes, *, to_edit: bool = True, limits: ZipLimits | None = None
    ) -> Document:
        """Return the document of a file, or of the bytes of one.

        To be edited, it must be neither protected nor signed, nor open in Word; without `to_edit` it can be read all the same.
        """
        path = None if isinstance(source, bytes) else Path(source)
        document = cls(DocumentParts.open(source, limits), path)
        if to_edit:
            document.refuse_unless_editable()
        return document

    @property
    def kind(self) -> str:
        """Return the ending that goes with its content: ".docx", ".docm", ".dotx" or ".dotm"."""
        return self.parts.ending

    @property
    def tracks_changes(self) -> bool:
        """Return whether Word tracks what people change in it."""
        return tracks_changes(self.parts)

    @property
    def package(self) -> Package:
        """Return the parts of the file."""
        return self.parts.package

    @property
    def part(self) -> str:
        """Return the name of the part with the text."""
        return self.parts.main

    @property
    def xml(self) -> bytes:
        """Return the part with the text as it was last handed to the package."""
        return self.parts.package.read(self.parts.main)

    @property
    def properties(self) -> CoreProperties:
        """Return what it says of itself: title, language, subject, creator."""
        return CoreProperties(self.parts)

    @property
    def comments(self) -> Comments:
        """Return its comments."""
        return Comments(self.desk)

    @property
    def bookmarks(self) -> list[Bookmark]:
        """Return its bookmarks, of the text, headers and footers and notes, in their order."""
        return [
            each
            for part in self.desk.story_parts()
            for each in bookmarks_in(self.parts.tree(part).root, self.desk, part)
        ]

    @property
    def pictures(self) -> list[WordPicture]:
        """Return the pictures of its text."""
        return list(pictures_in(self.body, self.desk, self.parts.main))

    def custom_xml(self, namespace: str) -> str | None:
        """Return the XML that it keeps unseen under a namespace, None where it keeps none."""
        with in_words_of_word():
            return read_custom_xml(self, namespace)

    def set_custom_xml(self, namespace: str, xml: str) -> None:
        """Keep XML in it unseen, under the namespace of its root, in place of what is kept there."""
        with in_words_of_word():
            write_custom_xml(self, namespace, xml)

    def mark(self, text: str, *, tag: str, title: str) -> None:
        """Have every page say a marking, at its head and at its foot; an empty text takes it away."""
        mark_pages(self.desk, self.body, text, tag=tag, title=title)

    def number_pages(self) -> None:
        """Have every page say its number at its foot."""
        number_pages(self.desk, self.body)

    def refuse_unless_editable(self) -> None:
        """Refuse a document that is protected, signed or open in Word, by its name."""
        what, do = hindrance(self.parts)
        if what:
            name = f"{self.path.name}: " if self.path else ""
            raise EditRefusedError(f"{name}{what}", do)
        if self.path is not None and (owner := word_owner(self.path)) is not None:
            by = f" by {owner}" if owner else ""
            raise FileBusyError(f"{self.path.name} is open{by}.", "Close it in Word and do this again.")

    def as_document(self) -> Document:
        """Return it as a document where it is a template, ready to be saved under a new name; macros stay."""
        ending = _DOCUMENT_OF.get(self.kind)
        if ending is not None:
            self.parts.set_ending(ending)
            self.path = None
        return self

    @property
    def body(self) -> Element:
        """Return the element that holds its text."""
        found = child(self.parts.tree(self.parts.main).root, "body")
        if found is None:
            raise EditRefusedError("The document has no text at all.", "Open it in Word and save it again.")
        return found

    def controls(self, tag: str | None = None) -> list[Control]:
        """Return its controls, of the text, headers and footers and notes, in their order; those of a tag where one is given."""
        found = (
            each
            for part in self.desk.story_parts()
            for each in controls_in(self.parts.tree(part).root, self.desk, part)
        )
        return [each for each in found if tag is None or each.tag == tag]

    def control(self, tag: str) -> Control | None:
        """Return the first control of a tag, or None."""
        for part in self.desk.story_parts():
            found = control_tagged(self.parts.tree(part).root, tag, self.desk, part)
            if found is not None:
                return found
        return None

    def titled(self, title: str) -> list[Control]:
        """Return its controls of a title, compared without case and outer blanks."""
        wanted = title.strip().casefold()
        return [each for each in self.controls() if each.title.strip().casefold() == wanted]

    @property
    def paragraphs(self) -> list[Paragraph]:
        """Return the paragraphs of its text, those in controls too, those in tables not."""
        return [Paragraph(each, self.desk, self.parts.main) for each in through(self.body, "p")]

    @property
    def tables(self) -> list[WordTable]:
        """Return the tables of its text, those in controls too, those in tables not."""
        return [WordTable(each, self.desk, self.parts.main) for each in through(self.body, "tbl")]

    def append(self, *content: Block) -> None:
        """Put blocks at the end of its text."""
        body = self.body
        last = body[-1] if len(body) and body[-1].tag == w("sectPr") else None
        if last is not None:
            put_before(last, made_for("block", content, self.desk, self.parts.main, last))
        else:
            put(body, len(body), self.desk.maker(self.parts.main).blocks(content, None))

    def to_bytes(self) -> bytes:
        """Return the file; the very bytes that were opened where nothing was changed."""
        with in_words_of_word():
            self.parts.flush()
            return self.parts.package.to_bytes()

    def without_controls(self) -> bytes:
        """Return the file as it is read, with every control taken off and its content left.

        LibreOffice 7.4 draws the first words of a control round paragraphs in the wrong place and look, so what it prints has none.
        """
        copy = Document.open(self.to_bytes(), to_edit=False)
        for each in copy.controls():
            each.unwrap()
        return copy.to_bytes()

    @property
    def is_changed(self) -> bool:
        """Return whether it differs from the file that was opened."""
        return self.to_bytes() != self._source

    def save(self, path: str | os.PathLike[str] | None = None, *, backups: int = 0) -> Path:
        """Write it in one step, and return where; refused where the file is open or was changed meanwhile."""
        target = Path(path) if path is not None else self.path
        if target is None:
            raise EditRefusedError("The document has no name yet; say where it is to be saved.")
        self.refuse_unless_editable()
        data = self.to_bytes()
        if (owner := word_owner(target)) is not None and target.exists():
            by = f" by {owner}" if owner else ""
            raise FileBusyError(f"{target.name} is open{by}.", "Close it in Word and do this again.")
        with in_words_of_word():
            expected = sha256(self._source).digest() if target == self.path else None
            replace_file(target, [data], expected=expected, backups=backups)
        self._source, self.path = data, target
        return target


def word_owner(path: Path) -> str | None:
    """Return who has a document open, "" where it is not said, None where nobody has.

    Word leaves two letters of a longer name out of its owner file's: "~$ardpaper.docx" for "boardpaper.docx".
    """
    name = path.name
    stem = path.stem
    short = name if len(stem) < 7 else name[1:] if len(stem) == 7 else name[2:]
    for each in dict.fromkeys((name, short)):
        owner = owner_of(path.with_name(each))
        if owner is not None:
            return owner
    return None
