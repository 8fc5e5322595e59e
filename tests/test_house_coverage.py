"""The gate of coverage: each package by its own measure, and none that slips through unmeasured."""

from __future__ import annotations

import json
import os
import pkgutil
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

import xlscore
from tests.support.coverage_gate import GATES, TOP, Gate, judge, main
from tests.support.measured import Measured


def report(**files: tuple[int, int, int, int]) -> dict[str, Any]:
    """Coverage's report of files: lines covered, lines, branches covered, branches."""
    names = ("covered_lines", "num_statements", "covered_branches", "num_branches")
    return {
        "files": {
            f"xlscore/{package}/{number}.py": {"summary": dict(zip(names, sums, strict=True))}
            for number, (package, sums) in enumerate(files.items())
        }
    }


def test_every_package_has_its_gates_and_none_is_under_what_was_agreed() -> None:
    packages = {found.name for found in pkgutil.iter_modules(xlscore.__path__) if found.ispkg}

    assert packages | {TOP} == GATES.keys()
    assert [name for name, gate in GATES.items() if gate.both < 89 or gate.branches < 80] == []


@pytest.mark.parametrize(
    ("sums", "enough"),
    [
        ((96, 100, 94, 100), True),
        ((100, 100, 89, 100), False),  # 94.5 together: all lines run, and too few branches taken
        ((94, 100, 96, 100), True),
        ((300, 300, 89, 100), False),  # 97 together, and the branches alone too few
        ((0, 0, 0, 0), True),  # nothing to run
    ],
)
def test_lines_and_branches_count_together_and_branches_alone(
    sums: tuple[int, int, int, int], enough: bool
) -> None:
    lines, found = judge(report(rules=sums), {"rules": Gate(both=95, branches=90)})

    assert found is enough
    assert ("under its gate" in lines[1]) is not enough


def test_one_package_under_its_gate_is_not_made_up_for_by_another() -> None:
    lines, enough = judge(
        report(rules=(100, 100, 50, 50), cli=(8, 10, 0, 0)), {"rules": Gate(95, 95), "cli": Gate(90, 90)}
    )

    assert not enough
    assert [line.split()[0] for line in lines if "under its gate" in line] == ["cli"]


def test_a_package_without_a_gate_and_one_that_was_not_measured_fail() -> None:
    lines, enough = judge(report(charts=(10, 10, 0, 0)), {"rules": Gate(95, 95)})

    assert not enough
    assert lines[1:] == ["rules         was not measured", "charts        has no gate"]


def test_the_gate_ends_with_1_where_a_package_is_under_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "coverage.json"
    path.write_text(json.dumps(report(**dict.fromkeys(GATES, (1, 2, 0, 0)))), encoding="utf-8")

    ended = main(str(path))

    assert ended == 1
    assert capsys.readouterr().out.count("under its gate") == len(GATES)


def test_the_gate_ends_with_0_where_all_reach_it(tmp_path: Path) -> None:
    path = tmp_path / "coverage.json"
    whole = report(**dict.fromkeys(set(GATES) - {TOP}, (2, 2, 0, 0)))
    whole["files"]["xlscore/errors.py"] = {"summary": next(iter(whole["files"].values()))["summary"]}
    path.write_text(json.dumps(whole), encoding="utf-8")

    assert main(str(path)) == 0


class Switch:
    """Coverage that only says whether it measures."""

    def __init__(self) -> None:
        self.on = True

    def start(self) -> None:
        self.on = True

    def stop(self) -> None:
        self.on = False


class Asked:
    """A test as a run holds it: where it lies and what it is marked with."""

    def __init__(self, place: str, *marks: str) -> None:
        self.nodeid, self._marks = place, marks

    def iter_markers(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self._marks]


@pytest.mark.parametrize(
    ("place", "marks", "measured"),
    [
        ("tests/books/test_a.py::test_b", [], True),
        ("tests/books/test_a.py::test_b", ["cases"], True),
        ("tests/books/test_a.py::test_b", ["shared"], True),
        ("tests/books/test_a.py::test_b[1-2]", [], True),
        ("tests/books/test_a.py::test_of_many[other]", [], False),
        ("tests/books/test_a.py::test_b", ["hypothesis"], False),
        ("tests/books/test_a.py::test_b", ["chromium"], False),
        ("tests/books/test_a.py::test_b", ["cases", "slow"], False),
        ("tests/books/test_a.py::test_b", ["slow"], False),
        ("tests/cli/test_a.py::test_b", ["slow"], True),
        ("tests/cli/test_a.py::test_b", ["slow", "libreoffice"], False),
        ("tests/cli/test_a.py::test_b", ["slow", "shared"], False),
        ("tests/climate/test_a.py::test_b", ["slow"], False),
    ],
)
def test_what_is_measured_is_one_case_of_every_quick_test_and_of_the_slow_ones_of_the_folders(
    monkeypatch: pytest.MonkeyPatch, place: str, marks: list[str], measured: bool
) -> None:
    monkeypatch.setenv("COVERAGE_PROCESS_CONFIG", "settings")
    here: Any = Switch()
    plugin = Measured(here, ["tests/cli"])
    assert here.on, "modules are imported while tests are collected"
    item: Any = Asked(place, *marks)
    session: Any = SimpleNamespace(items=[Asked("tests/books/test_a.py::test_of_many[one]"), item])
    plugin.pytest_collection_finish(session)
    assert (here.on, "COVERAGE_PROCESS_CONFIG" in os.environ) == (False, False)

    asking = plugin.pytest_runtest_protocol(item)
    next(asking)
    during = (here.on, os.environ.get("COVERAGE_PROCESS_CONFIG"))
    with suppress(StopIteration):
        asking.send(True)

    assert during == ((True, "settings") if measured else (False, None))
    assert (here.on, "COVERAGE_PROCESS_CONFIG" in os.environ) == (False, False)
