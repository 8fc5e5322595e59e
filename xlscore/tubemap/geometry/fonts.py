"""How wide a text prints: the widths of Arial, in thousandths of the type size.

Liberation Sans, which stands in for Arial where Arial is missing, has the same widths, so a box measured
here holds its text in Excel, in LibreOffice and in a PNG alike.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from itertools import combinations, pairwise
from math import fsum

__all__ = ["BASELINE", "LINE_HEIGHT", "MM_PER_POINT", "shorten", "text_width", "wrappings"]

MM_PER_POINT = 25.4 / 72
LINE_HEIGHT = 1.16

# From the top of a line to its baseline, in ems: Arial's ascent and half the space between lines.
BASELINE = 0.905 + (LINE_HEIGHT - 1.117) / 2

_WIDTHS: dict[bool, dict[int, str]] = {
    False: {
        191: "'",
        222: "ijlįĵĺļłſ‘’",
        260: "|¦",
        278: " !,./:;I[\\]ft·ÌÍÎÏìíîïĨĩĪīĬĭĮİıţŧ",
        292: "ľ",
        333: "()-`r¡¨²³´¸¹ŕŗř“”",
        334: "{}ŀ",
        350: "•",
        355: '"',
        365: "º",
        370: "ª",
        375: "ť",
        389: "*",
        400: "°",
        444: "ĳ",
        469: "^",
        500: "JcksvxyzçýÿćĉċčĴķĸśŝşšŷźżž",
        537: "¶",
        549: "±÷",
        552: "¯",
        556: ("#$0123456789?L_abdeghnopqu¢£¤¥§«»àáâãäåèéêëðñòóôõöùúûüþāăąđēĕėęěĝğġģĥħĹĻĽĿŁńņňŋōŏőũūŭůűų–€"),
        576: "µ",
        584: "+<=>~¬×",
        604: "ŉ",
        611: "FTZ¿ßøŢŤŦŹŻŽ",
        615: "ď",
        667: "&ABEKPSVXYÀÁÂÃÄÅÈÉÊËÝÞĀĂĄĒĔĖĘĚĶŚŜŞŠŶŸ",
        722: "CDHNRUwÇÐÑÙÚÛÜĆĈĊČĎĐĤĦŃŅŇŔŖŘŨŪŬŮŰŲŵ",
        723: "Ŋ",
        735: "Ĳ",
        737: "©®",
        778: "GOQÒÓÔÕÖØĜĞĠĢŌŎŐ",
        833: "Mm",
        834: "¼½¾",
        889: "%æ",
        944: "WœŴ",
        1000: "ÆŒ—…™",
        1015: "@",
    },
    True: {
        238: "'",
        278: " ,./I\\ijl·ÌÍÎÏìíîïĨĩĪīĬĭĮįİıĵĺļłſ‘’",
        280: "|¦",
        333: "!()-:;[]`ft¡¨²³´¸¹ţŧ",
        350: "•",
        365: "º",
        370: "ª",
        385: "ľ",
        389: "*r{}ŕŗř",
        400: "°",
        474: '"',
        479: "ŀť",
        500: "zźżž“”",
        549: "±÷",
        552: "¯",
        556: "#$0123456789J_aceksvxy¢£¤¥§«¶»àáâãäåçèéêëýÿāăąćĉċčēĕėęěĳĴķĸśŝşšŷ–€",
        576: "µ",
        584: "+<=>^~¬×",
        611: "?FLTZbdghnopqu¿ßðñòóôõöøùúûüþđĝğġģĥħĹĻĽĿŁńņňŋōŏőŢŤŦũūŭůűųŹŻŽ",
        667: "EPSVXYÈÉÊËÝÞĒĔĖĘĚŚŜŞŠŶŸ",
        708: "ŉ",
        719: "ď",
        722: "&ABCDHKNRUÀÁÂÃÄÅÇÐÑÙÚÛÜĀĂĄĆĈĊČĎĐĤĦĶŃŅŇŔŖŘŨŪŬŮŰŲ",
        723: "Ŋ",
        737: "©®",
        778: "GOQwÒÓÔÕÖØĜĞĠĢŌŎŐŵ",
        785: "Ĳ",
        833: "M",
        834: "¼½¾",
        889: "%mæ",
        944: "WœŴ",
        975: "@",
        1000: "ÆŒ—…™",
    },
}
_WIDTH_OF = {
    bold: {letter: width for width, letters in table.items() for letter in letters}
    for bold, table in _WIDTHS.items()
}


@lru_cache(maxsize=8192)
def text_width(text: str, points: float, bold: bool = False) -> float:
    """Return the printed width of one line of text, in millimetres.

    >>> round(text_width("Gangs", 10), 2)
    10.39
    """
    table = _WIDTH_OF[bold]
    thousandths = sum(table.get(letter) or _unknown(letter) for letter in text)
    return thousandths * points * MM_PER_POINT / 1000


def _unknown(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    plain = unicodedata.normalize("NFD", letter)[0]
    if plain != letter and plain in _WIDTH_OF[True]:
        return _WIDTH_OF[True][plain]
    return 278 if letter.isspace() else 1000


def shorten(text: str, limit: float, points: float, bold: bool = False) -> str:
    """Return the text, cut with an ellipsis where it would print wider than `limit` millimetres."""
    if text_width(text, points, bold) <= limit:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", points, bold) > limit:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def _broken(word: str, limit: float, points: float, bold: bool) -> list[str]:
    """Return a word in pieces that each fit: a word without a space has to be cut somewhere."""
    pieces = []
    while text_width(word, points, bold) > limit and len(word) > 3:
        cut = len(word) - 1
        while cut > 2 and text_width(word[:cut] + "-", points, bold) > limit:
            cut -= 1
        pieces.append(word[:cut] + "-")
        word = word[cut:]
    return [*pieces, word]


@lru_cache(maxsize=2048)
def wrappings(
    text: str, points: float, bold: bool = False, *, limit: float = 38.0, most: int = 6
) -> tuple[tuple[str, ...], ...]:
    """Return the sensible ways to break a name over lines, fewest lines first.

    For every number of lines there is one way: the one whose widest line is narrowest. A way whose widest line
    passes `limit` millimetres is left out, and so is one that saves no width.

    >>> wrappings("Domestic Abuse", 10)
    (('Domestic Abuse',), ('Domestic', 'Abuse'))
    """
    words = [piece for word in text.split() for piece in _broken(word, limit, points, bold)] or [""]
    ways: list[tuple[str, ...]] = []
    narrowest = float("inf")
    for count in range(1, min(most, len(words)) + 1):
        lines = _balanced(tuple(words), count, points, bold)
        widest = max(text_width(line, points, bold) for line in lines)
        if widest < narrowest - 0.8 and (widest <= limit or count == min(most, len(words))):
            ways.append(lines)
            narrowest = widest
    return tuple(ways) if ways else (_balanced(tuple(words), min(most, len(words)), points, bold),)


def _balanced(words: tuple[str, ...], count: int, points: float, bold: bool) -> tuple[str, ...]:
    """Return the words on `count` lines with the widest line as narrow as can be."""
    if len(words) > 14:
        return _greedy(words, count, points, bold)
    best: tuple[float, float, tuple[str, ...]] | None = None
    for cuts in combinations(range(1, len(words)), count - 1):
        edges = (0, *cuts, len(words))
        lines = tuple(" ".join(words[a:b]) for a, b in pairwise(edges))
        widths = [text_width(line, points, bold) for line in lines]
        choice = (max(widths), fsum(width * width for width in widths), lines)
        if best is None or choice < best:
            best = choice
    assert best is not None
    return best[2]


def _greedy(words: tuple[str, ...], count: int, points: float, bold: bool) -> tuple[str, ...]:
    """Return many words on at most `count` lines, filled one after the other."""
    limit = text_width(" ".join(words), points, bold) / count
    while True:
        lines = [words[0]]
        for word in words[1:]:
            if text_width(f"{lines[-1]} {word}", points, bold) <= limit:
                lines[-1] += f" {word}"
            else:
                lines.append(word)
        if len(lines) <= count:
            return tuple(lines)
        limit *= 1.05
