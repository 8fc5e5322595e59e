"""What of a workbook the public does not read: the names that the table Paper keeps for part B, and where they are spoken of."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from xlscore.books.understanding import ReadTable
from xlscore.rules.papers.fields import PaperField, names_in
from xlscore.rules.papers.settings import PaperSettings
from xlscore.rules.words import name_key

__all__ = ["KeptBack", "kept_back"]

_THEME = "theme"


@dataclass(frozen=True)
class KeptBack:
    """The names of which nothing may stand in part A."""

    names: tuple[str, ...] = ()

    @cached_property
    def keys(self) -> frozenset[str]:
        """Return the names as they are compared."""
        return frozenset(map(name_key, self.names))

    def is_named(self, text: str) -> bool:
        """Return whether a text is one of the names.

        >>> KeptBack(("Serious Violence",)).is_named("serious violence")
        True
        """
        return bool(text) and name_key(text) in self.keys

    def is_spoken_of(self, text: str) -> bool:
        """Return whether a text speaks of one of the names, as a word of its own.

        >>> kept = KeptBack(("Child Abuse & Exploitation", "Rape"))
        >>> kept.is_spoken_of("all but child abuse and exploitation"), kept.is_spoken_of("Drapers")
        (True, False)
        """
        return any(pattern.search(text) for pattern in self._patterns)

    @cached_property
    def _patterns(self) -> list[re.Pattern[str]]:
        return [pattern for name in self.names if (pattern := _pattern(name)) is not None]


def _pattern(name: str) -> re.Pattern[str] | None:
    """Return what finds a name within a text, however it is spaced and punctuated there."""
    words = re.findall(r"\w+", name.replace("&", " and "))
    if not words:
        return None
    either = [r"(?:and|&)" if word.casefold() == "and" else re.escape(word) for word in words]
    whole = r"[\W_]*".join(either)
    return re.compile(rf"(?<!\w){whole}(?!\w)", re.IGNORECASE)


def kept_back(settings: PaperSettings, tables: Iterable[ReadTable]) -> KeptBack:
    """Return what the papers of a workbook keep for part B, whichever paper says so; with a theme all that stands under it."""
    said = [row for row in settings.texts if row.about is PaperField.PART_B]
    names = dict.fromkeys(name for row in said for name in names_in(row.words))
    keys = set(map(name_key, names))
    for read in tables:
        table = read.table
        if _THEME not in table.columns or table.layout.rows == _THEME:
            continue
        themes, rows = table.filled_down(_THEME), table.filled_down(table.layout.rows)
        names |= {rows[row]: None for row in table.records if name_key(themes[row]) in keys and rows[row]}
    return KeptBack(tuple(names))
