"""The tags by which the regions of a paper are found again, and the bookmarks that find them where tags were dropped."""

from __future__ import annotations

import zlib
from enum import StrEnum
from typing import Final

from xlscore.word.made.identities import bookmark_name

__all__ = ["RegionKind", "bookmark_of", "kind_of", "phrase_tag", "tag_of"]

_OURS: Final = "xlscore"
_LONGEST: Final = 64
"""Word takes no longer tag."""


class RegionKind(StrEnum):
    """What a region holds."""

    PHRASE = "phrase"
    SENTENCE = "sentence"
    WORDS = "words"
    LIST = "list"
    TABLE = "table"
    PICTURE = "picture"
    YOURS = "yours"


_BY_NAME: Final = {kind.value: kind for kind in RegionKind}


def tag_of(kind: RegionKind, key: str) -> str:
    """Return the tag of a region; one that is cut ends with a check sum, so that two such regions stay two.

    >>> tag_of(RegionKind.TABLE, "grid"), len(tag_of(RegionKind.TABLE, "g" * 90))
    ('xlscore:table:grid', 64)
    """
    tag = f"{_OURS}:{kind.value}:{key}"
    if len(tag) <= _LONGEST:
        return tag
    return f"{tag[: _LONGEST - 9]}-{zlib.crc32(tag.encode()):08x}"


def phrase_tag(sentence: str, phrase: str) -> str:
    """Return the tag of a figure in a sentence."""
    return tag_of(RegionKind.PHRASE, f"{sentence}/{phrase}")


def kind_of(tag: str) -> RegionKind | None:
    """Return the kind of the region with a tag, None for a control that is none of ours.

    >>> kind_of("xlscore:list:changes").value, kind_of("Date")
    ('list', None)
    """
    ours, _, rest = tag.partition(":")
    name = rest.partition(":")[0]
    return _BY_NAME.get(name) if ours == _OURS else None


def bookmark_of(tag: str) -> str:
    """Return the name of the bookmark round a region.

    >>> bookmark_of("xlscore:table:grid")
    'xlscore_table_grid'
    """
    return bookmark_name(tag)
