"""How much work something is: the processor's seconds, which other programs of a busy machine do not lengthen."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from typing import Any

TIMES_LINEAR = 4  # far above what measurements of one thing differ by, far below eightfold for eightfold


def work(action: Callable[[], Any]) -> float:
    """Return the seconds of processor time that `action` takes."""
    gc.collect()
    began = time.process_time()
    action()
    return time.process_time() - began


def assert_grows_with_size(action: Callable[[int], Callable[[], Any]], small: int, large: int) -> None:
    """Assert that the work of `action(size)` grows about as the size does, not as its square.

    `action` prepares what a size needs and returns what is measured.
    """
    little, much = work(action(small)), work(action(large))

    assert much < TIMES_LINEAR * large / small * little, (
        f"{little:.3f} s for {small}, {much:.3f} s for {large}"
    )
