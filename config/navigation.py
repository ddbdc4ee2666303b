"""The menu of the office: each role sees what it can open."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from foundation.accounts.roles import Role
from foundation.audit.actors import ActorKind

CASES = frozenset({Role.QM, Role.CI, Role.FC, Role.FO, Role.KM, Role.AU})
SESSIONS = frozenset({Role.QM, Role.CI, Role.AU})
WRITERS = frozenset({Role.QM, Role.CI})
ORDERS = frozenset({Role.QM, Role.CI, Role.FC, Role.FO, Role.KA, Role.AU})
FINANCE = frozenset({Role.FC, Role.FO, Role.KA, Role.KM, Role.AU})
REPORTS = frozenset({Role.QM, Role.CI, Role.FC, Role.FO, Role.KM, Role.AU, Role.AD})

MENU: tuple[tuple[str, str, frozenset[Role]], ...] = (
    ("office_today", "Heute", frozenset(Role)),
    ("office_cases", "Anträge", CASES),
    ("office_sessions", "Sitzungen", SESSIONS),
    ("office_outbox", "Ausgang", WRITERS),
    ("office_terms", "Termine", CASES),
    ("office_finance", "Finanzen", FINANCE),
    ("office_orders", "Auszahlungen", ORDERS),
    ("reports", "Berichte", REPORTS),
    ("office_texts", "Texte", frozenset({Role.QM, Role.CI})),
    ("office_rules", "Regeln", SESSIONS),
    ("office_people", "Personen", frozenset({Role.AD, Role.AU})),
    ("office_retention", "Aufbewahrung", frozenset({Role.AD})),
)

#: Pages whose address does not lie below that of their entry.
ELSEWHERE = {"office_letter": "office_outbox", "office_letter_discard": "office_outbox"}


@dataclass(frozen=True)
class MenuLink:
    """One entry; `is_current` also on the pages below it."""

    label: str
    address: str
    is_current: bool


def office_navigation(request: HttpRequest) -> dict[str, Any]:
    """`office_links` for the signed-in person; empty for everybody else."""
    return {"office_links": SimpleLazyObject(lambda: _links(request))}


def _links(request: HttpRequest) -> tuple[MenuLink, ...]:
    actor = getattr(request, "actor", None)
    if actor is None or actor.kind is not ActorKind.STAFF:
        return ()
    held = {code for code, _scope in actor.roles}
    links = [(label, _address(name)) for name, label, roles in MENU if held & roles]
    at = _address(ELSEWHERE[name]) if (name := _view_name(request)) in ELSEWHERE else request.path
    current = max((link for _, link in links if link and at.startswith(link)), key=len, default="")
    return tuple(MenuLink(label, address, address == current) for label, address in links if address)


def _view_name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
