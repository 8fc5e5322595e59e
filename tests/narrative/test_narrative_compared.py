"""Tables of two periods beside each other, which no action reads: their counts and percentages are held against a paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import openpyxl
import pytest

from xlscore import open_book
from xlscore.narrative.claims import NameIndex, claims_in
from xlscore.narrative.facts.knowing import knowledge_of
from xlscore.narrative.facts.knowledge import Knowledge
from xlscore.narrative.model import ClaimKind, ClaimUnit, ClaimVerdict, Fact, Passage, SentencePlace
from xlscore.narrative.verdicts.judging import judge

AGREES, CONTRADICTS, OPEN = ClaimVerdict.AGREES, ClaimVerdict.CONTRADICTS, ClaimVerdict.CANNOT_TELL
ROLLING = ["Measure", "12 months to Sep 2024", "12 months to Sep 2025", "Change", "% change", "Target"]
FIGURES = [
    ["Burglary - residential", 2210, 1984, -226, -10.2, 2000],
    ["Robbery", 401, 388, -13, -3.2, 380],
    ["Vehicle crime", 2890, 3147, 257, 8.9, 2800],
]


@pytest.fixture
def knows(tmp_path):
    """What a workbook with one table knows, and what it says of sentences."""

    def made(rows: Sequence[Sequence[Any]], sheet: str = "Figures", *, percent: str = "") -> Knowledge:
        book = openpyxl.Workbook()
        book.active.title = sheet
        for row in rows:
            book.active.append(row)
        for line in book.active[percent] if percent else ():
            for cell in line:
                cell.number_format = "0.0%"
        book.save(tmp_path / "ours.xlsx")
        return knowledge_of(open_book(tmp_path / "ours.xlsx"))

    return made


def told(knowledge: Knowledge, sentence: str) -> list[ClaimVerdict]:
    claims = claims_in(Passage(sentence, SentencePlace(), ()), NameIndex(knowledge.names))
    return [each.verdict for each in judge(claims, knowledge)]


def levels(knowledge: Knowledge) -> list[Fact]:
    return [fact for fact in knowledge.facts if fact.kind is ClaimKind.LEVEL]


@pytest.mark.parametrize(
    ("sentence", "verdicts"),
    [
        ("Residential burglary fell by 10.2% to 1,984 offences.", [AGREES, AGREES]),
        ("Vehicle crime rose by 8.9%, from 2,890 to 3,147.", [AGREES, AGREES, AGREES]),
        ("There were 388 robberies in the 12 months to September 2025.", [AGREES]),
        ("Robbery fell by 13 offences.", [AGREES]),
        ("Robbery has a target of 380.", [AGREES]),
        ("Residential burglary fell by 12.0%.", [CONTRADICTS]),
        ("Vehicle crime rose to 3,174 offences.", [CONTRADICTS]),
        ("Vehicle crime fell by 8.9%.", [CONTRADICTS]),
        ("In the 12 months to March 2025 there were 401 robberies.", [OPEN]),
        ("Shoplifting rose by 12.0%.", [OPEN]),
    ],
)
def test_counts_of_two_periods_are_held_against_a_sentence(knows, sentence, verdicts):
    assert told(knows([["Recorded crime"], [], ROLLING, *FIGURES]), sentence) == verdicts


def test_the_periods_are_those_of_the_headings(knows):
    now, before = levels(knows([ROLLING, FIGURES[1]]))

    assert (now.value, now.period.first, now.period.last) == (388, date(2024, 10, 1), date(2025, 9, 30))
    assert (before.value, before.previous, before.period.last) == (401, True, date(2024, 9, 30))


def test_the_later_period_is_this_one_wherever_it_stands(knows):
    facts = levels(knows([["Offence", "2024/25", "2023/24"], ["Robbery", 388, 401]]))

    assert [(fact.value, fact.previous) for fact in facts] == [(388, False), (401, True)]


def test_percentages_are_known_by_their_format_or_their_sign(knows):
    rows = [
        ["Measure", "This year", "Last year"],
        ["Victim satisfaction", 0.784, 0.812],
        ["Confidence", "78.4%", "77.0%"],
    ]

    knowledge = knows(rows, percent="B2:C2")

    assert {fact.unit for fact in levels(knowledge)} == {ClaimUnit.PERCENT}
    assert told(knowledge, "Victim satisfaction fell by 2.8 percentage points to 78.4%.") == [AGREES, AGREES]
    assert told(knowledge, "Confidence rose to 79.4%.") == [CONTRADICTS]


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param([["Measure", "This year", "Last year"], ["Crimes per 1,000", 0.61, 0.74]], id="a rate"),
        pytest.param([["Measure", "This year", "Last year"], ["Confidence", "78.4%", 812]], id="two units"),
        pytest.param([["Measure", "2023/24", "12 months to Sep 2025", "3 months to Sep 2025"], ["Robbery", 1, 2, 3]], id="three lengths"),
        pytest.param([["District", "This year", "Last year"], ["North", 401, 388]], id="districts"),
        pytest.param([["Measure", "This year", "Last year"], ["Total", 401, 388]], id="a total"),
        pytest.param([["MSG rank"], ["Measure", "This year", "Last year"], ["Robbery", 3, 4]], id="ranks by the title"),
        pytest.param([["Measure", "This year", "Last year"], ["Working days lost", 8, 9]], id="days"),
        pytest.param([["Measure", "This year", "Last year"], ["Robbery", "n/a", 388]], id="no figure"),
        pytest.param([["Measure", "This year", "Last year"], ["Robbery", "#REF!", 388]], id="an error"),
    ],
)  # fmt: skip
def test_what_nobody_says_the_unit_or_the_subject_of_is_not_known(knows, rows):
    assert levels(knows(rows)) == []


def test_a_target_is_held_against_a_whole_year_alone(knows):
    so_far = knows([["Offence", "YTD 2024/25", "YTD 2025/26", "Target"], ["Robbery", 401, 388, 700]])
    year = knows([["Offence", "2023/24", "2024/25", "Target"], ["Robbery", 401, 388, 380]])

    assert told(so_far, "Robbery is above its target.") == [OPEN]
    assert told(year, "Robbery is above its target.") == [AGREES]
    assert told(year, "Robbery is below its target.") == [CONTRADICTS]


def test_what_either_of_two_tables_says_agrees(knows):
    header = ["Offence", "2023/24", "2024/25"]
    knowledge = knows([header, ["Robbery", 401, 388], [], ["As published"], header, ["Robbery", 402, 390]])

    assert (
        told(knowledge, "There were 388 robberies.")
        == told(knowledge, "There were 390 robberies.")
        == [AGREES]
    )


def test_a_table_that_is_headed_with_a_command_is_not_the_forces(knows):
    grid = [["Area", "North", "West", "Final grade"], ["Custody", "Good", "Good", "Good"]]
    header = ["Offence", "2023/24", "2024/25"]

    knowledge = knows([*grid, [], ["North: recorded crime"], header, ["Robbery", 401, 388]])

    assert [name.name for name in knowledge.names] == ["Custody", "North", "West"]
    assert levels(knowledge) == []
