Attribute VB_Name = "ScorecardPython"
Option Explicit
Option Private Module

' Carries cells and button presses to the one Python of this Excel, and answers back.
' No rule of a scorecard is worked out here: that is Python's, in xlscore.

Private Const TITLE As String = "Scorecard"
Private Const UDF_MODULE As String = "xlscore.excel.udfs"
Private Const RIBBON_MODULE As String = "xlscore.excel.ribbon"
Private Const PATIENCE As Long = 30

Private thePython As Object
Private notBefore As Date
Private lastTrouble As String
Private calculationBefore As Long
Private eventsBefore As Boolean
Private isHeld As Boolean

' The one Python: found once and kept, so that no cell reads settings or starts a process of its own.
' After a start that failed, a sheet full of functions does not try again for each of its cells.
Public Function PythonServer() As Object
    If thePython Is Nothing Then
        If Now < notBefore Then Err.Raise vbObjectError + 513, TITLE, lastTrouble
        notBefore = DateAdd("s", PATIENCE, Now)
        Set thePython = XLPy()
        notBefore = 0
    End If
    Set PythonServer = thePython
End Function

' What a worksheet function answers. A Python that has ended is started again, once.
Public Function AnswerOf(ByVal functionName As String, ByVal arguments As Variant) As Variant
    Dim answer As Variant
    Dim attempt As Integer

    arguments = ValuesOfAll(arguments)
    For attempt = 1 To 2
        If Answered(functionName, arguments, answer) Then
            AnswerOf = WithErrors(answer)
            Exit Function
        End If
        Set thePython = Nothing
    Next attempt
    AnswerOf = CVErr(2015)
End Function

Private Function Answered(ByVal functionName As String, ByVal arguments As Variant, ByRef answer As Variant) As Boolean
    On Error GoTo Failed
    answer = PythonServer().CallUDF(UDF_MODULE, functionName, arguments)
    Answered = True
    Exit Function
Failed:
    lastTrouble = Err.Description
End Function

' Ranges travel as their values: one crossing each, dates as serial numbers.
Private Function ValuesOfAll(ByVal arguments As Variant) As Variant
    Dim i As Long

    For i = LBound(arguments) To UBound(arguments)
        If IsObject(arguments(i)) Then arguments(i) = ValuesOf(arguments(i))
    Next i
    ValuesOfAll = arguments
End Function

Private Function ValuesOf(ByVal cells As Object) As Variant
    Dim used As Object

    If cells.Areas.Count > 1 Then
        ValuesOf = CVErr(2015)
        Exit Function
    End If
    Set used = cells
    If cells.Rows.Count = cells.Worksheet.Rows.Count Then
        Set used = Application.Intersect(cells, cells.Worksheet.UsedRange)
    End If
    If used Is Nothing Then
        ValuesOf = Empty
    Else
        ValuesOf = used.Value2
    End If
End Function

' Python names an error by its text; a cell needs the error itself, in blocks too.
Private Function WithErrors(ByVal answer As Variant) As Variant
    Dim r As Long, c As Long

    If Not IsArray(answer) Then
        WithErrors = OneCell(answer)
        Exit Function
    End If
    If Dimensions(answer) = 1 Then
        For c = LBound(answer) To UBound(answer)
            answer(c) = OneCell(answer(c))
        Next c
    Else
        For r = LBound(answer, 1) To UBound(answer, 1)
            For c = LBound(answer, 2) To UBound(answer, 2)
                answer(r, c) = OneCell(answer(r, c))
            Next c
        Next r
    End If
    WithErrors = answer
End Function

Private Function Dimensions(ByVal block As Variant) As Long
    Dim upper As Long

    On Error GoTo Flat
    Dimensions = 1
    upper = UBound(block, 2)
    Dimensions = 2
Flat:
End Function

Private Function OneCell(ByVal answer As Variant) As Variant
    OneCell = answer
    If VarType(answer) <> vbString Then Exit Function
    If Left$(answer, 1) <> "#" Then Exit Function
    Select Case answer
        Case "#NULL!": OneCell = CVErr(2000)
        Case "#DIV/0!": OneCell = CVErr(2007)
        Case "#VALUE!": OneCell = CVErr(2015)
        Case "#REF!": OneCell = CVErr(2023)
        Case "#NAME?": OneCell = CVErr(2029)
        Case "#NUM!": OneCell = CVErr(2036)
        Case "#N/A": OneCell = CVErr(2042)
        Case "#GETTING_DATA": OneCell = CVErr(2043)
        Case "#SPILL!": OneCell = CVErr(2045)
        Case "#CONNECT!": OneCell = CVErr(2046)
        Case "#BLOCKED!": OneCell = CVErr(2047)
        Case "#UNKNOWN!": OneCell = CVErr(2048)
        Case "#FIELD!": OneCell = CVErr(2049)
        Case "#CALC!": OneCell = CVErr(2050)
        Case "#BUSY!": OneCell = CVErr(2051)
    End Select
End Function

' A button: Python does the work on the active workbook and says in one message what it did.
' What the officer was asked travels as one text, a line for each answer.
Public Sub PressButton(ByVal button As String, ByVal asked As String)
    Dim reply As Variant

    On Error GoTo Failed
    notBefore = 0
    HoldStill
    Application.StatusBar = TITLE & ": starting..."
    reply = PythonServer().CallUDF(RIBBON_MODULE, "press", Array(button, asked), ActiveWorkbook)
    GoOn
    ShowMessage reply(1), reply(0) = "done"
    Exit Sub
Failed:
    lastTrouble = Err.Description
    Set thePython = Nothing
    GoOn
    ShowMessage "Python did not answer: " & lastTrouble & vbCrLf & vbCrLf & _
        "Press the button again. If it stays so, run xlscore addin doctor at a command prompt: " & _
        "it names the cause and what to do.", False
End Sub

' While a button works Excel neither draws nor calculates (its cells would call the Python that is busy for it), and no
' macro of the workbook's own answers the cells that change. Python makes calculation manual, once it has kept a copy where
' one is kept; here all of it is given back, also when Python has ended meanwhile.
Private Sub HoldStill()
    calculationBefore = Application.Calculation
    eventsBefore = Application.EnableEvents
    isHeld = True
    Application.EnableEvents = False
    Application.ScreenUpdating = False
End Sub

Private Sub GoOn()
    On Error Resume Next
    If isHeld Then
        Application.ScreenUpdating = True
        Application.EnableEvents = eventsBefore
        Application.Calculation = calculationBefore
    End If
    isHeld = False
    Application.StatusBar = False
End Sub

Public Sub ShowMessage(ByVal text As String, ByVal isGood As Boolean)
    If isGood Then
        MsgBox text, vbInformation, TITLE
    Else
        MsgBox text, vbExclamation, TITLE
    End If
End Sub

' The return workbooks that an officer chooses, a line for each, or nothing.
Public Function ChosenReturns() As String
    Dim chosen As Variant

    chosen = Application.GetOpenFilename("Excel workbooks (*.xlsx;*.xlsm), *.xlsx;*.xlsm", , "Choose the commands' returns", , True)
    If IsArray(chosen) Then ChosenReturns = Join(chosen, vbLf)
End Function

' The extracts and published tables that an officer chooses, a line for each, or nothing.
Public Function ChosenFiles() As String
    Dim chosen As Variant

    chosen = Application.GetOpenFilename("Extracts and tables (*.csv;*.txt;*.gz;*.zip;*.xlsx;*.xlsm;*.parquet), *.csv;*.txt;*.gz;*.zip;*.xlsx;*.xlsm;*.parquet", , "Choose the files to bring in", , True)
    If IsArray(chosen) Then ChosenFiles = Join(chosen, vbLf)
End Function

' The name of the next cycle that an officer types, or nothing.
Public Function ChosenCycle() As String
    ChosenCycle = InputBox("Name of the next cycle, for example Q2 2026-27:", TITLE)
End Function

' The new paper's file and, where the workbook has tables for several papers, the number of the one that is meant; or nothing.
Public Function ChosenNewPaper() As String
    Dim chosen As Variant
    Dim number As String

    If Not WhichPaper(number) Then Exit Function
    chosen = Application.GetSaveAsFilename("Paper.docx", "Word documents (*.docx), *.docx", , "Save the new paper as")
    If VarType(chosen) = vbString Then ChosenNewPaper = chosen & vbLf & number
End Function

' Whether the officer went on; a Python that does not answer says so when the button is pressed.
Private Function WhichPaper(ByRef number As String) As Boolean
    Dim offered As Variant

    On Error GoTo Unasked
    WhichPaper = True
    Application.StatusBar = TITLE & ": looking for what papers can be written..."
    offered = PythonServer().CallUDF(RIBBON_MODULE, "choices", Array("write-paper"), ActiveWorkbook)
    Application.StatusBar = False
    If Val(offered(0)) > 1 Then
        number = InputBox(offered(1), TITLE, "1")
        WhichPaper = Len(number) > 0
    End If
    Exit Function
Unasked:
    Application.StatusBar = False
End Function

' The paper that an officer chooses, or nothing.
Public Function ChosenPaper() As String
    Dim paper As Variant

    paper = Application.GetOpenFilename("Word documents (*.docx;*.docm), *.docx;*.docm", , "Choose the paper")
    If VarType(paper) = vbString Then ChosenPaper = paper
End Function

' The paper that an officer chooses to be read, or nothing.
Public Function ChosenText() As String
    Dim paper As Variant

    paper = Application.GetOpenFilename("Papers (*.docx;*.docm;*.pdf;*.txt;*.md), *.docx;*.docm;*.pdf;*.txt;*.md", , "Choose the paper to be checked")
    If VarType(paper) = vbString Then ChosenText = paper
End Function

' Where an officer wants the data pack, or nothing.
Public Function ChosenPack() As String
    Dim chosen As Variant

    chosen = Application.GetSaveAsFilename("Data pack.xlsx", "Excel workbooks (*.xlsx), *.xlsx", , "Save the data pack as")
    If VarType(chosen) = vbString Then ChosenPack = chosen
End Function
