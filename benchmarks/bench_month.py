"""How well a year's end is projected, and how long the month takes: `python benchmarks/bench_month.py COUNTS.csv`.

COUNTS.csv is the London Datastore's historical file of recorded crime by borough (MajorText, MinorText, BoroughName, 201004, …);
nothing of it is in the repository. Every year 2015/16 to 2018/19, and the twelve months with which the file ends (March 2022 to February 2023), are projected after 1, 3, 6 and
9 months, for each borough, and for twelve joined areas (the Met's basic command units), from the years before it alone. Beside the level stand the seasonal share, × 12/n, the
months so far with last year's rest, and, with --peer, statsforecast's AutoETS on some of the same series (`pip install statsforecast`).
Then the time of a month on 900 series × 160 months and on half as many, in processor seconds.
"""

from __future__ import annotations

import csv
import datetime
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from xlscore.rules.monthly.month import MonthInputs, RowInputs, judge_month
from xlscore.rules.monthly.years import ReportingYear
from xlscore.rules.policy import DEFAULT
from xlscore.rules.statistics.backtest import ENOUGH_CRIMES, PastSeries, scores, trials
from xlscore.rules.statistics.level import LevelRule
from xlscore.rules.statistics.projection import Method

KNOWN = (1, 3, 6, 9)
RULE = LevelRule.of(DEFAULT)
JOINED = {
    "Lambeth|Southwark", "Hammersmith and Fulham|Kensington and Chelsea|Westminster", "Hackney|Tower Hamlets", "Camden|Islington",
    "Barking and Dagenham|Havering|Redbridge", "Enfield|Haringey", "Newham|Waltham Forest", "Barnet|Brent|Harrow",
    "Bexley|Greenwich|Lewisham", "Bromley|Croydon|Sutton", "Kingston upon Thames|Merton|Richmond upon Thames|Wandsworth",
    "Ealing|Hillingdon|Hounslow",
}  # fmt: skip
LEFT_OUT = ("FRAUD",)
GOALS = {"borough": 0.82, "twelve joined areas": 0.85}
ORDINARY = ("2015/16", "2016/17", "2017/18", "2018/19")
Series = dict[tuple[str, str], list[float]]


def main(path: str, *options: str) -> None:
    """Print the backtest, then the time of a month."""
    months, boroughs = read(Path(path))
    area_of = {name: area for area in JOINED for name in area.split("|")}
    boroughs = {mark: counts for mark, counts in boroughs.items() if mark[1] in area_of}
    print(
        f"{'':<22}{'year':>16}{'known':>6}{'level':>8}{'share':>8}{'× 12/n':>8}{'last y.':>8}{'in 80':>7}{'in 95':>7}{'years':>8}"
    )
    for name, series in (("borough", boroughs), ("twelve joined areas", joined(boroughs, area_of))):
        backtest(name, months, series)
    if "--peer" in options:
        against_peer(boroughs)
    times()


def read(path: Path) -> tuple[list[str], Series]:
    with path.open(newline="", encoding="utf-8-sig") as file:
        heading, *rows = csv.reader(file)
    counts: Series = {}
    for major, minor, borough, *figures in rows:
        if not major.startswith(LEFT_OUT):
            here = counts.setdefault((minor, borough), [0.0] * len(figures))
            for place, figure in enumerate(figures):
                here[place] += float(figure or 0)
    return heading[3:], counts


def joined(series: Series, area_of: dict[str, str]) -> Series:
    found: Series = {}
    for (kind, place), counts in series.items():
        here = found.setdefault((kind, area_of[place]), [0.0] * len(counts))
        for month, count in enumerate(counts):
            here[month] += count
    return found


def past(series: Series, skipped: int = 0) -> list[PastSeries]:
    """Return the whole years of each series, the first so many months left out, with those of all places together."""
    force = joined(series, dict.fromkeys((place for _, place in series), "force"))

    def years(counts: Sequence[float]) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(counts[start : start + 12]) for start in range(skipped, len(counts) - 11, 12))

    return [PastSeries(years(counts), years(force[kind, "force"])) for (kind, _), counts in series.items()]


def backtest(name: str, months: Sequence[str], series: Series) -> None:
    first, over = int(months[0][:4]), len(months) % 12
    latest = past(series, over)
    tried = (
        (past(series), [int(year[:4]) - first for year in ORDINARY]),
        (latest, [len(latest[0].years) - 1]),
    )
    ordinary, ended = (scores(trials(series, RULE, KNOWN), years) for series, years in tried)
    shared = [
        score
        for series, years in tried
        for score in scores(
            trials([replace(each, method=Method.SHARE) for each in series], RULE, KNOWN), years
        )
    ]
    for year, found, by_share in (
        (f"{ORDINARY[0]}–{ORDINARY[-1][2:]}", ordinary, shared[: len(KNOWN)]),
        (f"to {months[-1]}", ended, shared[len(KNOWN) :]),
    ):
        for score, share in zip(found, by_share, strict=True):
            print(
                f"{name:<22}{year:>16}{score.known:>6}{score.error:>8.1%}{share.error:>8.1%}{score.times_n_error:>8.1%}{score.last_year_error:>8.1%}"
                f"{score.inside_80 or 0:>7.0%}{score.inside_95 or 0:>7.0%}{score.trials:>8,}"
            )
    every = [*ordinary, *ended]
    made = sum(score.trials for score in every)
    ratio = sum(s.error * s.trials for s in every) / sum(s.times_n_error * s.trials for s in every)
    held = sum((s.inside_80 or 0) * s.trials for s in every) / made
    print(
        f"{'':<22}level's error is {ratio:.2f} × that of × 12/n (goal ≤ {GOALS[name]}); 80 % ranges hold {held:.0%} (goal 76–88)\n"
    )


def against_peer(boroughs: Series, every: int = 14) -> None:
    """Print the level beside AutoETS on every so manieth series, after 1, 3, 6 and 9 months of 2015/16 to 2018/19."""
    import pandas
    from statsforecast import StatsForecast  # type: ignore[import-not-found]
    from statsforecast.models import AutoETS, SeasonalNaive  # type: ignore[import-not-found]

    some = dict(list(boroughs.items())[::every])
    made = [t for t in trials(past(some), RULE, KNOWN) if t.year in (5, 6, 7, 8) and t.total >= ENOUGH_CRIMES]
    level = mean_of(abs(t.level.total - t.total) / t.total for t in made)
    errors: dict[str, list[float]] = {"AutoETS": [], "SeasonalNaive": []}
    for year in (5, 6, 7, 8):
        for known in KNOWN:
            until = 12 * year + known
            frame = pandas.concat(
                pandas.DataFrame({"unique_id": number, "ds": range(60), "y": counts[until - 60 : until]})
                for number, counts in enumerate(some.values())
            )
            answer = StatsForecast(
                models=[AutoETS(season_length=12), SeasonalNaive(season_length=12)], freq=1
            ).forecast(df=frame, h=12 - known)
            for number, counts in enumerate(some.values()):
                total = sum(counts[12 * year : 12 * year + 12])
                if total >= ENOUGH_CRIMES:
                    mine = answer[answer["unique_id"] == number]
                    for name, missed in errors.items():
                        missed.append(abs(sum(counts[12 * year : until]) + mine[name].sum() - total) / total)
    print(f"{len(some)} series, 2015/16 to 2018/19, after 1, 3, 6 and 9 months: level {level:.1%}", end="")
    print("".join(f", {name} {mean_of(missed):.1%}" for name, missed in errors.items()), "\n")


def mean_of(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found)


def times(series: int = 900, length: int = 160) -> None:
    print("the month's rules, processor seconds")
    for number in (series // 2, series):
        months = [datetime.date(2006 + n // 12, n % 12 + 1, 1) for n in range(length)]
        rows = tuple(
            RowInputs(
                f"Type {n}",
                "",
                {month: Fraction(50 + (7 * n + i * i) % 13) for i, month in enumerate(months)},
            )
            for n in range(number)
        )
        inputs = MonthInputs(rows, {}, ReportingYear.of(months[-1], 4), DEFAULT)
        started = time.process_time()
        judge_month(inputs)
        print(f"{number:>6} series × {length} months: {time.process_time() - started:.1f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
