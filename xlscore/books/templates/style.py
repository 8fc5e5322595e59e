"""The look of every sheet: one type family, one palette, and the formats made from them.

Arial, because LibreOffice and every Excel draw it with the same widths (Liberation Sans is its metric twin), so that
a page that fits here fits there. Grade colours are told apart by colour-blind readers (smallest CIEDE2000 distance
26.9 over normal, protan, deutan and tritan sight), and the text on each has a contrast of 4.5:1 or more.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from xlscore.books.plan.text_lines import BODY_SIZE
from xlscore.books.plan.tones import INK, MUTED, WHITE, Tone

__all__ = ["FIGURES", "FONT", "INK", "MUTED", "Formats", "contrast"]

FONT: Final = "Arial"

NAVY, SLATE, RULE = "#1F2F4F", "#56657F", "#CBD3DD"
ENTRY, COMPUTED = "#FFFDF3", "#EDF1F6"


_BASE: Final[Mapping[str, Any]] = {
    "font_name": FONT,
    "font_size": BODY_SIZE,
    "font_color": INK,
    "valign": "vcenter",
}
_CELL: Final = {**_BASE, "text_wrap": True, "bottom": 1, "bottom_color": RULE, "left": 1, "left_color": RULE, "right": 1, "right_color": RULE}  # fmt: skip
_INDENT: Final = {"align": "left", "indent": 1}
_CENTRE: Final = {"align": "center"}
_RIGHT: Final = {"align": "right"}  # without an indent: LibreOffice keeps to one in some cells of a row only
FIGURES: Final = frozenset(
    {"number", "rate", "ratio", "change", "change or count", "target", "percentage", "points"}
)
"""The looks of figures, whose digits stand beneath each other; a position is read alone, so it stands in the middle."""
_HEAD: Final = {
    **_CELL,
    "bold": True,
    "font_color": WHITE,
    "font_size": 9.5,
    "border": 1,
    "border_color": WHITE,
}

_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "plain": _BASE,
    "title": {**_BASE, "font_size": 18, "bold": True, "font_color": NAVY},
    "subtitle": {**_BASE, "font_color": MUTED},
    "note": {**_BASE, "font_color": MUTED, "font_size": 9},
    "chip": {**_BASE, **_CENTRE, "font_size": 9, "bold": True, "border": 1, "border_color": RULE},
    "section": {**_BASE, "font_size": 12, "bold": True, "font_color": NAVY, "bottom": 2, "bottom_color": NAVY},
    "label": {**_BASE, "bold": True, "font_color": NAVY},
    "body": {**_BASE, **_INDENT, "text_wrap": True, "valign": "top", "bottom": 1, "bottom_color": RULE},
    "body strong": {**_BASE, **_INDENT, "text_wrap": True, "valign": "top", "bold": True, "bottom": 1, "bottom_color": RULE},
    "link": {**_BASE, **_INDENT, "bold": True, "font_color": "#003688", "underline": 1, "valign": "top", "bottom": 1, "bottom_color": RULE},
    "head": {**_HEAD, **_INDENT, "bg_color": NAVY},
    "head centre": {**_HEAD, **_CENTRE, "bg_color": NAVY},
    "head right": {**_HEAD, **_RIGHT, "bg_color": NAVY},
    "head computed right": {**_HEAD, **_RIGHT, "bg_color": SLATE},
    "head computed": {**_HEAD, **_INDENT, "bg_color": SLATE},
    "head computed centre": {**_HEAD, **_CENTRE, "bg_color": SLATE},
    "text": {**_CELL, **_INDENT},
    "strong": {**_CELL, **_INDENT, "bold": True},
    "labelled": {**_CELL, **_INDENT, "bold": True, "top": 1, "top_color": RULE},
    "small": {**_CELL, **_INDENT, "font_size": 9},
    "word": {**_CELL, **_CENTRE},
    "grade": {**_CELL, **_CENTRE},
    "number": {**_CELL, **_RIGHT, "num_format": "#,##0"},
    "general": {**_CELL, **_CENTRE, "num_format": "General"},
    "rate": {**_CELL, **_RIGHT, "num_format": "[<2]0.000;#,##0.00"},
    "ratio": {**_CELL, **_RIGHT, "num_format": "0.00"},
    "change": {**_CELL, **_RIGHT, "num_format": "+#,##0;-#,##0;0"},
    "target": {**_CELL, **_RIGHT, "num_format": "0%"},
    "change or count": {**_CELL, **_RIGHT, "num_format": "[>1]#,##0;[<0]-0.0%;0.0%"},
    "percentage": {**_CELL, **_RIGHT, "num_format": "0.0%"},
    "day": {**_CELL, **_CENTRE, "num_format": "d mmm yyyy"},
    "points": {**_CELL, **_RIGHT, "num_format": "+0.0%;-0.0%;0.0%"},
    "setting": {**_CELL, **_CENTRE, "bold": True},
}  # fmt: skip


class Formats:
    """The formats of one workbook, each made once however many cells carry it."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Any] = {}

    def of(self, look: str, **more: Any) -> Any:
        """Return the format of a look, with properties of its own added."""
        return self._format({**_LOOKS[look], **more})

    def cell(self, look: str, entry: bool, num_format: str | None = None) -> Any:
        """Return the format of a table's cell: an officer's entry, or worked out."""
        more = {"bg_color": ENTRY if entry else COMPUTED}
        return self.of(look, **more, **({"num_format": num_format} if num_format else {}))

    def tone(self, tone: Tone, bold: bool = False) -> Any:
        """Return the format that a condition lays over a cell."""
        return self._format(
            {"bg_color": tone.fill, "font_color": tone.ink, **({"bold": True} if bold else {})}
        )

    def over(self, **properties: Any) -> Any:
        """Return the format of these properties alone, to be laid over a cell or a run of text."""
        return self._format(properties)

    def _format(self, properties: Mapping[str, Any]) -> Any:
        made_of = tuple(sorted(properties.items()))
        if made_of not in self._made:
            self._made[made_of] = self._workbook.add_format(dict(properties))
        return self._made[made_of]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, 1 to 21. Source: WCAG 2.1, relative luminance.

    >>> round(contrast("#FFFFFF", "#000000"))
    21
    """
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
