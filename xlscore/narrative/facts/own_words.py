"""What people wrote in the workbook's own cells, by the name that it is written of, for sentences that say it again."""

from __future__ import annotations

from xlscore.books.tables.blocks import Reading
from xlscore.narrative.facts.gathering import Gathering
from xlscore.narrative.texts.cells import read_cells

__all__ = ["add_own_words"]


def add_own_words(reading: Reading, found: Gathering) -> None:
    """Gather the sentences of narratives and rationales that have a figure, each with its row's name and its cell."""
    for passage in read_cells(reading):
        source = passage.place.source
        if source is not None and passage.beside and any(sign.isdigit() for sign in passage.text):
            found.written.append((passage.beside[0], passage.text, source))
