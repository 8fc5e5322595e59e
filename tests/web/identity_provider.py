"""An identity provider of the tests' own: keys that it publishes over HTTP, a sign-in, and tokens, good and bad."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa

TENANT: Final = "11111111-2222-3333-4444-555555555555"
AUDIENCE: Final = "66666666-7777-8888-9999-000000000000"
NOW: Final = int(time.time())
_BITS: Final = 2048
ISSUER: Final = f"https://login.microsoftonline.com/{TENANT}/v2.0"


@cache
def rsa_key(name: str, bits: int) -> rsa.RSAPrivateKey:
    """A private key, the same one for the same name."""
    return rsa.generate_private_key(65537, bits)


@cache
def curve_key() -> ec.EllipticCurvePrivateKey:
    return ec.generate_private_key(ec.SECP256R1())


def published(kid: str, name: str, bits: int = _BITS, **more: Any) -> dict[str, Any]:
    """A public key as the provider's list has it."""
    numbers = rsa_key(name, bits).public_key().public_numbers()

    def coded(number: int) -> str:
        return base64.urlsafe_b64encode(number.to_bytes((number.bit_length() + 7) // 8)).rstrip(b"=").decode()

    return {"kty": "RSA", "use": "sig", "kid": kid, "n": coded(numbers.n), "e": coded(numbers.e), **more}


def token(
    name: str = "first",
    kid: str | None = "k1",
    algorithm: str = "RS256",
    key: Any = None,
    head: Any = None,
    **claims: Any,
) -> str:
    """A token that is good but for what is said; a claim that is None is left out."""
    now = int(time.time())
    said: dict[str, Any] = {
        "iss": ISSUER, "aud": AUDIENCE, "tid": TENANT, "oid": "an officer", "scp": "openid access_as_user", "ver": "2.0",
        "iat": now, "nbf": now, "exp": now + 3600, **claims,
    }  # fmt: skip
    body = {claim: value for claim, value in said.items() if value is not None}
    heads = {**({} if kid is None else {"kid": kid}), **(head or {})}
    return jwt.encode(body, rsa_key(name, _BITS) if key is None else key, algorithm=algorithm, headers=heads)


@dataclass
class Provider:
    """What the provider publishes now, and how often it was asked."""

    keys: list[dict[str, Any]] = field(default_factory=lambda: [published("k1", "first")])
    status: int = 200
    asked: int = 0
    address: str = ""
    signed_in_as: dict[str, Any] = field(default_factory=dict)
    """Claims of whoever signs in, where they are others than usual; `error` has the sign-in end with that."""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    """What was asked with each sign-in that was not exchanged yet."""
    exchanged: list[dict[str, str]] = field(default_factory=list)

    @property
    def sign_in(self) -> str:
        return self.address.replace("/keys", "/authorize")

    @property
    def exchange(self) -> str:
        return self.address.replace("/keys", "/token")

    def began(self, asked: dict[str, str]) -> str:
        """The address to which a sign-in goes back."""
        back = {"state": asked["state"]}
        if "error" in self.signed_in_as:
            back |= {
                "error": self.signed_in_as["error"],
                "error_description": "AADSTS00000: in the provider's words",
            }
        else:
            back["code"] = secrets.token_urlsafe()
            self.codes[back["code"]] = asked
        return f"{asked['redirect_uri']}#{urlencode(back)}"

    def ended(self, given: dict[str, str], origin: str) -> tuple[int, dict[str, Any]]:
        """The status and the answer for a code: as Entra's, only with the page's origin, its verifier and its address, and once."""
        self.exchanged.append({**given, "origin": origin})
        asked = self.codes.pop(given.get("code", ""), {})
        digest = hashlib.sha256(given.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            (asked.get("code_challenge"), asked.get("redirect_uri")) != (challenge, given.get("redirect_uri"))
            or not given["redirect_uri"].startswith(f"{origin}/")
            or not origin
            or (asked["client_id"], asked["scope"]) != (given["client_id"], given["scope"])
        ):
            return 400, {"error": "invalid_grant", "error_description": "AADSTS9002327"}
        return 200, {"access_token": token(**self.signed_in_as), "token_type": "Bearer", "expires_in": 3599}


@contextmanager
def provider() -> Iterator[Provider]:
    """A provider that answers on this computer."""
    state = Provider()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path, _, asked = self.path.partition("?")
            if path == "/authorize":
                self.send_response(302)
                self.send_header("Location", state.began(dict(parse_qsl(asked))))
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            state.asked += 1
            self._say(state.status, {"keys": state.keys})

        def do_POST(self) -> None:
            given = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self._say(*state.ended(given, self.headers.get("Origin", "")))

        def _say(self, status: int, answer: dict[str, Any]) -> None:
            body = json.dumps(answer).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    state.address = f"http://127.0.0.1:{server.server_port}/keys"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield state
    finally:
        server.shutdown()
        server.server_close()
