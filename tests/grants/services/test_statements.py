"""Bank statements: proposals for our orders and claims, booked line by line; of all else nothing is kept."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import Claim, FinanceImport, LedgerEntry, PaymentKind, PaymentOrder, ReceiptKind
from grants.selectors.finance_imports import JudgedRow, judged_rows
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.finance_imports import Booked, SeenRows, book_rows
from grants.services.payment_profiles import confirm_profile, propose_profile
from grants.services.receipt_orders import Expected, prepare_by_hand
from grants.services.repayments import record_repayment
from grants.services.statements import NO_RETURN, UNKNOWN_MARK, import_statement
from tests.grants.rows import everything, fetch, refusal
from tests.grants.services.runs import ordered_payments, states, with_profile
from tests.statement_files import OWN, entry, statement
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]
ON: dict[str, Any] = {"statements": True, "debtor_iban": OWN}


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Three ordered advances over 100.00, 150.00 and 50.00; the fund reads statements."""
    found = ordered_payments(story)
    with_profile(story, ON)
    return found


def owed(story: Story, proved: int = 8_000) -> Claim:
    """100.00 paid, 80.00 of it proved: 20.00 are owed back."""
    story.cents = 10_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.proof_sent(proved)
    story.proof_confirmed()
    heard = story.day - timedelta(days=1)
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now - timedelta(days=11)}
    drafted = draft_claim(grant=story.grant, heard_until=heard, **by)
    story.post("anhoerung-rueckforderung", days_ago=11)
    return release_claim_notice(claim=drafted, actor=story.people["officer"], now=story.now)


@pytest.fixture
def claim(story: Story) -> Claim:
    """20.00 are owed back; the fund reads statements."""
    found = owed(story)
    with_profile(story, ON)
    return found


def read_in(story: Story, *entries: str, by: str = "cashier", **other: Any) -> FinanceImport:
    data = statement(*entries, **other)
    return import_statement(fund=story.fund, data=data, actor=story.people[by], now=story.now)


def judged(story: Story, source: FinanceImport) -> list[JudgedRow]:
    return judged_rows(source, actor=story.people["cashier"], today=local_date(story.now))


def book(story: Story, source: FinanceImport) -> Booked:
    rows = [each.row for each in judged(story, source) if each.is_good]
    total = sum(row.amount_cents or 0 for row in rows)
    seen = SeenRows(frozenset(row.pk for row in rows), len(rows), total)
    return book_rows(source=source, seen=seen, actor=story.people["cashier"], now=story.now)


def paid_entry(order: PaymentOrder, **other: Any) -> str:
    return entry(-order.amount_cents, end_to_end=order.number, **other)


@pytest.mark.parametrize("version", ["02", "08"])
def test_executions_are_proposed_by_number_and_booked_when_chosen(
    story: Story, orders: list[PaymentOrder], version: str
) -> None:
    source = read_in(story, *(paid_entry(each, version=version) for each in orders), version=version)
    assert states() == ["ordered"] * 3
    assert book(story, source) == Booked(3, ())
    assert states() == ["executed"] * 3
    paid = fetch(orders[0])
    assert (paid.executed_on, paid.bank_reference) == (story.day, "BANK-1")


def test_other_payments_are_counted_and_nothing_of_them_is_kept(
    story: Story, orders: list[PaymentOrder]
) -> None:
    strange = entry(-99_999, end_to_end="GEHALT-0815", text="Gehalt Erika Fremd", bank="GEHEIM-7")
    dollar = entry(500, text="Spende Otto Fremd", currency="USD")
    source = read_in(story, strange, dollar, paid_entry(orders[0]))
    assert (source.row_count, source.foreign_count) == (1, 2)
    assert source.remarks == "1 × Diese Buchung ist nicht in Euro."
    kept = " ".join(everything().values())
    assert [each for each in ("Erika", "Otto", "GEHALT", "GEHEIM", "99999") if each in kept] == []


def test_amount_or_unreadable_entry_of_our_order_stands_beside_it(
    story: Story, orders: list[PaymentOrder]
) -> None:
    wrong = entry(-9_999, end_to_end=orders[0].number)
    source = read_in(
        story, wrong, paid_entry(orders[1], currency="CHF"), paid_entry(orders[2], status="PDNG")
    )
    sentences = [each.sentence for each in judged(story, source)]
    assert sentences == [
        "Der Betrag ist ein anderer: Angeordnet sind 100,00\u00a0€.",
        "Diese Buchung ist nicht in Euro.",
        "Diese Buchung ist nur vorgemerkt.",
    ]


def test_return_comes_with_the_reason_in_plain_words(story: Story, orders: list[PaymentOrder]) -> None:
    order = orders[0]
    back = entry(order.amount_cents, end_to_end=order.number, code="AC04")
    source = read_in(story, paid_entry(order), back)
    assert book(story, source) == Booked(1, ())
    assert book(story, source) == Booked(1, ())
    assert fetch(order).state == "returned"
    assert order.grant.case.transitions.filter(reason="Das Konto ist geschlossen. (AC04)").exists()


def test_statement_twice_and_overlapping_ones_book_nothing_twice(
    story: Story, orders: list[PaymentOrder]
) -> None:
    first = paid_entry(orders[0])
    book(story, read_in(story, first))
    assert refusal(read_in, story, first) == (DomainError, "import.again")
    overlapping = read_in(story, first, paid_entry(orders[1]))
    assert [each.is_good for each in judged(story, overlapping)] == [False, True]


def test_repayment_is_found_by_the_reference_however_it_was_written(story: Story, claim: Claim) -> None:
    reference = story.application.reference or ""
    written = f"Rueckzahlung {reference.lower().replace('-', ' ')} danke"
    source = read_in(
        story, entry(1_500, day=story.day, text=written), entry(500, day=story.day, text=reference)
    )
    assert [each.row.claim for each in judged(story, source)] == [claim, claim]
    assert book(story, source) == Booked(2, ())
    assert (fetch(claim).state, fetch(claim).repaid_cents) == ("paid", 2_000)
    assert LedgerEntry.objects.filter(kind="repay", occurred_on=story.day).count() == 2


def test_repayment_is_found_by_its_kassenzeichen_alone(story: Story, claim: Claim) -> None:
    text = claim.cash_reference.replace("-", " ").lower()
    source = read_in(story, entry(2_000, day=story.day, text=text))
    assert [row.row.claim for row in judged(story, source)] == [claim]


def test_who_pays_twice_is_to_be_seen(story: Story, claim: Claim) -> None:
    record_repayment(claim=claim, amount_cents=2_000, actor=story.people["cashier"], now=story.now)
    (only,) = judged(story, read_in(story, entry(1_999, day=story.day, text=claim.cash_reference)))
    assert only.row.claim == claim
    assert only.sentence.startswith("Zu dieser Rückforderung ist nichts mehr offen. Klären Sie")


def test_money_for_other_orders_and_a_slip_in_the_kassenzeichen_are_told(story: Story, claim: Claim) -> None:
    kaemmerei = replace(story.people["kaemmerei"], stepped_up=True)
    gift = Expected(ReceiptKind.PRIVATE, "Muster-Stiftung", "Spende", 25_000, story.day)
    order = prepare_by_hand(fund=story.fund, expected=gift, actor=kaemmerei, now=story.now)
    slip = f"{claim.cash_reference[:-1]}{(int(claim.cash_reference[-1]) + 1) % 10}"
    source = read_in(story, entry(25_000, text=order.cash_reference), entry(2_000, text=slip))
    assert (source.row_count, source.foreign_count) == (0, 2)
    assert source.remarks.splitlines() == [
        f"1 × Das Geld gehört zu {order.number}. Vermerken Sie den Eingang dort.",
        f"1 × {UNKNOWN_MARK}",
    ]


def test_money_with_our_number_that_is_no_return_stands_beside_the_order(
    story: Story, orders: list[PaymentOrder]
) -> None:
    (only,) = judged(story, read_in(story, entry(10_000, end_to_end=orders[0].number)))
    assert (only.row.order, only.is_good, only.sentence) == (orders[0], False, NO_RETURN)


def test_repayment_that_is_noted_already_is_no_second_one(story: Story, claim: Claim) -> None:
    told = entry(1_000, day=story.day, text=story.application.reference or "")
    cashier = story.people["cashier"]
    source = read_in(story, told)
    record_repayment(claim=claim, amount_cents=1_000, actor=cashier, now=story.now)
    (only,) = judged(story, source)
    assert only.sentence.startswith("An diesem Tag ist über diesen Betrag schon eine Zahlung vermerkt.")
    twice = read_in(story, told.replace("BANK-1", "X"), told.replace("BANK-1", "Y").replace("10.00", "5.00"))
    assert [each.is_good for each in judged(story, twice)] == [False, True]


def test_same_repayment_twice_in_one_file_is_booked_once(story: Story, claim: Claim) -> None:
    told = entry(1_000, day=story.day, text=story.application.reference or "")
    booked = book(story, read_in(story, told, told))
    assert (booked.count, fetch(claim).repaid_cents) == (1, 1_000)
    assert "schon eine Zahlung vermerkt" in booked.refusals[0]


def test_more_than_owed_is_left_to_a_person(story: Story, claim: Claim) -> None:
    too_much = entry(2_001, day=story.day, text=story.application.reference or "")
    source = read_in(story, too_much, entry(2_000, day=story.day, text="Spende"))
    (only,) = judged(story, source)
    assert only.sentence.startswith("Offen sind nur 20,00\u00a0€.")
    assert source.foreign_count == 1


def test_payment_for_two_cases_is_left_to_a_person(story: Story) -> None:
    second = replace(story, name="Nachbarschaft Zwei", fields={})
    owed(story)
    owed(second, 7_000)
    with_profile(story, ON)
    both = f"{story.application.reference} und {second.application.reference}"
    source = read_in(story, entry(4_000, day=story.day, text=both))
    assert (source.row_count, source.foreign_count) == (0, 1)
    assert source.remarks.startswith("1 × Der Text nennt mehrere Rückforderungen.")


def test_statements_are_off_until_two_persons_switch_them_on(story: Story) -> None:
    ordered_payments(story, 10_000)
    assert refusal(read_in, story) == (DomainError, "statement.off")
    by: dict[str, Any] = {"fund": story.fund, "reason": "Kasse", "now": story.now}
    assert refusal(propose_profile, values={"statements": True}, actor=story.people["manager"], **by) == (
        InvalidInput,
        "payment_profile.no_account",
    )
    assert refusal(propose_profile, values=ON, actor=story.people["cashier"], **by) == (
        NotAllowed,
        "policy.denied",
    )
    slug = story.fund.slug
    both = replace(story.people["officer"], roles=frozenset({("QM", slug), ("CI", slug)}))
    proposed = propose_profile(values=ON, actor=both, **by)
    assert refusal(read_in, story) == (DomainError, "statement.off")
    same: dict[str, Any] = {"profile": proposed, "actor": both, "now": story.now}
    assert refusal(confirm_profile, **same) == (NotAllowed, "policy.denied")
    confirm_profile(**same | {"actor": story.people["officer2"]})
    assert read_in(story).row_count == 0


def test_statement_of_another_account_is_refused(story: Story, orders: list[PaymentOrder]) -> None:
    other = "DE75512108001245126199"
    assert refusal(read_in, story, paid_entry(orders[0]), iban=other) == (
        InvalidInput,
        "statement.other_account",
    )
    story.fund.cash_office_iban = "DE75 5121 0800 1245 1261 99"
    story.fund.save()
    assert read_in(story, paid_entry(orders[0]), iban=other).row_count == 1


@pytest.mark.parametrize("by", ["manager", "officer", "certifier", "orderer", "kaemmerei", "auditor"])
def test_only_the_kasse_reads_statements(story: Story, orders: list[PaymentOrder], by: str) -> None:
    assert refusal(read_in, story, by=by) == (NotAllowed, "policy.denied")


def test_who_ordered_books_no_payment_of_a_statement(story: Story, orders: list[PaymentOrder]) -> None:
    orderer = replace(story.people["orderer"], roles=frozenset({("KA", story.fund.slug)}))
    source = read_in(story, paid_entry(orders[0]))
    (only,) = judged_rows(source, actor=orderer, today=story.day)
    assert only.sentence == "Wer eine Auszahlung angeordnet hat, führt sie nicht aus."
    seen = SeenRows(frozenset({only.row.pk}), 1, 10_000)
    denied = refusal(book_rows, source=source, seen=seen, actor=orderer, now=story.now)
    assert denied == (InvalidInput, "import.total")
