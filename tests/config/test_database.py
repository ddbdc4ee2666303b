"""Addresses of databases."""

from typing import Any

import pytest

from config.database import parse_database_url, with_password
from config.env import StartRefused


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (
            "postgres://anna:ge%2Fheim@db:6543/kasse",
            {
                "NAME": "kasse",
                "USER": "anna",
                "PASSWORD": "ge/heim",
                "HOST": "db",
                "PORT": "6543",
                "OPTIONS": {},
            },
        ),
        (
            "postgresql://db/kasse?sslmode=require",
            {"NAME": "kasse", "USER": "", "HOST": "db", "PORT": "5432", "OPTIONS": {"sslmode": "require"}},
        ),
        ("sqlite:////var/lib/kasse.sqlite3", {"NAME": "/var/lib/kasse.sqlite3"}),
        ("sqlite:///kasse.sqlite3", {"NAME": "kasse.sqlite3"}),
    ],
)
def test_url_parsed(url: str, expected: dict[str, Any]) -> None:
    parsed = parse_database_url(url)
    assert {key: parsed[key] for key in expected} == expected


def test_sqlite_writers_wait_for_one_another() -> None:
    options = parse_database_url("sqlite:///x")["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in options["init_command"]


def test_password_from_file_wins() -> None:
    assert parse_database_url("postgres://a:alt@db/k", password="neu")["PASSWORD"] == "neu"


@pytest.mark.parametrize(
    "url",
    [
        "mysql://db/k",
        "k.sqlite3",
        "",
        "sqlite://",
        "postgres://db",
        "postgres://db:x/k",
        "postgres://db/k?a=b",
    ],
)
def test_url_refused(url: str) -> None:
    with pytest.raises(StartRefused, match="DATABASE_URL"):
        parse_database_url(url)


@pytest.mark.parametrize(
    ("url", "password", "expected"),
    [
        ("redis://redis:6379/0", "", "redis://redis:6379/0"),
        ("redis://redis:6379/0", "a/b", "redis://:a%2Fb@redis:6379/0"),
        ("redis://:alt@redis:6379/0", "neu", "redis://:neu@redis:6379/0"),
    ],
)
def test_broker_password(url: str, password: str, expected: str) -> None:
    assert with_password(url, password) == expected
