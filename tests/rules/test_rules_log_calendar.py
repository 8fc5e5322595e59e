"""The calendar file of a log: its lines, and that an entry is the same one in every file."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.figures import Source
from xlscore.rules.logs.actions import judge_actions
from xlscore.rules.logs.calendar import CalendarDay, calendar_text
from xlscore.rules.logs.calendar_days import log_days
from xlscore.rules.logs.forward_plan import PlannedItem
from xlscore.rules.logs.numbers import read_number
from xlscore.rules.logs.records import ActionInputs, ActionResult

AT = date(2019, 11, 28)


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_line_is_longer_than_75_octets_and_no_letter_is_cut(title: str, words: str) -> None:
    text = calendar_text([CalendarDay("43/19", AT, title, words)], AT)

    lines = text.encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines[:-1])
    assert lines.pop() == b""


@given(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), max_size=200))
def test_a_title_is_read_again_as_it_was(title: str) -> None:
    text = calendar_text([CalendarDay("43/19", AT, title)], AT)

    whole = text.replace("\r\n ", "")
    said = next(line for line in whole.split("\r\n") if line.startswith("SUMMARY:"))[8:]
    assert _unescaped(said) == title


def test_an_entry_is_the_same_one_when_its_day_moves() -> None:
    first, second = (calendar_text([CalendarDay("43/19", day, "Due")], AT) for day in (AT, date(2020, 1, 1)))

    assert [line for line in first.split("\r\n") if line.startswith("UID")] == [
        line for line in second.split("\r\n") if line.startswith("UID")
    ]
    assert first != second


def _unescaped(text: str) -> str:
    found, letters = "", iter(text)
    for letter in letters:
        found += next(letters) if letter == "\\" else letter
    return found


def due(number: str, words: str, **told: object) -> ActionResult:
    inputs = ActionInputs(2, Source("Actions", "A2"), read_number(number), words, due=AT, **told)  # type: ignore[arg-type]
    return judge_actions([inputs], AT)[0][0]


def test_every_open_action_with_a_day_has_an_entry_of_its_own() -> None:
    actions = [due("1/19", "Patrols"), due("1/19", "Letters"), due("", "Survey"), due("", "Return"), due("2/19", "Done", status="Closed", update="x")]  # fmt: skip

    days = list(log_days([(AT, [PlannedItem("Grades", AT, "North", None)])], actions))

    assert [day.title for day in days] == ["Meeting", "1/19 due: Patrols", "1/19 due: Letters", "Due: Survey", "Due: Return"]  # fmt: skip
    assert len({day.mark for day in days}) == 5


def test_the_entries_of_two_boards_are_two() -> None:
    one, two = ({day.mark for day in log_days([], [due("1/19", "Patrols")], name)} for name in ("a", "b"))

    assert not one & two
