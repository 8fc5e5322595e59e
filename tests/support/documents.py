"""Word documents for tests: text around a body, parts compared one by one, a small picture."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from xlscore.word import Document
from xlscore.word.file.blank import blank_document
from xlscore.word.xml.names import MC, R, W

MAIN = "word/document.xml"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
SECTION = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440"/></w:sectPr>'
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#1F4E9E"/></svg>'


def with_parts(data: bytes, **changes: str) -> bytes:
    """Return a file with parts put in or replaced; "word__header1_xml" is the part word/header1.xml."""
    parts = parts_of(data)
    for name, text in changes.items():
        folder, _, file = name.rpartition("__")
        whole = f"{folder.replace('__', '/')}/{file}".lstrip("/")
        stem, _, ending = whole.rpartition("_")
        parts[f"{stem}.{ending}"] = (DECLARATION + text).encode()
    return zipped(parts)


def zipped(parts: dict[str, bytes]) -> bytes:
    """Return parts as a file."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def file_with(body: str) -> bytes:
    """Return a document whose body holds this XML."""
    text = f'<w:document xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="{MC}"><w:body>{body}{SECTION}</w:body></w:document>'
    return with_parts(blank_document(), word__document_xml=text)


def document_with(body: str) -> Document:
    """Return a document, open to be edited, whose body holds this XML."""
    return Document.open(file_with(body))


def body_of(document: Document) -> str:
    """Return the XML between the body's tags as it would be saved, without the last section."""
    text = parts_of(document.to_bytes())[MAIN].decode()
    return text.partition("<w:body>")[2].partition(SECTION)[0]


def sdt(content: str, tag: str = "t", more: str = "", title: str = "") -> str:
    """Return a control as XML."""
    alias = f'<w:alias w:val="{title}"/>' if title else ""
    return f'<w:sdt><w:sdtPr>{alias}<w:tag w:val="{tag}"/>{more}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>'


def run(text: str, look: str = "") -> str:
    """Return a run as XML."""
    properties = f"<w:rPr>{look}</w:rPr>" if look else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*runs: str) -> str:
    """Return a paragraph as XML."""
    return f"<w:p>{''.join(runs)}</w:p>"


def png(width: int = 4, height: int = 2) -> bytes:
    """Return a blue picture."""
    lines = b"".join(b"\0" + b"\x1f\x4e\x9e" * width for _ in range(height))
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
            _chunk(b"IDAT", zlib.compress(lines)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
