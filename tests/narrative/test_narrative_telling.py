"""What an officer is told: a summary, problems with their places, what would agree, comments that replace their own."""

from __future__ import annotations

import pytest

from tests.support.documents import document_with, para, run
from xlscore.narrative.model import (
    Claim,
    ClaimKind,
    ClaimSubject,
    ClaimVerdict,
    Judged,
    KnownName,
    NameKind,
    Passage,
    SentencePlace,
)
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
