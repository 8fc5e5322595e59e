"""A client of an ASGI application in this process: it asks as a browser does, in an event loop of its own."""

from __future__ import annotations

from contextlib import ExitStack
from functools import partial
from typing import Any

import httpx
from anyio.from_thread import start_blocking_portal
from starlette.applications import Starlette


class Asking:
    """Asks an application; as a context, it is started and stopped as a server does."""

    def __init__(self, app: Starlette, address: str = "http://here") -> None:
        self._app = app
        self._open = ExitStack()
        self._portal = self._open.enter_context(start_blocking_portal())
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        self._client = httpx.AsyncClient(transport=transport, base_url=address)

    def __enter__(self) -> Asking:
        started = self._app.router.lifespan_context(self._app)
        self._open.enter_context(self._portal.wrap_async_context_manager(started))
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the application and the loop."""
        self._open.close()

    def ask(self, method: str, door: str, **more: Any) -> httpx.Response:
        """Return the answer to one question."""
        return self._portal.call(partial(self._client.request, method, door, **more))

    def get(self, door: str, **more: Any) -> httpx.Response:
        """Return the answer to a question that only looks."""
        return self.ask("GET", door, **more)

    def post(self, door: str, **more: Any) -> httpx.Response:
        """Return the answer to a question that hands something over."""
        return self.ask("POST", door, **more)
