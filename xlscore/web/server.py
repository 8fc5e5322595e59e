"""The optional server (extra `web`), for computers on which WebAssembly is blocked: the browser's questions answered elsewhere.

It keeps nothing: a workbook is worked on in memory, and gone with its answer. People who are signed in ask it:

    POST /api/call            a batch of calls            → its answers
    POST /api/press/BUTTON    {"file": base64, "options"} → {"file": base64 or null, "answer"}
    POST /api/plan/BUTTON     the same                    → {"edits": what is to be carried out, or null, "answer"}
    POST /api/look            the same                    → what the workbook holds, as the page shows it
    POST /api/judge           the same                    → what is wrong in it, and what its kinds of work come to
    POST /api/maps            the same                    → its tube maps
    GET  /api/sign-in         where people sign in on the page
    POST /api/sign-in         {"code", "verifier", "redirect"} that a sign-in handed back → {"token", "seconds"}
    GET  /api/health          whether it is there, without a sign-in

Everything else is `{"problem": sentence}` with the status that says of what kind, and the static site, if there is one.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

import xlscore
from xlscore.errors import XlscoreError
from xlscore.excel.buttons import Question, pressable
from xlscore.web.headers import CONTENT_TYPES, HEADERS, headers_of
from xlscore.web.server_settings import ServerSettings
from xlscore.web.server_tokens import RefusedQuestionError, SignIns, Tokens
from xlscore.web.server_workers import Workers
from xlscore.web.site import server_of

__all__ = ["API_HEADERS", "application"]

_KEPT_HTTPS: Final = "max-age=31536000"
API_HEADERS: Final = {
    **HEADERS,
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""What is said with an answer: nobody keeps it, and nothing in it runs."""
_OF_BUTTONS: Final = ("press", "plan")
_OF_BOOKS: Final = ("look", "judge", "maps")
_TYPE: Final = "application/json"
_SIGN_IN_BYTES: Final = 16_384
_SIGN_IN_SECONDS: Final = 10.0

Door = Callable[[Request], Awaitable[Response]]


def application(
    settings: ServerSettings, site: Path | None = None, tokens: Tokens | None = None
) -> Starlette:
    """Return the server as an ASGI application; without a tenant it serves the site alone."""
    workers, who = Workers(settings), tokens or Tokens(settings)
    sign_ins = SignIns(settings, who)

    @asynccontextmanager
    async def running(_: Starlette) -> AsyncIterator[None]:
        if settings.signs_in:
            await workers.start()
        try:
            yield
        finally:
            await workers.stop()

    def door(kind: str, most: int, seconds: float) -> Door:
        async def answer(request: Request) -> Response:
            await who.check(request.headers.getlist("authorization"))
            name = _button(request.path_params["button"]) if kind in _OF_BUTTONS else ""
            text = await _text(request, most, settings.upload_seconds)
            return Response(await workers.ask(kind, text, name, seconds), media_type=_TYPE)

        return answer

    async def sign_in(request: Request) -> Response:
        if request.method == "GET":
            return JSONResponse(sign_ins.told())
        return JSONResponse(await sign_ins.token(await _text(request, _SIGN_IN_BYTES, _SIGN_IN_SECONDS)))

    routes: list[Route | Mount] = [Route("/api/health", _health)]
    if settings.signs_in:
        call = door("call", settings.call_bytes, settings.call_seconds)
        routes.append(Route("/api/call", call, methods=["POST"]))
        routes.append(Route("/api/sign-in", sign_in, methods=["GET", "POST"]))
        for kind in (*_OF_BUTTONS, *_OF_BOOKS):
            answer = door(kind, settings.book_bytes, settings.press_seconds)
            named = "/{button}" if kind in _OF_BUTTONS else ""
            routes.append(Route(f"/api/{kind}{named}", answer, methods=["POST"]))
    if site is not None:
        routes += [Mount("/api", _nothing), Mount("/", _Site(directory=site, html=True))]
    across = Middleware(
        CORSMiddleware,
        allow_origins=list(settings.origins),
        allow_methods=["POST"],
        allow_headers=["Authorization", "Content-Type"],
        allow_credentials=False,
    )
    return Starlette(
        routes=routes,
        lifespan=running,
        middleware=[
            Middleware(_Said, "" if site is None else server_of(site)),
            *([across] if settings.origins else []),
        ],
        exception_handlers={RefusedQuestionError: _refused, HTTPException: _no_such, Exception: _unexpected},
    )


async def _health(_: Request) -> Response:
    return JSONResponse({"xlscore": xlscore.__version__})


async def _nothing(scope: Scope, receive: Receive, send: Send) -> None:
    raise HTTPException(404)


def _button(called: str) -> str:
    try:
        chosen = pressable(called)
    except XlscoreError as error:
        raise RefusedQuestionError(404, error.sentence) from None
    if chosen.asks not in (Question.NOTHING, Question.CYCLE):
        # The desktop's code reads those from a folder, and this server keeps no file, be it for a moment.
        raise RefusedQuestionError(
            400,
            f"{chosen.label} asks for further files, or makes one, and the server keeps none. Press it in desktop Excel, or on Scorecard's"
            " page in a browser that may run WebAssembly.",
        )
    return chosen.name


async def _text(request: Request, most: int, seconds: float) -> str:
    """Return the question; one that is too large, too slow or no text at all is refused."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != _TYPE:
        raise RefusedQuestionError(415, f"A question is sent as {_TYPE}.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise RefusedQuestionError(415, "A question is sent as it is, not compressed.")
    said = request.headers.get("content-length", "0")
    if not said.isascii() or not said.isdigit() or int(said) > most:
        raise RefusedQuestionError(413, "That is more than the server takes at once.")
    found = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for chunk in request.stream():
                found += chunk
                if len(found) > most:
                    raise RefusedQuestionError(413, "That is more than the server takes at once.")
        return found.decode()
    except TimeoutError:
        raise RefusedQuestionError(408, "The question took too long on its way; try again.") from None
    except UnicodeDecodeError:
        raise RefusedQuestionError(400, "The question is no JSON.") from None
    except ClientDisconnect:
        raise RefusedQuestionError(400, "The question broke off.") from None


async def _refused(_: Request, error: Exception) -> Response:
    assert isinstance(error, RefusedQuestionError)
    more = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "60"}}.get(error.status)
    return JSONResponse({"problem": error.sentence}, error.status, more)


async def _no_such(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    said = "Ask with POST." if error.status_code == 405 else "There is nothing here."
    return JSONResponse({"problem": said}, error.status_code, error.headers)


async def _unexpected(_: Request, error: Exception) -> Response:
    # What answers here stands outside of what gives answers their headers.
    said = "The server could not answer. Tell whoever looks after it."
    return JSONResponse({"problem": said}, 500, API_HEADERS)


class _Site(StaticFiles):
    """The static site, each file with the type that the site's own list says."""

    def file_response(self, full_path, stat_result, scope, status_code=200):  # type: ignore[no-untyped-def]
        made = super().file_response(full_path, stat_result, scope, status_code)
        kind = CONTENT_TYPES.get(Path(full_path).suffix)
        if kind is not None:
            made.headers["content-type"] = kind
        return made


class _Said:
    """Gives every answer its headers, those of refusals among them."""

    def __init__(self, inner: ASGIApp, asks: str) -> None:
        self._inner, self._asks = inner, asks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        path = str(scope["path"]).removeprefix("/")
        said = API_HEADERS if path.partition("/")[0] == "api" else headers_of(path, self._asks)
        added = [(name.lower().encode(), value.encode()) for name, value in said.items()]
        if scope["scheme"] == "https":
            added.append((b"strict-transport-security", _KEPT_HTTPS.encode()))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *added]
            await send(message)

        await self._inner(scope, receive, with_headers)
