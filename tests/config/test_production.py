"""Production refuses unsafe values: a real start of `manage.py check` for each."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SAFE = {
    "AKTIONSKASSE_MODE": "production",
    "SECRET_KEY": secrets.token_urlsafe(50),
    "IBAN_KEY": secrets.token_urlsafe(50),
    "ALLOWED_HOSTS": "kasse.example.org",
    "PUBLIC_URL": "https://kasse.example.org",
    "DATABASE_URL": "postgres://kasse@localhost/kasse",
    "DATABASE_PASSWORD": "ein-passwort",
    "REDIS_URL": "redis://localhost:6379/0",
    "EMAIL_HOST": "mail.example.org",
}


def start(changes: dict[str, str | None], *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "PYTHONIOENCODING": "utf-8", **SAFE}
    for name, value in changes.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    return subprocess.run(
        [sys.executable, "manage.py", "check", *arguments],
        cwd=ROOT, env=environment, check=False, capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip


def test_safe_values_start_without_a_warning() -> None:
    done = start({}, "--deploy", "--fail-level", "WARNING")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"AKTIONSKASSE_MODE": "echt"},
            "AKTIONSKASSE_MODE ist „echt“. Erlaubt sind: demo, test, production.",
        ),
        ({"AKTIONSKASSE_DEBUG": "1"}, "AKTIONSKASSE_DEBUG ist eingeschaltet."),
        ({"SECRET_KEY": None}, "SECRET_KEY fehlt. Bitte setzen Sie SECRET_KEY_FILE"),
        (
            {"SECRET_KEY": "nur-zum-ausprobieren-dieser-schluessel-ist-oeffentlich-bekannt"},
            "SECRET_KEY ist der öffentlich bekannte Beispielschlüssel.",
        ),
        ({"SECRET_KEY": "kurz"}, "SECRET_KEY ist zu kurz."),
        ({"IBAN_KEY": "a" * 60}, "IBAN_KEY ist zu kurz."),
        ({"IBAN_KEY": f"{SAFE['IBAN_KEY']}\nzu-kurz"}, "IBAN_KEY ist zu kurz."),
        ({"IBAN_KEY": SAFE["SECRET_KEY"]}, "SECRET_KEY und IBAN_KEY sind gleich."),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS fehlt."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS enthält einen Stern."),
        ({"PUBLIC_URL": "http://kasse.example.org"}, "PUBLIC_URL beginnt nicht mit https://."),
        ({"PUBLIC_URL": "https://anders.example.org"}, "PUBLIC_URL nennt einen Rechner, der nicht in"),
        ({"DATABASE_URL": None}, "DATABASE_URL fehlt."),
        ({"DATABASE_URL": "sqlite:///kasse.sqlite3"}, "DATABASE_URL nennt kein PostgreSQL."),
        ({"DATABASE_PASSWORD": None}, "Das Passwort der Datenbank fehlt."),
        ({"REDIS_URL": "filesystem://localhost"}, "REDIS_URL beginnt nicht mit redis://"),
        ({"EMAIL_HOST": None}, "EMAIL_HOST fehlt."),
        ({"EMAIL_PORT": "viele"}, "EMAIL_PORT ist „viele“. Gebraucht wird eine ganze Zahl."),
    ],
)
def test_unsafe_value_refused_with_a_sentence(changes: dict[str, str | None], sentence: str) -> None:
    done = start(changes)
    assert done.returncode == 1
    assert done.stderr.startswith("Start verweigert: ")
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr


def test_several_findings_are_named_at_once() -> None:
    done = start({"ALLOWED_HOSTS": "*", "EMAIL_HOST": None})
    assert ("Stern" in done.stderr, "EMAIL_HOST fehlt" in done.stderr) == (True, True)


def test_secret_is_never_shown() -> None:
    done = start({"SECRET_KEY": "geheim-und-zu-kurz"})
    assert "geheim-und-zu-kurz" not in done.stderr + done.stdout
