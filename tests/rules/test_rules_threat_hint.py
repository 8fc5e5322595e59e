"""The threat that a row's figures suggest."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlscore.rules.rag import Rag
from xlscore.rules.threats.classes import Level
from xlscore.rules.threats.hint import suggest_threat
from xlscore.rules.trend import ControlLevel, Trend

ORDER = list(Level)


@pytest.mark.parametrize(
    ("rag", "trend", "control", "higher_is_better", "threat"),
    [
        ("Red", "▲", "Controlled", False, Level.HIGH),
        ("Red", "◄►", "Increasing", False, Level.HIGH),
        ("Red", "◄►", "Controlled", False, Level.MEDIUM),
        ("Red", "▼", "Decreasing", False, Level.MEDIUM),
        ("Red", "▼", "Controlled", True, Level.HIGH),
        ("Red", "◄►", "Decreasing", True, Level.HIGH),
        ("Red", "▲", "Increasing", True, Level.MEDIUM),
        ("Amber", "▲", "Increasing", False, Level.MEDIUM),
        ("Amber", "▼", "Controlled", False, Level.MEDIUM),
        ("Green", "▼", "Controlled", False, Level.LOW),
        ("Green (stretch)", "◄►", "Controlled", False, Level.LOW),
        ("Green", "▲", "Controlled", False, Level.MEDIUM),
        ("Green", "▲", "Controlled", True, Level.LOW),
    ],
)
def test_the_threat_follows_from_target_trend_and_control(
    rag: str, trend: str, control: str, higher_is_better: bool, threat: Level
) -> None:
    assert suggest_threat(rag, trend, control, higher_is_better) is threat


@pytest.mark.parametrize(
    ("trend", "control"),
    [("up", None), (" Rising ", None), ("INCREASING", None), (None, " increasing"), ("▲", None)],
)
def test_trend_and_control_are_read_in_the_words_that_people_type(
    trend: str | None, control: str | None
) -> None:
    assert suggest_threat("Red", trend, control, higher_is_better=False) is Level.HIGH


@pytest.mark.parametrize("word", ["down", "Falling", "decreasing"])
def test_a_fall_is_bad_where_higher_is_better(word: str) -> None:
    assert suggest_threat("Red", word, None, higher_is_better=True) is Level.HIGH
    assert suggest_threat("Green", word, None, higher_is_better=False) is Level.LOW


@pytest.mark.parametrize(
    ("rag", "trend", "control"),
    [(None, "▲", "Increasing"), ("Grey", "▲", "Increasing"), ("Red", None, None)],
)
def test_where_too_little_is_known_nothing_is_suggested(
    rag: str | None, trend: str | None, control: str | None
) -> None:
    assert suggest_threat(rag, trend, control, higher_is_better=False) is None


@given(st.sampled_from(Rag), st.sampled_from(Trend), st.sampled_from(ControlLevel))
def test_turning_direction_and_figures_round_suggests_the_same(
    rag: Rag, trend: Trend, control: ControlLevel
) -> None:
    trends = {Trend.UP: Trend.DOWN, Trend.DOWN: Trend.UP, Trend.FLAT: Trend.FLAT}
    controls = {
        ControlLevel.INCREASING: ControlLevel.DECREASING,
        ControlLevel.DECREASING: ControlLevel.INCREASING,
        ControlLevel.CONTROLLED: ControlLevel.CONTROLLED,
    }

    assert suggest_threat(rag, trend, control, higher_is_better=False) is suggest_threat(
        rag, trends[trend], controls[control], higher_is_better=True
    )


@given(st.sampled_from(Trend), st.sampled_from(ControlLevel), st.booleans())
def test_a_worse_rag_never_suggests_a_lower_threat(
    trend: Trend, control: ControlLevel, higher_is_better: bool
) -> None:
    suggested = [
        suggest_threat(rag, trend, control, higher_is_better) for rag in (Rag.GREEN, Rag.AMBER, Rag.RED)
    ]
    places = [ORDER.index(level) for level in suggested if level is not None]

    assert len(places) == 3
    assert places == sorted(places)
