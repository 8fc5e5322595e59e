"""Saving: the old file or the new one, never half of either."""

from __future__ import annotations

import hashlib
import os
import random
import signal
import stat
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.support.raw_workbooks import part, workbook_bytes
from xlscore.ooxml import Workbook
from xlscore.ooxml.errors import (
    ChangedOnDiskError,
    EditRefusedError,
    FileBusyError,
    OoxmlError,
    PackageError,
    SaveError,
)
from xlscore.ooxml.opc import saving

ROWS = '<row r="1"><c r="A1"><v>1</v></c></row>'
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
MACROS = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "grid.xlsx"
    path.write_bytes(workbook_bytes(ROWS))
    return path


def changed(path: Path, value: float = 2) -> Workbook:
    book = Workbook.open(path)
    book.sheets[0].set_value(1, 1, value)
    return book


def test_a_saved_file_holds_the_new_value_and_no_other_file_is_left(file):
    changed(file).save()

    assert Workbook.open(file).sheets[0].value(1, 1) == 2
    assert os.listdir(file.parent) == ["grid.xlsx"]


def test_saving_without_a_change_does_not_touch_the_file(file):
    os.utime(file, (1, 1))

    Workbook.open(file).save()
    changed(file, 1).save()

    assert file.stat().st_mtime == 1


def test_a_workbook_can_be_saved_and_changed_and_saved_again(file):
    book = changed(file)
    book.save()
    book.sheets[0].set_value(1, 1, 3)
    book.save()

    assert Workbook.open(file).sheets[0].value(1, 1) == 3


def test_mode_and_link_are_kept(file, tmp_path):
    file.chmod(0o640)
    link = tmp_path / "link.xlsx"
    link.symlink_to(file)

    changed(link).save()

    assert link.is_symlink()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert Workbook.open(file).sheets[0].value(1, 1) == 2


def test_a_file_that_somebody_else_saved_meanwhile_is_not_overwritten(file):
    book = changed(file)
    changed(file, 7).save()

    with pytest.raises(ChangedOnDiskError, match=r"grid\.xlsx was saved by somebody else"):
        book.save()

    assert Workbook.open(file).sheets[0].value(1, 1) == 7


def test_a_file_that_is_gone_is_not_made_again_unasked(file):
    book = changed(file)
    file.unlink()

    with pytest.raises(ChangedOnDiskError, match="gone"):
        book.save()
    book.save(file.with_name("new.xlsx"))
    assert Workbook.open(file.with_name("new.xlsx")).sheets[0].value(1, 1) == 2


def excel_owner(name: str) -> bytes:
    short = name.encode("latin-1")
    return (
        bytes([len(short)])
        + short.ljust(54)
        + len(name).to_bytes(2, "little")
        + name.encode("utf-16-le").ljust(108, b" ")
    )


@pytest.mark.parametrize(
    ("owner", "content", "who"),
    [
        ("~$grid.xlsx", excel_owner("Performance Unit"), "open by Performance Unit;"),
        ("~$grid.xlsx", b"", "is open;"),
        (".~lock.grid.xlsx#", b",unit,pc42,31.03.2024 12:00,file:///home;", "open by unit;"),
        (".~lock.grid.xlsx#", b"\xff", "is open;"),
    ],
)
def test_a_file_that_is_open_elsewhere_is_refused_with_the_owners_name(file, owner, content, who):
    (file.parent / owner).write_bytes(content)
    before = file.read_bytes()

    with pytest.raises(FileBusyError, match=who):
        changed(file).save()

    assert file.read_bytes() == before


def test_backups_keep_the_newest_copies(file):
    for value in (2, 3, 4, 5):
        changed(file, value).save(backup=2)

    copies = [
        Workbook.open(file.with_name(f"grid.xlsx.bak{n}").read_bytes()).sheets[0].value(1, 1) for n in (1, 2)
    ]
    assert copies == [4, 3]
    assert len(os.listdir(file.parent)) == 3


def test_a_backup_is_copied_where_links_are_not_possible(file, monkeypatch):
    monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError("no links here")))

    changed(file).save(backup=1)

    assert Workbook.open(file.with_name("grid.xlsx.bak1").read_bytes()).sheets[0].value(1, 1) == 1


class Failing:
    """Lets the n-th call of a function fail, and says whether it came to that."""

    def __init__(self, function, at: int, error: OSError):
        self.function, self.at, self.error, self.calls = function, at, error, 0

    def __call__(self, *arguments, **more):
        self.calls += 1
        if self.calls == self.at:
            raise self.error
        return self.function(*arguments, **more)


@pytest.mark.parametrize("name", ["open", "write", "fsync", "chmod", "replace", "link", "stat", "read"])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_failure_at_any_step_leaves_the_original_or_the_whole_new_file(file, monkeypatch, name, at):
    before, book = file.read_bytes(), changed(file)
    full = OSError(28, "No space left on device")
    real_open = Path.open

    def opened(path, *arguments, **more):
        handle = real_open(path, *arguments, **more)
        if "xlscore-tmp" in path.name and name == "write":
            return Writing(handle, at)
        return handle

    class Writing:
        def __init__(self, handle, fail_at):
            self.handle, self.write = handle, Failing(handle.write, fail_at, full)

        def __enter__(self):
            return self

        def __exit__(self, *_):
            self.handle.close()

        def __getattr__(self, attribute):
            return getattr(self.handle, attribute)

    targets = {
        "open": (Path, "open", Failing(opened, at, full)),
        "write": (Path, "open", opened),
        "fsync": (os, "fsync", Failing(os.fsync, at, full)),
        "chmod": (os, "chmod", Failing(os.chmod, at, full)),
        "replace": (os, "replace", Failing(os.replace, at, full)),
        "link": (os, "link", Failing(os.link, at, full)),
        "stat": (stat, "S_IMODE", Failing(stat.S_IMODE, at, full)),
        "read": (Path, "read_bytes", Failing(Path.read_bytes, at, full)),
    }
    owner, attribute, replacement = targets[name]
    if name in ("open", "read"):
        failing = replacement
        monkeypatch.setattr(owner, attribute, lambda *a, **m: failing(*a, **m))
    else:
        monkeypatch.setattr(owner, attribute, replacement)

    failed = ""
    try:
        book.save(backup=1)
    except OoxmlError as error:
        failed = error.sentence
    monkeypatch.undo()

    value = Workbook.open(file).sheets[0].value(1, 1)
    assert value == (1 if failed else 2)
    assert failed == "" or (file.read_bytes() == before and failed.endswith("."))
    assert not [each for each in os.listdir(file.parent) if "tmp" in each]


def test_the_interrupt_key_leaves_no_temporary_file(file, monkeypatch):
    monkeypatch.setattr(os, "fsync", Failing(os.fsync, 1, KeyboardInterrupt()))  # type: ignore[arg-type]

    with pytest.raises(KeyboardInterrupt):
        changed(file).save()

    assert os.listdir(file.parent) == ["grid.xlsx"]


def sharing_violation() -> PermissionError:
    error = PermissionError(13, "in use")
    error.winerror = 32
    return error


def test_windows_holding_the_file_for_a_moment_is_waited_out(file, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    real, calls = os.replace, []

    def replace(source, target):
        calls.append(target)
        if len(calls) < 4:
            raise sharing_violation()
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    changed(file).save()

    assert waits == list(saving.WAITS[:3])
    assert Workbook.open(file).sheets[0].value(1, 1) == 2


def test_windows_holding_the_file_for_good_is_said_in_a_sentence(file, monkeypatch):
    waits: list[float] = []
    monkeypatch.setattr(time, "sleep", waits.append)
    monkeypatch.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(sharing_violation()))

    with pytest.raises(FileBusyError, match="held by another program"):
        changed(file).save()

    assert waits == list(saving.WAITS)
    assert Workbook.open(file).sheets[0].value(1, 1) == 1
    assert os.listdir(file.parent) == ["grid.xlsx"]


KILLED = """
import sys
from xlscore.ooxml import Workbook
book = Workbook.open(sys.argv[1])
value = 0
print("ready", flush=True)
while True:
    value += 1
    book.sheets[0].set_value(1, 1, value)
    book.save()
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGKILL.")
@pytest.mark.slow
def test_a_process_killed_at_any_moment_leaves_a_whole_file_and_the_next_save_sweeps_up(tmp_path):
    file = tmp_path / "grid.xlsx"
    noise = random.Random(3).randbytes(400_000)
    file.write_bytes(workbook_bytes(ROWS, extra={"xl/media/noise.bin": noise}))
    pause = random.Random(5)

    for _ in range(15):
        with subprocess.Popen([sys.executable, "-c", KILLED, str(file)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(pause.uniform(0, 0.06))
            process.send_signal(signal.SIGKILL)
            process.wait()
        book = Workbook.open(file)
        assert isinstance(book.sheets[0].value(1, 1), int | float)
        assert book.package.read("/xl/media/noise.bin") == noise
        changed(file, -pause.random()).save()
        assert os.listdir(tmp_path) == ["grid.xlsx"]


def test_orphans_are_swept_and_a_save_that_is_going_on_is_not(tmp_path):
    old = tmp_path / ".grid.xlsx.elsewhere.1.xlscore-tmp"
    fresh_elsewhere = tmp_path / ".grid.xlsx.elsewhere.2.xlscore-tmp"
    own = tmp_path / f".grid.xlsx.{saving.HOST}.{os.getpid()}-2.xlscore-tmp"
    dead = tmp_path / f".grid.xlsx.{saving.HOST}.999999999-1.xlscore-tmp"
    stranger = tmp_path / "letter.tmp"
    for each in (old, fresh_elsewhere, own, dead, stranger):
        each.write_bytes(b"x")
    os.utime(old, (1, 1))

    saving.sweep(tmp_path)

    assert sorted(os.listdir(tmp_path)) == sorted(each.name for each in (fresh_elsewhere, own, stranger))


@pytest.mark.parametrize("length", [240, 248, 251, 255])
@pytest.mark.parametrize("letter", ["a", "é"])
def test_a_file_with_a_name_as_long_as_a_file_system_takes_is_saved_with_its_backup(tmp_path, length, letter):
    size = len(letter.encode())
    path = tmp_path / (letter * ((length - 5) // size) + "x" * ((length - 5) % size) + ".xlsx")
    path.write_bytes(workbook_bytes(ROWS))

    changed(path, 3).save(backup=2)
    changed(path, 4).save(backup=2)

    assert Workbook.open(path).sheets[0].value(1, 1) == 4
    copies = sorted(each for each in os.listdir(tmp_path) if each != path.name)
    assert [each[-5:] for each in copies] == [".bak1", ".bak2"]
    assert [Workbook.open(tmp_path / each).sheets[0].value(1, 1) for each in copies] == [3, 1]


def test_threads_that_save_one_file_at_once_leave_one_winner_and_a_sentence_for_each_other(file):
    books = [changed(file, value) for value in range(10, 18)]
    ready, outcomes = threading.Barrier(len(books)), {}

    def save(value, book):
        ready.wait()
        try:
            book.save()
            outcomes[value] = "saved"
        except OoxmlError as error:
            outcomes[value] = type(error).__name__

    threads = [threading.Thread(target=save, args=pair) for pair in enumerate(books, 10)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    winners = [value for value, outcome in outcomes.items() if outcome == "saved"]
    assert len(winners) == 1
    assert Workbook.open(file).sheets[0].value(1, 1) == winners[0]
    assert set(outcomes.values()) == {"saved", "ChangedOnDiskError"}
    assert os.listdir(file.parent) == [file.name]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_neither_waited_for_nor_replaced(file):
    pipe = file.with_name("pipe.xlsx")
    os.mkfifo(pipe)

    with pytest.raises(PackageError, match="a pipe or a device"):
        Workbook.open(pipe)
    with pytest.raises(SaveError, match="a pipe or a device"):
        changed(file).save(pipe)

    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_saving_under_another_name_goes_on_with_the_new_file(file):
    book = changed(file)
    book.save(file.with_name("copy.xlsx"))
    book.sheets[0].set_value(1, 1, 3)
    book.save()

    assert Workbook.open(file).sheets[0].value(1, 1) == 1
    assert Workbook.open(file.with_name("copy.xlsx")).sheets[0].value(1, 1) == 3


def test_an_unchanged_workbook_is_copied_byte_for_byte(file):
    Workbook.open(file).save(file.with_name("copy.xlsx"))

    assert file.with_name("copy.xlsx").read_bytes() == file.read_bytes()


def test_a_template_saved_as_a_workbook_becomes_one(tmp_path):
    template = tmp_path / "grid.xltx"
    data = workbook_bytes(ROWS)
    book = Workbook.open(data)
    book.package.set_content_type("/xl/workbook.xml", TYPES.replace("sheet.main", "template.main"))
    template.write_bytes(book.to_bytes())

    Workbook.open(template).save(tmp_path / "grid.xlsx")

    assert TYPES in part((tmp_path / "grid.xlsx").read_bytes(), "[Content_Types].xml")


def test_a_workbook_with_macros_is_not_saved_under_a_suffix_that_forbids_them(tmp_path):
    book = Workbook.open(workbook_bytes(ROWS, workbook_links=[("vbaProject", "vbaProject.bin")]))
    book.package.set_content_type("/xl/workbook.xml", MACROS)

    with pytest.raises(EditRefusedError, match="holds macros"):
        book.save(tmp_path / "grid.xlsx")


@pytest.mark.parametrize(("held", "suffix", "kind"), [(TYPES, ".xlsm", MACROS), (MACROS, ".XLSX", TYPES)])
def test_a_workbook_without_macros_takes_the_kind_of_its_new_suffix(tmp_path, held, suffix, kind):
    book = Workbook.open(workbook_bytes(ROWS))
    book.package.set_content_type("/xl/workbook.xml", held)

    book.save(tmp_path / f"grid{suffix}")

    assert Workbook.open(tmp_path / f"grid{suffix}").package.content_type("/xl/workbook.xml") == kind


@pytest.mark.parametrize("suffix", [".xls", ".xlsb", ".csv", ".PDF", ".ods", ".svg", ".xslx", ""])
def test_an_ending_under_which_excel_opens_no_workbook_is_refused(tmp_path, suffix):
    with pytest.raises(EditRefusedError, match=r"end its name with \.xlsx or \.xlsm"):
        Workbook.open(workbook_bytes(ROWS)).save(tmp_path / f"grid{suffix}")

    assert not list(tmp_path.iterdir())


def test_a_workbook_keeps_an_ending_of_its_own(tmp_path):
    kept = tmp_path / "grid.xlsx.bak1"
    kept.write_bytes(workbook_bytes(ROWS))
    book = Workbook.open(kept)
    book.sheets[0].set_value(1, 1, "changed")

    book.save()
    book.save(tmp_path / "other.bak1")

    assert Workbook.open(kept).sheets[0].value(1, 1) == "changed"
    assert Workbook.open(tmp_path / "other.bak1").sheets[0].value(1, 1) == "changed"


def test_a_read_only_file_is_not_replaced(file):
    before = file.read_bytes()
    file.chmod(0o444)

    with pytest.raises(SaveError, match="read-only"):
        changed(file).save()

    assert file.read_bytes() == before
    assert [each.name for each in file.parent.iterdir()] == [file.name]


@pytest.mark.parametrize("name", ["Ж" * 120 + ".xlsx", "🙂" * 60 + ".xlsx", "Größe 2024.xlsx"])
def test_a_long_name_in_any_script_is_saved(tmp_path, name):
    Workbook.open(workbook_bytes(ROWS)).save(tmp_path / name)

    assert Workbook.open(tmp_path / name).sheets[0].value(1, 1) == 1


def test_a_name_too_long_for_the_disk_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SaveError, match="was not saved"):
        Workbook.open(workbook_bytes(ROWS)).save(tmp_path / ("x" * 300 + ".xlsx"))


@pytest.mark.parametrize("name", ["", "no\0name.xlsx"])
def test_a_path_that_is_no_file_is_said_in_a_sentence(tmp_path, name):
    with pytest.raises(PackageError, match="cannot be read"):
        Workbook.open(f"{tmp_path}/{name}")


def test_a_workbook_from_bytes_asks_for_a_name():
    with pytest.raises(EditRefusedError, match="which name"):
        Workbook.open(workbook_bytes(ROWS)).save()


def test_a_folder_that_is_not_there_is_said_in_a_sentence(tmp_path):
    with pytest.raises(SaveError, match="was not saved"):
        Workbook.open(workbook_bytes(ROWS)).save(tmp_path / "nowhere" / "grid.xlsx")


def test_the_same_edit_gives_the_same_bytes_on_every_day(file, monkeypatch):
    first = changed(file).to_bytes()
    monkeypatch.setattr(time, "time", lambda: 4e9)

    assert hashlib.sha256(changed(file).to_bytes()).digest() == hashlib.sha256(first).digest()
