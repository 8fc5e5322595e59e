Attribute VB_Name = "ScorecardHelp"
Option Explicit

' What Insert Function and the arguments dialog say about each function.
' Written by `xlscore addin generate`; change Python and generate again.

Private helpGiven As Boolean

' Excel takes help only while a workbook is open, so this is asked again until it worked.
Public Sub GiveHelp()
    If helpGiven Then Exit Sub
    If ActiveWorkbook Is Nothing Then Exit Sub
    Describe "TWO_COUNT", _
        "Return the two-count figure: how far two counts differ, in chance's own measure; up to 2 either way is usual.", _
        Array( _
            "This period's count.", _
            "The count of the period before, or of the same days last year.")
    Describe "UNUSUAL", _
        "Return TRUE when two counts differ by more than chance usually makes them.", _
        Array( _
            "This period's count.", _
            "The count of the period before, or of the same days last year.")
    Describe "RATE_RATIO", _
        "Return a rate over another with its limits: ratio, lower, upper; no limits where the first count is 0.", _
        Array( _
            "The count of the one group.", _
            "The people in that group, or whatever the rate is per.", _
            "The count of the group to compare with.", _
            "The people in that group.", _
            "How sure the limits are, between 0 and 1: 0.95 if left out.")
    Describe "ROLLING", _
        "Return the share of the latest months together with its limits: share, lower, upper.", _
        Array( _
            "How many were satisfied, a figure a month, oldest first.", _
            "How many were asked in the same months.", _
            "How many of the latest months make the share; 12 if left out.")
    Describe "FORCE_GRADE", _
        "Return the grade suggested for an area from its commands' grades, its redline and its lead command.", _
        Array( _
            "The commands' grades: full names or O, G, A, RI, I; N/A and blank do not take part.", _
            "The grade that the redline measures allow; blank or N/A when there is none.", _
            "The lead command's own grade; blank or N/A when no command leads.", _
            "One of ""lead capped"", ""majority capped"", ""majority"", ""median"", ""worst"", ""worst with redline"".")
    Describe "FORCE_GRADE_WHY", _
        "Return the reason for the suggested grade in one sentence.", _
        Array( _
            "The commands' grades: full names or O, G, A, RI, I; N/A and blank do not take part.", _
            "The grade that the redline measures allow; blank or N/A when there is none.", _
            "The lead command's own grade; blank or N/A when no command leads.", _
            "One of ""lead capped"", ""majority capped"", ""majority"", ""median"", ""worst"", ""worst with redline"".")
    Describe "GRADE_CHANGE", _
        "Return how a grade has changed: Improved, Deteriorated, No change, First grading or Not graded.", _
        Array( _
            "Last cycle's grade.", _
            "This cycle's grade.")
    Describe "GRADE_COUNT", _
        "Return how many of the grades are the one asked for.", _
        Array( _
            "The grades to count.", _
            "The grade to look for.")
    Describe "REDLINE_GRADE", _
        "Return the grade that an area's redline measures allow.", _
        Array( _
            "Whether each redline measure is met: TRUE/FALSE, Yes/No, Met/Not met; blank: not defined.")
    Describe "RISK_SCORE", _
        "Return a risk's score, 1 to 100: likelihood times impact.", _
        Array( _
            "1 (remote), 2 (unlikely), 3 (possible), 4 (probable) or 5 (almost certain): the number, the word or both.", _
            "1 to 20, or Negligible, Minor, Moderate, Major, Catastrophic: the number, the word or both.", _
            "The words of impact count 1 to 5 times this; 4 if left out, so that Catastrophic counts 20.")
    Describe "RISK_REDLINE", _
        "Return TRUE when a risk scores so high that it counts as a redline.", _
        Array( _
            "The risk's score, 1 to 100.", _
            "A risk that scores over this is a redline; 75 if left out.")
    Describe "RATE_LIMITS", _
        "Return a rate with its limits: value, lower, upper.", _
        Array( _
            "The number of events.", _
            "The population, or whatever the rate is per.", _
            "Rate per so many people; 1000 if left out.", _
            "How sure the limits are, between 0 and 1: 0.95 (if left out) or 0.998.")
    Describe "PROPORTION_LIMITS", _
        "Return a proportion as a fraction with its limits: value, lower, upper.", _
        Array( _
            "The number that is counted, outcomes for example.", _
            "The number it is a part of, crimes for example.", _
            "How sure the limits are, between 0 and 1: 0.95 (if left out) or 0.998.")
    Describe "MSG_EXPECTED", _
        "Return whether a force is within, above or below the range expected of its group, at 99.8 %.", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's number of events, in the same order.", _
            "Each force's population (or crimes); a force with either missing does not take part.", _
            """rate"" (events per people) or ""proportion"" (a part of a whole).", _
            """none"": the force's own interval; ""shmi"" (log) or ""cqc"" (square root): funnel limits with overdispersion.")
    Describe "MSG_RANK", _
        "Return the force's position in its group, 1 the best; equal values share the better position.", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences).")
    Describe "MSG_AVERAGE", _
        "Return the group's average, own force included, or its median.", _
        Array( _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            """average"" (each force counts the same) or ""median"".")
    Describe "MSG_POOLED", _
        "Return the group's pooled rate: all offences over all people.", _
        Array( _
            "Each force's number of offences.", _
            "Each force's population, in the same order; a force with either missing does not take part.", _
            "Rate per so many people; 1000 if left out.")
    Describe "MSG_GAP", _
        "Return own value minus the benchmark, in the measure's own unit.", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            "What to measure against: ""average"", ""peers"", ""median"", ""top quartile"", ""best"" or a position such as ""4th in MSG"".", _
            "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences).")
    Describe "MSG_CHANGE", _
        "Return the change that reaches the benchmark: benchmark minus own, or whole offences with a population.", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            "What to measure against: ""average"", ""peers"", ""median"", ""top quartile"", ""best"" or a position such as ""4th in MSG"".", _
            "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences).", _
            "Your force's population; with it the answer is in whole offences.", _
            "The values are rates per so many people; 1000 if left out.")
    Describe "MSG_STATUS", _
        "Return whether the aspiration is met: ""Met or exceeded"", ""Below aspiration"" or ""No aspiration"".", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            "What the force aims for: ""MSG Average"", ""4th in MSG"", ""Upper Quartile Rank"", ""Best in MSG"".", _
            "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences).")
    Describe "MSG_MOVE", _
        "Return how the position has moved: ""Improved"", ""Deteriorated"" or ""Unchanged"".", _
        Array( _
            "The position last time.", _
            "The position now; 1 is the best.")
    Describe "MSG_QUARTILE", _
        "Return the quarter of the group that the force is in, 1 (best) to 4; #N/A under four values.", _
        Array( _
            "Your force's name, as it stands in the list of forces.", _
            "The names of the forces in the group, your own included.", _
            "Each force's value, in the same order as the names; blank, N/A, - and .. do not take part.", _
            "TRUE when a higher value is better (solved rates, confidence), FALSE when lower is (offences).")
    Describe "SPC_TABLE", _
        "Return a control chart's rows, header first: value, mean, limits, near limits, signal, type.", _
        Array( _
            "The series, oldest first; a missing value keeps its place, with limits and no signal.", _
            "TRUE when higher is better, FALSE when lower is; neutral or left out: signals read high and low.", _
            "The target; it is checked to be a number and moves no limit. SPC_ASSURANCE judges it.", _
            "The positions (the first value is 1) at which a new segment opens.", _
            "TRUE (or yes) leaves moving ranges over 3.267 " & ChrW(215) & " their mean out of the limits; TRUE if left out.", _
            "Take each segment's limits from its first so many values, 12 or more.", _
            "Limits at the mean " & ChrW(177) & " this " & ChrW(215) & " the mean moving range; 2.66 if left out.", _
            "So many points one side, or rising or falling, are a signal; 7 if left out.")
    Describe "SPC_VARIATION", _
        "Return what the last value means: improvement, concern or common cause; high or low without a direction.", _
        Array( _
            "The series, oldest first; a missing value keeps its place, with limits and no signal.", _
            "TRUE when higher is better, FALSE when lower is; neutral or left out: signals read high and low.", _
            "Limits at the mean " & ChrW(177) & " this " & ChrW(215) & " the mean moving range; 2.66 if left out.", _
            "So many points one side, or rising or falling, are a signal; 7 if left out.")
    Describe "SPC_ASSURANCE", _
        "Return whether the process will meet a target as it runs: Passing, Failing or Hit or miss.", _
        Array( _
            "The series, oldest first; a missing value keeps its place, with limits and no signal.", _
            "The level to meet, in the measure's unit.", _
            "TRUE when higher is better, FALSE when lower is; without it nothing can be assured.", _
            "Limits at the mean " & ChrW(177) & " this " & ChrW(215) & " the mean moving range; 2.66 if left out.", _
            "So many points one side, or rising or falling, are a signal; 7 if left out.")
    Describe "CONTROL_LEVEL", _
        "Return the level of control: Increasing or Decreasing when the latest month is a signal, else Controlled.", _
        Array( _
            "The months, oldest first; missing ones keep their place.", _
            "Limits at the mean " & ChrW(177) & " this " & ChrW(215) & " the mean moving range; 2.66 if left out.", _
            "So many points one side, or rising or falling, are a signal; 7 if left out.", _
            "TRUE (or yes) leaves moving ranges over 3.267 " & ChrW(215) & " their mean out of the limits; TRUE if left out.")
    Describe "TREND_ARROW", _
        "Return the 3-month trend: " & ChrW(9650) & ", " & ChrW(9660) & " or " & ChrW(9668) & ChrW(9658) & " for the latest three months against the three before.", _
        Array( _
            "The months, oldest first, six or more; missing ones do not take part.", _
            "A change of no more than this is flat; 5 % if left out.")
    Describe "HMIC_FLAG", _
        "Return TRUE when the inspectorate would monitor the rate: well above the MSG's and not falling enough.", _
        Array( _
            "The force's crime rate.", _
            "The MSG's rate.", _
            "The change on last year as a fraction: a fall of 4 % is -0.04.", _
            "Flagged when the rate is more than this above the MSG's; 10 % if left out.", _
            "Not flagged when crime falls by at least this; 5 % if left out.")
    Describe "TARGET_SET", _
        "Return the reduction to aim for (or the level), the number of years, and the rate to reach at the end of each.", _
        Array( _
            "The force's rate today.", _
            "The MSG average of recent years, oldest first; one value stays as it is.", _
            "The least reduction to aim for; 5 % if left out.", _
            "A larger reduction is spread over two or three years; 15 % if left out.", _
            "TRUE for a rate of outcomes: the answer is the level to reach instead of a reduction. FALSE if left out.", _
            "For a level: the force's own past years; the level is at least the best of them.")
    Describe "YEAR_END", _
        "Return the year's projected end, low, high, and ""On course"", ""At risk"" or ""Off course"" for a target.", _
        Array( _
            "This year's months from its first, up to twelve; blank ones are still to come.", _
            "Previous years, oldest first: a row of twelve months each (or a column each), or all months in one row.", _
            "The most that the year's total may be (for a rate: the least); without it there is no verdict.", _
            "The share of years whose end the range is meant to hold, between 0 and 1; 80 % if left out.", _
            "level (if left out): the level of recent months, where two previous years are given, else share. share: the seasonal share.", _
            "TRUE for a rate: in months and previous_years each row of counts has the row of what they are counted of below it.")
    Describe "RAG", _
        "Return Green, Green (stretch), Amber, Red or Grey for a figure against its target.", _
        Array( _
            "The figure to judge; blank gives Grey.", _
            "The target it is judged against; blank gives Grey.", _
            "TRUE when higher is better, FALSE when lower is (a change in recorded crime).", _
            "Amber when missed by no more than this, in the measure's unit: 0.05 is five points.", _
            "The stretch target; met, it shows as Green (stretch).")
    Describe "YOY", _
        "Return the change on last year as a fraction: -0.083 is a fall of 8.3 %.", _
        Array( _
            "This year's figure to date.", _
            "The same period last year.")
    Describe "YOY_POINTS", _
        "Return the difference from last year in points: 0.017 is 1.7 percentage points.", _
        Array( _
            "This year's rate.", _
            "Last year's rate.")
    Describe "SHORTFALL", _
        "Return how many crimes the force is over its target level; 0 when the target is met.", _
        Array( _
            "Crimes recorded this year to date.", _
            "Crimes recorded in the same period last year.", _
            "The change aimed for, as a fraction: -10 % is -0.1.")
    Describe "OUTCOMES_NEEDED", _
        "Return how many more outcomes bring the outcome rate to its target; 0 when it is there.", _
        Array( _
            "Outcomes so far, or the outcome rate where from_rate says so.", _
            "Crimes recorded in the same period.", _
            "The outcome rate aimed for, as a fraction: 25 % is 0.25.", _
            "TRUE where the first is the rate as printed, whose outcomes are the rate times the crimes.")
    Describe "IMPACT_CLASS", _
        "Return the class of an impact score: Low, Medium or High.", _
        Array( _
            "The impact score.", _
            "The score from which the class is Medium; 10 if left out.", _
            "The score from which the class is High; 13 if left out.")
    Describe "OVERALL_CLASS", _
        "Return the overall class of a threat and an impact class: Low, Medium or High.", _
        Array( _
            "The threat: Low, Medium or High.", _
            "The impact class: Low, Medium or High.")
    ThisWorkbook.Saved = True
End Sub

Private Sub Describe(ByVal functionName As String, ByVal text As String, ByVal arguments As Variant)
    On Error GoTo Later
    Application.MacroOptions Macro:="'" & ThisWorkbook.Name & "'!" & functionName, Description:=text, _
        Category:="Scorecard", ArgumentDescriptions:=arguments
    helpGiven = True
Later:
End Sub
