"""Files as they are handed over, made such that they can be read: unpacked where they are packed, refused in one sentence."""

from __future__ import annotations

import gzip
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import IO, Final

from xlscore.rules.words import listed_up_to, quoted
from xlscore.sources.errors import SourceError

__all__ = ["Opened", "opened"]

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_PARQUET: Final = b"PAR1"
_OTHERS: Final = {
    b"\xd0\xcf\x11\xe0": ("is an old .xls workbook or one with a password.", "Save it as .xlsx without a password."),
    b"%PDF": ("is a PDF.", "Ask for its table as .csv or .xlsx."),
    b"7z\xbc\xaf\x27\x1c": ("is a 7-Zip archive.", "Unpack it, or pack it as .zip."),
    b"Rar!": ("is a RAR archive.", "Unpack it, or pack it as .zip."),
    b"BZh": ("is packed by bzip2.", "Unpack it, or pack it as .gz."),
    b"\xfd7zXZ": ("is packed by xz.", "Unpack it, or pack it as .gz."),
    b"(\xb5/\xfd": ("is packed by zstd.", "Unpack it, or pack it as .gz."),
}  # fmt: skip
_PAGE: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:\?xml|!doctype|!--|html|head|table|meta)\b", re.IGNORECASE
)
"""How the reports of many systems begin that are called .xls."""
_READ_IN_ARCHIVES: Final = (".csv", ".txt", ".xlsx")
_PIECE: Final = 1 << 20
_MOST_MEMBERS: Final = 5_000
_MOST_BYTES: Final = 32 << 30
_MOST_TIMES: Final = 250
"""A table of text is packed to a tenth, one that repeats itself to a fiftieth; only a trap to less than this."""
_HARMLESS: Final = 64 << 20
"""So much is unpacked however it was packed."""
_MOST_NAMED: Final = 5


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that is not packed any more: where it is, what it is called, what it is by its first bytes."""

    path: Path
    name: str
    form: str
    """"text", "workbook" or "parquet"."""
    within: str = ""
    """The archive that it came from."""
    said: tuple[str, ...] = ()


def opened(path: Path, folder: Path) -> tuple[Opened, ...]:
    """Return the files that a file comes to, unpacked into `folder`: itself, or what an archive holds."""
    name = path.name
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise SourceError(f"{name or path} is a folder.", "Name the files in it.")
        if not stat.S_ISREG(mode):
            raise SourceError(
                f"{name} is no file but a pipe or a device.", "Save what comes from it as a file."
            )
        return _unpacked(path, name, folder)
    except FileNotFoundError:
        raise SourceError(f"There is no file {path}.", "Check its name and folder.") from None
    except PermissionError:
        raise SourceError(
            f"{name} may not be read.", "Close it elsewhere, or ask for the right to read it."
        ) from None
    except (OSError, ValueError) as error:
        raise SourceError(
            f"{name} cannot be read: {error}.", "Copy it to this computer and try again."
        ) from error


def _unpacked(path: Path, name: str, folder: Path) -> tuple[Opened, ...]:
    start = _start(path)
    if start.startswith(_GZIP):
        target = _target(folder)
        with gzip.open(path) as packed:
            _write(packed, target, name, path.stat().st_size)
        inner = name.removesuffix(".gz") if name.lower().endswith(".gz") else name
        return tuple(replace(one, name=name) for one in _plain(target, inner, folder))
    return _plain(path, name, folder)


def _plain(path: Path, name: str, folder: Path) -> tuple[Opened, ...]:
    start = _start(path)
    if not start:
        raise SourceError(f"{name} is empty.", "Save it again from where it comes from.")
    for mark, (what, do) in _OTHERS.items():
        if start.startswith(mark):
            raise SourceError(f"{name} {what}", do)
    if _PAGE.match(start):
        raise SourceError(
            f"{name} is a web page or XML, whatever it is called.",
            "Open it in Excel and save its table as .xlsx or .csv.",
        )
    if start.startswith(_ZIP):
        return _archive(path, name, folder)
    if start.startswith(_GZIP):
        raise SourceError(f"{name} is packed twice.", "Unpack it once.")
    return (Opened(path, name, "parquet" if start.startswith(_PARQUET) else "text"),)


def _archive(path: Path, name: str, folder: Path) -> tuple[Opened, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            names = {info.filename for info in archive.infolist()}
            if "[Content_Types].xml" in names:
                return (Opened(path, name, "workbook"),)
            if {"mimetype", "content.xml"} <= names:
                raise SourceError(
                    f"{name} is an OpenDocument file.", "Save it as .xlsx, or its sheet as .csv."
                )
            return _members(archive, name, folder)
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            f"{name} is damaged: it is a .zip that does not unpack.", "Fetch or save it again."
        ) from error
    except (NotImplementedError, RuntimeError) as error:
        raise SourceError(
            f"{name} is packed in a way or with a password that cannot be undone here.", "Unpack it first."
        ) from error


def _members(archive: zipfile.ZipFile, name: str, folder: Path) -> tuple[Opened, ...]:
    members = sorted(
        (info for info in archive.infolist() if not info.is_dir()), key=lambda info: info.filename
    )
    if len(members) > _MOST_MEMBERS:
        raise SourceError(f"{name} holds {len(members):,} files.", f"Pack at most {_MOST_MEMBERS:,}.")
    read = [info for info in members if _is_read(info.filename)]
    aside = [info.filename for info in members if not _is_read(info.filename)]
    if not read:
        raise SourceError(f"{name} holds no .csv, .txt or .xlsx file.", "Look into it for the table.")
    found: list[Opened] = []
    left = _MOST_BYTES
    for info in read:
        inner = f"{name}/{info.filename}"
        if info.flag_bits & 1:
            raise SourceError(f"{inner} has a password.", "Unpack it first.")
        target = _target(folder)
        with archive.open(info) as packed:
            left -= _write(packed, target, inner, info.compress_size, left)
        found += [replace(one, within=name) for one in _plain(target, inner, folder)]
    if aside:
        named = listed_up_to(_MOST_NAMED, [quoted(one) for one in aside])
        found[0] = replace(found[0], said=(f"In {name} these files are not read: {named}.",))
    return tuple(found)


def _is_read(member: str) -> bool:
    """Return whether a file of an archive is read: by its ending, and not what a Mac writes beside each file."""
    path = PurePosixPath(member.replace("\\", "/"))
    return path.suffix.lower() in _READ_IN_ARCHIVES and not path.name.startswith("._")


def _write(
    packed: IO[bytes] | gzip.GzipFile, target: Path, name: str, size: int, most: int = _MOST_BYTES
) -> int:
    """Unpack to a file and return how many bytes it came to; one that swells as no table does is refused."""
    written = 0
    try:
        with target.open("wb") as out:
            for piece in _pieces(packed):
                written += len(piece)
                if written > most or written > max(_HARMLESS, size * _MOST_TIMES):
                    raise SourceError(
                        f"{name} unpacks to over {written >> 20:,} MB from {max(size >> 20, 1):,} MB, as no table does.",
                        "Unpack it yourself if you trust it.",
                    )
                out.write(piece)
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise SourceError(
            f"{name} is damaged or cut short: it does not unpack to its end.", "Fetch or save it again."
        ) from error
    return written


def _pieces(packed: IO[bytes] | gzip.GzipFile) -> Iterator[bytes]:
    while piece := packed.read(_PIECE):
        yield piece


def _start(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(64)


def _target(folder: Path) -> Path:
    return folder / f"unpacked-{sum(1 for _ in folder.iterdir())}"
