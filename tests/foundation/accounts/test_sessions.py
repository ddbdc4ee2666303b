"""How long a session, and a fresh confirmation, count."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts.models import User
from foundation.accounts.standing import discharge_user
from foundation.audit.actors import SYSTEM
from tests.foundation.accounts.browsing import NOW, PASSWORD, actor_in, code_of, sign_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


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
    wrong = client.post("/anmelden/bestaetigen/", {"password": "falsch"})
    assert "Das Passwort stimmt nicht. Geben Sie es noch einmal ein." in wrong.content.decode()
    assert "E-Mail-Adresse" not in wrong.content.decode()
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
    discharge_user(user=user, by=SYSTEM, now=NOW)
    assert actor_in(client) is None


def test_session_that_passed_by_our_sign_in_page_counts_for_nothing(client: Client, user: User) -> None:
    client.force_login(user)
    assert actor_in(client) is None
