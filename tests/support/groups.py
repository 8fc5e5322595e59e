"""Tests of one `xdist_group` on one worker.

pytest-xdist writes the group behind a test's name, which pytest 9.2 does not let it: the tests of a group would be handed out
one by one, unsaid, and what a module makes once would be made on every worker. So each worker writes down the groups that
it collected, and they are read from there before the tests are handed out.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import pytest
from xdist.scheduler import LoadGroupScheduling
from xdist.workermanage import WorkerController

__all__ = ["ByGroup", "pytest_collection_finish", "pytest_configure_node", "pytest_xdist_make_scheduler"]

_FOLDER: Final = pytest.StashKey["TemporaryDirectory[str]"]()
_GROUPS: Final = "groups"


class ByGroup(LoadGroupScheduling):
    """Gives a worker the tests of a group; of those in none one test, or where tests are quick the tests of a file.

    One by one, thousands of quick tests wait longer for their turn than they take. Among the slow ones a file may take
    minutes, and no worker should be idle at the end.
    """

    @cached_property
    def groups(self) -> dict[str, str]:
        """Return the group of each test that is in one."""
        written = sorted(Path(self.config.stash[_FOLDER].name).glob("*.json"))
        return dict(json.loads(written[0].read_text("utf-8"))) if written else {}

    @cached_property
    def by_file(self) -> bool:
        """Return whether the slow tests are left out."""
        return "not slow" in self.config.option.markexpr

    def _split_scope(self, nodeid: str) -> str:
        return self.groups.get(nodeid) or (nodeid.partition("::")[0] if self.by_file else nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByGroup | None:
    """Hand tests out by their groups, unless another way is asked for."""
    return ByGroup(config, log) if config.getoption("dist") == "loadgroup" else None


def pytest_configure_node(node: WorkerController) -> None:
    """Tell a worker where to write the groups."""
    stash = node.config.stash
    if _FOLDER not in stash:
        stash[_FOLDER] = folder = TemporaryDirectory(prefix="groups-", ignore_cleanup_errors=True)
        node.config.add_cleanup(folder.cleanup)
    node.workerinput[_GROUPS] = stash[_FOLDER].name


@pytest.hookimpl(tryfirst=True)  # before the worker says that it has collected
def pytest_collection_finish(session: pytest.Session) -> None:
    """Write down the group of each test, on a worker."""
    told = getattr(session.config, "workerinput", {})
    if _GROUPS in told:
        marked = ((item.nodeid, item.get_closest_marker("xdist_group")) for item in session.items)
        groups = {test: str(mark.args[0]) for test, mark in marked if mark is not None}
        Path(told[_GROUPS], f"{told['workerid']}.json").write_text(json.dumps(groups), "utf-8")
