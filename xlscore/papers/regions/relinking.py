"""The regions of a paper found again by their bookmarks, after a program dropped the tags of its controls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.errors import XlscoreError
from xlscore.papers.merge.fates import Fate
from xlscore.papers.regions.remembered import Remembered, sentence_from
from xlscore.papers.regions.states import RegionState
from xlscore.papers.regions.tags import RegionKind, bookmark_of, kind_of
from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from xlscore.word import Control, Document
    from xlscore.word.standing.bookmarks import Bookmark

__all__ = ["lost_regions", "relink"]

_IN_A_LINE = (RegionKind.SENTENCE, RegionKind.PHRASE)


def lost_regions(document: Document, kept: Remembered) -> bool:
    """Return whether no region has its tag any more, though some once stood here and still do."""
    if any(kind_of(control.tag) is not None for control in document.controls()):
        return False
    names = {bookmark_of(tag) for tag, entries in kept.regions.items() if entries}
    return any(mark.name in names for mark in document.bookmarks)


def relink(
    document: Document, kept: Remembered, name: str
) -> tuple[tuple[RegionState, ...], tuple[Problem, ...]]:
    """Give the regions of a document their tags again; return what became of each, and what could not be found."""
    standing = {control.tag for control in document.controls()}
    wanted = {bookmark_of(tag): tag for tag in _tags(kept)}
    states: list[RegionState] = []
    found: set[str] = set()
    for mark in document.bookmarks:
        tag = wanted.get(mark.name)
        if tag is None or tag in standing or tag in found:
            continue
        if mark.text.strip() and _tagged(mark, tag) is not None:
            found.add(tag)
            states.append(_state(tag, Fate.WRITTEN))
    lost = [tag for tag in wanted.values() if tag not in standing and tag not in found]
    states += [_state(tag, Fate.UNCHANGED) for tag in wanted.values() if tag in standing]
    states += [_state(tag, Fate.GONE) for tag in lost]
    problems = tuple(
        Problem(name, "", f"{tag.split(':', 2)[2]} was not found again: it was deleted, or its bookmark went too.", "Check whether it still stands, and correct it by hand.")
        for tag in lost
        if kind_of(tag) is not RegionKind.PHRASE
    )  # fmt: skip
    return tuple(states), problems


def _tags(kept: Remembered) -> list[str]:
    """Return the tags of all that was written, outer ones first."""
    outer = [tag for tag, entries in kept.regions.items() if entries and kind_of(tag) not in _IN_A_LINE]
    sentences = [
        tag for tag, entries in kept.regions.items() if entries and kind_of(tag) is RegionKind.SENTENCE
    ]
    phrases = []
    for tag in sentences:
        base = sentence_from(kept.regions[tag][0])
        phrases += [part.tag for part in (base.parts if base else ()) if not isinstance(part, str)]
    return [*outer, *sentences, *phrases]


def _tagged(mark: Bookmark, tag: str) -> Control | None:
    """Return the control at a bookmark with its tag again: the one that stands there, or a new one."""
    inline = kind_of(tag) in _IN_A_LINE
    control = mark.control
    if control is not None and not control.tag and (control.level == "inline") == inline:
        control.tag = tag
        return control
    title = tag.split(":", 2)[2][:64]
    try:
        return mark.wrap("inline" if inline else "block", tag=tag, title=title, lock="")
    except XlscoreError:
        return None


def _state(tag: str, fate: Fate) -> RegionState:
    kind = kind_of(tag)
    return RegionState(tag, kind.value if kind else "", fate.value, tag.split(":", 2)[2])
