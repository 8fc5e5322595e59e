"""Signing in on the page, and the site that knows a server: what is handed out, exchanged and refused."""

from __future__ import annotations

import base64
import hashlib
import json
from base64 import b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import httpx
import pytest

from tests.support.tools import ROOT
from tests.web.asking import Asking
from tests.web.identity_provider import AUDIENCE, TENANT, Provider, provider
from xlscore.web import pyodide
from xlscore.web.headers import HEADERS, PANE_POLICY
from xlscore.web.looking import draw_maps, judge, look
from xlscore.web.server import application
from xlscore.web.server_running import site_server
from xlscore.web.server_settings import ServerSettings
from xlscore.web.server_tokens import SignIns, Tokens
from xlscore.web.server_workers import ANSWERS
from xlscore.web.site import SiteError, build_site, server_of

REDIRECT: Final = "https://scorecard.force.example/signed-in.html"
VERIFIER: Final = "a verifier that only the page knows"
SERVER: Final = "https://server.force.example:8443"


@pytest.fixture(scope="module")
def issuer() -> Iterator[Provider]:
    with provider() as state:
        yield state


@pytest.fixture
def settings(issuer: Provider) -> ServerSettings:
    issuer.signed_in_as = {}
    return ServerSettings(
        tenant=TENANT,
        audience=AUDIENCE,
        keys=issuer.address,
        sign_in=issuer.sign_in,
        exchange=issuer.exchange,
    )


@pytest.fixture
def client(settings: ServerSettings) -> Iterator[Asking]:
    """A client of a server whose workers are not started."""
    asking = Asking(application(settings))
    yield asking
    asking.close()


def _began(issuer: Provider, told: dict[str, str], redirect: str = REDIRECT) -> str:
    """The code that a sign-in hands back to the page."""
    digest = hashlib.sha256(VERIFIER.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    asked = {"client_id": told["client"], "scope": told["scope"], "state": "s", "redirect_uri": redirect}
    back = issuer.began({**asked, "code_challenge": challenge})
    return dict(part.split("=") for part in back.partition("#")[2].split("&"))["code"]


def _exchanged(client: Asking, **said: Any) -> httpx.Response:
    question = {"verifier": VERIFIER, "redirect": REDIRECT, **said}
    return client.post(
        "/api/sign-in", content=json.dumps(question), headers={"Content-Type": "application/json"}
    )


def test_a_page_is_told_where_people_sign_in(client: Asking, issuer: Provider) -> None:
    answer = client.get("/api/sign-in")

    scope = f"openid {AUDIENCE}/access_as_user"
    assert answer.json() == {"authorize": issuer.sign_in, "client": AUDIENCE, "scope": scope}
    usual = ServerSettings(tenant=TENANT, audience=f"api://scorecard.force.example/{AUDIENCE}")
    assert SignIns(usual, Tokens(usual)).told()["client"] == AUDIENCE
    assert usual.sign_in_at == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/authorize"
    assert usual.exchange_at == f"https://login.microsoftonline.com/{TENANT}/oauth2/v2.0/token"


def test_what_a_sign_in_hands_back_is_exchanged_once_for_a_token_that_serves(
    client: Asking, issuer: Provider, settings: ServerSettings
) -> None:
    code = _began(issuer, client.get("/api/sign-in").json())

    first, again = _exchanged(client, code=code), _exchanged(client, code=code)

    assert (first.status_code, first.json()["seconds"], again.status_code) == (200, 3599, 401)
    assert issuer.exchanged[-1]["origin"] == "https://scorecard.force.example"
    signed = {"Authorization": f"Bearer {first.json()['token']}", "Content-Type": "application/json"}
    # Past the door: there is no such button.
    assert client.post("/api/press/nowhere", content="{}", headers=signed).status_code == 404


@pytest.mark.parametrize(
    ("said", "status"),
    [
        ({"verifier": "another"}, 401),
        ({"redirect": "https://evil.example/signed-in.html"}, 401),
        ({"redirect": "http://scorecard.force.example/signed-in.html"}, 400),
        ({"code": 7}, 400),
        ({"code": "made up"}, 401),
    ],
)
def test_nobody_else_exchanges_it(
    said: dict[str, Any], status: int, client: Asking, issuer: Provider
) -> None:
    code = _began(issuer, client.get("/api/sign-in").json())

    answer = _exchanged(client, **{"code": code, **said})

    assert answer.status_code == status
    assert list(answer.json()) == ["problem"]


def test_who_may_not_use_the_server_is_told_when_signing_in(client: Asking, issuer: Provider) -> None:
    issuer.signed_in_as = {"scp": "openid profile"}
    code = _began(issuer, client.get("/api/sign-in").json())

    answer = _exchanged(client, code=code)

    assert (answer.status_code, answer.json()["problem"]) == (
        403,
        "You may not use Scorecard's server yet; ask IT for access.",
    )


def test_an_issuer_that_is_away_or_says_nonsense_is_a_sentence(settings: ServerSettings) -> None:
    def asked(answer: httpx.Response | Exception) -> int:
        import asyncio

        from xlscore.web.server_tokens import RefusedQuestionError

        def said(_: httpx.Request) -> httpx.Response:
            if isinstance(answer, Exception):
                raise answer
            return answer

        sign_ins = SignIns(settings, Tokens(settings), httpx.MockTransport(said))
        try:
            asyncio.run(sign_ins.token(json.dumps({"code": "c", "verifier": "v", "redirect": REDIRECT})))
        except RefusedQuestionError as refused:
            return refused.status
        return 200

    assert asked(httpx.ConnectError("away")) == 503
    assert asked(httpx.Response(200, text="<html>")) == 503
    assert asked(httpx.Response(200, json=["x"])) == 401
    assert asked(httpx.Response(302, json={"access_token": "x"})) == 401


@pytest.mark.slow
def test_a_workbook_is_looked_at_as_in_the_browser() -> None:
    data = (ROOT / "workbooks" / "sample-threat-impact-leicestershire.xlsx").read_bytes()
    asked = json.dumps({"file": b64encode(data).decode(), "options": {"name": "Q2.xlsx"}})
    none = json.dumps({"file": b64encode(b"a,b").decode(), "options": {"name": "Q2.csv"}})

    for kind, door in (("look", look), ("judge", judge), ("maps", draw_maps)):
        assert json.loads(ANSWERS[kind](asked, "")) == json.loads(json.dumps(door(data, "Q2.xlsx")))
        assert json.loads(ANSWERS[kind](none, "")) == door(b"a,b", "Q2.csv")


@pytest.fixture
def fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for a fetched Pyodide."""
    monkeypatch.setattr(pyodide, "_FILES", {"pyodide.mjs": hashlib.sha256(b"1").hexdigest()})
    (tmp_path / "fetched").mkdir()
    (tmp_path / "fetched" / "pyodide.mjs").write_bytes(b"1")
    return tmp_path / "fetched"


@pytest.mark.slow
def test_a_site_that_knows_a_server_may_ask_that_one_and_no_other(fetched: Path, tmp_path: Path) -> None:
    site, plain = tmp_path / "site", tmp_path / "plain"
    build_site(site, fetched, server=f"{SERVER}/")
    build_site(plain, fetched)

    asks = f"connect-src 'self' {SERVER};"
    assert (server_of(site), server_of(plain)) == (SERVER, "")
    for name, times in (("index.html", 1), ("web.config", 2)):
        assert (site / name).read_text().count(asks) == times
        assert "connect-src 'self';" not in (site / name).read_text()
    for name in ("index.html", "pane.html"):
        assert f'<meta name="scorecard-server" content="{SERVER}">' in (site / name).read_text()
        assert '<meta name="scorecard-server" content="">' in (plain / name).read_text()
    assert "your force’s own server, server.force.example:8443" in (site / "about.html").read_text()
    everything = b"".join(
        path.read_bytes() for path in plain.rglob("*.*") if path.suffix in (".html", ".config")
    )
    assert b"force.example" not in everything
    with site_server(site, 0) as server:
        from threading import Thread

        Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
        address = f"http://127.0.0.1:{server.server_address[1]}"
        served = [
            httpx.get(f"{address}/{name}").headers["content-security-policy"] for name in ("", "pane.html")
        ]
        server.shutdown()
    own = Asking(application(ServerSettings(), site))
    try:
        served += [own.get(f"/{name}").headers["content-security-policy"] for name in ("", "pane.html")]
    finally:
        own.close()
    expected = [
        policy.replace("connect-src 'self';", asks)
        for policy in (HEADERS["Content-Security-Policy"], PANE_POLICY)
    ]
    assert served == [*expected, *expected]


@pytest.mark.parametrize(
    "address",
    [
        "http://server.force.example",
        "server.force.example",
        "https://server.force.example/api",
        "https://server.force.example?x=1",
        "https://user@server.force.example",
        "https://server.force.example;script-src *",
        "https://server.force.example' *",
        "https://*.force.example",
    ],
)
def test_what_is_no_servers_address_is_refused(address: str, tmp_path: Path) -> None:
    with pytest.raises(SiteError, match="is no address of a server"):
        build_site(tmp_path / "site", server=address)
    assert not (tmp_path / "site").exists()
