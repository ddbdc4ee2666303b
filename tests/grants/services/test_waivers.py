"""The waiver of remedy that comes after the acceptance: when, by whom, and what it sets free."""

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import AnswerWay, Grant, PaymentKind
from grants.services.on_behalf import Spoken
from grants.services.waivers import waive_remedy
from tests.grants.rows import fetch, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db


def waive(story: Story, actor: Actor | None = None, spoken: Spoken | None = None) -> Grant:
    return waive_remedy(grant=story.grant, actor=actor or story.resident, now=story.now, spoken=spoken)


def test_late_waiver_sets_an_advance_free(story: Story) -> None:
    story.accepted(waiver=False)
    story.day += timedelta(days=3)
    refused = refusal(story.certified, PaymentKind.ADVANCE, 10_000)
    waive(story)
    story.grant = fetch(story.grant)
    assert (story.grant.waiver_on, story.grant.waiver_note) == (story.day, "")
    assert refused[0] is not None
    assert story.paid(PaymentKind.ADVANCE, 10_000).state == "executed"
    assert refusal(waive, story) == (DomainError, "waiver.not_possible")


def test_office_enters_it_with_who_and_how(story: Story, officer: Actor, certifier: Actor) -> None:
    story.accepted(waiver=False)
    by_letter = Spoken(AnswerWay.LETTER, "Alex Beispiel", story.day)
    assert refusal(waive, story, certifier, by_letter) == (NotAllowed, "policy.denied")
    assert refusal(waive, story, officer) == (InvalidInput, "spoken.by_nobody")
    noted = waive(story, officer, by_letter)
    assert noted.waiver_on == story.day
    assert noted.waiver_note == f"Brief, Alex Beispiel, am 02.03.2026, eingetragen von {officer.label}"


def test_nothing_to_waive_before_acceptance_or_after_the_period(story: Story) -> None:
    story.issued()
    assert refusal(waive, story) == (DomainError, "waiver.not_possible")
    story.accepted_now(waiver=False)
    until = story.grant.released_award.remedy_until  # type: ignore[union-attr]  # the notice is out
    assert until is not None
    story.day = until + timedelta(days=1)
    assert refusal(waive, story) == (DomainError, "waiver.not_possible")
    story.day = until
    assert waive(story).waiver_on == until
