"""Names as they are shortened: by their initials, and commands whose names end alike by that end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from xlscore.narrative.claims.words.stems import SMALL, words_in
from xlscore.narrative.model import KnownName, NameKind

__all__ = ["TOPICS", "groups_of", "initials_of"]

TOPICS: Final = frozenset(
    {NameKind.AREA, NameKind.MEASURE, NameKind.OBJECTIVE, NameKind.QUADRANT, NameKind.REDLINE, NameKind.RISK}
)
"""The kinds of names that a figure or a grade may be of."""
_FEWEST_INITIALS: Final = 3
_SPELLED: Final = {
    "LPA": ("local policing areas", "local areas", "local policing area"),
    "LPU": ("local policing units", "local units"),
    "BCU": ("basic command units",),
}


def initials_of(names: Sequence[KnownName]) -> Iterator[tuple[str, KnownName]]:
    """Return what a name of three words or more is shortened to: MDS&HT for Modern Day Slavery and Human Trafficking."""
    found: dict[str, list[KnownName]] = {}
    for name in names:
        words = [
            word
            for word in words_in(name.name)
            if word == "&" or word.lower() == "and" or word.lower() not in SMALL
        ]
        letters = [word for word in words if word != "&" and word.lower() != "and"]
        if name.kind not in TOPICS or len(letters) < _FEWEST_INITIALS or ":" in name.name:
            continue
        joined = "".join("&" if word == "&" or word.lower() == "and" else word[0] for word in words).upper()
        for short in {joined, joined.replace("&", "")}:
            found.setdefault(short, []).append(name)
    for short, called in found.items():
        if len(called) == 1:
            yield short, called[0]


def groups_of(names: Sequence[KnownName]) -> Iterator[KnownName]:
    """Return a name for the commands whose names end alike: North LPA and South LPA are LPAs."""
    gathered: dict[str, list[str]] = {}
    known = {name.name for name in names}
    for name in names:
        last = name.name.split()[-1]
        if name.kind in (NameKind.COMMAND, NameKind.PLACE) and last != name.name and last.isupper():
            gathered.setdefault(last, []).append(name.name)
    for last, members in gathered.items():
        if len(members) > 1 and f"{last}s" not in known:
            yield KnownName(
                NameKind.COMMAND, f"{last}s", (last, f"{last}’s", *_SPELLED.get(last, ())), tuple(members)
            )
