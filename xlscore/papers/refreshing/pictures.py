"""A picture of a paper brought up to date where it stands, in the size and with the words that people gave it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlscore.papers.merge.fates import Fate, MergeNote, Why, worst
from xlscore.papers.merge.text import merge_text
from xlscore.papers.regions.entries import digest
from xlscore.word.standing.pictures import WordPicture, pictures_in

if TYPE_CHECKING:
    from xlscore.papers.model import PaperPicture
    from xlscore.papers.refreshing.work import Work
    from xlscore.word import Control

__all__ = ["picture_is_as_written", "refresh_picture"]


def refresh_picture(work: Work, control: Control, picture: PaperPicture) -> tuple[Fate, dict[str, Any]]:
    """Return what became of the picture in a control, and what is to be remembered of it."""
    entry = work.entry(control) or {}
    where = work.where(control.tag)
    standing = _ours(control, entry)
    if standing is None:
        return Fate.GONE, entry
    if control.has_tracked_changes:
        work.tell(MergeNote("", Fate.SKIPPED, Why.TRACKED, told=True), where, None)
        return Fate.SKIPPED, entry
    known = {key: entry.get(key) for key in ("png", "svg", "alt")}
    new = _digests(picture, known)
    theirs = work.theirs.takes(control.tag, where, region=work.region_of(control.tag))
    shown = merge_text(known["png"], digest(standing.image), new["png"], theirs=theirs)
    states = [shown.state]
    moved = new["svg"] != known["svg"]
    if shown.state is Fate.WRITTEN or (shown.state is Fate.UNCHANGED and moved):
        standing.replace(picture.png, picture.svg)
        known |= new
        states.append(Fate.WRITTEN)
    elif shown.state is Fate.CONFLICT:
        work.tell(MergeNote("", Fate.CONFLICT, Why.REPLACED, told=True), where, control, picture.cells)
    words = merge_text(known["alt"], standing.alternative, picture.alternative, theirs=theirs)
    states.append(words.state)
    if words.state is Fate.WRITTEN:
        standing.set_alternative(words.text)
    elif words.state is Fate.CONFLICT:
        note = MergeNote(
            "alternative text",
            Fate.CONFLICT,
            Why.FIGURE,
            standing.alternative,
            picture.alternative,
            told=True,
        )
        work.tell(note, where, control, picture.cells)
    return worst(states), {**known, "alt": words.base}


def _digests(picture: PaperPicture, known: dict[str, Any]) -> dict[str, Any]:
    """Return by what a picture is known again; of the drawing that was last written the PNG is not made once more."""
    svg = digest(picture.svg)
    same = bool(svg) and svg == known["svg"] and bool(known["png"])
    return {"png": known["png"] if same else digest(picture.png), "svg": svg}


def picture_is_as_written(control: Control, entry: dict[str, Any]) -> bool:
    """Return whether a picture and its words stand as they were written."""
    found = list(pictures_in(control.element, control.desk, control.part))
    return (
        len(found) == 1
        and digest(found[0].image) == entry.get("png")
        and found[0].alternative == entry.get("alt")
    )


def _ours(control: Control, entry: dict[str, Any]) -> WordPicture | None:
    """Return the picture that is ours: the very one that was written, else the first in its control."""
    found = list(pictures_in(control.element, control.desk, control.part))
    same = (each for each in found if digest(each.image) == entry.get("png"))
    return next(same, found[0] if found else None)
