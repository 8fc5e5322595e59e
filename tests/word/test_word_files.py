"""Which files are opened, which are refused and by what name, and what is on disk after a save."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.documents import MAIN, file_with, para, parts_of, png, run, sdt, with_parts, zipped
from xlscore.errors import XlscoreError
from xlscore.ooxml.errors import (
    ChangedOnDiskError,
    DamagedFileError,
    EditRefusedError,
    EncryptedFileError,
    FileBusyError,
    HostileFileError,
    PackageError,
)
from xlscore.ooxml.opc.blank import blank_workbook
from xlscore.ooxml.opc.zip_reading import OLE_MAGIC, ZipLimits
from xlscore.word import Document, NewBlockControl, NewList, NewParagraph, NewPicture, NewRow, NewTable
from xlscore.word.file.blank import blank_document
from xlscore.word.file.parts import DOCUMENT_TYPES, DocumentParts
from xlscore.word.xml.names import W
from xlscore.word.xml.strict import to_strict

PLAIN = file_with(para(run("One")) + sdt(para(run("Two")), "two"))
DOCX, DOTX, DOCM, DOTM = ".docx", ".dotx", ".docm", ".dotm"


def with_settings(settings: str) -> bytes:
    parts = DocumentParts.open(PLAIN)
    parts.package.write("/word/settings.xml", f'<w:settings xmlns:w="{W}">{settings}</w:settings>'.encode())
    return parts.package.to_bytes()


def test_a_new_document_is_of_the_newest_word() -> None:
    settings = Document.open(blank_document()).package.read("/word/settings.xml").decode()

    assert re.findall(r'w:name="(\w+)"[^>]*w:val="(\d+)"', settings) == [("compatibilityMode", "15")]


def signed() -> bytes:
    parts = DocumentParts.open(PLAIN)
    parts.package.add(
        "/_xmlsignatures/origin.sigs", b"", "application/vnd.openxmlformats-package.digital-signature-origin"
    )
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    parts.package.rels("/").add(kind, "/_xmlsignatures/origin.sigs")
    return parts.package.to_bytes()


def without(name: str) -> bytes:
    return zipped({part: data for part, data in parts_of(PLAIN).items() if part != name})


def text(xml: str) -> bytes:
    return with_parts(PLAIN, word__document_xml=xml)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", DamagedFileError, "empty"),
        (PLAIN[:-40], DamagedFileError, "not a document"),
        (PLAIN[:300], DamagedFileError, "cut short"),
        (OLE_MAGIC + "WordDocument".encode("utf-16-le"), PackageError, r"old Word document \(\.doc\), whatever its name"),
        (OLE_MAGIC + "EncryptedPackage".encode("utf-16-le"), EncryptedFileError, "password or sensitivity label"),
        (OLE_MAGIC + b"Workbook", EncryptedFileError, "not a Word document"),
        (blank_workbook(), PackageError, "no Word document"),
        (without(MAIN), PackageError, "does not say where its text is"),
        (without("[Content_Types].xml"), PackageError, "not a document"),
        (text("<a/>"), PackageError, "not the text of a Word document"),
        (text("<w:document"), DamagedFileError, "Word"),
        (text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), HostileFileError, "document type"),
        (with_settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'), EditRefusedError, "may only be read"),
        (with_settings('<w:documentProtection w:edit="forms" w:enforcement="true"/>'), EditRefusedError, "form fields"),
        (with_settings('<w:documentProtection w:edit="comments" w:enforcement="on"/>'), EditRefusedError, "only comments"),
        (with_settings('<w:documentProtection w:edit="trackedChanges" w:enforcement="1"/>'), EditRefusedError, "tracked"),
        (with_settings('<w:writeProtection w:recommended="1" w:hash="abc"/>'), EditRefusedError, "password to be changed"),
        (signed(), EditRefusedError, "signed"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_edited_is_refused_in_a_sentence_about_documents(
    data: bytes, error: type[XlscoreError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        Document.open(data)

    assert "workbook" not in str(caught.value)
    assert "Excel" not in str(caught.value)


@pytest.mark.parametrize(
    "settings",
    [
        '<w:documentProtection w:edit="readOnly" w:enforcement="0"/>',
        '<w:documentProtection w:edit="readOnly"/>',
        '<w:writeProtection w:recommended="1"/>',
        "<w:trackRevisions/>",
    ],
)
def test_what_only_recommends_does_not_forbid(settings: str) -> None:
    document = Document.open(with_settings(settings))

    document.control("two").set_text("Three")

    assert Document.open(document.to_bytes()).control("two").text == "Three"
    assert document.tracks_changes == ("trackRevisions" in settings)


def test_a_protected_document_can_be_read_and_is_not_saved(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(with_settings('<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'))

    document = Document.open(path, to_edit=False)
    document.control("two").set_text("Three")

    with pytest.raises(EditRefusedError, match=r"paper\.docx: The document is protected"):
        document.save()
    with pytest.raises(EditRefusedError, match="protected"):
        document.set_custom_xml("urn:a", '<a xmlns="urn:a"/>')


def test_too_large_a_file_is_refused() -> None:
    with pytest.raises(HostileFileError):
        Document.open(file_with(para(run("a" * 5000))), limits=ZipLimits(part=1000, ratio_from=1000, ratio=2))


@pytest.mark.parametrize(
    ("name", "owner"),
    [
        ("paper.docx", "~$paper.docx"),
        ("abcdefg.docx", "~$bcdefg.docx"),
        ("board paper.docx", "~$ard paper.docx"),
    ],
)
def test_a_document_that_is_open_in_word_is_refused_by_its_name(
    tmp_path: Path, name: str, owner: str
) -> None:
    path = tmp_path / name
    path.write_bytes(PLAIN)
    (tmp_path / owner).write_bytes(b"")

    with pytest.raises(FileBusyError, match=f"{name} is open"):
        Document.open(path)
    document = Document.open(PLAIN)
    document.append(NewParagraph("x"))
    with pytest.raises(FileBusyError, match="open"):
        document.save(path)
    assert path.read_bytes() == PLAIN


def test_a_saved_document_is_whole_and_can_be_saved_again(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(PLAIN)
    document = Document.open(path)

    for word in ("Three", "Four"):
        document.control("two").set_text(word)
        document.save(backups=1)

    assert Document.open(path).control("two").text == "Four"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["paper.docx", "paper.docx.bak1"]


def test_a_document_that_somebody_saved_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    path.write_bytes(PLAIN)
    document = Document.open(path)
    document.control("two").set_text("Three")
    path.write_bytes(file_with(""))

    with pytest.raises(ChangedOnDiskError):
        document.save()

    assert path.read_bytes() == file_with("")


def test_a_document_from_bytes_has_no_name_until_it_is_given_one(tmp_path: Path) -> None:
    document = Document.open(PLAIN)

    with pytest.raises(EditRefusedError, match="no name"):
        document.save()

    assert document.save(tmp_path / "new.docx") == tmp_path / "new.docx"


def of_kind(ending: str) -> bytes:
    parts = DocumentParts.open(PLAIN)
    parts.set_ending(ending)
    parts.package.add("/word/vbaProject.bin", b"macros", "application/vnd.ms-office.vbaProject")
    return parts.package.to_bytes()


@pytest.mark.parametrize(("ending", "made"), [(DOCX, DOCX), (DOTX, DOCX), (DOCM, DOCM), (DOTM, DOCM)])
def test_a_template_becomes_a_document_and_macros_stay(ending: str, made: str) -> None:
    document = Document.open(of_kind(ending))

    had = document.kind
    document.as_document()
    found = Document.open(document.to_bytes())

    assert (had, found.kind) == (ending, made)
    assert parts_of(document.to_bytes())["word/vbaProject.bin"] == b"macros"
    assert set(DOCUMENT_TYPES.values()) == {DOCX, DOTX, DOCM, DOTM}


def strict() -> bytes:
    usual, spelt = b"schemas.openxmlformats.org/officeDocument/2006", b"purl.oclc.org/ooxml/officeDocument"
    return zipped({name: to_strict(data).replace(usual, spelt) for name, data in parts_of(PLAIN).items()})


def test_a_strict_document_stays_strict_in_all_that_is_put_in() -> None:
    document = Document.open(strict())
    document.control("two").set_text("Three")
    document.append(
        NewBlockControl("a", "A", (NewList(("one",)), NewTable((1,), (NewRow(("a",)),)))),
        NewParagraph((NewPicture(png(), "Blue", 10),)),
    )
    document.mark("OFFICIAL", tag="m", title="M")
    document.set_custom_xml("urn:a", '<a xmlns="urn:a"/>')

    data = document.to_bytes()

    usual = b"schemas.openxmlformats.org/wordprocessingml"
    relations = b"schemas.openxmlformats.org/officeDocument/2006/relationships"
    assert [name for name, part in parts_of(data).items() if usual in part or relations in part] == []
    assert Document.open(data).control("two").text == "Three"
    assert Document.open(data).controls("m")[0].text == "OFFICIAL"


def test_an_untouched_strict_document_is_the_same_file() -> None:
    document = Document.open(strict())

    assert [each.text for each in document.paragraphs] == ["One", "Two"]
    assert document.to_bytes() == strict()


def test_a_document_that_mixes_strict_and_usual_is_refused() -> None:
    mixed = parts_of(strict())
    mixed[MAIN] = mixed[MAIN].replace(b"<w:body>", f'<w:body xmlns:x="{W}">'.encode())

    with pytest.raises(EditRefusedError, match="strict Open XML mixed"):
        Document.open(zipped(mixed))


def test_reading_all_there_is_adds_nothing() -> None:
    bare = zipped(
        {
            name: data
            for name, data in parts_of(PLAIN).items()
            if not name.endswith(("styles.xml", "document.xml.rels"))
        }
    )
    document = Document.open(bare)

    said = [(each.role, each.style, each.is_list_item) for each in document.paragraphs]

    assert said == [("normal", "", False)] * 2
    assert (document.properties.language, document.custom_xml("urn:a"), list(document.comments)) == (
        "",
        None,
        [],
    )
    assert document.to_bytes() == bare


def test_an_empty_document_has_no_word_in_it_and_is_always_the_same() -> None:
    document = Document.open(blank_document())

    assert (document.paragraphs, document.controls(), document.kind) == ([], [], ".docx")
    assert blank_document() == blank_document()
