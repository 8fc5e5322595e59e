"""Hostile and damaged files: refused with a sentence, in bounded memory and time."""

from __future__ import annotations

import datetime as dt
import io
import struct
import tracemalloc
import zipfile

import pytest

from tests.support.processor_time import assert_grows_with_size
from tests.support.raw_workbooks import MAIN, relationships, sheet_xml, workbook_bytes, workbook_parts, zipped
from xlscore.ooxml import OoxmlError, Package, Workbook
from xlscore.ooxml.errors import DamagedFileError, EncryptedFileError, HostileFileError, PackageError
from xlscore.ooxml.opc.zip_reading import ZipLimits
from xlscore.ooxml.xml import splice

SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'

ROW = '<row r="1"><c r="A1"><v>4471</v></c></row>'


def parts_with(name: str, content: str | bytes) -> bytes:
    return zipped(
        workbook_parts(
            sheet_xml('<row r="1"><c r="A1" t="s"><v>0</v></c></row>'), strings="<si><t>x</t></si>"
        )
        | {name: content}
    )


# A styles part or shared texts without content are poor, but nothing in them is wrong.
HARMLESS = ("xl/styles.xml",)


def refusal(data: bytes) -> str:
    """Return why a file is refused, or nothing."""
    try:
        read_everything(data)
    except OoxmlError as error:
        return error.sentence
    return ""


def read_everything(data: bytes) -> None:
    book = Workbook.open(data, edit_protected=True)
    for sheet in book.sheets:
        sheet.value(1, 1)
        sheet.style_id(1, 1)
        sheet.set_value(2, 2, dt.date(2024, 3, 31))
    book.to_bytes()


@pytest.mark.parametrize("doctype", [LAUGHS, OUTSIDE, '<!DOCTYPE x SYSTEM "http://example.org/x.dtd">'])
@pytest.mark.parametrize(
    "name",
    ["[Content_Types].xml", "_rels/.rels", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", SHEET],
)
def test_a_document_type_is_refused_in_every_part(name, doctype):
    with pytest.raises(HostileFileError, match="document type"):
        read_everything(parts_with(name, doctype + "<x>&e;</x>"))


def test_a_document_type_in_utf_16_is_refused_too():
    with pytest.raises(HostileFileError, match="document type"):
        read_everything(
            parts_with(
                SHEET,
                ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><x/>').encode(
                    "utf-16"
                ),
            )
        )


@pytest.mark.parametrize(
    "name", ["../evil.xml", "xl/../../evil.xml", "xl\\..\\..\\evil.xml", "C:/evil.xml", "/../evil"]
)
def test_a_part_that_points_outside_the_file_is_refused(name):
    with pytest.raises(HostileFileError, match="points outside"):
        Package.open(parts_with(name, "x"))


def test_a_relationship_that_climbs_out_finds_no_part():
    parts = workbook_parts(sheet_xml(""))
    parts["xl/_rels/workbook.xml.rels"] = relationships([("worksheet", "../../../../etc/passwd")])

    with pytest.raises(OoxmlError, match="no part"):
        _ = Workbook.open(zipped(parts)).sheets


@pytest.mark.parametrize(
    "twin", [SHEET, "XL/worksheets/Sheet1.xml", "xl\\worksheets\\sheet1.xml", "/" + SHEET]
)
def test_two_parts_of_one_name_are_refused(twin):
    parts = workbook_parts(sheet_xml(""))
    buffer = io.BytesIO(zipped(parts))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *_args, **_more: None)
        archive.writestr(twin, "<other/>")

    with pytest.raises(HostileFileError, match="twice"):
        Package.open(buffer.getvalue())


def bomb(size: int) -> bytes:
    return parts_with(SHEET, b"<a>" + b" " * size + b"</a>")


def test_a_zip_bomb_is_refused_before_it_fills_the_memory():
    data = bomb(64 << 20)

    tracemalloc.start()
    with pytest.raises(HostileFileError, match="zip bomb"):
        read_everything(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 40 << 20


@pytest.mark.slow
def test_a_bomb_that_says_its_size_is_refused_before_it_is_unpacked():
    data = bomb(128 << 20)

    tracemalloc.start()
    with pytest.raises(HostileFileError, match="zip bomb"):
        read_everything(data)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 8 << 20


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_part_filled_with_blanks_is_refused_whatever_its_ratio(method):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, content in workbook_parts(sheet_xml(" " * (40 << 20))).items():
            archive.writestr(name, content)

    tracemalloc.start()
    with pytest.raises(HostileFileError, match="nothing but blanks"):
        Workbook.open(buffer.getvalue(), limits=ZipLimits(ratio=10_000)).sheets[0].value(1, 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert peak < 70 << 20, "the file itself, and what was looked at before it was refused"


def test_a_part_larger_than_the_limit_is_refused():
    with pytest.raises(HostileFileError, match="grows past"):
        Workbook.open(bomb(2 << 20), limits=ZipLimits(part=1 << 20, ratio_from=1 << 20)).sheets[0].value(1, 1)


@pytest.mark.slow
def test_a_size_that_the_directory_hides_does_not_get_past_the_limit():
    data = bytearray(bomb(64 << 20))
    at = data.index(b"PK\x01\x02", data.index(b"PK\x01\x02") + 1)
    for _ in range(20):
        name = data[at + 46 : at + 46 + struct.unpack_from("<H", data, at + 28)[0]]
        if name == SHEET.encode():
            struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 1)
        if at < 0:
            break

    with pytest.raises(HostileFileError, match="zip bomb"):
        read_everything(bytes(data))


def test_parts_that_overlap_are_refused():
    data = bytearray(workbook_bytes('<row r="1"/>'))
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    struct.pack_into("<I", data, second + 42, 20)

    with pytest.raises((HostileFileError, DamagedFileError)):
        Package.open(bytes(data))


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_file_that_is_cut_short_is_refused(share):
    data = workbook_bytes('<row r="1"/>', strings="<si><t>x</t></si>")

    with pytest.raises(DamagedFileError):
        read_everything(data[: int(len(data) * share)])


def test_a_wrong_checksum_is_refused_in_a_part_that_is_read_and_copied_elsewhere():
    data = workbook_bytes('<row r="1"/>', extra={"xl/media/image1.bin": b"picture " * 50})
    broken = bytearray(data)
    for name in (b"xl/media/image1.bin", SHEET.encode()):
        at = data.index(b"PK\x01\x02", data.rindex(name) - 60)
        broken[at + 16] ^= 0xFF

    with pytest.raises(DamagedFileError, match=r"checksum of /xl/worksheets/sheet1\.xml"):
        Workbook.open(bytes(broken)).sheets[0].value(1, 1)
    package = Package.open(bytes(broken))
    package.write("/xl/styles.xml", b"<styleSheet/>")
    assert b"xl/media/image1.bin" in package.to_bytes()


@pytest.mark.parametrize(
    ("data", "error", "reason"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, EncryptedFileError, r"\.xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            EncryptedFileError,
            "password",
        ),
        (b"", DamagedFileError, "empty"),
        (b"Force;Crimes\nA;1\n", DamagedFileError, "not a workbook"),
        (zipped({"word/document.xml": "<w/>"}), PackageError, "content types"),
        (zipped({"folder/": ""}), PackageError, "without any part"),
    ],
)
def test_what_is_no_workbook_is_refused_by_name(data, error, reason):
    with pytest.raises(error, match=reason):
        Workbook.open(data)


def test_a_word_document_and_a_binary_workbook_are_refused_by_name():
    parts = workbook_parts(sheet_xml(""))
    document = parts | {"xl/workbook.xml": '<w:document xmlns:w="urn:word"/>'}
    types = str(parts["[Content_Types].xml"])
    kind = "application/vnd.ms-excel.sheet.binary.macroEnabled.main"
    binary = parts | {
        "[Content_Types].xml": types.replace(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", kind
        )
    }

    with pytest.raises(PackageError, match=r"not an \.xlsx"):
        Workbook.open(zipped(document))
    with pytest.raises(PackageError, match="xlsb"):
        Workbook.open(zipped(binary))


@pytest.mark.parametrize(
    "name",
    [
        "[Content_Types].xml",
        "_rels/.rels",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/sharedStrings.xml",
        SHEET,
    ],
)
@pytest.mark.parametrize(
    "content", ["", "<a><b></a>", "no xml", "<a>\x01</a>", b"<a>\xff\xfe\xfa</a>", "<a/>", "<a b='1' b='2'/>"]
)
def test_malformed_xml_is_refused_with_a_sentence(name, content):
    sentence = refusal(parts_with(name, content))

    assert sentence == "" or (sentence.endswith(".") and "\n" not in sentence)
    assert sentence or (content == "<a/>" and name in HARMLESS)


@pytest.mark.parametrize(
    ("before", "rows", "after"),
    [
        ("<sheetViews><sheetData/></sheetViews>", ROW, ""),
        ("<sheetViews><sheetData/></sheetViews>", "", ""),
        ("<sheetData/>", ROW, ""),
        ("", ROW, "<sheetData/>"),
    ],
    ids=["in a view", "in a view only", "empty before", "empty after"],
)
def test_rows_in_two_places_or_out_of_place_are_refused_with_a_sentence(before, rows, after):
    """They are written into one place; those of another were gone from a file that was saved without a word."""
    whole = sheet_xml(rows, before=before, after=after)
    data = workbook_bytes(whole if rows or not before else whole.replace("<sheetData></sheetData>", ""))
    with pytest.raises(DamagedFileError, match="twice or out of place"):
        Workbook.open(data).sheets[0].set_value(5, 2, "new")


def test_a_rows_element_of_another_vocabulary_is_none_of_the_sheets():
    theirs = '<extLst><ext><a:sheetData xmlns:a="urn:x"><a:row r="1"/></a:sheetData></ext></extLst>'
    book = Workbook.open(workbook_bytes(sheet_xml(ROW, after=theirs)))
    book.sheets[0].set_value(5, 2, "new")
    with zipfile.ZipFile(io.BytesIO(book.to_bytes())) as archive:
        content = archive.read(SHEET).decode()
    assert "<v>4471</v>" in content
    assert theirs in content


def test_a_workbook_without_sheets_is_refused():
    with pytest.raises(DamagedFileError, match="no sheet"):
        Workbook.open(workbook_bytes())


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1048577"/>',
        '<row r="0"/>',
        '<row r="-1"/>',
        '<row r="99999999999999999999"/>',
        '<row r="x"/>',
        '<row r="1"><c r="XFE1"><v>1</v></c></row>',
        '<row r="1"><c r="ZZZZ1"><v>1</v></c></row>',
        '<row r="1"><c r="A99999999999"><v>1</v></c></row>',
        '<row r="1"><c r="1A"><v>1</v></c></row>',
        '<row r="1048576"/><row/>',
        '<row r="1"><c r="XFD1"/><c/></row>',
    ],
)
def test_cells_outside_any_sheet_are_refused(rows):
    with pytest.raises(DamagedFileError):
        read_everything(workbook_bytes(rows))


def test_a_cell_in_the_last_corner_costs_nothing_until_the_whole_box_is_asked_for():
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row>'
    sheet = Workbook.open(workbook_bytes(sheet_xml(rows, before='<dimension ref="A1:XFD1048576"/>'))).sheets[
        0
    ]

    assert sheet.used == (1, 1, 1_048_576, 16_384)
    assert sheet.value(1_048_576, 16_384) == 2
    with pytest.raises(HostileFileError, match="XFD1048576"):
        sheet.values(*sheet.used)


def shared_strings(count):
    """Return a workbook with so many shared strings, whose only cell shows the last."""
    strings = "".join(f"<si><t>Text {n}</t></si>" for n in range(count))
    rows = f'<row r="1"><c r="A1" t="s"><v>{count - 1}</v></c></row>'
    return workbook_bytes(rows, strings=strings), len(strings)


@pytest.mark.slow
def test_very_many_shared_strings_are_read_in_bounded_memory():
    data, size = shared_strings(200_000)

    tracemalloc.start()
    value = Workbook.open(data).sheets[0].value(1, 1)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert value == "Text 199999"
    assert peak < 3 * size


@pytest.mark.slow
def test_shared_strings_are_read_in_time_that_grows_as_they_do():
    def reading(count):
        data, _ = shared_strings(count)
        return lambda: Workbook.open(data).sheets[0].value(1, 1)

    assert_grows_with_size(reading, 30_000, 240_000)


@pytest.mark.slow
def test_deep_and_wide_xml_is_read_or_refused_but_never_crashes(monkeypatch):
    monkeypatch.setattr(splice, "MOST_ELEMENTS", 200_000)
    deep = sheet_xml("", after="<a>" * 100_000 + "</a>" * 100_000)
    wide = sheet_xml("", after="<a/>" * 200_001)

    Workbook.open(workbook_bytes(deep)).sheets[0].set_value(1, 1, 1)
    with pytest.raises(HostileFileError, match="million elements"):
        Workbook.open(workbook_bytes(wide)).sheets[0].set_value(1, 1, 1)


def test_a_row_or_cell_that_is_there_twice_is_not_edited():
    with pytest.raises(OoxmlError, match="twice"):
        Workbook.open(workbook_bytes('<row r="1"/><row r="1"/>')).sheets[0].set_value(1, 1, 1)
    with pytest.raises(OoxmlError, match="twice"):
        Workbook.open(workbook_bytes('<row r="1"><c r="A1"/><c r="A1"/></row>')).sheets[0].set_value(1, 1, 1)


def test_a_sheet_without_its_part_is_named():
    parts = workbook_parts(sheet_xml(""))
    del parts[SHEET]

    with pytest.raises(OoxmlError, match="Sheet1 has no part"):
        _ = Workbook.open(zipped(parts)).sheets


def test_a_file_that_cannot_be_read_is_refused_with_its_name(tmp_path):
    with pytest.raises(PackageError, match=r"no file gone\.xlsx"):
        Workbook.open(tmp_path / "gone.xlsx")
    with pytest.raises(PackageError, match="cannot be read"):
        Workbook.open(tmp_path)
    (tmp_path / "huge.xlsx").write_bytes(b"x" * 100)
    with pytest.raises(HostileFileError, match="larger"):
        Workbook.open(tmp_path / "huge.xlsx", limits=ZipLimits(file=10))


def test_a_member_encrypted_inside_the_zip_is_refused_when_it_is_needed():
    data = bytearray(workbook_bytes('<row r="1"/>'))
    at = data.index(b"PK\x01\x02", data.rindex(SHEET.encode()) - 60)
    data[at + 8] |= 1

    with pytest.raises(EncryptedFileError, match="without a password"):
        Workbook.open(bytes(data)).sheets[0].value(1, 1)


def test_an_archive_of_absurdly_many_parts_is_refused():
    with pytest.raises(HostileFileError, match="no workbook has so many"):
        Package.open(workbook_bytes('<row r="1"/>'), limits=ZipLimits(entries=3))


def numbered(pattern: str, count: int) -> str:
    """Return rows from a pattern in which {n} is the number of the row."""
    return "".join(pattern.format(n=n) for n in range(1, count + 1))


@pytest.mark.parametrize(
    "rows",
    [
        lambda count: numbered('<row r="{n}"><c r="A{n}"><v>1</v></c></row>', count).replace(
            'r="1"', 'r="30000"', 1
        ),
        lambda count: numbered('<row r="{n}"><c r="A{n}"><f>B{n}+1</f><v>1</v></c></row>', count),
        lambda count: numbered('<row r="{n}"><c r="A{n}"><f t="shared" si="0"/></c></row>', count).replace(
            '<f t="shared" si="0"/>', f'<f t="shared" ref="A1:A{count}" si="0">B1+1</f>', 1
        ),
        lambda count: numbered(
            '<row r="{n}"><c r="E{n}"><f t="array" ref="E{n}:F{n}">B{n}</f></c></row>', count
        ),
    ],
    ids=["rows out of order", "formulas", "one shared formula", "arrays"],
)
@pytest.mark.slow
def test_the_time_for_many_edits_does_not_grow_with_the_square_of_the_file(rows):
    def editing(count):
        book = Workbook.open(workbook_bytes(rows(count)))

        def edit():
            for number in range(1, count // 20):
                book.sheets[0].set_value(number, 1, 0)
            book.to_bytes()

        return edit

    assert_grows_with_size(editing, 2_500, 20_000)


@pytest.mark.slow
def test_the_time_for_many_number_formats_does_not_grow_with_their_square():
    def formatting(count):
        formats = numbered('<numFmt numFmtId="{n}000" formatCode="0.{n}"/>', count)
        style = f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts></styleSheet>'
        book = Workbook.open(workbook_bytes("", extra={"xl/styles.xml": style}))

        def ask():
            for number in range(1, count // 20):
                book.styles.number_format(number)
            book.to_bytes()

        return ask

    assert_grows_with_size(formatting, 2_500, 20_000)
