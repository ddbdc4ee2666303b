"""The own data as a letter, and the proof that a case was deleted: what they say, and what they do not."""

from dataclasses import replace

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.files.models import Document
from foundation.values.errors import NotAllowed
from grants.models import PaymentKind
from grants.services.data_copies import order_data_copy
from tests.grants.rows import refusal
from tests.grants.services.ended import over, propose, release
from tests.reports.letters import words_of
from tests.stories import IBAN, Story

pytestmark = pytest.mark.django_db


def test_person_gets_what_is_stored_about_them_once_a_day(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 20_000)
    story.proof_sent(18_000)
    case = story.grant.case
    for _again in range(2):
        order_data_copy(case=case, actor=story.resident, now=story.now)
    text = words_of("datenauskunft", story)
    for phrase in (
        story.name,
        "Musterstraße 1",
        "Stauden und Saatgut",
        "200,00 €",
        "Gartenmarkt Beispiel 1",
        f"Bewilligungsbescheid {case.reference}",
        "Förderung annehmen",
        "Art. 16 bis 21 DSGVO",
        "10 volle Kalenderjahre",
    ):
        assert phrase in text
    assert IBAN not in text.replace(" ", "")
    assert AuditEntry.objects.filter(action="data.copy", subject=case.subject).count() == 2


def test_nobody_else_orders_it(story: Story, people: dict[str, Actor]) -> None:
    case = story.submitted()
    for actor in people.values():
        assert refusal(order_data_copy, case=case, actor=actor, now=story.now) == (
            NotAllowed,
            "policy.denied",
        )
    assert not Document.objects.filter(slug="datenauskunft").exists()


def test_deletion_is_proven_without_a_name(story: Story, administrator: Actor) -> None:
    over(story)
    reference, title = story.application.reference, story.application.title
    release(story, propose(story), replace(administrator, stepped_up=True))
    text = words_of("loeschnachweis", story)
    for phrase in (f"Löschnachweis {reference}", "Gelöscht am", "Sie nennen keine Person."):
        assert phrase in text
    for secret in (story.name, title, "Alex Beispiel", "Musterstraße", administrator.label):
        assert secret not in text
    assert Document.objects.get(slug="loeschnachweis").audience == "office"
