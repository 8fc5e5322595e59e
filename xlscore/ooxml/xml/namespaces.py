"""Namespaces of workbook parts, in the transitional and the strict spelling."""

from __future__ import annotations

__all__ = [
    "CHART",
    "DRAWING",
    "MAIN",
    "MAIN_STRICT",
    "RELATIONSHIPS",
    "SHEET_DRAWING",
    "is_strict",
    "relationship_space",
    "relationship_type",
]

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
MAIN_STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
SHEET_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"


def is_strict(space: str) -> bool:
    """Return whether a main namespace is that of a strict file."""
    return space == MAIN_STRICT


def relationship_space(space: str) -> str:
    """Return the namespace of `r:id` attributes that goes with a main namespace."""
    return _RELATIONSHIPS_STRICT if is_strict(space) else RELATIONSHIPS


def relationship_type(space: str, name: str) -> str:
    """Return the full relationship type of that name, such as "table", for a main namespace."""
    return f"{relationship_space(space)}/{name}"
