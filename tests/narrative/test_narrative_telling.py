"""What an officer is told: a summary, problems with their places, what would agree, comments that replace their own."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tests.support.documents import document_with, para, run
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimUnit,
    ClaimVerdict,
    ComparedWith,
    Judged,
    KnownName,
    NameKind,
    Passage,
    PrintedAmount,
    SentencePlace,
)
from xlscore.narrative.telling.advice import advice
from xlscore.narrative.telling.answer import CheckedPaper, in_order, subject_of
from xlscore.narrative.telling.comments import CHECKED_BY, comment_paper
from xlscore.rules.figures import Source
from xlscore.rules.problems import Problem
from xlscore.word import Document

SENTENCE = "Gangs is graded RI."
BURGLARY = KnownName(NameKind.MEASURE, "Burglary")
HERE = SentencePlace(page=2, paragraph=1)


def _judged(
    verdict: ClaimVerdict,
    text: str = SENTENCE,
    place: SentencePlace = HERE,
    start: int = 0,
    subject: ClaimSubject | None = None,
    **told: object,
) -> Judged:
    passage = Passage(text, place, start=start)
    claim = Claim(ClaimKind.GRADE, passage, len(text) - 3, len(text) - 1, subject or ClaimSubject())
    return Judged(claim, verdict, **told)  # type: ignore[arg-type]


def _wrong(**told: object) -> Judged:
    return _judged(ClaimVerdict.CONTRADICTS, sources=(Source("Grid", "N3"),), would_agree="Good", **told)  # type: ignore[arg-type]


def test_the_summary_counts_each_verdict() -> None:
    found = [_judged(verdict) for verdict in ClaimVerdict] + [_judged(ClaimVerdict.AGREES)]

    assert (
        CheckedPaper("a.docx", tuple(found)).summary
        == "2 agree · 1 contradicts · 1 does not add up · 1 cannot be told"
    )
    assert CheckedPaper("a.docx", ()).summary == "0 agree · 0 contradict · 0 do not add up · 0 cannot be told"


def test_a_contradiction_is_a_problem_at_its_place_with_the_cell_and_what_would_agree() -> None:
    (problem,) = CheckedPaper(
        "a.docx", (_wrong(), _judged(ClaimVerdict.AGREES), _judged(ClaimVerdict.CANNOT_TELL))
    ).problems

    assert problem == Problem(
        "a.docx: page 2, paragraph 1",
        "",
        "“Gangs is graded RI.” says “RI”, which the workbook contradicts: Grid!N3.",
        "It would agree as “Good”.",
    )


def test_a_sentence_of_the_workbook_is_a_problem_of_its_cell() -> None:
    place = SentencePlace(source=Source("Grid", "P7"))

    (problem,) = CheckedPaper("", (_wrong(place=place),)).problems

    assert (problem.sheet, problem.cell) == ("Grid", "P7")


def test_a_sentence_wrong_by_itself_says_its_arithmetic() -> None:
    wrong = _judged(ClaimVerdict.DOES_NOT_ADD_UP, arithmetic="282 of 3,328 is 8.5%.")

    (problem,) = CheckedPaper("a.pdf", (wrong,)).problems

    assert problem.what.endswith("does not add up at “RI”: 282 of 3,328 is 8.5%.")
    assert problem.do == "Put the sentence right, or the workbook."


def test_what_could_not_be_read_is_a_problem() -> None:
    (problem,) = CheckedPaper("a.pdf", (), unread=("Page 2 holds a picture.",)).problems

    assert (problem.sheet, problem.what) == ("a.pdf", "Page 2 holds a picture.")


def test_a_claim_names_what_it_is_about() -> None:
    known = _judged(
        ClaimVerdict.AGREES,
        subject=ClaimSubject((BURGLARY,), commands=(KnownName(NameKind.COMMAND, "North"),)),
    )
    foreign = _judged(ClaimVerdict.CANNOT_TELL, subject=ClaimSubject(foreign="Knife crime"))

    assert [subject_of(each.claim) for each in (known, foreign, _wrong())] == [
        "North, Burglary",
        "Knife crime",
        "",
    ]


def test_what_has_to_be_put_right_is_listed_first() -> None:
    found = [
        _judged(verdict)
        for verdict in (ClaimVerdict.AGREES, ClaimVerdict.CANNOT_TELL, ClaimVerdict.CONTRADICTS)
    ]

    assert [each.verdict.value for each in in_order(found)] == ["contradicts", "cannot tell", "agrees"]


def test_a_long_sentence_is_quoted_in_part() -> None:
    (problem,) = CheckedPaper("a.txt", (_wrong(text="Gangs " * 90 + "RI."),)).problems

    assert "…”" in problem.what
    assert len(problem.what) < 400


def _comments(document: Document) -> list[str]:
    return [each.text for each in document.comments.of(*CHECKED_BY)]


def test_two_claims_of_a_sentence_are_one_comment_of_two_lines() -> None:
    document = document_with(para(run(SENTENCE)))
    passage = Passage(SENTENCE, HERE)
    found = [
        Judged(Claim(ClaimKind.GRADE, passage, a, b, ClaimSubject()), ClaimVerdict.CONTRADICTS)
        for a, b in ((0, 5), (16, 18))
    ]

    comment_paper(document, found)

    assert _comments(document) == [
        "“Gangs” is not what the workbook says.\n“RI” is not what the workbook says."
    ]


def test_a_check_takes_away_its_own_comments_and_leaves_those_of_others() -> None:
    document = document_with(para(run(SENTENCE)))
    document.comments.add(document.paragraphs[0], "Is this so?", author="Officer", initials="O")
    document.comments.add(document.paragraphs[0], "Old.", author="xlscore", initials="xls")
    comment_paper(document, [_wrong()])

    comment_paper(document, [])

    assert _comments(document) == []
    assert [each.text for each in document.comments] == ["Is this so?", "Old."]


def test_what_is_wrong_in_a_note_is_said_at_its_paragraph() -> None:
    document = document_with(para(run("It fell.")))
    place = SentencePlace(paragraph=1, part="footnote 3")

    comment_paper(document, [_wrong(place=place)])

    assert _comments(document)[0].startswith("In footnote 3: “RI” is not what the workbook says: Grid!N3.")


@pytest.mark.parametrize(
    "place", [HERE, SentencePlace(paragraph=7), SentencePlace(paragraph=3, part="table 1, row 2")]
)
def test_a_place_is_said_in_words(place: SentencePlace) -> None:
    (problem,) = CheckedPaper("a.docx", (_wrong(place=place),)).problems

    assert problem.sheet == f"a.docx: {place.words}"


def test_a_problem_names_the_nearest_heading_and_a_few_of_many_cells() -> None:
    passage = Passage(SENTENCE, HERE, ("Summary", "Gangs"))
    claim = Claim(ClaimKind.GRADE, passage, 16, 18, ClaimSubject())
    cells = tuple(Source("Grid", f"N{row}") for row in range(3, 12))

    (problem,) = CheckedPaper("a.docx", (Judged(claim, ClaimVerdict.CONTRADICTS, cells),)).problems

    assert problem.what == (
        "“Gangs is graded RI.” (under “Gangs”) says “RI”, which the workbook contradicts: Grid!N3, Grid!N4, Grid!N5 and 6 more."
    )


def test_tables_of_figures_are_said_not_to_be_checked() -> None:
    assert CheckedPaper("a.docx", (), tables=2).sentences_told()[-1] == (
        "2 tables of figures or grades were not checked."
    )
    assert "not checked" not in " ".join(CheckedPaper("a.docx", ()).sentences_told())


MINUS = "Satisfaction!S14 78.8% − Satisfaction!R14 82% = -3.2 points"
EXCHANGED = "Breakdown!G7 395; 466 is Breakdown!F7 466"


@pytest.mark.parametrize(
    ("kind", "text", "stated", "amount", "would_agree", "arithmetic", "advised"),
    [
        (ClaimKind.RANK, "It is 4th.", "4th", "4", "3", "MSG!H13 3", "3rd"),
        (ClaimKind.COUNT, "It will be 46,503 offences.", "46,503", "46,503", "45,602.56", "P!D2 45,602.56", "45,603"),
        (ClaimKind.COUNT, "It will be 46,503.25.", "46,503.25", "46,503.25", "45,602.5", "P!D2 45,602.5", "45,602.5"),
        (ClaimKind.COUNT, "It fell from 466 to 395.", "from 466 to", "466", "395", EXCHANGED, "the other way round"),
        (ClaimKind.COUNT, "It was 466 then.", "466", "466", "395", EXCHANGED, "395"),
        (ClaimKind.GAP, "It is 1.1 points above target.", "1.1", "1.1", "below 1.1 points", "", "1.1 points below"),
        (ClaimKind.MOVEMENT, "It improved.", "improved", None, "worse by 1", "", "1 place worse"),
        (ClaimKind.AGAINST, "It meets the target.", "meets", None, MINUS, MINUS, "3.2 points below the target"),
        (ClaimKind.AGAINST, "It is better.", "better", None, "MSG!J10 worse", "MSG!J10 worse", "worse than the target"),
        (ClaimKind.AGAINST, "It is better.", "better", None, "MSG!J10 1", "MSG!J10 1", ""),
        (ClaimKind.GRADE, "It is RI.", "RI", None, "Good", "", "Good"),
    ],
)  # fmt: skip
def test_what_would_agree_is_said_in_words_that_a_person_would_type(
    kind: ClaimKind,
    text: str,
    stated: str,
    amount: str | None,
    would_agree: str,
    arithmetic: str,
    advised: str,
) -> None:
    start = text.index(stated)
    printed = None if amount is None else PrintedAmount(Fraction(0), Fraction(0), ClaimUnit.NONE, amount)
    claim = Claim(
        kind, Passage(text, HERE), start, start + len(stated), ClaimSubject(), printed,
        reference=ComparedWith.TARGET,
    )  # fmt: skip
    judged = Judged(claim, ClaimVerdict.CONTRADICTS, (), arithmetic, would_agree)

    assert advice(judged) == advised
