"""Answers worked out in processes of their own: one that takes too long is ended, and takes nothing else with it."""

from __future__ import annotations

import asyncio
import json
import logging
import multiprocessing
import sys
from base64 import b64decode, b64encode
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

from xlscore.errors import XlscoreError
from xlscore.web.server_settings import ServerSettings
from xlscore.web.server_tokens import RefusedQuestionError

__all__ = ["ANSWERS", "Workers"]

_NOT_TAKEN: Final = ("files", "say", "drawn")
"""What comes along with a button in the browser alone."""
_STARTS_WITHIN: Final = 60.0
_BUSY: Final = "The server is busy; try again in a minute."
_LONG: Final = (
    "That took the server too long and was stopped. Try again, or use the page that computes in the browser."
)
_GONE: Final = "The server could not work this out, and nothing was changed. Tell whoever looks after it."

_log = logging.getLogger(__name__)


class _Worker:
    """One process, and the line to it."""

    def __init__(self, memory: int) -> None:
        # A fresh interpreter: a copy of the server would have its connections, and others' workbooks, in its memory.
        made = multiprocessing.get_context("spawn")
        self.line, there = made.Pipe()
        self.process = made.Process(target=_work, args=(there, memory), daemon=True)
        self.process.start()
        self._is_ready = False
        there.close()

    def ask(self, kind: str, text: str, name: str, seconds: float) -> str:
        """Return the answer as JSON; raises TimeoutError or EOFError where none came."""
        if not self._is_ready:  # a fresh process has to read its code, which is no part of the answer
            if not self.line.poll(_STARTS_WITHIN):
                raise TimeoutError
            self._is_ready = bool(self.line.recv())
        self.line.send((kind, text, name))
        if not self.line.poll(seconds):
            raise TimeoutError
        ended, answer = self.line.recv()
        if not ended:
            raise RefusedQuestionError(400, answer)
        return str(answer)

    def end(self) -> None:
        self.process.kill()
        self.process.join()
        self.line.close()


class Workers:
    """So many processes, each of which answers one question at a time."""

    def __init__(self, settings: ServerSettings) -> None:
        self._settings = settings
        self._free: asyncio.Queue[_Worker] = asyncio.Queue()
        self._all: set[_Worker] = set()
        self._waiting = 0

    async def start(self) -> None:
        """Start the processes."""
        for _ in range(self._settings.workers):
            self._add()

    async def stop(self) -> None:
        """End the processes."""
        for worker in self._all:
            await asyncio.to_thread(worker.end)
        self._all.clear()

    async def ask(self, kind: str, text: str, name: str, seconds: float) -> str:
        """Return the answer to a question as JSON; one that takes too long, or brings its process down, is refused."""
        if self._waiting >= self._settings.waiting:
            raise RefusedQuestionError(503, _BUSY)
        self._waiting += 1
        try:
            worker = await self._free.get()
        finally:
            self._waiting -= 1
        try:
            # Whoever asked may have gone: the process is free again only when it has answered.
            return await asyncio.shield(asyncio.ensure_future(self._asked(worker, kind, text, name, seconds)))
        except TimeoutError:
            raise RefusedQuestionError(503, _LONG) from None
        except (EOFError, OSError):
            raise RefusedQuestionError(500, _GONE) from None

    async def _asked(self, worker: _Worker, kind: str, text: str, name: str, seconds: float) -> str:
        try:
            answer = await asyncio.to_thread(worker.ask, kind, text, name, seconds)
        except RefusedQuestionError:
            self._free.put_nowait(worker)
            raise
        except BaseException:
            self._all.discard(worker)
            await asyncio.to_thread(worker.end)
            self._add()
            raise
        self._free.put_nowait(worker)
        return answer

    def _add(self) -> None:
        worker = _Worker(self._settings.memory)
        self._all.add(worker)
        self._free.put_nowait(worker)


def _work(line: Connection, memory: int) -> None:
    """Answer questions until the line is closed."""
    import xlscore.web.looking
    import xlscore.web.press  # noqa: F401  (takes seconds the first time, which nobody should wait for)

    _limit(memory)
    line.send(True)
    while True:
        try:
            kind, text, name = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            line.send((True, ANSWERS[kind](text, name)))
        except UnreadQuestionError as error:
            line.send((False, str(error)))
        except MemoryError:
            return  # the line is closed, and a new process begins
        except Exception:
            _log.exception("%s failed", kind)
            return


def _limit(memory: int) -> None:
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))


class UnreadQuestionError(XlscoreError):
    """A question that is none; the sentence says why."""


def _call(text: str, _name: str) -> str:
    from xlscore.web.calls import MOST_CALLS, call

    calls = _read(text)
    if not isinstance(calls, list):
        raise UnreadQuestionError("These are no calls: a list of [name, arguments] is.")
    if len(calls) > MOST_CALLS:
        raise UnreadQuestionError(f"More than {MOST_CALLS:,} calls in one batch; send several.")
    return call(text)


def _press(text: str, name: str) -> str:
    from xlscore.web.press import press

    file, options = _book(text)
    filled, answer = press(name, file, options)
    return json.dumps({"file": _sent(filled), "answer": answer})


def _plan(text: str, name: str) -> str:
    from xlscore.web.plans import plan

    edits, answer = plan(name, *_book(text))
    return json.dumps({"edits": edits, "answer": answer})


def _look(text: str, _name: str) -> str:
    from xlscore.web.looking import look

    return _of_book(look, text)


def _judge(text: str, _name: str) -> str:
    from xlscore.web.looking import judge

    return _of_book(judge, text)


def _maps(text: str, _name: str) -> str:
    from xlscore.web.looking import draw_maps

    return _of_book(draw_maps, text)


def _of_book(door: Callable[[bytes, str], dict[str, Any]], text: str) -> str:
    from xlscore.web.door import UNNAMED

    file, options = _file(text)
    name = options.get("name")
    return json.dumps(door(file, name if isinstance(name, str) and name else UNNAMED))


ANSWERS: Final[dict[str, Callable[[str, str], str]]] = {
    "call": _call,
    "press": _press,
    "plan": _plan,
    "look": _look,
    "judge": _judge,
    "maps": _maps,
}


def _book(text: str) -> tuple[bytes, dict[str, Any]]:
    """Return the workbook and the options of a button; a further file would have to be kept for a moment, so none is taken."""
    file, options = _file(text)
    return file, {name: value for name, value in options.items() if name not in _NOT_TAKEN}


def _file(text: str) -> tuple[bytes, dict[str, Any]]:
    match _read(text):
        case {"file": str(coded), **rest}:
            options = rest.get("options") or {}
        case _:
            raise UnreadQuestionError('A workbook is asked for as {"file": base64, "options": {}}.')
    if not isinstance(options, dict):
        raise UnreadQuestionError("The options are an object.")
    try:
        return b64decode(coded, validate=True), options
    except ValueError:
        raise UnreadQuestionError("The workbook is not spelt in base64.") from None


def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise UnreadQuestionError("The question is no JSON.") from None


def _sent(file: bytes | None) -> str | None:
    return None if file is None else b64encode(file).decode()
