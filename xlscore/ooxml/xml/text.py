"""XML as bytes: one encoding, checked once, and text in the way cells spell it."""

from __future__ import annotations

import codecs
import math
import re
from array import array
from collections.abc import Iterable
from typing import NoReturn
from xml.parsers import expat

from xlscore.ooxml.errors import DamagedFileError, HostileFileError, UnsupportedValueError

__all__ = [
    "as_utf8",
    "attribute_text",
    "cell_text",
    "check_xml",
    "ill_formed",
    "plain",
    "refuse_unspeakable",
    "starts_of",
    "uncell_text",
    "utf16_length",
]

DECLARATION = re.compile(rb"^(\s*<\?xml[^>]*?\sencoding\s*=\s*)([\"'])([A-Za-z0-9._-]+)\2")
ESCAPED_CHARACTER = re.compile("_x([0-9A-Fa-f]{4})_")
# Characters XML cannot hold, plus the carriage return, which an XML reader would turn into a line feed.
UNSPEAKABLE = re.compile("[\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITY = re.compile("&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));")
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
UTF16_STARTS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, b"<\0", b"\0<")


def as_utf8(data: bytes, part: str) -> bytes:
    """Return the XML of `part` in UTF-8; the very same bytes when it is in UTF-8 already."""
    if data.startswith(UTF16_STARTS):
        encoding = "utf-16" if data[0] in b"\xff\xfe" else ("utf-16-le" if data[0] else "utf-16-be")
    else:
        declared = DECLARATION.match(data.removeprefix(codecs.BOM_UTF8)[:200])
        encoding = declared[3].decode().lower() if declared else "utf-8"
        if encoding in ("utf-8", "utf8", "us-ascii", "ascii"):
            return data
    try:
        text = data.decode(encoding)
    except (LookupError, ValueError) as error:
        raise DamagedFileError(
            f"{part} is written in an encoding that cannot be read ({encoding})."
        ) from error
    return DECLARATION.sub(rb"\1\2UTF-8\2", text.encode(), count=1)


def refuse_document_type(*_: object) -> NoReturn:
    """Refuse a document type: Excel writes none, and entities are how an XML file attacks."""
    raise HostileFileError("The file holds an XML document type, which no spreadsheet program writes.")


def check_xml(data: bytes, part: str) -> bool:
    """Return whether markup may hide in `part`, inside comments, CDATA or instructions.

    Refused unless it is well-formed XML without a document type.
    """
    hiding: list[bool] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse_document_type
    parser.CommentHandler = lambda _text: hiding.append(True)
    parser.StartCdataSectionHandler = lambda: hiding.append(True)
    parser.ProcessingInstructionHandler = lambda _target, _text: hiding.append(True)
    parse_with(parser, data, part)
    return bool(hiding)


def ill_formed(pieces: Iterable[bytes | memoryview]) -> str:
    """Return why XML in pieces is not well formed, an empty text when it is.

    >>> ill_formed([b"<a xmlns:o='urn:o'>", b"<o:b/></a>"]), ill_formed([b"<a><o:b/></a>"])
    ('', 'unbound prefix, line 1')
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except expat.ExpatError as error:
        return f"{expat.ErrorString(error.code)}, line {error.lineno}"
    except (LookupError, ValueError) as error:  # an encoding that Python or the parser does not know
        return str(error)
    return ""


def starts_of(mark: bytes, data: bytes) -> array[int]:
    """Return where each such mark begins.

    >>> list(starts_of(b"<si>", b"<sst><si><t>a</t></si><si/>"))
    [5]
    """
    return array("Q", [found.start() for found in re.compile(re.escape(mark)).finditer(data)])


def parse_with(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Run a parser over the whole of `part`, with a sentence when it is not well formed."""
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise DamagedFileError(
            f"{part} is not well-formed XML ({expat.ErrorString(error.code)}, line {error.lineno}); "
            "open the workbook in Excel, let it repair the file and save it."
        ) from error


def refuse_unspeakable(*texts: str | None) -> None:
    """Refuse texts with a character that XML cannot hold, outside cells, which have a spelling for them."""
    for text in texts:
        if text and (found := NO_XML.search(text)):
            raise UnsupportedValueError(
                f"The text {text[:40]!r} holds the character U+{ord(found[0]):04X}, which XML cannot hold; "
                "take it out."
            )


def attribute_text(text: str) -> bytes:
    """Return `text` escaped for an attribute value in double quotes.

    >>> attribute_text('R&D "2024"')
    b'R&amp;D &quot;2024&quot;'
    """
    refuse_unspeakable(text)
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return escaped.replace("\r", "&#13;").replace("\n", "&#10;").replace("\t", "&#9;").encode()


def element_text(text: str) -> bytes:
    """Return `text` escaped for the inside of an element.

    >>> element_text("a < b & c")
    b'a &lt; b &amp; c'
    """
    refuse_unspeakable(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def plain(text: str) -> str:
    """Return the characters that an XML slice without markup stands for.

    >>> plain("a &lt; b &#x41;")
    'a < b A'
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return ENTITY.sub(_character, text) if "&" in text else text


def whole_number(text: str | None, default: int = 0) -> int:
    """Return an attribute's text as a whole number from 0 on; the default for anything else.

    >>> whole_number("7"), whole_number("-1"), whole_number("nan", 5)
    (7, 0, 5)
    """
    text = (text or "").strip()
    return int(text) if text.isdecimal() and len(text) < 10 else default


def real_number(text: str | None, default: float = 0.0) -> float:
    """Return an attribute's text as a number; the default for anything that is none, or not finite.

    >>> real_number("8.43"), real_number("wide", 9), real_number("1e999", 9)
    (8.43, 9, 9)
    """
    try:
        number = float(text or default)
    except ValueError:
        return default
    return number if math.isfinite(number) else default


def utf16_length(text: str) -> int:
    """Return how long a text is as Excel counts: an emoji is two characters.

    >>> utf16_length("Essex"), utf16_length("🙂")
    (5, 2)
    """
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def cell_text(text: str) -> str:
    """Return `text` as a cell spells it: what XML cannot hold becomes `_xHHHH_`.

    >>> cell_text("a\\rb"), cell_text("_x0041_")
    ('a_x000D_b', '_x005F_x0041_')
    """
    return UNSPEAKABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)


def uncell_text(text: str) -> str:
    """Return the text a cell means, with every `_xHHHH_` turned back.

    >>> uncell_text("a_x000D_b") == "a\\rb", uncell_text("_x005F_x0041_")
    (True, '_x0041_')
    """
    if "_x" not in text:
        return text
    text = ESCAPED_CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    # Two escapes may be the halves of one character; a half alone is no text at all.
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return NAMED[match[3]]
    # Python refuses to read thousands of digits, which an attacker may well put before the number.
    code = int(match[1].lstrip("0")[:8] or "0", 16) if match[1] else int(match[2].lstrip("0")[:10] or "0")
    return chr(code) if code <= 0x10FFFF else "\ufffd"


HIDING = re.compile(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>", re.DOTALL)
EXTENSIONS = re.compile(rb"<((?:[\w.-]+:)?extLst)(?=[\s/>])(?:[^>]*/>|.*?</\1\s*>)", re.DOTALL)


def masked(data: bytes) -> bytes:
    """Return XML of the same length in which nothing inside comments, CDATA and instructions is seen."""
    return HIDING.sub(lambda match: b" " * len(match[0]), data)


def without_extensions(data: bytes) -> bytes:
    """Return XML of the same length in which extension lists are not seen."""
    return EXTENSIONS.sub(lambda match: b" " * len(match[0]), data) if b"extLst" in data else data
