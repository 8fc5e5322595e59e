"""The zip container of a workbook, read lazily and with limits.

The whole compressed file is kept in memory as one snapshot: a part read late then cannot come from
a newer save than a part read early, and no open handle blocks the replacement of the file on Windows.
The directory is read by the standard library; inflating is done here, because a limit has to hold
while the bytes appear, not after.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.ooxml.errors import (
    DamagedFileError,
    EncryptedFileError,
    HostileFileError,
    PackageError,
)
from xlscore.ooxml.opc.part_names import part_name

__all__ = ["Archive", "Entry", "ZipLimits"]

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LOCAL_HEADER = struct.Struct("<4s5H3I2H")
LOCAL_SIGNATURE = b"PK\x03\x04"
ENCRYPTED_FLAG = 0x1
UTF8_FLAG = 0x800
CHUNK = 1 << 20
# No program indents a part with so many blanks in one run; they are there to fill the memory of whoever reads them.
MOST_BLANKS = 16 << 20


@dataclass(frozen=True)
class ZipLimits:
    """How large a file and its parts may be before they are taken for an attack.

    Excel's own largest sheets inflate about 20-fold and rarely past 100-fold; the ratio counts only
    past `ratio_from` bytes, so that a small part of one repeated row is never suspected.
    """

    file: int = 1 << 30
    part: int = 1 << 30
    entries: int = 65_534
    ratio: int = 250
    ratio_from: int = 16 << 20


@dataclass(frozen=True)
class Entry:
    """One member of the archive as its directory describes it."""

    name: str
    info: zipfile.ZipInfo
    is_folder: bool

    @property
    def raw_name(self) -> bytes:
        """Return the name's bytes exactly as the archive spells them."""
        encoding = "utf-8" if self.info.flag_bits & UTF8_FLAG else "cp437"
        return self.info.orig_filename.encode(encoding)


class Archive:
    """The members of one zip file held in memory."""

    def __init__(self, data: bytes, limits: ZipLimits | None = None) -> None:
        """Read the directory of `data` and refuse what no spreadsheet program writes."""
        self.data = data
        self.limits = limits or ZipLimits()
        _refuse_other_formats(data)
        self.comment, self.entries = _directory(data, self.limits)
        self._by_name = _unique(self.entries)
        _refuse_overlaps(self.entries)

    def find(self, name: str) -> Entry | None:
        """Return the member with this part name, compared without case, or None."""
        return self._by_name.get(name.casefold())

    def local_header(self, entry: Entry) -> tuple[bytes, int]:
        """Return the member's own extra field and the offset of its compressed bytes."""
        start = entry.info.header_offset
        header = self.data[start : start + LOCAL_HEADER.size]
        if start < 0 or len(header) < LOCAL_HEADER.size or header[:4] != LOCAL_SIGNATURE:
            raise DamagedFileError(f"The file is damaged: {entry.name} is not where its directory says.")
        name_length, extra_length = LOCAL_HEADER.unpack(header)[-2:]
        extra_start = start + LOCAL_HEADER.size + name_length
        body = extra_start + extra_length
        if body + entry.info.compress_size > len(self.data):
            raise DamagedFileError(f"The file is cut short inside {entry.name}; fetch it again.")
        return self.data[extra_start:body], body

    def raw(self, entry: Entry) -> memoryview:
        """Return the member's compressed bytes, untouched."""
        _, start = self.local_header(entry)
        return memoryview(self.data)[start : start + entry.info.compress_size]

    def read(self, entry: Entry) -> bytes:
        """Return the member's inflated bytes, checked against size limits and checksum."""
        if entry.info.flag_bits & ENCRYPTED_FLAG:
            raise EncryptedFileError(
                f"{entry.name} is encrypted; save the workbook without a password first."
            )
        raw = self.raw(entry)
        if entry.info.compress_type == zipfile.ZIP_STORED:
            _refuse_stored_blanks(entry, raw)
            data = bytes(raw)
        elif entry.info.compress_type == zipfile.ZIP_DEFLATED:
            data = self._inflate(entry, raw)
        else:
            raise DamagedFileError(
                f"{entry.name} is compressed in a way Excel does not use; save it again in Excel."
            )
        if zlib.crc32(data) != entry.info.CRC:
            raise DamagedFileError(f"The file is damaged: the checksum of {entry.name} is wrong.")
        return data

    def holds(self, name: str, pieces: Sequence[bytes | memoryview]) -> bool:
        """Return whether the member of this name has exactly this content."""
        entry = self.find(name)
        if entry is None or entry.info.file_size != sum(len(piece) for piece in pieces):
            return False
        crc = 0
        for piece in pieces:
            crc = zlib.crc32(piece, crc)
        return crc == entry.info.CRC and self.read(entry) == b"".join(pieces)

    def _inflate(self, entry: Entry, raw: memoryview) -> bytes:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        # Its value is its own buffer: joining chunks would hold a large part twice.
        unpacked = io.BytesIO()
        pending: bytes | memoryview = raw
        allowed = max(self.limits.ratio_from, self.limits.ratio * len(raw))
        allowed = min(allowed, self.limits.part)
        blanks = 0
        try:
            # What says itself how large it is need not be unpacked first.
            size = entry.info.file_size if entry.info.file_size > allowed else 0
            while size <= allowed and pending and not inflater.eof:
                chunk = inflater.decompress(pending, CHUNK)
                size += len(chunk)
                blanks = blanks + len(chunk) if chunk.isspace() else 0
                _refuse_blanks(entry, blanks)
                unpacked.write(chunk)
                pending = inflater.unconsumed_tail
        except zlib.error as error:
            raise DamagedFileError(f"The file is damaged: {entry.name} does not unpack.") from error
        if size > allowed:
            raise HostileFileError(
                f"{entry.name} grows past {allowed >> 20} MB when unpacked; it looks like a zip bomb."
            )
        unpacked.write(inflater.flush())
        return unpacked.getvalue()


def _refuse_stored_blanks(entry: Entry, raw: memoryview) -> None:
    blanks = 0
    for start in range(0, len(raw), CHUNK):
        chunk = bytes(raw[start : start + CHUNK])
        blanks = blanks + len(chunk) if chunk.isspace() else 0
        _refuse_blanks(entry, blanks)


def _refuse_blanks(entry: Entry, blanks: int) -> None:
    if blanks > MOST_BLANKS:
        raise HostileFileError(
            f"{entry.name} holds over {MOST_BLANKS >> 20} MB of nothing but blanks; it looks like a zip bomb."
        )


def _refuse_other_formats(data: bytes) -> None:
    if data.startswith(OLE_MAGIC):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise EncryptedFileError(
                "The workbook is encrypted (password or sensitivity label); open it in Excel and save it without."
            )
        raise EncryptedFileError(
            "The file is an old binary workbook (.xls) or is encrypted; save it as .xlsx in Excel."
        )
    if not data:
        raise DamagedFileError("The file is empty.")


def _directory(data: bytes, limits: ZipLimits) -> tuple[bytes, list[Entry]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            infos, comment = archive.infolist(), archive.comment
    except (
        zipfile.BadZipFile,
        NotImplementedError,
        ValueError,
        OSError,
        struct.error,
        OverflowError,
    ) as error:
        raise DamagedFileError(
            "The file is not a workbook, or it is cut short; fetch it again or open and save it in Excel."
        ) from error
    if len(infos) > limits.entries:
        raise HostileFileError(f"The file has {len(infos)} parts; no workbook has so many.")
    return comment, [
        Entry(part_name(info.orig_filename), info, info.orig_filename.endswith(("/", "\\"))) for info in infos
    ]


def _unique(entries: list[Entry]) -> dict[str, Entry]:
    by_name: dict[str, Entry] = {}
    for entry in entries:
        if entry.is_folder:
            continue
        if by_name.setdefault(entry.name.casefold(), entry) is not entry:
            raise HostileFileError(
                f"The file holds {entry.name} twice, so nobody can say which one counts; save it again in Excel."
            )
    if not by_name:
        raise PackageError("The file is a zip without any part in it, not a workbook.")
    return by_name


def _refuse_overlaps(entries: list[Entry]) -> None:
    end = -1
    for entry in sorted(entries, key=lambda each: each.info.header_offset):
        if entry.info.header_offset < end:
            raise HostileFileError(f"{entry.name} overlaps another part; it looks like a zip bomb.")
        end = entry.info.header_offset + LOCAL_HEADER.size + entry.info.compress_size
