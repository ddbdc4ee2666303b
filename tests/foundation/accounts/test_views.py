"""Signing in as a person sees it."""

from io import StringIO

import pytest
import time_machine
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from foundation.accounts.models import User
from foundation.accounts.standing import discharge_user
from foundation.audit.actors import SYSTEM
from foundation.audit.models import AuditEntry
from tests.foundation.accounts.browsing import EMAIL, NOW, PASSWORD, actor_in, code_of, sign_in

HOME = "/buero/"  # staff begin with their work
WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def test_right_password_signs_in(client: Client, user: User) -> None:
    assert sign_in(client) == (302, HOME)
    actor = actor_in(client)
    assert actor is not None
    assert (actor.reference, actor.label, actor.roles, actor.stepped_up) == (
        user.reference,
        "Frau Amt",
        frozenset({("QM", "mitte")}),
        True,
    )
    assert AuditEntry.objects.order_by("-seq").values_list("action", "details").first() == (
        "session.opened",
        {"second_factor": False},
    )


@pytest.mark.parametrize("email", [EMAIL.upper(), f" {EMAIL} "])
def test_case_and_blanks_of_the_address_do_not_matter(client: Client, user: User, email: str) -> None:
    assert sign_in(client, email)[0] == 302


@pytest.mark.parametrize(
    ("email", "password"),
    [
        (EMAIL, "falsch"),
        (EMAIL, PASSWORD + " "),
        (EMAIL, PASSWORD.upper()),
        ("niemand@stadt.example", PASSWORD),
    ],
)
def test_wrong_password_and_unknown_address_get_the_same_answer(
    client: Client, user: User, email: str, password: str
) -> None:
    status, page = sign_in(client, email, password)
    assert (status, WRONG in page, "Fehler: " in page) == (200, True, True)
    assert f'value="{email}"' in page
    assert password not in page
    assert actor_in(client) is None


def test_closed_account_gets_the_same_answer(client: Client, user: User) -> None:
    discharge_user(user=user, by=SYSTEM, now=NOW)
    assert WRONG in sign_in(client)[1]


def test_unknown_address_costs_the_same_work(
    user: User, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    user.set_password(PASSWORD)
    user.save()
    hashed: list[str] = []
    original = PBKDF2PasswordHasher.encode

    def encode(self: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None) -> str:
        hashed.append(password)
        return original(self, password, salt, 1)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", encode)
    monkeypatch.setattr(PBKDF2PasswordHasher, "must_update", lambda *_: False)
    monkeypatch.setattr(PBKDF2PasswordHasher, "harden_runtime", lambda *_: None)
    for email in (EMAIL, "niemand@stadt.example"):
        assert authenticate(None, username=email, password="falsch") is None
    assert hashed == ["falsch", "falsch"]


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"email": "", "password": "x"}, "Geben Sie Ihre E-Mail-Adresse ein."),
        ({"email": EMAIL, "password": ""}, "Geben Sie Ihr Passwort ein."),
        ({"email": "x" * 255, "password": "x"}, "254"),
        ({"email": "a\x00b", "password": "x"}, "Nullzeichen"),
    ],
)
def test_missing_or_odd_values_are_a_sentence(client: Client, values: dict[str, str], sentence: str) -> None:
    response = client.post("/anmelden/", values)
    assert (response.status_code, sentence in response.content.decode()) == (200, True)


def test_sixth_try_waits_in_words_even_with_the_right_password(
    client: Client, user: User, clock: time_machine.Traveller
) -> None:
    for _ in range(5):
        sign_in(client, password="falsch")
    response = client.post("/anmelden/", {"email": EMAIL, "password": PASSWORD})
    assert (response.status_code, response.headers["Retry-After"]) == (429, "31")
    assert "Zu viele Versuche. Bitte warten Sie 30 Sekunden" in response.content.decode()
    clock.shift(30)
    assert sign_in(client)[0] == 302


def test_unknown_address_waits_just_the_same(client: Client) -> None:
    for _ in range(5):
        sign_in(client, "niemand@stadt.example", "falsch")
    assert sign_in(client, "niemand@stadt.example", "falsch")[0] == 429


def test_second_factor_is_asked_for(client: Client, user: User, device: TOTPDevice) -> None:
    status, target = sign_in(client, next="/amt/")
    assert (status, target) == (302, "/anmelden/code/?next=%2Famt%2F")
    assert actor_in(client) is None
    assert client.get(target).status_code == 200
    code = code_of(device)
    response = client.post("/anmelden/code/", {"code": f"{code[:3]} {code[3:]}", "next": "/amt/"})
    assert (response.status_code, response.headers["Location"]) == (302, "/amt/")
    assert actor_in(client) is not None
    last = AuditEntry.objects.order_by("-seq").first()
    assert last is not None
    assert last.details == {"second_factor": True}


@pytest.mark.parametrize("code", ["000000", "abc", "12345", "٤٩٩٩٩٩", "1" * 20])
def test_wrong_code_signs_nobody_in(client: Client, device: TOTPDevice, code: str) -> None:
    sign_in(client)
    response = client.post("/anmelden/code/", {"code": code})
    assert (response.status_code, "Der Code stimmt nicht." in response.content.decode()) == (200, True)
    assert actor_in(client) is None


def test_code_counts_once(client: Client, device: TOTPDevice) -> None:
    code = code_of(device)
    for expected in (302, 200):
        sign_in(client)
        assert client.post("/anmelden/code/", {"code": code}).status_code == expected
        client.logout()


def test_wrong_codes_wait_but_never_for_ever(
    client: Client, device: TOTPDevice, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    for _ in range(5):
        client.post("/anmelden/code/", {"code": "000000"})
    assert client.post("/anmelden/code/", {"code": code_of(device)}).status_code == 429
    clock.shift(31)
    assert client.post("/anmelden/code/", {"code": code_of(device)}).status_code == 302


def test_code_step_without_or_long_after_the_password_begins_again(
    client: Client, device: TOTPDevice, clock: time_machine.Traveller
) -> None:
    assert client.get("/anmelden/code/").headers["Location"].startswith("/anmelden/?")
    sign_in(client)
    clock.shift(5 * 60)
    response = client.post("/anmelden/code/", {"code": code_of(device)})
    assert response.headers["Location"].startswith("/anmelden/?")
    assert actor_in(client) is None


@pytest.mark.parametrize(
    "target", ["https://boese.example/", "//boese.example", "/\\boese.example", "javascript:alert(1)", ""]
)
def test_next_leads_never_away(client: Client, user: User, target: str) -> None:
    assert sign_in(client, next=target) == (302, HOME)


def test_sign_out_needs_post_and_ends_the_session(client: Client, user: User) -> None:
    sign_in(client)
    assert client.get("/abmelden/").headers["Location"] == HOME  # the page with the button
    assert actor_in(client) is not None
    assert client.post("/abmelden/").status_code == 302
    assert actor_in(client) is None


def test_forms_are_guarded_against_foreign_sites(user: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert sign_in(client)[0] == 403
    assert client.post("/abmelden/").status_code == 403


def test_pages_are_never_cached(client: Client) -> None:
    assert "no-store" in client.get("/anmelden/").headers["Cache-Control"]


def test_second_factor_can_be_taken_away(client: Client, device: TOTPDevice) -> None:
    call_command("enroll_totp", EMAIL, "--entfernen", stdout=StringIO())
    assert sign_in(client) == (302, HOME)
