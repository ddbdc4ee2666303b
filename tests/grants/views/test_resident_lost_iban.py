"""Cookies deleted in the middle of an IBAN: the name comes back, the IBAN is typed anew."""

import re

from django.contrib.sessions.models import Session

from applicants.models import BankAccount
from tests.grants.views.office_browser import text_of
from tests.grants.views.test_resident_lost import ClientOf, come_back, post_lost
from tests.grants.views.test_resident_proof import at
from tests.stories import IBAN, Story

OTHER_IBAN = "DE02120300000000202051"


def test_iban_is_not_carried_through(story: Story, client_of: ClientOf) -> None:
    story.issued()
    story.grant = story.accept_without_account()
    applicant = story.application.applicant
    client, page = client_of(applicant), at(story, "my_bank_details")
    lost = post_lost(client, page, {"holder": "Käthe Krause", "iban": IBAN, "confirmed": "on"})
    assert IBAN not in lost.content.decode()
    assert "Nur die IBAN geben Sie danach noch einmal ein." in text_of(lost)
    back = come_back(client, lost, applicant, story)
    html = back.content.decode()
    assert 'value="Käthe Krause"' in html
    assert "Die IBAN geben Sie bitte noch einmal ein." in text_of(back)
    assert IBAN not in html
    assert not re.search(r'name="confirmed"[^>]* checked', html)
    assert IBAN not in str([each.get_decoded() for each in Session.objects.all()])
    assert not BankAccount.objects.exists()


def test_iban_of_another_account_is_not_carried_through_either(story: Story, client_of: ClientOf) -> None:
    story.accepted()
    applicant = story.application.applicant
    typed = {"holder": "Käthe Krause", "iban": OTHER_IBAN, "confirmed": "on"}
    client = client_of(applicant)
    lost = post_lost(client, at(story, "my_new_account"), typed)
    assert OTHER_IBAN not in lost.content.decode()
    back = come_back(client, lost, applicant, story)
    assert 'value="Käthe Krause"' in back.content.decode()
    assert "Die IBAN geben Sie bitte noch einmal ein." in text_of(back)
    assert OTHER_IBAN not in back.content.decode() + str(
        [each.get_decoded() for each in Session.objects.all()]
    )
