"""Comparing what people type: names and words, regardless of case, spaces and footnote digits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from xlscore.rules.problems import RuleError, Trouble

__all__ = [
    "MISSING_MARKS", "NUMBER_WORDS", "counted", "counted_in_words", "find_name", "in_words", "is_missing_mark", "key", "listed", "measure_key", "name_key", "quoted", "stopped", "tidy", "without_footnote",
]  # fmt: skip

NUMBER_WORDS: Final = (
    "no",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MISSING_MARKS: Final = frozenset({"", "n/a", "na", "-", "–", "—", "−", "..", "…", ":"})

_LONGEST_QUOTE: Final = 60
_KEPT: Final = 8192
"""How many texts are remembered with what they came to: the cells and headings of a workbook are asked over and over."""
_INVISIBLE: Final = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
_BETWEEN_WORDS: Final = re.compile(r"[-‐‑‒–—―/,.()'’‘]")
_FOOTNOTE: Final = re.compile(r"(?<=[^\d\s,])[\s]*\d{1,2}(?:\s*,\s*\d{1,2})*$|[¹²³⁰-⁹*†‡]+$")


@lru_cache(maxsize=_KEPT)
def tidy(text: str) -> str:
    """Return the text with its spaces put in order: none at the ends, one between words.

    >>> tidy("  Stalking\\n and\\u00a0harassment ")
    'Stalking and harassment'
    """
    # Most of what is typed is plain, and this is asked of every cell.
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())


def stopped(text: str) -> str:
    """Return a sentence with a full stop, unless it ends with a sign of its own.

    >>> stopped("New form from Jun 2021"), stopped("New form."), stopped("Why?")
    ('New form from Jun 2021.', 'New form.', 'Why?')
    """
    return text if text.endswith((".", "!", "?")) else f"{text}."


def quoted(value: object) -> str:
    """Return what was typed as a sentence can quote it: in quotation marks, cut where it is long.

    >>> quoted(" Fair "), quoted(2.5), quoted("x" * 100)[-4:]
    ("'Fair'", '2.5', "xx…'")
    """
    if value is None or isinstance(value, (bool, int, float)):
        return str(value).upper() if isinstance(value, bool) else _cut(repr(value))
    text = (
        value
        if isinstance(value, str)
        else getattr(value, "isoformat", lambda: f"a {type(value).__name__}")()
    )
    return f"'{_cut(tidy(text.encode('utf-8', 'replace').decode()))}'"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


@lru_cache(maxsize=_KEPT)
def key(text: str) -> str:
    """Return what two spellings of the same name share: no spaces, no case.

    >>> key("Violence  With\\u00a0Injury ") == key("violence with injury")
    True
    """
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text.translate(_INVISIBLE))
    return "".join(plain.casefold().split())


def name_key(name: str) -> str:
    """Return what two spellings of the name of an area, a command, a force or a measure share.

    Case and spaces do not count, nor do dashes, brackets, dots, commas and apostrophes; "&" is "and".

    >>> name_key("Child Abuse & Sexual Exploitation ") == name_key("child abuse and sexual exploitation")
    True
    >>> name_key("Force‑level") == name_key("Force-level"), name_key("Children’s") == name_key("Children's")
    (True, True)
    """
    return key(_BETWEEN_WORDS.sub(" ", name.replace("&", " and ")))


def counted_in_words(number: int, noun: str) -> str:
    """Return a number with its noun, in words to twelve.

    >>> counted_in_words(1, "change"), counted_in_words(12, "area"), counted_in_words(13, "area")
    ('one change', 'twelve areas', '13 areas')
    """
    return f"{in_words(number)} {noun}{'' if number == 1 else 's'}"


def counted(number: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "area"), counted(1400, "area")
    ('1 area', '1,400 areas')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def in_words(number: int) -> str:
    """Return a number in words to twelve, then in digits.

    >>> in_words(3), in_words(1300)
    ('three', '1,300')
    """
    return NUMBER_WORDS[number] if number < len(NUMBER_WORDS) else f"{number:,}"


def listed(names: Sequence[str], joint: str = "and") -> str:
    """Return names as a sentence lists them.

    >>> listed(["North", "PPU", "SCD"]), listed(["North"]), listed(["Met", "Minimum"], "or")
    ('North, PPU and SCD', 'North', 'Met or Minimum')
    """
    return f"{', '.join(names[:-1])} {joint} {names[-1]}" if len(names) > 1 else "".join(names)


def listed_up_to(most: int, names: Sequence[str]) -> str:
    """Return so many names as a sentence lists them, and how many more there are.

    >>> listed_up_to(2, ["North", "PPU", "SCD"]), listed_up_to(3, ["North", "PPU", "SCD"])
    ('North, PPU and 1 more', 'North, PPU and SCD')
    """
    more = len(names) - most
    return listed([*names[:most], f"{more:,} more"] if more > 0 else names)


def without_footnote(text: str) -> str:
    """Return the name without the footnote digits that published tables hang on it.

    >>> without_footnote("ENGLAND AND WALES7,8"), without_footnote("Stalking\\nand harassment 5")
    ('ENGLAND AND WALES', 'Stalking and harassment')
    """
    return _FOOTNOTE.sub("", tidy(text)).strip()


def measure_key(name: str) -> str:
    """Return a measure's name as names of measures are compared: without its footnote.

    >>> measure_key("Public  Confidence*") == measure_key("public confidence")
    True
    """
    return name_key(without_footnote(name))


def is_missing_mark(text: str) -> bool:
    """Return whether a text stands for "no value": blank, N/A, a dash, two dots.

    >>> is_missing_mark(" n/a "), is_missing_mark("0")
    (True, False)
    """
    return key(text) in MISSING_MARKS


def find_name(wanted: str, names: Sequence[str | None], what: str = "name") -> int:
    """Return where a name stands in a list: spelt alike, else as `name_key` compares, else without footnote digits.

    The closest match goes first, so that "LPU 1" and "LPU 2" stay two units.

    >>> find_name("essex", ["Kent", "Essex 3"]), find_name("LPU 2", ["LPU 1", "LPU 2"])
    (1, 1)
    """
    for reading in (key, name_key, lambda text: name_key(without_footnote(text))):
        hits = [i for i, name in enumerate(names) if name is not None and reading(name) == reading(wanted)]
        if len(hits) == 1:
            return hits[0]
        if hits:
            raise RuleError(
                Trouble.UNREADABLE,
                f"The {what} {quoted(wanted)} is in the list {len(hits)} times.",
                "Keep one.",
            )
    raise RuleError(
        Trouble.MISSING, f"The {what} {quoted(wanted)} is not in the list.", "Check its spelling."
    )
