"""Sentences with their figures told apart, so that each is found again after somebody has reworded what stands round it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from xlscore.papers.model import Phrase, Sentence
from xlscore.rules.figures import Source
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["capital", "marked", "places", "plain", "with_figures"]

_NOUNS: Final = (
    r"(?:% points?|percentage points?|points?|per cent|%|offences?|crimes?|outcomes?|casualt(?:y|ies)|incidents?|risks?"
    r"|areas?|measures?|positions?|commands?|aspirations?|changes?|grades?|forces?|days?|months?)(?![A-Za-z])"
)
_BEFORE: Final = (
    r"(?:(?:would need to )?(?:rise|fall) by |remains |has improved from |has fallen from |from |over )?"
)
_BEHIND: Final = r"(?: (?:above|below|higher|lower|more|fewer|short of)(?![A-Za-z]))?"
_WORDS: Final = "|".join(NUMBER_WORDS[1:])
_DATE: Final = r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|ember|ober)? \d{4}(?!\d)"
_NUMBER: Final = r"[+\-−]?£?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_FIGURE: Final = re.compile(
    rf"(?<!\w){_DATE}|(?<![\w.,'’-]){_BEFORE}{_NUMBER}(?:(?:st|nd|rd|th)(?![a-z])(?: to \d+(?:st|nd|rd|th))?(?: of \d+)?"
    rf"|(?: to | of (?=\d)|/){_NUMBER}(?: ?{_NOUNS})?|(?: ?{_NOUNS}))?(?![\w])"
    rf"{_BEHIND}"
    rf"|(?<![\w-])(?:{_WORDS}) {_NOUNS}",
    re.IGNORECASE,
)
"""A figure with the words that stand and fall with it: "8.8% points below", "1 offence", "remains 8th", "two areas"."""
_KINDS: Final = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (_DATE, "date"), (r" (?:more|fewer)$", "change"), (r" short of$", "short"), (r"\d(?:st|nd|rd|th)\b", "rank"),
        (r"points?\b", "points"), (r"^[+\-−].*%", "rise"), (r"%|per cent", "percent"), (r"^[+\-−]", "signed"), (r" of \d", "of"),
        (r" to \d", "range"),
    )
)  # fmt: skip
"""What a figure counts, by the words that stand and fall with it; else by its noun."""
_NOUN: Final = re.compile(r"\d ([a-z]+?)s?(?: |$)|^[a-z]+ ([a-z]+?)s?$", re.IGNORECASE)
_LONGEST_KIND: Final = 7


def places(*sources: Source | None) -> tuple[str, ...]:
    """Return the cells that something is said from, each once.

    >>> places(Source("MSG", "C2"), None, Source("MSG", "C2"))
    ('MSG!C2',)
    """
    return tuple(dict.fromkeys(source.place for source in sources if source is not None and source.cell))


def capital(text: str) -> str:
    """Return a text with a capital at its beginning.

    >>> capital("seven areas"), capital("")
    ('Seven areas', '')
    """
    return f"{text[:1].upper()}{text[1:]}"


def plain(key: str, text: str) -> Sentence:
    """Return a sentence without a figure."""
    return Sentence(key, (text,))


def marked(key: str, text: str, phrases: Iterable[Phrase], begin: int = 0) -> Sentence:
    """Return a sentence in which these phrases are told apart, in the order in which they stand there.

    They are looked for behind `begin`, each behind the one before. One that does not stand there would lose its cells: then the
    sentence is a single phrase.

    >>> marked("k", "Gangs improved to Good.", [Phrase("to", "Good", ("Grid!K5",))]).parts
    ('Gangs improved to ', Phrase(key='to', text='Good', cells=('Grid!K5',)), '.')
    """
    wanted = tuple(phrases)
    parts: list[str | Phrase] = []
    at, search = 0, begin
    for phrase in wanted:
        found = text.find(phrase.text, search)
        if found < 0 or not phrase.text:
            cells = dict.fromkeys(cell for each in wanted for cell in each.cells)
            return Sentence(key, (Phrase("all", text, tuple(cells)),))
        if found > at:
            parts.append(text[at:found])
        parts.append(phrase)
        at = search = found + len(phrase.text)
    if at < len(text):
        parts.append(text[at:])
    return Sentence(key, tuple(parts))


def _kind(figure: str) -> str:
    """Return what a figure counts, as the key of its phrase."""
    kind = next((kind for pattern, kind in _KINDS if pattern.search(figure)), "")
    noun = None if kind else _NOUN.search(figure)
    return kind or ("number" if noun is None else (noun[1] or noun[2]).casefold()[:_LONGEST_KIND])


def with_figures(key: str, text: str, cells: Sequence[str], names: Iterable[str] = ()) -> Sentence:
    """Return a sentence in which every figure is a phrase with the words that stand and fall with it.

    The phrases are called by what they count, those of one kind by their order, so that in a reworded sentence none takes the place of
    another when a figure comes or goes. A sentence without a figure that is said from cells is a single phrase. `names` are those
    of areas and measures: a number in one of them is no figure.

    >>> [phrase.text for phrase in with_figures("k", "It is 8.8% points below the MSG average (7% points previously).", ["MSG!H2"]).phrases]
    ['8.8% points below', '7% points']
    >>> [phrase.key for phrase in with_figures("k", "5 crimes, 2 fewer than the 7 of last year (-28.6%), 1 crime short of 10%.", []).phrases]
    ['crime', 'change', 'number', 'rise', 'short', 'percent']
    >>> [phrase.text for phrase in with_figures("k", "Unit 2 would need to fall by 1 offence.", [], ["Unit 2"]).phrases]
    ['would need to fall by 1 offence']
    """
    said = tuple(dict.fromkeys(cells))
    named = [found.span() for name in names if name for found in re.finditer(re.escape(name), text)]
    figures = (
        found
        for found in _FIGURE.finditer(text)
        if not any(start < found.end() and found.start() < end for start, end in named)
    )
    parts: list[str | Phrase] = []
    at = 0
    kinds = Counter[str]()
    for found in figures:
        if found.start() > at:
            parts.append(text[at : found.start()])
        kind = _kind(found[0])
        kinds[kind] += 1
        parts.append(Phrase(kind if kinds[kind] == 1 else f"{kind}-{kinds[kind]}", found[0], said))
        at = found.end()
    if at < len(text):
        parts.append(text[at:])
    if said and not any(isinstance(part, Phrase) for part in parts):
        return Sentence(key, (Phrase("all", text, said),))
    return Sentence(key, tuple(parts))
