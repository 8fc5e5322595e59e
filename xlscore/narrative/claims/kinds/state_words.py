"""The words by which a sentence says that something is in a state that a table names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from xlscore.narrative.states import (
    ASPIRED,
    CHANCE,
    CONTROL,
    EXPECTED_RANGE,
    IMPACT,
    LIMITS,
    OVERALL,
    REDLINE,
    SIGNAL,
    THREAT,
    TREND,
)
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["StateSaid", "states_said"]

_DENIED: Final = (
    r"(?P<no>(?:not|no|nor|never|hardly|scarcely|n['’]t|neither|without|nothing)\s+(?:\w+\s+){0,2}?)?"
)
_WITHIN: Final = ("within",)
_OUTSIDE: Final = ("above", "below")
_SIDES: Final = {
    "outside": _OUTSIDE, "outwith": _OUTSIDE, "beyond": _OUTSIDE, "out of": _OUTSIDE, "outside of": _OUTSIDE,
    "above": ("above",), "over": ("above",), "exceeds": ("above",), "exceeded": ("above",), "breaches": ("above",), "breached": ("above",),
    "below": ("below",), "under": ("below",), "beneath": ("below",),
    "within": _WITHIN, "inside": _WITHIN, "in": _WITHIN, "between": _WITHIN,
}  # fmt: skip
_SIDE: Final = "|".join(sorted(_SIDES, key=len, reverse=True))
_THE: Final = r"(?:the |its |their |our |his |an? )?(?:force['’]s |group['’]s )?"
_RANGE: Final = re.compile(
    rf"{_DENIED}\b(?P<side>{_SIDE}) {_THE}(?:expected range|range (?:that (?:is|was) |to be )?expected|normal range|range of chance)\b",
    re.IGNORECASE,
)
_LIMIT: Final = re.compile(
    rf"{_DENIED}\b(?P<side>{_SIDE}) {_THE}(?P<which>upper |lower )?(?:(?:control|process) )?(?P<limit>limits?)\b(?! (?:of|set)\b)",
    re.IGNORECASE,
)
_OWN_LIMIT: Final = re.compile(r"\b(?:upper|lower|control|process)\b", re.IGNORECASE)
_BY_CHANCE: Final = re.compile(
    r"(?P<no>(?:not|no|nor|never|hardly|scarcely|n['’]t)\s+(?:any\s+)?)?\b(?P<than>more|larger|greater|bigger|smaller|less|steeper|sharper) than (?:mere |pure |random )?"
    r"(?:chance|random variation|chance variation)\b(?: variation| alone)*(?: (?:would|could|can|might|will|alone))*(?: (?:explain|explains|produce|produces|give|account for|bring|lead))?",
    re.IGNORECASE,
)
_IS_CHANCE: Final = re.compile(
    r"\b(?:is|was|are|were) (?:down|due|put down|owed|ascribed|attributed) to chance\b", re.IGNORECASE
)
_SIGNAL: Final = re.compile(
    r"(?P<no>\b(?:no|not|without|any|n['’]t show(?:s|ing)?(?: an?)?|free of)\s+(?:an?\s+)?)?\bspecial[- ]cause(?: (?:signal|variation|concern))?\b",
    re.IGNORECASE,
)
_CONTROL: Final = re.compile(
    r"\blevel of control\b[^.;,]{0,60}?\b(?P<state>controlled|increasing|decreasing)\b|\b(?P<before>controlled|increasing|decreasing)(?: (?:on|for|in|by|under|as to|as regards)(?: the| their| its)?)? level of control\b",
    re.IGNORECASE,
)
_NEXT_CONTROL: Final = re.compile(
    r"\s*[;,] (?:and )?(?!(?:the )?(?:rest|remainder|others?)\b)[^.;,]{2,60}?\b(?P<state>controlled|increasing|decreasing)\b(?=\s*(?:[.;,]|$))",
    re.IGNORECASE,
)
_LEVEL: Final = r"high|medium|low"
_CLASS: Final = r"(?:class(?:ification)?|rating|ratings|grading|marking|level|score|category|assessment)"
_RATED: Final = (
    r"(?:is|was|are|were|remains?|stays?|stands?|comes? out|at|as|being|now|still|only|just|both|rated|classed|"
    r"classified|assessed|graded|scored|marked|judged|given|set|put)"
)
# What a thing does to somebody, or a kind of threat, is no class of the scorecard.
_NO_NOUN: Final = rf"(?! on (?!the scorecard)| to | from (?!the scorecard)| of (?!the scorecard)|[- ](?!(?:{_CLASS}|and|but|or|with|in|which|though|although|while|whereas|at|for|overall|alone|only|this|now)\b)\w)"
_THREAT_BEFORE: Final = re.compile(
    rf"\b(?P<level>{_LEVEL})[- ](?:(?:overall|assessed) )?(?P<of>threat|impact|overall class(?:ification)?)\b{_NO_NOUN}",
    re.IGNORECASE,
)
_THREAT_AFTER: Final = re.compile(
    rf"\b(?P<of>threat|impact|overall class(?:ification)?)(?: {_CLASS})?(?: (?:of|from|for) (?:(?!\b(?:is|was|and|but|on|threat|impact)\b)[^,.;:]){{2,60}}?)?"
    rf"(?:[ ,:=–-]+{_RATED})*(?: of)?[ :=–-]+(?P<level>{_LEVEL})\b(?![- ]\w*(?:er|est)\b|[- ](?!{_RATED}\b|and\b|but\b|with\b|in\b|on\b|while\b|whereas\b|for\b|too\b|also\b|though\b|threat\b|impact\b)\w)",
    re.IGNORECASE,
)
_CLAUSE: Final = re.compile(r"[.;:,]|\b(?:but|and|while|whereas)\b", re.IGNORECASE)
_SUGGESTED: Final = re.compile(r"\bsuggest\w*", re.IGNORECASE)
_REDLINE: Final = re.compile(
    r"\bredlines?(?: measures?)? (?:for|of|in|on) [^.;,]{2,60}?\b(?:is|are|was|were|has been|have been|stands?|remains?|as)\b(?: \w+){0,3}? (?P<no>not |un)?"
    r"(?P<met>met|missed|breached|achieved|failed)\b",
    re.IGNORECASE,
)
_NO_REDLINE: Final = re.compile(
    r"\b(?:no|without (?:any|an?)|free of (?:any|all)?|has no|have no) ?(?:own )?redlines?\b(?![^.;,]* (?:met|missed|breached|achieved)\b)",
    re.IGNORECASE,
)
_NONE_OF: Final = re.compile(r"\b(?:no|none of (?:the|its|their)|neither|not one) $", re.IGNORECASE)
_SOME_OF: Final = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS[1:])}|\d+|all|both|some|most|many|several|few|half|each|every) (?:of )?(?:the |its |their |our )?(?:\w+ )?$",
    re.IGNORECASE,
)
_MET: Final = ("met", "achieved")
_WHICH_WAY: Final = {
    **dict.fromkeys(("up", "upward", "upwards", "rising", "increasing", "climbing"), "up"),
    **dict.fromkeys(("down", "downward", "downwards", "falling", "decreasing", "declining"), "down"),
    **dict.fromkeys(("level", "flat", "steady", "stable", "unchanged"), "level"),
}
_ARROW: Final = "|".join(_WHICH_WAY)
_TREND: Final = re.compile(
    rf"\btrends?\b(?: arrow)?(?P<between>(?:(?!\btrend)[^.;,:]){{0,60}}?)[\s:]+(?P<way>{_ARROW})\b(?! (?:to|of|on|by|from|in)\b)|"
    rf"\b(?P<before>{_ARROW}) (?:rolling )?(?:(?:three|3)[- ]months?(?: rolling)? )?trend\b",
    re.IGNORECASE,
)
_DENIES: Final = re.compile(r"\b(?:not|no|nor|never|neither)\b|n['’]t\b", re.IGNORECASE)
_NAMES_NO_VERB: Final = (
    r"(?:(?!\b(?:is|was|are|were|has|have|had|and|but|met|missed|below|above|than)\b)[^,.;:]){2,45}?"
)
_AIMS: Final = {
    "none": "none", "best": "best", "first": "best", "top quartile": "top quartile", "upper quartile": "top quartile",
    "average": "average", "mean": "average",
}  # fmt: skip
_AIM: Final = (
    r"(?P<aim>best|first|(?:top|upper)[- ]quartile|(?:(?:msg|group|peer)['’]?s? )?(?:average|mean)|none)\b"
)
_ASPIRES: Final = re.compile(
    rf"\b(?:(?:aspirations?|asp)(?: set| in force| agreed)*(?: (?:for|of|in|on) {_NAMES_NO_VERB})?(?:,? which)?"
    rf"(?:,? (?:is|was|being|remains|stays|stands at|at|of|to)\b| ?[:=(–-])*|aspires? to)"
    rf"(?: (?:being|to|be|reach|match|attain|equal|the|a|our|its|in|within|stand|at|join|come|into|nothing beyond|no more than))*\s*{_AIM}",
    re.IGNORECASE,
)
_IS_ASPIRED: Final = re.compile(
    rf"\b{_AIM}(?:,? which)?(?: (?:is|was|being|as))? (?:the|its|our|their) aspiration\b", re.IGNORECASE
)
_NO_ASPIRATION: Final = re.compile(
    r"\b(?:no|without (?:an?|any)) aspirations?\b(?![^,.;:]{0,40}\b(?:met|reached|achieved|missed|exceeded|satisfied|attained|fulfilled)\b)",
    re.IGNORECASE,
)
_NONE_SET: Final = re.compile(r"\baspir\w+[^.]*?\b(?P<none>none (?:is |was |has been )?set)\b", re.IGNORECASE)
_SMALLER: Final = ("smaller", "less")


@dataclass(frozen=True)
class StateSaid:
    """A state that is said, what it is of, and where it stands."""

    states: tuple[str, ...]
    start: int
    end: int


def states_said(text: str) -> Iterator[StateSaid]:
    """Yield the states that a text says, where each stands."""
    yield from _sides(text)
    yield from _by_chance(text)
    yield from _redlines(text)
    yield from _controls(text)
    low = text.lower()
    if "threat" in low or "impact" in low or "overall class" in low:
        yield from _classes(text)
    if "trend" in low:
        yield from _trends(text)
    if "asp" in low:
        yield from _aspirations(text)


def _sides(text: str) -> Iterator[StateSaid]:
    """Yield on which side of a range or of limits something is said to be."""
    for met in _RANGE.finditer(text):
        yield StateSaid((EXPECTED_RANGE, *_side(met, _OUTSIDE)), met.start("side"), met.end())
    for met in _LIMIT.finditer(text):
        if _OWN_LIMIT.search(met.group()) is None:
            continue
        which = (met["which"] or "").strip().lower()
        side = _SIDES[met["side"].lower()]
        if which and side == _OUTSIDE:
            side = ("above",) if which == "upper" else ("below",)
        opposite = {"upper": "below", "lower": "above"}.get(which)
        if side == (opposite,):  # below the upper limit: within both, or below the lower one as well
            side = ("within", *side)
        yield StateSaid((LIMITS, *_turned(side, met["no"] is not None)), met.start("side"), met.end())


def _by_chance(text: str) -> Iterator[StateSaid]:
    """Yield whether something is said to be more than chance."""
    for met in _BY_CHANCE.finditer(text):
        more = (met["than"].lower() not in _SMALLER) is (met["no"] is None)
        yield StateSaid((CHANCE, "more" if more else "no more"), met.start(), met.end())
    for met in _IS_CHANCE.finditer(text):
        yield StateSaid((CHANCE, "no more"), met.start(), met.end())
    for met in _SIGNAL.finditer(text):
        yield StateSaid((SIGNAL, "no signal" if met["no"] else "a signal"), met.start(), met.end())


def _redlines(text: str) -> Iterator[StateSaid]:
    """Yield whether redlines are said to be met, or to be none."""
    for met in _REDLINE.finditer(text):
        if _SOME_OF.search(text[: met.start()]):
            continue
        none = _NONE_OF.search(text[: met.start()]) is not None
        is_met = ((met["met"].lower() in _MET) is (met["no"] is None)) is not none
        yield StateSaid((REDLINE, "met" if is_met else "not met"), met.start(), met.end())
    for met in _NO_REDLINE.finditer(text):
        yield StateSaid((REDLINE, "none"), met.start(), met.end())


def _controls(text: str) -> Iterator[StateSaid]:
    """Yield what level of control is said, of each that is listed behind: "Level of control: arson increasing; theft controlled"."""
    for met in _CONTROL.finditer(text):
        way = "before" if met["state"] is None else "state"
        yield StateSaid((CONTROL, met[way].lower()), met.start(way), met.end())
        more = None if met["state"] is None else _NEXT_CONTROL.match(text, met.end())
        while more is not None:
            yield StateSaid((CONTROL, more["state"].lower()), more.start("state"), more.end())
            more = _NEXT_CONTROL.match(text, more.end())


def _classes(text: str) -> Iterator[StateSaid]:
    """Yield which threat or impact something is said to have; one that is denied may be one of two."""
    taken: list[tuple[int, int]] = []
    for pattern in (_THREAT_BEFORE, _THREAT_AFTER):
        for met in pattern.finditer(text):
            if any(begin < met.end() and met.start() < end for begin, end in taken):
                continue
            taken.append(met.span())
            if not _DENIES.search(_CLAUSE.split(text[: met.end()])[-1]) and not _SUGGESTED.search(
                text[: met.end()]
            ):
                of = {"threat": THREAT, "impact": IMPACT}.get(met["of"].lower(), OVERALL)
                yield StateSaid(
                    (of, met["level"].lower()), min(met.start("level"), met.start("of")), met.end()
                )


def _trends(text: str) -> Iterator[StateSaid]:
    """Yield which way a trend is said to point; one that is denied may point two ways."""
    for met in _TREND.finditer(text):
        if met["before"] is not None or not _DENIES.search(met["between"]):
            way = _WHICH_WAY[(met["way"] or met["before"]).lower()]
            yield StateSaid((TREND, way), met.start(), met.end())


def _aspirations(text: str) -> Iterator[StateSaid]:
    """Yield what is said to be aspired to: nothing, the average, the top quartile, to be the best."""
    for met in _NO_ASPIRATION.finditer(text):
        yield StateSaid((ASPIRED, "none"), met.start(), met.end())
    for met in _NONE_SET.finditer(text):
        yield StateSaid((ASPIRED, "none"), met.start("none"), met.end())
    for pattern in (_ASPIRES, _IS_ASPIRED):
        for met in pattern.finditer(text):
            words = met["aim"].lower().replace("-", " ")
            aim = next(aim for word, aim in _AIMS.items() if words.endswith(word))
            yield StateSaid((ASPIRED, aim), met.start(), met.end())


def _side(met: re.Match[str], outside: tuple[str, ...]) -> tuple[str, ...]:
    return _turned(_SIDES[met["side"].lower()], bool(met["no"]))


def _turned(side: tuple[str, ...], denied: bool) -> tuple[str, ...]:
    return tuple(each for each in ("above", "below", "within") if (each in side) is not denied)
