"""A whole paper refreshed: region by region, then what is missing, what is new, and what has to be said at its place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from xlscore.papers.merge.fates import Fate, MergeNote, Why, worst
from xlscore.papers.merge.sentence import plain
from xlscore.papers.merge.table import as_written
from xlscore.papers.model import PaperPicture, PaperTable, WholePaper
from xlscore.papers.refreshing.coming import bring_in
from xlscore.papers.refreshing.lines import refresh_lines, refresh_words
from xlscore.papers.refreshing.missing import say_missing
from xlscore.papers.refreshing.pictures import picture_is_as_written, refresh_picture
from xlscore.papers.refreshing.sentences import refresh_sentence, refresh_stray_figure, stray_figures
from xlscore.papers.refreshing.tables import refresh_table
from xlscore.papers.refreshing.theirs import Theirs
from xlscore.papers.refreshing.work import Work
from xlscore.papers.regions.entries import new_entry
from xlscore.papers.regions.kept import write_kept
from xlscore.papers.regions.layout import Region, layout_of
from xlscore.papers.regions.remembered import Remembered, sentence_from, table_from
from xlscore.papers.regions.standing import is_bound_within, number_of, of_kind, rows_of, things_in
from xlscore.papers.regions.states import RegionState
from xlscore.papers.regions.tags import RegionKind, kind_of
from xlscore.rules.problems import Problem

if TYPE_CHECKING:
    from xlscore.word import Control, Document

__all__ = ["COMMENTS_BY", "MergedPaper", "merge_paper"]

COMMENTS_BY: Final = ("xlscore", "xls")
"""The author and the initials of our comments, by which they are found and taken away again."""
_CONTAINERS: Final = (
    RegionKind.WORDS,
    RegionKind.LIST,
    RegionKind.TABLE,
    RegionKind.PICTURE,
    RegionKind.YOURS,
)


@dataclass(frozen=True)
class MergedPaper:
    """What became of each region, and what has to be looked at."""

    states: tuple[RegionState, ...]
    problems: tuple[Problem, ...]


def merge_paper(
    document: Document, paper: WholePaper, was: Remembered, name: str, theirs: Theirs | None = None
) -> MergedPaper:
    """Bring a document up to date with a paper; return what became of its regions. In conflict `theirs` takes the workbook's."""
    work = Work(document, layout_of(paper), was, replace(was, regions={}), name, theirs or Theirs())
    bring_in(work)
    containers = [
        (control, _container(work, control)) for control in of_kind(document.controls(), *_CONTAINERS)
    ]
    held = {control: of_kind(control.controls, RegionKind.SENTENCE) for control, _ in containers}
    for control in of_kind(document.controls(), RegionKind.SENTENCE):
        refresh_sentence(work, control)
    for control in stray_figures(document.controls()):
        refresh_stray_figure(work, control)
    for control, state in containers:
        if state is not None and not _is_left_over(work, control):
            within = [work.fates[each] for each in held[control] if each in work.fates]
            fate = Fate.WRITTEN if control in work.fresh else worst([state, *_counting(within)])
            work.state(control.tag, fate, work.where(control.tag, control.text))
    for control in of_kind(document.controls(), RegionKind.SENTENCE, *_CONTAINERS):
        control.repeat_in_twins()
    say_missing(work)
    _forget(work)
    remarks = [(remark.at, remark.text) for remark in work.remarks if remark.at.part == document.parts.main]
    document.comments.replace_all(remarks, author=COMMENTS_BY[0], initials=COMMENTS_BY[1])
    title = work.title_was
    if title is not None and document.properties.title == title:
        document.properties.title = paper.title
    write_kept(document, work.now)
    return MergedPaper(tuple(work.states), tuple(dict.fromkeys(work.problems)))


def _is_left_over(work: Work, control: Control) -> bool:
    """Return whether nothing is left in a region that the workbook has no more; it is taken away."""
    kind = kind_of(control.tag)
    if (
        control.tag in work.layout.by_tag
        or kind not in (RegionKind.WORDS, RegionKind.LIST)
        or control.text.strip()
        or things_in(control)
    ):
        return False
    work.now.drop(control.tag, number_of(control))
    work.state(control.tag, Fate.WRITTEN, control.title or control.tag)
    control.remove()
    return True


def _forget(work: Work) -> None:
    """Forget the lines that neither the workbook nor the document has any more."""
    standing = {control.tag for control in work.document.controls()}
    for entries in work.now.regions.values():
        for entry in entries:
            if "keys" in entry:
                entry["keys"] = [
                    key for key in entry["keys"] if key in standing or key in work.layout.sentences
                ]


def _counting(within: list[Fate]) -> list[Fate]:
    """Return the states of sentences that make the state of the whole: one deleted makes it a person's."""
    return [Fate.KEPT if fate is Fate.GONE else fate for fate in within]


def _container(work: Work, control: Control) -> Fate | None:
    """Return what became of a region as a whole; None where it went, or all of it is said already."""
    region, entry = work.layout.by_tag.get(control.tag), work.entry(control)
    if control in work.fresh:
        work.keep(control, new_entry(work.layout, control.tag))
        return Fate.WRITTEN
    kind = kind_of(control.tag)
    if kind is not RegionKind.YOURS and (control.is_bound or is_bound_within(control)):
        where = work.where(control.tag)
        work.tell(MergeNote("", Fate.SKIPPED, Why.BOUND, told=control.is_bound), where, None)
        work.keep(control, entry)
        work.state(control.tag, Fate.SKIPPED, where)
        return None
    if kind is RegionKind.YOURS:
        work.keep(control, entry if entry is not None else {})
        return Fate.KEPT if control.text.strip() or things_in(control) else Fate.UNCHANGED
    if _is_emptied(control, entry):
        work.keep(control, entry)
        work.state(control.tag, Fate.GONE, work.where(control.tag))
        return None
    if kind in (RegionKind.TABLE, RegionKind.PICTURE):
        return _thing(work, control, region, entry)
    refreshed = (
        refresh_words(work, control, region)
        if kind is RegionKind.WORDS
        else refresh_lines(work, control, region)
    )
    work.keep(control, {"keys": list(refreshed.keys)})
    return refreshed.state


def _thing(work: Work, control: Control, region: Region | None, entry: dict[str, Any] | None) -> Fate | None:
    """Return what became of a table or a picture, with the lines above and below it."""
    if region is None and _as_written(work, control, entry):
        control.remove()
        work.state(control.tag, Fate.WRITTEN, control.title or control.tag)
        return None
    lines = refresh_lines(work, control, region)
    match region.block if region is not None else None:
        case PaperTable() as table:
            state, remembered = refresh_table(work, control, table)
        case PaperPicture() as picture:
            state, remembered = refresh_picture(work, control, picture)
        case _:
            state, remembered = Fate.CONFLICT, entry or {}
            note = MergeNote("", state, Why.SAID_NO_MORE, control.title, told=True)
            work.tell(note, control.title or control.tag, control)
    work.keep(control, {**remembered, "keys": list(lines.keys)})
    return worst([state, lines.state])


def _is_emptied(control: Control, entry: dict[str, Any] | None) -> bool:
    """Return whether a person emptied a control in which something was written."""
    return bool(entry and (entry.get("keys") or entry.get("columns") or entry.get("png"))) and (
        control.is_placeholder or not (control.text.strip() or things_in(control))
    )


def _as_written(work: Work, control: Control, entry: dict[str, Any] | None) -> bool:
    """Return whether a table or a picture stands just as it was written, with its lines."""
    if entry is None or control.has_tracked_changes:
        return False
    bases = [sentence_from(work.was.peek(key, "")) for key in entry.get("keys", ())]
    written = [plain(base.parts) if base else "" for base in bases]
    if [line for each in control.paragraphs if (line := each.text)] != written:
        return False
    if kind_of(control.tag) is RegionKind.PICTURE:
        return picture_is_as_written(control, entry)
    return len(control.tables) == 1 and as_written(table_from(entry)[0], rows_of(control.tables[0]))
