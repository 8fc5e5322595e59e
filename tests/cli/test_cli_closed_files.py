"""Files and folders that are closed to whoever runs a command: a sentence, and nothing is written."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from xlscore.books.files import workbook_file
from xlscore.cli.run import run

WORKBOOKS = Path(__file__).resolve().parents[2] / "workbooks"
SAMPLE = WORKBOOKS / "sample-msg-positions-illustrative.xlsx"
NOBODY = 65534
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root, to act as nobody"
    ),
]


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act as the user who owns nothing: this process alone, which has loaded all that it needs."""
    os.setegid(NOBODY)
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setegid(0)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a workbook, and with a paper that is a figure behind it."""
    folder = tmp_path_factory.mktemp("written")
    book = folder / "book.xlsx"
    shutil.copyfile(SAMPLE, book)
    assert run(["paper", "write", str(book), "--kind", "msg", "--out", str(folder / "paper.docx")]) in (0, 1)
    with workbook_file(book) as opened:
        opened.sheets["MSG"]["L7"].value = "3rd in MSG"
        opened.sheets["MSG"]["M7"].value = None
    paper, tried = str(folder / "paper.docx"), folder / "tried.docx"
    assert run(["paper", "refresh", paper, "--book", str(book), "--out", str(tried)]) in (0, 1)
    assert tried.read_bytes() != (folder / "paper.docx").read_bytes()
    run(["msg", str(book), "--out", str(folder / "out.xlsx")])
    return folder


PAPER = ["paper", "refresh", "paper.docx", "--book", "book.xlsx"]
CLOSED = [
    pytest.param({"paper.docx": 0o644, ".": 0o777}, PAPER, "paper.docx belongs to somebody", id="others' paper"),
    pytest.param({"paper.docx": 0o600, ".": 0o777}, PAPER, "paper.docx", id="unreadable paper"),
    pytest.param({"paper.docx": 0o444, ".": 0o777}, PAPER, "paper.docx is read-only", id="read-only paper"),
    pytest.param({"paper.docx": 0o666, ".": 0o755}, PAPER, "paper.docx", id="closed folder"),
    pytest.param({"paper.docx": 0o666, ".": 0o700}, PAPER, "paper.docx", id="folder that cannot be entered"),
    pytest.param({"book.xlsx": 0o600, ".": 0o777}, PAPER, "book.xlsx", id="unreadable workbook"),
    pytest.param({"book.xlsx": 0o644, ".": 0o777}, ["msg", "book.xlsx"], "book.xlsx belongs to", id="others' workbook"),
    pytest.param(
        {"book.xlsx": 0o644, ".": 0o755}, ["paper", "write", "book.xlsx", "--kind", "msg", "--out", "new.docx"],
        "new.docx", id="paper into a closed folder",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("modes", "asked", "said"), CLOSED)
def test_what_is_closed_is_refused_in_a_sentence_and_nothing_is_written(
    modes: dict[str, int],
    asked: list[str],
    said: str,
    written: Path,
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for each in ("book.xlsx", "paper.docx"):
        shutil.copyfile(written / each, tmp_path / each)
    for each in tmp_path.parents:
        if each == Path(tempfile.gettempdir()).resolve():
            break
        os.chmod(each, 0o711)  # pytest's own folders: two, and one more of each worker
    before = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    for name, mode in modes.items():
        os.chmod(tmp_path / name, mode)

    at = [str(tmp_path / each) if "." in each else each for each in asked]
    with as_nobody():
        code = run(at)

    os.chmod(tmp_path, 0o755)
    told = capfd.readouterr().err.strip()
    assert (code, told.count("\n")) == (2, 0)
    assert said in told
    assert told.endswith(".")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == before
