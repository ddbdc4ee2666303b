"""Signing in as a person sees it."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO
from time import time

import pytest
import time_machine
from django.contrib.auth import authenticate, get_user
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django.fixtures import Settings

from foundation.accounts.actors import staff_actor
from foundation.accounts.models import User
from foundation.accounts.services import assign_role, create_user, deactivate_user
from foundation.audit.actors import SYSTEM, Actor
from foundation.audit.models import AuditEntry

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
EMAIL, PASSWORD = "amt@stadt.example", "ein langes Passwort 7"
WRONG = "Die E-Mail-Adresse oder das Passwort stimmt nicht."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def user() -> User:
    user = create_user(email=EMAIL, display_name="Frau Amt", password=PASSWORD, by=SYSTEM, now=NOW)
    assign_role(user=user, role="QM", scope="mitte", by=SYSTEM, now=NOW)
    return user


@pytest.fixture
def device(user: User) -> TOTPDevice:
    call_command("enroll_totp", EMAIL.upper(), stdout=StringIO())
    return TOTPDevice.objects.get()


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    totp = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    totp.time = time() + steps * device.step
    return f"{totp.token():06d}"


def sign_in(client: Client, email: str = EMAIL, password: str = PASSWORD, **extra: str) -> tuple[int, str]:
    response = client.post("/anmelden/", {"email": email, "password": password, **extra})
    return response.status_code, response.headers.get("Location", response.content.decode())


def actor_in(client: Client) -> Actor | None:
    request: HttpRequest = RequestFactory().get("/")
    request.session = client.session
    request.user = get_user(request)
    return staff_actor(request)


def test_right_password_signs_in(client: Client, user: User) -> None:
    assert sign_in(client) == (302, "/")
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
    deactivate_user(user=user, by=SYSTEM, now=NOW)
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
    assert sign_in(client, next=target) == (302, "/")


def test_session_key_changes_at_sign_in(client: Client, user: User) -> None:
    client.get("/anmelden/code/")
    before = client.session.session_key
    sign_in(client)
    assert before != client.session.session_key


def test_session_ends_after_ten_hours(client: Client, user: User, clock: time_machine.Traveller) -> None:
    sign_in(client)
    clock.shift(timedelta(hours=10) - timedelta(seconds=1))
    assert actor_in(client) is not None
    clock.shift(1)
    assert actor_in(client) is None


def test_step_up_lasts_five_minutes_and_is_renewed(
    client: Client, user: User, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    clock.shift(5 * 60)
    actor = actor_in(client)
    assert actor is not None
    assert not actor.stepped_up
    assert client.post("/anmelden/bestaetigen/", {"password": "falsch"}).status_code == 200
    response = client.post("/anmelden/bestaetigen/", {"password": PASSWORD, "next": "/amt/"})
    assert response.headers["Location"] == "/amt/"
    actor = actor_in(client)
    assert actor is not None
    assert actor.stepped_up


def test_step_up_asks_for_the_code_when_there_is_a_device(
    client: Client, device: TOTPDevice, clock: time_machine.Traveller
) -> None:
    sign_in(client)
    client.post("/anmelden/code/", {"code": code_of(device)})
    clock.shift(6 * 60)
    assert client.post("/anmelden/bestaetigen/", {"password": PASSWORD}).status_code == 200
    actor = actor_in(client)
    assert actor is not None
    assert not actor.stepped_up
    assert client.post("/anmelden/bestaetigen/", {"code": code_of(device)}).status_code == 302


def test_step_up_without_session_leads_to_sign_in(client: Client) -> None:
    assert client.get("/anmelden/bestaetigen/").headers["Location"].startswith("/anmelden/?")


def test_withdrawn_account_counts_with_the_next_request(client: Client, user: User) -> None:
    sign_in(client)
    deactivate_user(user=user, by=SYSTEM, now=NOW)
    assert actor_in(client) is None


def test_session_that_passed_by_our_sign_in_page_counts_for_nothing(client: Client, user: User) -> None:
    client.force_login(user)
    assert actor_in(client) is None


def test_sign_out_needs_post_and_ends_the_session(client: Client, user: User) -> None:
    sign_in(client)
    assert client.get("/abmelden/").status_code == 405
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
    assert sign_in(client) == (302, "/")
