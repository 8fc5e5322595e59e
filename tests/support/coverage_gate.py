"""What share of each package the tests run, lines and branches together and branches alone, and whether it is enough.

    python -m coverage json -o coverage.json
    python -m tests.support.coverage_gate coverage.json

prints a line per package, and ends with 1 where one is under a gate of its own. Lines and branches are counted as
coverage.py counts them with branches: a branch that is never taken weighs as much as a line that is never run. There
are three lines to a branch, so that the branches have a gate of their own beside it: a rule whose other answer nobody
asks for is half tested, whatever its lines say.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final, NamedTuple


class Gate(NamedTuple):
    """The least per cent of a package that the tests run."""

    both: float
    """Of its lines and branches together."""
    branches: float
    """Of its branches alone."""


GATES: Final[Mapping[str, Gate]] = {
    "rules": Gate(94, 88),
    "functions": Gate(96, 90),
    "books": Gate(96, 92),
    "ooxml": Gate(92, 87),
    "charts": Gate(99, 99),
    "engine": Gate(97, 95),
    "sources": Gate(92, 86),
    "tubemap": Gate(93, 89),
    "excel": Gate(93, 87),
    "web": Gate(89, 80),
    "cli": Gate(94, 87),
    "word": Gate(95, 88),
    "papers": Gate(96, 90),
    "narrative": Gate(93, 88),
    "(top)": Gate(99, 99),
}
"""The least of each package for the measured part of the tests (`.ci/run`): what a whole run came to, less the rounding.

Each test is measured by its first case alone, so that these are lower than what all cases come to. A figure here may rise, and
falls for no reason but a wrong measurement.
"""

TOP: Final = "(top)"
_SUMS: Final = ("covered_lines", "num_statements", "covered_branches", "num_branches")


def package_of(file: str) -> str:
    """Return the package of a measured file, "(top)" for a module that stands in none.

    >>> package_of("xlscore/books/msg/rows.py"), package_of("xlscore/errors.py")
    ('books', '(top)')
    """
    parts = PurePosixPath(file.replace("\\", "/")).parts
    inside = parts[parts.index("xlscore") + 1 :]
    return inside[0] if len(inside) > 1 else TOP


def by_package(report: Mapping[str, Any]) -> dict[str, Counter[str]]:
    """Return the sums of each package, from coverage's JSON report."""
    sums: dict[str, Counter[str]] = {}
    for file, measured in report["files"].items():
        summary = measured["summary"]
        sums.setdefault(package_of(file), Counter()).update({name: summary[name] for name in _SUMS})
    return sums


def percent(sums: Mapping[str, int], *names: str) -> float:
    """Return how much of lines and branches, or of one of them, is covered; 100 where there is none."""
    covered = {"lines": sums["covered_lines"], "branches": sums["covered_branches"]}
    there = {"lines": sums["num_statements"], "branches": sums["num_branches"]}
    chosen = names or ("lines", "branches")
    total = sum(there[name] for name in chosen)
    return 100 * sum(covered[name] for name in chosen) / total if total else 100.0


def judge(report: Mapping[str, Any], gates: Mapping[str, Gate] = GATES) -> tuple[list[str], bool]:
    """Return a table of the packages, and whether each reaches its gates; one without them, or unmeasured, does not."""
    sums = by_package(report)
    lines = [f"{'package':<12}{'lines':>8}{'branches':>10}{'gate':>6}{'both':>8}{'gate':>6}"]
    enough = True
    for name in dict.fromkeys([*gates, *sums]):
        found, gate = sums.get(name), gates.get(name)
        if found is None or gate is None:
            lines.append(f"{name:<12}  {'has no gate' if gate is None else 'was not measured'}")
            enough = False
            continue
        branches, both = percent(found, "branches"), percent(found)
        under = branches < gate.branches or both < gate.both
        enough = enough and not under
        lines.append(
            f"{name:<12}{percent(found, 'lines'):>8.1f}{branches:>10.1f}{gate.branches:>6g}{both:>8.1f}{gate.both:>6g}"
            + ("  under its gate" if under else "")
        )
    return lines, enough


def main(path: str) -> int:
    """Print the table with the gates; return 0 where every package reaches its own, else 1."""
    report = json.loads(Path(path).read_text(encoding="utf-8"))
    lines, enough = judge(report)
    print("\n".join(lines))
    return 0 if enough else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
