"""Word documents written part by part, for tests that need one nobody of ours has made."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from PIL import Image

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_EMU_PER_MM = 36_000
_PORTRAIT = '<w:pgSz w:w="11906" w:h="16838"/>'
_LANDSCAPE = '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
_MARGINS = '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/>'


def styled(text: str, style: str = "", *, extra: str = "") -> str:
    """Return a paragraph of one run in a style of `_STYLES`."""
    look = (f'<w:pStyle w:val="{style}"/>' if style else "") + extra
    return f'<w:p><w:pPr>{look}</w:pPr><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def link(words: str, to: str) -> str:
    """Return a link, as a field, to a place on the internet."""
    parts = (
        "begin",
        f'<w:instrText xml:space="preserve"> HYPERLINK "{to}" </w:instrText>',
        "separate",
        words,
        "end",
    )
    made = []
    for part in parts:
        if part in ("begin", "separate", "end"):
            made.append(f'<w:r><w:fldChar w:fldCharType="{part}"/></w:r>')
        elif part.startswith("<"):
            made.append(f"<w:r>{part}</w:r>")
        else:
            made.append(
                f'<w:r><w:rPr><w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
            )
    return "".join(made)


def listed(text: str, *, numbered: bool = False, level: int = 0) -> str:
    """Return an item of a list."""
    number = 2 if numbered else 1
    return styled(text, extra=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


def table(rows: list[list[str]], *, heads: bool = True, shade: str = "") -> str:
    """Return a table; with `heads` its first row is repeated on every page, which is how Word says headings."""
    grid = "".join('<w:gridCol w:w="2000"/>' for _ in rows[0])

    def cell(text: str, first: bool) -> str:
        fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade and not first else ""
        return f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/>{fill}</w:tcPr>{styled(text)}</w:tc>'

    made = []
    for number, row in enumerate(rows):
        head = "<w:trPr><w:tblHeader/></w:trPr>" if heads and number == 0 else ""
        made.append(f"<w:tr>{head}{''.join(cell(text, number == 0) for text in row)}</w:tr>")
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(made)}</w:tbl>"
    )


@dataclass
class WordFile:
    """A document that grows by `body` and is written at last."""

    body: list[str] = field(default_factory=list)
    title: str = ""
    language: str = "en-GB"
    header: str = ""
    footer: str = ""
    pictures: list[bytes] = field(default_factory=list)

    def add(self, *made: str) -> None:
        """Add what is at the level of paragraphs."""
        self.body += made

    def picture(
        self,
        alternative: str,
        colour: str = "navy",
        *,
        mm: tuple[int, int] = (60, 30),
        of: str = "r",
        decorative: bool = False,
    ) -> str:
        """Return a run with a picture in it."""
        held = io.BytesIO()
        image = Image.new("RGB", (120, 60), colour)
        image.paste("white", (20, 20, 60, 40))
        image.save(held, "PNG")
        self.pictures.append(held.getvalue())
        number = len(self.pictures)
        wide, high = (side * _EMU_PER_MM for side in mm)
        named = f'id="{number}" name="Picture {number}"' + (
            f' descr="{escape(alternative)}"' if alternative else ""
        )
        inner = f">{_DECORATIVE}</wp:docPr>" if decorative else "/>"
        return (
            f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{wide}" cy="{high}"/>'
            f'<wp:docPr {named}{inner}<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
            f"<pic:pic><pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f'<a:blip r:embed="{of}Picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>'
            "</a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def turn(self, *, landscape: bool) -> None:
        """End a section here; it is printed in that direction."""
        self.add(f"<w:p><w:pPr>{self._section(landscape)}</w:pPr></w:p>")

    def _section(self, landscape: bool) -> str:
        hung = '<w:headerReference w:type="default" r:id="rHeader"/>' if self.header else ""
        hung += '<w:footerReference w:type="default" r:id="rFooter"/>' if self.footer else ""
        return f"<w:sectPr>{hung}{_LANDSCAPE if landscape else _PORTRAIT}{_MARGINS}</w:sectPr>"

    def save(self, path: Path) -> Path:
        """Return `path` after writing the document there."""
        body = "".join(self.body) + self._section(landscape=False)
        parts = {
            "word/document.xml": f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": _STYLES.replace("LANGUAGE", self.language),
            "word/numbering.xml": _NUMBERING,
            "docProps/core.xml": _CORE.replace("TITLE", escape(self.title)),
        }
        bonds = [("rStyles", "styles", "styles.xml"), ("rNumbers", "numbering", "numbering.xml")]
        for name, held in (("header", self.header), ("footer", self.footer)):
            if held:
                short = "hdr" if name == "header" else "ftr"
                parts[f"word/{name}1.xml"] = f"<w:{short} {_NAMES}>{held}</w:{short}>"
                bonds.append((f"r{name.title()}", name, f"{name}1.xml"))
        images = [(f"rPicture{n}", "image", f"media/image{n}.png") for n in range(1, len(self.pictures) + 1)]
        parts["word/_rels/document.xml.rels"] = _bonds([*bonds, *images])
        if self.header:
            headed = [(f"hPicture{n}", "image", f"media/image{n}.png") for n in range(1, len(images) + 1)]
            parts["word/_rels/header1.xml.rels"] = _bonds(headed)
        parts["_rels/.rels"] = _bonds([("rMain", "officeDocument", "word/document.xml")]).replace(
            "</Relationships>",
            '<Relationship Id="rCore" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"'
            ' Target="docProps/core.xml"/></Relationships>',
        )
        kinds = {
            "word/document.xml": "document.main",
            "word/styles.xml": "styles",
            "word/numbering.xml": "numbering",
        }
        kinds |= {f"word/{name}1.xml": name for name in ("header", "footer") if f"word/{name}1.xml" in parts}
        named = "".join(
            f'<Override PartName="/{part}" ContentType="{_WORD}.{kind}+xml"/>' for part, kind in kinds.items()
        )
        parts["[Content_Types].xml"] = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="png" ContentType="image/png"/><Default Extension="xml" ContentType="application/xml"/>'
            f'{named}<Override PartName="/docProps/core.xml" '
            'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
        )
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in parts.items():
                package.writestr(name, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')
            for number, png in enumerate(self.pictures, start=1):
                package.writestr(f"word/media/image{number}.png", png)
        return path


def _bonds(bonds: list[tuple[str, str, str]]) -> str:
    made = "".join(f'<Relationship Id="{i}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for i, kind, to in bonds)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{made}</Relationships>'


_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>TITLE</dc:title></cp:coreProperties>'
)


def _heading(level: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/><w:basedOn w:val="Normal"/>'
        f'<w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="60"/><w:outlineLvl w:val="{level - 1}"/>'
        f'</w:pPr><w:rPr><w:b/><w:sz w:val="{34 - 4 * level}"/></w:rPr></w:style>'
    )


_STYLES = (
    f"<w:styles {_NAMES}><w:docDefaults><w:rPrDefault><w:rPr>"
    '<w:rFonts w:ascii="Liberation Sans" w:hAnsi="Liberation Sans" w:cs="Liberation Sans"/><w:sz w:val="22"/>'
    '<w:lang w:val="LANGUAGE"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:u w:val="single"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr>'
    '<w:bottom w:val="single" w:sz="8" w:space="4" w:color="4F81BD"/></w:pBdr></w:pPr><w:rPr><w:sz w:val="52"/></w:rPr></w:style>'
    + "".join(map(_heading, (1, 2, 3)))
    + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>'
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders></w:tblPr></w:style></w:styles>"
)


def _levels(kind: str, text: str) -> str:
    return "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{text.replace("1", str(n + 1))}"/>'
        f'<w:pPr><w:ind w:left="{720 * (n + 1)}" w:hanging="360"/></w:pPr></w:lvl>'
        for n in range(2)
    )


_NUMBERING = (
    f'<w:numbering {_NAMES}><w:abstractNum w:abstractNumId="0">{_levels("bullet", "•")}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{_levels("decimal", "%1.")}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
