"""The headings of one row, or of two that are read as one: what a banner stands over, and what a column is called in full."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from enum import Enum
from functools import lru_cache
from typing import Final

from xlscore.books.tables.blocks import Block, is_blank, once_per_block
from xlscore.books.tables.headings import COMMAND
from xlscore.books.tables.table import shown
from xlscore.books.tables.words.periods import is_period, is_stage, rolling_words
from xlscore.books.tables.words.vocabulary import column_key, heading_text
from xlscore.rules.words import tidy

__all__ = ["Grader", "grader_of", "meant_by", "own_text", "pair_headings", "under_rolling_banners"]

_UNDER_A_NAME: Final = frozenset({"grade", "self grade", "own grade", "command grade"})
_OF_THE_BOARD: Final = frozenset({"final", "final grade", "agreed", "agreed grade"})
"""What stands below a command's name only where it stands below others, too: a banner ends somewhere."""
_TIMES: Final = frozenset(
    f"{when} {what}".strip()
    for when in ("last", "previous", "prior", "this", "current", "now", "latest", "before")
    for what in ("", "cycle", "quarter", "year", "time", "grade")
)
"""What stands below a name that has a column for each of several times."""


class Grader(Enum):
    """Who gave the grades of a command's column, or why the Oversight Board gave its own."""

    OWN = "the command itself"
    OVERSIGHT = "the Oversight Board"
    REASON = "why the Oversight Board graded so"


_OF_OVERSIGHT: Final = frozenset({"oversight"})
_REASONS: Final = frozenset({"reason", "reasons", "why"})
_OWN: Final = frozenset(
    {"self", "own", "initial", "proposed", *(f"self-{what}" for what in ("grade", "graded", "grading", "assessed", "assessment"))}
)  # fmt: skip
_OF_A_GRADE: Final = frozenset(
    {"assessed", "assessment", "grade", "grades", "graded", "grading", "rating", "judgement", "judgment", "agreed", "final", "reviewed",
     "recommended", "review", "view", "decision", "outcome", "board", "boards", "panel", "meeting", "after", "at", "by", "from", "of", "for", "the",
     ""}
)  # fmt: skip
_BETWEEN: Final = "()[]:;,.-–—/"


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


@once_per_block
def _banners(block: Block, top: int, header: int) -> Mapping[int, str]:
    """Return the banner over each column that is under one: it goes on over columns with a text in the lower row alone."""
    found: dict[int, str] = {}
    for column in block.filled(header):
        upper = block.at(top, column)
        if is_blank(upper):
            if column - 1 in found:
                found[column] = found[column - 1]
        elif _is_under(block, top, header, column + 1) or _is_repeated(block, top, header, column):
            found[column] = heading_text(upper)
    return found


def _is_repeated(block: Block, top: int, header: int, column: int) -> bool:
    """Return whether a banner is written again over each of its columns, as it is where it is not merged."""
    alike = [
        c
        for c in (column - 1, column + 1)
        if not is_blank(block.at(header, c)) and shown(block.at(top, c)) == shown(block.at(top, column))
    ]
    return any(shown(block.at(header, c)) != shown(block.at(header, column)) for c in alike)


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
    if lower and over and (is_period(over) or is_period(lower) or column_key(lower) in _TIMES):
        return f"{over} {lower}"
    if lower and over and _is_of_stages(block, top, header, column):
        return f"{over} - {lower}" if is_stage(over) else f"{over} {lower}"
    if lower and over and _is_under_several(block, top, header, lower):
        for name, who in ((over, lower), (lower, over)):
            grader = None if grader_of(who)[0] else grader_of(who)[1]
            if grader is Grader.OWN and column_key(who) not in _UNDER_A_NAME:
                return name
            if grader in (Grader.OVERSIGHT, Grader.REASON):
                return f"{name} {who}"
    if not lower or column_key(lower) in _UNDER_A_NAME:
        return over or upper or lower
    return lower


def _is_under_several(block: Block, top: int, header: int, lower: str) -> bool:
    """Return whether a text of the lower row stands there under two banners."""
    over = _banners(block, top, header)
    alike = {
        text
        for column, text in over.items()
        if column_key(shown(block.at(header, column))) == column_key(lower)
    }
    return len(alike) > 1


@lru_cache(maxsize=1024)  # every column is compared with every other
def grader_of(heading: str) -> tuple[str, Grader]:
    """Return the name in a heading of grades, without the words at its ends that say who gave them, and who that is.

    >>> [grader_of(text) for text in ("North oversight", "North (self)")]
    [('North', <Grader.OVERSIGHT: 'the Oversight Board'>), ('North', <Grader.OWN: 'the command itself'>)]
    >>> grader_of("Oversight Board grade of Mid-Shire")[0], grader_of("Oversight grade")[0]
    ('Mid-Shire', '')
    """
    words = tidy(heading.replace("/", " / ")).split()
    known = _OF_OVERSIGHT | _REASONS | _OWN | _OF_A_GRADE
    told: set[str] = set()
    for end in (-1, 0):
        while words and (bare := words[end].strip(_BETWEEN).casefold()) in known:
            told.add(bare)
            words.pop(end)
    if not told:
        return tidy(heading), Grader.OWN
    name = " ".join(words).strip(f" {_BETWEEN[4:]}")
    if name.startswith("(") and name.endswith(")"):
        name = name[1:-1]
    if told & _REASONS:
        return name, Grader.REASON
    return name, Grader.OVERSIGHT if told & _OF_OVERSIGHT else Grader.OWN
