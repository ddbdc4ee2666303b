"""Files of the finance system: read in, looked at, and booked only when a person of the Kasse says so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput
from foundation.values.money import format_euro
from grants.models import (
    FinanceImport,
    Fund,
    ImportKind,
    ImportRow,
    ImportVerb,
    PaymentOrder,
)
from grants.rules.finance_files import ResultLine, read_results
from grants.selectors.finance_imports import POSTED, WITH_ORDER, judge, judged_rows
from grants.selectors.payment_profiles import import_names_of
from grants.services.import_files import demand_right, keep_file, note_step
from grants.services.payment_returns import return_payment
from grants.services.payments import execute_payment
from grants.services.postings import keep_posting
from grants.services.repayments import record_repayment
from grants.services.workflow import lock

#: Lines of one press, so that an answer comes within seconds: a payment takes about a hundred queries.
AT_ONCE: Mapping[str, int] = MappingProxyType(
    {ImportKind.RESULTS: 50, ImportKind.STATEMENT: 50, ImportKind.POSTINGS: 200}
)


@dataclass(frozen=True)
class SeenRows:
    """What the person had before them: the lines by their keys, how many, over how many signed cents."""

    keys: frozenset[int]
    count: int
    total_cents: int | None


@dataclass(frozen=True)
class Booked:
    """What became of the chosen lines: how many were booked, and each refusal with its line."""

    count: int
    refusals: tuple[str, ...]


def import_results(*, fund: Fund, data: bytes, actor: Actor, now: datetime) -> FinanceImport:
    """Keep the lines of a file of results, so that they can be looked at. Nothing is booked.

    Raises NotAllowed, InvalidInput when the file is no such table, DomainError when it was read in before.
    """
    demand_right(fund, actor)
    lines = read_results(data, import_names_of(fund))
    with transaction.atomic():
        source = keep_file(
            fund=fund, kind=ImportKind.RESULTS, data=data, rows=len(lines), actor=actor, now=now
        )
        numbers = {line.order_number for line in lines if line.order_number}
        found = PaymentOrder.objects.filter(grant__case__fund=fund, number__in=numbers)
        orders = {order.number: order for order in found}
        rows = (_row(source, line, orders.get(line.order_number)) for line in lines)
        ImportRow.objects.bulk_create(rows)
    return source


def _row(source: FinanceImport, line: ResultLine, order: PaymentOrder | None) -> ImportRow:
    return ImportRow(
        source=source,
        line=line.line,
        verb=line.verb,
        order=order,
        order_number=line.order_number,
        document_number=line.document_number,
        day=line.day,
        amount_cents=line.amount_cents,
        reason=line.reason if order is not None else "",  # it may name a person whom we do not know
        problem=line.problem,
    )


def book_rows(*, source: FinanceImport, seen: SeenRows, actor: Actor, now: datetime) -> Booked:
    """Book the chosen lines that still can be, each in a transaction of its own, through the usual services.

    Not all or none: each of these payments has happened already, and one that cannot be booked must not hide
    the others. Whatever stops it halfway, what is booked is booked, and the rest stays open under its line.
    Raises NotAllowed, InvalidInput when nothing was chosen, too much for one press (`AT_ONCE`), or number or
    sum are others than repeated.
    """
    demand_right(source.fund, actor)
    if len(seen.keys) > AT_ONCE[source.kind]:
        raise InvalidInput(f"Buchen Sie höchstens {AT_ONCE[source.kind]} Zeilen auf einmal.", "import.many")
    chosen = [each.row for each in judged_rows(source, actor=actor, today=local_date(now)) if each.is_good]
    chosen = [row for row in chosen if row.pk in seen.keys]
    _demand_same(source, chosen, seen)
    refusals: list[str] = []
    for row in sorted(chosen, key=lambda each: (each.verb != ImportVerb.EXECUTE, each.line)):
        try:
            with transaction.atomic():
                _book(row, actor, now)
        except DomainError as error:
            sentences = error.sentences if isinstance(error, Blocked) else (error.message,)
            refusals += [f"Zeile {row.line}: {sentence}" for sentence in sentences]
    return Booked(len(chosen) - len({each.partition(":")[0] for each in refusals}), tuple(refusals))


def _demand_same(source: FinanceImport, rows: Iterable[ImportRow], seen: SeenRows) -> None:
    chosen = list(rows)
    if not seen.keys:
        raise InvalidInput("Wählen Sie mindestens eine Zeile aus.", "import.empty")
    total = sum(row.signed_cents for row in chosen)
    if (len(chosen), total) != (seen.count, seen.total_cents):
        raise InvalidInput(
            f"{source.verb_word.capitalize()} lassen sich jetzt {len(chosen)} der Zeilen über "
            f"{format_euro(total)}. Das ist anders als eben angezeigt. Es ist nichts {source.done_word}. "
            "Sehen Sie die Liste noch einmal an.",
            "import.total",
        )


def _book(row: ImportRow, actor: Actor, now: datetime) -> None:
    """One line, asked once more while nobody else can book on the same. Raises DomainError."""
    target = row.order or row.claim
    if target is not None:
        lock(target)
    fresh = ImportRow.objects.select_related("step", *WITH_ORDER, "source__fund").get(pk=row.pk)
    judged = judge(fresh, actor=actor, today=local_date(now))
    if not judged.is_good:
        raise DomainError(judged.sentence, "import.row")
    if fresh.verb in POSTED:
        keep_posting(fresh)
    else:
        _book_money(fresh, actor, now)
    subject = target.subject if target else f"fund:{fresh.source.fund.uuid}"
    note_step(fresh, subject, actor, now)


def _book_money(row: ImportRow, actor: Actor, now: datetime) -> None:
    """Paid, sent back or paid back: each through the service that also serves its own page."""
    if row.claim is not None:
        record_repayment(
            claim=row.claim, amount_cents=row.amount_cents or 0, received_on=row.day, actor=actor, now=now
        )
        return
    order = row.order
    if order is None:  # judged before: a line of an order has one
        raise DomainError("Die Anordnung fehlt.", "import.row")
    if row.verb == ImportVerb.EXECUTE:
        execute_payment(
            order=order, paid_on=row.day, bank_reference=row.document_number, actor=actor, now=now
        )
    else:
        return_payment(order=order, returned_on=row.day, reason=row.reason, actor=actor, now=now)
