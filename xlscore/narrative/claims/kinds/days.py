"""The claims that something was on a day, or in a month: when the board met, a grade was changed, since when a concern runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.cues import doubts_of, modality_of
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.words.periods import period_of
from xlscore.narrative.days import (
    APPROVED,
    BEGINS,
    CHANGED,
    CONCERN,
    DATA,
    EVENT,
    MEETING,
    NOTE,
    UNTIL,
    WRITTEN,
)
from xlscore.narrative.model import Claim, ClaimKind, ClaimSubject

__all__ = ["days"]

_REACH: Final = 110
"""So many letters before a day say what it is of."""
_WEEKDAY: Final = r"(?: (?:mon|tues|wednes|thurs|fri|satur|sun)day)?,?"


def _right_before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern}){_WEEKDAY}\s*$", re.IGNORECASE)


_BOARD: Final = r"(?:board|panel|committee|meeting)"
_BEFORE: Final = (
    (MEETING, _right_before(
        rf"{_BOARD}(?: itself)? (?:sat|met|was held|was|is|took place|convened|gathered)(?: here)?(?: on)?|{_BOARD} (?:of|on)|{_BOARD},? (?:which was )?held on")),
    (APPROVED, _right_before(r"(?:approved|signed off)(?: \w+){0,3}?(?: on)?|(?:approval|approved):")),
    (WRITTEN, _right_before(r"(?:written|drafted|prepared)(?: \w+){0,3}?(?: on| in)?|written:")),
    (EVENT, _right_before(r"(?:announced|launched)(?: by [^.;,]{2,40}?)?(?: on| in)?|announcement (?:of|on)")),
    (UNTIL, _right_before(r"(?:reports?|due|expected|until|published)(?: as \w+| back| \w+ed)?(?: to report)?(?: in| by| until| on)?")),
    (NOTE, _right_before(r"(?:notes?\b[^.;,]{2,60}? (?:bears the date|is dated|dated|is of|dates from|was made in|is from|of)|note (?:of|from|dated))(?: the)?")),
    (BEGINS, _right_before(r"(?:reporting|financial|performance|counting|police) year (?:begins|starts|commences|runs)(?: each year| again)?(?: in| on| with| from)?")),
    (DATA, _right_before(
        r"(?:data|figures?|line|row|reading)\b(?: for [^.;,]{2,40}?)? (?:is|are|was|were)(?: still| only| now| all| just)? (?:dated|of|from|for|as at)|"
        r"(?:data|figures?)(?: (?:runs?|goes|go|are|is|held|known|only|up))* (?:of|for|from|to|as at|dated)|dated|date of the data,")),
    (CONCERN, _right_before(r"(?:since|(?:began|begun|started|starting|dates?|running|runs?)\b[^.;]{0,40}? (?:in|from|to|with)|months?, from)")),
)  # fmt: skip
"""What the words right before a day say that it is of; the first that fits."""
_DATA_AFTER: Final = re.compile(r"\s*(?:data|figures?)\b", re.IGNORECASE)
_OF_PAPER: Final = re.compile(r"\b(?:paper|report|document)\b", re.IGNORECASE)
_REGRADED: Final = re.compile(
    r"\b(?:alter(?:ed|ation)|amend(?:ed|ment)|changed?|lower(?:ed|ing)|rais(?:ed|ing)|downgrad(?:ed|ing)|upgrad(?:ed|ing)|regraded?|revis(?:ed|ion)|"
    r"mov(?:ed|ing)|cut)\b",
    re.IGNORECASE,
)
_GRADE: Final = re.compile(r"\bgrad(?:e|es|ed|ing)\b", re.IGNORECASE)
_SIGNAL: Final = re.compile(
    r"\b(?:concern|improvement|signal|shift|(?:above|below) (?:its|the|their) (?:\w+ )?(?:mean|limits?|control limits?))\b",
    re.IGNORECASE,
)
_TITLED: Final = (EVENT, NOTE)
"""What its own title names, with words that are nobody's name."""
_OF_WORDS: Final = re.compile(r"^It may be of “|beside the name may make it another")
_BOARD_ITSELF: Final = _right_before(
    r"board(?: itself)? (?:sat|met|was held|was|is|took place)(?: here)?(?: on)?"
)
"""What says of the board itself when it was, and of no other meeting."""
_OTHER_MEETING: Final = re.compile(
    r"\b(?:last|next|previous|earlier|following|another|first|second)\b", re.IGNORECASE
)


def days(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of a sentence that something was on a day or in a month that the workbook may name."""
    for at, token in enumerate(sentence.tokens):
        if token.type != "PERIOD" or (at and sentence.types[at - 1] == "DATA"):
            continue
        what = _what(sentence, at)
        if what:
            yield _claim(sentence, at, what)


def _what(sentence: SentenceRead, at: int) -> str:
    """Return what a day is said to be of, "" where the words round it do not say it."""
    text, token = sentence.passage.text, sentence.tokens[at]
    before = text[max(0, token.start - _REACH) : token.start]
    period = period_of(token.text)
    is_day = period.first is not None and period.first == period.last
    found = next((what for what, pattern in _BEFORE if pattern.search(before)), "")
    match found:
        case "" if _DATA_AFTER.match(text, token.end) or (
            text[token.start - 1 : token.start] == "(" and text[token.end : token.end + 1] == ")"
        ):
            return DATA
        case _ if found == BEGINS:
            return BEGINS
        case _ if found in (APPROVED, WRITTEN):
            return found if is_day and _OF_PAPER.search(text) else ""
        case _ if found == MEETING:
            return found if is_day and not _OTHER_MEETING.search(before) else ""
        case _ if found == CONCERN:
            return found if period.last is not None and not is_day and _SIGNAL.search(text) else ""
        case _ if found in (EVENT, UNTIL, NOTE, DATA):
            return found if period.last is not None else ""
    part = sentence.part_of(at)
    said = text[sentence.tokens[part.start].start : sentence.tokens[part.stop - 1].end]
    return CHANGED if is_day and _REGRADED.search(said) and _GRADE.search(said) else ""


def _claim(sentence: SentenceRead, at: int, what: str) -> Claim:
    token = sentence.tokens[at]
    subject = subject_of(sentence, at, range(at, at + 1), graded=what == CHANGED)
    if what in (MEETING, WRITTEN, APPROVED, BEGINS):
        subject = ClaimSubject(how="sentence")
    reasons = reservations_of(sentence, at, subject)
    before = sentence.passage.text[max(0, token.start - _REACH) : token.start]
    if what == MEETING and _BOARD_ITSELF.search(before) is None:
        reasons = (*reasons, "It may be another meeting.")
    return Claim(
        kind=ClaimKind.DATE,
        passage=sentence.passage,
        start=token.start,
        end=token.end,
        subject=subject,
        period=replace(period_of(token.text), previous=False),
        states=(what,),
        modality=modality_of(sentence, at),
        doubts=doubts_of(sentence, at),
        reservations=tuple(each for each in reasons if what not in _TITLED or not _OF_WORDS.search(each)),
    )
