"""Browsers of people of the office, and what they read and send."""

import re
from datetime import datetime
from html import unescape
from typing import Any

from django.test import Client
from django.utils import timezone

from foundation.accounts.actors import SIGNED_IN_AT, STEPPED_UP_AT
from foundation.accounts.models import User
from foundation.audit.actors import Actor


def browser_of(actor: Actor, *, stepped_up: bool = True, at: datetime | None = None) -> Client:
    """A browser in which this person has just signed in; `at` for a clock that is moved afterwards."""
    client = Client()
    client.force_login(User.objects.get(reference=actor.reference))
    session = client.session
    moment = (at or timezone.now()).isoformat()
    session[SIGNED_IN_AT] = moment
    if stepped_up:
        session[STEPPED_UP_AT] = moment
    session.save()
    return client


def text_of(response: Any) -> str:
    """What a person reads on the page: no tags, one space between words."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", response.content.decode())
    html = re.sub(r"</?bdi\b[^>]*>", "", html)  # a mark within a sentence, no word of its own
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def hidden_version(response: Any) -> str:
    """The version that stands in the form."""
    found = re.search(r'name="expected_version"\s+value="(\d+)"', response.content.decode())
    assert found is not None, text_of(response)
    return found[1]


def send(client: Client, address: str, **data: Any) -> Any:
    """Open the form, fill it in, send it."""
    version = hidden_version(client.get(address))
    return client.post(address, {"expected_version": version, **data})
