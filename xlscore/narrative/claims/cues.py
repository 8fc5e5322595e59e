"""What the words near a figure say of it: which way, compared with what, how nearly, whether it is so, of which period."""

from __future__ import annotations

import re
from dataclasses import replace

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.claims.words.periods import is_range, period_of
from xlscore.narrative.model import ComparedWith, Hedge, Modality, Period, Sense

__all__ = [
    "REFERENCES",
    "SENSES",
    "doubts_of",
    "hedge_of",
    "is_duration",
    "modality_of",
    "period_near",
    "reference_in",
    "sense_in",
    "sense_of",
    "span_near",
]

SENSES = {
    "RISE": Sense.UP,
    "MORE": Sense.UP,
    "ABOVE": Sense.UP,
    "FALL": Sense.DOWN,
    "FEWER": Sense.DOWN,
    "BELOW": Sense.DOWN,
    "SHORT": Sense.WORSE,
    "GAIN": Sense.BETTER,
    "LOSS": Sense.WORSE,
    "FLAT": Sense.SAME,
    "MET": Sense.BETTER,
    "MISSED": Sense.WORSE,
}
REFERENCES = {
    "TARGET": ComparedWith.TARGET,
    "STRETCH": ComparedWith.OTHER,
    "ASPIRATION": ComparedWith.ASPIRATION,
    "AVERAGE": ComparedWith.AVERAGE,
    "TOP_QUARTILE": ComparedWith.TOP_QUARTILE,
    "BOTTOM_QUARTILE": ComparedWith.BOTTOM_QUARTILE,
    "LASTYEAR": ComparedWith.LAST_YEAR,
    "LASTTIME": ComparedWith.LAST_TIME,
}
_TAKEN_FOR_GRANTED = re.compile(
    r"\s*(?:and |so |but |then )?(?:(?:why|how|given|with|what|if|which|who|where)\b|(?:since|when|as)\b.*,\s*(?:why|how|what)\b)"
    r"|is it (?:acceptable|right|fair|tolerable|satisfactory|good enough|not time|any wonder|surprising) (?:for|that|when)\b"
    r"|.*[,;:–]\s*(?:so |then |and )?(?:what|why|how|who)\b[^,;:]*\?\s*$"
    r"|.*[;:–]\s*(?:so |then |and )?(?:where|when|which)\b[^;:]*\?\s*$"
    r"|(?:am|are) (?:i|we) (?:not )?(?:right|correct)(?: in (?:thinking|saying|believing))? that\b"
    r"|do(?:es)? [^,;:?]{1,40}? (?:accept|acknowledge|recognise|regret) that\b"
    r"|.*,\s*(?:did (?:you|anyone|anybody)|ha(?:s|ve) (?:you|anyone|anybody)|(?:is|are|has|have|was|were|did|do|does)n['’]t (?:it|they|we|that))\b[^,?]*\?\s*$"
    r"|.*\b(?:content|aware|satisfied|concerned|worried|surprised|pleased|disappointed|happy|comfortable|troubled|explain how|account for|the fact) that\b",
    re.IGNORECASE,
)
"""How a question begins that takes what it says for so: "Why has burglary risen by 5 %?"."""
_HOW_CAN = re.compile(r"\s*how (?:can|could|come)\b", re.IGNORECASE)
"""How a question begins that takes what it says for so, its "if" too: "How can it be Red if burglary fell?"."""
_ANSWERING = (("PERSONS",), ("COUNT",), ("WORDNUMBER",))
_CAUSES = ("because", "considering", "seeing", "given that")
_RELATIVES = ("where", "what", "which", "who", "whom")
_NEAR = 4
_JUDGING = frozenset(
    (
        "better than",
        "worse than",
        "behind",
        "ahead of",
        "lags",
        "lagging",
        "trails",
        "trailing",
        "beats",
        "beat",
        "beating",
    )
)
"""What says of two figures which is the better, not which is the higher."""
_HEDGES = {
    "ABOUT": Hedge.ABOUT,
    "JUST_OVER": Hedge.OVER,
    "JUST_UNDER": Hedge.UNDER,
    "AT_LEAST": Hedge.AT_LEAST,
    "AT_MOST": Hedge.AT_MOST,
    "ABOVE": Hedge.OVER,
    "BELOW": Hedge.UNDER,
    "MORE": Hedge.OVER,
}


def sense_in(sentence: SentenceRead, at: int, within: range) -> Sense:
    """Return which way, by the word nearest to a token; a "better than" judges instead of counting."""
    place = sentence.nearest(at, within, lambda token: token.type in SENSES)
    if place is None:
        return Sense.NONE
    return sense_of(sentence.tokens[place])


def sense_of(token: Token) -> Sense:
    """Return which way a word says; one that judges says better or worse."""
    if token.type in ("ABOVE", "BELOW") and token.text.lower() in _JUDGING:
        return Sense.BETTER if token.type == "ABOVE" else Sense.WORSE
    return SENSES[token.type]


def reference_in(sentence: SentenceRead, at: int, within: range, *wanted: ComparedWith) -> ComparedWith:
    """Return what is compared with, by the nearest word of those wanted."""
    place = sentence.nearest(
        at,
        within,
        lambda token: token.type in REFERENCES and (not wanted or REFERENCES[token.type] in wanted),
    )
    return ComparedWith.NONE if place is None else REFERENCES[sentence.tokens[place].type]


def hedge_of(sentence: SentenceRead, at: int) -> Hedge:
    """Return how nearly a figure is meant, by the words right before and after it."""
    before = sentence.hedges.get(at)
    if before is not None:
        return _HEDGES[sentence.types[before]]
    after = sentence.tokens[at + 1] if at + 1 < len(sentence.tokens) else None
    if after is not None and after.type == "AT_LEAST" and after.text.lower() in ("or more", "or better"):
        return Hedge.AT_LEAST
    return Hedge.EXACT


def modality_of(sentence: SentenceRead, at: int) -> Modality:
    """Return whether it is said to be so, by the words of its clause."""
    text, why = sentence.passage.text, _why(sentence, at)
    around = [to for to in (*sentence.segment_of(at), *sentence.asides_of(at)) if to > why]
    types = [sentence.types[to] for to in around if not _is_of_another_clause(sentence, to, at)]
    asked = text.rstrip().endswith("?") and why < 0 and not _TAKEN_FOR_GRANTED.match(text)
    if asked or "MAY" in types or (sentence.is_conditional(at) and not _HOW_CAN.match(text)):
        return Modality.MAY
    if "WILL" in types or "PROJECTED" in types or sentence.lead_projects:
        return Modality.WILL
    near = sentence.types[max(0, at - _NEAR) : at]
    return Modality.NOT if "NOT" in near and "COMMA" not in near[near.index("NOT") :] else Modality.IS


def _is_of_another_clause(sentence: SentenceRead, modal: int, at: int) -> bool:
    """Return whether a word like "should" is of a clause that a figure is not in: "lock up, after thefts rose by 5 %"."""
    if sentence.tokens[modal].text.lower() == "asked" and sentence.types[modal - 1 : modal] in _ANSWERING:
        return True
    if modal < at:
        between = range(modal + 1, at)
        return any(
            sentence.types[to] == "SINCE" or sentence.tokens[to].text.lower() in _CAUSES for to in between
        )
    opening = range(at + 1, modal)
    return any(
        sentence.types[to] in ("THAN", "ABOVE", "BELOW")
        or sentence.tokens[to].text.lower().endswith(" than")
        or sentence.tokens[to].text.lower() in _RELATIVES
        or sentence.types[to : to + 2] == ("AND", "IT")
        for to in opening
    ) or (sentence.types[modal - 1] == "AND" and modal > at and " " in sentence.tokens[modal].text)


def _why(sentence: SentenceRead, at: int) -> int:
    """Return the last token that asks why before a token, which takes what follows for so; -1 where none does."""
    words = [token.text.lower() for token in sentence.tokens]
    asking = [to for to in range(at) if words[to] == "why"]
    return asking[-1] if asking and "whether" not in words else -1


def period_near(sentence: SentenceRead, at: int, within: range) -> Period | None:
    """Return the period of a token: the one in its segment, else the last before it in its part of the sentence."""
    segment = sentence.segment_of(at)
    inside = range(max(within.start, segment.start), min(within.stop, segment.stop))
    place = sentence.nearest(at, inside, lambda token: token.type == "PERIOD")
    if place is None or not _is_period(sentence, place):
        earlier = [
            to
            for to in sentence.part_of(at)
            if to < at and _is_period(sentence, to) and _reaches(sentence, to, at)
        ]
        place = earlier[-1] if earlier else None
    if place is None:
        return None
    to = place > 0 and (
        sentence.types[place - 1] == "DATA" or sentence.tokens[place - 1].text.lower() == "to"
    )
    year = to and any(
        "year" in sentence.tokens[back].text.lower() or "12" in sentence.tokens[back].text
        for back in range(max(0, place - 3), place)
    )
    return replace(period_of(sentence.tokens[place].text, to=bool(year)), previous=False)


def span_near(sentence: SentenceRead, at: int) -> int | None:
    """Return the place of the word for how long something was counted: "in the ten months"; None where there is none, or two."""
    found = [
        to
        for to in sentence.part_of(at)
        if sentence.types[to] == "PERIOD" and is_duration(sentence.tokens[to].text) and _is_span(sentence, to)
    ]
    others = [to for to in sentence.part_of(at) if sentence.types[to] == "PERIOD" and to not in found]
    return found[0] if len(found) == 1 and not others else None


def _is_span(sentence: SentenceRead, at: int) -> bool:
    back = at - 1
    while back >= 0 and sentence.types[back] in ("THE", "PLAIN", "FIRST"):
        back -= 1
    return back >= 0 and (
        sentence.types[back] == "IN" or sentence.tokens[back].text.lower() in ("over", "during")
    )


def _reaches(sentence: SentenceRead, period: int, at: int) -> bool:
    """Return whether a period holds for what follows: not one in an aside, nor for what is projected."""
    segment = sentence.segment_of(period)
    aside = sentence.is_relative(period) or sentence.types[segment.start - 1 : segment.start] == ("BUT",)
    return not aside and "PROJECTED" not in [sentence.types[to] for to in sentence.segment_of(at)]


def _is_period(sentence: SentenceRead, at: int) -> bool:
    """Return whether a token is a period that something is said of, not one since when or how long."""
    if sentence.types[at] != "PERIOD" or is_duration(sentence.tokens[at].text):
        return False
    if is_range(sentence.tokens[at].text):
        return True
    if sentence.types[at - 1 : at] == ("SINCE",) or sentence.tokens[at - 1].text.lower() == "between":
        return False
    ranging = sentence.types[max(0, at - 2) : at]
    return not (len(ranging) == 2 and ranging[0] == "PERIOD" and ranging[1] in ("AND", "TO"))


def is_duration(text: str) -> bool:
    """Return whether a period only says how long: ten months are those of the workbook, or others.

    >>> is_duration("ten months"), is_duration("12 months"), is_duration("last seven days"), is_duration("June 2019")
    (True, True, False, False)
    """
    return re.fullmatch(
        r"(?:rolling )?[\w-]+[- ](?:rolling )?(?:months?|cycles?|years?)", text
    ) is not None and not re.match("cycle|last|past|previous|first", text, re.IGNORECASE)


def doubts_of(sentence: SentenceRead, at: int) -> tuple[str, ...]:
    """Return what leaves open what a figure is of: what is left out, and a place that the workbook does not have."""
    doubts: list[str] = []
    clause = sentence.clause_of(at)
    for to, token in enumerate(sentence.tokens):
        if token.type == "EXCEPT" and to in clause:
            doubts.append(f"“{token.text}” leaves something out.")
        if (
            token.type == "PROPER"
            and (to in clause or to < at)
            and _is_scope(sentence, to)
            and not _is_reason(sentence, at, to)
        ):
            doubts.append(f"“{token.text}” is no name that the workbook has.")
        if token.type == "ONCE" and (to in clause or to < at):
            if "NOW" in sentence.types[to:at]:
                continue
            doubts.append(f"“{token.text}” does not say when.")
    return tuple(dict.fromkeys(doubts))


def _is_reason(sentence: SentenceRead, at: int, to: int) -> bool:
    """Return whether a word stands in the reason that is given behind a figure: "fell to 8th because the year holds the deaths at Grays"."""
    words = [token.text.lower() for token in sentence.tokens[at + 1 : to]]
    return any(word in ("because", "because of", "owing to", "due to") for word in words)


def _is_scope(sentence: SentenceRead, at: int) -> bool:
    """Return whether a word stands where a place does: "in Charnwood"."""
    return at > 0 and sentence.types[at - 1] in ("IN", "AT", "ON", "ACROSS", "FROM")
