"""Walking the chain: every link, not only the first and the last."""

from collections.abc import Iterator
from dataclasses import dataclass

from foundation.audit.canonical import entry_hash
from foundation.audit.head import GENESIS_HASH
from foundation.audit.models import AuditEntry, AuditHead

CHUNK = 1000


@dataclass
class _Walk:
    """What is known after the entry last looked at."""

    seq: int = 0
    hash: str = GENESIS_HASH


def verify_chain() -> list[str]:
    """All breaches of the chain as German sentences; an empty list means that it is whole."""
    breaches: list[str] = []
    walk = _Walk()
    for seq, entry in _entries():
        breaches += _check_entry(seq, entry, walk)
    return breaches + _check_head(walk)


def _entries() -> Iterator[tuple[int, AuditEntry | None]]:
    """Entries in order; None for a row that can no longer be read as an entry."""
    last = None
    while True:
        rows = AuditEntry.objects.order_by("seq")
        if last is not None:
            rows = rows.filter(seq__gt=last)
        numbers = list(rows.values_list("seq", flat=True)[:CHUNK])
        if not numbers:
            return
        last = numbers[-1]
        try:
            chunk = {e.seq: e for e in rows.filter(seq__lte=last)}
        except (ValueError, TypeError):
            chunk = {}
        for seq in numbers:
            yield seq, chunk.get(seq) or _read_one(seq)


def _read_one(seq: int) -> AuditEntry | None:
    try:
        return AuditEntry.objects.get(seq=seq)
    except (ValueError, TypeError):
        return None


def _check_entry(seq: int, entry: AuditEntry | None, walk: _Walk) -> list[str]:
    found = []
    if seq != walk.seq + 1:
        found.append(f"Eintrag {seq}: Davor fehlt die Nummer {walk.seq + 1}.")
    walk.seq = seq
    if entry is None:
        walk.hash = ""
        return [*found, f"Eintrag {seq}: Der Inhalt ist nicht lesbar."]
    if entry.prev_hash != walk.hash:
        found.append(f"Eintrag {seq}: Er schließt nicht an den Eintrag davor an.")
    if entry.hash != _recompute(entry):
        found.append(f"Eintrag {seq}: Die Prüfsumme stimmt nicht.")
    walk.hash = entry.hash
    return found


def _recompute(entry: AuditEntry) -> str:
    try:
        return entry_hash(
            seq=entry.seq,
            recorded_at=entry.recorded_at,
            action=entry.action,
            actor_kind=entry.actor_kind,
            actor_reference=entry.actor_reference,
            subject=entry.subject,
            details=entry.details,
            prev_hash=entry.prev_hash,
        )
    except (AttributeError, TypeError, ValueError):  # a moment that is none any more
        return ""


def _check_head(walk: _Walk) -> list[str]:
    head = AuditHead.objects.first()
    if head is None:
        return ["Ende des Protokolls: Die Zeile fehlt."]
    if head.seq != walk.seq:
        return [f"Ende des Protokolls: Es nennt die Nummer {head.seq}, der letzte Eintrag hat {walk.seq}."]
    if head.hash != walk.hash:
        return ["Ende des Protokolls: Die Prüfsumme ist nicht die des letzten Eintrags."]
    return []
