"""Sentences and figures of a paper brought up to date where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlscore.papers.merge.fates import Fate, MergeNote, Why
from xlscore.papers.merge.sentence import MergedSentence, Said, Spot, merge_sentence, plain
from xlscore.papers.merge.text import merge_text
from xlscore.papers.regions.layout import said_of
from xlscore.papers.regions.making import sentence_content
from xlscore.papers.regions.remembered import sentence_entry, sentence_from
from xlscore.papers.regions.standing import figures_in, is_bound_within, number_of, said_in
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.word.standing.markers import bookmark_round
from xlscore.word.standing.texts import text_of
from xlscore.word.xml.names import name_of

if TYPE_CHECKING:
    from xlscore.papers.model import Sentence
    from xlscore.papers.refreshing.work import Work
    from xlscore.word import Control

__all__ = ["is_as_written", "refresh_sentence", "refresh_stray_figure", "stray_figures", "without_blank"]


def is_as_written(work: Work, sentence: Control) -> bool:
    """Return whether a sentence stands as it was last written."""
    base = sentence_from(work.was.peek(sentence.tag, number_of(sentence)))
    stands = said_in(sentence)
    return base is not None and _same(stands, base.parts) and not sentence.has_tracked_changes


def refresh_sentence(work: Work, control: Control) -> None:
    """Merge a sentence that stands in the document."""
    tag, entry = control.tag, work.entry(control)
    base, stands = sentence_from(entry), said_in(control)
    sentence = work.layout.sentences[tag][0] if tag in work.layout.sentences else None
    where = work.where(tag, plain(stands))
    if control.has_tracked_changes:
        _left(work, control, Fate.SKIPPED, where)
        note = MergeNote("", Fate.SKIPPED, Why.TRACKED, plain(stands), told=True)
        work.tell(note, f"{where}: “{plain(stands)[:60]}”", control)
        work.keep(control, entry)
        return
    own = control.is_bound or any(figure.is_bound for figure in figures_in(control))
    if own or is_bound_within(control):
        _left(work, control, Fate.SKIPPED, where)
        work.tell(MergeNote("", Fate.SKIPPED, Why.BOUND, plain(stands), told=own), where, control)
        work.keep(control, entry)
        return
    if base is not None and plain(base.parts) and not plain(stands).strip():
        _left(work, control, Fate.GONE, where)
        work.keep(control, entry)
        return
    merged = merge_sentence(
        base,
        stands,
        said_of(sentence) if sentence else None,
        others=work.layout.figures,
        others_base=work.figures_was,
        theirs=lambda figure: work.theirs.takes(tag, where, figure, region=work.region_of(tag)),
    )
    figures = _states_of(control, stands, merged)
    if merged.whole is not None:
        _write_whole(control, stands, sentence, merged.whole)
    else:
        _write_figures(control, merged)
    state = Fate.WRITTEN if control in work.fresh else merged.state
    work.state(tag, state, where, control)
    for each, fate in figures:
        work.state(each, Fate.WRITTEN if control in work.fresh else fate, where)
    for note in merged.notes:
        phrase = work.layout.phrases.get(note.part)
        cells = phrase.cells if phrase else sentence.cells if sentence else ()
        work.tell(note, where, control, cells)
    if merged.base is not None:
        work.keep(control, sentence_entry(merged.base))


def stray_figures(controls: list[Control]) -> list[Control]:
    """Return the figures that stand in no sentence: a person copied or moved them there."""
    return [
        control
        for control in controls
        if kind_of(control.tag) is RegionKind.PHRASE
        and ((outer := control.parent) is None or kind_of(outer.tag) is not RegionKind.SENTENCE)
    ]


def refresh_stray_figure(work: Work, control: Control) -> None:
    """Merge a figure that stands by itself, with what was last written of it."""
    tag, entry, text = control.tag, work.entry(control), control.text
    where = work.where_of_figure(tag, text)
    last = entry["text"] if entry else work.figures_was.get(tag)
    if control.has_tracked_changes:
        work.state(tag, Fate.SKIPPED, where)
        work.tell(MergeNote("", Fate.SKIPPED, Why.TRACKED, text, told=True), where, control)
        work.keep(control, {"text": last})
        return
    if control.is_bound or is_bound_within(control):
        work.state(tag, Fate.SKIPPED, where)
        work.tell(MergeNote("", Fate.SKIPPED, Why.BOUND, text, told=control.is_bound), where, control)
        work.keep(control, {"text": last})
        return
    wanted = work.layout.figures.get(tag)
    merged = merge_text(last, text, wanted, theirs=work.theirs.takes(tag, where))
    phrase = work.layout.phrases.get(tag)
    if merged.state is Fate.WRITTEN and merged.text:
        control.set_text(merged.text)
    elif merged.state in (Fate.WRITTEN, Fate.CONFLICT):
        work.state(tag, Fate.CONFLICT, where)
        note = MergeNote("", Fate.CONFLICT, Why.FIGURE, text, wanted or "", told=True)
        work.tell(note, where, control, phrase.cells if phrase else ())
        work.keep(control, {"text": last})
        return
    work.state(tag, merged.state, where)
    work.keep(control, {"text": merged.base})


def _left(work: Work, control: Control, state: Fate, where: str) -> None:
    work.state(control.tag, state, where, control)
    for figure in figures_in(control):
        if kind_of(figure.tag) is RegionKind.PHRASE:
            work.state(figure.tag, state, where)


def _states_of(control: Control, stands: Said, merged: MergedSentence) -> list[tuple[str, Fate]]:
    """Return the state of each figure of ours in a sentence."""
    spots = [part for part in stands if isinstance(part, Spot)]
    if merged.states:
        states = list(merged.states)
    elif merged.whole is not None:
        texts = {part.tag: part.text for part in merged.whole if isinstance(part, Spot)}
        states = [Fate.UNCHANGED if texts.get(spot.tag) == spot.text else Fate.WRITTEN for spot in spots]
    else:
        states = [Fate.UNCHANGED] * len(spots)
    pairs = zip(spots, states, strict=True)
    return [(spot.tag, state) for spot, state in pairs if kind_of(spot.tag) is RegionKind.PHRASE]


def _write_whole(control: Control, stands: Said, sentence: Sentence | None, whole: Said) -> None:
    if sentence is None or not whole:
        _take_away(control)
        return
    if _shape(stands) == _shape(whole):
        texts = [part.text for part in whole if isinstance(part, Spot)]
        for figure, text in zip(figures_in(control), texts, strict=True):
            figure.set_text(text)
        return
    for figure in control.controls:  # bookmarks that would be left standing round nothing
        marks = bookmark_round(figure.element) or ()
        control.desk.identities.release(
            marks
        )  # the new ones have the same names: by these they are found again
        for mark in marks:
            parent = mark.getparent()
            if parent is not None:
                parent.remove(mark)
    control.set_content(sentence_content(sentence))


def _write_figures(control: Control, merged: MergedSentence) -> None:
    for figure, text, state in zip(figures_in(control), merged.figures, merged.states, strict=False):
        if state is Fate.WRITTEN:
            figure.set_text(text)


def _take_away(control: Control) -> None:
    """Take a sentence away, with its paragraph where nothing else stands in it."""
    paragraph = control.paragraph
    if paragraph is not None and paragraph.text == control.text and not paragraph.hung_on:
        control.remove()
        paragraph.remove()
    else:
        without_blank(control)
        control.remove()


def without_blank(sentence: Control) -> None:
    """Take the blank away that we put between a sentence and the one before it, or behind it where it is the first."""
    round_it = bookmark_round(sentence.element)
    first, last = round_it if round_it is not None else (sentence.element, sentence.element)
    for each in (first.getprevious(), last.getnext()):
        if each is not None and name_of(each) == "r" and len(each) and text_of(each) == " ":
            parent = each.getparent()
            if parent is not None:
                parent.remove(each)
            return


def _shape(parts: Said) -> tuple[str, ...]:
    return tuple(part if isinstance(part, str) else f"\0{part.tag}" for part in parts)


def _same(one: Said, other: Said) -> bool:
    return _shape(one) == _shape(other) and plain(one) == plain(other)
