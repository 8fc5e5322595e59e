"""Whose figure it is: the name in the sentence first, then in the lead, the sentence before, beside it, and the heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from xlscore.narrative.claims.names import is_of_all_users
from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import Token, tokens_of
from xlscore.narrative.claims.whose.strands import in_strand, is_outcomes, strand_around, strand_of
from xlscore.narrative.claims.words.stems import content, stem, words_in
from xlscore.narrative.model import ClaimSubject, KnownName, NameKind

__all__ = ["subject_of"]

_COMPARING = ("UNLIKE", "VERSUS", "THAN", "EXCEPT")
_COUNTED_SO = ("RISE", "FALL", "MORE", "FEWER", "CRIME", "OUTCOME")
"""What may stand between a figure and its place: "436 fewer offences in Camden"."""
_TOPIC = ("NAME", "FOREIGN")


def subject_of(sentence: SentenceRead, at: int, span: range, *, graded: bool = False) -> ClaimSubject:
    """Return the subject of a claim at a token, whose phrase is the span; of a grade, areas go before measures."""
    outcomes = strand_of(sentence, at, span)
    topic, how = _topic(sentence, at, span, outcomes)
    scope = _scope(sentence, at, span)
    names, foreign, together = _named(sentence, at, topic)
    overall = any(is_of_all_users(name) for name in names)
    if overall or _is_of_satisfaction(sentence, at, bool(names)):
        named = how not in ("implied", "loosely")
        texts = [token.text for token in topic if named] or [sentence.passage.text]
        content_names = sentence.names.satisfaction_of(texts)
        if overall or not content_names:
            narrower = sentence.names.satisfaction_of(
                [sentence.tokens[to].text for to in sentence.part_of(at)]
            )
            grouped = tuple(name for name in narrower if not is_of_all_users(name))
            if not grouped and how in ("heading", "lead"):
                grouped = _labelled(sentence)
                how = "sentence" if grouped else how
            content_names = grouped or content_names
        if content_names or not overall:
            names, foreign = (content_names, "") if content_names else ((), foreign or "satisfaction")
            how = how if named and how else "sentence"
    if outcomes is None and how != "sentence":
        outcomes = strand_around(sentence)
    chosen = names if together else in_strand(_of_kind(tuple(dict.fromkeys(names)), graded), outcomes)
    if not outcomes and chosen and all(is_outcomes(name) for name in chosen):
        outcomes = True
    places = tuple(
        name for token in scope if token.type == "PLACE" and token.mention for name in token.mention.names
    )
    commands = tuple(
        name for token in scope if token.type == "COMMAND" and token.mention for name in token.mention.names
    )
    force = next((token.mention for token in scope if token.type == "FORCE" and token.mention), None)
    if force is not None:
        if force.names:
            places += force.names
        elif sentence.names.own_force:
            foreign = foreign or force.foreign
    if together and len(chosen) < 2:
        together = False
    if places and {name for name in sentence.names.names if name.kind is NameKind.PLACE} <= set(places):
        places = ()
    alike = (
        len(topic) == 1 and len(chosen) > 1 and not (topic[0].mention is not None and topic[0].mention.part)
    )
    return ClaimSubject(
        chosen, foreign, together, alike, bool(outcomes), commands, places, how if topic else ""
    )


def _is_of_satisfaction(sentence: SentenceRead, at: int, known: bool) -> bool:
    """Return whether a figure is of people who are satisfied: its part says so, or of a name the workbook lacks a heading does."""
    if any(sentence.types[to] == "SATISFIED" for to in sentence.part_of(at)):
        return True
    around = (sentence.passage.lead, *sentence.passage.headings)
    return not known and sentence.types[at] in ("PERCENT", "POINTS") and any(map(_says_satisfaction, around))


def _labelled(sentence: SentenceRead) -> tuple[KnownName, ...]:
    """Return whose satisfaction an item or a row is of by its label: "Racist incidents: 81.8%" beneath a heading on satisfaction."""
    label = re.split(r"[:|\d]", sentence.passage.text, maxsplit=1)[0]
    names = sentence.names.satisfaction_of([label])
    found = tuple(name for name in names if not is_of_all_users(name))
    return found if len(found) == 1 else ()


def _says_satisfaction(text: str) -> bool:
    return "satisfaction" in map(stem, words_in(text))


def _named(
    sentence: SentenceRead, at: int, topic: tuple[Token, ...]
) -> tuple[tuple[KnownName, ...], str, bool]:
    """Return the workbook's names of tokens, a foreign one, and whether the names are meant together."""
    mentions = [token.mention for token in topic if token.mention is not None]
    names = tuple(name for mention in mentions for name in mention.names)
    foreign = next((mention.foreign for mention in mentions if mention.foreign), "")
    if foreign and not names:
        near = sentence.names.narrowed_to(foreign, _words_to(sentence, at))
        names = near or sentence.names.narrowed_to(foreign, _texts(sentence, sentence.part_of(at)))
        foreign = "" if names else foreign
    return names, foreign, any(mention.together for mention in mentions)


def _words_to(sentence: SentenceRead, at: int) -> list[str]:
    """Return the words between the figure before and a figure: "staff" of the second of "officers 4.4 %, staff 4.8 %"."""
    first = max((to + 1 for to in range(at) if sentence.tokens[to].is_figure), default=0)
    return _texts(sentence, range(first, at))


def _texts(sentence: SentenceRead, within: range) -> list[str]:
    return [sentence.tokens[to].text for to in within]


def _topic(
    sentence: SentenceRead, at: int, span: range, outcomes: bool | None
) -> tuple[tuple[Token, ...], str]:
    """Return the names that a claim may be of, and where they were found."""
    own = [
        to
        for to, token in enumerate(sentence.tokens)
        if token.type in _TOPIC and not _compared(sentence, to) and _reaches(sentence, to, at)
    ]
    if not own:
        own = [
            to
            for to, token in enumerate(sentence.tokens)
            if token.type in _TOPIC and not _compared(sentence, to)
        ]
    if not own:
        own = [
            to
            for to, token in enumerate(sentence.tokens)
            if token.type in _TOPIC and _is_fought(sentence, to)
        ]
    chosen = _nearest(sentence, at, span, own)
    if chosen:
        said = tuple(sentence.tokens[to] for to in chosen)
        if not _open(said):
            return said, "sentence"
        narrower = _narrowed(sentence, said)
        return (narrower, "sentence") if narrower else (said, "sentence")
    called = sentence.names.loosely(sentence.passage.text)
    if called is not None:
        token = sentence.tokens[at]
        return (Token("NAME", token.text, token.start, token.end, mention=called),), "loosely"
    for how, texts in _around(sentence):
        for text in texts:
            found = [token for token in tokens_of(text, sentence.names) if token.type in _TOPIC]
            if found:
                token = found[-1] if how == "before" else found[0]
                part = _part_of(sentence, token, at)
                return ((part,), "loosely") if part else ((token,), how)
    implied = sentence.names.all_crime
    if implied is not None and any(
        kind in ("CRIME", "OUTCOME", "RATE", "OVERALL") for kind in sentence.types
    ):
        token = sentence.tokens[at]
        return (Token("NAME", token.text, token.start, token.end, mention=implied),), "implied"
    return (), ""


def _part_of(sentence: SentenceRead, token: Token, at: int) -> Token | None:
    """Return which part of what a heading names a clause speaks of: "spray" under Use of force; None where it is not just one."""
    if token.mention is None or len(token.mention.names) != 1:
        return None
    whole = f"{token.mention.names[0].name}: "
    said = {stem(word) for to in sentence.clause_of(at) for word in words_in(sentence.tokens[to].text)}
    parts = tuple(
        name
        for name in sentence.names.names
        if name.name.startswith(whole) and said.intersection(content(words_in(name.name[len(whole) :])))
    )
    if len(parts) > 1:
        text = sentence.passage.text.casefold()
        parts = tuple(name for name in parts if text.startswith(name.name[len(whole) :].casefold()))
    return replace(token, mention=replace(token.mention, names=parts)) if len(parts) == 1 else None


def _around(sentence: SentenceRead) -> Iterator[tuple[str, tuple[str, ...]]]:
    passage = sentence.passage
    yield "lead", (passage.lead,)
    # In a cell of a table "the rate" is its row's; only "it" and "this" speak of the sentence before.
    if passage.beside and not any(
        token.type == "IT" and token.text.lower() != "which" for token in sentence.tokens
    ):
        yield "beside", passage.beside
    if any(kind in ("IT", "THE") for kind in sentence.types):
        yield "before", (passage.before,)
    yield "beside", passage.beside
    yield "heading", tuple(reversed(passage.headings))


def _nearest(sentence: SentenceRead, at: int, span: range, own: list[int]) -> list[int]:
    """Return the places of the names a claim is of: in or right after its phrase, else the last before, else the next."""
    if not own:
        return []
    respective = sentence.respective(at, *_TOPIC)
    if respective is not None and respective in own:
        return [respective]
    near = sentence.segment_of(at)
    inside = [to for to in own if span.start <= to < span.stop and (to < at or to in near)]
    if inside:
        return [min(inside, key=lambda to: abs(to - at))]
    following = _following(sentence, span.stop, own)
    if following is not None:
        return [following]
    before = [to for to in own if to < at]
    if before:
        return _listed(sentence, before)
    return [own[0]]


def _following(sentence: SentenceRead, end: int, own: list[int]) -> int | None:
    """Return the name to which a phrase leads on: "a rise of 5 % in robbery"."""
    for to in range(end, min(end + 4, len(sentence.tokens))):
        if to in own:
            return (
                to
                if any(sentence.types[back] in ("IN", "OF") for back in range(max(end - 1, 0), to))
                else None
            )
        if sentence.types[to] not in ("IN", "OF", "THE", "PLAIN", "CRIME", "OUTCOME", "EACH"):
            return None
    return None


def _listed(sentence: SentenceRead, before: list[int]) -> list[int]:
    """Return the last name before, with those it is listed with: "Burglary and robbery"."""
    chosen = [before[-1]]
    for to in reversed(before[:-1]):
        between = sentence.types[to + 1 : chosen[0]]
        if all(kind in ("AND", "COMMA", "THE", "EACH", "CRIME", "OUTCOME") for kind in between) and "AND" in [
            *between,
            *(sentence.types[chosen[0] : before[-1]]),
        ]:
            chosen.insert(0, to)
        else:
            break
    return chosen


def _compared(sentence: SentenceRead, at: int) -> bool:
    """Return whether a name only serves to compare: "unlike robbery"."""
    back = at - 1
    while back >= 0 and sentence.types[back] in ("THE", "IN", "OF", "ON"):
        back -= 1
    return back >= 0 and sentence.types[back] in _COMPARING


def _is_fought(sentence: SentenceRead, at: int) -> bool:
    """Return whether a name stands behind what is done against it: "the fight against gangs"."""
    back = at - 1
    while back >= 0 and sentence.types[back] == "THE":
        back -= 1
    return (
        back > 0
        and sentence.tokens[back].text.lower() == "against"
        and sentence.types[back - 1] in ("WORD", "PLAIN", "CRIME")
    )


def _reaches(sentence: SentenceRead, name: int, at: int) -> bool:
    """Return whether a name may be that of a figure: one in a relative clause is of that clause alone."""
    return not sentence.is_relative(name) or name in sentence.segment_of(at)


def _is_set_against(sentence: SentenceRead, at: int) -> bool:
    """Return whether a place or force only serves to compare: "ahead of Derbyshire"."""
    return _compared(sentence, at) or sentence.types[at - 1 : at] in (("ABOVE",), ("BELOW",))


def _scope(sentence: SentenceRead, at: int, span: range) -> list[Token]:
    """Return the places, commands and forces that a figure is of: right beside it, else the last before it in its clause.

    Where the force is named in between, none; where none is before it, the only one of the clause.
    """
    kinds = ("PLACE", "COMMAND", "FORCE")
    own = sentence.respective(at, *kinds)
    if own is not None:
        return [sentence.tokens[own]]
    clause = sentence.clause_of(at)
    found = [
        to
        for to in clause
        if sentence.types[to] in kinds and not _is_set_against(sentence, to) and _reaches(sentence, to, at)
    ]
    attached = _attached(sentence, at, found)
    if attached is not None:
        return [sentence.tokens[attached]]
    before = [to for to in found if to < at]
    if not before and any(
        token.text.lower() in ("its", "their") for token in sentence.tokens[clause.start : at]
    ):
        before = _carried(sentence, clause.start, kinds)
    if not before:
        near = sentence.segment_of(at)
        alone = [to for to in found if sentence.types[to] != "FORCE" and to < near.stop + 3]
        if found:
            return [sentence.tokens[to] for to in alone] if len(found) == 1 else []
        before = _carried(sentence, clause.start, kinds)
    if not before or any(
        sentence.types[to] in ("OVERALL", "OWN", "FORCEWORD") for to in range(before[-1], at)
    ):
        return []
    group = [before[-1]]
    for to in reversed(before[:-1]):
        if all(sentence.types[between] in ("AND", "COMMA", "THE") for between in range(to + 1, group[0])):
            group.insert(0, to)
        else:
            break
    members = {
        member
        for to in group
        if (said := sentence.tokens[to].mention)
        for name in said.names
        for member in name.members
    }
    # "The largest of any local unit, Spinney Hill": the unit that is named, not all of its kind.
    alone = [
        to
        for to in group
        if (said := sentence.tokens[to].mention) and {name.name for name in said.names} & members
    ]
    return [sentence.tokens[to] for to in alone or group]


def _carried(sentence: SentenceRead, start: int, kinds: tuple[str, ...]) -> list[int]:
    """Return the only place that was named before: it still holds for what follows."""
    earlier = [to for to in range(start) if sentence.types[to] in kinds]
    return earlier[-1:] if len({sentence.tokens[to].mention for to in earlier}) == 1 else []


def _attached(sentence: SentenceRead, at: int, found: list[int]) -> int | None:
    """Return the place right beside the figure: "15.9% (City)", "Camden +13.0%", "15.9% in the City"."""
    types = sentence.types
    if types[at + 1 : at + 2] == ("OPEN",) and at + 2 in found and types[at + 3 : at + 4] == ("CLOSE",):
        return at + 2
    if at - 1 in found:
        return at - 1
    if at in (each := _with_their_figures(sentence)) and len(each) > 1:
        return each[at]
    to = at + 1
    while to < len(types) and types[to] in _COUNTED_SO:
        to += 1
    first = to
    while to < len(types) and types[to] in ("IN", "ON", "AT", "THE"):
        to += 1
    return to if to in found and to > first else None


def _with_their_figures(sentence: SentenceRead) -> dict[int, int]:
    """Return the places that have each a figure to themselves, by it: "City, at 5.3%, … than Counties, at 7.8%", "Camden (1,309)"."""
    types = sentence.types
    found = {}
    for at, token in enumerate(sentence.tokens):
        said = types[max(0, at - 2) : at] == ("COMMA", "AT") and types[at + 1 : at + 2] in (
            ("COMMA",),
            ("STOP",),
        )
        bracketed = types[at - 1 : at] == ("OPEN",) and types[at + 1 : at + 2] == ("CLOSE",)
        place = at - 3 if said else at - 2
        if token.is_figure and (said or bracketed) and place >= 0 and types[place] == "PLACE":
            found[at] = place
    return found


def _open(said: tuple[Token, ...]) -> bool:
    return any(
        token.mention is not None and token.mention.part and len(token.mention.names) > 1 for token in said
    )


def _narrowed(sentence: SentenceRead, said: tuple[Token, ...]) -> tuple[Token, ...]:
    """Return the name of a heading that is one of those left open in the sentence: "burglary" under Burglary - Dwelling."""
    names = {name for token in said if token.mention for name in token.mention.names}
    for text in (sentence.passage.before, *reversed(sentence.passage.headings)):
        for token in tokens_of(text, sentence.names):
            if token.mention and token.mention.names and set(token.mention.names) <= names:
                return (token,)
    return ()


def _of_kind(names: tuple[KnownName, ...], graded: bool) -> tuple[KnownName, ...]:
    """Return the areas for a grade, the measures for a figure, where the same words name both."""
    areas = tuple(name for name in names if name.kind in (NameKind.AREA, NameKind.QUADRANT))
    others = tuple(name for name in names if name not in areas)
    return (areas or others) if graded else (others or areas)
