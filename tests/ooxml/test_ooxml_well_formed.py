"""Everything new is well-formed XML, whatever the part it is put into declares, and nothing is saved that is not."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.support.raw_workbooks import relationships, workbook_bytes
from xlscore.ooxml import Workbook
from xlscore.ooxml.around import notes
from xlscore.ooxml.around.notes import CellNote
from xlscore.ooxml.errors import SaveError

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
V = 'xmlns:v="urn:schemas-microsoft-com:vml"'
TYPE = '<v:shapetype id="_x0000_t202"/>'
ROOTS = {
    "no prefix at all": "<xml></xml>",
    "an empty tag": f"<xml {V}/>",
    "only its own shapes": f"<xml {V}>{TYPE}</xml>",
    "o for something else": f'<xml {V} xmlns:o="urn:other"><o:thing/></xml>',
    "x for something else": f'<xml {V} xmlns:x="urn:other">{TYPE}</xml >',
    "another name for all": '<xml xmlns:a="urn:schemas-microsoft-com:vml"><a:shape id="_x0000_s1025"/></xml>',
    "a comment at its end": f"<xml {V}><!-- </xml> --></xml>",
}
VML = "{urn:schemas-microsoft-com:vml}"
CLIENT = "{urn:schemas-microsoft-com:office:excel}"


def with_boxes(boxes: str | bytes) -> bytes:
    links = {"xl/worksheets/_rels/sheet1.xml.rels": relationships([("vmlDrawing", "../drawings/v.vml")])}
    return workbook_bytes(ROWS, extra=links | {"xl/drawings/v.vml": boxes})


@pytest.mark.parametrize("boxes", ROOTS.values(), ids=ROOTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_the_box_of_a_note_is_well_formed_whatever_the_root_declares(boxes: str, encoding: str) -> None:
    said = f'<?xml version="1.0" encoding="{encoding}"?>{boxes}' if encoding == "utf-16" else boxes
    workbook = Workbook.open(with_boxes(said.encode(encoding)))
    sheet, package = workbook.sheets[0], workbook.package

    notes.set_note(package, sheet, sheet.part, CellNote(1, 1, "first", "Board"))
    notes.set_note(package, sheet, sheet.part, CellNote(4, 2, "second", "Board"))

    again = Workbook.open(workbook.to_bytes())
    root = ElementTree.fromstring(again.package.read("/xl/drawings/v.vml"))
    own = [shape for shape in root.iter(f"{VML}shape") if shape.find(f"{CLIENT}ClientData") is not None]
    assert [shape.findtext(f"{CLIENT}ClientData/{CLIENT}Row") for shape in own] == ["0", "3"]
    assert len({shape.get("id") for shape in root.iter(f"{VML}shape")}) == len(list(root.iter(f"{VML}shape")))
    assert sum(each.get("id") == "_x0000_t202" for each in root.iter(f"{VML}shapetype")) == 1

    notes.delete_note(package, sheet.part, 1, 1)

    root = ElementTree.fromstring(Workbook.open(workbook.to_bytes()).package.read("/xl/drawings/v.vml"))
    assert [each.text for each in root.iter(f"{CLIENT}Row")] == ["3"]


def test_boxes_that_were_ill_formed_before_take_a_note_all_the_same() -> None:
    """Excel reads the unclosed line breaks that old programs left in the boxes of notes."""
    workbook = Workbook.open(with_boxes(f"<xml {V}><v:shape><div>a<br>b</div></v:shape></xml>"))
    sheet = workbook.sheets[0]

    notes.set_note(workbook.package, sheet, sheet.part, CellNote(1, 1, "first", "Board"))

    found = Workbook.open(workbook.to_bytes())
    assert [item.text for item in notes.notes(found.package, found.sheets[0].part)] == ["first"]


@pytest.mark.parametrize("part", ["/xl/styles.xml", "/xl/drawings/_rels/other.xml.rels", "/xl/new.xml"])
def test_a_part_that_is_not_well_formed_is_not_saved(tmp_path: Path, part: str) -> None:
    path = tmp_path / "grid.xlsx"
    path.write_bytes(workbook_bytes(ROWS))
    workbook = Workbook.open(path)
    workbook.package.put(part, b"<a><o:b/></a>", "application/xml")

    with pytest.raises(SaveError, match=f"{part} would not be well-formed XML .unbound prefix"):
        workbook.save()

    assert path.read_bytes() == workbook_bytes(ROWS)


def test_an_encoding_that_nobody_knows_is_no_traceback_when_the_file_is_saved() -> None:
    boxes = f'<?xml version="1.0" encoding="A0"?><xml {V}></xml>'
    workbook = Workbook.open(with_boxes(boxes))
    workbook.package.write("/xl/drawings/v.vml", boxes.replace("></xml>", "> </xml>").encode())

    assert Workbook.open(workbook.to_bytes()).package.read("/xl/drawings/v.vml").endswith(b"> </xml>")


def test_a_row_that_would_not_be_well_formed_is_not_saved() -> None:
    workbook = Workbook.open(workbook_bytes(ROWS))
    workbook.sheets[0].set_value(1, 1, 2)
    workbook.sheets[0].grid.editable(1).cells[0].raw = b'<c r="A1"><v>1</c>'

    with pytest.raises(SaveError, match=r"sheet1\.xml would not be well-formed"):
        workbook.to_bytes()


def test_every_part_of_a_workbook_that_was_edited_in_every_way_is_well_formed() -> None:
    workbook = Workbook.open(workbook_bytes(ROWS))
    sheet = workbook.sheets[0]
    sheet.set_value(7, 3, "R&D <1>")
    notes.set_note(workbook.package, sheet, sheet.part, CellNote(1, 1, "a & b < c", "R&D"))

    with zipfile.ZipFile(io.BytesIO(workbook.to_bytes())) as archive:
        for name in archive.namelist():
            assert ElementTree.fromstring(archive.read(name)) is not None, name
