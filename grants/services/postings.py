"""Postings of the finance system: read in like every file, taken over as rows of their own, explained."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry
from foundation.values.errors import DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import (
    FinanceImport,
    Fund,
    ImportKind,
    ImportRow,
    ImportVerb,
    LedgerEntry,
    PaymentOrder,
    Posting,
    ReconciliationNote,
)
from grants.rules.finance_files import PostingLine, read_postings
from grants.selectors.payment_profiles import import_names_of
from grants.services.import_files import demand_right, keep_file

LONGEST_NOTE = 300


def import_postings(*, fund: Fund, data: bytes, actor: Actor, now: datetime) -> FinanceImport:
    """Keep the lines of a file of postings, so that they can be looked at and taken over.

    Raises NotAllowed, InvalidInput when the file is no such table, DomainError when it was read in before.
    """
    demand_right(fund, actor)
    lines = read_postings(data, import_names_of(fund))
    with transaction.atomic():
        source = keep_file(
            fund=fund, kind=ImportKind.POSTINGS, data=data, rows=len(lines), actor=actor, now=now
        )
        numbers = {line.order_number for line in lines if line.order_number}
        found = PaymentOrder.objects.filter(grant__case__fund=fund, number__in=numbers)
        ImportRow.objects.bulk_create(_rows(source, lines, {order.number: order for order in found}))
    return source


def _rows(
    source: FinanceImport, lines: Sequence[PostingLine], orders: dict[str, PaymentOrder]
) -> Iterator[ImportRow]:
    for line in lines:
        cents = line.amount_cents
        yield ImportRow(
            source=source,
            line=line.line,
            verb="" if cents is None else ImportVerb.POSTED_OUT if cents > 0 else ImportVerb.POSTED_IN,
            order=orders.get(line.order_number),
            order_number=line.order_number,
            document_number=line.document_number,
            reference=line.reference,
            day=line.day,
            amount_cents=None if cents is None else abs(cents),
            problem=line.problem[:200],
        )


def keep_posting(row: ImportRow) -> Posting:
    """The line becomes a posting of its own. Raises DomainError when it is kept already."""
    if row.day is None:  # judged before: a line without a problem has its day
        raise DomainError("Der Tag der Buchung fehlt.", "import.row")
    posting, is_new = Posting.objects.get_or_create(
        fund=row.source.fund,
        document_number=row.document_number,
        booked_on=row.day,
        amount_cents=row.signed_cents,
        order_number=row.order_number,
        reference=row.reference,
        defaults={"row": row},
    )
    if not is_new:
        raise DomainError("Diese Buchung ist schon übernommen.", "posting.exists")
    return posting


def note_difference(
    *, subject: LedgerEntry | Posting, text: str, actor: Actor, now: datetime
) -> ReconciliationNote:
    """Say why a row has no partner on the other side. Neither side changes; an earlier note stays.

    Raises NotAllowed, InvalidInput for no text or too much of it.
    """
    entry = subject if isinstance(subject, LedgerEntry) else None
    posting = subject if isinstance(subject, Posting) else None
    fund = subject.account.fund if isinstance(subject, LedgerEntry) else subject.fund
    if not policy.may_note_difference(actor, fund):
        raise NotAllowed(policy.may_note_difference.why_not(actor, fund), "policy.denied")
    if not text.strip():
        raise InvalidInput("Schreiben Sie, warum das so ist.", "reason.missing", "text")
    if len(text.strip()) > LONGEST_NOTE:
        raise InvalidInput(f"Höchstens {LONGEST_NOTE} Zeichen.", "reconciliation.long", "text")
    with transaction.atomic():
        made = ReconciliationNote.objects.create(
            entry=entry,
            posting=posting,
            text=text.strip(),
            written_by=actor.reference,
            written_by_label=actor.label,
            written_at=now,
        )
        details = {"entry": entry.key if entry else "", "posting": posting.pk if posting else 0}
        append_entry(
            action="reconciliation.note",
            subject=f"fund:{fund.uuid}",
            actor=actor,
            details=details,
            now=now,
        )
    return made
