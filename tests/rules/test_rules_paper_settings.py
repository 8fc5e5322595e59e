"""What the table Paper says of a force's papers, and what cycles are called in them."""

from __future__ import annotations

import pytest

from xlscore.rules.figures import Source
from xlscore.rules.force.area_grades import AreaInputs, judge_area
from xlscore.rules.force.cycle_names import cycle_before, said_cycle, whole_cycle
from xlscore.rules.force.rationale import unexplained
from xlscore.rules.force.typed_grade import TypedGrade
from xlscore.rules.grades import Grade
from xlscore.rules.papers.fields import PaperField, read_field, read_papers, read_part
from xlscore.rules.papers.settings import PaperSettings, SettingText
from xlscore.rules.policy import DEFAULT
from xlscore.rules.problems import RuleError


def said(about: PaperField, words: str, *papers: str) -> SettingText:
    """Return a row of the table Paper."""
    return SettingText(about, words, Source("Paper", "B2"), papers)


@pytest.mark.parametrize(
    ("typed", "about"),
    [
        ("Title", PaperField.TITLE),
        ("report title", PaperField.TITLE),
        ("Agenda Number", PaperField.AGENDA),
        ("6.3 Risks/Mitigation", PaperField.RISKS),
        ("6.4  Equality and/or Human Rights Implications", PaperField.EQUALITY),
        ("Health & Safety", PaperField.HEALTH),
        ("Protective marking", PaperField.MARKING),
        ("Part B items", PaperField.PART_B),
        ("9.0 Future Work/Development and Expected Outcome", PaperField.FUTURE),
        ("1.0 Purpose of Report", PaperField.PURPOSE),
    ],
)
def test_the_sections_are_known_by_the_words_of_the_papers(typed: str, about: PaperField) -> None:
    assert read_field(typed) is about


def test_a_field_that_no_paper_has_is_refused_with_the_one_that_may_be_meant() -> None:
    with pytest.raises(RuleError, match="'Equalty' is nothing that a paper has; is 'Equality' meant"):
        read_field("Equalty")
    with pytest.raises(RuleError, match="use one of Title"):
        read_field("Favourite colour")


@pytest.mark.parametrize(("typed", "part"), [("A", "A"), ("part b", "B"), ("Part II", "B"), ("Public", "A")])
def test_a_part_is_read_from_the_usual_words(typed: str, part: str) -> None:
    assert read_part(typed) == part


def test_a_part_that_cannot_be_read_is_never_taken_for_the_public_one() -> None:
    with pytest.raises(RuleError, match="in which part"):
        read_part("C")


def test_a_row_for_one_kind_of_paper_goes_before_the_row_for_all() -> None:
    settings = PaperSettings((said(PaperField.TITLE, "Any"), said(PaperField.TITLE, "Grades", "board")))

    assert settings.words(PaperField.TITLE, "board") == "Grades"
    assert settings.words(PaperField.TITLE, "msg") == "Any"
    assert settings.words(PaperField.VERSION, "msg") == ""


@pytest.mark.parametrize(
    ("typed", "papers"),
    [("", ()), ("all", ()), ("Board paper; MSG", ("board", "msg")), ("Panel", ("panel",))],
)
def test_rows_say_for_which_papers_they_are(typed: str, papers: tuple[str, ...]) -> None:
    assert read_papers(typed) == papers


def test_a_report_to_one_board_has_it_for_its_recipient() -> None:
    settings = PaperSettings((said(PaperField.REPORT_TO, "Performance Board"),))

    assert settings.recipients("board") == ("Performance Board",)
    assert PaperSettings().recipients("board") == ()


def test_what_is_kept_for_part_b_is_known_however_it_is_spelt() -> None:
    settings = PaperSettings((said(PaperField.PART_B, "Gangs;\nChild abuse & exploitation"),))

    assert settings.kept_from_public("board") == {"gangs", "childabuseandexploitation"}


@pytest.mark.parametrize(
    ("cycle", "headings", "rolled", "before"),
    [
        ("Cycle 13", [], [], "cycle 12"),
        ("Cycle 13", ["Cycle 12 Grading"], [], "cycle 12"),
        ("Cycle 13", ["Last cycle"], ["Cycle 10", "Cycle 11"], "cycle 11"),
        ("Q2 2024/25", ["Last cycle"], ["Q1 2024/25"], "Q1 2024/25"),
        ("Q2 2024/25", ["Last cycle"], [], "last cycle"),
        ("Cycle 1", [], [], "last cycle"),
        ("", [], [], "last cycle"),
    ],
)
def test_the_cycle_before_is_called_as_the_workbook_calls_it(
    cycle: str, headings: list[str], rolled: list[str], before: str
) -> None:
    assert cycle_before(cycle, headings, rolled) == before


def test_cycles_are_said_within_a_sentence() -> None:
    assert [said_cycle("CYCLE  13"), whole_cycle("Cycle 2"), whole_cycle("")] == [
        "cycle 13",
        "the 2nd cycle",
        "",
    ]


def test_a_change_without_a_rationale_is_said_in_a_sentence() -> None:
    at = Source("Grid", "K2")
    area = AreaInputs(
        "Gangs", at,
        commands={"North": TypedGrade(Grade.GOOD, at, is_entered=True)},
        final=TypedGrade(Grade.GOOD, at, is_entered=True),
        changed_from=TypedGrade(Grade.REQUIRES_IMPROVEMENT, at, is_entered=True),
    )  # fmt: skip

    assert unexplained(judge_area(area, DEFAULT)) == (
        "Gangs: the final grade Good has improved from Requires Improvement last cycle, without a rationale."
    )
