"""Words that point back to one of two names, in the place of that name: the former and the latter. Which is "the one" is not said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from xlscore.narrative.claims.tokens import Token
from xlscore.narrative.model import ClaimUnit

__all__ = ["as_pointed", "as_said_before"]

_WHICH: Final = {"the former": 0, "the latter": 1}
_KINDS: Final = (("NAME", "FOREIGN"), ("PLACE",), ("COMMAND",))
_STANDARDS: Final = frozenset(
    ["TARGET", "STRETCH", "AVERAGE", "ASPIRATION", "TOP_QUARTILE", "BOTTOM_QUARTILE", "GRADE"]
)
_TWO: Final = 2
_MOVES: Final = ("RISE", "FALL", "SHORT", "GAPWORD")
"""What "one of 31.4 %" may stand for: the rise, the fall or the gap of which a size was told before."""
_HUNDRED: Final = Fraction(1, 100)
_FAR: Final = 12
_OWN_UNIT: Final = (
    "CRIME",
    "OUTCOME",
    "NAME",
    "POPULATION",
    "PERSONS",
    "PER",
    "PERIOD",
    "PLACES",
    "WORD",
    "SLASH",
    "COUNT",
    "SATISFIED",
)
"""What may be the unit of a figure that it stands behind."""
_LEAST: Final = 10
"""Under that a number without a unit is one of so many of something: "one of eight"."""


def as_pointed(tokens: Sequence[Token], before: Sequence[Token] = ()) -> tuple[Token, ...]:
    """Return the tokens with each "the former" and "the latter" as the name that it stands for, where just two can be meant.

    `before` are the tokens of the sentence before, which has the two where this one names none.
    """
    if all(token.type != "ONEOTHER" for token in tokens):
        return tuple(tokens)
    return tuple(each for at, token in enumerate(tokens) for each in _pointed(tokens, at, before) or (token,))


def _pointed(tokens: Sequence[Token], at: int, before: Sequence[Token]) -> tuple[Token, ...]:
    token = tokens[at]
    which = _WHICH.get(token.text.lower()) if token.type == "ONEOTHER" else None
    if which is None:
        return ()
    pairs = [pair for kinds in _KINDS if (pair := _pair(tokens[:at], kinds))]
    if not any(other.mention is not None for other in tokens[:at]):
        pairs = [pair for kinds in _KINDS if (pair := _pair(before, kinds))]
    if len(pairs) != 1:
        return ()
    meant = pairs[0][which]
    return (replace(token, type=meant.type, mention=meant.mention, capital=True),)


def _pair(tokens: Sequence[Token], kinds: tuple[str, ...]) -> list[Token]:
    """Return the two names of a kind that the tokens have, none where they are more or fewer, or where two of something else are."""
    found: list[Token] = []
    for token in tokens:
        if token.type in kinds and all(token.mention != other.mention for other in found):
            found.append(token)
    standards = {token.type for token in tokens} & _STANDARDS
    return found if len(found) == _TWO and len(standards) < _TWO else []


def as_said_before(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """Return the tokens with each "one" before a size as the rise, the fall or the gap that was told before, and decimals in the unit told before.

    "A rise of 13 % in A and one of 31 % in B", "8.8 points to the average and 16.7 to the top quartile".
    """
    found: list[Token] = []
    for at, token in enumerate(tokens):
        moved = _told_before(tokens[:at]) if _is_of_a_size(tokens[at : at + 3]) else None
        said = token if moved is None else replace(token, type=moved.type, amount=None)
        found.append(_in_unit_before(said, found, tokens[at + 1 :]))
    return tuple(found)


def _in_unit_before(token: Token, before: Sequence[Token], behind: Sequence[Token]) -> Token:
    """Return a decimal that has no unit in that of the decimal before it; whole numbers may count anything."""
    amount = token.amount
    if (
        token.type != "RATE"
        or amount is None
        or amount.unit is not ClaimUnit.NONE
        or "." not in token.text
        or (behind and behind[0].type in _OWN_UNIT)
    ):
        return token
    for other in reversed(before[-_FAR:]):
        if other.type == "STOP":
            return token
        if other.is_figure and other.type not in ("RANK", "WORDRANK"):
            units = (ClaimUnit.POINTS, ClaimUnit.PERCENT, ClaimUnit.RATE)
            if "." not in other.text or other.amount is None or other.amount.unit not in units:
                return token
            scale = Fraction(1) if other.amount.unit is ClaimUnit.RATE else _HUNDRED
            told = replace(
                amount, value=amount.value * scale, half=amount.half * scale, unit=other.amount.unit
            )
            return replace(token, type=other.type, amount=told)
    return token


def _is_of_a_size(tokens: Sequence[Token]) -> bool:
    if len(tokens) <= _TWO or tokens[0].text.lower() != "one" or tokens[1].type != "OF":
        return False
    amount = tokens[2].amount
    shares = tokens[2].type in ("PERCENT", "POINTS")
    return amount is not None and (shares or (tokens[2].type == "COUNT" and amount.value >= _LEAST))


def _told_before(tokens: Sequence[Token]) -> Token | None:
    """Return the last noun for a change before which its size stood: "a reduction of 956"; None where a stop or two ways stand in between."""
    for at in range(len(tokens) - 1, 0, -1):
        if tokens[at].type == "STOP":
            return None
        if tokens[at].type in _MOVES:
            sized = at + 2 < len(tokens) and tokens[at + 1].type == "OF" and tokens[at + 2].amount is not None
            return tokens[at] if sized else None
    return None
