"""Benchmarks and aspirations by the papers' words: the MSG average, a position, the upper quartile rank.

Source of the words: Essex Police MSG aspirations, January 2020 data.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from xlscore.rules.problems import RuleError, Trouble
from xlscore.rules.words import is_missing_mark, key, quoted

__all__ = ["Benchmark", "BenchmarkKind", "is_benchmark", "read_aspiration", "read_benchmark"]

BenchmarkKind = Literal["average", "peers", "median", "top quartile", "best", "rank"]
_ORDINAL: Final = re.compile(
    r"(?:rank|ranked|position|top)?(\d{1,3})(?:st|nd|rd|th)?(?:(?:outof|of|/)\d{1,3})?(?:in(?:the)?(?:msg|group))?"
)
"""A position as people write it: "4th in MSG", "7th of 8", "rank 4", "top 3"."""
_BY_KEY: Final[dict[str, BenchmarkKind]] = {
    "average": "average", "msgaverage": "average", "mean": "average",
    "peers": "peers", "peeraverage": "peers", "median": "median", "msgmedian": "median",
    "topquartile": "top quartile", "upperquartile": "top quartile", "topquartilerank": "top quartile",
    "upperquartilerank": "top quartile", "best": "best", "bestinmsg": "best",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Benchmark:
    """What a force is measured against; `rank` only where the benchmark is a position."""

    kind: BenchmarkKind
    rank: int = 0


_SUMMED_UP: Final = frozenset({
    "msgmean", "msgtotal", "msggroupaverage", "group", "groupaverage", "grouptotal", "nationalaverage", "englandandwales",
    "england&wales", "england", "englandandwalesaverage", "msg",
})  # fmt: skip
"""What the row of all forces together is called in a table of forces."""


def is_benchmark(name: str) -> bool:
    """Return whether a name in a table of forces is no force: it sums the group or the country up.

    >>> is_benchmark("MSG average"), is_benchmark("England & Wales"), is_benchmark("Essex")
    (True, True, False)
    """
    return key(name) in _BY_KEY or key(name) in _SUMMED_UP


_NO_ASPIRATION: Final = frozenset({"none", "noaspiration", "notset", "noneset"})


def read_aspiration(typed: str) -> Benchmark | None:
    """Return the benchmark that a force aspires to, None for none: blank, N/A, None, a dash, a note in brackets.

    >>> read_aspiration("N/A"), read_aspiration("Best in MSG")
    (None, Benchmark(kind='best', rank=0))
    """
    return None if is_missing_mark(typed) or key(typed) in _NO_ASPIRATION else read_benchmark(typed)


def read_benchmark(typed: str | int) -> Benchmark | None:
    """Return the benchmark that a text or a rank names; None for a blank or a note in brackets.

    Source of the words: Essex Police MSG aspirations, January 2020 data.

    >>> read_benchmark("4th in MSG."), read_benchmark("(Small numbers)")
    (Benchmark(kind='rank', rank=4), None)
    >>> [read_benchmark(typed).rank for typed in ("7th of 8", "rank 4", "Top 3", "4/8", 5)]
    [7, 4, 3, 4, 5]
    """
    compact = key(str(typed)).rstrip(".")
    if not compact or (compact.startswith("(") and compact.endswith(")")):
        return None
    if compact in _BY_KEY:
        return Benchmark(_BY_KEY[compact])
    ordinal = _ORDINAL.fullmatch(compact)
    if ordinal is None:
        raise RuleError(
            Trouble.UNREADABLE,
            f"{quoted(typed)} is not a benchmark.",
            "Use average, peers, median, top quartile, best or a position such as '4th in MSG'.",
        )
    place = int(ordinal[1])
    if place < 1:
        raise RuleError(Trouble.OUT_OF_RANGE, "A position in the group starts at 1.")
    return Benchmark("rank", place)
