"""The pictures of the maps as files: for the web, for Word, for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from xlscore.books.errors import BookError
from xlscore.books.files import picture_name, write_file
from xlscore.books.maps.drawing import DrawnMaps

__all__ = ["write_pictures"]

_ENDINGS: Final = {"svg": (".svg",), "png": (".png",), "emf": (".emf",), "html": (".html", ".htm")}


def write_pictures(result: DrawnMaps, asked: Mapping[str, Path | None]) -> DrawnMaps:
    """Return the maps with the files that were written of each, having written those asked for.

    `asked` tells the file of each kind of picture: svg, png, emf, html. Of several maps the first has that name, each
    other one its own behind it, also where the first is not drawn this time. A file with another ending, the workbook itself for one, is never written over.
    """
    for kind, path in asked.items():
        if path is not None and path.suffix.lower() not in _ENDINGS[kind]:
            ending = " or ".join(_ENDINGS[kind])
            raise BookError(
                f"--{kind} writes a file that ends in {ending}, and '{path.name}' does not; nothing was written."
            )
    maps, taken = [], set[str]()
    for drawn in result.maps:
        files = []
        for kind, path in asked.items():
            if path is None:
                continue
            picture: str | bytes = getattr(drawn, kind)
            files.append(_free(picture_name(path, drawn.name, drawn.number), taken))
            write_file(files[-1], picture.encode() if isinstance(picture, str) else picture)
        maps.append(replace(drawn, files=tuple(files)))
    return replace(result, maps=tuple(maps))


def _free(path: Path, taken: set[str]) -> Path:
    """Return a picture's file, with a number behind its name where a map whose name differs in signs alone has that one."""
    found, count = path, 1
    while str(found).casefold() in taken:
        count += 1
        found = path.with_name(f"{path.stem} {count}{path.suffix}")
    taken.add(str(found).casefold())
    return found
