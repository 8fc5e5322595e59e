"""The site in Chromium: start, recalculations, buttons, size, and what it asks for.

    python benchmarks/bench_web.py

Needs Node, Chromium, and what `npm install` brings in `webaddin/`. Processor seconds are those of the page's process, with its
worker; they depend little on what else a computer does, unlike the milliseconds.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "webaddin"
MOST_MEGABYTES, MOST_START = 14.0, 4.0


def main() -> int:
    """Print the figures; 1 where one misses what was set."""
    asked = ["node", str(FOLDER / "test" / "bench.mjs")]
    ended = subprocess.run(
        asked,
        cwd=FOLDER,
        env={**os.environ, "PYTHON": sys.executable},
        capture_output=True,
        text=True,
        check=False,
    )
    if ended.returncode:
        print(ended.stderr, file=sys.stderr)
        return 1
    told = json.loads(ended.stdout)
    print(
        "start (calls are answered):",
        "; ".join(f"{one['ms']} ms, {one['processor_seconds']} s" for one in told["starts"]),
    )
    for one in told["recalculations"]:
        print(f"{one['calls']:>6,} × {one['name']}: {one['ms']} ms, {one['processor_seconds']} s")
    for one in told["presses"]:
        print(
            f"{one['action']} on {one['name']}: {one['ms']} ms, {one['processor_seconds']} s, {one['bytes']:,} bytes"
        )
    print("MB:", ", ".join(f"{name} {size}" for name, size in told["megabytes"].items()))
    print(
        "requests:",
        ", ".join(f"{name.replace('_', ' ')} {number}" for name, number in told["requests"].items()),
    )
    missed = [
        *(["the size"] if told["megabytes"]["gzip"] > MOST_MEGABYTES else []),
        *(["the start"] if min(one["processor_seconds"] for one in told["starts"]) > MOST_START else []),
        *(["a request to another host"] if told["requests"]["to_other_hosts"] else []),
        *(["a request after loading"] if told["requests"]["after_loading"] else []),
        *told["wrong"],
    ]
    if missed:
        print("Not as set:", ", ".join(missed))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
