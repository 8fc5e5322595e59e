"""The tables of the tube maps: maps, lines, stops, pins, and what the maps say."""

from __future__ import annotations

from typing import Final

from xlscore.books.tables.layout import Column, TableKind

__all__ = ["LINES", "MAPS", "MAP_FACTS", "MAP_PLACEHOLDER", "MAP_SHEET", "PINS", "STOPS"]

MAPS: Final = TableKind(
    "table of maps",
    "Tube map lines",
    (
        Column("map", "Map", ("maps", "map name"), own_names=True),
        Column("title", "Title"),
        Column("subtitle", "Subtitle", ("sub-title", "second line")),
        Column("date", "Date", ("as at", "board date", "agreed on")),
        Column("source", "Source", ("sources", "small print")),
        Column("paper", "Paper", ("paper size",)),
        Column("marking", "Marking", ("protective marking", "classification", "security marking")),
        Column("language", "Language"),
    ),
    needs=("map", ("title", "paper")),
    rows="map",
)

LINES: Final = TableKind(
    "table of lines",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("colour", "Colour", ("color",)),
    ),
    needs=("map", "line", "colour"),
    rows="line",
)

STOPS: Final = TableKind(
    "table of stops",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("line", "Line", ("line name",)),
        Column("sequence", "Sequence", ("stop", "order", "number", "no")),
        Column("area", "Area", ("station", "areas")),
    ),
    needs=("map", "line", "sequence", "area"),
    rows="area",
)

PINS: Final = TableKind(
    "table of pins",
    "Tube map lines",
    (
        Column("map", "Map", ("map name",)),
        Column("area", "Area", ("station", "areas")),
        Column("column", "Column", ("x", "grid column"), computed=True),
        Column("row", "Row", ("y", "grid row"), computed=True),
        Column("side", "Label side", ("label", "side"), computed=True),
    ),
    needs=("map", "area", "column", "row"),
    rows="area",
    keys=("map", "area"),
)

MAP_FACTS: Final = TableKind(
    "table of the map's facts",
    "Tube map data",
    (
        Column("map", "Map", computed=True),
        Column("area", "Area", computed=True),
        Column("lines", "Lines", computed=True),
        Column("grade", "Grade", computed=True),
        Column("change", "Change", computed=True),
        Column("redline", "Redline", computed=True),
        Column("words", "In words", computed=True),
        Column("column", "Column", computed=True),
        Column("row", "Row", computed=True),
        Column("side", "Label side", computed=True),
    ),
    needs=("map", "area", "lines", "grade", "change", "redline", "words", "column", "row", "side"),
    rows="area",
    keys=("map", "area"),
    product_only=True,
)
"""What the maps say, in cells; no other spellings, since only the product writes it and no other table has all of them."""

MAP_SHEET: Final = "Tube map"
"""Where a workbook's first map is drawn; the others have its name and their own behind it."""

MAP_PLACEHOLDER: Final = "Draw tube map puts the map here."
"""What the templates write on the blank sheet; the first drawing takes it away."""
