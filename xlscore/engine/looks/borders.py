"""Border lines in xlwings' words, written cell by cell as the file keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlwings.base_classes import _UNSET

from xlscore.engine.looks.colours import digits_of, tuple_of
from xlscore.engine.refusals import answers_for, base_classes
from xlscore.ooxml.looks.look import BorderLine
from xlscore.ooxml.values.addresses import Box

if TYPE_CHECKING:
    from xlscore.engine.looks.formats import FormatsMixin

__all__ = ["Borders"]

_FILE_STYLES = {
    ("continuous", "hairline"): "hair", ("continuous", "thin"): "thin", ("continuous", "medium"): "medium",
    ("continuous", "thick"): "thick", ("dash", "thin"): "dashed", ("dash", "medium"): "mediumDashed",
    ("dash_dot", "thin"): "dashDot", ("dash_dot", "medium"): "mediumDashDot",
    ("dash_dot_dot", "thin"): "dashDotDot", ("dash_dot_dot", "medium"): "mediumDashDotDot",
    ("dot", "thin"): "dotted", ("double", "thick"): "double", ("slant_dash_dot", "medium"): "slantDashDot",
}  # fmt: skip
_WORDS = {style: words for words, style in _FILE_STYLES.items()}
_SIDES = {"edge_top": "top", "edge_bottom": "bottom", "edge_left": "left", "edge_right": "right"}


def _file_style(line_style: str, weight: str) -> str:
    """Return the file's word for a line, the nearest one where the file has no such weight."""
    exact = _FILE_STYLES.get((line_style, weight))
    return exact or next(style for (name, _), style in _FILE_STYLES.items() if name == line_style)


def _cell_sides(box: Box, row: int, column: int, side: str) -> list[str]:
    """Return which lines of one cell a side of the range means."""
    at = {
        "edge_top": row == box.top,
        "edge_bottom": row == box.bottom,
        "edge_left": column == box.left,
        "edge_right": column == box.right,
    }
    if side in at:
        return [_SIDES[side]] if at[side] else []
    if side == "inside_horizontal":
        return [name for edge, name in _SIDES.items() if edge in {"edge_top", "edge_bottom"} and not at[edge]]
    if side == "inside_vertical":
        return [name for edge, name in _SIDES.items() if edge in {"edge_left", "edge_right"} and not at[edge]]
    return [side]


@answers_for("Borders")
class Borders(base_classes.Borders):  # type: ignore[misc]
    """The lines of a range."""

    def __init__(self, owner: FormatsMixin) -> None:
        """Stand for the lines of a range."""
        self._owner = owner

    def __getitem__(self, side: str) -> Border:
        """Return one side."""
        return Border(self._owner, side)

    def set(
        self, which: Any = "all", *, line_style: Any = _UNSET, weight: Any = _UNSET, color: Any = _UNSET
    ) -> None:
        """Set style, weight and colour of some sides; what is not given stays, no style takes lines away."""
        file, styles = self._owner.sheet.file, self._owner.sheet.book.workbook.styles
        for row, column in self._owner.cells():
            style = file.style_id(row, column)
            present = styles.look(style).borders
            lines: dict[str, BorderLine] = {}
            for side in which:
                for name in _cell_sides(self._owner.box, row, column, side):
                    lines[name] = _changed(
                        present.get(name, BorderLine()),
                        line_style,
                        weight,
                        digits_of(color) if color is not _UNSET else _UNSET,
                    )
            if lines:
                file.set_style(row, column, styles.with_changes(style, {"borders": lines}))

    def clear(self, which: Any = "everything") -> None:
        """Take the lines of some sides away."""
        self.set(which, line_style=None)

    @property
    def line_style(self) -> Any:
        """Return the style that all sides share, or None."""
        return self._shared("line_style")

    @property
    def weight(self) -> Any:
        """Return the weight that all sides share, or None."""
        return self._shared("weight")

    @property
    def color(self) -> Any:
        """Return the colour that all sides share, or None."""
        return self._shared("color")

    def _shared(self, setting: str) -> Any:
        box = self._owner.box
        sides = list(_SIDES)
        sides += ["inside_horizontal"] if box.rows > 1 else []
        sides += ["inside_vertical"] if box.columns > 1 else []
        found = {getattr(self[side], setting) for side in sides}
        return found.pop() if len(found) == 1 else None


def _changed(line: BorderLine, line_style: Any, weight: Any, colour: Any) -> BorderLine:
    """Return a line with some settings changed; a line that is drawn anew is thin and continuous."""
    if line_style is None or line_style == "none":
        return BorderLine()
    old_style, old_weight = _WORDS.get(line.style or "thin", ("continuous", "thin"))
    new_style = old_style if line_style is _UNSET else line_style
    keeps_weight = line.style is not None and (line_style is _UNSET or line_style == old_style)
    new_weight = (old_weight if keeps_weight else "thin") if weight is _UNSET else weight
    return BorderLine(_file_style(new_style, new_weight), line.colour if colour is _UNSET else colour)


@answers_for("Border")
class Border(base_classes.Border):  # type: ignore[misc]
    """One side of a range; a setting on which its cells differ reads as None."""

    def __init__(self, owner: FormatsMixin, side: str) -> None:
        """Stand for one side."""
        self._owner, self._side = owner, side

    def _lines(self) -> Iterator[BorderLine]:
        file, styles = self._owner.sheet.file, self._owner.sheet.book.workbook.styles
        for row, column in self._owner.cells():
            lines = styles.look(file.style_id(row, column)).borders
            for name in _cell_sides(self._owner.box, row, column, self._side):
                yield lines.get(name, BorderLine())

    def _line(self) -> BorderLine | None:
        found = set(self._lines())
        return found.pop() if len(found) == 1 else None

    def _words(self) -> tuple[str | None, str | None]:
        line = self._line()
        return _WORDS.get(line.style, (None, None)) if line is not None and line.style else (None, None)

    @property
    def line_style(self) -> Any:
        """Return the style, or None for no line."""
        return self._words()[0]

    @line_style.setter
    def line_style(self, value: Any) -> None:
        Borders(self._owner).set([self._side], line_style=value)

    @property
    def weight(self) -> Any:
        """Return the weight, or None for no line."""
        return self._words()[1]

    @weight.setter
    def weight(self, value: Any) -> None:
        Borders(self._owner).set([self._side], weight=value)

    @property
    def color(self) -> Any:
        """Return the colour as a tuple, or None for automatic and no line."""
        line = self._line()
        return tuple_of(line.colour) if line is not None and line.style else None

    @color.setter
    def color(self, value: Any) -> None:
        Borders(self._owner).set([self._side], color=value)
