"""Damaged, odd and hostile files: read right and what is wrong said, or refused in one sentence; nothing is dropped in silence."""

from __future__ import annotations

import gzip
import io
import os
import socket
import struct
import zipfile
from datetime import date
from pathlib import Path

import duckdb
import pytest

from xlscore.errors import XlscoreError
from xlscore.sources.counted import FileCounts
from xlscore.sources.errors import SourceError
from xlscore.sources.files import opening
from xlscore.sources.meanings import Meanings
from xlscore.sources.reading import read_files

TODAY = date(2019, 6, 30)
HEAD = "Date,Type,Area,Note\n"
ROW = "02/04/2019,Arson,North,x\n"
NUL = b"\0"


def read(path: Path) -> FileCounts:
    (found,) = read_files([path], Meanings(today=TODAY))
    assert found.rows == found.counted + sum(found.left_out.values()) + found.unknown
    assert sum(found.months.values()) == found.counted
    return found


def written(tmp_path: Path, content: str | bytes, name: str = "x.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def lines(found: FileCounts) -> list[str]:
    """Return where the problems of a file stand."""
    return [problem.cell for problem in found.problems]


PLAIN = {
    "as everybody writes": HEAD + ROW * 3,
    "no line end at the end": (HEAD + ROW * 3).rstrip("\n"),
    "Windows line ends": (HEAD + ROW * 3).replace("\n", "\r\n"),
    "old Macintosh line ends": (HEAD + ROW * 3).replace("\n", "\r"),
    "mixed line ends": HEAD + ROW.replace("\n", "\r\n") + ROW * 2,
    "blank lines between and below": HEAD + "\n" + ROW + "\n\n" + ROW * 2 + "\n\n\n",
    "lines of separators alone": HEAD + ROW + ",,,\n" + ROW * 2 + ",,,\n",
    "a title above and a note below": "Crimes by unit\n\n" + HEAD + ROW * 3 + "\nSource: crime recording\n",
    "a note below as wide as the table": HEAD + ROW * 3 + "Source: crime recording,,,\n",
    "a note in the column of types": HEAD + ROW * 3 + ",Source: crime recording,,\n",
    "the headings once more": HEAD + ROW + HEAD + ROW * 2,
    "the headings once more in another encoding's mark": HEAD + ROW + "\ufeff" + HEAD + ROW * 2,
    "semicolons": (HEAD + ROW * 3).replace(",", ";"),
    "tabs": (HEAD + ROW * 3).replace(",", "\t"),
    "bars": (HEAD + ROW * 3).replace(",", "|"),
    "Excel's line of the separator": "sep=;\n" + (HEAD + ROW * 3).replace(",", ";"),
    "everything in quotation marks": "".join(
        ",".join(f'"{cell}"' for cell in line.split(",")) + "\n" for line in (HEAD + ROW * 3).splitlines()
    ),
    "a separator in quotation marks": HEAD + '02/04/2019,Arson,North,"x, y"\n' + ROW * 2,
    "a doubled quotation mark": HEAD + '02/04/2019,Arson,North,"x ""y"" z"\n' + ROW * 2,
    "a line broken within a cell": HEAD + '02/04/2019,Arson,North,"one\ntwo"\n' + ROW * 2,
    "a heading broken within its cell": '"Date",Type,Area,"No\nte"\n' + ROW * 3,
    "inches in a text": HEAD + '02/04/2019,Arson,North,5" pipe\n' + ROW * 2,
    "commas too many but blank": HEAD + ROW.replace("\n", ",,\n") * 3,
    "UTF-8 with its mark": b"\xef\xbb\xbf" + (HEAD + ROW * 3).encode(),
    "UTF-16 with its mark": (HEAD + ROW * 3).encode("utf-16"),
    "UTF-16 from a big machine": b"\xfe\xff" + (HEAD + ROW * 3).encode("utf-16-be"),
    "UTF-16 without its mark": (HEAD + ROW * 3).encode("utf-16-le"),
    "UTF-32": (HEAD + ROW * 3).encode("utf-32"),
    "DOS's end of file": (HEAD + ROW * 3).encode() + b"\x1a",
    "a sign that no text has": (HEAD + ROW * 3).replace("x\n", "\x01\n"),
    "gzip": gzip.compress((HEAD + ROW * 3).encode()),
    "gzip in two pieces": gzip.compress((HEAD + ROW).encode()) + gzip.compress((ROW * 2).encode()),
    "spaces around the cells": (HEAD + ROW * 3).replace(",", " , "),
}  # fmt: skip


@pytest.mark.parametrize("what", PLAIN)
def test_an_odd_file_that_says_all_is_read_without_a_problem(what: str, tmp_path: Path) -> None:
    found = read(written(tmp_path, PLAIN[what]))

    assert dict(found.months) == {("Arson", "North", date(2019, 4, 1)): 3}
    assert (found.rows, found.problems) == (3, ())


@pytest.mark.parametrize(
    ("text", "counted", "left", "where"),
    [
        (HEAD + ROW + "02/04/2019,Arson,North\n" + ROW, 3, {}, ["line 3"]),
        (HEAD + ROW + "02/04/2019,Arson\n" + ROW, 2, {"no count": 1}, ["line 3"]),
        (HEAD + ROW + "02/04/2019,Arson,North,x,y\n" + ROW, 2, {"no count": 1}, ["line 3"]),
        (HEAD + ROW + '02/04/2019,Arson,North,"x\n' + ROW * 3, 5, {}, ["line 3"]),
        (HEAD + ROW + '02/04/2019,"Arson,North,x\n' + ROW * 3, 4, {"no count": 1}, ["line 3"]),
        (HEAD + '02/04/2019,"Arson,North,x\n02/04/2019,Arson,North,x"\n' + ROW, 2, {"no count": 1}, ["line 2"]),
        (HEAD + ROW + '02/04/2019,Arson,North,"5" pipe\n' + ROW, 3, {}, ["line 3"]),
    ],
)  # fmt: skip
def test_a_row_that_is_ragged_or_has_a_stray_quotation_mark_spoils_itself_alone(
    text: str, counted: int, left: dict[str, int], where: list[str], tmp_path: Path
) -> None:
    found = read(written(tmp_path, text))

    assert (found.counted, dict(found.left_out), lines(found)) == (counted, left, where)


@pytest.mark.parametrize(
    ("content", "names", "said", "where"),
    [
        ("Date,Type,Area\n02/04/2019,Café,North\n".encode("cp1252"), {"Café"}, "Windows-1252", []),
        ("Date,Type,Area\n02/04/2019,Café,North\n".encode(), {"Café"}, "", []),
        ("Date,Type,Area\n02/04/2019,Café,North\n".encode() + b"02/04/2019,Caf\xe9,North\n", {"Café"}, "", ["line 3"]),
        (b"Date,Type,Area\n02/04/2019,\x80 \x81,North\n", {"€ \ufffd"}, "Windows-1252", ["line 2"]),
        ("Date,Type,Area\n02/04/2019,Café,North\n".encode("utf-16"), {"Café"}, "UTF-16", []),
        ("Date,Type,Area\n02/04/2019,Café,North\n".encode("utf-16")[:-1], {"Café"}, "UTF-16", ["line 2"]),
    ],
)  # fmt: skip
def test_a_letter_of_another_encoding_is_read_and_said(
    content: bytes, names: set[str], said: str, where: list[str], tmp_path: Path
) -> None:
    found = read(written(tmp_path, content))

    assert {measure for measure, _, _ in found.months} == names
    assert any(said in sentence for sentence in found.said) if said else found.said == ()
    assert lines(found) == where


def _zip(members: dict[str, bytes], **how: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", **how) as archive:  # type: ignore[arg-type]
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def _locked(content: bytes) -> bytes:
    """Return an archive whose members say that they have a password."""
    changed = bytearray(content)
    for mark, behind in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.index(mark) + behind
        changed[at : at + 2] = struct.pack("<H", 1)
    return bytes(changed)


REFUSED = {
    "empty": (b"", "x.csv is empty"),
    "blank lines alone": (b"\n\n\n", "x.csv is none of the files that are known: it has no headings"),
    "headings of something else": (b"Officer,Shift\nA,early\n", "its headings are 'Officer' and 'Shift'"),
    "gzip cut short": (gzip.compress(os.urandom(5000))[:2000], "x.csv is damaged or cut short"),
    "gzip with a wrong sum": (gzip.compress((HEAD + ROW).encode())[:-8] + b"\1\2\3\4\5\6\7\0", "x.csv is damaged or cut short"),
    "gzip of nothing": (gzip.compress(b""), "x.csv is empty"),
    "gzip of gzip": (gzip.compress(gzip.compress(HEAD.encode())), "x.csv is packed twice"),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "x.csv is no text, workbook or Parquet file"),
    "a PDF": (b"%PDF-1.7\n...", "x.csv is a PDF"),
    "a workbook of XML": (b'\xef\xbb\xbf<?xml version="1.0"?><Workbook/>', "x.csv is a web page or XML"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "x.csv is an old .xls workbook"),
    "a Parquet file cut short": (b"PAR1" + b"abc" * 20, "x.csv is damaged: it is a Parquet file"),
    "an archive cut short": (_zip({"a.csv": (HEAD + ROW).encode()})[:-30], "x.csv is damaged"),
    "an archive with a wrong sum": (_zip({"a.csv": (HEAD + ROW).encode()}).replace(b"Arson", b"Arsen", 1), "x.csv/a.csv is damaged"),
    "an archive without a table": (_zip({"a.png": b"x"}), "x.csv holds no .csv, .txt or .xlsx file"),
    "an archive with a password": (_locked(_zip({"a.csv": b"x"})), "x.csv/a.csv has a password"),
    "an archive with an empty file": (_zip({"a.csv": b""}), "x.csv/a.csv is empty"),
    "an archive of archives": (_zip({"a.zip": _zip({"a.csv": HEAD.encode()})}), "x.csv holds no .csv"),
    "a text with a hole": ((HEAD + ROW).encode() + bytes(4096), "x.csv is no text"),
    "a web page": (b"<!DOCTYPE html>\n<html><body>Log in</body></html>\n", "x.csv is a web page or XML"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_what_cannot_be_read_is_refused_in_one_sentence(what: str, tmp_path: Path) -> None:
    content, sentence = REFUSED[what]

    with pytest.raises(SourceError) as refused:
        read_files([written(tmp_path, content)], Meanings(today=TODAY))

    assert sentence in refused.value.sentence
    assert "\n" not in refused.value.sentence
    assert refused.value.do


def test_what_is_no_file_is_refused_and_never_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "folder.csv").mkdir()
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "s.csv"))
    said = []

    for name in ("pipe.csv", "folder.csv", "s.csv", "nothing.csv", "x" * 300):
        with pytest.raises(XlscoreError) as refused:
            read_files([tmp_path / name], Meanings())
        said.append(refused.value.what)

    listening.close()
    assert "pipe or a device" in said[0]
    assert "is a folder" in said[1]
    assert "pipe or a device" in said[2]
    assert "There is no file" in said[3]
    assert "cannot be read" in said[4]


def test_an_archive_that_swells_as_no_table_does_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_HARMLESS", 1 << 20)
    trap = bytes(4 << 20)

    for name, content in (
        ("x.gz", gzip.compress(trap)),
        ("x.zip", _zip({"a.csv": trap}, compression=zipfile.ZIP_DEFLATED)),
    ):
        with pytest.raises(SourceError, match="as no table does"):
            read_files([written(tmp_path, content, name)], Meanings())


def test_words_in_an_archive_are_named_and_an_archive_of_words_is_refused(tmp_path: Path) -> None:
    licence = b"This may be used by everybody, wherever they are.\nAnd so on.\n"
    path = written(tmp_path, _zip({"LICENCE.txt": licence, "a.csv": (HEAD + ROW).encode()}), "x.zip")

    found = read(path)

    assert (found.file, found.counted) == ("x.zip/a.csv", 1)
    assert found.said[0] == "In x.zip this file is words and no table: 'x.zip/LICENCE.txt'."
    with pytest.raises(SourceError, match=r"y\.zip holds no table"):
        read(written(tmp_path, _zip({"LICENCE.txt": licence}), "y.zip"))
    with pytest.raises(SourceError, match=r"z\.txt is none of the files that are known"):
        read(written(tmp_path, licence, "z.txt"))


def test_one_file_that_cannot_be_read_refuses_them_all(tmp_path: Path) -> None:
    good, bad = written(tmp_path, HEAD + ROW, "good.csv"), written(tmp_path, b"", "bad.csv")

    with pytest.raises(SourceError, match=r"bad\.csv is empty"):
        read_files([good, bad], Meanings(today=TODAY))


def test_nothing_is_left_beside_the_files_and_they_are_as_they_were(tmp_path: Path) -> None:
    path = written(tmp_path, HEAD + ROW + "02/04/2019,Arson\n")
    before = path.read_bytes()

    read(path)

    assert [one.name for one in tmp_path.iterdir()] == ["x.csv"]
    assert path.read_bytes() == before


def test_a_name_that_looks_like_a_pattern_is_the_name_of_one_file(tmp_path: Path) -> None:
    written(tmp_path, HEAD + ROW.replace("Arson", "Theft"), "crimes 1.csv")

    found = [
        read(written(tmp_path, HEAD + ROW, name))
        for name in ("crimes [1].csv", "crimes ?.csv", "crimes *.csv", "it's.gz")
    ]

    assert [{measure for measure, _, _ in file.months} for file in found] == [{"Arson"}] * 4


def test_a_parquet_file_is_read_by_the_names_and_kinds_of_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "crimes [1].parquet"
    plain = tmp_path / "crimes.parquet"
    duckdb.sql(
        "SELECT DATE '2019-04-02' AS \"Recorded date\", 'Arson' AS Offence, 'North' AS \"Area\", 3 AS \"Count\" "
        "UNION ALL SELECT DATE '2019-04-03', 'Arson', NULL, 4 UNION ALL SELECT NULL, 'Arson', 'North', 5 "
    ).write_parquet(str(plain))
    plain.rename(path)

    found = read_files([path], Meanings(today=TODAY))[0]

    assert (found.rows, found.counted, found.left_out) == (3, 2, {"date": 1})
    assert dict(found.days) == {
        ("Arson", "North", date(2019, 4, 2)): 3,
        ("Arson", "(blank)", date(2019, 4, 3)): 4,
    }
