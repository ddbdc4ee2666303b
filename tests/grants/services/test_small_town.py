"""Profile of a small town: what it waives, what it never waives, and that the database asks the rules too."""

from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.values.errors import NotAllowed
from grants.models import CarryOver, FundRules, Notice, PaymentKind, PaymentOrder, ProofCheck
from grants.selectors.timeline import timeline
from grants.services.notices import release_award_notice
from grants.services.proofs import check_proof, confirm_proof
from reports.catalog import CATALOG
from reports.contract import Commission
from tests.grants.rows import refusal
from tests.stories import Story

pytestmark = pytest.mark.django_db
APPROVED = 48_765
DENIED = (NotAllowed, "policy.denied")


def small_town(above_cents: int) -> None:
    FundRules.objects.update(profile="small_town", second_person_above_cents=above_cents)


def release(story: Story, actor: Actor) -> Any:
    return release_award_notice(grant=story.grant, actor=actor, now=story.now)


def checked(story: Story, actor: Actor) -> ProofCheck:
    """The proof waits for its confirmation."""
    story.accepted()
    story.proof_sent(APPROVED)
    return check_proof(grant=story.grant, cuts={}, actor=actor, now=story.now, purpose_achieved=True)


def test_notice_up_to_the_limit_needs_no_second_person(story: Story, officer: Actor) -> None:
    small_town(APPROVED)
    story.drafted()
    release(story, officer)
    notice = Notice.objects.get()
    assert (notice.released_by, notice.second_person_waived) == (notice.drafted_by, True)
    said = AuditEntry.objects.filter(action="second_person.waived").latest("pk")
    assert said.details == {"act": "notice", "rules": 1}
    steps = timeline(entries=[], notices=[notice], checks=[], conflicts=[])
    assert "Nach den Regeln des Fonds ohne zweite Person freigegeben." in [step.reason for step in steps]
    commission = Commission(story.grant.subject, {"notice": str(notice.uuid)}, story.day, story.now)
    letter = CATALOG["bewilligungsbescheid"].collect(commission)
    assert letter.sign_off.waived == "Nach den Regeln des Fonds ohne zweite Person freigegeben."


def test_notice_above_the_limit_needs_a_second_person(story: Story, officer: Actor, officer2: Actor) -> None:
    small_town(APPROVED - 1)
    story.drafted()
    assert refusal(release, story, officer) == DENIED
    release(story, officer2)
    assert not Notice.objects.get().second_person_waived


def test_full_profile_insists_whatever_its_limit(story: Story, officer: Actor) -> None:
    FundRules.objects.update(profile="full", second_person_above_cents=APPROVED)
    story.drafted()
    assert refusal(release, story, officer) == DENIED


def test_proof_of_a_small_town_is_confirmed_by_who_checked(story: Story, officer: Actor) -> None:
    small_town(0)
    checked(story, officer)
    confirm_proof(grant=story.grant, actor=officer, now=story.now)
    check = ProofCheck.objects.get()
    assert (check.confirmed_by, check.second_person_waived) == (officer.reference, True)
    steps = timeline(entries=[], notices=[], checks=[check], conflicts=[])
    assert "Nach den Regeln des Fonds ohne zweite Person bestätigt." in [step.reason for step in steps]


def test_full_profile_has_a_proof_confirmed_by_another(story: Story, officer: Actor) -> None:
    checked(story, officer)
    assert refusal(confirm_proof, grant=story.grant, actor=officer, now=story.now) == DENIED


@pytest.mark.parametrize(("profile", "above"), [("full", APPROVED), ("small_town", APPROVED - 1)])
def test_database_knows_no_waiver_that_the_rules_do_not(story: Story, profile: str, above: int) -> None:
    story.issued()
    FundRules.objects.update(profile=profile, second_person_above_cents=above)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Notice.objects.update(second_person_waived=True)


def test_database_knows_no_waived_proof_in_the_full_profile(story: Story, officer: Actor) -> None:
    checked(story, officer)
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        ProofCheck.objects.update(second_person_waived=True)


def test_small_town_without_a_limit_is_no_profile(story: Story) -> None:
    with pytest.raises(IntegrityError, match="fund_rules_small_town_has_a_limit"), transaction.atomic():
        FundRules.objects.update(profile="small_town", second_person_above_cents=None)


def test_rules_four_and_five_hold_in_a_small_town_too(story: Story, certifier: Actor) -> None:
    small_town(10**9)
    story.accepted()
    order = story.order(PaymentKind.ADVANCE, 100)
    signed = {"certified_factual_by": certifier.reference, "certified_arith_by": certifier.reference}
    with pytest.raises(IntegrityError), transaction.atomic():
        PaymentOrder.objects.filter(pk=order.pk).update(**signed, ordered_by=certifier.reference)
    with pytest.raises(IntegrityError), transaction.atomic():
        CarryOver.objects.create(
            fund=story.fund,
            from_year=2026,
            to_year=2027,
            proposed_by="a",
            proposed_at=story.now,
            confirmed_by="a",
        )
