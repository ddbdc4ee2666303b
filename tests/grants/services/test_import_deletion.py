"""What files of the finance system said of a person goes with the case; figures and sums stay."""

from dataclasses import replace
from datetime import timedelta

import pytest

from foundation.audit.actors import Actor
from foundation.values.dates import format_date
from grants.models import ImportRow, LedgerEntry, Posting, ReconciliationNote
from grants.services.finance_imports import SeenRows, book_rows, import_results
from grants.services.postings import import_postings, note_difference
from tests.grants.services.ended import LAST_KEPT, archive, closed, propose, release
from tests.result_files import result_line, table
from tests.stories import Story

pytestmark = [pytest.mark.django_db, pytest.mark.both_databases]


def test_reasons_and_notes_go_with_the_case(story: Story, administrator: Actor) -> None:
    grant, cashier = closed(story), story.people["cashier"]
    order = grant.orders.get()
    back = result_line(order, result="zurück", reason="Erika Muster ist verzogen")
    import_results(fund=story.fund, data=table(back), actor=cashier, now=story.now)
    line = f"1;{format_date(story.day)};7,00;{order.number}"
    head = "Buchungsnummer;Datum;Betrag;Anordnungsnummer"
    source = import_postings(fund=story.fund, data=table(line, head=head), actor=cashier, now=story.now)
    row = source.rows.get()
    book_rows(source=source, seen=SeenRows(frozenset({row.pk}), 1, 700), actor=cashier, now=story.now)
    for subject in (LedgerEntry.objects.get(kind="pay"), Posting.objects.get()):
        note_difference(subject=subject, text="Erika Muster fragen", actor=cashier, now=story.now)
    story.day += timedelta(days=60)
    archive(story)
    story.day = LAST_KEPT + timedelta(days=1)
    assert release(story, propose(story), replace(administrator, stepped_up=True)) == []
    assert set(ImportRow.objects.values_list("reason", flat=True)) == {""}
    assert set(ReconciliationNote.objects.values_list("text", flat=True)) == {"gelöscht"}
    assert Posting.objects.get().amount_cents == 700
