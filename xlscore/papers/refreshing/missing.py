"""What once was written and stands no more: deleted by a person, or standing without its control."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from xlscore.papers.merge.fates import Fate, MergeNote, Why
from xlscore.papers.merge.sentence import plain
from xlscore.papers.regions.entries import digest
from xlscore.papers.regions.remembered import sentence_from, table_from
from xlscore.papers.regions.tags import RegionKind, bookmark_of, kind_of
from xlscore.word.standing.pictures import pictures_in
from xlscore.word.standing.texts import text_of

if TYPE_CHECKING:
    from xlscore.papers.refreshing.work import Work
    from xlscore.papers.regions.remembered import Entry

__all__ = ["say_missing"]

_LONG_ENOUGH: Final = 12
"""Shorter sentences stand in many places by chance."""


def say_missing(work: Work) -> None:
    """Say of each region that stands no more what became of it, and go on knowing it."""
    standing = {control.tag for control in work.document.controls()}
    text = text_of(work.document.body)
    marked = {mark.name for mark in work.document.bookmarks if mark.text.strip()}
    loose = partial(_stands, work, text, marked)
    whole = {
        tag: entries
        for tag, entries in work.was.regions.items()
        if tag not in standing and kind_of(tag) not in (RegionKind.SENTENCE, RegionKind.PHRASE)
    }
    gone_with: set[str] = set()
    for tag, entries in whole.items():
        if not entries:
            if tag in work.layout.by_tag:
                work.now.regions[tag] = []
                work.state(tag, Fate.SKIPPED, work.where(tag))
            continue
        keys = set(entries[0].get("keys", ()))
        known = tag in work.layout.by_tag
        if loose(tag, entries[0]) or (known and keys & standing):
            _unwrapped(work, tag, work.where(tag), "")
        elif known:
            gone_with |= keys
            work.state(tag, Fate.GONE, work.where(tag))
        else:
            continue
        work.now.regions[tag] = entries
    for tag, entries in work.was.regions.items():
        if tag in standing or kind_of(tag) is not RegionKind.SENTENCE or not entries:
            continue
        base = sentence_from(entries[0])
        said = plain(base.parts) if base else ""
        if loose(tag, entries[0]):
            _unwrapped(work, tag, work.where(tag, said), said)
        elif tag not in work.layout.sentences:
            continue
        elif tag not in gone_with:
            work.state(tag, Fate.GONE, work.where(tag, said))
        work.now.regions[tag] = entries


    told = {state.tag for state in work.states if state.state == Fate.SKIPPED}
    for tag, said in work.figures_was.items():
        if tag not in standing and tag not in told and bookmark_of(tag) in marked:
            _unwrapped(work, tag, work.where_of_figure(tag, said), said)


def _unwrapped(work: Work, tag: str, where: str, said: str) -> None:
    work.state(tag, Fate.SKIPPED, where)
    work.tell(MergeNote("", Fate.SKIPPED, Why.UNWRAPPED, said, told=True), where, None)


def _stands(work: Work, text: str, marked: set[str], tag: str, entry: Entry) -> bool:
    """Return whether what was written into a region stands somewhere without it: between its marks, or in its words."""
    document = work.document
    if bookmark_of(tag) in marked:
        return True
    match kind_of(tag):
        case RegionKind.SENTENCE:
            base = sentence_from(entry)
            said = plain(base.parts).strip() if base else ""
            return len(said) >= _LONG_ENOUGH and said in text
        case RegionKind.TABLE:
            headings = [heading for _, heading in table_from(entry)[0].columns]
            inside = {table for control in document.controls() for table in control.tables if control.tag}
            return any(
                table.rows and table.rows[0].texts[: len(headings)] == headings
                for table in document.tables
                if table not in inside
            )
        case RegionKind.PICTURE:
            within = {
                picture
                for control in document.controls()
                if kind_of(control.tag) is RegionKind.PICTURE
                for picture in pictures_in(control.element, control.desk, control.part)
            }
            return any(
                picture not in within and digest(picture.image) == entry.get("png") for picture in document.pictures
            )
        case _:
            return False
