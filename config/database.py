"""Addresses of servers. A database is sqlite:///path or postgres://user:password@host:port/name."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit

from config.env import StartRefused

# WAL lets readers work beside the one writer; IMMEDIATE makes writers wait for one another instead of failing
# with "database is locked" in the middle of a transaction that began by reading.
SQLITE_OPTIONS: dict[str, Any] = {
    "timeout": 20,
    "transaction_mode": "IMMEDIATE",
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA foreign_keys=ON; PRAGMA busy_timeout=20000; "
        # INSERT OR REPLACE asks the triggers for DELETE too, so append-only tables keep their rows.
        "PRAGMA recursive_triggers=ON;"
    ),
}
POSTGRES_OPTIONS = frozenset({"sslmode", "sslrootcert", "connect_timeout", "application_name"})


def with_password(url: str, password: str) -> str:
    """The address of a server with its password, for passwords that come from a file of their own."""
    if not password:
        return url
    parts = urlsplit(url)
    server = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f":{quote(password, safe='')}@{server}"))


def parse_database_url(url: str, *, password: str = "") -> dict[str, Any]:
    """Settings for one entry of DATABASES; `password` wins over the one in the address."""
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(parts.path)
    if parts.scheme in {"postgres", "postgresql"}:
        return _postgres(url, password)
    raise StartRefused(
        "DATABASE_URL beginnt weder mit sqlite:/// noch mit postgres://. "
        "Beispiel: postgres://aktionskasse@localhost:5432/aktionskasse"
    )


def _sqlite(path: str) -> dict[str, Any]:
    name = unquote(path).removeprefix("/")
    if not name:
        raise StartRefused("In DATABASE_URL fehlt der Pfad der SQLite-Datei (sqlite:////pfad/zur/datei).")
    file = Path(name)
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "OPTIONS": dict(SQLITE_OPTIONS),
        # A file, not memory: the tests start real worker processes that open the same database.
        "TEST": {"NAME": str(file.with_name(f"test_{file.name}"))},
    }


def _postgres(url: str, password: str) -> dict[str, Any]:
    parts = urlsplit(url)
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name:
        raise StartRefused("In DATABASE_URL fehlt der Name der Datenbank (postgres://nutzer@rechner/name).")
    try:
        port = parts.port
    except ValueError:
        raise StartRefused("In DATABASE_URL ist der Port keine Zahl.") from None
    options = dict(parse_qsl(parts.query))
    unknown = sorted(options.keys() - POSTGRES_OPTIONS)
    if unknown:
        raise StartRefused(f"DATABASE_URL kennt diese Angabe nicht: {', '.join(unknown)}.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": password or unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(port or 5432),
        "OPTIONS": options,
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }
