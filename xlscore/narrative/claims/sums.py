"""The claims that figures of one sentence add up: 210 and 64 give 284, a total with its parts in brackets, ten and three of twelve."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from xlscore.narrative.claims.cues import doubts_of, hedge_of, modality_of
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.model import Claim, ClaimKind, PrintedAmount

__all__ = ["apart", "sums"]

_COUNTS = ("COUNT", "WORDNUMBER")
_TOTAL = re.compile(
    r"\b(?:gives?|giving|makes?|making|made|totals?|totalling|totalled|sums?(?: up)? to|adds? up to|adding up to|comes? to|came to|cast to|"
    r"in all|altogether|all told|together|in total|combined|a combined|a total of|for the (?:half-year|year|two|pair|whole)|overall)\b",
    re.IGNORECASE,
)
"""What says that a figure is the total of those beside it."""
_NOT_PARTS = (
    "LASTYEAR",
    "LASTTIME",
    "VERSUS",
    "THAN",
    "RISE",
    "FALL",
    "MORE",
    "FEWER",
    "TARGET",
    "PERIOD",
    "SHARE",
    "FROM",
    "ABOVE",
    "BELOW",
)
_APART = re.compile(
    r"[,;:–—] (?:which is |that is |or |i\.e\. |ie )?(?:a|the) (?:\w+ )?(?:difference|gap|deficit|margin|lead|gulf|distance|variance|shortfall) (?:of|is|was) $",
    re.IGNORECASE,
)
"""What says of a figure that it is how far the two before it are apart."""
_PLUS = re.compile(r"\d\s*\+\s*\d")
_PARTED = (
    ({"complete", "completed", "closed", "done", "finished"}, {"outstanding", "incomplete", "open", "overdue", "unfinished"}),
    ({"met", "achieved", "hit"}, {"missed", "unmet", "failed"}),
    ({"improved", "better"}, {"deteriorated", "worse", "worsened"}),
    ({"rose", "up", "increased"}, {"fell", "down", "decreased"}),
    ({"filled", "attended"}, {"vacant", "absent"}),
)  # fmt: skip
"""Words of which one thing cannot be both: of twelve, no ten can be complete and three outstanding."""


def sums(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims of totals with their parts."""
    counts = [
        at for at, token in enumerate(sentence.tokens) if token.type in _COUNTS and token.amount is not None
    ]
    bracketed = list(_bracketed(sentence, counts))
    yield from bracketed
    if not bracketed:
        yield from _three(sentence, counts)
        yield from _of_whole(sentence, counts)


def apart(claims: Sequence[Claim], sentence: SentenceRead) -> Iterator[Claim]:
    """Return the claims, that of a distance with the two figures that it lies between: "78.8 % against 82 %, a gap of 3.2 points"."""
    for claim in claims:
        at = next(
            (
                to
                for to, token in enumerate(sentence.tokens)
                if token.amount is not None and claim.amount is not None and token.amount.text == claim.amount.text
                and claim.start <= token.start < claim.end
            ),
            None,
        )  # fmt: skip
        ends = () if at is None or claim.others or at in sentence.hedges else _ends_of(sentence, at)
        kind = ClaimKind.GAP if claim.kind in (ClaimKind.LEVEL, ClaimKind.COUNT) else claim.kind
        yield replace(claim, kind=kind, others=ends) if ends else claim


def _ends_of(sentence: SentenceRead, at: int) -> tuple[PrintedAmount, ...]:
    """Return the only two figures of a part before a distance, where they are of one unit and it is of theirs."""
    token = sentence.tokens[at]
    if not _APART.search(sentence.passage.text[: token.start]):
        return ()
    before = [
        sentence.tokens[to]
        for to in range(at)
        if sentence.tokens[to].is_figure and sentence.types[to] not in ("RANK", "WORDRANK")
    ]
    kinds = {each.type for each in before}
    wanted = {"PERCENT": ("POINTS", "PERCENT"), "RATE": ("RATE",), "COUNT": ("COUNT",)}
    if len(before) != 2 or len(kinds) != 1 or token.type not in wanted.get(before[0].type, ()):
        return ()
    amounts = tuple(each.amount for each in before if each.amount is not None)
    hedged = any(sentence.tokens[to] in before for to in sentence.hedges)
    return () if hedged or "STOP" in sentence.types[:at] or len(amounts) != 2 else amounts


def _bracketed(sentence: SentenceRead, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield a total whose parts stand in brackets behind it, or before it: "501 (22+129+350)", "(9,622; 9,936) cast to 19,558"."""
    types = sentence.types
    for opening in (at for at, kind in enumerate(types) if kind == "OPEN"):
        closing = next((to for to in range(opening, len(types)) if types[to] == "CLOSE"), len(types))
        parts = [at for at in counts if opening < at < closing]
        figures = [at for at in range(opening, closing) if sentence.tokens[at].is_figure]
        if len(parts) < 2 or parts != figures or set(types[opening:closing]) & set(_NOT_PARTS):
            continue
        said = sentence.passage.text[sentence.tokens[opening].start : sentence.tokens[closing - 1].end + 1]
        before = [at for at in counts if opening - 6 <= at < opening]
        after = [at for at in counts if closing < at <= closing + 4]
        tail = sentence.passage.text[sentence.tokens[closing - 1].end :]
        if before:
            yield _sum(sentence, before[-1], parts, sure=bool(_PLUS.search(said)))
        elif after and _TOTAL.search(
            tail[: sentence.tokens[after[0]].start - sentence.tokens[closing - 1].end]
        ):
            yield _sum(sentence, after[0], parts, sure=True)


def _three(sentence: SentenceRead, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield "210 cars and 64 vans give 284" and "1,240 in the first quarter and 1,310 in the second, 2,550 for the half-year"."""
    for first, second, total in zip(counts, counts[1:], counts[2:], strict=False):
        between = sentence.types[first + 1 : second]
        last = sentence.types[second + 1 : total]
        if "STOP" in (*between, *last) or (
            "AND" not in between and "and" not in _text(sentence, first, second)
        ):
            continue
        if {*between, *last} & (set(_NOT_PARTS) - {"PERIOD"}) or len(between) > 9 or len(last) > 8:
            continue
        following = sentence.passage.text[sentence.tokens[total].end :][:40]
        gap = _text(sentence, second, total)
        inside = (*sentence.tokens[first + 1 : second], *sentence.tokens[second + 1 : total])
        if any(token.is_figure and token.type not in ("RANK", "WORDRANK") for token in inside):
            continue
        if _TOTAL.search(gap) or _TOTAL.match(following.lstrip(" ,")):
            yield _sum(sentence, total, (first, second), sure=True)


def _of_whole(sentence: SentenceRead, counts: Sequence[int]) -> Iterator[Claim]:
    """Yield "of twelve actions, ten were complete and three outstanding", where one thing cannot be both."""
    if len(counts) != 3 or sentence.types[0] != "OF" or counts[0] > 2:
        return
    whole, first, second = counts
    one, other = _words(sentence.tokens[first:second]), _words(sentence.tokens[second:])
    if any((one & a and other & b) or (one & b and other & a) for a, b in _PARTED):
        parts = [sentence.tokens[at].amount for at in (first, second)]
        amount = sentence.tokens[whole].amount
        total = sum((each.value for each in parts if each is not None), Fraction(0))
        if amount is not None and total > amount.value:
            yield _sum(sentence, whole, (first, second), sure=True)


def _words(tokens: Sequence[Token]) -> set[str]:
    return {word for token in tokens for word in token.text.lower().split()}


def _text(sentence: SentenceRead, first: int, last: int) -> str:
    return sentence.passage.text[sentence.tokens[first].end : sentence.tokens[last].start]


def _sum(sentence: SentenceRead, at: int, parts: Sequence[int], *, sure: bool) -> Claim:
    subject = subject_of(sentence, at, range(at, at + 1))
    places = [at, *parts]
    others = tuple(amount for part in parts if (amount := sentence.tokens[part].amount) is not None)
    amount = sentence.tokens[at].amount
    adds = amount is not None and sum((each.value for each in others), Fraction(0)) == amount.value
    return Claim(
        kind=ClaimKind.SUM,
        passage=sentence.passage,
        start=min(sentence.tokens[place].start for place in places),
        end=max(sentence.tokens[place].end for place in places),
        subject=subject,
        amount=amount,
        hedge=hedge_of(sentence, at),
        modality=modality_of(sentence, at),
        others=others if sure or adds else (),
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at, subject),
    )
