"""Figures as a sentence prints them, in digits or in words, with the interval of all figures that print so."""

from __future__ import annotations

import re
from fractions import Fraction

from xlscore.narrative.model import ClaimUnit, PrintedAmount
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["DIGIT_WORD", "NUMBER_WORD", "amount_of", "ordinal_of", "part_of", "value_in_words"]

_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_ONES = {word: number for number, word in enumerate(("zero", *NUMBER_WORDS[1:], *_TEENS))}
_TENS = {
    word: 10 * number
    for number, word in enumerate(
        ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), start=2
    )
}
_GREAT = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
            *(f"{teen}th" for teen in _TEENS), "twentieth",
        ),
        start=1,
    )
}  # fmt: skip
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_BASIC = "|".join(sorted([*_ONES, *_TENS], key=len, reverse=True))
DIGIT_WORD = "|".join(sorted(list(_ONES)[:10], key=len, reverse=True))
_BELOW_HUNDRED = (
    rf"(?:(?:{'|'.join(_TENS)})[- ](?:{'|'.join(sorted(list(_ONES)[1:10], key=len, reverse=True))})|{_BASIC})"
)
_FRACTION = rf"(?: point(?: (?:{DIGIT_WORD})\b)+| and a half\b)"
NUMBER_WORD = (
    rf"{_BELOW_HUNDRED}(?: (?:hundred|thousand|million)(?: and)?(?: {_BELOW_HUNDRED}(?![a-z]))?)*{_FRACTION}?"
)
"""A number in words, as a regular expression."""


def value_in_words(text: str) -> Fraction:
    """Return the number that stands in words.

    >>> [int(value_in_words(text)) for text in ("twenty-five", "one hundred and six", "fifteen hundred and forty-seven")]
    [25, 106, 1547]
    >>> [str(value_in_words(text)) for text in ("eight point three five", "fifteen and a half")]
    ['167/20', '31/2']
    """
    whole, half, _ = text.lower().partition(" and a half")
    whole, _, decimals = whole.partition(" point ")
    total = part = 0
    for word in re.findall(r"[a-z]+", whole):
        if word in _GREAT:
            part = max(part, 1) * _GREAT[word]
            if word != "hundred":
                total, part = total + part, 0
        else:
            part += _ONES.get(word, 0) or _TENS.get(word, 0)
    behind = "".join(str(_ONES.get(word, 0)) for word in decimals.split())
    return Fraction(f"{total + part}.{behind or 0}") + (Fraction(1, 2) if half else 0)


def ordinal_of(text: str) -> int:
    """Return the rank: 4 for "=4th", 3 for "third".

    >>> ordinal_of("=4th"), ordinal_of("Third"), ordinal_of("joint 2nd")
    (4, 3, 2)
    """
    digits = re.search(r"\d+", text)
    return int(digits.group()) if digits else _ORDINALS[re.findall(r"[a-z]+", text.lower())[-1]]


def part_of(text: str) -> Fraction:
    """Return the part of a whole that stands in words.

    >>> part_of("three quarters"), part_of("nine in ten"), part_of("fifteen in every hundred")
    (Fraction(3, 4), Fraction(9, 10), Fraction(3, 20))
    """
    words = re.findall(r"[a-z]+|\d+", text.lower())
    if "in" in words or "out" in words:
        return Fraction(_number(words[0]), _number(words[-1]))
    times = _ONES.get(words[0], 1) if len(words) > 1 else 1
    name = words[-1] if words[-1] in _PARTS else words[-1].removesuffix("s")
    return Fraction(times, _PARTS[name])


def amount_of(text: str, number: str, unit: ClaimUnit) -> PrintedAmount:
    """Return the figure of a number as printed: percentages and points as fractions, with half its last place.

    A whole number is counted and exact, but for one that is said in thousands.

    >>> amount_of("8.3 %", "8.3", ClaimUnit.PERCENT)
    PrintedAmount(value=Fraction(83, 1000), half=Fraction(1, 2000), unit=<ClaimUnit.PERCENT: '%'>, text='8.3 %')
    >>> amount_of("1,903", "1,903", ClaimUnit.CRIMES).half
    Fraction(0, 1)
    """
    digits = number.replace(",", "").lstrip("+-−–±").strip()
    times = {"k": 1000, "thousand": 1000, "million": 1_000_000, "m": 1_000_000}
    great = re.search(r"(?<=\d)\s*(k|thousand|million|m)$", digits)
    if great:
        digits = digits[: great.start()]
    value = Fraction(digits) if re.fullmatch(r"[\d.]+", digits) else value_in_words(number)
    places = len(digits.partition(".")[2]) or _places_in_words(number)
    hundredth = Fraction(1, 100) if unit in (ClaimUnit.PERCENT, ClaimUnit.POINTS) else Fraction(1)
    step = hundredth * (times[great.group(1)] if great else 1)
    counted = hundredth == 1 and not great and not places
    sign = -1 if re.match(r"\s*[-−–]", number) else 1
    half = Fraction(0) if counted else step / (2 * 10**places)
    return PrintedAmount(sign * value * step, half, unit, text)


def _places_in_words(number: str) -> int:
    """Return how many decimals a number in words has: "eight point three"; "and a half" is as rough as one."""
    low = number.lower()
    return len(low.partition(" point ")[2].split()) or int("and a half" in low)


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _ONES.get(word, 0) or _TENS.get(word, 0) or _GREAT.get(word, 1)
