"""What a person would type for a sentence to agree."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from xlscore.narrative.model import ClaimKind, ComparedWith, Judged
from xlscore.rules.positions.update import ordinal
from xlscore.rules.words import counted

__all__ = ["advice"]

_CELL: Final = re.compile(r"![A-Z]{1,3}\d+\b")
_FIGURE: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_BY_DIFFERENCE: Final = re.compile(r"= (?P<sign>[-−]?)(?P<size>\d[^=]*)$")
_JUDGED: Final = re.compile(r"![A-Z]{1,3}\d+ (?P<word>better|worse)$")
_AGAINST: Final = {
    ComparedWith.TARGET: "the target",
    ComparedWith.ASPIRATION: "the aspiration",
    ComparedWith.AVERAGE: "the MSG average",
    ComparedWith.TOP_QUARTILE: "the top quartile",
    ComparedWith.BOTTOM_QUARTILE: "the bottom quartile",
    ComparedWith.LAST_YEAR: "last year",
}


def advice(judged: Judged) -> str:
    """Return what would agree in the words that a person would type, "" where nothing but arithmetic says it."""
    said = judged.would_agree
    if _is_exchanged(judged):
        return "the other way round"
    if _CELL.search(said) and said == judged.arithmetic:
        return _of_arithmetic(judged)
    say = _SAID.get(judged.claim.kind)
    return said if say is None else say(judged)


def _is_exchanged(judged: Judged) -> bool:
    """Return whether the figure that would agree stands in the sentence already, and the one that is said is the workbook's other."""
    claim = judged.claim
    if not _FIGURE.fullmatch(judged.would_agree) or claim.amount is None:
        return False
    rest = f"{claim.passage.text[: claim.start]} {claim.passage.text[claim.end :]}"
    return f"; {claim.amount.text} is " in judged.arithmetic and judged.would_agree in _FIGURE.findall(rest)


def _of_arithmetic(judged: Judged) -> str:
    against = _AGAINST.get(judged.claim.reference, "")
    word = _JUDGED.search(judged.would_agree)
    if word:
        return f"{word['word']} than {against}" if against else word["word"]
    found = _BY_DIFFERENCE.search(judged.would_agree)
    if found is None:
        return ""
    return f"{found['size']} {'below' if found['sign'] else 'above'} {against}".rstrip()


def _count(judged: Judged) -> str:
    """Return a count with as many decimals as the sentence prints."""
    said, amount = judged.would_agree, judged.claim.amount
    if not _FIGURE.fullmatch(said) or amount is None:
        return said
    places = len(amount.text.partition(".")[2])
    exact = Decimal(said.replace(",", ""))
    if places >= -int(exact.as_tuple().exponent):
        return said
    return f"{exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP):,}"


def _gap(judged: Judged) -> str:
    return re.sub(r"^(below|above) (.*\d.*)$", r"\2 \1", judged.would_agree)


def _rank(judged: Judged) -> str:
    return ordinal(int(judged.would_agree)) if judged.would_agree.isdecimal() else judged.would_agree


def _movement(judged: Judged) -> str:
    found = re.fullmatch(r"(better|worse) by (\d+)", judged.would_agree)
    return f"{counted(int(found[2]), 'place')} {found[1]}" if found else judged.would_agree


_SAID: Final[dict[ClaimKind, Callable[[Judged], str]]] = {
    ClaimKind.COUNT: _count,
    ClaimKind.GAP: _gap,
    ClaimKind.RANK: _rank,
    ClaimKind.MOVEMENT: _movement,
}
