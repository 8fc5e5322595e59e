"""What a paper says, held against what the workbook knows: which sentences do the tables contradict?

Sentences are read from a document (`texts`), claims from sentences (`claims`), facts from the workbook (`facts`); `verdicts` hold
one against the other with exact arithmetic, `telling` says what came of it. Nothing is guessed: where a sentence or the
workbook leaves anything open, the verdict is that it cannot be told, and why.
"""
