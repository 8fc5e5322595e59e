"""Build the folder of workbooks again: `python -m xlscore.books.samples`."""

from __future__ import annotations

from xlscore.books.samples import write_workbooks
from xlscore.resources import folder

if __name__ == "__main__":
    for path in write_workbooks(folder("workbooks")):
        print(path)
