"""A paper written, edited as Word leaves it, and refreshed: every region by its rules."""

from __future__ import annotations

from tests.papers.made_paper import made_paper
from xlscore.papers.model import WholePaper
from xlscore.papers.refreshing.whole import MergedPaper, merge_paper
from xlscore.papers.regions.kept import read_kept
from xlscore.papers.regions.writing import write_regions
from xlscore.word import Document
from xlscore.word.file.blank import blank_document


def written(paper: WholePaper) -> bytes:
    document = Document.open(blank_document())
    write_regions(document, paper, "book.xlsx")
    return document.to_bytes()


def refreshed(data: bytes, paper: WholePaper) -> tuple[Document, MergedPaper]:
    document = Document.open(data)
    kept = read_kept(document)
    assert kept is not None
    found = merge_paper(document, paper, kept, "paper.docx")
    return Document.open(document.to_bytes()), found


def text(document: Document) -> str:
    from xlscore.word.standing.texts import text_of

    return text_of(document.body)


def test_an_untouched_paper_becomes_the_new_one_and_the_same_one_twice() -> None:
    first = written(made_paper(1))

    same, unchanged = refreshed(first, made_paper(1))
    document, found = refreshed(first, made_paper(2))
    again, second = refreshed(document.to_bytes(), made_paper(2))

    assert same.to_bytes() == first
    assert {state.state for state in unchanged.states} == {"unchanged"}
    assert "·1⟩" not in text(document)
    assert text(document) == text(Document.open(written(made_paper(2))))
    assert found.problems == ()
    assert {state.state for state in found.states} <= {"written", "unchanged"}
    assert again.to_bytes() == document.to_bytes()
    assert {state.state for state in second.states} == {"unchanged"}
