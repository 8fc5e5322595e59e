"""Every kind of table once, as a force fills it: its headings, some records, and every other kind it could be taken for."""

from __future__ import annotations

import datetime
from typing import Any, Final

Rows = list[list[Any]]

_MONTHS: Final = ("Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

SHEETS: Final[dict[str, Rows]] = {
    "policy": [
        ["Setting", "Value", "Meaning", "Source"],
        ["Own force", "Northshire", "", ""],
        ["Grade scale", "four", "Which grades there are", "Paper"],
    ],
    "overall classification by threat and impact": [
        ["Threat", "Low", "Medium", "High"],
        ["Low", "Low", "Low", "Medium"],
        ["Medium", "Low", "Medium", "High"],
        ["High", "Medium", "High", "High"],
    ],
    "table of problems": [
        ["Sheet", "Cell", "What is wrong", "What to do", "Found by"],
        ["Notes", "B2", "The date is missing.", "Add it.", "the analyst"],
    ],
    "table of headings": [
        ["Sheet", "Heading", "Means"],
        ["grid of command grades", "Final grade", "Final grade"],
        ["", "Rationale", "rationale"],
    ],
    "grid of command grades": [
        ["Theme", "Area", "North", "South", "Lead command", "Last cycle", "Force redline", "Suggested grade", "Why",
         "Final grade", "Override", "Rationale"],
        ["Safe", "Burglary", "Good", "RI", "North", "Good", None, None, None, "Good", None, "Fewer victims"],
        ["Safe", "Robbery", "Good", "Good", "South", "RI", None, None, None, "Good", None, ""],
    ],
    "table of changes since last cycle": [
        ["Area", "Last cycle", "This cycle", "Change", "Rationale"],
        ["Burglary", "Good", "Good", "No change", ""],
        ["Robbery", "RI", "Good", "Improved", "Fewer robberies"],
    ],
    "table of areas and their lead commands": [
        ["Theme", "Area", "Lead command"],
        ["Safe", "Burglary", "North"],
        ["Safe", "Robbery", "South"],
    ],
    "list of rationales": [
        ["Area", "Rationale"],
        ["Burglary", "Fewer victims"],
        ["Robbery", "Fewer robberies"],
    ],
    "table of redline measures": [
        ["Area", "Redline measure", "Value", "Minimum", "Better", "Met", "Data to"],
        ["Burglary", "Solved burglaries", 0.1, 0.08, "Higher", "Yes", "Jan 2020"],
        ["Robbery", "Solved robberies", 0.05, 0.08, "Higher", "No", "Jan 2020"],
    ],
    "table of redline series": [
        ["Area", "Redline measure", "Jul 2018", "Aug 2018", "Sep 2018", "Oct 2018"],
        ["Burglary", "Solved burglaries", 0.1, 0.09, 0.08, 0.08],
        ["Robbery", "Solved robberies", 0.05, 0.06, 0.05, 0.05],
    ],
    "table of a composite's categories": [
        ["Parent", "Kind", "Measure", "Own", "MSG", "Better", "Trend"],
        ["High harm", "Volume", "Rape", 1.2, 1.1, "Lower", "rising"],
        ["High harm", "Solved", "Rape", 0.05, 0.06, "Higher", "falling"],
    ],
    "table of plan priorities": [
        ["Priority no.", "Title"],
        [1, "More local and visible policing"],
        [2, "Safer roads"],
    ],
    "table of areas and their plan priorities": [
        ["Area", "Priority"],
        ["Burglary", 1],
        ["Robbery", 2],
    ],
    "table of quadrants": [
        ["Quadrant", "Kind", "Measure", "Value", "Minimum", "Better", "Met", "Data to", "Grade", "Narrative"],
        ["Victims", "Redline", "Satisfaction", 0.8, 0.7, "Higher", "Yes", "Jan 2020", "Good", "Steady"],
    ],
    "risk register": [
        ["Ref", "Risk", "Area or command", "Likelihood", "Impact", "Score", "Redline", "Mitigation", "Owner"],
        ["R1", "Backlog", "Burglary", "Possible", 10, None, None, "More staff", "Head of crime"],
        ["R2", "Vacancies", "North", 4, 12, None, None, "Recruiting", "Head of people"],
    ],
    "table of conditions": [
        ["Cycle", "Area", "If", "Then", "Fulfilled", "What the figures say", "Reason"],
        ["", "Burglary", "Solved burglaries at or above 8%", "Good", None, None, ""],
        ["", "Robbery", "Solved robberies at or above 8%", "Good", None, None, ""],
    ],
    "mapping of areas to quadrants": [
        ["Old area", "New quadrant"],
        ["Burglary", "Victims"],
    ],
    "history of grades": [
        ["Cycle", "Area", "Column", "Grade", "Rationale", "Rolled to"],
        ["Cycle 12", "Burglary", "North", "Good", "", "Cycle 13"],
        ["Cycle 12", "Burglary", "Final grade", "Good", "As before", "Cycle 13"],
    ],
    "command's return": [
        ["Area", "Grade", "Evidence"],
        ["Burglary", "Good", "Patrols"],
        ["Robbery", "RI", "Few detections"],
    ],
    "table of evidence": [
        ["Area", "Command", "Kind", "Text", "Cycle"],
        ["Burglary", "North", "Numbers", "Down 8.7 %", "Cycle 13"],
        ["Robbery", "South", "Words", "Patrols", "Cycle 13"],
    ],
    "table of published figures": [
        ["Measure", "Place", "Publisher", "Release", "Period", "Value"],
        ["Burglary", "", "ONS", "July 2019", "Year ending Mar 2019", 3000],
        ["Burglary", "North", "Home Office", "July 2019", "Apr-Jun 2018", 450],
    ],
    "table of indicators": [
        ["Priority", "Indicator", "Better", "Green shoots", *(f"{month} 2018" for month in _MONTHS), "Jan 2019", "Feb 2019", "Mar 2019"],
        ["1", "Burglary solved", "Higher", "A good quarter", *[12, 11, 13] * 4],
        ["2", "Robbery solved", "Higher", "", *[22, 21, 23] * 4],
    ],
    "table of control limits": [
        ["Measure", "Place", "Baseline from", "Baseline to", "Lower limit", "Mean", "Upper limit", "Why"],
        ["Burglary", "North", "Apr 2018", "Mar 2019", None, None, None, "Before the new unit"],
        ["Burglary", "", None, None, 200, 250, 300, "Agreed with the Board"],
    ],
    "control summary": [
        ["Measure", "Place", "Limits", "Variation", "Assurance", "Signal", "State", "Last value", "Above expected", "Expected",
         "Lower limit", "Upper limit", "Chart", "What it says", "New limits suggested", "Caveat"],
        ["Burglary", "North", "Strict", "◆ Concern", "✗ Failing", "Above the upper limit", "New", 140, 37, 103, 96, 110,
         "Control chart", "Burglary, North: 140 in Apr 2021.", None, None],
        ["Robbery", "Force", "Strict", "● Common cause", None, None, None, 20, None, 21, 10, 32, "Control chart", "Robbery: 20.",
         None, None],
    ],
    "table of narrative": [
        ["Objective or section", "Kind", "Text", "Date"],
        ["Burglary", "What is being done", "Patrols in the evening", "Oct 2013"],
        ["Robbery", "Recommendation", "Agree more patrols", "Oct 2013"],
    ],
    "table of the horizon": [
        ["Title", "Source", "Link", "Date", "Summary", "Objective", "Until"],
        ["Review of burglary", "Home Office", "https://example.org", "Sep 2013", "Four areas", "Burglary", "Apr 2014"],
        ["Draft bill", "Parliament", "", "Oct 2013", "New powers", "All", ""],
    ],
    "pages of the objectives": [
        ["Chapter", "What is said", "This year", "Last year", "Change on last year", "Target", "Short by", "RAG", "Line"],
        ["Burglary", "Overall classification High", None, None, None, None, None, None, "Burglary / title"],
        ["Recorded Crime", "Force", 90, 100, -0.1, -0.1, 0, "Green", "Burglary / Recorded Crime / Force"],
    ],
    "table of quarterly counts": [
        ["Table", "Row", "Split", "Q2 2018/19", "Q1 2019/20", "Q2 2019/20", "Population"],
        ["Stop and search", "White", "Ethnicity", 1453, 4158, 4350, 1_600_000],
        ["Stop and search", "Black", "Ethnicity", 60, 70, 90, 30_000],
    ],
    "staff survey": [
        ["Measure", "This", "Last", "Peers mean", "Peers n", "Better", "Rank"],
        ["Vision", 6.2, 5.8, 5.5, 40, "Higher", 1],
        ["Pay", 3.1, 3.4, 3.2, 40, "Higher", 12],
    ],
    "table of satisfaction": [
        ["Group", "Strand", "Figure", *(f"{month} 2012" for month in _MONTHS), "Jan 2013", "Feb 2013", "Mar 2013", "Target"],
        ["Burglary", "", "Satisfied", *[43] * 12, 0.85],
        ["Burglary", "", "Asked", *[50] * 12, None],
    ],
    "table of notes": [
        ["Date", "Measure", "Place", "Kind", "Words"],
        ["Apr 2018", "Burglary rate", "", "Counting rules", "Sheds count as dwellings"],
        ["Dec 2019", "Burglary rate", "Westshire", "Event", "A series by one group"],
    ],
    "list of good practice": [
        ["Area", "Good practice"],
        ["Burglary", "Marked property"],
        ["Robbery", "Street briefings"],
    ],
    "table of grade changes": [
        ["Cycle", "Area", "Command", "From", "To", "By", "When", "Why"],
        ["Cycle 13", "Burglary", "North", "RI", "Good", "Board", "15 April 2019", "More solved"],
        ["Cycle 13", "Robbery", "South", "RI", "Good", "Board", "15 April 2019", "More solved"],
    ],
    "table of commands and their groups": [
        ["Command", "Group"],
        ["North", "LPA"],
        ["South", "LPA"],
    ],
    "table of MSG measures": [
        ["Theme", "Measure", "Unit", "Better", "Value", "Position", "Of", "Previous position", "Trend", "To average",
         "To top quartile", "Aspiration", "Status", "Expected range", "Movement", "Data to", "Narrative"],
        ["Safe", "Burglary rate", "per 1,000", "Lower", None, None, None, 5, None, None, None, "average", None, None, None,
         "Jan 2020", "Fewer"],
    ],
    "table of MSG data": [
        ["Force", "Population", "Burglary rate", "Burglary rate (count)"],
        ["Northshire", 1_000_000, 5.1, 5100],
        ["Eastshire", 800_000, 6.0, 4800],
        ["Westshire", 900_000, 4.0, 3600],
        ["Southshire", 700_000, 7.0, 4900],
    ],
    "table of past MSG positions": [
        ["Measure", "Jan 2019", "Apr 2019", "Jul 2019", "Oct 2019"],
        ["Burglary rate", 5, 4, 4, 5],
    ],
    "register of aspirations": [
        ["Measure", "Aspiration", "Set on", "By", "Rationale", "Before"],
        ["Burglary rate", "average", "6 April 2020", "Commissioner", "Fewer victims", "4th in MSG"],
    ],
    "summary of MSG positions": [
        ["Summary", "Number", "Measures"],
        ["Below aspiration", 1, "Burglary rate"],
    ],
    "history of MSG positions": [
        ["Measure", "Period end", "Position"],
        ["Burglary rate", "Jan 2018", 4],
        ["Burglary rate", "Apr 2018", 5],
    ],
    "threat and impact scorecard": [
        ["Strategic objective", "Purpose", "Hard target", "Stretch target", "Actual", "Previous year", "Year-on-year change",
         "Rolling 3-month trend", "Level of control", "Threat", "Impact score", "Impact classification",
         "Overall classification", "RAG", "Shortfall", "Suggested threat", "Crimes", "Outcomes"],
        ["Burglary", "Recorded Crime", -0.1, None, 1903, 2076, None, None, None, "High", 60, None, None, None, None, None,
         None, None],
    ],
    "breakdown by area": [
        ["Strategic objective", "Purpose", "Area", "Target", "Actual", "Previous year", "Year-on-year change", "Crimes",
         "Outcomes", "Shortfall", "What is being done", "Recommendation"],
        ["Burglary", "Recorded Crime", "Force", -0.1, 1903, 2076, None, None, None, None, "Patrols", ""],
        ["Burglary", "Recorded Crime", "City", -0.1, 903, 1076, None, None, None, None, "Patrols", ""],
    ],
    "table of monthly series": [
        ["Strategic objective", "Purpose", "Apr 2019", "May 2019", "Jun 2019", "Jul 2019"],
        ["Burglary", "Recorded Crime", 150, 160, 155, 149],
    ],
    "table of monthly counts": [
        ["Measure", "Place", *(f"{month} 2018" for month in _MONTHS), "Jan 2019", "Feb 2019", "Mar 2019", "Apr 2019", "May 2019"],
        ["Burglary", "", *[250] * 14],
        ["Burglary", "North", *[150] * 14],
    ],
    "table of daily counts": [
        ["Date", "Measure", "Place", "Count"],
        [datetime.datetime(2019, 5, 30), "Burglary", "North", 5],
        [datetime.datetime(2019, 5, 31), "Burglary", "North", 4],
    ],
    "table of measures": [
        ["Measure", "Source names", "Unit", "Better", "Purpose", "Plan area", "Priority", "Parent", "Chart", "Source", "Monitored by"],
        ["Burglary", "Burglary - dwelling", "crimes", "Lower", "Recorded Crime", "Yes", "Safe homes", "", "Raw", "Extract", ""],
    ],
    "table of places": [
        ["Place", "Parent", "Kind", "Codes"],
        ["North", "Force", "LPU", "E01000001"],
    ],
    "table of sources": [
        ["Source", "Column", "Means", "Value", "Format", "Release"],
        ["crimes*.csv", "Recorded", "date", "", "dd/mm/yyyy", ""],
        ["crimes*.csv", "Offence", "measure", "", "", ""],
    ],
    "table of targets": [
        ["Measure", "Place", "Year", "Kind", "Floor", "Agreed target", "Stretch", "Body"],
        ["Burglary", "", "2019/20", "Change", -0.05, -0.1, -0.15, "Commissioner"],
    ],
    "history of MSG averages": [
        ["Measure", "Period end", "Own rate", "MSG average"],
        ["Burglary", "Mar 2018", 10.2, 9.1],
        ["Burglary", "Mar 2019", 10.0, 8.4],
    ],
    "outcome rates of the year to date": [
        ["Measure", "Place", "Outcomes", "Crimes", "Rate to date", "Last year same months", "Change in points", "More than chance", "Target",
         "RAG", "Outcomes required", "Projected rate", "Low", "High", "Verdict", "Method", "Remark", "Caveat"],
        ["Burglary outcome rate", "Force", 60, 300, 0.2, 0.21, -0.01, "No", 0.25, "Amber", 15, 0.2, 0.17, 0.23, "Off course", "level", "", ""],
    ],
    "dashboard of the year to date": [
        ["Measure", "Place", "This year to date", "Last year same days", "Change", "% change", "More than chance", "Target to date",
         "RAG", "Short by", "Trend", "To", "Remark", "Caveat"],
        ["Burglary", "Force", 504, 510, -6, -0.01, "No", 459, "Amber", 45, None, "May 2019", "", ""],
    ],
    "daily dashboard": [
        ["Measure", "To", "Last day", "Same day last year", "Change on the day", "Last 7 days", "7 days last year", "7 days change", "7 days %",
         "Last 28 days", "28 days last year", "28 days change", "28 days %", "28 days more than chance", "This year to date",
         "Last year same days", "Change", "% change", "More than chance", "Trend"],
        ["Burglary", "31 May 2019", 4, 5, -1, 30, 31, -1, -0.03, 120, 118, 2, 0.02, "No", 504, 510, -6, -0.01, "No", None],
    ],
    "dashboard of the plan areas": [
        ["Measure", "Purpose", "To", "This year to date", "Last year same days", "Change", "% change", "More than chance", "Target",
         "Target to date", "RAG", "Short by", "Trend", "From"],
        ["Burglary", "Recorded Crime", "May 2019", 504, 510, -6, -0.01, "No", -0.1, 459, "Amber", 45, None, "Months"],
    ],
    "crime tree": [
        ["Measure", "Part of", "Level", "This year to date", "Last year same days", "Change", "% change", "Share of the change", "Remark"],
        ["Burglary", "-", 1, 504, 510, -6, -0.01, 1, ""],
    ],
    "months of the trends": [
        ["Measure", "Place", *(f"{n} before" for n in range(23, 0, -1)), "Latest"],
        ["Burglary", "Force", *[40] * 24],
    ],
    "projection to the year's end": [
        ["Measure", "Place", "So far", "Projection", "Low", "High", "Target", "Verdict", "Method"],
        ["Burglary", "Force", 504, 3010, 2800, 3200, 2754, "Off course", "level over usual seasons"],
    ],
    "backtest of the projection": [
        ["Months known", "Mean error", "Error of × 12/n", "Error of last year's rest", "In the 80% range", "In the 95% range",
         "Past years projected"],
        [3, 0.09, 0.12, 0.11, 0.8, 0.95, 120],
    ],
    "figures of the projection charts": [
        ["Measure", "Place", "Month of the year", "Month", "So far, added up", "Last year, added up", "Projection to here", "Low to here",
         "High to here", "High less low", "Target of the year", "What the chart says"],
        ["Burglary", "Force", 1, "Apr 2019", 252, 255, None, None, None, None, 2754, "Burglary: Off course, projected 3,010"],
    ],
    "figures of the MSG charts": [
        ["Measure", "Chart", "In order", "Force", "Figure of the own force", "Figure of another force", "Average of the group",
         "Top quartile of the group", "Expected from", "Expected to", "Group as one", "Named in the chart", "Out of", "What the chart says"],
        ["Burglary", "Positions", 1, "Hampshire", None, 4.1, 5.2, 4.4, 4.9, 5.5, 5.2, None, 1985800, "Burglary: position 7 of 8"],
    ],
    "figures of the grade charts": [
        ["Chart of", "In order", "Cycle", "Agreed by the Board", "Height in the chart",
         *(f"Areas {grade}" for grade in ("Outstanding", "Good", "Adequate", "Requires Improvement", "Inadequate")), "What the chart says"],
        ["Burglary", 1, "Cycle 12", "Good", 4, None, None, None, None, None, "Burglary: Good in all 2 cycles"],
    ],
    "figures of the satisfaction charts": [
        ["Chart of", "In order", "Month", "Satisfied in 12 months", "Low of the range", "High of the range", "Target of the group",
         "What the chart says"],
        ["Robbery", 1, "Jan 2019", 0.894, 0.858, 0.922, 0.85, "Robbery: 89.4% satisfied in the 12 months to Jan 2019"],
    ],
    "action log": [
        ["No.", "Raised at", "Date", "Action", "Owner", "Due", "Update", "Status", "Closed", "Linked to", "Level", "Escalated on",
         "Age (days)", "Overdue"],
        ["4/24", "Board", "1 Oct 2024", "Report on patrols", "North", "1 Dec 2024", "", "Open", None, None, "Board", "5 Nov 2024", None, None],
        ["5/24", "Board", "1 Oct 2024", "Report on letters", "South", "1 Dec 2024", "Sent", "Closed", "5 Nov 2024", "4/24", "", None, None, None],
    ],
    "briefing log": [
        ["Issue", "Raised", "Source", "Action tasked", "Owner", "Update", "Resolution", "Closed", "Age (days)"],
        ["Burglary in the west", "1 Oct 2024", "Meeting", "Patrols", "North", "", "", None, None],
    ],
    "forward plan": [
        ["Meeting", "Item", "Requested by", "Every", "Lead", "Data to", "Status", "Next due"],
        ["28 Nov 2024", "Use of force", "Board", "Quarterly", "North", "Sep 2024", "", None],
        ["30 Jan 2025", "Grades", "Board", "", "South", "Dec 2024", "", None],
    ],
    "deep dives": [
        ["Quarter", "Objective", "Lead", "Status", "Reason"],
        ["Q1 2024/25", "Burglary", "North", "Done", ""],
        ["Q2 2024/25", "Burglary", "South", "Done", ""],
    ],
    "health dashboard": [
        ["Measure", "Kind", "Better", "Target", "Actual", "Previous", "Due", "RAG", "In words"],
        ["Sickness", "Level", "Lower", 4, 4.1, 4.4, None, "Amber", "4.1 of 4"],
    ],
    "threats of the week": [
        ["Week", "Threat", "Place", "Level", "Action", "Owner", "Update", "State"],
        ["7 Oct 2024", "Thefts of vehicles", "West", "High", "Patrols", "North", "", "Carried over"],
    ],
    "list for the agenda": [
        ["Owner", "No.", "Action", "Due", "Overdue", "Age (days)", "Since the last meeting", "Update"],
        ["North", "4/24", "Report on patrols", "1 Dec 2024", "", 30, "New", ""],
    ],
    "table of the paper": [
        ["Field", "Text", "Paper"],
        ["Title", "Force grades", "board"],
        ["Agenda number", "4iii", ""],
        ["Equality", "No implications were identified.", ""],
    ],
    "table of activity": [
        ["Activity", "Objective", "Period", "Count"],
        ["Arrests", "Burglary", "Jan 2020", 320],
        ["Visits", "Burglary", "2019/20", "140 per month"],
    ],
    "table of maps": [
        ["Map", "Title", "Subtitle", "Date", "Source", "Paper"],
        ["Force", "Force grades", "Cycle 13", "Jan 2020", "Board", "A4"],
    ],
    "table of lines": [
        ["Map", "Line", "Colour"],
        ["Force", "Safety", "003688"],
    ],
    "table of stops": [
        ["Map", "Line", "Sequence", "Area"],
        ["Force", "Safety", 1, "Burglary"],
        ["Force", "Safety", 2, "Robbery"],
    ],
    "table of pins": [
        ["Map", "Area", "Column", "Row", "Label side"],
        ["Force", "Burglary", 1, 1, "above"],
        ["Force", "Robbery", 5, 1, "above"],
    ],
    "table of the map's facts": [
        ["Map", "Area", "Lines", "Grade", "Change", "Redline", "In words", "Column", "Row", "Label side"],
        ["Force", "Burglary", "Safety", "Good", "", "met", "Burglary is Good", 1, 1, "above"],
        ["Force", "Robbery", "Safety", "Good", "", "met", "Robbery is Good", 5, 1, "above"],
    ],
}  # fmt: skip
"""By the name of the kind of table; together they are one workbook, each on a sheet of its own."""
