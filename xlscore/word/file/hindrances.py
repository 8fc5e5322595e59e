"""What forbids to edit a document: protection, a signature."""

from __future__ import annotations

from xlscore.ooxml.xml.tree import Element
from xlscore.word.file.parts import DocumentParts
from xlscore.word.xml.names import attribute, child

__all__ = ["hindrance", "tracks_changes"]

_WHAT = {
    "readOnly": "it may only be read",
    "comments": "only comments may be written",
    "forms": "only its form fields may be filled in",
    "trackedChanges": "every change must be tracked",
}


def hindrance(parts: DocumentParts) -> tuple[str, str]:
    """Return what forbids to edit the document, and what to do; empty texts where nothing does."""
    if parts.package.rels("/").by_type(
        "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    ):
        return (
            "The document is digitally signed, and any change would break the signature.",
            "Save a copy without the signature in Word.",
        )
    settings = _settings(parts)
    protection = child(settings, "documentProtection")
    if protection is not None and _is_on(attribute(protection, "enforcement")):
        what = _WHAT.get(attribute(protection, "edit"), "its formatting is restricted")
        return (
            f"The document is protected: {what}.",
            "Stop the protection in Word (Review, Restrict Editing) and save it.",
        )
    if _has_password(child(settings, "writeProtection")):
        return (
            "The document needs a password to be changed.",
            "Save a copy without it in Word.",
        )
    return "", ""


def tracks_changes(parts: DocumentParts) -> bool:
    """Return whether Word tracks what people change in the document."""
    tracking = child(_settings(parts), "trackRevisions")
    return tracking is not None and _is_on(attribute(tracking, "val") or "1")


def _settings(parts: DocumentParts) -> Element | None:
    part = parts.first("settings")
    return None if part is None else parts.tree(part).root


def _is_on(text: str) -> bool:
    return text.lower() in ("1", "true", "on")


def _has_password(protection: Element | None) -> bool:
    # Without one it is only recommended to open the document for reading.
    return protection is not None and any(attribute(protection, name) for name in ("hash", "hashValue"))
