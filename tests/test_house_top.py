"""What stands in no package: the names of xlscore itself, its errors, and the folders that travel with it."""

from __future__ import annotations

import pytest

import xlscore
from xlscore.resources import folder


def test_xlscore_gives_its_names_and_no_others() -> None:
    assert callable(xlscore.open_book)
    with pytest.raises(AttributeError, match="module 'xlscore' has no attribute 'close_book'"):
        _ = xlscore.close_book


def test_a_folder_that_did_not_come_along_is_named_with_what_to_do() -> None:
    with pytest.raises(
        xlscore.XlscoreError, match=r"'pictures' of xlscore is missing; install the package again\."
    ):
        folder("pictures")


@pytest.mark.parametrize(
    ("what", "do", "sentence"),
    [
        ("The sheet is blank.", "", "The sheet is blank."),
        ("The sheet is blank.", "Fill it in.", "The sheet is blank; fill it in."),
        ("The column is missing.", "MSG data needs it.", "The column is missing; MSG data needs it."),
        ("Which one is meant?", "Name it.", "Which one is meant? Name it."),
    ],
)
def test_what_is_wrong_and_what_to_do_make_one_sentence(what: str, do: str, sentence: str) -> None:
    error = xlscore.XlscoreError(what, do)

    assert error.sentence == sentence
    assert (error.what, error.do) == (what, do)
