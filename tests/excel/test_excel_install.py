"""Installing, removing and examining the add-in, on a computer made of folders and a dictionary."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from importlib.metadata import version
from pathlib import Path
from types import ModuleType

import pytest

import xlscore
from xlscore.excel import build as building
from xlscore.excel.build import ADDIN_NAME, SETTINGS_SHEET, AddinError, build
from xlscore.excel.doctor import LONGEST_COMMAND, Finding, FindingLevel, examine
from xlscore.excel.install import install, uninstall
from xlscore.excel.machine import Machine
from xlscore.excel.policies import CHILD_PROCESS_RULE
from xlscore.excel.xlwings_vba import procedure, xlwings_module
from xlscore.ooxml import Workbook

pytestmark = pytest.mark.xdist_group("excel-install")

SECURITY = r"Software\Policies\Microsoft\Office\16.0\Excel\Security"
RULES = r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules"


@pytest.fixture(scope="module")
def macros() -> bytes:
    """The add-in's macros as they are built."""
    return building._vba_project()


@pytest.fixture(autouse=True)
def the_macros_are_built_once(monkeypatch: pytest.MonkeyPatch, macros: bytes) -> None:
    """Take for each add-in the macros that were built already; that they are alike each time is tested with the building."""
    monkeypatch.setattr(building, "_vba_project", lambda: macros)


def computer(
    folder: Path, registry: Mapping[tuple[str, str, str], str | int] | None = None, **environ: str
) -> Machine:
    """Return a Windows computer of one user, whose Python has xlwings' library beside it."""
    python = folder / "Python" / "python.exe"
    python.parent.mkdir(exist_ok=True)
    python.touch()
    (python.parent / f"xlwings64-{version('xlwings')}.dll").touch()
    held = registry or {}
    return Machine(
        environ={"APPDATA": str(folder / "Roaming"), **environ},
        python=str(python),
        registry=lambda hive, key, name: held.get((hive, key, name)),
        is_windows=True,
    )


def troubles(machine: Machine) -> list[Finding]:
    # This Python stands for the officer's, and has no pywin32 on other systems.
    return [f for f in examine(machine) if f.level is FindingLevel.TROUBLE and "pywin32" not in f.what]


def test_the_add_in_goes_into_the_users_start_folder_and_says_so(tmp_path: Path) -> None:
    machine = computer(tmp_path)

    said = install(machine)

    path = tmp_path / "Roaming" / "Microsoft" / "Excel" / "XLSTART" / ADDIN_NAME
    settings = {row[0]: row[1] for row in Workbook.open(path).sheet(SETTINGS_SHEET).values(1, 1, 8, 2)}
    assert said[:2] == [f"Installed {path}", f"It starts {machine.python}"]
    assert settings["INTERPRETER_WIN"] == machine.python
    assert settings["DEBUG UDFS"] == "False"
    assert not machine.server_file.exists()


def test_installing_again_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    install(machine)
    before = machine.addin.read_bytes()

    install(machine)

    assert machine.addin.read_bytes() == before
    assert [path.name for path in machine.start_folder.iterdir()] == [ADDIN_NAME]


def test_a_server_at_logon_is_written_and_taken_back(tmp_path: Path) -> None:
    machine = computer(tmp_path)

    said = install(machine, server_at_logon=True)

    text = machine.server_file.read_text(encoding="utf-8")
    assert any(str(machine.server_file) in line for line in said)
    assert f'"{machine.python}" -B -c "import xlwings; xlwings.serve()"' in text
    assert any("Removed" in line for line in install(machine))
    assert not machine.server_file.exists()


def test_removing_takes_away_what_installing_put_there_and_nothing_else(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    install(machine, server_at_logon=True)
    other = machine.start_folder / "PERSONAL.XLSB"
    other.touch()

    said = uninstall(machine)

    assert [line for line in said if line.startswith("Removed")] == [
        f"Removed {machine.addin}", f"Removed {machine.server_file}",
    ]  # fmt: skip
    assert other.exists()
    assert uninstall(machine) == [f"Nothing to remove: {machine.addin} is not there"]


def test_a_computer_that_is_not_windows_is_a_sentence() -> None:
    with pytest.raises(AddinError, match="not Windows"):
        install(Machine(environ={}))


def test_an_add_in_that_excel_holds_open_is_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = computer(tmp_path)
    install(machine)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)

    with pytest.raises(AddinError, match="close Excel"):
        uninstall(machine)


def test_a_build_that_excel_holds_open_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = computer(tmp_path)
    install(machine)
    before = machine.addin.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("os.replace", refuse)

    with pytest.raises(AddinError, match="close Excel and run again"):
        install(machine, server_at_logon=True)
    assert machine.addin.read_bytes() == before
    assert [path.name for path in machine.start_folder.iterdir()] == [ADDIN_NAME]


# the doctor


def test_a_good_computer_has_no_trouble(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    install(machine)

    findings = examine(machine)

    assert troubles(machine) == []
    assert [f.what for f in findings if f.level is FindingLevel.FINE][:3] == [
        "Windows",
        f"The add-in is installed: {machine.addin}",
        f"xlscore {xlscore.__version__} in the add-in and in Python",
    ]


def test_every_trouble_comes_with_its_fix(tmp_path: Path) -> None:
    machine = computer(
        tmp_path, {("HKCU", SECURITY, "RequireAddinSig"): 1, ("HKLM", RULES, CHILD_PROCESS_RULE): "1"}
    )

    found = examine(machine)

    assert all(bool(f.fix) == (f.level is not FindingLevel.FINE) for f in found)


@pytest.mark.parametrize(
    ("registry", "what", "fix"),
    [
        ({("HKCU", SECURITY, "RequireAddinSig"): 1}, "only signed add-ins", "certificate"),
        ({("HKLM", SECURITY, "DisableAllAddins"): 1}, "All add-ins", "Trust Center"),
        (
            {("HKCU", SECURITY + r"\Trusted Locations", "AllLocationsDisabled"): 1, ("HKCU", SECURITY, "VBAWarnings"): 4},
            "only signed macros", "trusted locations",
        ),
        ({("HKCU", r"Software\Policies\Microsoft\Office\16.0\Common", "VBAOff"): 1}, "VBA is switched off", "policy"),
        ({("HKLM", RULES, CHILD_PROCESS_RULE): "1"}, "blocks programs that Office starts", "--server-at-logon"),
        ({("HKLM", RULES, CHILD_PROCESS_RULE): "6"}, "warns of programs that Office starts", "--server-at-logon"),
        (
            {("HKLM", r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager", "ASRRules"): f"A=2|{CHILD_PROCESS_RULE}=1"},
            "blocks programs that Office starts", "--server-at-logon",
        ),
    ],
)  # fmt: skip
def test_what_it_has_set_is_found(
    registry: dict[tuple[str, str, str], str | int], what: str, fix: str, tmp_path: Path
) -> None:
    machine = computer(tmp_path, registry)
    install(machine)

    [trouble] = troubles(machine)

    assert what in trouble.what
    assert fix in trouble.fix


def test_where_macros_may_run_after_a_question_there_is_no_trouble(tmp_path: Path) -> None:
    locations = ("HKCU", SECURITY + r"\Trusted Locations", "AllLocationsDisabled")
    machine = computer(tmp_path, {locations: 1, ("HKCU", SECURITY, "VBAWarnings"): 2})
    install(machine)

    assert troubles(machine) == []
    assert "Macros may run; Excel may ask once whether to enable them" in [f.what for f in examine(machine)]


def test_a_rule_that_only_watches_is_no_trouble(tmp_path: Path) -> None:
    machine = computer(tmp_path, {("HKLM", RULES, CHILD_PROCESS_RULE): "2"})
    install(machine)

    assert troubles(machine) == []


def test_a_server_at_logon_is_the_cure_for_the_child_process_rule(tmp_path: Path) -> None:
    machine = computer(tmp_path, {("HKLM", RULES, CHILD_PROCESS_RULE): "1"})

    install(machine, server_at_logon=True)

    assert troubles(machine) == []
    machine.server_file.unlink()
    assert "nothing starts" in troubles(machine)[0].what


def test_the_server_runs_without_a_window_where_python_has_a_program_for_that(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    windowless = Path(machine.python).with_name("pythonw.exe")
    windowless.touch()

    install(machine, server_at_logon=True)

    assert f'"{windowless}" -B -c' in machine.server_file.read_text(encoding="utf-8")


def test_an_add_in_that_names_no_python_is_a_warning(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    build(machine.addin)

    warned = [f for f in examine(machine) if f.level is FindingLevel.WARNING]

    assert [f.what for f in warned] == ["The add-in names no Python; each user's own settings must."]


@pytest.mark.parametrize(("found", "lacks"), [(None, True), (object(), False)])
def test_a_python_of_windows_needs_pywin32(
    found: object, lacks: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine = computer(tmp_path)
    install(machine)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: found)

    said = [f.fix for f in examine(machine) if "pywin32" in f.what]

    assert said == (["Run: pip install pywin32"] if lacks else [])


def test_the_registry_of_windows_is_asked_there_and_nowhere_else(monkeypatch: pytest.MonkeyPatch) -> None:
    held = {"Platform": ("x64", 1), "Bytes": (b"x", 3)}

    def value(_key: object, name: str) -> tuple[object, int]:
        if name not in held:
            raise FileNotFoundError(name)
        return held[name]

    registry = ModuleType("winreg")
    registry.__dict__.update(
        HKEY_CURRENT_USER=1, HKEY_LOCAL_MACHINE=2, OpenKey=lambda *_: nullcontext(), QueryValueEx=value
    )
    monkeypatch.setitem(sys.modules, "winreg", registry)

    for platform, answers in (("linux", [None, None, None]), ("win32", ["x64", None, None])):
        monkeypatch.setattr(sys, "platform", platform)
        assert [
            Machine().registry("HKLM", "Software", name) for name in ("Platform", "Bytes", "Gone")
        ] == answers


def test_an_add_in_of_another_version_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    machine = computer(tmp_path)
    install(machine)

    monkeypatch.setattr(xlscore, "__version__", "9.9")

    [trouble] = troubles(machine)
    assert "Python has 9.9" in trouble.what
    assert "install" in trouble.fix


def test_a_library_of_another_version_is_named(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    install(machine)
    (tmp_path / "Python" / f"xlwings64-{version('xlwings')}.dll").rename(
        tmp_path / "Python" / "xlwings64-0.30.0.dll"
    )

    [trouble] = troubles(machine)

    assert "found xlwings64-0.30.0.dll" in trouble.what


def test_a_32_bit_office_asks_for_the_32_bit_library(tmp_path: Path) -> None:
    machine = computer(
        tmp_path, {("HKLM", r"SOFTWARE\Microsoft\Office\ClickToRun\Configuration", "Platform"): "x86"}
    )
    install(machine)

    [trouble] = troubles(machine)

    assert trouble.what.startswith("xlwings32-")


def test_a_python_that_is_gone_is_found(tmp_path: Path) -> None:
    machine = computer(tmp_path)
    install(machine)
    Path(machine.python).unlink()

    [trouble] = troubles(machine)

    assert "is not there" in trouble.what


def test_a_missing_or_foreign_add_in_is_found(tmp_path: Path) -> None:
    machine = computer(tmp_path)

    assert "is not at" in troubles(machine)[0].what

    machine.start_folder.mkdir(parents=True)
    machine.addin.write_bytes(b"no workbook")
    assert "cannot be read as our add-in" in troubles(machine)[0].what


def test_a_path_that_is_too_long_is_found(tmp_path: Path) -> None:
    machine = Machine(
        environ={"APPDATA": str(tmp_path)},
        python="C:\\" + "x" * 2100 + "\\python.exe",
        registry=lambda *_: None,
        is_windows=True,
    )

    assert any(f"({LONGEST_COMMAND} fit)" in f.what for f in examine(machine))


def test_a_python_in_a_synchronised_folder_is_a_warning(tmp_path: Path) -> None:
    machine = computer(tmp_path, OneDriveCommercial=str(tmp_path / "Python"))
    install(machine)

    warnings = [f for f in examine(machine) if f.level is FindingLevel.WARNING]

    assert any("OneDrive" in f.what and "Always keep" in f.fix for f in warnings)
    assert troubles(machine) == []


def test_the_command_that_the_doctor_measures_is_the_one_that_vba_builds() -> None:
    from xlscore.excel import doctor

    text = xlwings_module()
    start, end = procedure(text, "XLPyCommand")
    body = text[start:end]

    for piece in (
        "sys.path=[p for p in sys.path if p];",
        "import xlwings.utils;xlwings.utils.prepare_sys_path(",
        ";import xlwings; xlwings.serve('",
        "cmd.exe ",
        " /K ",
    ):
        assert piece in body
        assert piece in doctor._COMMAND
    assert 'PYTHONPATH = "false;;;;;"' in body


def test_anywhere_else_the_doctor_says_where_to_run_it() -> None:
    findings = examine(Machine(environ={}, is_windows=False))

    assert findings[0].level is FindingLevel.WARNING
    assert "officer's computer" in findings[0].fix
    assert any("APPDATA" in f.what for f in findings)
