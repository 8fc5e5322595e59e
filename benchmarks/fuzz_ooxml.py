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
from collections.abc import Sequence
from itertools import compress, count
from pathlib import Path
from typing import Any

import atheris
from atheris import instrument_bytecode as bytecode
from atheris.import_hook import HookManager

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

# What runs a thousand times for each input tells little about it and costs most of the time.
TOO_OFTEN = {"xml.splice", "xml.text", "xml.tree", "values.addresses", "opc.relationships", "opc.part_names"}
EXCLUDED = {f"xlscore.ooxml.{name}" for name in TOO_OFTEN} | {"xlscore.errors", "xlscore.ooxml.errors"}
REACHED: list[int] = []
"""Of each branch, and of each edit after each other, whether the input at hand came there."""
COUNTERS: list[int] = []
"""libFuzzer's number for each of them."""


def reserve(how_many: int = 1) -> int:
    """Return the place of the first of some new things to be reached."""
    COUNTERS.extend(atheris._reserve_counter() for _ in range(how_many))
    REACHED.extend([0] * how_many)
    return len(REACHED) - how_many


def note_branch(code: Any, before: Any) -> list[Any]:
    """Return the instructions that note a branch: `REACHED[place] = 1`.

    Atheris calls a function of C++ there, 70,000 times for each input, which takes as long as all else. It is called once
    for each branch after the input instead: libFuzzer learns which branches were reached, not how often.
    """
    listed = next((at for at, each in enumerate(code.consts) if each is REACHED), len(code.consts))
    if listed == len(code.consts):
        code.consts.append(REACHED)
    loaded = [code._get_const(1), listed, code._get_const(reserve())]
    steps = [*(("LOAD_CONST", each) for each in loaded), ("STORE_SUBSCR", None)]
    return [bytecode._generate_instruction(name, given, before) for name, given in steps]


bytecode.Instrumentor._generate_trace_branch_invocation = note_branch

# Branches alone: the texts that are compared come from the workbook, hardly one of them from an input.
with HookManager({"xlscore"}, EXCLUDED, enable_loader_override=False, trace_dataflow=False):
    from tests.support.fuzzed_course import OOXML_EDITS, course
    from tests.support.fuzzed_desk import Desk, Edit
    from tests.support.fuzzed_engine_edits import ENGINE_EDITS

SEEDS, LENGTH, LONGEST = 64, 160, 320
INPUTS, SWEPT = count(), 100
# One input in four works through xlwings as well.
BOTH, THROUGH_XLWINGS = (*OOXML_EDITS, *ENGINE_EDITS), 192


class Sequels:
    """Notes which edit came after which, so that an input with a new pair of them is kept."""

    def __init__(self, edits: Sequence[tuple[Edit, str]]) -> None:
        """Give each edit a number; some are listed several times."""
        self.numbers = {made: number for number, made in enumerate(dict(edits))}
        self.first, self.last = reserve(len(self.numbers) ** 2), 0

    def noted(self, edits: Sequence[tuple[Edit, str]]) -> list[tuple[Edit, str]]:
        """Return edits that are noted when they are made."""
        return [(self.noting(made), may_change) for made, may_change in edits]

    def noting(self, made: Edit) -> Edit:
        """Return one of them."""
        number, many = self.numbers[made], len(self.numbers)

        def follow(desk: Desk) -> None:
            REACHED[self.first + self.last * many + number] = 1
            self.last = number
            made(desk)

        return follow


SEQUELS = Sequels(BOTH)
NOTED_OOXML, NOTED_BOTH = SEQUELS.noted(OOXML_EDITS), SEQUELS.noted(BOTH)


def one_input(data: bytes) -> None:
    """Follow the course that an input describes."""
    SEQUELS.last = 0
    course(data[1:], NOTED_BOTH if data and data[0] >= THROUGH_XLWINGS else NOTED_OOXML)
    # What a cache held at the end of an earlier input, and gave up since, is older than the youngest.
    gc.collect(2 if next(INPUTS) % SWEPT == 0 else 0)


def tell() -> None:
    """Tell libFuzzer what an input reached."""
    for counter in compress(COUNTERS, REACHED):
        atheris._trace_branch(counter)
    REACHED[:] = [0] * len(REACHED)


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
    tell()


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
