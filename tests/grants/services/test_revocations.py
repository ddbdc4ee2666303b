"""The revocation: who drafts, who releases, what comes before, and what follows for the money."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.audit.actors import Actor
from foundation.values.errors import DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import Claim, ClaimRow, Notice, PaymentKind
from grants.selectors.resident_progress import progress_of
from grants.services.grants import advance_grants, demand_proof, extend_proof_term, remind_proof
from grants.services.payments import cancel_order
from grants.services.revocations import (
    correct_revocation,
    draft_revocation,
    release_revocation,
    take_back_revocation,
)
from tests.grants.rows import declare, fetch, figures, findings, refusal
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
DENIED = (NotAllowed, "policy.denied")
APPROVED = 48_765


def overdue(story: Story) -> Story:
    assert story.grant.proof_due_on is not None
    story.day = story.grant.proof_due_on + timedelta(days=1)
    advance_grants(now=story.now)
    story.grant = fetch(story.grant)
    return story


def heard(story: Story) -> Story:
    """Reminded, demanded, and the hearing is over."""
    overdue(story)
    for service, letter in ((remind_proof, "nachweis-erinnerung"), (demand_proof, "nachweis-mahnung")):
        until = story.day + timedelta(days=14)
        story.grant = service(grant=story.grant, until=until, actor=story.people["officer"], now=story.now)
        story.post(letter)
        story.day = until + timedelta(days=1)
    return story


@pytest.fixture
def silent(story: Story) -> Story:
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 40_000)
    return heard(story)


def draft(story: Story, actor: Actor, reason: str = "Keine Antwort.") -> Notice:
    return draft_revocation(grant=story.grant, reason=reason, actor=actor, now=story.now)


def release(story: Story, actor: Actor, **more: Any) -> Any:
    return release_revocation(grant=story.grant, actor=actor, now=story.now, **more)


def test_all_that_was_paid_is_claimed_and_the_rest_is_free(
    silent: Story, officer: Actor, officer2: Actor
) -> None:
    draft(silent, officer)
    revoked = fetch(release(silent, officer2))
    assert (revoked.state, revoked.released_cents) == ("revoked", APPROVED - 40_000)
    assert figures() == (0, 0, 40_000, 160_000)
    claim, notice = Claim.objects.get(), Notice.objects.get(kind="revocation")
    assert (claim.state, claim.amount_cents, claim.notice) == ("due", 40_000, notice)
    assert (claim.pay_by, notice.released_by) == (notice.remedy_until, officer2.reference)
    assert list(ClaimRow.objects.values_list("ground", "amount_cents")) == [("not_proven", 40_000)]
    money = progress_of(revoked.case, revoked, silent.day).steps[4]
    assert money == {"label": "Geld", "state": "done", "note": ""}


def test_without_payment_there_is_no_claim(story: Story, officer: Actor, officer2: Actor) -> None:
    story.accepted()
    draft(heard(story), officer)
    assert release(story, officer2).state == "revoked"
    assert (Claim.objects.count(), figures()) == (0, (0, 0, 0, 200_000))


def test_nobody_is_revoked_unheard_or_while_the_hearing_runs(
    story: Story, officer: Actor, officer2: Actor
) -> None:
    story.accepted()
    assert refusal(draft, story, officer) == (DomainError, "notice.wrong_state")
    overdue(story)
    assert findings(draft, story, officer) == ("revocation.not_heard",)
    assert findings(release, story, officer2) == ("revocation.not_drafted", "revocation.not_heard")
    heard(story)
    story.day -= timedelta(days=1)
    assert findings(draft, story, officer) == ("revocation.hearing_runs",)


def test_nobody_is_revoked_whose_demand_still_lies_in_the_outbox(story: Story, officer: Actor) -> None:
    story.accepted()
    overdue(story)
    for service in (remind_proof, demand_proof):
        if service is demand_proof:
            story.post("nachweis-erinnerung", days_ago=15)
        until = story.day + timedelta(days=14)
        story.grant = service(grant=story.grant, until=until, actor=officer, now=story.now)
        story.day = until + timedelta(days=1)
    assert findings(draft, story, officer) == ("letter.waits",)


def test_year_from_knowledge_ends_the_right(silent: Story, officer: Actor, officer2: Actor) -> None:
    draft(silent, officer)
    assert silent.grant.proof_due_on is not None
    silent.day = silent.grant.proof_due_on + timedelta(days=1 + 366)
    assert findings(release, silent, officer2) == ("revocation.too_late",)


def test_more_time_for_the_proof_bars_the_revocation_by_the_old_term(
    silent: Story, manager: Actor, officer: Actor, officer2: Actor
) -> None:
    """The hearing is over, then the city gives more time: whoever is to lose the grant is heard anew."""
    until = silent.day + timedelta(days=14)
    more: dict[str, Any] = {"until": until, "reason": "Sie war krank.", "actor": manager, "now": silent.now}
    draft(silent, officer)
    assert findings(extend_proof_term, grant=silent.grant, **more) == ("proof.revocation_waits",)
    back: dict[str, Any] = {"actor": officer, "now": silent.now}
    take_back_revocation(grant=silent.grant, reason="Sie war krank.", **back)
    silent.grant = extend_proof_term(grant=silent.grant, **more)
    assert refusal(draft, silent, officer) == (DomainError, "notice.wrong_state")
    assert refusal(release, silent, officer2) == (DomainError, "state.no_edge")
    overdue(silent)
    assert (silent.grant.state, silent.day) == ("proof_overdue", until + timedelta(days=1))
    assert findings(draft, silent, officer) == ("revocation.not_heard",)
    heard(silent)
    draft(silent, officer)
    assert release(silent, officer2).state == "revoked"


def test_drafter_does_not_release_and_the_manager_only_drafts(
    silent: Story, manager: Actor, officer: Actor, officer2: Actor, certifier: Actor
) -> None:
    for actor in (certifier, silent.resident):
        assert refusal(draft, silent, actor) == DENIED
    draft(silent, manager)
    assert refusal(draft, silent, officer) == (DomainError, "notice.exists")
    assert refusal(release, silent, manager) == DENIED
    correct_revocation(grant=silent.grant, reason="Zweimal geschrieben.", actor=officer, now=silent.now)
    assert refusal(release, silent, officer) == DENIED
    assert release(silent, officer2).state == "revoked"


def test_biased_officer_releases_nothing(silent: Story, officer: Actor, officer2: Actor) -> None:
    draft(silent, officer)
    declare(silent.grant, officer2.reference)
    assert refusal(release, silent, officer2) == DENIED


def test_discretion_is_noted(silent: Story, officer: Actor) -> None:
    assert refusal(draft, silent, officer, " ") == (InvalidInput, "notice.no_reason")


def test_draft_is_taken_back_with_a_reason(silent: Story, officer: Actor, officer2: Actor) -> None:
    draft(silent, officer)
    words: dict[str, Any] = {"grant": silent.grant, "actor": officer2, "now": silent.now}
    assert refusal(take_back_revocation, reason="", **words) == (DomainError, "reason.missing")
    take_back_revocation(reason="Der Nachweis ist da.", **words)
    assert findings(release, silent, officer2) == ("revocation.not_drafted",)
    assert refusal(take_back_revocation, reason="Noch einmal.", **words) == (StaleVersion, "version.stale")


def test_money_that_leaves_after_the_draft_blocks_it(
    silent: Story, officer: Actor, officer2: Actor, orderer: Actor
) -> None:
    draft(silent, officer)
    order = silent.ordered(PaymentKind.ADVANCE, 1_000)
    assert findings(release, silent, officer2) == ("grant.payment_under_way",)
    cancel_order(order=order, reason="Widerruf", actor=orderer, now=silent.now)
    silent.paid(PaymentKind.ADVANCE, 1_000)
    assert findings(release, silent, officer2) == ("revocation.other_amount",)
