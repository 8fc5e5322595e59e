"""The last look at a contradiction: what in the sentence's own words still lets it be true, by what true sentences were once accused of."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from xlscore.narrative.model import Claim, ClaimKind, ClaimUnit, ClaimVerdict, ComparedWith, Judged
from xlscore.narrative.verdicts.beside import is_distance, stands_there
from xlscore.narrative.verdicts.doubts import part_of, segment_of, why_supposed
from xlscore.narrative.verdicts.findings import cannot_tell
from xlscore.narrative.verdicts.headings import under_another
from xlscore.narrative.verdicts.kinds.peers import is_of_peers
from xlscore.narrative.verdicts.near.of_other_figures import why_of_other
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["reserved", "why_left_open"]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


_GRADED: Final = frozenset({ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.MEMBERS})
_OF_NOW: Final = frozenset(
    {*_GRADED, ClaimKind.RANK, ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.COUNT_OF_AREAS, ClaimKind.AGAINST}
)
_ADDED: Final = frozenset(
    {ClaimKind.OUTCOMES_REQUIRED, ClaimKind.SHORTFALL, ClaimKind.COUNT, ClaimKind.CHANGE, ClaimKind.LEVEL}
)
_WHOLE: Final = frozenset({ClaimUnit.CRIMES, ClaimUnit.OUTCOMES})
_CHANGED: Final = frozenset({ClaimKind.CHANGE, ClaimKind.MOVEMENT})
_DISTANCES: Final = frozenset({ClaimKind.GAP, ClaimKind.SHORTFALL, ClaimKind.CHANGE_REQUIRED})
_COUNTED: Final = frozenset({ClaimKind.LEVEL, ClaimKind.COUNT})
_FAR: Final = frozenset({ClaimKind.GAP})
_ANY: Final = frozenset(ClaimKind)

_ONCE: Final = _words(
    r"had (?:\w+ )?(?:been|stood|ranked|held|come|sat|lain|recorded|graded|rated|placed|reached|numbered)|once(?! again| more)|used to|"
    r"formerly|historically|at one time|in the past|years? ago|turn of the \w+|until (?:then|recently)|hitherto"
)
_AGAINST: Final = "on than over from against to with since versus vs v of in for the as upon above below time point stage period months days weeks"
_IN_LAST_YEAR: Final = re.compile(
    "".join(rf"(?<!\b{word} )" for word in _AGAINST.split()) + r"\blast year\b(?!['’]s)", re.IGNORECASE
)
"""What may say that something changed in last year, and not against it: "where last year it rose by a tenth"."""
_REPORTED: Final = re.compile(
    r"\b(?:noted|heard|told|reported|advised|informed|stated|confirmed|said|explained|observed|recorded|learned|learnt|recalled) that\b"
    r"(?=.*?\bhad (?:graded|rated|placed|ranked|recorded|reached|numbered|marked|given))(?P<rest>.*?)\bhad\b",
    re.IGNORECASE,
)
"""What puts a perfect back in time without another time: what had graded itself then has graded itself."""
_NOT: Final = _words(r"not|no longer|no more|never|neither|nor|cannot|without|\w+n['’]t")
_EXCEEDED: Final = _words(r"exceed\w*|overshot|overshoot\w*|surpass\w*|over-?achiev\w*|outstrip\w*")
_ENDS_SO: Final = _words(
    r"(?:would|will|shall|might|could|\w+['’](?:d|ll)|(?:set|likely|going|due|bound|on course|on track|heading) to) (?:\w+ )?"
    r"(?:over-?shoot|under-?shoot|exceed|miss|fall short|(?:be|end|finish|come in) (?:up )?(?:[\d,]+ )?(?:short|over|above|below|under))"
)
"""What says how a year will end, not how it stands: "we'd overshoot by 453"."""
_OTHER_SPAN: Final = _words(
    r"(?:month|week|quarter|day)[- ]on[- ](?:month|week|quarter|day)|on the (?:month|quarter|week)|from (?:month to month|one month to the next)|"
    r"(?:in|over|during) (?:the|a|one|that) (?:single )?(?:month|week|quarter)"
)
_DAYS: Final = _words(
    r"(?:\d+|seven|ten|fourteen|twenty[- ]eight|thirty|sixty|ninety|four|six|two|three|eight|twelve)[- ](?:day|week|hour)s?|"
    r"weekly|daily|fortnight\w*|(?:this|last|past|in a|each|every|one) (?:day|week|weekend)"
)
"""What says that it is counted over days."""
_NO_GRADE: Final = re.compile(
    r"\b(?:short of|shy of|below|beneath|under|above|beyond|off|away from|less than|lower than|worse than|better than|higher than|more than|near(?:er)?|close(?:r)? to|almost|nearly)"
    r" (?:an? |the )?(?:grade of )?(?:outstanding|good|requires? improvement|inadequate|ri|red|amber|green|high|medium|low)$",
    re.IGNORECASE,
)
"""What says that a grade is not the one that something has."""
_BY_THAT_MUCH: Final = re.compile(r"%\s+(?:fewer|more|less|lower|higher|down|up|better|worse)\b")
_TARGET_IS_MORE: Final = re.compile(
    r"\btargets?\b(?:[^.;]|\.\d)*\b(?:more|higher|above|over|less|fewer|lower|below|under)\b(?:[^.;]|\.\d)*\b(?:achieved|actual\w*|reached|recorded|managed|attained)\b",
    re.IGNORECASE,
)
_A_MONTH: Final = re.compile(
    rf"(?<!\bto )(?<!\bsince )(?<!\buntil )(?<!\bof )\b(?:{'|'.join(calendar.month_name[1:])})\b(?! \d{{1,2}}\b)"
)
"""A month of which a figure may be that stands behind it, and not of the year so far: "January brought 872, 160 up"."""
_AGAINST_A_YEAR: Final = _words(r"years?|yearly|annual\w*|yoy|same month|\d{4}\b.*\b\d{4}")
"""What a month is set against, where it is not the one before."""
_OTHER_PAPER: Final = _words(
    r"(?:last|previous|earlier|prior|preceding|previously) (?:\w+['’]s )?(?:report|reported|paper|briefing|update|edition|bulletin|return|submission|projection|forecast)|"
    r"half[- ]?way|half[- ]year|mid[- ]year|at the time"
)
"""What says that a figure was given earlier: "last month's report had burglary up 24.2%"."""
_SCENARIO: Final = _words(
    r"(?:worst|best|central|high|low)[- ](?:case|scenario)|scenario|at (?:its |the |their )?(?:very )?(?:worst|best|outside)|"
    r"(?:top|bottom|upper|lower|high|low)(?: end)? (?:end )?of (?:the|its|that|this|their) range"
)
"""What says where a year may end at the most or the least."""
_BASE: Final = r"\b(?:on|than|against|from|over|compared (?:with|to)|versus|vs?|since) (?:the |that of )?"
_HOW_FAR: Final = _words(
    r"(?:gap|distance|difference|margin|gulf|shortfall) (?:to|from|between|over|off|above|below|behind)"
)
_ASKED_FOR: Final = _words(
    r"(?:was|were|is|are|had been|has been) (?:(?:asked|called|looked|hoped|aimed|planned) for|wanted|required|sought|demanded|needed|expected|planned|promised|due|"
    r"(?:the|its|our) (?:aim|target|goal))"
)
_ITS_TARGET: Final = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?:%| per cent) (?:[a-z]+ ){0,2}?(?:target|goal|minimum|standard)\b"
)
"""The target itself, beside which a distance from it stands."""
_SOMEONE_ELSES: Final = _words(
    r"draw(?:n|s|ing)? level|catch(?:es|ing)?(?: up)?|overtak\w+|(?:with|to|than|behind|from|of|past|by|ahead of) (?:the )?(?:second|third|fourth|fifth|\w+th)[- ](?:best|placed|ranked|worst)|"
    r"(?:second|third|fourth|fifth|\w+th)[- ](?:best|placed|ranked|worst) (?:force|one|of the others)"
)
_ALL_TOGETHER: Final = _words(
    r"in (?:total|sum)|in all(?! (?:of|the|our|its|these|those|\w+ (?:of|areas|boroughs|commands|forces|measures|places|cases))\b)|altogether|combined|between them|all told|(?<!put )together(?! with\b)|jointly"
)
_SUM_OF: Final = re.compile(
    r"(?<![\w.,])\d[\d,]*(?:\.\d+)?%?(?: [a-z]+){0,2} (?:in (?:total|sum|all)|altogether|all told|between them)\b"
)
"""What is added up where its words stand right behind a figure: "making 625 in total"."""
_WHOLES: Final = ("overall", "all", "total")
_POSITIONS: Final = _words(
    rf"^\s*(?:\w+ )?(?:{'|'.join(NUMBER_WORDS)}|\d+) (?:positions|ranks|rankings) (?!up|down|better|worse|higher|lower)\w+"
)
"""Measures counted by their positions, not places that one of them moved: "two positions deteriorated"."""
_WANTED: Final = _words(r"promis\w+|pledg\w+|hoped[- ]for|wanted|wished for|undert(?:ook|aken)")
_SOME_OF_THEM: Final = _words(
    r"under (?:\w+ )?(?:investigation|review|consideration|inquiry|enquiry)|being investigated|still open|unsolved|undetected|filed|awaiting|pending|on ?line|attended|unattended|screened out|closed|reviewed"
)
"""What is said of some of the crimes, not of all that were recorded: "480 are under investigation"."""
_NO_CRIMES: Final = _words(
    r"(?:arrests?|prosecutions?|convictions?|calls|complaints?|enquiries|inquiries|insurance claims|sentences) (?:for|of|about|over|in|on|after)"
)
"""What is counted beside an offence, and is none: "arrests for burglary"."""
_HEARSAY: Final = _words(
    r"(?:one|we|they|i) hears?|rumou?r\w*|reportedly|allegedly|supposedly|it is (?:said|claimed|rumoured)|they say|so they tell (?:me|us)|"
    r"as (?:an?|one|some|many|the) (?:\w+ ){1,3}(?:put|said|told|says|puts|has|had|claimed|claims)(?: it)?|(?:is|are|was|were) (?:widely |often |even )?said to|according to (?:an?|one|some|many) \w+"
)
_OF_ANOTHER: Final = re.compile(
    r"\bthan (?:the )?\d[\d,]*(?:\.\d+)?%? (?:of|in|for|at)\b|"
    r"\b(?:than|behind|trail\w*|only|after|to) (?:only )?the (?:one |only |other )?(?:area|borough|command|district|force|lpa|place|unit|bcu) (?:with|that|which)\b",
    re.IGNORECASE,
)
"""What says that a figure, or what it is less than, is that of another place: "fewer than the 2,289 of Haringey"."""
_WOULD_PUT: Final = _words(
    r"would (?:\w+ )?(?:put|take|bring|leave|place|move|lift|carry) (?:\w+ ){1,4}?(?:ahead of|beyond|past|above|below|under|clear of|better than)"
)
_NEEDED: Final = _words(
    r"(?:would|could|should|will) (?:then )?(?:be|stand|sit|reach|match|equal|meet)|needs?|needed|requires?|required|would take|takes?|must|have to|has to"
)
_TWO_TARGETS: Final = re.compile(r"\bstretch\b.*\bhard\b|\bhard\b.*\bstretch\b", re.IGNORECASE | re.DOTALL)
_OUT_OF: Final = re.compile(
    r"\b(?:among|amongst|of|out of|from)(?: the| all| these| those)?\s*$", re.IGNORECASE
)
_EVERYBODY: Final = _words(
    r"all (?:users?|victims|groups|those)|overall|everybody|everyone|as a whole|all[- ]user"
)
_SOME: Final = _words(
    r"victims of (?!all\b|any\b|crime\b)\w+|(?!all\b|crime\b|the\b|of\b|our\b|overall\b)\w+ (?:incidents? )?victims"
)
_IN_ORDER: Final = _words(r"respectively|in that order")
"""What says which figure is whose, so that the others in the sentence are no doubt."""
_ANOTHER_FORCE: Final = _words(
    r"(?:an?|another|one|other|some|any|each) (?:[\w-]+ ){0,3}(?:force|forces|constabulary|constabularies)|neighbouring forces?"
)
_BUT_FOR: Final = re.compile(
    r"\b(?:all|every|each|none|no|nobody|everyone)\b[^.;]*\b(?:but|except\w*|excluding|save|bar|barring|apart from|other than)\b",
    re.IGNORECASE,
)
_REDLINES: Final = _words(r"redlines?")
_LONGER_NUMBER: Final = re.compile(
    r"(?:hundred|thousand|million|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)[- ](?:and[- ])?$",
    re.IGNORECASE,
)
_PER: Final = re.compile(r"\b(?:per|for every|in every|out of every|aged|under|over-) ?$", re.IGNORECASE)
"""What stands before a number of heads, or of years."""
_GOES_ON: Final = re.compile(r"[- ](?:hundred|thousand|million)\b", re.IGNORECASE)


@dataclass(frozen=True)
class _Doubt:
    """What may be otherwise meant: of which kinds of claim, where the words are looked for, and why in words."""

    kinds: frozenset[ClaimKind]
    words: re.Pattern[str]
    where: Callable[[Claim], str]
    why: str


def _sentence(claim: Claim) -> str:
    return claim.passage.text


def _unreported(claim: Claim) -> str:
    """Return the words from the last break, without the "had" of what is only reported: "it was noted that all had graded"."""
    return _REPORTED.sub(" ", part_of(claim))


def _undated(claim: Claim) -> str:
    """Return the words of a sentence that do not say of what time a claim is."""
    return claim.passage.text if claim.period is None else ""


def _of_month(claim: Claim) -> str:
    """Return the period of what is said to have changed in it, and not against which other or by how much: "fell in December"."""
    is_bare = claim.amount is None and not _AGAINST_A_YEAR.search(claim.passage.text)
    return claim.period.text if claim.period is not None and is_bare else ""


def _base_month(claim: Claim) -> str:
    """Return the period of a change where it stands as what another is set against: "45 up on December"."""
    if claim.period is None:
        return ""
    base = re.search(f"{_BASE}{re.escape(claim.period.text)}", claim.passage.text, re.IGNORECASE)
    return "" if base is None else claim.period.text


def _of_state(claim: Claim) -> str:
    """Return the words of a sentence that says a state, of all but some perhaps."""
    return claim.passage.text if claim.states else ""


def _undated_before(claim: Claim) -> str:
    return claim.passage.text[: claim.start] if claim.period is None else ""


def _before(claim: Claim) -> str:
    return claim.passage.text[: claim.end]


_DOUBTS: Final = (
    _Doubt(_ANY, _ANOTHER_FORCE, _before, "“{}” may be who is meant."),
    _Doubt(_GRADED, _REDLINES, part_of, "It may be the grade by the redlines."),
    _Doubt(frozenset({ClaimKind.GRADE}), _NO_GRADE, _before, "“{}” says what it is not."),
    _Doubt(frozenset({ClaimKind.SHARE}), _BY_THAT_MUCH, _sentence, "“{}” may say by how much."),
    _Doubt(
        _DISTANCES | {ClaimKind.AGAINST},
        _TARGET_IS_MORE,
        _sentence,
        "It may be the target that is more or less.",
    ),
    _Doubt(_ANY, _BUT_FOR, _of_state, "“{}” leaves some of them out."),
    _Doubt(_GRADED, _BUT_FOR, _before, "“{}” leaves some of them out."),
    _Doubt(_OF_NOW, _ONCE, _unreported, "“{}” may say it of another time."),
    _Doubt(_GRADED | {ClaimKind.RANK}, _NOT, _sentence, "“{}” may deny it."),
    _Doubt(_DISTANCES - {ClaimKind.CHANGE_REQUIRED}, _ENDS_SO, _sentence, "“{}” may say how it will end."),
    _Doubt(frozenset({ClaimKind.CHANGE}), _IN_LAST_YEAR, segment_of, "“{}” may be when it changed."),
    _Doubt(_COUNTED | _CHANGED, _DAYS, _undated, "“{}” may be the time that is counted."),
    _Doubt(_COUNTED | _CHANGED | _DISTANCES, _SCENARIO, _sentence, "“{}” may be what it could come to."),
    _Doubt(_COUNTED | _CHANGED, _OTHER_PAPER, _sentence, "“{}” may be when it was so."),
    _Doubt(_CHANGED, _A_MONTH, _base_month, "“{}” may be the month that it is set against."),
    _Doubt(_CHANGED, _A_MONTH, _undated_before, "“{}” may be the month that is counted."),
    _Doubt(frozenset({ClaimKind.CHANGE}), _A_MONTH, _of_month, "“{}” may be set against the month before."),
    _Doubt(_COUNTED, _HOW_FAR, segment_of, "“{}” may say how far it is."),
    _Doubt(_CHANGED | _COUNTED, _ASKED_FOR, segment_of, "“{}” says what was wanted."),
    _Doubt(_CHANGED, _OTHER_SPAN, _sentence, "The workbook does not say it “{}”."),
    _Doubt(frozenset({ClaimKind.RANK}), _SOMEONE_ELSES, _sentence, "“{}” may be the position of another."),
    _Doubt(frozenset({ClaimKind.MOVEMENT}), _POSITIONS, part_of, "“{}” may count measures."),
    _Doubt(_ADDED | _CHANGED, _WANTED, part_of, "“{}” may say what was wanted."),
    _Doubt(_COUNTED, _SOME_OF_THEM, segment_of, "“{}” may say it of some of them."),
    _Doubt(_ADDED | _CHANGED, _NO_CRIMES, _before, "“{}” may be what is counted."),
    _Doubt(_COUNTED | {ClaimKind.CHANGE}, _OF_ANOTHER, _sentence, "“{}” may make it the figure of another."),
    _Doubt(_DISTANCES | {ClaimKind.AGAINST}, _WOULD_PUT, _sentence, "“{}” may say more than is needed."),
    _Doubt(_FAR, _NEEDED, _sentence, "“{}” may say what is needed."),
    _Doubt(_ANY, _HEARSAY, _sentence, "“{}” does not vouch for it."),
    _Doubt(_ADDED, _ALL_TOGETHER, _sentence, "“{}” may add up several."),
    _Doubt(
        frozenset({ClaimKind.GAP, ClaimKind.TARGET}),
        _TWO_TARGETS,
        _sentence,
        "It is open which target is meant.",
    ),
)


def reserved(found: Judged, beside: Sequence[Judged] = ()) -> Judged:
    """Return what contradicts or does not add up as it is, or that it cannot be told where the sentence leaves it open after all.

    `beside` is what became of the sentence's other claims: what is theirs leaves nothing open.
    """
    if found.verdict not in (ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP):
        return found
    why = _why_open(found, beside)
    return cannot_tell(found.claim, why, found.sources) if why else found


def _why_open(found: Judged, beside: Sequence[Judged]) -> str:
    claim = found.claim
    why = why_left_open(claim) or under_another(claim) or _of_another_target(found)
    if why:
        return why
    in_order = _IN_ORDER.search(claim.passage.text)
    if claim.kind is not ClaimKind.DATE and not in_order and stands_there(found, beside):
        return "What would agree stands in the sentence, too."
    return ""


def _of_another_target(found: Judged) -> str:
    """Return that a distance may be from the target that the sentence gives, where it was held against another."""
    said = _ITS_TARGET.search(found.claim.passage.text) if found.claim.kind in _DISTANCES else None
    is_other = said is not None and re.search(rf"(?<![\d.]){re.escape(said[1])}%", found.arithmetic) is None
    return f"It may be from the target of {said[1]}% that is meant." if said and is_other else ""


def why_left_open(claim: Claim) -> str:
    """Return what in the words of a claim lets it be true after all, "" where nothing does."""
    supposed = why_supposed(claim) or why_of_other(claim)
    if supposed:
        return supposed
    for doubt in _DOUBTS:
        if doubt.words is _ANOTHER_FORCE and is_of_peers(claim):
            continue
        if doubt.words is _ALL_TOGETHER and (_is_whole(claim) or _adds_another(claim)):
            continue
        met = doubt.words.search(doubt.where(claim)) if claim.kind in doubt.kinds else None
        if met is not None and not (claim.members and met.group().lower().startswith("one of")):
            return doubt.why.format(met.group())
    if claim.kind is ClaimKind.AGAINST and claim.reference is ComparedWith.TARGET:
        met = _EXCEEDED.search(claim.passage.text)
        if met is not None and not claim.subject.outcomes:
            return f"“{met.group()}” may be meant for better or for more."
    if claim.kind is ClaimKind.COUNT_OF_AREAS and _OUT_OF.search(claim.passage.text[: claim.start]):
        return "It may say of how many."
    if claim.amount is not None and claim.amount.unit in _WHOLE and claim.amount.value.denominator > 1:
        return "A count has no decimals: it may be of a rate."
    if _is_cut_out(claim):
        return "It may be a part of a longer number."
    if claim.kind in _DISTANCES and is_distance(claim):
        return "It is how far two other figures of the sentence are apart."
    text = claim.passage.text
    if _is_of_everybody(claim) and (_SOME.search(text) or not _EVERYBODY.search(text)):
        return "It may be the satisfaction of some of them only."
    return ""


def _is_whole(claim: Claim) -> bool:
    """Return whether a claim is of what is itself all of several: "vehicle crime taken together" of Overall vehicle crime."""
    names = [name.name.casefold().split() for name in claim.subject.names]
    return len(names) == 1 and names[0][0] in _WHOLES


def _adds_another(claim: Claim) -> bool:
    """Return whether the words that add up stand right behind another figure, which is then the sum."""
    text = claim.passage.text
    sums = list(_SUM_OF.finditer(text))
    at = text.find(claim.amount.text, claim.start) if claim.amount is not None else -1
    return (
        len(sums) == 1
        and len(_ALL_TOGETHER.findall(text)) == 1
        and at >= 0
        and not sums[0].start() <= at < sums[0].end()
    )


def _is_cut_out(claim: Claim) -> bool:
    """Return whether a number in words goes on before or behind: "fifteen hundred and forty-seven"."""
    text = claim.passage.text
    at = text.find(claim.amount.text, claim.start) if claim.amount is not None else -1
    if claim.amount is None or at < 0:
        return False
    if _PER.search(text[:at]):
        return True
    return bool(_LONGER_NUMBER.search(text[:at]) or _GOES_ON.match(text[at + len(claim.amount.text) :]))


def _is_of_everybody(claim: Claim) -> bool:
    names = [name.name.casefold() for name in claim.subject.names]
    return any(name.startswith("all ") and "satisfaction" in name for name in names)
