"""Registers and terms of the office as pages: who sees what."""

import pytest
from django.urls import reverse

from grants.models import FundRules
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_register_of_bound_things_says_what_whose_until_when(story: Story) -> None:
    FundRules.objects.update(binding_years=3)
    story.accepted()
    story.proof_sent(story.cents)
    reference = story.grant.case.reference
    client = browser_of(story.people["manager"])
    address = reverse("office_action", args=[reference, "zweckbindung"])
    until = story.grant.ends_on.replace(year=story.grant.ends_on.year + 3)
    assert f'value="{until:%d.%m.%Y}"' in client.get(address).content.decode()
    send(client, address, what="Gartenbank", value="199,00", place="Musterhof", until=f"{until:%d.%m.%Y}")
    page = text_of(client.get(reverse("office_bindings")))
    assert f"Gartenbank {reference} {story.name} Musterhof nein {until:%d.%m.%Y} 199,00" in page
    stranger = browser_of(story.people["cashier"])
    assert stranger.get(reverse("office_bindings")).status_code == 403
