"""Benchmarks and aspirations by the papers' words."""

from __future__ import annotations

import pytest

from xlscore.rules.positions.benchmark import Benchmark, read_benchmark
from xlscore.rules.problems import RuleError, Trouble


@pytest.mark.parametrize(
    ("typed", "benchmark"),
    [
        ("MSG Average", Benchmark("average")),
        ("average", Benchmark("average")),
        ("peers", Benchmark("peers")),
        ("Median", Benchmark("median")),
        ("Upper Quartile Rank", Benchmark("top quartile")),
        ("top  quartile", Benchmark("top quartile")),
        ("Best in MSG", Benchmark("best")),
        ("1st in MSG", Benchmark("rank", 1)),
        (1, Benchmark("rank", 1)),
        ("4th in MSG", Benchmark("rank", 4)),
        ("2nd", Benchmark("rank", 2)),
        (3, Benchmark("rank", 3)),
        ("(Small numbers)", None),
        ("(Not just police dependent)", None),
        ("", None),
    ],
)
def test_benchmarks_are_read_from_the_papers_words(typed: str | int, benchmark: Benchmark | None) -> None:
    assert read_benchmark(typed) == benchmark


@pytest.mark.parametrize("typed", ["(Small numbers", "Small numbers)", "(", "MSG Average)"])
def test_a_note_needs_both_its_brackets(typed: str) -> None:
    with pytest.raises(RuleError, match="is not a benchmark") as caught:
        read_benchmark(typed)

    assert caught.value.trouble is Trouble.UNREADABLE


@pytest.mark.parametrize("typed", ["0", "0th in MSG", 0])
def test_there_is_no_position_before_the_first(typed: str | int) -> None:
    with pytest.raises(RuleError, match="starts at 1") as caught:
        read_benchmark(typed)

    assert caught.value.trouble is Trouble.OUT_OF_RANGE


def test_an_unknown_benchmark_is_refused_with_the_known_words() -> None:
    with pytest.raises(RuleError, match="is not a benchmark; use average, peers"):
        read_benchmark("better than Kent")
