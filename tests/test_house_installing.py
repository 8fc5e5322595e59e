"""Installing: one Python version in every place that names one, commands that every shell takes, every Python tested."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.support.tools import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
TEXTS = sorted([*PAGES, *(ROOT / "xlscore").rglob("*.py"), ROOT / ".ci" / "run"])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOWEST = PROJECT["project"]["requires-python"].removeprefix(">=")
RUN = (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def shell_lines(text: str) -> list[str]:
    """The lines of a page that a person types: blocks of code without a language."""
    return [line for block in re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL) for line in block.splitlines()]  # fmt: skip


def test_every_place_names_the_same_lowest_python() -> None:
    digits = LOWEST.replace(".", "")

    assert PROJECT["tool"]["mypy"]["python_version"] == LOWEST
    assert PROJECT["tool"]["ruff"]["target-version"] == f"py{digits}"
    assert f"Programming Language :: Python :: {LOWEST}" in PROJECT["project"]["classifiers"]
    for page in ("README.md", "CONTRIBUTING.md", "docs/installing.md", ".ci/run"):
        said = re.findall(r"Python (3\.\d+) or (?:newer|later)", (ROOT / page).read_text(encoding="utf-8"))
        assert said, page
        assert set(said) == {LOWEST}, page


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_a_page_gives_one_command_a_line_as_powershell_5_wants_it(page: Path) -> None:
    assert [line for line in shell_lines(page.read_text(encoding="utf-8")) if "&&" in line] == []


def test_the_readme_installs_and_tests_line_by_line() -> None:
    lines = shell_lines((ROOT / "README.md").read_text(encoding="utf-8"))

    assert lines[:4] == [
        "python -m pip install .",
        "xlscore demo",
        'python -m pip install ".[test]"',
        "python -m pytest",
    ]
    assert 'python -m pip install ".[addin]"' in lines


def test_nothing_says_to_fetch_xlscore_from_an_index() -> None:
    wrong = re.compile(r"pip install [^\n`]*\bxlscore\b|xlscore\[\w+\]")

    assert [named(path) for path in TEXTS if wrong.search(path.read_text(encoding="utf-8"))] == []


def function_of_ci(name: str) -> str:
    found = re.search(rf"^{name}\(\) \{{\n.*?^\}}\n", RUN, re.MULTILINE | re.DOTALL)
    assert found
    return found[0]


def fake_python(path: Path, version: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\necho {version}\n" if version else "#!/bin/sh\nexit 127\n")
    path.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="the script is bash's")
@pytest.mark.parametrize(
    ("own", "on_path", "newest"),
    [
        ("3.11", {"python3.14": "3.14"}, "bin/python3.14"),
        ("3.14", {"python3.14": "3.14"}, "versions/3.12.9/bin/python"),
        ("3.12", {"python3.13": ""}, "versions/3.11.7/bin/python"),
        ("3.11", {"python3.13": "", "python3.12": "3.12"}, "bin/python3.12"),
    ],
)
def test_ci_finds_the_newest_python_of_another_version(
    tmp_path: Path, own: str, on_path: dict[str, str], newest: str
) -> None:
    for folder, version in {
        "3.10.13": "3.10", "3.11.7": "3.11", "3.12.1": "3.12", "3.12.9": "3.12", "3.13.0": ""
    }.items():  # fmt: skip
        fake_python(tmp_path / "versions" / folder / "bin" / "python", version)
    # Pythons of the machine itself must not be asked: they are others on every machine.
    silent = {f"python3.{minor}": "" for minor in range(11, 20)}
    for name, version in (silent | {"python": own} | on_path).items():
        fake_python(tmp_path / "bin" / name, version)

    ended = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", f"{function_of_ci('newest_other_python')}\nnewest_other_python"],
        env=os.environ | {"PYENV_ROOT": str(tmp_path), "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
        capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert ended.stdout.split() == [str(tmp_path / newest)]


def test_ci_ends_with_the_summary_of_the_whole_run() -> None:
    steps = [
        RUN.index(words)
        for words in (
            "other=$(newest_other_python)",
            "noting web_pages",
            'wait "$meanwhile"',
            "noting elsewhere",
            '| tee "$scratch/tests"',
            'tail -n 1 "$scratch/tests"',
        )
    ]

    assert steps == sorted(steps)
    assert "-p tests.support.sampled" in RUN
    assert '-m "not slow and not cases and not libreoffice and not validator and not chromium"' in RUN
