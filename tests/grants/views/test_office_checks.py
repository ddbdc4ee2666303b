"""Between the check of a proof and its confirmation: whose turn, which button, and no money."""

import pytest
from django.urls import reverse

from foundation.audit.actors import Actor
from grants.models import PaymentOrder
from grants.services.proofs import check_proof, confirm_proof
from tests.grants.views.office_browser import browser_of, send, text_of
from tests.stories import Story

pytestmark = pytest.mark.django_db
People = dict[str, Actor]
CHECK, CONFIRM = "nachweis-pruefen", "pruefvermerk-bestaetigen"


@pytest.fixture
def sent(story: Story) -> Story:
    story.accepted()
    story.proof_sent(40_000)
    return story


def write_check(story: Story) -> None:
    check_proof(
        grant=story.grant, cuts={}, purpose_achieved=True, actor=story.people["manager"], now=story.now
    )


def buttons(page: str, story: Story) -> list[str]:
    """The tones of checking and confirming, in this order; empty for none."""
    found = []
    for slug in (CHECK, CONFIRM):
        address = reverse("office_action", args=[story.application.reference, slug])
        before = page.partition(f'href="{address}"')[0]
        found.append(before.rpartition("kern-btn--")[2].split('"')[0] if before != page else "")
    return found


def test_written_check_is_the_turn_of_the_city(sent: Story, people: People) -> None:
    officer, case = browser_of(people["officer"]), reverse("office_case", args=[sent.application.reference])
    before = officer.get(case)
    assert "Dran ist: Büro" in text_of(before)
    assert buttons(before.content.decode(), sent) == ["primary", ""]
    write_check(sent)
    written = officer.get(case)
    assert "Dran ist: Stadt" in text_of(written)
    assert buttons(written.content.decode(), sent) == ["secondary", "primary"]
    cases = officer.get(reverse("office_cases"))
    assert [row.turn for row in cases.context["found"].rows] == ["Stadt"]
    confirm_proof(grant=sent.grant, actor=people["officer"], now=sent.now)
    assert "Dran ist: Stadt" in text_of(officer.get(case))


def test_payment_is_not_offered_while_the_check_waits(sent: Story, people: People) -> None:
    write_check(sent)
    certifier = browser_of(people["certifier"])
    address = reverse("office_action", args=[sent.application.reference, "auszahlung"])
    page = certifier.get(reverse("office_case", args=[sent.application.reference]))
    assert f'href="{address}"' not in page.content.decode()
    sentence = "Der Prüfvermerk ist geschrieben, aber noch nicht bestätigt. Bis dahin wird nichts ausgezahlt."
    for response in (page, certifier.get(address), send(certifier, address, kind="advance", amount="100")):
        assert sentence in text_of(response)
    assert PaymentOrder.objects.count() == 0


@pytest.mark.parametrize("purpose", ["ja", "nein"])
@pytest.mark.parametrize("ticked", [[], ["Logo zeigen"], ["Logo zeigen", "Bericht im Treff"]])
def test_only_ticked_obligations_are_fulfilled(
    sent: Story, people: People, purpose: str, ticked: list[str]
) -> None:
    for text in ("Logo zeigen", "Bericht im Treff"):
        sent.grant.obligations.create(text=text)
    address = reverse("office_action", args=[sent.application.reference, CHECK])
    manager = browser_of(people["manager"])
    assert "Welche Auflagen sind erfüllt?" in text_of(manager.get(address))
    chosen = [each.pk for each in sent.grant.obligations.filter(text__in=ticked)]
    assert send(manager, address, purpose=purpose, fulfilled=chosen).status_code == 302
    done = sent.grant.obligations.filter(fulfilled_on__isnull=False)
    assert [each.text for each in done] == ticked
