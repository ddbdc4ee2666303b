"""The price comparison from the resident's page to the formal check."""

from collections.abc import Callable

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from grants.models import Application, FundRules
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
ASKED = "Haben Sie weniger Angebote?"
WANTED = "Dafür brauchen wir 2 Angebote."


@pytest.mark.parametrize("threshold", [None, 48_766])
def test_nobody_is_asked_below_the_threshold(
    story: Story, client_of: Callable[[Applicant], Client], threshold: int | None
) -> None:
    FundRules.objects.update(price_comparison_from_cents=threshold)
    mine = client_of(story.draft().applicant)
    page = mine.get(reverse("draft_section", args=[story.application.uuid, "bilder"]))
    assert ASKED not in text_of(page)


def test_reason_is_asked_for_and_kept(
    story: Story, client_of: Callable[[Applicant], Client], clock: time_machine.Traveller
) -> None:
    clock.move_to(story.now)
    FundRules.objects.update(price_comparison_from_cents=48_765)
    mine, uuid = client_of(story.draft().applicant), story.application.uuid
    address, check = reverse("draft_section", args=[uuid, "bilder"]), reverse("draft_check", args=[uuid])
    page = text_of(mine.get(address))
    assert ASKED in page
    assert "Stauden und Saatgut, 487,65 €" in page
    assert WANTED in text_of(mine.get(check))
    long = mine.post(address, {"price_reason": "x" * 501})
    assert (long.status_code, "x" * 501 in long.content.decode()) == (200, True)
    assert mine.post(address, {"price_reason": "Nur ein Händler hat sie."}).status_code == 302
    assert Application.objects.get().price_reason == "Nur ein Händler hat sie."
    assert WANTED not in text_of(mine.get(check))


def test_office_counts_offers_and_judges_the_reason(story: Story, clock: time_machine.Traveller) -> None:
    case = story.submitted()
    clock.move_to(story.now)
    FundRules.objects.update(price_comparison_from_cents=48_765)
    Application.objects.update(price_reason="Nur ein Händler hat sie.")
    office = browser_of(story.people["manager"])
    formal = reverse("office_action", args=[case.reference, "foerderfaehig"])
    assert "Die Person schreibt: Nur ein Händler hat sie." in text_of(office.get(formal))
    form = {"cost_1": "ja", "field_of_action": case.rules.fields_of_action[0]}
    assert "Tragen Sie ein, wie viele Angebote" in text_of(send(office, formal, **form))
    assert WANTED in text_of(send(office, formal, **form, offers_1="1"))
    assert Application.objects.get().state == "submitted"
    judged = "Geprüft: im Umkreis verkauft sie sonst niemand."
    assert send(office, formal, **form, offers_1="1", price_judgement=judged).status_code == 302
    found = Application.objects.get()
    assert (found.state, found.price_comparison) == (
        "eligible",
        f"Stauden und Saatgut: 1 Angebot\nWeniger reichen, denn: {judged}",
    )
    page = text_of(office.get(reverse("office_case", args=[case.reference])))
    assert judged in page
