"""What is said of a region: what became of it."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["RegionState"]


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
