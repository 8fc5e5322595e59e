"""Borough files brought into a workbook: a later release revises what it says otherwise, to the unit."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from xlscore.books.importing.files import import_files
from xlscore.books.templates.build import build_monthly_performance

HISTORY, RELEASE = "mps_borough_historical_201004_202302.csv", "mps_borough_24months_202103_202302.csv"


def counts(path: Path) -> Counter[tuple[str, str, str]]:
    found: Counter[tuple[str, str, str]] = Counter()
    with path.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows = csv.reader(file)
        for row in rows:
            for month, value in zip(heading[3:], row[3:], strict=True):
                found[row[1].casefold(), row[2], month] += int(value)
    return found


@pytest.mark.slow
def test_the_release_that_overlaps_revises_what_it_says_otherwise_to_the_unit(
    shared_dir: Path, tmp_path: Path
) -> None:
    folder, path = shared_dir / "data" / "mps", tmp_path / "month.xlsx"
    build_monthly_performance(path)
    before, after = counts(folder / HISTORY), counts(folder / RELEASE)

    first = import_files([folder / HISTORY], path)
    second = import_files([folder / RELEASE], path)

    assert (first.new, first.revised) == (len(before), ())
    assert second.new == len(after.keys() - before.keys())
    assert {
        (one.measure.casefold(), one.place, f"{one.month:%Y%m}", one.was, one.now) for one in second.revised
    } == {(*mark, before[mark], now) for mark, now in after.items() if mark in before and before[mark] != now}
    assert second.problems == ()
