"""What is said of a region: what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlscore.papers.regions.tags import RegionKind

__all__ = ["RegionState", "innermost"]


@dataclass(frozen=True)
class RegionState:
    """What became of a region: its tag, its kind, its state, where it is in words."""

    tag: str
    kind: str
    state: str
    where: str

    def as_dict(self) -> dict[str, str]:
        """Return the record as the command line's JSON prints it."""
        return {"tag": self.tag, "kind": self.kind, "state": self.state, "where": self.where}


def innermost(states: Iterable[RegionState]) -> list[RegionState]:
    """Return the states without those that only repeat what is said of something within: a figure, a sentence, a cell.

    >>> inside = [RegionState(f"xlscore:{tag}", tag.partition(":")[0], "conflict", "Changes") for tag in ("sentence:up", "phrase:up/one", "words:up")]
    >>> [state.kind for state in innermost(inside)]
    ['phrase']
    """
    states = list(states)
    said = {(each.state, each.where, each.kind) for each in states}
    figures = {(each.state, each.where, _key(each.tag).rpartition("/")[0]) for each in states if each.kind == RegionKind.PHRASE}  # fmt: skip

    def repeats(each: RegionState) -> bool:
        if each.kind == RegionKind.PHRASE:
            return False
        if each.kind == RegionKind.SENTENCE:
            return (each.state, each.where, _key(each.tag)) in figures
        lines = ((each.state, each.where, kind) for kind in (RegionKind.PHRASE, RegionKind.SENTENCE))
        cells = (one for one in states if (one.state, one.tag) == (each.state, each.tag))
        return any(one in said for one in lines) or any(
            one.where.startswith(f"{each.where}: ") for one in cells
        )

    return [each for each in states if not repeats(each)]


def _key(tag: str) -> str:
    """Return what stands in a tag behind its kind."""
    return tag.split(":", 2)[-1]
