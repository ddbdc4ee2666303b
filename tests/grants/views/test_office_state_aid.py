"""The De-minimis entry at the desk: offered for a business alone, its page keeps what was typed."""

from collections.abc import Mapping

import pytest
import time_machine
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import Particulars, StateAidEntry
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db


def test_entry_is_recorded_at_the_desk(
    story: Story, people: Mapping[str, Actor], clock: time_machine.Traveller
) -> None:
    story.accepted()
    clock.move_to(story.now)
    office = browser_of(people["manager"])
    case = reverse("office_case", args=[story.application.reference])
    address = reverse("office_action", args=[story.application.reference, "de-minimis"])
    assert address not in office.get(case).content.decode()
    Particulars.objects.update(kind="business")
    page = office.get(case)
    assert address in page.content.decode()
    assert "Der Eintrag im Register fehlt noch. Vorher wird nichts ausgezahlt." in text_of(page)
    typed = {"register_number": "DM-7", "entered_on": f"{story.day:%d.%m.%Y}", "other_aid": "300.000,00"}
    refused = send(office, address, **typed)
    assert "Erlaubt sind höchstens 300.000,00 €." in text_of(refused)
    assert "DM-7" in refused.content.decode()
    assert send(office, address, **typed | {"other_aid": "0"}).status_code == 302
    assert StateAidEntry.objects.get().other_aid_cents == 0
    assert "Register DM-7" in text_of(office.get(case))
