"""The keys of stored bank details: the first one seals, all of them open, so that a key can be changed."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

NAME_DIGITS = 8


@dataclass(frozen=True)
class Key:
    """Two keys from one secret, so that the index tells nothing about the cipher. `name` tells neither."""

    name: str
    cipher: bytes
    index: bytes


def key_from(secret: str) -> Key:
    """The key of one secret."""
    name, cipher, index = (
        hashlib.sha256(f"{purpose}:{secret}".encode()) for purpose in ("name", "encrypt", "index")
    )
    return Key(name.hexdigest()[:NAME_DIGITS], cipher.digest(), index.digest())


def ring_of(secrets: Sequence[str]) -> tuple[Key, ...]:
    """The keys of these secrets, the one in use first. Raises ValueError when there is none."""
    if not secrets:
        raise ValueError("a ring needs a key")
    return tuple(key_from(secret) for secret in secrets)
