"""Where the files that travel with xlscore lie: the workbooks, the add-in's texts and the pages of the site.

In an installed package they are its data; in a checkout they are the folders of the same name beside it.
"""

from __future__ import annotations

from pathlib import Path

from xlscore.errors import XlscoreError

__all__ = ["folder"]


def folder(name: str) -> Path:
    """Return the folder of that name: "workbooks", "vba_shim" or "webaddin".

    >>> folder("workbooks").name
    'workbooks'
    """
    package = Path(__file__).resolve().parent
    for place in (package / "_data" / name, package.parent / name):
        if place.is_dir():
            return place
    raise XlscoreError(f"The folder '{name}' of xlscore is missing; install the package again.")
