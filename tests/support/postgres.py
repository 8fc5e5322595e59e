"""A database of PostgreSQL for a test: on the server that the environment names, new and taken away again."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.support.tools import missing

SERVER = "XLSCORE_POSTGRES"


@contextmanager
def new_database() -> Iterator[str]:
    """Yield the address of an empty database; skip or fail the test where no server is named or psycopg is missing."""
    server = os.environ.get(SERVER)
    if not server:
        missing(
            f"{SERVER} names no PostgreSQL server to test with (postgresql://user:password@host/database)"
        )
    try:
        import psycopg
    except ImportError:
        missing("psycopg is not installed (the extra postgres has it)")
    name = f"xlscore_{uuid.uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(server)._replace(path=f"/{name}").geturl()
        finally:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
