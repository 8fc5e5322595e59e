"""The claims that compare without a figure of their own: below the target, above the average, fell on last year, dates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.cues import REFERENCES, SENSES, doubts_of, modality_of, period_near, sense_in
from xlscore.narrative.claims.guards import reservations_of
from xlscore.narrative.claims.roles import is_whole
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.subjects import subject_of
from xlscore.narrative.claims.whose.strands import is_outcomes
from xlscore.narrative.model import Claim, ClaimKind, ComparedWith, Modality, PrintedAmount, Sense

__all__ = ["compared"]

_STANDARDS = ("TARGET", "AVERAGE", "ASPIRATION", "TOP_QUARTILE", "BOTTOM_QUARTILE")
_MOVES = ("RISE", "FALL", "GAIN", "LOSS", "FLAT")
_NEAR = 4
_FAR = 12
_NO_CEILING = {"PERCENT", "POINTS", "MEASURED", "TIME", "NOT", "RANGE"}
"""What says that a part of something, or a time, is within a target."""
_SIDES = (
    "above",
    "below",
    "over",
    "under",
    "higher than",
    "lower than",
    "beneath",
    "exceeds",
    "exceeding",
    "exceeded",
    "in excess of",
    "more than",
    "less than",
    "fewer than",
)
"""What says on which side of a standard a figure lies, whichever is the better."""
_PARTS = ("STOP", "FOREIGN", "PLACE", "COMMAND", "FORCE", "BUT")
_AROUND = {
    "COMMA",
    "IS",
    "WAS",
    "THE",
    "OF",
    "AT",
    "IT",
    "AND",
    "OWN",
    "NOW",
    "PLAIN",
    "CRIME",
    "OUTCOME",
    "TARGET",
    "AVERAGE",
    "OPEN",
    "PERCENT",
    "FORCEWORD",
}
_NO_POSITION = {"AVERAGE", "TARGET", "ASPIRATION", "NONE", "EACH", "THAN"}
_OF_A_ROW = ("AND", "COMMA", "IN", "ON", "THE", "OUTCOME", "CRIME", "RATE_WORD")
_NARROWLY = {"above": Sense.UP, "over": Sense.UP, "below": Sense.DOWN, "under": Sense.DOWN}
_POSITION = ("position", "rank", "ranking", "place")
_BETWEEN = (
    "THE",
    "IS",
    "PERCENT",
    "COUNT",
    "RATE",
    "FALL",
    "RISE",
    "OUTCOME",
    "CRIME",
    "GROUP",
    "WORD",
    "PLAIN",
    "NAME",
)


def compared(sentence: SentenceRead) -> Iterator[Claim]:
    """Return what is compared: with a target or an average, with last year, and the dates that data go up to."""
    yield from _against(sentence)
    yield from _moved(sentence)
    yield from _positions(sentence)
    yield from _dates(sentence)


def _against(sentence: SentenceRead) -> Iterator[Claim]:
    for at, kind in enumerate(sentence.types):
        segment = sentence.segment_of(at)
        if kind in ("ABOVE", "BELOW"):
            to = _standard_after(sentence, at)
            if (
                to is not None
                and not _measures(sentence, at)
                and "NOT" not in sentence.types[segment.start : at]
            ):
                yield _claim(sentence, at, to, sense_in(sentence, at + 1, range(at, at + 1)))
        elif kind in ("JUST_OVER", "JUST_UNDER"):
            to = _standard_after(sentence, at)
            side = _NARROWLY.get(sentence.tokens[at].text.lower().split()[-1])
            bare = to is not None and not any(token.is_figure for token in sentence.tokens[at:to])
            if (
                to is not None
                and side is not None
                and bare
                and "NOT" not in sentence.types[segment.start : at]
            ):
                yield _claim(sentence, at, to, side)
        elif kind == "IN" and _is_within(sentence, at):
            yield _claim(sentence, at, _standard_after(sentence, at) or at, Sense.BETTER)
        elif kind in ("MET", "MISSED") and not _is_counted(sentence, at):
            if at and (
                sentence.types[at - 1] == "TO" or sentence.tokens[at - 1].text.lower() in ("be", "been")
            ):
                continue
            if sentence.types[at + 1 : at + 3] in (("IN", "PERCENT"), ("AT", "PERCENT"), ("STOP", "PERCENT")):
                continue
            to = sentence.nearest(at, sentence.clause_of(at), lambda token: token.type in _STANDARDS)
            negated = "NOT" in sentence.types[max(0, at - 4) : at]
            sense = SENSES[kind] if not negated else Sense.WORSE
            alone = sentence.tokens[at].text.lower() in (
                "on course",
                "off course",
                "on track",
                "off track",
                "on target",
                "off target",
                "within target",
            )
            if to is not None or alone:
                yield _claim(sentence, at, at if to is None else to, sense)


def _is_within(sentence: SentenceRead, at: int) -> bool:
    """Return whether something is said to lie within a ceiling that is named: not to be kept there, nor "76% within target" or so many minutes."""
    to = _standard_after(sentence, at) if sentence.tokens[at].text.lower() == "within" else None
    part = {sentence.types[near] for near in sentence.part_of(at)}
    lies = (
        sentence.types[at - 1 : at] in (("IS",), ("WAS",), ("RANKED",))
        and sentence.tokens[at - 1].text.lower() != "be"
    )
    return lies and to is not None and sentence.types[to] == "TARGET" and not part & _NO_CEILING


def _moved(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the movements that a rank states beside itself: "climbed to 4th", "6th, no change"."""
    ranks = [at for at, role in sentence.roles.items() if role.kind == "rank"]
    if any(role.kind == "movement" for role in sentence.roles.values()):
        return
    before = [at for at, role in sentence.roles.items() if role.kind == "rank before"]
    for at in ranks:
        near = sentence.nearest(at, sentence.clause_of(at), lambda token: token.type in _MOVES)
        if near is None or not _is_near(sentence, at, near) or (len(ranks) > 1 and len(before) != len(ranks)):
            continue
        sense = SENSES[sentence.types[near]]
        sense = {Sense.UP: Sense.BETTER, Sense.DOWN: Sense.WORSE}.get(sense, sense)
        subject = subject_of(sentence, at, range(at, at + 1))
        yield Claim(
            kind=ClaimKind.MOVEMENT,
            passage=sentence.passage,
            start=sentence.tokens[min(near, at)].start,
            end=sentence.tokens[max(near, at)].end,
            subject=subject,
            direction=sense,
            modality=modality_of(sentence, at),
            doubts=doubts_of(sentence, at),
            reservations=reservations_of(sentence, at, subject),
        )


def _is_near(sentence: SentenceRead, rank: int, word: int) -> bool:
    """Return whether a word of movement is that of a rank: "7th in its group for public confidence, unchanged"."""
    between = range(min(rank, word) + 1, max(rank, word))
    if len(between) < _NEAR:
        return True
    others = (to for to in between if not is_whole(sentence, to))
    alone = not any(sentence.tokens[to].is_figure or sentence.types[to] in ("STOP", "GRADE") for to in others)
    return sentence.types[word] == "FLAT" and word > rank and alone and len(between) < _FAR


def _positions(sentence: SentenceRead) -> Iterator[Claim]:
    """Return the movements of a position that is not given: "its position for robbery has improved", "worsened for A and for B"."""
    for at, kind in enumerate(sentence.types):
        if kind != "PLACES" or sentence.tokens[at].text.lower() not in _POSITION:
            continue
        clause = [to for to in sentence.clause_of(at) if to in sentence.part_of(at)]
        moved = [to for to in clause if to > at and sentence.types[to] in ("GAIN", "LOSS", "FLAT")]
        others = {sentence.types[to] for to in clause}
        names = [to for to in clause if sentence.types[to] in ("NAME", "FOREIGN")]
        figures = any(sentence.tokens[to].is_figure for to in clause)
        if len(moved) != 1 or not names or figures or others & _NO_POSITION or not _is_row(sentence, names):
            continue
        for to in names:
            subject = subject_of(
                sentence, at if len(names) == 1 else to, range(min(at, to), max(moved[0], to) + 1)
            )
            mention = sentence.tokens[to].mention
            if len(names) > 1 and mention is not None:
                own = tuple(name for name in subject.names if name in mention.names) or mention.names
                solved = any(map(is_outcomes, own)) or sentence.types[to + 1 : to + 2] == ("OUTCOME",)
                subject = replace(
                    subject,
                    names=own,
                    foreign=mention.foreign,
                    how="sentence",
                    together=False,
                    outcomes=solved,
                )
            reasons = reservations_of(sentence, at, subject)
            yield Claim(
                kind=ClaimKind.MOVEMENT,
                passage=sentence.passage,
                start=sentence.tokens[at].start,
                end=sentence.tokens[max(moved[0], to) if len(names) > 1 else moved[0]].end,
                subject=subject,
                direction=SENSES[sentence.types[moved[0]]],
                modality=modality_of(sentence, moved[0]),
                doubts=doubts_of(sentence, at),
                # Of the names of a row the same is said: that it names several leaves nothing open.
                reservations=tuple(
                    each for each in reasons if len(names) == 1 or "compares several" not in each
                ),
            )


def _is_row(sentence: SentenceRead, names: list[int]) -> bool:
    """Return whether nothing but the words of a list stands between names."""
    return all(sentence.types[to] in (*_OF_A_ROW, "NAME", "FOREIGN") for to in range(names[0], names[-1] + 1))


def _is_counted(sentence: SentenceRead, at: int) -> bool:
    """Return whether it is counted how many meet something: then it is not said of one."""
    counts = [to for to, role in sentence.roles.items() if role.kind == "count of areas"]
    return any(to in sentence.part_of(at) for to in counts) or any(
        sentence.types[to] in ("NONE", "EACH") for to in sentence.segment_of(at) if to < at
    )


def _standard_after(sentence: SentenceRead, at: int) -> int | None:
    for to in range(at + 1, min(at + 7, len(sentence.types))):
        if sentence.types[to] in _STANDARDS:
            return to
        if sentence.types[to] not in _BETWEEN:
            return None
    return None


def _measures(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure right before says by how much."""
    back = at - 1
    while back >= 0 and sentence.types[back] in ("CRIME", "OUTCOME", "NAME", "FURTHER", "MORE", "FEWER"):
        back -= 1
    return back >= 0 and sentence.tokens[back].is_figure


def _claim(sentence: SentenceRead, at: int, to: int, sense: Sense) -> Claim:
    first, last = min(at, to), max(at, to)
    kind = sentence.types[to]
    reference = REFERENCES.get(kind, ComparedWith.TARGET) if kind in _STANDARDS else ComparedWith.TARGET
    modality = modality_of(sentence, at)
    behind = sentence.types[at + 1 : at + 3] in (("IN", "NAME"), ("ON", "NAME")) and to < at
    subject = subject_of(sentence, at, range(at, at + 3) if behind else range(first, last + 1))
    return Claim(
        kind=ClaimKind.AGAINST,
        passage=sentence.passage,
        start=sentence.tokens[first].start,
        end=sentence.tokens[last].end,
        subject=subject,
        direction=sense,
        reference=reference,
        period=period_near(sentence, at, sentence.clause_of(at)),
        modality=Modality.IS if modality is Modality.NOT and sense is Sense.WORSE else modality,
        others=_both_figures(sentence, at, to) if modality is not Modality.NOT else (),
        doubts=doubts_of(sentence, at),
        reservations=reservations_of(sentence, at, subject),
    )


def _both_figures(sentence: SentenceRead, at: int, to: int) -> tuple[PrintedAmount, ...]:
    """Return the figure that is said to lie above or below a standard, and the standard's: "73.6 %, below the minimum of 80 %"."""
    if sentence.types[at] not in ("ABOVE", "BELOW") or sentence.tokens[at].text.lower() not in _SIDES:
        return ()
    behind = range(at + 1, min(to + 4, len(sentence.types)))
    standard = next((near for near in behind if sentence.tokens[near].is_figure), None)
    said = next(
        (
            near
            for near in reversed(range(at))
            if sentence.tokens[near].is_figure or sentence.types[near] in _PARTS
        ),
        None,
    )
    if said is None or standard is None or sentence.types[said] != sentence.types[standard]:
        return ()
    between = (*sentence.types[said + 1 : at], *(sentence.types[near] for near in range(at + 1, standard)))
    roles = [sentence.roles.get(near) for near in (said, standard)]
    moved = any(role is not None and role.kind not in ("level", "count", "target", "gap") for role in roles)
    names = {sentence.tokens[near].mention for near in sentence.part_of(at) if sentence.types[near] == "NAME"}
    if (
        moved
        or not set(between) <= (_AROUND | {"NAME"} if len(names) == 1 else _AROUND)
        or {said, standard} & set(sentence.hedges)
        or sentence.types[said] == "WORDNUMBER"
    ):
        return ()
    amounts = (sentence.tokens[said].amount, sentence.tokens[standard].amount)
    return tuple(each for each in amounts if each is not None)


def _dates(sentence: SentenceRead) -> Iterator[Claim]:
    for at, kind in enumerate(sentence.types):
        if kind != "PERIOD" or at == 0 or sentence.types[at - 1] != "DATA":
            continue
        period = period_near(sentence, at - 1, range(at, at + 1))
        if period is None or period.last is None:
            continue
        token = sentence.tokens[at]
        subject = subject_of(sentence, at, range(at, at + 1))
        yield Claim(
            kind=ClaimKind.DATE,
            passage=sentence.passage,
            start=token.start,
            end=token.end,
            subject=subject,
            period=period,
            modality=modality_of(sentence, at),
            doubts=doubts_of(sentence, at),
            reservations=reservations_of(sentence, at, subject),
        )
