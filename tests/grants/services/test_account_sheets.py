"""Another account from a signed sheet of paper: typed in by one person, and again by a second."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from applicants.models import BankAccount
from applicants.services.bank_details import add_bank_account, is_same_iban, reveal_iban
from foundation.audit.actors import Actor
from foundation.audit.models import AuditEntry
from foundation.outbox.models import Mail
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleVersion
from grants.models import AccountSheet, Letter, PaymentKind
from grants.selectors.account_origins import account_origin
from grants.services.account_sheets import confirm_account_sheet, discard_account_sheet
from grants.services.conflicts import declare_own_conflict
from grants.services.payment_returns import change_bank_details
from grants.services.payments import certify_order, order_payment
from tests.grants.rows import everything, fetch, refusal
from tests.grants.services.ended import LAST_KEPT, archive, closed, over, propose, release
from tests.grants.services.sheets import OTHER, confirm, discard, enter
from tests.stories import IBAN, Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ADVANCE = PaymentKind.ADVANCE
DENIED = (NotAllowed, "policy.denied")


def test_account_counts_once_a_second_person_has_typed_it(story: Story) -> None:
    story.accepted()
    old = story.grant.bank_account_id
    sheet = enter(story)
    assert (fetch(story.grant).bank_account_id, sheet.is_waiting) == (old, True)
    done = confirm(story)
    grant = fetch(story.grant)
    assert (grant.bank_account_id, grant.bank_account_changed_at) == (sheet.bank_account_id, story.now)
    assert (done.proposed_by_label, done.confirmed_by_label) == (
        story.people["manager"].label,
        story.people["officer"].label,
    )
    account = grant.bank_account
    iban = reveal_iban(account=account, purpose="test", actor=story.people["officer"], now=story.now)
    assert (iban, account.iban_masked) == (OTHER.replace(" ", ""), "DE02 •••• 2051")
    steps = AuditEntry.objects.filter(action__startswith="account_sheet.").order_by("seq")
    assert [each.action for each in steps] == ["account_sheet.enter", "account_sheet.confirm"]


@pytest.mark.parametrize(
    ("first", "second"), [("manager", "officer"), ("officer", "manager"), ("officer", "officer2")]
)
def test_management_and_city_both_enter_and_confirm(story: Story, first: str, second: str) -> None:
    story.accepted()
    enter(story, first)
    assert refusal(confirm, story, first) == DENIED
    assert confirm(story, second).confirmed_by == story.people[second].reference


@pytest.mark.parametrize("by", ["certifier", "orderer", "cashier", "kaemmerei", "auditor", "administrator"])
def test_nobody_else_enters_confirms_or_discards(story: Story, by: str) -> None:
    story.accepted()
    assert refusal(enter, story, by) == DENIED
    enter(story)
    assert refusal(confirm, story, by) == DENIED
    assert refusal(discard, story, by) == DENIED


def test_residents_change_their_account_on_their_own_page(story: Story) -> None:
    story.accepted()
    enter(story)
    by: dict[str, Any] = {"grant": story.grant, "actor": story.resident, "now": story.now}
    assert refusal(confirm_account_sheet, iban=OTHER, **by) == DENIED
    assert refusal(discard_account_sheet, reason="x", **by) == DENIED


def test_who_is_biased_does_nothing_here(story: Story) -> None:
    story.accepted()
    enter(story)
    for name in ("officer", "officer2"):
        declare_own_conflict(application=story.application, actor=story.people[name], now=story.now)
    assert refusal(confirm, story, "officer") == DENIED
    assert refusal(discard, story, "officer") == DENIED
    discard(story)
    assert refusal(enter, story, "officer2") == DENIED


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"iban": "DE00 1234"}, "iban.invalid"),
        ({"holder": "  "}, "holder.empty"),
    ],
)
def test_wrong_account_is_not_typed_in(story: Story, change: dict[str, str], code: str) -> None:
    story.accepted()
    assert refusal(enter, story, **change) == (InvalidInput, code)


def test_sheet_of_tomorrow_is_not_typed_in(story: Story) -> None:
    story.accepted()
    tomorrow = story.day + timedelta(days=1)
    assert refusal(enter, story, came_on=tomorrow) == (InvalidInput, "account_sheet.in_future")


@pytest.mark.parametrize(("iban", "code"), [(IBAN, "account_sheet.other_iban"), ("DE00 1", "iban.invalid")])
def test_another_iban_confirms_nothing(story: Story, iban: str, code: str) -> None:
    story.accepted()
    enter(story)
    assert refusal(confirm, story, iban=iban) == (InvalidInput, code)


def test_one_sheet_waits_at_a_time(story: Story) -> None:
    story.accepted()
    assert refusal(confirm, story) == (DomainError, "account_sheet.none")
    assert refusal(discard, story) == (DomainError, "account_sheet.none")
    first = enter(story)
    assert refusal(enter, story, "officer") == (DomainError, "account_sheet.waits")
    assert refusal(discard, story, reason=" ") == (DomainError, "reason.missing")
    discard(story, "officer2")
    second = enter(story)
    assert refusal(confirm, story, seen_sheet=first.pk) == (StaleVersion, "version.stale")
    assert refusal(discard, story, seen_sheet=first.pk) == (StaleVersion, "version.stale")
    confirm(story, seen_sheet=second.pk)
    assert refusal(confirm, story) == (DomainError, "account_sheet.none")
    assert [each.withdrawn_reason for each in AccountSheet.objects.all()] == ["Die Unterschrift fehlt.", ""]


def test_stale_page_enters_nothing(story: Story) -> None:
    story.accepted()
    seen = story.grant.version - 1
    assert refusal(enter, story, expected_version=seen) == (StaleVersion, "version.stale")


def test_nothing_is_changed_before_there_is_an_account(story: Story) -> None:
    story.issued()
    story.accept_without_account()
    assert refusal(enter, story) == (DomainError, "bank_account.missing")


def test_nothing_is_changed_while_money_is_on_its_way(story: Story) -> None:
    story.accepted()
    enter(story)
    story.ordered(ADVANCE, 10_000)
    assert refusal(confirm, story) == (DomainError, "bank_account.payment_under_way")
    discard(story)
    assert refusal(enter, story) == (DomainError, "bank_account.payment_under_way")


def test_nothing_is_changed_in_the_archive(story: Story) -> None:
    over(story)
    assert refusal(enter, story) == (DomainError, "account_sheet.over")


def test_older_sheet_does_not_undo_what_the_person_did_since(story: Story) -> None:
    story.accepted()
    enter(story)
    own = add_bank_account(
        applicant=story.grant.case.applicant,
        holder=story.name,
        iban=IBAN,
        actor=story.resident,
        now=story.now,
    )
    by: dict[str, Any] = {"confirmed_at": story.now, "actor": story.resident, "now": story.now}
    change_bank_details(grant=story.grant, bank_account=own, **by)
    assert refusal(confirm, story) == (DomainError, "account_sheet.overtaken")
    assert fetch(story.grant).bank_account_id == own.pk


def test_orders_begin_anew_and_rest_for_a_day(story: Story) -> None:
    """Person rules 4 and 6, as after a change by the applicant."""
    story.accepted()
    order = story.certified(ADVANCE, 10_000)
    sheet, changed_at = enter(story), story.now
    assert fetch(order).state == "certified_arith"
    confirm(story)
    fresh = fetch(order)
    assert (fresh.state, fresh.certified_arith_by, fresh.bank_account_id) == (
        "draft",
        "",
        sheet.bank_account_id,
    )
    fresh = certify_order(order=fresh, actor=story.people["certifier"], now=story.now)
    by: dict[str, Any] = {"order": fresh, "actor": story.people["orderer"]}
    with pytest.raises(Blocked) as caught:
        order_payment(**by, now=changed_at + timedelta(hours=23))
    assert caught.value.codes == ("order.account_changed",)
    assert order_payment(**by, now=changed_at + timedelta(hours=24)).state == "ordered"


def test_applicant_is_told_by_every_way(story: Story) -> None:
    """A letter with the masked account, and an e-mail to any address, whatever way they like best."""
    story.accepted()
    particulars = story.grant.case.particulars
    particulars.email = "gruppe@beispiel.example"
    particulars.save()
    sheet = enter(story)
    mails = Mail.objects.count()
    confirm(story)
    mail = Mail.objects.get(key=f"account:{sheet.bank_account.uuid}")
    assert (mail.to, Mail.objects.count()) == ("gruppe@beispiel.example", mails + 1)
    letter = Letter.objects.get(kind="neues-konto")
    assert "am 2. März 2026 kam ein Blatt mit Ihrer Unterschrift" in letter.body
    assert "das von Alex Beispiel, DE02 •••• 2051." in letter.body
    assert "{" not in letter.title + letter.body


def test_comparison_opens_no_iban_to_anybody(story: Story) -> None:
    story.accepted()
    account = enter(story).bank_account
    assert [is_same_iban(account=account, iban=each) for each in (OTHER, IBAN)] == [True, False]


def test_accounts_of_all_sheets_go_with_the_case(story: Story, administrator: Actor) -> None:
    """What was discarded goes too: the reason can name people, the account can be anybody's."""
    closed(story)
    word = "Geheimer Name"
    enter(story, holder=word)
    discard(story, reason=word)
    story.day += timedelta(days=60)
    archive(story)
    story.day = LAST_KEPT + timedelta(days=1)
    assert word in str(everything())
    assert release(story, propose(story), replace(administrator, stepped_up=True)) == []
    assert word not in str(everything())
    assert {each.iban_ciphertext for each in BankAccount.objects.all()} == {""}


def test_who_signs_the_order_reads_that_the_account_is_from_paper(story: Story) -> None:
    story.accepted()
    order = story.order(ADVANCE, 10_000)
    assert account_origin(order) == ""
    enter(story)
    assert account_origin(order) == ""
    confirm(story)
    order = fetch(order)
    told = account_origin(order)
    manager, officer = (story.people[name].label for name in ("manager", "officer"))
    assert told.startswith("Vom Blatt auf Papier, eingegangen am ")
    assert f"eingetragen von {manager}, bestätigt von {officer} am " in told
