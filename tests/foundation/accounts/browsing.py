"""What the tests of signing in do with a browser."""

from datetime import UTC, datetime
from time import time

from django.contrib.auth import get_user
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts.actors import staff_actor
from foundation.audit.actors import Actor

NOW = datetime(2027, 3, 12, 9, 30, tzinfo=UTC)
EMAIL, PASSWORD = "amt@stadt.example", "ein langes Passwort 7"


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
