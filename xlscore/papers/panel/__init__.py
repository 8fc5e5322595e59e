"""The report to the police and crime panel: the latest monthly report, the commissioner's response to it, and what was done."""
