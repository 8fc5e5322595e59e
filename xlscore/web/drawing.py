"""Pictures that a browser has to make: Python in a page has no renderer and no fonts, the page itself has both.

A button is pressed twice. The first time every picture is asked for and stands as a blank one, and what comes of the
button is thrown away; the page draws what was asked for, and the second time the pictures are there.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from xlscore.tubemap.drawn.png import DRAWN_ELSEWHERE

__all__ = ["AskedPictures"]

Key = tuple[str, int, int]


@dataclass
class AskedPictures:
    """The pictures that a page drew, and those that are still wanted of it."""

    drawn: Mapping[Key, bytes] = field(default_factory=dict)
    wanted: list[Key] = field(default_factory=list)

    @classmethod
    def of(cls, drawn: Sequence[Mapping[str, Any]]) -> AskedPictures:
        """Return the pictures that a page hands back, each with what it was asked for."""
        return cls({(one["svg"], int(one["width"]), int(one["height"])): bytes(one["png"]) for one in drawn})

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Have every PNG asked for here."""
        token = DRAWN_ELSEWHERE.set(self._png)
        try:
            yield
        finally:
            DRAWN_ELSEWHERE.reset(token)

    def as_dicts(self) -> list[dict[str, Any]]:
        """Return what is wanted of the page."""
        return [{"svg": svg, "width": width, "height": height} for svg, width, height in self.wanted]

    def _png(self, svg: str, width: int, height: int) -> bytes:
        key = (svg, width, height)
        if key in self.drawn:
            return self.drawn[key]
        if key not in self.wanted:
            self.wanted.append(key)
        return _blank(width, height)


def _blank(width: int, height: int) -> bytes:
    """Return a white PNG of that size."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    chunks = (
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)
