"""What a paper by us would say now: its sentences, its figures with their cells, its tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from xlscore.papers.kind import PaperAsked
from xlscore.papers.kinds import paper_kind
from xlscore.papers.model import PaperTable, Phrase, Sentence
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.layout import layout_of
from xlscore.papers.regions.remembered import Remembered

if TYPE_CHECKING:
    from xlscore.books.tables.blocks import Reading
    from xlscore.word import Document

__all__ = ["OurPaper", "our_paper"]


@dataclass(frozen=True)
class OurPaper:
    """What a paper by us would say now, and what was last written into it."""

    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    """By their tags."""
    phrases: Mapping[str, Phrase] = field(default_factory=dict)
    """The figures, by theirs."""
    tables: Mapping[str, PaperTable] = field(default_factory=dict)
    kept: Remembered | None = None

    @property
    def cells(self) -> dict[str, tuple[str, ...]]:
        """Return the cells of every figure by its tag."""
        return {tag: phrase.cells for tag, phrase in self.phrases.items() if phrase.cells}


def our_paper(document: Document, reading: Reading, asked: PaperAsked | None = None) -> OurPaper:
    """Return what a document would say now, nothing for one that is no paper by us or from another kind of workbook."""
    kept = read_kept(document)
    kind = paper_kind(kept.kind) if kept is not None else None
    if kept is None or kind is None or not kind.applies(reading):
        return OurPaper()
    wanted = asked or PaperAsked()
    same = PaperAsked(to=wanted.to, recipient=kept.recipient, sheet=wanted.sheet or kept.sheet or None)
    layout = layout_of(kind.compose(reading, same).paper)
    tables = {region.tag: region.block for region in layout.regions if isinstance(region.block, PaperTable)}
    sentences = {tag: sentence for tag, (sentence, _) in layout.sentences.items()}
    return OurPaper(sentences, layout.phrases, tables, kept)
