"""Workbooks made from raw XML, so that a test can hold exactly the oddity it is about."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = (
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="10" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="46" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyProtection="1">'
    '<protection locked="0"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
)
DATE, PERCENT, ELAPSED, UNLOCKED = 1, 2, 3, 4


def relationships(entries: Iterable[tuple[str, str]], base: str = OFFICE) -> str:
    """Return a relationships part from pairs of kind and target; ids count from rId1."""
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind if ":" in kind else f"{base}/{kind}"}" Target="{target}"/>'
        for number, (kind, target) in enumerate(entries, 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}">{inside}</Relationships>'


def sheet_xml(rows: str, before: str = "", after: str = "", main: str = MAIN) -> str:
    """Return a worksheet part around the inside of its sheetData."""
    return (
        f'{DECLARATION}<worksheet xmlns="{main}" xmlns:r="{OFFICE}">{before}'
        f"<sheetData>{rows}</sheetData>{after}</worksheet>"
    )


def workbook_parts(
    *sheets: str,
    strings: str = "",
    workbook: str = "",
    after_sheets: str = "",
    extra: Mapping[str, str | bytes] | None = None,
    workbook_links: Iterable[tuple[str, str]] = (),
    overrides: Mapping[str, str] | None = None,
    main: str = MAIN,
) -> dict[str, str | bytes]:
    """Return the parts of a workbook whose sheets, Sheet1 on, have these worksheet parts."""
    base = STRICT_OFFICE if main == STRICT else OFFICE
    numbers = range(1, len(sheets) + 1)
    listed = "".join(f'<sheet name="Sheet{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    links += [("styles", "styles.xml")] + ([("sharedStrings", "sharedStrings.xml")] if strings else [])
    types = {f"/xl/worksheets/sheet{n}.xml": f"{SPREADSHEET}.worksheet+xml" for n in numbers}
    types |= {
        "/xl/workbook.xml": f"{SPREADSHEET}.sheet.main+xml",
        "/xl/styles.xml": f"{SPREADSHEET}.styles+xml",
    }
    types |= {"/xl/sharedStrings.xml": f"{SPREADSHEET}.sharedStrings+xml"} if strings else {}
    declared = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>'
        for name, kind in (types | dict(overrides or {})).items()
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{declared}</Types>',
        "_rels/.rels": relationships([("officeDocument", "xl/workbook.xml")], base),
        "xl/workbook.xml": f'{DECLARATION}<workbook xmlns="{main}" xmlns:r="{base}">{workbook}'
        f"<sheets>{listed}</sheets>{after_sheets}</workbook>",
        "xl/_rels/workbook.xml.rels": relationships([*links, *workbook_links], base),
        "xl/styles.xml": f'{DECLARATION}<styleSheet xmlns="{main}">{STYLES}</styleSheet>',
    }
    if strings:
        parts["xl/sharedStrings.xml"] = f'{DECLARATION}<sst xmlns="{main}">{strings}</sst>'
    parts |= {f"xl/worksheets/sheet{n}.xml": sheet for n, sheet in enumerate(sheets, 1)}
    return parts | dict(extra or {})


def zipped(parts: Mapping[str, str | bytes] | Iterable[tuple[str, str | bytes]]) -> bytes:
    """Return a zip of these parts, in their order; pairs may repeat a name."""
    buffer = io.BytesIO()
    pairs = parts.items() if isinstance(parts, Mapping) else parts
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in pairs:
            archive.writestr(zipfile.ZipInfo(name, (2024, 3, 31, 12, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def workbook_bytes(*sheets: str, **more: object) -> bytes:
    """Return the file of `workbook_parts`; a sheet given as rows only is wrapped first."""
    whole = [sheet if "worksheet " in sheet else sheet_xml(sheet) for sheet in sheets]
    return zipped(workbook_parts(*whole, **more))  # type: ignore[arg-type]


def compressed_parts(data: bytes) -> dict[str, bytes]:
    """Return the compressed bytes of every member, to compare what was copied raw."""
    found = {}
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for info in archive.infolist():
            start = info.header_offset + 30
            lengths = data[info.header_offset + 26 : start]
            start += int.from_bytes(lengths[:2], "little") + int.from_bytes(lengths[2:], "little")
            found[info.filename] = data[start : start + info.compress_size]
    return found


def part(data: bytes, name: str) -> str:
    """Return the text of one part of a file."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode()
