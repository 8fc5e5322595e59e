"""Keys by which a place of a paper is found again: a name of an area or a measure as a short text of plain letters."""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Iterable
from typing import Final

from xlscore.rules.words import name_key

__all__ = ["keyed", "slug", "slugs"]

_LONGEST: Final = 28
_LONGEST_KEY: Final = 38
"""Word's tags hold 64 letters: "xlscore:phrase:", the key of a sentence, a stroke and the key of a phrase."""
_NO_LETTER: Final = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return a name as a key: lower case, plain letters and dashes; the same for every spelling of the name.

    A name that is cut, or has letters beyond these, ends with a check sum, so that two such names stay two.

    >>> slug("Child Abuse & Sexual Exploitation "), slug("child abuse and sexual exploitation")
    ('child-abuse-and-sexual-e6b4', 'child-abuse-and-sexual-e6b4')
    >>> slug("Gangs"), slug("Ynys Môn")[:8]
    ('gangs', 'ynys-mon')
    """
    plain = unicodedata.normalize("NFKD", name.replace("&", " and ").replace("'", "").casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter))
    said = _NO_LETTER.sub("-", bare).strip("-")
    if said and len(said) <= _LONGEST and bare.isascii() and name.isascii():
        return said
    mark = f"{zlib.crc32(name_key(name).encode('utf-8', 'replace')) & 0xFFFF:04x}"
    room = _LONGEST - len(mark) - 1
    cut = said if len(said) <= room else said[: room + 1].rpartition("-")[0] or said[:room]
    return f"{cut}-{mark}" if cut else mark


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Return the key of each name, those that would share one told apart by a number.

    >>> slugs(["Gangs", "Gangs.", "Burglary"])
    {'Gangs': 'gangs', 'Gangs.': 'gangs-2', 'Burglary': 'burglary'}
    """
    found: dict[str, str] = {}
    taken: dict[str, int] = {}
    for name in names:
        if name in found:
            continue
        mark = slug(name)
        taken[mark] = taken.get(mark, 0) + 1
        found[name] = mark if taken[mark] == 1 else f"{mark}-{taken[mark]}"
    return found


def keyed(*parts: str) -> str:
    """Return the key of a sentence from what it is of, short enough for Word; one that is cut ends with a check sum.

    >>> keyed("change", "gangs"), keyed("redline", "keeping-people-safe", "high-harm-solved-rate")
    ('change.gangs', 'redline.keeping-people-safe.high-a1eb')
    """
    whole = ".".join(parts)
    if len(whole) <= _LONGEST_KEY:
        return whole
    mark = f"{zlib.crc32(whole.encode()) & 0xFFFF:04x}"
    return f"{whole[: _LONGEST_KEY - len(mark) - 1].rstrip('-.')}-{mark}"
