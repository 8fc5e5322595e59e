"""What says of a figure that it is no level of the subject: one of the group's, of several together, how far two are apart, of one month."""

from __future__ import annotations

import re
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ComparedWith

__all__ = ["difference_of_two", "is_of_other", "sum_of_two", "why_of_other"]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_COUNTED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})
_SIZES: Final = frozenset({*_COUNTED, ClaimKind.CHANGE, ClaimKind.GAP})
_SHARES: Final = (ClaimUnit.PERCENT, ClaimUnit.POINTS)
_BREAK: Final = re.compile(r"[.;:](?!\d)|,(?!\d)|[()–—]| - ")
_SAID_BEHIND: Final = re.compile(r",\s*(?=(?:is|are|was|were|have|has|had|remain\w*)\b)")
_STOP: Final = re.compile(r"[.;:](?!\d)")
_VERB: Final = _words(
    r"is|are|was|were|be|been|has|have|had|fell|rose|went|came|comes?|saw|sees|stood|stands?|remains?|holds?|held|keeps?|kept|"
    r"recorded|records?|reported|met|missed|made|makes?|takes?|took|gave|gives|shows?|showed|increased|decreased|dropped|grew|beats?|exceed\w*"
)
_US: Final = _words(r"the force|we|our|ours|us|it|constabulary|police")
_STATISTIC: Final = _words(
    r"(?:top|bottom|upper|lower|best|worst|first|third) quartiles?|quartiles?|median|expected (?:range|band|values?)|(?:control|upper|lower) limits?|"
    r"(?:best|worst|highest|lowest|safest|leading|top|strongest|weakest)(?:[- ](?:placed|performing|performer|ranked))? (?:forces?|rates?|figures?|values?|peers?|performers?)(?: (?:of|in) (?:the|its|our) (?:group|family|peers))?"
)
"""What is a figure of the group, or of whoever is first in it, and not the subject's own."""
_FIRST_OF_THEM: Final = _words(r"(?:forces?|peers?|rates?|figures?|values?)")
_SPREAD: Final = _words(
    r"(?:rates|figures|values|forces|numbers|levels|counts|boroughs|peers|areas|results|scores|group)\b[^.;:]*?\b(?:runs?|ran|ranges?|ranged|ranging|vary|varies|varied|spreads?|spanned|spans?|stretch\w*|extend\w*)(?: \w+)? (?:from|between)"
)
_ONE_MONTH: Final = _words(
    r"alone|on its own|by itself|(?:the|that|this|one|a) single month|(?:the |this |that |last )?(?:latest|last|this|that|most recent|current|past) month(?:['’]s)?"
)
"""What says of a share of people that it is of a month, where the workbook's is of the twelve up to it."""
_FEW: Final = re.compile(r"(?<![\d,.])\d{1,2} (?:out )?of (?:the |its |our )?\d{1,3}\b(?![,.]\d|%)")
_YEARLONG: Final = _words(r"(?:12|twelve)[- ]months?|rolling|years?")
_GOES_ON: Final = re.compile(r"\s*(?:which|that|or|making|giving|equal)\b", re.IGNORECASE)
"""What says a figure again: "24 of the 30, which is 80.0%"."""
_OPENS: Final = re.compile(r"\s*(?:in|for|during|over|taking)\b", re.IGNORECASE)
_WITHOUT: Final = _words(
    r"without|no|not|never|nor|lack\w*|await\w*|unsolved|undetected|unresolved|undecided|yet to (?:be|have|see|reach|get)|still (?:open|outstanding|to be)"
)
_JOINED: Final = re.compile(r"\b(?:and|plus)\b|&", re.IGNORECASE)
_COME_TO: Final = re.compile(
    r"\b(?:c[ao]mes? to|total(?:s|led)?|add(?:s|ed)? up to|amount(?:s|ed)? to|number(?:s|ed)|stand at|stood at|ma[kd]e up|accounts? for|accounted for|together|combined|"
    r"fell by|rose by|dropped by|were|are|gave|give|saw|produced?)\b(?: (?:to|by|at|a total of|together|some|about|just|over|under|only|down|up|around|nearly|almost))*\s*$",
    re.IGNORECASE,
)
_SPAN: Final = re.compile(r"\b(?:between|from) [^,;]*? (?:and|to) \w+(?: \d{4})?", re.IGNORECASE)
_LONGEST: Final = 5
"""So many words behind "and" are a name, more are a sentence."""
_IN_ORDER: Final = _words(r"respectively|in that order")
_EACH_ITS_OWN: Final = _words(r"both|each")
_OF_BOTH: Final = re.compile(r"\b(?:and|or)\b|[&/]", re.IGNORECASE)
"""What makes a name itself one of two things: "Killed or Seriously Injured"."""
_AND_ANOTHER: Final = re.compile(r"(?:\W+[a-z]+){0,2}?\W+and (?:\w+ ){0,3}?\d", re.IGNORECASE)
_EXCEEDED: Final = re.compile(
    r"\b(?:exceed(?:s|ed)?|outnumber(?:s|ed)?|outstrip(?:s|ped)?|surpass(?:es|ed)?|overtook|overtakes) (?P<other>[^.;:,\d]+?) by (?:\w+ )?$",
    re.IGNORECASE,
)
_MORE_THAN: Final = re.compile(
    r"\W*(?P<way>more|fewer) (?P<one>[^.;:,\d]*?)\bthan (?P<other>[^.;:,\d]+)", re.IGNORECASE
)
_STANDARD: Final = _words(
    r"last|previous|prior|years?|year['’]s|same|targets?|averages?|mean|before|expected|in|at|it|its|they|we|our|planned|allowed|required|needed|forecast|"
    r"projected|projections?|group|quartile|aspirations?|goal|msg|month|quarter|week|period|time|then|now|ago|ceiling|limit|milestone|trajectory|plan|trend|peak|norm|usual|peers?|forces?"
)
"""What sets a figure against another of its own kind, and not against another offence."""


def is_of_other(claim: Claim) -> bool:
    """Return whether a figure may be none of the subject's own: of the group, of a month, of two offences together or apart."""
    return bool(why_of_other(claim) or sum_of_two(claim) or difference_of_two(claim)[0])


def why_of_other(claim: Claim) -> str:
    """Return why a figure may be none of the subject's own, "" where it may not."""
    if claim.kind is ClaimKind.RECORD:
        return _of_first(claim)
    if claim.kind not in _SIZES or claim.amount is None:
        return ""
    before, behind = _around(claim)
    own = claim.kind in _COUNTED and not claim.subject.places and claim.reference is ComparedWith.NONE
    met = _statistic(before) if own else ""
    if met:
        return f"It may be what “{met}” is."
    spread = _SPREAD.search(before)
    if claim.kind in _COUNTED and spread and not claim.subject.places:
        return f"“{spread.group()}” says a range."
    if claim.kind in _COUNTED and claim.amount.unit in _SHARES:
        month = _month(claim, before, behind)
        if month:
            return f"“{month}” may say it of a single month."
    if claim.kind in _COUNTED and claim.subject.outcomes:
        denied = _WITHOUT.search(behind)
        if denied:
            return f"“{denied.group()}” may say it of those that have no outcome."
    return ""


def sum_of_two(claim: Claim) -> str:
    """Return the words for two subjects of which a claim's figure is the total, "" where it is of one."""
    if claim.kind not in _SIZES or claim.amount is None:
        return ""
    before, behind = _around(claim)
    if claim.reference is ComparedWith.LAST_YEAR and _JOINED.search(before):
        # "came to 2,723 against 2,873 last year": the second figure is of the same two.
        before = re.sub(
            r"\s*[\d,]+(?: [a-z]+)?,? (?:against|compared with|from|up from|down from)\s*$", " ", before
        )
    if _IN_ORDER.search(claim.passage.text) or any(
        _OF_BOTH.search(name.name) for name in claim.subject.names
    ):
        return ""
    return _conjoined(before, behind)


def difference_of_two(claim: Claim) -> tuple[str, str]:
    """Return the words for the larger and for the smaller of two subjects that a claim's figure is the difference of, "" twice where it is none."""
    if claim.kind not in _SIZES or claim.amount is None:
        return "", ""
    before, _ = _around(claim)
    over = _EXCEEDED.search(before)
    if over is not None and not _STANDARD.search(over["other"]):
        return before[: over.start()], over["other"]
    than = _MORE_THAN.match(claim.passage.text, _end(claim))
    if than is None or _STANDARD.search(than["other"]) or _VERB.search(than["one"]):
        return "", ""
    one, other = than["one"] or before, f"{than['other']} {than['one']}"
    return (one, other) if than["way"].lower() == "more" else (other, one)


def _end(claim: Claim) -> int:
    """Return where a claim's figure ends in its sentence."""
    text = "" if claim.amount is None else claim.amount.text
    at = claim.passage.text.find(text, claim.start)
    return at + len(text) if at >= 0 else claim.end


def _around(claim: Claim) -> tuple[str, str]:
    """Return the words from the last full stop before a claim's figure, and those behind it up to the next break."""
    text, end = claim.passage.text, _end(claim)
    start = end - (0 if claim.amount is None else len(claim.amount.text))
    begins = max((met.end() for met in _STOP.finditer(text, 0, start)), default=0)
    said_of = _SAID_BEHIND.match(text, end)
    end = said_of.end() if said_of else end
    stop = _BREAK.search(text, end)
    return text[begins:start], text[end : stop.start() if stop else len(text)]


def _statistic(before: str) -> str:
    """Return the words for a figure of the group that a figure stands behind as what it is, "" where it is of somebody.

    >>> _statistic("For all crime, the best force has "), _statistic("The force is in the best quartile with ")
    ('best force', '')
    """
    for met in _STATISTIC.finditer(before):
        begins = max((each.end() for each in _BREAK.finditer(before, 0, met.start())), default=0)
        ahead, between = before[begins : met.start()], before[met.end() :]
        if not _VERB.search(ahead) and not _BREAK.search(between) and not _US.search(between):
            return met.group()
    return ""


def _month(claim: Claim, before: str, behind: str) -> str:
    """Return the words that make a share one of a single month, in its clause or at the beginning of its sentence."""
    people = any("satisfaction" in name.name.casefold() for name in claim.subject.names)
    opening, comma, _ = before.partition(", ")
    clause = before.rpartition(", ")[2]
    clause = before if _GOES_ON.match(clause) else clause
    if _YEARLONG.search(clause):
        return ""
    opens = _OPENS.match(opening) is not None
    for said in (clause, opening if comma else "", behind):
        met = _ONE_MONTH.search(said) or (
            _FEW.search(said) if people and (said != opening or opens) else None
        )
        if met is not None:
            return met.group()
    return ""


def _of_first(claim: Claim) -> str:
    """Return why a record may name nobody: "the best force has 67.2" says who is best by being so."""
    text = claim.passage.text
    begins = max((each.end() for each in _BREAK.finditer(text, 0, claim.start)), default=0)
    named = _FIRST_OF_THEM.match(text[claim.end :].lstrip())
    if named is None or claim.subject.places or _VERB.search(text[begins : claim.start]):
        return ""
    return f"“{claim.stated} {named.group()}” names nobody."


def _conjoined(before: str, behind: str) -> str:
    """Return the words of two that together come to something, "" where it is one that does.

    >>> _conjoined("Burglary of dwellings and commercial premises came to ", " crimes")
    'Burglary of dwellings and commercial premises'
    >>> _conjoined("Burglary fell and robbery came to ", "")
    ''
    """
    come = _COME_TO.search(before)
    if come is None or _AND_ANOTHER.match(behind):
        return ""
    said = before[: come.start()]
    begins = max((met.end() for met in _BREAK.finditer(said)), default=0)
    said = said[begins:].strip()
    bare = _SPAN.sub("", said.casefold())
    joined = _JOINED.search(bare)
    if (
        joined is None
        or not bare[: joined.start()].strip()
        or _VERB.search(bare)
        or _EACH_ITS_OWN.search(before + behind)
    ):
        return ""
    return said if len(bare[joined.end() :].split()) <= _LONGEST else ""
