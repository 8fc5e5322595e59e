"""What a command does not need is not loaded: xlwings looks for pandas, numpy, pictures of plots and what its paid
part is locked by, which takes longer than it does itself.

A script that uses the engine has them as ever: this is for the process of a command alone.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from types import ModuleType
from typing import Final

__all__ = ["leave_out_tables"]

_ASKED_BY: Final = "xlwings"
_LEFT_OUT: Final = ("pandas", "numpy", "polars", "matplotlib", "PIL", "cryptography")


def leave_out_tables() -> None:
    """Have xlwings, once somebody imports it, find none of the packages for which no command has a use."""
    if _ASKED_BY not in sys.modules:
        sys.meta_path.insert(0, _Finder())


class _Finder(MetaPathFinder):
    """Finds xlwings, once, as everybody finds it, and has it loaded in a room without those packages."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where xlwings is and how it is loaded, None for every other module."""
        if fullname != _ASKED_BY:
            return None
        sys.meta_path.remove(self)
        spec = find_spec(fullname)
        if spec is not None and spec.loader is not None:
            spec.loader = _Alone(spec.loader)
        return spec


class _Alone(Loader):
    """Loads as another loader does, while none of those packages is to be found."""

    def __init__(self, loader: Loader) -> None:
        self._loader = loader

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        """Return what the other loader makes."""
        return self._loader.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        """Load the module, and what it imports, without them."""
        with _without(_LEFT_OUT):
            self._loader.exec_module(module)


@contextmanager
def _without(names: Sequence[str]) -> Iterator[None]:
    """Hide the packages that are not loaded yet."""
    hidden = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # type: ignore[arg-type] # None says that there is none
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
