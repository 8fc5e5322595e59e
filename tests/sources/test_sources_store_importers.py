"""Importers in processes of their own: two at once lose nothing, and one that dies leaves the store as it was."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.support.importer import file_of
from tests.support.tools import ROOT
from xlscore.sources.store.database import StoreBusyError
from xlscore.sources.store.keeping import open_store

JANUARY = date(2019, 1, 1)
pytestmark = pytest.mark.slow


def importer(*told: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.support.importer", *told]
    return subprocess.Popen(
        command, cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def test_two_importers_at_once_lose_nothing(where: str) -> None:
    importers = [importer(where, place, "keep", "1", "12") for place in ("North", "South")]

    ended = [process.communicate()[1] for process in importers]

    with open_store(where) as store:
        current = store.current()
    assert ended == ["", ""]
    assert current == {
        ("Burglary", place, date(2019, n, 1)): n for place in ("North", "South") for n in range(1, 13)
    }


@pytest.mark.parametrize("standing", [False, True])
def test_a_second_importer_waits_until_the_first_has_saved_its_workbook(where: str, standing: bool) -> None:
    if standing:
        with open_store(where) as store:
            store.put([file_of({("Burglary", "", JANUARY): 1})])
    first = importer(where, "North", "hold")
    assert (said(first), said(first)) == ("asks", "held")
    second = importer(where, "South", "keep")
    assert said(second) == "asks"

    with pytest.raises(subprocess.TimeoutExpired):
        second.wait(timeout=0.5)
    told = first.communicate("go on\n")[1] + second.communicate()[1]

    with open_store(where) as store:
        current = store.current()
    assert told == ""
    assert {place for _, place, _ in current} == {"North", "South"} | ({""} if standing else set())


def test_a_second_importer_that_waited_long_enough_says_so(where: str) -> None:
    first = importer(where, "North", "hold")
    assert (said(first), said(first)) == ("asks", "held")

    with (
        open_store(where, wait=0.2) as store,
        pytest.raises(StoreBusyError, match="in use by another import"),
    ):
        store.put([file_of({("Burglary", "South", JANUARY): 1})])
    first.communicate("go on\n")

    with open_store(where) as store:
        assert {place for _, place, _ in store.current()} == {"North"}


def test_an_importer_that_dies_while_the_workbook_is_saved_leaves_the_store_as_it_was(where: str) -> None:
    former = {("Burglary", "North", JANUARY): 12}
    with open_store(where) as store:
        store.put([file_of(former)])

    dead = importer(where, "North", "die", "2", "2")
    dead.communicate()

    assert dead.returncode == 9
    with open_store(where) as store:
        assert store.current() == former
        store.put([file_of({("Burglary", "North", date(2019, 2, 1)): 13})])
        assert len(store.current()) == 2


def test_an_importer_that_waited_on_a_file_that_came_to_nothing_makes_its_own(tmp_path: Path) -> None:
    path = tmp_path / "book.counts.sqlite"
    waiting: list[subprocess.Popen[str]] = []

    def save(_: object) -> None:
        waiting.append(importer(str(path), "South", "keep"))
        assert said(waiting[0]) == "asks"
        with pytest.raises(subprocess.TimeoutExpired):
            waiting[0].wait(timeout=0.5)
        raise PermissionError

    with open_store(path) as store, pytest.raises(PermissionError):
        store.put([file_of({("Burglary", "North", JANUARY): 1})], save)

    assert waiting[0].communicate()[1] == ""
    with open_store(path) as store:
        assert store.current() == {("Burglary", "South", JANUARY): 1}
