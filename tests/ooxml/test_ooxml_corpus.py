"""Real published workbooks: set one value in the first worksheet of each and lose nothing.

Every part is compared by its compressed bytes. The parts that may differ are the sheet itself and those
an edit has to touch, each listed in `EXPLAINED` with its reason.
"""

from __future__ import annotations

import datetime as dt
import io
import os
import warnings
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests.support.validator import validate_pairs
from xlscore.ooxml import OoxmlError, Sheet, Workbook
from xlscore.ooxml.errors import DamagedFileError, EncryptedFileError, HostileFileError, PackageError
from xlscore.ooxml.values.addresses import cell_address

VALUE = 12345.678
EXPLAINED = {
    "/xl/workbook.xml": "asks Excel to calculate, because a formula depends on the changed cell",
    "/xl/calcChain.xml": "goes when a formula was overwritten; Excel builds it anew",
    "/[Content_Types].xml": "no longer lists the calculation chain",
    "/xl/_rels/workbook.xml.rels": "no longer points to the calculation chain",
}
# Why a file of the corpus is refused; the names are the corpus's own.
REFUSED = {
    "calamine__issue252.xlsx": DamagedFileError,
    "excelize__BadWorkbook.xlsx": DamagedFileError,
    "excelize__encryptSHA512.xlsx": EncryptedFileError,
    "exceljs__missing-bits.xlsx": PackageError,
    "poi__60320-protected.xlsx": EncryptedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-4828727001088000.xlsx": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5089447305609216.xlsx": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5185049589579776.xlsx": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-5265527465181184.xlsx": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXSSFFuzzer-6419366255919104.xlsx": DamagedFileError,
    "poi__duplicate-filename.xlsx": HostileFileError,
    "poi__extenxls_pwd123.xlsx": EncryptedFileError,
    "poi__protect.xlsx": EncryptedFileError,
    "xlsx-populate__out~1.xlsx": EncryptedFileError,
}


class NotRefusedError(Exception):
    """Stands for the reason of a file that must not be refused."""


# Judges are slow; they see every n-th file unless the whole corpus is asked for. openpyxl is one of them.
WHOLE = bool(os.environ.get("XLSCORE_WHOLE_CORPUS"))
EVERY, EVERY_BY_OPENPYXL, EVERY_BY_OURSELVES = (1, 1, 1) if WHOLE else (30, 12, 5)

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def corpus(shared_dir) -> list[Path]:
    files = sorted(path for path in (shared_dir / "corpus").glob("*.xl*"))
    if not files:
        pytest.skip("The folder of published workbooks is empty.")
    return files


def first_worksheet(book: Workbook) -> Sheet:
    return next(sheet for sheet in book.sheets if sheet.kind == "worksheet")


def edit(book: Workbook) -> tuple[Sheet, int, int]:
    """Set one number in the first cell that may be edited: an existing number, else one below the used box."""
    sheet = first_worksheet(book)
    places = [(row, column) for row, column, xml in sheet.cells() if xml.kind == "n" and not xml.formula]
    bottom = sheet.used[2] if sheet.used else 0
    for row, column in [*places[:20], (bottom + 2, 1), (bottom + 2, 30)]:
        try:
            sheet.set_value(row, column, VALUE)
        except OoxmlError:
            continue
        if sheet.stored_value(row, column) == VALUE:
            return sheet, row, column
    raise AssertionError("No cell of the sheet could be edited.")


def opened(path: Path) -> Workbook | None:
    """Return a workbook of the corpus, or None where it is refused by name."""
    try:
        book = Workbook.open(path, edit_protected=True)
        first_worksheet(book).value(1, 1)
    except REFUSED.get(path.name, NotRefusedError):
        return None
    return book


def packed(book: Workbook) -> dict[str, bytes]:
    archive = book.package._archive
    return {each.name: bytes(archive.raw(each)) for each in archive.entries}


def readings(book: Workbook) -> dict[tuple[str, int, int], tuple[object, str | None]]:
    return {
        (sheet.name, row, column): (sheet.stored_value(row, column), sheet.formula(row, column))
        for sheet in book.sheets
        if sheet.kind == "worksheet"
        for row, column, _ in sheet.cells()
    }


@pytest.mark.slow
def test_encrypted_and_corrupt_files_are_refused_by_name_and_no_other_is(corpus):
    refused = {path.name for path in corpus if opened(path) is None}

    assert refused == REFUSED.keys() & {path.name for path in corpus}


@pytest.mark.slow
def test_one_value_set_loses_no_part_and_changes_no_other_part_unexplained(corpus):
    lost, changed = {}, {}

    for path in corpus:
        book = opened(path)
        if book is None:
            continue
        sheet, _, _ = edit(book)
        old, new = packed(book), packed(Workbook.open(book.to_bytes()))
        allowed = EXPLAINED.keys() | {sheet.part}
        lost[path.name] = sorted(old.keys() - new.keys() - {"/xl/calcChain.xml"})
        changed[path.name] = [name for name in new if old.get(name) != new[name] and name not in allowed]

    assert len(changed) >= 200 - len(REFUSED)
    assert not {name: parts for name, parts in lost.items() if parts}
    assert not {name: parts for name, parts in changed.items() if parts}


@pytest.mark.slow
def test_every_other_value_and_formula_reads_back_equal_and_the_edit_repeats_without_a_changed_byte(corpus):
    for path in corpus[::EVERY_BY_OURSELVES]:
        book = opened(path)
        if book is None:
            continue
        before = readings(Workbook.open(path))
        sheet, row, column = edit(book)
        data = book.to_bytes()

        again = Workbook.open(data, edit_protected=True)
        after = readings(again)

        target = (sheet.name, row, column)
        assert after.pop(target) == (VALUE, None), path.name
        before.pop(target, None)
        assert after == before, path.name
        first_worksheet(again).set_value(row, column, VALUE)
        assert again.to_bytes() == data, path.name


@pytest.mark.slow
def test_openpyxl_reads_the_new_value_and_every_other_formula(corpus):
    compared = 0

    for path in corpus[::EVERY_BY_OPENPYXL]:
        book = opened(path)
        if book is None:
            continue
        before = by_openpyxl(path.read_bytes())
        sheet, row, column = edit(book)
        after = by_openpyxl(book.to_bytes())
        if before is None or after is None or sheet.name not in after:
            assert (before is None) == (after is None), path.name
            continue
        cell = cell_address(row, column)
        shown = after[sheet.name].pop(cell)
        assert shown == VALUE or not isinstance(shown, float), path.name
        before[sheet.name].pop(cell, None)
        assert after == before, path.name
        compared += 1

    assert compared > 150 // EVERY_BY_OPENPYXL


def by_openpyxl(data: bytes) -> dict[str, dict[str, object]] | None:
    """Return what openpyxl reads, or None where it cannot read the file at all."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(data))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError, zipfile.BadZipFile):
        return None
    return {
        sheet.title: {
            cell.coordinate: _plain(cell.value)
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def _plain(value: object) -> object:
    """Return a value that can be compared: openpyxl's formula objects are equal only to themselves."""
    return value if isinstance(value, (str, int, float, dt.date, dt.time, dt.timedelta)) else str(vars(value))


@pytest.mark.validator
def test_the_validator_finds_no_new_error_in_edited_files(corpus, tmp_path):
    pairs: dict[Path, Path] = {}
    for path in corpus[::EVERY]:
        book = opened(path)
        if book is not None:
            edit(book)
            pairs[path] = tmp_path / path.name
            pairs[path].write_bytes(book.to_bytes())

    found = validate_pairs(pairs)

    new = {path.name: set(found[edited]) - set(found[path]) for path, edited in pairs.items()}
    assert not {name: errors for name, errors in new.items() if errors}


@pytest.mark.libreoffice
@pytest.mark.xdist_group("libreoffice-corpus")
def test_libreoffice_opens_edited_files_and_shows_the_new_value(corpus, tmp_path, office):
    shown = {}
    for path in corpus[5::EVERY]:
        book = opened(path)
        if book is None:
            continue
        sheet, row, column = edit(book)
        file = tmp_path / path.name
        file.write_bytes(book.to_bytes())
        if any("inside the pivot table" in note for note in book.notes):
            # LibreOffice draws a pivot table anew from its cache when it opens the file.
            continue
        rows = office.read(file, sheet.name, recalculate=False)
        shown[path.name] = rows[row - 1][column - 1]

    assert shown
    assert all(value == pytest.approx(VALUE) for value in shown.values()), shown
