"""Claims judged: what the workbook says of each, with the cells and the arithmetic; where anything is open, that and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimVerdict,
    ComparedWith,
    Judged,
    KnownName,
    Modality,
    NameKind,
    Passage,
)
from xlscore.narrative.verdicts.adding import adds_up
from xlscore.narrative.verdicts.amounts import HowItHolds
from xlscore.narrative.verdicts.choosing import answered_by, chosen, unit_fits
from xlscore.narrative.verdicts.counting import judge_count, judge_members
from xlscore.narrative.verdicts.doubts import SATISFIED, doubt_of
from xlscore.narrative.verdicts.elsewhere import mentions
from xlscore.narrative.verdicts.figures import end_findings, figure_finding
from xlscore.narrative.verdicts.findings import FactFinding, cannot_tell, verdict_of
from xlscore.narrative.verdicts.grades import commands_meant, grade_findings, scale_in_use
from xlscore.narrative.verdicts.headings import borne_out
from xlscore.narrative.verdicts.kinds.days import judge_day
from xlscore.narrative.verdicts.kinds.ends import with_its_ends
from xlscore.narrative.verdicts.kinds.pairs import is_pair, judge_pair
from xlscore.narrative.verdicts.kinds.peers import is_of_peers, judge_peers
from xlscore.narrative.verdicts.kinds.ratios import is_ratio, judge_ratio
from xlscore.narrative.verdicts.kinds.share_of_areas import is_share_of_areas, judge_share_of_areas
from xlscore.narrative.verdicts.kinds.states import is_state, judge_state
from xlscore.narrative.verdicts.misprints import misprinted
from xlscore.narrative.verdicts.near.of_other_figures import why_of_other
from xlscore.narrative.verdicts.near.of_two_names import judge_two_names
from xlscore.narrative.verdicts.near.second_look import looked_at_again
from xlscore.narrative.verdicts.records import judge_record
from xlscore.narrative.verdicts.reserved import reserved
from xlscore.narrative.verdicts.scope import FORESEEN, scope_of, why_no_subject
from xlscore.narrative.verdicts.scores import is_score, judge_score
from xlscore.narrative.verdicts.settled import where_reserved
from xlscore.narrative.verdicts.sound import by_sound_cells
from xlscore.narrative.verdicts.sums import judge_sum
from xlscore.narrative.verdicts.thresholds import judge_threshold
from xlscore.rules.words import listed, quoted

__all__ = ["judge"]

_GRADED: Final = frozenset({ClaimKind.GRADE, ClaimKind.CHANGE_OF_GRADE})
_OF_MEMBERS: Final = frozenset({ClaimKind.GRADE, ClaimKind.AGAINST})
"""What holds of a group where it holds of each of its members."""
_YES_OR_NO: Final = frozenset({ClaimKind.GRADE, ClaimKind.AGAINST, ClaimKind.MEMBERS})
_ALWAYS: Final = frozenset({ClaimKind.CHANGE_REQUIRED, ClaimKind.OUTCOMES_REQUIRED, ClaimKind.SHORTFALL})
"""What is said with "would" and "will" all the same: it would take 12 fewer."""
_OWN: Final = frozenset({ClaimKind.OTHER, ClaimKind.DATE})
"""What the workbook has no facts for: the sentence's own figures are held against each other."""
_WHOLE: Final = re.compile(r"\bof (?:the (?:\S+ )?(?:total|whole)|all\b)", re.IGNORECASE)
_PROJECTED: Final = re.compile(r"\b(?:project(?:ed|ion|s|ing)?|forecast\w*)\b", re.IGNORECASE)
_OF_PEOPLE: Final = re.compile(r"\b(?:satisf\w+|victims?|users?|happy|content)\b", re.IGNORECASE)
_OWN_WAYS: Final[tuple[tuple[Callable[[Claim], bool], Callable[[Claim, Knowledge, KnownName], Judged]], ...]] = (
    (is_of_peers, judge_peers),
    (is_ratio, judge_ratio),
    (is_state, judge_state),
    (lambda claim: claim.kind is ClaimKind.THRESHOLD, judge_threshold),
    (lambda claim: claim.kind is ClaimKind.RECORD, judge_record),
    (is_pair, judge_pair),
    (is_score, judge_score),
)  # fmt: skip
"""Claims that are held against facts of their own, and how."""
_OPPOSITE: Final = {
    ClaimVerdict.AGREES: ClaimVerdict.CONTRADICTS,
    ClaimVerdict.CONTRADICTS: ClaimVerdict.AGREES,
}


def judge(claims: Iterable[Claim], knowledge: Knowledge) -> tuple[Judged, ...]:
    """Return what became of each claim; those of a document are judged together, for its headings are borne out by all of them."""
    held = [_held(claim, knowledge) for claim in claims]
    under: dict[tuple[str, ...], list[Judged]] = {}
    beside: dict[Passage, list[Judged]] = {}
    for each in held:
        under.setdefault(each.claim.passage.headings, []).append(each)
    settled = [_settled(each, knowledge, under[each.claim.passage.headings]) for each in held]
    for each in settled:
        beside.setdefault(each.claim.passage, []).append(each)
    told = borne_out([reserved(each, beside[each.claim.passage]) for each in settled])
    return looked_at_again(told, knowledge)


def _held(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what became of a claim by itself."""
    found = _by_workbook(claim, knowledge)
    return by_sound_cells(found, knowledge) if found.verdict is ClaimVerdict.CONTRADICTS else found


def _settled(found: Judged, knowledge: Knowledge, under: Sequence[Judged]) -> Judged:
    """Return what became of a claim with its reservations, beside those under the same headings; what does not add up is wrong so or so."""
    if found.verdict is ClaimVerdict.CONTRADICTS and found.claim.reservations:
        found = where_reserved(found, knowledge, under)
    wrong = adds_up(found.claim)
    return found if wrong is None or found.verdict is ClaimVerdict.CONTRADICTS else wrong


def _by_workbook(claim: Claim, knowledge: Knowledge) -> Judged:
    if claim.doubts:
        return cannot_tell(claim, " ".join(claim.doubts))
    open_end = _modality(claim)
    if open_end:
        return cannot_tell(claim, open_end)
    if claim.kind is ClaimKind.DATE:
        return judge_day(claim, knowledge)
    if claim.kind is ClaimKind.SUM:
        return judge_sum(claim, knowledge)
    if claim.kind in _OWN:
        return cannot_tell(claim, "The workbook has nothing to hold it against.")
    other = why_of_other(claim)
    found = (
        cannot_tell(claim, other) if other else judge_two_names(claim, knowledge) or _answer(claim, knowledge)
    )
    if claim.modality is Modality.NOT:
        return replace(found, verdict=_OPPOSITE.get(found.verdict, found.verdict), would_agree="")
    return found


def _modality(claim: Claim) -> str:
    """Return why the way in which a claim is said leaves it open, "" where it does not."""
    if claim.kind in _ALWAYS and claim.modality is not Modality.NOT:
        return ""
    if claim.kind is ClaimKind.TARGET and claim.modality is Modality.MAY and not claim.states:
        return ""
    match claim.modality:
        case Modality.MAY:
            return "Nobody says that it is so."
        case Modality.WILL if claim.kind not in FORESEEN:
            return "It lies ahead."
        case Modality.NOT if claim.kind not in _YES_OR_NO:
            return "What is not so may be otherwise in many ways."
    return ""


def _answer(claim: Claim, knowledge: Knowledge) -> Judged:
    if claim.kind is ClaimKind.COUNT_OF_AREAS and not is_of_peers(claim):
        return judge_count(claim, knowledge)
    if is_share_of_areas(claim):
        return judge_share_of_areas(claim, knowledge)
    if claim.kind is ClaimKind.MEMBERS and not is_state(claim):
        return judge_members(claim, knowledge)
    if claim.kind is ClaimKind.GRADE and claim.all_but is not None:
        return judge_count(claim, knowledge)
    why = why_no_subject(claim)
    if why:
        return cannot_tell(claim, why)
    return _of_names(claim, knowledge)


def _of_names(claim: Claim, knowledge: Knowledge) -> Judged:
    """Return what a claim comes to for its subject; of two of which one may be meant, nothing contradicts."""
    names = _names_meant(claim, knowledge)
    judged = [_of_name(claim, knowledge, name) for name in names]
    if len(names) == 1:
        return judged[0]
    if claim.subject.together:
        return _together(judged)
    told = [each for each in judged if each.verdict is not ClaimVerdict.CANNOT_TELL]
    if claim.subject.alike and len(told) == len(names):
        return next((each for each in told if each.verdict is ClaimVerdict.AGREES), told[0])
    if len(told) == 1 and told[0].verdict is ClaimVerdict.AGREES:
        return told[0]
    if len(told) == 1 and _is_misprint(told[0], names[judged.index(told[0])], knowledge):
        return told[0]
    if told and len(told) == len(names) and all(each.verdict is ClaimVerdict.AGREES for each in told):
        return told[0]
    return cannot_tell(claim, f"It may be {listed([name.name for name in names], 'or')} that is meant.")


def _is_misprint(told: Judged, name: KnownName, knowledge: Knowledge) -> bool:
    """Return whether a figure misprints the only name that has such a one, so that no other is meant."""
    alone = replace(told.claim, subject=replace(told.claim.subject, names=(name,)))
    return told.verdict is ClaimVerdict.CONTRADICTS and misprinted(alone, knowledge) is not None


def _names_meant(claim: Claim, knowledge: Knowledge) -> Sequence[KnownName]:
    """Return of several names those that can be meant: satisfaction where the sentence speaks of it, and names with such a figure."""
    names = claim.subject.names
    if len(names) < 2 or claim.subject.together:
        return names
    of_people = mentions(claim, _OF_PEOPLE)
    spoken = [name for name in names if of_people or not SATISFIED.search(name.name)] or names
    kinds = answered_by(claim.kind)
    here = [name for name in spoken if _has_place(claim, knowledge, name)]
    spoken = here if len(here) == 1 and claim.subject.places else spoken
    able = [
        name
        for name in spoken
        if any(fact.kind in kinds and unit_fits(claim, fact) for fact in knowledge.by_name.get(name.name, ()))
    ]
    if not able:
        return spoken
    figures = {NameKind.MEASURE, NameKind.OBJECTIVE, NameKind.REDLINE}
    others = [name for name in spoken if name not in able and name.kind in figures]
    return [*able, *others]


def _has_place(claim: Claim, knowledge: Knowledge, name: KnownName) -> bool:
    """Return whether the workbook has any figure of a name at a claim's places: of two kinds of burglary one may be told by unit."""
    places = {place.name for place in claim.subject.places}
    return any(fact.place in places for fact in knowledge.by_name.get(name.name, ()))


def _together(judged: Sequence[Judged]) -> Judged:
    for verdict in (ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL):
        found = next((each for each in judged if each.verdict is verdict), None)
        if found is not None:
            return found
    sources = tuple(dict.fromkeys(source for each in judged for source in each.sources))
    return replace(
        judged[0],
        sources=sources,
        arithmetic="; ".join(each.arithmetic for each in judged if each.arithmetic),
    )


def _of_name(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    found = _told_of(claim, knowledge, name)
    doubt = doubt_of(claim, name, knowledge) if found.verdict is ClaimVerdict.CONTRADICTS else ""
    return cannot_tell(claim, doubt, found.sources) if doubt else found


def _told_of(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    known = {each.name: each for each in knowledge.names}
    if name.name not in known:
        return cannot_tell(claim, f"{quoted(name.name)} is not in the workbook.")
    name = known[name.name]
    if name.members and claim.kind in _OF_MEMBERS and not _is_told(claim, knowledge, name):
        return _together([_of_name(claim, knowledge, known[each]) for each in name.members if each in known])
    if claim.kind in _GRADED and not is_state(claim):
        return _of_grade(claim, knowledge, name)
    for is_such, judge_such in _OWN_WAYS:
        if is_such(claim):
            return judge_such(claim, knowledge, name)
    scope = scope_of(claim, knowledge, name)
    if scope.why:
        return cannot_tell(claim, scope.why)
    if claim.kind is ClaimKind.SHARE and claim.others:
        return cannot_tell(claim, "The sentence has its own whole.")
    found = chosen(claim, scope.facts)
    if not found:
        return cannot_tell(claim, f"The workbook has no such figure of {name.name}.")
    findings = [figure_finding(claim, fact, sure) for fact, sure in found]
    if claim.kind is ClaimKind.MOVEMENT and len(claim.others) == 2:
        every = knowledge.by_name.get(name.name, ())
        ends = [each for each in end_findings(claim, every) if each.held is HowItHolds.DIFFERS]
        findings = ends or findings
    told = with_its_ends(verdict_of(claim, findings, knowledge), scope.facts)
    if (
        told.verdict is ClaimVerdict.CONTRADICTS
        and claim.kind is ClaimKind.SHARE
        and not claim.subject.outcomes
    ):
        return cannot_tell(claim, "It is not said of what whole it is a share.", told.sources)
    if (
        told.verdict is not ClaimVerdict.AGREES
        and claim.modality is Modality.IS
        and mentions(claim, _PROJECTED)
    ):
        foreseen = _of_name(replace(claim, modality=Modality.WILL), knowledge, name)
        return (
            replace(foreseen, claim=claim)
            if foreseen.verdict is ClaimVerdict.AGREES
            else cannot_tell(claim, "It may lie ahead.")
        )
    return told


def _is_told(claim: Claim, knowledge: Knowledge, name: KnownName) -> bool:
    """Return whether the workbook says it of the whole group itself."""
    return any(fact.kind is claim.kind for fact in knowledge.by_name.get(name.name, ()))


def _of_grade(claim: Claim, knowledge: Knowledge, name: KnownName) -> Judged:
    """Return what a grade comes to: of each of the commands that are meant, else of the force."""
    commands = commands_meant(claim, knowledge)
    findings: list[FactFinding] = []
    for command in commands or ("",):
        every = [
            fact
            for fact in knowledge.by_name.get(name.name, ())
            if fact.command == command and not fact.place
        ]
        scope = scope_of(_of_command(claim, command), knowledge, name)
        if scope.why and claim.kind is ClaimKind.GRADE:
            return cannot_tell(claim, scope.why)
        if claim.kind is ClaimKind.CHANGE_OF_GRADE and not any(fact.previous for fact in every):
            return cannot_tell(claim, f"The workbook has no earlier grade of {command or name.name}.")
        scale = scale_in_use(knowledge) if claim.amount is not None else ()
        here = grade_findings(claim, name, scope.facts, every, scale)
        if not here:
            of = f"{command} in {name.name}" if command else name.name
            return cannot_tell(claim, f"The workbook has no grade of {of}.")
        findings += here
    wrong = [each for each in findings if each.held is HowItHolds.DIFFERS]
    of_three = any(each.fact.reference is ComparedWith.OTHER for each in findings)
    return verdict_of(claim, findings if of_three else wrong or findings, knowledge)


def _of_command(claim: Claim, command: str) -> Claim:
    commands = (KnownName(NameKind.COMMAND, command),) if command else ()
    return replace(claim, subject=replace(claim.subject, commands=commands))
