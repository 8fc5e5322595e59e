"""How cells look: number formats, fonts, fills, alignment and copies of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlscore.engine.looks.borders import Borders
from xlscore.engine.looks.colours import digits_of, tuple_of
from xlscore.engine.looks.sizes import SizesMixin
from xlscore.engine.refusals import NotOnAFileError, answers_for, base_classes
from xlscore.ooxml.around import layout
from xlscore.ooxml.looks.look import Changes
from xlscore.ooxml.values.addresses import MAX_COLUMN, MAX_ROW, Box
from xlscore.ooxml.values.formulas import moved
from xlscore.ooxml.xml.text import whole_number

if TYPE_CHECKING:
    from xlscore.engine.sheet import FileSheet

__all__ = ["FormatsMixin"]

_HORIZONTAL = {"center_across_selection": "centerContinuous"}
_COPY_TYPES = {"all", "formats", "formulas", "values"}


class FormatsMixin(SizesMixin):
    """The part of a range that concerns looks."""

    if TYPE_CHECKING:
        box: Box

        @property
        def sheet(self) -> FileSheet:
            """Return the sheet."""

        def cells(self) -> Any:
            """Yield row and column of every cell."""

        def clipped(self) -> Box:
            """Return the box, cut to the used cells when it is huge."""

    @property
    def _styles(self) -> Any:
        return self.sheet.book.workbook.styles

    def change(self, **changes: Any) -> None:
        """Change the look of every cell in these settings only."""
        wanted: Changes = changes  # type: ignore[assignment]
        self.restyle(lambda style: self._styles.with_changes(style, wanted))

    def restyle(self, new_style: Any) -> None:
        """Give every cell the style number that a function makes of its old one.

        For whole columns and rows their own style changes too, so that cells filled later look the same.
        """
        file, box = self.sheet.file, self.box
        if box.top == 1 and box.bottom == MAX_ROW:
            for column in range(box.left, box.right + 1):
                old = whole_number(layout.column_settings(file, column).get("style"))
                layout.set_columns(file, column, column, {"style": str(new_style(old))})
            self._restyle_written(new_style)
        elif box.left == 1 and box.right == MAX_COLUMN:
            for row in range(box.top, box.bottom + 1):
                old = whole_number(file.row_attributes(row).get("s"))
                file.set_row_attributes(row, {"s": str(new_style(old)), "customFormat": "1"})
            self._restyle_written(new_style)
        else:
            for row, column in self.cells():
                file.set_style(row, column, new_style(file.style_id(row, column)))

    def _restyle_written(self, new_style: Any) -> None:
        file, box = self.sheet.file, self.box
        for number in file.grid.numbers():
            if box.top <= number <= box.bottom:
                row = file.grid.row(number)
                for column in [cell.column for cell in row.cells] if row is not None else []:
                    if box.left <= column <= box.right:
                        file.set_style(number, column, new_style(file.style_id(number, column)))

    def common(self, setting: str) -> Any:
        """Return a setting that all cells share, or None when they differ."""
        file, found = self.sheet.file, []
        for row, column in self.cells():
            value = getattr(self._styles.look(file.style_id(row, column)), setting)
            if value not in found:
                found.append(value)
            if len(found) > 1:
                return None
        return found[0] if found else None

    @property
    def number_format(self) -> Any:
        """Return the number format code."""
        return self.common("number_format")

    @number_format.setter
    def number_format(self, value: str) -> None:
        self.change(number_format=value)

    @property
    def color(self) -> Any:
        """Return the fill colour as a tuple, or None."""
        return tuple_of(self.common("fill"))

    @color.setter
    def color(self, value: Any) -> None:
        self.change(fill=None if value is None else digits_of(value))

    def set_colors(self, colors: Any) -> None:
        """Fill every cell with its own colour; None takes the fill away, `...` leaves it."""
        file = self.sheet.file
        for row, column in self.cells():
            colour = colors[row - self.box.top][column - self.box.left]
            if colour is not ...:
                fill = None if colour is None else digits_of(colour)
                file.set_style(
                    row, column, self._styles.with_changes(file.style_id(row, column), {"fill": fill})
                )

    @property
    def font(self) -> Font:
        """Return the font."""
        return Font(self)

    @property
    def borders(self) -> Borders:
        """Return the border lines."""
        return Borders(self)

    @property
    def wrap_text(self) -> Any:
        """Return whether text is wrapped."""
        return self.common("wrap")

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.change(wrap=bool(value))

    @property
    def horizontal_alignment(self) -> Any:
        """Return the horizontal alignment."""
        found = self.common("horizontal")
        return {"centerContinuous": "center_across_selection", None: "general"}.get(found, found)

    @horizontal_alignment.setter
    def horizontal_alignment(self, value: str) -> None:
        self.change(horizontal=None if value == "general" else _HORIZONTAL.get(value, value))

    @property
    def vertical_alignment(self) -> Any:
        """Return the vertical alignment."""
        return self.common("vertical") or "bottom"

    @vertical_alignment.setter
    def vertical_alignment(self, value: str) -> None:
        self.change(vertical=None if value == "bottom" else value)

    def adjust_indent(self, amount: int) -> None:
        """Indent the cells by some more steps, or fewer when negative."""

        def indented(style: int) -> int:
            indent = max(0, self._styles.look(style).indent + amount)
            number: int = self._styles.with_changes(style, {"indent": indent, "horizontal": "left"})
            return number

        self.restyle(indented)

    def clear_formats(self) -> None:
        """Give the cells the look of a new sheet."""
        self.restyle(lambda _: 0)

    def copy(self, destination: Any = None) -> None:
        """Copy values, formulas and looks to another place in the book."""
        if destination is None:
            raise NotOnAFileError("Range.copy to the clipboard needs Excel; say where to copy to.")
        target = destination.impl(1, 1).box
        grown = Box(
            target.top, target.left, target.top + self.box.rows - 1, target.left + self.box.columns - 1
        )
        destination.impl.sheet.range(grown.address()).copy_box(self, "all")

    def copy_from(
        self, source_range: Any, copy_type: str = "all", skip_blanks: bool = False, transpose: bool = False
    ) -> None:
        """Take values, formulas or looks over from other cells; they repeat to fill the range."""
        if copy_type not in _COPY_TYPES or skip_blanks or transpose:
            raise NotOnAFileError(
                "Range.copy_from on a file copies all, formats, formulas or values as they stand."
            )
        self.copy_box(source_range.impl, copy_type)

    def copy_box(self, source: Any, copy_type: str) -> None:
        """Take over from a range of this engine, repeating it to fill this one."""
        file, other, origin = self.sheet.file, source.sheet.file, source.box
        taken = {
            at: (other.stored_value(*at), other.formula(*at), other.style_id(*at)) for at in source.cells()
        }
        for row, column in self.cells():
            at = (
                origin.top + (row - self.box.top) % origin.rows,
                origin.left + (column - self.box.left) % origin.columns,
            )
            value, formula, style = taken[at]
            if copy_type in {"all", "formats"}:
                file.set_style(row, column, style)
            if copy_type in {"all", "formulas"} and formula is not None:
                file.set_formula(row, column, "=" + moved(formula[1:], row - at[0], column - at[1]))
            elif copy_type != "formats":
                file.set_value(row, column, value)


@answers_for("Font")
class Font(base_classes.Font):  # type: ignore[misc]
    """The font of some cells; a setting on which they differ reads as None."""

    def __init__(self, owner: FormatsMixin) -> None:
        """Stand for the font of a range."""
        self._owner = owner

    @property
    def bold(self) -> Any:
        """Return whether the text is bold."""
        return self._owner.common("bold")

    @bold.setter
    def bold(self, value: bool) -> None:
        self._owner.change(bold=bool(value))

    @property
    def italic(self) -> Any:
        """Return whether the text is italic."""
        return self._owner.common("italic")

    @italic.setter
    def italic(self, value: bool) -> None:
        self._owner.change(italic=bool(value))

    @property
    def size(self) -> Any:
        """Return the size in points."""
        return self._owner.common("font_size")

    @size.setter
    def size(self, value: float) -> None:
        self._owner.change(font_size=value)

    @property
    def color(self) -> Any:
        """Return the colour as a tuple."""
        return tuple_of(self._owner.common("font_colour"))

    @color.setter
    def color(self, value: Any) -> None:
        self._owner.change(font_colour=digits_of(value))

    @property
    def name(self) -> Any:
        """Return the name of the typeface."""
        return self._owner.common("font_name")

    @name.setter
    def name(self, value: str) -> None:
        self._owner.change(font_name=value)
