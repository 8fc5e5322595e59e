"""What a refresh works on, and what it finds: the state of each region, what has to be told and where."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlscore.papers.merge.fates import Fate, MergeNote
from xlscore.papers.merge.sentence import plain
from xlscore.papers.refreshing.telling import told_of
from xlscore.papers.refreshing.theirs import Theirs
from xlscore.papers.regions.layout import TITLE, Layout, Region
from xlscore.papers.regions.remembered import Remembered, sentence_from
from xlscore.papers.regions.standing import number_of
from xlscore.papers.regions.states import RegionState
from xlscore.papers.regions.tags import RegionKind, kind_of, phrase_tag, tag_of
from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from xlscore.word import Control, Document, WordCell

__all__ = ["PaperRemark", "Work"]


@dataclass(frozen=True)
class PaperRemark:
    """A comment for a place in the document."""

    at: Control | WordCell
    text: str


@dataclass
class Work:
    """One refresh as it goes on."""

    document: Document
    layout: Layout
    was: Remembered
    now: Remembered
    name: str
    theirs: Theirs = field(default_factory=Theirs)
    states: list[RegionState] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[PaperRemark] = field(default_factory=list)
    fresh: set[Control] = field(default_factory=set)
    fates: dict[Control, Fate] = field(default_factory=dict)
    _entries: dict[Control, dict[str, Any] | None] = field(default_factory=dict)

    @cached_property
    def figures_was(self) -> dict[str, str]:
        """Return what was last written of each figure, by its tag."""
        found: dict[str, str] = {}
        for tag, entries in self.was.regions.items():
            if kind_of(tag) is RegionKind.SENTENCE and entries:
                base = sentence_from(entries[0])
                found |= {
                    part.tag: part.text for part in (base.parts if base else ()) if not isinstance(part, str)
                }
        return found

    @property
    def title_was(self) -> str | None:
        """Return the title that was last written, None where there was none."""
        entries = self.was.regions.get(tag_of(RegionKind.SENTENCE, TITLE))
        base = sentence_from(entries[0]) if entries else None
        return plain(base.parts) if base else None

    def where(self, tag: str, text: str = "") -> str:
        """Return where the region with a tag is, in words."""
        region = self.region_of(tag)
        return region.where if region is not None else f"“{text[:60]}”" if text else tag

    def region_of(self, tag: str) -> Region | None:
        """Return the region with a tag, or the one that its sentence stands in."""
        if tag in self.layout.sentences:
            return self.layout.sentences[tag][1]
        return self.layout.by_tag.get(tag)

    def where_of_figure(self, tag: str, text: str) -> str:
        """Return where a figure is from that stands by itself, in words."""
        for sentence, region in self.layout.sentences.values():
            if any(phrase_tag(sentence.key, phrase.key) == tag for phrase in sentence.phrases):
                return f"{region.where} (copied)"
        return f"“{text[:60]}”"

    def entry(self, control: Control) -> dict[str, Any] | None:
        """Return what was written into a control."""
        if control not in self._entries:
            self._entries[control] = self.was.of(control.tag, number_of(control))
        return self._entries[control]

    def keep(self, control: Control, entry: dict[str, Any] | None) -> None:
        """Remember what is written into a control now."""
        if entry is not None:
            rest = {key: value for key, value in entry.items() if key != "id"}
            self.now.keep(control.tag, number_of(control), rest)

    def state(self, tag: str, state: Fate, where: str, control: Control | None = None) -> None:
        """Say what became of a region."""
        if control is not None:
            self.fates[control] = state
        kind = kind_of(tag)
        self.states.append(RegionState(tag, kind.value if kind else "", state.value, where))

    def tell(
        self, note: MergeNote, where: str, at: Control | WordCell | None, cells: tuple[str, ...] = ()
    ) -> None:
        """Say what has to be looked at, with a comment at its place where something is in conflict."""
        if not note.told:
            return
        told = told_of(note, where)
        sheet, _, cell = (cells[0] if cells else "").rpartition("!")
        self.problems.append(
            Problem(sheet.strip("'") or self.name, cell if sheet else "", told.what, told.do)
        )
        if at is not None and note.state is Fate.CONFLICT:
            self.remarks.append(PaperRemark(at, told.here))
