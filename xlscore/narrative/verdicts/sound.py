"""Nothing contradicts on the strength of cells that are wrong: a count of a table with a problem, a row with one, Grey."""

from __future__ import annotations

import re
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimKind, Judged
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.rules.figures import Source

__all__ = ["by_sound_cells"]

_OF_MANY: Final = frozenset({ClaimKind.COUNT_OF_AREAS, ClaimKind.MEMBERS, ClaimKind.RECORD, ClaimKind.SUM})
"""What the whole table says, so that one cell of it that cannot be read leaves it open."""
_NO_DATA: Final = "Grey"


def by_sound_cells(found: Judged, knowledge: Knowledge) -> Judged:
    """Return a contradiction as it is where every cell behind it is sound, else that it cannot be told."""
    if found.would_agree == _NO_DATA:
        return cannot_tell(found.claim, "The workbook has no data for a colour.", found.sources)
    wrong = _wrong_cell(found, knowledge)
    if not wrong:
        return found
    return cannot_tell(found.claim, f"{wrong} is a problem of the workbook.", found.sources)


def _wrong_cell(found: Judged, knowledge: Knowledge) -> str:
    """Return the place of a problem that the answer may hang on, "" where there is none."""
    sheets = {source.sheet for source in found.sources}
    rows = {(source.sheet, _row(source.cell)) for source in found.sources}
    for sheet, cell in knowledge.wrong_cells:
        many = found.claim.kind in _OF_MANY and sheet in sheets
        if many or (sheet, _row(cell)) in rows:
            return Source(sheet, cell).place
    return ""


def _row(cell: str) -> str:
    return re.sub(r"\D", "", cell.partition(":")[0])
