"""`[Content_Types].xml`: what each part is."""

from __future__ import annotations

import copy

from xlscore.ooxml.errors import DamagedFileError
from xlscore.ooxml.xml import splice
from xlscore.ooxml.xml.text import as_utf8, attribute_text

__all__ = ["CONTENT_TYPES_PART", "ContentTypes"]

CONTENT_TYPES_PART = "/[Content_Types].xml"


class ContentTypes:
    """The content types of a package, as an immutable reading of its XML."""

    def __init__(self, data: bytes) -> None:
        """Read the part."""
        self.data = as_utf8(data, CONTENT_TYPES_PART)
        root = self._root()
        if root.name != "Types":
            raise DamagedFileError("The file's list of content types is none; repair the workbook in Excel.")
        self._overrides: dict[str, str] = {}
        for element in root.all("Override"):
            self._overrides.setdefault(element.get("PartName").casefold(), element.get("ContentType"))
        self._defaults = {
            element.get("Extension").casefold(): element.get("ContentType") for element in root.all("Default")
        }
        self._tag = root.qualified("Override")
        # Where the next entry goes: read once, because one part after the other may be added.
        self._end = None if root.is_empty_tag else root.inner_end

    def of(self, part: str) -> str:
        """Return the content type of a part, or an empty text when none is given."""
        override = self._overrides.get(part.casefold())
        return self._defaults.get(_extension(part), "") if override is None else override

    def with_part(self, part: str, content_type: str) -> ContentTypes:
        """Return the content types in which `part` has this one."""
        if self.of(part) == content_type:
            return self
        root = self._root
        if part.casefold() in self._overrides:
            return ContentTypes(
                splice.set_attributes(self.data, self._override(part), {"ContentType": content_type})
            )
        if _extension(part) == "rels":
            new = b'<%s Extension="rels" ContentType="%s"/>' % (
                root().qualified("Default"),
                attribute_text(content_type),
            )
            return ContentTypes(
                splice.insert_in_order(self.data, root(), new, "Default", ("Default", "Override"))
            )
        new = b'<%s PartName="%s" ContentType="%s"/>' % (
            self._tag,
            attribute_text(part),
            attribute_text(content_type),
        )
        if self._end is None:
            return ContentTypes(splice.set_content(self.data, root(), new))
        grown = copy.copy(self)
        grown.data = splice.splice(self.data, [(self._end, self._end, new)])
        grown._overrides = {**self._overrides, part.casefold(): content_type}
        grown._end = self._end + len(new)
        return grown

    def without_part(self, part: str) -> ContentTypes:
        """Return the content types that no longer mention `part`."""
        if part.casefold() not in self._overrides:
            return self
        return ContentTypes(splice.remove(self.data, self._override(part)))

    def _root(self) -> splice.Element:
        return splice.parse(self.data, CONTENT_TYPES_PART)

    def _override(self, part: str) -> splice.Element:
        wanted = part.casefold()
        return next(
            each for each in self._root().all("Override") if each.get("PartName").casefold() == wanted
        )


def _extension(part: str) -> str:
    return part.rpartition("/")[2].rpartition(".")[2].casefold()
