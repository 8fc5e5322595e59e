"""Who asks: a token of Microsoft Entra, checked by the issuer's public keys, which are kept and change without a restart."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from urllib.parse import urlsplit

import httpx
import jwt

from xlscore.errors import XlscoreError
from xlscore.web.server_settings import ServerSettings, is_safe

__all__ = ["RefusedQuestionError", "SignIns", "Tokens"]

_ALGORITHM: Final = "RS256"
"""The only one: a token does not choose how it is checked."""
_KEPT_SECONDS: Final = 3600.0
_SERVED_SECONDS: Final = 24 * 3600.0
"""Keys are asked for again after an hour; if the issuer does not answer, the old ones serve for a day."""
_PAUSE_SECONDS: Final = 60.0
"""A token with an unknown key asks for the keys at most so often, or anybody could have the issuer asked without end."""
_LEEWAY_SECONDS: Final = 60
_LONGEST_TOKEN: Final = 16_384
_FEWEST_BITS: Final = 2048
_REQUIRED: Final = ["exp", "iat", "nbf", "aud", "iss", "tid", "oid", "scp", "ver"]
_SIGN_IN: Final = "Sign in to use Scorecard."
_AT_ONCE: Final = 8
"""So many sign-ins are exchanged at once: nobody can have the issuer asked without end."""
_NOT_SIGNED_IN: Final = "The sign-in was not accepted. Try again; where that does not help, ask IT."
_AGAIN: Final = "Your sign-in has run out or is not for Scorecard. Close the pane, open it again and sign in."


class RefusedQuestionError(XlscoreError):
    """A question that is not answered: the status, and the sentence for whoever asked."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Tokens:
    """The check of tokens, and the keys that it needs."""

    def __init__(
        self,
        settings: ServerSettings,
        clock: Callable[[], float] = time.monotonic,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._transport = transport
        self._keys: Mapping[str, jwt.PyJWK] = {}
        self._fetched = float("-inf")
        self._tried = float("-inf")
        self._one_at_a_time = asyncio.Lock()

    async def check(self, authorization: Sequence[str]) -> str:
        """Return who asks, by the object ID; a token that is missing, wrong, or not for us is refused."""
        if len(authorization) != 1:
            raise RefusedQuestionError(401, _SIGN_IN)
        scheme, _, token = authorization[0].partition(" ")
        if scheme.lower() != "bearer" or not token.strip() or len(token) > _LONGEST_TOKEN:
            raise RefusedQuestionError(401, _SIGN_IN)
        claims = await self._claims(token.strip())
        if claims["tid"] != self._settings.tenant:
            raise RefusedQuestionError(403, "Your organisation is not set up on this server.")
        if self._settings.scope not in str(claims["scp"]).split():
            raise RefusedQuestionError(403, "You may not use Scorecard's server yet; ask IT for access.")
        return str(claims["oid"])

    async def _claims(self, token: str) -> dict[str, Any]:
        try:
            head = jwt.get_unverified_header(token)
            named = head.get("kid")
            if head.get("alg") != _ALGORITHM or not isinstance(named, str) or "crit" in head:
                raise RefusedQuestionError(401, _AGAIN)
            key = await self._key(named)
            if key is None:
                raise RefusedQuestionError(401, _AGAIN)
            claims: dict[str, Any] = jwt.decode(
                token,
                key,
                algorithms=[_ALGORITHM],
                audience=self._settings.audience,
                issuer=self._settings.issued_by,
                leeway=_LEEWAY_SECONDS,
                options={"require": _REQUIRED},
            )
        except (jwt.PyJWTError, ValueError, TypeError, RecursionError):
            raise RefusedQuestionError(401, _AGAIN) from None
        if claims["ver"] != "2.0":
            raise RefusedQuestionError(401, _AGAIN)
        return claims

    async def _key(self, named: str) -> jwt.PyJWK | None:
        async with self._one_at_a_time:
            now = self._clock()
            old, unknown = now - self._fetched > _KEPT_SECONDS, named not in self._keys
            if (old or unknown) and now - self._tried > _PAUSE_SECONDS:
                self._tried = now
                await self._fetch(now)
            if now - self._fetched > _SERVED_SECONDS:
                raise RefusedQuestionError(
                    503, "Sign-ins cannot be checked at the moment; try again in a few minutes."
                )
            return self._keys.get(named)

    async def _fetch(self, now: float) -> None:
        try:
            async with httpx.AsyncClient(timeout=5, transport=self._transport, trust_env=True) as client:
                answer = await client.get(self._settings.keys_at, follow_redirects=False)
                found = answer.raise_for_status().json()["keys"]
            keys = {str(each["kid"]): made for each in found if (made := _key_of(each)) is not None}
        except (httpx.HTTPError, ValueError, KeyError, TypeError):
            return  # those that are known serve on
        if keys:
            self._keys, self._fetched = keys, now


class SignIns:
    """People who sign in on the page: where, and what is exchanged for the token that it asks with.

    The page could exchange it itself, but then its policy would have to let it ask Entra, too.
    """

    def __init__(
        self, settings: ServerSettings, tokens: Tokens, transport: httpx.AsyncBaseTransport | None = None
    ) -> None:
        self._settings, self._tokens, self._transport = settings, tokens, transport
        self._at_once = asyncio.Semaphore(_AT_ONCE)

    def told(self) -> dict[str, str]:
        """Return what a page has to know to have somebody sign in; none of it is secret."""
        settings = self._settings
        return {
            "authorize": settings.sign_in_at,
            "client": settings.client,
            "scope": f"openid {settings.client}/{settings.scope}",
        }

    async def token(self, question: str) -> dict[str, Any]:
        """Return the token for what a sign-in handed back: a token that this server would refuse is refused here."""
        code, verifier, redirect = _handed_back(question)
        if self._at_once.locked():
            raise RefusedQuestionError(503, "Many are signing in at the moment; try again in a minute.")
        async with self._at_once:
            found = await self._exchanged(code, verifier, redirect)
        token = found.get("access_token")
        if not isinstance(token, str):
            raise RefusedQuestionError(401, _NOT_SIGNED_IN)
        await self._tokens.check([f"Bearer {token}"])
        return {"token": token, "seconds": _seconds(found.get("expires_in"))}

    async def _exchanged(self, code: str, verifier: str, redirect: str) -> Mapping[str, Any]:
        settings, parts = self._settings, urlsplit(redirect)
        asked = {
            "grant_type": "authorization_code", "client_id": settings.client, "code": code, "code_verifier": verifier,
            "redirect_uri": redirect, "scope": self.told()["scope"],
        }  # fmt: skip
        # Entra lets a page's sign-in be exchanged only with the page's origin beside it.
        origin = {"Origin": f"{parts.scheme}://{parts.netloc}"}
        try:
            async with httpx.AsyncClient(timeout=10, transport=self._transport, trust_env=True) as client:
                answer = await client.post(
                    settings.exchange_at, data=asked, headers=origin, follow_redirects=False
                )
            found = answer.json()
        except (httpx.HTTPError, ValueError):
            raise RefusedQuestionError(
                503, "Sign-ins cannot be checked at the moment; try again in a few minutes."
            ) from None
        return found if isinstance(found, dict) and answer.status_code == 200 else {}


def _handed_back(question: str) -> tuple[str, str, str]:
    try:
        found = json.loads(question)
    except (ValueError, RecursionError):
        found = None
    match found:
        case {"code": str(code), "verifier": str(verifier), "redirect": str(redirect)} if is_safe(redirect):
            return code, verifier, redirect
    raise RefusedQuestionError(400, "This is no sign-in: code, verifier and redirect are.")


def _seconds(value: Any) -> int:
    """Return for how long a token serves; the shortest that Entra gives where nothing is said."""
    return value if isinstance(value, int) and 0 < value < 86_400 else 300


def _key_of(each: Any) -> jwt.PyJWK | None:
    """Return a public key of the list, None for one that is for something else, too short or unreadable."""
    if not isinstance(each, dict) or (
        each.get("kty") != "RSA"
        or each.get("use", "sig") != "sig"
        or each.get("alg", _ALGORITHM) != _ALGORITHM
    ):
        return None
    try:
        made = jwt.PyJWK({name: each[name] for name in ("kty", "kid", "n", "e")}, algorithm=_ALGORITHM)
    except (jwt.PyJWTError, KeyError, ValueError):
        return None
    return made if made.key.key_size >= _FEWEST_BITS else None
