"""A paper written into a document for the first time: into the places of a template, or at its end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from xlscore.papers.merge.sentence import plain
from xlscore.papers.model import Yours
from xlscore.papers.regions.entries import new_entry
from xlscore.papers.regions.kept import write_kept
from xlscore.papers.regions.layout import HeadLine, Layout, Region, layout_of, said_of, sentences_of
from xlscore.papers.regions.making import block_content, line, upright_block, whole_content, words_content
from xlscore.papers.regions.remembered import Remembered
from xlscore.papers.regions.standing import number_of
from xlscore.papers.regions.tags import bookmark_of, kind_of
from xlscore.papers.regions.titles import Titles, titles_in

if TYPE_CHECKING:
    from xlscore.papers.model import WholePaper
    from xlscore.word import Control, Document

__all__ = ["mark_pages", "write_regions"]


def write_regions(document: Document, paper: WholePaper, about: Remembered) -> tuple[Layout, Titles]:
    """Write a paper into a document that is a template; return its regions, and the places that were found for them.

    `about` says what the paper was made of.
    """
    layout = layout_of(paper)
    titles = titles_in(document, layout)
    for region, control in titles.places:
        _fill(region, control)
        control.repeat_in_twins()
    for region, control in reversed(titles.along):
        control.insert_after(upright_block(region))
    for control, regions in titles.whole:
        control.insert_after(*whole_content(regions))
        control.remove()
    for control in titles.blank if titles.is_template else ():
        control.remove()
    if not titles.is_template:
        left = [region for region in layout.regions if region.tag not in titles.written]
        document.append(*whole_content(left))
    document.join_sideways()
    mark_pages(document, layout)
    document.properties.title = paper.title
    if not document.properties.language:
        document.properties.language = paper.language
    kept = replace(about, kind=paper.kind, regions={})
    for control in document.controls():
        entry = new_entry(layout, control.tag) if kind_of(control.tag) is not None else None
        if entry is not None:
            kept.keep(control.tag, number_of(control), entry)
    for region in layout.regions:
        kept.regions.setdefault(region.tag, [])  # known, and left out by the template
    write_kept(document, kept)
    return layout, titles


def mark_pages(document: Document, layout: Layout) -> None:
    """Have every page say the marking, in a place that is refreshed as any other."""
    if layout.marking is not None:
        text = plain(said_of(sentences_of(layout.marking.block)[0]))
        document.mark(text, tag=layout.marking.tag, title="Marking")


def _fill(region: Region, control: Control) -> None:
    """Make a template's control the region that its title says; of a headline only what it says is put into it."""
    control.unbind()
    if isinstance(region.block, HeadLine):
        (sentence,) = sentences_of(region.block)
        upright = (line(sentence, region.block.role),)
        control.set_content(words_content((sentence,)) if control.level == "inline" else upright)
        return
    control.tag = region.tag
    control.lock = ""
    if control.level == "inline":
        control.set_content(words_content(sentences_of(region.block)))
    elif not isinstance(region.block, Yours):
        control.set_content(block_content(region), keep_look=False)
    control.add_bookmark(bookmark_of(region.tag))
