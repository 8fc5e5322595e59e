"""A measure's row of the MSG sheet: judged from the group's data, or from what is typed in it, without a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from xlscore.rules.exact import exact
from xlscore.rules.figures import Figure, Source
from xlscore.rules.policy import DEFAULT
from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.positions.group import own_and_average
from xlscore.rules.positions.measure import MeasureInputs, MeasureResult, is_typed_row, judge_measure
from xlscore.rules.positions.records import (
    Entries,
    Entry,
    FigureColumn,
    Gap,
    GroupData,
    JudgedBy,
    Reason,
    Stated,
    Unread,
)
from xlscore.rules.positions.typed import GROUP_OF, typed_test, whole_position

FORCES = ("Essex", "Avon", "Derby", "Hants")
RATES = (91.6, 84.2, 77.8, 88.0)
NAME = Source("MSG", "A2")
PLACE = Source("MSG", "E2")
AIM = Source("MSG", "J2")


def figure(value: float, cell: str = "E2", *, native: bool = True, sheet: str = "MSG") -> Figure:
    return Figure(exact(value), Source(sheet, cell), native=native)


def column(letter: str, values: Sequence[float | Unread | None]) -> FigureColumn:
    entries: list[Entry] = [
        value
        if value is None or isinstance(value, Unread)
        else figure(value, f"{letter}{n}", sheet="MSG data")
        for n, value in enumerate(values, 2)
    ]
    return FigureColumn(Source("MSG data", f"{letter}2:{letter}{len(values) + 1}"), tuple(entries))


def unread(cell: str) -> Unread:
    return Unread(Source("MSG data", cell))


def data(values: Sequence[float | Unread | None] = RATES, **more: Any) -> GroupData:
    names = tuple(Stated(name, Source("MSG data", f"A{n}")) for n, name in enumerate(FORCES, 2))
    given: dict[str, Any] = {"names": names, "own": 0, "values": column("C", values)} | more
    return GroupData(Stated("Essex", Source("Policy", "B2")), names_at=Source("MSG data", "A2:A5"), **given)


def worked_out(group: GroupData, aim: str | None = "best", **more: Any) -> MeasureResult:
    given = {"unit": "rate", "better": Stated(False, Source("MSG", "C2"))} | more
    aspiration = Stated(None if aim is None else read_benchmark(aim), AIM)
    inputs = MeasureInputs(
        "All crime",
        NAME,
        aspiration=aspiration,
        typed=given.pop("typed", Entries(PLACE)),
        data=group,
        **given,
    )
    return judge_measure(inputs, DEFAULT)


def typed_row(aim: str | None, group: GroupData | None = None, **entries: Any) -> MeasureResult:
    inputs = MeasureInputs(
        "All crime", NAME, "", Stated(False, Source("MSG", "C2")), Stated(None if aim is None else read_benchmark(aim), AIM),
        Entries(PLACE, position_entered=True, **entries), group,
    )  # fmt: skip
    return judge_measure(inputs, DEFAULT)


@pytest.mark.parametrize(
    ("has_data", "entered", "typed"),
    [(True, True, True), (False, True, True), (False, False, True), (True, False, False)],
)
def test_a_row_is_a_typed_one_without_data_or_with_a_position_that_a_person_typed(
    has_data: bool, entered: bool, typed: bool
) -> None:
    assert is_typed_row(has_data=has_data, position_entered=entered) is typed


def test_a_measure_is_worked_out_from_the_data_of_the_group() -> None:
    found = worked_out(
        data(
            population=column("B", [1_000_000.0] * 4),
            counts=column("D", [rate * 1000 for rate in RATES]),
            bases=column("B", [1_000_000.0] * 4),
        ),
        unit="per 1,000 population",
        typed=Entries(PLACE, previous_position=figure(3, "G2")),
    )

    assert (found.value, found.position, found.of) == (91.6, 4, 4)
    assert (found.to_average, found.to_top_quartile) == (-6200, -13800)
    assert (found.status, found.expected, found.move) == (
        "Below aspiration",
        "Above expected range",
        "Deteriorated",
    )
    assert (found.typed, found.why_not) == (False, {})


def test_another_unit_gives_its_changes_in_its_own_places_whatever_the_population() -> None:
    found = worked_out(data(population=column("B", [1_000_000.0] * 4)), unit="days per officer")

    assert found.to_average == pytest.approx(-6.2)


def test_the_policys_average_is_what_the_gap_is_measured_against() -> None:
    inputs = MeasureInputs(
        "All crime", NAME, "", Stated(False, NAME), Stated(None, AIM), Entries(PLACE), data()
    )

    found = judge_measure(inputs, DEFAULT.with_setting("msg_average", "peers"))

    assert found.to_average == pytest.approx(-8.2667, abs=1e-4)


@pytest.mark.parametrize(
    ("adjust", "expected"), [("none", "Above expected range"), ("shmi", "Within expected range")]
)
def test_the_policys_allowance_decides_what_is_expected(adjust: str, expected: str) -> None:
    counts = column("D", [rate * 1000 for rate in RATES])
    group = data(counts=counts, bases=column("B", [1_000_000.0] * 4))
    inputs = MeasureInputs(
        "All crime", NAME, "", Stated(False, NAME), Stated(None, AIM), Entries(PLACE), group
    )

    assert judge_measure(inputs, DEFAULT.with_setting("expected_adjust", adjust)).expected == expected


@pytest.mark.parametrize(
    ("group", "more", "field", "reason"),
    [
        (data(own=None), {}, "position", Reason("None of the forces in the data is the own force.", source=Source("Policy", "B2"))),
        (data([None, *RATES[1:]]), {}, "value", Reason("Essex has no value, so it has no position.", source=Source("MSG data", "C2:C5"))),
        (data([unread("C2"), *RATES[1:]]), {}, "of", Reason("MSG data!C2 holds nothing that can be counted with.", source=Source("MSG data", "C2"))),
        (data([*RATES[:3], unread("C5")]), {}, "position", Reason("MSG data!C5 holds nothing that can be counted with.", source=Source("MSG data", "C5"))),
        (data(), {"better": Stated(None, Source("MSG", "C2"))}, "status", Reason("'All crime' does not say which way is better.", "Enter Higher or Lower.", Source("MSG", "C2"), told=True)),
        (data(), {"better": Stated(None, Source("MSG", "C2"), readable=False)}, "status", Reason("Which way is better cannot be read.", source=Source("MSG", "C2"))),
        (data(), {"better": Stated()}, "status", Reason("'All crime' does not say which way is better.", "Enter Higher or Lower.", NAME, told=True)),
        (data(), {"aim": "9th"}, "status", Reason("Position 9 is beyond the group: 4 forces have a value.", "Choose an aspiration within the group.", AIM, told=True)),
        (data([*RATES[:3], None]), {"aim": "top quartile"}, "status", Reason("A group of 3 has no quartiles; it takes four values.", "Choose an aspiration within the group.", AIM, told=True)),
        (data([*RATES[:3], None]), {}, "to_top_quartile", Reason("A group of 3 has no quartiles; it takes four values.", "Correct the figures of the MSG data.", Source("MSG data", "C2:C5"))),
        (data(population=column("B", [unread("B2"), 1.0, 1.0, 1.0])), {"unit": "per 10 people"}, "to_average", Reason("MSG data!B2 holds nothing that can be counted with.", source=Source("MSG data", "B2"))),
        (data(population=column("B", [0.0, 1.0, 1.0, 1.0])), {"unit": "per 10 people"}, "to_average", Reason("A population must be above zero.", "Correct the figures of the MSG data.", Source("MSG data", "B2"), told=True)),
        (data(), {}, "expected", Reason("The data do not have the counts behind the measure.", source=Source("MSG data", "C2:C5"))),
        (data(counts=column("D", [None, 1.0, 1.0, 1.0]), bases=column("B", [9.0] * 4)), {}, "expected", Reason("Essex has no count or no base, so nothing is expected of it.", source=Source("MSG data", "D2:D5"))),
        (data(counts=column("D", [1.0, 1.0, unread("D4"), 1.0]), bases=column("B", [9.0] * 4)), {}, "expected", Reason("MSG data!D4 holds nothing that can be counted with.", source=Source("MSG data", "D4"))),
        (data(counts=column("D", [1.0, 1.0, -1.0, 1.0]), bases=column("B", [9.0] * 4)), {}, "expected", Reason("A count lies at zero or above, and within what a cell can hold.", "Correct the counts of the MSG data.", Source("MSG data", "D4"), told=True)),
        (data(counts=column("D", [1.0, 10.0, 1.0, 1.0]), bases=column("B", [9.0] * 4)), {"unit": "%"}, "expected", Reason("A part cannot be larger than its whole.", "Is the kind a rate?", Source("MSG data", "D3"), told=True)),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_has_its_reason_and_its_cell(
    group: GroupData, more: dict[str, Any], field: str, reason: Reason
) -> None:
    found = worked_out(group, **more)

    assert getattr(found, field) is None
    assert found.why_not[field] == reason


def test_a_measure_without_a_column_of_aspirations_has_none() -> None:
    found = worked_out(data(), aim=None)

    assert found.status == "No aspiration"


def test_a_force_without_a_name_that_can_be_read_leaves_everybody_without_a_position() -> None:
    names = data().names
    found = worked_out(data(names=(*names[:3], Stated(None, Source("MSG data", "A5"), readable=False))))

    assert (found.value, found.position, found.status) == (91.6, None, None)
    assert found.why_not["position"].source == Source("MSG data", "A5")


@pytest.mark.parametrize(
    ("aim", "position", "of", "gap", "met"),
    [
        ("4th in MSG", 4, None, None, True),
        ("4th in MSG", 5, None, None, False),
        ("1st in MSG", 1, None, None, True),
        ("1st in MSG", 2, None, None, False),
        ("best", 1, None, None, True),
        ("best", 2, None, None, False),
        ("top quartile", 2, None, None, True),
        ("top quartile", 3, None, None, False),
        ("top quartile", 2, 8, None, True),
        ("top quartile", 3, 8, None, False),
        ("top quartile", 3, 9, None, True),
        ("top quartile", 1, 4, None, True),
        ("top quartile", 2, 4, None, False),
        ("average", 8, 8, 0.0, True),
        ("average", 1, 8, -12.0, False),
        ("average", 1, 8, 12.0, False),
        ("median", 1, 8, 12.0, False),
        ("peers", 1, 8, 0.0, True),
        ("average", 8, 8, "N/A - Already better than average", True),
        ("average", 1, 8, "-22,112 offences", False),
    ],
)
def test_an_aspiration_is_judged_by_the_typed_position_or_the_typed_gap(
    aim: str, position: float, of: float | None, gap: float | str | None, met: bool
) -> None:
    at = Source("MSG", "H2")
    to_average: Gap = (
        Stated(gap, at) if isinstance(gap, str) else None if gap is None else Figure(exact(gap), at)
    )
    size = None if of is None else figure(of, "F2")

    found = typed_row(aim, position=figure(position), of=size, to_average=to_average)

    assert found.status == ("Met or exceeded" if met else "Below aspiration")


def test_a_group_has_eight_forces_where_the_row_does_not_say_it() -> None:
    assert GROUP_OF == 8


@pytest.mark.parametrize(
    ("aim", "entries", "by", "cell", "native"),
    [
        ("best", {"position": figure(1)}, JudgedBy.POSITION, "E2", True),
        ("best", {"position": figure(1, native=False)}, JudgedBy.POSITION, "E2", False),
        ("top quartile", {"position": figure(1), "of": figure(8, "F2", native=False)}, JudgedBy.POSITION, "E2", False),
        ("average", {"to_average": figure(0, "H2")}, JudgedBy.GAP, "H2", True),
        ("average", {"to_average": Stated("already", Source("MSG", "H2"))}, JudgedBy.WORDS, "H2", True),
    ],
)  # fmt: skip
def test_a_judgement_says_by_which_cell_and_whether_a_formula_would_read_the_same(
    aim: str, entries: dict[str, Any], by: JudgedBy, cell: str, native: bool
) -> None:
    test = typed_row(aim, **entries).test

    assert test is not None
    assert (test.by, test.cell.cell, test.native) == (by, cell, native)


@pytest.mark.parametrize(
    ("aim", "entries", "what", "cell"),
    [
        ("best", {}, "'All crime' has an aspiration, and neither a position nor a gap to judge it by.", "E2"),
        ("average", {"position": figure(1)}, "neither a position nor a gap", "E2"),
        ("average", {"to_average": Stated("n/a", Source("MSG", "H2"))}, "neither a position nor a gap", "E2"),
        ("best", {"position": figure(2.5)}, "2.5 is not a position in the group.", "E2"),
        ("best", {"position": figure(0)}, "0 is not a position in the group.", "E2"),
        (
            "top quartile",
            {"position": figure(1), "of": figure(3, "F2")},
            "A group of 3 has no quartiles",
            "F2",
        ),
        ("top quartile", {"position": figure(1), "of": figure(0.5, "F2")}, "0.5 is not a position", "F2"),
    ],
)
def test_an_aspiration_that_nothing_typed_can_judge_is_told_at_its_cell(
    aim: str, entries: dict[str, Any], what: str, cell: str
) -> None:
    found = typed_row(aim, **entries)
    reason = found.why_not["status"]

    assert found.status is None
    assert what in reason.what
    assert reason.do
    assert (reason.told, reason.source) == (True, Source("MSG", cell))


def test_a_row_without_an_aspiration_needs_nothing_typed() -> None:
    found = typed_row("(Small numbers)")

    assert (found.status, found.test) == ("No aspiration", None)


def test_an_aspiration_that_cannot_be_read_is_not_judged() -> None:
    inputs = MeasureInputs(
        "All crime",
        NAME,
        "",
        Stated(),
        Stated(None, AIM, readable=False),
        Entries(PLACE, position=figure(1)),
        None,
    )

    found = judge_measure(inputs, DEFAULT)

    assert (found.status, found.why_not["status"].told) == (None, False)


def test_a_typed_position_is_judged_and_the_rest_is_taken_from_the_data() -> None:
    found = typed_row("best", data(), position=figure(1))

    assert (found.typed, found.position, found.status) == (True, 1, "Met or exceeded")
    assert (found.value, found.of, found.to_average) == (91.6, 4, pytest.approx(-6.2))
    assert found.from_data == {"value", "of", "to_average", "to_top_quartile", "expected"}
    assert found.by_data is not None
    assert found.by_data.position == 4


def test_what_is_typed_beside_a_typed_position_stays_as_typed() -> None:
    gap = Stated("-22,112  offences", Source("MSG", "H2"))

    found = typed_row("average", data(), position=figure(1), of=figure(8, "F2"), to_average=gap)

    assert (found.of, found.to_average, found.status) == (8, "-22,112 offences", "Below aspiration")
    assert "to_average" not in found.from_data


def test_an_aspiration_to_the_average_is_judged_by_the_data_where_no_gap_is_typed() -> None:
    found = typed_row("average", data([77.0, *RATES[1:]]), position=figure(4))

    assert found.status == "Met or exceeded"
    assert "status" in found.from_data


def test_the_size_of_the_group_is_taken_from_the_data_where_it_is_not_typed() -> None:
    assert typed_row("top quartile", data(), position=figure(2)).status == "Below aspiration"
    assert typed_row("top quartile", position=figure(2)).status == "Met or exceeded"


def test_a_row_that_says_too_little_for_the_data_is_no_problem_where_its_position_is_typed() -> None:
    inputs = MeasureInputs(
        "All crime", NAME, "", Stated(None, Source("MSG", "C2")), Stated(Benchmark("best"), AIM),
        Entries(PLACE, position_entered=True, position=figure(1)), data(),
    )  # fmt: skip

    found = judge_measure(inputs, DEFAULT)

    assert found.status == "Met or exceeded"
    assert [reason for reason in found.why_not.values() if reason.told] == []


@pytest.mark.parametrize(
    ("before", "now", "move"),
    [
        (2, 1, "Improved"),
        (1, 2, "Deteriorated"),
        (1, 1, "Unchanged"),
        (8, 3, "Improved"),
        (None, 1, None),
        (1, None, None),
    ],
)
def test_a_movement_from_or_to_any_position_is_said_where_both_are_known(
    before: float | None, now: float | None, move: str | None
) -> None:
    found = typed_row(
        None,
        position=None if now is None else figure(now),
        previous_position=None if before is None else figure(before, "G2"),
    )

    assert found.move == move
    assert ("move" in found.why_not) is (move is None)


def test_a_position_before_that_is_none_is_told_and_moves_nothing() -> None:
    found = typed_row(None, position=figure(1), previous_position=figure(0.5, "G2"))

    assert (found.move, found.previous_position) == (None, None)
    assert found.why_not["previous_position"].source == Source("MSG", "G2")


@pytest.mark.parametrize(("typed", "position"), [(1, 1), (8, 8), (None, None)])
def test_a_position_is_a_whole_number_from_1(typed: float | None, position: int | None) -> None:
    assert whole_position(None if typed is None else figure(typed)) == position


def test_the_words_of_a_gap_are_read_whatever_their_capitals() -> None:
    gap = Stated("ALREADY THERE", Source("MSG", "H2"))
    test = typed_test(Benchmark("average"), replace(Entries(PLACE), to_average=gap))

    assert test is not None
    assert not isinstance(test, Reason)
    assert test.met


def test_the_own_figure_is_given_as_it_stands() -> None:
    assert worked_out(data([Fraction(1, 4), *RATES[1:]])).value == 0.25


@pytest.mark.parametrize(
    ("of", "average"), [("average", exact(85.4)), ("peers", Fraction(250, 3)), ("median", exact(86.1))]
)
def test_the_own_figure_stands_beside_the_groups_average_as_the_policy_has_it(
    of: str, average: Fraction
) -> None:
    found = own_and_average(data(), DEFAULT.with_setting("msg_average", of))

    assert found is not None
    assert (found[0].value, found[1]) == (exact(91.6), average)


@pytest.mark.parametrize(
    "group",
    [
        data(own=None),
        data((None, 84.2, 77.8, 88.0)),
        data((unread("C2"), 84.2, 77.8, 88.0)),
        data((91.6, unread("C3"), 77.8, 88.0)),
    ],
)
def test_data_without_both_have_no_own_figure_beside_an_average(group: GroupData) -> None:
    assert own_and_average(group, DEFAULT) is None
