Attribute VB_Name = "ScorecardSpecial"
Option Explicit

' Functions named by a word of VBA, in a module apart: should an Excel refuse it, the others still work.
' Written by `xlscore addin generate`; change Python and generate again.

' Return a control chart's rows, header first: value, mean, limits, near limits, signal, type.
Public Function [SPC](values, Optional higher_is_better, Optional target, Optional rebase_at, Optional screen, Optional baseline)
    [SPC] = AnswerOf("SPC_TABLE", Array(values, higher_is_better, target, rebase_at, screen, baseline))
End Function
