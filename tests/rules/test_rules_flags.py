"""Which way is better, by the words that people type."""

from __future__ import annotations

import pytest

from xlscore.rules.flags import read_flag
from xlscore.rules.problems import RuleError, Trouble


@pytest.mark.parametrize(
    ("typed", "higher"),
    [
        ("Higher", True),
        ("higher is\u00a0better", True),
        ("Up", True),
        ("yes", True),
        (True, True),
        (1.0, True),
        ("LOWER", False),
        ("lower is better", False),
        ("decrease", False),
        (False, False),
        (0, False),
        ("N/A", None),
        ("", None),
        (None, None),
    ],
)
def test_a_direction_is_read_from_its_usual_words(typed: object, higher: bool | None) -> None:
    assert read_flag(typed, "better") is higher


@pytest.mark.parametrize("typed", ["sideways", "1", 2, -1.0])
def test_another_word_is_refused_and_quoted(typed: object) -> None:
    with pytest.raises(RuleError, match="'better' takes TRUE or FALSE") as refused:
        read_flag(typed, "better")

    assert refused.value.trouble is Trouble.UNREADABLE
    assert str(typed) in refused.value.what
