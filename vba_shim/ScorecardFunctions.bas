Attribute VB_Name = "ScorecardFunctions"
Option Explicit

' The worksheet functions: each hands its cells to Python.
' Written by `xlscore addin generate`; change Python and generate again.

' Return the two-count figure: how far two counts differ, in chance's own measure; up to 2 either way is
' usual.
Public Function TWO_COUNT(this, last)
    TWO_COUNT = AnswerOf("TWO_COUNT", Array(this, last))
End Function

' Return TRUE when two counts differ by more than chance usually makes them.
Public Function UNUSUAL(this, last)
    UNUSUAL = AnswerOf("UNUSUAL", Array(this, last))
End Function

' Return a rate over another with its limits: ratio, lower, upper; no limits where the first count is 0.
Public Function RATE_RATIO(a, base_a, b, base_b, Optional confidence)
    RATE_RATIO = AnswerOf("RATE_RATIO", Array(a, base_a, b, base_b, confidence))
End Function

' Return the share of the latest months together with its limits: share, lower, upper.
Public Function ROLLING(satisfied, asked, Optional months)
    ROLLING = AnswerOf("ROLLING", Array(satisfied, asked, months))
End Function

' Return the grade suggested for an area from its commands' grades, its redline and its lead command.
Public Function FORCE_GRADE(grades, Optional redline, Optional lead, Optional rule)
    FORCE_GRADE = AnswerOf("FORCE_GRADE", Array(grades, redline, lead, rule))
End Function

' Return the reason for the suggested grade in one sentence.
Public Function FORCE_GRADE_WHY(grades, Optional redline, Optional lead, Optional rule)
    FORCE_GRADE_WHY = AnswerOf("FORCE_GRADE_WHY", Array(grades, redline, lead, rule))
End Function

' Return how a grade has changed: Improved, Deteriorated, No change, First grading or Not graded.
Public Function GRADE_CHANGE(previous, current)
    GRADE_CHANGE = AnswerOf("GRADE_CHANGE", Array(previous, current))
End Function

' Return how many of the grades are the one asked for.
Public Function GRADE_COUNT(grades, grade)
    GRADE_COUNT = AnswerOf("GRADE_COUNT", Array(grades, grade))
End Function

' Return the grade that an area's redline measures allow.
Public Function REDLINE_GRADE(met)
    REDLINE_GRADE = AnswerOf("REDLINE_GRADE", Array(met))
End Function

' Return a risk's score, 1 to 100: likelihood times impact.
Public Function RISK_SCORE(likelihood, impact, Optional impact_step)
    RISK_SCORE = AnswerOf("RISK_SCORE", Array(likelihood, impact, impact_step))
End Function

' Return TRUE when a risk scores so high that it counts as a redline.
Public Function RISK_REDLINE(score, Optional over)
    RISK_REDLINE = AnswerOf("RISK_REDLINE", Array(score, over))
End Function

' Return a rate with its limits: value, lower, upper.
Public Function RATE_LIMITS(count, base, Optional per, Optional confidence)
    RATE_LIMITS = AnswerOf("RATE_LIMITS", Array(count, base, per, confidence))
End Function

' Return a proportion as a fraction with its limits: value, lower, upper.
Public Function PROPORTION_LIMITS(count, base, Optional confidence)
    PROPORTION_LIMITS = AnswerOf("PROPORTION_LIMITS", Array(count, base, confidence))
End Function

' Return whether a force is within, above or below the range expected of its group, at 99.8 %.
Public Function MSG_EXPECTED(force, forces, counts, bases, Optional kind, Optional adjust)
    MSG_EXPECTED = AnswerOf("MSG_EXPECTED", Array(force, forces, counts, bases, kind, adjust))
End Function

' Return the force's position in its group, 1 the best; equal values share the better position.
Public Function MSG_RANK(force, forces, values, Optional higher_is_better)
    MSG_RANK = AnswerOf("MSG_RANK", Array(force, forces, values, higher_is_better))
End Function

' Return the group's average, own force included, or its median.
Public Function MSG_AVERAGE(values, Optional method)
    MSG_AVERAGE = AnswerOf("MSG_AVERAGE", Array(values, method))
End Function

' Return the group's pooled rate: all offences over all people.
Public Function MSG_POOLED(counts, populations, Optional per)
    MSG_POOLED = AnswerOf("MSG_POOLED", Array(counts, populations, per))
End Function

' Return own value minus the benchmark, in the measure's own unit.
Public Function MSG_GAP(force, forces, values, Optional benchmark, Optional higher_is_better)
    MSG_GAP = AnswerOf("MSG_GAP", Array(force, forces, values, benchmark, higher_is_better))
End Function

' Return the change that reaches the benchmark: benchmark minus own, or whole offences with a population.
Public Function MSG_CHANGE(force, forces, values, Optional benchmark, Optional higher_is_better, Optional population, Optional per)
    MSG_CHANGE = AnswerOf("MSG_CHANGE", Array(force, forces, values, benchmark, higher_is_better, population, per))
End Function

' Return whether the aspiration is met: "Met or exceeded", "Below aspiration" or "No aspiration".
Public Function MSG_STATUS(force, forces, values, aspiration, Optional higher_is_better)
    MSG_STATUS = AnswerOf("MSG_STATUS", Array(force, forces, values, aspiration, higher_is_better))
End Function

' Return how the position has moved: "Improved", "Deteriorated" or "Unchanged".
Public Function MSG_MOVE(previous_rank, rank)
    MSG_MOVE = AnswerOf("MSG_MOVE", Array(previous_rank, rank))
End Function

' Return the quarter of the group that the force is in, 1 (best) to 4; #N/A under four values.
Public Function MSG_QUARTILE(force, forces, values, Optional higher_is_better)
    MSG_QUARTILE = AnswerOf("MSG_QUARTILE", Array(force, forces, values, higher_is_better))
End Function

' Return a control chart's rows, header first: value, mean, limits, near limits, signal, type.
Public Function SPC_TABLE(values, Optional higher_is_better, Optional target, Optional rebase_at, Optional screen, Optional baseline, Optional limits, Optional run)
    SPC_TABLE = AnswerOf("SPC_TABLE", Array(values, higher_is_better, target, rebase_at, screen, baseline, limits, run))
End Function

' Return what the last value means: improvement, concern or common cause; high or low without a direction.
Public Function SPC_VARIATION(values, Optional higher_is_better, Optional limits, Optional run)
    SPC_VARIATION = AnswerOf("SPC_VARIATION", Array(values, higher_is_better, limits, run))
End Function

' Return whether the process will meet a target as it runs: Passing, Failing or Hit or miss.
Public Function SPC_ASSURANCE(values, target, Optional higher_is_better, Optional limits, Optional run)
    SPC_ASSURANCE = AnswerOf("SPC_ASSURANCE", Array(values, target, higher_is_better, limits, run))
End Function

' Return the level of control: Increasing or Decreasing when the latest month is a signal, else Controlled.
Public Function CONTROL_LEVEL(series, Optional limits, Optional run, Optional screen)
    CONTROL_LEVEL = AnswerOf("CONTROL_LEVEL", Array(series, limits, run, screen))
End Function

' Return the 3-month trend: ?, ? or ?? for the latest three months against the three before.
Public Function TREND_ARROW(series, Optional tolerance)
    TREND_ARROW = AnswerOf("TREND_ARROW", Array(series, tolerance))
End Function

' Return TRUE when the inspectorate would monitor the rate: well above the MSG's and not falling enough.
Public Function HMIC_FLAG(rate, msg_rate, change, Optional excess, Optional fall)
    HMIC_FLAG = AnswerOf("HMIC_FLAG", Array(rate, msg_rate, change, excess, fall))
End Function

' Return the reduction to aim for (or the level), the number of years, and the rate to reach at the end of
' each.
Public Function TARGET_SET(rate, msg_rates, Optional floor, Optional max_per_year, Optional higher_is_better, Optional own_history)
    TARGET_SET = AnswerOf("TARGET_SET", Array(rate, msg_rates, floor, max_per_year, higher_is_better, own_history))
End Function

' Return the year's projected end, low, high, and "On course", "At risk" or "Off course" for a target.
Public Function YEAR_END(months, previous_years, Optional target, Optional confidence, Optional method, Optional rate)
    YEAR_END = AnswerOf("YEAR_END", Array(months, previous_years, target, confidence, method, rate))
End Function

' Return Green, Green (stretch), Amber, Red or Grey for a figure against its target.
Public Function RAG(actual, target, Optional higher_is_better, Optional tolerance, Optional stretch)
    RAG = AnswerOf("RAG", Array(actual, target, higher_is_better, tolerance, stretch))
End Function

' Return the change on last year as a fraction: -0.083 is a fall of 8.3 %.
Public Function YOY(actual, previous)
    YOY = AnswerOf("YOY", Array(actual, previous))
End Function

' Return the difference from last year in points: 0.017 is 1.7 percentage points.
Public Function YOY_POINTS(actual, previous)
    YOY_POINTS = AnswerOf("YOY_POINTS", Array(actual, previous))
End Function

' Return how many crimes the force is over its target level; 0 when the target is met.
Public Function SHORTFALL(actual, previous, target)
    SHORTFALL = AnswerOf("SHORTFALL", Array(actual, previous, target))
End Function

' Return how many more outcomes bring the outcome rate to its target; 0 when it is there.
Public Function OUTCOMES_NEEDED(outcomes, crimes, target, Optional from_rate)
    OUTCOMES_NEEDED = AnswerOf("OUTCOMES_NEEDED", Array(outcomes, crimes, target, from_rate))
End Function

' Return the class of an impact score: Low, Medium or High.
Public Function IMPACT_CLASS(score, Optional medium_from, Optional high_from)
    IMPACT_CLASS = AnswerOf("IMPACT_CLASS", Array(score, medium_from, high_from))
End Function

' Return the overall class of a threat and an impact class: Low, Medium or High.
Public Function OVERALL_CLASS(threat, impact_class)
    OVERALL_CLASS = AnswerOf("OVERALL_CLASS", Array(threat, impact_class))
End Function
