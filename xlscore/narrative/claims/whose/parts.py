"""Of which part a share is, where the sentence names its whole beside it: "71% of searches were for drugs"."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.sentence import SentenceRead
from xlscore.narrative.claims.tokens import tokens_of
from xlscore.narrative.claims.words.stems import content, stem, words_in
from xlscore.narrative.model import ClaimKind, ClaimSubject, KnownName

__all__ = ["as_part"]

_WHOLES: Final = ("all ", "overall ", "total ")
_BETWEEN: Final = ": "
_NOT: Final = "not"
_SATISFIED: Final = "satisfaction"


def as_part(
    sentence: SentenceRead, at: int, subject: ClaimSubject, kind: ClaimKind
) -> tuple[ClaimKind, ClaimSubject]:
    """Return what a percentage is, and of what: of a whole that is named, the share of its only part that is named as well."""
    if len(subject.names) != 1 or subject.how != "sentence" or kind not in (ClaimKind.SHARE, ClaimKind.LEVEL):
        return kind, subject
    whole = subject.names[0]
    near = " ".join(sentence.tokens[to].text for to in sentence.segment_of(at))
    parts = _of_table(sentence, whole, near) or _of_table(sentence, whole, sentence.passage.text)
    if not parts and kind is ClaimKind.SHARE:
        parts = _of_everything(sentence, whole)
    if len(parts) != 1:
        return kind, subject
    if _SATISFIED in whole.name.casefold():
        # Who are satisfied may be so with all of it: "89.4% were satisfied, though not with follow-up".
        return kind, replace(subject, names=parts, how="loosely")
    return ClaimKind.SHARE, replace(subject, names=parts)


def _of_table(sentence: SentenceRead, whole: KnownName, text: str) -> tuple[KnownName, ...]:
    """Return the part of a whole's table whose every word is said, the longest: Drugs of Stop and search."""
    table = f"{whole.name.split(_BETWEEN)[0]}{_BETWEEN}"
    words = words_in(text.casefold())
    said = {stem(word) for word in words}
    found: dict[int, list[KnownName]] = {}
    for name in sentence.names.names:
        own = words_in(name.name[len(table) :].casefold())
        denied = _NOT in own and _NOT not in words
        if name.name.startswith(table) and name != whole and not denied and said.issuperset(content(own)):
            found.setdefault(len(own), []).append(name)
    return tuple(found[max(found)]) if found else ()


def _of_everything(sentence: SentenceRead, whole: KnownName) -> tuple[KnownName, ...]:
    """Return the other name of a sentence, or of its heading, where the one is of all: burglary of All six types."""
    if not whole.name.casefold().startswith(_WHOLES):
        return ()
    named = [token.mention.names for token in sentence.tokens if token.mention is not None]
    others = {names for names in named if names and whole not in names}
    if not others and sentence.passage.headings:
        heading = tokens_of(sentence.passage.headings[-1], sentence.names)
        others = {
            token.mention.names for token in heading if token.mention is not None and token.mention.names
        }
    found = others.pop() if len(others) == 1 else ()
    return found if whole not in found else ()
