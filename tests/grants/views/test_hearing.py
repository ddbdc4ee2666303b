"""Before money is claimed back: the office gives time, the resident reads what, why, until when and how."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from applicants.models import Applicant
from foundation.audit.actors import Actor
from foundation.values.dates import format_date, format_long_date
from grants.models import Claim, Fund, PaymentKind
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.judgements import Cut
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

ClientOf = Callable[[Applicant], Client]
People = dict[str, Actor]
HEADING = "Die Stadt möchte Geld zurück Es geht um"


@pytest.fixture
def overpaid(story: Story) -> Story:
    """400 euros paid, 300 spent, 50 of them cut."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    story.proof_sent(25_000, 5_000)
    story.proof_confirmed({2: Cut(5_000, "Pfand")})
    return story


def status_of(story: Story, client_of: ClientOf) -> str:
    address = reverse("my_case", args=[story.application.reference])
    return text_of(client_of(story.application.applicant).get(address)).replace("\xa0", " ")


def draft(story: Story, days: int) -> Claim:
    return draft_claim(
        grant=story.grant,
        actor=story.people["manager"],
        now=story.now,
        heard_until=story.day + timedelta(days=days),
    )


@pytest.mark.parametrize(("days", "status"), [(0, 200), (9, 200), (10, 302)])
def test_hearing_gives_ten_days(
    overpaid: Story, people: People, clock: time_machine.Traveller, days: int, status: int
) -> None:
    clock.move_to(overpaid.now)
    address = reverse("office_action", args=[overpaid.application.reference, "rueckforderung"])
    officer = browser_of(people["officer"])
    assert "Zurückzufordern 150,00 €" in text_of(officer.get(address)).replace("\xa0", " ")
    day = format_date(overpaid.day + timedelta(days=days))
    response = send(officer, address, heard_until=day)
    assert (response.status_code, Claim.objects.count()) == (status, int(status == 302))
    if status == 200:
        earliest = format_date(overpaid.day + timedelta(days=10))
        assert f"mindestens 10 Tage Zeit, frühestens bis zum {earliest}." in text_of(response)
        assert f'value="{day}"' in response.content.decode()


def test_resident_reads_the_hearing_while_it_runs(
    overpaid: Story, clock: time_machine.Traveller, client_of: ClientOf
) -> None:
    Fund.objects.update(phone="0340 123456", street="Musterweg 2", postcode="06844", town="Dessau-Roßlau")
    clock.move_to(overpaid.now)
    assert HEADING not in status_of(overpaid, client_of)
    claim = draft(overpaid, 10)
    overpaid.post("anhoerung-rueckforderung")
    until = format_long_date(overpaid.day + timedelta(days=10))
    clock.shift(timedelta(days=10))
    page = status_of(overpaid, client_of)
    for part in (
        "Sie sind dran. Die Stadt möchte Geld zurück. Sie können sich vorher dazu äußern.",
        f"{HEADING} 150,00 € . Der Grund:",
        "Sie haben mehr bekommen, als Sie ausgegeben haben: 100,00 €.",
        "Belege von Ihnen zählen nicht: 50,00 €.",
        f"Tun Sie es bis zum {until} (Anhörung). Rufen Sie uns an: 0340 123456",
        "kommen Sie vorbei: Musterweg 2, 06844 Dessau-Roßlau",
    ):
        assert part in page
    clock.shift(timedelta(days=1))
    later = status_of(overpaid, client_of)
    assert f"Sie konnten sich bis zum {until} dazu äußern." in later
    assert "Sie sind dran." not in later
    overpaid.day += timedelta(days=11)
    release_claim_notice(claim=claim, actor=overpaid.people["officer"], now=overpaid.now)
    assert HEADING not in status_of(overpaid, client_of)
