"""What a sentence says, as claims."""

from __future__ import annotations

from dataclasses import replace

from xlscore.narrative.claims.aligned import in_order
from xlscore.narrative.claims.compared import compared
from xlscore.narrative.claims.counted import counted
from xlscore.narrative.claims.figured import figured
from xlscore.narrative.claims.graded import graded
from xlscore.narrative.claims.kinds.areas import areas
from xlscore.narrative.claims.kinds.averages import of_average
from xlscore.narrative.claims.kinds.carried import carried
from xlscore.narrative.claims.kinds.days import days
from xlscore.narrative.claims.kinds.each_place import in_each_place
from xlscore.narrative.claims.kinds.months import between_months
from xlscore.narrative.claims.kinds.nth import by_size
from xlscore.narrative.claims.kinds.of_two import of_two
from xlscore.narrative.claims.kinds.pairs import pairs
from xlscore.narrative.claims.kinds.peers import peers
from xlscore.narrative.claims.kinds.ratios import ratios
from xlscore.narrative.claims.kinds.rows import moved_in_row, of_row
from xlscore.narrative.claims.kinds.share_of_areas import shares_of_areas
from xlscore.narrative.claims.kinds.sole import sole
from xlscore.narrative.claims.kinds.states import by_state, graded_by_state, states
from xlscore.narrative.claims.kinds.than import than_before_or_average
from xlscore.narrative.claims.names import NameIndex
from xlscore.narrative.claims.otherwise import as_meant
from xlscore.narrative.claims.records import ranked, records
from xlscore.narrative.claims.sentence import SentenceRead, read
from xlscore.narrative.claims.shares import own_shares
from xlscore.narrative.claims.sums import apart, sums
from xlscore.narrative.claims.thresholds import thresholds
from xlscore.narrative.claims.turned import turned
from xlscore.narrative.claims.whose.sections import in_section
from xlscore.narrative.claims.whose.surveyed import as_surveyed
from xlscore.narrative.claims.words.finished import why_open_sentence
from xlscore.narrative.model import Claim, ClaimKind, Passage, Sense

__all__ = ["claims_in"]

_OF_EACH = (ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE, ClaimKind.AGAINST, ClaimKind.RANK, ClaimKind.MOVEMENT)
"""What is said of each of the names in a list, where a figure would be of one of them."""
_OF_MOVED = (ClaimKind.MEMBERS, ClaimKind.COUNT_OF_AREAS, ClaimKind.CHANGE_OF_GRADE)
"""What is said by a word of movement alone, which may be one of what is wanted."""


def claims_in(passage: Passage, names: NameIndex) -> tuple[Claim, ...]:
    """Return the claims of a sentence, in the order in which it makes them."""
    sentence = read(passage, names)
    counts, taken = counted(sentence)
    shares = list(shares_of_areas(sentence))
    taken |= {place for _, places in shares for place in places}
    made = [
        *(each for each in figured(sentence) if not _is_one_of(each, [share for share, _ in shares])),
        *(share for share, _ in shares),
        *counts,
        *graded(sentence, taken | frozenset(graded_by_state(sentence))),
        *compared(sentence),
        *pairs(sentence),
        *of_two(sentence),
        *peers(sentence),
        *states(sentence),
        *days(sentence),
        *areas(sentence),
        *sole(sentence),
        *than_before_or_average(sentence),
        *ratios(sentence),
        *records(sentence),
        *ranked(sentence),
        *sums(sentence),
        *thresholds(sentence),
        *turned(sentence),
        *own_shares(sentence),
    ]
    made += list(in_each_place(made, sentence))
    made += list(moved_in_row(made, sentence))
    made += list(carried(made, sentence))
    claims = [each for claim in _without_doubles(made) for each in _of_each(claim, sentence)]
    claims = [as_surveyed(claim, sentence) for claim in in_order(list(by_state(claims, sentence)), sentence)]
    claims = [in_section(claim, sentence) for claim in claims]
    claims = [of_average(between_months(claim, sentence), sentence) for claim in claims]
    claims = [as_meant(by_size(claim, sentence), sentence) for claim in apart(claims, sentence)]
    claims += list(of_row(claims, sentence))
    claims = [_as_found(claim, sentence) for claim in claims]
    return tuple(sorted(claims, key=lambda claim: (claim.start, claim.end)))


def _as_found(claim: Claim, sentence: SentenceRead) -> Claim:
    """Return a claim of what has moved with why its words may not say that it has; of a list, its lead says it."""
    moved = not any(claim.grades) and claim.direction not in (Sense.NONE, Sense.SAME)
    if claim.kind not in _OF_MOVED or not moved or claim.states or claim.subject.how == "lead":
        return claim
    return replace(claim, doubts=(*claim.doubts, *why_open_sentence(sentence, claim.start)))


def _without_doubles(made: list[Claim]) -> list[Claim]:
    """Return the claims without those of a figure that says how far two are apart: "462 more than Camden" is no change."""
    apart = {each.amount.text for each in made if _is_pair(each) and each.amount is not None}
    return [each for each in made if _is_pair(each) or each.amount is None or each.amount.text not in apart]


def _is_one_of(claim: Claim, shares: list[Claim]) -> bool:
    """Return whether a figure is that of a share of the areas, of which nothing else is said."""
    return any(
        claim.amount is not None
        and share.amount is not None
        and claim.amount.text == share.amount.text
        and share.start <= claim.start < share.end
        for share in shares
    )


def _is_pair(claim: Claim) -> bool:
    return claim.kind is ClaimKind.AGAINST and bool(claim.members)


def _of_each(claim: Claim, sentence: SentenceRead) -> list[Claim]:
    """Return a claim for each name of a list: "Digital Crime and Gangs have improved"."""
    if claim.kind is ClaimKind.MEMBERS and len(claim.members) > 1 and not claim.only:
        return [replace(claim, members=(name,)) for name in claim.members]
    names = claim.subject.names
    mentions = {token.mention.names for token in sentence.tokens if token.mention is not None}
    listed = len(names) > 1 and all((name,) in mentions for name in names)
    if (claim.kind not in _OF_EACH and not claim.states) or claim.subject.together or not listed:
        return [claim]
    return [replace(claim, subject=replace(claim.subject, names=(name,))) for name in names]
