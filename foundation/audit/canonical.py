"""One spelling for the content of an entry, so that everybody computes the same hash."""

import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any


def canonical_json(content: Mapping[str, Any]) -> bytes:
    """Sorted keys, no spaces, UTF-8, nothing escaped that need not be."""
    text = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode("utf-8", errors="surrogatepass")


def spell_moment(moment: datetime) -> str:
    """UTC with microseconds, always six digits: 2027-03-12T09:30:00.000000Z."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def entry_hash(
    *,
    seq: int,
    recorded_at: datetime,
    action: str,
    actor_kind: str,
    actor_reference: str,
    subject: str,
    details: object,
    prev_hash: str,
) -> str:
    """SHA-256 over the canonical JSON of an entry and the hash of the one before it."""
    content = {
        "seq": seq,
        "recorded_at": spell_moment(recorded_at),
        "action": action,
        "actor_kind": actor_kind,
        "actor_reference": actor_reference,
        "subject": subject,
        "details": details,
        "prev_hash": prev_hash,
    }
    return hashlib.sha256(canonical_json(content)).hexdigest()


def check_details(value: object, path: str = "details") -> None:
    """Refuse what JSON or a database might spell in two ways; raises TypeError or ValueError.

    Allowed: str, int, bool, None, and lists and dicts (keys str) of these. No float, no date, no object.
    """
    if value is None or type(value) in (bool, int):
        return
    if type(value) is str:
        if "\x00" in value:
            raise ValueError(f"{path}: the NUL character cannot be stored")
        value.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, a ValueError
        return
    if type(value) is list:
        for index, item in enumerate(value):
            check_details(item, f"{path}[{index}]")
        return
    if type(value) is dict:
        for key, item in value.items():
            if type(key) is not str:
                raise TypeError(f"{path}: key {key!r} is not a string")
            check_details(key, f"{path} key")
            check_details(item, f"{path}.{key}")
        return
    raise TypeError(f"{path}: {type(value).__name__} is not allowed in the audit chain")
