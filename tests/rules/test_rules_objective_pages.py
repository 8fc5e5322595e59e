"""The pages of the report: their order by the Leicestershire scorecard of October 2013, what stands on them, what is missing."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date
from fractions import Fraction
from importlib import resources

import pytest

from xlscore.books.samples import facts
from xlscore.rules.figures import Figure, Source
from xlscore.rules.monthly.month import RowResult
from xlscore.rules.monthly.projecting import Projected
from xlscore.rules.monthly.satisfaction import SatisfactionResult
from xlscore.rules.monthly.year_to_date import UNKNOWN
from xlscore.rules.objectives.matching import names_of, subject_key
from xlscore.rules.objectives.narrative import (
    is_ahead,
    meant_by,
    pointer_words,
    read_text_kind,
    standing_texts,
)
from xlscore.rules.objectives.pages import pages_of
from xlscore.rules.objectives.records import (
    HorizonItem,
    MonthOf,
    ObjectiveInputs,
    ObjectivePage,
    ObjectiveText,
    Positioned,
    PurposeInputs,
    Said,
    SatisfactionOf,
    TextKind,
    UnitOf,
)
from xlscore.rules.policy import Policy
from xlscore.rules.problems import RuleError
from xlscore.rules.series import Series, SeriesPoint
from xlscore.rules.statistics.projection import Projection
from xlscore.rules.threats.card import UnitInputs, UnitRow
from xlscore.rules.threats.classes import read_level
from xlscore.rules.threats.inputs import ThreatInputs
from xlscore.rules.threats.levels import AreaLevel
from xlscore.rules.threats.row import judge_row
from xlscore.rules.words import name_key

AT = Source("Scorecard", "B2")
HERE = Source("Narrative", "C2")


def _objective(
    name: str, threat: str = "", score: int | None = None, group: str = "", purpose: str = "Recorded Crime"
) -> ObjectiveInputs:
    inputs = ThreatInputs(
        name, purpose, AT, threat=read_level(threat, "threat") if threat else None,
        impact_score=None if score is None else Figure(Fraction(score), AT),
    )  # fmt: skip
    return ObjectiveInputs(name, (PurposeInputs(inputs, judge_row(inputs, Policy())),), group)


def _only(inputs: ObjectiveInputs) -> ObjectivePage:
    (page,) = pages_of([inputs], {})
    return page


def _as_printed() -> list[ObjectiveInputs]:
    """Return the objectives of the printed scorecard with the threat and impact score of each row."""
    text = (resources.files(facts) / "leicestershire_scorecard.csv").read_text("utf-8")
    rows: dict[str, list[PurposeInputs]] = {}
    for line in csv.DictReader(text.splitlines()):
        found = _objective(line["title"], line["threat"], int(line["impact_score"]), purpose=line["purpose"])
        rows.setdefault(line["title"], []).extend(found.purposes)
    group = "Overall vehicle crime"
    return [
        ObjectiveInputs(name, tuple(found), group if "Motor Vehicle" in name else "")
        for name, found in rows.items()
    ]


def test_chapters_and_other_threats_are_in_the_order_of_the_paper() -> None:
    pages = pages_of(_as_printed(), {})

    assert [(page.objective, page.overall) for page in pages if not page.is_other] == [
        ("Serious Sexual Offences", "High"),
        ("Burglary - Dwelling", "High"),
        ("Theft Of Motor Vehicle", "Medium"),
        ("Theft From Motor Vehicle", "Low"),
    ]
    assert [page.objective for page in pages if page.is_other] == [
        "Violence with injury", "Domestic Violence", "Hate Crime", "Commercial Burglary",
    ]  # fmt: skip


def test_an_objective_without_a_class_is_the_last_of_the_other_threats_and_says_why() -> None:
    pages = pages_of([_objective("Fraud"), _objective("Burglary", "Low", 3), _objective("Arson", "High")], {})

    assert [(page.objective, page.overall, page.is_other) for page in pages] == [
        ("Arson", None, False), ("Burglary", "Low", True), ("Fraud", None, True),
    ]  # fmt: skip
    assert "No overall classification: There is no threat that can be read." in [
        s.words for s in pages[2].sentences
    ]


def _text(
    words: str, kind: TextKind = TextKind.DOING, day: date | None = None, about: str = ""
) -> ObjectiveText:
    return ObjectiveText("Burglary", kind, words, HERE, day, about)


def test_texts_of_the_latest_date_and_those_without_one_stand() -> None:
    old, new = date(2013, 9, 1), date(2013, 10, 1)
    texts = [
        _text("always"), _text("September", day=old), _text("October", day=new), _text("October, too", day=new),
        _text("agree", TextKind.RECOMMENDATION, old), _text("Hinckley", day=old, about="Hinckley LPU"),
    ]  # fmt: skip

    standing = standing_texts(texts)

    assert [text.words for text in standing] == ["always", "October", "October, too", "agree", "Hinckley"]


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("What is being done", TextKind.DOING),
        ("what is being done?", TextKind.DOING),
        (" RECOMMENDATION ", TextKind.RECOMMENDATION),
        ("Commentary", TextKind.EVIDENCE),
        ("", TextKind.EVIDENCE),
    ],
)
def test_kinds_of_text_are_read_as_they_are_typed(typed: str, kind: TextKind) -> None:
    assert read_text_kind(typed) is kind


def test_a_word_that_is_no_kind_of_text_is_refused_with_those_that_are() -> None:
    with pytest.raises(RuleError) as refused:
        read_text_kind("Praise")

    assert refused.value.what == "'Praise' is no kind of text."
    assert refused.value.do == "Use What is being done, Recommendation or Evidence."


def test_a_pointer_stands_through_its_last_day() -> None:
    item = HorizonItem("Review", Source("Horizon", "A2"), until=date(2014, 4, 30))

    assert [is_ahead(item, day) for day in (date(2014, 4, 30), date(2014, 5, 1))] == [True, False]


@pytest.mark.parametrize(
    ("item", "told"),
    [
        (HorizonItem("Review", Source("Horizon", "A2")), "Review. See Horizon."),
        (HorizonItem("Review?", Source("Ahead", "A2")), "Review? See Ahead."),
        (
            HorizonItem("Review", Source("Horizon", "A2"), (), "HMIC", "https://example.org", "Apr 2014", "Four areas."),
            "Review (HMIC, Apr 2014): Four areas. See Horizon.",
        ),
    ],
)  # fmt: skip
def test_a_pointer_says_what_and_whose_it_is(item: HorizonItem, told: str) -> None:
    assert pointer_words(item) == told


def test_a_name_like_an_objective_is_meant_for_it_and_another_is_a_section() -> None:
    names = ["Burglary - Dwelling", "Hate Crime"]

    assert meant_by("Burglary-Dweling", names) == "Burglary - Dwelling"
    assert meant_by("Summary", names) == ""


def test_what_a_page_lacks_is_said() -> None:
    assert _only(_objective("Burglary", "Low", 3)).missing == (
        "The breakdown has no area for it.",
        "No monthly series has a row for it, so there is no chart.",
        "No satisfaction table has a row for it.",
        "Nobody has written what is being done.",
        "No recommendation is made.",
    )
    assert _only(ObjectiveInputs("ASB")).missing[0] == "The scorecard has no row for it."


def test_nothing_is_missing_of_a_page_that_has_everything() -> None:
    area = UnitOf(UnitInputs("City BCU", ThreatInputs("Burglary", "Recorded Crime", AT)), UnitRow(None, None))
    row = _objective("Burglary", "Low", 3).purposes[0]
    months = Series.of("Burglary", [SeriesPoint(date(2013, 10, 1), Figure(Fraction(5), AT))])
    inputs = ObjectiveInputs(
        "Burglary", (PurposeInputs(replace(row.inputs, series=months), row.result, (area,)),),
        satisfaction=(SatisfactionOf(SatisfactionResult("Burglary", "", rolling=Fraction(889, 1000), target=Fraction(9, 10)), AT),),
        texts=(_text("a"), _text("b", TextKind.RECOMMENDATION)),
    )  # fmt: skip

    page = _only(inputs)

    assert page.missing == ()
    assert (
        page.besides[0].words
        == "Burglary: 88.9% satisfied in the rolling 12 months, 1.1 points below the target of 90%."
    )


def test_an_objective_that_is_not_broken_down_says_so() -> None:
    row = ThreatInputs("Rape", "Recorded Crime", AT, lowest=AreaLevel.FORCE)

    page = _only(ObjectiveInputs("Rape", (PurposeInputs(row, judge_row(row, Policy())),)))

    assert "It is not broken down below the force." in page.missing


def test_caveats_of_both_purposes_stand_once_and_positions_carry_their_own() -> None:
    first, second = (
        _objective("Burglary", purpose=purpose).purposes[0] for purpose in ("Recorded Crime", "Outcome rate")
    )
    purposes = tuple(
        PurposeInputs(row.inputs, row.result, caveats=("Recording changed.",)) for row in (first, second)
    )
    inputs = ObjectiveInputs(
        "Burglary", purposes, together=Said("Vehicle crime: nothing to add up."),
        positions=(Positioned("Burglary", "The force remains 3rd of 8 in its MSG for Burglary.", AT, ("The others have moved.",)),),
    )  # fmt: skip

    page = _only(inputs)

    assert page.caveats == ("Recording changed.",)
    assert [said.words for said in page.besides] == [
        "Vehicle crime: nothing to add up.",
        "The force remains 3rd of 8 in its MSG for Burglary. The others have moved.",
    ]


@pytest.mark.parametrize(
    ("group", "objective", "alike"),
    [
        ("Victims of burglary", "Burglary", True),
        ("Burglary victims", "burglary", True),
        ("Users of ASB", "ASB", True),
        ("Burglary", "Commercial Burglary", False),
        ("Victims", "Users", False),
    ],
)
def test_people_surveyed_are_called_by_what_happened_to_them(group: str, objective: str, alike: bool) -> None:
    assert (subject_key(group) == subject_key(objective)) is alike


def test_a_measure_of_an_objective_may_say_what_is_counted() -> None:
    names = names_of("Burglary - Dwelling", ["Recorded Crime"])

    assert name_key("Burglary Dwelling offences") in names
    assert name_key("Commercial Burglary") not in names


def test_where_the_year_will_end_is_said_with_its_range_and_verdict() -> None:
    projected = Projected(Projection(Fraction(900), Fraction(1900), Fraction(1800), Fraction(2000)), "level")
    row = RowResult("Burglary", "", UNKNOWN, None, None, None, (), projected, None, "At risk")

    page = _only(ObjectiveInputs("Burglary", month=MonthOf(row, AT)))

    assert [said.words for said in page.besides] == [
        "The year is projected to end at 1,900 (1,800 to 2,000): At risk."
    ]


def test_a_year_that_cannot_be_projected_is_not_spoken_of() -> None:
    row = RowResult(
        "Burglary", "", UNKNOWN, None, None, None, (), Projected(None, "", "Too few months."), None, ""
    )

    assert _only(ObjectiveInputs("Burglary", month=MonthOf(row, AT))).besides == ()
