"""The explorer's arithmetic as plain formulas of Excel 2016, and as what they come to: one column for each step of a control chart.

A column is a formula in which `{name}` is the cell of that column in the same row, `{name-}` and `{name--}` the ones above,
`{name+}` and `{name++}` below, `{name:}` the whole column and `{$name}` a cell that holds what was chosen. Two blank rows stand
above the first and below the last. It does in cells what `xlscore.rules.statistics` does, and a test recalculates it to prove that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from xlscore.rules.statistics.segments import SCREENED

__all__ = ["OFF", "STEPS", "ExplorerStep", "rendered"]

OFF: Final = -10_000
"""Across, where no axis reaches: a mark that is not to be seen stands there. A blank text would be drawn at nought."""
_NAMES: Final = re.compile(r"\{(\$?)(\w+)([-+:]*)\}")
_OWN: Final = "AND({$own}=1,{part}={$parts})"


@dataclass(frozen=True, slots=True)
class ExplorerStep:
    """A column of the explorer's arithmetic: its heading and its formula."""

    name: str
    heading: str
    formula: str


STEPS: Final = (
    ExplorerStep("known", "Known", "=IF(ISNUMBER({value}),1,0)"),
    ExplorerStep("part", "Part", "=IF(OR({n}<{$first},{n}>{$last}),0,1+IF({$step1}=0,0,IF({month}>={$step1},1,0))+IF({$step2}=0,0,IF({month}>={$step2},1,0))+IF({$step3}=0,0,IF({month}>={$step3},1,0)))"),
    ExplorerStep("chosen", "In baseline", "=IF({known}=0,0,IF({$from}=0,0,IF({month}<{$from},0,IF({month}>{$to},0,1))))"),
    ExplorerStep("basis", "For limits", "=IF({known}=0,0,IF(SUMIFS({chosen:},{part:},{part})>={$fewest},{chosen},1))"),
    ExplorerStep("mean", "Mean", f"=IF({{$control}}=0,\"\",IF({_OWN},{{$middle}},IFERROR(AVERAGEIFS({{value:}},{{part:}},{{part}},{{basis:}},1),\"\")))"),
    ExplorerStep("moved", "Moved", "=IF({basis}=1,IF({basis-}=1,IF({part}={part-},ABS({value}-{value-}),\"\"),\"\"),\"\")"),
    ExplorerStep("range", "Mean range", "=IF({$control}=0,\"\",IFERROR(AVERAGEIFS({moved:},{part:},{part}),\"\"))"),
    ExplorerStep("keep", "Range kept", f"=IF(AND(ISNUMBER({{moved}}),ISNUMBER({{range}})),IF({{moved}}<{SCREENED:g}*{{range}},1,0),0)"),
    ExplorerStep("size", "Screened range", "=IF({range}=\"\",\"\",IF({$screen}=1,IF({range}>0,AVERAGEIFS({moved:},{part:},{part},{keep:},1),{range}),{range}))"),
    ExplorerStep("upper", "Upper limit", f"=IF({_OWN},{{$high}},IF({{size}}=\"\",\"\",{{mean}}+{{$limit}}*{{size}}))"),
    ExplorerStep("lower", "Lower limit", f"=IF({_OWN},{{$low}},IF({{size}}=\"\",\"\",{{mean}}-{{$limit}}*{{size}}))"),
    ExplorerStep("near_up", "Near upper", "=IF({upper}=\"\",\"\",{mean}+2*({upper}-{mean})/3)"),
    ExplorerStep("near_down", "Near lower", "=IF({lower}=\"\",\"\",{mean}-2*({mean}-{lower})/3)"),
    ExplorerStep("above", "Above", "=IF({known}=0,0,IF({mean}=\"\",0,IF({value}>{mean},1,0)))"),
    ExplorerStep("below", "Below", "=IF({known}=0,0,IF({mean}=\"\",0,IF({value}<{mean},1,0)))"),
    ExplorerStep("up", "Run above", "=IF({above}=1,IF({part}={part-},N({up-}),0)+1,0)"),
    ExplorerStep("down", "Run below", "=IF({below}=1,IF({part}={part-},N({down-}),0)+1,0)"),
    ExplorerStep("run_up", "Whole run above", "=IF({above}=1,IF({part+}={part},IF({above+}=1,{run_up+},{up}),{up}),0)"),
    ExplorerStep("run_down", "Whole run below", "=IF({below}=1,IF({part+}={part},IF({below+}=1,{run_down+},{down}),{down}),0)"),
    ExplorerStep("rise", "Rises", "=IF({known}=1,IF({known-}=1,IF({part}={part-},IF({value}>{value-},1,0),0),0),0)"),
    ExplorerStep("fall", "Falls", "=IF({known}=1,IF({known-}=1,IF({part}={part-},IF({value}<{value-},1,0),0),0),0)"),
    ExplorerStep("rising", "Rising", "=IF({rise}=1,N({rising-})+1,0)"),
    ExplorerStep("falling", "Falling", "=IF({fall}=1,N({falling-})+1,0)"),
    ExplorerStep("whole_rise", "Whole rise", "=IF({rise}=1,IF({rise+}=1,{whole_rise+},{rising}),0)"),
    ExplorerStep("whole_fall", "Whole fall", "=IF({fall}=1,IF({fall+}=1,{whole_fall+},{falling}),0)"),
    ExplorerStep("trend", "Trend", "=IF({$control}=0,0,IF(MAX({whole_rise},{whole_fall},{whole_rise+},{whole_fall+})>={$run}-1,1,0))"),
    ExplorerStep("turn", "Trend's way", "=IF({trend}=0,0,IF(AND({part+}={part},{trend+}=1),IF({rise+}=1,1,-1),IF({rise}=1,1,-1)))"),
    ExplorerStep("beyond", "Beyond", "=IF({known}=0,0,IF({upper}=\"\",0,IF(OR({value}>{near_up},{value}<{near_down}),IF(AND({value}>={lower},{value}<={upper}),1,2),0)))"),
    ExplorerStep("three_up", "Two of three above", "=IF({above}+{above-}+{above--}=3,IF({part}={part--},IF(({beyond}=1)+({beyond-}=1)+({beyond--}=1)>=2,1,0),0),0)"),
    ExplorerStep("three_down", "Two of three below", "=IF({below}+{below-}+{below--}=3,IF({part}={part--},IF(({beyond}=1)+({beyond-}=1)+({beyond--}=1)>=2,1,0),0),0)"),
    ExplorerStep("two", "Two in three", "=IF({beyond}<>1,0,IF({above}=1,IF({three_up}+{three_up+}+{three_up++}>0,1,0),IF({three_down}+{three_down+}+{three_down++}>0,-1,0)))"),
    ExplorerStep("way", "Signal's way", "=IF({beyond}=2,IF({above}=1,1,-1),IF({trend}=1,{turn},IF({two}<>0,{two},IF({run_up}>={$run},1,IF({run_down}>={$run},-1,0)))))"),
    ExplorerStep("shows", "Shows", "=IF({known}=0,\"\",IF({way}=0,\"common cause\",IF({$better}=0,IF({way}=1,\"high\",\"low\"),IF({way}*{$better}=1,\"improvement\",\"concern\"))))"),
    ExplorerStep("across", "Across", "=IF({known}=1,{x},IF(ISNUMBER({across-}),{across-},{$x1}))"),
    ExplorerStep("height", "Height", "=IF({known}=1,{value},IF(ISNUMBER({height-}),{height-},{$v1}))"),
    ExplorerStep("usual", "Usual at", f"=IF({{shows}}=\"common cause\",{{x}},{OFF})"),
    ExplorerStep("concern", "Concern at", f"=IF({{shows}}=\"concern\",{{x}},{OFF})"),
    ExplorerStep("improvement", "Improvement at", f"=IF({{shows}}=\"improvement\",{{x}},{OFF})"),
    ExplorerStep("neutral", "High or low at", f"=IF(OR({{shows}}=\"high\",{{shows}}=\"low\"),{{x}},{OFF})"),
    ExplorerStep("note", "Note at", f"=IF({{words}}=\"\",{OFF},{{across}})"),
)  # fmt: skip


def rendered(
    formula: str,
    row: int,
    column: Callable[[str], str],
    whole: Callable[[str], str],
    chosen: Mapping[str, str],
) -> str:
    """Return a step's formula for a row; `column` gives a column's letters, `whole` its cells, `chosen` what was chosen.

    >>> rendered("=IF({a}>{a-},{$run},SUM({a:}))", 9, lambda name: "B", lambda name: "$B$9:$B$20", {"run": "$A$5"})
    '=IF(B9>B8,$A$5,SUM($B$9:$B$20))'
    """

    def put(match: re.Match[str]) -> str:
        fixed, name, which = match.groups()
        if fixed:
            return chosen[name]
        if which == ":":
            return whole(name)
        return f"{column(name)}{row + which.count('+') - which.count('-')}"

    return _NAMES.sub(put, formula)
