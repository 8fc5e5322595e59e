"""The own force's name as a heading: among positions and averages of the group its column holds the force's own figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from xlscore.books.tables.blocks import Block, is_blank
from xlscore.books.tables.headings import OWN_FORCE_LABELS
from xlscore.books.tables.labels import find_label
from xlscore.books.tables.layout import TableKind, known
from xlscore.books.tables.stops import heading_keys
from xlscore.books.tables.words.vocabulary import column_key, heading_text
from xlscore.rules.words import name_key

__all__ = ["bare_force", "own_force_headings"]

_SERVICE: Final = re.compile(
    r"\b(?:police|constabulary|fire and rescue service|fire service|force|service|council)\b"
)


def own_force_headings(blocks: Sequence[Block]) -> dict[str, dict[tuple[int, int], tuple[str, ...]]]:
    """Return what the headings mean that are the own force's name, by sheet and place: its own value."""
    label = find_label(blocks, OWN_FORCE_LABELS)
    own = "" if label is None else bare_force(label.text)
    compared = [
        kind for kind in known() if {"value", "position", "average"} <= {c.field for c in kind.columns}
    ]
    if not own or not compared:
        return {}
    return {block.sheet: marks for block in blocks if (marks := _marks(block, own, compared))}


def bare_force(name: str) -> str:
    """Return a force's name as it is compared, without what forces are called.

    >>> bare_force("Essex Police"), bare_force("Essex Jun 2024")
    ('essex', 'essex')
    """
    return name_key(_SERVICE.sub(" ", column_key(name)))


def _is_banner(block: Block, row: int, column: int) -> bool:
    """Return whether a name goes on over the next column, each with a heading of its own below."""
    below = all(isinstance(block.at(row + 1, place), str) for place in (column, column + 1))
    return is_blank(block.at(row, column + 1)) and below


def _marks(block: Block, own: str, compared: Sequence[TableKind]) -> dict[tuple[int, int], tuple[str, ...]]:
    keys = heading_keys(block, known())
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for row in sorted({line for near in keys for line in (near - 1, near, near + 1)}):
        here = frozenset().union(*(keys.get(line, frozenset()) for line in (row - 1, row, row + 1)))
        for kind in compared:
            beside = (*kind.column("position").spellings, *kind.column("average").spellings)
            if here.isdisjoint(kind.column(kind.rows).spellings) or here.isdisjoint(beside):
                continue
            for column in block.filled(row):
                if bare_force(heading_text(block.at(row, column))) == own and not _is_banner(
                    block, row, column
                ):
                    found[row, column] = (kind.heading("value"),)
    return found
