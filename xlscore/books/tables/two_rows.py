"""The headings of one row, or of two that are read as one: what a banner stands over, and what a column is called in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Final

from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.headings import COMMAND
from xlscore.books.tables.periods import is_period, is_stage, rolling_words
from xlscore.books.tables.table import shown
from xlscore.books.tables.vocabulary import column_key, heading_text

__all__ = ["meant_by", "own_text", "pair_headings", "under_rolling_banners"]

_UNDER_A_NAME: Final = frozenset({"grade", "self grade", "own grade", "command grade"})
_OF_THE_BOARD: Final = frozenset({"final", "final grade", "agreed", "agreed grade"})
"""What stands below a command's name only where it stands below others, too: a banner ends somewhere."""
_TIMES: Final = frozenset(
    f"{when} {what}".strip()
    for when in ("last", "previous", "prior", "this", "current", "now", "latest", "before")
    for what in ("", "cycle", "quarter", "year", "time", "grade")
)
"""What stands below a name that has a column for each of several times."""


@once_per_block
def pair_headings(block: Block, top: int, header: int) -> Mapping[int, tuple[str, ...]]:
    """Return the headings of one row, or of two read as one: "Force" above "Redline", a name under a banner.

    A banner stands over several columns and names none of them; with the text below it, it may, and where that is a date it
    does. A text below that stands under two banners says nothing without them.
    """
    banners = {} if top == header else _banners(block, top, header)
    under: dict[str, set[str]] = defaultdict(set)
    for column, banner in banners.items():
        under[column_key(heading_text(block.at(header, column)))].add(banner)
    pairs: dict[int, tuple[str, ...]] = {}
    for column in sorted({*block.filled(top), *block.filled(header)}):
        upper, lower = (heading_text(block.at(line, column)) for line in (top, header))
        banner = banners.get(column, "")
        texts: tuple[str, ...]
        if top == header:
            texts = (upper,)
        elif not banner:
            texts = (f"{upper} {lower}".strip(), lower, upper)
        elif (rolling := rolling_words(banner)) and is_period(lower):
            texts = (f"{rolling} {lower}",)
        else:
            alone = lower if len(under[column_key(lower)]) < 2 else ""
            texts = (f"{banner} {lower}".strip(), alone, banner if is_period(lower) else "")
        if (meant := meant_by(block, top, header, column)) is not None:
            pairs[column] = meant
            continue
        # TRUE, or an error, is nothing that a heading says.
        if kept := tuple(dict.fromkeys(text for text in texts if text)):
            pairs[column] = kept
    return pairs


def _banners(block: Block, top: int, header: int) -> dict[int, str]:
    """Return the banner over each column that is under one: it goes on over columns with a text in the lower row alone."""
    found: dict[int, str] = {}
    for column in block.filled(header):
        upper = block.at(top, column)
        if is_blank(upper):
            if column - 1 in found:
                found[column] = found[column - 1]
        elif _is_under(block, top, header, column + 1):
            found[column] = heading_text(upper)
    return found


def _is_under(block: Block, top: int, header: int, column: int) -> bool:
    """Return whether a column has its heading in the lower row alone, as those have over which a banner goes on."""
    return is_blank(block.at(top, column)) and not is_blank(block.at(header, column))


def under_rolling_banners(block: Block, header: int) -> frozenset[int]:
    """Return the columns whose headings end a longer period than they name, by the banner above: "12 months to" over Sep 2024."""
    found = _banners(block, header - 1, header)
    lone = {column: text for column, text in found.items() if rolling_words(text)}
    for column in block.filled(header):
        if column not in found and rolling_words(heading_text(block.at(header - 1, column))):
            lone[column] = ""
    return frozenset(lone)


def meant_by(block: Block, top: int, header: int, column: int) -> tuple[str, ...] | None:
    """Return our headings for what an officer said of a column, none for a command or nothing; None: nobody said."""
    said = block.meant.get((header, column), block.meant.get((top, column)))
    return () if said == COMMAND else said


def _is_of_stages(block: Block, top: int, header: int, column: int) -> bool:
    """Return whether a column is one of several that its banner, or the banner over them, parts by the stage of the grade."""
    banners = _banners(block, top, header)
    lower = {c: column_key(heading_text(block.at(header, c))) for c in banners}
    if is_stage(banners[column]):
        return any(c != column and text == lower[column] for c, text in lower.items())
    times = Counter(lower.values())
    beside = [
        c
        for c, text in lower.items()
        if banners[c] == banners[column] and is_stage(text) and (text not in _OF_THE_BOARD or times[text] > 1)
    ]
    return column in beside and len(beside) > 1


def own_text(block: Block, top: int, header: int, column: int) -> str:
    """Return what a column is called that is no field: the lower text, or the name above "Grade", or both for a time or a stage.

    Under a command's name there may stand "Grade" and "Evidence": then the name is the one above. Of "North" over "Last" and
    "Now", over "Initial" and "Revisit", or "Q2" over the commands, both are needed.
    """
    lower, upper = shown(block.at(header, column)), shown(block.at(top, column))
    over = "" if top == header else _banners(block, top, header).get(column, "")
    when = is_period(over) or is_period(lower) or column_key(lower) in _TIMES
    if lower and over and (when or _is_of_stages(block, top, header, column)):
        return f"{over} - {lower}" if is_stage(over) else f"{over} {lower}"
    if not lower or column_key(lower) in _UNDER_A_NAME:
        return over or upper or lower
    return lower
