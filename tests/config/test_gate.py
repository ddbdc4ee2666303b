"""Where a request comes from, and how big it may be."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse

from config.gate import LARGEST_BODY
from config.security import HEADERS


def guess(address: str, forwarded: str) -> int:
    """Send a wrong access code from a proxy's address."""
    client = Client(REMOTE_ADDR=address, headers={"X-Forwarded-For": forwarded} if forwarded else {})
    return client.post(reverse("key_code"), {"code": "AAAAAAAAAAAA"}).status_code


@pytest.mark.django_db
def test_one_who_guesses_behind_the_proxy_stops_nobody_else(settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    # What the guesser adds in front changes nothing: the proxy writes the last entry.
    answers = [guess("10.0.0.1", f"192.0.2.{number}, 198.51.100.7") for number in range(7)]
    assert answers == [200, 200, 200, 200, 200, 429, 429]
    assert guess("10.0.0.1", "203.0.113.9") == 200


@pytest.mark.django_db
def test_without_a_proxy_nobody_names_an_address_of_their_own(settings: LazySettings) -> None:
    settings.BEHIND_PROXY = False
    assert [guess("198.51.100.7", f"192.0.2.{number}") for number in range(7)][-1] == 429


@pytest.mark.django_db
def test_proxy_that_names_nobody_is_braked_itself(settings: LazySettings) -> None:
    settings.BEHIND_PROXY = True
    assert [guess("10.0.0.1", "") for _ in range(7)][-1] == 429


@pytest.mark.parametrize("length", [LARGEST_BODY + 1, 10 * 1024**3])
def test_far_too_big_is_refused_before_it_is_read(client: Client, length: int) -> None:
    response = client.generic("POST", reverse("sign_in"), b"", CONTENT_LENGTH=str(length))
    assert (response.status_code, "höchstens 15 MB" in response.content.decode()) == (413, True)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
