"""The run in which the Kasse takes ordered payments with one file (rows 29, 30): all of them or none."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import uuid4

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.services import append_entry, record_access
from foundation.files.models import StoredFile
from foundation.files.services import store_bytes
from foundation.values.dates import local_date
from foundation.values.errors import Blocked, DomainError, InvalidInput, NotAllowed
from grants import policy
from grants.models import (
    Fund,
    HandOver,
    HandOverDownload,
    HandOverKind,
    HandOverLine,
    PaymentOrder,
    PaymentProfile,
)
from grants.rules.payment_files import FileRun, PaymentLine
from grants.selectors.payment_profiles import profile_in_force
from grants.services.payment_batches import SeenOrders, demand_same, hold_orders
from grants.services.payment_lines import line_of
from grants.services.references import next_reference
from grants.services.workflow import blockers, perform

#: Makes the bytes of a run; raises DomainError when it cannot. Grants knows no file formats.
Writer = Callable[[HandOverKind, PaymentProfile | None, FileRun, Sequence[PaymentLine]], bytes]

SERIES = "U"
ENDINGS = {HandOverKind.CSV: ("csv", "text/csv"), HandOverKind.PAIN001: ("xml", "application/xml")}
NO_BANK_FILE = "Für diesen Fonds ist keine Bankdatei eingerichtet. Nehmen Sie die CSV-Datei."
DISK = "Die Datei lässt sich nicht speichern. Es ist nichts übergeben. Rufen Sie die Administration an."


def hand_over_orders(
    *, fund: Fund, kind: HandOverKind, seen: SeenOrders, write: Writer, actor: Actor, now: datetime
) -> HandOver:
    """Take every order that was seen, with the file that pays them, or none.

    The file is stored before any order moves; who fetches it comes later. Raises NotAllowed without the right
    or a fresh proof of identity, InvalidInput for no order or another number or sum (cents) than repeated,
    StaleVersion when one has changed since, Blocked with every refusal under the number of its order,
    DomainError when the file cannot be made.
    """
    with transaction.atomic():
        if not policy.may_hand_over(actor, fund):
            raise NotAllowed(policy.may_hand_over.why_not(actor, fund), "policy.denied")
        orders = hold_orders(seen)
        demand_same(orders, seen)
        _demand_open(orders, fund, actor, now)
        profile = profile_in_force(fund)
        if kind is HandOverKind.PAIN001 and not (profile and profile.bank_file):
            raise DomainError(NO_BANK_FILE, "hand_over.no_bank_file")
        run = FileRun(next_reference(fund=fund, series=SERIES, now=now), now)
        lines = [line_of(order, actor=actor, now=now) for order in orders]
        made = _store(fund, kind, profile, run, lines, write(kind, profile, run, lines), actor)
        HandOverLine.objects.bulk_create(
            HandOverLine(hand_over=made, position=position, order=order, amount_cents=order.amount_cents)
            for position, order in enumerate(orders, 1)
        )
        for order in orders:
            perform(order, "hand_over", actor=actor, now=now)
        details = {
            "number": made.number,
            "kind": made.kind,
            "count": made.count,
            "total_cents": made.total_cents,
            "sha256": made.sha256,
        }
        append_entry(action="hand_over.make", subject=made.subject, actor=actor, details=details, now=now)
    return made


def fetch_file(*, hand_over: HandOver, actor: Actor, now: datetime) -> HandOverDownload:
    """Note that the file goes out now, the first time or again; only then its first byte may leave.

    Raises NotAllowed, DomainError when the file was deleted after the retention.
    """
    with transaction.atomic():
        held = HandOver.objects.select_for_update(of=("self",)).select_related("fund", "file")
        fresh = held.get(pk=hand_over.pk)
        if not policy.may_hand_over(actor, fresh):
            raise NotAllowed(policy.may_hand_over.why_not(actor, fresh), "policy.denied")
        if fresh.file is None:
            raise DomainError("Die Datei ist nach Ablauf der Aufbewahrung gelöscht.", "hand_over.erased")
        fetched = HandOverDownload.objects.create(
            hand_over=fresh,
            number=fresh.downloads.count() + 1,
            by=actor.reference,
            by_label=actor.label,
            at=now,
        )
        purpose = "hand_over.download_again" if fetched.is_again else "hand_over.download"
        record_access(actor=actor, subject=fresh.subject, purpose=purpose, now=now)
        append_entry(
            action=purpose,
            subject=fresh.subject,
            actor=actor,
            details={"number": fresh.number, "times": fetched.number, "sha256": fresh.sha256},
            now=now,
        )
    return fetched


def _demand_open(orders: Sequence[PaymentOrder], fund: Fund, actor: Actor, now: datetime) -> None:
    if any(order.fund != fund for order in orders):
        raise InvalidInput("Ein Lauf gehört zu einem Fonds. Wählen Sie noch einmal.", "hand_over.other_fund")
    refusals = [
        f"{order.number}: {sentence}"
        for order in orders
        for sentence in blockers(order, "hand_over", actor=actor, today=local_date(now))
    ]
    if refusals:
        raise Blocked(findings=refusals)


def _store(
    fund: Fund,
    kind: HandOverKind,
    profile: PaymentProfile | None,
    run: FileRun,
    lines: Sequence[PaymentLine],
    data: bytes,
    actor: Actor,
) -> HandOver:
    uuid, (ending, media_type) = uuid4(), ENDINGS[kind]
    made = HandOver(
        uuid=uuid,
        fund=fund,
        number=run.number,
        kind=kind,
        profile=profile,
        count=len(lines),
        total_cents=sum(line.amount_cents for line in lines),
        sha256=hashlib.sha256(data).hexdigest(),
        made_by=actor.reference,
        made_by_label=actor.label,
        made_at=run.made_at,
    )
    made.file = _file(made, f"{run.number}.{ending}", media_type, data, actor)
    made.save(force_insert=True)
    return made


def _file(made: HandOver, name: str, media_type: str, data: bytes, actor: Actor) -> StoredFile:
    try:
        return store_bytes(
            data=data, name=name, media_type=media_type, subject=made.subject, actor=actor, now=made.made_at
        )
    except OSError:
        raise DomainError(DISK, "hand_over.disk") from None
