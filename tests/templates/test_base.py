"""What holds for every page: one language, no inline code, the office menu by role, error pages."""

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.urls import resolve

from config.navigation import office_navigation
from foundation.audit.actors import ANYONE, Actor, ActorKind

TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
ALL = sorted(TEMPLATES.rglob("*.html"))
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)
ELSEWHERE = re.compile(r"(src|href)=\"(https?:)?//")
#: What only those open who write to residents or decide the rules.
WRITING = ("Texte", "Regeln", "Ausgang")


@pytest.mark.parametrize("path", ALL, ids=[str(path.relative_to(TEMPLATES)) for path in ALL])
def test_template_has_nothing_inline_and_nothing_from_elsewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert INLINE.findall(text) == []
    assert ELSEWHERE.findall(text) == []
    assert len(text.splitlines()) <= 150


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_page_for_the_worst_case_renders_without_request_and_database(name: str) -> None:
    html = render_to_string(name)
    assert html.count("<h1") == 1
    for language in ("en", "uk", "ru", "ar"):
        assert f'lang="{language}"' in html


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["403.html", "403_csrf.html", "404.html"])
def test_error_page_renders_also_when_nobody_is_known(name: str) -> None:
    request = RequestFactory().get("/nirgendwo/")
    request.user = AnonymousUser()
    request.resolver_match = None
    html = render_to_string(name, request=request)
    assert html.count("<h1") == 1
    assert "Andere Sprachen" in html


MANAGER = Actor(ActorKind.STAFF, "7", roles=frozenset({("QM", "")}))


def asked_by(actor: Actor, path: str) -> HttpRequest:
    request = RequestFactory().get(path)
    request.actor = actor  # type: ignore[attr-defined]  # set by the middleware, unknown to the type
    return request


def links(path: str, *roles: str, kind: ActorKind = ActorKind.STAFF) -> list[str]:
    request = asked_by(Actor(kind, "7", roles=frozenset((role, "") for role in roles)), path)
    return [link.label for link in office_navigation(request)["office_links"]]


def test_office_menu_is_empty_for_everybody_else() -> None:
    assert links("/", kind=ActorKind.APPLICANT) == []
    request = RequestFactory().get("/")
    assert list(office_navigation(request)["office_links"]) == []
    assert list(office_navigation(asked_by(ANYONE, "/"))["office_links"]) == []


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        ("QM", {"Finanzen", "Aufbewahrung", "Personen"}),
        ("CI", {"Finanzen", "Aufbewahrung", "Personen"}),
        ("FO", {"Sitzungen", "Aufbewahrung", "Personen", *WRITING}),
        ("KA", {"Anträge", "Sitzungen", "Termine", "Berichte", "Aufbewahrung", "Personen", *WRITING}),
        ("KM", {"Sitzungen", "Auszahlungen", "Aufbewahrung", "Personen", *WRITING}),
        (
            "AD",
            {"Anträge", "Sitzungen", "Termine", "Finanzen", "Auszahlungen", *WRITING},
        ),
    ],
)
def test_office_menu_shows_what_a_role_can_open(
    role: str, hidden: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("config.navigation._address", lambda name: f"/{name}/")
    cases = {"Heute", "Anträge", "Sitzungen", "Termine", "Aufbewahrung"}
    everything = cases | {"Finanzen", "Auszahlungen", "Berichte", "Personen", *WRITING}
    assert set(links("/", role)) == everything - hidden


def test_office_menu_marks_the_longest_matching_address(monkeypatch: pytest.MonkeyPatch) -> None:
    addresses = {"office_today": "/buero/", "office_cases": "/buero/antraege/"}
    monkeypatch.setattr("config.navigation._address", lambda name: addresses.get(name, ""))
    request = asked_by(MANAGER, "/buero/antraege/LT-2027-0001/")
    menu = list(office_navigation(request)["office_links"])
    assert [(link.label, link.is_current) for link in menu] == [("Heute", False), ("Anträge", True)]


def test_letter_lies_below_the_outbox() -> None:
    request = asked_by(MANAGER, "/buero/briefe/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed/")
    request.resolver_match = resolve(request.path)
    marked = [link.label for link in office_navigation(request)["office_links"] if link.is_current]
    assert marked == ["Ausgang"]
