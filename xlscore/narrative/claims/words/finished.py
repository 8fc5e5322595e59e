"""Whether words say that something has moved, or only which way is better, what is wanted, planned or feared, or what has not moved."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from xlscore.narrative.claims.sentence import SentenceRead

__all__ = ["why_no_finding", "why_open_sentence"]

_MOVED: Final = ("GAIN", "LOSS", "RISE", "FALL")
_KNOWN: Final = frozenset((
    "GAIN", "LOSS", "RISE", "FALL", "FLAT", "CHANGES", "MET", "MISSED", "REACH", "ABOVE", "BELOW", "TARGET",
    "STRETCH", "ASPIRATION", "AVERAGE", "TOP_QUARTILE", "BOTTOM_QUARTILE", "GROUP", "AREA", "AREA_ONE",
    "COMMAND_WORD", "MEASURE_WORD", "PLACE_WORD", "CRIME", "OUTCOME", "RATE_WORD", "GRADED", "GRADE",
    "PLACES", "RANKED", "THE", "IS", "WAS", "AT", "OF", "IN", "ON", "BY", "AND", "IT", "COUNT",
    "WORDNUMBER", "PERIOD", "LASTTIME", "LASTYEAR", "NOW", "SINCE", "THAN", "VERSUS", "DATA", "OPEN",
    "CLOSE", "COMMA", "STOP", "FORCEWORD", "FORCE", "COMMAND", "PLACE", "NAME", "OVERALL",
))  # fmt: skip
"""What a lead that says a finding is made of, beside the plain words below."""
_PLAIN: Final = frozenset((
    "where", "types", "type", "groups", "following", "follows", "saw", "see", "seen", "sees", "had", "show",
    "shows", "showed", "shown", "recorded", "noted", "reported", "got", "gone", "became", "become", "went",
    "include", "includes", "included", "namely", "performance", "standards", "standard", "status",
    "results", "result", "cycle", "quarter", "year", "month", "upper", "limit", "list", "listed", "items",
    "lines", "these", "those", "do", "did", "so", "also", "clearly", "slightly", "markedly",
    "significantly", "further", "with", "period", "date", "time", "stayed", "when", "their", "by", "both",
    "one", "more", "performed", "performing", "overall", "continued", "has", "have", "already", "does",
))  # fmt: skip
_FINISHED: Final = re.compile(
    r"\w{2,}ed(?: up| down| back| off)?|(?:\w+ )?(?:up|down|higher|lower|better|worse)(?: a grade| one grade)?|fell|fallen|rose|risen|grew|grown|"
    r"shrank|shrunk|sank|sunk|slid|lost|shed|shot up|upwards?|downwards?|(?:gone|went) (?:the \w+ way|backwards)|for the (?:better|worse)|gave up|given up|"
    r"favourable|unfavourable|adverse|\w+ed a grade|(?:came|come|gone|went) (?:up|down)(?: a grade)?|slid back|swollen|leapt|gained|cut",
    re.IGNORECASE,
)
_ADJECTIVE: Final = re.compile(r"better|worse|higher|lower", re.IGNORECASE)
_DOING: Final = re.compile(r"do|does|doing|done|did|perform\w*", re.IGNORECASE)
"""What makes of "better" how well somebody does, and not that it has improved."""
_PLURAL: Final = re.compile(
    r"rises|falls|increases|decreases|deteriorations|declines|drops|gains|dips|upgrades|downgrades",
    re.IGNORECASE,
)
_NOUN: Final = re.compile(
    r"improvements?|deteriorations?|reductions?|increases?|decreases?|rises?|falls?|drops?|declines?|upgrades?|downgrades?|recover(?:y|ies)|"
    r"growth|dips?|cuts?|gains?|advances?|weakening|strengthening|worsening|downturns?|upturns?|retreats?|losses|regression",
    re.IGNORECASE,
)
_PROGRESSIVE: Final = re.compile(r"\w+ing(?: up| down| back)?", re.IGNORECASE)
_SINCE: Final = frozenset({"SINCE", "LASTTIME", "LASTYEAR", "PERIOD", "NOW", "THAN"})
_COUNTED: Final = ("COUNT", "WORDNUMBER", "NONE", "EACH")
_DOERS: Final = frozenset({"NAME", "FOREIGN", "IT", "CRIME", "OUTCOME", "RATE_WORD", "COMMAND", "PLACE"})
_THINGS: Final = frozenset({"AREA", "COMMAND_WORD", "MEASURE_WORD", "PLACE_WORD"})
_SAW: Final = re.compile(
    r"(?<!to )\b(?:saw|seen|sees?|show(?:s|n|ed|ing)?|record(?:s|ed)?|registered|had|has|have|there (?:was|were|is|are)|made|noted|reported|enjoyed|"
    r"suffered|experienced|observed|with|net|brought)\b",
    re.IGNORECASE,
)
_ANY_NOUN: Final = rf"(?:{_NOUN.pattern})"
_ANY_MOVE: Final = rf"(?:{_ANY_NOUN}|improv\w+|better|worse|deteriorat\w*|fall\w*|rise\w*|rising|reduc\w+|decreas\w+|increas\w+|worsen\w*|lower\w*|higher|drop\w*|upgrad\w+|downgrad\w+|met)"
_WANTED: Final = re.compile(
    rf"\b(?:room|scope|needs?|plans?|priorit\w+|cases?|opportunit\w+|potential|risks?|targets?|aims?|capacity|calls?|demand|areas?|actions?|targeted|"
    rf"recommendations?|proposals?|chance|hopes?|programmes?|work|focus) (?:for|of|on)(?: [\w-]+){{0,3}}? {_ANY_MOVE}\b"
    rf"|\b(?:need\w*|requir\w*|wants?|wanted|wanting|seek\w*|sought|lack\w*|without|avoid\w*|expect\w*|plan|plans|planned|due|aim\w*|ask\w*|call\w*|desir\w*|"
    rf"hop\w+|intend\w*|demand\w*|prevent\w*|escap\w*|possible|potential|likely|target\w*|await\w*|promis\w+|pledg\w+|prioriti\w+|urg\w+|short of|still to|yet to)"
    rf"(?: [\w-]+){{0,3}}? {_ANY_MOVE}\b"
    rf"|\b{_ANY_NOUN}(?: [\w-]+){{0,3}}? (?:needed|required|wanted|sought|necessary|expected|planned|due|possible|likely|asked for|called for|desired|hoped|aimed|"
    rf"essential|overdue|demanded|warranted|recommended|prioritised|identified|must|should|needs?)\b"
    rf"|\b{_ANY_NOUN} (?:plans?|targets?|programmes?|actions?|priorit\w+|boards?|goals?|aims?|strateg\w+|journeys?|works?|measures|notices?|areas?)\b"
    rf"|\b(?:must|should|shall|may|might|could|would|can|will|ought to|let us) (?:[\w-]+ ){{0,2}}?(?:be |do |get |go )?{_ANY_MOVE}\b",
    re.IGNORECASE,
)
_TO_MOVE: Final = re.compile(
    r"\bto (?:(?:also|further|still) )?(?:be |do |get |go |become |see )?(?:an? |further |more )?"
    rf"{_ANY_MOVE}\b",
    re.IGNORECASE,
)
_ONLY_TO: Final = re.compile(
    r"\b(?:only|first|last|next|single|sole|one|two|three|others?)(?: [\w-]+){0,3} $", re.IGNORECASE
)
_WHICH_IS_BETTER: Final = re.compile(
    r"\b(?:lower|fewer|higher|less|more|smaller|larger|falling|rising|low|high)\b(?: [\w-]+){0,4} (?:is|are|being|means?|counts? as|would be|was) (?:the )?(?:better|worse)\b|"
    r"\bfor better or (?:for )?worse\b|\b(?:the )?(?:better|worse) half\b",
    re.IGNORECASE,
)
_EITHER: Final = re.compile(
    rf"\b(?:{_ANY_MOVE}|unchanged|steady|stable|same|changed|moved|fell|rose)(?: [\w-]+){{0,3}}? ?(?:\bor\b|/)(?: [\w-]+){{0,2}}? ?(?:{_ANY_MOVE}|unchanged|steady|stable|stayed|same|the same|remained|held|kept|fell|rose|changed|did not|may)\b",
    re.IGNORECASE,
)
_GOING_ON: Final = re.compile(
    r"\b(?:is|are|was|were|continu\w+|keeps?|still)(?: \w+)? (?:improving|deteriorating|worsening|recovering|strengthening|weakening)\b|"
    r"\b(?:up|down) for\b|\b(?:raised|lowered) by\b",
    re.IGNORECASE,
)
"""What need not show in a grade, is on an agenda, or goes against what was suggested: "is improving", "up for review", "raised by the Board"."""
_ENOUGH: Final = re.compile(
    r"\b(?:enough|sufficiently|adequately|as (?:much|far|hoped|planned|expected|required)|satisfactorily|substantially|materially)\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    rf"\b(?:not|never|no|nor|neither|nothing|n['’]t|without|failed to|fails to|failing to)(?: (?:yet|been|to|any|an?|further|seen|shown?|be|have|had|has|got|get|show|clear|real))*"
    rf" {_ANY_MOVE}\b|n['’]t(?: \w+)? {_ANY_MOVE}\b|\bnothing has (?:changed|moved|improved)\b",
    re.IGNORECASE,
)


def why_no_finding(lead: SentenceRead) -> tuple[str, ...]:
    """Return why a lead, or a heading, does not say that its items have moved, met something or lie on one side of it: () where it does."""
    text = lead.passage.text.strip().rstrip(":")
    if _is_open(lead):
        return (f"“{text}” does not say in so many words what has happened to them.",)
    return ()


def _is_open(lead: SentenceRead) -> bool:
    types = lead.types
    said = [at for at, kind in enumerate(types) if kind in (*_MOVED, "FLAT", "CHANGES")]
    if any(not _is_known(lead, at) for at in range(len(types))):
        return True
    if len({types[at] for at in said}) > 1 or _WHICH_IS_BETTER.search(lead.passage.text):
        return True
    return any(_is_unfinished(lead, at) for at in said if types[at] != "FLAT")


def _is_known(lead: SentenceRead, at: int) -> bool:
    """Return whether a word of a lead has a place in a finding: of any other nobody knows what it makes of it."""
    token, types = lead.tokens[at], lead.types
    if token.type in _KNOWN:
        return True
    text = token.text.lower()
    if text == "or":
        return types[at + 1 : at + 2] == ("MET",)
    if token.type == "NOT":
        return types[at + 1 : at + 2] in (("MET",), ("REACH",)) or types[at + 2 : at + 3] == ("MET",)
    return text in _PLAIN


def _is_unfinished(lead: SentenceRead, at: int) -> bool:
    """Return whether a word of movement in a lead is none that says what has happened."""
    text, types = lead.tokens[at].text, lead.types
    before, after = types[at - 1 : at] if at else (), types[at + 1 : at + 2]
    tied = bool(_SINCE & set(types)) or _SAW.search(lead.passage.text) is not None
    if types[at] == "CHANGES":
        return text.lower() in ("change", "move", "changing", "shift")
    if any(token.text.lower() == "for" for token in lead.tokens[:at][-2:]) and not _FINISHED.fullmatch(text):
        return True
    if _ADJECTIVE.fullmatch(text):
        if _DOING.fullmatch("".join(token.text for token in lead.tokens[:at][-1:])):
            return True
        return bool(after) and after[0] in (
            "CRIME",
            "OUTCOME",
            "RATE_WORD",
            "TARGET",
            "PLACES",
            "GRADED",
            "AREA_ONE",
            *_THINGS,
        )
    if _NOUN.fullmatch(text):
        plural = _PLURAL.fullmatch(text) is not None and (not before or before[0] in (*_COUNTED, "AT"))
        return after in (("TARGET",), ("AREA",), ("MEASURE_WORD",)) or not (plural or tied)
    if _PROGRESSIVE.fullmatch(text):
        return not tied
    return _FINISHED.fullmatch(text) is None


def why_open_sentence(sentence: SentenceRead, start: int) -> Iterator[str]:
    """Yield why the part of a sentence round some letters does not say that something has moved."""
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > start), None)
    if at is None:
        return
    part = sentence.part_of(at)
    if not part:
        return
    text = _without_grades(sentence, part)
    for pattern, words in (
        (_WHICH_IS_BETTER, "“{}” says which way is better."),
        (_WANTED, "“{}” may say what is wanted or feared, and not what has happened."),
        (_EITHER, "“{}” may be one or the other."),
        (_DENIED, "“{}” may deny it."),
        (_GOING_ON, "“{}” may be no change of a grade."),
        (_ENOUGH, "“{}” sets a measure that the workbook does not have."),
    ):
        met = pattern.search(text)
        if met is not None:
            yield words.format(met.group())
            return
    met = _TO_MOVE.search(text)
    if met is not None and not _ONLY_TO.search(text[: met.start()]):
        yield f"“{met.group()}” may say what is wanted or feared, and not what has happened."
        return
    for to in part:
        token = sentence.tokens[to]
        if token.type not in _MOVED or not _NOUN.fullmatch(token.text) or _is_verb(sentence, to):
            continue
        counted = any(
            each.type in _COUNTED or each.text.lower() == "single" for each in sentence.tokens[:to][-2:]
        )
        if not counted and not _SAW.search(text):
            yield f"“{token.text}” does not say in so many words that it has happened."
            return


def _is_verb(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word like "falls" is what the name before it does."""
    before = sentence.types[at - 1 : at] if at else ()
    return bool(before) and before[0] in _DOERS and _PLURAL.fullmatch(sentence.tokens[at].text) is not None


def _without_grades(sentence: SentenceRead, part: range) -> str:
    """Return the words of a part of a sentence with a blank for each grade, of which Requires Improvement asks for nothing."""
    first, last = sentence.tokens[part.start].start, sentence.tokens[part.stop - 1].end
    text = sentence.passage.text
    for at in part:
        token = sentence.tokens[at]
        if token.type == "GRADE":
            text = text[: token.start] + " " * (token.end - token.start) + text[token.end :]
    return text[first:last]
