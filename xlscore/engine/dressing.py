"""How cells look: named styles, looks copied from other cells, rows as high as their text, panes; on a file and in live Excel."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

import xlwings

from xlscore.engine.capabilities import capabilities
from xlscore.engine.ranges import Range
from xlscore.engine.sheet import FileSheet
from xlscore.errors import XlscoreError
from xlscore.ooxml.around import layout
from xlscore.ooxml.looks.look import BorderLine, Changes
from xlscore.ooxml.xml.text import real_number

__all__ = [
    "apply_style",
    "copy_formats",
    "fit_rows",
    "freeze_rows",
    "row_heights",
    "style_name",
]

_FONT: Final = {"bold": "Bold", "italic": "Italic", "font_name": "Name", "font_size": "Size"}
_RULED: Final = frozenset(
    {*_FONT, "number_format", "fill", "font_colour", "wrap", "horizontal", "vertical", "indent", "lines"}
)
"""What a style of ours may rule, alike in a file and in live Excel."""
# Values of Excel's constants: xlCenter, xlLeft, xlRight, xlTop; xlContinuous; xlLeft, xlRight, xlTop, xlBottom of a style's lines.
_ALIGNED: Final = {"center": -4108, "left": -4131, "right": -4152, "top": -4160}
_CONTINUOUS: Final = 1
_NATIVE_SIDES: Final = (-4131, -4152, -4160, -4107)


def apply_style(cells: xlwings.Range, name: str, **look: Any) -> bool:
    """Return whether cells were given a named cell style, made on first use.

    A new style rules the settings in `look` only (`italic=True`, `font_colour="404040"`, `fill="FFF2CC"`,
    `number_format="0.0"`, `font_name="Arial"`, `font_size=10`, `wrap=True`, `horizontal="center"`, `indent=1`, `lines="CBD3DD"` for
    thin lines all around), so that a cell keeps the rest of its own look. False on engines that know no cell styles
    (xlwings' remote one).
    """
    unknown = sorted(look.keys() - _RULED)
    if unknown:
        raise XlscoreError(
            f"A cell style made here rules {', '.join(sorted(_RULED))}, not {', '.join(unknown)}."
        )
    impl = cells.impl
    if isinstance(impl, Range):
        styles = impl.sheet.book.workbook.styles
        lines = look.pop("lines", None)
        wanted: Changes = look  # type: ignore[assignment]
        if lines is not None:
            wanted["borders"] = dict.fromkeys(("left", "right", "top", "bottom"), BorderLine("thin", lines))
        styles.ensure_style(name, wanted)
        impl.restyle(lambda style: styles.with_style(style, name))
        return True
    if not capabilities(cells.sheet.book).styles:
        return False
    native = cells.sheet.book.api
    if name not in [style.Name for style in native.Styles]:
        _dress_native(native.Styles.Add(name), look)
    cells.api.Style = name
    return True


def _dress_native(style: Any, look: Mapping[str, Any]) -> None:
    for part in ("Number", "Font", "Alignment", "Border", "Patterns", "Protection"):
        setattr(style, f"Include{part}", False)
    for key, value in look.items():
        if key == "number_format":
            style.IncludeNumber, style.NumberFormat = True, value
        elif key == "fill":
            style.IncludePatterns, style.Interior.Color = True, _native_colour(value)
        elif key == "font_colour":
            style.IncludeFont, style.Font.Color = True, _native_colour(value)
        elif key in _FONT:
            style.IncludeFont = True
            setattr(style.Font, _FONT[key], value)
        elif key == "wrap":
            style.IncludeAlignment, style.WrapText = True, value
        elif key == "indent":
            style.IncludeAlignment, style.IndentLevel = True, value
        elif key in {"horizontal", "vertical"}:
            style.IncludeAlignment = True
            setattr(style, f"{key.capitalize()}Alignment", _ALIGNED[value])
        elif key == "lines":
            style.IncludeBorder = True
            for side in _NATIVE_SIDES:
                style.Borders(side).LineStyle = _CONTINUOUS
                style.Borders(side).Color = _native_colour(value)


def _native_colour(digits: str) -> int:
    """Return RGB digits as Excel's integer, which counts blue from the top."""
    return int(digits[4:6] + digits[2:4] + digits[:2], 16)


def style_name(cell: xlwings.Range) -> str:
    """Return the name of a cell's style; "Normal" where the engine knows no cell styles."""
    impl = cell.impl
    if isinstance(impl, Range):
        name: str = impl.sheet.book.workbook.styles.style_name(
            impl.sheet.file.style_id(impl.row, impl.column)
        )
        return name
    if not capabilities(cell.sheet.book).styles:
        return "Normal"
    return str(cell.api.Style.Name)


def copy_formats(source: xlwings.Range, target: xlwings.Range) -> None:
    """Give cells the look of others: directly, or over the clipboard where the engine knows no other way."""
    if capabilities(target.sheet.book).copies_formats:
        target.copy_from(source, "formats")
    else:
        source.copy()
        target.paste("formats")


def fit_rows(sheet: xlwings.Sheet, heights: Mapping[int, float]) -> bool:
    """Return whether rows were made as high as their text: so many points each in a file, as Excel fits them in live Excel.

    The rows of a file still grow with what is typed into them later, unless a person has set their height. False on
    engines that set no heights so (xlwings' remote one).
    """
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        for row, height in heights.items():
            impl.file.set_row_attributes(row, {"ht": f"{height:g}"})
        return True
    if not capabilities(sheet.book).native:
        return False
    for row in heights:
        sheet.range((row, 1)).api.EntireRow.AutoFit()
    return True


def row_heights(sheet: xlwings.Sheet, rows: Iterable[int]) -> dict[int, float]:
    """Return the heights of those rows of a file, in points, that follow their text: not set by a person, not hidden.

    None of them in live Excel, which fits such rows by itself.
    """
    impl = sheet.impl
    if not isinstance(impl, FileSheet):
        return {}
    settings = {row: impl.file.row_attributes(row) for row in rows}
    usual = layout.default_sizes(impl.file)[1]
    return {
        row: real_number(found.get("ht"), usual)
        for row, found in settings.items()
        if not {found.get("customHeight"), found.get("hidden")} & {"1", "true"}
    }


def freeze_rows(sheet: xlwings.Sheet, rows: int) -> bool:
    """Return whether the first rows of a sheet were frozen: in a file. Live Excel could do it on the sheet in view only."""
    impl = sheet.impl
    if isinstance(impl, FileSheet):
        layout.freeze(impl.file, rows, 0)
        return True
    return False
