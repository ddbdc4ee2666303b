"""Headers of every answer."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from config.security import HEADERS, SecurityHeadersMiddleware


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/gesundheit/", "/gibt-es-nicht/", "/static/kern/kern.min.css"])
def test_headers_on_every_answer(client: Client, path: str) -> None:
    response = client.get(path)
    response.close()  # static files are open files
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_policy_allows_nothing_inline() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "*" not in policy


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    return SecurityHeadersMiddleware(lambda _request: response)(request)


def test_page_of_a_signed_in_person_is_not_stored() -> None:
    request = RequestFactory().get("/")
    request.COOKIES[settings.SESSION_COOKIE_NAME] = "x"
    assert answer(request, HttpResponse())["Cache-Control"] == "no-store"


def test_public_page_may_be_stored() -> None:
    assert "Cache-Control" not in answer(RequestFactory().get("/"), HttpResponse()).headers


def test_stricter_policy_of_a_view_stays() -> None:
    strict = HttpResponse(headers={"Content-Security-Policy": "sandbox"})
    assert answer(RequestFactory().get("/"), strict)["Content-Security-Policy"] == "sandbox"
