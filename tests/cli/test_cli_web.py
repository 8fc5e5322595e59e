"""`xlscore web build`: what it writes, what it answers, and what it says where Pyodide cannot be had."""

from __future__ import annotations

import hashlib
import json
import subprocess
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.support.tools import ROOT
from xlscore.cli.codes import CLEAN, COULD_NOT_RUN
from xlscore.cli.run import run
from xlscore.web import pyodide


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for a fetched Pyodide: small files of its names, whose sums are the ones asked for."""
    folder = tmp_path / "node_modules" / "pyodide"
    folder.mkdir(parents=True)
    for name in pyodide._FILES:
        (folder / name).write_bytes(name.encode())
    sums = {name: hashlib.sha256(name.encode()).hexdigest() for name in pyodide._FILES}
    monkeypatch.setattr(pyodide, "_FILES", sums)
    return folder


def test_the_site_is_files_alone_and_each_stands_in_the_listing(
    fetched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "site"

    code = run(["web", "build", "--out", str(out), "--pyodide", str(fetched), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == CLEAN
    assert set(told) == {"folder", "version", "files", "bytes", "pyodide", "compiled"}
    listed = {each["path"]: each for each in json.loads((out / "files.json").read_text())["files"]}
    there = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    assert there == {*listed, "files.json"}
    assert told["files"] == len(there)
    assert {
        "index.html",
        "worker.js",
        "pyodide/pyodide.mjs",
        "python/rules.zip",
        "python/workbooks.zip",
    } <= there
    assert all(
        hashlib.sha256((out / path).read_bytes()).hexdigest() == each["sha256"]
        for path, each in listed.items()
    )


def test_a_site_is_built_again_over_itself_without_what_it_has_no_more(fetched: Path, tmp_path: Path) -> None:
    out = tmp_path / "site"
    command = ["web", "build", "--out", str(out), "--pyodide", str(tmp_path), "--quiet"]
    assert run(command) == CLEAN
    first = (out / "files.json").read_bytes()
    stale = json.loads(first)
    stale["files"] += [{"path": "old.js"}, {"path": "../kept.txt"}]
    (out / "files.json").write_text(json.dumps(stale))
    (out / "old.js").write_text("old")
    (tmp_path / "kept.txt").write_text("somebody's")

    assert run(command) == CLEAN

    assert not (out / "old.js").exists()
    assert (tmp_path / "kept.txt").exists()
    assert (out / "files.json").read_bytes() == first


@pytest.mark.parametrize(
    ("spoilt", "sentence"),
    [
        (lambda folder: (folder / "pyodide.mjs").unlink(), "does not hold Pyodide"),
        (lambda folder: (folder / "pyodide.mjs").write_text("other"), "is not that of Pyodide"),
    ],
)
def test_another_pyodide_is_refused_and_nothing_written(
    fetched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], spoilt: object, sentence: str
) -> None:
    assert callable(spoilt)
    spoilt(fetched)

    code = run(["web", "build", "--out", str(tmp_path / "site"), "--pyodide", str(fetched)])

    said = capsys.readouterr()
    assert code == COULD_NOT_RUN
    assert sentence in said.err
    assert said.err.count("\n") == 1
    assert not (tmp_path / "site").exists()


def test_a_folder_with_something_else_is_left_alone(
    fetched: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "mine.txt").write_text("mine")

    code = run(["web", "build", "--out", str(tmp_path / "site"), "--pyodide", str(fetched)])

    assert code == COULD_NOT_RUN
    assert "holds something else" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["mine.txt"]


@pytest.mark.parametrize(("npm", "sentence"), [(None, "not installed here"), ("npm", "npm could not fetch")])
def test_without_npm_or_the_network_it_says_the_other_way(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    npm: str | None,
    sentence: str,
) -> None:
    def fails(*_: object, **__: object) -> None:
        raise subprocess.CalledProcessError(1, "npm")

    monkeypatch.setattr(pyodide.shutil, "which", lambda _name: npm)
    monkeypatch.setattr(pyodide.subprocess, "run", fails)

    code = run(["web", "build", "--out", str(tmp_path / "site")])

    said = capsys.readouterr().err
    assert code == COULD_NOT_RUN
    assert sentence in said
    assert "--pyodide" in said
    assert not (tmp_path / "site").exists()


def test_a_manifest_is_written_and_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "scorecard.xml"

    code = run(["web", "manifest", "--url", "https://scorecard.example.org/", "--out", str(out), "--json"])

    told = json.loads(capsys.readouterr().out)
    assert code == CLEAN
    assert told["file"] == str(out)
    assert (told["kind"], told["site"]) == ("XML", "https://scorecard.example.org")
    assert told["id"] in out.read_text()


def test_a_site_without_a_secure_address_gets_no_manifest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "scorecard.xml"

    code = run(["web", "manifest", "--url", "http://scorecard.example.org", "--out", str(out)])

    assert code == COULD_NOT_RUN
    assert "give the https address" in capsys.readouterr().err
    assert not out.exists()


def test_the_tests_in_chromium_run_the_pyodide_that_a_site_is_built_with() -> None:
    asked = json.loads((ROOT / "webaddin" / "package.json").read_text(encoding="utf-8"))["devDependencies"]

    assert asked["pyodide"] == pyodide.PYODIDE
    assert all(version[0].isdigit() for version in asked.values()), "exact versions only"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [(["--site", "."], "holds no site"), (["--pyodide", "gone"], "does not hold Pyodide")],
)
def test_what_is_no_site_is_not_served(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: list[str],
    sentence: str,
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["web", "serve", *words]) == COULD_NOT_RUN
    assert sentence in capsys.readouterr().err


def test_a_site_is_served_until_somebody_stops_it(
    fetched: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stopped(_served: ThreadingHTTPServer) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(ThreadingHTTPServer, "serve_forever", stopped)

    code = run(["web", "serve", "--port", "0", "--pyodide", str(fetched), "--quiet"])

    assert code == CLEAN
    assert capsys.readouterr().out.startswith("http://127.0.0.1:")
