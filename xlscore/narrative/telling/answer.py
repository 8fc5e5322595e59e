"""The answer of a check: every claim with its verdict, what could not be read, and what has to be looked at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from xlscore.narrative.model import Claim, ClaimVerdict, Judged
from xlscore.narrative.telling.advice import advice
from xlscore.narrative.telling.wording import shortened, what_is_wrong
from xlscore.rules.problems import Problem
from xlscore.rules.words import counted

__all__ = ["WRONG", "CheckedPaper"]

WRONG: Final = (ClaimVerdict.CONTRADICTS, ClaimVerdict.DOES_NOT_ADD_UP)
"""What has to be put right."""


@dataclass(frozen=True)
class CheckedPaper:
    """What came of a paper, or of the workbook's own words."""

    name: str
    """The paper's file, "" for the workbook's own words."""
    judged: tuple[Judged, ...]
    sentences: int = 0
    """How many sentences were read."""
    unread: tuple[str, ...] = ()
    """What of the paper could not be read, each in a sentence."""
    written: str = ""
    """The file with comments, "" where none was asked for."""
    besides: tuple[Problem, ...] = ()
    """What else came up, such as a cell of the sheet Problems that could not be written."""
    tables: int = 0
    """How many tables of figures or grades the paper has, which no check holds against the workbook."""

    def of(self, *verdicts: ClaimVerdict) -> tuple[Judged, ...]:
        """Return the claims with one of these verdicts, in the order of the paper."""
        return tuple(each for each in self.judged if each.verdict in verdicts)

    @property
    def counts(self) -> dict[ClaimVerdict, int]:
        """Return how many claims there are of each verdict."""
        return {verdict: len(self.of(verdict)) for verdict in ClaimVerdict}

    @property
    def summary(self) -> str:
        """Return how many claims agree, contradict, do not add up and cannot be told, in a line."""
        counts = self.counts
        adds = counts[ClaimVerdict.DOES_NOT_ADD_UP]
        against = counts[ClaimVerdict.CONTRADICTS]
        agree = counts[ClaimVerdict.AGREES]
        return " · ".join(
            (
                f"{agree} {'agrees' if agree == 1 else 'agree'}",
                f"{against} {'contradicts' if against == 1 else 'contradict'}",
                f"{adds} {'does' if adds == 1 else 'do'} not add up",
                f"{counts[ClaimVerdict.CANNOT_TELL]} cannot be told",
            )
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Return what has to be put right, by sheet and cell or by the paper's place, and what could not be read."""
        wrong = (_problem(self.name, each) for each in self.of(*WRONG))
        unread = (
            Problem(self.name, "", what, "Check that part by hand, or name a paper in which it can be read.")
            for what in self.unread
        )
        return tuple(dict.fromkeys((*wrong, *unread, *self.besides)))

    def sentences_told(self) -> list[str]:
        """Return in few lines what came of the paper, for a message box."""
        read = f"{self.name or 'The workbook’s own words'}: {counted(self.sentences, 'sentence')} read."
        were = "was" if self.tables == 1 else "were"
        tables = [f"{counted(self.tables, 'table')} of figures or grades {were} not checked."]
        return [read, f"{self.summary}.", *(tables if self.tables else [])]

    def as_dict(self) -> dict[str, Any]:
        """Return the answer as the command line's JSON prints it."""
        return {
            "claims": [claim_as_dict(each) for each in self.judged],
            "counts": {verdict.value: number for verdict, number in self.counts.items()},
            "tables_not_checked": self.tables,
            "problems": [problem.as_dict() for problem in self.problems],
        }


def claim_as_dict(judged: Judged) -> dict[str, Any]:
    """Return a claim as the command line's JSON prints it."""
    claim = judged.claim
    return {
        "sentence": claim.passage.text,
        "where": claim.passage.place.words,
        "heading": claim.passage.headings[-1] if claim.passage.headings else "",
        "kind": claim.kind.value,
        "subject": subject_of(claim),
        "stated": claim.stated,
        "verdict": judged.verdict.value,
        "cells": [source.place for source in judged.sources],
        "arithmetic": judged.arithmetic,
        "would_agree": advice(judged),
        "why": judged.why,
    }


def subject_of(claim: Claim) -> str:
    """Return what a claim is about in the workbook's names, a foreign name as the sentence has it, "" where it names nothing."""
    named = [name.name for name in (*claim.subject.commands, *claim.subject.names, *claim.subject.places)]
    return ", ".join(dict.fromkeys(named)) or claim.subject.foreign


def _problem(name: str, judged: Judged) -> Problem:
    passage = judged.claim.passage
    under = f" (under “{shortened(passage.headings[-1], 80)}”)" if passage.headings else ""
    what = f"“{shortened(passage.text)}”{under} {what_is_wrong(judged)}"
    agree = advice(judged)
    do = f"It would agree as “{agree}”." if agree else "Put the sentence right, or the workbook."
    place = passage.place
    if place.source is not None:
        return Problem(place.source.sheet, place.source.cell, what, do)
    # "Page 3" alone would be a sheet of the workbook to whoever reads the Problems sheet.
    return Problem(f"{name}: {place.words}", "", what, do)


def in_order(judged: Sequence[Judged]) -> tuple[Judged, ...]:
    """Return claims with what has to be put right first, each kind in the order of the paper."""
    first = {verdict: number for number, verdict in enumerate((*WRONG, ClaimVerdict.CANNOT_TELL))}
    return tuple(sorted(judged, key=lambda each: first.get(each.verdict, len(first))))
