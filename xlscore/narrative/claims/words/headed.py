"""Names whose head was said before: "3,095 searches for drugs and 522 for weapons", "567 thefts of bicycles and 930 from vehicles"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from xlscore.narrative.claims.tokens import Token

__all__ = ["with_heads"]

_HEADED: Final = re.compile(r"(?P<head>[a-z]+s) (?P<link>for|of|from) [a-z]", re.IGNORECASE)
_TAIL: Final = re.compile(r"\s*(?P<said>(?P<link>for|of|from) (?:the )?[a-z-]+(?: [a-z-]+)?)", re.IGNORECASE)
_FIGURES: Final = ("COUNT", "PERCENT")
_LESS: Final = 2


def with_heads(
    tokens: Sequence[Token], text: str, read: Callable[[str], Sequence[Token]]
) -> tuple[Token, ...]:
    """Return the tokens with the words behind a figure as the name that they are with the head of the name before.

    `read` takes a name's words to their tokens.
    """
    found = list(tokens)
    head = ""
    at = 0
    while at < len(found):
        token = found[at]
        if (
            token.type == "NAME"
            and (met := _HEADED.match(text, token.start)) is not None
            and met.end() < token.end
        ):
            head = met["head"]
        elif token.type == "STOP":
            head = ""
        elif head and token.type in _FIGURES and (tail := _TAIL.match(text, token.end)) is not None:
            name = _named(head, tail["said"], read)
            if name is not None:
                start, words = tail.start("said"), len(name[1].split())
                end = start + len(" ".join(text[start:].split(" ")[:words]))
                inside = [to for to in range(at + 1, len(found)) if found[to].start < end]
                last = found[inside[-1]] if inside else token
                if inside and last.end <= end:
                    meant = replace(
                        name[0], text=text[start:end].rstrip(",.;"), start=start, end=last.end, capital=False
                    )
                    found[at + 1 : inside[-1] + 1] = [meant]
        at += 1
    return tuple(found)


def _named(head: str, said: str, read: Callable[[str], Sequence[Token]]) -> tuple[Token, str] | None:
    """Return the name that a head is with as many of the words said as belong to it, and those words."""
    words = said.split()
    while len(words) >= _LESS:
        told = read(f"{head} {' '.join(words)}")
        if len(told) == 1 and told[0].type == "NAME":
            return told[0], " ".join(words)
        words.pop()
    return None
