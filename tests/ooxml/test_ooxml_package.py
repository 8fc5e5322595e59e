"""The package level: parts, content types, relationships, and the raw copy of what was not touched."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.support.raw_workbooks import (
    compressed_parts,
    part,
    relationships,
    sheet_xml,
    workbook_bytes,
    workbook_parts,
    zipped,
)
from xlscore.ooxml import Package, Workbook
from xlscore.ooxml.errors import MissingPartError, PackageError
from xlscore.ooxml.opc.zip_reading import Archive

DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"


def package() -> Package:
    return Package.open(workbook_bytes('<row r="1"/>'))


def test_parts_are_listed_in_the_order_of_the_file():
    assert package().names()[:3] == ["/[Content_Types].xml", "/_rels/.rels", "/xl/workbook.xml"]


def test_an_untouched_package_is_the_file_itself():
    opened = package()
    opened.write("/xl/styles.xml", opened.read("/xl/styles.xml"))

    assert opened.to_bytes() is opened.source
    assert not opened.is_touched


def test_writing_the_old_bytes_back_leaves_a_part_untouched():
    opened = package()
    before = opened.read("/xl/styles.xml")

    opened.write("/xl/styles.xml", b"<other/>")
    assert opened.is_touched
    opened.write("/xl/styles.xml", before)

    assert not opened.is_touched


def test_a_touched_part_stays_in_its_place_and_the_others_keep_their_compressed_bytes():
    opened = package()
    opened.write("/xl/workbook.xml", opened.read("/xl/workbook.xml") + b"\n")

    old, new = compressed_parts(opened.source), compressed_parts(opened.to_bytes())

    assert list(old) == list(new)
    assert [name for name in old if old[name] != new[name]] == ["xl/workbook.xml"]


def test_dates_comments_and_attributes_of_members_are_kept():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in workbook_parts(sheet_xml("")).items():
            info = zipfile.ZipInfo(name, (2011, 11, 11, 11, 11, 10))
            info.external_attr, info.comment, info.extra = 0o640 << 16, b"kept", b"\xfe\xca\x02\x00ab"
            archive.writestr(info, content)
        archive.comment = b"whole file"
    opened = Package.open(buffer.getvalue())
    opened.write("/xl/workbook.xml", b"<new/>")

    with zipfile.ZipFile(io.BytesIO(opened.to_bytes())) as archive:
        assert archive.comment == b"whole file"
        for info in archive.infolist():
            assert info.date_time == (2011, 11, 11, 11, 11, 10)
            assert (info.external_attr >> 16, info.comment, info.extra) == (
                0o640,
                b"kept",
                b"\xfe\xca\x02\x00ab",
            )


def test_a_new_part_is_declared_and_comes_last():
    opened = package()

    opened.add("/xl/drawings/drawing1.xml", b"<d/>", DRAWING)

    again = Package.open(opened.to_bytes())
    assert again.names()[-1] == "/xl/drawings/drawing1.xml"
    assert again.content_type("/xl/drawings/drawing1.xml") == DRAWING
    with pytest.raises(PackageError, match="already"):
        opened.add("/xl/Drawings/Drawing1.xml", b"", DRAWING)


def test_a_removed_part_goes_with_its_relationships_and_on_request_with_what_points_to_it():
    data = workbook_bytes(
        '<row r="1"/>',
        extra={
            "xl/worksheets/_rels/sheet1.xml.rels": relationships([("drawing", "../drawings/drawing1.xml")]),
            "xl/drawings/drawing1.xml": "<d/>",
            "xl/drawings/_rels/drawing1.xml.rels": relationships([("image", "../media/image1.png")]),
        },
        overrides={"/xl/drawings/drawing1.xml": DRAWING},
    )
    opened = Package.open(data)

    opened.remove("/xl/drawings/drawing1.xml", drop_references=True)

    again = Package.open(opened.to_bytes())
    assert "/xl/drawings/drawing1.xml" not in again
    assert "/xl/drawings/_rels/drawing1.xml.rels" not in again
    assert list(again.rels("/xl/worksheets/sheet1.xml")) == []
    assert "drawing1" not in part(opened.to_bytes(), "[Content_Types].xml")


def test_a_part_can_be_removed_and_added_again():
    opened = package()

    opened.remove("/xl/styles.xml")
    opened.add("/xl/styles.xml", b"<new/>", "application/xml")

    assert Package.open(opened.to_bytes()).read("/xl/styles.xml") == b"<new/>"


def test_relationships_are_added_found_and_removed():
    opened = package()
    links = opened.rels("/xl/worksheets/sheet1.xml")

    drawing = links.add("drawing", "/xl/drawings/drawing1.xml")
    site = links.add("hyperlink", "https://example.org/?a=1&b=2", external=True)

    assert (drawing, site) == ("rId1", "rId2")
    xml = part(opened.to_bytes(), "xl/worksheets/_rels/sheet1.xml.rels")
    assert 'Target="../drawings/drawing1.xml"' in xml
    assert 'Target="https://example.org/?a=1&amp;b=2" TargetMode="External"' in xml
    assert links.get("rId1").target == "/xl/drawings/drawing1.xml"
    assert links.get("rId2").external
    links.remove("rId1")
    assert [each.id for each in links] == ["rId2"]
    assert links.add("image", "/xl/media/image1.png") == "rId3"
    with pytest.raises(MissingPartError, match="rId9"):
        links.get("rId9")


def test_a_strict_package_gets_strict_relationship_types():
    strict = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    parts = workbook_parts(sheet_xml(""), main="http://purl.oclc.org/ooxml/spreadsheetml/main")
    opened = Package.open(zipped(parts))

    opened.rels("/xl/worksheets/sheet1.xml").add("drawing", "/xl/drawings/drawing1.xml")

    assert opened.rels("/xl/worksheets/sheet1.xml").by_type("drawing")[0].type == f"{strict}/drawing"


def test_free_names_count_on_and_parts_are_found_without_case():
    opened = package()

    assert opened.free_name("/xl/worksheets/sheet{}.xml") == "/xl/worksheets/sheet2.xml"
    assert "/XL/WORKBOOK.XML" in opened
    assert opened.read("xl/workbook.xml") == opened.read("/xl/workbook.xml")
    with pytest.raises(MissingPartError, match="no part"):
        opened.read("/xl/gone.xml")
    with pytest.raises(MissingPartError, match="no part"):
        opened.write("/xl/gone.xml", b"")


def test_folders_in_the_archive_are_kept_and_are_no_parts():
    parts = workbook_parts(sheet_xml(""))
    opened = Package.open(zipped([("xl/", b""), *parts.items(), ("xl/worksheets/", b"")]))
    opened.write("/xl/workbook.xml", b"<new/>")

    assert "/xl/" not in opened.names()
    assert "xl/worksheets/" in zipfile.ZipFile(io.BytesIO(opened.to_bytes())).namelist()


def test_a_file_with_something_before_its_first_part_is_read():
    data = b"#!leading bytes\n" + workbook_bytes('<row r="1"/>')
    opened = Package.open(data)
    opened.write("/xl/workbook.xml", b"<new/>")

    assert Package.open(opened.to_bytes()).read("/xl/workbook.xml") == b"<new/>"


def test_opening_and_editing_one_sheet_unpacks_no_other(monkeypatch):
    read: list[str] = []
    whole = Archive.read
    monkeypatch.setattr(Archive, "read", lambda self, entry: (read.append(entry.name), whole(self, entry))[1])

    book = Workbook.open(workbook_bytes(*['<row r="1"><c r="A1"><v>1</v></c></row>'] * 3))
    assert not [name for name in read if "worksheets" in name]
    book.sheet("Sheet2").set_value(1, 1, 2)

    assert {name for name in read if "worksheets/sheet" in name} == {"/xl/worksheets/sheet2.xml"}
    assert "/xl/styles.xml" not in read
