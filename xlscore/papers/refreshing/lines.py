"""Lines of sentences brought up to date as wholes: which sentences of a paragraph, which items of a list come and go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from xlscore.papers.merge.fates import Fate, MergeNote, Why
from xlscore.papers.merge.items import MergedItems, StandingItem, merge_items
from xlscore.papers.model import Bullets, PaperTable, Sentence, Sentences
from xlscore.papers.refreshing.sentences import is_as_written, without_blank
from xlscore.papers.regions.layout import Region, sentence_tag, sentences_of
from xlscore.papers.regions.making import block_content, line, sentence_control
from xlscore.papers.regions.standing import (
    of_kind,
    sentences_by_paragraph,
    things_in,
    untouched_line,
)
from xlscore.papers.regions.tags import RegionKind
from xlscore.word import NewList, NewParagraph, Paragraph
from xlscore.word.standing.places import made_for, put_after, put_before

if TYPE_CHECKING:
    from xlscore.papers.refreshing.work import Work
    from xlscore.word import Control

__all__ = ["Lines", "refresh_lines", "refresh_words"]

_A_PERSONS: Final = StandingItem(None)


@dataclass(frozen=True)
class Lines:
    """What became of the lines of a region, and the tags of those that are remembered."""

    state: Fate
    keys: tuple[str, ...]


def refresh_words(work: Work, control: Control, region: Region | None) -> Lines:
    """Bring in and take out sentences of a paragraph; return what became of it."""
    block = region.block if region is not None else None
    wanted = {sentence_tag(each): each for each in block.sentences} if isinstance(block, Sentences) else {}
    known = _known(work, control)
    sentences = [
        each for each in of_kind(control.controls, RegionKind.SENTENCE) if each.tag in {*known, *wanted}
    ]
    standing = [StandingItem(each.tag, is_as_written(work, each)) for each in sentences]
    # In a paragraph one sentence leads to the next: people's order, and ours, stays.
    merged = merge_items(known, [*standing, _A_PERSONS], list(wanted))
    order = [each for each in merged.order if each != len(standing)]
    if control.has_tracked_changes and merged.changes:
        return _held(work, control, known, list(wanted))
    before: Control | None = None
    waiting: list[Sentence] = []
    for entry in order:
        if isinstance(entry, int):
            before = sentences[entry]
            for each in waiting:
                before.insert_before(sentence_control(each), " ")
            waiting = []
        elif before is None:
            waiting.append(wanted[entry])
        else:
            before = _behind(control, before, wanted[entry])
    if waiting:
        _first_words(control, waiting)
    for place in merged.removed:
        without_blank(sentences[place])
        sentences[place].remove()
    _mark_fresh(work, control, order)
    changes = bool(merged.removed) or any(isinstance(entry, str) for entry in order)
    return Lines(Fate.WRITTEN if changes else Fate.UNCHANGED, merged.known)


def refresh_lines(work: Work, control: Control, region: Region | None) -> Lines:
    """Bring in, take out and order the items of a list, or the lines round a table; return what became of them."""
    block = region.block if region is not None else None
    wanted = {sentence_tag(each): each for each in sentences_of(block)} if block is not None else {}
    known = _known(work, control)
    ours = {*known, *wanted}
    lines: list[tuple[Paragraph, StandingItem]] = []
    shared = False
    for paragraph, sentences in sentences_by_paragraph(control):
        found = [each for each in sentences if each.tag in ours]
        shared = shared or len(found) > 1
        if len(found) == 1:
            lines.append((paragraph, untouched_line(paragraph, found[0], is_as_written(work, found[0]))))
        elif found:  # lines that a person joined
            lines += [(paragraph, StandingItem(each.tag, untouched=False)) for each in found]
        elif paragraph.text.strip() or things_in(paragraph):
            lines.append((paragraph, _A_PERSONS))
    fixed = shared or isinstance(block, PaperTable)
    merged = merge_items(known, [item for _, item in lines] + [_A_PERSONS] * fixed, list(wanted))
    order = [entry for entry in merged.order if entry != len(lines)]
    changes = bool(merged.removed) or order != list(range(len(lines)))
    if control.has_tracked_changes and changes:
        return _held(work, control, known, list(wanted))
    if changes:
        _carry_out(control, region, lines, order, merged, wanted)
    _mark_fresh(work, control, order)
    return Lines(Fate.WRITTEN if changes else Fate.UNCHANGED, merged.known)


def _carry_out(
    control: Control,
    region: Region | None,
    lines: Sequence[tuple[Paragraph, StandingItem]],
    order: Sequence[int | str],
    merged: MergedItems,
    wanted: dict[str, Sentence],
) -> None:
    if not lines and region is not None and not control.tables:
        control.set_content(block_content(region))
        return
    numbers = [entry for entry in order if isinstance(entry, int)]
    _put_in_order([lines[each][0] for each in numbers], numbers, lines[0][0] if lines else None)
    pattern = next((each for each, item in lines if item.key is not None and each.is_list_item), None)
    last: Paragraph | None = None
    for entry in order:
        if isinstance(entry, int):
            last = lines[entry][0]
        else:
            last = _new_line(control, region, wanted[entry], last, lines, pattern)
    for place in merged.removed:
        lines[place][0].remove()
    if not control.paragraphs and not control.tables:
        control.set_content((NewParagraph(),))


def _put_in_order(wanted: list[Paragraph], numbers: list[int], first: Paragraph | None) -> None:
    """Move lines into another order; a person's stand nowhere among them, or they would stay as they are."""
    if first is None or numbers == sorted(numbers):
        return
    if wanted[0] != first:
        put_before(first.element, [wanted[0].element])
    for before, each in pairwise(wanted):
        put_after(before.element, [each.element])


def _new_line(
    control: Control,
    region: Region | None,
    sentence: Sentence,
    last: Paragraph | None,
    lines: Sequence[tuple[Paragraph, StandingItem]],
    pattern: Paragraph | None,
) -> Paragraph:
    """Return a new line, put behind the last one, before the first where there is none yet."""
    block = region.block if region is not None else None
    is_item = isinstance(block, Bullets) and sentence in block.items
    part = control.part
    tables = control.tables
    anchor = last.element if last is not None else lines[0][0].element if lines else tables[0].element
    if is_item and pattern is not None:
        made = [pattern.like((sentence_control(sentence),))]
    else:
        numbered = isinstance(block, Bullets) and block.numbered
        content = (
            NewList([(sentence_control(sentence),)], numbered=numbered)
            if is_item
            else line(sentence, _role(block, sentence))
        )
        made = made_for("block", (content,), control.desk, part, anchor)
    is_note = isinstance(block, PaperTable) and sentence in block.notes
    if is_note and tables and (last is None or not _stands_behind(last, tables[0].element)):
        put_after(tables[0].element, made)
    elif last is not None or (is_note and not lines):
        put_after(anchor, made)
    else:
        put_before(anchor, made)
    return Paragraph(made[-1], control.desk, part)


def _role(block: object, sentence: Sentence) -> str:
    return "caption" if isinstance(block, PaperTable) and sentence not in block.notes else "normal"


def _stands_behind(paragraph: Paragraph, table: object) -> bool:
    before = paragraph.element.getprevious()
    while before is not None:
        if before is table:
            return True
        before = before.getprevious()
    return False


def _known(work: Work, control: Control) -> list[str]:
    entry = work.entry(control)
    return list(entry["keys"]) if entry and "keys" in entry else []


def _held(work: Work, control: Control, known: list[str], wanted: Sequence[str]) -> Lines:
    where = work.where(control.tag, control.text)
    work.tell(MergeNote("", Fate.SKIPPED, Why.TRACKED, told=True), where, control)
    stay = [key for key in wanted if key in known]
    return Lines(Fate.SKIPPED, (*stay, *(key for key in known if key not in stay)))


def _mark_fresh(work: Work, control: Control, order: Sequence[int | str]) -> None:
    new = {entry for entry in order if isinstance(entry, str)}
    if new:
        work.fresh |= {each for each in control.controls if each.tag in new}


def _behind(control: Control, before: Control, sentence: Sentence) -> Control:
    """Return a new sentence, put behind another."""
    tag, there = sentence_tag(sentence), set(control.controls)
    before.insert_after(" ", sentence_control(sentence))
    return next(each for each in control.controls if each.tag == tag and each not in there)


def _first_words(control: Control, sentences: Sequence[Sentence]) -> None:
    """Write sentences where none of ours stands: into the empty control, or behind what a person wrote there."""
    content = [piece for each in sentences for piece in (" ", sentence_control(each))]
    paragraphs = control.paragraphs
    if paragraphs and control.text.strip():
        paragraphs[-1].append(*content)
    elif paragraphs:
        paragraphs[-1].append(*content[1:])
    else:
        control.set_content(content[1:])
