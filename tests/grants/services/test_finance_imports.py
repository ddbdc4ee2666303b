"""Results of the finance system: looked at first, booked only as chosen, nothing twice."""

from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from foundation.audit.models import AuditEntry
from foundation.values.dates import local_date
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants.models import FinanceImport, ImportedStep, ImportRow, PaymentOrder
from grants.scenarios.founding import found
from grants.selectors.finance_imports import JudgedRow, judged_rows
from grants.services.finance_imports import Booked, SeenRows, book_rows, import_results
from grants.services.payments import execute_payment
from tests.grants.rows import declare, everything, fetch, refusal
from tests.grants.services.runs import ordered_payments, states
from tests.result_files import result_file, result_line, table
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


@pytest.fixture
def orders(story: Story) -> list[PaymentOrder]:
    """Three ordered advances over 100.00, 150.00 and 50.00, of three cases."""
    return ordered_payments(story)


def read_in(story: Story, data: bytes, by: str = "cashier", **other: Any) -> FinanceImport:
    given: dict[str, Any] = {"fund": story.fund, "actor": story.people[by], "now": story.now} | other
    return import_results(data=data, **given)


def judged(story: Story, source: FinanceImport, by: str = "cashier") -> list[JudgedRow]:
    return judged_rows(source, actor=story.people[by], today=local_date(story.now))


def good(story: Story, source: FinanceImport) -> SeenRows:
    rows = [each.row for each in judged(story, source) if each.is_good]
    total = sum(row.amount_cents or 0 for row in rows)
    return SeenRows(frozenset(row.pk for row in rows), len(rows), total)


def book(story: Story, source: FinanceImport, seen: SeenRows | None = None, by: str = "cashier") -> Booked:
    what = good(story, source) if seen is None else seen
    return book_rows(source=source, seen=what, actor=story.people[by], now=story.now)


def test_reading_in_books_nothing_and_keeps_file_person_and_moment(
    story: Story, orders: list[PaymentOrder]
) -> None:
    source = read_in(story, result_file(*orders))
    assert states() == ["ordered"] * 3
    assert (source.row_count, source.imported_by) == (3, story.people["cashier"].reference)
    assert [each.is_good for each in judged(story, source)] == [True] * 3
    entry = AuditEntry.objects.get(action="finance_import.read")
    assert entry.details == {"kind": "results", "sha256": source.sha256, "rows": 3}


def test_chosen_lines_are_booked_with_day_and_number_and_the_rest_stays_open(
    story: Story, orders: list[PaymentOrder]
) -> None:
    source = read_in(story, result_file(*orders))
    seen = good(story, source)
    first = min(seen.keys)
    booked = book(story, source, SeenRows(seen.keys - {first}, 2, 20_000))
    assert booked == Booked(2, ())
    assert states() == ["ordered", "executed", "executed"]
    paid = PaymentOrder.objects.get(pk=orders[1].pk)
    assert (paid.executed_on, paid.bank_reference) == (story.day, f"B{paid.pk}")
    assert [each.is_done for each in judged(story, source)] == [False, True, True]
    assert AuditEntry.objects.filter(action="finance_import.book").count() == 2
    assert book(story, source) == Booked(1, ())
    assert good(story, source).count == 0


def test_same_file_a_second_time_says_who_read_it_in(story: Story, orders: list[PaymentOrder]) -> None:
    data = result_file(*orders)
    book(story, read_in(story, data))
    assert refusal(read_in, story, data) == (DomainError, "import.again")
    again = read_in(story, data + b"\r\n")  # the same lines in another file
    assert {each.sentence for each in judged(story, again)} == {
        "Schon als ausgezahlt vermerkt, am 02.03.2026."
    }
    assert refusal(book, story, again, SeenRows(frozenset({1, 2}), 2, 1)) == (InvalidInput, "import.total")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"amount": "100,01"}, "Der Betrag ist ein anderer: Angeordnet sind 100,00\u00a0€."),
        ({"day": "01.03.2026"}, "Angeordnet wurde erst am 02.03.2026."),
        ({"day": "03.03.2026"}, "Dieser Tag kommt erst noch."),
        ({"order": "A-26-FREMD"}, "Diese Anordnungsnummer gibt es in diesem Fonds nicht."),
        ({"result": "zurück", "reason": "erloschen"}, "Noch nicht übergeben und nicht ausgezahlt."),
        ({"amount": "zehn"}, "Geben Sie einen Betrag in Euro ein"),
    ],
)
def test_what_is_wrong_stands_beside_the_line(
    story: Story, orders: list[PaymentOrder], said: dict[str, str], sentence: str
) -> None:
    (only,) = judged(story, read_in(story, table(result_line(orders[0], **said))))
    assert only.sentence.startswith(sentence)


def test_closed_year_stands_beside_the_line(story: Story, orders: list[PaymentOrder]) -> None:
    source = read_in(story, result_file(orders[0]))
    account = orders[0].grant.account
    type(account).objects.filter(pk=account.pk).update(closed_at=story.now)
    (only,) = judged(story, source)
    assert only.sentence == "Das Haushaltsjahr 2026 ist abgeschlossen."


def test_return_is_booked_after_its_payment_with_the_reason(story: Story, orders: list[PaymentOrder]) -> None:
    order = orders[0]
    back = result_line(order, result="zurück: Konto erloschen")
    source = read_in(story, table(result_line(order), back))
    assert book(story, source).count == 1
    assert book(story, source).count == 1
    assert fetch(order).state == "returned"
    assert fetch(order).grant.case.transitions.filter(reason="Konto erloschen").exists()
    assert [each.is_done for each in judged(story, source)] == [True, True]


def test_other_fund_and_bad_lines_keep_no_reason(story: Story, orders: list[PaymentOrder]) -> None:
    other = found({"name": "Anderer", "programme_year": 2026, "budget": [{"year": 2026, "amount": "1.00"}]})
    line = result_line(orders[0], result="zurück", reason="Erika Muster verzogen")
    cashier = replace(story.people["cashier"], roles=frozenset({("KA", "")}))
    (only,) = read_in(story, table(line), fund=other, actor=cashier).rows.all()
    assert (only.order, only.reason) == (None, "")


@pytest.mark.parametrize("by", ["officer", "certifier", "orderer", "kaemmerei", "auditor", "manager"])
def test_only_the_kasse_reads_in_and_books(story: Story, orders: list[PaymentOrder], by: str) -> None:
    data = result_file(*orders)
    assert refusal(read_in, story, data, by) == (NotAllowed, "policy.denied")
    source = read_in(story, data)
    assert refusal(book, story, source, good(story, source), by) == (NotAllowed, "policy.denied")


def test_who_ordered_or_is_biased_books_no_line_of_it(story: Story, orders: list[PaymentOrder]) -> None:
    orderer = replace(story.people["orderer"], roles=frozenset({("KA", story.fund.slug)}))
    source = read_in(story, result_file(*orders))
    rows = judged_rows(source, actor=orderer, today=story.day)
    assert {each.sentence for each in rows} == {"Wer eine Auszahlung angeordnet hat, führt sie nicht aus."}
    every = good(story, source)
    assert refusal(book_rows, source=source, seen=every, actor=orderer, now=story.now) == (
        InvalidInput,
        "import.total",
    )
    declare(orders[0], story.people["cashier"].reference)
    assert judged(story, source)[0].sentence == "Sie sind in diesem Fall befangen."


def test_number_and_sum_must_be_those_that_were_shown(story: Story, orders: list[PaymentOrder]) -> None:
    source = read_in(story, result_file(*orders))
    seen = good(story, source)
    for wrong in (replace(seen, count=2), replace(seen, total_cents=1)):
        assert refusal(book, story, source, wrong) == (InvalidInput, "import.total")
    assert refusal(book, story, source, SeenRows(frozenset(), 0, 0)) == (InvalidInput, "import.empty")
    execute_payment(order=orders[0], actor=story.people["cashier"], now=story.now)
    assert refusal(book, story, source, seen) == (InvalidInput, "import.total")


def test_one_refusal_of_the_service_leaves_the_others_booked(
    story: Story, orders: list[PaymentOrder]
) -> None:
    source = read_in(story, result_file(*orders))
    seen = good(story, source)
    # What only the booking asks: the notice must be final before an advance.
    grant = orders[1].grant
    type(grant).objects.filter(pk=grant.pk).update(waiver_on=None)
    booked = book(story, source, seen)
    assert booked.count == 2
    assert booked.refusals[0].startswith("Zeile 3: ")
    assert states() == ["executed", "ordered", "executed"]
    type(grant).objects.filter(pk=grant.pk).update(waiver_on=story.day)
    assert book(story, source) == Booked(1, ())


def test_rows_never_change_and_a_line_is_booked_once(story: Story, orders: list[PaymentOrder]) -> None:
    source = read_in(story, result_file(orders[0]))
    book(story, source)
    row, before = ImportRow.objects.get(), everything()
    changes = (
        lambda: FinanceImport.objects.update(sha256="x"),
        lambda: ImportRow.objects.update(reason="x"),
        lambda: ImportedStep.objects.all().delete(),
        lambda: ImportedStep.objects.create(row=row, done_by="x", done_by_label="x", done_at=story.now),
    )
    for change in changes:
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert everything() == before
