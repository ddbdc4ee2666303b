"""What must be true at every moment, whoever wrote the rows: a function for each invariant, a line a breach.

I-numbers are those of the quality handbook, INV-numbers those of the domain handbook, as far as no other of
them says the same. I10 speaks of log files, which a test of its own reads.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Any

from django.db.models import F, QuerySet, Sum

from foundation.audit.models import AuditEntry
from foundation.audit.services import verify_chain
from foundation.files.selectors import check_files
from foundation.outbox.selectors import broken_items
from foundation.values.money import format_euro
from grants.models import (
    BUDGET_COLUMNS,
    Application,
    BudgetEntry,
    BudgetKind,
    Claim,
    FundAccount,
    Grant,
    JurySession,
    LandGrant,
    LedgerEntry,
    LedgerKind,
    PaymentOrder,
    TransitionRecord,
    WorkflowModel,
)
from grants.rules.shares import NOTHING, floor_donors, negate
from grants.selectors.case_invariants import CASE_INVARIANTS
from grants.selectors.hand_over_invariants import wrong_hand_overs

MACHINES: tuple[type[WorkflowModel], ...] = (Application, Grant, PaymentOrder, Claim, JurySession)
CHUNK = 1000
#: What burdens a year stands under its decision; money that comes back, under that of its payment.
BOUND_KINDS = (LedgerKind.RESERVE, LedgerKind.COMMIT, LedgerKind.RELEASE, LedgerKind.PAY, LedgerKind.CARRY)
FIGURES = MappingProxyType(
    {"reserved_cents": "vorgemerkt", "committed_cents": "gebunden", "paid_net_cents": "ausgezahlt"}
)
#: figure of the account -> column of the ledger that it sums
COLUMNS = MappingProxyType(
    {
        "reserved_cents": "reserved_cents",
        "committed_cents": "committed_cents",
        "paid_net_cents": "paid_cents",
    }
)


def overspent_funds() -> Iterator[str]:
    """I1: reserved, committed and paid fit into what a fund has in a year; its figures are sums of rows."""
    entries = LedgerEntry.objects.order_by().values("account")
    entries = entries.annotate(**{figure: Sum(column) for figure, column in COLUMNS.items()})
    booked: dict[int, Any] = {row["account"]: row for row in entries}
    kinds = BudgetEntry.objects.order_by().values_list("account", "kind").annotate(Sum("amount_cents"))
    entered = {(account, kind): cents for account, kind, cents in kinds}
    for account in FundAccount.objects.select_related("fund").order_by("pk"):
        for kind, column in BUDGET_COLUMNS.items():
            stands, expected = getattr(account, column), entered.get((account.pk, kind), 0)
            if stands != expected:
                label = BudgetKind(kind).label
                yield f"{account}: {label} {format_euro(stands)}, eingetragen aber {format_euro(expected)}."
        if account.free_cents < 0:
            yield f"{account}: um {format_euro(-account.free_cents)} überzogen."
        for figure, label in FIGURES.items():
            expected = booked.get(account.pk, {}).get(figure, 0)
            if getattr(account, figure) != expected:
                yield (
                    f"{account}: {label} sind {format_euro(getattr(account, figure))}, "
                    f"gebucht aber {format_euro(expected)}."
                )


def doubly_paid_orders() -> Iterator[str]:
    """I2: an order is executed at most once, over its amount; one that is not executed has paid nothing.

    A payment that came back has its counter-entry, and nothing else has one.
    """
    paid: dict[int | None, list[int]] = defaultdict(list)
    payments = LedgerEntry.objects.filter(kind=LedgerKind.PAY).values_list("order_id", "paid_cents")
    for order_pk, cents in payments.order_by("pk").iterator(chunk_size=CHUNK):
        paid[order_pk].append(cents)
    if paid.pop(None, []):
        yield "Es gibt Auszahlungen ohne Anordnung."
    returned = set(LedgerEntry.objects.filter(kind=LedgerKind.RETURN).values_list("order_id", flat=True))
    for order in PaymentOrder.objects.order_by("pk").iterator(chunk_size=CHUNK):
        payments_of = paid.get(order.pk, [])
        if payments_of and (order.state == "returned") != (order.pk in returned):
            yield f"Anordnung {order.number} ({order.get_state_display()}): Die Gegenbuchung passt nicht."
        if order.state in ("executed", "returned") and payments_of == [order.amount_cents]:
            continue
        if payments_of or order.state == "executed":
            found = ", ".join(format_euro(cents) for cents in payments_of) or "nichts"
            yield f"Anordnung {order.number} ({order.get_state_display()}): gebucht ist {found}."


def wrong_shares() -> Iterator[str]:
    """I4: the shares of an entry sum to its amount, and all together follow the policy (INV-11, INV-13)."""
    for land_grant in LandGrant.objects.select_related("fund").order_by("pk"):
        stored = NOTHING
        entries = land_grant.entries.select_related("reverses").order_by("pk")
        for entry in entries.iterator(chunk_size=CHUNK):
            stored += entry.split
            if entry.split.total != entry.paid_cents:
                yield f"Buchung {entry.key}: Die Anteile ergeben nicht den Betrag."
            elif entry.reverses is not None:
                if entry.split != negate(entry.reverses.split):
                    yield f"Buchung {entry.key}: Sie hebt die Anteile von {entry.reverses.key} nicht auf."
            elif entry.paid_cents and stored != floor_donors(stored.total, land_grant.weights):
                yield f"Buchung {entry.key}: Die Anteile folgen nicht den Gewichten."
        if stored != land_grant.stored:
            yield f"{land_grant}: Die gespeicherten Summen der Anteile sind andere als die der Buchungen."
    strange = LedgerEntry.objects.filter(kind__in=BOUND_KINDS).exclude(land_grant=F("account__land_grant"))
    for key in strange.order_by("pk").values_list("key", flat=True):
        yield f"Buchung {key}: Ihr Programmjahr ist nicht das ihres Haushaltsjahrs."


def impossible_histories() -> Iterator[str]:
    """I5: the history of every row is a path along the edges of its machine and ends where the row stands."""
    for model in MACHINES:
        edges = _edges(model)
        rows = _rows(model)
        ends = dict.fromkeys(rows.values_list("pk", flat=True), _first_state(model))
        records = TransitionRecord.objects.filter(machine=model.machine).order_by("pk")
        for record in records.iterator(chunk_size=CHUNK):
            step = (record.source, record.action, record.target)
            if step not in edges or ends.get(record.object_id) != record.source:
                yield f"{model.machine} {record.object_id}: „{record.label}“ geht nicht von hier aus."
            ends[record.object_id] = record.target
        states = dict(rows.values_list("pk", "state"))
        for pk, end in ends.items():
            if states.get(pk) != end:
                yield f"{model.machine} {pk}: Der Verlauf endet bei {end}, der Stand ist {states.get(pk)}."


def same_person_orders() -> Iterator[str]:
    """I6: certifier, orderer and executor of an order are different persons."""
    for order in PaymentOrder.objects.order_by("pk").iterator(chunk_size=CHUNK):
        certifiers = {order.certified_factual_by, order.certified_arith_by}
        signers = [*(certifiers - {""}), *filter(None, (order.ordered_by, order.executed_by))]
        if len(signers) != len(set(signers)):
            yield f"Anordnung {order.number}: Eine Person hat zweimal unterschrieben."


def broken_audit() -> Iterator[str]:
    """I7: the audit chain is whole and has exactly one entry for each transition."""
    yield from verify_chain()
    walked: Counter[tuple[str, str]] = Counter()
    for model in MACHINES:
        subjects = {row.pk: row.subject for row in _rows(model).only("pk", "uuid").iterator(chunk_size=CHUNK)}
        records = TransitionRecord.objects.filter(machine=model.machine).values_list("action", "object_id")
        for action, pk in records.iterator(chunk_size=CHUNK):
            walked[f"{model.machine}.{action}", subjects.get(pk, f"{model.machine}:?")] += 1
    actions = {f"{model.machine}.{action}" for model in MACHINES for _, action, _ in _edges(model)}
    entries = AuditEntry.objects.filter(action__in=actions).values_list("action", "subject")
    logged: Counter[tuple[str, str]] = Counter(entries.iterator(chunk_size=CHUNK))
    for action, subject in sorted((walked - logged) + (logged - walked)):
        found = logged[action, subject]
        yield f"{subject}: {walked[action, subject]} × {action} im Verlauf, im Protokoll aber {found} ×."


def broken_outbox() -> Iterator[str]:
    """I8: every effect is done, held, due or dead with a reason."""
    yield from broken_items()


def broken_files() -> Iterator[str]:
    """I9: every file row has its file with the right SHA-256, and every file has a row."""
    yield from check_files()


INVARIANTS: Mapping[str, Callable[[], Iterator[str]]] = MappingProxyType(
    {
        "I1": overspent_funds,
        "I2": doubly_paid_orders,
        "I3": wrong_hand_overs,
        "I4": wrong_shares,
        "I5": impossible_histories,
        "I6": same_person_orders,
        "I7": broken_audit,
        "I8": broken_outbox,
        "I9": broken_files,
        **CASE_INVARIANTS,
    }
)


def broken_invariants() -> list[str]:
    """Every breach as one line with the number of its invariant; an empty list means that all is well."""
    return [f"{number} {breach}" for number, find in INVARIANTS.items() for breach in find()]


def _edges(model: Any) -> set[tuple[str, str, str]]:
    return {(each.source, each.name, each.target) for each in model().get_all_state_transitions()}


def _first_state(model: Any) -> str:
    field = model._meta.get_field("state")  # noqa: SLF001  Django names it so; it is its public way
    return str(field.default)


def _rows(model: Any) -> QuerySet[Any]:
    """All rows; `Any`, because the state is a field of each machine's own mixin."""
    found: QuerySet[Any] = model._default_manager.all()  # noqa: SLF001  Django names it so; it is public
    return found
