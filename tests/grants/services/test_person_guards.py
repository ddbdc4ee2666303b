"""The database alone refuses a person who must not sign: biased, an author, too early after a new account."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from grants.models import Application, Grant, JuryMember, Notice, PaymentKind, PaymentOrder, ProofCheck, Vote
from grants.services.drafts import correct_award_notice
from tests.grants.rows import declare
from tests.stories import IBAN, Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE = PaymentKind.ADVANCE


def refused(attempt: Callable[[], object], guard: str) -> None:
    """The database says no, and names the guard."""
    with pytest.raises(IntegrityError, match=guard), transaction.atomic():
        attempt()


@pytest.mark.parametrize("column", ["drafted_by", "released_by"])
def test_biased_person_signs_no_notice(story: Story, column: str) -> None:
    story.drafted()
    declare(story.application, "biased")
    refused(lambda: Notice.objects.update(**{column: "biased"}), "grants_notice_unbiased")


@pytest.mark.parametrize(
    "column", ["certified_factual_by", "certified_arith_by", "ordered_by", "executed_by"]
)
def test_biased_person_signs_no_order(story: Story, column: str) -> None:
    story.accepted()
    story.order(ADVANCE, 100)
    declare(story.application, "biased")
    refused(lambda: PaymentOrder.objects.update(**{column: "biased"}), "grants_paymentorder_unbiased")


@pytest.mark.parametrize("column", ["checked_by", "confirmed_by"])
def test_biased_person_signs_no_check(story: Story, column: str) -> None:
    story.accepted()
    story.proof_sent(48_765)
    story.proof_confirmed()
    declare(story.application, "biased")
    refused(lambda: ProofCheck.objects.update(**{column: "biased"}), "grants_proofcheck_unbiased")


def test_older_signature_stays_when_a_bias_is_declared_later(story: Story, officer: Actor) -> None:
    story.drafted()
    declare(story.application, officer.reference)
    story.issued_now()
    assert Notice.objects.get().drafted_by == officer.reference


def test_biased_juror_has_no_vote(story: Story) -> None:
    story.voted()
    member = JuryMember.objects.all()[0]
    declare(story.application, member.reference)
    refused(lambda: Vote.objects.filter(member=member).update(choice="no"), "grants_vote_unbiased")
    Vote.objects.filter(member=member).update(voided_at=story.now)
    refused(lambda: Vote.objects.filter(member=member).update(voided_at=None), "grants_vote_unbiased")


def test_row_of_somebody_biased_does_not_even_come_into_being(story: Story) -> None:
    story.drafted()
    member = JuryMember.objects.all()[0]
    for reference in ("biased", member.reference):
        declare(story.application, reference)
    notice = Notice(case=story.application, kind="rejection", drafted_by="biased", drafted_at=story.now)
    refused(notice.save, "grants_notice_unbiased")
    Vote.objects.filter(member=member).delete()
    item = story.application.agenda_items.get()
    vote = Vote(item=item, member=member, choice="yes", cast_at=story.now, cast_by=member.reference)
    refused(vote.save, "grants_vote_unbiased")


def test_bias_in_one_case_is_none_in_another(stories: Callable[..., Story], officer: Actor) -> None:
    first, second = stories(1), stories(2)
    first.submitted()
    declare(Application.objects.get(), officer.reference)
    second.drafted()
    assert Notice.objects.get().drafted_by == officer.reference


def test_who_wrote_an_earlier_wording_releases_nothing(story: Story, officer: Actor, manager: Actor) -> None:
    story.drafted()
    words = {"reason": "Besser", "obligations": [], "conditions": []}
    correct_award_notice(grant=story.grant, **words, actor=manager, now=story.now)  # type: ignore[arg-type]
    assert Notice.objects.get().drafted_by == manager.reference
    refused(lambda: Notice.objects.update(released_by=officer.reference), "grants_notice_second_person")


@pytest.mark.parametrize(("hours", "is_refused"), [(23, True), (24, False)])
def test_order_comes_a_day_after_a_new_account(story: Story, hours: int, is_refused: bool) -> None:
    story.accepted()
    order = story.certified(ADVANCE, 100)
    Grant.objects.update(bank_account_changed_at=story.now)
    signed = {"ordered_by": "orderer", "ordered_at": story.now + timedelta(hours=hours)}

    def sign() -> int:
        return PaymentOrder.objects.filter(pk=order.pk).update(**signed)

    if is_refused:
        refused(sign, "grants_paymentorder_rested")
    else:
        assert sign() == 1


def test_certified_order_keeps_its_sum_and_its_payee(story: Story) -> None:
    story.accepted()
    story.certified(ADVANCE, 100)
    other = add_bank_account(
        applicant=story.grant.case.applicant,
        holder="Alex Beispiel",
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )
    both: tuple[dict[str, Any], ...] = ({"amount_cents": 200}, {"bank_account": other})
    for changes in both:
        refused(partial(PaymentOrder.objects.update, **changes), "grants_paymentorder_certified")
