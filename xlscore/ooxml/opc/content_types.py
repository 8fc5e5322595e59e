"""`[Content_Types].xml`: what each part is."""

from __future__ import annotations

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
        self._root = splice.parse(self.data, CONTENT_TYPES_PART)
        if self._root.name != "Types":
            raise DamagedFileError("The file's list of content types is none; repair the workbook in Excel.")
        self._overrides: dict[str, splice.Element] = {}
        for element in self._root.all("Override"):
            self._overrides.setdefault(element.get("PartName").casefold(), element)
        self._defaults = {
            element.get("Extension").casefold(): element.get("ContentType")
            for element in self._root.all("Default")
        }

    def of(self, part: str) -> str:
        """Return the content type of a part, or an empty text when none is given."""
        override = self._overrides.get(part.casefold())
        if override:
            return override.get("ContentType")
        return self._defaults.get(_extension(part), "")

    def with_part(self, part: str, content_type: str) -> bytes:
        """Return the XML in which `part` has this content type."""
        if self.of(part) == content_type:
            return self.data
        override = self._overrides.get(part.casefold())
        if override:
            return splice.set_attributes(self.data, override, {"ContentType": content_type})
        if _extension(part) == "rels":
            new = b'<%s Extension="rels" ContentType="%s"/>' % (
                self._root.qualified("Default"),
                attribute_text(content_type),
            )
            return splice.insert_in_order(self.data, self._root, new, "Default", ("Default", "Override"))
        new = b'<%s PartName="%s" ContentType="%s"/>' % (
            self._root.qualified("Override"),
            attribute_text(part),
            attribute_text(content_type),
        )
        if self._root.is_empty_tag:
            return splice.set_content(self.data, self._root, new)
        end = self._root.inner_end
        return splice.splice(self.data, [(end, end, new)])

    def without_part(self, part: str) -> bytes:
        """Return the XML that no longer mentions `part`."""
        override = self._overrides.get(part.casefold())
        return splice.remove(self.data, override) if override else self.data


def _extension(part: str) -> str:
    return part.rpartition("/")[2].rpartition(".")[2].casefold()
