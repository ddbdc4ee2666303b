"""Postings of the finance system beside our ledger: kept once, compared to the cent, explained."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from foundation.values.dates import format_date, local_date
from foundation.values.errors import InvalidInput, NotAllowed
from grants.models import FinanceImport, LedgerEntry, PaymentKind, PaymentOrder, Posting, ReconciliationNote
from grants.rules.reconciliation import Finding
from grants.selectors.finance_imports import judged_rows
from grants.selectors.reconciliation import reconciliation
from grants.services.finance_imports import Booked, SeenRows, book_rows
from grants.services.payment_returns import return_payment
from grants.services.postings import import_postings, note_difference
from grants.services.receipt_orders import note_money
from grants.services.repayments import record_repayment
from tests.grants.rows import everything, figures, refusal
from tests.grants.services.test_receipt_orders import promise, signed
from tests.grants.services.test_statements import owed
from tests.result_files import table
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]

HEAD = "Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art"


@pytest.fixture
def paid(story: Story) -> PaymentOrder:
    """100.00 paid on the day of the story."""
    story.accepted()
    return story.paid(PaymentKind.ADVANCE, 10_000)


def read_in(story: Story, *lines: str, by: str = "cashier") -> FinanceImport:
    data = table(*lines, head=HEAD)
    return import_postings(fund=story.fund, data=data, actor=story.people[by], now=story.now)


def take_over(story: Story, source: FinanceImport) -> Booked:
    cashier = story.people["cashier"]
    rows = [
        each.row for each in judged_rows(source, actor=cashier, today=local_date(story.now)) if each.is_good
    ]
    total = sum(row.signed_cents for row in rows)
    seen = SeenRows(frozenset(row.pk for row in rows), len(rows), total)
    return book_rows(source=source, seen=seen, actor=cashier, now=story.now)


def posted(story: Story, *lines: str) -> Booked:
    return take_over(story, read_in(story, *lines))


def found(story: Story, year: int = 2026) -> dict[str, int]:
    comparison = reconciliation(story.fund, year)
    counts = {each.value: len(comparison.of(each)) for each in Finding if comparison.of(each)}
    return counts | {"difference": comparison.difference_cents}


def line(
    story: Story, order: PaymentOrder, *, number: str = "4711", cents: str = "100,00", days: int = 0
) -> str:
    return f"{number};{format_date(story.day + timedelta(days=days))};{cents};{order.number};;"


def test_postings_are_taken_over_and_the_ledger_stays_as_it_is(story: Story, paid: PaymentOrder) -> None:
    before, entries = figures(), LedgerEntry.objects.count()
    assert posted(story, line(story, paid)) == Booked(1, ())
    kept = Posting.objects.get()
    assert (kept.amount_cents, kept.order_number, kept.booked_on) == (10_000, paid.number, story.day)
    assert (figures(), LedgerEntry.objects.count()) == (before, entries)
    assert found(story) == {"matched": 1, "difference": 0}


@pytest.mark.parametrize(
    ("cents", "days", "expected"),
    [
        ("99,99", 0, {"amount": 1, "difference": 1}),
        ("100,00", -1, {"day": 1, "difference": 0}),
        ("100,00", -80, {"year": 1, "difference": 10_000}),
        ("-100,00", 0, {"ours": 1, "theirs": 1, "difference": 20_000}),
    ],
)
def test_differences_are_named_to_the_cent(
    story: Story, paid: PaymentOrder, cents: str, days: int, expected: dict[str, int]
) -> None:
    posted(story, line(story, paid, cents=cents, days=days))
    assert found(story) == expected


def test_one_side_alone_is_told(story: Story, paid: PaymentOrder) -> None:
    assert found(story) == {"ours": 1, "difference": 10_000}
    posted(story, f"1;{format_date(story.day)};7,00;FREMD;;", line(story, paid))
    assert found(story) == {"matched": 1, "theirs": 1, "difference": -700}
    assert found(story, 2031) == {"difference": 0}


def test_return_and_repayment_find_their_posting(story: Story, paid: PaymentOrder) -> None:
    return_payment(order=paid, reason="erloschen", actor=story.people["cashier"], now=story.now)
    day = format_date(story.day)
    posted(story, line(story, paid), f"4712;{day};100,00;;{story.application.reference};Einzahlung")
    assert found(story) == {"matched": 2, "difference": 0}


def test_repayment_and_promised_money_find_their_posting_by_kassenzeichen(story: Story) -> None:
    claim = owed(story)
    record_repayment(claim=claim, amount_cents=2_000, actor=story.people["cashier"], now=story.now)
    order = signed(story, promise(story))
    cashier = story.people["cashier"]
    note_money(order=order, amount_cents=30_000, received_on=story.day, actor=cashier, now=story.now)
    day = format_date(story.day)
    posted(story, f"1;{day};20,00;;{claim.cash_reference};Einzahlung")
    assert found(story) == {"ours": 1, "matched": 1, "difference": 10_000}
    posted(story, f"2;{day};300,00;;{order.cash_reference};Einzahlung")
    assert found(story) == {"ours": 1, "matched": 2, "difference": 10_000}


def test_same_posting_is_kept_once(story: Story, paid: PaymentOrder) -> None:
    one, two = line(story, paid), line(story, paid, number="4712")
    source = read_in(story, one, one)
    assert [bool(each.problem) for each in source.rows.all()] == [False, True]
    take_over(story, source)
    again = read_in(story, one, two)
    sentences = [each.sentence for each in judged_rows(again, actor=story.people["cashier"], today=story.day)]
    assert sentences == ["Diese Buchung ist schon übernommen.", ""]
    assert take_over(story, again) == Booked(1, ())
    row = Posting.objects.latest("pk").row
    twin = Posting.objects.get(row=row)
    twin.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


@pytest.mark.parametrize("by", ["manager", "officer", "certifier", "orderer", "kaemmerei", "auditor"])
def test_only_the_kasse_reads_postings_in(story: Story, paid: PaymentOrder, by: str) -> None:
    assert refusal(read_in, story, line(story, paid), by=by) == (NotAllowed, "policy.denied")


def test_reason_is_noted_by_kasse_and_kaemmerei_and_stays(story: Story, paid: PaymentOrder) -> None:
    posted(story, f"1;{format_date(story.day)};7,00;FREMD;;")
    entry, posting = LedgerEntry.objects.get(kind="pay"), Posting.objects.get()

    def note(subject: LedgerEntry | Posting, text: str, by: str) -> ReconciliationNote:
        return note_difference(subject=subject, text=text, actor=story.people[by], now=story.now)

    before = figures()
    assert note(entry, " Erst im April gebucht ", "kaemmerei").text == "Erst im April gebucht"
    assert note(posting, "Gehört zu einem anderen Fonds", "cashier").posting == posting
    assert figures() == before
    for by in ("manager", "officer", "orderer", "auditor"):
        assert refusal(note, entry, "x", by) == (NotAllowed, "policy.denied")
    assert refusal(note, entry, "  ", "cashier") == (InvalidInput, "reason.missing")
    assert refusal(note, entry, "x" * 301, "cashier") == (InvalidInput, "reconciliation.long")
    stays = everything()
    for change in (
        lambda: ReconciliationNote.objects.update(text="x"),
        lambda: Posting.objects.update(amount_cents=1),
        lambda: ReconciliationNote.objects.create(
            text="x", written_by="x", written_by_label="x", written_at=story.now
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert everything() == stays


def test_other_fund_is_not_compared(story: Story, paid: PaymentOrder) -> None:
    posted(story, line(story, paid))
    other = replace(story).fund
    assert reconciliation(other, 2026).ours_cents == 10_000
    other.pk = 0
    assert reconciliation(other, 2026).pairs == ()
