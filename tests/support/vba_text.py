"""VBA text made ready for LibreOffice's Basic, which reads some of it otherwise than Excel does.

- `#If … #Else` is not understood: both branches would run. It is decided here, and the other branch commented out.
- `Application.Caller` is empty and `TypeOf Application.Caller Is Range` raises an error: both go.
- `CVErr(…)` would reach the cell as a text; the bridge's own function makes it a real error.
- `base` is a word of its own, not a name: it becomes another name.
- `IRibbonControl` and `IRibbonUI` are not known: they become plain objects.

Nothing else is touched, so what runs is what ships.
"""

from __future__ import annotations

import re
from typing import Any

CONSTANTS = {"vba7": True, "vba6": True, "win64": True, "win32": True, "win16": False, "mac": False}
WORDS = {"and": "and", "or": "or", "not": "not", "true": "True", "false": "False", "=": "==", "<>": "!="}
TOKEN = re.compile(r'"[^"]*"|<>|<=|>=|[=<>()]|[\w.]+')
DIRECTIVE = re.compile(
    r"\s*#(const|if|elseif|else|end\s*if)\b(.*?)(?:\bthen)?\s*(?:'[^\"]*)?$", re.IGNORECASE
)
REWRITTEN = (
    (
        re.compile(r"\bIf\s+TypeOf\s+Application\.Caller\s+Is\s+Range\s+Then\s+(?=On Error)", re.IGNORECASE),
        "",
    ),
    (re.compile(r"\bTypeOf\s+Application\.Caller\s+Is\s+Range\b", re.IGNORECASE), "True"),
    (re.compile(r"\bApplication\.Caller\b", re.IGNORECASE), "Nothing"),
    (re.compile(r"(?<![.\w])CVErr(?=\s*\()", re.IGNORECASE), "CellErrorInLibreOffice"),
    (re.compile(r"(?<!Option )\bbase\b", re.IGNORECASE), "baseInLibreOffice"),
    (re.compile(r"\bAs\s+IRibbon(?:Control|UI)\b", re.IGNORECASE), "As Object"),
)


def for_libreoffice(text: str) -> str:
    """Return a VBA module's text as LibreOffice can run it (see the module), line for line."""
    return "\n".join(_rewritten(line) for line in decided(text).split("\n"))


def _rewritten(line: str) -> str:
    outside_quotes = line.split('"')
    for pattern, instead in REWRITTEN:
        outside_quotes[::2] = [pattern.sub(instead, piece) for piece in outside_quotes[::2]]
    return '"'.join(outside_quotes)


def decided(text: str) -> str:
    """Return VBA text with its `#If` blocks decided as 64-bit Office on Windows decides them.

    >>> print(decided('#Const Loud = False\\n#If Loud Or Mac Then\\nBeep\\n#Else\\nDoEvents\\n#End If'))
    '#Const Loud = False
    '#If Loud Or Mac Then
    'Beep
    '#Else
    DoEvents
    '#End If
    """
    constants: dict[str, Any] = dict(CONSTANTS)
    blocks: list[tuple[bool, bool]] = []  # for each open block: runs now; a branch was taken
    lines = []
    for line in text.splitlines():
        directive = DIRECTIVE.match(line)
        runs = all(running for running, _ in blocks)
        if directive is None:
            lines.append(line if runs else "'" + line)
            continue
        lines.append("'" + line)
        word, rest = directive[1].lower().replace(" ", ""), directive[2]
        if word == "const" and runs:
            name, _, value = rest.partition("=")
            constants[name.strip().lower()] = _value(value, constants)
        elif word == "if":
            taken = _value(rest, constants)
            blocks.append((taken, taken))
        elif word == "elseif":
            _, taken = blocks.pop()
            now = not taken and _value(rest, constants)
            blocks.append((now, taken or now))
        elif word == "else":
            _, taken = blocks.pop()
            blocks.append((not taken, True))
        elif word == "endif":
            blocks.pop()
    return "\n".join(lines) + "\n" * text.endswith("\n")


def _value(expression: str, constants: dict[str, Any]) -> Any:
    words = (_word(token, constants) for token in TOKEN.findall(expression))
    return eval(" ".join(words), {"__builtins__": {}})  # the words are literals and operators only


def _word(token: str, constants: dict[str, Any]) -> str:
    if token.lower() in WORDS:
        return WORDS[token.lower()]
    return repr(constants.get(token.lower(), False)) if token[0].isalpha() else token
