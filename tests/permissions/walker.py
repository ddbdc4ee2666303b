"""Walks every address with every method as every role, and says what came back in one word."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from applicants.middleware import SESSION_KEY
from applicants.models import Applicant
from foundation.accounts.actors import SIGNED_IN_AT, STEPPED_UP_AT
from foundation.accounts.models import User
from grants.models import JuryKey
from grants.views.jury_access import SESSION_KEY as JURY_KEY
from tests.worlds import WRITES

METHODS = ("GET", "POST", "PUT", "DELETE")
ROLES = ("AN", "AP", "AP2", "QM", "CI", "FC", "FO", "KA", "KM", "AU", "AD", "QX", "JU", "JB")
JURORS = ("JU", "JB")
#: rows that a refused request may write: its own session, the log of reads and of refusals
OWN_TRACES = {"sessions.session", "audit.accessentry", "accounts.signinlimit"}


@dataclass(frozen=True)
class Visitor:
    """A role with its own browser."""

    role: str
    client: Client


def visitors(
    users: Mapping[str, User],
    own: Applicant,
    other: Applicant,
    moment: str,
    jurors: Mapping[str, JuryKey],
) -> list[Visitor]:
    """One browser for each role: nobody, the resident of the case, another resident, staff, jurors."""
    found = [Visitor("AN", Client()), Visitor("AP", _resident(own)), Visitor("AP2", _resident(other))]
    found.extend(Visitor(role, _staff(user, moment)) for role, user in users.items())
    found.extend(Visitor(role, _with_session(JURY_KEY, key.pk)) for role, key in jurors.items())
    return found


def _with_session(name: str, value: Any) -> Client:
    client = Client()
    session = client.session
    session[name] = value
    session.save()
    return client


def _resident(applicant: Applicant) -> Client:
    return _with_session(SESSION_KEY, str(applicant.uuid))


def _staff(user: User, moment: str) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[SIGNED_IN_AT] = session[STEPPED_UP_AT] = moment
    session.save()
    return client


def outcome(visitor: Visitor, method: str, url: str, before: Mapping[str, int]) -> str:
    """ok, login, 403, 404 or 405 of one request, which is taken back afterwards; a 5xx is itself.

    `before` is the fingerprint of the town; a refused request must leave it as it is. It is taken again only
    where something was written at all: there are twelve thousand requests.
    """
    cookies: Any = visitor.client.cookies.copy()
    with transaction.atomic(), written() as tables:
        response = visitor.client.generic(method, url)
        body: Any = response
        if body.streaming:
            b"".join(body.streaming_content)  # read to the end, so that the file is closed
        found = _word(response.status_code, response.headers.get("Location", ""))
        if found != "ok" and tables and fingerprint() != before:
            found = f"{found} but changed rows"
        transaction.set_rollback(True)
    visitor.client.cookies = cookies
    return found


def _word(status: int, location: str) -> str:
    if status in (301, 302) and location.startswith("/anmelden/"):
        return "login"
    if status in (403, 404, 405) or status >= 500:
        return str(status)
    return "ok"


@contextmanager
def written() -> Iterator[set[str]]:
    """Tables of others in which a row is written here, even if it is taken back again."""
    own = {apps.get_model(label)._meta.db_table for label in OWN_TRACES}
    tables: set[str] = set()

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        found = WRITES.match(sql)
        if found and found[1] not in own:
            tables.add(found[1])
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield tables


def fingerprint() -> dict[str, int]:
    """How many rows each table has; a request that is refused adds none beside its own traces."""
    models = [model for model in apps.get_models() if model._meta.label_lower not in OWN_TRACES]
    parts = [f"SELECT '{model._meta.db_table}', COUNT(*) FROM \"{model._meta.db_table}\"" for model in models]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return dict(cursor.fetchall())


def routes(resolver: URLResolver | None = None) -> Iterator[str]:
    """The name of every address of the project."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from routes(pattern)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name)


def address(name: str, kwargs: Mapping[str, Any]) -> str:
    """The path of a row."""
    return reverse(name, kwargs=dict(kwargs))
