"""Coverage-guided fuzzing of the workbook editor: open, twenty edits, save, open again.

    pip install -e ".[fuzz,test]"
    python benchmarks/fuzz_ooxml.py FOLDER -timeout=20 -runs=100000
    python benchmarks/fuzz_ooxml.py FINDING

The folder keeps the inputs that reached something new; what follows it are libFuzzer's own options. Each finding is written
beside the folder once, under the place where it came up, and the run goes on; a hang ends it. The second form runs one input
once more. An input decides on the workbook, its damage and its edits (`tests/support/fuzzed_workbooks.py`, `fuzzed_edits.py`,
`fuzzed_engine_edits.py`); what must hold is in `tests/support/fuzzed_course.py`. The tests ask it of some inputs on every run.
"""

from __future__ import annotations

import gc
import random
import sys
import traceback
from pathlib import Path

import atheris
from atheris.import_hook import HookManager

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# What runs a thousand times for each input tells little about it and costs most of the time.
TOO_OFTEN = {"xml.splice", "xml.text", "xml.tree", "values.addresses", "opc.relationships", "opc.part_names"}
EXCLUDED = {f"xlscore.ooxml.{name}" for name in TOO_OFTEN} | {"xlscore.errors", "xlscore.ooxml.errors"}

# Branches alone: the texts that are compared come from the workbook, hardly one of them from an input.
with HookManager({"xlscore"}, EXCLUDED, enable_loader_override=False, trace_dataflow=False):
    from tests.support.fuzzed_course import OOXML_EDITS, course
    from tests.support.fuzzed_engine_edits import ENGINE_EDITS

SEEDS, LENGTH, LONGEST = 64, 160, 320
# One input in four works through xlwings as well, which is several times as slow.
BOTH, THROUGH_XLWINGS = (*OOXML_EDITS, *ENGINE_EDITS), 192


def one_input(data: bytes) -> None:
    """Follow the course that an input describes."""
    course(data[1:], BOTH if data and data[0] >= THROUGH_XLWINGS else OOXML_EDITS)
    gc.collect(0)


def noted(findings: Path, data: bytes) -> None:
    """Follow a course; what does not hold is written down, unless it came up at the same place before."""
    try:
        one_input(data)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-3:]
        name = "-".join(
            [type(error).__name__, *(f"{Path(each.filename).stem}.{each.lineno}" for each in last)]
        )
        if not (findings / name).exists():
            (findings / name).write_bytes(data)
            (findings / f"{name}.txt").write_text("".join(traceback.format_exception(error)))


def seed(folder: Path) -> None:
    """Give an empty folder some inputs to begin with, long enough for twenty edits."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        for number in range(SEEDS):
            (folder / f"seed-{number}").write_bytes(random.Random(number).randbytes(LENGTH))


def main(name: str, *options: str) -> None:
    """Run one input, or libFuzzer on a folder of them."""
    given = Path(name)
    if given.is_file():
        one_input(given.read_bytes())
        return
    seed(given)
    findings = given.parent / "findings"
    findings.mkdir(exist_ok=True)
    gc.freeze()
    gc.disable()
    # Twenty edits need their bytes from the start; libFuzzer would begin with short inputs.
    usual = ("-len_control=0", f"-max_len={LONGEST}", f"-artifact_prefix={findings}/", "-print_final_stats=1")
    atheris.Setup([sys.argv[0], name, *usual, *options], lambda data: noted(findings, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
