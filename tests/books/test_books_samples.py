"""The samples against the published papers: what is worked out from their figures, cell by cell."""

from __future__ import annotations

import csv
import gzip
import math
import re
import shutil
from collections import Counter
from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import pytest

from tests.support.functions_office import FunctionsOffice
from tests.support.libreoffice import Office
from tests.support.published import FACTS, PUBLISHED, fact_file
from tests.support.slow import dear
from tests.support.tools import ROOT
from xlscore.books import Refreshed, check, refresh
from xlscore.books.files import workbook_file
from xlscore.books.samples import SAMPLES
from xlscore.books.samples.facts import table
from xlscore.functions import call

# openpyxl, which only reads here, says of each sheet with sparklines that it would lose them.
pytestmark = [
    pytest.mark.filterwarnings("ignore:Sparkline Group extension:UserWarning"),
    pytest.mark.xdist_group("samples"),
]

WORKBOOKS = ROOT / "workbooks"
FILES = [sample.file for sample in SAMPLES.values()]
MONTH = SAMPLES["monthly-performance"].file
EACH = dear(SAMPLES, SAMPLES.keys() - {"threat-impact"})


@pytest.fixture
def sample(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """A copy of the sample of that kind."""
    return Path(shutil.copy(WORKBOOKS / SAMPLES[request.param].file, tmp_path))


@cache
def figures(file: str) -> openpyxl.Workbook:
    """A committed sample as it reads without the add-in."""
    return openpyxl.load_workbook(WORKBOOKS / file, data_only=True)


def column(file: str, sheet: str, heading: str) -> list[object]:
    """Return what stands below a heading of a committed sample, as it reads without the add-in."""
    rows = list(figures(file)[sheet].iter_rows(min_row=6, values_only=True))
    place = rows[0].index(heading)
    return [row[place] for row in rows[1:] if row[1] is not None]


@cache
def refreshed(kind: str) -> tuple[Refreshed, bytes]:
    """What a refresh of a copy of a sample told, and the file as it then was."""
    with TemporaryDirectory() as folder:
        path = Path(shutil.copy(WORKBOOKS / SAMPLES[kind].file, folder))
        with workbook_file(path) as book:
            told = refresh(book, at=SAMPLES[kind].at)
        return told, path.read_bytes()


@pytest.mark.parametrize("kind", EACH)
def test_refreshing_a_sample_changes_no_byte(kind: str) -> None:
    _, after = refreshed(kind)

    assert after == (WORKBOOKS / SAMPLES[kind].file).read_bytes()


@pytest.mark.parametrize("sample", EACH, indirect=True)
def test_a_sample_has_no_problems(sample: Path) -> None:
    with workbook_file(sample, save=False) as book:
        assert check(book).problems == ()


@pytest.mark.slow
def test_essex_grades_are_the_board_s_but_for_dwelling_burglary() -> None:
    grades = refreshed("balanced-scorecard")[0].grades

    assert grades is not None
    assert sum(area.suggested == area.final for area in grades.areas) == 14
    assert [area.area for area in grades.overrides] == ["Dwelling Burglary"]
    assert grades.overrides[0].rationale.startswith("Held at Good against the redline")
    assert grades.counts == {"Outstanding": 0, "Good": 7, "Requires Improvement": 8, "Inadequate": 0}
    assert Counter(change.change.value for change in grades.changes) == {"Improved": 1, "Deteriorated": 2}


@pytest.mark.slow
def test_essex_meets_three_of_ten_aspirations() -> None:
    msg = refreshed("balanced-scorecard")[0].msg

    assert msg is not None
    assert msg.aspirations == {"Met or exceeded": 3, "Below aspiration": 7, "No aspiration": 2}
    assert (msg.moves["Improved"], msg.moves["Deteriorated"]) == (3, 1)


def test_essex_msg_figures_stand_as_printed() -> None:
    file = SAMPLES["balanced-scorecard"].file
    printed = table("essex_msg")

    assert column(file, "MSG", "Position") == [int(row["position_jan_2020"]) for row in printed]
    assert column(file, "MSG", "To average")[1] == -22112
    assert column(file, "MSG", "To average")[0] == pytest.approx(0.088)
    assert column(file, "MSG", "Aspiration") == [row["aspiration"] for row in printed]


def test_leicestershire_s_overall_classifications_are_all_as_printed() -> None:
    file = SAMPLES["threat-impact"].file
    printed = table("leicestershire_scorecard")

    assert column(file, "Scorecard", "Impact classification") == [
        row["impact_classification"] for row in printed
    ]
    assert column(file, "Scorecard", "Overall classification") == [
        row["overall_classification"] for row in printed
    ]


@pytest.mark.parametrize(
    ("objective", "purpose", "printed"),
    [
        ("Burglary - Dwelling", "Recorded Crime", 35),
        ("Theft Of Motor Vehicle", "Recorded Crime", 90),
        ("Commercial Burglary", "Recorded Crime", 119),
        ("Theft From Motor Vehicle", "Recorded Crime", 557),
        ("Violence with injury", "Recorded Crime", 372),
        *(
            (row["title"], "Crime Outcome Rate", int(row["short"]))
            for row in table("leicestershire_outcomes")
        ),
    ],
)
def test_leicestershire_s_printed_shortfalls_are_reproduced(
    objective: str, purpose: str, printed: int
) -> None:
    file = SAMPLES["threat-impact"].file
    columns = (
        column(file, "Scorecard", heading) for heading in ("Strategic objective", "Purpose", "Shortfall")
    )

    rows = {(name, kind): short for name, kind, short in zip(*columns, strict=True)}

    assert rows[objective, purpose] == printed


def test_leicestershire_s_breakdown_says_the_same_as_its_scorecard() -> None:
    file = SAMPLES["threat-impact"].file
    scorecard, breakdown = (
        {
            (name, kind): short
            for name, kind, short, *area in zip(*(column(file, sheet, heading) for heading in headings), strict=True)
            if kind == "Recorded Crime" and area in ([], ["Force total"])
        }
        for sheet, headings in (
            ("Scorecard", ("Strategic objective", "Purpose", "Shortfall")),
            ("Breakdown", ("Strategic objective", "Purpose", "Shortfall", "Area")),
        )
    )  # fmt: skip

    assert breakdown.pop(("Serious Sexual Offences", "Recorded Crime")) is None  # the paper sets it no target
    assert breakdown == scorecard
    assert sorted(scorecard.values()) == [35, 90, 119, 372, 557]


def test_leicestershire_s_year_on_year_changes_are_the_printed_ones() -> None:
    worked_out = column(SAMPLES["threat-impact"].file, "Scorecard", "Year-on-year change")
    printed = [
        float(row["year_on_year_change"].rstrip("%")) / 100 for row in table("leicestershire_scorecard")
    ]

    # The paper rounds its rates before it prints them, so a difference of them may be a tenth of a point off.
    assert worked_out == pytest.approx(printed, abs=0.0011)


def test_leicestershire_s_suggested_threats_are_the_printed_ones_but_for_commercial_burglary() -> None:
    file = SAMPLES["threat-impact"].file
    columns = (
        column(file, "Scorecard", heading)
        for heading in ("Strategic objective", "Purpose", "Suggested threat", "Threat")
    )

    differing = [row for row in zip(*columns, strict=True) if row[2] != row[3]]

    assert differing == [("Commercial Burglary", "Recorded Crime", "High", "Medium")]


@pytest.mark.parametrize(
    ("heading", "function", "arguments"),
    [
        ("Position", "MSG_RANK", ()),
        ("Expected range", "MSG_EXPECTED", None),
        ("Status", "MSG_STATUS", ()),
    ],
)
def test_the_illustrative_group_is_computed_by_live_functions(
    heading: str, function: str, arguments: tuple[object, ...] | None
) -> None:
    sheet = openpyxl.load_workbook(WORKBOOKS / SAMPLES["msg-positions"].file)["MSG"]
    place = next(cell.column for cell in sheet[6] if cell.value == heading)

    formulas = [sheet.cell(row, place).value for row in range(7, 15)]

    assert all(str(formula).startswith(f"={function}(") for formula in formulas)


def test_positions_of_the_illustrative_group_are_what_the_function_says() -> None:
    file = SAMPLES["msg-positions"].file
    forces = [row["force"] for row in table("ons_forces")]
    positions = dict(zip(column(file, "MSG", "Measure"), column(file, "MSG", "Position"), strict=True))

    for measure in ("All crime", "Violence with injury", "Robbery"):
        rates = [float(row[measure]) for row in table("ons_forces")]
        assert positions[measure] == call("MSG_RANK", "Essex", forces, rates)


@pytest.mark.libreoffice
@pytest.mark.parametrize("file", FILES)
def test_a_reader_without_the_add_in_sees_values_and_no_errors(file: str, office: Office) -> None:
    with office.open(WORKBOOKS / file, recalculate=False) as book:
        read = {name: book.read(name) for name in book.sheets}

    for name, rows in read.items():
        errors = [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith("#N")]
        assert errors == [], name


@pytest.mark.libreoffice
@pytest.mark.parametrize("file", FILES)
def test_live_functions_compute_what_the_file_carries(file: str, functions_office: FunctionsOffice) -> None:
    with functions_office.open(WORKBOOKS / file, recalculate=False) as book:
        carried = {name: book.read(name) for name in book.sheets}
        book.recalculate()
        computed = {name: book.read(name) for name in book.sheets}

    for name, rows in carried.items():
        assert rows == [[_near(cell) for cell in row] for row in computed[name]], name


def _near(cell: object) -> object:
    return pytest.approx(cell, rel=1e-12) if isinstance(cell, float) else cell


def test_each_count_of_outcomes_is_the_only_one_that_the_paper_allows() -> None:
    rates = {
        row["title"]: row
        for row in table("leicestershire_scorecard")
        if row["purpose"] == "Crime Outcome Rate"
    }

    for row in table("leicestershire_outcomes"):
        printed, crimes = rates[row["title"]], int(row["crimes"])
        target, rate = Fraction(printed["hard_target"].rstrip("%")) / 100, printed["actual"].rstrip("%")
        fitting = [
            outcomes
            for outcomes in range(crimes + 1)
            if f"{outcomes / crimes:.1%}" == f"{float(rate):.1f}%"
            and math.ceil(target * crimes - outcomes) == int(row["short"])
        ]
        assert fitting == [int(row["outcomes"])], row["title"]


def test_the_units_counts_are_the_only_ones_that_the_paper_allows() -> None:
    pattern = re.compile(r"([\d.]+)% (reduction|increase) \((\d+) crimes\)")
    units = [row for row in table("leicestershire_units") if row["level"] == "LPU"]

    assert [row["area"] for row in units] == ["Spinney Hill LPU", "Hinckley LPU"]
    for row in units:
        found = pattern.fullmatch(row["printed"])
        assert found is not None
        change = int(found[3]) if found[2] == "increase" else -int(found[3])
        fitting = [before for before in range(1, 3000) if f"{abs(change) / before:.1%}" == f"{found[1]}%"]
        assert fitting == [int(row["previous_year"])]
        assert int(row["actual"]) == fitting[0] + change


@pytest.mark.shared
def test_what_the_paper_prints_of_units_and_outcomes_is_in_its_text(shared_dir: Path) -> None:
    text = (shared_dir / "papers" / "leicestershire-panel-report-2013.txt").read_text("utf-8")
    words = set(re.findall(r"[\d.]+\d%?|\d%?", text))

    for name in ("leicestershire_outcomes", "leicestershire_units"):
        for row in table(name):
            assert set(re.findall(r"[\d.]+\d%?|\d%?", row["printed"])) <= words, row
    for row in table("leicestershire_satisfaction"):
        assert {row["rolling_12_months"], row["target"]} - {""} <= words, row


@pytest.mark.shared
def test_narrative_and_horizon_have_the_papers_figures_in_other_words(shared_dir: Path) -> None:
    text = (shared_dir / "papers" / "leicestershire-panel-report-2013.txt").read_text("utf-8")
    printed, numbers = " ".join(text.casefold().split()), set(re.findall(r"\d+", text))

    for row in (*table("leicestershire_narrative"), *table("leicestershire_horizon")):
        ours = (row.get("text") or row["summary"]).casefold().split()
        runs = [" ".join(ours[n : n + 7]) for n in range(max(1, len(ours) - 6))]
        assert set(re.findall(r"\d+", " ".join(ours))) <= numbers, row
        assert not any(run in printed for run in runs if len(run.split()) == 7), row


@pytest.mark.parametrize(
    ("sheet", "head", "rows"),
    [
        ("Dashboard", 1, 40), ("Daily", 6, 8), ("PCC", 5, 3), ("Crime tree", 1, 7), ("Projection", 1, 40), ("Backtest", 1, 11),
        ("Outcome rates", 1, 5), ("Trend data", 1, 8), ("Days", 6, 1342), ("Satisfaction", 6, 18), ("Indicators", 6, 6),
        ("Quarterly counts", 6, 18), ("Staff survey", 6, 8), ("Published", 6, 4), ("Targets", 6, 6), ("Notes", 6, 2),
    ],
)  # fmt: skip
def test_every_table_of_the_month_s_sample_has_something_on_it(sheet: str, head: int, rows: int) -> None:
    filled = figures(MONTH)[sheet].iter_rows(min_row=head + 1, max_col=2, values_only=True)

    assert sum(any(cell is not None for cell in row) for row in filled) == rows


def test_the_sample_s_days_add_up_to_the_published_months() -> None:
    days = Counter[tuple[str, str]]()
    for day, measure, _, count in figures(MONTH)["Days"].iter_rows(min_row=7, max_col=4, values_only=True):
        if measure is not None:
            days[f"{day:%Y%m}", str(measure)] += int(count)

    published = Counter[tuple[str, str]]()
    for row in table("london_boroughs"):
        for month, count in row.items():
            if (month, row["measure"]) in days:
                published[month, row["measure"]] += int(count)

    assert days == published
    assert len(days) == 2 * 22


def test_what_the_papers_print_is_worked_out_of_satisfaction_and_searches() -> None:
    rows = list(figures(MONTH)["Satisfaction"].iter_rows(min_row=6, values_only=True))
    group, strand, rag = (rows[0].index(heading) for heading in ("Group", "Strand", "RAG"))
    rags = {row[group]: row[rag] for row in rows[1:] if row[group] and not row[strand] and row[rag]}
    searches = column(MONTH, "Quarterly counts", "In words")[0]

    assert [rags[name] for name in ("All users", "Burglary", "Vehicle crime", "Violent crime", "Racist incidents", "Anti-social behaviour")] == [
        "Green", "Amber", "Green", "Amber", "Red", "Red",
    ]  # fmt: skip
    assert (
        "192 more than the quarter before (+4.6%), slightly up; 2,897 more than a year before (+199.4%)"
        in str(searches)
    )


@pytest.mark.libreoffice
@pytest.mark.parametrize(
    ("kind", "cell", "value", "sheet", "heading", "row", "before", "after"),
    [
        ("threat-impact", "RAG tolerance", 0.01, "Scorecard", "RAG", 0, "Amber", "Red"),
        ("threat-impact", "Impact High from", 15, "Scorecard", "Impact classification", 0, "High", "Medium"),
        ("threat-impact", "I9", "High", "Scorecard", "Overall classification", 3, "Medium", "High"),
        ("threat-impact", "I8", "High", "Scorecard", "Overall classification", 7, "Low", "High"),
        ("msg-positions", "MSG average", "peers", "MSG", "To average", 0, -25355, -28977),
        ("msg-positions", "Own force", "Derbyshire", "MSG", "Position", 0, 8, 2),
        ("msg-positions", "Expected range", "cqc", "MSG", "Expected range", 2, "Above expected range", "Within expected range"),
    ],
)  # fmt: skip
def test_changing_the_policy_recalculates(
    kind: str,
    cell: str,
    value: object,
    sheet: str,
    heading: str,
    row: int,
    before: object,
    after: object,
    functions_office: FunctionsOffice,
) -> None:
    with functions_office.open(WORKBOOKS / SAMPLES[kind].file) as book:
        labels = [line[0] for line in book.read("Policy")]
        address = f"B{labels.index(cell) + 1}" if " " in cell else cell
        place = book.read(sheet)[5].index(heading)
        found = [book.read(sheet)[6 + row][place]]
        book.set("Policy", address, value)
        book.recalculate()
        found.append(book.read(sheet)[6 + row][place])

    assert found == [before, after]


@pytest.mark.shared
def test_the_ons_figures_are_those_of_the_published_tables(shared_dir: Path) -> None:
    release = shared_dir / "data" / "ons_pfa" / "pfatablesdec19.xlsx"
    book = openpyxl.load_workbook(release, read_only=True, data_only=True)
    places = {"All crime": (2, 5), "Violence with injury": (6, 9), "Homicide": (5, 8), "Robbery": (11, 14)}
    rows = {
        sheet: {_bare(row[1]): row for row in book[sheet].iter_rows(min_row=7, values_only=True) if row[1]}
        for sheet in ("Table P1", "Table P3")
    }

    for fact in table("ons_forces"):
        counts, rates = rows["Table P1"][fact["force"]], rows["Table P3"][fact["force"]]
        assert int(fact["population"]) == rates[2]
        for measure, (count, rate) in places.items():
            assert int(fact[f"{measure} (count)"]) == counts[count]
            assert float(fact[measure]) == pytest.approx(rates[rate], abs=5e-7)


@pytest.mark.slow
@pytest.mark.shared
def test_the_solved_crimes_are_those_of_the_outcomes_open_data(shared_dir: Path) -> None:
    facts = {row["force"]: row for row in table("ons_forces")}
    solved: Counter[str] = Counter()
    with gzip.open(
        shared_dir / "data" / "outcomes" / "outcomes_2018_19.csv.gz", "rt", encoding="utf-8"
    ) as lines:
        for row in csv.DictReader(lines):
            force = row["force_name"].replace("&", "and")
            known = force in facts and row["outcome_type"] in {"1", "2", "3", "4", "6", "7", "8"}
            if known and "raud" not in row["offence_group"]:
                number = row["force_outcomes_recorded_in_quarter"]
                solved[force] += int(number) if number.isdigit() else 0

    assert {name: int(row["All crime solved rate (count)"]) for name, row in facts.items()} == dict(solved)


@pytest.mark.shared
@pytest.mark.parametrize(("ours", "published"), PUBLISHED.items())
def test_the_facts_are_the_published_ones(ours: str, published: str, shared_dir: Path) -> None:
    assert fact_file(ours).read_bytes() == (shared_dir / "data" / f"{published}.csv").read_bytes()


@pytest.mark.shared
def test_the_boroughs_counts_are_the_published_ones(shared_dir: Path) -> None:
    path = shared_dir / "data" / "mps" / "mps_borough_historical_201004_202302.csv"
    with path.open(newline="", encoding="utf-8-sig") as file:
        published = {(row["MinorText"].casefold(), row["BoroughName"]): row for row in csv.DictReader(file)}

    rows = table("london_boroughs")

    assert len(rows) == 24
    for row in rows:
        theirs = published[row["measure"].casefold(), row["place"]]
        assert {month: theirs[month] for month in row if month.isdigit()} == {
            month: count for month, count in row.items() if month.isdigit()
        }


def test_every_fact_that_ships_is_compared_with_a_published_file_or_is_said_not_to_be_one() -> None:
    elsewhere = {"ons_forces"}  # compared with the tables of the ONS, above
    ours = {
        "ons_positions",
        "tube_map_pins",
        "leicestershire_outcomes",
        "leicestershire_units",
        "leicestershire_together",
        "leicestershire_satisfaction",
        "leicestershire_narrative",
        "leicestershire_horizon",
        "london_boroughs",
        *(
            f"board_{name}"
            for name in ("actions", "briefing", "plan", "dives", "threats", "horizon", "narrative")
        ),
    }  # ranks in our illustrative group; where the maps' stations stand; what a paper's text says, compared above or in our words

    assert {path.stem for path in FACTS.glob("*.csv")} == {*PUBLISHED, *elsewhere, *ours}


def _bare(name: str) -> str:
    return " ".join(name.split()).rstrip("0123456789,").strip()
