"""The merge of what stands in an order: the items of a list, the rows of a table. People add, delete and move them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlscore.papers.merge.fates import Fate, MergeNote, Why

__all__ = ["MergedItems", "StandingItem", "merge_items"]


@dataclass(frozen=True)
class StandingItem:
    """An item that stands: its key where it is ours, and whether all that stands in it is as we wrote it."""

    key: str | None
    untouched: bool = True


@dataclass(frozen=True)
class MergedItems:
    """The items in their new order, a number for one that stands and a key for a new one; and what goes.

    `known` are the keys to be remembered: those that a person deleted too, so that they stay away.
    """

    order: tuple[int | str, ...]
    removed: tuple[int, ...]
    known: tuple[str, ...]
    notes: tuple[MergeNote, ...]

    @property
    def changes(self) -> bool:
        """Return whether anything comes, goes or moves."""
        return bool(self.removed) or self.order != tuple(range(len(self.order)))


def merge_items(base: Sequence[str], stands: Sequence[StandingItem], new: Sequence[str]) -> MergedItems:
    """Return the merge of items by their keys.

    New ones come behind the one that they follow in the workbook. Ours that nobody touched go when the workbook has
    them no more; one that a person touched stays and is told. The order is the workbook's while people have neither
    moved nor added one, else theirs.

    >>> merge_items(["a", "b"], [StandingItem("a"), StandingItem(None), StandingItem("b")], ["a", "c", "b"]).order
    (0, 'c', 1, 2)
    """
    wanted, was = list(dict.fromkeys(new)), set(base)
    removed = [
        place
        for place, item in enumerate(stands)
        if item.key in was and item.key not in wanted and item.untouched
    ]
    stale = [
        item.key
        for item in stands
        if item.key is not None and item.key in was and item.key not in wanted and not item.untouched
    ]
    keys = [item.key for item in stands]
    order: list[int | str] = [place for place in range(len(stands)) if place not in removed]
    ours = [keys[place] for place in order if isinstance(place, int)]
    as_we_left_them = keys == [key for key in base if key in set(keys)] and not stale
    if as_we_left_them and all(key in wanted for key in ours):
        order.sort(key=lambda place: wanted.index(str(keys[int(place)])))
    here = {key for key in keys if key is not None}
    for key in wanted:
        if key not in here and key not in was:
            order.insert(_place(key, order, keys, wanted), key)
    gone = [key for key in wanted if key in was and key not in here]
    notes = [MergeNote(key, Fate.CONFLICT, Why.SAID_NO_MORE, told=True) for key in dict.fromkeys(stale)]
    notes += [MergeNote(key, Fate.GONE, Why.DELETED) for key in gone]
    return MergedItems(tuple(order), tuple(removed), (*wanted, *dict.fromkeys(stale)), tuple(notes))


def _place(key: str, order: list[int | str], keys: list[str | None], wanted: list[str]) -> int:
    """Return where a new item goes: behind the nearest that it follows and that stands, else before the next, else last."""
    where = {(keys[entry] if isinstance(entry, int) else entry): place for place, entry in enumerate(order)}
    at = wanted.index(key)
    for before in reversed(wanted[:at]):
        if before in where:
            return where[before] + 1
    for behind in wanted[at + 1 :]:
        if behind in where:
            return where[behind]
    return len(order)
