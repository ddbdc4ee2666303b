"""IBAN: checked by a library, shown masked, kept encrypted and bound to its row."""

import base64
import hashlib
import hmac
import os
from collections.abc import Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException

from applicants.key_ring import Key
from foundation.values.errors import InvalidInput
from foundation.values.phrases import say

WRONG = say("Die IBAN ist nicht richtig. Prüfen Sie die Zahlen. Sie steht auf Ihrer Bankkarte.")
NONCE_BYTES = 12


def parse_iban(text: str) -> IBAN:
    """An IBAN as people write it, with spaces and small letters. Raises InvalidInput."""
    try:
        return IBAN("".join(text.split()).upper())
    except SchwiftyException:
        raise InvalidInput(WRONG, "iban.invalid", "iban") from None


def mask(iban: IBAN) -> str:
    """DE89 •••• 3000: enough to recognise one's own account."""
    compact = str(iban)
    return f"{compact[:4]} •••• {compact[-4:]}"


def in_fours(iban: str) -> str:
    """DE89 3704 0044 0532 0130 00, with no-break spaces so that it stays on one line."""
    compact = iban.replace(" ", "")
    return "\u00a0".join(compact[start : start + 4] for start in range(0, len(compact), 4))


def encrypt(plain: str, *, key: Key, bound_to: str) -> str:
    """AES-256-GCM, headed by the name of its key.

    `bound_to` names table, column and row, so that a copy into another row does not open.
    """
    nonce = os.urandom(NONCE_BYTES)
    sealed = AESGCM(key.cipher).encrypt(nonce, plain.encode(), _bound(bound_to, key))
    return f"{key.name}.{base64.b64encode(nonce + sealed).decode()}"


def decrypt(ciphertext: str, *, ring: Sequence[Key], bound_to: str) -> str:
    """The plain text. Raises ValueError for every changed byte, every other row and every unknown key."""
    name, _, text = ciphertext.partition(".")
    try:
        key = next(key for key in ring if key.name == name)
        raw = base64.b64decode(text, validate=True)
        if base64.b64encode(raw).decode() != text:
            raise ValueError("another spelling of the same bytes")
        nonce, sealed = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return AESGCM(key.cipher).decrypt(nonce, sealed, _bound(bound_to, key)).decode()
    except (StopIteration, InvalidTag, ValueError) as error:
        raise ValueError("the stored IBAN does not open: wrong key, wrong row, or changed") from error


def blind_index(iban: str, *, key: Key) -> str:
    """A keyed hash to find the same account again without opening any."""
    return hmac.new(key.index, iban.encode(), hashlib.sha256).hexdigest()


def _bound(bound_to: str, key: Key) -> bytes:
    return f"{bound_to}|{key.name}".encode()
