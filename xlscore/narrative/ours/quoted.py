"""What people wrote into the workbook's cells, wherever a paper quotes it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from xlscore.narrative.texts.blocks import is_narrative
from xlscore.ooxml.values.addresses import AddressError, parse_box

if TYPE_CHECKING:
    from xlscore.books.tables.blocks import Reading

__all__ = ["WrittenWords"]


class WrittenWords:
    """The texts of a workbook's cells in which something is said."""

    def __init__(self, reading: Reading) -> None:
        """Bind to the workbook; its texts are gathered when first asked for."""
        self._reading = reading

    @cached_property
    def _texts(self) -> tuple[str, ...]:
        values = (value for block in self._reading.blocks for row in block.rows for value in row)
        said = (value for value in values if isinstance(value, str) and is_narrative(value))
        return tuple(dict.fromkeys(_in_order(value) for value in said))

    def are_in(self, text: str, cell: str) -> bool:
        """Return whether a text is what a person wrote into this cell, "Sheet!A1"."""
        sheet, _, address = cell.rpartition("!")
        block = self._reading.block(sheet)
        try:
            box = parse_box(address)
        except AddressError:
            return False
        held = None if block is None else block.at(box.top, box.left)
        return isinstance(held, str) and is_narrative(held) and _in_order(text) in _in_order(held)

    def are_somewhere(self, text: str) -> bool:
        """Return whether a text is what a person wrote into some cell, or that with a few words before it."""
        wanted = _in_order(text)
        return any(wanted in held or (held in wanted and 2 * len(held) > len(wanted)) for held in self._texts)


def _in_order(text: str) -> str:
    return " ".join(text.split()).casefold().rstrip(".")
