"""A sentence as typed tokens: figures, grades, names, periods, and words under the headings of words.txt."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from xlscore.narrative.claims.names import Mention, NameIndex
from xlscore.narrative.claims.words.figures import (
    DIGIT_WORD,
    NUMBER_WORD,
    amount_of,
    ordinal_of,
    part_of,
    value_in_words,
)
from xlscore.narrative.claims.words.periods import PERIOD
from xlscore.narrative.claims.words.tables import expression_at, named_lines, plain_words
from xlscore.narrative.model import ClaimUnit, NameKind, PrintedAmount

__all__ = ["FIGURES", "Token", "tokens_of"]

FIGURES = frozenset(["COUNT", "WORDNUMBER", "PERCENT", "POINTS", "RANK", "WORDRANK", "RATE"])
"""The types of tokens that are figures and need a role."""

_N = r"(?:(?<![\w.,])[-−–+±]\s?)?(?<![\w.])\d[\d,]*(?:\.\d+)?(?<!,)"
_WORDED = NUMBER_WORD
_THOUSANDS = r"(?:1[, ]?000|10[, ]?000|100[, ]?000|one thousand|a thousand|thousand|100 million)"
_LEX = re.compile(
    r"(?P<lastyear>\b(?i:(?:the )?(?:twelve|12)[ -]months? (?:ago|earlier|before|previously)|(?:the )?(?:previous|preceding) (?:twelve|12) months)\b)"
    r"|(?P<sametime>\b(?i:(?:same|like|corresponding|equivalent) (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d\d?) (?:months|weeks|days))\b)"
    rf"|(?P<period>{PERIOD})"
    rf"|(?P<list>^\s*(?:\d+[.)]|\(\w\)|[•·*])(?=\s))"
    rf"|(?P<tenths>\b(?i:an?|one|two|three|four|five|six|seven|eight|nine) (?:mere )?(?i:tenths?) of a (?:percentage )?(?i:point)\b)"
    rf"|(?P<points>(?:{_N}|\b(?i:{_WORDED}))[\s-]*(?:(?:%|per\s?cent(?:age)?|pc)[\s-]*(?:points?|pts?)\b|p\.?p\.?t?s?\b|points?\b(?! (?:{DIGIT_WORD})\b)|pts?\b))"
    rf"|(?P<percent>(?:{_N}|\b(?i:{_WORDED}))[\s-]*(?:%|per\s?cent\b|percent\b|pc\b)|\b(?i:(?:{_WORDED}|\d+) (?:in|out of) (?:every )?(?:ten|10|a hundred|hundred|100|twenty|20))\b"
    rf"|\b(?i:(?:one|two|three|four|five|six|seven|eight|nine) in (?:every )?(?:two|three|four|five|six|seven|eight|nine|twenty))\b)"
    rf"|(?P<rate>(?:{_N}|\b(?i:{_WORDED}))\s*(?:[a-z]+ )?(?:per|/|for (?:every|each))\s*{_THOUSANDS}(?: (?:of )?(?:the )?(?:population|people|residents?|inhabitants|heads?|persons|households|homes|dwellings|vehicles)\b)?)"
    rf"|(?P<money>[£$€]\s?\d[\d,.]*\s?(?:k|m|bn|million|thousand)?\b)"
    rf"|(?P<measured>{_N}[- ](?:minutes?|mins?|hours?|hrs?|seconds?|days|weeks|months|years|times|miles?|km|metres?|officers|staff|posts)\b)"
    rf"|(?P<time>\b\d{{1,2}}[:.]\d\d ?(?:am|pm|hours)|\b\d{{1,2}} ?(?:am|pm)\b|\b24/7\b)"
    rf"|(?P<rank>=?\b\d+(?:st|nd|rd|th)\b=?|\b(?i:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\b)"
    rf"|(?P<part>\b(?i:(?:an?|one|two|three|four) (?:third|quarter|fifth|sixth|eighth|tenth)s?)\b(?! ago| earlier| before))"
    rf"|(?P<single>\b(?i:an?|another|one)(?: single)?(?= (?i:place|position|spot|rung|notch)s?\b))"
    rf"|(?P<halves>(?i:(?<=almost )|(?<=nearly )|(?<=about )|(?<=over )|(?<=than )|(?<=under )|(?<=exactly )|(?<=just )|(?<=by ))(?i:a )?(?i:half)\b)"
    rf"|(?P<count>{_N}(?:\s?(?:k|million|thousand)\b)?)"
    rf"|(?P<words>\b(?i:{_WORDED})\b)"
    rf"|(?P<abbreviation>\b(?i:i\.e\.|e\.g\.|approx\.|incl\.),?)"
    r"|(?P<contracted>\b(?i:I|we|you|they|he|she|it|that|there|what|who|here|where)[’'](?i:m|ve|re|ll|d|s)\b)"
    r"|(?P<with>\bw/(?=\s))"
    rf"|(?P<word>[A-Za-z][A-Za-z0-9’'&]*)"
    r"|(?P<rise>[▲△↑⬆])|(?P<fall>[▼▽↓⬇])|(?P<to>[▶►→➔])|(?P<is>=(?!=))"
    rf"|(?P<stop>[;:.!?]|\s[–—-]+\s|—)|(?P<open>[(\[])|(?P<close>[)\]])|(?P<comma>,)|(?P<and>&)|(?P<slash>/)|(?P<other>\S)"
)
_NUMBER = re.compile(rf"{_N}(?:\s?(?:k|million|thousand)\b)?|(?i:{_WORDED})")
_PER = re.compile(rf"(?:per|/|for (?:every|each))\s*({_THOUSANDS})")
_PEOPLE = {"10000": 10, "100000": 100}
"""How many times more than a thousand people a rate is of."""
_BESIDES = ("thefts", "burglaries", "robberies")
"""What, beside a name, speaks of that again, or of what everybody calls so."""
_CONTRACTED = {"m": "am", "ve": "have", "re": "are", "ll": "will", "d": "would", "s": "is"}
_MANY = 20
"""A number in words that is greater is as good as one in digits: nobody counts areas so far."""


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a sentence and what it is."""

    type: str
    text: str
    start: int
    end: int
    amount: PrintedAmount | None = None
    grade: str = ""
    mention: Mention | None = None
    capital: bool = False

    @property
    def is_figure(self) -> bool:
        """Return whether it is a figure that needs a role."""
        return self.type in FIGURES


def tokens_of(text: str, names: NameIndex) -> tuple[Token, ...]:
    """Return the tokens of a sentence: names first, then what words.txt says, the longest expression at each place."""
    plain = text.replace("\u00a0", " ").replace("\u2009", " ").replace("\u202f", " ")
    lexed = [
        token
        for match in _LEX.finditer(plain)
        if match.lastgroup not in ("list", "abbreviation", "other")
        for token in _lexed(match, plain)
    ]
    named = _with_names(lexed, names)
    graded = {token.grade for token in _with_grades(named)} - {"", "High", "Low", "Medium"}
    if graded and all(token.mention is None or not token.mention.topic for token in named):
        named = _with_names(lexed, names, in_small=True)
    read = _with_aims_satisfied(_with_units(_with_rates(_with_words(_with_grades(named)))))
    return tuple(_as_named(token, read, plain, names) for token in read)


def _as_named(token: Token, tokens: Sequence[Token], text: str, names: NameIndex) -> Token:
    """Return a token as what the rest says it is: "thefts" of what is named besides, a word of the workbook's own names."""
    if token.type == "FOREIGN" and token.text.lower() in _BESIDES:
        besides = any(other.type == "NAME" for other in tokens) or names.loosely(text) is not None
        return replace(token, type="CRIME", mention=None) if besides else token
    if token.type in ("PROPER", "WORD") and token.text in names.written:
        return replace(token, type="PLAIN")
    return token


def _with_aims_satisfied(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with "satisfied" as met where it is an aspiration that is, and nobody is asked."""
    types = {token.type for token in tokens}
    if "ASPIRATION" not in types or "PERSONS" in types:
        return list(tokens)
    return [
        replace(token, type="MET")
        if token.type == "SATISFIED" and token.text.lower().endswith("ied")
        else token
        for token in tokens
    ]


def _with_units(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the unit of a list's last figure for those before: "8.2 and 8.5 per cent"."""
    result = list(tokens)
    for at in range(len(result) - 3, -1, -1):
        token, between, last = result[at : at + 3]
        if token.type != "RATE" or between.type != "AND" or last.type not in ("PERCENT", "POINTS"):
            continue
        if token.amount is not None and last.amount is not None and token.amount.unit is ClaimUnit.NONE:
            said, hundredth = token.amount, Fraction(1, 100)
            amount = replace(
                said, value=said.value * hundredth, half=said.half * hundredth, unit=last.amount.unit
            )
            result[at] = replace(token, type=last.type, amount=amount)
    return result


def _with_rates(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with "8.41 offences per 1,000" as a rate, whatever stands between."""
    result: list[Token] = []
    for token in tokens:
        thousand = token.amount is not None and token.amount.value in (1000, 10_000, 100_000)
        if thousand and token.type == "COUNT" and result and result[-1].type == "PER":
            figure = next(
                (at for at in range(len(result) - 1, max(-1, len(result) - 6), -1) if result[at].is_figure),
                None,
            )
            said = None if figure is None else result[figure].amount
            if figure is not None and said is not None and result[figure].type in ("COUNT", "RATE"):
                result[figure] = replace(
                    result[figure], type="RATE", amount=replace(said, unit=ClaimUnit.RATE)
                )
                result[-1] = replace(result[-1], end=token.end)
                continue
        result.append(token)
    return result


def _lexed(match: re.Match[str], text: str) -> Iterator[Token]:
    kind, said = match.lastgroup or "", match.group()
    token = Token(kind.upper(), said.strip(), match.start() + len(said) - len(said.lstrip()), match.end())
    if kind == "contracted":
        at = re.search("[’']", said)
        assert at is not None
        whole, rest = said[: at.start()], said[at.end() :].lower()
        middle = match.start() + at.start()
        yield Token("WORD", whole, match.start(), middle, capital=whole[:1].isupper())
        yield Token("WORD", _CONTRACTED[rest], middle, match.end())
        return
    yield replace(token, type="WORD", text="with") if kind == "with" else _typed(token, kind, said)


def _typed(token: Token, kind: str, said: str) -> Token:
    if kind in ("points", "percent", "count", "words", "rate"):
        return _figure(token, kind)
    if kind == "rank":
        rank = ordinal_of(said)
        named = "RANK" if re.search(r"\d", said) else "WORDRANK"
        return replace(
            token, type=named, amount=PrintedAmount(Fraction(rank), Fraction(0), ClaimUnit.PLACES, token.text)
        )
    if kind == "tenths":
        times = value_in_words(said.split(maxsplit=1)[0]) or 1
        tenths = PrintedAmount(Fraction(times, 1000), Fraction(1, 2000), ClaimUnit.POINTS, token.text)
        return replace(token, type="POINTS", amount=tenths)
    if kind == "single":
        one = PrintedAmount(Fraction(1), Fraction(0), ClaimUnit.PLACES, token.text)
        return replace(token, type="WORDNUMBER", amount=one)
    if kind == "halves":
        return replace(
            token,
            type="PERCENT",
            amount=PrintedAmount(Fraction(1, 2), Fraction(1, 100), ClaimUnit.PERCENT, token.text),
        )
    if kind == "part":
        value = part_of(said)
        return replace(
            token, type="PERCENT", amount=PrintedAmount(value, value / 50, ClaimUnit.PERCENT, token.text)
        )
    if kind == "word":
        return replace(token, capital=said[:1].isupper())
    return token


def _figure(token: Token, kind: str) -> Token:
    if kind == "percent" and re.search(r"\b(?:in|out of)\b", token.text):
        value = part_of(token.text)
        return replace(token, amount=PrintedAmount(value, Fraction(1, 50), ClaimUnit.PERCENT, token.text))
    number = _NUMBER.match(token.text)
    assert number is not None
    unit = {"points": ClaimUnit.POINTS, "percent": ClaimUnit.PERCENT, "rate": ClaimUnit.RATE}.get(
        kind, ClaimUnit.NONE
    )
    amount = amount_of(token.text, number.group(), unit)
    if kind == "words" and amount.value <= _MANY and not amount.half:
        return replace(token, type="WORDNUMBER", amount=amount)
    if kind == "words":
        kind, token = "count", replace(token, type="COUNT")
    if kind == "rate":
        per = _PER.search(token.text)
        times = _PEOPLE.get(re.sub(r"\W", "", per[1]), 1) if per else 1
        amount = replace(amount, value=amount.value / times, half=amount.half / times)
    if kind == "count" and amount.half:
        return replace(token, type="RATE" if amount.half < 1 else "COUNT", amount=amount)
    return replace(token, amount=amount)


def _with_names(tokens: Sequence[Token], names: NameIndex, *, in_small: bool = False) -> list[Token]:
    """Return the tokens with each name of the workbook or the public as one."""
    parts: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        if token.type in ("WORD", "AND", "SLASH", "WORDNUMBER") or (
            token.type == "STOP" and token.text.strip("–—- ") == ""
        ):
            parts[-1].append(index)
        elif parts[-1]:
            parts.append([])
    merged: dict[int, tuple[int, Mention]] = {}
    for part in parts:
        words = [tokens[index].text.strip() for index in part]
        found = names.find(words)
        for mention in [*found, *(names.find(words, in_small=True) if in_small and not found else ())]:
            merged[part[mention.first]] = (part[mention.end - 1], mention)
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        if at in merged:
            last, mention = merged[at]
            text = " ".join(token.text for token in tokens[at : last + 1])
            result.append(
                Token(
                    _type_of(mention), text, tokens[at].start, tokens[last].end, mention=mention, capital=True
                )
            )
            at = last + 1
        else:
            result.append(tokens[at])
            at += 1
    return result


def _type_of(mention: Mention) -> str:
    if mention.topic:
        return "NAME" if mention.names else "FOREIGN"
    kinds = {
        NameKind.COMMAND: "COMMAND",
        NameKind.PLACE: "PLACE",
        NameKind.FORCE: "OWN",
        NameKind.PEERS: "FORCE",
    }
    return kinds.get(mention.kind, "FORCE") if mention.kind else "FORCE"


def _with_grades(tokens: list[Token]) -> list[Token]:
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        for length in (2, 1):
            said = tokens[at : at + length]
            if len(said) == length and all(token.type in ("WORD",) for token in said):
                grade = _grades().get(" ".join(token.text.lower() for token in said))
                if grade and (grade != "Requires Improvement" or length > 1 or said[0].text[:2].isupper()):
                    whole = Token(
                        "GRADE",
                        " ".join(token.text for token in said),
                        said[0].start,
                        said[-1].end,
                        grade=grade,
                        capital=said[0].text[:1].isupper(),
                    )
                    result.append(whole)
                    at += length
                    break
        else:
            result.append(tokens[at])
            at += 1
    return result


@cache
def _grades() -> dict[str, str]:
    return {word.lower(): name for name, others, _ in named_lines("grades.txt") for word in (name, *others)}


def _with_words(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with each expression of words.txt as one, and what is left as plain, proper or unknown."""
    words = [
        token.text.lower().replace("’", "'")
        if token.type in ("WORD", "PERIOD", "WORDRANK", "WORDNUMBER", "GRADE")
        else "\0"
        for token in tokens
    ]
    words = [word if "-" not in word else word.replace("-", " ") for word in words]
    result: list[Token] = []
    at = 0
    while at < len(tokens):
        token = tokens[at]
        found = expression_at(words, at) if token.type != "GRADE" or token.grade in ("High", "Low") else None
        if found and found[1] == 1 and token.type in ("PERIOD", "WORDRANK", "WORDNUMBER", "GRADE"):
            found = None
        if found:
            heading, length = found
            last = tokens[at + length - 1]
            text = " ".join(each.text for each in tokens[at : at + length])
            result.append(Token(heading, text, token.start, last.end, capital=token.capital))
            at += length
            continue
        result.append(_plain(token, first=not result) if token.type == "WORD" else token)
        at += 1
    return result


def _plain(token: Token, *, first: bool) -> Token:
    low = token.text.lower().replace("’", "'")
    if low in plain_words() or low.removesuffix("'s") in plain_words() or low.endswith("ly"):
        return replace(token, type="PLAIN")
    return replace(token, type="PROPER" if token.capital and not first else "WORD")
