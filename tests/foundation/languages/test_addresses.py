import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django.fixtures import Settings

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("path", "language", "direction"), [
    ("/impressum/", "de", "ltr"),
    ("/en/impressum/", "en", "ltr"),
    ("/uk/impressum/", "uk", "ltr"),
    ("/ar/impressum/", "ar", "rtl"),
    ("/ar/zugang/", "ar", "rtl"),
])  # fmt: skip
def test_the_address_says_the_language(client: Client, path: str, language: str, direction: str) -> None:
    page = client.get(path)
    assert page.status_code == 200
    assert page.headers["Content-Language"] == language
    html = page.content.decode()
    assert f'<html lang="{language}"' in html
    assert f'dir="{direction}">' in html
    assert translation.get_language() == "de"  # nothing is left over for the next request


def test_the_browser_decides_nothing_and_no_cookie_is_set(client: Client) -> None:
    page = client.get("/impressum/", headers={"accept-language": "ar"})
    assert page.headers["Content-Language"] == "de"
    assert client.get("/ar/impressum/").cookies.keys() == set()


@pytest.mark.parametrize("path", ["/de/impressum/", "/uk/buero/", "/uk/anmelden/", "/fr/impressum/"])
def test_there_is_no_other_prefix_and_the_office_is_german(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


def test_addresses_stay_in_the_language() -> None:
    with translation.override("uk"):
        assert (reverse("key"), reverse("sign_in")) == ("/uk/zugang/", "/anmelden/")
    assert reverse("key") == "/zugang/"


def test_the_menu_names_each_language_by_itself(client: Client, settings: Settings) -> None:
    html = client.get("/uk/impressum/?a=b").content.decode()
    for code in settings.OFFERED_LANGUAGES:
        assert f'lang="{code}"' in html
    assert '<a href="/impressum/?a=b" hreflang="de">Deutsch</a>' in html
    assert '<a href="/ar/impressum/?a=b" hreflang="ar">العربية</a>' in html
    assert 'aria-current="true">Українська' in html


def test_the_menu_leaves_out_what_is_not_translated(client: Client, settings: Settings) -> None:
    settings.OFFERED_LANGUAGES = ("de", "ar")
    assert "English" not in client.get("/impressum/").content.decode()
    assert "العربية" in client.get("/impressum/").content.decode()
    assert "English" in client.get("/en/impressum/").content.decode()


def test_a_german_page_has_no_menu(client: Client) -> None:
    assert "ak-languages-menu" not in client.get("/anmelden/").content.decode()
