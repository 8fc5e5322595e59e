"""What once was written and stands no more: deleted by a person, or standing without its control."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from xlscore.papers.merge.fates import Fate, MergeNote, Why
from xlscore.papers.merge.sentence import plain
from xlscore.papers.model import PaperTable
from xlscore.papers.regions.entries import digest
from xlscore.papers.regions.remembered import sentence_from, table_from
from xlscore.papers.regions.standing import of_kind
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
    _Missing(work).say()


class _Missing:
    def __init__(self, work: Work) -> None:
        self.work = work
        self.standing = {control.tag for control in work.document.controls()}
        self.text = text_of(work.document.body)
        controls = work.document.controls()
        self.held = [control.text for control in of_kind(controls, RegionKind.SENTENCE)]
        # What belongs into a place that is empty names it, and a place has no text while it only shows that.
        self.held += [text_of(control.element) for control in controls if control.is_placeholder]
        self.held += self._cells_of_ours()
        self.bare = {
            mark.name
            for mark in work.document.bookmarks
            if ((held := mark.control) is None or bookmark_of(held.tag) != mark.name)
            and mark.name not in map(bookmark_of, mark.tags)  # somebody put more round it
            and mark.holds_words
        }

    def _cells_of_ours(self) -> list[str]:
        """Return the texts of cells that the workbook says: a heading that is gone may be the name of a row."""
        new = {
            cell.text
            for region in self.work.layout.regions
            if isinstance(region.block, PaperTable)
            for row in region.block.rows
            for cell in row.cells
        }
        tables = [
            table
            for control in of_kind(self.work.document.controls(), RegionKind.TABLE)
            for table in control.tables[:1]
        ]
        return [text for table in tables for row in table.rows for text in row.texts if text in new]

    def say(self) -> None:
        """Say it of all."""
        gone_with: set[str] = set()
        known = self.work.was.regions.items()
        whole = [
            pair
            for pair in known
            if not pair[1] or kind_of(pair[0]) not in (RegionKind.SENTENCE, RegionKind.PHRASE)
        ]
        for tag, entries in whole:
            gone_with |= self._whole(tag, entries)
        for tag, entries in known:
            if kind_of(tag) is RegionKind.SENTENCE and entries:
                self._sentence(tag, entries, gone_with)
        told = {state.tag for state in self.work.states if state.state == Fate.SKIPPED}
        for tag, said in self.work.figures_was.items():
            if tag not in told and bookmark_of(tag) in self.bare:
                self._unwrapped(tag, self.work.where_of_figure(tag, said), said)

    def _whole(self, tag: str, entries: list[Entry]) -> set[str]:
        """Say what became of a list, a table, a picture; return the sentences that went with it."""
        work = self.work
        if not entries:
            if tag in work.layout.by_tag and tag not in self.standing:
                work.now.regions[tag] = []
                if not work.layout.by_tag[tag].is_heading:
                    work.state(tag, Fate.SKIPPED, work.where(tag))
            return set()
        if tag in self.standing:
            if bookmark_of(tag) in self.bare:
                self._unwrapped(tag, work.where(tag), "")
            return set()
        keys = set(entries[0].get("keys", ()))
        known = tag in work.layout.by_tag
        if self._stands(tag, entries[0]) or (known and keys & self.standing):
            self._unwrapped(tag, work.where(tag), "")
        elif known:
            work.state(tag, Fate.GONE, work.where(tag))
        else:
            return set()
        work.now.regions[tag] = entries
        return keys

    def _sentence(self, tag: str, entries: list[Entry], gone_with: set[str]) -> None:
        work, base = self.work, sentence_from(entries[0])
        said = plain(base.parts) if base else ""
        if tag in self.standing:
            if bookmark_of(tag) in self.bare:
                self._unwrapped(tag, work.where(tag, said), said)
            return
        if self._stands(tag, entries[0]):
            self._unwrapped(tag, work.where(tag, said), said)
        elif tag not in work.layout.sentences:
            return
        elif tag not in gone_with:
            work.state(tag, Fate.GONE, work.where(tag, said))
        work.now.regions[tag] = entries

    def _unwrapped(self, tag: str, where: str, said: str) -> None:
        self.work.state(tag, Fate.SKIPPED, where)
        self.work.tell(MergeNote("", Fate.SKIPPED, Why.UNWRAPPED, said, told=True), where, None)

    def _stands(self, tag: str, entry: Entry) -> bool:
        """Return whether what was written into a region stands without it: between its marks, or in its words."""
        if bookmark_of(tag) in self.bare:
            return True
        match kind_of(tag):
            case RegionKind.SENTENCE:
                base = sentence_from(entry)
                said = plain(base.parts).strip() if base else ""
                return len(said) >= _LONG_ENOUGH and self._stands_bare(said)
            case RegionKind.TABLE:
                return self._table_stands(entry)
            case RegionKind.PICTURE:
                return self._picture_stands(entry)
            case _:
                return False

    def _stands_bare(self, said: str) -> bool:
        """Return whether words stand outside of sentences that are refreshed: another one may say the same."""
        return self.text.count(said) > sum(held.count(said) for held in self.held)

    def _table_stands(self, entry: Entry) -> bool:
        document = self.work.document
        headings = [heading for _, heading in table_from(entry)[0].columns]
        inside = {
            table
            for control in document.controls()
            if kind_of(control.tag) is RegionKind.TABLE
            for table in control.tables
        }
        return any(
            table.rows and table.rows[0].texts[: len(headings)] == headings
            for table in document.tables
            if table not in inside
        )

    def _picture_stands(self, entry: Entry) -> bool:
        document = self.work.document
        inside = {
            picture
            for control in document.controls()
            if kind_of(control.tag) is RegionKind.PICTURE
            for picture in pictures_in(control.element, control.desk, control.part)
        }
        return any(
            picture not in inside and digest(picture.image) == entry.get("png")
            for picture in document.pictures
        )
