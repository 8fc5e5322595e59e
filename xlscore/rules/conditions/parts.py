"""The parts of a condition's words: which quantity of which measure, what it is compared with, since when, over how long."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.conditions.patterns import TARGETS
from xlscore.rules.conditions.words import Clause, GroupBenchmark, Quantity, Since, TargetKind
from xlscore.rules.figures import TextFigure
from xlscore.rules.figures_text import read_figure
from xlscore.rules.figures_units import Unit

__all__ = ["benchmark_of", "read_quantity", "read_target", "taken_apart", "target_kind"]

_TO: Final = r"(?P<benchmark>(?:the\s+)?(?:(?:msg|group|peer)\s+)?(?:average|mean)|(?:the\s+)?(?:msg\s+)?(?:top|upper)\s+quartile(?:\s+rank)?)"
_AVERAGE: Final = re.compile(
    r"(?:the\s+|its\s+|our\s+)?(?:(?:msg|group)\s+)?(?:average|mean)(?:\s+of\s+(?:the|its|our)\s+msg)?"
)
_QUARTILE: Final = re.compile(r"(?:the\s+)?(?:msg\s+)?(?:top|upper)\s+quartile(?:\s+rank)?(?:\s+(?:of|in)\s+(?:the|its|our)\s+msg)?")  # fmt: skip
_RANK: Final = r"(?:msg\s+)?(?:position|rank|ranking)(?:\s+in\s+(?:(?:the|its|our)\s+)?msg)?"
_POSITION_OF: Final = re.compile(rf"{_RANK}(?:\s+(?:of|for|in|on)\s+(?P<subject>.+))?")
_OWN_POSITION: Final = re.compile(rf"(?P<subject>.+?)\s+{_RANK}")
_GAP: Final = rf"(?:msg\s+)?gap(?:\s+(?:to|from|against|with)\s+{_TO})?"
_GAP_OF: Final = re.compile(rf"{_GAP}(?:\s+(?:of|for|in|on)\s+(?P<subject>.+))?")
_OWN_GAP: Final = re.compile(rf"(?P<subject>.+?)\s+{_GAP}")
_MINIMUM: Final = r"(?:redlines?(?:\s+measures?)?|minimum standards?|minimum)"
_REDLINE: Final = re.compile(rf"(?:(?:all|both|every|each|its|the|area|force)\s+)*{_MINIMUM}")
_OWN_REDLINE: Final = re.compile(rf"(?P<subject>.+?)\s+{_MINIMUM}")
_TARGET_OF: Final = re.compile(rf"(?P<target>{TARGETS})(?:\s+(?:of|for|in|on)\s+(?P<subject>.+))?")
_OWN_TARGET: Final = re.compile(rf"(?P<subject>.+?)\s+(?P<target>{TARGETS})")
_SINCE: Final = re.compile(
    r"\s+(?:(?:since|from|on|than|against|compared\s+(?:with|to))\s+)(?:the\s+)?(?:last|previous)\s+(?P<what>cycle|quarter|time|year|board)"
)
_MONTHS: Final = re.compile(
    r"\s+(?:in|over|for|during)\s+the\s+(?:last|latest|past)\s+(?P<number>\d{1,2}|three|six|twelve)\s+months"
)
_PLACE: Final = re.compile(r"\d{1,3}(?:st|nd|rd|th)?(?:\s+in msg)?")
_MOST_WORDS: Final = 2
_NUMBERS: Final = {"three": 3, "six": 6, "twelve": 12}
_SINCE_WHEN: Final = {
    "quarter": Since.QUARTER,
    "cycle": Since.QUARTER,
    "board": Since.QUARTER,
    "year": Since.YEAR,
}
"""A cycle is a quarter of grading, with a Board at its end."""


def taken_apart(text: str) -> tuple[str, Since, int | None]:
    """Return a clause without its "since last quarter" and its "in the last 12 months", and what these say.

    >>> taken_apart("confidence improves since last year")
    ('confidence improves', <Since.YEAR: 'last year'>, None)
    """
    since, months = _SINCE.search(text), _MONTHS.search(text)
    bare = _MONTHS.sub("", _SINCE.sub("", text))
    said = None if months is None else months["number"]
    when = Since.LAST_TIME if since is None else _SINCE_WHEN.get(since["what"], Since.LAST_TIME)
    return bare, when, None if said is None else _NUMBERS.get(said) or int(said)


def read_quantity(subject: str) -> Clause:
    """Return which quantity of which measure the words before the verb speak of.

    >>> said = read_quantity("gap to average of confidence")
    >>> said.quantity.value, said.subject, said.benchmark.value
    ('gap', 'confidence', 'MSG average')
    """
    if _REDLINE.fullmatch(subject):
        return Clause("", Quantity.REDLINE)
    target = _TARGET_OF.fullmatch(subject) or _OWN_TARGET.fullmatch(subject)
    if target:
        of = re.sub(r"^(?:the|our)\s+", "", target["subject"] or "")
        return Clause(of, Quantity.TARGET, target=target_kind(target["target"]))
    for pattern, quantity in (
        (_POSITION_OF, Quantity.POSITION), (_GAP_OF, Quantity.GAP),
        (_OWN_POSITION, Quantity.POSITION), (_OWN_GAP, Quantity.GAP), (_OWN_REDLINE, Quantity.REDLINE),
    ):  # fmt: skip
        found = pattern.fullmatch(subject)
        if found:
            to = found["benchmark"] if quantity is Quantity.GAP else None
            of = re.sub(r"^(?:the|our)\s+", "", found["subject"] or "")
            return Clause(of, quantity, benchmark=None if to is None else benchmark_of(to))
    return Clause(subject, Quantity.VALUE)


def target_kind(words: str) -> TargetKind:
    """Return which target words name.

    >>> [target_kind(words).value for words in ("target", "stretch target", "aspirations")]
    ['target', 'stretch target', 'aspiration']
    """
    if "stretch" in words:
        return TargetKind.STRETCH
    if "hard" in words.split():
        return TargetKind.HARD
    return TargetKind.ASPIRATION if "aspiration" in words else TargetKind.ANY


def benchmark_of(text: str) -> GroupBenchmark | None:
    """Return the benchmark of the group that words name, None where they name none.

    >>> benchmark_of("the MSG average".casefold()).value, benchmark_of("80%")
    ('MSG average', None)
    """
    if _AVERAGE.fullmatch(text):
        return GroupBenchmark.AVERAGE
    return GroupBenchmark.TOP_QUARTILE if _QUARTILE.fullmatch(text) else None


def read_target(text: str) -> TextFigure | None:
    """Return the figure that something is compared with, None where the words say none, or more than a figure.

    >>> float(read_target("80%").value), read_target("5th in the msg").unit.value, read_target("many")
    (0.8, 'a position', None)
    >>> read_target("3,000 offences").words, read_target("5 commands that grade good")
    ('offences', None)
    """
    bare = re.sub(r"\s+in\s+(?:the|its|our)\s+msg$", " in msg", text)
    said = read_figure(re.sub(r"(?<=\d)\s+points?$", "% points", bare))
    if (
        said is None
        or said.note
        or said.data_to
        or (said.unit is Unit.POSITION and not _PLACE.fullmatch(bare))
    ):
        return None
    if said.unit is Unit.COUNT and len(said.words.split()) > _MOST_WORDS:
        return None
    return said
