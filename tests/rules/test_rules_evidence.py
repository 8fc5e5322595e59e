"""Evidence for commands' grades: its kind by the heading, and the grades above a redline that have none."""

from __future__ import annotations

import pytest

from xlscore.rules.force.evidence import (
    EvidenceKind,
    commands_without,
    evidence_kind,
    evidence_words,
    is_evidence,
)
from xlscore.rules.grades import Grade

GOOD, RI, TOP = Grade.GOOD, Grade.REQUIRES_IMPROVEMENT, Grade.OUTSTANDING


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Evidence (numbers)", EvidenceKind.NUMBERS),
        ("Quantitative evidence", EvidenceKind.NUMBERS),
        ("Evidence in figures", EvidenceKind.NUMBERS),
        ("Evidence: data", EvidenceKind.NUMBERS),
        ("Evidence (words)", EvidenceKind.WORDS),
        ("Qualitative Evidence", EvidenceKind.WORDS),
        ("Narrative", EvidenceKind.WORDS),
        ("Evidence", EvidenceKind.EITHER),
        ("Quantitative and qualitative evidence", EvidenceKind.EITHER),
    ],
)
def test_the_heading_says_what_kind_of_evidence_it_is(heading: str, kind: EvidenceKind) -> None:
    assert evidence_kind(heading) is kind


@pytest.mark.parametrize(
    ("redline", "having", "without"),
    [
        (RI, set(), ("North", "SCD")),
        (RI, {"north"}, ("SCD",)),
        (RI, {"north", "scd"}, ()),
        (GOOD, set(), ("SCD",)),
        (TOP, set(), ()),
        (None, set(), ()),
    ],
)
def test_a_grade_above_the_redline_wants_evidence(
    redline: Grade | None, having: set[str], without: tuple[str, ...]
) -> None:
    grades = {"North": GOOD, "South": RI, "PPU": None, "SCD": TOP}

    assert commands_without(grades, redline, having) == without


@pytest.mark.parametrize("text", ["", "N/A", "-", "–", "None", "none.", "Nil", "No evidence", "TBC"])
def test_a_sign_for_nothing_is_no_evidence(text: str) -> None:
    assert not is_evidence(text)


def test_names_of_commands_compare_as_names_do() -> None:
    assert commands_without({"North  LPA": GOOD}, RI, {"northlpa"}) == ()


@pytest.mark.parametrize(
    ("grades", "having", "said"),
    [
        ({"North": GOOD, "South": RI, "PPU": None}, {"north", "south"}, "2 of 2 commands"),
        ({"North": GOOD, "South": RI, "PPU": None}, {"south"}, "1 of 2 commands; none from North"),
        ({"North": GOOD}, set(), "0 of 1 command; none from North"),
        ({"North": None}, {"north"}, ""),
    ],
)
def test_the_evidence_of_an_area_in_words(
    grades: dict[str, Grade | None], having: set[str], said: str
) -> None:
    assert evidence_words(grades, having) == said
