"""Why a sentence may mean something else than it seems to say: what keeps a claim from contradicting the workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlscore.narrative.claims.cues import is_duration
from xlscore.narrative.claims.names import is_of_all_users
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.words.stems import own_words, stem
from xlscore.narrative.claims.words.tables import everyday_words
from xlscore.narrative.model import (
    UNSURE_COMPARED,
    UNSURE_LENGTH,
    UNSURE_NAME,
    UNSURE_OFFENCE,
    UNSURE_ROLE,
    ClaimSubject,
)
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["reservations_of", "reserved_of_subject"]

_NEAR = 9
_YEARLONG = re.compile(r"\b(?:12|twelve)\b")
_FROM_HERE = re.compile(r"\s*(?:upwards\b|(?:and|or) (?:above|over|upwards|below|under)\b)", re.IGNORECASE)
_COMPARING = ("THAN", "UNLIKE", "TWICE", "NEARER")
_NAMES = ("NAME", "FOREIGN")
_SCOPES = ("PLACE", "COMMAND", "FORCE")
_BACK = ("this", "that", "these", "those", "it", "its", "they", "their", "both")
_SOON = 4
_UNKNOWN = ("WORD", "PROPER")


_ABOUT_NAME: Final = ("for", "of", "against", "about", "on", "over", "within")
"""What stands between a word and the name that says what it is about."""
_CONCERNING: Final = re.compile(
    r"(?<!\boffences )(?<!\bcrimes )(?<!\bcrime )\b(concerning|regarding|involving|relating to|related to|covering) (?:the )?$",
    re.IGNORECASE,
)
_PEOPLE: Final = ("victims", "suspects", "offenders", "witnesses", "people", "officers")
_LEADS: Final = ("IN", "BY", "ON", "FROM", "ABOUT", "VERSUS", "WITH", "TO", "THE")
_THEFT: Final = re.compile(
    r"theft|thie[fv]|stol|steal|taken|taking|crime|offence|outcome|solved", re.IGNORECASE
)
_SAW: Final = re.compile(
    r"(?: as a whole| overall| itself| police| county)? (?:saw|sees|had|has|recorded|records|reported|reports|experienced|counted|logged)\b",
    re.IGNORECASE,
)
"""What stands behind an unknown name that had something: "London as a whole saw burglary rise"."""
_WHAT_OF_IT: Final = ("WORD", "FOREIGN")
_SOME: Final = ("WORD", "PROPER", "PERSONS", "POPULATION")
_GOES_ON: Final = (
    "IN",
    "OF",
    "BY",
    "THE",
    "PLAIN",
    "ON",
    "FROM",
    "ABOUT",
    "VERSUS",
    "WITH",
    "TO",
    "PLACE",
    "COMMAND",
    "FORCE",
)
"""What may stand between a name and a word that makes it a part: "vehicle crime near railway stations"."""
_RELATIVES: Final = ("which", "in which", "where", "whom", "whose", "who")
_OF_PERSONS: Final = (("POPULATION",), ("PERSONS",), ("CRIME",))
"""What an unknown word before it makes a part of: "traffic officers", "keyless thefts"."""
_SOME_OF: Final = re.compile(
    rf"\b(?:{'|'.join(NUMBER_WORDS[1:])}|\d+|some|most|half|many|several|few|none|neither|any|each|both) of (?:the|our|its|their|these|those) $",
    re.IGNORECASE,
)
"""What makes a name that counts several one or more of them: "four of the six types"."""


def reservations_of(
    sentence: SentenceRead,
    at: int,
    subject: ClaimSubject | None = None,
    *,
    sure: bool = True,
    span: int | None = None,
) -> tuple[str, ...]:
    """Return in words for an officer why a claim may be otherwise meant, () where it can be nothing else.

    `span` is the place of the word for how long, where the claim has it as its period.
    """
    return tuple(dict.fromkeys(_reasons(sentence, at, subject, sure=sure, span=span)))


def reserved_of_subject(sentence: SentenceRead, at: int, subject: ClaimSubject) -> tuple[str, ...]:
    """Return why it is open whose figures a claim sets beside each other; that it compares, it says itself."""
    return tuple(dict.fromkeys((*_of_words(sentence, at, None), *_of_subject(sentence, at, subject))))


def _reasons(
    sentence: SentenceRead, at: int, subject: ClaimSubject | None, *, sure: bool, span: int | None
) -> Iterator[str]:
    if not sure:
        yield UNSURE_ROLE.format(sentence.tokens[at].text)
    yield from _of_comparing(sentence, at, subject)
    yield from _of_words(sentence, at, span)
    if subject is not None:
        yield from _of_scope(sentence, at, subject)
        yield from _of_subject(sentence, at, subject)


def _of_comparing(sentence: SentenceRead, at: int, subject: ClaimSubject | None) -> Iterator[str]:
    """Return the word that sets several names or figures against each other: it is open whose a figure is."""
    part = sentence.part_of(at)
    if _FROM_HERE.match(sentence.passage.text, sentence.tokens[at].end):
        yield "It may be from where something is counted, and no change."
    if _is_row(sentence, at) and at not in sentence.columns:
        yield "It stands in a row of figures, as of a table, whose columns are not named."
    names = {sentence.tokens[to].mention for to in part if sentence.types[to] in _NAMES}
    scopes = {sentence.tokens[to].mention for to in part if sentence.types[to] in _SCOPES}
    hedges = set(sentence.hedges.values())
    comparing = next(
        (sentence.tokens[to].text for to in part if to not in hedges and _compares(sentence, to)), ""
    )
    many = len(names) > 1 or len(scopes) > 1 or _figures(sentence, part) > 2
    if comparing and many and not _is_attached(sentence, at, subject):
        yield UNSURE_COMPARED.format(comparing)


def _of_words(sentence: SentenceRead, at: int, span: int | None) -> Iterator[str]:
    """Return what single words of the part leave open."""
    part, segment = sentence.part_of(at), sentence.segment_of(at)
    for to in part:
        kind, text = sentence.types[to], sentence.tokens[to].text
        if kind == "PERIOD" and _is_open_length(sentence, to) and to != span:
            yield UNSURE_LENGTH.format(text)
        elif sentence.is_one_of_two(to):
            yield f"It is open who is meant by “{text}”."
        elif kind in _NAMES and (some := _SOME_OF.search(sentence.passage.text[: sentence.tokens[to].start])):
            yield f"“{some.group().strip()}” may be some of them."
        elif kind == "WORD" and sentence.types[to + 1 : to + 2] in _OF_PERSONS and to < at:
            yield f"“{text}” may make it some of them."
        elif kind == "FOLLOWUP":
            yield f"It may be of {text}."
        elif kind == "PUBLISHED":
            yield f"“{text}” may mean other figures than the workbook's own."
        elif kind == "SHARE" and at - _NEAR < to < at and to in segment:
            yield f"“{text}” says a part of something."
    wide = next((t.text for t in sentence.tokens if t.mention is not None and t.mention.wide), "")
    if wide:
        yield f"“{wide}” means more than the workbook's name."
    if sentence.tokens[at].type in ("RANK", "WORDRANK") and _is_moved_from(sentence, at):
        yield "It may be the position before."
    if "RANGE" in sentence.types[max(0, at - 4) : at] or sentence.types[at + 1 : at + 2] == ("RANGE",):
        yield "It may belong to a range."


def _is_open_length(sentence: SentenceRead, at: int) -> bool:
    """Return whether a period says how long something was counted, and no year: the three months of a trend are its own."""
    text = sentence.tokens[at].text
    of_trend = sentence.types[at + 1 : at + 2] == ("TREND",)
    return is_duration(text) and not _YEARLONG.search(text) and not of_trend


def _of_scope(sentence: SentenceRead, at: int, subject: ClaimSubject) -> Iterator[str]:
    """Return the place, command or force that the sentence names and that the figure may be of."""
    own = sentence.names.own_force
    here = [token for token in sentence.tokens if token.type in _SCOPES and (token.type != "FORCE" or own)]
    if not own and "FORCE" in sentence.types:
        yield "The workbook does not say which force is its own."
    if here and not (subject.places or subject.commands) and not _says_force(sentence, at):
        yield f"It may be of {here[0].text}."
    part = sentence.part_of(at)
    first = sentence.tokens[0]
    if first.type == "WORD" and first.text[:1].isupper() and _SAW.match(sentence.passage.text, first.end):
        yield f"It may be of “{first.text}”."
    proper = next((sentence.tokens[to].text for to in part if sentence.types[to] == "PROPER" and to < at), "")
    if proper:
        yield f"It may be of “{proper}”."


def _names_others(sentence: SentenceRead) -> bool:
    """Return whether a sentence on overall satisfaction names a group besides, or points back to one: "these figures"."""
    if "all users" in sentence.passage.text.casefold():
        return False
    points_back = sentence.passage.text.casefold().startswith(("these ", "this ", "those "))
    return points_back or sum(kind in ("NAME", "FOREIGN") for kind in sentence.types) > 1


def _of_subject(sentence: SentenceRead, at: int, subject: ClaimSubject) -> Iterator[str]:
    """Return the unknown word that may make the subject another."""
    if subject.how == "loosely":
        yield UNSURE_NAME
    if subject.how == "implied":
        yield UNSURE_OFFENCE
    if any(map(is_of_all_users, subject.names)) and _names_others(sentence):
        yield "It may be the satisfaction of some of them only."
    if subject.how == "before" and not _points_back(sentence):
        yield "It may be of something else than the sentence before."
    if subject.how == "sentence":
        word = _beside_name(sentence, subject) or _narrowed(sentence, at, subject)
        if word:
            yield f"“{word}” beside the name may make it another."
        return
    part, own = sentence.part_of(at), own_words(name.name for name in subject.names)
    if subject.how == "loosely":
        own |= everyday_words()
    unknown = next(
        (
            sentence.tokens[to].text
            for to in part
            if sentence.types[to] in _UNKNOWN and to < at and stem(sentence.tokens[to].text) not in own
        ),
        "",
    )
    if unknown:
        yield f"The sentence may be about “{unknown}”."


def _points_back(sentence: SentenceRead) -> bool:
    """Return whether a sentence begins with a word for what the one before it spoke of: "This is", "It has", "In that time they"."""
    return any(token.text.lower() in _BACK for token in sentence.tokens[:_SOON])


def _compares(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word sets names against each other: "than", "twice", "better than domestic violence", not "than last year"."""
    behind = [kind for kind in sentence.types[at + 1 : at + 3] if kind != "THE"]
    if sentence.types[at] in ("THAN", "VERSUS") and behind[:1] in (["LASTYEAR"], ["SAMETIME"], ["LASTTIME"]):
        return False
    if sentence.types[at] in ("ABOVE", "BELOW", "GAIN", "LOSS", "VERSUS"):
        following = sentence.types[at + 1 : at + 4]
        return any(kind in (*_NAMES, *_SCOPES) for kind in following) and "STOP" not in following
    return sentence.types[at] in _COMPARING


def _is_row(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure is one of three or more side by side with no word in between, or its sentence a table's row."""
    if "|" in sentence.passage.text:
        return True
    first = last = at
    while first and sentence.tokens[first - 1].is_figure:
        first -= 1
    while last + 1 < len(sentence.tokens) and sentence.tokens[last + 1].is_figure:
        last += 1
    return last - first >= 2


def _figures(sentence: SentenceRead, part: range) -> int:
    return sum(sentence.tokens[to].is_figure for to in part)


def _beside_name(sentence: SentenceRead, subject: ClaimSubject) -> str:
    """Return the unknown word right before or after the name: "knife robbery", "robbery suspects"."""
    own = own_words(name.name for name in subject.names)
    for to, token in enumerate(sentence.tokens):
        if token.mention is None or not set(token.mention.names) & set(subject.names):
            continue
        for beside in (to - 1, to + 1):
            known = not 0 <= beside < len(sentence.types) or sentence.types[beside] not in _UNKNOWN
            if not known and stem(sentence.tokens[beside].text) not in own:
                return sentence.tokens[beside].text
    return ""


def _narrowed(sentence: SentenceRead, at: int, subject: ClaimSubject) -> str:
    """Return what round the name makes it a part of it, or what comes of it: "charges for robbery", "burglaries in which keys were taken"."""
    named = [to for to in range(len(sentence.tokens)) if _names(sentence, to, subject)]
    about = [_CONCERNING.search(sentence.passage.text, 0, sentence.tokens[to].start) for to in named]
    if about and (word := about[0]) and all(about):
        return word[1]
    of_names = (to for to in reversed(named) if to < at)
    name = next(of_names, None)
    if name is None:
        return _as_thing(sentence, at + 1, subject)
    if _as_thing(sentence, name, subject):
        return sentence.tokens[name].text
    if at not in sentence.segment_of(name) and sentence.types[name + 1 : name + 2] != ("COMMA",):
        return ""
    before = "" if sentence.types[at] == "GRADE" else _said_before(sentence, name)
    return before or _said_behind(sentence, name, at)


def _names(sentence: SentenceRead, to: int, subject: ClaimSubject) -> bool:
    mention = sentence.tokens[to].mention
    return mention is not None and bool(set(mention.names) & set(subject.names))


def _as_thing(sentence: SentenceRead, name: int, subject: ClaimSubject) -> str:
    """Return the name where it says what is stolen and nothing that it is: "bicycle marking reached 2,350 bicycles"."""
    if name >= len(sentence.tokens) or not _names(sentence, name, subject):
        return ""
    text = sentence.tokens[name].text
    of_theft = all("theft" in each.name.lower() for each in subject.names) and not text.isupper()
    return text if of_theft and not _THEFT.search(sentence.passage.text) else ""


def _said_before(sentence: SentenceRead, name: int) -> str:
    """Return the word of which the name only says what it is about: "arrests for", "arrest rates for", or of which it is the whole: "rape, within"."""
    types = sentence.types
    back = name - 1
    while back > 0 and types[back] == "THE":
        back -= 1
    if types[back : back + 1] == ("FOREIGN",) and back == name - 1:
        return sentence.tokens[back].text
    if back < 1 or sentence.tokens[back].text.lower() not in _ABOUT_NAME:
        return ""
    back -= 1
    if types[back] == "RATE_WORD" and back:
        back -= 1
    if types[back] in ("COMMA", "PLAIN") and types[name + 1 : name + 2] == ("COMMA",):
        back = max([to for to in range(back) if types[to] == "FOREIGN"], default=back)
        return sentence.tokens[back].text if types[back] == "FOREIGN" else ""
    what = sentence.tokens[back].text
    if back and types[back - 1] == "IT":
        return ""
    return what if types[back] in _WHAT_OF_IT and not what.lower().endswith("ed") else ""


def _said_behind(sentence: SentenceRead, name: int, at: int) -> str:
    """Return the word between a name and its verb that makes it some of it."""
    start = sentence.segment_of(name).start
    if all(kind in ("IN", "THE", "ON") for kind in sentence.types[start:name]) and start < name:
        return ""
    for to in range(name + 1, at):
        kind, text = sentence.types[to], sentence.tokens[to].text
        led = (to > name + 1 and sentence.types[to - 1] in _LEADS) or sentence.types[to - 1] in _SOME
        if (kind in _SOME and (led or (kind == "PERSONS" and text.lower() in _PEOPLE))) or (
            text.lower() in _RELATIVES and (text.lower() != "which" or sentence.types[to - 1] == "IN")
        ):
            return text
        if kind not in _GOES_ON and kind not in _SOME:
            return ""
    return ""


def _is_attached(sentence: SentenceRead, at: int, subject: ClaimSubject | None) -> bool:
    """Return whether the name stands right beside its figure: "8.2 % of dwelling burglaries"."""
    if subject is None:
        return False
    first = at - 2 if sentence.types[at - 1 : at] in (("AT",), ("OPEN",), ("COMMA",)) else at - 1
    near = [
        to
        for to in range(max(0, first), min(len(sentence.types), at + 3))
        if sentence.types[to] in _NAMES and (to < at or first == at - 1)
    ]
    mention = sentence.tokens[near[0]].mention if len(near) == 1 else None
    return mention is not None and bool(set(mention.names) & set(subject.names))


def _is_moved_from(sentence: SentenceRead, at: int) -> bool:
    """Return whether a rank follows a word of movement without "to": "improved on the 5th place"."""
    near = sentence.types[max(0, at - 4) : at]
    return any(kind in ("RISE", "FALL", "GAIN", "LOSS") for kind in near) and "ON" in near


def _says_force(sentence: SentenceRead, at: int) -> bool:
    return any(sentence.types[to] in ("FORCEWORD", "OWN", "OVERALL") for to in sentence.clause_of(at))
