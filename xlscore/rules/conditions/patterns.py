"""The words that a condition is made of, as patterns: comparisons, movements, redlines, places."""

from __future__ import annotations

import re
from typing import Final

from xlscore.rules.conditions.words import Comparison, Move

__all__ = [
    "AS_LOW_AS", "BEHIND", "CLOSED", "COMPARED", "ENDS_AT", "GAP_ONLY", "IS_MET", "LEVEL", "MEETS", "MOVED_BY", "NUMBERED",
    "ON_TARGET", "OR_BETTER", "PLACES", "TARGETS", "TOP",
]  # fmt: skip

_LINK: Final = (
    r"(?:(?:is|are|was|has been|have been|stays?|remains?|keeps?|goes|gets|falls?|drops?|reduces?|rises?|increases?|improves?|narrows?|shrinks?|moves?"
    r"|stands?|returns?)\s+(?:(?:still|now|back|down|up|to)\s+)*)?"
)
_NOT: Final = r"(?P<no>(?:does not|do not|doesn't|don't|did not|is not|isn't|are not|has not|hasn't|have not|not|no longer|fails? to)\s+)?"
COMPARED: Final = {
    Comparison.AT_OR_BETTER: r"at or better than|equal to or better than|no worse than|not worse than|reaches|reach",
    Comparison.AT_OR_WORSE: r"at or worse than|no better than|not better than",
    Comparison.BETTER: r"better than",
    Comparison.WORSE: r"worse than",
    Comparison.AT_OR_ABOVE: r"at or above|at least|no less than|not less than|not below|no lower than|not under|no fewer than|above or at|>=",
    Comparison.AT_OR_BELOW: r"at or below|at most|no more than|not more than|not above|not over|no higher than|below or at|<=",
    Comparison.BELOW: r"below|under|less than|fewer than|lower than|<",
    Comparison.ABOVE: r"above|over|more than|greater than|higher than|exceeds|exceed|>",
    Comparison.EQUAL: r"equals|equal to|exactly|=",
}  # fmt: skip
BEHIND: Final = {
    "better": Comparison.AT_OR_BETTER, "worse": Comparison.AT_OR_WORSE,
    **dict.fromkeys(("above", "more", "higher", "over"), Comparison.AT_OR_ABOVE),
    **dict.fromkeys(("below", "fewer", "less", "lower", "under"), Comparison.AT_OR_BELOW),
}  # fmt: skip
_MOVES: Final = {
    Move.IMPROVES: r"improves?|improved|improving|gets? better|is better|narrows?|narrowed|narrowing|shrinks?|shrinking",
    Move.WORSENS: r"worsens?|worsened|worsening|deteriorates?|deteriorated|deteriorating|gets? worse|is worse|widens?|widened|widening",
    Move.FALLS: r"falls?|fell|fallen|falling|decreases?|decreased|decreasing|reduces?|reduced|reducing|drops?|dropped|dropping|goes down|declines?|declining|is down|is lower|down(?=\s+by)",
    Move.RISES: r"rises?|rose|risen|rising|increases?|increased|increasing|goes up|grows?|growing|is up|is higher|up(?=\s+by)",
    Move.STAYS: r"unchanged|stays the same|stay the same|remains the same",
    Move.HOLDS: r"holds?|is held|is maintained|is sustained|maintained",
}  # fmt: skip
ENDS_AT: Final = {
    **dict.fromkeys(("fall", "drop", "reduce"), Comparison.AT_OR_BELOW),
    **dict.fromkeys(("rise", "increase"), Comparison.AT_OR_ABOVE),
    "improve": Comparison.AT_OR_BETTER,
}  # fmt: skip
"""Where a figure stands that "falls to" another."""
GAP_ONLY: Final = re.compile(r"(?:narrow|shrink|widen)")
_AUX: Final = r"(?:(?:is|are|has|have|continues? to|keeps?)\s+)?"
_MOVED: Final = "|".join(f"(?P<{move.name}>{words})" for move, words in _MOVES.items())
_TO: Final = "|".join(f"(?P<{c.name}>{words})" for c, words in COMPARED.items())

TARGETS: Final = (
    r"(?:(?:hard|stretch|stretched|force|annual|year[- ]end|current)\s+)*(?:targets?|aspirations?)"
)
IS_MET: Final = re.compile(
    rf"(?P<subject>.*?)\b(?:(?:is|are|has been|have been)\s+)?{_NOT}(?:all\s+)?(?:met|achieved|reached|hit)"
)
MEETS: Final = re.compile(
    rf"(?P<subject>.*?)\s*\b{_NOT}(?:meets?|achieves?|reach(?:es)?|hits?)\s+(?:(?:its|the|their)\s+(?P<redline>redlines?|minimum standards?|minimum|standards?)"
    rf"|(?:(?:its|the|their|our)\s+)?(?P<target>{TARGETS}))"
)
ON_TARGET: Final = re.compile(
    rf"(?P<subject>.*?)\s*\b(?:(?:is|are|stays?|remains?)\s+)?{_NOT}(?:back\s+)?on\s+target"
)
MOVED_BY: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_AUX}{_NOT}{_AUX}(?:{_MOVED})(?:\s+by\s+(?P<least>at least\s+|more than\s+|over\s+)?(?P<by>\S.*))?"
)
AS_LOW_AS: Final = re.compile(
    r"(?P<subject>.*?)\s*(?<!\S)(?P<verb>falls?|drops?|reduces?|rises?|increases?|improves?)\s+to\s+(?P<target>\d.*|the .*|msg .*)"
)
LEVEL: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_NOT}{_LINK}(?:{_TO})\s*(?P<target>(?:the\s+|its\s+|our\s+)?[\w£+-].*)"
)
OR_BETTER: Final = re.compile(
    rf"(?P<subject>.*?)\s*(?<!\S){_NOT}{_LINK}(?:at\s+)?(?P<target>[\d£][^ ]*(?:\s+(?:%|points|offences|in (?:the |its )?msg))?)\s+or\s+(?P<side>{'|'.join(BEHIND)})"
)
TOP: Final = re.compile(rf"(?P<subject>.*?)\s*(?<!\S)(?:(?:is|are|stays?|remains?)\s+)?{_NOT}in\s+(?:the\s+)?(?P<top>top quartile|upper quartile|top \d+)(?:\s+(?:rank|of (?:the|its) msg|in (?:the|its) msg))?")  # fmt: skip
CLOSED: Final = re.compile(rf"(?P<subject>.*?\bgap\b.*?)\s+(?:is|has)\s+{_NOT}(?:been\s+)?closed")

NUMBERED: Final = {
    way: way for way in (Comparison.BETTER, Comparison.AT_OR_BETTER, Comparison.WORSE, Comparison.AT_OR_WORSE, Comparison.EQUAL)
}  # fmt: skip
"""A place is the better the lower its number, so "below 5" could mean either."""
PLACES: Final = NUMBERED | {
    Comparison.ABOVE: Comparison.BETTER, Comparison.BELOW: Comparison.WORSE, Comparison.AT_OR_ABOVE: Comparison.AT_OR_BETTER,
}  # fmt: skip
