"""The state of sheets held while something is changed as one, to go back to where it is refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol, TypeVar

__all__ = ["End", "HeldSet", "Holding", "hold_all", "hold_attributes"]

Item = TypeVar("Item")
End = Callable[[bool], None]
"""What ends a watch over changes: it keeps them, or takes them back when told so."""


class Holding(Protocol):
    """What notes its state, to go back to it."""

    def hold(self) -> End:
        """Return what ends the watch over changes that begins now."""


class HeldSet(set[Item]):
    """A set that can go back to what it was without a copy of it, because it may be large."""

    def __init__(self) -> None:
        """Start with nothing."""
        super().__init__()
        self._held: list[dict[Any, bool]] = []

    def add(self, item: Item) -> None:
        """Put an item in."""
        self._note(item)
        super().add(item)

    def discard(self, item: object) -> None:
        """Take an item out, if it is there."""
        self._note(item)
        super().discard(item)

    def hold(self) -> End:
        """Return what ends the watch over changes that begins now."""
        held: dict[Any, bool] = {}
        self._held.append(held)

        def end(back: bool) -> None:
            self._held = [each for each in self._held if each is not held]
            for item, was_in in held.items() if back else ():
                (self.add if was_in else self.discard)(item)

        return end

    def _note(self, item: object) -> None:
        for held in self._held:
            held.setdefault(item, item in self)


def hold_attributes(owner: object, parts: Iterable[Holding], then: Callable[[], None] | None = None) -> End:
    """Return what puts every attribute of an object back to what it is now, and ends the watch over its parts.

    `then` is what the object does once it is back where it was.
    """
    before = dict(vars(owner))
    ends = hold_all(parts)

    def end(back: bool) -> None:
        if back:
            vars(owner).update(before)
        ends(back)
        if back and then:
            then()

    return end


def hold_all(parts: Iterable[Holding]) -> End:
    """Return what ends the watch over several things at once."""
    ends = [part.hold() for part in parts]

    def end(back: bool) -> None:
        for each in ends:
            each(back)

    return end
