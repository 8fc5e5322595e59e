"""The tables of words that travel with the package: which words there are, under which headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

__all__ = ["lines_of", "named_lines", "plain_words", "spoken_of"]

_DATA = Path(__file__).parent / "data"


def lines_of(table: str) -> Iterator[str]:
    """Return the lines of a table that say something."""
    for line in (_DATA / table).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def named_lines(table: str) -> Iterator[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Return each line "name = other, other + part, part": the name, what else it is called, and its parts."""
    for line in lines_of(table):
        called, _, parts = line.partition(" + ")
        name, _, others = called.partition(" = ")
        yield name.strip(), _listed(others), _listed(parts)


@cache
def plain_words() -> frozenset[str]:
    """Return the words that say nothing of a subject."""
    return frozenset(word for line in lines_of("plain.txt") for word in line.split())


def spoken_of(text: str) -> tuple[str, ...]:
    """Return the public names of the offences that a text speaks of in everyday words.

    >>> spoken_of("Muggings and stolen bikes"), spoken_of("The weather")
    (('bicycle theft', 'robbery'), ())
    """
    said = text.casefold()
    return tuple(name for name, pattern in _everyday() if pattern.search(said))


@cache
def _everyday() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"))
        for name, words, _ in named_lines("everyday.txt")
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())
