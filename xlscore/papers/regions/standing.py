"""What stands in the controls of a document, as the plain values that are merged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from xlscore.papers.merge.items import StandingItem
from xlscore.papers.merge.sentence import Said, Spot, said
from xlscore.papers.merge.table import StandingRow
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.word.xml.names import value

if TYPE_CHECKING:
    from xlscore.word import Control, Paragraph, WordTable

__all__ = [
    "figures_in",
    "is_bound_within",
    "number_of",
    "of_kind",
    "rows_of",
    "said_in",
    "sentences_by_paragraph",
    "things_in",
    "untouched_line",
]

_HARMLESS: Final = ("comment", "footnote", "endnote")
"""What stays where text is written anew."""


def number_of(control: Control) -> str:
    """Return the number by which Word tells a control from its copies."""
    return value(control.element, "sdtPr", "id")


def of_kind(controls: Iterable[Control], *kinds: RegionKind) -> list[Control]:
    """Return the controls of some kinds of region."""
    return [control for control in controls if kind_of(control.tag) in kinds]


def figures_in(control: Control) -> list[Control]:
    """Return the controls directly in a sentence, its figures and whatever else a person put there."""
    return [piece for piece in control.pieces if not isinstance(piece, str)]


def is_bound_within(control: Control) -> bool:
    """Return whether Word fills something from data that stands round a control: it would put that back."""
    outer = control.parent
    while outer is not None:
        if outer.is_bound:
            return True
        outer = outer.parent
    return False


def things_in(control: Control | Paragraph) -> tuple[str, ...]:
    """Return what a person put there that no text says and that would not outlive its being written anew."""
    return tuple(thing for thing in control.hung_on if thing not in _HARMLESS)


def said_in(control: Control) -> Said:
    """Return the sentence that stands in a control; nothing while it shows its prompt."""
    if control.is_placeholder:
        return ()
    parts: list[str | Spot] = [
        piece if isinstance(piece, str) else Spot(piece.tag or "?", piece.text, number_of(piece))
        for piece in control.pieces
    ]
    if things_in(
        control
    ):  # a picture, a link, an equation of a person's: no longer the sentence that was written
        parts.append(Spot("?", ""))
    return said(parts)


def sentences_by_paragraph(control: Control) -> list[tuple[Paragraph, list[Control]]]:
    """Return the paragraphs of a control, those in tables not, each with the sentences in it."""
    sentences = of_kind(control.controls, RegionKind.SENTENCE)
    return [
        (paragraph, [each for each in sentences if each.paragraph == paragraph])
        for paragraph in control.paragraphs
    ]


def rows_of(table: WordTable) -> list[StandingRow]:
    """Return the rows of a table."""
    return [StandingRow(tuple(row.texts), row.is_merged, row.has_tracked_changes) for row in table.rows]


def untouched_line(paragraph: Paragraph, sentence: Control, as_written: bool) -> StandingItem:
    """Return a line as an item: untouched where it has its sentence, as it was written, and nothing beside."""
    alone = paragraph.text == sentence.text and not things_in(paragraph)
    return StandingItem(sentence.tag, as_written and alone and not paragraph.has_tracked_changes)
