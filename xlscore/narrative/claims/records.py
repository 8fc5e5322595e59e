"""The claims that nothing else is as high or as low: the most of any borough, the lowest since March, bottom of the group."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import cache

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.words.periods import period_of
from xlscore.narrative.claims.words.tables import named_lines
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimUnit,
    ComparedWith,
    KnownName,
    Period,
    PrintedAmount,
    Sense,
)
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["ranked", "records"]

_NO_RECORD = re.compile(
    r"\s*(?:similar|recent(?:ly)?|serious|important(?:ly)?|likely|of (?:the|our|these|those|its|their|them|which|it)\b(?! (?:four|five|six|seven|eight|\w+ (?:boroughs|forces)))"
    r"|part|quartile|quarter|practice|common(?:ly)?|vulnerable|two|three|deprived|in need|at risk|interest|marked|keeping)",
    re.IGNORECASE,
)
"""What follows "most" or "best" where nothing is compared: "most similar", "best quartile"."""
_NO_SINGLE = re.compile(
    r"\b(?:at|not|second|third|joint|one of (?:the|our)|among (?:the|our)|amongst the|next|equal)[ -]*$",
    re.IGNORECASE,
)
"""What stands before it where it is said of none alone: "at most", "second highest", "one of the highest"."""
_OF_MONTH = re.compile(rf"It may be of “(?:{'|'.join(calendar.month_name[1:])})”\.")
"""The doubt whether a word with a capital is whom it is of, where it is the month that is the record."""
_FOR_THE = re.compile(r"\bfor the (?:most|best|worst|least|greatest|largest)$", re.IGNORECASE)
"""What is no record but a manner of speaking, where it is not of a movement: "for the most part"."""
_A_RECORD = re.compile(r"\b(?:an?|the|new|all[- ]time|at|this|that)[ -]$", re.IGNORECASE)
"""What stands before "record" where it is one: not "would have to record", "police record crime"."""
_ANY = re.compile(r"\s*(?:in |at |for |on )?(?:any|all|every)\b(?! time| point)", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\b", re.IGNORECASE)
_LONG = re.compile(
    r"\b(?:for|in|of) (?:the (?:last |past )?)?((?:(?:almost|nearly|over|more than|about|some|around) )?(?:an?|\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|eighteen|twenty|twenty-three|twenty-four)"
    r"[ -](?:months?|years?))\b",
    re.IGNORECASE,
)
_TOP = re.compile(
    r"\b(?:tops?|leads?|heads?|topped|leading|topping) (?=the (?:group|family|list|table|forces|boroughs|pack|field)\b)",
    re.IGNORECASE,
)
_THAN_ANY = re.compile(
    r"\b(?P<word>more|fewer|less|higher|lower|greater|larger|smaller|better|worse)\b(?P<between>(?:(?!\bthan\b)[^,;:.]){1,60}?)\bthan (?:in |at |for |on |of )?(?:any|every|all)\b"
    r"(?! (?:but|bar|except|save|time|point|year|month|quarter|day|previous))",
    re.IGNORECASE,
)
"""What says of one that nobody else has as much, with something in between: "more are stolen in Camden than in any other"."""
_NOWHERE = re.compile(
    r"\bnowhere(?: else)?\b[^,;:.]{0,30}?\b(?P<word>more|fewer|less|higher|lower|greater|larger|smaller|better|worse)\b[^,;:.]{0,40}?\bthan (?:in|at|on|for) (?:the )?$",
    re.IGNORECASE,
)
"""What stands before the one that has the most of all: "nowhere more often than in Camden"."""
_WAYS = ("RISE", "FALL")
_TURNED = {Sense.UP: Sense.DOWN, Sense.DOWN: Sense.UP}
_PLAIN = {"more": Sense.UP, "less": Sense.DOWN, "better": Sense.BETTER, "worse": Sense.WORSE}
_NEAR = 4
_SIZE = "|".join((*NUMBER_WORDS[1:13], r"\d"))
_WHOM = r"(?:the |its |our |their )?(?:whole |entire )?(?:msg|most similar|group|family|forces?|peer|table|pack|league|(?:eight|seven|six)\b)"
_END = re.compile(
    rf"\b(?P<end>bottom|last|top|foot|rear|tail) (?:of|in|among|amongst|out of) {_WHOM}[\w ]*?\b(?: of (?P<of>{_SIZE})\b)?",
    re.IGNORECASE,
)
_FROM_END = re.compile(
    r"\b(?:(?P<nth>second|third|fourth|fifth|2nd|3rd|4th|5th) (?:from|off)(?: the)? (?P<end>top|bottom|last|foot)"
    rf"|(?P<n>{_SIZE}) (?:places?|positions?|rungs?|spots?) (?:off|from|below|above|clear of|short of)(?: the)? (?P<off>top|summit|bottom|foot|last)"
    r"|(?P<last>(?:bottom|last) but (?P<but>one|two)|(?:next|second)(?: to)? (?:last|bottom)|penultimate)|(?P<props>(?:props?|propp(?:ed|ing)) up (?:the|our|its) (?:table|group|rest|others|league|pack)))\b"
    r"(?! quartile| quarter| year| month| cycle| board| meeting| time| week)",
    re.IGNORECASE,
)
"""What says how many places from the first or the last: "third from top", "two places off the bottom", "bottom but one"."""
_AT_END = re.compile(r"\b(?P<end>bottom|last|top)(?= (?:for|in|on|when it comes to) )", re.IGNORECASE)
_TOPS = ("top", "summit")
_ALL_BUT = re.compile(
    rf"\b(?P<than>(?:better|worse|higher|lower|more|less|fewer|greater|smaller)\b[^,;.]*?\bthan)(?: in| those of| that of)? (?P<all>all (?:but|bar|except) (?P<n>\w+)) (?:of )?{_WHOM}",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:off|from|near|nearer|towards?|close to|closer to|out of|not|no longer|never|second|third|next|joint|half|part|place|nearly|almost|risk of being|leave|leaves|left)[ -]*(?:at )?(?:the )?$",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:meeting|board|page|chart|row|column|line|item|paragraph|bullet)s?\b[^,;:.]*$", re.IGNORECASE
)
"""What has a top and a bottom of its own: "the third row from the top"."""
_BESIDE = 30
_SAID = re.compile(
    r"(?:\b(?:is|are|remains?|sits?|lies|stands?|ranks?|ranked|placed|comes?)|[:,])\s+(?:at\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SENSES = {
    "better": Sense.BETTER, "worse": Sense.WORSE, "higher": Sense.UP, "more": Sense.UP, "greater": Sense.UP,
    "lower": Sense.DOWN, "less": Sense.DOWN, "fewer": Sense.DOWN, "smaller": Sense.DOWN,
}  # fmt: skip
_LINKS = ("OF", "IN", "THE", "OUTCOME", "CRIME")
"""What stands between the word for a record and what it is of: "the highest rate of robbery"."""
_BEFORE = ("LASTTIME", "LASTYEAR", "WAS", "ONCE")


def records(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something is the highest or the lowest."""
    text = sentence.passage.text
    for match in _TOP.finditer(text):
        at = _token_at(sentence, match.start())
        if at is not None:
            yield _record(sentence, at, match, Sense.BETTER)
    for match in _words().finditer(text):
        way = _said()[match.group().lower()]
        least = way.removesuffix(" than")
        after = text[match.end() :]
        if way != least and not _ANY.match(after):
            continue
        if (
            _FOR_THE.search(text[: match.end()])
            or _NO_RECORD.match(after)
            or _NO_SINGLE.search(text[: match.start()])
        ):
            continue
        if match.group().lower() == "record" and not _A_RECORD.search(text[: match.start()]):
            continue
        at = _token_at(sentence, match.start())
        if (
            at is None
            or sentence.tokens[at].mention is not None
            or sentence.tokens[at].type == "TOP_QUARTILE"
        ):
            continue
        yield _record(sentence, at, match, _PLAIN[least])
    yield from _than_any(sentence)


def _than_any(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that nobody else has as much, or that as much is nowhere but in one place."""
    text = sentence.passage.text
    for match in _THAN_ANY.finditer(text):
        at = _token_at(sentence, match.start())
        if at is not None and not _NO_SINGLE.search(text[: match.start()]):
            yield _record(sentence, at, match, _SENSES[match["word"].lower()])
    for token in sentence.tokens:
        nowhere = _NOWHERE.search(text[: token.start]) if token.type == "PLACE" and token.mention else None
        at = None if nowhere is None else _token_at(sentence, nowhere.start("word"))
        if nowhere is not None and at is not None and token.mention is not None:
            claim = _record(sentence, at, nowhere, _SENSES[nowhere["word"].lower()])
            yield replace(claim, subject=replace(claim.subject, places=token.mention.names))


def _token_at(sentence: SentenceRead, start: int) -> int | None:
    return next((to for to, token in enumerate(sentence.tokens) if token.start <= start < token.end), None)


def _record(sentence: SentenceRead, at: int, match: re.Match[str], sense: Sense) -> Claim:
    moved = _move(sentence, at)
    if moved == "FALL":
        sense = _TURNED.get(sense, sense)
    subject = subject_of(sentence, at, range(at, _of_what(sentence, at) + 1))
    if not subject.places:
        subject = replace(subject, places=_answered(sentence, at))
    since = _since(sentence, match.end())
    span = (
        None
        if since is None
        else next(
            (
                to
                for to, token in enumerate(sentence.tokens)
                if token.type == "PERIOD" and token.text in since.text
            ),
            None,
        )
    )
    return Claim(
        kind=ClaimKind.RECORD,
        passage=sentence.passage,
        start=match.start(),
        end=match.end(),
        subject=subject,
        direction=sense,
        reference=ComparedWith.LAST_YEAR if moved else ComparedWith.NONE,
        period=since,
        modality=modality_of(sentence, at),
        doubts=doubts_of(sentence, at),
        reservations=tuple(
            each
            for each in reservations_of(sentence, at, subject, span=span)
            if not _OF_MONTH.fullmatch(each)
        ),
    )


def _of_what(sentence: SentenceRead, at: int) -> int:
    """Return the place of the name right behind the word for a record, its own where none stands there: "the fewest house burglaries"."""
    behind = next((to for to in range(at + 1, len(sentence.types)) if sentence.types[to] not in _LINKS), at)
    return behind if behind != at and sentence.types[behind] == "NAME" else at


def _answered(sentence: SentenceRead, at: int) -> tuple[KnownName, ...]:
    """Return the place that alone stands behind a colon: "Lowest homicide rate: Hampshire"."""
    colon = next((to for to in range(at, len(sentence.tokens)) if sentence.types[to] == "STOP"), None)
    behind = (
        () if colon is None or sentence.tokens[colon].text.strip() != ":" else sentence.tokens[colon + 1 :]
    )
    alone = [token.type for token in behind] in (["PLACE"], ["PLACE", "STOP"])
    mention = behind[0].mention if alone else None
    return () if mention is None else mention.names


def _move(sentence: SentenceRead, at: int) -> str:
    """Return the movement that a record is of: "the largest fall", "fell most", "lost 22.5 points, more than any other"; "" for a level."""
    types = sentence.types
    following = next((types[to] for to in range(at + 1, min(at + 3, len(types))) if types[to] in _WAYS), "")
    if following:
        return following
    segment = sentence.segment_of(at)
    before = [to for to in segment if to < at and types[to] in _WAYS]
    if before and at - before[-1] <= _NEAR:
        return types[before[-1]]
    if at and sentence.tokens[at - 1].text.lower() == "by":
        return next((types[to] for to in reversed(range(at)) if types[to] in _WAYS), "")
    if at - segment.start <= 2 and segment.start > 1 and types[segment.start - 1] == "COMMA":
        earlier = sentence.segment_of(segment.start - 2)
        if any(
            types[to] == "TO" and sentence.tokens[to + 1].is_figure for to in earlier if to + 1 < len(types)
        ):
            return ""  # "dropped to 292, the lowest" is said of the 292
        return next((types[to] for to in earlier if types[to] in _WAYS), "")
    return ""


def _since(sentence: SentenceRead, end: int) -> Period | None:
    """Return since when, or for how long, nothing was as high or as low; None where it does not say."""
    text = sentence.passage.text
    stop = next(
        (token.start for token in sentence.tokens if token.type == "STOP" and token.start > end), len(text)
    )
    said = text[end:stop]
    since = _SINCE.search(said)
    if since is not None:
        month = next(
            (t for t in sentence.tokens if t.type == "PERIOD" and t.start >= end + since.end()), None
        )
        return None if month is None else period_of(month.text)
    long = _LONG.search(said)
    return None if long is None else Period(long[1])


@cache
def _said() -> dict[str, str]:
    return {word: way for way, words, _ in named_lines("records.txt") for word in words}


@cache
def _words() -> re.Pattern[str]:
    words = sorted(_said(), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(words)})\b(?! than)", re.IGNORECASE)


def ranked(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something is first or last, or better than all but so many."""
    text = sentence.passage.text
    for match in _END.finditer(text):
        before = text[: match.start()]
        if not _NO_END.search(before):
            sense = Sense.BETTER if match["end"].lower() == "top" else Sense.WORSE
            yield from _rank(
                sentence,
                match.start(),
                match.end(),
                sense,
                0,
                sure=bool(_SAID.search(before)),
                of=match["of"] or "",
            )
    yield from _from_end(sentence)
    for match in _ALL_BUT.finditer(text):
        number = match["n"].lower()
        if number in NUMBER_WORDS:
            sense = _SENSES[match["than"].split()[0].lower()]
            yield from _rank(
                sentence, match.start("all"), match.end("n"), sense, NUMBER_WORDS.index(number), sure=False
            )


def _from_end(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something is so many places from the first or the last, or, before what it is so for, that itself."""
    text = sentence.passage.text
    if "PLACE_WORD" in sentence.types:
        return
    for match in _FROM_END.finditer(text):
        before = text[: match.start()]
        if _NO_END.search(before) or _OF_OTHERS.search(before):
            continue
        top = (match["end"] or match["off"] or "").lower() in _TOPS
        sense = Sense.BETTER if top else Sense.WORSE
        sure = match["props"] is not None or bool(_SAID.search(before)) or _is_of_own(sentence, match.start())
        yield from _rank(sentence, match.start(), match.end(), sense, _how_far(match), sure=sure)
    for match in _AT_END.finditer(text):
        before = text[: match.start()]
        name = next(
            (token for token in sentence.tokens if token.type == "NAME" and token.start > match.end()), None
        )
        near = name is not None and name.start - match.end() < _BESIDE
        if (
            near
            and not _NO_END.search(before)
            and (_SAID.search(before) or _is_of_own(sentence, match.start()))
        ):
            sense = Sense.BETTER if match["end"].lower() == "top" else Sense.WORSE
            yield from _rank(sentence, match.start(), match.end(), sense, 0, sure=bool(_SAID.search(before)))


def _how_far(match: re.Match[str]) -> int:
    """Return how many places there are before, or behind, the one that is said."""
    if match["nth"]:
        return ("second", "third", "fourth", "fifth", "2nd", "3rd", "4th", "5th").index(
            match["nth"].lower()
        ) % 4 + 1
    if match["n"]:
        said = match["n"].lower()
        return int(said) if said.isdigit() else NUMBER_WORDS.index(said)
    return 0 if match["props"] else 2 if match["but"] and match["but"].lower() == "two" else 1


def _is_of_own(sentence: SentenceRead, start: int) -> bool:
    """Return whether the own force stands right before, as in a headline: "Essex bottom for burglary"."""
    before = [token for token in sentence.tokens if token.end <= start][-1:]
    return bool(before) and (before[0].type in ("OWN", "FORCEWORD") or before[0].text.lower() == "we")


def _rank(
    sentence: SentenceRead, start: int, end: int, sense: Sense, but: int, *, sure: bool, of: str = ""
) -> Iterator[Claim]:
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > start), None)
    if at is None:
        return
    said = sure and not any(sentence.types[to] in _BEFORE for to in sentence.part_of(at))
    subject = subject_of(sentence, at, range(at, at + 1))
    size = int(of) if of.isdigit() else NUMBER_WORDS.index(of.lower()) if of else 0
    yield Claim(
        kind=ClaimKind.RANK,
        of=PrintedAmount(Fraction(size), Fraction(0), ClaimUnit.PLACES, of) if size else None,
        passage=sentence.passage,
        start=start,
        end=end,
        subject=subject,
        direction=sense,
        all_but=but,
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=modality_of(sentence, at),
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at, subject, sure=said),
    )
