"""Whether the words beside a figure say of it what a fact is: its kind, its place, its time, its strand and what it is compared with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimKind, ClaimUnit, ComparedWith, Fact, NameKind, Sense
from xlscore.narrative.verdicts.near.words import MONTH_WORD, FigureWords, any_of

__all__ = [
    "is_dated",
    "is_meant",
    "is_moved",
    "is_of_kind",
    "is_of_place",
    "is_of_reference",
    "is_of_strand",
    "is_of_time",
    "without_comparison",
]


_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)
_BEFORE: Final = any_of(
    r"last year(?:['’]s)?|last time|previous\w*|prior|a year (?:ago|earlier|before)|(?:twelve|12) months (?:ago|earlier|before)|year before|then|formerly|earlier|before|"
    r"had been|used to|a year|last yr|yr ago"
)
_NOW: Final = any_of(
    r"now|so far|this year|to date|ytd|currently|presently|today|latest|at present|is|are|stands?"
)
_FROM: Final = (
    "from",
    "against",
    "than",
    "versus",
    "v",
    "vs",
    "compared with",
    "compared to",
    "compares with",
    "as opposed to",
    "→",
)
_AHEAD: Final = any_of(
    r"project\w*|forecast\w*|trajectory|year[- ]end\w*|end(?:s|ing)? the year|end of the year|closes? the year|expect\w*|by 31 march|on course|heading for|outturn|will|would"
)
_GOAL: Final = any_of(
    r"targets?|ceiling|not to exceed|most allowed|maximum|aim|goal|plan|allowance|milestone"
)
_OFF_TARGET: Final = any_of(
    r"over|above|beyond|too many|short\w*|off|adrift|separates?|excess|surplus|needs? to (?:go|fall|come down)|from (?:its|the|their)"
)
_ON_TARGET: Final = any_of(
    r"under|below|beneath|inside|within|beat\w*|better\w*|ahead|spare|headroom|margin|met|meets|achiev\w*"
)
_SET: Final = any_of(
    r"targets?|plan\w*|reduction|ceiling|wants?|signed off|should be|meant to be|supposed to be|shortfalls?|aim|goal|short|standard|level required"
)
_NEED: Final = any_of(
    r"need\w*|requir\w*|would|must|to (?:reach|get|hit|attain|bring|draw|close|achieve|arrive)|takes?|to be (?:shed|lost|gained|found|cut)|gets? us|wants?|necessary|have to"
)
_AVERAGE: Final = any_of(r"averages?|mean")
_QUARTILE: Final = any_of(r"(?:top|upper|best)[- ](?:quartile|quarter|two)|best two|top two")
_MEDIAN: Final = any_of(r"median|second[- ]best|bottom|lower quartile|worst quarter|nearest|next")
_GROUP: Final = any_of(
    r"average|mean|median|group|peers?|msg|quartile|benchmark|others|similar forces?|counterpart\w*|neighbour\w*"
)
_US: Final = any_of(r"we|our|ours|us|force|(?<!its )(?<!their )own|ourselves|constabulary")
_OUTCOMES: Final = any_of(
    r"outcomes?|solv\w+|detect\w*|detections?|clear(?:ed|-?up\w*|ances?)|charged|brought to justice|positive"
)
_OTHER_SPAN: Final = any_of(
    r"(?:month|week|quarter|day)[- ]on[- ](?:month|week|quarter|day)|(?:last|previous|prior) (?:month|quarter|week)|(?:month|quarter|week) (?:before|earlier|ago)|"
    r"on the (?:month|quarter|week)|decade|years ago|since 20\d\d"
)
_NOW_HERE: Final = any_of(r"so far|to date|now|this year|currently|presently")
_FIGURE: Final = re.compile(r"\d[\d,]*(?:\.\d+)?(?!\d*(?:st|nd|rd|th))")
_BETWEEN: Final = re.compile(
    rf"\bbetween (?:the )?(?:\d+(?:st|nd|rd|th)? )?({MONTH_WORD})(?: 20\d\d)? and (?:\d+(?:st|nd|rd|th)? )?({MONTH_WORD})\b",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(
    r"\b(?:to|until|till|through|since|from|by|of|end|mid|between)[- ](?:the )?(?:end of )?(?:\d+(?:st|nd|rd|th)? )?$|"
    rf"\bbetween (?:\d+(?:st|nd|rd|th)? )?(?:{MONTH_WORD})(?: 20\d\d)? and (?:\d+(?:st|nd|rd|th)? )?$",
    re.IGNORECASE,
)
"""What, before a month, says that it ends or begins a longer time."""
_MOVED_BEFORE: Final = re.compile(
    r"(?:\b(?:up|down|r[io]se|risen|rising|rise|increase[ds]?|increasing|grew|growth|fall|fell|fallen|falling|decrease[ds]?|reduc\w+|drop\w*|declined?|cut|gained?|jump\w*|climb\w*|"
    r"more|fewer|less|higher|lower|over|above|below|under|short|exceed\w*|beat\w*|miss\w*)(?: (?!from|to|at\b)\w+)?(?: (?:by|of))?|\bby)(?: just| only| some| a further| another| almost| nearly)*\W*$",
    re.IGNORECASE,
)
_MOVED_AFTER: Final = re.compile(
    r"\W*(?:\w+ ){0,2}(?:more|fewer|less|up|down|higher|lower|extra|additional|over|above|below|under|short|off|too many|away|ahead|behind|adrift|needed|required|to be)\b",
    re.IGNORECASE,
)
_STOOD: Final = re.compile(
    r"\b(?:to|from|at|is|are|was|were|stands?|stood|reached|hit|numbered|totalled|been)\W*$", re.IGNORECASE
)
"""What, right before a figure, says that it is one, and not by how much it moved."""
_APPOSED: Final = re.compile(
    r"\b(?:up|down|r[io]se|risen|fell|fallen|increased?|decreased?|reduced|grown?|grew|dropped|declined)(?: by)?(?: [\w.%-]+){1,5}(?:,(?: or| i\.?e\.?,?| that is,?)?| or) $",
    re.IGNORECASE,
)
"""What says again by how much something moved: "up by almost a fifth, 342 offences"."""
_CONTRIBUTED: Final = any_of(r"contribut\w+|account\w* for")
_COMPARED: Final = re.compile(
    r"\b(?:on|than|against|with|since|from|over|versus|vs?|to|upon)(?: (?:the|that of|those of|its|their))? (?:last year|last yr|last time|previous year|prior year|year before|a year (?:ago|earlier|before)|"
    r"(?:same \w+ )?(?:last|the previous) year)",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"20\d\d(?:/\d\d)?")
_IN_PLACE: Final = re.compile(r"\b(?:in|of|for|at)\s+(?:the )?$", re.IGNORECASE)
_LISTED: Final = re.compile(r"(?:\b[A-Z]\w+(?: [A-Z]\w+)*,? (?:and )?){3,}")
_WHERE_IT_WAS: Final = re.compile(
    r"\bwhere (?:it|they|we|there|this) (?:had been|was|were|had)\W*$", re.IGNORECASE
)
_DISTANCE: Final = any_of(r"gaps?|distance|away")
_SIGNS: Final = {Sense.UP: 1, Sense.DOWN: -1}
_OUT_OF: Final = re.compile(r"(?:\b(?:of|from|over|out of|base\w*)\b(?: the)?|/)\W*$|\bbase\b", re.IGNORECASE)
_OF_THOSE: Final = re.compile(r"\W*of (?:those|these|them|which|whom)\b", re.IGNORECASE)
_CRIMES: Final = any_of(
    r"offences?|crimes?|recorded|burglar\w+|thefts?|robber\w+|incidents?|searches|homes|vehicles|bikes?"
)


def is_meant(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether a figure's own words say of it all that a fact is."""
    return (
        is_of_kind(words, fact)
        and is_of_place(words, fact, knowledge)
        and is_of_time(words, fact, knowledge)
        and is_of_strand(words, fact)
        and is_of_reference(words, fact)
    )


def is_moved(words: FigureWords) -> bool:
    """Return whether the words right beside a figure make it one by which something moved or is off: "up 24.7%", "40 fewer"."""
    return bool(_MOVED_BEFORE.search(words.before) or _MOVED_AFTER.match(words.after))


def is_of_kind(words: FigureWords, fact: Fact) -> bool:
    """Return whether the words say what the fact is: how many, how many more, how many too many, how many are required."""
    claim, own = words.claim, words.own
    moved = is_moved(words)
    sign = 1 if isinstance(fact.value, Fraction) and fact.value > 0 else -1
    ways = words.ways(own)
    match fact.kind:
        case ClaimKind.LEVEL:
            return (
                not (moved or words.signed or _GOAL.search(own + words.label) or _OFF_TARGET.search(own))
                and claim.kind is not ClaimKind.SHARE
            )
        case ClaimKind.CHANGE:
            if _SET.search(own) or _GROUP.search(own) or _NEED.search(own) or _is_stood_at(words):
                return False
            if (
                claim.kind is ClaimKind.CHANGE
                and claim.direction in _SIGNS
                and _SIGNS[claim.direction] != sign
            ):
                return False
            is_said = (
                claim.kind is ClaimKind.CHANGE
                or moved
                or _CONTRIBUTED.search(words.part)
                or words.link == "("
                or _APPOSED.search(words.text[: words.start]) is not None
            )
            return bool(is_said) and (ways or words.ways(words.part)) == {sign} and words.signed in (0, sign)
        case ClaimKind.GAP | ClaimKind.SHORTFALL if fact.reference is ComparedWith.TARGET:
            is_off = _OFF_TARGET.search(words.around) and _SET.search(words.around)
            if claim.kind is ClaimKind.SUM or _ON_TARGET.search(words.part) or _is_stood_at(words):
                return False
            return bool(is_off) and not (ways and not _SET.search(own))
        case ClaimKind.GAP:
            return bool(ways or _OFF_TARGET.search(own) or _DISTANCE.search(words.around)) and ways <= {sign}
        case ClaimKind.CHANGE_REQUIRED:
            return bool(_NEED.search(words.around)) and ways <= {sign}
        case ClaimKind.TARGET:
            return bool(_GOAL.search(own + words.label)) and not moved and not _OFF_TARGET.search(own)
    return False


def _is_stood_at(words: FigureWords) -> bool:
    """Return whether a figure is one at which something stands, and not by how much it is off: "is 372", not "is 372 over"."""
    return _STOOD.search(words.before) is not None and not _MOVED_AFTER.match(words.after)


def is_of_place(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether the place named nearest to the figure is the fact's; of the force's, none is, or the force comes after it."""
    places = words.places(knowledge)
    before = [(at, name) for at, name in places if at < words.start]
    ends = words.end + len(words.after)
    behind = [(at, name) for at, name in places if words.end <= at < ends]
    bracketed = [name for at, name in places if words.text[words.end : at].strip() == "(" and at > words.end]
    attached = bracketed or [
        name
        for at, name in behind
        if at <= words.end + 1 or _IN_PLACE.search(words.text[words.end : at]) is not None
    ]
    if not fact.place and _are_all(words, [name for _, name in before], knowledge):
        return not attached
    if not fact.place:
        return not attached and (not before or _is_ours(words, before[-1][0], knowledge))
    if attached:
        return attached[0] == fact.place
    if before:
        return before[-1][1] == fact.place and not _is_ours(words, before[-1][0], knowledge)
    return bool(behind) and behind[0][1] == fact.place and len(places) == 1


def _are_all(words: FigureWords, places: Sequence[str], knowledge: Knowledge) -> bool:
    """Return whether the places before a figure are all that the workbook has, named in one list: then it is of the force."""
    every = {name.name for name in knowledge.named(NameKind.PLACE)}
    listed = _LISTED.search(words.text[: words.start])
    return (
        len(places) > 2
        and set(places) == every
        and listed is not None
        and listed[0].count(",") >= len(every) - 2
    )


def _is_ours(words: FigureWords, place: int, knowledge: Knowledge) -> bool:
    """Return whether a figure behind a place is the force's all the same: it says "our", or names the force since."""
    since = words.text[max(0, place) : words.start].casefold()
    own = (called for name in knowledge.named(NameKind.FORCE) for called in (name.name, *name.aliases))
    return _US.search(words.before) is not None or any(
        re.search(rf"(?<!\w){re.escape(called.casefold())}(?!\w)", since) is not None
        for called in (*own, "force")
    )


def is_of_time(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether the words say that it is of the fact's time: now, before, of a month, or at the year's end."""
    own = words.own
    if fact.projected:
        return (
            bool(_AHEAD.search(words.around))
            and not _NOW.search(words.before)
            and not re.search(r"so far|to date", words.after)
        )
    if (
        fact.kind is ClaimKind.LEVEL
        and _AHEAD.search(words.part)
        and not re.search(r"\b(?:so far|to date|presently|now|currently)\b", own)
    ):
        return False
    if fact.kind is ClaimKind.LEVEL and _is_whole_year(fact, words.text):
        return False
    if is_dated(fact):
        return _is_month(words, fact, knowledge)
    named = [at for at, _, _ in words.months(own)]
    if any(not _SPAN.search(own[:at]) for at in named) or not _is_between(words, fact):
        return False
    if (
        fact.kind in (ClaimKind.LEVEL,)
        and not named
        and any(not _SPAN.search(words.part[:at]) for at, _, _ in words.months(words.part))
    ):
        return False
    if _OTHER_SPAN.search(words.part if fact.kind is ClaimKind.CHANGE else own):
        return fact.reference is ComparedWith.LAST_TIME
    if fact.kind is not ClaimKind.LEVEL:
        return (
            fact.reference is not ComparedWith.LAST_TIME
            and not fact.previous
            and not _is_since_last_time(words, fact, knowledge)
        )
    if fact.period is not None and re.search(r"\bdays\b", fact.period.text):
        return "7" in fact.period.text and re.search(r"\bweek\b|\b(?:7|seven) days\b", words.part) is not None
    is_from = re.search(r"\bfrom\W*$", words.before, re.IGNORECASE) is not None and not _NEED.search(
        words.part
    )
    is_from = is_from or _WHERE_IT_WAS.search(words.text[: words.start]) is not None
    says_before = bool(_BEFORE.search(without_comparison(own)) or is_from)
    if fact.previous:
        links = _FROM if len({name for _, name in words.places(knowledge)}) < 2 else ("from", "→")
        return (says_before or words.link in links) and not (
            _NOW_HERE.search(own) or _GROUP.search(own) or re.search(r"\bto\W*$", words.before)
        )
    if (
        _BEFORE.search(without_comparison(words.part))
        and len(_FIGURE.findall(words.part)) == 1
        and not _NOW_HERE.search(own)
    ):
        return False
    return not says_before and words.link not in ("from", "→")


def _is_between(words: FigureWords, fact: Fact) -> bool:
    """Return whether the two months between which the sentence says that it was, where it does, are the first and the last of the fact's."""
    period, said = fact.period, _BETWEEN.findall(words.part)
    if not said:
        return True
    if period is None or period.first is None or period.last is None:
        return False
    spans = [tuple(number for _, number, _ in words.months(" ".join(each))) for each in said]
    return spans == [(period.first.month, period.last.month)]


def _is_since_last_time(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether a change is said to be since last time, and the workbook has that one, too."""
    return words.claim.reference is ComparedWith.LAST_TIME and any(
        other.kind is fact.kind and other.reference is ComparedWith.LAST_TIME
        for other in knowledge.by_name.get(fact.name, ())
    )


def without_comparison(text: str) -> str:
    """Return a text without what only says with what it compares: "down on last year at"."""
    return _COMPARED.sub(" ", text)


def is_dated(fact: Fact) -> bool:
    """Return whether a fact is of a single month."""
    period = fact.period
    return (
        period is not None and period.first is not None and period.last is not None
        and (period.first.year, period.first.month) == (period.last.year, period.last.month)
    )  # fmt: skip


def _is_whole_year(fact: Fact, text: str) -> bool:
    """Return whether a fact is of a whole year that a text does not name."""
    period = fact.period
    return period is not None and _YEAR.fullmatch(period.text) is not None and period.text not in text


def _is_month(words: FigureWords, fact: Fact, knowledge: Knowledge) -> bool:
    """Return whether the month named nearest to the figure, or the latest, is the fact's."""
    if fact.kind is not ClaimKind.LEVEL or fact.period is None or fact.period.first is None:
        return False
    month = words.month(knowledge)
    if month is None and re.search(r"\b(?:latest|last) month\b", words.part, re.IGNORECASE):
        month = knowledge.latest_month
    return (
        month is not None
        and month == fact.period.first.replace(day=1)
        and not _BEFORE.search(without_comparison(words.own))
    )


def is_of_strand(words: FigureWords, fact: Fact) -> bool:
    """Return whether a figure is of outcomes where its words say outcomes, and of crimes where they say crimes."""
    if fact.unit in _SHARES:
        return fact.kind is ClaimKind.LEVEL or fact.outcomes is bool(_OUTCOMES.search(words.around))
    if fact.unit not in (ClaimUnit.CRIMES, ClaimUnit.OUTCOMES) or not words.claim.subject.names:
        return True
    is_part = _OUT_OF.search(words.before) is None and _OUTCOMES.search(words.after) is not None
    if fact.unit is ClaimUnit.OUTCOMES:
        return is_part or (
            _OUT_OF.search(words.before) is None
            and _OUTCOMES.search(words.around) is not None
            and not _CRIMES.match(words.after.strip())
        )
    if _OF_THOSE.match(words.after) or (is_part and not fact.outcomes):
        return False
    return not words.claim.subject.outcomes or bool(
        _OUT_OF.search(words.before) or words.link == "/" or _CRIMES.search(words.own)
    )


def is_of_reference(words: FigureWords, fact: Fact) -> bool:
    """Return whether the words name what the fact is compared with, and nothing else."""
    if fact.kind is ClaimKind.LEVEL:
        said = bool(_GROUP.search(words.own))
        if fact.reference is ComparedWith.AVERAGE:
            return bool(_AVERAGE.search(words.before)) and not _MEDIAN.search(words.own)
        return (
            fact.reference is ComparedWith.NONE
            and (not said or bool(fact.place))
            and not (said and not fact.place)
        )
    if fact.reference not in (ComparedWith.AVERAGE, ComparedWith.TOP_QUARTILE):
        return fact.reference is not ComparedWith.OTHER and fact.reference is not ComparedWith.ASPIRATION
    wanted, other = (_AVERAGE, _QUARTILE) if fact.reference is ComparedWith.AVERAGE else (_QUARTILE, _AVERAGE)
    for text in (words.own, words.part, words.around):
        if other.search(text) or _MEDIAN.search(text):
            return False
        if wanted.search(text):
            return True
    return False
