"""What in a sentence's own words makes its claims something else: denied, of a part, of another span, in another order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.claims.words.stems import own_words, stem
from xlscore.narrative.model import UNSURE_PLACE, UNSURE_TIME, Claim, ClaimKind, Modality

__all__ = ["as_meant"]

_DENIED = re.compile(
    r"\b(?:(?:not|n['’]t|cannot) (?:accept|believe|agree|think|true|the case|correct|say|claim|suggest)\w*|den(?:y|ies|ied)|reject\w*|"
    r"disput\w+|refut\w+|contrary to|wrong to|mistaken\w*|myth|untrue|anything but|as if|as though|rumou?r\w*|alleged(?:ly)?|pretend\w*)\b",
    re.IGNORECASE,
)
_UNREAL = re.compile(r"\s*(?:had|were|should)\b(?! (?:been|not))", re.IGNORECASE)
_ASSESSED = re.compile(
    r"\b(?:peer review|survey|inspections?|inspectors?|auditors?|respondents|poll|residents?|panel members?|staff|officers)\b[^,;:]* "
    r"(?:found|finds?|says?|said|thinks?|thought|judged?|judges|believes?|believed|feels?|felt|reports?|reported)\b|"
    r"(?<!\bI )(?<!\bwe )\b(?:thinks?|thought|believes?|feels?|felt|reckons?|claims?|claimed)\b",
    re.IGNORECASE,
)
_OUTSIDERS = re.compile(
    r"public|residents?|victims?|users?|people|councillors?|inspectors?|inspectorate|inspection|hmic(?:frs)?|auditors?|peers?|assessors?|"
    r"neighbours?|members|respondents|readers",
    re.IGNORECASE,
)
"""Who may grade an area, and is neither the force nor one of its commands."""
_NEARLY = re.compile(
    r"\b(?:second|third|fourth|next|joint|among|amongst|one of|two of|equal|nearly|almost|not)(?: of)?(?: the)?[- ]*$",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\b(?:after|behind|bar|but for|next to|apart from|except|save)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|in place of)\b[^,;:]*$", re.IGNORECASE)
_WIDER = re.compile(
    r"\b(?:nationally|nationwide|national(?! crime)|regionally|countrywide|country-wide|england|wales|britain|uk|"
    r"across the (?:country|region|eastern region)|inspectorate|hmicfrs|hmic|(?:group|forces|peers|family)['’]s?(?! (?:own )?(?:average|mean|median|quartile|top|upper|best|bottom)))(?!\w)",
    re.IGNORECASE,
)
_SPAN = re.compile(
    r"\b(?:(?:whole|full|entire|complete|calendar)(?: of)?(?: the)?(?: last| previous| financial)? year|full[- ]year|"
    r"(?:ended|finished|closed) (?:at|on|with(?! (?:an?|some|no) (?:positive )?(?:outcome|result))|the year|last year)|year as a whole|"
    r"between (?:(?:19|20)\d\d\b|\d+(?:st|nd|rd|th)? [A-Z])"
    r"[^,;:]* and|(?:quarter|half[- ]?year|weeks?|fortnight|days) (?:up )?(?:to|ending|ended)(?! the (?:target|average)))\b",
    re.IGNORECASE,
)
_LATER = re.compile(
    r"\b(?:years?|months?|quarters?|cycles?|weeks?) (?:later|after|on(?! record\b))\b|\bsubsequently\b",
    re.IGNORECASE,
)
_REST = re.compile(
    r"\b(?:elsewhere|everything else|everyone else|everywhere else|anywhere else|all else|the rest|the remainder|(?<!any of )(?<!each of )the others?|"
    r"all others?|otherwise)\b",
    re.IGNORECASE,
)
_COST = re.compile(
    r"[£€$]\s?\d|\b(?:cost|costs|costing|value|budget|spend|spending|saving|savings|price)\b", re.IGNORECASE
)
_SPEAKS = re.compile(
    r"(?:had|has|have|saw|sees|recorded|records|was|were|is|are|stood|stands|reported|reports|fell|rose)\b"
)
_NUMBERS = ("WORDNUMBER", "COUNT", "MOST")
_NAMES = ("NAME", "FOREIGN", "PLACE", "COMMAND")
_LINKS = ("THE", "IN", "OF", "ON", "BY", "AT", "IS")
_GRADES = (ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE)
_OF_CYCLES = (ClaimKind.COUNT_OF_AREAS, ClaimKind.MEMBERS, ClaimKind.CHANGE_OF_GRADE)
_MOVING = (ClaimKind.CHANGE, *_GRADES, ClaimKind.RANK, ClaimKind.LEVEL)
_SCOPES = ("PLACE", "COMMAND", "FORCE")
_SINCE = re.compile(
    r"\bsince (?:january|february|march|april|may|june|july|august|september|october|november|december|last (?:month|week|quarter))\b|"
    r"\bon (?:the|last) (?:month|week|quarter)\b",
    re.IGNORECASE,
)
"""What of a lead says that its items are of another time than the workbook's."""
_TIMES = ("PERIOD", "LASTTIME", "LASTYEAR", "WILL", "ONCE")
_BESIDE_TIMES = ("THE", "IN", "AT", "STOP", "AND", "TO", "PLAIN", "GRADED")


def as_meant(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a claim with the reasons in the sentence why it cannot be told, or may be otherwise meant."""
    at = _place_of(claim, sentence)
    doubts = (*claim.doubts, *_doubts(claim, sentence, at))
    reservations = (*claim.reservations, *_reservations(claim, sentence, at), *_of_heading(claim, sentence))
    return replace(
        claim, doubts=tuple(dict.fromkeys(doubts)), reservations=tuple(dict.fromkeys(reservations))
    )


def _place_of(claim: Claim, sentence: SentenceRead) -> int:
    """Return the place of the figure or grade that a claim is made of, of its first word where it has none."""
    told = [
        at
        for at, token in enumerate(sentence.tokens)
        if claim.amount is not None and token.amount is not None and token.amount.text == claim.amount.text
    ]
    if told and claim.start <= sentence.tokens[told[0]].start < claim.end:
        return told[0]
    inside = [
        at
        for at, token in enumerate(sentence.tokens)
        if claim.start <= token.start and token.end <= claim.end
    ]
    said = [at for at in inside if sentence.tokens[at].is_figure or sentence.types[at] == "GRADE"]
    return (said or inside or [0])[0]


def _text(sentence: SentenceRead, within: range) -> str:
    if not within or within.start >= len(sentence.tokens):
        return ""
    last = min(within.stop, len(sentence.tokens)) - 1
    return sentence.passage.text[sentence.tokens[within.start].start : sentence.tokens[last].end]


def _doubts(claim: Claim, sentence: SentenceRead, at: int) -> Iterator[str]:
    part = sentence.part_of(at)
    before = sentence.passage.text[sentence.tokens[part.start].start : claim.start] if part else ""
    whole = _text(sentence, part)
    for pattern, searched, words in (
        (_DENIED, before, "“{}” may deny it."),
        (_ASSESSED, before, "“{}” may say it of others."),
        (_WIDER, whole, "“{}” may make it the figure of others."),
        (_SPAN, whole, "The workbook does not say what its figures are for “{}”."),
    ):
        found = pattern.search(searched)
        if found:
            yield words.format(found.group())
    other = next((sentence.tokens[to].text for to in part if to < at and sentence.is_one_of_two(to)), "")
    if other and claim.kind is not ClaimKind.DATE:
        yield f"It is open who is meant by “{other}”."
    if claim.kind is ClaimKind.MEMBERS and _is_a_word_of(sentence, at):
        yield f"“{sentence.tokens[at].text}” may be no name."
    if _UNREAL.match(before) and not sentence.passage.text.rstrip().endswith("?"):
        yield "It is said of what has not happened."
    if claim.kind in _MOVING and _INSTEAD.search(before):
        yield "It is said of what has not happened."
    if claim.kind in _GRADES and (_is_of_some(sentence, part, at) or _is_counted(sentence, at)):
        yield "It is said of some of them."
    if claim.kind in _GRADES and _is_by_others(claim, sentence, at):
        yield "It is the grade of others."


def _of_own_words(claim: Claim, sentence: SentenceRead) -> Iterator[str]:
    """Yield the word of a target that is one of the name's: "76.3% within target" of Emergency response within target."""
    if claim.kind is not ClaimKind.AGAINST or claim.members:
        return
    for token in sentence.tokens:
        within = claim.start <= token.start < claim.end and token.type in ("MET", "MISSED", "TARGET")
        if (
            within
            and " " in token.text
            and any(token.text.casefold() in name.name.casefold() for name in claim.subject.names)
        ):
            yield f"“{token.text}” is a part of the name."


def _is_of_some(sentence: SentenceRead, part: range, at: int) -> bool:
    """Return whether some of a group are meant: "two of the three LPAs"."""
    for to in part:
        if to < at and sentence.types[to] == "COMMAND":
            back = to - 1
            while back > part.start and sentence.types[back] in ("THE", "WORDNUMBER", "COUNT", "PLAIN"):
                back -= 1
            if sentence.types[back : back + 1] == ("OF",) and sentence.types[back - 1] in _NUMBERS:
                return True
            if sentence.types[back : back + 1] == ("MOST",):
                return True
    return False


def _is_a_word_of(sentence: SentenceRead, at: int) -> bool:
    """Return whether what is taken for a name is a word of one that goes on otherwise: "use" for Use of force."""
    token = sentence.tokens[at]
    return (
        token.mention is not None
        and token.mention.part
        and sentence.types[at + 1 : at + 2] in (("WORD",), ("PROPER",), ("PLAIN",))
    )


def _is_counted(sentence: SentenceRead, at: int) -> bool:
    """Return whether a grade only says of how many: "5 Good, 3 Outstanding"."""
    return sentence.types[at - 1 : at] in (("COUNT",), ("WORDNUMBER",))


def _is_by_others(claim: Claim, sentence: SentenceRead, at: int) -> bool:
    """Return whether commands, or people outside, stand behind a grade that is theirs: "RI by PPU and Good by the LPAs", "by residents"."""
    behind = at + 1
    if sentence.types[behind : behind + 1] not in (("BY",), ("OPEN",)):
        return False
    while sentence.types[behind : behind + 1] and sentence.types[behind] in (
        "BY",
        "OPEN",
        "THE",
        "COUNT",
        "WORDNUMBER",
        "EACH",
    ):
        behind += 1
    following = sentence.tokens[behind] if behind < len(sentence.tokens) else None
    if following is not None and _OUTSIDERS.fullmatch(following.text) and sentence.types[at + 1] == "BY":
        return True
    if following is None or following.type != "COMMAND" or following.mention is None:
        return False
    return not set(following.mention.names) & set(claim.subject.commands)


def _reservations(claim: Claim, sentence: SentenceRead, at: int) -> Iterator[str]:
    yield from _of_own_words(claim, sentence)
    part, segment = sentence.part_of(at), sentence.segment_of(at)
    for pattern, within, words in (
        (_LATER, segment, "“{}” may be another time."),
        (_REST, part, "It is open what “{}” is."),
        (_COST, part, "It may be of “{}”."),
    ):
        found = pattern.search(_text(sentence, within))
        if found and not (pattern is _REST and _is_pointed(sentence, found.group())):
            yield words.format(found.group())
    yield from _of_figure(claim, sentence, at, part)
    if claim.kind in _GRADES:
        yield from _of_grade(claim, sentence, at, segment)
    if claim.kind is ClaimKind.COUNT_OF_AREAS and at and sentence.types[at - 1] == "BUT":
        yield "It is open whether they are counted or left out."
    if claim.kind in _OF_CYCLES and _is_now(claim) and _begins_before(sentence, part):
        yield "It may be of the time before."
    if claim.kind is ClaimKind.MEMBERS and _goes_on(sentence, claim):
        yield "It may be something else that is said of them."
    yield from _of_narrower(claim, sentence)
    yield from _of_stranger(sentence, part)


def _is_pointed(sentence: SentenceRead, said: str) -> bool:
    """Return whether "the other" is known to be a name that stands before it."""
    return any(token.mention is not None and token.text.lower() == said.lower() for token in sentence.tokens)


def _of_figure(claim: Claim, sentence: SentenceRead, at: int, part: range) -> Iterator[str]:
    """Yield what beside a figure or grade leaves open when it was so, or whose it is."""
    kind, types = sentence.types[at : at + 1], sentence.types
    if at > 1 and types[at - 1] == "OPEN" and types[at - 2 : at - 1] == kind and at not in sentence.columns:
        yield "It may be the one before that stands in brackets."
    if types[at + 1 : at + 2] in (("SINCE",), ("NOW",)) and claim.period is not None:
        yield "It may be of another time."
    inside = [to for to in part if types[to] == "PERIOD"]
    if claim.stated.lower().startswith("from ") and inside and claim.kind is not ClaimKind.CHANGE_OF_GRADE:
        yield f"It may be of {sentence.tokens[inside[0]].text}."
    if claim.kind in (*_OF_CYCLES, *_MOVING) and any(types[to - 1 : to] == ("SINCE",) for to in inside):
        yield "It may be since another time."
    if claim.kind in _OF_CYCLES and len({sentence.tokens[to].text for to in inside}) > 1:
        yield "It is open which of the periods is meant."
    if claim.kind is ClaimKind.AGAINST and any(
        types[to : to + 2] == ("PERCENT", "OF") for to in range(at, part.stop)
    ):
        yield "It may be a part of the target that is meant."
    if claim.kind is ClaimKind.RECORD and _is_no_record(sentence, at):
        yield "It may be a record with an exception, or one that is aspired to."
    if claim.modality is Modality.WILL and any(types[to] == "WAS" for to in part):
        yield "It is open whether it has been so or will be."
    yield from _of_following(claim, sentence, at)
    yield from _of_head(claim, sentence, part)


def _is_no_record(sentence: SentenceRead, at: int) -> bool:
    """Return whether a record is aspired to, or one after others: "best in the group is the aspiration", "lowest after Sussex"."""
    segment = sentence.segment_of(at)
    around = [sentence.types[to] for to in segment]
    before = sentence.passage.text[: sentence.tokens[at].start]
    behind = _text(sentence, range(at, segment.stop))
    return (
        any(kind in ("ASPIRATION", "TARGET") for kind in around)
        or _NEARLY.search(before) is not None
        or _AFTER.search(behind) is not None
    )


def _of_following(claim: Claim, sentence: SentenceRead, at: int) -> Iterator[str]:
    """Yield the name to which a figure leads on where it is another than the claim's: "best for robbery"."""
    for to in range(at + 1, len(sentence.tokens)):
        token = sentence.tokens[to]
        if token.is_figure or token.type in (
            "AND",
            "BUT",
            "COMMA",
            "STOP",
            "THAN",
            "VERSUS",
            "ABOVE",
            "BELOW",
        ):
            return
        if token.type in ("NAME", "FOREIGN") and token.mention is not None:
            if claim.subject.names and not set(token.mention.names) & set(claim.subject.names):
                yield f"It may be of {token.text}."
            return


def _of_head(claim: Claim, sentence: SentenceRead, part: range) -> Iterator[str]:
    """Yield the unknown word before a colon: "Flats: down 14 %"."""
    if part.start < 2 or sentence.tokens[part.start - 1].text.strip() != ":":
        return
    head = sentence.part_of(part.start - 2)
    if len(head) < 4 and not any(sentence.types[to] in _NAMES for to in head):
        own = own_words(name.name for name in claim.subject.names)
        unknown = (sentence.tokens[to].text for to in head if sentence.types[to] in ("WORD", "PROPER"))
        word = next((each for each in unknown if stem(each) not in own), "")
        if word:
            yield f"The sentence may be about “{word}”."


def _is_now(claim: Claim) -> bool:
    return claim.period is None or (claim.period.previous and claim.kind is ClaimKind.CHANGE_OF_GRADE)


def _begins_before(sentence: SentenceRead, part: range) -> bool:
    """Return whether what is said begins with another time: "Last cycle one area was Outstanding"."""
    start = part.start + (sentence.types[part.start : part.start + 1] in (("IN",), ("AT",)))
    return sentence.types[start : start + 1] == ("LASTTIME",) and sentence.types[start + 1 : start + 2] != (
        "GRADE",
    )


def _goes_on(sentence: SentenceRead, claim: Claim) -> bool:
    """Return whether a list behind a colon begins a statement of its own: "three changes: Gangs has left them"."""
    following = next((token for token in sentence.tokens if token.start >= claim.end), None)
    first = next((at for at, token in enumerate(sentence.tokens) if token.start >= claim.start), 0)
    return (
        following is not None
        and following.type in ("IS", "WAS", "PLAIN")
        and sentence.types[first - 1 : first] == ("STOP",)
    )


def _of_grade(claim: Claim, sentence: SentenceRead, at: int, segment: range) -> Iterator[str]:
    """Yield that the commands may be meant, or another word of the same letters: "commands Good", "Outstanding warrants"."""
    if not claim.subject.commands and any(sentence.types[to] == "COMMAND_WORD" for to in segment):
        yield "It may be the commands' grades that are meant."
    following = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    article = at > 0 and sentence.tokens[at - 1].text.lower() in ("a", "an")
    unknown = ("WORD", "FOREIGN", "PLAIN") if article else ("WORD", "FOREIGN")
    if following is not None and following.type in unknown and following.text.islower():
        yield f"“{following.text}” may be what is {sentence.tokens[at].text}."


def _of_narrower(claim: Claim, sentence: SentenceRead) -> Iterator[str]:
    """Yield the unknown word behind the name that makes it narrower: "robberies with a knife"."""
    if claim.subject.how != "sentence":
        return
    for to, token in enumerate(sentence.tokens):
        if token.mention is None or not set(token.mention.names) & set(claim.subject.names):
            continue
        behind = to + 1
        if sentence.tokens[behind : behind + 1] and sentence.tokens[behind].text.lower() not in (
            "with", "by", "against", "involving", "using", "of", "committed", "among", "amongst", "at", "on", "near", "outside", "in",
        ):  # fmt: skip
            continue
        if sentence.tokens[behind : behind + 1] and sentence.tokens[behind].text.lower() in (
            "among",
            "amongst",
        ):
            yield f"“{sentence.tokens[behind].text}” behind the name may make it another."
        while behind < len(sentence.types) and (
            sentence.types[behind] in _LINKS or sentence.tokens[behind].text.lower() in ("with", "against")
        ):
            behind += 1
        if sentence.types[behind : behind + 1] in (("WORD",), ("PROPER",), ("PERSONS",)):
            yield f"“{sentence.tokens[behind].text}” behind the name may make it another."


def _of_stranger(sentence: SentenceRead, part: range) -> Iterator[str]:
    """Yield the unknown word that begins a sentence and of which something is said: "Westminster had 3,100"."""
    if not part or len(part) < 2:
        return
    first, second = sentence.tokens[part.start], sentence.tokens[part.start + 1]
    if first.type in ("WORD", "PROPER") and first.text[:1].isupper() and _SPEAKS.match(second.text):
        yield f"The sentence may be about “{first.text}”."


def _of_heading(claim: Claim, sentence: SentenceRead) -> Iterator[str]:
    """Yield why a claim may be of what a heading, or its lead, names: of Camden, of cycle 12, since December."""
    of_time = _SINCE.search(claim.passage.lead)
    if of_time is not None:
        yield UNSURE_TIME.format(claim.passage.lead)
    if not claim.passage.headings:
        return
    heading = claim.passage.headings[-1]
    tokens = tokens_of(heading, sentence.names)
    above = claim.passage.headings if sentence.columns else claim.passage.headings[-1:]
    scoped = claim.subject.places or claim.subject.commands
    for each in above:
        of = tokens if each == heading else tokens_of(each, sentence.names)
        scope = next((token.text for token in of if token.type in _SCOPES), "")
        if scope and not scoped and not any(kind in ("FORCEWORD", "OWN") for kind in sentence.types):
            yield UNSURE_PLACE.format(each, scope)
    only_time = all(token.type in (*_TIMES, *_BESIDE_TIMES) for token in tokens)
    if claim.period is None and only_time and any(token.type in _TIMES for token in tokens):
        yield UNSURE_TIME.format(heading)
