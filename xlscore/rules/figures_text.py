"""Figures as officers write them: "-22,112 offences", "91.60 per 1,000 pop.", "8 (Last data to September 19)".

A text is a figure if it says one number and nothing that could make it another: then it is read exactly, with its unit,
its scale, the month its data go up to, and the form of a position. What could be read in two ways is none, with the
reason why.
Source of the forms: Essex Police MSG aspirations, 2019 and 2020; Leicestershire emergent scorecard, 2013.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.rules.figures import NoFigure, TextFigure
from xlscore.rules.figures_dates import MONTH_WORD, read_data_to
from xlscore.rules.figures_marks import says_no_figure, undressed
from xlscore.rules.figures_ranks import as_position, group_size, is_ordinal, read_rank, without_rank_words
from xlscore.rules.figures_units import SCALES, Unit, UnitWords, read_unit, turns
from xlscore.rules.words import tidy

__all__ = ["explain_figure", "read_figure"]

_LONGEST: Final = 160
_SHARES: Final = (Unit.PERCENT, Unit.POINTS)
_RATES: Final = (*_SHARES, Unit.PER_POPULATION, Unit.RATE)
"""What is given in decimals: there a point parts no thousands."""
_NUMBER: Final = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?|\.\d+"
_MAIN: Final = re.compile(
    rf"(?P<sign>[+-]\s?)?(?P<money>[£€$]\s?)?(?P<inner>[+-]\s?)?(?P<number>{_NUMBER})(?P<tail>(?![\d]|[.,]\d).*)"
)
_ACCOUNTING: Final = re.compile(
    rf"(?P<money>[£€$]\s?)?\(\s?(?P<inside>[£€$]?\s?(?:{_NUMBER})\s?(?:%|k|m|bn|million|billion)?)\s?\)"
)
_YEAR_ALONE: Final = re.compile(r"\(\s?(?:19|20)\d\d\s?\)")
_NOTES: Final = re.compile(r"(?P<main>.*[^\s(])\s*(?P<open>[(\[])(?P<note>[^()\[\]]*)[)\]]")
_DATA_TO: Final = re.compile(
    r"(?P<main>.*?\S)\s*[,;:-]?\s+(?P<note>(?:(?:last|latest)\s+)?data\s+(?:up\s+)?to\b.*|as\s+at\s+.*)",
    re.IGNORECASE,
)
_SCALE: Final = re.compile(
    r"\s?(?P<word>k|mn|m|bn|thousand|million|billion)(?![^\W_])(?P<rest>.*)", re.IGNORECASE
)
_HARMLESS_NOTE: Final = re.compile(r"(?:see )?(?:foot)?notes? \d{1,2}|\d{1,2}\)?", re.IGNORECASE)
_SAYS_WHEN: Final = re.compile(
    rf"(?:.*\bdata\s+(?:up\s+)?to\b.*|(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{MONTH_WORD}\.?)$", re.IGNORECASE
)
"""Up to when the data go, without a year: said, but no month that is known."""
_IN_WORDS: Final = "what it counts from stands in words"
_LONGEST_BARE: Final = 9
"""So many digits without a separator are a number; more are a telephone's or a reference."""


def read_figure(text: str) -> TextFigure | None:
    """Return the figure that a text says, None where it says none or could be read in two ways.

    >>> read_figure("-22,112 offences").value, float(read_figure("8.8% points").value)
    (Fraction(-22112, 1), 0.088)
    >>> read_figure("91.60 per 1,000 pop.").per, read_figure("8 (Last data to September 19)").data_to
    (1000, datetime.date(2019, 9, 1))
    >>> read_figure("£1.2m").value, read_figure("(1,234)").value, read_figure("=4").tied
    (Fraction(1200000, 1), Fraction(-1234, 1), True)
    >>> [read_figure(text) for text in ("10-12", "1,90", "2012/13", "3 of 5 met", "Q3", "Area 5")]
    [None, None, None, None, None, None]
    """
    found = explain_figure(text)
    return found if isinstance(found, TextFigure) else None


def explain_figure(text: str) -> TextFigure | NoFigure:
    """Return the figure that a text says, else why it is none.

    >>> explain_figure("1.234").why
    'it could be 1.234 or 1,234'
    """
    if says_no_figure(text):
        return NoFigure(missing=True)
    found = _explained(undressed(text))
    return replace(found, typed=tidy(text)) if isinstance(found, TextFigure) else found


def _explained(said: str) -> TextFigure | NoFigure:
    digits = [c for c in said if c.isdigit()]
    if len(said) > _LONGEST or not digits or not all(c.isascii() for c in digits):
        return NoFigure()
    accounting = _ACCOUNTING.fullmatch(said)
    if accounting:
        if _YEAR_ALONE.fullmatch(said):
            return NoFigure("it could be a year")
        found = _main((accounting["money"] or "") + accounting["inside"])
        return replace(found, value=-found.value) if isinstance(found, TextFigure) else found
    return _with_notes(said)


def _with_notes(said: str) -> TextFigure | NoFigure:
    """Read a text whose figure may have remarks behind it, in brackets or from "data to" on."""
    noted = _NOTES.fullmatch(said)
    apart = None if noted else _DATA_TO.fullmatch(said)
    if apart and read_data_to(apart["note"]) is None:
        apart = None
    if noted is None and apart is None:
        return _main(said)
    match = noted or apart
    assert match is not None
    found = _with_notes(match["main"].rstrip())
    return found if isinstance(found, NoFigure) else _noted(found, match["note"].strip())


def _noted(found: TextFigure, note: str) -> TextFigure | NoFigure:
    month = read_data_to(note)
    if month is not None:
        return replace(found, data_to=month)
    size = group_size(note)
    if size is not None:
        return as_position(found, size)
    if note.lower() in SCALES:
        return NoFigure("its scale stands apart from it")
    if _SAYS_WHEN.match(note):
        return _plus(found, note)
    if turns(note, beside=True):
        return NoFigure(_IN_WORDS)
    unit = read_unit(note)
    if unit is not None and found.unit is None and found.scale == 1:
        return _with_unit(found, unit)
    harmless = not any(c.isdigit() for c in note) or _HARMLESS_NOTE.fullmatch(note) is not None
    if harmless and not note.isdigit():
        return _plus(found, note)
    return NoFigure("it says two figures")


def _plus(found: TextFigure, note: str) -> TextFigure:
    return replace(found, note=f"{found.note}; {note}".removeprefix("; "))


def _main(said: str) -> TextFigure | NoFigure:
    """Read a number with its sign, its currency and what stands directly behind it."""
    rest, ranked, tied = without_rank_words(said)
    match = _MAIN.fullmatch(rest)
    if match is None or (match["sign"] and match["inner"]):
        return NoFigure()
    sign, money, number, tail = (
        match["sign"] or match["inner"],
        match["money"],
        match["number"],
        match["tail"],
    )
    if number[0] == "0" and number[1:2].isdigit():
        return NoFigure("a number does not begin with 0")
    if len(number.partition(".")[0]) > _LONGEST_BARE and "," not in number:
        return NoFigure("it could be a telephone number or a reference")
    if tail.startswith("-") and not tail.strip("- ") and len(tail) == 1 and not sign:
        sign, tail = "-", ""
    value = Fraction(number.replace(",", "")) * (-1 if sign and sign.strip() == "-" else 1)
    bare = TextFigure(value, 1)
    if ranked or is_ordinal(tail):
        return NoFigure() if sign or money else read_rank(bare, number, tail, tied)
    size = group_size(tail)
    if size is not None:
        return NoFigure() if sign or money else as_position(bare, size)
    return _measured(bare, number, tail, (money or "").strip())


def _measured(bare: TextFigure, number: str, tail: str, money: str) -> TextFigure | NoFigure:
    """Read what is behind a number that is no position: its scale, then its unit."""
    scaled = _SCALE.match(tail)
    rest = tail
    if scaled:
        word, rest = scaled["word"], scaled["rest"]
        if word == "m" and not money and not rest.strip() and "." not in number:
            return NoFigure("m could be million, months, minutes or metres")
        scale = SCALES[word.lower()]
        bare = replace(bare, value=bare.value * scale, scale=scale)
    rest = rest.strip()
    if rest and tail == rest and not rest.startswith(("%", "/", "p")) and not read_unit(rest):
        return NoFigure()
    if money:
        words = rest and (read_unit(rest) or re.fullmatch(r"[^\W\d_][^\d£$€%]*", rest))
        if rest and (not words or turns(rest) or rest.lower().startswith(("of ", "and "))):
            return NoFigure(_why(rest))
        return replace(bare, unit=Unit.MONEY, words=f"{money} {rest}".strip())
    if re.fullmatch(r"in\s+(?:the\s+)?msg", rest, re.IGNORECASE):
        return as_position(bare, None)
    if rest:
        unit = read_unit(rest)
        if unit is None:
            return NoFigure(_why(rest))
        if bare.scale != 1 and unit.unit in _SHARES:
            return NoFigure()
        bare = _with_unit(bare, unit)
    if _could_be_thousands(number) and bare.unit not in _RATES and bare.scale == 1:
        return NoFigure(f"it could be {number} or {number.replace('.', ',')}")
    return bare


def _could_be_thousands(number: str) -> bool:
    return re.fullmatch(r"[1-9]\d{0,2}\.\d{3}", number) is not None


def _with_unit(bare: TextFigure, unit: UnitWords) -> TextFigure:
    value = bare.value / 100 if unit.unit in _SHARES else bare.value
    return replace(bare, value=value, unit=unit.unit, words=unit.words, per=unit.per)


def _why(rest: str) -> str:
    if re.match(r"\d", rest):
        return "it could be two numbers"
    if re.match(r"[-/:]\s?\d|to\b", rest):
        return "it could be a range, a date or a fraction"
    if re.fullmatch(r"points?|pts?", rest, re.IGNORECASE):
        return "its points could be percentage points"
    if re.match(rf"{MONTH_WORD}\b", rest.lower()):
        return "it could be a date"
    if turns(rest):
        return _IN_WORDS
    return ""
