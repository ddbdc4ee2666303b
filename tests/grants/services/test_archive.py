"""Archive and hold: who may, and what blocks."""

from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import DomainError, NotAllowed
from grants.models import (
    PaymentKind,
    PaymentOrder,
)
from grants.selectors.retention import archivable
from grants.services.bindings import ThingLine, enter_bound_thing
from grants.services.exits import cancel_grant
from grants.services.grants import advance_grants, demand_proof, remind_proof
from grants.services.payment_returns import return_payment
from grants.services.revocations import draft_revocation, release_revocation
from grants.services.workflow import blockers
from tests.grants.rows import declare, fetch, findings, refusal
from tests.grants.services.ended import archive, closed, hold, lift, withdrawn
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")


def test_application_without_a_grant_is_archived(story: Story) -> None:
    case = withdrawn(story)
    assert archive(story, target=case).state == "archived"


def test_closed_grant_is_archived_after_the_remedy(story: Story) -> None:
    closed(story)
    notice = story.grant.released_award
    assert notice is not None
    assert notice.remedy_until is not None
    story.day = notice.remedy_until
    assert findings(archive, story) == ("retention.remedy_runs",)
    story.day += timedelta(days=1)
    assert archive(story).state == "archived"


def test_only_the_city_archives(story: Story, officer: Actor) -> None:
    case = withdrawn(story)
    for name in ("manager", "administrator", "auditor"):
        assert refusal(archive, story, story.people[name], case) == DENIED
    assert refusal(archive, story, story.resident, case) == DENIED
    declare(case, officer.reference)
    assert refusal(archive, story, officer, case) == DENIED


def test_unsettled_money_blocks_the_archive(story: Story) -> None:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.grant = cancel_grant(grant=story.grant, reason="Krank.", actor=story.resident, now=story.now)
    story.day += timedelta(days=60)
    assert findings(archive, story) == ("grant.not_judged",)


def test_binding_blocks_the_archive(story: Story, officer: Actor) -> None:
    closed(story)
    thing = ThingLine("Bank", 9_000, story.day + timedelta(days=365))
    enter_bound_thing(grant=story.grant, thing=thing, actor=officer, now=story.now)
    story.day += timedelta(days=60)
    assert findings(archive, story) == ("binding.runs",)
    story.day += timedelta(days=365)
    assert archive(story).state == "archived"


def test_payment_that_came_back_keeps_the_case_from_the_archive(story: Story, cashier: Actor) -> None:
    closed(story)
    story.day += timedelta(days=60)
    return_payment(order=PaymentOrder.objects.get(), reason="Konto erloschen", actor=cashier, now=story.now)
    assert refusal(archive, story) == (DomainError, "state.no_edge")


def test_owed_money_blocks_the_archive(story: Story, officer: Actor, officer2: Actor) -> None:
    """The grant is revoked, and what was paid has not come back."""
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.day = story.grant.ends_on + timedelta(days=40)
    advance_grants(now=story.now)
    for service, letter in ((remind_proof, "nachweis-erinnerung"), (demand_proof, "nachweis-mahnung")):
        until = story.day + timedelta(days=14)
        service(grant=fetch(story.grant), until=until, actor=officer, now=story.now)
        story.post(letter)
        story.day = until + timedelta(days=1)
    draft_revocation(grant=fetch(story.grant), reason="Keine Antwort.", actor=officer, now=story.now)
    story.grant = release_revocation(grant=fetch(story.grant), actor=officer2, now=story.now)
    story.day += timedelta(days=60)
    assert findings(archive, story) == ("grant.claim_open",)
    [row] = archivable([story.fund], on=story.day)
    assert row.reasons == ("Eine Rückforderung ist noch offen.",)


def test_hold_stops_archive_and_its_lifting_opens_it(story: Story) -> None:
    case = withdrawn(story)
    hold(story)
    assert findings(archive, story, target=case) == ("retention.hold",)
    assert blockers(case, "archive", actor=story.people["officer"], today=story.day) == (
        "Für diesen Fall gilt seit 2. März 2026 eine Sperre. Sie muss zuerst aufgehoben werden.",
    )
    lifted = lift(story)
    assert (lifted.lifted_by, lifted.lift_reason) == (story.people["officer2"].reference, "Urteil ist da.")
    assert archive(story, target=case).state == "archived"
    logged = AuditEntry.objects.filter(subject=case.subject, action__startswith="hold.")
    assert list(logged.order_by("seq").values_list("action", flat=True)) == ["hold.set", "hold.lift"]


def test_only_the_city_holds_with_a_reason_and_once(story: Story, officer: Actor) -> None:
    case = withdrawn(story)
    for name in ("manager", "administrator", "auditor"):
        assert refusal(hold, story, story.people[name]) == DENIED
        assert refusal(lift, story, story.people[name]) == DENIED
    assert refusal(hold, story, reason=" ") == (DomainError, "reason.missing")
    assert refusal(lift, story) == (DomainError, "hold.missing")
    hold(story)
    assert refusal(hold, story) == (DomainError, "hold.exists")
    assert refusal(lift, story, reason=" ") == (DomainError, "reason.missing")
    declare(case, officer.reference)
    assert refusal(lift, story, officer) == DENIED
