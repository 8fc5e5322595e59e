"""The pictures of the maps as files: for the web, for Word, for a slide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from xlscore.books.files import picture_name, write_file
from xlscore.books.maps.drawing import DrawnMaps

__all__ = ["write_pictures"]


def write_pictures(result: DrawnMaps, asked: Mapping[str, Path | None]) -> DrawnMaps:
    """Return the maps with the files that were written of each, having written those asked for.

    `asked` tells the file of each kind of picture: svg, png, emf, html. Of several maps the first has that name, each
    other one its own behind it.
    """
    maps = []
    for number, drawn in enumerate(result.maps):
        files = []
        for kind, path in asked.items():
            if path is None:
                continue
            picture: str | bytes = getattr(drawn, kind)
            files.append(picture_name(path, drawn.name, number))
            write_file(files[-1], picture.encode() if isinstance(picture, str) else picture)
        maps.append(replace(drawn, files=tuple(files)))
    return replace(result, maps=tuple(maps))
