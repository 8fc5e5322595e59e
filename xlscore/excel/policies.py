"""What a force's IT may have set that keeps an add-in or its Python from running, as the registry shows it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from xlscore.errors import XlscoreError
from xlscore.excel.machine import Machine

__all__ = ["CHILD_PROCESS_RULE", "macro_findings", "process_findings"]

CHILD_PROCESS_RULE: Final = "D4F940AB-401B-4EFC-AADC-AD5F3C50688A"
"""Microsoft's attack surface reduction rule "Block all Office applications from creating child processes"."""

_OFFICE: Final = r"Microsoft\Office\16.0"
_BLOCKS: Final = {"1": "blocks", "6": "warns of"}
_RULE_KEYS: Final = (
    r"SOFTWARE\Policies\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
    r"SOFTWARE\Microsoft\Windows Defender\Windows Defender Exploit Guard\ASR\Rules",
)
_MANAGED_RULES: Final = r"SOFTWARE\Policies\Microsoft\Windows Defender\Policy Manager"

Said = tuple[bool, str, str]
"""Whether it is fine, what was found, and what to do."""


def _set(machine: Machine, key: str, name: str) -> int:
    """Return a switch of Office: a policy wins over the user's own setting; 0 where neither is there."""
    for hive in ("HKCU", "HKLM"):
        for branch in ("Software\\Policies", "Software"):
            value = machine.registry(hive, f"{branch}\\{_OFFICE}\\{key}", name)
            if value is not None:
                return int(value) if str(value).isdigit() else 0
    return 0


def macro_findings(machine: Machine) -> Iterator[Said]:
    """Return what is set about macros and add-ins."""
    if _set(machine, "Common", "VBAOff"):
        yield (
            False,
            "VBA is switched off for all of Office.",
            "IT: take back the policy 'Disable VBA for Office applications'.",
        )
        return
    if _set(machine, r"Excel\Security", "DisableAllAddins"):
        yield (
            False,
            "All add-ins of Excel are switched off.",
            (
                "Excel > Options > Trust Center > Add-ins, or IT: the policy 'Disable all application add-ins'."
            ),
        )
    if _set(machine, r"Excel\Security", "RequireAddinSig"):
        yield (
            False,
            "Excel takes only signed add-ins.",
            (
                "IT: sign xlscore.xlam with the force's certificate, or take back 'Require that application add-ins are"
                " signed'."
            ),
        )
    if not _set(machine, r"Excel\Security\Trusted Locations", "AllLocationsDisabled"):
        yield True, "Trusted locations are in use; the start folder is one, so the add-in's macros run", ""
        return
    warnings = _set(machine, r"Excel\Security", "VBAWarnings") or 2
    if warnings >= 3:
        yield (
            False,
            "Trusted locations are switched off, and only signed macros or none may run.",
            (
                "IT: allow trusted locations, or sign xlscore.xlam with the force's certificate and trust its publisher."
            ),
        )
    else:
        yield True, "Macros may run; Excel may ask once whether to enable them", ""


def process_findings(machine: Machine, waits: bool) -> Iterator[Said]:
    """Return whether Excel may start Python; `waits` says that it only looks for one that already runs."""
    state = _rule_state(machine)
    if state in _BLOCKS and not waits:
        yield (
            False,
            f"Windows Defender {_BLOCKS[state]} programs that Office starts, and Excel has to start Python.",
            (
                "Run `xlscore addin install --server-at-logon`: Python then starts with the logon and Excel starts nothing."
                f" Or IT: an exclusion from rule {CHILD_PROCESS_RULE} for this Python."
            ),
        )
    elif not waits:
        yield True, "Excel may start Python: one for all its workbooks", ""
    if not waits:
        return
    try:
        started = machine.server_file.exists()
    except XlscoreError:  # a computer without the folder has no such file
        started = False
    if started:
        yield True, "Python starts with the logon; Excel starts no process", ""
    else:
        yield (
            False,
            "The add-in waits for a Python that nothing starts.",
            (
                "Run `xlscore addin install --server-at-logon` again, or `xlscore addin install` to let Excel start it."
            ),
        )


def _rule_state(machine: Machine) -> str:
    for key in _RULE_KEYS:
        value = machine.registry("HKLM", key, CHILD_PROCESS_RULE)
        if value is not None:
            return str(value)
    managed = str(machine.registry("HKLM", _MANAGED_RULES, "ASRRules") or "")
    for rule in managed.split("|"):
        name, _, value = rule.partition("=")
        if name.strip("{} ").upper() == CHILD_PROCESS_RULE:
            return value.strip()
    return ""
