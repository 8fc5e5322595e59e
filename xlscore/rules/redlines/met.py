"""How many of an area's redline measures are met, in a sentence.

Source: Essex Police Balanced Scorecard, cycle 13: "None of the three Redline Measures are currently being met."
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.rules.words import in_words

__all__ = ["RedlineCount", "count_met"]


@dataclass(frozen=True, slots=True)
class RedlineCount:
    """How many redline measures an area has, and how many of them are met, not met, or neither as yet."""

    met: int
    not_met: int
    unanswered: int

    @property
    def defined(self) -> int:
        """Return how many redline measures the area has."""
        return self.met + self.not_met + self.unanswered

    def sentence(self, area: str) -> str:
        """Return in a sentence how many are met, "" for an area without any; numbers up to twelve in words.

        >>> RedlineCount(0, 3, 0).sentence("Keeping People Safe")
        'None of the three redline measures of Keeping People Safe are met.'
        >>> RedlineCount(1, 1, 1).sentence("Gangs")
        'Of the three redline measures of Gangs one is met, one is not met and one has no answer yet.'
        """
        if not self.defined:
            return ""
        if self.unanswered:
            return self._with_unanswered(area)
        if self.defined == 1:
            return f"The redline measure of {area} is {'met' if self.met else 'not met'}."
        whole = f"the {in_words(self.defined)} redline measures of {area}"
        if not self.met:
            return f"Neither of {whole} is met." if self.defined == 2 else f"None of {whole} are met."
        if not self.not_met:
            both = "Both" if self.defined == 2 else f"All {in_words(self.defined)}"
            return f"{both} redline measures of {area} are met."
        return f"{in_words(self.met).capitalize()} of {whole} {_is(self.met)} met."

    def _with_unanswered(self, area: str) -> str:
        """Return the sentence of an area of which not all is known: a count of the rest alone would mislead."""
        if self.defined == 1:
            return f"The redline measure of {area} has no answer yet."
        if self.unanswered == self.defined:
            none = "neither" if self.defined == 2 else "none"
            return f"Of the {in_words(self.defined)} redline measures of {area} {none} has an answer yet."
        met = in_words(self.met) if self.met else "none"
        parts = [f"{met} {_is(self.met or 2)} met"]
        if self.not_met:
            parts.append(f"{in_words(self.not_met)} {_is(self.not_met)} not met")
        has = "has" if self.unanswered == 1 else "have"
        last = f"{in_words(self.unanswered)} {has} no answer yet"
        return f"Of the {in_words(self.defined)} redline measures of {area} {', '.join(parts)} and {last}."


def count_met(answers: Sequence[bool | None]) -> RedlineCount:
    """Return how many measures are met; None is a measure without an answer.

    >>> count_met([False, None, True])
    RedlineCount(met=1, not_met=1, unanswered=1)
    """
    return RedlineCount(answers.count(True), answers.count(False), answers.count(None))


def _is(number: int) -> str:
    return "is" if number == 1 else "are"
