"""Comments in a Word paper at the sentences that have to be put right; those of an earlier check are taken away."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Final

from xlscore.errors import XlscoreError
from xlscore.narrative.model import Judged, Passage
from xlscore.narrative.telling.wording import comment_on
from xlscore.narrative.texts.word import paragraphs_of
from xlscore.word import Document, Paragraph, WordSpan
from xlscore.word.standing.spans import shown_leaves

__all__ = ["CHECKED_BY", "CommentsError", "comment_paper", "document_for"]

CHECKED_BY: Final = ("xlscore paper check", "xpc")
"""The author and the initials of these comments, by which they are found again: others than those of a refresh."""


class CommentsError(XlscoreError):
    """Comments that cannot be written, so that nothing was."""


def document_for(paper: Path, out: Path) -> Document:
    """Return the document that comments go into: a copy with comments of an earlier check where it is there, else the paper.

    What people answered or formatted in that copy stays; one that says other words than the paper is somebody's own work.
    """
    document = Document.open(paper)
    if out.suffix.lower() != document.kind:
        raise CommentsError(
            f"The paper is a {document.kind} file, not {out.name!r}.", f"Name it {out.stem}{document.kind}."
        )
    if not out.exists() or out.samefile(paper):
        return document
    standing = Document.open(out)
    if _words(standing) != _words(document):
        raise CommentsError(
            f"{out.name} is there already and says other words than {paper.name}.",
            "Check that one itself, or give the copy with comments another name.",
        )
    return standing


def _words(document: Document) -> list[str]:
    return [_shown(paragraph) for paragraph in paragraphs_of(document)]


def _shown(paragraph: Paragraph) -> str:
    return "".join(text for _, text in shown_leaves(paragraph.element, paragraph.desk))


def comment_paper(document: Document, wrong: Sequence[Judged]) -> None:
    """Have the document say what is wrong at each sentence, and nothing of what an earlier check said."""
    document.comments.replace_all(_remarks(document, wrong), author=CHECKED_BY[0], initials=CHECKED_BY[1])


def _remarks(document: Document, wrong: Sequence[Judged]) -> list[tuple[WordSpan, str]]:
    paragraphs = paragraphs_of(document)
    return [
        (
            _place(document, paragraphs[(passage.place.paragraph or 1) - 1], passage),
            "\n".join(_lines(passage, found)),
        )
        for passage, found in groupby(wrong, key=lambda each: each.claim.passage)
    ]


def _lines(passage: Passage, found: Iterator[Judged]) -> Iterator[str]:
    before = f"In {passage.place.part}: " if _is_note(passage) else ""
    for number, each in enumerate(dict.fromkeys(comment_on(judged) for judged in found)):
        yield each if number else before + each


def _is_note(passage: Passage) -> bool:
    """Return whether a sentence stands in a note, where Word takes no comments: its paragraph gets it."""
    return passage.place.part.startswith(("footnote", "endnote"))


def _place(document: Document, paragraph: Paragraph, passage: Passage) -> WordSpan:
    start, end = passage.start, passage.start + len(passage.text)
    if _is_note(passage):
        start, end = 0, len(_shown(paragraph))
    return WordSpan(paragraph.element, document.desk, document.part, start, end)
