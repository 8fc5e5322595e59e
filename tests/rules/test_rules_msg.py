"""Positions, gaps and aspirations in the Most Similar Group."""

from __future__ import annotations

import json
from fractions import Fraction as F
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.positions import msg
from xlscore.rules.positions.benchmark import Benchmark, BenchmarkKind
from xlscore.rules.positions.msg import AspirationStatus, Group, Movement
from xlscore.rules.problems import RuleError, Trouble

REFERENCE = json.loads(
    (Path(__file__).parents[1] / "data" / "comparators_reference.json").read_text("utf-8")
)["tables"]

values = st.fractions(min_value=0, max_value=500, max_denominator=1000)
groups = st.builds(Group, values, st.lists(values, min_size=1, max_size=9).map(tuple), st.booleans())
PER = F(1000)
RATES = Group(F("91.6"), tuple(map(F, ("84.2", "77.8", "88.0", "79.9", "86.1", "83.0", "82.4"))))


def change_required(group: Group, benchmark: Benchmark, population: F | None = None) -> F | int:
    return msg.change_required(group, benchmark, population, PER)


@given(groups, st.randoms())
def test_positions_do_not_depend_on_the_order_of_the_forces(group: Group, chance: object) -> None:
    peers = list(group.peers)
    chance.shuffle(peers)  # type: ignore[attr-defined]

    shuffled = Group(group.own, tuple(peers), group.higher_is_better)

    assert msg.rank(shuffled) == msg.rank(group)
    assert msg.benchmark_value(shuffled, Benchmark("average")) == msg.benchmark_value(
        group, Benchmark("average")
    )


def test_equal_values_share_the_better_position() -> None:
    assert msg.rank(Group(F(5), (F(5), F(3), F(9)))) == 2
    assert msg.rank(Group(F(5), (F(5), F(3), F(9)), higher_is_better=True)) == 2


@given(groups, st.sampled_from(["average", "peers", "median", "best"]))
def test_the_change_required_applied_reaches_the_benchmark(group: Group, kind: BenchmarkKind) -> None:
    benchmark = Benchmark(kind)
    target = msg.benchmark_value(group, benchmark)

    reached = group.own + change_required(group, benchmark)

    assert reached == target


@given(groups)
def test_the_gap_to_the_peers_really_reaches_the_new_average(group: Group) -> None:
    moved = Group(group.own + change_required(group, Benchmark("peers")), group.peers, group.higher_is_better)

    assert moved.own == msg.average(moved.values)


def test_reaching_the_average_of_eight_takes_eight_sevenths_of_the_gap() -> None:
    to_average = change_required(RATES, Benchmark("average"))

    assert change_required(RATES, Benchmark("peers")) == to_average * F(8, 7)


@given(groups, st.integers(1, 10**7))
def test_offences_are_whole_and_away_from_zero(group: Group, population: int) -> None:
    change = change_required(group, Benchmark("average"))
    offences = change_required(group, Benchmark("average"), F(population))

    exact = change * population / 1000
    assert isinstance(offences, int)
    assert abs(exact) <= abs(offences) < abs(exact) + 1


@given(groups, st.sampled_from(["average", "peers", "median", "best"]))
def test_the_status_agrees_with_the_change_still_required(group: Group, kind: BenchmarkKind) -> None:
    change = change_required(group, Benchmark(kind))
    behind = change > 0 if group.higher_is_better else change < 0

    assert (msg.status(group, Benchmark(kind)) is AspirationStatus.BELOW) == behind


@given(groups.filter(lambda group: len(group.values) >= 4))
def test_the_top_quartile_benchmark_is_met_exactly_in_the_first_quarter(group: Group) -> None:
    met = msg.status(group, Benchmark("top quartile")) is AspirationStatus.MET

    assert met == (msg.quartile(group) == 1)


@given(groups, st.integers(1, 10))
def test_an_aspired_position_is_met_exactly_from_that_position_on(group: Group, place: int) -> None:
    if place > len(group.values):
        with pytest.raises(RuleError, match="beyond the group"):
            msg.status(group, Benchmark("rank", place))
        return

    reached = msg.status(group, Benchmark("rank", place)) is AspirationStatus.MET
    assert reached == (msg.rank(group) <= place)


@pytest.mark.parametrize(("own", "said"), [("77.0", "better than average"), ("83.25", "already there")])
def test_nothing_to_change_is_said_and_not_counted(own: str, said: str) -> None:
    group = Group(F(own), (F("83.25"), F("83.25")))

    assert said in msg.already_there(group, Benchmark("average"))


@pytest.mark.parametrize(
    ("numbers", "wanted"), [([3], F(3)), ([3, 1], F(2)), ([9, 1, 5], F(5)), ([4, 1, 3, 2], F(5, 2))]
)
def test_the_median_is_the_middle(numbers: list[int], wanted: F) -> None:
    assert msg.median([F(number) for number in numbers]) == wanted


def test_three_forces_have_no_quartiles() -> None:
    with pytest.raises(RuleError, match="takes four values") as caught:
        msg.quartile(Group(F(1), (F(2), F(3))))

    assert caught.value.trouble is Trouble.MISSING


@pytest.mark.parametrize(
    ("counts", "people", "per"), [((1,), (0,), 1000), ((-1,), (5,), 1000), ((1,), (5,), 0)]
)
def test_a_pooled_rate_needs_sensible_numbers(counts: tuple[int], people: tuple[int], per: int) -> None:
    with pytest.raises(RuleError) as caught:
        msg.pooled([F(c) for c in counts], [F(p) for p in people], F(per))

    assert caught.value.trouble is Trouble.OUT_OF_RANGE


@pytest.mark.parametrize(
    ("before", "now", "movement"),
    [
        (5, 4, Movement.IMPROVED),
        (2, 1, Movement.IMPROVED),
        (3, 6, Movement.DETERIORATED),
        (1, 2, Movement.DETERIORATED),
        (8, 8, Movement.UNCHANGED),
        (1, 1, Movement.UNCHANGED),
    ],
)
def test_a_position_moves_towards_one(before: int, now: int, movement: Movement) -> None:
    assert msg.move(before, now) is movement


@pytest.mark.parametrize(("before", "now"), [(0, 3), (3, 0), (-1, 1)])
def test_there_is_no_position_before_the_first(before: int, now: int) -> None:
    with pytest.raises(RuleError, match="starts at 1") as caught:
        msg.move(before, now)

    assert caught.value.trouble is Trouble.OUT_OF_RANGE


def test_the_words_are_the_papers() -> None:
    assert [status.value for status in AspirationStatus] == [
        "Met or exceeded",
        "Below aspiration",
        "No aspiration",
    ]
    assert [movement.value for movement in Movement] == ["Improved", "Deteriorated", "Unchanged"]


@pytest.mark.parametrize(("table", "column"), [("msg_quartiles", "rate"), ("quartiles_ties", "v")])
def test_quarters_are_those_of_the_reference_package(table: str, column: str) -> None:
    values = [F(value) for value in REFERENCE[table][column]]

    quarters = [msg.quartile(Group(own, tuple(values[:i] + values[i + 1 :]))) for i, own in enumerate(values)]

    assert quarters == REFERENCE[table]["quantile"]


def test_the_average_is_that_of_the_reference_package() -> None:
    rates = [F(rate) for rate in REFERENCE["msg_quartiles"]["rate"]]

    assert float(msg.average(rates)) == pytest.approx(REFERENCE["means"]["value"][0], rel=1e-9)
