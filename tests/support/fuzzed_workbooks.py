"""Small workbooks with a bit of everything, whole or damaged, as the bytes of a fuzzer decide."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import Any, Final, TypeVar

from tests.support.drawn_blocks import MARKED_STYLES, STRINGS, TEXT_MARK
from tests.support.raw_workbooks import (
    DATE,
    DECLARATION,
    MAIN,
    OFFICE,
    PERCENT,
    SPREADSHEET,
    STRICT,
    UNLOCKED,
    relationships,
    sheet_xml,
    workbook_parts,
)  # fmt: skip
from xlscore.ooxml import Workbook
from xlscore.ooxml.around.notes import CellNote, set_note
from xlscore.ooxml.around.sheets import rename_sheet_to
from xlscore.ooxml.around.sparklines import add_sparklines
from xlscore.ooxml.charts.found import add_charts
from xlscore.ooxml.charts.new_charts import ChartSeries, NewChart
from xlscore.ooxml.values.addresses import Box

__all__ = ["BASES", "Dice", "Parts", "base", "damaged", "drawn", "packed"]

T = TypeVar("T")
Parts = Mapping[str, bytes]

TOKENS: Final = (
    "<row>", "<c>", "</c>", "</row>", "<sheetData/>", "<f>", "</f>", "<v>", "<![CDATA[x]]>", "<!-- -->", "&#x41;",
    '<x:c xmlns:x="y"/>', "<extLst>", "</extLst>", "<?pi x?>", 'r="A1"', 't="s"', 't="shared"', 'xmlns=""', ">", '"',
)  # fmt: skip
ODD: Final = (
    "", "0", "-1", "1", "A1", "B2:C3", "A1:XFD1048576", "XFE1", "999999999999", "nan", "1e400", "true", "s", "shared",
    "array", "inlineStr", "rId9", "..", "%00", "_xD800_", "é", "0x1", "1.5", "²", "x", "A0", "ZZZZ1", "A1:", "#REF!",
    "１２", " 5 ", "'", "=", "a!b", "[1]", "../x", "FFFFFFFFFF", "rId1", "rId2", "sheet2.xml", "A1 B2", "C2:C4", "2", "e",
)  # fmt: skip
_PLACES: Final = re.compile(r'="[^"]*"|>[^<]+<|<[\w:]+[^<>]*/>')


class Dice:
    """Decides by bytes, one after the other; when they are used up, it always takes the first."""

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def byte(self) -> int:
        """Return the next byte."""
        at = self._at
        if at >= len(self._data):
            return 0
        self._at = at + 1
        return self._data[at]

    def below(self, number: int) -> int:
        """Return a number from 0 on that is less than another."""
        return self.byte() % number if number <= 256 else (self.byte() << 8 | self.byte()) % number

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of several."""
        return choices[self.below(len(choices))]

    def flag(self) -> bool:
        """Return yes or no."""
        return bool(self.byte() & 1)

    def bytes(self, most: int = 8) -> bytes:
        """Return some of the bytes as they are."""
        count = self.below(most)
        found = self._data[self._at : self._at + count]
        self._at += count
        return found

    def text(self) -> str:
        """Return a text of whatever the bytes spell."""
        found = self.bytes(16)
        kind = self.byte() & 3
        if kind == 0:  # half of a character may stand alone
            return found[: len(found) & ~1].decode("utf-16-le", "surrogatepass")
        return found.decode("latin-1" if kind == 1 else "utf-8", "replace")


_ROWS = (
    '<row r="1" spans="1:7"><c r="A1" t="s"><v>3</v></c><c r="B1" t="inlineStr"><is><t>Rate</t></is></c>'
    '<c r="C1" t="s"><v>4</v></c><c r="E1" t="s"><v>1</v></c><c r="F1"/></row>'
    '<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2"><v>1.0888180804446217</v></c>'
    '<c r="C2"><f t="shared" ref="C2:C4" si="0">B2*2</f><v>2</v></c><c r="F2"/></row>'
    '<row r="3"><c r="A3" t="s"><v>2</v></c><c r="B3"><v>2</v></c><c r="C3"><f t="shared" si="0"/><v>4</v></c>'
    '<c r="G3" cm="1"><f t="array" ref="G3:G4">ROW(1:2)</f><v>1</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>0</v></c><c r="B4"><v>3</v></c><c r="C4"><f t="shared" si="0"/><v>6</v></c>'
    '<c r="G4"><v>2</v></c></row>'
    '<row r="5"><c r="A5" t="inlineStr"><is><t>Total</t></is></c><c r="C5"><f>SUBTOTAL(109,Forces[Twice])</f><v>12</v></c></row>'
    f'<row r="6" s="{PERCENT}" customFormat="1" outlineLevel="1"><c r="A6" s="{DATE}"><v>45382</v></c>'
    f'<c r="B6" t="e"><v>#N/A</v></c><c r="C6" t="b"><v>1</v></c><c r="D6" s="{TEXT_MARK}" t="s"><v>1</v></c></row>'
    "<row r=\"7\"><c r=\"A7\" t=\"str\"><f>Sheet2!A1&amp;\"x\"</f><v>x</v></c><c r=\"B7\"><f ca=\"1\">SUM(Sheet1!B2:B4)+first</f><v>6</v></c>"
    '<c r="C7" vm="1"><v>5</v></c></row>'
)  # fmt: skip
_BEFORE = (
    '<sheetPr><tabColor rgb="FF00FF00"/></sheetPr><dimension ref="A1:G7"/><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    f'<sheetFormatPr defaultRowHeight="15"/><cols><col min="2" max="3" width="9" style="{DATE}"/></cols>'
)
_AFTER = (
    '<mergeCells count="1"><mergeCell ref="E1:F2"/></mergeCells>'
    '<conditionalFormatting sqref="B2:B4"><cfRule type="cellIs" dxfId="0" priority="1" operator="greaterThan"><formula>1</formula>'
    '</cfRule><cfRule type="colorScale" priority="2"><colorScale><cfvo type="min"/><cfvo type="max"/><color rgb="FFFF0000"/>'
    '<color theme="4"/></colorScale></cfRule></conditionalFormatting>'
    '<dataValidations count="1"><dataValidation type="list" allowBlank="1" sqref="A2:A4 D6"><formula1>first</formula1></dataValidation>'
    '</dataValidations><hyperlinks><hyperlink ref="A6" r:id="rId3"/><hyperlink ref="B6" location="Sheet2!A1"/></hyperlinks>'
    '<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/><pageSetup paperSize="9" r:id="rId2"/>'
    '<tableParts count="1"><tablePart r:id="rId1"/></tableParts>'
)
_OTHER_ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><f>Sheet1!B2</f><v>1</v></c></row>'
    '<row r="3" hidden="1"><c r="B3"><v>7</v></c><c r="C3"><f>[1]Elsewhere!A1</f><v>0</v></c></row>'
)
_OTHER_AFTER = (
    '<autoFilter ref="A1:B3"><filterColumn colId="1"><filters><filter val="7"/></filters></filterColumn></autoFilter>'
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" '
    'xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main"><x14:dataValidation type="list">'
    "<x14:formula1><xm:f>Sheet1!$A$2:$A$4</xm:f></x14:formula1><xm:sqref>A1</xm:sqref></x14:dataValidation></x14:dataValidations>"
    "</ext></extLst>"
)
_TABLE = (
    f'{DECLARATION}<table xmlns="{MAIN}" id="1" name="Forces" displayName="Forces" ref="A1:C5" totalsRowCount="1">'
    '<autoFilter ref="A1:C4"><filterColumn colId="1"/></autoFilter><tableColumns count="3">'
    '<tableColumn id="1" name="Force" totalsRowLabel="Total"/><tableColumn id="2" name="Rate"/>'
    '<tableColumn id="4" name="Twice" totalsRowFunction="sum"><calculatedColumnFormula>Forces[[#This Row],[Rate]]*2'
    '</calculatedColumnFormula></tableColumn></tableColumns><tableStyleInfo name="TableStyleLight1" showRowStripes="1"/></table>'
)
_NAMES = (
    '<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="1" hidden="1">Sheet2!$A$1:$B$3</definedName>'
    '<definedName name="_xlnm.Print_Area" localSheetId="0">Sheet1!$A$1:$G$7</definedName>'
    '<definedName name="first">Sheet1!$A$2:$A$4</definedName></definedNames><calcPr calcId="191029"/>'
    '<pivotCaches><pivotCache cacheId="1" r:id="rId8"/></pivotCaches>'
)
_PIVOT = f'{DECLARATION}<pivotCacheDefinition xmlns="{MAIN}"><cacheSource type="worksheet"><worksheetSource ref="A1:B4" sheet="Sheet1"/></cacheSource><cacheFields count="0"/></pivotCacheDefinition>'
_LINKS: Final = relationships(
    [("table", "../tables/table1.xml"), ("printerSettings", "../printerSettings/printerSettings1.bin")]
).replace(
    "</Relationships>",
    f'<Relationship Id="rId3" Type="{OFFICE}/hyperlink" Target="https://example.org/" TargetMode="External"/></Relationships>',
)
_DXFS = '<dxfs count="1"><dxf><font><b/></font></dxf></dxfs>'


def _grid() -> dict[str, bytes]:
    """Return a workbook with what Excel, and others, put beside the cells; some parts of it nobody may touch."""
    return _encoded(
        workbook_parts(
            sheet_xml(_ROWS, _BEFORE, _AFTER),
            sheet_xml(_OTHER_ROWS, after=_OTHER_AFTER),
            strings=f"{STRINGS}<si><t>Force</t></si><si><t>Twice</t></si>",
            after_sheets=_NAMES,
            workbook_links=[
                ("calcChain", "calcChain.xml"),
                ("theme", "theme/theme1.xml"),
                ("customXml", "../customXml/item1.xml"),
                ("pivotCacheDefinition", "pivotCache/pivotCacheDefinition1.xml"),
            ],
            overrides={
                "/xl/calcChain.xml": f"{SPREADSHEET}.calcChain+xml",
                "/xl/tables/table1.xml": f"{SPREADSHEET}.table+xml",
                "/xl/pivotCache/pivotCacheDefinition1.xml": f"{SPREADSHEET}.pivotCacheDefinition+xml",
                "/xl/printerSettings/printerSettings1.bin": f"{SPREADSHEET}.printerSettings",
            },
            extra={
                "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{MAIN}">{MARKED_STYLES}{_DXFS}</styleSheet>',
                "xl/worksheets/_rels/sheet1.xml.rels": _LINKS,
                "xl/tables/table1.xml": _TABLE,
                "xl/calcChain.xml": f'{DECLARATION}<calcChain xmlns="{MAIN}"><c r="C2" i="1"/><c r="C5"/><c r="B7"/></calcChain>',
                "xl/pivotCache/pivotCacheDefinition1.xml": _PIVOT,
                "xl/theme/theme1.xml": '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>',
                "xl/printerSettings/printerSettings1.bin": bytes(range(40)),
                "customXml/item1.xml": '<label xmlns="urn:somebody"/>',
                "docProps/custom.xml": "<Properties/>",
            },
        )
    )  # fmt: skip


def drawn() -> dict[str, bytes]:
    """Return a workbook with notes, charts and sparklines, which our own editor put in, and a sheet of a strange name."""
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t>Force</t></is></c><c r="B1" t="inlineStr"><is><t>Rate</t></is></c></row>'
        '<row r="2"><c r="A2"><v>1</v></c><c r="B2"><v>2</v></c></row><row r="3"><c r="A3" s="1"><v>45382</v></c><c r="B3"><f>B2*2</f><v>4</v></c></row>'
    )
    parts = workbook_parts(
        sheet_xml(rows), sheet_xml("<row r='1'><c r='A1'><f>Sheet1!B2</f><v>2</v></c></row>")
    )
    book = Workbook.open(packed(_encoded(parts)))
    sheet = book.sheets[0]
    set_note(book.package, sheet, sheet.part, CellNote(2, 2, "A note", "Somebody"))
    series = ChartSeries(
        name="Rate", values="Sheet1!$B$2:$B$4", categories="Sheet1!$A$2:$A$4", name_at="Sheet1!$B$1"
    )
    add_charts(
        book,
        sheet,
        [(Box(9, 1, 12, 3), NewChart(name="Rates", kind="line", series=(series,), title="Rates"))],
    )
    add_sparklines(sheet, {(2, 8): "Sheet1!B2:B4"})
    rename_sheet_to(book, book.sheets[1], "It's")
    book.flush()
    return {name.lstrip("/"): book.package.read(name) for name in book.package.names()}


def _encoded(parts: Mapping[str, str | bytes]) -> dict[str, bytes]:
    return {name: text.encode() if isinstance(text, str) else text for name, text in parts.items()}


def _bare() -> dict[str, bytes]:
    """Return a workbook as other programs leave it: rows and cells without an address, a comment, no styles to speak of."""
    rows = (
        '<row><c t="inlineStr"><is><t>a</t></is></c><c><v>1</v></c></row><!-- <row r="9"/> --><row><c/><c t="str"><v>b</v></c></row>'
        "<row r='9' ><c r='B9' t='n' ><f><![CDATA[B1<2]]></f><v>1</v></c></row>"
    )
    return _encoded(workbook_parts(sheet_xml(rows), sheet_xml("")))


def _prefixed() -> dict[str, bytes]:
    """Return a workbook in the Strict form, whose sheet has a prefix and whose second sheet is in UTF-16."""
    rows = re.sub(r'<f t="shared"[^>]*?(/>|>B2\*2</f>)', "<f>B2*2</f>", _ROWS)
    sheet = sheet_xml(rows, main=STRICT)
    prefixed = re.sub(r"<(/?)(?=[a-z])", r"<\1x:", sheet.removeprefix(DECLARATION)).replace(
        "xmlns=", "xmlns:x="
    )
    wide = sheet_xml(_OTHER_ROWS, main=STRICT).replace("UTF-8", "UTF-16").encode("utf-16")
    parts = _encoded(
        workbook_parts(
            prefixed,
            "",
            strings=STRINGS + "<si/><si/>",
            main=STRICT,
            after_sheets=_NAMES[: _NAMES.index("<pivot")],
        )
    )
    styles = f'{DECLARATION}<styleSheet xmlns="{STRICT}">{MARKED_STYLES}</styleSheet>'.encode()
    return parts | {"xl/worksheets/sheet2.xml": wide, "xl/styles.xml": styles}


def _protected() -> dict[str, bytes]:
    """Return a workbook whose sheet and order of sheets are protected."""
    guard = '<sheetProtection sheet="1" objects="1"/><protectedRanges><protectedRange name="p" sqref="B3:B4"/></protectedRanges>'
    rows = f'<row r="1"><c r="A1" s="{UNLOCKED}"><v>1</v></c><c r="B1"><v>2</v></c></row>'
    return _encoded(
        workbook_parts(
            sheet_xml(rows, after=guard), sheet_xml(rows), workbook='<workbookProtection lockStructure="1"/>'
        )
    )


def _signed() -> dict[str, bytes]:
    origin = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    links = relationships([("officeDocument", "xl/workbook.xml"), (origin, "_xmlsignatures/origin.sigs")])
    return _encoded(
        workbook_parts(
            sheet_xml(_OTHER_ROWS),
            strings=STRINGS,
            extra={"_rels/.rels": links, "_xmlsignatures/origin.sigs": ""},
        )
    )


BASES: Final = (_grid, drawn, _grid, _bare, _prefixed, _protected, drawn, _grid, _signed)


@cache
def base(number: int) -> tuple[dict[str, bytes], bytes]:
    """Return the parts of one of the small workbooks, and its file."""
    parts = BASES[number]()
    return parts, packed(parts)


@lru_cache(256)
def _member(name: str, content: bytes) -> tuple[bytes, bytes]:
    """Return a member of a zip with its header, and the fields that its directory repeats."""
    raw = name.encode()
    fields = struct.pack(
        "<5H3I2H", 20, 0, 0, 0, 0x21, zlib.crc32(content), len(content), len(content), len(raw), 0
    )
    return b"PK\x03\x04" + fields + raw + content, fields


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return a zip of parts that are stored as they are; a thousand times a second, which zipfile is too slow for."""
    members, directory, at = [], [], 0
    for name, content in parts.items():
        member, fields = _member(name, content)
        members.append(member)
        directory.append(
            b"PK\x01\x02\x14\x00" + fields + struct.pack("<3H2I", 0, 0, 0, 0, at) + name.encode()
        )
        at += len(member)
    end = b"".join(directory)
    count = len(directory)
    return (
        b"".join(members) + end + struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, count, count, len(end), at, 0)
    )


def damaged(parts: Mapping[str, bytes], dice: Dice) -> dict[str, bytes]:
    """Return the parts with one to three of them spoilt: an attribute, a text, an element, some bytes, or all of it."""
    found = dict(parts)
    for _ in range(1 + dice.below(3)):
        name = dice.pick(list(found))
        kind = dice.below(8)
        if kind < 5 and name.endswith((".xml", ".rels", ".vml")):
            found[name] = _with_odd_detail(found[name], dice, kind)
        elif kind == 5:
            del found[name]
        elif kind == 6:
            found[name] = found[dice.pick(list(found))]
        else:
            at = dice.below(len(found[name]) or 1)
            new = dice.bytes()
            found[name] = (
                found[name][:at] + new + found[name][at + (len(new) if dice.flag() else dice.byte()) :]
            )
    return found


def _with_odd_detail(content: bytes, dice: Dice, kind: int) -> bytes:
    text = content.decode("utf-8", "replace")
    places = _places(text)
    if not places:
        return content
    start, end = dice.pick(places)
    if text[start] == "<":  # an element without content goes, comes twice or gets a neighbour
        new: Any = ("", text[start:end] * 2, dice.pick(TOKENS) + text[start:end])[kind % 3]
    else:
        odd = dice.pick(ODD) if kind < 3 else dice.text() if kind == 3 else dice.pick(TOKENS)
        lead = 2 if text[start] == "=" else 1
        new = text[start : start + lead] + odd + text[end - 1]
    return (text[:start] + new + text[end:]).encode("utf-8", "replace")


@lru_cache(256)
def _places(text: str) -> list[tuple[int, int]]:
    return [each.span() for each in _PLACES.finditer(text)]
