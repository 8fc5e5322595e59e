"""The charts know nobody's words and nothing but the parts of a workbook."""

from __future__ import annotations

import re

import pytest

from tests.support.architecture import imports
from tests.support.sources import IN_ONE_PROCESS
from tests.support.tools import ROOT

pytestmark = IN_ONE_PROCESS

TRADE = re.compile(
    r"\b(?:police|policing|officers?|crimes?|offen[cd]\w+|burglar\w+|robber\w+|victims?|constables?|redlines?|borough\w*|BCU"
    r"|LPU|MSG|PCC|detect\w+|arrests?|forces?|chief|scorecards?|domestic)\b",
    re.IGNORECASE,
)
MODULES = sorted((ROOT / "xlscore" / "charts").glob("*.py"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.stem)
def test_no_word_of_the_trade_is_in_a_chart(path: object) -> None:
    text = (ROOT / str(path)).read_text(encoding="utf-8")

    assert TRADE.findall(text) == []


def test_a_planted_word_of_the_trade_is_seen() -> None:
    assert TRADE.findall("A chart of crimes, by force; burglary detected.") == [
        "crimes",
        "force",
        "burglary",
        "detected",
    ]


def test_charts_ask_only_the_parts_of_a_workbook() -> None:
    asked = {
        each.target.split(".")[1]
        for each in imports(ROOT)
        if each.importer.startswith("xlscore.charts") and each.target.startswith("xlscore.")
    }

    assert asked == {"charts", "ooxml"}
