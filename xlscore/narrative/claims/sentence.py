"""A sentence taken to pieces: its tokens, its clauses, and the role of each figure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from xlscore.narrative.claims.columns import HeadedFigure, columns_of_figures
from xlscore.narrative.claims.names import NameIndex
from xlscore.narrative.claims.phrases import FoundPhrase, found_in
from xlscore.narrative.claims.tokens import Token, tokens_of
from xlscore.narrative.claims.words.headed import with_heads
from xlscore.narrative.claims.words.pointing import as_pointed, as_said_before
from xlscore.narrative.model import ComparedWith, Passage

__all__ = ["SentenceRead", "read"]

_HEDGES = ("ABOUT", "JUST_OVER", "JUST_UNDER", "AT_LEAST", "AT_MOST")
_COMPARATIVES = (
    "more than",
    "less than",
    "fewer than",
    "over",
    "under",
    "in excess of",
    "above",
    "below",
    "better than",
    "upwards of",
    "north of",
)
"""What compares, and right before a figure only says that it is more, or less."""
_STANDARDS = ("TARGET", "STRETCH", "AVERAGE", "ASPIRATION")
_NEW = ("PLACE", "COMMAND", "FORCE", "STOP")
"""What, between a figure and one in brackets, says that they are of something else."""
_PEERS = {
    "AVERAGE": ComparedWith.AVERAGE,
    "TOP_QUARTILE": ComparedWith.TOP_QUARTILE,
    "ASPIRATION": ComparedWith.ASPIRATION,
}
_RELATIVE = ("which", "who", "whose", "whom", "where")
_PREPOSITIONS = (("IN",), ("OF",), ("AT",), ("ON",), ("TO",), ("BY",), ("FROM",))
_IF = ("if", "unless", "suppose", "whether", "provided")


@dataclass(frozen=True)
class SentenceRead:
    """A passage with its tokens; everything else follows from them."""

    passage: Passage
    names: NameIndex
    tokens: tuple[Token, ...]

    @cached_property
    def types(self) -> tuple[str, ...]:
        """Return the types of the tokens."""
        return tuple(token.type for token in self.tokens)

    @cached_property
    def lead_projects(self) -> bool:
        """Return whether the sentence hangs on one that speaks of what is projected."""
        return bool(self.passage.lead) and any(
            token.type == "PROJECTED" for token in tokens_of(self.passage.lead, self.names)
        )

    @cached_property
    def lead_reference(self) -> ComparedWith:
        """Return what the sentence's lead asks the way to: "To average:"."""
        types = (
            [token.type for token in tokens_of(self.passage.lead, self.names)] if self.passage.lead else []
        )
        if types[:1] != ["TO"]:
            return ComparedWith.NONE
        return next((_PEERS[kind] for kind in types if kind in _PEERS), ComparedWith.NONE)

    @cached_property
    def columns(self) -> Mapping[int, HeadedFigure]:
        """Return the columns of its figures, where its lead or heading names them."""
        return columns_of_figures(self.passage, self.tokens)

    @cached_property
    def clause_starts(self) -> tuple[int, ...]:
        """Return where clauses begin: after a stop, before "but", after a comma before "and"."""
        starts = [0]
        for at, kind in enumerate(self.types):
            if kind == "STOP":
                starts.append(at + 1)
            elif kind == "BUT" or (kind == "AND" and at and self.types[at - 1] == "COMMA"):
                starts.append(at)
        return tuple(starts)

    def clause_of(self, at: int) -> range:
        """Return the tokens of the clause in which a token stands."""
        first = max(start for start in self.clause_starts if start <= at)
        later = [start for start in self.clause_starts if start > at]
        return range(first, later[0] if later else len(self.tokens))

    def segment_of(self, at: int) -> range:
        """Return the tokens between the commas and stops round a token."""
        ends = [to for to, kind in enumerate(self.types) if kind in ("COMMA", "STOP", "BUT")]
        first = max([0, *(to + 1 for to in ends if to < at)])
        return range(first, min([len(self.types), *(to for to in ends if to > at)]))

    def is_noted(self, at: int) -> bool:
        """Return whether a figure is only a note of the size of a group: "(n=8)"."""
        return self.passage.text[: self.tokens[at].start].rstrip().endswith("=")

    def is_one_of_two(self, at: int) -> bool:
        """Return whether a word is one of two that it does not name: "the other"; "the one to watch" is no pair."""
        text = self.passage.text.lower()
        if text[: self.tokens[at].start].rstrip().endswith(("any of", "each of")):
            return False
        return self.types[at] == "ONEOTHER" and (
            self.tokens[at].text.lower() != "the one" or "other" in text or "second" in text
        )

    def is_relative(self, at: int) -> bool:
        """Return whether a token stands in a clause that only says more of a name: ", which PPU grades,"."""
        start = self.segment_of(at).start
        said = (
            self.tokens[start + 1 : start + 2]
            if self.types[start : start + 1] in _PREPOSITIONS
            else self.tokens[start : start + 1]
        )
        first = said[0].text.lower() if said else ""
        return bool(start) and (first in _RELATIVE or first in ("of which", "of whom"))

    def respective(self, at: int, *kinds: str) -> int | None:
        """Return the name that is a figure's by their order: "City and Counties fell by 8.5 % and 8.2 % respectively"."""
        part = self.part_of(at)
        if not any(self.types[to] == "RESPECTIVELY" for to in part):
            return None
        figures = [to for to in part if self.types[to] == self.types[at]]
        names = [to for to in part if self.types[to] in kinds]
        return names[figures.index(at)] if len(names) == len(figures) > 1 else None

    def asides_of(self, at: int) -> tuple[int, ...]:
        """Return the tokens of asides between commas, which hold for the whole part: ", we hope,"."""
        part = self.part_of(at)
        commas = [to for to in part if self.types[to] == "COMMA"]
        pairs = pairwise(commas)
        return tuple(to for first, last in pairs if last - first <= 3 for to in range(first + 1, last))

    def part_of(self, at: int) -> range:
        """Return the tokens between the full stops, colons and semicolons round a token."""
        stops = [to for to, kind in enumerate(self.types) if kind == "STOP"]
        first = max([0, *(to + 1 for to in stops if to < at)])
        return range(first, min([len(self.types), *(to for to in stops if to > at)]))

    def is_conditional(self, at: int) -> bool:
        """Return whether a token stands in what an "if" leads: not in a relative clause of it, which says what is so."""
        part, segment = self.part_of(at), self.segment_of(at)
        if segment and self.tokens[segment.start].text.lower() in (
            "which",
            "who",
            "of which",
            "where",
            "of whom",
        ):
            return False
        leading = [to for to in part if self.types[to] == "MAY" and self.tokens[to].text.lower() in _IF]
        return any(to == part.start or to < at <= to + 12 for to in leading)

    @cached_property
    def twins(self) -> dict[int, int]:
        """Return the figures that say in brackets what the figure before them says otherwise: "71 more (18.0 %)"."""
        found: dict[int, int] = {}
        for opening, closing in self._brackets():
            inside = [at for at in range(opening + 1, closing) if self.tokens[at].is_figure]
            rest = [at for at in range(opening + 1, closing) if at not in inside]
            before = [at for at in range(max(0, opening - 7), opening) if self.tokens[at].is_figure]
            if before and any(kind in _NEW for kind in self.types[before[-1] : opening]):
                continue
            small = ("COMMA", "CRIME", "OUTCOME", "AND", "OR", "SLASH")
            if inside and before and all(self.types[at] in small for at in rest):
                found.update(dict.fromkeys(inside, before[-1]))
        for at, token in enumerate(self.tokens):
            back = at - 1
            while back > 0 and (
                self.types[back] == "COMMA" or self.tokens[back].text.strip() in ("or", "-", "–")
            ):
                back -= 1
            said_or = "or" in (each.text.strip() for each in self.tokens[back + 1 : at])
            while back > 0 and said_or and self.types[back] in ("CRIME", "OUTCOME"):
                back -= 1
            if token.type == "PERCENT" and back < at - 1 and self.types[back] == "COUNT" and at not in found:
                found[at] = back
        return found

    @cached_property
    def hedges(self) -> dict[int, int]:
        """Return the word right before a figure that says how nearly it is meant, by the figure's place."""
        found: dict[int, int] = {}
        for at, token in enumerate(self.tokens):
            if not token.is_figure:
                continue
            before = at - 1
            while before > at - 3 and before >= 0 and self.types[before] in ("THE", "IS", "FURTHER"):
                before -= 1
            if before >= 0 and self._is_hedge(before, at):
                found[at] = before
        return found

    def _is_hedge(self, before: int, at: int) -> bool:
        kind, text = self.types[before], self.tokens[before].text.lower()
        if kind in _HEDGES:
            return True
        if text not in _COMPARATIVES or before != at - 1:
            return False
        return not any(self.types[to] in _STANDARDS for to in range(at + 1, min(at + 4, len(self.types))))

    @cached_property
    def roles(self) -> dict[int, FoundPhrase]:
        """Return for each figure the phrase that says what it is; brackets that only repeat a figure are passed over."""
        hidden = {
            at
            for opening, closing in self._brackets()
            if any(at in self.twins for at in range(opening, closing))
            for at in range(opening, closing + 1)
        }
        hidden |= set(self.hedges.values())
        kept = [at for at in range(len(self.tokens)) if at not in hidden]
        found = found_in([self.types[at] for at in kept])
        ends = [*kept, len(self.tokens)]
        return {
            kept[at]: FoundPhrase(said.kind, ends[said.first], ends[min(said.end, len(kept))], said.sure)
            for at, said in found.items()
        }

    def _brackets(self) -> Iterator[tuple[int, int]]:
        for at, kind in enumerate(self.types):
            if kind == "OPEN":
                closing = next((to for to in range(at, len(self.types)) if self.types[to] == "CLOSE"), None)
                if closing is not None:
                    yield at, closing

    def nearest(self, at: int, within: range, wanted: Callable[[Token], bool]) -> int | None:
        """Return the place of the nearest token that is wanted, the one before where two are as near."""
        found = [to for to in within if to != at and wanted(self.tokens[to])]
        return min(found, key=lambda to: (abs(to - at), to), default=None)

    def first_after(self, at: int, *kinds: str, within: range | None = None) -> int | None:
        """Return the place of the first token of these types after it."""
        places = range(at + 1, within.stop if within else len(self.tokens))
        return next((to for to in places if self.types[to] in kinds), None)


def read(passage: Passage, names: NameIndex) -> SentenceRead:
    """Return the sentence of a passage taken to pieces."""
    tokens = as_said_before(tokens_of(passage.text, names))
    tokens = with_heads(tokens, passage.text, lambda said: tokens_of(said, names))
    if any(token.type == "ONEOTHER" for token in tokens):
        tokens = as_pointed(tokens, tokens_of(passage.before, names) if passage.before else ())
    return SentenceRead(passage, names, tokens)
