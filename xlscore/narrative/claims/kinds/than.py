"""The claims that compare with something in between: "a bigger share of crime than the average", "fewer were stolen than last year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from xlscore.narrative.claims.cues import REFERENCES, doubts_of, modality_of, period_near
from xlscore.narrative.claims.guards import reserved_of_subject
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.model import Claim, ClaimKind, Modality, Sense

__all__ = ["than_before_or_average"]

_SENSES: Final = {
    **dict.fromkeys(("more", "higher", "bigger", "larger", "greater"), Sense.UP),
    **dict.fromkeys(("less", "fewer", "lower", "smaller", "lesser"), Sense.DOWN),
    "better": Sense.BETTER,
    "worse": Sense.WORSE,
}
_COMPARING: Final = re.compile(
    rf"\b(?P<word>{'|'.join(_SENSES)})\b(?P<between>(?:(?!\bthan\b)[^,;:.\d]){{0,70}}?)\bthan\b",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(
    r"(?:\b(?:no|not|any|never|hardly|scarcely|neither|nor|rather|once|much the)|n['’]t)(?: \w+)?\s*$",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"\b(?:share|part|proportion|percentage|likely|often)\b", re.IGNORECASE)
_LINKS: Final = ("THE", "IS", "WAS", "IT", "IN", "AT", "FROM", "PLAIN", "OF")
_UNKNOWN: Final = ("WORD", "PROPER", "FOREIGN", "POPULATION", "PERSONS", "TARGET", "STRETCH", "PLACES", "GRADE", "AREA", "COMMAND_WORD",
    "MEASURE_WORD", "SATISFIED", "PLACE_WORD")  # fmt: skip
"""What, between the two, may be what is compared: other things than the figures of the name."""
_KNOWN: Final = (
    "share",
    "part",
    "proportion",
    "percentage",
    "likely",
    "often",
    "stolen",
    "recorded",
    "committed",
)
_COUNTING: Final = ("NONE", "EACH", "ALLBUT", "ONLY", "MOST", "EXCEPT", "PLACE_WORD", "TREND", "PROJECTED")
"""What says that it is counted of how many it is so, or of another time."""
_KINDS: Final = {"AVERAGE": ClaimKind.AGAINST, "LASTYEAR": ClaimKind.CHANGE}


def than_before_or_average(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is more, less, better or worse than the average of the group, or than last year, where it says that without a figure."""
    text = sentence.passage.text
    for met in _COMPARING.finditer(text):
        at = next(to for to, token in enumerate(sentence.tokens) if token.end > met.start())
        than = next((to for to, token in enumerate(sentence.tokens) if token.end >= met.end()), None)
        if not met["between"].strip() and met["word"].lower() not in ("better", "worse"):
            continue
        to = None if than is None else _reference(sentence, than + 1)
        if than is None or to is None or _DENIED.search(text[: met.start()]):
            continue
        if any(sentence.tokens[near].is_figure for near in range(max(0, at - 1), than)):
            continue
        claim = _claim(sentence, at, to, _SENSES[met["word"].lower()], bool(_SHARE.search(met["between"])))
        if claim is not None:
            yield claim


def _reference(sentence: SentenceRead, at: int) -> int | None:
    """Return the word for what is compared with, right behind "than"."""
    while at < len(sentence.types) and sentence.types[at] in _LINKS:
        at += 1
    return at if at < len(sentence.types) and sentence.types[at] in _KINDS else None


def _claim(sentence: SentenceRead, at: int, to: int, sense: Sense, share: bool) -> Claim | None:
    if sentence.types[to] == "AVERAGE" and sentence.types[at] in ("ABOVE", "BELOW"):
        return None  # "better than the average" is read elsewhere
    if set(_COUNTING).intersection(sentence.types[near] for near in sentence.segment_of(at)):
        return None
    times = {
        "PERIOD",
        "LASTTIME",
        "ONCE",
        "SINCE",
        *(("LASTYEAR",) if sentence.types[to] == "AVERAGE" else ()),
    }
    if times.intersection(sentence.types[near] for near in sentence.part_of(at)):
        return None  # it may be of another time than the workbook's
    # The crimes of which a share is solved do not make it one of recorded crime.
    subject = subject_of(sentence, at, range(at, at + 1 if share else to))
    modality = modality_of(sentence, at)
    if len(subject.names) != 1 or (share and not subject.outcomes) or modality is Modality.NOT:
        return None
    return Claim(
        kind=_KINDS[sentence.types[to]],
        passage=sentence.passage,
        start=sentence.tokens[at].start,
        end=sentence.tokens[to].end,
        subject=subject,
        direction=sense,
        reference=REFERENCES[sentence.types[to]],
        period=period_near(sentence, at, sentence.part_of(at)),
        modality=modality,
        doubts=doubts_of(sentence, at),
        reservations=(*reserved_of_subject(sentence, at, subject), *_unknown(sentence, at, to)),
    )


def _unknown(sentence: SentenceRead, at: int, to: int) -> Iterator[str]:
    """Yield the words that may be what is compared."""
    for near in range(max(sentence.segment_of(at).start, at - 3), to):
        token = sentence.tokens[near]
        if token.type in _UNKNOWN and token.text.lower() not in _KNOWN:
            yield f"“{token.text}” may be what is compared."
