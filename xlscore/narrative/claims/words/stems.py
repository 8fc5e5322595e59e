"""Words in the form by which names are found again: without their endings, the small words and those of a strand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

__all__ = ["OUTCOME_STEMS", "SMALL", "STRAND", "content", "keys_of", "own_words", "stem", "words_in"]

SMALL = frozenset(
    [
        "my",
        "a",
        "an",
        "the",
        "and",
        "&",
        "of",
        "in",
        "for",
        "to",
        "on",
        "with",
        "w",
        "per",
        "by",
        "or",
        "our",
        "its",
        "their",
        "within",
        "resulting",
        "-",
        "–",
        "/",
    ]
)
"""What may stand between the words of a name."""
OUTCOME_STEMS = frozenset(["outcome", "solved", "solve", "detection", "detected", "solving"])
STRAND = OUTCOME_STEMS | frozenset(["rate", "volume", "number", "recorded", "level", "figure", "performance"])
"""What says of a name which strand of it is meant, and is no part of the name."""
_CRIME = "crime"
_NEEDS_CRIME = frozenset(
    [
        "all",
        "vehicle",
        "sexual",
        "hate",
        "drug",
        "knife",
        "gun",
        "violent",
        "digital",
        "weapon",
        "order",
        "other",
        "rural",
        "business",
        "sex",
        "hate",
        "cyber",
        "fatal",
        "organised",
        "war",
        "wildlife",
        "retail",
        "neighbourhood",
        "acquisitive",
        "total",
        "overall",
        "as",
        "whole",
        "notifiable",
        "in",
    ]
)
"""What names nothing without "crime" after it."""


_SAME = {
    "viol": "violence",
    "inj": "injury",
    "offence": _CRIME,
    "incident": _CRIME,
    "burg": "burglary",
    "resi": "residential",
    "veh": "vehicle",
}


@cache
def stem(word: str) -> str:
    """Return a word's form by which it is found.

    >>> stem("Burglaries"), stem("offences"), stem("Essex's"), stem("Gangs")
    ('burglary', 'crime', 'essex', 'gang')
    """
    if word == "CASE":
        return word
    low = word.lower().replace("’", "'").removesuffix("'s").removesuffix("'")
    if low.endswith("ies") and len(low) > 4:
        low = low[:-3] + "y"
    elif low.endswith("s") and not low.endswith(("ss", "us", "is")) and len(low) > 3:
        low = low[:-1]
    return _SAME.get(low, low)


def words_in(text: str) -> list[str]:
    """Return the words of a name, without what stands in brackets or says per how many.

    >>> words_in("Public Confidence (CSEW)"), words_in("Offences per 1000 population")
    (['Public', 'Confidence'], ['Offences'])
    """
    plain = re.sub(
        r"\([^)]*(?:\d|CSEW|illustrative)[^)]*\)|\bper [\d,]+ ?(?:population|residents|people)?", " ", text
    )
    return re.findall(r"[A-Za-z0-9’'&]+", plain)


def content(words: Iterable[str]) -> Iterator[str]:
    """Return the stems of the words that make the name: "of" and "from" too after a theft, which they tell apart."""
    before = ""
    for word in words:
        stemmed = stem(word)
        theft = before in ("theft", "stealing", "taking") and stemmed in ("of", "from")
        if theft or (stemmed not in SMALL and stemmed not in STRAND):
            yield stemmed
        before = stemmed


def own_words(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of the words that make names, strands and small words left out.

    >>> sorted(own_words(["Racist incidents satisfaction"]))
    ['crime', 'racist', 'satisfaction']
    """
    return frozenset(word for name in names for word in content(words_in(name)))


def keys_of(words: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """Return by which sorted stems a name is found: with "crime", and without it where enough remains.

    >>> keys_of(["Violence", "with", "Injury", "Offences"])
    (('crime', 'injury', 'violence'), ('injury', 'violence'))
    >>> keys_of(["Vehicle", "offences"]), keys_of(["All", "Crime", "Solved", "Rate"])
    ((('crime', 'vehicle'),), (('all', 'crime'),))
    """
    stems = list(content(words))
    without = [each for each in stems if each != _CRIME]
    full = tuple(sorted(stems))
    if not without:
        return ()
    if len(without) == len(stems) or all(word in _NEEDS_CRIME for word in without):
        return (full,)
    return full, tuple(sorted(without))
