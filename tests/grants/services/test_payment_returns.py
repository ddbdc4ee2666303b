"""Money that the bank sent back, another account after acceptance, and certificates that are void."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from applicants.models import BankAccount
from applicants.services.bank_details import add_bank_account
from foundation.audit.actors import Actor
from foundation.outbox.models import OutboxItem
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants.models import Claim, ClaimRelief, Grant, LandGrant, PaymentKind, PaymentOrder, TransitionRecord
from grants.rules.shares import negate
from grants.selectors.payments import count_orders, list_orders
from grants.services.claim_steps import propose_relief, waive_claim
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.exits import cancel_grant
from grants.services.grants import close_if_settled
from grants.services.judgements import Cut
from grants.services.payment_returns import change_bank_details, return_payment
from grants.services.payments import certify_order, order_payment, prepare_order, void_certificates
from tests.grants.rows import fetch, figures, findings, last_booking, refusal
from tests.stories import IBAN, Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE, FINAL = PaymentKind.ADVANCE, PaymentKind.FINAL
REASON = "Das Konto ist erloschen."


def give_back(story: Story, order: PaymentOrder, by: str = "cashier", **more: Any) -> PaymentOrder:
    return return_payment(order=order, reason=REASON, actor=story.people[by], now=story.now, **more)


def another_account(story: Story) -> BankAccount:
    return add_bank_account(
        applicant=story.grant.case.applicant,
        holder=story.name,
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )


def change_account(story: Story, **more: Any) -> Grant:
    by: dict[str, Any] = {"confirmed_at": story.now, "actor": story.resident, "now": story.now} | more
    account = by.pop("bank_account", None) or another_account(story)
    story.grant = change_bank_details(grant=story.grant, bank_account=account, **by)
    return story.grant


def test_returned_payment_is_a_commitment_again(story: Story) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 10_000)
    split = last_booking().split
    before = LandGrant.objects.get().stored
    story.day += timedelta(days=3)
    back = give_back(story, order)
    entry = last_booking()
    assert (back.state, entry.kind, entry.order_id) == ("returned", "return", order.pk)
    assert entry.split + split == LandGrant.objects.get().stored
    assert before.total == 10_000
    assert figures() == (0, 48_765, 0, 151_235)
    assert fetch(story.grant).paid_cents == 0
    assert TransitionRecord.objects.get(action="return_payment").reason == REASON


def test_return_takes_back_the_cents_of_its_own_payment(stories: Callable[..., Story]) -> None:
    """INV-16: what was paid in between moves the cents of the next split, not those of the counter-entry."""
    first, second = stories(1), stories(2)
    first.accepted()
    second.accepted()
    order, split = first.paid(ADVANCE, 10_000), last_booking().split
    second.paid(ADVANCE, 10_001)
    give_back(first, order)
    assert last_booking().split == negate(split)


def test_returned_last_payment_opens_the_closed_case(story: Story) -> None:
    story.accepted()
    story.proof_sent(48_765)
    story.proof_confirmed()
    order = story.paid(FINAL, 48_765)
    assert story.grant.state == "closed"
    story.day += timedelta(days=4)
    give_back(story, order)
    reopened = close_if_settled(grant=story.grant, actor=story.people["officer"], now=story.now)
    assert reopened.state == "settling"


def test_only_what_is_due_stays_bound_when_the_check_was_before(story: Story) -> None:
    """400.00 were paid, 300.00 are due: the bank sends all of it back before anybody claims anything."""
    story.accepted()
    order = story.paid(ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed()
    assert figures() == (0, 0, 40_000, 160_000)
    give_back(story, order)
    assert (fetch(story.grant).state, figures()) == ("settling", (0, 30_000, 0, 170_000))
    change_account(story)
    story.day += timedelta(days=1)
    story.paid(FINAL, 30_000)
    assert (story.grant.state, figures()) == ("closed", (0, 0, 30_000, 170_000))


def test_case_closes_when_nothing_is_due_and_all_came_back(story: Story) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 40_000)
    story.proof_sent(30_000)
    story.proof_confirmed({1: Cut(30_000, "Keine Stauden.")})
    give_back(story, order)
    assert (fetch(story.grant).state, figures()) == ("closed", (0, 0, 0, 200_000))


def test_stopped_project_whose_money_came_back_binds_nothing(story: Story) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 40_000)
    story.grant = cancel_grant(grant=story.grant, reason="Regen.", actor=story.resident, now=story.now)
    give_back(story, order)
    assert (fetch(story.grant).state, figures()) == ("cancelled", (0, 0, 0, 200_000))


@pytest.mark.parametrize("by", ["officer", "certifier", "orderer", "manager"])
def test_only_the_kasse_notes_a_return(story: Story, by: str) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 10_000)
    assert refusal(give_back, story, order, by=by) == (NotAllowed, "policy.denied")


@pytest.mark.parametrize("days", [-1, 4])
def test_day_of_a_return_lies_between_payment_and_today(story: Story, days: int) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 10_000)
    returned_on = story.day + timedelta(days=days)
    story.day += timedelta(days=3)
    assert refusal(give_back, story, order, returned_on=returned_on) == (InvalidInput, "return.day")


def test_return_needs_a_reason_and_happens_once(story: Story) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 10_000)
    by = {"actor": story.people["cashier"], "now": story.now}
    assert refusal(return_payment, order=order, reason=" ", **by) == (DomainError, "reason.missing")
    back = give_back(story, order)
    assert refusal(give_back, story, back) == (DomainError, "state.no_edge")


def test_payment_that_a_claim_counts_cannot_come_back(story: Story) -> None:
    story.accepted()
    order = story.paid(ADVANCE, 40_000)
    story.proof_sent(30_000)
    heard = story.day + timedelta(days=14)
    officer, officer2 = story.people["officer"], story.people["officer2"]
    claim = draft_claim(grant=story.proof_confirmed(), actor=officer, now=story.now, heard_until=heard)
    assert Claim.objects.get().amount_cents == 10_000
    assert findings(give_back, story, order) == ("order.claim_exists",)
    story.post("anhoerung-rueckforderung")
    story.day = heard + timedelta(days=1)
    claim = release_claim_notice(claim=claim, actor=officer2, now=story.now)
    relief: dict[str, Any] = {"relief": ClaimRelief.WAIVE, "reason": "Kein Einkommen."}
    claim = propose_relief(claim=claim, actor=officer, now=story.now, **relief)
    waive_claim(claim=claim, actor=officer2, now=story.now)
    assert findings(give_back, story, order) == ("order.claim_exists",)


def test_nothing_is_ordered_to_the_account_it_came_back_from(story: Story) -> None:
    story.accepted()
    give_back(story, story.paid(ADVANCE, 10_000))
    order: dict[str, Any] = {"grant": story.grant, "kind": ADVANCE, "amount_cents": 10_000}
    by: dict[str, Any] = {"actor": story.people["certifier"], "now": story.now}
    assert findings(prepare_order, **order, **by) == ("order.account_returned",)
    change_account(story)
    assert prepare_order(**order, **by).bank_account_id == story.grant.bank_account_id


def test_returned_order_waits_until_there_is_another_account(story: Story) -> None:
    story.accepted()
    back = give_back(story, story.paid(ADVANCE, 10_000))
    funds = [story.fund]
    assert [row.number for row in list_orders(funds=funds)] == [back.number]
    assert {each.code for each in count_orders(funds) if each.count} == {"returned"}
    change_account(story)
    assert list(list_orders(funds=funds)) == []
    assert [row.number for row in list_orders(funds=funds, state="returned")] == [back.number]


def test_changed_account_rests_for_24_hours_before_an_order(story: Story) -> None:
    """Person rule 6; the first entry was no change."""
    story.accepted()
    changed_at = story.now
    change_account(story)
    order = story.certified(ADVANCE, 10_000)
    by: dict[str, Any] = {"order": order, "actor": story.people["orderer"]}
    for passed in (timedelta(minutes=1), timedelta(hours=23, minutes=59)):
        assert findings(order_payment, **by, now=changed_at + passed) == ("order.account_changed",)
    with pytest.raises(Blocked) as caught:
        order_payment(**by, now=changed_at)
    sentence = "Das Konto ist neu. Anordnen geht ab 03.03.2026, 10:00 Uhr: Bis dahin kann sich melden, "
    assert caught.value.sentences == (f"{sentence}wer es nicht geändert hat.",)
    assert order_payment(**by, now=changed_at + timedelta(hours=24)).state == "ordered"


@pytest.mark.parametrize("is_certified", [True, False])
def test_change_of_account_voids_certificates_and_puts_the_new_account(
    story: Story, is_certified: bool
) -> None:
    story.accepted()
    order = story.certified(ADVANCE, 10_000) if is_certified else story.order(ADVANCE, 10_000)
    change_account(story)
    fresh = fetch(order)
    signed = (fresh.certified_factual_by, fresh.certified_arith_by, fresh.certified_factual_at)
    assert (fresh.state, signed, fresh.bank_account_id) == (
        "draft",
        ("", "", None),
        story.grant.bank_account_id,
    )
    assert fresh.version > order.version


def test_account_is_not_changed_while_money_is_on_its_way(story: Story) -> None:
    story.accepted()
    story.ordered(ADVANCE, 10_000)
    account = another_account(story)
    found = refusal(change_account, story, bank_account=account)
    assert found == (DomainError, "bank_account.payment_under_way")


def test_account_of_somebody_else_is_refused(story: Story, stories: Callable[..., Story]) -> None:
    story.accepted()
    other = stories(2)
    other.accepted()
    found = refusal(change_account, story, bank_account=another_account(other))
    assert found == (DomainError, "bank_account.other_applicant")


@pytest.mark.parametrize("minutes", [None, -1, 31])
def test_change_of_account_needs_a_fresh_proof(story: Story, minutes: int | None) -> None:
    story.accepted()
    account = another_account(story)
    confirmed_at = None if minutes is None else story.now - timedelta(minutes=minutes)
    found = refusal(change_account, story, bank_account=account, confirmed_at=confirmed_at)
    assert found == (DomainError, "bank_account.not_fresh")


@pytest.mark.parametrize("by", ["manager", "officer", "cashier"])
def test_nobody_else_changes_the_account(story: Story, people: dict[str, Actor], by: str) -> None:
    story.accepted()
    account = another_account(story)
    found = refusal(change_account, story, bank_account=account, actor=people[by])
    assert found == (NotAllowed, "policy.denied")


def test_certificates_are_taken_off_with_a_reason(story: Story) -> None:
    story.accepted()
    order = story.certified(ADVANCE, 10_000)
    by: dict[str, Any] = {"order": order, "now": story.now}
    officer, manager = story.people["officer"], story.people["manager"]
    assert refusal(void_certificates, **by, actor=officer, reason="") == (DomainError, "reason.missing")
    assert refusal(void_certificates, **by, actor=manager, reason="x") == (NotAllowed, "policy.denied")
    void = void_certificates(**by, actor=officer, reason="Der Betrag ist falsch.")
    assert (void.state, void.certified_factual_by_label, void.certified_arith_at) == ("draft", "", None)
    again = certify_order(order=void, actor=story.people["certifier"], now=story.now)
    assert again.state == "certified_arith"


def test_certificates_of_an_ordered_payment_stay(story: Story) -> None:
    story.accepted()
    order = story.ordered(ADVANCE, 10_000)
    found = refusal(void_certificates, order=order, reason="x", actor=story.people["officer"], now=story.now)
    assert found == (DomainError, "state.no_edge")


def test_applicant_is_told_by_mail(story: Story) -> None:
    story.accepted()
    particulars = story.grant.case.particulars
    particulars.channel, particulars.email = "email", "gruppe@beispiel.example"
    particulars.save()
    story.grant = Grant.objects.get(pk=story.grant.pk)
    order = story.paid(ADVANCE, 10_000)
    give_back(story, order)
    account = another_account(story)
    change_account(story, bank_account=account)
    keys = set(OutboxItem.objects.filter(kind="mail").values_list("key", flat=True))
    assert {f"mail:return:{order.uuid}", f"mail:account:{account.uuid}"} <= keys
