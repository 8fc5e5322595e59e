"""What writing the pages came to, as the command line prints it and as a person reads it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from xlscore.books.plan.kind import Told
from xlscore.books.plan.words import counted
from xlscore.rules.objectives.narrative import pointer_words
from xlscore.rules.objectives.records import ObjectivePage, ObjectiveText, TextKind
from xlscore.rules.problems import Problem
from xlscore.rules.words import listed

__all__ = ["ObjectivePages"]


@dataclass(frozen=True)
class ObjectivePages:
    """The pages in the order of the report, and what belongs to none of them."""

    pages: tuple[ObjectivePage, ...]
    sheet: str
    problems: tuple[Problem, ...]
    sections: tuple[str, ...] = ()
    """Names on the narrative that are sections of a paper."""
    unclaimed: tuple[str, ...] = ()
    """Groups of satisfaction that are called as no objective is."""

    def sentences(self) -> list[str]:
        """Return the pages in few lines: how many, which are chapters, what has no page."""
        chapters = [page.objective for page in self.pages if not page.is_other]
        others = len(self.pages) - len(chapters)
        said = [
            f"{counted(len(self.pages), 'page')} on '{self.sheet}': {listed(chapters) or 'no chapter'}; {counted(others, 'other threat')}."
        ]
        without = [page.objective for page in self.pages if not page.of(TextKind.DOING)]
        if without:
            said.append(f"Nobody has written what is being done on {listed(without)}.")
        if self.unclaimed:
            said.append(
                f"Satisfaction of {listed(self.unclaimed)} is called as no objective is, so it stands on no page."
            )
        if self.sections:
            said.append(f"Taken for sections of a paper: {listed(self.sections)}.")
        return said

    def told(self) -> Told:
        """Return the pages as a screen shows them: the first sentence of each purpose."""
        rows = [
            (
                page.objective,
                "Other threat" if page.is_other else "Chapter",
                "" if page.overall is None else page.overall.value,
                section.title,
                section.sentences[0].words if section.sentences else "",
            )
            for page in self.pages
            for section in page.sections
        ]
        heads = ("Objective", "Where", "Overall", "Purpose", "What is said")
        return Told("Report pages", heads, tuple(rows), lines=tuple(self.sentences()))

    def rows(self) -> list[dict[str, Any]]:
        """Return the pages as JSON has them."""
        return [_as_dict(page) for page in self.pages]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "objectives": self.rows(),
            "sheet": self.sheet,
            "sections": list(self.sections),
            "unclaimed": list(self.unclaimed),
            "problems": [problem.as_dict() for problem in self.problems],
        }


def _as_dict(page: ObjectivePage) -> dict[str, Any]:
    return {
        "objective": page.objective,
        "overall": None if page.overall is None else page.overall.value,
        "other_threat": page.is_other,
        "purposes": [
            {"purpose": section.title, "overall": None if section.overall is None else section.overall.value}
            for section in page.sections
        ],
        "sentence": next((said.words for said in page.sentences), f"{page.objective}: nothing is said."),
        "sentences": [
            {"about": said.about, "words": said.words, "cells": [source.place for source in said.sources]}
            for said in page.sentences
        ],
        "being_done": [_text(text) for text in page.of(TextKind.DOING)],
        "recommendations": [_text(text) for text in page.of(TextKind.RECOMMENDATION)],
        "evidence": [_text(text) for text in page.of(TextKind.EVIDENCE)],
        "horizon": [pointer_words(item) for item in page.pointers],
        "caveats": list(page.caveats),
        "missing": list(page.missing),
    }


def _text(text: ObjectiveText) -> dict[str, str]:
    return {"text": text.words, "area": text.about, "cell": text.source.place}
