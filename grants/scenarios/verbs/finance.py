"""Verbs of the Kasse and its finance system: the run that hands over, its results, its postings."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from foundation.values.dates import format_date, local_date
from foundation.values.errors import DomainError
from foundation.values.money import format_amount, format_machine
from grants.models import FinanceImport, HandOverKind, PaymentOrder, PaymentProfile
from grants.rules.payment_files import FileFormat, FileRun, PaymentLine
from grants.scenarios.world import World, cents
from grants.selectors.finance_imports import judged_rows
from grants.selectors.payment_profiles import format_of
from grants.services.finance_imports import SeenRows, book_rows, import_results
from grants.services.hand_overs import hand_over_orders
from grants.services.payment_batches import SeenOrders
from grants.services.postings import import_postings

RESULTS = "Anordnungsnummer;Buchungsnummer;Datum;Betrag;Ergebnis;Grund"
POSTINGS = "Buchungsnummer;Datum;Betrag;Anordnungsnummer;Kassenzeichen;Art"
WORDS = {"executed": "ausgeführt", "returned": "zurück"}


def hand_over(world: World) -> None:
    """The Kasse takes every ordered payment of the fund with one file, here with numbers and amounts only."""
    orders = list(PaymentOrder.objects.filter(grant__case__fund=world.fund, state="ordered"))
    total = sum(order.amount_cents for order in orders)
    seen = SeenOrders({order.pk: order.version for order in orders}, len(orders), total)
    hand_over_orders(
        fund=world.fund,
        kind=HandOverKind.CSV,
        seen=seen,
        write=_bare_list,
        actor=world.person("cashier"),
        now=world.now,
    )


def _bare_list(
    kind: HandOverKind, profile: PaymentProfile | None, run: FileRun, lines: Sequence[PaymentLine]
) -> bytes:
    """Number and amount in the columns of the profile. The real files are the reports', which stand above."""
    how = format_of(profile)
    known: Mapping[str, Callable[[PaymentLine], str]] = {
        "belegnr": lambda line: line.number,
        "betrag": lambda line: _money(line.amount_cents, how),
    }
    rows = [[column.head for column in how.columns]]
    rows += [
        [known[column.name](line) if column.name in known else "" for column in how.columns] for line in lines
    ]
    if how.has_summary:
        total = sum(line.amount_cents for line in lines)
        rows.insert(0, ["Anzahl", str(len(lines)), "Kontrollsumme", _money(total, how)])
    return "".join(f"{how.separator.join(row)}\r\n" for row in rows).encode(how.encoding)


def _money(amount_cents: int, how: FileFormat) -> str:
    return format_machine(amount_cents).replace(".", how.decimal)


def mark_results(world: World) -> None:
    """A file of results is read in, and every line of it is booked."""
    rows = [_result_line(world, row) for row in world.step.keys["results"]]
    _read_in(world, import_results, RESULTS, rows)


def import_bookings(world: World) -> None:
    """A file of postings of the finance system is read in and taken over; nothing of ours moves."""
    rows = [_posting_line(world, row) for row in world.step.keys["postings"]]
    _read_in(world, import_postings, POSTINGS, rows)


def _read_in(world: World, read: Callable[..., FinanceImport], head: str, rows: Sequence[str]) -> None:
    """Read the file and book its lines; one that cannot be booked is a refusal of the step."""
    actor, data = world.person("cashier"), "\r\n".join((head, *rows, "")).encode()
    source = read(fund=world.fund, data=data, actor=actor, now=world.now)
    judged = judged_rows(source, actor=actor, today=local_date(world.now))
    stuck = [each.sentence for each in judged if not each.is_good]
    if stuck:
        raise DomainError(" ".join(stuck), code="import.row")
    total = sum(each.row.signed_cents for each in judged)
    seen = SeenRows(frozenset(each.row.pk for each in judged), len(judged), total)
    booked = book_rows(source=source, seen=seen, actor=actor, now=world.now)
    if booked.refusals:
        raise DomainError(" ".join(booked.refusals), code="import.row")


def _result_line(world: World, row: Mapping[str, Any]) -> str:
    order = _last_order(world, row["case"])
    amount = cents(row["amount"], "results") if "amount" in row else order.amount_cents
    day, result = row.get("on", world.step.on), str(row["result"])
    document = f"B{order.pk}"
    reason = str(row.get("reason", "")) if result == "executed" else str(row.get("reason", "Konto erloschen"))
    return ";".join((order.number, document, format_date(day), format_amount(amount), WORDS[result], reason))


def _posting_line(world: World, row: Mapping[str, Any]) -> str:
    """Money out, or back from the bank, names the order; what a person pays back names the case."""
    order, amount = _last_order(world, row["case"]), cents(row["amount"], "postings")
    of_order = amount > 0 or order.state == "returned"
    names = (order.number, "") if of_order else ("", order.case.reference or "")
    kind = "Auszahlung" if amount > 0 else "Einzahlung"
    day = format_date(row.get("on", world.step.on))
    return ";".join((str(row["document"]), day, format_amount(abs(amount)), *names, kind))


def _last_order(world: World, label: str) -> PaymentOrder:
    found = PaymentOrder.objects.filter(grant__case=world.cases.get(label)).order_by("-pk").first()
    if found is None:
        raise DomainError(f"Zu „{label}“ gibt es keine Anordnung.", code="order.missing")
    return found
