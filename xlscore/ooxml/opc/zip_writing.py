"""The zip container of a workbook, written so that untouched members keep their compressed bytes.

Members keep their order, names, dates, attributes and comments. Two things are normalised because a
copy must be complete in itself: sizes that stood in a data descriptor move into the header, and zip64
fields go when the sizes fit without them.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from xlscore.ooxml.errors import SaveError
from xlscore.ooxml.opc.zip_reading import LOCAL_HEADER, LOCAL_SIGNATURE, UTF8_FLAG, Archive, Entry

__all__ = ["ZipWriter"]

CENTRAL_HEADER = struct.Struct("<4s6H3I5H2I")
END_RECORD = struct.Struct("<4s4H2IH")
DESCRIPTOR_FLAG = 0x8
ZIP64_FIELD = 1
# Half the time of the usual level 6 for a sheet 6 % larger; Excel itself packs faster and looser still.
LEVEL = 4
# Most parts are small, and clearing the memory of the whole window takes longer than packing them.
_SMALL, _SMALL_WINDOW, _SMALL_MEMORY = 1 << 14, 13, 6
_WORTH_A_CALL = 1 << 16
MOST = 0xFFFFFFFF
# 1 January 1980, the first day a zip can name: the same edit then gives the same bytes on every day.
NEW_MEMBER_DATE = (0, 0x21)


@dataclass
class _Member:
    name: bytes
    flags: int
    method: int
    time: int
    date: int
    crc: int
    compressed: int
    size: int
    local_extra: bytes = b""
    central_extra: bytes = b""
    comment: bytes = b""
    versions: tuple[int, int] = (20, 20)
    attributes: tuple[int, int] = (0, 0)
    offset: int = 0

    @property
    def fields(self) -> tuple[int, ...]:
        """Return what a local header and a directory record say alike, in their order."""
        return (
            self.flags, self.method, self.time, self.date, self.crc, self.compressed, self.size, len(self.name)
        )  # fmt: skip


class ZipWriter:
    """Collects members into the chunks of one zip file."""

    def __init__(self) -> None:
        """Start with no members."""
        self._chunks: list[bytes | memoryview] = []
        self._members: list[_Member] = []
        self._length = 0

    def copy(self, archive: Archive, entry: Entry) -> None:
        """Add a member of another archive with the compressed bytes it has there."""
        extra, _ = archive.local_header(entry)
        member = _member_like(entry, extra)
        self._append(member, archive.raw(entry))

    def write(
        self, name: str, pieces: Sequence[bytes | memoryview], like: tuple[Archive, Entry] | None = None
    ) -> None:
        """Add new content under `name`, or in the place and manner of an existing member."""
        packer = _packer(sum(map(len, pieces)))
        chunks, crc, size = [], 0, 0
        for piece in _gathered(pieces):
            chunks.append(packer.compress(piece))
            crc = zlib.crc32(piece, crc)
            size += len(piece)
        packed = b"".join([*chunks, packer.flush()])
        if like:
            member = _member_like(like[1], like[0].local_header(like[1])[0])
        else:
            raw = name.lstrip("/").encode()
            flags = 0 if raw.isascii() else UTF8_FLAG
            member = _Member(raw, flags, 8, *NEW_MEMBER_DATE, 0, 0, 0)
        member.method = zipfile.ZIP_DEFLATED
        member.flags &= UTF8_FLAG
        member.crc, member.compressed, member.size = crc, len(packed), size
        self._append(member, packed)

    def finish(self, comment: bytes = b"") -> list[bytes | memoryview]:
        """Return the chunks of the finished file, directory included."""
        start = self._length
        for member in self._members:
            self._chunks.append(_central_record(member))
            self._length += len(self._chunks[-1])
        count = len(self._members)
        size = self._length - start
        if self._length > MOST or count > 0xFFFE:
            raise SaveError("The workbook would be larger than 4 GB, which Excel cannot open; split it.")
        self._chunks.append(
            END_RECORD.pack(b"PK\x05\x06", 0, 0, count, count, size, start, len(comment)) + comment
        )
        return self._chunks

    def _append(self, member: _Member, packed: bytes | memoryview) -> None:
        if max(member.size, member.compressed, self._length) > MOST:
            raise SaveError("The workbook would be larger than 4 GB, which Excel cannot open; split it.")
        member.offset = self._length
        header = LOCAL_HEADER.pack(
            LOCAL_SIGNATURE,
            member.versions[1],
            *member.fields,
            len(member.local_extra),
        )
        head = header + member.name + member.local_extra
        self._chunks += [head, packed]
        self._length += len(head) + len(packed)
        self._members.append(member)


def _packer(size: int) -> zlib._Compress:
    """Return what packs a part of this size."""
    if size > _SMALL:
        return zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    return zlib.compressobj(LEVEL, zlib.DEFLATED, -_SMALL_WINDOW, _SMALL_MEMORY)


def _gathered(pieces: Iterable[bytes | memoryview]) -> Iterator[bytes | memoryview]:
    """Yield the bytes in pieces that are worth a call, where a sheet gives those of a hundred thousand rows."""
    small: list[bytes | memoryview] = []
    size = 0
    for piece in pieces:
        if len(piece) < _WORTH_A_CALL:
            small.append(piece)
            size += len(piece)
        if size >= _WORTH_A_CALL or len(piece) >= _WORTH_A_CALL:
            yield b"".join(small)
            small, size = [], 0
        if len(piece) >= _WORTH_A_CALL:
            yield piece
    yield b"".join(small)


def _member_like(entry: Entry, local_extra: bytes) -> _Member:
    info = entry.info
    year, month, day, hour, minute, second = info.date_time
    return _Member(
        name=entry.raw_name,
        flags=info.flag_bits & ~DESCRIPTOR_FLAG,
        method=info.compress_type,
        time=hour << 11 | minute << 5 | second // 2,
        date=(year - 1980) << 9 | month << 5 | day,
        crc=info.CRC,
        compressed=info.compress_size,
        size=info.file_size,
        local_extra=_without_zip64(local_extra),
        central_extra=_without_zip64(info.extra),
        comment=info.comment,
        versions=(info.create_system << 8 | info.create_version, info.extract_version),
        attributes=(info.internal_attr, info.external_attr),
    )


def _without_zip64(extra: bytes) -> bytes:
    kept = b""
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind != ZIP64_FIELD:
            kept += extra[: 4 + length]
        extra = extra[4 + length :]
    return kept


def _central_record(member: _Member) -> bytes:
    fixed = CENTRAL_HEADER.pack(
        b"PK\x01\x02",
        *member.versions,
        *member.fields,
        len(member.central_extra),
        len(member.comment),
        0,
        *member.attributes,
        member.offset,
    )
    return fixed + member.name + member.central_extra + member.comment
