"""What a server has to be told: by whom people sign in, which pages may ask it, how much it takes."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from xlscore.errors import XlscoreError

__all__ = ["ServerSettings", "ServerSettingsError", "is_safe"]

_BEFORE: Final = "XLSCORE_WEB_"
_LOGIN: Final = "https://login.microsoftonline.com"
_THIS_COMPUTER: Final = ("127.0.0.1", "localhost", "::1")


class ServerSettingsError(XlscoreError):
    """A setting of the server that is missing or cannot be meant."""


@dataclass(frozen=True)
class ServerSettings:
    """The settings; each is a key of the file, and a variable of the environment with `XLSCORE_WEB_` before it in capitals."""

    tenant: str = ""
    """The tenant's ID: who is signed in to another one is refused. Without it nobody can ask, and only the site is served."""
    audience: str = ""
    """Whom a token has to be for: the application's ID, or its URI."""
    scope: str = "access_as_user"
    """What a token has to allow."""
    issuer: str = ""
    """Who has to have signed a token; Entra's own of that tenant, if left out."""
    keys: str = ""
    """Where the issuer's public keys are; Entra's own of that tenant, if left out."""
    sign_in: str = ""
    """Where people sign in on the page; Entra's own of that tenant, if left out."""
    exchange: str = ""
    """Where what a sign-in on the page hands back is exchanged for a token; Entra's own of that tenant, if left out."""
    origins: tuple[str, ...] = ()
    """Pages of other hosts that may ask, as `https://scorecard.force.example`."""
    call_bytes: int = 4 << 20
    book_bytes: int = 40 << 20
    """How large a question may be: a batch of calls, and a workbook, which is a third larger on its way than as a file."""
    upload_seconds: float = 60.0
    call_seconds: float = 20.0
    press_seconds: float = 120.0
    """How long a question may take on its way, and how long its answer may take to work out."""
    workers: int = 2
    waiting: int = 20
    """How many questions are worked on at once, and how many may wait."""
    memory: int = 4 << 30
    """How many bytes of memory an answer may take (on Linux)."""

    @classmethod
    def read(cls, file: Path | None = None, environ: Mapping[str, str] | None = None) -> ServerSettings:
        """Return the settings of a TOML file, over which those of the environment go.

        >>> ServerSettings.read(environ={"XLSCORE_WEB_ORIGINS": "https://a.example, https://b.example"}).origins
        ('https://a.example', 'https://b.example')
        """
        given = {} if file is None else _of_file(file)
        found = os.environ if environ is None else environ
        for each in fields(cls):
            text = found.get(_BEFORE + each.name.upper())
            if text is not None:
                given[each.name] = text
        unknown = given.keys() - {each.name for each in fields(cls)}
        if unknown:
            raise ServerSettingsError(
                f"There is no setting '{min(unknown)}'.", "docs/web-for-it.md lists them."
            )
        made = cls(**{name: _meant(name, value, getattr(cls, name)) for name, value in given.items()})
        made._refuse_half()
        return made

    @property
    def signs_in(self) -> bool:
        """Return whether the server answers questions at all, which it does of people who are signed in."""
        return bool(self.tenant)

    @property
    def issued_by(self) -> str:
        """Return who has to have signed a token."""
        return self.issuer or f"{_LOGIN}/{self.tenant}/v2.0"

    @property
    def keys_at(self) -> str:
        """Return where the issuer's public keys are."""
        return self.keys or f"{_LOGIN}/{self.tenant}/discovery/v2.0/keys"

    @property
    def sign_in_at(self) -> str:
        """Return where people sign in on the page."""
        return self.sign_in or f"{_LOGIN}/{self.tenant}/oauth2/v2.0/authorize"

    @property
    def exchange_at(self) -> str:
        """Return where a sign-in is exchanged for a token."""
        return self.exchange or f"{_LOGIN}/{self.tenant}/oauth2/v2.0/token"

    @property
    def client(self) -> str:
        """Return the application's ID, for which tokens are.

        >>> ServerSettings(audience="api://scorecard.force.example/6666").client
        '6666'
        """
        return self.audience.rpartition("/")[2]

    def _refuse_half(self) -> None:
        if bool(self.tenant) != bool(self.audience):
            raise ServerSettingsError("Tenant and audience belong together.", "Set both, or neither.")
        if self.tenant.lower() in ("common", "organizations", "consumers"):
            raise ServerSettingsError(f"'{self.tenant}' is every tenant.", "Give your own tenant's ID.")
        if self.signs_in and not self.scope.strip():
            raise ServerSettingsError("A scope is what tells who may ask.", "Set scope.")
        for address in (self.keys_at, self.sign_in_at, self.exchange_at) if self.signs_in else ():
            if not is_safe(address):
                raise ServerSettingsError(f"{address} is not safe to ask.", "Give an address with https.")
        for origin in self.origins:
            parts = urlsplit(origin)
            if not is_safe(origin) or parts.path or parts.query or "*" in origin:
                raise ServerSettingsError(
                    f"'{origin}' is no page's origin.",
                    "Give scheme and host alone, as https://scorecard.force.example.",
                )


def _of_file(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise ServerSettingsError(f"{file} cannot be read ({error.strerror}).") from None
    except ValueError as error:
        raise ServerSettingsError(f"{file} is no TOML: {error}.") from None


def _meant(name: str, value: Any, usual: Any) -> Any:
    """Return a setting as its field holds it, whether a file or the environment gave it."""
    if isinstance(usual, tuple):
        parts = value.split(",") if isinstance(value, str) else value
        if isinstance(parts, list) and all(isinstance(part, str) for part in parts):
            return tuple(part.strip() for part in parts if part.strip())
    elif isinstance(usual, str):
        if isinstance(value, str):
            return value.strip()
    else:
        try:
            number = type(usual)(value)
        except (TypeError, ValueError):
            number = 0
        if number > 0 and not isinstance(value, bool):
            return number
    raise ServerSettingsError(
        f"The setting {name} cannot be {value!r}.", "docs/web-for-it.md says what it takes."
    )


def is_safe(address: str) -> bool:
    """Return whether an address is one to which sign-ins and workbooks may go: with https, or of this computer."""
    parts = urlsplit(address)
    return bool(parts.hostname) and (
        parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in _THIS_COMPUTER)
    )
