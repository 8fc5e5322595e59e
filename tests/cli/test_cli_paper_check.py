"""`xlscore paper check`: its exit codes, its page, its JSON, its comments, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from tests.support.printed import lines, pdf
from xlscore.cli.run import run
from xlscore.word import Document, NewParagraph
from xlscore.word.file.blank import blank_document

TRUE = "Burglary stands at 1,903, down 173 on last year."
WRONG = "Burglary stands at 1,930, and it was 2,076 last year."
SAID = "3 sentences read."


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """A scorecard of two rows."""
    workbook = openpyxl.Workbook()
    workbook.active.title = "Scorecard"
    workbook.active.append(["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year"])
    workbook.active.append(["Burglary", "Recorded Crime", -0.1, 1903, 2076])
    workbook.active.append(["Robbery", "Recorded Crime", -0.1, 588, 567])
    path = tmp_path / "book.xlsx"
    workbook.save(path)
    return path


def _text(folder: Path, *sentences: str, name: str = "paper.txt") -> Path:
    path = folder / name
    path.write_text("\n\n".join(sentences), encoding="utf-8")
    return path


def _word(folder: Path, *sentences: str) -> Path:
    document = Document.open(blank_document())
    document.append(*(NewParagraph(sentence) for sentence in sentences))
    return document.save(folder / "paper.docx")


def test_a_paper_that_agrees_is_clean(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["paper", "check", str(_text(book.parent, TRUE)), "--book", str(book)])

    lines_ = capsys.readouterr().out.splitlines()
    assert code == 0
    assert lines_[0] == "paper.txt: 1 sentence read."
    assert lines_[1].endswith("0 contradict · 0 do not add up · 0 cannot be told.")


def test_a_paper_that_the_workbook_contradicts_is_told_with_its_cell(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["paper", "check", str(_text(book.parent, TRUE, WRONG)), "--book", str(book)])

    out = capsys.readouterr().out
    assert code == 1
    assert "1 contradicts" in out
    assert "paper.txt: line 3: “Burglary stands at 1,930" in out
    assert "Scorecard!D2" in out


def test_the_answer_has_these_keys(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["paper", "check", str(_text(book.parent, WRONG)), "--book", str(book), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert list(answer) == ["claims", "counts", "tables_not_checked", "problems"]
    assert list(answer["counts"]) == ["agrees", "contradicts", "does not add up", "cannot tell"]
    keys = [
        "sentence",
        "where",
        "heading",
        "kind",
        "subject",
        "stated",
        "verdict",
        "cells",
        "arithmetic",
        "would_agree",
        "why",
    ]
    assert all(list(claim) == keys for claim in answer["claims"])
    (wrong,) = [claim for claim in answer["claims"] if claim["verdict"] == "contradicts"]
    assert (wrong["sentence"], wrong["where"], wrong["kind"], wrong["subject"]) == (
        WRONG,
        "line 1",
        "count",
        "Burglary",
    )
    assert wrong["cells"] == ["Scorecard!D2"]
    assert list(answer["problems"][0]) == ["sheet", "cell", "what", "do"]


def test_all_lists_every_claim_with_its_reason(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = _text(book.parent, TRUE, "Knife crime fell by 3 %.")

    code = run(["paper", "check", str(paper), "--book", str(book), "--all"])

    out = capsys.readouterr().out
    assert code == 0
    assert "cannot tell" in out
    assert "agrees" in out
    assert "Verdict" in out
    assert "Knife crime fell by 3 %." in out


def test_the_workbook_is_left_as_it_is(book: Path) -> None:
    before = book.read_bytes()

    run(["paper", "check", str(_text(book.parent, WRONG)), "--book", str(book), "--quiet"])

    assert book.read_bytes() == before


def test_comments_stand_at_the_sentence_in_a_copy_and_a_rerun_changes_nothing(book: Path) -> None:
    paper = _word(book.parent, TRUE, f"All is well. {WRONG} That is all.")
    before = paper.read_bytes()
    out = book.parent / "commented.docx"
    arguments = ["paper", "check", str(paper), "--book", str(book), "--comments", str(out), "--quiet"]

    assert run(arguments) == 1
    first = out.read_bytes()
    assert run(arguments) == 1

    assert paper.read_bytes() == before
    assert out.read_bytes() == first
    (comment,) = Document.open(out).comments
    assert (comment.author, comment.initials) == ("xlscore paper check", "xpc")
    assert "“" in comment.text
    assert "Scorecard!D2" in comment.text


def test_comments_go_where_the_paper_has_been_put_right(book: Path) -> None:
    paper = _word(book.parent, WRONG)
    run(["paper", "check", str(paper), "--book", str(book), "--comments", str(paper), "--quiet"])
    document = Document.open(paper)
    assert len(list(document.comments)) == 1
    document.paragraphs[0].set_text(TRUE)
    document.save()

    code = run(["paper", "check", str(paper), "--book", str(book), "--comments", str(paper), "--quiet"])

    assert code == 0
    assert list(Document.open(paper).comments) == []


def test_a_copy_that_says_other_words_is_not_written_over(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = _word(book.parent, WRONG)
    other = Document.open(blank_document())
    other.append(NewParagraph("Somebody's own."))
    out = other.save(book.parent / "commented.docx")
    before = out.read_bytes()

    code = run(["paper", "check", str(paper), "--book", str(book), "--comments", str(out)])

    assert code == 2
    assert "says other words" in capsys.readouterr().err
    assert out.read_bytes() == before


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("paper.doc", b"x", "old Word document"),
        ("paper.txt", b"", "paper.txt is empty"),
        ("paper.pdf", pdf(None), "a scan"),
        ("paper.docx", b"PK", "cut short"),
        ("paper.odt", b"x", "no kind of document"),
    ],
)
def test_what_cannot_be_read_is_refused_in_a_sentence(
    book: Path, capsys: pytest.CaptureFixture[str], name: str, data: bytes, says: str
) -> None:
    paper = book.parent / name
    paper.write_bytes(data)

    code = run(["paper", "check", str(paper), "--book", str(book), "--json"])

    said = capsys.readouterr()
    assert code == 2
    assert says in said.err
    assert says in json.loads(said.out)["error"]


def test_a_page_that_cannot_be_read_is_a_problem(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = book.parent / "paper.pdf"
    paper.write_bytes(pdf(lines([TRUE]), None))

    code = run(["paper", "check", str(paper), "--book", str(book)])

    assert code == 1
    assert "paper.pdf: Page 2 holds a picture (a scan)" in capsys.readouterr().out


@pytest.mark.parametrize("paper", ["paper.txt", ""])
def test_comments_in_what_is_no_word_document_are_refused(
    book: Path, capsys: pytest.CaptureFixture[str], paper: str
) -> None:
    named = [str(_text(book.parent, TRUE, name=paper))] if paper else []

    code = run(["paper", "check", *named, "--book", str(book), "--comments", str(book.parent / "out.docx")])

    assert code == 2
    assert "takes no comments" in capsys.readouterr().err
    assert not (book.parent / "out.docx").exists()


def test_a_copy_with_another_ending_is_refused(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paper = _word(book.parent, TRUE)

    code = run(
        ["paper", "check", str(paper), "--book", str(book), "--comments", str(book.parent / "out.pdf")]
    )

    assert code == 2
    assert "Name it out.docx" in capsys.readouterr().err.replace("name it", "Name it")


def test_without_a_paper_the_workbook_s_own_words_are_checked(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    workbook = openpyxl.load_workbook(book)
    sheet = workbook.create_sheet("Narrative")
    sheet.append(["Objective or section", "Kind", "Text"])
    sheet.append(["Burglary", "Evidence", WRONG])
    workbook.save(book)

    code = run(["paper", "check", "--book", str(book), "--json"])

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert [(problem["sheet"], problem["cell"]) for problem in answer["problems"]] == [("Narrative", "C2")]


def test_a_workbook_has_to_be_named(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["paper", "check", str(_text(book.parent, TRUE))]) == 2
    assert "--book" in capsys.readouterr().err
