"""Two people of the Kasse press the button at once: every line is booked once, nobody meets an error page."""

from datetime import timedelta
from typing import Any

import pytest

from foundation.values.dates import local_date
from grants.models import Claim, FinanceImport, ImportedStep, PaymentKind, Posting
from grants.selectors.finance_imports import judged_rows
from grants.services.claims import draft_claim, release_claim_notice
from grants.services.finance_imports import SeenRows, book_rows, import_results
from grants.services.postings import import_postings
from grants.services.statements import import_statement
from tests.grants.rows import fetch
from tests.grants.services.runs import ordered_payments, states, with_profile
from tests.grants.services.test_overspend import race
from tests.result_files import result_file, table
from tests.statement_files import OWN, entry, statement
from tests.stories import Story

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.both_databases,
]


def all_of(story: Story, source: FinanceImport) -> SeenRows:
    today = local_date(story.now)
    rows = [each.row for each in judged_rows(source, actor=story.people["cashier"], today=today)]
    total = sum(row.amount_cents or 0 for row in rows)
    return SeenRows(frozenset(row.pk for row in rows), len(rows), total)


def book_at_once(story: Story, *sources: FinanceImport) -> set[str]:
    """What the threads met: "done" or the code of a sentence, nothing else."""
    seen = [all_of(story, source) for source in sources]

    def book(number: int) -> object:
        at = number % len(sources)
        return book_rows(source=sources[at], seen=seen[at], actor=story.people["cashier"], now=story.now)

    return set(race(book))


def given(story: Story, data: bytes) -> dict[str, Any]:
    return {"fund": story.fund, "data": data, "actor": story.people["cashier"], "now": story.now}


def test_payments_of_a_file_are_booked_once(story: Story) -> None:
    orders = ordered_payments(story, 10_000, 5_000)
    source = import_results(**given(story, result_file(*orders)))
    assert book_at_once(story, source) <= {"done", "import.total"}
    assert (states(), ImportedStep.objects.count()) == (["executed"] * 2, 2)


def test_part_payment_on_two_statements_is_booked_once(story: Story) -> None:
    claim = owed(story)
    told = entry(1_000, day=story.day, text=story.application.reference or "")
    sources = [import_statement(**given(story, statement(told) + b"\n" * number)) for number in range(2)]
    assert book_at_once(story, *sources) <= {"done", "import.total"}
    assert (fetch(claim).repaid_cents, ImportedStep.objects.count()) == (1_000, 1)


def test_posting_in_two_files_is_kept_once(story: Story) -> None:
    lines = ("1;02.03.2026;7,00", "2;02.03.2026;8,00")
    data = table(*lines, head="Buchungsnummer;Datum;Betrag")
    sources = [import_postings(**given(story, data + b"\r\n" * number)) for number in range(2)]
    assert book_at_once(story, *sources) <= {"done", "import.total"}
    assert (Posting.objects.count(), ImportedStep.objects.count()) == (2, 2)


def test_file_is_read_in_once(story: Story) -> None:
    data = result_file(*ordered_payments(story, 10_000))
    assert set(race(lambda _: import_results(**given(story, data)))) == {"done", "import.again"}
    assert FinanceImport.objects.count() == 1


def owed(story: Story) -> Claim:
    """20.00 are owed back; the fund reads statements."""
    story.cents = 10_000
    story.accepted()
    story.paid(PaymentKind.ADVANCE, 10_000)
    story.proof_sent(8_000)
    story.proof_confirmed()
    by: dict[str, Any] = {"actor": story.people["manager"], "now": story.now - timedelta(days=11)}
    drafted = draft_claim(grant=story.grant, heard_until=story.day - timedelta(days=1), **by)
    story.post("anhoerung-rueckforderung", days_ago=11)
    with_profile(story, {"statements": True, "debtor_iban": OWN})
    return release_claim_notice(claim=drafted, actor=story.people["officer"], now=story.now)
