"""A page in real Chromium: shown, pressed and read out, by the DevTools protocol over a pipe."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from tests.support.tools import PACKAGES, ROOT, find_tool, missing

SECONDS = 60
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_KEYS = {"Enter": (13, "\r"), " ": (32, " "), "Tab": (9, ""), "Escape": (27, ""), "End": (35, ""), "Home": (36, "")} | {
    f"Arrow{name}": (37 + number, "") for number, name in enumerate(("Left", "Up", "Right", "Down"))
}  # fmt: skip


def require_chromium() -> str:
    """Return the path of Chromium; without it, skip or fail the running test (see tests.support.tools)."""
    found = next(filter(None, map(find_tool, NAMES)), None)
    return found or missing(f"Chromium is not installed ({PACKAGES[NAMES[0]]} has it)")


def require_axe() -> str:
    """Return the source of axe-core, which finds faults of accessibility; without it, skip or fail the running test."""
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    # Beside the folder of a project's commands, or where a global installation keeps its packages.
    beside = [
        place for folder in folders for place in (folder.parent, folder.parent / "lib" / "node_modules")
    ]
    files = (place / "axe-core" / "axe.min.js" for place in (ROOT / "node_modules", *beside))
    found = next((file for file in files if file.is_file()), None)
    return (
        found.read_text(encoding="utf-8")
        if found
        else missing("axe-core is not installed (npm's axe-core has it)")
    )


class ChromiumError(Exception):
    """What Chromium says went wrong."""


class Chromium:
    """A browser with one page, to be used as a context; a second page opens in place of the first."""

    def __init__(self) -> None:
        self._number = 0
        self._waiting = b""
        self.said: list[dict[str, Any]] = []
        """Events that came in meanwhile: requests, console messages."""

    def __enter__(self) -> Chromium:
        program = require_chromium()
        self._profile = tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True)
        to_browser, self._to = os.pipe()
        self._from, from_browser = os.pipe()

        def as_three_and_four() -> None:
            first, second = os.dup(to_browser), os.dup(from_browser)
            os.dup2(first, 3)
            os.dup2(second, 4)

        self._process = subprocess.Popen(
            [
                program, "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
                "--remote-debugging-pipe", f"--user-data-dir={self._profile.name}", "about:blank",
            ],
            preexec_fn=as_three_and_four,
            close_fds=False,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        target = next(one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self._session = ""
        self._session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)[
            "sessionId"
        ]
        for domain in ("Page", "Runtime", "Network", "Log", "Accessibility", "DOM"):
            self.ask(f"{domain}.enable")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._to)
        self._process.terminate()
        self._process.wait(SECONDS)
        os.close(self._from)
        self._profile.cleanup()

    # -- the protocol --

    def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Return what a command answers."""
        self._number += 1
        told: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if getattr(self, "_session", ""):
            told["sessionId"] = self._session
        os.write(self._to, json.dumps(told).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                if "error" in answer:
                    raise ChromiumError(f"{method}: {answer['error']}")
                result: dict[str, Any] = answer["result"]
                return result
            self.said.append(answer)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + SECONDS
        while b"\0" not in self._waiting:
            ready, _, _ = select.select([self._from], [], [], max(0.0, until - time.monotonic()))
            piece = os.read(self._from, 1 << 20) if ready else b""
            if not piece:
                raise ChromiumError("Chromium does not answer.")
            self._waiting += piece
        message, _, self._waiting = self._waiting.partition(b"\0")
        answer: dict[str, Any] = json.loads(message)
        return answer

    # -- the page --

    def open(self, file: Path, width: int = 1400, height: int = 1000, **features: str) -> None:
        """Open a file; `features` are media features that the page is told, with _ for -."""
        self.size(width, height)
        self.ask(
            "Emulation.setEmulatedMedia",
            features=[{"name": name.replace("_", "-"), "value": value} for name, value in features.items()],
        )
        self.ask("Page.navigate", url=file.as_uri())
        until = time.monotonic() + SECONDS
        while self.run("document.readyState") != "complete":
            assert time.monotonic() < until
        self.ask("Page.bringToFront")

    def size(self, width: int, height: int) -> None:
        """Make the window so many CSS pixels large."""
        self.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )

    def run(self, script: str) -> Any:
        """Return what a script comes to; a promise is waited for."""
        answer = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise ChromiumError(str(answer["exceptionDetails"]))
        return answer["result"].get("value")

    def press(self, *keys: str, shift: bool = False) -> None:
        """Press keys one after the other, as a person does."""
        for key in keys:
            code, text = _KEYS[key]
            told = {
                "key": key,
                "code": "Space" if key == " " else key,
                "windowsVirtualKeyCode": code,
                "modifiers": 8 * shift,
            }
            self.ask("Input.dispatchKeyEvent", type="keyDown", text=text, **told)
            self.ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def point(self, selector: str, *, press: bool = False) -> None:
        """Move the pointer to the middle of an element, and perhaps press there."""
        box = self.run(
            f"(() => {{ const e = document.querySelector({json.dumps(selector)}); e.scrollIntoView({{block: 'center'}});"
            " const b = e.getBoundingClientRect(); return [b.x + b.width / 2, b.y + b.height / 2]; })()"
        )
        at = {"x": box[0], "y": box[1]}
        self.ask("Input.dispatchMouseEvent", type="mouseMoved", **at)
        if press:
            for kind in ("mousePressed", "mouseReleased"):
                self.ask("Input.dispatchMouseEvent", type=kind, button="left", clickCount=1, **at)

    def picture(self, *, whole: bool = False) -> bytes:
        """Return a PNG of the window, or of the whole page."""
        return base64.b64decode(self.ask("Page.captureScreenshot", captureBeyondViewport=whole)["data"])

    def pdf(self) -> bytes:
        """Return the page as it prints."""
        return base64.b64decode(
            self.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
        )

    def read_out(self) -> list[Mapping[str, str]]:
        """Return what a screen reader meets, in order: role, name, and states of each element that is not ignored."""
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        found = []
        for node in nodes:
            if node.get("ignored"):
                continue
            states = {one["name"]: str(one["value"].get("value")) for one in node.get("properties", ())}
            name = node.get("name", {}).get("value", "")
            found.append({"role": node["role"]["value"], "name": name, **states})
        return found
