"""The monthly report: its chapters and their order, every figure with its cells, keys that hold, what is kept back, what cannot be said."""

from __future__ import annotations

import re
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from tests.support.papers import beneath, keys_of, sentence_of, write_book
from xlscore.books.plan.kind import Asked
from xlscore.books.tables.named import read_workbook
from xlscore.engine import open_book
from xlscore.papers.kind import Composed, PaperAsked
from xlscore.papers.model import PaperPicture, PaperTable, Sentence, WholePaper, Yours
from xlscore.papers.month.compose import compose_month, month_sections
from xlscore.papers.month.facts import read_month_facts
from xlscore.papers.month.keeping import without
from xlscore.papers.month.phrasing import phrased
from xlscore.rules.figures import Source
from xlscore.rules.objectives.records import Said
from xlscore.rules.words import name_key
from xlscore.tubemap.drawn.png import font_files

Rows = list[list[Any]]

CARD: Rows = [
    ["Strategic objective", "Purpose", "Hard target", "Actual", "Previous year", "Threat", "Impact score", "Crimes", "Outcomes", "Group"],
    ["Burglary", "Crime Outcome Rate", 0.25, 0.182, 0.284, "Medium", 13, 1903, 347, None],
    ["Burglary", "Recorded Crime", -0.1, 1903, 2076, "Medium", 13, None, None, None],
    ["Theft of vehicles", "Recorded Crime", -0.12, 588, 567, "High", 9, None, None, "Vehicle crime"],
    ["Theft from vehicles", "Recorded Crime", -0.14, 2896, 2720, "Low", 7, None, None, "Vehicle crime"],
    ["Robbery", "Recorded Crime", -0.05, 95, 100, "Low", 3, None, None, None],
]  # fmt: skip
BREAKDOWN: Rows = [
    ["Objective", "Purpose", "Area", "Actual", "Previous year"],
    ["Burglary", "Recorded Crime", "Force", 1903, 2076],
    ["Burglary", "Recorded Crime", "North LPU", 201, 161],
    ["Burglary", "Recorded Crime", "South LPU", 137, 186],
    ["Robbery", "Crime Outcome Rate", "Force", 0.2, 0.25],
]
SATISFACTION: Rows = [
    ["Group", "Strand", "Rolling", "Target"],
    ["All users", None, 0.853, 0.85],
    ["All users", "Action", 0.823, None],
    ["Burglary", None, 0.889, 0.9],
    ["Vehicle crime", None, 0.881, 0.85],
    ["ASB victims", None, 0.802, 0.88],
]
NARRATIVE: Rows = [
    ["Objective or section", "Kind", "Text", "Date"],
    ["Burglary", "What is being done", "Patrols in the evening.\nVisits within 2 days.", None],
    ["Vehicle crime", "What is being done", "A team looks for patterns.", None],
    ["Overview", "Evidence", "Recording changed in June 2013.", None],
]
HORIZON: Rows = [
    ["Title", "Source", "Link", "Date", "Summary", "Objective", "Until"],
    ["Review of burglary", "Inspectorate", "www.example.org", "6 Sep 2013", "All forces.", "Burglary", None],
]
SHEETS = {
    "Scorecard": CARD, "Breakdown": BREAKDOWN, "Satisfaction": SATISFACTION, "Narrative": NARRATIVE, "Horizon": HORIZON,
}  # fmt: skip
NUMBER = re.compile(r"\d")


def composed(path: Path, **sheets: Rows) -> Composed:
    with open_book(write_book(path / "book.xlsx", {**SHEETS, **sheets})) as book:
        return compose_month(book, PaperAsked())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Composed:
    """The report on the sheets above."""
    return composed(tmp_path_factory.mktemp("month"))


@pytest.fixture(scope="module")
def sample(root: Path) -> WholePaper:
    """The report on the sample of Leicestershire Police."""
    with open_book(root / "workbooks" / "sample-threat-impact-leicestershire.xlsx") as book:
        return compose_month(book, PaperAsked()).paper


def test_the_chapters_stand_in_the_order_of_the_paper(whole: Composed) -> None:
    assert [section.heading for section in whole.paper.sections if section.level == 1] == [
        "Introduction", "Current performance overview", "Dashboard", "Emergent scorecard",
        "Performance against strategic objectives", "Other threats", "Anti-social behaviour", "Horizon scanning",
    ]  # fmt: skip


def test_the_objectives_of_the_highest_class_come_first_and_their_group_behind_them(whole: Composed) -> None:
    order = [section.heading for section in whole.paper.sections if section.level == 2]

    assert order == [
        "Satisfaction", "What is being done?", "Burglary", "Theft of vehicles", "Theft from vehicles", "Vehicle crime", "Robbery",
    ]  # fmt: skip


def test_the_overview_counts_the_rows_by_their_status_with_the_cells_of_each(whole: Composed) -> None:
    said = sentence_of(whole.paper, "overview.status")

    assert said.text == "Of five rows of the scorecard, one is Green, one is Amber and three are Red."
    assert {phrase.key: phrase.cells for phrase in said.phrases}["green"] == ("Scorecard!D6", "Scorecard!C6")


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("Burglary", "1,903 crimes, 173 fewer than the 2,076 of last year (-8.3%), which is 35 crimes short of the 10% reduction."),
        ("Burglary", "To reach the target of 25%, a further 129 outcomes are needed."),
        ("Burglary", "Overall classification: High."),
        ("Burglary", "Burglary: 88.9% satisfied in the rolling 12 months, 1.1 points below the target of 90%."),
        ("Burglary", "See Horizon scanning: Review of burglary."),
        ("Vehicle crime", "Vehicle crime: 88.1% satisfied in the rolling 12 months, 3.1 points above the target of 85%."),
        ("Vehicle crime", "A team looks for patterns."),
        ("Satisfaction", "All users: 85.3% satisfied in the rolling 12 months, 0.3 points above the target of 85%. Under target: Action (82.3%)."),
        ("Robbery", "Recorded Crime: overall classification Low."),
        ("Anti-social behaviour", "ASB victims: 80.2% satisfied in the rolling 12 months, 7.8 points below the target of 88%."),
        ("Current performance overview", "Recording changed in June 2013."),
        ("Current performance overview", "Burglary is classed High overall."),
        ("Horizon scanning", "Inspectorate www.example.org"),
    ],
)  # fmt: skip
def test_what_the_workbook_says_stands_in_its_chapter(whole: Composed, heading: str, said: str) -> None:
    assert said in beneath(whole.paper, heading)


def test_what_belongs_to_a_group_stands_once(whole: Composed) -> None:
    every = "\n".join(
        beneath(whole.paper, section.heading) for section in whole.paper.sections if section.level == 1
    )

    assert every.count("A team looks for patterns.") == 1
    assert every.count("Vehicle crime: 88.1% satisfied") == 1


def test_a_purpose_that_stands_on_the_breakdown_alone_is_said_and_is_no_row_of_the_scorecard(
    whole: Composed,
) -> None:
    table = next(block for block in whole.paper.blocks() if block.key == "scorecard.table")

    assert "20%, 5.0 points below the 25% of last year." in beneath(whole.paper, "Robbery")
    assert isinstance(table, PaperTable)
    assert len(table.rows) == len(CARD) - 1


def test_the_dashboard_says_each_status_in_its_word(whole: Composed) -> None:
    table = next(block for block in whole.paper.blocks() if block.key == "dashboard.table")

    assert isinstance(table, PaperTable)
    rows = {row.key: [cell.text for cell in row.cells] for row in table.rows}
    assert rows["burglary.recorded-crime"] == [
        "Burglary", "Recorded Crime", "1,903", "2,076", "-8.3%", "-10%", "35 crimes", "Amber",
    ]  # fmt: skip
    assert rows["satisfaction.asb-victims"][2:] == ["80.2%", "-", "-", "88%", "7.8 points", "Red"]
    assert table.notes[-1].text == "-: nothing is known, or nothing belongs there."
    assert {(cell.text, cell.shade) for row in table.rows for cell in row.cells if cell.shade} <= {
        ("Green", "green"), ("Amber", "amber"), ("Red", "red"),
    }  # fmt: skip


def test_where_nobody_has_written_what_is_being_done_there_is_a_place_for_it(whole: Composed) -> None:
    places = {block.key: block.prompt for block in whole.paper.blocks() if isinstance(block, Yours)}

    assert "burglary.doing-yours" not in places
    assert "on Theft of vehicles" in places["theft-of-vehicles.doing-yours"]
    assert "overview.doing-yours" in places


def test_a_row_past_its_stretch_target_is_counted_with_the_green_ones(tmp_path: Path) -> None:
    rows = [
        [*row[:3], stretch, *row[3:]]
        for row, stretch in zip(CARD, ["Stretch target", *[None] * 4, -0.06], strict=True)
    ]
    rows[5][4] = 90

    said = sentence_of(composed(tmp_path, Scorecard=rows).paper, "overview.status")

    assert said.text == (
        "Of five rows of the scorecard, one is Green (one past the stretch target), one is Amber and three are Red."
    )


def _sentences_and_notes(paper: WholePaper) -> list[Sentence]:
    return list(paper.sentences())


def test_every_figure_is_a_phrase_with_its_cells(whole: Composed, sample: WholePaper) -> None:
    loose, cellless = [], []
    for paper in (whole.paper, sample):
        for sentence in _sentences_and_notes(paper):
            standing = "".join(part for part in sentence.parts if isinstance(part, str))
            if NUMBER.search(re.sub(r"3-month|12-month", "", standing)):
                loose.append(sentence.text)
            cellless += [(sentence.text, phrase.text) for phrase in sentence.phrases if not phrase.cells]

    assert loose == []
    assert cellless == []


def test_every_cell_of_a_table_that_says_a_figure_names_where_it_comes_from(
    whole: Composed, sample: WholePaper
) -> None:
    bare = [
        (table.key, row.key, cell.text)
        for paper in (whole.paper, sample)
        for table in paper.blocks()
        if isinstance(table, PaperTable)
        for row in table.rows
        for cell in row.cells
        if cell.text != "-" and not cell.cells
    ]

    assert bare == []


def test_each_key_is_given_once_and_is_short_enough_for_a_tag(whole: Composed, sample: WholePaper) -> None:
    for paper in (whole.paper, sample):
        doubles = [key for key, times in Counter(keys_of(paper)).items() if times > 1]
        tags = [
            f"xlscore:phrase:{sentence.key}/{phrase.key}"
            for sentence in paper.sentences()
            for phrase in sentence.phrases
        ]

        assert doubles == []
        assert [tag for tag in tags if len(tag) > 64] == []
        assert [tag for tag, times in Counter(tags).items() if times > 1] == []


def test_keys_hold_from_month_to_month_whatever_the_figures_and_the_order(
    whole: Composed, tmp_path: Path
) -> None:
    rows = deepcopy(CARD)
    rows[1:] = reversed(rows[1:])
    for row in rows[1:]:
        row[3], row[4], row[6] = (
            (row[3] * 0.9, row[4] * 0.7, 15) if row[3] < 1 else (row[3] + 300, row[4], 15)
        )

    after = composed(tmp_path, Scorecard=rows).paper

    kept = set(keys_of(whole.paper)) & set(keys_of(after))
    lost = {key for key in set(keys_of(whole.paper)) - kept if "chance" not in key and "nil" not in key}
    assert lost == set()


def test_an_objective_that_becomes_a_chapter_is_written_where_it_belongs_now(
    whole: Composed, tmp_path: Path
) -> None:
    rows = deepcopy(CARD)
    rows[5][5] = "High"

    after = composed(tmp_path, Scorecard=rows).paper

    before = [key for key in keys_of(whole.paper) if "robbery" in key and "recorded" in key]
    now = [key for key in keys_of(after) if "robbery" in key and "recorded" in key]
    assert set(before).isdisjoint(key for key in now if not key.startswith("robbery.recorded-crime.s"))


def test_a_phrase_keeps_its_key_where_its_sentence_gains_another(tmp_path: Path, whole: Composed) -> None:
    rows = deepcopy(CARD)
    rows[2][3] = 1800

    before = sentence_of(whole.paper, "burglary.recorded-crime.figure")
    after = sentence_of(composed(tmp_path, Scorecard=rows).paper, "burglary.recorded-crime.figure")

    assert (
        after.text
        == "1,800 crimes, 276 fewer than the 2,076 of last year (-13.3%), which meets the 10% reduction with 68 crimes to spare."
    )
    words = {phrase.key: phrase.text for phrase in before.phrases}
    now = {phrase.key: phrase.text for phrase in after.phrases}
    assert words["short"] == "35 crimes short of"
    assert "short" not in now
    assert (now["percent"], now["change"], now["number"]) == ("10%", "276 fewer", "2,076")


@pytest.mark.parametrize(
    ("words", "about", "names", "phrases"),
    [
        ("City BCU down 8.5% and Counties BCU up 8.2%.", "command units", ["City BCU", "Counties BCU"], ["City BCU down 8.5%", "Counties BCU up 8.2%"]),
        ("North up 1.0%, North West as last year and South 3.0%.", "command units", ["North", "North West", "South"], ["North up 1.0%", "North West as last year", "South 3.0%"]),
        ("By area: largest fall Hill 186 to 137 (-26.3%, 49 fewer), largest rise in number Vale 1 to 2 (+100.0%, 1 more).", "areas that stand out", [], ["Hill 186 to 137 (-26.3%, 49 fewer)", "Vale 1 to 2 (+100.0%, 1 more)"]),
        ("By area: best Hill 18.5%, worst Vale 2.0%.", "areas that stand out", [], ["Hill 18.5%", "Vale 2.0%"]),
        ("As entered: rolling 3-month trend level (◄►), level of control Increasing.", "entered", [], ["level (◄►)", "Increasing"]),
        ("As entered: level of control Controlled.", "entered", [], ["Controlled"]),
        ("The latest three months are above the three before.", "months", [], ["The latest three months are above the three before"]),
        ("Users: 80.0% satisfied. Under target: Action (70.0%) and Follow-up (60.0%).", "satisfaction", [], ["80.0%", "Action (70.0%) and Follow-up (60.0%)"]),
        ("Vehicle crime (A, B): 5 against 4, highest overall classification High.", "together", [], ["5", "4", "High"]),
        ("Area 2 has 3 crimes.", "figure", ["Area 2"], ["3 crimes"]),
    ],
)  # fmt: skip
def test_what_stands_and_falls_together_is_one_phrase(
    words: str, about: str, names: list[str], phrases: list[str]
) -> None:
    sentence = phrased("k", Said(words, (Source("Scorecard", "D2"),), about), names)

    assert sentence.text == words
    assert [phrase.text for phrase in sentence.phrases] == phrases
    assert len({phrase.key for phrase in sentence.phrases}) == len(phrases)
    assert sentence.cells == ("Scorecard!D2",)


def test_a_row_without_a_figure_is_a_problem_of_its_cell(tmp_path: Path) -> None:
    rows = deepcopy(CARD)
    rows[5][3] = None

    problems = composed(tmp_path, Scorecard=rows).problems

    assert [
        (problem.place, problem.what) for problem in problems if "Robbery" in problem.what
    ] == [
        ("Scorecard!B6", "The report cannot say how Recorded Crime of 'Robbery' stands. There is no figure of this year yet."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Burglary", "North LPU", "Vehicle crime", "Theft from vehicles", "ASB victims"]
)
def test_of_what_is_kept_back_nothing_stands_in_the_paper(tmp_path: Path, name: str) -> None:
    with open_book(write_book(tmp_path / "book.xlsx", SHEETS)) as book:
        facts = without(read_month_facts(read_workbook(book), Asked()), frozenset({name_key(name)}))

    paper = WholePaper("monthly", "", month_sections(facts))
    every = "\n".join(beneath(paper, section.heading) for section in paper.sections if section.level == 1)
    assert name_key(name) not in name_key(every)
    assert name not in [section.heading for section in paper.sections]
    assert "Robbery" in every


def _months(*rows: tuple[str, str, list[int]]) -> Rows:
    names = [f"{month} {year}" for year in (2011, 2012) for month in _NAMES]
    return [["Measure", "Place", *names], *([measure, place, *counts] for measure, place, counts in rows)]


PAPER: Rows = [
    ["Field", "Text", "Paper"],
    ["Title", "Performance in October", "Monthly report"],
    ["Marking", "OFFICIAL", None],
    ["Introduction", "The month in 9 pages.", None],
    ["Part", "A", None],
    ["Part B items", "Robbery; North LPU; Horizon scanning", None],
    ["Recipients", "City panel; County panel", None],
]


def test_title_marking_recipients_and_introduction_are_those_of_the_table_paper(tmp_path: Path) -> None:
    paper = composed(tmp_path, Paper=PAPER).paper

    assert (paper.title, paper.marking, paper.part) == ("Performance in October", "OFFICIAL", "A")
    assert paper.recipients == ("City panel", "County panel")
    assert beneath(paper, "Introduction") == "The month in 9 pages."


def test_what_the_table_paper_keeps_for_part_b_is_in_part_b_alone(tmp_path: Path) -> None:
    found = composed(tmp_path, Paper=PAPER)
    with open_book(tmp_path / "book.xlsx") as book:
        private = compose_month(book, PaperAsked(part="B")).paper

    texts = [
        "\n".join(beneath(paper, section.heading) for section in paper.sections if section.level == 1)
        for paper in (found.paper, private)
    ]
    assert ["North LPU" in text for text in texts] == [False, True]
    headings = [[section.heading for section in paper.sections] for paper in (found.paper, private)]
    assert ["Robbery" in names for names in headings] == [False, True]
    assert ["Horizon scanning" in names for names in headings] == [False, True]
    assert [problem for problem in found.problems if "part B" in problem.what] == []
    assert ["One row is reported in part B and not counted here." in text for text in texts] == [True, False]


_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
USUAL = [100, 110, 95, 105, 98, 112, 101, 97, 108, 103, 96, 109] * 2


@pytest.mark.skipif(not font_files(), reason="No Arial and no Liberation Sans on this computer.")
def test_a_workbook_of_monthly_counts_alone_has_its_year_to_date_and_its_signals(tmp_path: Path) -> None:
    counts = [*USUAL[:-1], 190]
    sheets = {
        "Series": _months(
            ("Burglary", "", counts), ("Robbery", "", USUAL), ("Robbery", "North", [n // 2 for n in counts])
        )
    }
    with open_book(write_book(tmp_path / "book.xlsx", sheets)) as book:
        paper = compose_month(book, PaperAsked()).paper

    headings = [section.heading for section in paper.sections]
    pictures = [block for block in paper.blocks() if isinstance(block, PaperPicture)]
    assert "Other threats" not in headings
    assert "Burglary: 190 in Dec 2012, above the upper limit" in beneath(
        paper, "Control charts: what shows more than chance"
    )
    assert [picture.key for picture in pictures] == ["signal.burglary"]
    assert pictures[0].cells == ("Series!C2", "Series!Z2")
    assert "Robbery, North: 95 in Dec 2012" in beneath(paper, "Control charts: what shows more than chance")
    assert paper.as_of == "Dec 2012"
    assert [key for key, times in Counter(keys_of(paper)).items() if times > 1] == []


def test_what_the_notes_say_of_a_measure_stands_beneath_its_counts_with_its_cells(tmp_path: Path) -> None:
    notes: Rows = [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Aug 2012", "Robbery", None, "Recording", "A new team records 3 in 4 thefts as robbery."],
    ]
    sheets = {"Series": _months(("Burglary", "", USUAL), ("Robbery", "", USUAL)), "Notes": notes}
    with open_book(write_book(tmp_path / "book.xlsx", sheets)) as book:
        paper = compose_month(book, PaperAsked()).paper

    table = next(block for block in paper.blocks() if block.key == "counts.table")
    assert isinstance(table, PaperTable)
    assert [note.text.partition(":")[0] for note in table.notes] == ["Robbery", "-"]
    assert "A new team records 3 in 4 thefts as robbery." in table.notes[0].text
    assert table.notes[0].cells == ("Series!C3", "Series!Z3")


def test_a_year_to_date_that_lacks_months_says_so_and_is_a_problem(tmp_path: Path) -> None:
    with open_book(
        write_book(tmp_path / "book.xlsx", {"Series": _months(("Burglary", "", USUAL[:3]))})
    ) as book:
        found = compose_month(book, PaperAsked())

    table = next(block for block in found.paper.blocks() if block.key == "counts.table")
    assert isinstance(table, PaperTable)
    assert table.rows[0].cells[1].text == "not known"
    assert [problem.cell for problem in found.problems if "no year to date" in problem.what] == ["A2"]
    assert sentence_of(found.paper, "signals.none").text.startswith("No chart has enough months")


def test_that_nothing_lies_ahead_is_said_by_nobody_but_its_author(tmp_path: Path) -> None:
    with open_book(write_book(tmp_path / "book.xlsx", {"Series": _months(("Burglary", "", USUAL))})) as book:
        found = compose_month(book, PaperAsked())

    assert "horizon.yours" in {block.key for block in found.paper.blocks()}


def test_three_areas_of_a_row_make_a_table_with_the_force_beside_them(tmp_path: Path) -> None:
    west = ["Burglary", "Recorded Crime", "West LPU", 100, 100]

    few = composed(tmp_path, Breakdown=BREAKDOWN)
    found = composed(tmp_path, Breakdown=[*BREAKDOWN[:4], west, *BREAKDOWN[4:]])

    tables = [
        block
        for block in found.paper.blocks()
        if isinstance(block, PaperTable) and block.title.endswith("by area")
    ]
    assert [[cell.text for cell in row.cells[:4]] for row in tables[0].rows] == [
        ["Force", "1,903", "2,076", "-8.3%"],
        ["North LPU", "201", "161", "+24.8%"],
        ["South LPU", "137", "186", "-26.3%"],
        ["West LPU", "100", "100", "0.0%"],
    ]
    assert not [block for block in few.paper.blocks() if getattr(block, "title", "").endswith("by area")]


def test_what_is_recommended_for_the_whole_stands_in_the_overview(tmp_path: Path) -> None:
    advice = ["Overview", "Recommendation", "Look at this again in June.", None]

    found = composed(tmp_path, Narrative=[*NARRATIVE, advice])

    assert "Look at this again in June." in beneath(found.paper, "Current performance overview")
    assert [section.heading for section in found.paper.sections if section.heading == "Recommendation"]


def test_all_crime_stands_in_the_overview_and_what_is_done_about_it_at_its_end(tmp_path: Path) -> None:
    row = ["All crime", "Recorded Crime", None, 60000, 62000, None, None, None, None, None]
    doing = ["All crime", "What is being done", "Days of action.", None]

    found = composed(tmp_path, Scorecard=[*CARD, row], Narrative=[*NARRATIVE, doing])

    said = beneath(found.paper, "Current performance overview")
    assert said.index("60,000 crimes") < said.index("Days of action.")
    assert said.count("Days of action.") == 1


def test_a_month_without_objectives_says_so(tmp_path: Path) -> None:
    low = [[*row[:5], "Low", 3, *row[7:]] for row in CARD[1:]]

    found = composed(tmp_path, Scorecard=[CARD[0], *low])

    assert sentence_of(found.paper, "overview.high").text == "No objective is classed High overall."
    assert sentence_of(found.paper, "objectives.none").text.startswith("No objective is classed High")
