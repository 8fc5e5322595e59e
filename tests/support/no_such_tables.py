"""Sheets as they lie about in any force, council or school, which are none of our tables though some of their words are ours."""

from __future__ import annotations

from typing import Any, Final

__all__ = ["NO_SUCH_TABLES"]

Rows = list[list[Any]]

NO_SUCH_TABLES: Final[dict[str, Rows]] = {
    # rotas and plans, whose letters could be grades
    "a rota": [["Area", "Mon", "Tue", "Wed", "Thu"], ["Town", "O", "O", "G", "I"], ["West", "O", "G", "O", "O"], ["East", "G", "O", "I", "O"]],
    "a rota of people": [["Name", "Mon", "Tue", "Wed"], ["A", "O", "O", "G"], ["B", "O", "G", "I"], ["C", "G", "O", "I"]],
    "a rota by dates": [["Area", "1 Jun", "2 Jun", "3 Jun"], ["Town", "O", "G", "O"], ["West", "G", "G", "I"], ["East", "O", "O", "O"]],
    "a rota by weeks": [["Area", "Week 1", "Week 2", "Week 3"], ["Town", "O", "G", "O"], ["West", "G", "G", "I"], ["East", "O", "O", "O"]],
    "a shift pattern": [["Shift", "Early", "Late", "Night"], ["Team 1", "O", "G", "I"], ["Team 2", "G", "I", "O"], ["Team 3", "I", "O", "G"]],
    "a holiday plan": [["Officer", "Jan", "Feb", "Mar", "Apr"], ["A", 2, 0, "O", 5], ["B", 0, "O", 3, 1], ["C", "O", 1, 1, 0]],
    "an on-call list": [["Area", "Primary", "Secondary", "Telephone"], ["Town", "PC A", "PC B", 1234], ["West", "PC C", "PC D", 1235]],
    "a cleaning plan": [["Area", "Monday", "Tuesday", "Initials"], ["Kitchen", "G", "G", "AB"], ["Cells", "G", "O", "CD"], ["Yard", "O", "G", "EF"]],
    # grades of other things
    "schools": [["School", "Inspection grade", "Previous grade", "URN", "Overall"], ["One", "Good", "Good", 1, "Good"], ["Two", "RI", "Good", 2, "Good"]],
    "schools of an area": [["Area", "School", "Grade", "Previous", "URN"], ["Town", "One", "Good", "RI", 1], ["Town", "Two", "Good", "Good", 2]],
    "inspections of schools": [["URN", "School", "Overall effectiveness", "Quality of education", "Behaviour", "Leadership"],
        [1001, "One", "Good", "Good", "Outstanding", "Good"], [1002, "Two", "RI", "RI", "Good", "RI"], [1003, "Three", "Good", "Good", "Good", "Good"]],
    "care homes": [["Provider", "Home", "Safe", "Effective", "Caring", "Well led", "Overall"],
        ["P", "One", "Good", "Good", "Good", "RI", "Good"], ["P", "Two", "RI", "Good", "Good", "RI", "RI"]],
    "care homes of an area": [["Area", "Home", "CQC ID", "Safe", "Caring", "Overall"],
        ["Town", "One", 1, "Good", "Good", "Good"], ["Town", "Two", 2, "RI", "Good", "RI"], ["West", "Three", 3, "Good", "Good", "Good"]],
    "appraisals": [["Name", "Mid year", "End of year", "Objectives", "Final grade"], ["A", "Good", "Good", "x", None], ["B", "Good", "RI", "y", None]],
    "appraisals by area": [["Area", "Line manager", "Mid year", "End of year", "Final grade"], ["Town", "A", "Good", "Good", None], ["West", "B", "RI", "Good", None]],
    "appraisals with collar numbers": [["Area", "Collar no", "Supervisor", "Mid year rating", "Final grade"],
        ["Town", 101, "A", "Good", None], ["West", 102, "B", "RI", None], ["East", 103, "C", "Good", None]],
    "interviews": [["Candidate", "Panel 1", "Panel 2", "Panel 3", "Decision"], ["A", "Good", "Good", "RI", "Appoint"], ["B", "RI", "RI", "Good", "Reserve"]],
    "coursework": [["Student", "Essay", "Exam", "Final grade"], ["A", "Good", "Good", None], ["B", "RI", "Good", None]],
    "areas that repeat": [["Area", "Day", "Night", "Final grade"], ["Town", "Good", "RI", None], ["Town", "RI", "Good", None], ["Town", "Good", "Good", None]],
    "a league table of forces": [["Force", "PEEL 2021", "PEEL 2023"], ["North", "Good", "RI"], ["South", "RI", "Good"], ["West", "Good", "Good"]],
    "questions by force": [["Question", "North Police", "South Constabulary"], ["Preventing", "Good", "RI"], ["Responding", "Good", "Good"], ["Protecting", "RI", "Good"]],
    "tests of a program": [["Function", "Browser A", "Browser B", "Result"], ["Login", "Good", "Good", "Pass"], ["Search", "RI", "Good", "Fail"]],
    "school terms": [["Subject", "Autumn", "Spring", "Final grade"], ["Maths", "Good", "RI", None], ["Art", "RI", "Good", None]],
    "a laboratory": [["Title", "Type", "Result", "Threshold"], ["Lead", "Metal", 1.2, 5], ["Zinc", "Metal", 3, 10]],
    "ranked offences": [["Offence", "Rank", "Average", "Rate"], ["Burglary", 1, 5, 4], ["Theft", 2, 6, 5]],
    "vehicles by condition": [["Registration", "Model", "Bodywork", "Tyres", "Overall"], ["AB1", "Van", "Good", "Good", "Good"], ["AB2", "Car", "RI", "Good", "RI"]],
    "vehicles of an area": [["Area", "Registration", "Bodywork", "Tyres"], ["Town", "AB1", "Good", "Good"], ["Town", "AB2", "Good", "RI"], ["West", "AB3", "RI", "Good"]],
    "buildings": [["Site", "UPRN", "Roof", "Heating", "Access"], ["Station 1", 1, "Good", "RI", "Good"], ["Station 2", 2, "Good", "Good", "Good"]],
    "a skills matrix": [["Name", "Driving", "Taser", "First aid"], ["A", "Good", "O", "Good"], ["B", "O", "O", "RI"]],
    "a quality audit of files": [["Case ref", "Investigation", "Supervision", "Victim contact"], ["42/1", "Good", "RI", "Good"], ["42/2", "Good", "Good", "RI"]],
    "audits of areas by date": [["Area", "Date", "Auditor", "Result"], ["Town", "1 Jun", "A", "Good"], ["Town", "1 Jul", "B", "RI"], ["West", "2 Jul", "A", "Good"]],
    # money
    "a budget": [["Budget", "Target", "Actual", "Previous year"], ["Pay", 100, 90, 80], ["Fleet", 10, 12, 9]],
    "a budget by objective": [["Objective", "Type", "Target", "Actual", "Previous year"], ["Pay", "Revenue", 100, 90, 80], ["Fleet", "Capital", 10, 12, 9]],
    "a budget with codes": [["Title", "Type", "Target", "Actual"], ["Pay", "Revenue", 100, 90], ["Fleet", "Capital", 10, 12], ["Estates", "Capital", 5, 5]],
    "a forecast": [["Priority", "Type", "Target", "Outturn", "Baseline"], ["New station", "Capital", 100, 90, 80], ["Body cameras", "Revenue", 10, 12, 9]],
    "variances": [["Measure", "Budget", "Actual", "Difference"], ["Pay", 100, 90, 10], ["Fleet", 10, 12, -2]],
    "ranked variances": [["Measure", "Rank", "Budget", "Actual", "Variance"], ["Pay", 1, 100, 90, 10], ["Fleet", 2, 10, 12, -2]],
    "invoices": [["Invoice", "Supplier", "Date", "Net", "VAT", "Status"], [1, "A", "1 Jun", 100, 20, "Paid"], [2, "B", "2 Jun", 50, 10, "Open"]],
    "grants": [["Grant", "Purpose", "Target", "Actual"], ["Streets", "Lighting", 100, 80], ["Youth", "Clubs", 50, 45]],
    "savings": [["Strategic objective", "Purpose", "Hard target", "Actual"], ["Estates", "Sell a site", 100, 80], ["Fleet", "Lease", 50, 45]],
    "overtime": [["Area", "Quarter 1", "Quarter 2", "Quarter 3"], ["Town", 100, 120, 90], ["West", 40, 50, 60], ["East", 10, 20, 30]],
    "fees": [["Service", "Charge 2023/24", "Charge 2024/25"], ["Firearms licence", 88, 90], ["Report", 40, 42]],
    # registers and lists
    "a risk register": [["Risk", "Likelihood", "Impact", "Score", "Owner", "Status"], ["Fire", 3, 4, 12, "A", "Open"], ["Flood", 2, 5, 10, "B", "Closed"]],
    "a risk register of a council": [["Ref", "Title", "Type", "Inherent score", "Target", "Actual", "Direction of travel"],
        [1, "Cyber attack", "Strategic", 20, 8, 12, "▲"], [2, "Budget gap", "Financial", 16, 6, 9, "▼"]],
    "an issues log": [["Sheet", "Problem", "Action", "Owner"], ["HR", "No data", "Ask", "A"], ["IT", "Late", "Chase", "B"]],
    "an action log": [["Area", "Action", "Owner", "Status"], ["Town", "Paint", "A", "Open"], ["West", "Mend", "B", "Done"]],
    "a project plan": [["Title", "Owner", "Start", "End", "RAG", "Status"], ["Move", "A", "1 Jun", "1 Jul", "Green", "On track"], ["Build", "B", "2 Jun", "9 Jul", "Red", "Late"]],
    "indicators without positions": [["Indicator", "Owner", "Status"], ["Calls", "A", "On track"], ["Visits", "B", "Late"]],
    "training records": [["Name", "Course", "Date", "Result"], ["A", "Driving", "1 Jun", "Pass"], ["B", "Taser", "2 Jun", "Fail"]],
    "training by area": [["Area", "Course", "Places", "Booked"], ["Town", "Driving", 10, 8], ["West", "Taser", 6, 6]],
    "contacts": [["Force", "Population", "Chief"], ["North", 100000, "A"], ["South", 200000, "B"]],
    "stations": [["Area", "Station", "Postcode", "Opens"], ["Town", "Central", "AB1", "9 am"], ["West", "Gate", "AB2", "8 am"]],
    "a stock list": [["Item", "Minimum", "Value", "Status"], ["Gloves", 10, 20, "OK"], ["Masks", 10, 5, "Order"]],
    "an asset list": [["Asset", "Condition", "Value", "Location"], ["Van", "Good", 1000, "Town"], ["Desk", "Good", 100, "West"]],
    "minutes": [["Item", "Discussion", "Action"], [1, "Welcome", "None"], [2, "Grades", "To be agreed"]],
    # figures
    "a league of forces": [["Position", "Force", "Rate"], [1, "North", 4.1], [2, "South", 5.2], [3, "West", 6.1]],
    "a football table": [["Position", "Team", "Played", "Points"], [1, "Reds", 10, 25], [2, "Blues", 10, 20]],
    "monthly crime": [["Month", "Crimes", "Solved"], ["Jan", 100, 10], ["Feb", 120, 12], ["Mar", 90, 9]],
    "crime by area": [["Area", "2022", "2023", "2024"], ["Town", 100, 120, 90], ["West", 40, 50, 60], ["East", 10, 20, 30]],
    "a survey": [["Question", "Agree", "Neutral", "Disagree"], ["Do you feel safe?", 60, 20, 20], ["Do you trust us?", 55, 25, 20]],
    "a survey with ratings": [["Question", "Team A", "Team B"], ["Is it clear?", 4, 5], ["Is it fair?", 3, 4]],
    "establishment": [["Area", "Posts", "Strength", "Vacancies"], ["Town", 100, 90, 10], ["West", 50, 48, 2]],
    "sickness": [["Measure", "Jan", "Feb", "Mar"], ["Days lost", 10, 12, 9], ["Cases", 5, 6, 4]],
    "weather": [["Area", "Mon", "Tue", "Wed"], ["North", "Good", "Good", "Poor"], ["South", "Good", "Fair", "Good"], ["West", "Poor", "Good", "Good"]],
    "words alone": [["Our plan"], ["Keep people safe"], ["Spend wisely"]],
    "a letter": [["Dear colleague,"], [], ["The grades of this cycle will be agreed in June."], [], ["Yours"]],
    "numbers alone": [[1, 2, 3], [4, 5, 6], [7, 8, 9]],
    "one cell": [["Area"]],
    "headings alone": [["Area", "Comments", "Owner"]],
}  # fmt: skip
"""By what they are; none is ever filled."""
