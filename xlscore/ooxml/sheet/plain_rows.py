"""A row whose cells are all spelt in the usual way, taken apart in one pass.

Only such a row can be written over without a look at what else a cell may carry: rich text, shared formulas, extensions.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from xlscore.ooxml.values.addresses import column_number

__all__ = ["PlainCell", "PlainRow", "PlainRows"]

PlainCell = tuple[str, str, str, str, str, str, str]
"""All of it, then its beginning, column, other attributes, `<v>`, `<t>`, and content of another kind."""

_CELL = (
    r"((<~c r=\"([A-Z]{1,3})[0-9]{1,7}\")((?: [a-z]+=\"[A-Za-z0-9]*\")*)"
    r"(?:/>|>(?:<~v>([^<]+)</~v>|<~is><~t(?: xml:space=\"preserve\")?>([^<]+)</~t></~is>|(.*?))</~c>))"
)


class PlainRow(NamedTuple):
    """A row in pieces: its start tag, the cells, their texts and columns, and its end tag."""

    tag: bytes
    cells: list[PlainCell]
    texts: list[str]
    columns: list[int]
    closing: bytes


class _Numbers(dict[str, int]):
    """The numbers of columns by their letters, found when first asked for."""

    def __missing__(self, letters: str) -> int:
        self[letters] = column_number(letters)
        return self[letters]


class PlainRows:
    """Takes apart the rows of one sheet."""

    def __init__(self, prefix: str) -> None:
        """Take apart rows whose elements carry this namespace prefix."""
        name = re.escape(prefix)
        self._opening = re.compile(rb"<%srow(?: [\w:.]+=\"[^\"<>]*\")*>" % name.encode())
        self._closing = f"</{prefix}row>".encode()
        self._cells = re.compile(_CELL.replace("~", name), re.DOTALL)
        self._numbers = _Numbers()
        self._formula = f"<{prefix}f"
        self._end = f"</{prefix}c"

    def cut(self, raw: bytes) -> PlainRow | None:
        """Return a row in pieces; None where a cell is spelt otherwise, has no place or stands out of order."""
        opening = self._opening.match(raw)
        if opening is None or not raw.endswith(self._closing):
            return None
        inside = raw[opening.end() : -len(self._closing)].decode()
        cells: list[PlainCell] = self._cells.findall(inside)
        texts = [cell[0] for cell in cells]
        columns = [self._numbers[cell[2]] for cell in cells]
        if "".join(texts) != inside or columns != sorted({*columns}):
            return None
        if any(
            self._end in cell[6] for cell in cells
        ):  # `</c >` ends a cell as well, and another one follows
            return None
        return PlainRow(raw[: opening.end()], cells, texts, columns, self._closing)

    def is_alone(self, body: str) -> bool:
        """Return whether content of another kind is a formula of the cell alone, so that no other cell needs it.

        >>> PlainRows("").is_alone("<f>A1*2</f><v>4</v>"), PlainRows("").is_alone('<f t="shared" si="0"/><v>4</v>')
        (True, False)
        """
        alone = body.startswith(self._formula + ">") and body.count(self._formula) == 1
        return alone and not any(mark in body for mark in ("<!", "<?", "extLst"))
