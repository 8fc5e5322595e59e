"""What in a sentence's words keeps a contradiction from being one: satisfaction, a group of objectives, an aspiration, a rule, an aim."""

from __future__ import annotations

import calendar
import re
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Hedge, KnownName
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.near.other_names import why_another
from xlscore.rules.words import name_key

__all__ = ["BREAK", "SATISFIED", "doubt_of", "part_of", "segment_of", "why_supposed"]


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


SATISFIED: Final = re.compile(r"\bsatisf\w+", re.IGNORECASE)
_STRANDS: Final = _words(
    r"ease of contact|(?:initial|first|police) contact|contact with (?:us|police|the police)|time of arrival|arrival(?: times?)?|response times?|actions? taken|"
    r"treatment|follow[- ]?ups?|(?:kept|keeping) (?:them )?informed|progress"
)
"""What people are asked about elsewhere, beside the whole."""
_HELD: Final = re.compile(r"\b(?:held|previous\w*|was|were|last|before|used to)\b", re.IGNORECASE)
_REGRADED: Final = re.compile(
    r"\b(?:grad\w+|improv\w+|deteriorat\w+|(?:up|down)graded?|moved?|r[io]se\w*|f[ae]ll\w*|slip\w+|drop\w+|climb\w*|up|down|unchanged|"
    r"worsen\w*|recover\w*|strengthen\w*|weaken\w*|advanc\w*|slid|chang\w+|same|stay\w*|remain\w*|kept|held)\b",
    re.IGNORECASE,
)
_LEFT: Final = (
    r"(?:from|previously|formerly)(?: an?)?|"
    r"(?:los[et]|loses|losing|gave up|giving up|shed|sheds|surrender\w*|forfeit\w*|relinquish\w*|dropped|drops|stripped of|no longer (?:has|holds|merits)) (?:its|the|their|our|an?)"
)
"""What stands before the grade that something had."""
_WAS: Final = r"(?<=\()(?:was|were|had been|ex)[:,]?(?: an?)?"
"""What stands in brackets before the grade that something had: "(was Good)"."""
_IMPROVEMENT_WANTED: Final = _words(
    r"(?:room|need|scope|plans?|case|call\w*|priorit\w+|opportunit\w+|recommendations?|areas?) (?:for|of) (?:further )?improvements?|"
    r"improvements? (?:\w+ )?(?:is|are|was|were|being)? ?(?:still |now |also )?(?:required|needed|wanted|sought|necessary|expected|planned)|improvement plans?"
)
"""What asks for an improvement and tells of none."""
_ASPIRED: Final = re.compile(r"\baspir\w+", re.IGNORECASE)
_PUBLISHED: Final = re.compile(r"\bpublish\w*\b", re.IGNORECASE)
_SUGGESTED: Final = re.compile(r"\b(?:suggest\w*|rules?|proposed|own view|redlines?)\b", re.IGNORECASE)
_WITH: Final = re.compile(r",? (?:with|despite|though|although|while|but)\b")
"""What stands between a grade overall and those of commands."""
_SIZES: Final = frozenset({ClaimKind.AGAINST, ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.CHANGE})
_STATES: Final = frozenset(
    {ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.RANK, ClaimKind.RECORD, ClaimKind.MEMBERS}
)
_STATED: Final = frozenset({ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.MEMBERS})
_LISTED: Final = frozenset({ClaimKind.MEMBERS, ClaimKind.COUNT_OF_AREAS})
_RECORDS: Final = frozenset({ClaimKind.RECORD})
_PLACED: Final = frozenset({ClaimKind.RANK, ClaimKind.MOVEMENT})
_CHANGES: Final = frozenset({ClaimKind.CHANGE})
_COMPARED: Final = frozenset({ClaimKind.AGAINST})
_OF_NOW: Final = frozenset(
    {*_STATED, ClaimKind.RANK, ClaimKind.LEVEL, ClaimKind.COUNT, ClaimKind.COUNT_OF_AREAS, ClaimKind.AGAINST}
)
_SAID_OF: Final = frozenset(
    {
        *_STATED,
        ClaimKind.COUNT_OF_AREAS,
        ClaimKind.RANK,
        ClaimKind.MOVEMENT,
        ClaimKind.AGAINST,
        ClaimKind.RECORD,
    }
)
_RULE: Final = _words(
    r"means?(?! (?:of|by|to|for)\b)|is defined|are defined|counts? as|rated as|whenever|provided(?: that)?|can only be|cannot be|only be|"
    r"(?:is|are) (?:only )?(?:met|reached|missed|achieved) (?:if|when|where|by|once)|when (?:it|they|its|their|all|every|any|the) [^.;]*\b(?:is|are|stands?|falls?|rises?)|"
    r"in order to|(?:to )?get to|so as to"
)
_AIM: Final = _words(r"(?:is|are|was|were) to (?!date\b|hand\b)[a-z]+(?: (?:by|to|at|from))?")
_TO_BE: Final = re.compile(
    r"\W*to [a-z]+\b.*\b(?:would(?! you believe)|will|must|needs?|ha[sd] to|have to|takes?)\b", re.IGNORECASE
)
_ORDERED: Final = re.compile(
    r"^\W*(?:(?:action|decision|recommendation)s?\W+(?:\w+ to )?)?(?:that\b.*\bbe\b|(?:to (?!.*, ))?(?:raise|move|lift|grade|rate|keep|retain|hold|set|reduce|cut|bring|get|take|return|restore|lower|improve|"
    r"increase|maintain|achieve|reach|meet|ensure|agree|approve|endorse|consider|downgrade|upgrade|stay|remain)\b(?! (?:in|of|by|to|against)\b))",
    re.IGNORECASE,
)
"""What a sentence begins with that asks for something: "raise Gangs to Good", "that Gangs be raised"."""
_WOULD_BE: Final = _words(
    r"(?:would|will|should|could|must|might|may|shall) (?:\w+ )?(?:have|need) to|needs? to|ha(?:s|ve) to|must(?! be the)|ought to|"
    r"would (?:\w+ )?(?:put|take|bring|leave|place|move|lift|carry|see|make|give|return|restore|keep)"
)
"""What says of a state that it has not come about: "public confidence would have to be better than the average"."""
_REJECTED: Final = _words(
    r"reject\w*|refus(?:ed|es|al)|turned down|declined to|(?:was|were|is|are|been) not (?:supported|agreed|accepted|approved|upheld|carried)|"
    r"decided against|voted against|ruled out|the alternative|alternatively|options? (?:\w|\d)+"
)
"""What says of a grade that it was talked about, and not given."""
_PLEADED: Final = _words(
    r"argu(?:ed|es|ing) (?:for|that)|(?:sought|wanted|asked for|called for|pressed for|pushed for|lobbied for|hoped for|bid for|case for)|in favour of|whether"
)
"""What says who wanted a grade: "South LPA argued for Good"."""
_WISHED: Final = _words(
    r"(?:wish|want|ask|press|call|hope|aim|plead|long)(?:s|es|ed|ing)? (?:to|for|that)(?! (?:ask|know|note|hear|understand|point|say)\b)|would like|"
    r"to be (?:cut|reduced|brought|kept|held|raised|lifted|increased|lowered|improved|graded|rated|halved|doubled)"
)
_MENDED: Final = _words(
    r"mistyped|misprint\w*|corrects|version \d+|typo\w*|corrected|correction|corrigend\w*|please (?:replace|correct|amend|change|delete|read)|wrongly|erroneous\w*|in error|"
    r"should (?:read|say|have (?:read|said|been))|the draft"
)
"""What says that a figure was put right, beside which the wrong one stands."""
_MENDED_TO: Final = re.compile(r"\b(?:to|now|it is|is now|by|with|read|reads)\W*$", re.IGNORECASE)
_ANOTHER_GROUP: Final = _words(
    r"region\w*|national\w*|nationwide|the country|england|(?:shire|rural|urban|county|eastern|southern|northern|metropolitan) forces|iquanta|"
    r"(?:old|former|previous|other|different|another|larger|wider|\d{4}) (?:group|family|msg)|all 43|(?:nine|ten|eleven|twelve|forty[- ]three|[1-9]\d) (?:\w+ )?(?:forces|boroughs)|"
    r"(?:the|any|no|every|whichever|whatever) (?:force|borough|district|command|area) (?:that|which|whose|ranked|placed)"
)
"""What says that it is a position in another group, or another's."""
_YEAR_BEFORE: Final = _words(
    r"last (?:year|cycle|time|month)|the (?:year|cycle|month) before|previous\w*|a (?:year|cycle) (?:ago|earlier|before)|used to|20\d\d(?:/\d\d)?"
)
_OF_OURS: Final = _words(r"(?:of|than|to|from) (?:ours|us|our own|we)")
_A_MONTH: Final = re.compile(
    rf"(?<!\bto )(?<!\bsince )(?<!\bof )\b(?:{'|'.join(calendar.month_name[1:])})\b(?! \d)"
)
_AHEAD: Final = re.compile(r"^\s*(?:place)?\s*:")
"""What stands behind a position whose names follow: "7th: residential burglary, vehicle offences"."""
_AREAS_OF: Final = re.compile(
    r"\bareas? (?:of|for) (?:concern|learning|improvement|work|activity|interest|focus|risk|business|development|good|strength|weakness)|"
    r"\bimprovement (?:plan|programme|notice|journey|team|board|action|work)",
    re.IGNORECASE,
)
_SUGGESTED_TARGET: Final = _words(
    r"(?:suggest\w*|propos\w*|possible|draft|indicative|provisional|local|own) (?:\w+ ){0,2}(?:target|ceiling|milestone|aspiration|limit)s?"
)
_FAR_OFF: Final = _words(
    r"(?:long|some|good) way (?:off|away)|out of reach|within reach|far off|in sight|in prospect|distant|on the horizon"
)
_BY_GRADES: Final = _words(r"by (?:more than (?:one|a)|two|three|several|two or more) grades?")
_ONE_IN: Final = re.compile(
    r"\b(?:one|two|three|four|\d+)(?: [a-z]+)? (?:in|out of)(?: every)? $", re.IGNORECASE
)
_FROM: Final = re.compile(r"\bfrom (?:being |having )?(?:the )?$", re.IGNORECASE)
_WOULD: Final = re.compile(r"^[^,;:.]*?\bwould\b")
_IN_NONE: Final = _words(r"in (?:none|no|neither|few|hardly any|only|not one|just|fewer|less)")
"""What says behind a comparison how seldom it was so: "met its target in none of the months"."""
_SOME_TIME_AGO: Final = _words(
    r"(?:days?|weeks?|fortnight|months?|quarters?|cycles?|boards?|meetings?) (?:ago|earlier|before|previously)"
)
_REDLINES: Final = _words(r"redlines?")
_SIGNS: Final = re.compile(r"[≥≤<>·]")
_OR_SO: Final = _words(r"(?:or|and) (?:better|worse|above|below|fewer|more|less|under|over|higher|lower)")
_VERB: Final = _words(
    r"is|are|was|were|be|been|has|have|had|stands?|stood|saw|sees|sits?|lies|lay|runs?|ran|shows?|\w{2,}ed|fell|rose|went|came|comes?|"
    r"remains?|holds?|held|keeps?|kept|ended|ends?|reads?|tells?|told|beats?|beat|lags?|trails?|exceeds?|meets?|misses|met|grew|grows?|\w+'s"
)
_RESULT: Final = re.compile(
    r"\s*(?:[:=→]|means?\b)\s*(?:good|ri|requires? improvement|outstanding|red|amber|green)\W*$",
    re.IGNORECASE,
)
_SEASON: Final = _words(
    r"(?:last|this|that|next|the|one|early|late) (?:spring|summer|autumn|winter|christmas|easter)"
)
_AGAINST_ONE: Final = _words(r"against an?")
_LEFT_OVER: Final = re.compile(r"^\w+\.$")
_ONE_SUCH: Final = re.compile(
    r"\b(?:an?|the|this|that|each|every|another|any|no) (?:[\w-]+ )?$", re.IGNORECASE
)
_IS_ONE: Final = _words(r"(?:is|are|was|were|being|as|remains?|becomes?|became)(?: only| also| still)?\W*$")
_ASKED: Final = _words(r"(?:what|which|whether|how)(?! (?:is|are|was|were)\b)")
_QUOTED: Final = re.compile(r"“[^”]*”|\"[^\"]*\"")
BREAK: Final = re.compile(r"[,;:()–—]| - ")
_FIGURE_ALONE: Final = 2
"""So few words are a figure with its hedge, which takes its verb from what stands around it."""
_FEWEST_WORDS: Final = 3
"""So many words between quotation marks are what somebody said, fewer are a name."""


def doubt_of(claim: Claim, name: KnownName, knowledge: Knowledge) -> str:
    """Return why a claim of a name may be of something else, "" where it may not."""
    is_satisfaction = SATISFIED.search(name.name) is not None
    if mentions(claim, SATISFIED) and not is_satisfaction:
        return "It may be satisfaction that is meant."
    text = claim.passage.text.casefold()
    if is_satisfaction and (
        any(re.search(rf"\b{re.escape(strand)}\b", text) for strand in _other_strands(name, knowledge))
        or (": " not in name.name and _STRANDS.search(text))
    ):
        return "It may be a strand of satisfaction that is meant."
    group = next(
        (each for each in knowledge.names if name.name in each.members and _is_named(claim, each)), None
    )
    if group is not None and group.name != name.name:
        return f"It may be {group.name} that is meant."
    another = why_another(claim, name, knowledge)
    if another or mentions(claim, _PUBLISHED):
        return another or "It may be the published figure that is meant."
    if claim.kind is ClaimKind.GRADE and _is_from(claim):
        return "It may be the grade before that is meant."
    if (
        claim.kind is ClaimKind.CHANGE_OF_GRADE
        and not any(claim.grades)
        and not _REGRADED.search(claim.passage.text)
    ):
        return "It may be no grade that has changed."
    if (
        claim.kind is ClaimKind.GRADE
        and claim.subject.commands
        and _WITH.match(claim.passage.text[claim.end :])
    ):
        return "It may be the grade of all of them together."
    if claim.kind is ClaimKind.GRADE and mentions(claim, _SUGGESTED):
        return "It may be the suggested grade that is meant."
    if claim.kind is ClaimKind.RANK and mentions(claim, _HELD) and _was(claim, name, knowledge):
        return "It may be the position before that is meant."
    if claim.kind is ClaimKind.RECORD and mentions(claim, _ASPIRED):
        return "It may be the aspiration that is meant."
    if claim.kind is ClaimKind.RANK and _is_aspired(claim):
        return "It may be the aspiration that is meant."
    return ""


def _other_strands(name: KnownName, knowledge: Knowledge) -> set[str]:
    """Return the strands of satisfaction that a name is none of."""
    every = {
        each.name.partition(": ")[2].casefold() for each in knowledge.names if SATISFIED.search(each.name)
    }
    return every - {"", name.name.partition(": ")[2].casefold()}


def _is_named(claim: Claim, name: KnownName) -> bool:
    text = name_key(f"{claim.passage.text} {claim.passage.lead}")
    return name_key(name.name) in text


def _was(claim: Claim, name: KnownName, knowledge: Knowledge) -> bool:
    """Return whether a position is the one before."""
    said = None if claim.amount is None else claim.amount.value
    facts = knowledge.by_name.get(name.name, ())
    return any(fact.kind is ClaimKind.RANK and fact.previous and fact.value == said for fact in facts)


def _is_from(claim: Claim) -> bool:
    """Return whether a grade is said to be the one from which another came."""
    said = "|".join(
        [*map(re.escape, claim.grades), *("RI" for grade in claim.grades if grade == "Requires Improvement")]
    )
    return bool(said) and re.search(rf"\b(?:{_LEFT}|{_WAS}) (?:{said})\b", claim.passage.text) is not None


def _is_aspired(claim: Claim) -> bool:
    """Return whether the position stands behind the word for what is aspired to."""
    said = "" if claim.amount is None else re.escape(claim.amount.text)
    return re.search(rf"\baspir\w*\b[^.;]{{0,30}}\b{said}", claim.passage.text, re.IGNORECASE) is not None


def part_of(claim: Claim) -> str:
    """Return the words from the last break before a claim to its end."""
    before = claim.passage.text[: claim.start]
    begins = max((found.end() for found in BREAK.finditer(before)), default=0)
    return claim.passage.text[begins : claim.end]


def segment_of(claim: Claim) -> str:
    """Return the words between the breaks round a claim."""
    text = claim.passage.text
    met = BREAK.search(text, claim.end)
    return part_of(claim) + text[claim.end : met.start() if met else len(text)]


def _behind(claim: Claim) -> str:
    """Return the words behind a claim up to the next break."""
    behind = claim.passage.text[claim.end :]
    met = BREAK.search(behind)
    return behind[: met.start()] if met else behind


def _as_it_was(claim: Claim) -> str:
    """Return the sentence of a figure that is not the one to which another was put right."""
    said = claim.stated if claim.amount is None else claim.amount.text
    at = claim.passage.text.find(said, claim.start)
    return "" if _MENDED_TO.search(claim.passage.text[:at]) else claim.passage.text


def _behind_figure(claim: Claim) -> str:
    text, said = claim.passage.text, claim.amount
    at = text.find(said.text, claim.start) if said is not None else -1
    return text[at + len(said.text) :] if said is not None and at >= 0 else ""


def why_supposed(claim: Claim) -> str:
    """Return why a claim may be no statement about a figure, "" where it is one."""
    text = claim.passage.text
    for kinds, pattern, searched, why in (
        (_SIZES | _STATES, _RULE, text, "“{}” may state a rule."),
        (_SIZES | _STATES, _AIM, text[: claim.end], "“{}” may say what is aimed at."),
        (_STATES, _TO_BE, text, "It is said of what has not happened."),
        (_SIZES | _STATES, _ORDERED, text, "“{}” may ask for it."),
        (frozenset({ClaimKind.CHANGE_OF_GRADE}), _IMPROVEMENT_WANTED, text, "“{}” tells of none."),
        (_LISTED, _REDLINES, text if claim.grades else "", "It may be the grade by the redlines."),
        (_SAID_OF, _WOULD_BE, segment_of(claim), "“{}” may say what has not come about."),
        (_STATED, _REJECTED, text, "“{}” may say that it was not given."),
        (_STATED, _PLEADED, part_of(claim), "“{}” may say who wanted it."),
        (_SIZES | _STATES, _WISHED, part_of(claim), "“{}” may say what was wished."),
        (_SIZES | _STATES, _MENDED, _as_it_was(claim), "“{}” may say that it was put right."),
        (_PLACED, _ANOTHER_GROUP, text, "“{}” may make it a position among others."),
        (_PLACED, _A_MONTH, segment_of(claim), "The workbook does not say it of “{}”."),
        (_COMPARED, _YEAR_BEFORE, segment_of(claim) if claim.members else "", "“{}” may be when it was so."),
        (_RECORDS, _OF_OURS, text, "“{}” may make it another's."),
        (_PLACED, _AHEAD, _behind_figure(claim), "It may be the position of what follows."),
        (_LISTED, _AREAS_OF, text, "“{}” may be no areas of the grid."),
        (_SIZES, _SUGGESTED_TARGET, segment_of(claim), "“{}” may be what is given."),
        (_STATED, _FAR_OFF, text, "“{}” may say that it is not so."),
        (_LISTED, _BY_GRADES, text, "“{}” says by how much."),
        (_LISTED, _ONE_IN, text[: claim.start], "“{}” may give a share."),
        (_RECORDS, _FROM, text[: claim.start], "It may be what it was."),
        (_CHANGES, _WOULD, text[claim.end :], "It may be what would be."),
        (_COMPARED, _IN_NONE, _behind(claim), "“{}” may say how seldom it was so."),
        (
            _OF_NOW,
            _SOME_TIME_AGO,
            segment_of(claim) if claim.period is None else "",
            "“{}” may say it of another time.",
        ),
        (_SIZES, _SIGNS, text, "“{}” may state a rule."),
        (_STATES, _AGAINST_ONE, claim.stated, "“{}” may be what was proposed."),
        (
            _STATES,
            _LEFT_OVER,
            text if claim.subject.how == "heading" else "",
            "“{}” may be the rest of a sentence.",
        ),
        (_SIZES | _STATES, _SEASON, text, "“{}” is no period of the workbook's."),
    ):
        found = pattern.search(searched) if claim.kind in kinds else None
        if found is not None:
            return why.format(found.group())
    if claim.kind in _SIZES and _is_condition(claim):
        return "It may be a condition, and nobody says that it is so."
    if claim.kind is ClaimKind.COUNT_OF_AREAS:
        return _of_count(claim)
    if _is_in_quotes(claim):
        return "It is somebody's words that are given."
    return _of_row(claim)


def _is_condition(claim: Claim) -> bool:
    """Return whether a comparison is said without a verb, and no figure with it: "burglary below 3,000", "80 % or better"."""
    compares = claim.kind is ClaimKind.AGAINST or claim.hedge not in (Hedge.EXACT, Hedge.ABOUT)
    text = claim.passage.text
    if _RESULT.match(text, claim.end):
        return True
    if compares and _OR_SO.match(text[claim.end :].lstrip()):
        return True
    without_verb = compares and len(text.split()) > _FIGURE_ALONE and not _VERB.search(text)
    return without_verb and (claim.kind is not ClaimKind.AGAINST or ";" in text)


def _of_count(claim: Claim) -> str:
    """Return why what is counted may be no area or measure: "a dashed one", "one grade is typed", "what each is"."""
    text = claim.passage.text
    before = text[: claim.start]
    if claim.stated.lower().startswith("one"):
        if _ONE_SUCH.search(before):
            return "“one” may be no number."
        if _IS_ONE.search(before) and re.match(r"one of\b", text[claim.start :], re.IGNORECASE):
            return "“one” may be the one that is named."
        if re.match(r"one grade\b", claim.stated, re.IGNORECASE):
            return "It may be no area that is counted."
    asked = _ASKED.search(before[max(before.rfind(sign) for sign in ".;:") + 1 :])
    if asked is not None and claim.amount is None and claim.reference is not ComparedWith.TARGET:
        return f"“{asked.group()}” may ask for it."
    if _RESULT.match(claim.passage.text, claim.end) or re.search(r"\bmet: \w+\W*$", claim.passage.text):
        return "It may be a condition, and nobody says that it is so."
    return ""


def _is_in_quotes(claim: Claim) -> bool:
    """Return whether what is said stands between quotation marks that are not round the whole sentence."""
    text = claim.passage.text
    for found in _QUOTED.finditer(text):
        inside = found.start() <= claim.start and claim.end <= found.end()
        if inside and len(found.group().split()) >= _FEWEST_WORDS and len(text) - len(found.group()) > 3:
            return True
    return False


def _of_row(claim: Claim) -> str:
    """Return why a row of a table may be of something else: its first cell says more than the name."""
    names = claim.subject.names
    if claim.subject.how != "beside" or len(names) != 1 or not claim.passage.beside:
        return ""
    called = [name_key(each) for each in (names[0].name, *names[0].aliases)]
    cells = [name_key(cell) for cell in claim.passage.beside]
    holding = next((cell for cell in cells if any(each in cell for each in called)), "")
    if holding and holding not in called:
        return "The row may be of something else, for its head says more than the name."
    return ""
