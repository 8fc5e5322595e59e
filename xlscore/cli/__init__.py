"""The command line: `xlscore COMMAND [BOOK] [options]`. A module per family of commands."""

from __future__ import annotations

from xlscore.cli.run import main

__all__ = ["main"]
