"""A paper checked against a workbook: read, taken apart into claims, judged, told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from xlscore.narrative.model import Judged, Passage
from xlscore.narrative.telling.answer import WRONG, CheckedPaper

if TYPE_CHECKING:
    import xlwings as xw

    from xlscore.books.tables.blocks import Reading
    from xlscore.papers.kind import PaperAsked
    from xlscore.word import Document

__all__ = ["check_paper"]

Say = Callable[[str, int, int], None]
"""Hears what is done next, how many steps are done, and of how many."""

_WORD: Final = (".docx", ".docm", ".dotx", ".dotm")
_OFTEN: Final = 50
"""After so many sentences it is said how many are done."""


def check_paper(
    book: Path | xw.Book,
    paper: Path | None,
    *,
    comments: Path | None = None,
    only_where_wrong: bool = False,
    asked: PaperAsked | None = None,
    say: Say | None = None,
) -> CheckedPaper:
    """Return what the workbook, a file or open, says of the claims of a paper; without one, of those in its own words.

    `comments` is where a copy of a Word paper goes with a comment at each sentence that has to be put right; `only_where_wrong`
    makes no copy, where none is there yet, of a paper with nothing to put right. The workbook is only read.
    """
    from xlscore.books.files import workbook_file
    from xlscore.books.tables.named import read_workbook

    tell = say or (lambda _name, _done, _of: None)
    if comments is not None:
        _refuse_comments(paper, comments)
    with workbook_file(book, save=False) if isinstance(book, Path) else nullcontext(book) as opened:
        tell("the workbook", 0, 1)
        reading = read_workbook(opened)
        if paper is None:
            return _own_words(reading, tell)
        if paper.suffix.lower() in _WORD:
            return _word_paper(reading, paper, comments, asked, tell, only_where_wrong=only_where_wrong)
        from xlscore.narrative.texts.reading import read_document

        tell(paper.name, 0, 1)
        read = read_document(paper, say)
        judged = _judged(read.passages, reading, tell)
        return CheckedPaper(paper.name, judged, len(read.passages), read.unread, tables=read.tables)


def _refuse_comments(paper: Path | None, comments: Path) -> None:
    """Refuse comments in what is no Word document, before anything is read."""
    from xlscore.narrative.telling.comments import CommentsError

    if paper is None or paper.suffix.lower() not in _WORD:
        what = paper.name if paper is not None else "The workbook"
        raise CommentsError(
            f"{what} takes no comments: only a Word document does.", f"Leave {comments.name} out."
        )


def _own_words(reading: Reading, say: Say) -> CheckedPaper:
    from xlscore.narrative.texts.cells import read_cells

    passages = read_cells(reading)
    return CheckedPaper("", _judged(passages, reading, say), len(passages))


def _word_paper(
    reading: Reading,
    paper: Path,
    comments: Path | None,
    asked: PaperAsked | None,
    say: Say,
    *,
    only_where_wrong: bool,
) -> CheckedPaper:
    from xlscore.narrative.ours.paper import our_paper
    from xlscore.narrative.ours.sentences import as_composed
    from xlscore.narrative.telling.comments import comment_paper, document_for
    from xlscore.narrative.texts.reading import read_word
    from xlscore.word import Document

    say(paper.name, 0, 1)
    document = Document.open(paper, to_edit=False)
    commented = document_for(paper, comments) if comments is not None else None
    ours = our_paper(document, reading, asked)
    read = read_word(document, paper.name, ours.cells)
    judged: Sequence[Judged] = _judged(read.passages, reading, say)
    if ours.kept is not None:
        judged = as_composed(judged, read.passages, document, read.marked, ours, reading)
    checked = CheckedPaper(paper.name, tuple(judged), len(read.passages), read.unread, tables=read.tables)
    if commented is None or comments is None:
        return checked
    if only_where_wrong and not checked.of(*WRONG) and not comments.exists():
        return checked
    comment_paper(commented, checked.of(*WRONG))
    return _saved(checked, commented, comments)


def _saved(checked: CheckedPaper, document: Document, out: Path) -> CheckedPaper:
    if document.is_changed or document.path != out:
        document.save(out)
    return replace(checked, written=out.name)


def _judged(passages: Sequence[Passage], reading: Reading, say: Say) -> tuple[Judged, ...]:
    """Return what became of every claim of some sentences."""
    from xlscore.narrative.claims.names import NameIndex
    from xlscore.narrative.claims.reading import claims_in
    from xlscore.narrative.facts.knowing import knowledge_of
    from xlscore.narrative.verdicts.judging import judge

    knowledge = knowledge_of(reading)
    names = NameIndex(knowledge.names)
    found: list[Judged] = []
    for number, passage in enumerate(passages):
        if number % _OFTEN == 0:
            say(f"sentence {number + 1}", number, len(passages))
        found += judge(claims_in(passage, names), knowledge)
    return tuple(found)
