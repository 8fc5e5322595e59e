"""Save a file so that at every moment either the old or the new one is whole on disk.

The new bytes go to a temporary file in the same folder, are forced to disk and then take the name of the
old file in one step. Whatever fails before that step leaves the original as it was.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import platform
import re
import shutil
import stat
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from xlscore.ooxml.errors import ChangedOnDiskError, FileBusyError, SaveError

__all__ = ["owner_of", "replace_file", "sweep"]

# The last number tells apart the saves of one process, which may save from several threads at once.
TEMPORARY = ".{name}.{host}.{process}-{save}.xlscore-tmp"
TEMPORARY_PATTERN = re.compile(r"\..*\.([\w-]*)\.(\d+)(?:-\d+)?\.xlscore-tmp")
_SAVES = itertools.count(1)
# Between the last look at the old file and the new one's taking its place no other thread may save.
_TAKING_PLACE = threading.Lock()
# Bytes of a file's name on every usual file system.
LONGEST_NAME = 255
HOST = re.sub(r"[^\w-]", "-", platform.node())[:40]
# A temporary file this old belongs to no save that is still going on, even on another computer.
ABANDONED_SECONDS = 3600
# Excel and virus scanners hold a file for moments; waits in seconds before it is called busy.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
SHARING_VIOLATIONS = (5, 32, 33)


def replace_file(
    path: Path, chunks: Sequence[bytes | memoryview], *, expected: bytes | None = None, backups: int = 0
) -> None:
    """Write a file in one step; `expected` is the SHA-256 of the file that may be replaced.

    A link is followed, the mode is kept, and `backups` older copies stay beside the file.
    """
    target = Path(os.path.realpath(path))
    name = TEMPORARY.format(name=_shortened(target.name), host=HOST, process=os.getpid(), save=next(_SAVES))
    temporary = target.with_name(name)
    try:
        sweep(target.parent)
        _refuse_unless_file(target)
        _refuse_if_open(target)
        _refuse_if_read_only(target)
        _refuse_if_changed(target, expected)
        _write(temporary, target, chunks)
        with _TAKING_PLACE:
            _refuse_if_changed(target, expected)
            if backups and target.exists():
                _back_up(target, backups)
            _take_place(temporary, target)
    except OSError as error:
        raise SaveError(
            f"{target.name} was not saved ({error.strerror or error}); the file is as it was."
        ) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    _sync_folder(target.parent)


def _shortened(name: str, most: int = 80) -> str:
    """Return the beginning of a file name, short enough for one more ending; file systems count bytes."""
    return os.fsencode(name)[:most].decode("utf-8", "ignore")


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed save left in a folder."""
    with contextlib.suppress(OSError):
        for each in list(folder.iterdir()):
            match = TEMPORARY_PATTERN.fullmatch(each.name)
            if match and _is_abandoned(each, match[1], int(match[2])):
                with contextlib.suppress(OSError):
                    each.unlink()


def _is_abandoned(temporary: Path, host: str, process: int) -> bool:
    if time.time() - temporary.stat().st_mtime > ABANDONED_SECONDS:
        return True
    if os.name == "nt" or host != HOST or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def owner_of(path: Path) -> str | None:
    """Return who has a file open according to its owner file, an empty text when it does not say, or None.

    Excel writes `~$name`, LibreOffice `.~lock.name#`.
    """
    owner = path.with_name(f"~${path.name}")
    if _is_file(owner):
        return _excel_user(owner)
    lock = path.with_name(f".~lock.{path.name}#")
    if _is_file(lock):
        with contextlib.suppress(OSError, ValueError):
            fields = lock.read_text("utf-8").split(",")
            return fields[1] or fields[0] if len(fields) > 1 else ""
        return ""
    return None


def _is_file(path: Path) -> bool:
    """Return whether there is such a file; a name too long for the file system is that of none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _excel_user(owner: Path) -> str:
    """Return the user in Excel's owner file: 165 bytes, the name's length and UTF-16 from byte 55 on."""
    with contextlib.suppress(OSError, ValueError):
        data = owner.read_bytes()
        if len(data) >= 57:
            length = int.from_bytes(data[55:57], "little")
            return data[57 : 57 + 2 * min(length, 52)].decode("utf-16-le").strip("\0 ")
    return ""


def _refuse_if_open(target: Path) -> None:
    owner = owner_of(target)
    if owner is None or not target.exists() or _is_left_over(target):
        return
    by = f" by {owner}" if owner else ""
    raise FileBusyError(
        f"{target.name} is open{by}; close it and save again (if nobody has it open, delete its owner file, "
        f"~${target.name} or .~lock.{target.name}#)."
    )


def _is_left_over(target: Path) -> bool:
    """Return whether an owner file outlived a crash; only Windows can tell, by letting us write or not."""
    if os.name != "nt":
        return False
    try:
        target.open("r+b").close()
    except OSError:
        return False
    return True


def _refuse_unless_file(target: Path) -> None:
    """Refuse to take the place of a pipe or a device, which would be gone then."""
    if target.exists() and not (target.is_file() or target.is_dir()):
        raise SaveError(f"{target.name} is a pipe or a device, not a file; save under another name.")


def _refuse_if_read_only(target: Path) -> None:
    """Refuse to replace a file that is marked as read-only or that only others may write, though its folder would let us."""
    if not target.exists():
        return
    if not target.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise SaveError(f"{target.name} is read-only; take the mark away or save under another name.")
    if not os.access(target, os.W_OK, effective_ids=os.access in os.supports_effective_ids):
        raise SaveError(
            f"{target.name} belongs to somebody else and you may only read it; ask for it, or save under another name."
        )


def _refuse_if_changed(target: Path, expected: bytes | None) -> None:
    if expected is None:
        return
    try:
        found = hashlib.sha256(target.read_bytes()).digest()
    except FileNotFoundError as error:
        raise ChangedOnDiskError(
            f"{target.name} is gone from its folder; save under another name."
        ) from error
    except OSError as error:
        raise FileBusyError(
            f"{target.name} is held by another program; close it there and save again."
        ) from error
    if found != expected:
        raise ChangedOnDiskError(
            f"{target.name} was saved by somebody else meanwhile; open it again and repeat the step."
        )


def _write(temporary: Path, target: Path, chunks: Sequence[bytes | memoryview]) -> None:
    with temporary.open("wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        os.chmod(temporary, stat.S_IMODE(target.stat().st_mode))


def _back_up(target: Path, keep: int) -> None:
    """Keep copies `name.bak1` (the newest) to `name.bakN`; a name too long for that loses its end."""
    endings = [f".bak{number}" for number in range(1, keep + 1)]
    stem = _shortened(target.name, LONGEST_NAME - len(endings[-1]))
    copies = [target.with_name(stem + ending) for ending in endings]
    for newer, older in zip(reversed(copies[:-1]), reversed(copies[1:]), strict=True):
        if newer.exists():
            os.replace(newer, older)
    try:
        os.link(target, copies[0])
    except OSError:
        shutil.copy2(target, copies[0])


def _take_place(temporary: Path, target: Path) -> None:
    for wait in (*WAITS, None):
        try:
            os.replace(temporary, target)
        except PermissionError as error:
            # Windows refuses while any program reads the file; elsewhere the folder itself is closed to us.
            if wait is not None and getattr(error, "winerror", None) in SHARING_VIOLATIONS:
                time.sleep(wait)
                continue
            raise FileBusyError(
                f"{target.name} is held by another program or its folder is closed to you; nothing was changed."
            ) from error
        return


def _sync_folder(folder: Path) -> None:
    """Force the new name to disk; Windows has no such call and needs none."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
