"""The papers that people edit: what their commands answer with --json, and what they refuse."""

from __future__ import annotations

import errno
import json
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.papers.made_paper import made_paper
from xlscore.cli.run import run
from xlscore.papers.kind import Composed, PaperAsked, PaperKind
from xlscore.word import Document, NewBlockControl, NewParagraph
from xlscore.word.file.blank import blank_document

REGION = ["tag", "kind", "state", "where"]


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workbook whose paper is the one made by hand, of the month that stands in its first cell."""

    def compose(opened: object, asked: PaperAsked) -> Composed:
        return Composed(made_paper(int(opened.book.sheets[0]["A1"].value)))  # type: ignore[attr-defined]  # a workbook as it is read

    made = PaperKind("board", "Board paper", lambda _: True, compose)
    monkeypatch.setattr("xlscore.papers.kinds.PAPER_KINDS", (made,))
    monkeypatch.setattr("xlscore.papers.kinds.paper_kind", lambda name: made if name == "board" else None)
    return _month(tmp_path / "unit.xlsx", 1)


def _month(path: Path, number: int) -> Path:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = number
    workbook.save(path)
    return path


@pytest.fixture
def paper(book: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The paper of the first month."""
    path = book.with_name("paper.docx")
    assert run(["paper", "write", str(book), "--out", str(path), "--quiet"]) == 0
    capsys.readouterr()
    return path


def _asked(capsys: pytest.CaptureFixture[str], *line: object) -> dict[str, list[dict[str, str]]]:
    run([str(word) for word in line] + ["--json"])
    answer: dict[str, list[dict[str, str]]] = json.loads(capsys.readouterr().out)
    return answer


def test_writing_answers_with_each_region(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    answer = _asked(capsys, "paper", "write", book, "--kind", "board", "--out", book.with_name("new.docx"))

    assert list(answer) == ["regions", "problems"]
    assert {tuple(region) for region in answer["regions"]} == {tuple(REGION)}
    assert {region["state"] for region in answer["regions"]} == {"written"}


def test_refreshing_answers_with_each_region_and_a_dry_run_writes_nothing(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = paper.read_bytes()
    _month(book, 2)

    dry = _asked(capsys, "paper", "refresh", paper, "--book", book, "--dry-run")
    assert paper.read_bytes() == before
    done = _asked(capsys, "paper", "refresh", paper, "--book", book)
    after = paper.read_bytes()
    again = _asked(capsys, "paper", "refresh", paper, "--book", book)

    assert dry == done
    assert {tuple(region) for region in done["regions"]} == {tuple(REGION)}
    assert "xlscore:phrase:changes/up" in {
        each["tag"] for each in done["regions"] if each["state"] == "written"
    }
    assert {each["state"] for each in again["regions"]} == {"unchanged"}
    assert paper.read_bytes() == after != before


def test_a_refresh_of_which_nothing_is_new_says_so(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def said(*more: str) -> str:
        assert run(["paper", "refresh", str(paper), "--book", str(book), *more]) == 0
        return capsys.readouterr().out

    same, dry_same = said(), said("--dry-run")
    _month(book, 2)
    dry_other, other = said("--dry-run"), said()

    nothing, written = "\nNothing to change.\n", f"\nWritten to {paper}\n"
    assert [(nothing in text, written in text) for text in (same, dry_same, dry_other, other)] == [
        (True, False), (True, False), (False, False), (False, True),
    ]  # fmt: skip


def test_a_conflict_is_listed_once_at_the_innermost_place(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document.open(paper)
    figure = next(each for each in document.controls() if each.tag == "xlscore:phrase:changes/up")
    figure.set_text("a few")
    document.save()
    _month(book, 2)

    code = run(["paper", "refresh", str(paper), "--book", str(book), "--dry-run"])
    listed = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("conflict ")]
    answer = _asked(capsys, "paper", "refresh", paper, "--book", book, "--dry-run")

    assert code == 1
    assert [words[:2] for words in listed] == [["conflict", "phrase"]]
    assert {each["kind"] for each in answer["regions"] if each["state"] == "conflict"} == {
        "phrase", "sentence", "words",
    }  # fmt: skip


def test_a_conflict_is_settled_by_taking_the_workbooks(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document.open(paper)
    figure = next(each for each in document.controls() if each.tag == "xlscore:phrase:changes/up")
    figure.set_text("a few")
    document.save()
    _month(book, 2)
    line = ["paper", "refresh", str(paper), "--book", str(book)]

    unknown = run([*line, "--theirs", "Changes in wrods"])
    said = " ".join(capsys.readouterr().err.split())
    before = paper.read_bytes()
    answer = _asked(capsys, *line, "--theirs", "Tube map", "--theirs", "Changes in words")

    assert unknown == 2
    assert (
        "has no place that is called 'Changes in wrods'; did you mean '1.0 Summary: Changes in words'?"
        in said
    )
    assert before != paper.read_bytes()
    assert (list(answer), answer["problems"]) == (["regions", "problems"], [])
    assert {each["state"] for each in answer["regions"] if each["tag"] == figure.tag} == {"written"}
    assert run([*line, "--dry-run"]) == 0


def test_a_disk_that_is_full_leaves_the_paper_as_it_was_and_nothing_beside_it(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before, beside = paper.read_bytes(), sorted(each.name for each in paper.parent.iterdir())
    _month(book, 2)

    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.write", full)
    monkeypatch.setattr("os.fsync", full)
    codes = [
        run(["paper", "refresh", str(paper), "--book", str(book), "--quiet"]),
        run(["paper", "write", str(book), "--out", str(paper.with_name("new.docx")), "--quiet"]),
    ]
    monkeypatch.undo()

    assert codes == [2, 2]
    assert "No space left on device" in capsys.readouterr().err
    assert paper.read_bytes() == before
    assert sorted(each.name for each in paper.parent.iterdir()) == beside


@pytest.mark.parametrize("command", ["refresh", "relink"])
def test_a_paper_is_not_written_under_an_ending_that_is_none_of_its_own(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    line = ["paper", command, str(paper), "--out", str(paper.with_name("paper.pdf"))]

    code = run([*line, *(["--book", str(book)] if command == "refresh" else [])])

    assert code == 2
    assert "The paper is a .docx file, not 'paper.pdf'; name it paper.docx." in capsys.readouterr().err
    assert not paper.with_name("paper.pdf").exists()


def test_a_file_that_is_no_document_is_refused_by_its_name(
    book: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["paper", "refresh", str(book), "--book", str(book)]) == 2
    assert "unit.xlsx: The file is no Word document" in capsys.readouterr().err


def test_a_paper_that_is_there_is_never_written_over(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = paper.read_bytes()

    same = run(["paper", "write", str(book), "--out", str(paper)])
    _month(book, 2)
    other = run(["paper", "write", str(book), "--out", str(paper)])

    assert (same, other) == (0, 2)
    assert "is there already, and somebody may have edited it; refresh it" in capsys.readouterr().err
    assert paper.read_bytes() == before


def test_a_templates_titled_controls_are_the_places_of_the_paper(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document.open(blank_document())
    document.append(
        NewParagraph("Our own words.", role="heading 1"),
        NewBlockControl("", "grades by area", lock=""),
        NewBlockControl("", "Summary: Changes in words", lock=""),
        NewBlockControl("", "Nonsense", lock=""),
    )
    template = document.save(tmp_path / "force.docx")
    written = tmp_path / "paper.docx"

    places = _asked(capsys, "paper", "regions", template, "--book", book)
    answer = _asked(capsys, "paper", "write", book, "--template", template, "--out", written)

    assert {tuple(place) for place in places["places"]} == {("title", "tag", "kind", "where", "state")}
    states = {place["title"]: place["state"] for place in places["places"]}
    assert [states[title] for title in ("grades by area", "Summary: Changes in words", "Nonsense", "Tube map")] == [
        "known", "known", "unknown", "missing",
    ]  # fmt: skip
    assert [problem["what"] for problem in answer["problems"]] == [
        "The control 'Nonsense' of the template is the title of no part of this paper."
    ]
    assert {each["kind"] for each in answer["regions"] if each["state"] == "written"} == {"table", "words"}
    text = "\n".join(each.text for each in Document.open(written).paragraphs)
    assert text.startswith("Our own words.")
    assert "There were ⟨up·1⟩ and ⟨down·1⟩." in text
    _month(book, 2)
    again = _asked(capsys, "paper", "refresh", written, "--book", book)
    assert "·1⟩" not in zipfile.ZipFile(written).read("word/document.xml").decode()
    assert {each["state"] for each in again["regions"]} == {"written", "unchanged", "skipped"}


def test_a_paper_without_its_tags_is_refused_and_linked_again(
    book: Path, paper: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document = Document.open(paper)
    for control in document.controls():
        control.tag = ""
    document.save()
    _month(book, 2)

    refused = run(["paper", "refresh", str(paper), "--book", str(book)])
    said = capsys.readouterr().err
    answer = _asked(capsys, "paper", "relink", paper)
    refreshed = _asked(capsys, "paper", "refresh", paper, "--book", book)

    assert refused == 2
    assert "paper.docx has lost its regions" in said
    assert list(answer) == ["regions", "problems"]
    assert {tuple(region) for region in answer["regions"]} == {tuple(REGION)}
    assert answer["problems"] == []
    assert {each["state"] for each in refreshed["regions"]} <= {"written", "unchanged"}
    assert "·1⟩" not in zipfile.ZipFile(paper).read("word/document.xml").decode()


def test_a_document_that_is_no_paper_is_refused(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "letter.docx"
    other.write_bytes(blank_document())

    assert run(["paper", "refresh", str(other), "--book", str(book)]) == 2
    assert "does not say what was last written into it" in capsys.readouterr().err


@pytest.mark.slow
def test_without_a_workbook_a_template_is_for_the_paper_of_our_sample(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    template = tmp_path / "force.docx"
    template.write_bytes(blank_document())

    answer = _asked(capsys, "paper", "regions", template, "--kind", "msg")

    assert {place["state"] for place in answer["places"]} == {"missing"}
    assert "Title" in {place["title"] for place in answer["places"]}
    assert answer["problems"] == []
