Attribute VB_Name = "ScorecardRibbon"
Option Explicit

' What each button of the ribbon calls.
' Written by `xlscore addin generate`; change Python and generate again.

Private theRibbon As IRibbonUI

Public Sub ScorecardLoaded(ribbon As IRibbonUI)
    Set theRibbon = ribbon
End Sub

Public Sub RefreshRibbon()
    If Not theRibbon Is Nothing Then theRibbon.Invalidate
End Sub

Public Sub ScorecardEnabled(control As IRibbonControl, ByRef enabled)
    enabled = Not (ActiveWorkbook Is Nothing)
End Sub

' Suggest a grade for each area.
Public Sub GenerateForceGrades(control As IRibbonControl)
    PressButton "generate-force-grades", ""
End Sub

' Agree the final grades that are still suggestions.
Public Sub AgreeGrades(control As IRibbonControl)
    PressButton "agree-grades", ""
End Sub

' Bring the commands' returns into the grid.
Public Sub CollateReturns(control As IRibbonControl)
    Dim asked As String

    asked = ChosenReturns()
    If Len(asked) > 0 Then PressButton "collate-returns", asked
End Sub

' Start the next cycle.
Public Sub NextCycle(control As IRibbonControl)
    Dim asked As String

    asked = ChosenCycle()
    If Len(asked) > 0 Then PressButton "next-cycle", asked
End Sub

' Test the conditions that the last Board set.
Public Sub TestConditions(control As IRibbonControl)
    PressButton "test-conditions", ""
End Sub

' Fill the threat and impact scorecard.
Public Sub FillThreatAndImpact(control As IRibbonControl)
    PressButton "fill-threat-and-impact", ""
End Sub

' Score the risks and find the redlines among them.
Public Sub ScoreRisks(control As IRibbonControl)
    PressButton "score-risks", ""
End Sub

' Work out positions in the most similar group.
Public Sub UpdateMsgPositions(control As IRibbonControl)
    PressButton "update-msg-positions", ""
End Sub

' Grade the quadrants of the Rebalanced Scorecard.
Public Sub GradeQuadrants(control As IRibbonControl)
    PressButton "grade-quadrants", ""
End Sub

' Write the notes beside their measures.
Public Sub CarryNotes(control As IRibbonControl)
    PressButton "carry-notes", ""
End Sub

' Do everything that applies to this workbook.
Public Sub RefreshAll(control As IRibbonControl)
    PressButton "refresh-all", ""
End Sub

' Satisfaction over the rolling twelve months.
Public Sub RollSatisfaction(control As IRibbonControl)
    PressButton "roll-satisfaction", ""
End Sub

' Quarterly counts against the quarter and the year before.
Public Sub CompareQuarters(control As IRibbonControl)
    PressButton "compare-quarters", ""
End Sub

' Which way each indicator of the plan travels.
Public Sub ShowIndicators(control As IRibbonControl)
    PressButton "show-indicators", ""
End Sub

' Figures published elsewhere beside the own ones.
Public Sub ComparePublished(control As IRibbonControl)
    PressButton "compare-published", ""
End Sub

' Which measures and places are more than chance.
Public Sub DrawControlCharts(control As IRibbonControl)
    PressButton "draw-control-charts", ""
End Sub

' The control chart of any measure in any place.
Public Sub Explore(control As IRibbonControl)
    PressButton "explore", ""
End Sub

' A page per objective, in the order of the report.
Public Sub WriteObjectives(control As IRibbonControl)
    PressButton "write-objectives", ""
End Sub

' The year so far against last year, and where it will end.
Public Sub ReportMonth(control As IRibbonControl)
    PressButton "report-month", ""
End Sub

' Extracts and published tables as months.
Public Sub BringInFiles(control As IRibbonControl)
    Dim asked As String

    asked = ChosenFiles()
    If Len(asked) > 0 Then PressButton "bring-in-files", asked
End Sub

' How well the projection would have done.
Public Sub Backtest(control As IRibbonControl)
    PressButton "backtest", ""
End Sub

' What each target should be, and how it fares.
Public Sub UpdateTargets(control As IRibbonControl)
    PressButton "update-targets", ""
End Sub

' Numbers, ages, what is overdue, and what is due next.
Public Sub KeepLogs(control As IRibbonControl)
    PressButton "keep-logs", ""
End Sub

' Draw the grades as a tube map.
Public Sub DrawTubeMap(control As IRibbonControl)
    PressButton "draw-tube-map", ""
End Sub

' Write a new paper for Word.
Public Sub WritePaper(control As IRibbonControl)
    Dim asked As String

    asked = ChosenNewPaper()
    If Len(asked) > 0 Then PressButton "write-paper", asked
End Sub

' Bring an edited paper up to date.
Public Sub RefreshPaper(control As IRibbonControl)
    Dim asked As String

    asked = ChosenPaper()
    If Len(asked) > 0 Then PressButton "refresh-paper", asked
End Sub

' What the table Paper gives the papers.
Public Sub ReadFront(control As IRibbonControl)
    PressButton "read-front", ""
End Sub

' Which sentences do the figures contradict?.
Public Sub CheckPaper(control As IRibbonControl)
    Dim asked As String

    asked = ChosenText()
    If Len(asked) > 0 Then PressButton "check-paper", asked
End Sub

' Mend a paper that another program saved.
Public Sub FindRegions(control As IRibbonControl)
    Dim asked As String

    asked = ChosenPaper()
    If Len(asked) > 0 Then PressButton "find-regions", asked
End Sub

' An accessible PDF beside the paper.
Public Sub PaperAsPdf(control As IRibbonControl)
    Dim asked As String

    asked = ChosenPaper()
    If Len(asked) > 0 Then PressButton "paper-as-pdf", asked
End Sub

' The workbook's tables for the public.
Public Sub DataPack(control As IRibbonControl)
    Dim asked As String

    asked = ChosenPack()
    If Len(asked) > 0 Then PressButton "data-pack", asked
End Sub

' List what is wrong in the data.
Public Sub CheckWorkbook(control As IRibbonControl)
    PressButton "check-workbook", ""
End Sub

' Say what gave this answer.
Public Sub ExplainCell(control As IRibbonControl)
    PressButton "explain-cell", ""
End Sub

' Spell our functions for another Excel.
Public Sub BringFormulasOver(control As IRibbonControl)
    PressButton "bring-formulas-over", ""
End Sub

' Choose a Scorecard function.
Public Sub InsertFunction(control As IRibbonControl)
    On Error GoTo Failed
    Application.Dialogs(xlDialogFunctionWizard).Show
    Exit Sub
Failed:
    ShowMessage "Select a cell, then press Shift+F3 and choose the category Scorecard.", False
End Sub

' Show the settings.
Public Sub Policy(control As IRibbonControl)
    PressButton "policy", ""
End Sub

' Versions, and where help is.
Public Sub About(control As IRibbonControl)
    PressButton "about", ""
End Sub
