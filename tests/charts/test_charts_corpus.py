"""Real published workbooks with charts of their own: ours beside them, theirs byte for byte, and no judge finds anything new."""

from __future__ import annotations

import os
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.support.charted import anatomies, fill
from tests.support.libreoffice import Office
from tests.support.pictures import pdf_text
from tests.support.validator import validate_pairs
from xlscore.engine import NewChart, charts_of, open_book, put_charts
from xlscore.errors import XlscoreError

pytestmark = pytest.mark.shared

FEWEST = 10
ALIKE = "XlsxWriter"
"""Of these, which differ in a setting or two, one is enough."""
OURS = ("control", "fan", "positions")
THEIR_PARTS = re.compile(r"xl/(?:charts/|media/|chartsheets/|theme/|pivot)")
ANCHOR = re.compile(r"<xdr:(?:two|one|absolute)\w*Anchor.*?</xdr:(?:two|one|absolute)\w*Anchor>", re.DOTALL)


class Put(NamedTuple):
    """A file of the corpus, its copy with our charts in it, the sheet that they stand on, and the charts before."""

    old: Path
    new: Path
    sheet: str
    theirs: tuple[str, ...]


def with_ours(path: Path, folder: Path) -> Put | None:
    """Put charts of ours on the first sheet that has one of its own; None where no sheet has any."""
    with open_book(path, edit_protected=True) as book:
        cells = [each for each in book.sheets if each.impl.file.kind == "worksheet"]
        sheet = next((each for each in cells if charts_of(each)), None)
        if sheet is None:
            return None
        theirs = tuple(each.name for each in charts_of(sheet))
        fill(book.sheets.add("Chart data", after=book.sheets[-1]))
        below = 60
        put_charts(
            sheet,
            {
                f"B{below + 20 * n}:I{below + 18 + 20 * n}": chart
                for n, chart in enumerate(our_charts().values())
            },
        )
        new = folder / path.name
        book.save(new)
        return Put(path, new, sheet.name, theirs)


def our_charts() -> dict[str, NewChart]:
    return {name: chart for name, chart in anatomies(named=True).items() if name in OURS}


@pytest.fixture(scope="module")
def put(shared_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Put]:
    """The workbooks of the corpus that have charts on their sheets, those that Excel saved, with ours put in."""
    folder = tmp_path_factory.mktemp("corpus")
    found: list[Put] = []
    for path in sorted((shared_dir / "corpus").iterdir()):
        if path.suffix not in {".xlsx", ".xlsm", ".xltx"} or not has_charts(path):
            continue
        if path.name.startswith(ALIKE) and sum(each.old.name.startswith(ALIKE) for each in found) == 1:
            continue
        try:
            each = with_ours(path, folder)
        except XlscoreError:
            continue
        if each is not None:
            found.append(each)
    return found


def has_charts(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as package:
            return any(name.startswith("xl/charts/chart") for name in package.namelist())
    except zipfile.BadZipFile:
        return False


def test_there_are_ten_of_them(put: list[Put]) -> None:
    assert len(put) >= FEWEST


def test_their_charts_keep_every_byte(put: list[Put]) -> None:
    lost = [
        (each.old.name, name)
        for each in put
        for name, data in parts(each.old).items()
        if THEIR_PARTS.match(name) and parts(each.new).get(name) != data
    ]

    assert lost == []


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_their_charts_stand_where_they_stood_with_ours_after_them(put: list[Put]) -> None:
    for each in put:
        with open_book(each.new) as book:
            names = tuple(chart.name for chart in charts_of(book.sheets[each.sheet]))

        assert names == (*each.theirs, *our_charts()), each.old.name


def test_ours_put_in_again_change_no_byte(put: list[Put]) -> None:
    for each in put:
        before = each.new.read_bytes()
        with open_book(each.new, edit_protected=True) as book:
            put_charts(book.sheets[each.sheet], {f"A{n}": c for n, c in enumerate(our_charts().values(), 1)})
            book.save()

        assert each.new.read_bytes() == before, each.old.name


@pytest.mark.validator
def test_the_sdk_finds_no_new_error(put: list[Put]) -> None:
    judged = put if os.environ.get("XLSCORE_WHOLE_CORPUS") else put[-FEWEST::2]
    found = validate_pairs({each.old: each.new for each in judged})
    kinds = {path: Counter(error.partition(": ")[2] for error in errors) for path, errors in found.items()}

    assert {each.old.name: kinds[each.new] - kinds[each.old] for each in judged if kinds[each.new] - kinds[each.old]} == {}  # fmt: skip


@pytest.mark.libreoffice
def test_libreoffice_draws_ours_among_theirs(put: list[Put], office: Office, tmp_path: Path) -> None:
    for each in put[:FEWEST]:
        words = pdf_text(office.pdf(each.new, tmp_path))

        assert [name for name in our_charts() if f"of {name}" not in words] == [], each.old.name
