"""Papers as files: written from a workbook, refreshed, looked through, found again after a program dropped their regions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscore.errors import lane_words
from xlscore.papers.errors import PaperError
from xlscore.papers.kind import PaperAsked
from xlscore.rules.papers.fields import PaperField
from xlscore.rules.problems import Problem
from xlscore.rules.words import listed, quoted

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading
    from xlscore.papers.kind import Composed, PaperKind
    from xlscore.papers.model import WholePaper
    from xlscore.papers.regions.states import RegionState
    from xlscore.word import Document

__all__ = [
    "FoundPlace",
    "PaperAnswer",
    "PaperError",
    "PlacesAnswer",
    "paper_places",
    "refresh_paper",
    "relink_paper",
    "sample_paper",
    "write_paper",
]

Say = Callable[[str, int, int], None]
"""Hears what is done next, how many steps are done, and of how many."""


@dataclass(frozen=True)
class PaperAnswer:
    """What became of a paper: each region, what has to be looked at, and where it was written."""

    regions: tuple[RegionState, ...]
    problems: tuple[Problem, ...]
    title: str = ""
    written: Path | None = None
    kind: str = ""
    template: str = ""
    """The template of the force's own that it was written in, "" for ours."""
    changed: bool = True
    """Whether a byte of the paper is another one, or would be."""

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "regions": [region.as_dict() for region in self.regions],
            "problems": [problem.as_dict() for problem in self.problems],
        }


@dataclass(frozen=True)
class FoundPlace:
    """A place of a template: its title, the region that it is for ("" for none), what is the matter with it ("" for nothing)."""

    title: str
    tag: str
    kind: str
    where: str
    state: str

    def as_dict(self) -> dict[str, str]:
        """Return the record as the command line's JSON prints it."""
        return {
            "title": self.title,
            "tag": self.tag,
            "kind": self.kind,
            "where": self.where,
            "state": self.state,
        }


@dataclass(frozen=True)
class PlacesAnswer:
    """What a template has: its places, and the parts of the paper that it has no place for."""

    places: tuple[FoundPlace, ...]
    problems: tuple[Problem, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "places": [place.as_dict() for place in self.places],
            "problems": [problem.as_dict() for problem in self.problems],
        }


def write_paper(
    book: Path | xw.Book,
    out: Path,
    *,
    kind: str = "",
    template: Path | None = None,
    asked: PaperAsked | None = None,
    say: Say | None = None,
) -> PaperAnswer:
    """Write a paper from a workbook, a file or open, into a new document; one that is there is never written over."""
    from xlscore.papers.merge.fates import Fate
    from xlscore.papers.regions.remembered import Remembered
    from xlscore.papers.regions.sources import sheets_of
    from xlscore.papers.regions.states import RegionState
    from xlscore.papers.regions.titles import template_problems
    from xlscore.papers.regions.writing import write_regions

    document = (
        None if template is None else _template(template, out)
    )  # before the work, which may be for nothing
    tell = say or _tell_nobody
    tell("the figures", 0, 2)
    asked = asked or PaperAsked()
    with _reading(book) as reading:
        composed = _kind_for(reading, kind, book.name).compose(reading, asked)
        if document is None:
            template = _named(reading, composed.paper.kind, book)
    if document is None:
        document = _template(template, out)
    about = Remembered(
        book=book.name,
        recipient=asked.recipient,
        sheet=asked.sheet or "",
        sheets=sheets_of(composed.paper),
    )
    tell(out.name, 1, 2)
    layout, titles = write_regions(document, composed.paper, about)
    data = document.to_bytes()
    if out.exists() and out.read_bytes() != data:
        raise PaperError(
            f"{out.name} is there already, and somebody may have edited it.",
            f"{_refresh_it()}, or give the new one another name.",
        )
    if not out.exists():
        document.save(out)
    placed = titles.written if titles.is_template else frozenset()
    states = tuple(
        RegionState(
            region.tag,
            region.kind.value,
            (Fate.WRITTEN if not placed or region.tag in placed else Fate.SKIPPED).value,
            region.where,
        )
        for region in layout.regions
        if not (placed and region.is_heading and region.tag not in placed)
    )
    problems = (*composed.problems, *template_problems(titles, template.name if template else ""))
    name = "" if template is None else template.name
    return PaperAnswer(states, problems, composed.paper.title, out, composed.paper.kind, name)


def refresh_paper(
    path: Path,
    book: Path | xw.Book,
    *,
    dry_run: bool = False,
    theirs: Sequence[str] = (),
    out: Path | None = None,
    backup: bool = False,
    asked: PaperAsked | None = None,
    say: Say | None = None,
) -> PaperAnswer:
    """Bring a paper that people have edited up to date with a workbook, a file or open; `dry_run` writes nothing.

    `theirs` names the regions of which the workbook's is taken where it and the paper are in conflict, "all" for every one.
    """
    from xlscore.papers.refreshing.theirs import Theirs
    from xlscore.papers.refreshing.whole import merge_paper
    from xlscore.papers.regions.kept import read_kept
    from xlscore.papers.regions.layout import layout_of
    from xlscore.papers.regions.relinking import lost_regions
    from xlscore.papers.regions.sources import sheets_of
    from xlscore.word import Document

    document = Document.open(path)
    if out is not None:
        _refuse_ending(document, out)
    kept = read_kept(document)
    if kept is None:
        raise PaperError(
            f"{path.name} does not say what was last written into it, so it cannot be told what people changed.",
            "Take a copy that was saved by Word, or write the paper anew under another name.",
        )
    if lost_regions(document, kept):
        raise PaperError(
            f"{path.name} has lost its regions: a program that does not know them has saved it.",
            lane_words("Press Find regions again first.", f"Find them: xlscore paper relink {path.name}"),
        )
    tell = say or _tell_nobody
    tell("the figures", 0, 2)
    asked = asked or PaperAsked()
    # The same front sheet, from the same sheet, as it was first written.
    same = replace(
        asked, recipient=asked.recipient or kept.recipient, sheet=asked.sheet or kept.sheet or None
    )
    composed = _composed(book, kept.kind, same, kept.sheets)
    kept = replace(kept, sheets=sheets_of(composed.paper))
    tell(path.name, 1, 2)
    taken = Theirs.of(theirs)
    merged = merge_paper(document, composed.paper, kept, path.name, taken)
    for typed, near in taken.unknown(layout_of(composed.paper)):
        meant = (
            f"Did you mean {listed([quoted(each) for each in near], 'or')}?"
            if near
            else "Take it as the answer calls the place, or all."
        )
        raise PaperError(f"{path.name} has no place that is called {quoted(typed)}.", meant)
    target = out or path
    changed = document.is_changed or out is not None
    written = target if changed and not dry_run else None
    if written is not None:
        document.save(written, backups=int(backup and written == path))
    problems = tuple(dict.fromkeys((*composed.problems, *merged.problems)))
    return PaperAnswer(
        merged.states, problems, composed.paper.title, written, composed.paper.kind, changed=changed
    )


def relink_paper(path: Path, *, out: Path | None = None) -> PaperAnswer:
    """Find the regions of a paper again whose tags a program dropped."""
    from xlscore.papers.regions.kept import read_kept
    from xlscore.papers.regions.relinking import relink
    from xlscore.word import Document

    document = Document.open(path)
    if out is not None:
        _refuse_ending(document, out)
    kept = read_kept(document)
    if kept is None:
        raise PaperError(
            f"{path.name} does not say what was last written into it, so its regions cannot be found again.",
            "Take a copy that was saved by Word, or write the paper anew under another name.",
        )
    states, problems = relink(document, kept, path.name)
    changed = document.is_changed or out is not None
    written = document.save(out or path) if changed else None
    return PaperAnswer(states, problems, document.properties.title, written, kept.kind, changed=changed)


def paper_places(template: Path, book: Path | None = None, *, kind: str = "") -> PlacesAnswer:
    """Return what a template has: the places that a paper would be written into, and what is the matter with them.

    Without a workbook the paper is that of our sample.
    """
    from xlscore.papers.regions.layout import layout_of
    from xlscore.papers.regions.tags import kind_of
    from xlscore.papers.regions.titles import template_problems, titles_in
    from xlscore.word import Document

    document = Document.open(template, to_edit=False)
    ours = [control for control in document.controls() if kind_of(control.tag) is not None]
    standing = tuple(
        FoundPlace(each.title, each.tag, name.value if (name := kind_of(each.tag)) else "", "", "written")
        for each in ours
    )
    titles = titles_in(document, layout_of(_composed(book or _sample(kind), kind, None).paper))
    places = [FoundPlace(control.title, region.tag, region.kind.value, region.where, "known") for region, control in titles.places]  # fmt: skip
    places += [FoundPlace(control.title, region.tag, region.kind.value, region.where, "unfit") for region, control in ((each.region, each.control) for each in titles.unfit)]  # fmt: skip
    places += [
        FoundPlace(control.title, region.tag, region.kind.value, region.where, "known")
        for control, regions in titles.whole
        for region in regions
    ]
    blank = (*titles.blank, *(control for control, regions in titles.whole if not regions))
    places += [FoundPlace(control.title, "", "", "", "blank") for control in blank]
    places += [FoundPlace(control.title, "", "", "", "unknown") for control in titles.unknown]
    places += [FoundPlace(region.title or region.where, region.tag, region.kind.value, region.where, "missing") for region in titles.missing]  # fmt: skip
    return PlacesAnswer((*standing, *places), template_problems(titles, template.name))


def _tell_nobody(_name: str, _done: int, _of: int) -> None:
    """Hear what is done, and say it to nobody."""


def _template(template: Path | None, out: Path) -> Document:
    """Return a new document from a template, ours for None, that can be saved as a paper of that name."""
    from xlscore.papers.templates import own_template
    from xlscore.word import Document

    document = Document.open(own_template() if template is None else template).as_document()
    _refuse_ending(document, out)
    if template is not None:
        _refuse_a_paper(document, template)
    return document


def _refuse_ending(document: Document, out: Path) -> None:
    if out.suffix.lower() != document.kind:
        why = "It has macros, so the" if document.kind == ".docm" else "The"
        raise PaperError(
            f"{why} paper is a {document.kind} file, not {out.name!r}.", f"Name it {out.stem}{document.kind}."
        )


def _refuse_a_paper(document: Document, template: Path) -> None:
    """Refuse as a template what has regions already: they would stand in the new paper twice, and be refreshed twice."""
    from xlscore.papers.regions.kept import read_kept
    from xlscore.papers.regions.tags import kind_of

    if read_kept(document) is not None or any(kind_of(each.tag) for each in document.controls()):
        raise PaperError(
            f"{template.name} is no template: a paper has been written into it already.",
            f"{_refresh_it()}, or name the template that it was written into.",
        )


def _refresh_it() -> str:
    return lane_words("Press Refresh paper", "Refresh it (xlscore paper refresh)")


def _sample(name: str) -> Path:
    """Return the first sample from which a kind of paper can be written."""
    from xlscore.books.files import workbook_file
    from xlscore.papers.kinds import PAPER_KINDS, paper_kind
    from xlscore.resources import folder

    kind = paper_kind(name) or PAPER_KINDS[0]
    for path in sorted(folder("workbooks").glob("sample-*.xlsx")):
        with workbook_file(path, save=False) as opened:
            if kind.applies(opened):
                return path
    raise PaperError(
        f"No sample has a table for {_called(kind)}.",
        lane_words("Name a workbook.", "Name a workbook with --book."),
    )


def sample_paper(name: str) -> WholePaper:
    """Return the paper of a kind that our sample makes."""
    return _composed(_sample(name), name, None).paper


@contextmanager
def _reading(book: Path | xw.Book) -> Iterator[Reading]:
    """Yield a workbook as it is read, once for which kind applies and for what it says."""
    from xlscore.books.files import workbook_file
    from xlscore.books.tables.named import read_workbook

    with workbook_file(book, save=False) if isinstance(book, Path) else nullcontext(book) as opened:
        yield read_workbook(opened)


def _composed(
    book: Path | xw.Book, name: str, asked: PaperAsked | None, sheets: Sequence[str] = ()
) -> Composed:
    """Return the paper of a workbook; that it has a sheet no more, of those that are asked for, is a problem."""
    from xlscore.papers.regions.sources import lost_sheets, sheets_of

    with _reading(book) as reading:
        composed = _kind_for(reading, name, book.name).compose(reading, asked or PaperAsked())
        here = {*reading.sheet_names, *sheets_of(composed.paper)}
        return replace(composed, problems=(*lost_sheets(sheets, here, book.name), *composed.problems))


def _named(reading: Reading, kind: str, book: Path | xw.Book) -> Path | None:
    """Return the template that the workbook's table Paper names for a kind of paper, None for none."""
    from xlscore.books.papers.reading import read_paper_settings
    from xlscore.papers.named_template import named_template

    settings, _ = read_paper_settings(reading)
    return named_template(settings.text(PaperField.TEMPLATE, kind), book)


def _called(kind: PaperKind) -> str:
    return f"a paper of the kind {kind.name} ({kind.title})"


def _kind_for(opened: Reading, name: str, book: str) -> PaperKind:
    from xlscore.papers.kinds import PAPER_KINDS, paper_kind

    if name:
        kind = paper_kind(name)
        if kind is None:
            raise PaperError(
                f"{name!r} is no kind of paper.", f"Use {', '.join(each.name for each in PAPER_KINDS)}."
            )
        if not kind.applies(opened):
            raise PaperError(
                f"{book} has no table that is understood as one for {_called(kind)}.",
                "Name the workbook that has, or see which tables of this one are understood.",
            )
        return kind
    kind = next((each for each in PAPER_KINDS if each.applies(opened)), None)
    if kind is None:
        raise PaperError(
            f"{book} has no table that is understood and that a paper is written from.",
            "Name a workbook with grades, positions or monthly counts, or see which tables of this one are understood.",
        )
    return kind
