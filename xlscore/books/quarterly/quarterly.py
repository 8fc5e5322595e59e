"""Quarterly counts and the staff survey as a kind of work: read, judged, and written beside each row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import xlwings as xw

from xlscore.books.plan.action import carry_out
from xlscore.books.plan.planner import Planner
from xlscore.books.quarterly.counts import plan_counts, row_as_dict
from xlscore.books.quarterly.inputs import find_quarterly, read
from xlscore.books.quarterly.staff_survey import find_survey, measure_as_dict, plan_survey
from xlscore.books.tables.cells import Reader
from xlscore.rules.exact import exact
from xlscore.rules.problems import Problem
from xlscore.rules.quarterly.counts import QuarterResult, judge_quarters
from xlscore.rules.quarterly.staff_survey import SurveyResult, survey_sentences
from xlscore.rules.quarterly.words import SUPPRESSED, quarter_sentence

__all__ = ["Quarterly", "compare_quarters", "plan_quarterly"]


@dataclass(frozen=True)
class Quarterly:
    """What the quarterly counts and the staff survey came to."""

    quarter: str
    """The latest quarter as its heading calls it, "" for none."""
    results: tuple[QuarterResult, ...]
    survey: tuple[SurveyResult, ...]
    problems: tuple[Problem, ...]

    def sentences(self) -> list[str]:
        """Return each row in a sentence, then the survey."""
        said = [quarter_sentence(each, self.results, self.quarter) for each in self.results]
        return [*said, *survey_sentences(self.survey)]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "quarterly": [row_as_dict(each, self.results, self.quarter) for each in self.results],
            "survey": [measure_as_dict(each) for each in self.survey],
            "sentences": survey_sentences(self.survey),
            "problems": [problem.as_dict() for problem in self.problems],
        }

    def shown(self) -> list[tuple[object, ...]]:
        """Return the rows of counts as a screen shows them."""
        rows = []
        for each in (row_as_dict(result, self.results, self.quarter) for result in self.results):
            count = (
                SUPPRESSED
                if each["suppressed"]
                else ""
                if each["count"] is None
                else f"{each['count']:,.10g}"
            )
            ratio = "" if each["rate_ratio"] is None else f"{each['rate_ratio']:.2f}"
            share = "" if each["share"] is None else f"{each['share']:.1%}"
            changes = [_changed(each, name) for name in ("quarter", "year")]
            rows.append((each["table"], each["split"], each["row"], count, *changes, share, ratio))
        return rows


def _changed(row: dict[str, Any], name: str) -> str:
    change, percent = row[f"change_on_{name}"], row[f"percent_on_{name}"]
    if change is None:
        return ""
    return f"{change:+,.10g}" + ("" if percent is None else f" ({percent:+.1%})")


def compare_quarters(book: xw.Book, sheet: str | None = None) -> Quarterly:
    """Return a workbook's quarterly counts compared, and its staff survey, having filled their tables."""
    return carry_out(book, "quarterly", lambda planner: plan_quarterly(planner, sheet))


def plan_quarterly(planner: Planner, sheet: str | None = None) -> Quarterly:
    """Return the quarterly counts and the staff survey, having planned what their tables lack."""
    reader = Reader()
    survey = find_survey(planner.reading, sheet)
    measures = () if survey is None else plan_survey(planner, survey, reader)
    if survey is not None and find_quarterly(planner.reading, sheet) is None:
        return Quarterly("", (), measures, tuple(reader.problems))
    found = read(planner.reading, reader, sheet)
    if found.quarter is None:
        return Quarterly("", (), measures, tuple(reader.problems))
    policy = found.policy.policy
    under, slight = int(policy.suppress_under), exact(policy.quarter_slight)
    results = judge_quarters([row.inputs for row in found.rows], found.quarter, under, slight)
    plan_counts(planner, found, results, reader)
    return Quarterly(found.name, results, measures, tuple(reader.problems))
