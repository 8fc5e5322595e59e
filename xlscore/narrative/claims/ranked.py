"""The claims of a rank in words without a number: bottom of the group, top of the table, better than all but one of the forces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlscore.narrative.claims.cues import doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, Sense
from xlscore.rules.words import NUMBER_WORDS

__all__ = ["ranked"]

_WHOM = r"(?:the |its |our |their )?(?:whole |entire )?(?:msg|most similar|group|family|forces|peer|table|pack|league|(?:eight|seven|six)\b)"
_END = re.compile(
    rf"\b(?P<end>bottom|last|top) (?:of|in|among|amongst|out of) {_WHOM}[\w ]*?\b", re.IGNORECASE
)
_ALL_BUT = re.compile(
    rf"\b(?P<than>(?:better|worse|higher|lower|more|less|fewer|greater|smaller)\b[^,;.]*?\bthan) (?P<all>all (?:but|bar|except) (?P<n>\w+)) (?:of )?{_WHOM}",
    re.IGNORECASE,
)
_NO_END = re.compile(
    r"\b(?:off|from|near|nearer|towards?|close to|closer to|out of|not|no longer|never|second|third|next|joint|half|part|place|nearly|almost|risk of being|leave|leaves|left)[ -]*(?:at )?(?:the )?$",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"(?:\b(?:is|are|remains?|sits?|lies|stands?|ranks?|ranked|placed|comes?)|[:,])\s+(?:at\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_SENSES = {
    "better": Sense.BETTER, "worse": Sense.WORSE, "higher": Sense.UP, "more": Sense.UP, "greater": Sense.UP,
    "lower": Sense.DOWN, "less": Sense.DOWN, "fewer": Sense.DOWN, "smaller": Sense.DOWN,
}  # fmt: skip
_BEFORE = ("LASTTIME", "LASTYEAR", "WAS", "ONCE")


def ranked(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims that something is first or last, or better than all but so many."""
    text = sentence.passage.text
    for match in _END.finditer(text):
        before = text[: match.start()]
        if not _NO_END.search(before):
            sense = Sense.BETTER if match["end"].lower() == "top" else Sense.WORSE
            yield from _claim(sentence, match.start(), match.end(), sense, 0, sure=bool(_SAID.search(before)))
    for match in _ALL_BUT.finditer(text):
        number = match["n"].lower()
        if number in NUMBER_WORDS:
            sense = _SENSES[match["than"].split()[0].lower()]
            yield from _claim(
                sentence, match.start("all"), match.end("n"), sense, NUMBER_WORDS.index(number), sure=False
            )


def _claim(
    sentence: SentenceRead, start: int, end: int, sense: Sense, but: int, *, sure: bool
) -> Iterator[Claim]:
    at = next((to for to, token in enumerate(sentence.tokens) if token.end > start), None)
    if at is None:
        return
    said = sure and not any(sentence.types[to] in _BEFORE for to in sentence.part_of(at))
    subject = subject_of(sentence, at, range(at, at + 1))
    yield Claim(
        kind=ClaimKind.RANK,
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
