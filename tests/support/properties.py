"""How many examples a property is asked: all of them in the whole run, some of them in the quick part.

The examples are the same in every run, so that a run that fails says something of the change that it is made for. With
`XLSCORE_NEW_EXAMPLES=10` they are new ones, as many times as many as the number says, to search for faults.
"""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

ALL: Final = 100
QUICKLY: Final = 20


def load(*, quick: bool) -> None:
    """Decide for all tests to come how many examples a property is asked, and whether they are new ones."""
    times = int(os.environ.get("XLSCORE_NEW_EXAMPLES") or 0)
    # A busy machine is no fault of the code: hypothesis measures by the clock on the wall.
    settings.register_profile(
        "xlscore",
        max_examples=(QUICKLY if quick else ALL) * max(1, times),
        derandomize=not times,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    settings.load_profile("xlscore")


def examples(number: int) -> int:
    """Return how many of a property's own number of examples it is asked in this run, one at least."""
    return max(1, number * settings.default.max_examples // ALL)
