"""Text kept in a workbook as a custom XML part: found by its namespace, replaced in place, the parts of others untouched."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from tests.support.raw_workbooks import (
    DECLARATION,
    STRICT,
    compressed_parts,
    part,
    relationships,
    sheet_xml,
    workbook_bytes,
    workbook_parts,
    zipped,
)
from tests.support.validator import validate
from xlscore.ooxml import Workbook
from xlscore.ooxml.around.custom_xml import read_custom_xml, same_xml, write_custom_xml
from xlscore.ooxml.errors import LockedCellError, UnsupportedValueError

OURS = "urn:example:ledger"
LEDGER = f'<ledger xmlns="{OURS}"><cell key="Burglary">Good &amp; better</cell></ledger>'
LATER = f'<ledger xmlns="{OURS}"><cell key="Burglary">Outstanding</cell></ledger>'
LABEL = '<?xml version="1.0"?><clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>'
PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def made(**more: object) -> bytes:
    """A workbook with a sensitivity label in its first custom XML part, the properties of a second left behind."""
    return workbook_bytes(
        '<row r="1"><c r="A1"><v>1</v></c></row>',
        workbook_links=[("customXml", "../customXml/item1.xml")],
        overrides={"/customXml/itemProps1.xml": PROPERTIES, "/customXml/itemProps2.xml": PROPERTIES},
        extra={
            "customXml/item1.xml": LABEL,
            "customXml/_rels/item1.xml.rels": relationships([("customXmlProps", "itemProps1.xml")]),
            "customXml/itemProps1.xml": props("{11111111-2222-3333-4444-555555555555}"),
            "customXml/itemProps2.xml": props("{11111111-2222-3333-4444-666666666666}"),
        },
        **more,
    )


def props(identity: str) -> str:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    return f'{DECLARATION}<ds:datastoreItem ds:itemID="{identity}" xmlns:ds="{space}"><ds:schemaRefs/></ds:datastoreItem>'


def kept(data: bytes, xml: str = LEDGER) -> bytes:
    workbook = Workbook.open(data)
    write_custom_xml(workbook, OURS, xml)
    return workbook.to_bytes()


def test_a_text_is_read_back_from_the_saved_file() -> None:
    again = Workbook.open(kept(made()))

    assert read_custom_xml(again, OURS) == LEDGER


@pytest.mark.parametrize("data", [made(), workbook_bytes("")], ids=["with a label", "with none"])
def test_a_workbook_that_keeps_none_says_so(data: bytes) -> None:
    assert read_custom_xml(Workbook.open(data), OURS) is None


def test_the_part_has_properties_that_name_its_namespace_and_a_place_of_its_own() -> None:
    data = kept(made())

    assert f'<ds:schemaRef ds:uri="{OURS}"/>' in part(data, "customXml/itemProps3.xml")
    assert 'Target="itemProps3.xml"' in part(data, "customXml/_rels/item3.xml.rels")
    assert 'Target="../customXml/item3.xml"' in part(data, "xl/_rels/workbook.xml.rels")
    assert f'PartName="/customXml/itemProps3.xml" ContentType="{PROPERTIES}"' in part(
        data, "[Content_Types].xml"
    )


def test_every_part_of_somebody_else_keeps_its_bytes() -> None:
    before, after = compressed_parts(made()), compressed_parts(kept(made()))

    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"[Content_Types].xml", "xl/_rels/workbook.xml.rels"}


@pytest.mark.parametrize(
    "same",
    [
        LEDGER,
        f'<?xml version="1.0" encoding="utf-8"?>\n{LEDGER}\n',
        LEDGER.replace('"', "'"),
        f"\ufeff{LEDGER}",
    ],
)
def test_writing_what_is_there_changes_no_byte(same: str) -> None:
    data = kept(made())

    assert kept(data, same) == data


def test_a_new_text_takes_the_place_of_the_old_one_and_nothing_else_changes() -> None:
    before, data = kept(made()), kept(kept(made()), LATER)

    old, new = compressed_parts(before), compressed_parts(data)
    assert [name for name in new if new[name] != old.get(name)] == ["customXml/item3.xml"]
    assert read_custom_xml(Workbook.open(data), OURS) == LATER


def test_a_blank_inside_a_text_is_a_change() -> None:
    assert not same_xml(LEDGER, LEDGER.replace("Good ", "Good  "))


def test_a_part_that_somebody_elses_program_left_unreadable_is_passed_over() -> None:
    parts = workbook_parts(
        sheet_xml(""),
        workbook_links=[("customXml", "../customXml/item1.xml"), ("customXml", "../customXml/item9.xml")],
        extra={"customXml/item1.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
    )

    data = kept(zipped(parts))

    assert read_custom_xml(Workbook.open(data), OURS) == LEDGER
    assert "DOCTYPE" in part(data, "customXml/item1.xml")


def test_a_part_in_another_encoding_is_found() -> None:
    parts = workbook_parts(
        sheet_xml(""),
        workbook_links=[("customXml", "../customXml/item1.xml")],
        extra={"customXml/item1.xml": f'<?xml version="1.0" encoding="utf-16"?>{LEDGER}'.encode("utf-16")},
    )

    assert read_custom_xml(Workbook.open(zipped(parts)), OURS) == LEDGER


@pytest.mark.parametrize(
    ("namespace", "xml"),
    [
        (OURS, "<ledger/>"),
        (OURS, f'<ledger xmlns="{OURS}">'),
        (OURS, ""),
        (OURS, f'<!DOCTYPE ledger><ledger xmlns="{OURS}"/>'),
        (OURS, LEDGER.replace("Good", "\ud800")),
        ("", "<ledger/>"),
    ],
)
def test_what_is_no_xml_of_that_namespace_is_refused_and_nothing_changes(namespace: str, xml: str) -> None:
    data = made()
    workbook = Workbook.open(data)

    with pytest.raises(UnsupportedValueError):
        write_custom_xml(workbook, namespace, xml)

    assert workbook.to_bytes() == data


def signed() -> bytes:
    parts = workbook_parts(sheet_xml(""))
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    parts["_rels/.rels"] = relationships(
        [("officeDocument", "xl/workbook.xml"), (origin, "_xmlsignatures/origin.sigs")]
    )
    return zipped(parts | {"_xmlsignatures/origin.sigs": ""})


def test_a_signed_workbook_keeps_its_signature() -> None:
    workbook = Workbook.open(signed())

    with pytest.raises(LockedCellError, match="signed"):
        write_custom_xml(workbook, OURS, LEDGER)

    assert workbook.to_bytes() == signed()


def test_a_signed_workbook_can_be_edited_when_that_is_asked_for() -> None:
    workbook = Workbook.open(signed(), edit_protected=True)

    write_custom_xml(workbook, OURS, LEDGER)

    assert read_custom_xml(workbook, OURS) == LEDGER


def test_a_strict_file_gets_the_strict_spelling() -> None:
    data = kept(zipped(workbook_parts(sheet_xml("", main=STRICT), main=STRICT)))

    assert "http://purl.oclc.org/ooxml/officeDocument/customXml" in part(data, "customXml/itemProps1.xml")
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/customXml" in part(
        data, "xl/_rels/workbook.xml.rels"
    )
    assert "http://purl.oclc.org/ooxml/officeDocument/relationships/customXmlProps" in part(
        data, "customXml/_rels/item1.xml.rels"
    )


@pytest.mark.validator
def test_the_validator_finds_no_error(tmp_path: Path) -> None:
    path = tmp_path / "kept.xlsx"
    path.write_bytes(kept(kept(workbook_bytes('<row r="1"><c r="A1"><v>1</v></c></row>')), LATER))

    assert validate(path) == []


def test_a_part_that_another_program_hung_on_the_file_is_found_and_hung_on_the_workbook_again() -> None:
    data = kept(workbook_bytes('<row r="1"><c r="A1"><v>1</v></c></row>'))
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name).decode() for name in file.namelist()}
    links, own = "xl/_rels/workbook.xml.rels", re.compile(r'<Relationship [^>]*/customXml"[^>]*/>')
    assert own.search(parts[links])
    parts[links] = own.sub("", parts[links])
    space = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
    hung = f'<Relationship Id="rIdOurs" Type="{space}" Target="../customXml/item1.xml"/>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace("</Relationships>", f"{hung}</Relationships>")
    lifted = zipped(parts)

    assert read_custom_xml(Workbook.open(lifted), OURS) == LEDGER
    assert read_custom_xml(Workbook.open(kept(lifted, LATER)), OURS) == LATER
    assert own.search(part(kept(lifted, LATER), links))
