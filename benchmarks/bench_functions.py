"""How fast the worksheet functions are, as tables: `python benchmarks/bench_functions.py`.

Calls per second for each function on its own example; control charts of 43 forces × 100 measures × 60 months against
the package abspc on the same series in the same run (`pip install ".[benchmark]"`); and what importing
`xlscore.functions` costs in a fresh interpreter. Times are processor
time, so that a busy machine shows little; ratios hardly depend on the machine at all.
"""

from __future__ import annotations

import random
import subprocess
import sys
import time
import warnings
from collections.abc import Callable

from xlscore.functions import REGISTRY, SPC, SPC_VARIATION
from xlscore.rules.policy import DEFAULT
from xlscore.rules.statistics.spc import Chart, Direction, Options, control_chart

FORCES, MEASURES, MONTHS = 43, 100, 60
OPTIONS = Options.of(DEFAULT)
HEAVY = ("pandas", "numpy", "openpyxl", "xlwings", "lxml")
FRESH_STARTS = 15
PEERS = ("(1) abspc: chart and last type", "(2) abspc: chart and every colour")


def main() -> None:
    calls_per_second()
    control_charts()
    import_time()


def calls_per_second(seconds: float = 0.15) -> None:
    print(f"{'function':<20}{'calls/s':>12}{'µs/call':>10}")
    for name, function in REGISTRY.items():
        arguments = function.example.arguments
        took = seconds_each(lambda: function(*arguments), seconds)  # noqa: B023  # called before the next turn
        print(f"{name:<20}{1 / took:>12,.0f}{took * 1e6:>10.1f}")
    print()


def seconds_each(call: Callable[[], object], seconds: float) -> float:
    call()
    times, started = 0, time.process_time()
    while (passed := time.process_time() - started) < seconds:
        call()
        times += 1
    return passed / times


def many_series() -> list[list[float]]:
    """Return monthly counts that drift, step and jump as crime series do, the same at every run."""
    chance = random.Random(2013)
    series = []
    for _ in range(FORCES * MEASURES):
        level, values = chance.uniform(5, 500), []
        for month in range(MONTHS):
            level *= chance.choice((0.7, 1.4)) if chance.random() < 0.02 else 1
            season = 1 + 0.1 * ((month % 12) - 6) / 6
            values.append(float(round(chance.gauss(level * season, level**0.5))))
        series.append(values)
    return series


def chart(values: list[float]) -> Chart:
    return control_chart(values, Direction.LOWER, options=OPTIONS)


def control_charts() -> None:
    series = many_series()
    print(f"control charts: {FORCES} forces × {MEASURES} measures × {MONTHS} months = {len(series):,} series")
    ways: dict[str, Callable[[list[float]], object]] = {
        "xlscore: chart and last type": lambda values: chart(values).variation,
        "xlscore: chart and every type": lambda values: chart(values).variations,
        "xlscore: SPC_VARIATION of cells": lambda values: SPC_VARIATION(values, False),
        "xlscore: SPC of cells, all rows": lambda values: SPC(values, False),
        **abspc_charts(),
    }
    took = {}
    for name, way in ways.items():
        way(series[0])
        started = time.process_time()
        for values in series:
            way(values)
        took[name] = (time.process_time() - started) / len(series)
    peers = [took.get(name) for name in PEERS]
    print(f"{'':<36}{'µs/series':>12}{'all, s':>10}{'× (1)':>10}{'× (2)':>10}")
    for name, each in took.items():
        ratios = "".join(f"{peer / each:>10.1f}" if peer else f"{'–':>10}" for peer in peers)
        print(f"{name:<36}{each * 1e6:>12.1f}{each * len(series):>10.2f}{ratios}")
    print("" if all(peers) else "abspc is not installed; nothing to compare with.\n")


def abspc_charts() -> dict[str, Callable[[list[float]], object]]:
    """Return the package's ways to the last type of a chart and to every point's (it says colours)."""
    try:
        import abspc
        import pandas as pd
    except ImportError:
        return {}
    warnings.simplefilter("ignore")

    def signals(values: list[float]) -> object:
        limits = abspc.calculate_control_limits(pd.DataFrame({"value": values}), "XmR")
        return abspc.detect_special_causes(limits)

    last, every = PEERS
    return {
        last: lambda values: abspc.determine_variation_type(signals(values), improvement_direction="low"),
        every: lambda values: abspc.determine_point_colours(signals(values), improvement_direction="low"),
    }


def import_time() -> None:
    bare, ours = fresh_start("pass"), fresh_start("import xlscore.functions")
    loaded = subprocess.run(
        [
            sys.executable,
            "-c",
            f"import sys, xlscore.functions; print([m for m in {HEAVY} if m in sys.modules])",
        ],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.strip()
    print(f"import of xlscore.functions, fastest of {FRESH_STARTS} fresh interpreters")
    print(
        f"  bare Python {bare * 1e3:.0f} ms, with the functions {ours * 1e3:.0f} ms: {(ours - bare) * 1e3:.0f} ms"
    )
    print(f"  of {', '.join(HEAVY)} it loads: {'none' if loaded == '[]' else loaded}")


def fresh_start(statement: str) -> float:
    times = []
    for _ in range(FRESH_STARTS):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", statement], check=True)
        times.append(time.perf_counter() - started)
    return min(times)


if __name__ == "__main__":
    main()
