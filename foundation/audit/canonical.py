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


def plain_value(value: object, path: str = "details") -> object:
    """A copy made of plain values only; raises TypeError or ValueError for what could be spelled in two ways.

    Allowed: str, int, bool, None, and lists and dicts (keys str) of these. No float, no date, no object. The
    members of text and integer enumerations become the plain text or number.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, str):
        return _plain_text(value, path)
    if type(value) is list:
        return [plain_value(item, f"{path}[{index}]") for index, item in enumerate(value)]
    if type(value) is dict:
        return {_plain_key(key, path): plain_value(item, f"{path}.{key}") for key, item in value.items()}
    raise TypeError(f"{path}: {type(value).__name__} is not allowed in the audit chain")


def _plain_key(key: object, path: str) -> str:
    if not isinstance(key, str):
        raise TypeError(f"{path}: key {key!r} is not a string")
    return _plain_text(key, path)


def _plain_text(text: str, path: str) -> str:
    if "\x00" in text:
        raise ValueError(f"{path}: the NUL character cannot be stored")
    text.encode("utf-8")  # a lone surrogate raises UnicodeEncodeError, a ValueError
    return str.__str__(text)
