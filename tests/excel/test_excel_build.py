"""The built add-in: the same bytes each time, accepted by Office's schema, read back by three other readers."""

from __future__ import annotations

import io
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import Any

import olefile
import pytest
from oletools.olevba import VBA_Parser

from tests.support.tools import ROOT
from tests.support.validator import validate
from tests.support.vba_text import decided
from xlscore.excel.build import SETTINGS_SHEET, AddinError, build, modules, settings
from xlscore.excel.buttons import BUTTONS, GROUPS
from xlscore.excel.generate import HANDWRITTEN, generated, write
from xlscore.excel.names import VBA_WORDS, excel_functions
from xlscore.excel.vba_text import LONGEST_LINE
from xlscore.excel.xlwings_vba import CHANGES, XlwingsLayoutError, changed, procedure, xlwings_module
from xlscore.functions import REGISTRY
from xlscore.ooxml import Workbook

pytestmark = pytest.mark.xdist_group("excel-build")

RIBBON = "{http://schemas.microsoft.com/office/2009/07/customui}"
DOCUMENTS = ("ThisWorkbook", "Sheet1")


@pytest.fixture(scope="module")
def addin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("addin") / "xlscore.xlam", r"C:\Program Files\Python\python.exe")


@pytest.fixture(scope="module")
def project(addin: Path) -> bytes:
    with zipfile.ZipFile(addin) as package:
        return package.read("xl/vbaProject.bin")


def test_the_texts_in_vba_shim_are_current() -> None:
    for name, text in generated().items():
        assert (ROOT / "vba_shim" / name).read_bytes() == text.encode(), f"{name}: run xlscore addin generate"
    assert {path.name for path in (ROOT / "vba_shim").iterdir() if path.suffix in (".bas", ".cls", ".xml")} == {
        *generated(), *HANDWRITTEN,
    }  # fmt: skip


def test_generating_writes_only_what_is_out_of_date(tmp_path: Path) -> None:
    first = write(tmp_path)

    (tmp_path / "customUI14.xml").write_text("old", encoding="utf-8")

    assert len(first) == len(generated())
    assert [path.name for path in write(tmp_path)] == ["customUI14.xml"]
    assert write(tmp_path) == []


def test_two_builds_are_the_same_bytes(addin: Path, tmp_path: Path) -> None:
    again = build(tmp_path / "again.xlam", r"C:\Program Files\Python\python.exe")

    assert again.read_bytes() == addin.read_bytes()


@pytest.mark.validator
def test_offices_own_schema_accepts_the_add_in(addin: Path) -> None:
    assert validate(addin) == []


def test_it_is_an_add_in_with_a_ribbon_of_office_2010_and_later(addin: Path) -> None:
    with zipfile.ZipFile(addin) as package:
        types, relations = package.read("[Content_Types].xml").decode(), package.read("_rels/.rels").decode()

    assert "application/vnd.ms-excel.addin.macroEnabled.main+xml" in types
    assert "application/vnd.ms-office.vbaProject" in types
    assert 'Type="http://schemas.microsoft.com/office/2007/relationships/ui/extensibility"' in relations
    assert 'Target="customUI/customUI14.xml"' in relations


def test_no_person_and_no_moment_is_named_in_it(addin: Path) -> None:
    with zipfile.ZipFile(addin) as package:
        core = package.read("docProps/core.xml").decode()

    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", core) == []
    assert set(re.findall(r">(\d{4}-[^<]+)<", core)) == {"2020-01-01T00:00:00Z"}


def test_the_settings_sheet_starts_in_its_first_cell_and_has_no_gap(addin: Path) -> None:
    sheet = Workbook.open(addin).sheet(SETTINGS_SHEET)

    rows = sheet.values(1, 1, len(settings("x")), 3)

    assert [row[0] for row in rows][:2] == ["INTERPRETER_WIN", "UDF MODULES"]
    assert rows[0][1] == r"C:\Program Files\Python\python.exe"
    assert all(cell for row in rows for cell in row)
    assert dict(row[:2] for row in rows)["ADD_WORKBOOK_TO_PYTHONPATH"] == "False"


# the VBA project, by other readers


def test_olevba_reads_every_module_back_byte_for_byte(addin: Path) -> None:
    read = {Path(name).stem: text for _, _, name, text in VBA_Parser(str(addin)).extract_macros()}

    for name, text in modules().items():
        if name in DOCUMENTS:
            assert read[name].endswith(text)
        elif name == "Dictionary":  # a class loses the lines that only an exported file has
            assert read[name].splitlines()[8:] == text.splitlines()[11:]
        else:
            assert read[name] == text
    assert set(read) == {*modules(), *DOCUMENTS}


def test_a_reader_of_our_own_agrees_with_olevba_on_every_stream(project: bytes, addin: Path) -> None:
    read = {Path(name).stem: text for _, _, name, text in VBA_Parser(str(addin)).extract_macros()}

    with olefile.OleFileIO(io.BytesIO(project)) as streams:
        listed = {path[-1] for path in streams.listdir() if path[0] == "VBA"}
        own = {name: decompressed(streams.openstream(["VBA", name]).read()).decode("cp1252") for name in read}

    assert listed == {*read, "dir", "_VBA_PROJECT"}
    assert own == read


def test_the_projects_own_lists_name_every_module_once(project: bytes) -> None:
    with olefile.OleFileIO(io.BytesIO(project)) as streams:
        text = streams.openstream("PROJECT").read().decode("cp1252")
        records = dict(dir_records(decompressed(streams.openstream(["VBA", "dir"]).read())))
        version = streams.openstream(["VBA", "_VBA_PROJECT"]).read()

    listed = re.findall(r"^(Module|Class|Document)=(\w+)", text, re.MULTILINE)

    assert {name for _, name in listed} == {*modules(), *DOCUMENTS}
    assert len(listed) == len({name for _, name in listed})
    assert [name for kind, name in listed if kind == "Class"] == ["Dictionary"]
    assert records[0x000F] == struct.pack("<H", len(listed))  # how many modules
    assert version == bytes.fromhex("CC61FFFF000100")  # no compiled code: Excel compiles the text itself


def decompressed(data: bytes) -> bytes:
    """Return the text of a compressed stream of a VBA project (MS-OVBA 2.4.1.3), written for this test alone."""
    assert data[0] == 1
    out, at = bytearray(), 1
    while at < len(data):
        head = int.from_bytes(data[at : at + 2], "little")
        end, start, at = at + (head & 0x0FFF) + 3, len(out), at + 2
        if not head & 0x8000:
            out += data[at:end]
            at = end
        while at < end:
            flags, at = data[at], at + 1
            for bit in range(8):
                if at >= end:
                    break
                if not flags >> bit & 1:
                    out.append(data[at])
                    at += 1
                    continue
                token, at = int.from_bytes(data[at : at + 2], "little"), at + 2
                bits = max(4, (len(out) - start - 1).bit_length())
                length, back = (token & (0xFFFF >> bits)) + 3, (token >> (16 - bits)) + 1
                for _ in range(length):
                    out.append(out[-back])
    return bytes(out)


def dir_records(data: bytes) -> Any:
    """Give the records of a VBA project's directory: number and content."""
    at = 0
    while at + 6 <= len(data):
        number, size = struct.unpack_from("<HI", data, at)
        size = 6 if number == 0x0009 else size  # the version's length field is a reserved number
        yield number, data[at + 6 : at + 6 + size]
        at += 6 + size


# the VBA's text


def test_no_arithmetic_stands_in_our_vba() -> None:
    for name, text in modules().items():
        if name in ("xlwings", "Dictionary"):
            continue
        code = re.sub(r'"(?:[^"]|"")*"|\'.*', "", text)
        assert re.findall(r"[^\s]\s*(?:[*/^\\]|\bMod\b|\d\s*[+-]\s*\d)\s*[\w(]", code) == [], name


def test_every_line_fits_the_editor_and_every_code_page() -> None:
    for name, text in modules().items():
        assert text.isascii(), name
        assert max(map(len, text.splitlines())) <= LONGEST_LINE, name
        assert "\n" not in text.replace("\r\n", ""), f"{name} has line ends of two kinds"


def test_every_function_has_a_wrapper_that_names_its_arguments() -> None:
    text = generated()["ScorecardFunctions.bas"]

    for name, function in excel_functions().items():
        given = ", ".join(("" if a.required else "Optional ") + a.name for a in function.arguments)
        assert f"Public Function {name}({given})\r\n" in text


def test_no_wrapper_has_a_name_that_vba_or_excel_keeps_for_itself() -> None:
    from openpyxl.utils import FORMULAE

    wrappers = re.findall(r"^Public Function (\S+?)\(", generated()["ScorecardFunctions.bas"], re.MULTILINE)

    assert wrappers == list(excel_functions())
    assert {"SPC_TABLE", "TREND_ARROW"} <= set(wrappers)
    assert not any(name.lower() in VBA_WORDS or name in FORMULAE or "[" in name for name in wrappers)


def test_continued_lines_are_as_many_as_the_editor_takes() -> None:
    for text in modules().values():
        runs = re.findall(r"(?:[^\r\n]* _\r\n)+", text)
        assert max((run.count("\r\n") for run in runs), default=0) <= 24


# the ribbon


def test_the_ribbon_has_its_tab_groups_and_buttons() -> None:
    root = ET.fromstring(generated()["customUI14.xml"])
    tab = root.find(f"{RIBBON}ribbon/{RIBBON}tabs/{RIBBON}tab")
    assert tab is not None

    groups = {group.get("label"): [b.get("label") for b in group] for group in tab}

    assert tab.get("label") == "Scorecard"
    assert tuple(groups) == GROUPS == ("Grades", "Scorecards", "Month", "Log", "Pictures", "Paper", "Help")
    assert groups["Grades"] == [
        "Generate force grades",
        "Agree grades",
        "Collate returns",
        "Next cycle",
        "Test conditions",
    ]
    assert groups["Scorecards"] == [
        "Fill threat & impact",
        "Score risks",
        "Update MSG positions",
        "Grade quadrants",
        "Carry notes",
        "Refresh all",
    ]
    assert groups["Month"] == [
        "Roll satisfaction",
        "Compare quarters",
        "Show indicators",
        "Compare published",
        "Control charts",
        "Explorer",
        "Write pages",
        "Report the month",
        "Bring in files",
        "Try on past years",
        "Targets",
    ]
    assert groups["Paper"] == [
        "Write paper",
        "Refresh paper",
        "Front sheets",
        "Check paper",
        "Find regions again",
        "Paper as PDF",
        "Data pack",
    ]
    assert groups["Help"] == [
        "Check workbook",
        "Explain cell",
        "Bring formulas over",
        "Insert function",
        "Policy",
        "About",
    ]


def test_every_button_has_all_that_an_officer_and_a_keyboard_need() -> None:
    root = ET.fromstring(generated()["customUI14.xml"])
    buttons = list(root.iter(f"{RIBBON}button"))
    callbacks = generated()["ScorecardRibbon.bas"]

    for button in buttons:
        for attribute in ("label", "imageMso", "screentip", "supertip", "keytip", "getEnabled", "onAction"):
            assert button.get(attribute), (button.get("id"), attribute)
        module, _, macro = str(button.get("onAction")).partition(".")
        assert module == "ScorecardRibbon"
        assert f"Public Sub {macro}(control As IRibbonControl)" in callbacks
        assert len(str(button.get("supertip"))) <= 1024
    keytips = [button.get("keytip") for button in buttons]
    assert len(keytips) == len(set(keytips)) == len(BUTTONS)
    assert len({button.get("id") for button in buttons}) == len(BUTTONS)


def test_every_button_s_icon_is_one_that_office_has() -> None:
    listed = [
        name
        for line in (ROOT / "tests" / "data" / "office_images.txt").read_text(encoding="ascii").splitlines()
        if not line.startswith("#")
        for name in line.split()
    ]

    used = re.findall(r'imageMso="([^"]*)"', generated()["customUI14.xml"])

    assert len(used) == len(BUTTONS)
    assert [name for name in used if name not in listed] == []
    assert len(set(used)) == len(used), "two buttons look the same"
    assert len(set(listed)) == len(listed)


def test_no_text_of_the_add_in_has_a_function_s_name_in_brackets() -> None:
    names = "|".join([*REGISTRY, *excel_functions()])
    texts = {**modules(), **generated()}
    texts |= {name: f"{f.signature} {f.summary} {f.source}" for name, f in REGISTRY.items()}

    found = {
        where: re.findall(rf"\[\s*(?:{names})\s*\]", text, re.IGNORECASE)
        for where, text in texts.items()
        if where not in ("xlwings", "Dictionary")
    }

    assert {where: names for where, names in found.items() if names} == {}
    assert not re.search(
        r"\[\w+\]", generated()["ScorecardFunctions.bas"]
    )  # a name that VBA would have to be lent


# xlwings' own module


def test_the_module_of_the_installed_xlwings_is_taken_with_its_version() -> None:
    from importlib.metadata import version

    text = xlwings_module()

    assert f'XLWINGS_VERSION As String = "{version("xlwings")}"' in text
    assert 'PROJECT_NAME As String = "xlscore"' in text


@pytest.mark.parametrize("name", ["XLPyCommand", "XLPyLoadDLL", "GetConfig", "GetDirectoryConfigFilePath"])
def test_what_starts_python_knows_nothing_of_the_active_workbook(name: str) -> None:
    text = xlwings_module()
    start, end = procedure(text, name)

    assert "ActiveWorkbook" not in text[start:end]


SETTINGS = """Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    GetConfig = default
    If default = "False" Then GetConfig = False
    If configKey = "INTERPRETER_WIN" Then GetConfig = "C:\\Python\\python.exe"
End Function
"""


def commands_for_two_workbooks(module: str) -> list[str]:
    """Return the command that xlwings' own VBA makes to start Python, run with one and with another workbook active."""
    from pyopenvba.apps.excel import ExcelApplication

    start, end = procedure(module, "XLPyCommand")
    text = decided(
        '#Const App = "Microsoft Excel"\n' + module[start:end].replace("\r\n", "\n") + "\n" + SETTINGS
    )
    excel = ExcelApplication()
    excel.add_module(text, name="Probe")
    commands = []
    for _ in range(2):
        excel.activate_workbook(excel.add_workbook())
        commands.append(str(excel.run("XLPyCommand")))
    return commands


def test_every_workbook_gets_the_same_command_so_there_is_one_python() -> None:
    import xlwings

    from xlscore.excel import doctor

    shipped = (Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text(encoding="cp1252")

    first, second = commands_for_two_workbooks(xlwings_module())
    before = commands_for_two_workbooks(shipped)

    assert before[0] != before[1]  # as xlwings ships it, each workbook starts a Python of its own
    assert first == second
    assert len(first) <= len(doctor._COMMAND.format(r"C:\Python\python.exe"))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.procedure or "head")
def test_an_xlwings_laid_out_otherwise_is_refused(change: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    import xlwings

    shipped = (Path(xlwings.__file__).parent / "xlwings_custom_addin.bas").read_text(encoding="cp1252")
    start, end = procedure(shipped, change.procedure)
    other = shipped[:start] + shipped[start:end].replace(change.old, "something else", 1) + shipped[end:]

    with pytest.raises(XlwingsLayoutError, match="cannot be built from the installed xlwings"):
        changed(other)


def test_the_repository_carries_none_of_xlwings_code() -> None:
    theirs = {line.strip() for line in xlwings_module().splitlines() if len(line.strip()) > 40}

    for path in (ROOT / "vba_shim").iterdir():
        ours = {line.strip() for line in path.read_text(encoding="utf-8").splitlines()}
        assert ours & theirs == set(), path.name


def test_a_folder_that_cannot_be_written_to_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")

    with pytest.raises(AddinError, match="cannot be written"):
        build(tmp_path / "file" / "xlscore.xlam")


def test_a_missing_builders_library_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyopenvba", None)

    with pytest.raises(AddinError, match=r"pip install \"\.\[addin\]\""):
        build(tmp_path / "xlscore.xlam")
