"""Words that point back to one of two names, in the place of that name: the former and the latter. Which is "the one" is not said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.tokens import Token

__all__ = ["as_pointed"]

_WHICH: Final = {"the former": 0, "the latter": 1}
_KINDS: Final = (("NAME", "FOREIGN"), ("PLACE",), ("COMMAND",))
_STANDARDS: Final = frozenset(
    ["TARGET", "STRETCH", "AVERAGE", "ASPIRATION", "TOP_QUARTILE", "BOTTOM_QUARTILE", "GRADE"]
)
_TWO: Final = 2


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
