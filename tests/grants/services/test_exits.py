"""A grant that is declined or ends without acceptance: whose right, what blocks it, what gets free."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, NotAllowed
from grants.models import Application, FundRules
from grants.services.exits import decline_grant
from grants.services.grants import accept_grant, advance_grants
from grants.services.lapses import draft_lapse, release_lapse
from tests.grants.rows import bookings, declare, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def decline(story: Story, actor: Actor | None = None) -> Any:
    return decline_grant(grant=story.grant, actor=actor or story.resident, now=story.now)


def draft(story: Story) -> Any:
    drafter = story.people["manager"]
    return draft_lapse(grant=story.grant, reason="Keine Annahme.", actor=drafter, now=story.now)


def expire(story: Story, actor: Actor) -> Any:
    return release_lapse(grant=story.grant, actor=actor, now=story.now)


def test_declined_money_is_free_again(story: Story) -> None:
    story.issued()
    declined = fetch(decline(story))
    assert (declined.state, declined.released_cents, figures()) == ("declined", APPROVED, (0, 0, 0, 200_000))
    assert bookings()[-1] == ("release", 0, -APPROVED, 0)


def test_only_the_applicant_declines_or_the_office_for_paper(story: Story, officer: Actor) -> None:
    story.issued()
    assert refusal(decline, story, officer) == DENIED
    Application.objects.update(channel="paper")
    assert decline(story, officer).state == "declined"


def test_what_is_accepted_is_not_declined(story: Story) -> None:
    story.accepted()
    assert refusal(decline, story) == (DomainError, "state.no_edge")


def test_offer_ends_only_after_the_term_of_the_fund(story: Story, officer: Actor, manager: Actor) -> None:
    story.issued()  # posted on 2 March, known on 6 March
    story.day += timedelta(days=30)
    assert findings(draft, story) == ("acceptance.no_term",)
    FundRules.objects.update(acceptance_days=27)  # 2 April
    story.grant = fetch(story.grant)
    story.day = story.day.replace(month=4, day=2)
    assert findings(draft, story) == ("acceptance.term_runs",)
    story.day += timedelta(days=1)
    draft(story)
    for actor in (manager, story.resident):
        assert refusal(expire, story, actor) == DENIED
    assert expire(story, officer).state == "declined"
    assert figures() == (0, 0, 0, 200_000)


def test_offer_with_a_term_does_not_begin_by_its_date_alone(story: Story, officer: Actor) -> None:
    FundRules.objects.update(acceptance_days=27)
    story.issued()
    story.day = story.grant.starts_on + timedelta(days=60)
    assert advance_grants(now=story.now) == 0
    draft(story)
    assert expire(story, officer).state == "declined"
    assert figures() == (0, 0, 0, 200_000)


def test_late_yes_begins_and_calls_for_the_proof_in_one_run(story: Story) -> None:
    FundRules.objects.update(acceptance_days=27)
    story.issued()
    story.day = story.grant.ends_on
    accept_grant(grant=story.grant, actor=story.resident, now=story.now, waiver=True, bank_account=None)
    assert (advance_grants(now=story.now), fetch(story.grant).state) == (2, "proof_due")


def test_biased_officer_ends_no_offer(story: Story, officer: Actor) -> None:
    story.issued()
    declare(story.grant, officer.reference)
    assert refusal(expire, story, officer) == DENIED
