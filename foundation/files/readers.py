"""Who may read the files of a subject is asked of the app that owns the subject."""

from collections.abc import Callable

from foundation.audit.actors import Actor

Reader = Callable[[Actor, str], bool]

_readers: dict[str, Reader] = {}


def register(kind: str, may_read: Reader) -> None:
    """Let `may_read(actor, subject)` decide for all subjects "<kind>:<uuid>"; called in `apps.ready`."""
    if _readers.setdefault(kind, may_read) != may_read:
        raise ValueError(f"file subject kind {kind!r} is registered twice")


def may_read(actor: Actor, subject: str) -> bool:
    """False for a kind that nobody has registered, and for a subject without a reference."""
    kind, _, reference = subject.partition(":")
    reader = _readers.get(kind)
    return bool(reader and reference and reader(actor, subject))
