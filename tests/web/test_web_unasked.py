"""What is asked wrongly, at the door of the page and behind the server's: one sentence that says how it is asked."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from xlscore.rules.problems import XlscoreError
from xlscore.web import calls, server
from xlscore.web.calls import MOST_CALLS, call
from xlscore.web.door import refused
from xlscore.web.press import press
from xlscore.web.server_tokens import RefusedQuestionError
from xlscore.web.server_workers import ANSWERS, UnreadQuestionError


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("call", "{}", "no calls"),
        ("call", json.dumps([["MSG_MOVE", [5, 4]]] * (MOST_CALLS + 1)), "send several"),
        ("call", "[", "no JSON"),
        ("press", "[]", "base64, "),
        ("press", '{"file": "UEsDBA==", "options": 7}', "The options are an object"),
        ("plan", '{"file": "?"}', "not spelt in base64"),
    ],
)
def test_a_question_that_is_none_says_what_one_is(kind: str, text: str, said: str) -> None:
    with pytest.raises(UnreadQuestionError, match=said):
        ANSWERS[kind](text, "refresh-all")


def test_a_call_that_stops_unexpectedly_is_an_error_of_its_own_cell(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(_: Any) -> Any:
        raise ZeroDivisionError

    monkeypatch.setattr(calls, "cells_in", broken)

    (told,) = json.loads(call('[["MSG_MOVE", [5, 4]]]'))

    assert told == {"error": "#VALUE!", "message": "MSG_MOVE stopped unexpectedly (ZeroDivisionError)."}
    assert "MSG_MOVE failed" in caplog.text


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (XlscoreError("It is open", "Close it"), XlscoreError("It is open", "Close it").sentence),
        (ZeroDivisionError(), "This file could not be read (ZeroDivisionError)."),
    ],
)
def test_a_workbook_that_cannot_be_opened_is_refused_with_one_sentence(error: Exception, said: str) -> None:
    told = refused(error)

    assert told["ended"] == "refused"
    assert told["message"].startswith(said)


@pytest.mark.parametrize("options", [7, "answers", ["name"]])
def test_options_that_are_no_object_are_refused(options: Any) -> None:
    filled, answer = press("refresh-all", b"PK\x03\x04", options)

    assert filled is None
    assert "no object" in answer["message"]


@pytest.mark.parametrize(("name", "code"), [("no-such-button", 404), ("collate-returns", 400)])
def test_the_server_refuses_a_button_that_is_none_and_one_that_asks_for_files(name: str, code: int) -> None:
    refuse: Callable[[str], str] = server._button

    with pytest.raises(RefusedQuestionError) as found:
        refuse(name)

    assert found.value.status == code
