"""Setting a first password, as a person sees it."""

import pytest
from django.test import Client

from foundation.accounts.models import PasswordLink
from foundation.accounts.standing import block_user
from foundation.audit.actors import SYSTEM
from tests.foundation.accounts.browsing import NOW, PASSWORD, actor_in, sign_in
from tests.foundation.accounts.test_password_links import invite, token_of_newest_mail

EMAIL = "neu@stadt.example"
SPENT = "Dieser Link gilt nicht mehr"
pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


def page_of() -> str:
    invite()
    return f"/anmelden/passwort/{token_of_newest_mail()}/"


def test_link_leads_to_a_password_and_that_to_a_session(client: Client) -> None:
    address = page_of()
    for _ in range(2):  # looking uses nothing up
        page = client.get(address)
        assert "Mindestens 15 Zeichen" in page.content.decode()
        assert "no-store" in page.headers["Cache-Control"]
    answer = client.post(address, {"password": PASSWORD, "again": PASSWORD}, follow=True)
    assert "Ihr Passwort ist gespeichert." in answer.content.decode()
    assert actor_in(client) is None
    sign_in(client, EMAIL)
    assert actor_in(client) is not None
    assert SPENT in client.get(address).content.decode()
    assert SPENT in client.post(address, {"password": PASSWORD, "again": PASSWORD}).content.decode()


@pytest.mark.parametrize(
    ("password", "again", "sentence"),
    [
        ("", "", "Geben Sie ein Passwort ein."),
        (PASSWORD, PASSWORD + "!", "Die beiden Passwörter sind nicht gleich."),
        ("zu kurz", "zu kurz", "Dieses Passwort ist zu kurz."),
        (EMAIL, EMAIL, "zu ähnlich"),
    ],
)
def test_unfit_password_is_told_and_the_link_stays(
    client: Client, password: str, again: str, sentence: str
) -> None:
    address = page_of()
    page = client.post(address, {"password": password, "again": again}).content.decode()
    assert (sentence in page, "Fehler: " in page) == (True, True)
    assert PasswordLink.objects.count() == 1


def test_link_of_a_blocked_account_and_an_invented_one_look_the_same(client: Client) -> None:
    address = page_of()
    block_user(user=PasswordLink.objects.get().user, by=SYSTEM, now=NOW)
    for each in (address, "/anmelden/passwort/erfunden/"):
        assert SPENT in client.get(each).content.decode()
