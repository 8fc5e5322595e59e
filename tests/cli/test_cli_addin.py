"""`xlscore addin`: exit codes, what is said, and what is on disk afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from xlscore.cli.codes import CLEAN, COULD_NOT_RUN, PROBLEMS
from xlscore.cli.run import run


def test_build_makes_the_add_in_where_it_is_asked_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "out" / "xlscore.xlam"

    code = run(["addin", "build", str(path)])

    assert code == CLEAN
    assert path.is_file()
    assert capsys.readouterr().out.strip() == f"Built {path}"


def test_generate_says_when_everything_is_current(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["addin", "generate"]) == CLEAN
    assert capsys.readouterr().out == "Everything is current\n"


def test_generate_writes_into_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["addin", "generate", str(tmp_path), "--json"]) == CLEAN

    assert len(json.loads(capsys.readouterr().out)["done"]) == len(list(tmp_path.iterdir())) == 4


def test_install_and_uninstall_say_what_they_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APPDATA", str(tmp_path))

    assert run(["addin", "install"]) == CLEAN
    assert run(["addin", "uninstall"]) == CLEAN

    said = capsys.readouterr().out
    assert f"Installed {tmp_path}" in said
    assert f"Removed {tmp_path}" in said
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_install_without_windows_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("APPDATA", raising=False)

    assert run(["addin", "install"]) == COULD_NOT_RUN

    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.count("\n") == 1
    assert "xlscore addin build" in captured.err


def test_the_doctor_finds_what_is_missing_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("APPDATA", str(tmp_path))

    assert run(["addin", "doctor"]) == PROBLEMS
    assert "→ Run `xlscore addin install`." in capsys.readouterr().out

    assert run(["addin", "doctor", "--json"]) == PROBLEMS
    findings = json.loads(capsys.readouterr().out)["findings"]
    assert {"level", "what", "fix"} == set(findings[0])
