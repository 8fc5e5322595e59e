"""Real Word files of other people: a paragraph of each is changed and nothing else; what cannot be opened is refused by its reason."""

from __future__ import annotations

import io
import os
import zipfile
from bisect import bisect_left
from functools import cache
from pathlib import Path

import docx
import pytest

from tests.support.rich_document import write_everything
from tests.support.validator import validate_pairs
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import DamagedFileError, EditRefusedError, EncryptedFileError, PackageError
from xlscore.word import Document, NewParagraph

pytestmark = [pytest.mark.shared, pytest.mark.slow]

# By the beginning of the name; every other file is opened and edited.
REFUSED = {
    "poi__EnforcedWith": EditRefusedError,
    "poi__password": EditRefusedError,
    "poi__hello-world-signed": EditRefusedError,
    "poi__ms-office-2010-signed": EditRefusedError,
    "poi__agile": EncryptedFileError,
    "poi__bug53475-password": EncryptedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-4791943399604224": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-5166796835258368": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-5313273089884160": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-5569740188549120": DamagedFileError,
    "poi__clusterfuzz-testcase-minimized-POIXWPFFuzzer-6120975439364096": DamagedFileError,
    "poi__truncated62886": DamagedFileError,
    "poi__stress025": PackageError,
}
# Every so manieth file is looked at by the outside judges, too, unless the whole corpus is asked for.
WHOLE = bool(os.environ.get("XLSCORE_WHOLE_CORPUS"))
EVERY, JUDGED, EDITED = (1, 1, 1) if WHOLE else (8, 110, 2)


@cache
def corpus(folder: Path) -> list[Path]:
    return sorted(each for each in (folder / "corpus-word").glob("*.do[ct]*"))


def reason(path: Path) -> type[XlscoreError] | None:
    stem = path.stem.rpartition("~")[0] or path.stem
    return next((error for name, error in REFUSED.items() if stem.startswith(name)), None)


def compressed(data: bytes) -> dict[str, tuple[int, int]]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {each.filename: (each.CRC, each.compress_size) for each in archive.infolist()}


def test_each_file_is_opened_or_refused_by_its_reason(shared_dir: Path) -> None:
    wrong = []

    for path in corpus(shared_dir):
        try:
            Document.open(path)
        except XlscoreError as error:
            if reason(path) is not type(error):
                wrong.append(f"{path.name}: {error}")
        else:
            if reason(path) is not None:
                wrong.append(f"{path.name} was opened")

    assert corpus(shared_dir)
    assert wrong == []


def test_one_paragraph_is_changed_and_nothing_else(shared_dir: Path) -> None:
    wrong = []

    for path in corpus(shared_dir)[::EDITED]:
        if reason(path) is not None:
            continue
        data = path.read_bytes()
        document = Document.open(data)
        before = document.xml
        if document.to_bytes() != data:
            wrong.append(f"{path.name} was touched by reading")
        said = [each for each in document.paragraphs if each.text.strip()]
        if said:
            said[0].set_text(said[0].text + " and more")
        else:
            document.append(NewParagraph("and more"))
        after = document.to_bytes()
        had, has = compressed(data), compressed(after)
        changed = {name for name, what in had.items() if has.get(name) != what}
        if list(has) != list(had) or changed != {document.part.lstrip("/")}:
            wrong.append(f"{path.name} changed {changed}")
        if not is_one_place(before, document.xml):
            wrong.append(f"{path.name} changed more than one paragraph")

    assert wrong == []


def is_one_place(before: bytes, after: bytes) -> bool:
    """Return whether two texts differ within one paragraph only."""
    start = alike(before, after)
    end = alike(before[start:][::-1], after[start:][::-1])
    return b"</w:p>" not in before[start : len(before) - end]


def alike(one: bytes, other: bytes) -> int:
    """Return how far two texts are the same."""
    most = min(len(one), len(other))
    return bisect_left(range(1, most + 1), True, key=lambda length: one[:length] != other[:length])


def test_everything_is_written_into_some_and_a_second_reader_reads_it(shared_dir: Path) -> None:
    wrong = []

    for path in corpus(shared_dir)[::EVERY]:
        if reason(path) is not None:
            continue
        document = write_everything(Document.open(path)).as_document()
        data = document.to_bytes()
        found = Document.open(data)
        if found.control("words").text != "There were two changes since cycle 12. So it is.\nAnd more.":
            wrong.append(path.name)
        if found.to_bytes() != data:
            wrong.append(f"{path.name} is not the same a second time")
        has = compressed(data)
        kept = {name: what for name, what in compressed(path.read_bytes()).items() if is_kept(name)}
        if any(has.get(name) != what for name, what in kept.items()):
            wrong.append(f"{path.name} lost or changed a part of others")
        if is_read_by_python_docx(path):
            told = [each.text for each in docx.Document(io.BytesIO(data)).paragraphs]
            wrong += [] if "The end" in told else [f"{path.name} is read otherwise by python-docx"]

    assert wrong == []


def is_read_by_python_docx(path: Path) -> bool:
    """Return whether python-docx, which knows neither templates nor strict files, reads the file as it came."""
    try:
        docx.Document(str(path))
    except Exception:  # it raises whatever its libraries raise
        return False
    return True


def is_kept(name: str) -> bool:
    """Return whether a part is none of those that text, styles, lists, comments and properties are in."""
    ours = ("document", "styles", "numbering", "header", "footer", "comments", "core", "[Content_Types]")
    return not name.endswith(".rels") and not any(word in name.rpartition("/")[2] for word in ours)


@pytest.mark.validator
def test_offices_own_schema_finds_nothing_new(shared_dir: Path, tmp_path: Path) -> None:
    chosen = [path for path in corpus(shared_dir) if reason(path) is None][::JUDGED]
    written = {}
    for number, path in enumerate(chosen):
        document = write_everything(Document.open(path))
        written[path] = tmp_path / f"{number}{document.kind}"
        written[path].write_bytes(document.to_bytes())

    said = validate_pairs(written)

    for path, ours in written.items():
        had = {error.partition(": ")[2] for error in said[path]}
        assert [error for error in said[ours] if error.partition(": ")[2] not in had] == [], path.name
