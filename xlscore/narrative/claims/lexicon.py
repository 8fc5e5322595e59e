"""The words that a narrative of figures is made of, found in a sentence: the longest expression at a place counts."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from xlscore.narrative.claims.tables import lines_of

__all__ = ["expression_at"]

_SHORTEST_STEM = 3


def expression_at(words: Sequence[str], at: int) -> tuple[str, int] | None:
    """Return the heading of words.txt for the longest expression that begins there, and of how many words it is.

    >>> expression_at(["fell", "short", "of", "the", "target"], 0)
    ('BELOW', 3)
    >>> expression_at(["increasing"], 0), expression_at(["custody"], 0)
    (('RISE', 1), None)
    """
    for expression, heading in _beginning_with(words[at]):
        length = len(expression)
        if at + length <= len(words) and all(map(_fits, expression[1:], words[at + 1 : at + length])):
            return heading, length
    return None


def _fits(written: str, word: str) -> bool:
    return word.startswith(written[:-1]) if written.endswith("*") else word == written


@cache
def _beginning_with(word: str) -> tuple[tuple[tuple[str, ...], str], ...]:
    """Return the expressions whose first word it may be, the longest first and those with a whole word before a stem."""
    by_word, by_stem = _table()
    stems = [word[:length] for length in range(len(word), _SHORTEST_STEM - 1, -1)]
    found = [*by_word.get(word, ()), *(each for stem in stems for each in by_stem.get(stem, ()))]
    return tuple(sorted(found, key=lambda each: -len(each[0])))


@cache
def _table() -> tuple[
    dict[str, list[tuple[tuple[str, ...], str]]], dict[str, list[tuple[tuple[str, ...], str]]]
]:
    by_word: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    by_stem: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in lines_of("words.txt"):
        heading, _, expressions = line.partition(":")
        for written in expressions.split(","):
            expression = tuple(written.replace("-", " ").split())
            first = expression[0]
            table, key = (by_stem, first[:-1]) if first.endswith("*") else (by_word, first)
            table.setdefault(key, []).append((expression, heading))
    return by_word, by_stem
