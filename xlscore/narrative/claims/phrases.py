"""The phrases of phrases.txt, made ready to be found in a row of typed tokens.

A token's type is a character of its own, so that a phrase is a regular expression over the sentence's row of types. How the
lines are written stands in phrases.lark.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlscore.narrative.claims.tokens import FIGURES
from xlscore.narrative.claims.words.tables import lines_of

__all__ = ["FoundPhrase", "found_in", "row_of"]

if TYPE_CHECKING:
    from lark import Token as _Leaf
    from lark import Tree

    _Tree = Tree[_Leaf] | Any

_FIRST = 0xE000
_DATA = Path(__file__).parent / "data"
_BREAKS = ("STOP", "END", "BUT")


@dataclass(frozen=True, slots=True)
class FoundPhrase:
    """A phrase that fits round a figure: what it says the figure is, and the tokens from its first to the one after its last."""

    kind: str
    first: int
    end: int
    sure: bool = True
    """Whether a figure in such words can be nothing else."""


@cache
def _character(name: str) -> str:
    _known.setdefault(name, chr(_FIRST + len(_known)))
    return _known[name]


_known: dict[str, str] = {}


def row_of(types: Sequence[str]) -> str:
    """Return the row of a sentence's types, with its end."""
    return "".join(_character(name) for name in [*types, "END"])


def found_in(types: Sequence[str]) -> dict[int, FoundPhrase]:
    """Return for each figure the first phrase that fits, by the figure's place in the row.

    >>> found_in(["RISE", "BY", "PERCENT"])[2].kind
    'change'
    """
    row = row_of(types)
    figures = {at for at, name in enumerate(types) if name in FIGURES}
    result: dict[int, FoundPhrase] = {}
    for kind, pattern in _phrases():
        best: dict[int, FoundPhrase] = {}
        for match in pattern.finditer(row):
            at = match.start("figure")
            if at in result or at not in figures:
                continue
            sure = not kind.endswith("?")
            said = FoundPhrase(kind.removesuffix("?"), match.start("all"), match.end("all"), sure)
            if at not in best or said.end - said.first < best[at].end - best[at].first:
                best[at] = said
        result.update(best)
        if len(result) == len(figures):
            break
    return result


@cache
def _phrases() -> tuple[tuple[str, re.Pattern[str]], ...]:
    from lark import Lark

    grammar = Lark((_DATA / "phrases.lark").read_text(encoding="utf-8"), parser="lalr")
    groups: dict[str, tuple[str, ...]] = {}
    phrases: list[tuple[str, re.Pattern[str]]] = []
    for line in _branches(grammar.parse("\n".join(lines_of("phrases.txt")) + "\n")):
        head, body = str(line.children[0]).strip(), line.children[1]
        if line.data == "group":
            groups[head] = tuple(_types(body, groups))
        else:
            expression = "".join(_expression(item, groups) for item in _branches(body))
            phrases.append((head, re.compile(rf"(?=(?P<all>{expression}))", re.DOTALL)))
    return tuple(phrases)


def _branches(tree: _Tree) -> list[_Tree]:
    from lark import Tree

    return [child for child in tree.children if isinstance(child, Tree)] if isinstance(tree, Tree) else []


def _expression(item: _Tree, groups: dict[str, tuple[str, ...]]) -> str:
    kind = getattr(item, "data", "")
    if kind == "optional":
        return f"(?:{_expression(_branches(item)[0], groups)})?"
    if kind in ("some", "many"):
        barred = [*FIGURES, *_BREAKS, *(["COMMA", "OPEN"] if kind == "some" else [])]
        return f"[^{''.join(map(_character, barred))}]{{0,{4 if kind == 'some' else 9}}}?"
    choice = f"[{''.join(_character(name) for name in _types(item, groups))}]"
    return f"(?P<figure>{choice})" if kind == "figure" else choice


def _types(tree: _Tree, groups: dict[str, tuple[str, ...]]) -> Iterator[str]:
    kind = getattr(tree, "data", "")
    if kind == "one":
        yield str(tree.children[0])
    elif kind == "named":
        yield from groups[str(tree.children[0])]
    else:
        for child in _branches(tree):
            yield from _types(child, groups)
