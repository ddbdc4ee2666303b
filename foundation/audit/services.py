"""Writing to the audit chain and to the log of reads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from foundation.audit.actors import Actor
from foundation.audit.canonical import entry_hash, plain_value
from foundation.audit.chain import verify_chain
from foundation.audit.models import AccessEntry, AuditEntry, AuditHead

__all__ = ["VERIFIED", "append_entry", "record_access", "record_verification", "verify_chain"]

#: The entry that says that somebody walked the whole chain and found it whole.
VERIFIED = "audit.verify"


def append_entry(
    *, action: str, subject: str, actor: Actor, details: Mapping[str, Any], now: datetime
) -> AuditEntry:
    """Add one link to the chain, in the transaction of what it tells about.

    `subject` is "<kind>:<reference>". `details` holds plain values only (see `plain_value`) and by contract
    no personal data: no name, address, e-mail, account or free text of a person, only codes, figures and
    random references, so that an erasure never breaks the chain. Takes the lock on the head row, which comes
    last of all locks; a caller that still wants other locks takes them before.
    Raises RuntimeError outside a transaction or without a head row, TypeError/ValueError for wrong details.
    """
    _check_moment(now)
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("append_entry must run in the transaction of its cause")
    plain = plain_value(dict(details))
    head = AuditHead.objects.select_for_update().first()
    if head is None:
        raise RuntimeError("the audit chain has no head row; run verify_audit")
    seq = head.seq + 1
    content: dict[str, Any] = {
        "seq": seq,
        "recorded_at": now,
        "action": action,
        "actor_kind": actor.kind.value,
        "actor_reference": actor.reference,
        "subject": subject,
        "details": plain,
        "prev_hash": head.hash,
    }
    entry = AuditEntry.objects.create(**content, hash=entry_hash(**content))
    head.seq, head.hash = seq, entry.hash
    head.save(update_fields=["seq", "hash"])
    return entry


def record_verification(*, actor: Actor, until: int, now: datetime) -> None:
    """Note in the chain itself that it was found whole up to this entry. A broken chain takes no note."""
    with transaction.atomic():
        details = {"until": until}
        append_entry(action=VERIFIED, subject="audit:chain", actor=actor, details=details, now=now)


def record_access(*, actor: Actor, subject: str, purpose: str, now: datetime) -> AccessEntry:
    """Note that somebody read personal data: who, whose, what for (a short code). Takes no lock."""
    _check_moment(now)
    return AccessEntry.objects.create(
        at=now,
        actor_kind=actor.kind.value,
        actor_reference=actor.reference,
        subject=subject,
        purpose=purpose,
    )


def _check_moment(now: datetime) -> None:
    if now.tzinfo is None:
        raise ValueError("now must be aware")
