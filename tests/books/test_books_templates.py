"""The committed workbooks: reproducible, valid, on the pages they claim, and what their XML must and must not say."""

from __future__ import annotations

import math
import re
import zipfile
import zlib
from functools import cache
from pathlib import Path

import openpyxl
import pytest

from tests.support.libreoffice import Office
from tests.support.pictures import pdf_pages, pdf_text
from tests.support.tools import ROOT
from tests.support.validator import validate_all
from xlscore.books.grades.headings import GRID
from xlscore.books.kinds import KINDS as KINDS_OF_WORK
from xlscore.books.plan.tones import GRADE_TONES, LEVEL_TONES, NO_GRADE, RAG_TONES, SIGN_TONES
from xlscore.books.samples import SAMPLES, write_workbooks
from xlscore.books.tables.headings import policy_name
from xlscore.books.tables.layout import known
from xlscore.books.templates.style import contrast
from xlscore.rules.policy import SETTINGS

# openpyxl, which only reads here, says of each sheet with sparklines that it would lose them.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning"),
    pytest.mark.xdist_group("templates"),
]

WORKBOOKS = ROOT / "workbooks"
SHEETS = {
    "balanced-scorecard": (
        "Guide", "Grid", "Evidence", "Changes", "Grade changes", "Areas", "Risks", "Conditions", "MSG", "MSG data", "Aspirations", "Quadrants", "Notes",
        "Tube map", "Tube map lines", "Paper", "Policy", "Problems",
    ),
    "threat-impact": ("Guide", "Scorecard", "Breakdown", "Series", "Narrative", "Horizon", "Notes", "Paper", "Policy", "Problems"),
    "monthly-performance": ("Guide", "Series", "Days", "Measures", "Places", "Targets", "MSG averages", "Control limits", "Sources", "Satisfaction", "Indicators", "Quarterly counts", "Staff survey", "Published", "Notes", "Paper", "Policy", "Problems"),
    "action-log": ("Guide", "Actions", "Briefing log", "Forward plan", "Deep dives", "Health", "Threats of the week", "Narrative", "Horizon", "Policy", "Problems"),
    "command-return": ("Return", "Redlines", "Risks", "Guide"),
}  # fmt: skip
"""The sheets of each, in their order; "Grade history", "Tube map data" and further maps join when needed."""

KINDS = {f"{kind}.xlsx": kind for kind in SHEETS} | {
    sample.file: kind if kind in SHEETS else "balanced-scorecard" for kind, sample in SAMPLES.items()
}
FILES = sorted(KINDS)
ADDED = {
    "Tube map data": 1, "Backtest": 1, "Outcome rates": 1, "Dashboard": 1, "Daily": 6, "PCC": 5, "Crime tree": 1, "Projection": 1, "Trend data": 1, "Objectives": 3, "Control summary": 5, "Next agenda": 4,
    "Projection data": 1, "MSG chart data": 1, "Satisfaction chart data": 1, "Grade chart data": 1,
}  # fmt: skip
"""The tables that an action adds, each with the row of its headings."""
PICTURED = {
    "Grade charts": "$1:$5", "MSG charts": "$1:$5", "Satisfaction charts": "$1:$5", "Projection charts": "$1:$5", "Control charts": "$1:$4", "Crime tree picture": None, "Explorer": None,
    "Chart data": None, "Explorer data": None,
}  # fmt: skip
"""The sheets of pictures that an action adds, and the figures that those draw: which rows repeat on every page."""
EXPLORED = ("Explorer", "Explorer data")
"""The sheets whose formulas Excel works out when the book is opened."""
DRAWN = re.compile(rf"Tube map - .*|{'|'.join((*ADDED, *PICTURED))}")
"""The sheets that drawing the tube maps, or reporting the month, adds."""
OF_MONTHS = {"monthly-performance.xlsx", "sample-monthly-performance-london.xlsx"}
"""Their Series print so many pages beside each other as its months need, the others on one."""
PAGES = {"Tube map lines": 2}
"""The sheet whose tables stand beside each other prints them on two pages, every other sheet is on one."""


BUILT_ONCE = pytest.mark.xdist_group("built-once")
"""For one worker: to build every workbook takes a while."""


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The folder of workbooks built anew."""
    return {path.name: path for path in write_workbooks(tmp_path_factory.mktemp("workbooks"))}


@cache
def opened(name: str) -> openpyxl.Workbook:
    """A committed workbook as openpyxl has it, to be read only."""
    return openpyxl.load_workbook(WORKBOOKS / name)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def xml(path: Path, pattern: str) -> dict[str, str]:
    return {name: data.decode() for name, data in parts(path).items() if re.fullmatch(pattern, name)}


def test_the_folder_holds_these_workbooks_and_no_others() -> None:
    assert sorted(path.name for path in WORKBOOKS.glob("*.xlsx")) == FILES


@pytest.mark.parametrize("name", FILES)
@pytest.mark.slow
@BUILT_ONCE
def test_building_again_gives_the_committed_parts(name: str, rebuilt: dict[str, Path]) -> None:
    committed, built = parts(WORKBOOKS / name), parts(rebuilt[name])

    assert list(committed) == list(built)
    assert [part for part in committed if committed[part] != built[part]] == []


@pytest.mark.skipif("ng" in zlib.ZLIB_RUNTIME_VERSION, reason="zlib-ng compresses the same parts otherwise")
@pytest.mark.parametrize("name", FILES)
@pytest.mark.slow
@BUILT_ONCE
def test_building_again_gives_the_committed_bytes(name: str, rebuilt: dict[str, Path]) -> None:
    same = rebuilt[name].read_bytes() == (WORKBOOKS / name).read_bytes()

    assert same, "Build it anew; where bytes differ is nothing to read."


@pytest.mark.validator
def test_office_s_own_schema_accepts_every_workbook() -> None:
    errors = validate_all(WORKBOOKS / name for name in FILES)

    assert {path.name: found for path, found in errors.items() if found} == {}


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", FILES)
def test_each_sheet_prints_on_the_pages_that_it_is_made_for(
    name: str, office: Office, tmp_path: Path
) -> None:
    printed = office.pdf(WORKBOOKS / name, tmp_path)

    pages = pdf_text(printed).split("\f")[: pdf_pages(printed)]
    for sheet in opened(name).sheetnames:
        for _ in range(PAGES.get(sheet, 1)):
            assert pages, f"'{sheet}' is not printed"
            assert _is_page_of(sheet, pages.pop(0)), f"the next page is not '{sheet}'"
        while (
            sheet in (*ADDED, *PICTURED, "Tube map lines", "Series", "Days")
            and pages
            and _is_page_of(sheet, pages[0])
        ):
            pages.pop(0)  # they grow with every map, place and month
    assert pages == []


def _is_page_of(sheet: str, page: str) -> bool:
    if (sheet == "Tube map" or sheet.startswith("Tube map -")) and "Markers" in page:
        return "Page " in page.splitlines()[-1]  # a public paper names no sheet
    # The name alone: the sheet Crime tree picture is another than Crime tree.
    return re.search(rf"(?:^|\s){re.escape(sheet)}(?:\s\s|:|$)", page, re.MULTILINE) is not None


@pytest.mark.parametrize("name", FILES)
def test_the_sheets_stand_in_their_order(name: str) -> None:
    sheets = opened(name).sheetnames

    assert [sheet for sheet in sheets if not DRAWN.fullmatch(sheet)] == list(SHEETS[KINDS[name]])


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_computed_anew_on_opening(name: str) -> None:
    settings = re.findall(r"<calcPr [^>]*>", parts(WORKBOOKS / name)["xl/workbook.xml"].decode())

    assert settings == ['<calcPr calcId="191029"/>']


@pytest.mark.parametrize("name", FILES)
def test_every_formula_carries_its_value_and_none_is_an_error(name: str) -> None:
    """A text without a letter is a value, too, on the explorer, where it is many a formula's."""
    for title, sheet in _sheets_xml(name):
        for cell in re.findall(r"<c [^>]*>.*?</c>", sheet):
            if "<f>" in cell:
                empty = title in EXPLORED and 't="str"' in cell and cell.endswith("<v></v></c>")
                assert re.search(r"<v>[^<]+</v>", cell) or empty, cell
                assert "#" not in "".join(re.findall(r"<v>([^<]*)</v>", cell)), cell


def _sheets_xml(name: str) -> list[tuple[str, str]]:
    """Return each sheet of a committed workbook: its name and its XML."""
    held = {
        part: text.decode()
        for part, text in parts(WORKBOOKS / name).items()
        if part.endswith((".xml", ".rels"))
    }
    links = [
        dict(re.findall(r'(\w+)="([^"]*)"', link))
        for link in re.findall(r"<Relationship [^>]*>", held["xl/_rels/workbook.xml.rels"])
    ]
    targets = {link["Id"]: link["Target"].removeprefix("/xl/") for link in links}
    sheets = re.findall(r'<sheet name="([^"]+)"[^>]*r:id="([^"]+)"', held["xl/workbook.xml"])
    assert len(sheets) == len(opened(name).sheetnames)
    return [(title, held[f"xl/{targets[number]}"]) for title, number in sheets]


@pytest.mark.parametrize("name", FILES)
def test_texts_in_formulas_are_no_longer_than_excel_reads(name: str) -> None:
    for sheet in xml(WORKBOOKS / name, r"xl/worksheets/sheet\d+\.xml").values():
        texts = [
            text
            for formula in re.findall(r"<f>(.*?)</f>", sheet)
            for text in re.findall(r'"([^"]*)"', formula)
        ]
        assert [text for text in texts if len(text) > 255] == []


@pytest.mark.parametrize("name", FILES)
def test_one_type_family_is_used(name: str) -> None:
    styles = parts(WORKBOOKS / name)["xl/styles.xml"].decode()
    rich = " ".join(xml(WORKBOOKS / name, r"xl/sharedStrings\.xml").values())

    assert set(re.findall(r'<name val="([^"]*)"', styles)) == {"Arial"}
    assert set(re.findall(r'<rFont val="([^"]*)"', rich)) <= {"Arial"}


@pytest.mark.parametrize("name", FILES)
def test_grid_lines_are_off_and_pages_are_set_up(name: str) -> None:
    for sheet in opened(name).worksheets:
        assert not sheet.sheet_view.showGridLines, sheet.title
        assert sheet.page_setup.paperSize in ("8", "9", 8, 9), sheet.title
        assert not sheet.print_area or sheet.title in PICTURED, (
            f"rows that are added to '{sheet.title}' must print too"
        )
        if sheet.title in PAGES:
            assert (sheet.col_breaks.count, sheet.page_setup.scale >= 50) == (1, True)
        elif sheet.title == "Control charts":
            assert sheet.row_breaks.count >= 1  # twelve charts to a page
        else:
            assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
            wide = int(sheet.page_setup.fitToWidth or 1)  # a file does not say what is usual
            assert wide == (
                math.ceil((sheet.max_column - 2) / 36) if sheet.title == "Series" and name in OF_MONTHS else 1
            ), sheet.title


@pytest.mark.parametrize("name", FILES)
def test_headings_stay_in_sight_and_on_every_printed_page(name: str) -> None:
    for sheet in opened(name).worksheets:
        if sheet.title in ADDED:
            head = ADDED[sheet.title]
            assert sheet.print_title_rows == f"${head}:${head}", sheet.title
        elif sheet.title in PICTURED:
            assert sheet.print_title_rows == PICTURED[sheet.title], sheet.title
        elif (
            sheet.title != "Guide" and not sheet.title.startswith("Tube map -") and sheet.title != "Tube map"
        ):
            assert sheet.freeze_panes is not None, sheet.title
            assert sheet.print_title_rows == "$1:$6", sheet.title


@pytest.mark.parametrize("name", FILES)
def test_every_table_has_headings_that_the_finder_knows(name: str) -> None:
    ours = {layout.sheet: set() for layout in known()}
    for layout in known():
        ours[layout.sheet] |= set(layout.headings)
    ours["Redlines"] = ours["Areas"]  # a return's stand on a sheet of their own
    free = {"May be", "four grades", "five grades"}

    for sheet in opened(name).worksheets:
        for table in sheet.tables.values():
            headings = [column.name for column in table.tableColumns]
            own = [heading for heading in headings if heading in ours.get(sheet.title, set()) | free]
            assert own, table.name
            assert len(set(headings)) == len(headings), table.name


@pytest.mark.parametrize(
    ("name", "kinds"),
    [("balanced-scorecard", ("grades", "risks", "msg", "tubemap")), ("threat-impact", ("scorecard",))],
)
def test_each_setting_has_a_cell_name_that_points_at_its_value(name: str, kinds: tuple[str, ...]) -> None:
    book = opened(f"{name}.xlsx")
    policy = book["Policy"]
    wanted = {setting for kind in kinds for setting in KINDS_OF_WORK[kind].settings}

    for setting in (setting for setting in SETTINGS if setting.field in wanted):
        ((sheet, address),) = book.defined_names[policy_name(setting.field)].destinations
        cell = policy[address.replace("$", "")]
        assert (sheet, policy.cell(cell.row, 1).value) == ("Policy", setting.label)
        assert cell.value is not None


def test_grades_are_offered_and_coloured_where_they_are_typed() -> None:
    sheet = opened("balanced-scorecard.xlsx")["Grid"]
    commands = [cell.column_letter for cell in sheet[6] if str(cell.value).startswith("Command ")]
    finals = [cell.column_letter for cell in sheet[6] if cell.value == GRID.heading("final")]

    offered = " ".join(
        str(rule.sqref) for rule in sheet.data_validations.dataValidation if rule.type == "list"
    )
    coloured = " ".join(str(area.sqref) for area in sheet.conditional_formatting)
    for letter in commands + finals:
        assert f"{letter}7:{letter}21" in offered
        assert f"{letter}7:{letter}21" in coloured


@pytest.mark.libreoffice
@pytest.mark.parametrize(("scale", "offered"), [("four", 5), ("five", 6)])
def test_the_drop_down_follows_the_grade_scale(scale: str, offered: int, office: Office) -> None:
    with office.open(WORKBOOKS / "balanced-scorecard.xlsx") as book:
        book.set("Policy", "B8", scale)
        book.set("Problems", "A60", '=COUNTA(IF(xls_scale="five";xls_grades_five;xls_grades_four))')
        book.recalculate()
        counted = book.read("Problems")[59][0]

    assert counted == offered


@pytest.mark.parametrize(
    "tone",
    [*GRADE_TONES.values(), NO_GRADE, *RAG_TONES.values(), *LEVEL_TONES.values(), *SIGN_TONES.values()],
    ids=lambda tone: tone.fill,
)
def test_text_on_a_colour_can_be_read(tone: object) -> None:
    assert contrast(tone.fill, tone.ink) >= 4.5  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", FILES)
def test_help_texts_fit_what_excel_takes(name: str) -> None:
    for sheet in opened(name).worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.promptTitle or "") <= 32
            assert len(rule.prompt or "") <= 255
            assert not (rule.prompt or "").endswith(("…", "..")), rule.prompt


def test_the_dates_in_the_file_properties_are_fixed() -> None:
    for name in FILES:
        core = parts(WORKBOOKS / name)["docProps/core.xml"].decode()
        assert set(re.findall(r">(\d{4}-\d\d-\d\d)T", core)) == {"2020-01-01"}
