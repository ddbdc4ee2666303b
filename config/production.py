"""What production refuses: each unsafe value is one sentence that says what to do."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from config.env import StartRefused

SAMPLE_KEY = "nur-zum-ausprobieren-dieser-schluessel-ist-oeffentlich-bekannt"
SHORTEST_KEY = 50


def refuse_unsafe(values: dict[str, Any]) -> None:
    """Stops the start when a setting would be unsafe in production.

    `values` are the names of the settings file. All findings are named at once, so that nobody has to try
    again and again.
    """
    findings = list(_findings(values))
    if findings:
        raise StartRefused(" ".join(findings))


def _findings(values: dict[str, Any]) -> Iterator[str]:
    if values["DEBUG"]:
        yield "AKTIONSKASSE_DEBUG ist eingeschaltet. Bitte entfernen Sie diese Variable."
    for name, key in (
        ("SECRET_KEY", values["SECRET_KEY"]),
        *(("IBAN_KEY", key) for key in values["IBAN_KEYS"]),
    ):
        yield from _key_findings(name, key)
    if values["SECRET_KEY"] in values["IBAN_KEYS"]:
        yield "SECRET_KEY und IBAN_KEY sind gleich. Bitte nehmen Sie zwei verschiedene Schlüssel."
    yield from _address_findings(values)
    if values["DATABASES"]["default"]["ENGINE"] != "django.db.backends.postgresql":
        yield "DATABASE_URL nennt kein PostgreSQL. Der Echtbetrieb braucht PostgreSQL."
    elif not values["DATABASES"]["default"]["PASSWORD"]:
        yield "Das Passwort der Datenbank fehlt. Bitte setzen Sie DATABASE_PASSWORD_FILE."
    if urlsplit(values["CELERY_BROKER_URL"]).scheme not in {"redis", "rediss"}:
        yield "REDIS_URL beginnt nicht mit redis:// oder rediss://."
    if not values["EMAIL_HOST"]:
        yield "EMAIL_HOST fehlt. Bitte nennen Sie den Mailserver."


def _key_findings(name: str, key: str) -> Iterator[str]:
    if key == SAMPLE_KEY or key.startswith("django-insecure-"):
        yield f"{name} ist der öffentlich bekannte Beispielschlüssel. Bitte erzeugen Sie einen eigenen."
    elif len(key) < SHORTEST_KEY or len(set(key)) < 10:
        yield f"{name} ist zu kurz. Bitte nehmen Sie mindestens {SHORTEST_KEY} zufällige Zeichen."


def _address_findings(values: dict[str, Any]) -> Iterator[str]:
    hosts = values["ALLOWED_HOSTS"]
    if not hosts:
        yield "ALLOWED_HOSTS fehlt. Bitte nennen Sie den Namen, unter dem die Seiten erreichbar sind."
    elif any("*" in host for host in hosts):
        yield "ALLOWED_HOSTS enthält einen Stern. Bitte nennen Sie die Namen einzeln."
    address = urlsplit(values["PUBLIC_URL"])
    if address.scheme != "https" or not address.hostname:
        yield "PUBLIC_URL beginnt nicht mit https://. Links in Briefen und E-Mails brauchen diese Adresse."
    elif hosts and address.hostname not in hosts:
        yield "PUBLIC_URL nennt einen Rechner, der nicht in ALLOWED_HOSTS steht."
