"""Tests of one group run on one worker, so that what they look at is made once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

TESTS = """
import os
from pathlib import Path

import pytest

HERE = Path(__file__).parent


def ran(who):
    with open(HERE / f"{who}.txt", "a") as file:
        file.write(os.environ["PYTEST_XDIST_WORKER"] + " ")


@pytest.mark.xdist_group("ours")
@pytest.mark.parametrize("case", range(8))
def test_ours(case):
    ran("ours")


@pytest.mark.slow
@pytest.mark.parametrize("case", range(8))
def test_alone(case):
    ran("alone")


def test_quick():
    ran("quick")
"""


@pytest.mark.parametrize(
    ("asked", "alone"), [([], 8), (["-m", "not slow"], 0)], ids=["the whole run", "the quick part"]
)
def test_the_tests_of_a_group_run_on_one_worker(
    tmp_path: Path, root: Path, asked: list[str], alone: int
) -> None:
    for name in ("one", "other"):
        (tmp_path / f"test_{name}.py").write_text(TESTS, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nmarkers = slow\n", encoding="utf-8")

    subprocess.run(
        [sys.executable, "-m", "pytest", "-n2", "--dist=loadgroup", f"--rootdir={tmp_path}", "-c", tmp_path / "pytest.ini",
         "-p", "tests.support.groups", "-p", "no:cacheprovider", *asked, tmp_path],
        cwd=root, check=True, capture_output=True, timeout=300,
    )  # fmt: skip

    workers = {who: (tmp_path / f"{who}.txt").read_text().split() for who in ("ours", "quick")}
    assert len(workers["ours"]) == 16
    assert len(set(workers["ours"])) == 1
    assert len(workers["quick"]) == 2
    every = tmp_path / "alone.txt"
    assert len(every.read_text().split() if every.exists() else []) == 2 * alone
