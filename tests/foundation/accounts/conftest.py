"""A member of the staff, with and without a second factor, at a fixed moment."""

from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from foundation.accounts.models import User
from foundation.accounts.services import assign_role, create_user
from foundation.audit.actors import SYSTEM
from tests.foundation.accounts.browsing import EMAIL, NOW, PASSWORD


@pytest.fixture
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
