"""The tables of words that travel with the package: which words there are, under which headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from xlscore.narrative.claims.words.stems import stem

__all__ = ["everyday_words", "expression_at", "lines_of", "named_lines", "plain_words", "spoken_of"]

_SHORTEST_STEM = 3
_DATA = Path(__file__).parent.parent / "data"


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

    >>> spoken_of("Muggings and stolen bikes"), spoken_of("The weather"), spoken_of("killed on the roads")
    (('bicycle theft', 'robbery'), (), ('killed or seriously injured',))
    """
    said = text.casefold()
    spans = {name: [found.span() for found in pattern.finditer(said)] for name, pattern in _everyday()}
    every = [span for of in spans.values() for span in of]
    found = [
        name
        for name, of in spans.items()
        if any(not any(_is_inside(span, other) for other in every) for span in of)
    ]
    # Burglars of homes are those of dwelling burglary, and of no burglary besides.
    return tuple(name for name in found if not any(other.endswith(f" {name}") for other in found))


def _is_inside(span: tuple[int, int], other: tuple[int, int]) -> bool:
    """Return whether an expression is a part of a longer one: "killed" of "killed on the roads"."""
    return span != other and other[0] <= span[0] and span[1] <= other[1]


@cache
def everyday_words() -> frozenset[str]:
    """Return the stems of the words of which everyday expressions for offences are made."""
    return frozenset(
        stem(word)
        for _, expressions, _ in named_lines("everyday.txt")
        for each in expressions
        for word in each.split()
    )


@cache
def _everyday() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (name, re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b"))
        for name, words, _ in named_lines("everyday.txt")
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


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
