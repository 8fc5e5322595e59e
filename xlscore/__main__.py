"""`python -m xlscore`: the command line where the folder of installed commands is not on the PATH."""

from __future__ import annotations

from xlscore.cli import main

if __name__ == "__main__":
    main()
