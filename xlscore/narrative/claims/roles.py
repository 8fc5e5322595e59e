"""The role of each figure of a sentence: by its phrase, by the figure that it stands beside in brackets, or by the one before."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from xlscore.narrative.claims.phrases import FoundPhrase
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.model import PrintedAmount

__all__ = ["is_whole", "roles_of", "whole_of"]

_TO_NAME = 3
_NAMED = ("NAME", "FOREIGN", "PLACE", "COMMAND", "OWN", "FORCE")


def roles_of(sentence: SentenceRead) -> dict[int, FoundPhrase]:
    """Return the roles, with those of figures in brackets: a sign says a change, else they are what the figure before is."""
    roles = dict(sentence.roles)
    for at, of in sentence.twins.items():
        token, before = sentence.tokens[at], roles.get(of)
        if token.text[:1] in "+-−–":
            roles[at] = FoundPhrase("change", at, at + 1)
        elif before is not None:
            kind = before.kind
            if (
                kind in ("count", "level")
                and token.type == "PERCENT"
                and sentence.tokens[of].type != "PERCENT"
            ):
                kind = "share"
            roles[at] = replace(before, kind=kind)
    _share_out(sentence, roles)
    for at, role in roles.items():
        if role.kind in ("count", "level") and _is_set_against(sentence, at):
            roles[at] = replace(role, sure=False)
    for at, token in enumerate(sentence.tokens):
        signed = token.is_figure and token.text[:1] in "+-−–"
        if signed and (at not in roles or roles[at].kind in ("count", "level", "share")):
            roles[at] = FoundPhrase("change", at, at + 1)
    for at, column in sentence.columns.items():
        roles[at] = FoundPhrase(column.kind, at, at + 1)
    return roles


def _share_out(sentence: SentenceRead, roles: dict[int, FoundPhrase]) -> None:
    """Give a figure without a verb the role of the one before: "robbery fell by 5 % and burglary 3 %"."""
    figures = [at for at, token in enumerate(sentence.tokens) if token.is_figure]
    for before, at in pairwise(figures):
        own, said = roles.get(at), roles.get(before)
        if (
            said is None
            or sentence.types[at] != sentence.types[before]
            or "STOP" in sentence.types[before:at]
        ):
            continue
        if own is None and said.kind.startswith("rank") and _leads_to_name(sentence, at):
            of_outcomes = sentence.types[at + _TO_NAME : at + _TO_NAME + 1] == ("OUTCOME",)
            roles[at] = FoundPhrase("rank", at, at + _TO_NAME + of_outcomes, said.sure)
            continue
        if own is not None and said.kind not in ("target", own.kind) and _is_parallel(sentence, before, at):
            roles[at] = FoundPhrase(said.kind, at, at + 1, said.sure)
            continue
        named = _is_named(sentence, at)
        weakly = own is None or not own.sure or own.kind in ("level", "count")
        if weakly and sentence.types[before + 1 : at] == ("AND",) and said.kind != "target":
            roles[at] = FoundPhrase(said.kind, at, at + 1, sure="RESPECTIVELY" in sentence.types)
            continue
        if (
            own is not None
            and (own.kind, said.kind) == ("change", "movement")
            and sentence.types[at] == "WORDNUMBER"
        ):
            roles[at] = replace(own, kind="movement")
        if own is None and named and at - before < 9:
            roles[at] = FoundPhrase(said.kind, at, at + 1, said.sure)
        weak = own is not None and own.kind in ("level", "count", "level before") and (not own.sure or named)
        beside = named or sentence.types[at - 1] in ("AND", "AT", "VERSUS", "THAN")
        if (
            weak
            and beside
            and at - before < 9
            and said.kind not in ("level", "count", "level before", "target")
        ):
            roles[at] = FoundPhrase(said.kind, at, at + 1, sure=False)


def _is_parallel(sentence: SentenceRead, before: int, at: int) -> bool:
    """Return whether two figures stand before places of theirs, with nothing else between them: "by 8.5 % in City and 8.2 % in Counties"."""
    behind = [sentence.types[to + 1 : to + 3] for to in (before, at)]
    between = [kind for kind in sentence.types[before + 3 : at] if kind not in ("AND", "COMMA", "BY")]
    return behind == [("IN", "PLACE")] * 2 and not between


def _leads_to_name(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure without a verb is said of the name behind it: "eighth for robbery, fifth for burglary"."""
    return sentence.types[at + 1 : at + 2] in (("IN",), ("ON",)) and sentence.types[at + 2 : at + 3] == (
        "NAME",
    )


def _is_named(sentence: SentenceRead, at: int) -> bool:
    """Return whether a name stands right before a figure, or before its bracket."""
    back = at - 2 if sentence.types[at - 1 : at] == ("OPEN",) else at - 1
    return back >= 0 and sentence.types[back] in _NAMED


def _is_set_against(sentence: SentenceRead, at: int) -> bool:
    """Return whether a bare figure stands against another, and nobody says whose or of when: "872 v 718"."""
    following = sentence.tokens[at + 1 : at + 3]
    if len(following) < 2 or following[0].type not in ("VERSUS", "THAN") or not following[1].is_figure:
        return False
    part = [sentence.types[to] for to in sentence.part_of(at)]
    return not any(kind in ("LASTYEAR", "SAMETIME", "LASTTIME", "TARGET", "AVERAGE") for kind in part)


def is_whole(sentence: SentenceRead, at: int) -> bool:
    """Return whether a figure is only the whole of another: the 8 of "3rd of 8", the 400 of "96 of 400"."""
    back = at - 1
    while back >= 0 and sentence.types[back] in ("THE", "FROM"):
        back -= 1
    if back < 1 or sentence.types[back] != "OF":
        return False
    return sentence.tokens[back - 1].type in ("COUNT", "WORDNUMBER", "RANK", "WORDRANK")


def whole_of(sentence: SentenceRead, at: int) -> PrintedAmount | None:
    """Return of how many a figure is, where the sentence says so."""
    for to in range(at + 1, min(at + 5, len(sentence.tokens))):
        if sentence.tokens[to].is_figure:
            return sentence.tokens[to].amount if is_whole(sentence, to) else None
    return None
