"""The optional server: who may ask, how much at once, and that nothing is kept or given away."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import httpx
import jwt
import openpyxl
import pytest
from cryptography.hazmat.primitives import serialization
from starlette.applications import Starlette

from tests.web.asking import Asking
from tests.web.identity_provider import (
    AUDIENCE,
    ISSUER,
    NOW,
    TENANT,
    Provider,
    curve_key,
    provider,
    published,
    rsa_key,
    token,
)
from xlscore.cli.run import run
from xlscore.excel.buttons import BUTTONS, Question
from xlscore.web import server_workers as workers_module
from xlscore.web.headers import HEADERS
from xlscore.web.server import API_HEADERS, application
from xlscore.web.server_settings import ServerSettings, ServerSettingsError
from xlscore.web.server_tokens import RefusedQuestionError, Tokens

pytestmark = pytest.mark.xdist_group("web-server")

GOOD_CALLS: Final = '[["MSG_MOVE", [5, 4]]]'


@pytest.fixture(scope="module")
def issuer() -> Iterator[Provider]:
    with provider() as state:
        yield state


@pytest.fixture
def settings(issuer: Provider) -> ServerSettings:
    issuer.keys, issuer.status, issuer.asked = [published("k1", "first")], 200, 0
    return ServerSettings(tenant=TENANT, audience=AUDIENCE, keys=issuer.address, workers=1)


@pytest.fixture
def opened() -> Iterator[Callable[..., Asking]]:
    """Clients of servers whose workers are not started: whoever comes past the door gets no answer."""
    made: list[Asking] = []

    def client(app: Starlette, address: str = "http://here") -> Asking:
        made.append(Asking(app, address))
        return made[-1]

    yield client
    for each in made:
        each.close()


@pytest.fixture
def closed(settings: ServerSettings, opened: Callable[..., Asking]) -> Asking:
    """A client of a server whose workers are not started."""
    return opened(application(settings))


def _signed(**more: Any) -> dict[str, str]:
    return {"Authorization": f"Bearer {token(**more)}", "Content-Type": "application/json"}


def _public_pem(name: str) -> bytes:
    form = serialization.PublicFormat.SubjectPublicKeyInfo
    return rsa_key(name, 2048).public_key().public_bytes(serialization.Encoding.PEM, form)


def _hs256_with_the_public_key() -> str:
    # PyJWT refuses to sign so; whoever attacks does not ask it.
    import hashlib
    import hmac

    head, body, _ = token().split(".")
    head = b64encode(json.dumps({"alg": "HS256", "typ": "JWT", "kid": "k1"}).encode()).decode().rstrip("=")
    signature = hmac.new(_public_pem("first"), f"{head}.{body}".encode(), hashlib.sha256).digest()
    import base64

    return f"{head}.{body}.{base64.urlsafe_b64encode(signature).decode().rstrip('=')}"


def _tampered() -> str:
    head, body, signature = token().split(".")
    claims = json.loads(b64decode(body + "=" * (-len(body) % 4), altchars=b"-_"))
    changed = b64encode(json.dumps({**claims, "oid": "somebody else"}).encode(), altchars=b"-_").decode()
    return f"{head}.{changed.rstrip('=')}.{signature}"


BAD_TOKENS: Final[dict[str, tuple[Callable[[], str], int]]] = {
    "run out": (lambda: token(exp=NOW - 600, iat=NOW - 4000, nbf=NOW - 4000), 401),
    "not yet": (lambda: token(nbf=NOW + 9000), 401),
    "issued tomorrow": (lambda: token(iat=NOW + 90000), 401),
    "for somebody else": (lambda: token(aud="00000003-0000-0000-c000-000000000000"), 401),
    "of another issuer": (lambda: token(iss="https://login.microsoftonline.com/other/v2.0"), 401),
    "of the first version": (lambda: token(iss=f"https://sts.windows.net/{TENANT}/", ver="1.0"), 401),
    "of the first version by our issuer": (lambda: token(ver="1.0"), 401),
    "of another tenant": (lambda: token(tid="99999999-2222-3333-4444-555555555555"), 403),
    "signed by another key": (lambda: token("second"), 401),
    "with an unknown key": (lambda: token("second", kid="k2"), 401),
    "without a key": (lambda: token(kid=None), 401),
    "without the scope": (lambda: token(scp="openid profile"), 403),
    "with a longer scope": (lambda: token(scp="access_as_user_too"), 403),
    "of a program, not a person": (lambda: token(scp=None, roles=["access_as_user"]), 401),
    "that never ends": (lambda: token(exp=None), 401),
    "without a person": (lambda: token(oid=None), 401),
    "without an issue date": (lambda: token(iat=None), 401),
    "not signed": (lambda: jwt.encode({"aud": AUDIENCE}, None, algorithm="none", headers={"kid": "k1"}), 401),
    "signed with the public key as a secret": (_hs256_with_the_public_key, 401),
    "of another algorithm of the same key": (lambda: token(algorithm="RS512"), 401),
    "of a curve": (lambda: token(algorithm="ES256", key=curve_key()), 401),
    "with what must be understood": (lambda: token(head={"crit": ["exp"], "exp": NOW}), 401),
    "changed on its way": (_tampered, 401),
    "without its signature": (lambda: token().rpartition(".")[0] + ".", 401),
    "no token": (lambda: "abc.def.ghi", 401),
    "no text": (lambda: "é.é.é", 401),
    "much too long": (lambda: token(more="x" * 20000), 401),
    "nothing": (lambda: "", 401),
}


@pytest.mark.parametrize("kind", BAD_TOKENS)
def test_a_token_is_refused_that_is(kind: str, closed: Asking) -> None:
    make, status = BAD_TOKENS[kind]

    answer = closed.post(
        "/api/call", content=GOOD_CALLS, headers={"Authorization": f"Bearer {make()}".encode()}
    )

    assert answer.status_code == status
    assert list(answer.json()) == ["problem"]
    assert ("www-authenticate" in answer.headers) == (status == 401)


@pytest.mark.parametrize(
    "headers",
    [
        [],
        [("Authorization", "Basic YTpi")],
        [("Authorization", "Bearer")],
        [("Authorization", f"Bearer {token()}"), ("Authorization", f"Bearer {token()}")],
        [("Cookie", f"token={token()}")],
    ],
)
def test_nobody_asks_without_one_sign_in(headers: list[tuple[str, str]], closed: Asking) -> None:
    for door in ("/api/call", "/api/press/refresh-all"):
        answer = closed.post(door, content=GOOD_CALLS, headers=headers)

        assert (answer.status_code, answer.json()) == (401, {"problem": "Sign in to use Scorecard."})


def _checked(tokens: Tokens, *given: str) -> list[str | int]:
    """Who asks with each of these tokens, or the status with which that was refused."""

    async def one(each: str) -> str | int:
        try:
            return await tokens.check([f"Bearer {each}"])
        except RefusedQuestionError as refused:
            return refused.status

    async def every() -> list[str | int]:
        return [await one(each) for each in given]

    return asyncio.run(every())


def test_keys_change_without_a_restart(settings: ServerSettings, issuer: Provider) -> None:
    now = [1000.0]
    tokens = Tokens(settings, clock=lambda: now[0])

    assert _checked(tokens, token(), token("second", kid="k2")) == ["an officer", 401]
    issuer.keys = [published("k1", "first"), published("k2", "second")]
    now[0] += 61
    assert _checked(tokens, token("second", kid="k2"), token()) == ["an officer", "an officer"]
    issuer.keys = [published("k2", "second")]
    now[0] += 3601
    assert _checked(tokens, token("second", kid="k2"), token()) == ["an officer", 401]
    assert issuer.asked == 3


def test_unknown_keys_do_not_have_the_issuer_asked_without_end(
    settings: ServerSettings, issuer: Provider
) -> None:
    tokens = Tokens(settings, clock=lambda: 5.0)

    found = _checked(tokens, token(), *(token("second", kid=f"x{number}") for number in range(50)))

    assert (found, issuer.asked) == (["an officer", *[401] * 50], 1)


def test_known_keys_serve_for_a_day_where_the_issuer_does_not_answer(
    settings: ServerSettings, issuer: Provider
) -> None:
    now = [0.0]
    tokens = Tokens(settings, clock=lambda: now[0])
    first = _checked(tokens, token())
    issuer.status = 500
    now[0] += 20 * 3600
    later = _checked(tokens, token())
    now[0] += 5 * 3600

    assert (first, later, _checked(tokens, token())) == (["an officer"], ["an officer"], [503])


@pytest.mark.parametrize(
    "key",
    [
        published("k1", "weak", 1024),
        published("k1", "first", use="enc"),
        published("k1", "first", alg="RS512"),
        {"kty": "oct", "kid": "k1", "k": "AAAA"},
        {"kty": "RSA", "kid": "k1", "n": "!", "e": "AQAB"},
    ],
)
def test_a_key_that_is_too_weak_or_for_something_else_is_none(
    key: dict[str, Any], settings: ServerSettings, issuer: Provider
) -> None:
    issuer.keys = [key, published("other", "second")]

    assert _checked(Tokens(settings), token(), token("second", kid="other")) == [401, "an officer"]


def test_a_list_of_keys_that_is_none_refuses_and_breaks_nothing(settings: ServerSettings) -> None:
    def garbled(_: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text='{"keys": [7, null]}')

    assert _checked(Tokens(settings, transport=httpx.MockTransport(garbled)), token()) == [503]


def test_a_redirect_is_not_followed_to_somebody_elses_keys(
    settings: ServerSettings, issuer: Provider
) -> None:
    elsewhere = httpx.MockTransport(lambda _: httpx.Response(302, headers={"Location": issuer.address}))

    assert _checked(Tokens(settings, transport=elsewhere), token()) == [503]


def _workbook() -> bytes:
    made, sheet = BytesIO(), openpyxl.Workbook()
    for row in (["Area", "North", "South", "Final grade"], ["Burglary", "Good", "Good", None]):
        sheet.active.append(row)
    sheet.save(made)
    return made.getvalue()


def _asked(file: bytes, **options: Any) -> str:
    return json.dumps({"file": b64encode(file).decode(), "options": options})


@pytest.fixture(scope="module")
def served(issuer: Provider) -> Iterator[Asking]:
    """A client of a server with one worker, which takes little at once."""
    told = ServerSettings(
        tenant=TENANT, audience=AUDIENCE, keys=issuer.address, workers=1, call_bytes=2000, book_bytes=60_000,
        upload_seconds=0.3, origins=("https://scorecard.force.example",),
    )  # fmt: skip
    with Asking(application(told)) as client:
        yield client


@pytest.mark.slow
def test_calls_are_answered_as_in_the_browser(served: Asking) -> None:
    from xlscore.web.calls import call

    answer = served.post("/api/call", content=GOOD_CALLS, headers=_signed())

    assert (answer.status_code, answer.text) == (200, call(GOOD_CALLS))


@pytest.mark.slow
def test_a_button_fills_the_workbook_as_in_the_browser(served: Asking) -> None:
    from xlscore.web.press import press

    filled, said = press("generate-force-grades", _workbook())

    answer = served.post(
        "/api/press/generate-force-grades", content=_asked(_workbook()), headers=_signed()
    ).json()

    assert answer["answer"] == said
    assert filled is not None
    one, two = (openpyxl.load_workbook(BytesIO(data)).active for data in (filled, b64decode(answer["file"])))
    assert [[cell.value for cell in row] for row in one] == [[cell.value for cell in row] for row in two]


@pytest.mark.slow
def test_a_button_is_planned_as_in_the_browser(served: Asking) -> None:
    from xlscore.web.plans import plan

    edits, said = plan("generate-force-grades", _workbook())

    question = {"content": _asked(_workbook()), "headers": _signed()}
    answer = served.post("/api/plan/generate-force-grades", **question).json()

    assert answer == json.loads(json.dumps({"edits": edits, "answer": said}))
    assert answer["edits"]["carried"]


QUESTIONS: Final = {
    "no JSON": ("/api/call", "[[", 400),
    "no calls": ("/api/call", '{"a": 1}', 400),
    "deeper than anybody nests": ("/api/call", "[" * 1500, 400),
    "a number too long": ("/api/call", f"[{'9' * 1900}]", 200),
    "no text": ("/api/call", b"\xff\xfe", 400),
    "too large": ("/api/call", "[" + " " * 3000 + "]", 413),
    "no workbook": ("/api/press/refresh-all", _asked(b"%PDF-1.7"), 200),
    "no base64": ("/api/press/refresh-all", '{"file": "&&&&"}', 400),
    "no file": ("/api/press/refresh-all", "{}", 400),
    "no workbook to look at": ("/api/look", '{"file": 7}', 400),
    "options that are none": ("/api/press/refresh-all", '{"file": "UEsDBA==", "options": [1]}', 400),
    "a workbook that is cut short": ("/api/press/refresh-all", _asked(_workbook()[:900]), 200),
    "a workbook too large": ("/api/press/refresh-all", _asked(b"PK\x03\x04" + bytes(60_000)), 413),
    "no button": ("/api/press/delete-everything", _asked(_workbook()), 404),
    "a button of Excel's own": ("/api/press/insert-function", _asked(_workbook()), 404),
    "a button that asks for files": ("/api/press/collate-returns", _asked(_workbook()), 400),
    "no door": ("/api/nothing", "{}", 404),
    "a door above": ("/api/press/../../etc/passwd", "{}", 404),
}


@pytest.mark.slow
@pytest.mark.parametrize("kind", QUESTIONS)
def test_a_question_is_refused_in_a_sentence_that_is(kind: str, served: Asking) -> None:
    door, text, status = QUESTIONS[kind]

    answer = served.post(door, content=text, headers=_signed())

    assert answer.status_code == status, answer.text
    assert "Traceback" not in answer.text
    assert "File " not in answer.text
    if status != 200:
        assert list(answer.json()) == ["problem"]
    assert served.post("/api/call", content=GOOD_CALLS, headers=_signed()).status_code == 200


@pytest.mark.slow
def test_a_workbook_that_is_damaged_is_answered_as_by_the_ribbon(served: Asking) -> None:
    answer = served.post(
        "/api/press/refresh-all", content=_asked(_workbook()[:900]), headers=_signed()
    ).json()

    assert (answer["file"], answer["answer"]["ended"]) == (None, "refused")


def test_only_json_as_it_is_is_taken(closed: Asking) -> None:
    kinds = {"Content-Type": "text/plain"}, {"Content-Encoding": "gzip"}, {"Content-Length": "-1"}

    found = [closed.post("/api/call", content="[]", headers=_signed() | kind).status_code for kind in kinds]

    assert found == [415, 415, 413]
    assert closed.get("/api/call", headers=_signed()).status_code == 405


async def _sent(app: Any, parts: AsyncIterator[bytes]) -> int:
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://here") as client:
        return (await client.post("/api/call", content=parts, headers=_signed())).status_code


def test_a_question_without_a_length_is_cut_off_where_it_is_too_large_or_too_slow(
    settings: ServerSettings,
) -> None:
    async def endless() -> AsyncIterator[bytes]:
        while True:
            yield b" " * 500

    async def slow() -> AsyncIterator[bytes]:
        yield b"["
        await asyncio.sleep(60)
        yield b"]"

    app = application(replace(settings, call_bytes=2000, upload_seconds=0.1))

    assert asyncio.run(_sent(app, endless())) == 413
    # httpx's own transport hands the whole question over at once, so the door is asked itself.
    assert asyncio.run(_slow_question(app)) == 408


async def _slow_question(app: Any) -> int:
    told: list[Any] = []
    first = [{"type": "http.request", "body": b"[", "more_body": True}]

    async def receive() -> Any:
        if first:
            return first.pop()
        await asyncio.sleep(60)
        return None

    async def send(message: Any) -> None:
        told.append(message)

    headers = [(name.lower().encode(), value.encode()) for name, value in _signed().items()]
    scope = {
        "type": "http", "method": "POST", "path": "/api/call", "raw_path": b"/api/call", "query_string": b"", "headers": headers,
        "scheme": "http", "http_version": "1.1", "server": ("here", 80), "client": ("there", 1), "root_path": "",
    }  # fmt: skip
    await app(scope, receive, send)
    return int(told[0]["status"])


@pytest.mark.slow
def test_an_answer_that_takes_too_long_is_ended_and_the_next_one_comes(settings: ServerSettings) -> None:
    heavy = json.dumps(
        [["SPC_TABLE", [[[number % 7] for number in range(20_000)]]]] + [["MSG_MOVE", [5, 4]]] * 9
    )
    told = replace(settings, call_seconds=0.2)
    with Asking(application(told)) as client:
        first = client.post("/api/call", content=heavy, headers=_signed())
        later = [
            client.post("/api/call", content=GOOD_CALLS, headers=_signed()).status_code for _ in range(40)
        ]

    assert first.status_code == 503
    assert "too long" in first.json()["problem"]
    assert 200 in later


@pytest.mark.slow
def test_a_worker_that_falls_over_is_replaced(issuer: Provider) -> None:
    told = ServerSettings(tenant=TENANT, audience=AUDIENCE, keys=issuer.address, workers=1)
    app = application(told)
    with Asking(app) as client:
        import multiprocessing

        before = {child.pid for child in multiprocessing.active_children()}
        for child in multiprocessing.active_children():
            child.kill()
        fallen = client.post("/api/call", content=GOOD_CALLS, headers=_signed())
        again = client.post("/api/call", content=GOOD_CALLS, headers=_signed())
        after = {child.pid for child in multiprocessing.active_children()}

    assert (fallen.status_code, again.status_code) == (500, 200)
    assert not before & after


def test_more_questions_than_may_wait_are_asked_to_come_again(settings: ServerSettings) -> None:
    async def waiting() -> str:
        crowd = workers_module.Workers(replace(settings, waiting=1))
        first = asyncio.ensure_future(crowd.ask("call", "[]", "", 1))
        await asyncio.sleep(0)
        try:
            await crowd.ask("call", "[]", "", 1)
        except RefusedQuestionError as refused:
            first.cancel()
            return refused.sentence
        return ""

    assert asyncio.run(waiting()).startswith("The server is busy")


_watching: list[list[str]] = []


def _watch(event: str, arguments: tuple[Any, ...]) -> None:
    if not _watching or event not in ("open", "os.mkdir", "os.rename", "os.link", "os.symlink"):
        return
    if event == "os.rename" and ".pyc." in str(arguments[0]):
        return
    if event == "open":
        path, mode, flags = arguments
        writes = (isinstance(mode, str) and set(mode) & set("wax+")) or (flags or 0) & (
            os.O_WRONLY | os.O_RDWR
        )
        # A module that is imported for the first time may leave its compiled form; that is ours, and no workbook's.
        if not writes or path == os.devnull or ".pyc." in str(path):
            return
    _watching[-1].append(f"{event} {arguments[0]} {arguments[1:]}")


sys.addaudithook(_watch)


@pytest.mark.slow
def test_nothing_of_a_workbook_is_written_to_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    ways = workers_module.ANSWERS
    pressed = [
        one.name for one in BUTTONS if one.asks in (Question.NOTHING, Question.CYCLE) and not one.native
    ]
    asked = _asked(_workbook(), answers=["Cycle 14"], name="a name that shows.xlsx")
    ways["press"](asked, "refresh-all")  # what is imported first may make folders for its compiled form
    written: list[str] = []
    _watching.append(written)
    try:
        for name in pressed:
            ways["press"](asked, name)
        ways["call"](GOOD_CALLS, "")
    finally:
        _watching.pop()

    # A folder is made for files that a button might ask for; it stays empty, and goes.
    assert [each for each in written if not each.startswith(f"os.mkdir {tmp_path}")] == []
    assert list(tmp_path.iterdir()) == []


def test_a_button_that_would_make_a_file_is_refused_and_makes_none_where_a_question_names_one(
    closed: Asking, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    making = [one for one in BUTTONS if one.asks not in (Question.NOTHING, Question.CYCLE)]
    asked = _asked(_workbook(), answers=[str(tmp_path / "own.docx"), "1"], name=str(tmp_path / "own.xlsx"))
    question = {"content": asked, "headers": _signed()}
    answers = []
    written: list[str] = []
    _watching.append(written)
    try:
        for one in making:
            answers += [closed.post(f"/api/{door}/{one.name}", **question) for door in ("press", "plan")]
            answers.append(closed.post(f"/api/press/{one.label}", **question))
    finally:
        _watching.pop()

    assert "write-paper" in {one.name for one in making}
    assert [answer.status_code for answer in answers] == [400, 400, 400] * len(making)
    assert (written, list(tmp_path.iterdir())) == ([], [])


def test_the_watch_sees_what_is_written(tmp_path: Path) -> None:
    written: list[str] = []
    _watching.append(written)
    try:
        (tmp_path / "a file").write_text("x")
    finally:
        _watching.pop()

    assert [each.startswith(f"open {tmp_path / 'a file'} ") for each in written] == [True]


def test_every_answer_has_its_headers_and_none_names_the_program(
    closed: Asking, settings: ServerSettings, opened: Callable[..., Asking]
) -> None:
    answers = [
        closed.get("/api/health"),
        closed.post("/api/call"),
        closed.get("/nothing"),
        closed.get("/api/call"),
    ]

    assert [each.status_code for each in answers] == [200, 401, 404, 405]
    for answer in answers:
        said = API_HEADERS if answer.request.url.path.startswith("/api") else HEADERS
        assert {name: answer.headers[name] for name in said} == dict(said)
        assert "server" not in answer.headers
    assert "no-store" in answers[0].headers["cache-control"]
    secure = opened(application(settings), "https://here").get("/api/health")
    assert secure.headers["strict-transport-security"].startswith("max-age=")


def test_what_goes_wrong_inside_is_one_sentence_with_the_headers(
    settings: ServerSettings, opened: Callable[..., Asking], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any) -> str:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(Tokens, "check", broken)
    client = opened(application(settings))

    answer = client.post("/api/call", content=GOOD_CALLS)

    assert answer.status_code == 500
    assert answer.json() == {"problem": "The server could not answer. Tell whoever looks after it."}
    assert answer.headers["cache-control"] == "no-store"


def test_only_the_pages_that_were_told_may_ask_from_elsewhere(
    settings: ServerSettings, opened: Callable[..., Asking]
) -> None:
    client = opened(application(replace(settings, origins=("https://scorecard.force.example",))))
    asked = {
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization,content-type",
    }

    def preflight(origin: str) -> httpx.Response:
        return client.ask("OPTIONS", "/api/call", headers={"Origin": origin, **asked})

    theirs = preflight("https://scorecard.force.example")
    assert theirs.headers["access-control-allow-origin"] == "https://scorecard.force.example"
    assert "access-control-allow-credentials" not in theirs.headers
    for origin in ("https://evil.example", "https://scorecard.force.example.evil.example", "null"):
        assert "access-control-allow-origin" not in preflight(origin).headers
    refused = client.post("/api/call", headers={"Origin": "https://scorecard.force.example"})
    assert refused.headers["access-control-allow-origin"] == "https://scorecard.force.example"


def test_without_a_tenant_only_the_site_is_served(tmp_path: Path, opened: Callable[..., Asking]) -> None:
    (tmp_path / "index.html").write_text("<p>page")
    (tmp_path / "engine.wasm").write_bytes(b"\0asm")
    (tmp_path / "part.mjs").write_text("1")
    client = opened(application(ServerSettings(), tmp_path))

    assert client.get("/").headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
    assert client.get("/engine.wasm").headers["content-type"] == "application/wasm"
    assert client.get("/part.mjs").headers["content-type"].startswith("text/javascript")
    assert client.post("/api/call", content=GOOD_CALLS).status_code == 404
    assert client.get("/../settings.toml").status_code == 404


def test_settings_come_from_a_file_and_the_environment_goes_over_it(tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(f'tenant = "{TENANT}"\naudience = "a"\norigins = ["https://one.example"]\nworkers = 3\n')

    read = ServerSettings.read(file, {"XLSCORE_WEB_AUDIENCE": AUDIENCE, "XLSCORE_WEB_PRESS_SECONDS": "9.5"})

    assert (read.tenant, read.audience, read.origins, read.workers, read.press_seconds) == (
        TENANT, AUDIENCE, ("https://one.example",), 3, 9.5,
    )  # fmt: skip
    assert read.issued_by == ISSUER
    assert read.keys_at == f"https://login.microsoftonline.com/{TENANT}/discovery/v2.0/keys"


@pytest.mark.parametrize(
    "text",
    [
        'tenant = "t"',
        'audience = "a"',
        'tenant = "common"\naudience = "a"',
        'tenant = "t"\naudience = "a"\nscope = " "',
        'tenant = "t"\naudience = "a"\nkeys = "http://login.example/keys"',
        'origins = ["*"]',
        'origins = ["https://*.example"]',
        'origins = ["http://page.example"]',
        'origins = ["https://page.example/folder"]',
        "origins = [1]",
        "workers = 0",
        "workers = true",
        'press_seconds = "soon"',
        'tennant = "t"',
        "not toml",
    ],
)
def test_settings_that_cannot_be_meant_are_refused(text: str, tmp_path: Path) -> None:
    file = tmp_path / "server.toml"
    file.write_text(text)

    with pytest.raises(ServerSettingsError):
        ServerSettings.read(file, {})


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "nothing to serve"),
        (["--site", "."], "holds no site"),
        (["--settings", "gone.toml"], "cannot be read"),
        (["--site", "site", "--host", "0.0.0.0"], "without https"),
        (["--site", "site", "--certificate", "c.pem"], "belong together"),
    ],
)
def test_serving_what_cannot_be_meant_is_refused_in_a_sentence(
    words: list[str],
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("x")

    assert run(["web", "server", *words]) == 2
    assert said in capsys.readouterr().err
