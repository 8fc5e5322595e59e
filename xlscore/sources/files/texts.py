"""A file of text as UTF-8, with what parts its cells: the first look at it."""

from __future__ import annotations

import codecs
from collections import Counter as Tally
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from xlscore.rules.problems import Problem
from xlscore.sources.errors import SourceError
from xlscore.sources.files.opening import Opened
from xlscore.sources.files.text_rows import text_rows
from xlscore.sources.kinds import Glimpse, Leaf

__all__ = ["glimpse_of_text"]

_SEPARATORS: Final = (",", ";", "\t", "|")
_FIRST_LINES: Final = 60
_PIECE: Final = 1 << 22
_START: Final = 1 << 16
_BOMS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CALLED: Final = {"utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32": "UTF-32"}
_BINARY: Final = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1a\x1c\x1d\x1e\x1f\x01"))
_MOST_NAMED: Final = 5


@dataclass
class _Look:
    """What the bytes of a text are like."""

    bytes: int = 0
    lines: int = 0
    odd: bool = False
    """Whether lines end in more than one way, or there is a letter that no text has."""
    is_utf8: bool = True


def glimpse_of_text(file: Opened, folder: Path) -> Glimpse:
    """Return the first look at a text: in UTF-8, parted, with its first lines; refused where it is no text."""
    path, said, problems = file.path, list(file.said), []
    encoding = _wide(path)
    if encoding:
        path, wrong = _from_wide(path, folder, encoding, file.name)
        said.append(f"{file.name} is in {_CALLED[encoding]}.")
        problems += wrong
    look = _look(path, file.name)
    if not look.is_utf8:
        path, wrong, plain = _from_bytes(path, folder, file.name)
        if plain:
            said.append(f"{file.name} is not in UTF-8 and was read as Windows-1252.")
        problems += wrong
    separator = _separator(path)
    rows: list[tuple[object, ...]] = []
    for row in islice(text_rows(path, separator), _FIRST_LINES):
        rows += [()] * (row.line - 1 - len(rows))
        rows.append(row.cells)
    return Glimpse(
        path,
        file.name,
        (Leaf("", tuple(rows)),),
        "utf-8-sig",
        separator,
        None if look.odd else look.lines,
        said=tuple(said),
        problems=tuple(problems),
    )


def _wide(path: Path) -> str:
    """Return the encoding of two or four bytes a letter that a text is in, "" for none."""
    with path.open("rb") as file:
        start = file.read(4096)
    for mark, encoding in _BOMS:
        if start.startswith(mark):
            return encoding
    half = len(start) // 2
    for at, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if half > 8 and start[at::2].count(0) > half * 0.8 and start[1 - at :: 2].count(0) == 0:
            return encoding
    return ""


def _look(path: Path, name: str) -> _Look:
    """Look at every byte of a text once."""
    look = _Look()
    decoder = codecs.getincrementaldecoder("utf-8")()
    last = b""
    lf = cr = both = 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            if b"\0" in piece or (
                look.bytes == 0 and piece[:_START].translate(None, _BINARY) != piece[:_START]
            ):
                raise SourceError(
                    f"{name} is no text, workbook or Parquet file.", "Save the table as .csv or .xlsx."
                )
            look.bytes += len(piece)
            lf += piece.count(b"\n")
            if last == b"\r" or b"\r" in piece:
                cr += piece.count(b"\r")
                both += piece.count(b"\r\n") + (last == b"\r" and piece[:1] == b"\n")
            look.odd = look.odd or b"\x01" in piece
            if look.is_utf8 and not (piece.isascii() and not decoder.getstate()[0]):
                try:
                    decoder.decode(piece)
                except UnicodeDecodeError:
                    look.is_utf8 = False
            last = piece[-1:]
    if decoder.getstate()[0]:
        look.is_utf8 = False
    look.odd = look.odd or cr != both or (cr > 0 and cr != lf)
    look.lines = lf + (last != b"\n")
    return look


def _from_wide(path: Path, folder: Path, encoding: str, name: str) -> tuple[Path, list[Problem]]:
    target = _target(folder)
    wrong: list[str] = []
    with (
        path.open("r", encoding=encoding, errors="replace", newline="") as file,
        target.open("w", encoding="utf-8", newline="") as out,
    ):
        for at, line in enumerate(file, 1):
            if "\ufffd" in line and len(wrong) <= _MOST_NAMED:
                wrong.append(f"line {at}")
            out.write(line)
    return target, _wrong_bytes(name, wrong)


def _from_bytes(path: Path, folder: Path, name: str) -> tuple[Path, list[Problem], bool]:
    """Return a text that is not all UTF-8 as UTF-8: of Windows-1252, or the lines of it that are."""
    tally: Tally[bool] = Tally()
    with path.open("rb") as file:
        tally.update(_is_utf8(line) for line in file if not line.isascii())
    plain = tally[True] == 0
    target = _target(folder)
    wrong: list[str] = []
    with path.open("rb") as file, target.open("w", encoding="utf-8", newline="") as out:
        for at, line in enumerate(file, 1):
            if _is_utf8(line):
                out.write(line.decode("utf-8"))
                continue
            said = line.decode("cp1252", "replace")
            if (not plain or "\ufffd" in said) and len(wrong) <= _MOST_NAMED:
                wrong.append(f"line {at}")
            out.write(said)
    return target, _wrong_bytes(name, wrong), plain


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _wrong_bytes(name: str, wrong: list[str]) -> list[Problem]:
    if not wrong:
        return []
    more = " and more" if len(wrong) > _MOST_NAMED else ""
    where = ", ".join(wrong[:_MOST_NAMED]) + more
    return [
        Problem(
            name,
            wrong[0],
            f"There are letters that the rest of the file's encoding does not have ({where}); they were read as well as can be.",
            "Save the file again as UTF-8.",
        )
    ]


def _separator(path: Path) -> str:
    """Return what parts the cells: what parts most of the first lines into equally many."""
    with path.open(encoding="utf-8-sig", newline=None, errors="replace") as file:
        first = file.readline()
    if first.lower().startswith("sep=") and len(first.rstrip("\n")) == 5:
        return first[4]
    best = (0, 0, ",")
    for separator in _SEPARATORS:
        widths = Tally(
            len(row.cells) for row in islice(text_rows(path, separator), _FIRST_LINES) if row.cells
        )
        width, lines = max(
            ((w, n) for w, n in widths.items() if w > 1), key=lambda one: (one[1], one[0]), default=(0, 0)
        )
        best = max(best, (lines, width, separator), key=lambda one: one[:2])
    return best[2]


def _target(folder: Path) -> Path:
    return folder / f"text-{sum(1 for _ in folder.iterdir())}"
