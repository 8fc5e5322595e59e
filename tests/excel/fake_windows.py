"""Enough of Windows for the real Windows half of xlwings to run anywhere: stubs of pywin32 and of some DLLs.

Only for a process of its own (`python -m tests.excel.classic_lane`), because it changes `sys.platform`.
"""

from __future__ import annotations

import ctypes
import datetime
import importlib
import sys
import threading
from types import ModuleType, SimpleNamespace
from typing import Any

# Whatever looks at the platform while it is imported comes first.
EARLY = (
    "asyncio", "concurrent.futures", "importlib.metadata", "logging", "lxml.etree", "multiprocessing", "numpy", "openpyxl",
    "pandas", "pathlib", "subprocess", "tempfile", "xlsxwriter", "zipfile",
)  # fmt: skip


class ComError(Exception):
    """What pywin32 raises for a failed COM call."""


ComError.__name__ = "com_error"


class Anything:
    """Answers every attribute and call with itself."""

    def __getattr__(self, name: str) -> Anything:
        return Anything()

    def __call__(self, *args: Any, **named: Any) -> Anything:
        return Anything()


class FakeDll:
    """A library whose functions can be named and configured."""

    def __init__(self, *args: Any, **named: Any) -> None:
        """Load nothing."""

    def __getattr__(self, name: str) -> Any:
        function = SimpleNamespace(restype=None, argtypes=None)
        setattr(self, name, function)
        return function


def _module(name: str, **members: Any) -> ModuleType:
    module = ModuleType(name)
    module.__dict__.update(members)
    module.__path__ = []
    sys.modules[name] = module
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    return module


def install() -> Any:
    """Return xlwings as a Windows computer imports it."""
    for name in EARLY:
        importlib.import_module(name)
    no_dispatch = type("PyIDispatch", (), {})
    _module("pywintypes", com_error=ComError, error=OSError, TimeType=datetime.datetime, IID=str)
    _module("win32api", GetCurrentThreadId=threading.get_ident)
    for name in ("win32con", "win32event"):
        _module(name)
    _module(
        "win32gui", FindWindowEx=lambda *a: 1, SetForegroundWindow=lambda *a: None, IsWindow=lambda *a: True
    )
    _module("win32process", GetWindowThreadProcessId=lambda window: (0, 4242))
    _module("win32timezone", TimeZoneInfo=SimpleNamespace(utc=lambda: datetime.UTC))
    _module(
        "pythoncom", __file__="pythoncom.dll", CoInitialize=lambda *a: None, IID_IDispatch="dispatch", IID_IEnumVARIANT="variants",
        TypeIIDs={"dispatch": no_dispatch}, com_error=ComError, ole_error=ComError,
        CoMarshalInterThreadInterfaceInStream=lambda iid, item: item,
        CoGetInterfaceAndReleaseStream=lambda stream, iid: stream,
    )  # fmt: skip
    _module("win32com")
    _module(
        "win32com.client", Dispatch=lambda item, **k: item, DispatchEx=lambda item, **k: item,
        CDispatch=type("CDispatch", (), {}), DispatchBaseClass=type("DispatchBaseClass", (), {}),
        CoClassBaseClass=type("CoClassBaseClass", (), {}),
    )  # fmt: skip
    _module("win32com.client.gencache", EnsureModule=lambda *a, **k: None)
    _module("win32com.server")
    _module("win32com.server.util", wrap=lambda item, *a, **k: item, unwrap=_not_ours)
    _module("win32com.server.policy", DefaultPolicy=object)
    _module("win32com.server.dispatcher")
    ctypes.oledll = ctypes.windll = Anything()  # type: ignore[attr-defined]  # only Windows has them
    ctypes.PyDLL = FakeDll  # type: ignore[misc,assignment]  # as above
    sys.platform = "win32"
    return importlib.import_module("xlwings")


def _not_ours(item: Any) -> Any:
    raise ValueError("not an object of the server")
