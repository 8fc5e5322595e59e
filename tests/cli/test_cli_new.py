"""`xlscore new` and `xlscore demo`: files, answers, refusals."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.demo import DEMO, Shown
from tests.papers.made_paper import made_paper
from tests.support.tools import ROOT
from xlscore.books import Refreshed
from xlscore.cli.run import run
from xlscore.papers.kind import Composed, PaperAsked, PaperKind
from xlscore.tubemap import TubeMapError
from xlscore.word import Document, NewParagraph

PAPER = "sample-board-paper-essex.docx"


@pytest.mark.parametrize("kind", ["balanced-scorecard", "threat-impact", "command-return"])
def test_new_writes_the_blank_workbook_of_that_kind(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "units" / "ours.xlsx"

    assert run(["new", kind, str(path)]) == 0

    assert path.read_bytes() == (ROOT / "workbooks" / f"{kind}.xlsx").read_bytes()


def test_new_answers_in_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ours.xlsx"

    run(["new", "Threat Impact", str(path), "--json"])

    assert json.loads(capsys.readouterr().out) == {"kind": "threat-impact", "file": str(path)}


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        (
            "scorecard",
            "a.xlsx",
            "There is no kind of workbook 'scorecard'; use balanced-scorecard, threat-impact",
        ),
        ("threat-impact", "a.xls", "should end in .xlsx, as in a.xlsx"),
        ("threat-impact", "there.xlsx", "is there already and may hold your work"),
    ],
)
def test_new_refuses_in_one_sentence(
    kind: str, name: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "there.xlsx").write_bytes(b"mine")

    assert run(["new", kind, str(tmp_path / name)]) == 2

    printed = capsys.readouterr()
    assert said in printed.err
    assert printed.out == ""
    assert [path.name for path in tmp_path.iterdir()] == ["there.xlsx"]
    assert (tmp_path / "there.xlsx").read_bytes() == b"mine"


@pytest.mark.slow
@DEMO
def test_demo_writes_the_samples_and_says_where(shown: Shown) -> None:
    assert list(shown.answer["files"]) == [
        "balanced-scorecard",
        "threat-impact",
        "msg-positions",
        "monthly-performance",
        "action-log",
        "board-paper",
    ]
    *books, paper = map(Path, shown.answer["files"].values())
    assert (paper.parent, paper.name) == (shown.folder, PAPER)
    for path in books:
        assert path.parent == shown.folder
        assert path.read_bytes() == (ROOT / "workbooks" / path.name).read_bytes()


@pytest.mark.slow
@DEMO
def test_demo_sums_up_the_papers(shown: Shown) -> None:
    summary = shown.answer["summary"]

    assert summary["grades"]["counts"] == {
        "Outstanding": 0,
        "Good": 7,
        "Requires Improvement": 8,
        "Inadequate": 0,
    }
    assert (summary["grades"]["suggestions_agreed"], summary["grades"]["areas"]) == (14, 15)
    assert [change["area"] for change in summary["grades"]["changes"]] == [
        "Serious and Organised Crime",
        "Digital Crime",
        "Innovation",
    ]
    assert [area["area"] for area in summary["grades"]["overrides"]] == ["Dwelling Burglary"]
    assert summary["msg"]["aspirations"] == {"Met or exceeded": 3, "Below aspiration": 7, "No aspiration": 2}
    assert {row["shortfall"] for row in summary["off_target"]} >= {35, 90, 119, 129, 255}
    assert summary["overall"] == {"High": 3, "Medium": 4, "Low": 6}
    assert summary["tube_maps"] == ["Force-level", "Force Additional Priorities", "Commands", "Quadrants"]
    assert summary["problems"] == []


@pytest.mark.slow
@DEMO
def test_demo_writes_the_board_paper_of_its_first_sample(shown: Shown) -> None:
    document = Document.open(shown.answer["files"]["board-paper"])

    text = "\n".join(each.text for each in document.paragraphs)
    assert "There were three changes since cycle 12: one improvement, two deteriorations." in text
    assert {"Grid", "Rationale"} <= {control.title for control in document.controls()}


@pytest.mark.slow
@DEMO
def test_demo_draws_its_maps_from_their_pins_and_searches_for_no_place(shown: Shown) -> None:
    assert shown.answer["summary"]["tube_maps"]
    assert shown.searched == []


@pytest.mark.slow
@DEMO
def test_demo_runs_again_reads_well_and_leaves_what_was_changed(
    shown: Shown, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = shown.folder / PAPER
    written = paper.read_bytes()

    assert run(["demo", str(shown.folder)]) == 0
    assert paper.read_bytes() == written
    printed = capsys.readouterr().out
    assert "7 Good · 8 Requires Improvement   (14 of 15 suggestions equal the Board's grade)" in printed
    assert "▲ Digital Crime: improved to Good from Requires Improvement" in printed
    assert "3 of 10 MSG aspirations met; positions: 3 improved, 1 deteriorated" in printed
    assert "sample-threat-impact-leicestershire.xlsx" in printed
    assert max(map(len, printed.splitlines())) <= 200
    changed = shown.folder / "sample-threat-impact-leicestershire.xlsx"
    before = changed.read_bytes()
    changed.write_bytes(b"my work")

    code = run(["demo", str(shown.folder)])

    left = changed.read_bytes()
    changed.write_bytes(before)  # the folder is others' too
    assert (code, left) == (2, b"my work")
    assert "has been changed; give another folder" in capsys.readouterr().err


def _quick_demo(
    patched: pytest.MonkeyPatch, compose: Callable[[object, PaperAsked], Composed], folder: Path
) -> int:
    """Run a demo that works nothing out, with a board paper made by hand."""
    made = PaperKind("board", "Board paper", lambda _: True, compose)
    patched.setattr("xlscore.papers.kinds.PAPER_KINDS", (made,))
    patched.setattr("xlscore.papers.kinds.paper_kind", lambda _: made)
    patched.setattr("xlscore.books.refresh", lambda *_, at: Refreshed({}))
    patched.setattr(
        "xlscore.cli.demo_page.summary",
        lambda results: {"problems": [each.as_dict() for one in results.values() for each in one.problems]},
    )
    return run(["demo", str(folder), "--json"])


def test_demo_leaves_a_paper_that_was_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    paper = tmp_path / PAPER
    codes = [_quick_demo(monkeypatch, lambda *_: Composed(made_paper()), tmp_path) for _ in range(2)]
    document = Document.open(paper)
    document.append(NewParagraph("Our own words."))
    document.save()
    edited = paper.read_bytes()

    codes.append(_quick_demo(monkeypatch, lambda *_: Composed(made_paper()), tmp_path))

    assert codes == [0, 0, 2]
    assert f"{PAPER} is there already and has been changed; give another folder." in capsys.readouterr().err
    assert paper.read_bytes() == edited


def test_demo_writes_the_workbooks_where_no_letters_are_at_hand_for_a_paper(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def without_letters(*_: object) -> Composed:
        raise TubeMapError("No Arial was found.")

    code = _quick_demo(monkeypatch, without_letters, tmp_path)

    answer = json.loads(capsys.readouterr().out)
    assert code == 1
    assert "board-paper" not in answer["files"]
    assert len(list(tmp_path.glob("*.xlsx"))) == len(answer["files"]) == 5
    assert [each["do"] for each in answer["summary"]["problems"]] == ["No Arial was found."]


def test_demo_refuses_a_file_for_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")

    assert run(["demo", str(tmp_path / "notes.txt")]) == 2

    assert capsys.readouterr().err.endswith("notes.txt is a file, not a folder; give a folder.\n")
